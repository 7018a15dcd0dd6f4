//! Formulas worked out, refused, and kept within bounds.

use super::*;
use crate::fields::custom::CustomField;
use crate::fields::{Customs, put};
use crate::products::{Product, catalogue};
use chrono::DateTime;
use rust_decimal::Decimal;
use uuid::Uuid;

fn house() -> House {
    House {
        currency: Currency::Vnd,
        today: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        zone: chrono_tz::Tz::Asia__Ho_Chi_Minh,
    }
}

fn own(name: &str, kind: &str, formula: Option<&str>) -> (String, Field) {
    let mut field = CustomField::new(
        Uuid::from_u128(name.bytes().map(u128::from).sum()),
        DateTime::UNIX_EPOCH,
    );
    (field.noun, field.name, field.label_vi) = ("products".into(), name.into(), name.into());
    field.r#type = if formula.is_some() {
        "formula".into()
    } else {
        kind.into()
    };
    field.result = formula.map(|_| kind.to_owned());
    field.formula = formula.map(str::to_owned);
    (field.noun.clone(), field.to_field(None))
}

fn product() -> Product {
    let mut product = Product::new(Uuid::from_u128(1), DateTime::UNIX_EPOCH);
    product.name = "Cầu Đất".into();
    product.price = Some(crate::Money::new(180_000, Currency::Vnd));
    product.tax_rate = Some(800);
    let day = FieldValue::Day(NaiveDate::from_ymd_opt(2026, 3, 12).unwrap());
    put(
        &mut product,
        "custom.n",
        FieldValue::Decimal(Decimal::new(25, 1)),
    )
    .unwrap();
    put(&mut product, "custom.d", day).unwrap();
    put(&mut product, "custom.t", FieldValue::Text("Đà Nẵng".into())).unwrap();
    product
}

fn with(fields: Vec<(String, Field)>) -> Catalogue {
    let mut all = vec![
        own("n", "number", None),
        own("d", "date", None),
        own("t", "text", None),
        own("e", "number", None),
    ];
    all.extend(fields);
    Customs::new(all).join(catalogue())
}

fn worked_out(kind: &str, formula: &str) -> String {
    let catalogue = with(vec![own("f", kind, Some(formula))]);
    assert_eq!(check(&catalogue, "custom.f", formula), Ok(()), "{formula}");
    let mut product = product();
    work_out(&catalogue, &mut product, house());
    let value = product
        .value(catalogue.field("custom.f").unwrap())
        .to_json();
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn formulas_are_exact() {
    for (kind, formula, expected) in [
        ("number", "custom.n * 2 + 1", "6"),
        ("number", "0.1 + 0.2", "0.3"),
        ("number", "7 / 2", "3.5"),
        ("number", "round(10.0 / 3, 2)", "3.33"),
        (
            "money",
            "price * 0.9",
            "{\"amount\":162000,\"currency\":\"VND\"}",
        ),
        (
            "money",
            "price * (1 + tax_rate)",
            "{\"amount\":194400,\"currency\":\"VND\"}",
        ),
        ("percent", "custom.n / 100", "250"),
        ("text", "custom.t + \" \" + name", "Đà Nẵng Cầu Đất"),
        ("text", "price > 100000 ? 'cao' : 'thấp'", "cao"),
        ("date", "custom.d + 30", "2026-04-11"),
        ("number", "custom.d - today", "10"),
        ("number", "year(custom.d) * 100 + month(custom.d)", "202603"),
        (
            "yes_no",
            "name.startsWith('Cầu') && !(custom.n > 3)",
            "true",
        ),
        ("yes_no", "custom.t in ['Huế', 'Đà Nẵng']", "true"),
        ("yes_no", "has(custom.e)", "false"),
        ("number", "coalesce(custom.e, 4)", "4"),
        ("number", "max(custom.n, 1, custom.e)", "2.5"),
        ("number", "size(name)", "7"),
    ] {
        assert_eq!(worked_out(kind, formula), expected, "{formula}");
    }
}

#[test]
fn what_cannot_be_worked_out_is_empty() {
    for formula in [
        "custom.e + 1",
        "1 / 0",
        "name * 2",
        "custom.n - 'a'",
        "9999999999 * 9999999999",
        "-name",
        "[1, 2]",
    ] {
        assert_eq!(worked_out("number", formula), "null", "{formula}");
    }
}

#[test]
fn formulas_that_cannot_work_are_refused() {
    let long = "1+".repeat(600);
    let deep = format!("{}1{}", "(".repeat(60), ")".repeat(60));
    let chain = format!("{}true", "!".repeat(500));
    let wide = format!("1{}", "+1".repeat(450));
    for (formula, code) in [
        ("custom.f + 1", "formula-ring"),
        ("custom.g + 1", "formula-ring"),
        ("custom.nothing", "formula-unknown-field"),
        ("custom", "formula-unknown-field"),
        ("1 +", "formula-unreadable"),
        ("", "formula-unreadable"),
        ("name.matches('(a+)+$')", "formula-unknown-function"),
        ("[1, 2].map(x, x * 2)", "formula-too-complex"),
        ("[1, 2].all(x, [1].all(y, true))", "formula-too-complex"),
        ("{'a': 1}", "formula-too-complex"),
        (long.as_str(), "too-long"),
        (deep.as_str(), "formula-too-complex"),
        (chain.as_str(), "formula-too-complex"),
        (wide.as_str(), "formula-too-complex"),
    ] {
        let catalogue = with(vec![
            own("f", "number", Some("1")),
            own("g", "number", Some("custom.f * 2")),
        ]);
        let refused = check(&catalogue, "custom.f", formula).map_err(|problem| problem.code);
        assert_eq!(
            refused,
            Err(code),
            "{}",
            formula.chars().take(60).collect::<String>()
        );
    }
}

#[test]
fn a_formula_takes_what_another_has_worked_out() {
    let catalogue = with(vec![
        own("z", "number", Some("custom.y + 1")),
        own("y", "number", Some("custom.x + 1")),
        own("x", "number", Some("custom.n + 1")),
    ]);
    let mut product = product();
    assert!(work_out(&catalogue, &mut product, house()));
    assert_eq!(product.custom["z"], "5.5");
    assert!(
        !work_out(&catalogue, &mut product, house()),
        "a second time changes nothing"
    );
    assert!(counts_days(&[
        own("f", "number", Some("today - custom.d")).1
    ]));
    assert!(!counts_days(&catalogue.fields));
}
