//! What the form of an order sent, made into an order. It draws nothing.

use quen_core::orders::Order;
use quen_core::{Error, Result};
use quen_http::SignedIn;
use quen_service::facts::Use;
use quen_service::orders::Orders;
use quen_service::parties;
use quen_service::records::{self, Kind, decode_in};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{CUSTOMERS, products};
use crate::facts::chips;
use crate::fields::{self, controls, gone};
use crate::forms::value;
use crate::orders::known;
use crate::orders::lines;

/// Days of an order beside the one it was placed on.
pub(in crate::orders) const DAYS: [&str; 4] = ["deliver_by", "delivered_on", "due_on", "paid_on"];

/// Makes or changes the order that a sent form describes.
pub(super) async fn write(
    me: &SignedIn,
    before: Option<&Order>,
    sent: &[(String, String)],
) -> Result<Order> {
    let currency = me.ctx.settings.currency;
    let rows = lines::sent(sent);
    gone::refuse(&Orders::catalogue(&me.ctx), sent)?;
    let party = customer(me, sent).await?;
    let (list, places) = lines::read(&rows, &products(me).await?, currency)?;
    let mut object = Map::new();
    object.insert("party_id".to_owned(), json!(party));
    object.insert("lines".to_owned(), list);
    let typed = |name: &str| Some(value(sent, name).trim()).filter(|text| !text.is_empty());
    object.insert("discount".to_owned(), amount(me, typed("discount"))?);
    let facts = match before {
        None => chips::offered(me, Some(party), Use::Order).await?,
        Some(_) => Vec::new(),
    };
    object.insert(
        "note".to_owned(),
        json!(known::noted(typed("note"), &chips::on_paper(&facts, sent))),
    );
    object.extend(typed("contact_id").map(|id| ("contact_id".to_owned(), json!(id))));
    object.extend(typed("project_id").map(|id| ("project_id".to_owned(), json!(id))));
    object.extend(typed("number").map(|number| ("number".to_owned(), json!(number))));
    object.extend(typed("status").map(|status| ("status".to_owned(), json!(status))));
    for name in DAYS {
        // A day that the form did not show stays as it is.
        if sent.iter().any(|(sent, _)| sent == name) {
            object.insert(name.to_owned(), day(me, name, typed(name))?);
        }
    }
    if sent.iter().any(|(name, _)| name == "on_credit") {
        // The box comes before the field that tells that the form showed it.
        let ticked = !value(sent, "on_credit").is_empty();
        object.insert("on_credit".to_owned(), json!(ticked));
    }
    if let Some(at) = ordered_at(me, before, typed("ordered_on"))? {
        object.insert("ordered_at".to_owned(), json!(at));
    }
    let at_rows = |error| match error {
        Error::Invalid(problems) => Error::Invalid(lines::at_rows(problems, &places)),
        other => other,
    };
    let catalogue = Orders::catalogue(&me.ctx);
    let own = sent.iter().filter(|(name, _)| controls::is_own(name));
    let own = fields::read(me, &catalogue, own.cloned().collect()).await?;
    let mut values = decode_in(&catalogue, &object, currency).map_err(at_rows)?;
    values.extend(own);
    let version = typed("version").and_then(|text| text.parse().ok());
    match before {
        None => records::create::<Orders>(&me.ctx, values)
            .await
            .map_err(at_rows),
        Some(before) => records::update::<Orders>(&me.ctx, before.id, version, values)
            .await
            .map_err(at_rows),
    }
}

fn amount(me: &SignedIn, text: Option<&str>) -> Result<Value> {
    let field = quen_core::fields::Field::new("discount", "", quen_core::fields::FieldType::Money);
    Ok(
        quen_core::fields::from_text_in(
            &field,
            text.unwrap_or_default(),
            me.ctx.settings.currency,
        )?
        .to_json(),
    )
}

/// A day as people type it, near ones in words too.
fn day(me: &SignedIn, name: &'static str, text: Option<&str>) -> Result<Value> {
    let Some(text) = text else {
        return Ok(Value::Null);
    };
    let read = quen_core::dates::day(text).or_else(|| quen_core::dates::near(text, me.ctx.today()));
    let day = read.ok_or_else(|| Error::invalid(name, "bad-date"))?;
    Ok(json!(day))
}

/// The day as typed; the time of an order whose day did not change stays.
fn ordered_at(
    me: &SignedIn,
    before: Option<&Order>,
    text: Option<&str>,
) -> Result<Option<chrono::DateTime<chrono::Utc>>> {
    let Some(text) = text else { return Ok(None) };
    let day =
        quen_core::dates::day(text).ok_or_else(|| Error::invalid("ordered_on", "bad-date"))?;
    if before.map_or(me.ctx.today(), |before| before.ordered_on) == day {
        return Ok(None);
    }
    let at = quen_core::dates::instant(&day.to_string(), me.ctx.settings.zone(), 2_200);
    at.map(Some)
        .ok_or_else(|| Error::invalid("ordered_on", "bad-date"))
}

/// The customer that was chosen, or the only one that the typed words find.
async fn customer(me: &SignedIn, sent: &[(String, String)]) -> Result<Uuid> {
    if let Ok(id) = value(sent, "party_id").parse() {
        return Ok(id);
    }
    let found = parties::matching(&me.ctx, value(sent, "customer"), CUSTOMERS).await?;
    match found.as_slice() {
        [] if value(sent, "customer").trim().is_empty() => {
            Err(Error::invalid("customer", "required"))
        }
        [] => Err(Error::invalid("customer", "no-such-customer")),
        [one] => Ok(one.id),
        _ => Err(Error::invalid("customer", "several-customers")),
    }
}
