//! Whatever a client sends, the core answers with a value or a problem: it never panics, and what it has accepted it can
//! store, show and accept again.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use quen_core::fields::{Catalogue, Field, FieldValue, Record, from_json, from_text};
use quen_core::{
    Currency, benefits, interactions, orders, parties, payments, products, projects, promises,
    tasks,
};
use serde_json::{Value, json};
use uuid::Uuid;

fn catalogues() -> Vec<Catalogue> {
    vec![
        parties::catalogue(),
        interactions::catalogue(),
        tasks::catalogue(),
        promises::catalogue(),
        projects::catalogue(),
        benefits::catalogue(),
        payments::catalogue(),
        products::catalogue(),
        orders::catalogue(),
    ]
}

/// Texts that look like something: numbers at the edge, dates, ids, phones, Vietnamese, control characters.
fn telling_text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        " ",
        "\0",
        "-0",
        "1e400",
        "9223372036854775808",
        "-92233720368547758.08",
        "99999999999999999999999999999",
        "0.00001",
        "1tr2",
        "2026-02-30",
        "9999-12-31",
        "2026-11-21T25:00:00Z",
        "+262142-01-01T00:00:00Z",
        "0905218467",
        "+84",
        "an@gio.vn",
        "@",
        "https://",
        "javascript:alert(1)",
        "0100112437",
        "person",
        "VIP",
        "Đặng Thị Hồng Ngọc",
        "\u{202e}abc",
        "lines",
        "00000000-0000-0000-0000-000000000000",
        "𝟘𝟙",
        "1/1/1",
        "âm lịch 30/2",
        "100%",
        "KCT",
    ]);
    prop_oneof![
        known.prop_map(str::to_owned),
        "\\PC{0,40}",
        "[0-9.,/+-]{0,30}"
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        telling_text().prop_map(Value::from),
    ];
    let key = prop_oneof![
        prop::sample::select(vec![
            "amount",
            "currency",
            "value",
            "label",
            "calendar",
            "year",
            "month",
            "day",
            "leap",
            "raw",
            "province_code"
        ]),
        prop::sample::select(vec![
            "text",
            "quantity",
            "unit_price",
            "discount",
            "tax_rate",
            "unit_cost",
            "product_id",
            "party_id",
            "name"
        ]),
    ];
    leaf.prop_recursive(4, 40, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|pairs| pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

/// What was accepted is accepted again as it is shown.
fn accepted_again(field: &Field, value: &FieldValue) {
    let shown = value.to_json();
    let again = from_json(field, &shown).map(|again| again.to_json());
    assert_eq!(again, Ok(shown), "{}", field.name);
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_219_200, 0).unwrap_or_default()
}

/// Puts the value into a record of each kind that has the field, and applies the record's rules.
fn into_records(noun: quen_core::Noun, field: &Field, value: &FieldValue) {
    use quen_core::Noun;
    let id = Uuid::from_u128(1);
    match noun {
        Noun::Parties => {
            let mut party = parties::Party::new(id, "person", "An", now());
            if party.set(&field.name, value.clone()).is_ok() {
                let _ = (
                    party.search_text(),
                    party.keys(),
                    party.age(now().date_naive()),
                    party.salutation(now().date_naive()),
                );
            }
        }
        Noun::Interactions => {
            let mut episode = interactions::Interaction::new(id, now());
            if episode.set(&field.name, value.clone()).is_ok() {
                let _ = (episode.settle(now()), episode.search_text());
            }
        }
        Noun::Tasks => {
            let mut task = tasks::Task::new(id, now());
            let _ = task.set(&field.name, value.clone());
        }
        Noun::Promises => {
            let mut promise = promises::Promise::new(id, now());
            if promise.set(&field.name, value.clone()).is_ok() {
                let _ = (promises::settle(None, &mut promise), promise.search_text());
            }
        }
        Noun::Benefits => {
            let today = now().date_naive();
            let mut benefit = benefits::Benefit::new(id, today, now());
            if benefit.set(&field.name, value.clone()).is_ok() {
                let settled = benefit.settle(today, Currency::Vnd);
                let _ = (settled, benefit.search_text());
            }
        }
        Noun::Payments => {
            let today = now().date_naive();
            let mut payment = payments::Payment::new(id, Currency::Vnd, today, now());
            if payment.set(&field.name, value.clone()).is_ok() {
                let settled = payment.settle(1, today, Currency::Vnd);
                let _ = (settled, payment.search_text());
            }
        }
        Noun::Projects => {
            let mut project = projects::Project::new(id, now());
            if project.set(&field.name, value.clone()).is_ok() {
                let today = now().date_naive();
                let settled = projects::settle(None, &mut project, today, Currency::Vnd);
                let _ = (settled, project.search_text());
            }
        }
        Noun::Products => {
            let mut product = products::Product::new(id, now());
            if product.set(&field.name, value.clone()).is_ok() {
                let _ = (product.settle(Currency::Vnd), product.search_text());
            }
        }
        _ => {
            let mut order = orders::Order::new(id, Currency::Vnd, now());
            order.number = "1".into();
            if order.set(&field.name, value.clone()).is_ok() {
                let house = orders::House {
                    now: now(),
                    zone: Tz::Asia__Ho_Chi_Minh,
                    currency: Currency::Vnd,
                };
                let settled = order.settle(None, house);
                let stored =
                    serde_json::to_value(&order).and_then(serde_json::from_value::<orders::Order>);
                if settled.is_ok() {
                    assert_eq!(stored.ok(), Some(order));
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_a_value_or_a_problem(json in any_json()) {
        for catalogue in catalogues() {
            for field in &catalogue.fields {
                match from_json(field, &json) {
                    Ok(value) => {
                        accepted_again(field, &value);
                        into_records(catalogue.noun, field, &value);
                    }
                    Err(problem) => prop_assert_eq!(problem.field.as_ref(), field.name.as_ref()),
                }
            }
        }
    }

    #[test]
    fn any_text_is_a_value_or_a_problem(text in telling_text()) {
        for catalogue in catalogues() {
            for field in &catalogue.fields {
                if let Ok(value) = from_text(field, &text) {
                    accepted_again(field, &value);
                    into_records(catalogue.noun, field, &value);
                }
            }
        }
    }

    #[test]
    fn any_lines_are_totals_or_problems(lines in prop::collection::vec(any_line(), 0..5), discount in any_json(), total in any_json()) {
        let catalogue = orders::catalogue();
        for (name, json) in [("lines", json!(lines)), ("discount", discount), ("total", total)] {
            let field = catalogue.field(name).unwrap();
            if let Ok(value) = from_json(field, &json) {
                into_records(catalogue.noun, field, &value);
            }
        }
    }
}

/// Lines that are nearly right.
fn any_line() -> impl Strategy<Value = Value> {
    let amount = prop_oneof![
        any::<i64>().prop_map(Value::from),
        (0_i64..1_000_000).prop_map(Value::from),
        any_json()
    ];
    let quantity = prop_oneof![
        (1_i64..5_000).prop_map(|q| json!(q as f64 / 1_000.0)),
        any_json()
    ];
    (quantity, amount.clone(), amount.clone(), amount).prop_map(|(quantity, unit_price, discount, tax_rate)| {
        json!({ "text": "a", "quantity": quantity, "unit_price": unit_price, "discount": discount, "tax_rate": tax_rate })
    })
}
