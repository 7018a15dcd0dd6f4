//! Rules of orders: totals, states, refunds.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::fields::{FieldValue, Record, apply, from_json};
use crate::products::Product;

fn now() -> DateTime<Utc> {
    "2026-11-21T18:30:00Z".parse().unwrap()
}

fn today() -> NaiveDate {
    now().with_timezone(&Tz::Asia__Ho_Chi_Minh).date_naive()
}

fn house() -> House {
    House {
        now: now(),
        zone: Tz::Asia__Ho_Chi_Minh,
        currency: Currency::Vnd,
    }
}

fn order(fields: &[(&str, Value)]) -> Result<Order> {
    let mut order = Order::new(Uuid::from_u128(1), Currency::Vnd, now());
    order.party_id = Uuid::from_u128(2);
    order.number = "DH-2611-001".into();
    change(&order, None, fields)
}

fn change(order: &Order, before: Option<&Order>, fields: &[(&str, Value)]) -> Result<Order> {
    let mut order = order.clone();
    let catalogue = catalogue();
    let values = fields.iter().map(|(name, json)| {
        Ok((
            (*name).to_owned(),
            from_json(catalogue.field(name).unwrap(), json)?,
        ))
    });
    apply(&mut order, values.collect::<Result<Vec<_>, Problem>>()?)?;
    order.settle(before, house())?;
    Ok(order)
}

fn codes_of(result: Result<Order>) -> Vec<(String, &'static str)> {
    match result {
        Err(Error::Invalid(problems)) => problems
            .into_iter()
            .map(|p| (p.field.to_string(), p.code))
            .collect(),
        other => panic!("expected refusal, got {other:?}"),
    }
}

#[test]
fn totals_round_each_line_and_tax_each_rate() {
    // The third example of the invoice rules: 1.5 × 45,500 less 3,413 at 8 %, and 1,000,000 not taxed.
    let lines = json!([
        { "text": "Cầu Đất", "quantity": 1.5, "unit_price": 45_500, "discount": 3_413, "tax_rate": 800 },
        { "text": "Khóa pha chế", "quantity": 1, "unit_price": { "amount": 1_000_000, "currency": "VND" } },
    ]);
    let order = order(&[("lines", lines)]).unwrap();
    assert_eq!(
        order.totals,
        Totals {
            subtotal: 1_064_837,
            discount: 0,
            tax: 5_187,
            total: 1_070_024,
            cost: None
        }
    );
    let three = json!([{ "text": "a", "quantity": 3, "unit_price": 33_333, "tax_rate": 800 }]);
    assert_eq!(
        super::tests::order(&[("lines", three)]).unwrap().totals.tax,
        8_000
    );
}

#[test]
fn a_discount_on_the_whole_lowers_the_tax_of_each_rate() {
    let lines = json!([
        { "text": "a", "unit_price": 100_000, "tax_rate": 800, "unit_cost": 60_000 },
        { "text": "b", "unit_price": 50_000, "tax_rate": 1000, "unit_cost": 20_000 },
    ]);
    let order = order(&[("lines", lines), ("discount", json!(15_000))]).unwrap();
    // 10,000 and 5,000 of the discount: 8 % of 90,000 and 10 % of 45,000.
    assert_eq!(
        order.totals,
        Totals {
            subtotal: 150_000,
            discount: 15_000,
            tax: 11_700,
            total: 146_700,
            cost: Some(80_000)
        }
    );
    assert_eq!(order.margin(), Some(55_000));
}

#[test]
fn a_total_without_lines_is_one_untaxed_line() {
    let only = order(&[("total", json!(2_500_000))]).unwrap();
    assert_eq!(
        (
            only.totals.total,
            only.totals.tax,
            only.lines.len(),
            only.is_total_only()
        ),
        (2_500_000, 0, 1, true)
    );
    let raised = change(&only, Some(&only), &[("total", json!(3_000_000))]).unwrap();
    assert_eq!((raised.totals.total, raised.lines.len()), (3_000_000, 1));
    let lines = json!([{ "text": "a", "unit_price": 10 }]);
    assert!(order(&[("lines", lines.clone()), ("total", json!(10))]).is_ok());
    assert_eq!(
        codes_of(order(&[("lines", lines), ("total", json!(11))])),
        [("total".to_owned(), "total-mismatch")]
    );
    assert_eq!(
        codes_of(order(&[("total", json!({"amount": 5, "currency": "USD"}))]))
            .first()
            .map(|p| p.1),
        Some("other-currency")
    );
}

