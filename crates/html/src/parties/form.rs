//! The form for a new party and for changing one: what is its own beside the common form of a record, and a warning when somebody
//! with the same phone, mail or tax code is known already. Who is known is never decided here.

mod drawn;

use axum::extract::Form;
use axum::response::IntoResponse;
use maud::Markup;
use quen_core::fields::FieldValue;
use quen_core::kept::guard;
use quen_core::parties::Party;
use quen_core::{Error, Result};
use quen_http::SignedIn;
use quen_service::duplicates::{Known, known};
use quen_service::parties::{Parties, owners};
use quen_service::records::{self, Kind, Values};
use quen_words::t;

use self::drawn::Drawn;
use super::asked::{Params, param};
use super::conflict;
use super::fields::{self, Typed};
use crate::answers::{Answer, refused};
use crate::fields::{controls, gone, references};
use crate::forms::{Pairs, value};
use crate::sheets::{Filling, Sheet, blank};
use crate::versions::Read;

/// What stands in the way of saving when somebody is known already, until they are saved all the same.
const KNOWN: &str = "known";

impl Sheet for Parties {
    const CONTROLS: &'static [(&'static str, &'static str)] = &fields::FORM;
    const COMPARED: Read = conflict::read;
    const WIDE: bool = true;

    fn many(me: &SignedIn) -> String {
        t::nav_people(me.words).to_owned()
    }

    fn new_title(me: &SignedIn, values: &[(String, String)]) -> String {
        let title = match value(values, "kind") {
            "organization" => t::parties_new_organization(me.words),
            _ => t::parties_new(me.words),
        };
        title.to_owned()
    }

    fn name(party: &Party) -> &str {
        &party.name
    }

    fn form(me: &SignedIn, party: &Party) -> String {
        format!("{}/edit", Self::home(me, party))
    }

    fn typed(me: &SignedIn, party: &Party) -> Pairs {
        let mut all = fields::pairs(&fields::typed_whole(me, party));
        all.push(("version".to_owned(), party.version.to_string()));
        all
    }

    async fn start(me: &SignedIn, asked: &Params) -> Result<Pairs> {
        let mut values = blank::<Self>(me, asked);
        for (name, text) in &mut values {
            let may = ["kind", "name", "phones", "emails"].contains(&name.as_str());
            if let Some(given) = param(asked, name).filter(|_| may) {
                given.clone_into(text);
            }
        }
        Ok(values)
    }

    async fn put(me: &SignedIn, before: Option<&Party>, sent: Pairs) -> Result<Party> {
        let version = value(&sent, "version").parse().ok();
        let values = read(me, before, &sent).await?;
        if let Some(before) = before {
            guard(before, version)?;
        }
        let anyway = sent.iter().any(|(name, _)| name == "anyway");
        if !anyway && !known(&me.ctx, &values, before).await?.is_empty() {
            return Err(Error::invalid(KNOWN, "invalid"));
        }
        match before {
            None => records::create::<Self>(&me.ctx, values).await,
            Some(before) => records::update::<Self>(&me.ctx, before.id, version, values).await,
        }
    }

    async fn lines(filling: &Filling<'_, Self>) -> Result<Markup> {
        let me = filling.me;
        let (typed, party) = (fields::sent(filling.values), filling.record);
        let stopped = filling.problems.iter().any(|p| p.field == KNOWN);
        let drawn = Drawn {
            me,
            owners: &owners(&me.ctx).await?,
            known: match stopped {
                true => known_of(me, &typed, party).await?,
                false => Vec::new(),
            },
            typed: &typed,
            problems: filling.problems,
            party,
            own: filling.own().await?,
        };
        Ok(drawn.lines())
    }
}

/// What was typed as values of a party. Whoever fills in the form of one that an order or a message made has completed it.
async fn read(me: &SignedIn, before: Option<&Party>, sent: &[(String, String)]) -> Result<Values> {
    let catalogue = Parties::catalogue(&me.ctx);
    let pairs = fields::pairs(&fields::sent(sent));
    gone::refuse(&catalogue, &pairs)?;
    let there = controls::sent(me, &catalogue, pairs);
    let there = references::resolved(me, &catalogue, there).await?;
    let there: Typed = there.into_iter().collect();
    let mut values = fields::read(&catalogue, me.ctx.settings.currency, &there, before)?;
    if before.is_some_and(|before| before.incomplete) {
        values.push(("incomplete".to_owned(), FieldValue::Bool(false)));
    }
    Ok(values)
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
    let known = known_of(&me, &typed, before.as_ref()).await;
    let known = known.map_err(refused(&me))?;
    Ok(drawn::known_so_far(&me, &known).into_response())
}

/// Who is known by what is typed. What is half typed says nothing yet; each field speaks for itself.
async fn known_of(me: &SignedIn, typed: &Typed, before: Option<&Party>) -> Result<Vec<Known>> {
    let catalogue = Parties::catalogue(&me.ctx);
    let currency = me.ctx.settings.currency;
    let values: Values = [
        "kind", "name", "phones", "emails", "tax_code", "birthday", "address",
    ]
    .into_iter()
    .filter_map(|name| Some((name.to_owned(), typed.get(name)?.clone())))
    .filter_map(|field| {
        let one = Typed::from([field]);
        fields::read(&catalogue, currency, &one, before).ok()
    })
    .flatten()
    .collect();
    known(&me.ctx, &values, before).await
}
