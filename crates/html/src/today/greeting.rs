//! The head of the page: which day it is by sun and moon, and one sentence of judgement made of what the lines say.

use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};
use quen_core::today::Rule;
use quen_service::today::Whose;
use quen_ui::choice::{Segment, segmented};
use quen_vietnam::{lunar, names};
use quen_words::{Lang, Words, t};

use super::View;
use crate::spoken;

/// How many, and the words for that many.
type Counted = (usize, fn(Words, i64) -> String);

/// Lines that the judgement speaks of doing.
const FIRST: usize = 3;

/// `Thứ Bảy, 21 tháng 11, 2026 · 13 tháng 10 âm lịch`.
pub fn date(words: Words, day: NaiveDate) -> String {
    let solar = t::today_date_long(
        words,
        spoken::weekday(words, day.weekday()),
        &day.day().to_string(),
        &month(words, day),
        &day.year().to_string(),
    );
    let solar = spoken::capital(&solar);
    match by_moon(words, day) {
        Some(lunar) => format!("{solar} · {lunar}"),
        None => solar,
    }
}

/// `13 tháng 10 âm lịch`.
pub fn by_moon(words: Words, day: NaiveDate) -> Option<String> {
    let date = lunar::from_solar(day).ok()?;
    let (day, month) = (date.day.to_string(), date.month.to_string());
    let said = if date.leap {
        t::today_lunar_leap(words, &day, &month)
    } else {
        t::today_lunar(words, &day, &month)
    };
    Some(t::date_lunar(words, &said))
}

/// A month inside a date: its number in Vietnamese, its name in English.
pub fn month(words: Words, day: NaiveDate) -> String {
    match words.lang() {
        Lang::Vi => day.month().to_string(),
        Lang::En => day.format("%B").to_string(),
    }
}

impl View<'_> {
    pub(super) fn greeting(&self) -> Markup {
        let words = self.me.words;
        let full = &self.me.identity.user.name;
        let given = names::parse(full).ten;
        let name = if given.is_empty() {
            full.as_str()
        } else {
            given.as_str()
        };
        let count = i64::try_from(self.work().count()).unwrap_or(0);
        html! {
            div.row.top.wrap {
                div.grow {
                    h2.greeting { @if count == 0 { (t::today_hello_clear(words, name)) } @else { (t::today_hello(words, name, count)) } }
                    p.mid { (self.judgement()) }
                }
                (segmented(t::today_whose(words), &[
                    Segment { label: t::today_mine(words), href: "/today", current: self.whose == Whose::Mine },
                    Segment { label: t::today_everyone(words), href: "/today?whose=everyone", current: self.whose == Whose::Everyone },
                ]))
            }
        }
    }

    /// What waits, and what doing the first of it is worth.
    fn judgement(&self) -> String {
        let words = self.me.words;
        let count = |rule: Rule| self.work().filter(|line| line.rule == rule).count();
        let parts: [Counted; 5] = [
            (count(Rule::Unanswered), t::today_part_unanswered),
            (count(Rule::Task), t::today_part_task),
            (count(Rule::Promise), t::today_part_promise),
            (count(Rule::Silent), t::today_part_silent),
            (count(Rule::FirstContact), t::today_part_first_contact),
        ];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(count, say)| say(words, i64::try_from(count).unwrap_or(i64::MAX)))
            .collect();
        if parts.is_empty() {
            return t::today_clear(words).to_owned();
        }
        let waits = format!("{}.", spoken::capital(&joined(words, &parts)));
        let first: Vec<i64> = self
            .work()
            .take(FIRST)
            .map(|line| line.stake_minor)
            .filter(|stake| *stake > 0)
            .collect();
        let sum = first
            .iter()
            .fold(0_i64, |sum, stake| sum.saturating_add(*stake));
        if sum == 0 {
            return waits;
        }
        format!(
            "{waits} {}",
            t::today_first(
                words,
                i64::try_from(first.len()).unwrap_or(0),
                &self.short(sum)
            )
        )
    }
}

/// `một, hai và ba`.
fn joined(words: Words, parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {} {last}", rest.join(", "), t::word_and(words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_by_sun_and_moon() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
        let said = |lang| date(Words::new(lang), day).replace('\u{a0}', " ");
        assert_eq!(
            said(Lang::Vi),
            "Thứ Bảy, 21 tháng 11, 2026 · 13 tháng 10 âm lịch"
        );
        assert_eq!(
            said(Lang::En),
            "Saturday, 21 November 2026 · day 13 of month 10 lunar"
        );
    }

    #[test]
    fn parts_are_joined_as_one_speaks() {
        let join = |parts: &[&str]| {
            joined(
                Words::new(Lang::Vi),
                &parts
                    .iter()
                    .map(|part| (*part).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(join(&["a"]), "a");
        assert_eq!(join(&["a", "b", "c"]), "a, b và c");
    }
}
