//! An order that somebody else changed while it was being typed: what is stored beside what was typed, line by line.

use maud::Markup;
use quen_core::fields::Record;
use quen_core::orders::Order;
use quen_http::SignedIn;
use quen_service::orders::Orders;
use quen_service::records::Kind;

use super::form::DAYS;
use super::lines::{self, Row};
use crate::fields::controls;
use crate::forms::{Pairs, value};
use crate::products::plain_amount;
use crate::spoken;
use crate::versions::{self, difference};

/// A stored order as it stands in the form.
pub fn stored(me: &SignedIn, order: &Order) -> Pairs {
    let money = quen_core::Money::new(order.discount, order.currency);
    let local = order.ordered_at.with_timezone(&me.ctx.settings.zone());
    let mut typed: Pairs = vec![
        ("party_id".to_owned(), order.party_id.to_string()),
        ("number".to_owned(), order.number.clone()),
        (
            "ordered_on".to_owned(),
            spoken::day(me.words, local.date_naive()),
        ),
        (
            "discount".to_owned(),
            if order.discount == 0 {
                String::new()
            } else {
                plain_amount(money)
            },
        ),
        ("note".to_owned(), order.note.clone().unwrap_or_default()),
        ("version".to_owned(), order.version.to_string()),
    ];
    typed.extend(
        order
            .contact_id
            .map(|id| ("contact_id".to_owned(), id.to_string())),
    );
    typed.extend(DAYS.iter().filter_map(|name| {
        let day = order.get(name).into_day()?;
        Some(((*name).to_owned(), spoken::day(me.words, day)))
    }));
    typed.extend(controls::typed(me, &Orders::catalogue(&me.ctx), order));
    typed
}

/// The typed values on top of what is stored, and both versions to stand above the form.
pub fn both(me: &SignedIn, order: &Order, sent: Pairs, rows: &[Row]) -> (Pairs, Markup) {
    let catalogue = Orders::catalogue(&me.ctx);
    let label = |name: &str| {
        let field = catalogue.field(name);
        field.map_or_else(String::new, |field| spoken::label(me.words, field))
    };
    let theirs = stored(me, order);
    let plain = [
        ("ordered_on", "ordered_at"),
        ("number", "number"),
        ("discount", "discount"),
        ("note", "note"),
    ];
    let days = DAYS.into_iter().map(|name| (name, name));
    let plain = plain.into_iter().chain(days).filter_map(|(name, field)| {
        difference(label(field), value(&theirs, name), value(&sent, name))
    });
    let lines = difference(
        label("lines"),
        &listed(&lines::stored(order)),
        &listed(rows),
    );
    let own = controls::of(&catalogue).filter_map(|field| {
        let (theirs, mine) = (value(&theirs, &field.name), value(&sent, &field.name));
        difference(spoken::label(me.words, field), theirs, mine)
    });
    let differences: Vec<_> = plain.chain(lines).chain(own).collect();
    let home = format!("/orders/{}", order.id);
    let above = versions::both(me.words, &differences, &home);
    (versions::on_top_of(sent, order.version), above)
}

/// `4 × Phin nhôm (85000); …`
fn listed(rows: &[Row]) -> String {
    let said = rows.iter().filter(|row| !row.text.trim().is_empty());
    let said = said.map(|row| format!("{} × {} ({})", row.quantity, row.text, row.unit_price));
    said.collect::<Vec<_>>().join("; ")
}
