//! Values as people read them: money short and full, days in words, clock times, fields of any type. It must never round a
//! figure on a paper, and never guess a zone or a language: both are handed in.

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use quen_core::fields::{Birthday, Calendar, Field, FieldType, FieldValue, choice_key, worded_as};
use quen_core::{Currency, Money, Noun};
use quen_vietnam::money::{self, Locale};
use quen_words::{Lang, Words, t};
use uuid::Uuid;

/// Days after which a time ago is said in months, and in years.
const MONTHS_FROM: i64 = 120;
const YEARS_FROM: i64 = 730;

fn locale(words: Words) -> Locale {
    match words.lang() {
        Lang::Vi => Locale::Vi,
        Lang::En => Locale::En,
    }
}

/// An amount in full: `7.560.000 ₫`.
pub fn money(words: Words, money: Money) -> String {
    match money::currency(money.currency.code()) {
        Some(currency) => money::money(money.amount, currency, locale(words)),
        None => words.number(money.amount),
    }
}

/// An amount for lists and tiles: `7,6 tr`; currencies other than đồng in full.
pub fn money_short(words: Words, amount: Money) -> String {
    if amount.currency == Currency::Vnd {
        money::short(amount.amount, locale(words))
    } else {
        money(words, amount)
    }
}

/// The figure and the unit of a tile: `7,6` and `tr ₫`.
pub fn money_tile(words: Words, amount: Money) -> (String, String) {
    let short = money_short(words, amount);
    if amount.currency != Currency::Vnd {
        return (short, String::new());
    }
    match short.split_once('\u{a0}') {
        Some((figure, unit)) => (figure.to_owned(), format!("{unit}\u{a0}₫")),
        None if words.lang() == Lang::En => (format!("₫{short}"), String::new()),
        None => (short, "₫".to_owned()),
    }
}

/// A number with one digit behind the mark, left out when it is zero: `1,5`, `2`.
pub fn decimal(words: Words, number: f64) -> String {
    let text = format!("{number:.1}");
    let mark = match words.lang() {
        Lang::Vi => ",",
        Lang::En => ".",
    };
    text.strip_suffix(".0")
        .map_or_else(|| text.replace('.', mark), str::to_owned)
}

/// A calendar day: `21/11/2026`, `21 Nov 2026`.
pub fn day(words: Words, day: NaiveDate) -> String {
    match words.lang() {
        Lang::Vi => day.format("%d/%m/%Y").to_string(),
        Lang::En => day.format("%-d %b %Y").to_string(),
    }
}

/// A day without its year: `21/11`, `21 Nov`.
pub fn day_short(words: Words, day: NaiveDate) -> String {
    match words.lang() {
        Lang::Vi => day.format("%d/%m").to_string(),
        Lang::En => day.format("%-d %b").to_string(),
    }
}

/// How long ago a day was: `hôm nay`, `12 ngày trước`; a day to come is `ngày mai`, `3 ngày nữa`.
pub fn ago(words: Words, today: NaiveDate, day: NaiveDate) -> String {
    let days = today.signed_duration_since(day).num_days();
    match days {
        0 => t::date_today(words).to_owned(),
        1 => t::date_yesterday(words).to_owned(),
        -1 => t::date_tomorrow(words).to_owned(),
        ..=-2 => t::date_in_days(words, -days),
        YEARS_FROM.. => t::date_years_ago(words, days / 365),
        MONTHS_FROM.. => t::date_months_ago(words, days / 30),
        _ => t::date_days_ago(words, days),
    }
}

/// How far off a due day is: `hôm nay`, `ngày mai`, `còn 3 ngày`, `trễ 2 ngày`.
pub fn due(words: Words, today: NaiveDate, day: NaiveDate) -> String {
    match day.signed_duration_since(today).num_days() {
        0 => t::date_today(words).to_owned(),
        1 => t::date_tomorrow(words).to_owned(),
        left @ 2.. => t::date_days_left(words, left),
        late => t::date_days_late(words, -late),
    }
}

/// A span of days: `19 ngày`.
pub fn span(words: Words, days: i64) -> String {
    match days {
        YEARS_FROM.. => t::span_years(words, days / 365),
        MONTHS_FROM.. => t::span_months(words, days / 30),
        _ => t::span_days(words, days),
    }
}

