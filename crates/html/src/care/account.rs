//! The account of care: how much people do and how much machines, what we begin and what we answer, what was expected and what
//! was delivered. Drawn from the count of the last night.

use maud::{Markup, html};
use quen_core::care::{Answers, Month, PERSON_MONTHS, Shares};
use quen_service::care::Delivered;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::badge::badge;
use quen_ui::chart::{LineChart, Series, Share, Tick, figures, legend, line_chart, share_list};
use quen_ui::empty::{Empty, empty};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_ui::stat::{Stat, stat, stat_row};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::{Account, View};
use crate::spoken;

/// From this share on what was expected came as it should.
const KEPT: i64 = 90;
/// Below this share of people the line is amber, below the second red.
const FEW: i64 = 50;
const HARDLY: i64 = 25;

/// The tiles over the page.
pub(super) fn tiles(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let done = |states: &[&str]| -> i64 {
        view.tallies
            .iter()
            .filter(|tally| states.contains(&tally.state.as_str()))
            .map(|tally| tally.count)
            .sum()
    };
    let on = view.programmes.iter().filter(|one| one.is_on()).count();
    let on = i64::try_from(on).unwrap_or(0);
    let latest = view
        .account
        .as_ref()
        .and_then(|account| account.shares.months.last());
    let share =
        |of: fn(&Month) -> Option<i64>| latest.and_then(of).map(|part| percent(words, part));
    let made = words.number(done(&["sent", "done"]));
    let tiles = html! {
        (stat(Stat { name: t::care_on(words), figure: &words.number(on), note: Some(html! { (t::care_on_note(words)) }), ..Stat::default() }))
        (stat(Stat { name: t::care_made(words), figure: &made, note: Some(html! { (t::care_made_note(words, done(&["refused"]))) }), ..Stat::default() }))
        @if let Some(figure) = share(Month::proactive_percent) {
            (stat(Stat { name: t::care_proactive(words), figure: &figure, note: Some(html! { (t::care_this_month(words)) }), ..Stat::default() }))
        }
        @if let Some(figure) = share(Month::human_percent) {
            (stat(Stat { name: t::care_human(words), figure: &figure, note: Some(html! { (t::care_this_month(words)) }), ..Stat::default() }))
        }
    };
    stat_row(t::nav_care_programmes(words), tiles)
}

fn percent(words: Words, part: i64) -> String {
    spoken::rate(words, part * 100)
}

/// The panels beside the lists; nothing for those who do not reach all customers.
pub(super) fn panels(view: &View<'_>) -> Markup {
    let Some(account) = &view.account else {
        return html! {};
    };
    html! { (drawn(view, &account.shares)) (people(view, account)) (delivered(view, account)) }
}

fn drawn(view: &View<'_>, shares: &Shares) -> Markup {
    let words = view.me.words;
    let some = shares
        .months
        .iter()
        .any(|month| month.human + month.automatic > 0);
    let body = if some {
        lines(words, &shares.months)
    } else {
        empty(Empty {
            text: html! { (t::care_shares_none(words)) },
            ..Empty::default()
        })
    };
    panel(Panel {
        title: t::care_shares(words),
        icon: Some("chart-line"),
        body,
        ..Panel::default()
    })
}