#[test]
fn problems_name_the_line() {
    let lines = json!([{ "text": "a", "unit_price": 10 }, { "quantity": 2, "unit_price": 5, "discount": 11 }]);
    assert_eq!(
        codes_of(order(&[("lines", lines)])),
        [
            ("lines.1.text".to_owned(), "required"),
            ("lines.1.discount".to_owned(), "discount-too-big")
        ]
    );
    for (line, code) in [
        (json!({ "text": "a", "quantity": 0 }), "bad-quantity"),
        (json!({ "text": "a", "price": 1 }), "unknown-field"),
        (json!({ "text": "a" }), "required"),
        (json!({ "text": "a", "unit_price": -1 }), "negative"),
        (
            json!({ "text": "a", "unit_price": 1, "tax_rate": 10_001 }),
            "bad-tax-rate",
        ),
        (
            json!({ "text": "a", "quantity": 1_000_000, "unit_price": 9_000_000_000_000_i64 }),
            "amount-too-big",
        ),
        (
            json!({ "text": "a", "unit_price": { "amount": 1, "currency": "USD" } }),
            "other-currency",
        ),
        (json!("a"), "bad-list"),
    ] {
        let found = codes_of(order(&[("lines", json!([line]))]));
        assert!(
            found[0].0.starts_with("lines.0") && found[0].1 == code,
            "{found:?}"
        );
    }
    assert_eq!(codes_of(order(&[]))[0].1, "required");
    let many = json!(vec![json!({ "text": "a", "unit_price": 1 }); 501]);
    assert_eq!(codes_of(order(&[("lines", many)]))[0].1, "too-many");
}

#[test]
fn a_product_fills_what_was_left_open_only() {
    let mut product = Product::new(Uuid::from_u128(5), now());
    product.name = "Cầu Đất 250g".into();
    product.price = Some(Money::new(180_000, Currency::Vnd));
    product.cost = Some(Money::new(95_000, Currency::Vnd));
    product.tax_rate = Some(800);
    let json = FieldValue::Json(
        json!([{ "product_id": product.id, "quantity": 2 }, { "product_id": product.id, "unit_price": 0, "tax_rate": null }]),
    );
    let mut lines = lines::from_field(json, Currency::Vnd).unwrap();
    lines.iter_mut().for_each(|line| line.fill(&product));
    assert_eq!(
        (lines[0].unit_price, lines[0].tax_rate, lines[0].unit_cost),
        (180_000, Some(800), Some(95_000))
    );
    assert_eq!(
        (
            lines[1].unit_price,
            lines[1].tax_rate,
            lines[1].text.as_str()
        ),
        (0, None, "Cầu Đất 250g")
    );
    assert_eq!(lines[0].unstated, Unstated::default());
}

#[test]
fn the_day_is_that_of_the_shop() {
    let mut late = order(&[("total", json!(1))]).unwrap();
    assert_eq!(
        late.ordered_on,
        "2026-11-22".parse().unwrap(),
        "18:30 UTC is past midnight in Đà Nẵng"
    );
    late.ordered_at = now() + TimeDelta::hours(25);
    assert_eq!(
        late.settle(None, house()).unwrap_err(),
        Error::invalid("ordered_at", "in-future")
    );
    assert_eq!(auto_number(late.ordered_on, 42), "DH-2611-042");
    assert_eq!(auto_number(late.ordered_on, 12_345), "DH-2611-12345");
}

#[test]
fn states_move_by_the_table() {
    let order = order(&[("total", json!(100))]).unwrap();
    let (delivered, event) = transition(&order, "delivered", now(), today()).unwrap();
    assert_eq!(
        (event.name().as_str(), delivered.version),
        ("orders.delivered", 2)
    );
    assert_eq!(
        transition(&delivered, "cancelled", now(), today())
            .unwrap_err()
            .code(),
        "wrong-state"
    );
    assert_eq!(
        transition(&delivered, "delivered", now(), today())
            .unwrap_err()
            .code(),
        "wrong-state"
    );
    let (cancelled, _) = transition(&order, "cancelled", now(), today()).unwrap();
    assert!(!cancelled.counts() && order.counts());
    assert_eq!(
        codes_of(change(
            &cancelled,
            Some(&cancelled),
            &[("status", json!("delivered"))]
        )),
        [("status".to_owned(), "wrong-state")]
    );
    for status in STATUSES {
        assert!(
            moves(status).iter().all(|to| STATUSES.contains(to)),
            "{status}"
        );
    }
}

fn back(order: &Order, amount: i64) -> Refund {
    Refund {
        id: Uuid::from_u128(9),
        order_id: order.id,
        amount: Money::new(amount, Currency::Vnd),
        refunded_at: now(),
        reason: None,
        by_user: None,
    }
}

