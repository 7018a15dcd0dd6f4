//! An order that somebody else changed while it was being typed: what is stored beside what was typed, line by line.

use quen_core::fields::{Field, FieldValue, Record};
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
use crate::versions::{self, Part};

/// A stored order as it stands in the form, rows and all.
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
    if order.on_credit {
        typed.push(("on_credit".to_owned(), "1".to_owned()));
    }
    typed.extend(controls::typed(me, &Orders::catalogue(&me.ctx), order));
    typed.extend(lines::pairs(lines::stored(order)));
    typed
}

/// The day is typed, a time is stored: they are compared as they are written.
pub fn read(
    me: &SignedIn,
    control: &Field,
    pairs: &[(String, String)],
) -> (String, Option<FieldValue>) {
    if control.name == "ordered_on" {
        return (value(pairs, &control.name).to_owned(), None);
    }
    versions::plainly(me, control, pairs)
}

/// The rows as one part, where they differ.
pub fn rows_part(me: &SignedIn, order: &Order, sent: &[(String, String)]) -> Option<Part> {
    let field = Orders::catalogue(&me.ctx).field("lines")?.clone();
    let (mine, theirs) = (listed(&lines::sent(sent)), listed(&lines::stored(order)));
    (mine != theirs).then(|| Part {
        name: "lines".to_owned(),
        label: spoken::label(me.words, &field),
        mine,
        theirs,
        only_theirs: false,
    })
}

/// `4 × Phin nhôm (85000); …`
fn listed(rows: &[Row]) -> String {
    let said = rows.iter().filter(|row| !row.text.trim().is_empty());
    let said = said.map(|row| format!("{} × {} ({})", row.quantity, row.text, row.unit_price));
    said.collect::<Vec<_>>().join("; ")
}
