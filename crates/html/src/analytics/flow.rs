//! Moves between stages month by month: closer over the line, apart under it, each number with the customers behind it.

use axum::extract::Query;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use maud::{Markup, html};
use quen_core::relationships::flow::{Flow, Month, month_of};
use quen_core::{Error, Problem};
use quen_http::SignedIn;
use quen_insight::stage::Stage;
use quen_service::relationships::{self, Asked, Mover};
use quen_ui::chart::{Key, Pair, TwoSided, figures, legend, two_sided};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::{Crumb, flush};
use quen_ui::panel::{self, Panel};
use quen_ui::stage::{Stage as Shown, stage_badge};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_words::{Words, t};

use super::whole;
use crate::answers::{Answer, refused};
use crate::layout::{Page, page};
use crate::parties::asked::{Params, param};
use crate::spoken;

/// The panel; nothing before the first night.
pub(super) fn panel(words: Words, flow: &Flow) -> Markup {
    let moved = flow.months.iter().any(|month| !month.moves.is_empty());
    let body = if moved {
        drawn(words, flow)
    } else {
        html! { p.dim { (t::flow_none(words)) } }
    };
    panel::panel(Panel {
        title: t::rules_history_title(words),
        end: Some(
            html! { span.small.dim { (t::flow_as_of(words, &spoken::day(words, flow.as_of))) } },
        ),
        body,
        ..Panel::default()
    })
}

fn drawn(words: Words, flow: &Flow) -> Markup {
    let keys = [
        Key {
            ink: 1,
            label: t::flow_closer(words),
            ..Key::default()
        },
        Key {
            ink: 4,
            label: t::flow_apart(words),
            ..Key::default()
        },
    ];
    html! {
        div.stack {
            (legend(&keys))
            (bars(words, flow))
            (table(words, flow))
            @for month in flow.months.iter().rev().filter(|month| !month.moves.is_empty()).take(3) { (moves(words, month)) }
        }
    }
}

fn bars(words: Words, flow: &Flow) -> Markup {
    let said: Vec<[String; 3]> = flow
        .months
        .iter()
        .map(|month| {
            let number = |count: u64| words.number(whole(count));
            [
                month.starts_on.format("%-m/%y").to_string(),
                number(month.closer()),
                number(month.apart()),
            ]
        })
        .collect();
    let last = flow.months.len().saturating_sub(1);
    let pairs: Vec<Pair> = flow
        .months
        .iter()
        .zip(&said)
        .enumerate()
        .map(|(n, (month, [label, closer, apart]))| Pair {
            label,
            above: month.closer() as f64,
            below: month.apart() as f64,
            above_words: (month.closer() > 0).then_some(closer.as_str()),
            below_words: (month.apart() > 0).then_some(apart.as_str()),
            partial: n == last,
        })
        .collect();
    let sum = |count: fn(&Month) -> u64| whole(flow.months.iter().map(count).sum());
    two_sided(TwoSided {
        label: &t::flow_label(words, sum(Month::closer), sum(Month::apart)),
        pairs: &pairs,
        inks: (1, 4),
        width: 740,
    })
}

fn table(words: Words, flow: &Flow) -> Markup {
    let heads = [
        t::flow_month(words),
        t::flow_begun(words),
        t::flow_closer(words),
        t::flow_apart(words),
    ];
    let number = |count: u64| words.number(whole(count));
    let rows: Vec<Vec<String>> = flow
        .months
        .iter()
        .rev()
        .map(|month| {
            vec![
                spoken::month(words, month.starts_on),
                number(month.begun),
                number(month.closer()),
                number(month.apart()),
            ]
        })
        .collect();
    figures(t::analytics_table(words), &heads, &rows)
}

/// Each move of a month, with the way to who moved.
fn moves(words: Words, month: &Month) -> Markup {
    html! {
        section.stack.snug {
            h3.nav-heading {
                a href={ "/analytics/moves?month=" (month.starts_on) } { (spoken::month(words, month.starts_on)) }
            }
            div.row.wrap {
                @for moved in &month.moves {
                    span {
                        (badge(words, moved.from)) " → " (badge(words, moved.to)) " "
                        a.link href={ "/analytics/moves?month=" (month.starts_on) "&from=" (moved.from.key()) "&to=" (moved.to.key()) } {
                            (t::flow_customers(words, whole(moved.count)))
                        }
                    }
                }
            }
        }
    }
}

fn badge(words: Words, stage: Stage) -> Markup {
    stage_badge(
        Shown::from_word(stage.key()).unwrap_or_default(),
        &words.text(&format!("stage-{}", stage.key()), &[]),
    )
}

/// `GET /analytics/moves?month=…&from=…&to=…`: who moved.
pub(super) async fn moved(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let asked = asked(&me, &params).map_err(refused(&me))?;
    let (found, more) = relationships::moved(&me.ctx, asked)
        .await
        .map_err(refused(&me))?;
    let words = me.words;
    let body = html! {
        @if found.is_empty() { (empty(Empty { text: html! { (t::flow_nobody(words)) }, ..Empty::default() })) }
        @else { (movers(words, &found)) }
        @if more { p.small.dim { (t::flow_more(words)) } }
    };
    let name = |stage: Stage| words.text(&format!("stage-{}", stage.key()), &[]);
    let month = spoken::month(words, asked.month);
    let title = match (asked.from, asked.to) {
        (Some(from), Some(to)) => t::flow_moved_from_to(words, &name(from), &name(to), &month),
        (None, Some(to)) => t::flow_moved_to(words, &name(to), &month),
        _ => t::flow_moved(words, &month),
    };
    let drawn = Page {
        title: &title,
        nav: "/analytics",
        crumbs: vec![Crumb {
            label: t::analytics_title(words),
            href: "/analytics",
        }],
        body: flush(body),
        ..Page::default()
    };
    Ok(page(&me, drawn).into_response())
}

fn asked(me: &SignedIn, params: &Params) -> quen_core::Result<Asked> {
    let stage = |name: &'static str| match param(params, name).filter(|word| !word.is_empty()) {
        None => Ok(None),
        Some(word) => Stage::from_key(word)
            .map(Some)
            .ok_or_else(|| Error::from(Problem::new(name, "bad-choice"))),
    };
    let month = match param(params, "month").filter(|day| !day.is_empty()) {
        None => Ok(me.ctx.today()),
        Some(day) => day
            .parse::<NaiveDate>()
            .map_err(|_| Error::invalid("month", "bad-date")),
    };
    Ok(Asked {
        month: month_of(month?),
        from: stage("from")?,
        to: stage("to")?,
    })
}

fn movers(words: Words, found: &[Mover]) -> Markup {
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::nav_people(words)),
        head(t::rules_preview_from(words)),
        head(t::rules_preview_to(words)),
        head(t::flow_since(words)),
    ];
    let rows = found
        .iter()
        .map(|mover| Row {
            cells: vec![
                html! { a href={ "/parties/" (mover.party_id) } { (mover.name) } },
                html! { @if let Some(from) = mover.from { (badge(words, from)) } },
                html! { span.phone-only.dim aria-hidden="true" { "→ " } (badge(words, mover.to)) },
                html! { (spoken::day(words, mover.since)) },
            ],
            ..Row::default()
        })
        .collect();
    data_table(DataTable {
        id: "movers",
        caption: t::flow_moved_caption(words),
        columns: &columns,
        rows,
        ..DataTable::default()
    })
}