#[test]
fn refunds_stop_at_what_was_paid() {
    let order = order(&[(
        "lines",
        json!([{ "text": "a", "unit_price": 100_000, "tax_rate": 800 }]),
    )])
    .unwrap();
    assert!(refund(&order, &back(&order, 108_001), now()).is_err());
    assert!(refund(&order, &back(&order, 0), now()).is_err());
    let (half, _, event) = refund(&order, &back(&order, 54_000), now()).unwrap();
    assert_eq!(
        (half.net(), half.refunded_tax, event.name().as_str()),
        (54_000, 4_000, "orders.refunded")
    );
    assert!(refund(&half, &back(&half, 54_001), now()).is_err());
    let shrunk = change(
        &half,
        Some(&half),
        &[(
            "lines",
            json!([{ "text": "a", "unit_price": 50_000, "tax_rate": 0 }]),
        )],
    );
    assert_eq!(codes_of(shrunk), [("total".to_owned(), "below-refunded")]);
    let (whole, event) = withdraw(&half, &back(&half, 54_000), now()).unwrap();
    assert_eq!(
        (whole.net(), whole.refunded_tax, event.name().as_str()),
        (108_000, 0, "orders.refund_withdrawn")
    );
    let (draft, _) = transition(&order, "draft", now(), today()).unwrap();
    assert_eq!(
        refund(&draft, &back(&draft, 1), now()).unwrap_err().code(),
        "wrong-state"
    );
}

#[test]
fn json_is_as_promised_and_comes_back() {
    let order = order(&[(
        "lines",
        json!([{ "text": "a", "quantity": 0.25, "unit_price": 100_000, "tax_rate": 800 }]),
    )])
    .unwrap();
    let json = serde_json::to_value(&order).unwrap();
    assert_eq!(
        json["total"],
        json!({ "amount": 27_000, "currency": "VND" })
    );
    assert_eq!(json["lines"][0]["quantity"], json!(0.25));
    assert_eq!(json["lines"][0]["tax_rate"], json!(800));
    assert_eq!(
        serde_json::from_value::<Order>(json.clone()).unwrap(),
        order
    );
    let again = change(&order, Some(&order), &[("lines", json["lines"].clone())]).unwrap();
    assert_eq!(
        again.get("lines"),
        order.get("lines"),
        "what was answered can be sent back"
    );
}

fn any_lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (
        1_i64..5_000,
        0_i64..9_000_000,
        0_i64..100,
        prop::option::of(prop::sample::select(vec![0_i64, 500, 800, 1_000])),
        prop::option::of(0_i64..5_000_000),
    );
    prop::collection::vec(line, 1..12).prop_map(|rows| {
        rows.into_iter()
            .map(|(thousandths, price, percent, tax_rate, unit_cost)| {
                let mut line = Line {
                    quantity: Quantity::from_thousandths(thousandths).unwrap(),
                    tax_rate,
                    unit_cost,
                    ..Line::total("a", price)
                };
                line.discount = line.amount().unwrap() * percent / 100;
                line
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn totals_add_up_to_the_last_unit(lines in any_lines(), part in 0_i64..=100) {
        let subtotal: i64 = lines.iter().map(|line| line.amount().unwrap()).sum();
        let discount = subtotal * part / 100;
        let totals = totals::count(&lines, discount).unwrap();
        let groups = totals::by_rate(&lines, discount);
        prop_assert_eq!(groups.iter().map(|g| g.net).sum::<i64>(), subtotal - discount);
        prop_assert_eq!(groups.iter().map(|g| g.tax).sum::<i64>(), totals.tax);
        prop_assert_eq!(totals.total, totals.subtotal - totals.discount + totals.tax);
        for group in groups {
            prop_assert!(group.net >= 0);
            let exact = group.net as f64 * group.rate.unwrap_or(0) as f64 / 10_000.0;
            prop_assert!((group.tax as f64 - exact).abs() <= 0.5 + 1e-6);
        }
    }

    #[test]
    fn refunds_in_any_steps_give_back_all_tax(lines in any_lines(), steps in prop::collection::vec(1_i64..40, 1..8)) {
        let mut order = order(&[("total", json!(1))]).unwrap();
        order.lines = lines;
        order.settle(None, house()).unwrap();
        let whole = order.totals;
        for step in steps {
            let amount = (whole.total * step / 100).min(order.net());
            if amount > 0 {
                order = refund(&order, &back(&order, amount), now()).unwrap().0;
                prop_assert!(order.refunded_tax <= whole.tax && order.refunded <= whole.total);
            }
        }
        if order.net() > 0 {
            order = refund(&order, &back(&order, order.net()), now()).unwrap().0;
        }
        prop_assert_eq!((order.net(), order.refunded, order.refunded_tax), (0, whole.total, whole.tax));
    }
}
