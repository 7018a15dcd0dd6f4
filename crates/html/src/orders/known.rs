//! What is known of the customer, on the form of an order: the line that is usual, and what the note should say. It decides
//! nothing that the colleague cannot take off.

use quen_core::Result;
use quen_http::SignedIn;
use quen_service::facts::Use;

use super::form::products;
use super::lines::Row;
use crate::facts::chips;
use crate::forms::value;

/// The line that the customer usually orders, from what is known.
pub(super) async fn usual(me: &SignedIn, typed: &[(String, String)]) -> Result<Vec<Row>> {
    let party = value(typed, "party_id").parse().ok();
    let facts = chips::offered(me, party, Use::Order).await?;
    let of = |topic: &str| facts.iter().find(|fact| fact.topic == topic);
    let Some(name) = of("product").and_then(|fact| fact.value.as_str()) else {
        return Ok(Vec::new());
    };
    if !products(me)
        .await?
        .iter()
        .any(|product| product.name == name)
    {
        return Ok(Vec::new());
    }
    let amount = of("quantity").and_then(|fact| fact.value.get("amount")?.as_i64());
    Ok(vec![Row {
        text: name.to_owned(),
        quantity: amount.map(|amount| amount.to_string()).unwrap_or_default(),
        ..Row::default()
    }])
}

/// The note as typed, and what the ticked facts say of packing, delivery, invoice and payment.
pub(super) fn noted(typed: Option<&str>, facts: &[String]) -> Option<String> {
    let new = facts
        .iter()
        .map(String::as_str)
        .filter(|fact| typed.is_none_or(|typed| !typed.contains(fact)));
    let all: Vec<&str> = typed.into_iter().chain(new).collect();
    (!all.is_empty()).then(|| all.join(". "))
}
