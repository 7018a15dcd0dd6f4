//! Sentences that the business says as a key with arguments, put into words. The one place where their units become text.

use chrono::NaiveDate;
use quen_core::reasons::{Reason, Value};
use quen_core::{Currency, Money, dates};
use quen_vietnam::money::{Locale, currency};
use quen_words::{Arg, Lang, Words};
use serde_json::Value as Json;

/// The sentence of a reason; amounts are in `currency`.
pub fn sentence(words: Words, reason: &Reason, currency: Currency) -> String {
    enum Said {
        Text(String),
        Number(i64),
    }
    let said: Vec<(&str, Said)> = reason
        .args
        .iter()
        .map(|(name, value)| {
            let said = match value {
                Value::Count(count) => Said::Number(i64::try_from(*count).unwrap_or(i64::MAX)),
                Value::Days(days) => Said::Number(*days),
                Value::Number(number) => Said::Text(decimal(words, *number)),
                Value::Share(share) => Said::Text(percent(words, *share)),
                Value::Day(day) => Said::Text(
                    dates::from_number(*day)
                        .map(|day| date(words, day))
                        .unwrap_or_default(),
                ),
                Value::Minor(amount) => Said::Text(money(words, Money::new(*amount, currency))),
                Value::Text(text) => Said::Text(text.clone()),
                Value::Label(key) => Said::Text(words.text(key, &[]).into_owned()),
                Value::Own { vi, en } => Said::Text(own(words, vi, en).to_owned()),
            };
            (name.as_str(), said)
        })
        .collect();
    let args: Vec<(&str, Arg<'_>)> = said
        .iter()
        .map(|(name, said)| match said {
            Said::Text(text) => (*name, Arg::Str(text)),
            Said::Number(number) => (*name, Arg::Int(*number)),
        })
        .collect();
    words.text(&reason.key, &args).into_owned()
}

/// Adds `sentence` beside every `key` with `args` in an answer, in whatever depth.
pub fn say_all(words: Words, json: &mut Json, currency: Currency) {
    match json {
        Json::Array(items) => items
            .iter_mut()
            .for_each(|item| say_all(words, item, currency)),
        Json::Object(map) => {
            if map.contains_key("key") && map.contains_key("args") {
                if let Ok(reason) = serde_json::from_value::<Reason>(Json::Object(map.clone())) {
                    map.insert(
                        "sentence".to_owned(),
                        Json::String(sentence(words, &reason, currency)),
                    );
                }
                return;
            }
            map.values_mut()
                .for_each(|value| say_all(words, value, currency));
        }
        _ => {}
    }
}

/// Money in full: `1.250.000 ₫`.
pub fn money(words: Words, money: Money) -> String {
    let locale = if words.lang() == Lang::Vi {
        Locale::Vi
    } else {
        Locale::En
    };
    match currency(money.currency.code()) {
        Some(known) => quen_vietnam::money::money(money.amount, known, locale),
        None => words.number(money.amount),
    }
}

/// A day: `24/11/2025`.
pub fn date(words: Words, day: NaiveDate) -> String {
    match words.lang() {
        Lang::Vi => day.format("%d/%m/%Y").to_string(),
        Lang::En => day.format("%-d %b %Y").to_string(),
    }
}

/// A name in the reader's language, or in the one it has.
fn own<'a>(words: Words, vi: &'a str, en: &'a str) -> &'a str {
    match words.lang() {
        Lang::En if !en.is_empty() => en,
        _ if vi.is_empty() => en,
        _ => vi,
    }
}

fn mark(words: Words) -> &'static str {
    if words.lang() == Lang::Vi { "," } else { "." }
}

fn decimal(words: Words, number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0")
        .map_or_else(|| text.replace('.', mark(words)), str::to_owned)
}

fn percent(words: Words, share: f64) -> String {
    format!("{}\u{a0}%", decimal(words, (share * 100.0).round()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_become_text() {
        let vi = Words::new(Lang::Vi);
        assert_eq!(
            money(vi, Money::new(1_250_000, Currency::Vnd)),
            "1.250.000\u{a0}₫"
        );
        assert_eq!(decimal(vi, 3.25), "3,2");
        assert_eq!(percent(vi, 0.31), "31\u{a0}%");
    }

    #[test]
    fn every_reason_in_an_answer_is_said() {
        let mut json = serde_json::json!({ "evidence": [{ "key": "no-such-key", "args": [] }], "key": "kept" });
        say_all(Words::new(Lang::Vi), &mut json, Currency::Vnd);
        assert_eq!(json["evidence"][0]["sentence"], "no-such-key");
        assert_eq!(json["key"], "kept");
    }
}
