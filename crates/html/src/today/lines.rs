//! What to do: a row for each line with its reason, the acts that one click does, and what was answered to it.

use chrono::{Datelike, Days, NaiveDate};
use maud::{Markup, html};
use quen_core::Permission;
use quen_core::parties::Party;
use quen_core::today::{Act, Rule, TodayLine, Tone as Press};
use quen_http::{SignedIn, reasons};
use quen_service::today::{Today, Whose};
use quen_ui::agenda::{AgendaRow, agenda, agenda_row};
use quen_ui::badge::{BadgeShape, badge_shaped};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::csrf_field;
use quen_ui::hx::Hx;
use quen_ui::menu::{Menu, MenuItem, menu};
use quen_ui::panel::{Panel, panel, see_all};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::View;

/// Lines shown at first.
const SHOWN: usize = 10;

impl View<'_> {
    pub(super) fn todo(&self) -> Markup {
        let words = self.me.words;
        let rows = Rows {
            me: self.me,
            today: self.today,
        };
        let open = self.work().count();
        let shown = if self.all { open } else { SHOWN };
        let more = open.saturating_sub(shown);
        let body = html! {
            @if open == 0 { (empty(Empty { text: html! { (t::today_nothing(words)) }, ..Empty::default() })) }
            @else { (agenda(html! { @for line in self.work().take(shown) { (rows.row(line)) } })) }
        };
        let href = if self.whose == Whose::Everyone {
            "/today?whose=everyone&all=1"
        } else {
            "/today?all=1"
        };
        let footer = (more > 0).then(|| {
            see_all(
                href,
                &t::today_more(words, i64::try_from(more).unwrap_or(0)),
            )
        });
        panel(Panel {
            title: t::today_todo(words),
            id: Some("todo"),
            beside: Some(html! { span #today-done { (done_badge(self.me, self.today)) } }),
            end: (open > 0)
                .then(|| html! { span.see-all.desk-only { (t::today_by_stake(words)) } }),
            flush: true,
            body,
            footer,
            ..Panel::default()
        })
    }
}

/// How much of the day's work is done; nothing before the first.
pub fn done_badge(me: &SignedIn, today: &Today) -> Markup {
    let open = today
        .lines
        .iter()
        .filter(|line| !super::is_date(line))
        .count();
    let done = i64::try_from(today.done).unwrap_or(0);
    let all = done.saturating_add(i64::try_from(open).unwrap_or(0));
    html! { @if done > 0 { (badge_shaped(&t::today_done_count(me.words, done, all), Tone::Jade, BadgeShape::Round)) } }
}

/// What rows are drawn from.
pub struct Rows<'a> {
    /// For whom.
    pub me: &'a SignedIn,
    /// The lines and their parties.
    pub today: &'a Today,
}

