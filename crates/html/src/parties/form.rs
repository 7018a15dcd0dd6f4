//! The form for a new party and for changing one: every field, problems at their fields, a warning when somebody with the same
//! phone, mail or tax code is known already.

mod sheet;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::kept::guard;
use quen_core::parties::Party;
use quen_core::{Error, Problem};
use quen_http::SignedIn;
use quen_service::duplicates::{Known, known};
use quen_service::parties::{Parties, owners};
use quen_service::records::{self, Kind, Values};

use self::sheet::Sheet;
use super::asked::{Params, param};
use super::conflict;
use super::fields::{self, Typed};
use crate::answers::{Answer, Refused, refused, see};
use crate::fields::{controls, gone, own_part, references};
use crate::forms::value;
use crate::{drafts, versions};

/// `GET /parties/new`.
pub async fn new(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let mut typed = fields::typed_whole(&me, &Parties::blank(&me.ctx));
    for name in ["kind", "name", "phones", "emails"] {
        if let Some(given) = param(&params, name) {
            typed.insert(name.to_owned(), given.to_owned());
        }
    }
    let opened = drafts::opened(&me, "/parties/new", &params, fields::pairs(&typed)).await?;
    typed.extend(fields::sent(&opened.values));
    let filled = Typing {
        offer: opened.offer,
        ..Typing::of(&me, &typed, None, &opened.form)
    };
    filled.answer(StatusCode::OK).await
}

/// `GET /parties/{id}/edit`.
pub async fn edit(me: SignedIn, Path(id): Path<String>, Query(params): Query<Params>) -> Answer {
    let party = super::found(&me, &id).await?;
    let opened = drafts::opened(&me, &action(&party), &params, stored(&me, &party)).await?;
    let typed = fields::sent(&opened.values);
    let filled = Typing {
        offer: opened.offer,
        ..Typing::of(&me, &typed, Some(&party), &opened.form)
    };
    filled.answer(StatusCode::OK).await
}

/// A stored party as it stands in the form, with its version.
fn stored(me: &SignedIn, party: &Party) -> Params {
    let mut all = fields::pairs(&fields::typed_whole(me, party));
    all.push(("version".to_owned(), party.version.to_string()));
    all
}

fn action(party: &Party) -> String {
    format!("/parties/{}/edit", party.id)
}

