//! Birthdays and anniversaries of the days ahead, by sun and by moon.

use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};
use quen_core::Permission;
use quen_core::reasons::Value;
use quen_core::today::{Rule, TodayLine};
use quen_service::facts::Occasion;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::avatar::{AvatarShape, AvatarSize, avatar};
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::View;
use super::greeting::by_moon;
use super::lines::Rows;
use crate::spoken;

/// Dates shown.
const SHOWN: usize = 6;

impl View<'_> {
    /// The panel; none without a date.
    pub(super) fn dates(&self) -> Markup {
        let mut lines: Vec<&TodayLine> = self
            .today
            .lines
            .iter()
            .filter(|line| super::is_date(line))
            .collect();
        lines.sort_by_key(|line| line.on);
        let named = self.occasions.iter().take(SHOWN);
        html! {
            @if !lines.is_empty() || !self.occasions.is_empty() {
                (panel(Panel {
                    title: t::today_dates(self.me.words),
                    icon: Some("cake"),
                    flush: true,
                    body: item_list(lines.into_iter().take(SHOWN).map(|line| self.date(line)).chain(named.map(|occasion| self.named(occasion)))),
                    ..Panel::default()
                }))
            }
        }
    }

    /// A day that a customer named.
    fn named(&self, occasion: &Occasion) -> Markup {
        let name = &occasion.party.name;
        item(Item {
            lead: avatar(name, AvatarSize::Medium, AvatarShape::Person),
            label: &format!("{name}: {}", occasion.fact.statement),
            href: Some(&format!("/parties/{}", occasion.party.id)),
            sub: Some(&spoken::capital(&self.when(occasion.on))),
            ..Item::default()
        })
    }

    /// The day as it is read, with the lunar one.
    fn when(&self, on: NaiveDate) -> String {
        let words = self.me.words;
        let mut when = format!(
            "{} {}",
            spoken::weekday(words, on.weekday()),
            spoken::day_short(words, on)
        );
        if on == self.today.day {
            when = t::date_today(words).to_owned();
        }
        if let Some(lunar) = by_moon(words, on) {
            when = format!("{when} · {lunar}");
        }
        when
    }

    fn date(&self, line: &TodayLine) -> Markup {
        let words = self.me.words;
        let rows = Rows {
            me: self.me,
            today: self.today,
        };
        let name = text(line, "name");
        let label = match (line.rule, number(line, "age"), number(line, "years")) {
            (Rule::Anniversary, _, Some(years)) => t::today_anniversary(words, years, &name),
            (_, Some(age), _) => t::today_birthday_age(words, &name, age),
            _ => t::today_birthday(words, &name),
        };
        let mut when = self.when(line.on);
        if let Some(likes) = line.party_id.and_then(|id| self.likes.get(&id)) {
            when = format!("{when} · {}", likes.statement);
        }
        let may = self.me.ctx.actor.may(Permission::TasksWrite).is_ok();
        let href = line.party_id.map(|id| format!("/parties/{id}"));
        item(Item {
            lead: avatar(&name, AvatarSize::Medium, AvatarShape::Person),
            label: &spoken::capital(&label),
            href: href.as_deref(),
            sub: Some(&spoken::capital(&when)),
            end: Some(html! {
                @match rows.reach(line) {
                    Some(reach) => (reach),
                    None => @if may { (rows.done(line)) },
                }
            }),
            ..Item::default()
        })
    }
}

fn text(line: &TodayLine, name: &str) -> String {
    line.title
        .args
        .iter()
        .find(|(key, _)| key == name)
        .map_or_else(String::new, |(_, value)| match value {
            Value::Text(text) => text.clone(),
            _ => String::new(),
        })
}

fn number(line: &TodayLine, name: &str) -> Option<i64> {
    line.reason
        .args
        .iter()
        .find(|(key, _)| key == name)
        .and_then(|(_, value)| match value {
            Value::Count(count) => i64::try_from(*count).ok(),
            _ => None,
        })
}
