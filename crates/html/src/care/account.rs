//! The account of care: how much people do and how much machines, what we begin and what we answer, what was expected and what
//! was delivered. Drawn from the count of the last night.

use maud::{Markup, html};
use quen_core::care::{Answers, Month, PERSON_MONTHS, Shares};
use quen_core::promises::Keeping;
use quen_ui::chart::{LineChart, Series, Share, Tick, figures, legend, line_chart, share_list};
use quen_ui::empty::{Empty, empty};
use quen_ui::panel::{Panel, panel};
use quen_ui::stat::{Stat, stat, stat_row};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::{Account, View};
use crate::spoken;

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

/// Expected against delivered: promises and answers.
fn delivered(view: &View<'_>, account: &Account) -> Markup {
    let words = view.me.words;
    let Keeping {
        kept,
        kept_late,
        beyond,
        ..
    } = account.kept.all;
    let promised = account.kept.all.counted();
    let Answers {
        asked,
        answered,
        in_time,
    } = account.shares.answers;
    let lines = [
        (t::care_promises_kept(words), promised, kept),
        (t::care_promises_in_time(words), promised, kept - kept_late),
        (t::care_promises_beyond(words), promised, beyond),
        (t::care_answered(words), asked, answered),
        (t::care_answered_in_time(words), asked, in_time),
    ];
    let rows: Vec<(&str, i64, i64)> = lines.into_iter().filter(|line| line.1 > 0).collect();
    if rows.is_empty() {
        return html! {};
    }
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let number = |label| Column {
        number: true,
        ..head(label)
    };
    let columns = [
        head(t::care_what(words)),
        number(t::care_expected(words)),
        number(t::care_got(words)),
        number("%"),
    ];
    let ids: Vec<String> = (0..rows.len())
        .map(|place| format!("delivered-{place}"))
        .collect();
    let shown = rows
        .iter()
        .zip(&ids)
        .map(|((what, expected, got), id)| Row {
            id,
            cells: vec![
                html! { (what) },
                html! { (words.number(*expected)) },
                html! { (words.number(*got)) },
                html! { (percent(words, got * 100 / expected)) },
            ],
            ..Row::default()
        });
    let body = data_table(DataTable {
        id: "delivered",
        caption: t::care_delivered_table(words),
        columns: &columns,
        rows: shown.collect(),
        keeps_shape: true,
        ..DataTable::default()
    });
    panel(Panel {
        title: t::care_delivered(words),
        icon: Some("scale"),
        body,
        flush: true,
        ..Panel::default()
    })
}