/// A day as a heading: `Hôm nay`, `Hôm qua`, `Thứ Hai 9/11`, with the year when it is another one.
pub fn heading(words: Words, today: NaiveDate, day: NaiveDate) -> String {
    let said = match today.signed_duration_since(day).num_days() {
        0 => t::date_today(words).to_owned(),
        1 => t::date_yesterday(words).to_owned(),
        _ if today.year() == day.year() => {
            format!(
                "{} {}",
                weekday(words, day.weekday()),
                day_short(words, day)
            )
        }
        _ => format!(
            "{} {}",
            weekday(words, day.weekday()),
            self::day(words, day)
        ),
    };
    capital(&said)
}

/// A month as a heading: `Tháng 9/2026`, `September 2026`.
pub fn month(words: Words, day: NaiveDate) -> String {
    match words.lang() {
        Lang::Vi => t::parties_month(words, &day.format("%-m/%Y").to_string()),
        Lang::En => day.format("%B %Y").to_string(),
    }
}

/// The day of the week inside a sentence.
pub fn weekday(words: Words, day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => t::weekday_monday(words),
        Weekday::Tue => t::weekday_tuesday(words),
        Weekday::Wed => t::weekday_wednesday(words),
        Weekday::Thu => t::weekday_thursday(words),
        Weekday::Fri => t::weekday_friday(words),
        Weekday::Sat => t::weekday_saturday(words),
        Weekday::Sun => t::weekday_sunday(words),
    }
}

/// The first letter in capitals, for words that begin a line.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The time of day in the shop: `10:42`.
pub fn clock(zone: Tz, at: DateTime<Utc>) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}

/// Day and time in the shop: `21/11/2026 10:42`.
pub fn moment(words: Words, zone: Tz, at: DateTime<Utc>) -> String {
    let there = at.with_timezone(&zone);
    format!(
        "{} {}",
        day(words, there.date_naive()),
        there.format("%H:%M")
    )
}

/// A birthday: `24/11/1988`, `15/8 âm lịch`.
pub fn birthday(words: Words, birthday: Birthday) -> String {
    let mut text = format!("{}/{}", birthday.day, birthday.month);
    if let Some(year) = birthday.year {
        text.push_str(&format!("/{year}"));
    }
    if birthday.leap {
        text = t::parties_leap_month(words, &text);
    }
    match birthday.calendar {
        Calendar::Solar => text,
        Calendar::Lunar => t::date_lunar(words, &text),
    }
}

/// A rate in basis points: `94%`, `7,5%`.
pub fn rate(words: Words, basis_points: i64) -> String {
    let (whole, rest) = (basis_points / 100, basis_points.unsigned_abs() % 100 / 10);
    let mark = if words.lang() == Lang::Vi { ',' } else { '.' };
    match rest {
        0 => format!("{}%", words.number(whole)),
        tenth => format!("{}{mark}{tenth}%", words.number(whole)),
    }
}

/// So many of something, by a key of its own or that of anything: `3 đơn hàng`.
pub fn count_of(words: Words, keys: &str, what: &str, count: i64) -> String {
    let args = [("count", quen_words::Arg::Int(count))];
    let own = words.find(&format!("{keys}-{}", what.replace('_', "-")), &args);
    own.unwrap_or_else(|| words.text(&format!("{keys}-other"), &args))
        .into_owned()
}

/// The label of a field; one that the workspace made has its own words.
pub fn label(words: Words, field: &Field) -> String {
    match &field.own {
        Some(own) => own.label(words.lang() == Lang::En).to_owned(),
        None => words.text(&field.label, &[]).into_owned(),
    }
}

/// The words of a choice's code of this field.
pub fn choice_of(words: Words, noun: Noun, field: &Field, code: &str) -> String {
    match (&field.own, worded_as(field)) {
        (Some(_), Some((noun, taken))) => choice(words, noun, taken, code),
        (Some(own), None) => own
            .choice(code, words.lang() == Lang::En)
            .unwrap_or(code)
            .to_owned(),
        (None, _) => choice(words, noun, &field.name, code),
    }
}

/// The words of a choice's code; provinces have the names of the law.
pub fn choice(words: Words, noun: Noun, field: &str, code: &str) -> String {
    if field == "province" {
        let province = quen_vietnam::address::province(code);
        return province.map_or_else(|| code.to_owned(), |found| found.name.to_owned());
    }
    words
        .find(&choice_key(noun, field, code), &[])
        .map_or_else(|| code.to_owned(), std::borrow::Cow::into_owned)
}

