//! An order that somebody else changed while it was being typed: what is stored beside what was typed, line by line.

use quen_core::fields::{Field, FieldValue, Record};
use quen_core::orders::Order;
use quen_http::SignedIn;
use quen_service::orders::Orders;
use quen_service::records::{self, Kind};
use quen_ui::frame::Crumb;
use quen_words::t;
use uuid::Uuid;

use super::form::DAYS;
use super::lines::{self, Row};
use crate::answers::{Answer, refused};
use crate::fields::controls;
use crate::forms::{Pairs, value};
use crate::products::plain_amount;
use crate::spoken;
use crate::versions::{self, Comparing, Part, Two};

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

/// The lines of the form, and the fields they stand for.
const CONTROLS: [(&str, &str); 8] = [
    ("ordered_on", "ordered_at"),
    ("number", "number"),
    ("discount", "discount"),
    ("note", "note"),
    ("deliver_by", "deliver_by"),
    ("delivered_on", "delivered_on"),
    ("due_on", "due_on"),
    ("paid_on", "paid_on"),
];

/// Somebody else saved the order in the meantime: both versions, the rows as one part.
pub async fn twice(me: &SignedIn, id: Uuid, sent: Pairs) -> Answer {
    let order = records::find::<Orders>(&me.ctx, id)
        .await
        .map_err(refused(me))?;
    let theirs = whole(me, &order);
    let comparing = Comparing::<Orders> {
        me,
        stored: &order,
        theirs: &theirs,
        sent: &sent,
        controls: &CONTROLS,
        read,
    };
    let mut parts = comparing.parts().await.map_err(refused(me))?;
    parts.extend(rows_part(me, &order, &sent));
    let home = format!("/orders/{id}");
    let two = Two {
        me,
        name: &order.number,
        nav: "/orders",
        crumbs: vec![Crumb {
            label: t::nav_orders(me.words),
            href: "/orders",
        }],
        home: &home,
        action: &format!("{home}/edit"),
        version: order.version,
        by: versions::by::<Orders>(me, id).await,
        sent,
        parts,
    };
    two.answer().await
}

/// The day is typed, a time is stored: they are compared as they are written.
fn read(
    me: &SignedIn,
    control: &Field,
    pairs: &[(String, String)],
) -> (String, Option<FieldValue>) {
    if control.name == "ordered_on" {
        return (value(pairs, &control.name).to_owned(), None);
    }
    versions::plainly(me, control, pairs)
}

fn rows_part(me: &SignedIn, order: &Order, sent: &[(String, String)]) -> Option<Part> {
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

/// A stored order as the form would send it, rows and all.
pub fn whole(me: &SignedIn, order: &Order) -> Pairs {
    let mut all = stored(me, order);
    for (place, row) in lines::stored(order).into_iter().enumerate() {
        let cells = [
            ("text", row.text),
            ("quantity", row.quantity),
            ("unit_price", row.unit_price),
            ("discount", row.discount),
            ("tax_rate", row.tax_rate),
            ("unit_cost", row.unit_cost),
            ("product_id", row.product_id),
        ];
        all.extend(cells.map(|(name, text)| (format!("lines.{place}.{name}"), text)));
    }
    all
}

/// `4 × Phin nhôm (85000); …`
fn listed(rows: &[Row]) -> String {
    let said = rows.iter().filter(|row| !row.text.trim().is_empty());
    let said = said.map(|row| format!("{} × {} ({})", row.quantity, row.text, row.unit_price));
    said.collect::<Vec<_>>().join("; ")
}