fn lines(words: Words, months: &[Month]) -> Markup {
    let steps: Vec<String> = months
        .iter()
        .map(|month| month.month.format("%-m/%y").to_string())
        .collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let line = |of: fn(&Month) -> Option<i64>| -> Vec<Option<f64>> {
        months
            .iter()
            .map(|month| of(month).map(|part| part as f64))
            .collect()
    };
    let (human, proactive) = (line(Month::human_percent), line(Month::proactive_percent));
    let series = [
        Series {
            values: &human,
            ..Series::default()
        },
        Series {
            values: &proactive,
            ink: 2,
            ..Series::default()
        },
    ];
    let ticks = [0_i64, 50, 100].map(|at| Tick {
        at: at as f64,
        label: percent(words, at),
    });
    let keys = [
        quen_ui::chart::Key {
            ink: 1,
            label: t::care_human(words),
            stroke: true,
        },
        quen_ui::chart::Key {
            ink: 2,
            label: t::care_proactive(words),
            stroke: true,
        },
    ];
    let heads = [
        t::care_month(words),
        t::care_human(words),
        t::care_proactive(words),
        t::care_touches(words),
    ];
    let shown = |part: Option<i64>| part.map_or_else(String::new, |part| percent(words, part));
    let rows: Vec<Vec<String>> = months
        .iter()
        .map(|month| {
            vec![
                spoken::month(words, month.month),
                shown(month.human_percent()),
                shown(month.proactive_percent()),
                words.number(month.human + month.automatic),
            ]
        })
        .collect();
    html! {
        div.stack {
            (line_chart(LineChart { label: t::care_shares_label(words), steps: &steps, series: &series, ticks: ticks.into(), width: 360 }))
            (legend(&keys))
            p.small.dim { (t::care_shares_note(words)) }
            (figures(t::care_figures(words), &heads, &rows))
        }
    }
}

fn people(view: &View<'_>, account: &Account) -> Markup {
    let words = view.me.words;
    let named: Vec<(String, i64, String)> = account
        .shares
        .people
        .iter()
        .filter_map(|person| {
            let owner = account.owners.iter().find(|one| one.id == person.user_id)?;
            let part = person.proactive_percent()?;
            let said = t::care_person_said(words, &percent(words, part), person.touches);
            Some((owner.name.clone(), part, said))
        })
        .collect();
    if named.is_empty() {
        return html! {};
    }
    let shares: Vec<Share> = named
        .iter()
        .map(|(label, part, words)| Share {
            label,
            href: None,
            percent: u8::try_from(*part).unwrap_or(100),
            words,
            tone: match *part {
                FEW.. => Tone::Green,
                HARDLY.. => Tone::Amber,
                _ => Tone::Neutral,
            },
        })
        .collect();
    panel(Panel {
        title: &t::care_people(words, i64::from(PERSON_MONTHS)),
        icon: Some("users"),
        body: share_list(t::care_proactive(words), &shares),
        ..Panel::default()
    })
}

/// What was expected, how often, and how often it came.
fn lines_of(words: Words, account: &Account) -> [(&'static str, i64, i64); 9] {
    let Delivered {
        promises,
        deliveries,
        told,
        fulfilled,
        care,
        ..
    } = account.delivered;
    let Answers {
        asked,
        answered,
        in_time,
    } = account.shares.answers;
    let promised = promises.counted();
    let kept_in_time = promises.kept - promises.kept_late;
    [
        (t::care_promises_kept(words), promised, promises.kept),
        (t::care_promises_in_time(words), promised, kept_in_time),
        (t::care_promises_beyond(words), promised, promises.beyond),
        (
            t::care_delivered_in_time(words),
            deliveries.counted(),
            deliveries.in_time,
        ),
        (t::care_answered(words), asked, answered),
        (t::care_answered_in_time(words), asked, in_time),
        (t::care_requests_told(words), told.expected, told.got),
        (
            t::care_requests_done(words),
            fulfilled.expected,
            fulfilled.got,
        ),
        (t::care_planned_made(words), care.expected, care.got),
    ]
}

/// Expected against delivered: promises, orders, answers, requests, care.
fn delivered(view: &View<'_>, account: &Account) -> Markup {
    let words = view.me.words;
    let rows: Vec<(&str, i64, i64)> = lines_of(words, account)
        .into_iter()
        .filter(|line| line.1 > 0)
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    let body = item_list(rows.iter().map(|(what, expected, got)| {
        let percent = got * 100 / expected;
        let tone = match percent {
            KEPT.. => Tone::Green,
            FEW.. => Tone::Amber,
            _ => Tone::Neutral,
        };
        item(Item {
            lead: icon("scale"),
            label: what,
            sub: Some(&t::care_got_of(words, *got, *expected)),
            end: Some(badge(&self::percent(words, percent), tone)),
            ..Item::default()
        })
    }));
    panel(Panel {
        title: t::care_delivered(words),
        icon: Some("scale"),
        body,
        flush: true,
        ..Panel::default()
    })
}
