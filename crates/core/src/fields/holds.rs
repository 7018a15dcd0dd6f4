//! Does a condition hold for a record that is in hand? As the lists answer it, without a database: for fields that are
//! shown or required under a condition, and for roll-ups. It must never differ from what a list would find.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{Catalogue, Condition, FieldValue, Indexed, Op, Operand, Record, Test, indexed};

/// What days in a condition count from.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// The day in the shop.
    pub today: NaiveDate,
    /// The shop's time zone.
    pub zone: Tz,
}

/// Does it hold? A field that the catalogue does not know counts as empty.
pub fn holds(
    condition: &Condition,
    catalogue: &Catalogue,
    record: &impl Record,
    moment: Moment,
) -> bool {
    match condition {
        Condition::All(list) => list
            .iter()
            .all(|inner| holds(inner, catalogue, record, moment)),
        Condition::Any(list) => list
            .iter()
            .any(|inner| holds(inner, catalogue, record, moment)),
        Condition::Not(inner) => !holds(inner, catalogue, record, moment),
        Condition::Test(test) => {
            let field = catalogue.field(&test.field);
            let value = field.map_or(FieldValue::Empty, |field| record.value(field));
            met(test, &value, moment)
        }
    }
}

fn met(test: &Test, value: &FieldValue, moment: Moment) -> bool {
    let is = |wanted: &FieldValue| same(value, wanted);
    let held = indexed(value);
    let against = |wanted: &FieldValue, fits: fn(&Indexed, &Indexed) -> bool| {
        let wanted = indexed(wanted);
        match (held.first(), wanted.first()) {
            (Some(held), Some(wanted)) => fits(held, wanted),
            _ => false,
        }
    };
    match (test.op, &test.operand) {
        (Op::Empty, _) => held.is_empty(),
        (Op::NotEmpty, _) => !held.is_empty(),
        (Op::Eq, Operand::One(FieldValue::Bool(false))) => *value != FieldValue::Bool(true),
        (Op::Eq | Op::Has, Operand::One(wanted)) => is(wanted),
        (Op::Ne, Operand::One(wanted)) => !is(wanted),
        (Op::In, Operand::Many(wanted)) => wanted.iter().any(is),
        (Op::NotIn, Operand::Many(wanted)) => !wanted.iter().any(is),
        (Op::Lt, Operand::One(wanted)) => against(wanted, smaller),
        (Op::Le, Operand::One(wanted)) => against(wanted, |a, b| a == b || smaller(a, b)),
        (Op::Gt, Operand::One(wanted)) => against(wanted, |a, b| smaller(b, a)),
        (Op::Ge, Operand::One(wanted)) => against(wanted, |a, b| a == b || smaller(b, a)),
        (Op::Between, Operand::Range(from, to)) => {
            against(from, |a, b| !smaller(a, b)) && against(to, |a, b| !smaller(b, a))
        }
        (Op::StartsWith, Operand::One(FieldValue::Text(wanted))) => {
            matches!(value, FieldValue::Text(text) if text.starts_with(wanted.as_str()))
        }
        (Op::WithinDays | Op::OlderThanDays, Operand::Days(days)) => {
            day(value, moment).is_some_and(|day| near(test.op, *days, day, moment.today))
        }
        _ => false,
    }
}

/// Is one of the values held the wanted one?
fn same(value: &FieldValue, wanted: &FieldValue) -> bool {
    let wanted = indexed(wanted);
    let wanted = wanted.first();
    wanted.is_some() && indexed(value).iter().any(|held| Some(held) == wanted)
}

fn smaller(a: &Indexed, b: &Indexed) -> bool {
    match (a, b) {
        (Indexed::Number(a), Indexed::Number(b)) => a < b,
        (Indexed::Word(a), Indexed::Word(b)) => a < b,
        _ => false,
    }
}

fn day(value: &FieldValue, moment: Moment) -> Option<NaiveDate> {
    let there = |at: &DateTime<Utc>| at.with_timezone(&moment.zone).date_naive();
    match value {
        FieldValue::Day(day) => Some(*day),
        FieldValue::Instant(at) => Some(there(at)),
        _ => None,
    }
}

/// `within_days 7`: the last seven days with today; with a minus the next seven.
fn near(op: Op, days: i64, day: NaiveDate, today: NaiveDate) -> bool {
    let size = days.unsigned_abs();
    let shift = |size: u64, back: bool| {
        let moved = if back {
            today.checked_sub_days(Days::new(size))
        } else {
            today.checked_add_days(Days::new(size))
        };
        moved.unwrap_or(today)
    };
    if op == Op::OlderThanDays {
        return day < shift(size, days >= 0);
    }
    let reach = size.saturating_sub(1);
    if days >= 0 {
        (shift(reach, true)..=today).contains(&day)
    } else {
        (today..=shift(reach, false)).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::products::{Product, catalogue};
    use chrono::TimeZone;
    use serde_json::json;

    fn ask(json: serde_json::Value) -> bool {
        let mut product = Product::new(uuid::Uuid::from_u128(1), DateTime::UNIX_EPOCH);
        product.sku = Some("CD-A250".into());
        product.price = Some(crate::Money::new(180_000, crate::Currency::Vnd));
        product.created_at = Utc.with_ymd_and_hms(2026, 3, 1, 20, 0, 0).unwrap();
        let moment = Moment {
            today: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
            zone: Tz::Asia__Ho_Chi_Minh,
        };
        let condition = Condition::parse(&catalogue(), &json).unwrap();
        holds(&condition, &catalogue(), &product, moment)
    }

    #[test]
    fn it_answers_as_a_list_would() {
        for (field, op, value, expected) in [
            ("sku", "eq", json!("CD-A250"), true),
            ("sku", "ne", json!("CD-A250"), false),
            ("sku", "starts_with", json!("CD"), true),
            ("category", "empty", json!(null), true),
            ("category", "ne", json!("Cà phê"), true),
            ("category", "not_in", json!(["Cà phê"]), true),
            ("price", "ge", json!(180_000), true),
            ("price", "lt", json!(180_000), false),
            ("price", "between", json!([1, 180_000]), true),
            ("tax_rate", "lt", json!(5), false),
            ("active", "eq", json!(true), true),
            ("active", "eq", json!(false), false),
            // It is the second of March in Đà Nẵng.
            ("created_at", "within_days", json!(1), true),
            ("created_at", "older_than_days", json!(0), false),
        ] {
            let found = ask(json!({ "field": field, "op": op, "value": value }));
            assert_eq!(found, expected, "{field} {op} {value}");
        }
        assert!(ask(json!({ "not": { "any": [] } })));
        assert!(ask(json!({ "all": [] })));
    }
}
