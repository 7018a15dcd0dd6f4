//! The form for a new party and for changing one: every field, problems at their fields, a warning when somebody with the same
//! phone, mail or tax code is known already.

mod sheet;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::Markup;
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
use crate::fields::{controls, own_part, references};

/// `GET /parties/new`.
pub async fn new(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let owners = owners(&me.ctx).await.map_err(refused(&me))?;
    let mut typed = fields::typed_whole(&me, &Parties::blank(&me.ctx));
    for name in ["kind", "name", "phones", "emails"] {
        if let Some(given) = param(&params, name) {
            typed.insert(name.to_owned(), given.to_owned());
        }
    }
    let sheet = Sheet {
        me: &me,
        owners: &owners,
        typed: &typed,
        problems: &[],
        known: &[],
        party: None,
        own: own(&me, None, &typed, &[]).await?,
    };
    Ok(sheet.page().into_response())
}

/// `GET /parties/{id}/edit`.
pub async fn edit(me: SignedIn, Path(id): Path<String>) -> Answer {
    let party = super::found(&me, &id).await?;
    let owners = owners(&me.ctx).await.map_err(refused(&me))?;
    let typed = fields::typed_whole(&me, &party);
    let sheet = Sheet {
        me: &me,
        owners: &owners,
        typed: &typed,
        problems: &[],
        known: &[],
        party: Some((&party, party.version)),
        own: own(&me, Some(&party), &typed, &[]).await?,
    };
    Ok(sheet.page().into_response())
}

/// `POST /parties`.
pub async fn create(me: SignedIn, Form(pairs): Form<Params>) -> Answer {
    let pairs = controls::joined(&Parties::catalogue(&me.ctx), pairs);
    let mut typed = fields::sent(&pairs);
    let saved = save(&me, &typed, None).await;
    let (error, known) = match saved {
        Ok(party) => return Ok(see(&format!("/parties/{}", party.id))),
        Err(refusal) => refusal,
    };
    let problems = fields::problems(error).map_err(refused(&me))?;
    let owners = owners(&me.ctx).await.map_err(refused(&me))?;
    for (name, text) in fields::typed_whole(&me, &Parties::blank(&me.ctx)) {
        typed.entry(name).or_insert(text);
    }
    let sheet = Sheet {
        me: &me,
        owners: &owners,
        typed: &typed,
        problems: &problems,
        known: &known,
        party: None,
        own: own(&me, None, &typed, &problems).await?,
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, sheet.page()).into_response())
}

/// `POST /parties/{id}/edit`.
pub async fn update(me: SignedIn, Path(id): Path<String>, Form(pairs): Form<Params>) -> Answer {
    let party = super::found(&me, &id).await?;
    let pairs = controls::joined(&Parties::catalogue(&me.ctx), pairs);
    let typed = conflict::resolved(fields::sent(&pairs));
    let version = typed.get("version").and_then(|text| text.parse().ok());
    let version = version.unwrap_or(party.version);
    if version != party.version {
        return conflict::page_of_two(&me, &party, &typed).await;
    }
    let (error, known) = match save(&me, &typed, Some(&party)).await {
        Ok(saved) => return Ok(see(&format!("/parties/{}", saved.id))),
        Err((Error::Stale { .. }, _)) => {
            let party = super::found(&me, &id).await?;
            return conflict::page_of_two(&me, &party, &typed).await;
        }
        Err(refusal) => refusal,
    };
    let problems = fields::problems(error).map_err(refused(&me))?;
    let owners = owners(&me.ctx).await.map_err(refused(&me))?;
    let mut shown = fields::typed_whole(&me, &party);
    shown.extend(typed);
    let sheet = Sheet {
        me: &me,
        owners: &owners,
        typed: &shown,
        problems: &problems,
        known: &known,
        party: Some((&party, version)),
        own: own(&me, Some(&party), &shown, &problems).await?,
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, sheet.page()).into_response())
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
    let there = controls::sent(me, &catalogue, fields::pairs(typed));
    let there = references::resolved(me, &catalogue, there)
        .await
        .map_err(alone)?;
    let there: Typed = there.into_iter().collect();
    let values = fields::read(&catalogue, currency, &there, before).map_err(alone)?;
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
    let version = typed.get("version").and_then(|text| text.parse().ok());
    records::update::<Parties>(&me.ctx, before.id, version, values).await
}
