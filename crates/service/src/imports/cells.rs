//! One cell to one value. What a spreadsheet keeps as a number or a date is taken as such, text as people type it. It
//! must never round, and never read a dot in an amount of đồng as a decimal point.

use std::borrow::Cow;

use chrono_tz::Tz;
use quen_core::fields::{Contact, Field, FieldType, FieldValue, MAX_AMOUNT, from_text_in};
use quen_core::{Currency, Money, Problem, dates};
use quen_documents::tables::{Cell, MAX_CELL};
use quen_vietnam::fold::fold;
use quen_vietnam::import_headers::gender;
use quen_vietnam::names::Gender;
use quen_vietnam::phone;
use quen_words::{Lang, Words};

type Checked = Result<FieldValue, Problem>;

/// What cells are read by.
#[derive(Debug, Clone, Copy)]
pub(super) struct House {
    pub currency: Currency,
    pub zone: Tz,
    /// A year of two digits is not after this one.
    pub latest_year: i32,
}

/// The value of a cell for a field.
pub(super) fn value(field: &Field, cell: &Cell, house: House) -> Checked {
    let wrong = |code| Problem::new(field.name.clone(), code);
    match cell {
        Cell::Empty => return Ok(FieldValue::Empty),
        Cell::Fault => return Err(wrong("cell-fault")),
        Cell::TooLong => return Err(wrong("cell-too-long").with("max", MAX_CELL / 1024)),
        _ => {}
    }
    let text = unquoted(cell.text());
    if text.is_empty() {
        return Ok(FieldValue::Empty);
    }
    match (&field.kind, cell) {
        (FieldType::Money, Cell::Number(digits)) => minor(digits, house.currency)
            .map(FieldValue::Money)
            .ok_or_else(|| wrong("bad-money")),
        (FieldType::Percent, Cell::Number(digits)) => rate(digits)
            .map(FieldValue::Integer)
            .ok_or_else(|| wrong("bad-number")),
        (FieldType::Instant, _) => dates::instant(text, house.zone, house.latest_year)
            .map(FieldValue::Instant)
            .ok_or_else(|| wrong("bad-date")),
        (FieldType::Phones, _) => phones(text).ok_or_else(|| wrong("bad-phone")),
        (FieldType::Choice(_), _) if field.name == "gender" => Ok(gender_word(text)),
        (FieldType::Choice(codes), _) => from_text_in(field, text, house.currency)
            .or_else(|problem| said(field, codes, text).ok_or(problem)),
        _ => from_text_in(field, text, house.currency),
    }
}

/// The code of a choice that is written in words, in either language and with or without marks: people write `Tiền mặt`.
fn said(field: &Field, codes: &[Cow<'static, str>], text: &str) -> Option<FieldValue> {
    let typed = fold(text);
    let prefix = field.label.replacen("field-", "choice-", 1);
    let means = |code: &&Cow<'static, str>| {
        let key = format!("{prefix}-{}", code.replace('_', "-"));
        [Lang::Vi, Lang::En].into_iter().any(|lang| {
            let words = Words::new(lang).find(&key, &[]);
            words.is_some_and(|words| fold(&words) == typed)
        })
    };
    codes
        .iter()
        .find(means)
        .map(|code| FieldValue::text(Some(code.as_ref())))
}

/// Excel marks text that looks like something else with an apostrophe, and so does our export.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('\'').map_or(text, str::trim_start)
}