/// What reading a value needs beside it.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The language.
    pub words: Words,
    /// The shop's zone.
    pub zone: Tz,
    /// Names of colleagues.
    pub name_of: &'a dyn Fn(Uuid) -> Option<String>,
}

impl Reader<'_> {
    /// A value in words; empty for none.
    pub fn value(&self, noun: Noun, field: &Field, value: &FieldValue) -> String {
        let words = self.words;
        match value {
            FieldValue::Empty => String::new(),
            FieldValue::Text(text) => match field.kind {
                FieldType::Choice(_) => choice_of(words, noun, field, text),
                _ => text.clone(),
            },
            FieldValue::Integer(rate) if field.kind == FieldType::Percent => {
                self::rate(words, *rate)
            }
            FieldValue::Integer(number) => words.number(*number),
            FieldValue::Decimal(number) => number.normalize().to_string(),
            FieldValue::Money(amount) => money(words, *amount),
            FieldValue::Bool(true) => t::word_yes(words).to_owned(),
            FieldValue::Bool(false) => t::word_no(words).to_owned(),
            FieldValue::Day(on) => day(words, *on),
            FieldValue::Instant(at) => moment(words, self.zone, *at),
            FieldValue::Id(id) => (self.name_of)(*id).unwrap_or_default(),
            FieldValue::Texts(list) => list
                .iter()
                .map(|item| match field.kind {
                    FieldType::Choices(_) => choice_of(words, noun, field, item),
                    _ => item.clone(),
                })
                .collect::<Vec<_>>()
                .join(", "),
            // A number stays on its line.
            FieldValue::Contacts(list) => list
                .iter()
                .map(|contact| contact.display.replace(' ', "\u{a0}"))
                .collect::<Vec<_>>()
                .join(", "),
            FieldValue::Birthday(born) => birthday(words, *born),
            FieldValue::Address(address) => address.raw.clone(),
            FieldValue::File(file) => file.name.clone(),
            FieldValue::Json(json) => json.to_string(),
        }
    }
}

/// What an event tells, without who did it.
pub fn happened(words: Words, noun: &str, verb: &str) -> String {
    let key = format!("event-{noun}-{}", verb.replace('_', "-"));
    words.text(&key, &[]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    #[test]
    fn near_days_are_words_and_far_ones_are_counted() {
        let (vi, today) = (Words::new(Lang::Vi), date(2026, 11, 21));
        let ago = |day| ago(vi, today, day).replace('\u{a0}', " ");
        assert_eq!(ago(date(2026, 11, 21)), "hôm nay");
        assert_eq!(ago(date(2026, 11, 20)), "hôm qua");
        assert_eq!(ago(date(2026, 9, 8)), "74 ngày trước");
        assert_eq!(ago(date(2026, 3, 21)), "8 tháng trước");
        assert_eq!(ago(date(2023, 11, 21)), "3 năm trước");
        let due = |day| due(vi, today, day).replace('\u{a0}', " ");
        assert_eq!(due(date(2026, 11, 24)), "còn 3 ngày");
        assert_eq!(due(date(2026, 11, 18)), "trễ 3 ngày");
    }

    #[test]
    fn a_tile_parts_the_figure_from_its_unit() {
        let dong = |amount| Money::new(amount, Currency::Vnd);
        let vi = Words::new(Lang::Vi);
        assert_eq!(
            money_tile(vi, dong(186_400_000)),
            ("186,4".to_owned(), "tr\u{a0}₫".to_owned())
        );
        assert_eq!(money_tile(vi, dong(0)), ("0".to_owned(), "₫".to_owned()));
        let en = Words::new(Lang::En);
        assert_eq!(money_tile(en, dong(7_560_000)).0, "₫7.6M");
    }

    #[test]
    fn headings_begin_with_a_capital() {
        let vi = Words::new(Lang::Vi);
        let heading = |day| heading(vi, date(2026, 11, 21), day);
        assert_eq!(heading(date(2026, 11, 9)), "Thứ Hai 09/11");
        assert_eq!(heading(date(2025, 11, 9)), "Chủ nhật 09/11/2025");
    }
}