/// `POST /parties`.
pub async fn create(me: SignedIn, Form(pairs): Form<Params>) -> Answer {
    let pairs = controls::joined(&Parties::catalogue(&me.ctx), pairs);
    let mut typed = fields::sent(&pairs);
    let (error, known) = match save(&me, &typed, None).await {
        Ok(party) => {
            drafts::saved(&me, &pairs).await;
            return Ok(see(&format!("/parties/{}", party.id)));
        }
        Err(refusal) => refusal,
    };
    let problems = fields::problems(error).map_err(refused(&me))?;
    drafts::kept(&me, &pairs).await;
    for (name, text) in fields::typed_whole(&me, &Parties::blank(&me.ctx)) {
        typed.entry(name).or_insert(text);
    }
    let filled = Typing {
        problems: &problems,
        known: &known,
        ..Typing::of(&me, &typed, None, value(&pairs, "draft"))
    };
    filled.answer(StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST /parties/{id}/edit`.
pub async fn update(me: SignedIn, Path(id): Path<String>, Form(pairs): Form<Params>) -> Answer {
    let party = match super::found(&me, &id).await {
        Ok(party) => party,
        Err(refusal) => return drafts::without_record(&me, &pairs, refusal).await,
    };
    let pairs = controls::joined(&Parties::catalogue(&me.ctx), pairs);
    let pairs = fields::pairs(&fields::sent(&pairs));
    let pairs = versions::resolved(pairs, &stored(&me, &party));
    let typed = fields::sent(&pairs);
    let mut shown = fields::typed_whole(&me, &party);
    shown.extend(typed.clone());
    let draft = value(&pairs, "draft");
    if versions::wants_form(&pairs) {
        return Typing::of(&me, &shown, Some(&party), draft)
            .answer(StatusCode::OK)
            .await;
    }
    let (error, known) = match save(&me, &typed, Some(&party)).await {
        Ok(saved) => {
            drafts::saved(&me, &pairs).await;
            return Ok(see(&format!("/parties/{}", saved.id)));
        }
        Err((Error::Stale { .. }, _)) => return conflict::twice(&me, party.id, pairs).await,
        Err(refusal) => refusal,
    };
    let problems = fields::problems(error).map_err(refused(&me))?;
    drafts::kept(&me, &pairs).await;
    let filled = Typing {
        problems: &problems,
        known: &known,
        ..Typing::of(&me, &shown, Some(&party), draft)
    };
    filled.answer(StatusCode::UNPROCESSABLE_ENTITY).await
}

/// What stands in the form, before colleagues and own fields are looked up.
struct Typing<'a> {
    me: &'a SignedIn,
    typed: &'a Typed,
    problems: &'a [Problem],
    known: &'a [Known],
    party: Option<&'a Party>,
    draft: &'a str,
    offer: Markup,
}

impl<'a> Typing<'a> {
    fn of(me: &'a SignedIn, typed: &'a Typed, party: Option<&'a Party>, draft: &'a str) -> Self {
        Self {
            me,
            typed,
            problems: &[],
            known: &[],
            party,
            draft,
            offer: html! {},
        }
    }

    async fn answer(self, status: StatusCode) -> Answer {
        let me = self.me;
        let owners = owners(&me.ctx).await.map_err(refused(me))?;
        let sheet = Sheet {
            me,
            owners: &owners,
            typed: self.typed,
            problems: self.problems,
            known: self.known,
            party: self.party,
            draft: self.draft,
            offer: self.offer,
            own: own(me, self.party, self.typed, self.problems).await?,
        };
        Ok((status, sheet.page()).into_response())
    }
}

/// The fields that the workspace made for itself, with what stands in them.
async fn own(
    me: &SignedIn,
    party: Option<&Party>,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Markup, Refused> {
    let values = fields::pairs(typed);
    let part = own_part::<Parties>(me, party, &values, problems).await;
    part.map_err(refused(me))
}

/// `POST /parties/known`: who is known already by what stands in the form so far, as a part of the page.
pub async fn known_so_far(me: SignedIn, Form(pairs): Form<Params>) -> Answer {
    let typed = fields::sent(&pairs);
    let before = match typed.get("id").and_then(|id| id.parse().ok()) {
        Some(id) => Some(
            records::find::<Parties>(&me.ctx, id)
                .await
                .map_err(refused(&me))?,
        ),
        None => None,
    };
    let catalogue = Parties::catalogue(&me.ctx);
    let currency = me.ctx.settings.currency;
    // What is half typed says nothing yet; each field speaks for itself.
    let values: Values = [
        "kind", "name", "phones", "emails", "tax_code", "birthday", "address",
    ]
    .into_iter()
    .filter_map(|name| Some((name.to_owned(), typed.get(name)?.clone())))
    .filter_map(|field| {
        let one = Typed::from([field]);
        fields::read(&catalogue, currency, &one, before.as_ref()).ok()
    })
    .flatten()
    .collect();
    let known = known(&me.ctx, &values, before.as_ref())
        .await
        .map_err(refused(&me))?;
    Ok(sheet::known_so_far(&me, &known).into_response())
}

/// What stands in the way of saving: why, and who is known already.
type Refusal = (Error, Vec<Known>);

async fn save(me: &SignedIn, typed: &Typed, before: Option<&Party>) -> Result<Party, Refusal> {
    let alone = |error| (error, Vec::new());
    let catalogue = Parties::catalogue(&me.ctx);
    let currency = me.ctx.settings.currency;
    let pairs = fields::pairs(typed);
    gone::refuse(&catalogue, &pairs).map_err(alone)?;
    let there = controls::sent(me, &catalogue, pairs);
    let there = references::resolved(me, &catalogue, there)
        .await
        .map_err(alone)?;
    let there: Typed = there.into_iter().collect();
    let values = fields::read(&catalogue, currency, &there, before).map_err(alone)?;
    if let Some(before) = before {
        guard(before, version(typed)).map_err(alone)?;
    }
    if !typed.contains_key("anyway") {
        let known = known(&me.ctx, &values, before).await.map_err(alone)?;
        if !known.is_empty() {
            return Err((Error::Invalid(Vec::new()), known));
        }
    }
    write(me, values, before, typed).await.map_err(alone)
}

async fn write(
    me: &SignedIn,
    values: Values,
    before: Option<&Party>,
    typed: &Typed,
) -> quen_core::Result<Party> {
    let Some(before) = before else {
        return records::create::<Parties>(&me.ctx, values).await;
    };
    records::update::<Parties>(&me.ctx, before.id, version(typed), values).await
}

/// The version that the form was made from.
fn version(typed: &Typed) -> Option<i64> {
    typed.get("version").and_then(|text| text.parse().ok())
}