/// A decimal number in major units as exact minor units.
fn minor(digits: &str, currency: Currency) -> Option<Money> {
    let (negative, digits) = digits
        .strip_prefix('-')
        .map_or((false, digits), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let places = usize::try_from(currency.digits()).ok()?;
    if fraction.len() > places {
        return None;
    }
    let amount: i64 = format!("{whole}{fraction:0<places$}").parse().ok()?;
    let amount = if negative { -amount } else { amount };
    (amount.unsigned_abs() <= MAX_AMOUNT.unsigned_abs()).then_some(Money { amount, currency })
}

/// A spreadsheet keeps 8 % as 0.08; people also write 8.
fn rate(digits: &str) -> Option<i64> {
    let number: f64 = digits.parse().ok()?;
    let points = if number.abs() < 1.0 {
        number * 10_000.0
    } else {
        number * 100.0
    };
    // Within a hundredfold, so the cast is exact.
    ((points - points.round()).abs() < 1e-6 && points.abs() <= 1_000_000.0)
        .then(|| points.round() as i64)
}

/// All numbers of a cell; `None` when one of them cannot be called.
fn phones(text: &str) -> Option<FieldValue> {
    let found: Vec<phone::Phone> = phone::parse_all(text)
        .into_iter()
        .collect::<Result<_, _>>()
        .ok()?;
    let contact = |phone: phone::Phone| Contact {
        value: phone.e164().to_owned(),
        display: phone.national(),
        label: None,
    };
    (!found.is_empty()).then(|| FieldValue::Contacts(found.into_iter().map(contact).collect()))
}

/// A code without a meaning of its own (`1`) says nothing.
fn gender_word(text: &str) -> FieldValue {
    FieldValue::text(gender(text).map(|gender| match gender {
        Gender::Female => "female",
        Gender::Male => "male",
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUSE: House = House {
        currency: Currency::Vnd,
        zone: Tz::Asia__Ho_Chi_Minh,
        latest_year: 2026,
    };

    fn read(kind: FieldType, cell: Cell, currency: Currency) -> Result<FieldValue, &'static str> {
        value(
            &Field::new("x", "x", kind),
            &cell,
            House { currency, ..HOUSE },
        )
        .map_err(|problem| problem.code)
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn number(text: &str) -> Cell {
        Cell::Number(text.to_owned())
    }

    fn money(amount: i64, currency: Currency) -> Result<FieldValue, &'static str> {
        Ok(FieldValue::Money(Money { amount, currency }))
    }

    #[test]
    fn money_of_cells_is_exact_or_refused() {
        use Currency::{Usd, Vnd};
        let cases = [
            (text("1.250.000"), Vnd, money(1_250_000, Vnd)),
            (text("1tr2"), Vnd, money(1_200_000, Vnd)),
            (number("1250000"), Vnd, money(1_250_000, Vnd)),
            (number("29.33"), Vnd, Err("bad-money")),
            (text("29.33"), Vnd, Err("bad-money")),
            (number("29.33"), Usd, money(2933, Usd)),
            (number("29.3"), Usd, money(2930, Usd)),
            (number("-29.333"), Usd, Err("bad-money")),
            (text("29.33"), Usd, money(2933, Usd)),
        ];
        for (cell, currency, expected) in cases {
            assert_eq!(
                read(FieldType::Money, cell.clone(), currency),
                expected,
                "{cell:?} {currency:?}"
            );
        }
    }

    #[test]
    fn dates_stand_day_first_and_a_day_is_noon() {
        for cell in [
            text("05/03/2026"),
            Cell::Date("2026-03-05".to_owned()),
            number("46086"),
        ] {
            let Ok(FieldValue::Instant(at)) = read(FieldType::Instant, cell, Currency::Vnd) else {
                panic!("no instant")
            };
            assert_eq!(at.to_rfc3339(), "2026-03-05T05:00:00+00:00");
        }
        assert_eq!(
            read(FieldType::Instant, text("31/02/2026"), Currency::Vnd),
            Err("bad-date")
        );
    }

    #[test]
    fn phones_come_back_with_their_zero_and_several_from_one_cell() {
        let Ok(FieldValue::Contacts(found)) = read(
            FieldType::Phones,
            text("'0905218467 / 0912.345.678"),
            Currency::Vnd,
        ) else {
            panic!()
        };
        assert_eq!(
            found.iter().map(|c| c.value.as_str()).collect::<Vec<_>>(),
            ["+84905218467", "+84912345678"]
        );
        let Ok(FieldValue::Contacts(found)) =
            read(FieldType::Phones, number("905218467"), Currency::Vnd)
        else {
            panic!()
        };
        assert_eq!(found[0].display, "0905 218 467");
        assert_eq!(
            read(FieldType::Phones, text("12"), Currency::Vnd),
            Err("bad-phone")
        );
    }

    #[test]
    fn rates_are_shares_or_percents() {
        for (cell, points) in [
            (number("0.08"), 800),
            (number("8"), 800),
            (text("8%"), 800),
            (text("10"), 1000),
        ] {
            assert_eq!(
                read(FieldType::Percent, cell, Currency::Vnd),
                Ok(FieldValue::Integer(points))
            );
        }
    }

    #[test]
    fn faults_and_endless_cells_are_named() {
        assert_eq!(
            read(FieldType::Text { max: 10 }, Cell::Fault, Currency::Vnd),
            Err("cell-fault")
        );
        assert_eq!(
            read(FieldType::Text { max: 10 }, Cell::TooLong, Currency::Vnd),
            Err("cell-too-long")
        );
    }
}