impl Rows<'_> {
    /// One line.
    pub fn row(&self, line: &TodayLine) -> Markup {
        agenda_row(AgendaRow {
            id: &row_id(line),
            icon: icon_of(line.rule),
            tone: tone_of(line),
            what: &self.title(line),
            href: self.href(line).as_deref(),
            why: &self.why(line),
            acts: self.acts(line),
            done: false,
        })
    }

    /// A line that was answered; it stays struck through until the page is opened again.
    pub fn answered(&self, line: &TodayLine, said: &str) -> Markup {
        agenda_row(AgendaRow {
            id: &row_id(line),
            icon: icon_of(line.rule),
            tone: Tone::Neutral,
            what: &self.title(line),
            href: self.href(line).as_deref(),
            why: said,
            acts: html! {},
            done: true,
        })
    }

    /// What to do.
    pub fn title(&self, line: &TodayLine) -> String {
        reasons::sentence(self.me.words, &line.title, self.me.ctx.settings.currency)
    }

    fn why(&self, line: &TodayLine) -> String {
        let currency = self.me.ctx.settings.currency;
        let reason = reasons::sentence(self.me.words, &line.reason, currency);
        if line.stake_minor == 0 {
            return reason;
        }
        let money = quen_core::Money::new(line.stake_minor, currency);
        let (figure, unit) = crate::spoken::money_tile(self.me.words, money);
        format!(
            "{reason} {}",
            t::today_line_stake(self.me.words, format!("{figure}\u{a0}{unit}").trim_end())
        )
    }

    fn party(&self, line: &TodayLine) -> Option<&Party> {
        self.today.parties.get(&line.party_id?)
    }

    fn href(&self, line: &TodayLine) -> Option<String> {
        line.party_id.map(|id| format!("/parties/{id}"))
    }

    /// The first way to reach the party, "done", and the rest in a menu.
    fn acts(&self, line: &TodayLine) -> Markup {
        let may = self.me.ctx.actor.may(Permission::TasksWrite).is_ok();
        html! {
            @if let Some(reach) = self.reach(line) { (reach) }
            @if may { (self.done(line)) (self.menu(line)) }
        }
    }

    /// Calling or writing, whichever the line proposes first.
    pub fn reach(&self, line: &TodayLine) -> Option<Markup> {
        let words = self.me.words;
        let party = self.party(line)?;
        let link = |label, icon, href: &str| {
            button(Button {
                label,
                icon: Some(icon),
                size: ButtonSize::Small,
                href: Some(href),
                ..Button::default()
            })
        };
        line.acts.iter().find_map(|act| match act {
            Act::Tell => Some(link(
                t::care_open_words(words),
                "message-circle",
                &format!("/care/proposals/{}", line.record_id),
            )),
            Act::Call => {
                let phone = party.phones.first()?;
                Some(link(
                    t::action_call(words),
                    "phone",
                    &format!("tel:{}", phone.value),
                ))
            }
            Act::Write => Some(link(
                t::today_write(words),
                "send",
                &format!("/parties/{}?compose=email#composer", party.id),
            )),
            _ => None,
        })
    }

    /// The form that says a line is done.
    pub fn done(&self, line: &TodayLine) -> Markup {
        let target = format!("#{}", row_id(line));
        let (label, said) = match line.telling.as_deref() {
            Some(kind) => (crate::care::done_label(self.me.words, kind), "told"),
            None => (t::action_finish(self.me.words), "done"),
        };
        html! {
            form method="post" action="/today/answers" hx-post="/today/answers" hx-target=(target) hx-swap="outerHTML" {
                (csrf_field(&self.me.csrf))
                @for (name, value) in pairs(line) { input type="hidden" name=(name) value=(value); }
                (button(Button {
                    label, icon: Some("check"), size: ButtonSize::Small, kind: ButtonKind::Quiet, submit: true,
                    name: Some("answer"), value: Some(said), ..Button::default()
                }))
            }
        }
    }

    fn menu(&self, line: &TodayLine) -> Markup {
        let words = self.me.words;
        let id = format!("later-{}", row_id(line));
        let target = format!("#{}", row_id(line));
        let hx = Hx {
            target: Some(&target),
            swap: Some("outerHTML"),
            ..Hx::default()
        };
        let (rule, record) = (line.rule.code(), line.record_id.to_string());
        let until = |day: NaiveDate| day.to_string();
        let (tomorrow, monday, week) = later_days(self.today.day);
        let days = [
            (t::today_snooze_tomorrow(words), until(tomorrow)),
            (t::today_snooze_monday(words), until(monday)),
            (t::today_snooze_week(words), until(week)),
        ];
        let values = days.each_ref().map(|(_, day)| {
            [
                ("rule", rule),
                ("record_id", &record),
                ("answer", "snooze"),
                ("until", day),
            ]
        });
        let useless = [
            ("rule", rule),
            ("record_id", record.as_str()),
            ("answer", "not_useful"),
        ];
        let post = |label, values| MenuItem {
            label,
            post: Some("/today/answers"),
            values,
            hx,
            ..MenuItem::default()
        };
        let mut items: Vec<MenuItem> = days
            .iter()
            .zip(&values)
            .map(|((label, _), values)| post(label, values.as_slice()))
            .collect();
        if let Some(first) = items.first_mut() {
            first.heading = Some(t::today_snooze(words));
        }
        if line.acts.contains(&Act::NotUseful) {
            items.push(MenuItem {
                divided: true,
                icon: Some("eye-off"),
                ..post(useless_label(words, line), useless.as_slice())
            });
        }
        let label = t::today_later(words, &self.title(line));
        html! {
            (icon_button(IconButton { icon: "dots", label: &label, small: true, menu: Some(&id), ..IconButton::default() }))
            (menu(Menu { id: &id, label: &label, items: &items, csrf: &self.me.csrf }))
        }
    }
}

/// A proposal is declined; any other line is of no use.
fn useless_label(words: Words, line: &TodayLine) -> &'static str {
    if line.rule == Rule::Task {
        t::care_decline(words)
    } else {
        t::today_not_useful(words)
    }
}

/// The values that name a line.
pub fn pairs(line: &TodayLine) -> [(&'static str, String); 2] {
    [
        ("rule", line.rule.code().to_owned()),
        ("record_id", line.record_id.to_string()),
    ]
}

/// The id of a row in the page.
pub fn row_id(line: &TodayLine) -> String {
    format!("line-{}-{}", line.rule.code(), line.record_id)
}

/// Tomorrow, the next Monday after tomorrow's day, a week from today.
fn later_days(today: NaiveDate) -> (NaiveDate, NaiveDate, NaiveDate) {
    let later = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let to_monday = 7 - u64::from(today.weekday().num_days_from_monday());
    (later(1), later(to_monday), later(7))
}

fn icon_of(rule: Rule) -> &'static str {
    match rule {
        Rule::Unanswered => "message-circle",
        Rule::Task => "checkbox",
        Rule::Promise => "shield-check",
        Rule::Silent => "plant",
        Rule::FirstContact => "user-plus",
        Rule::Birthday => "cake",
        Rule::Anniversary => "heart-handshake",
    }
}

fn tone_of(line: &TodayLine) -> Tone {
    match (line.tone, line.rule) {
        (Press::Danger, _) => Tone::Red,
        (Press::Warning, Rule::Silent) => Tone::Persimmon,
        (Press::Warning, Rule::Unanswered) => Tone::Violet,
        (Press::Warning, Rule::FirstContact) => Tone::Jade,
        (Press::Warning, _) => Tone::Amber,
        (Press::Calm, _) => Tone::Rose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monday_is_always_ahead() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap_or_default();
        assert_eq!(later_days(day(21)), (day(22), day(23), day(28)));
        assert_eq!(later_days(day(23)).1, day(30));
        assert_eq!(later_days(day(22)).1, day(23));
    }
}
