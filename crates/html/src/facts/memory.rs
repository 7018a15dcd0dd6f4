//! All that is known of one party: what holds, what differs, how well the party is known month by month, and what was once
//! known.

use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use maud::{Markup, html};
use quen_core::facts::Fact;
use quen_http::{SignedIn, reasons};
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::chart::{LineChart, Series, Tick, figures, line_chart};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::csrf_field;
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_words::{Words, t};

use super::panel::{Known, fact_acts, may_write};
use super::said;
use crate::answers::{Answer, refused};
use crate::layout::{Page, page, party_crumbs};
use crate::spoken;

/// `GET /parties/{id}/facts`.
pub async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = super::id(&me, &id)?;
    let known = Known::load(&me, id).await.map_err(refused(&me))?;
    let words = me.words;
    let home = format!("/parties/{id}");
    let crumbs = party_crumbs(words, &known.party.name, &home);
    let body =
        html! { div.stack { (depth(&me, &known)) (holding(&me, &known)) (history(&me, &known)) } };
    Ok(page(
        &me,
        Page {
            title: t::nav_facts(words),
            nav: "/parties",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    )
    .into_response())
}

/// How well the party is known, in a sentence, with its trend.
fn depth(me: &SignedIn, known: &Known) -> Markup {
    let words = me.words;
    let learning = &known.learning;
    let said = reasons::sentence(words, &learning.explanation, me.ctx.settings.currency);
    let body = html! {
        p { (said) }
        @if learning.months.len() > 1 { (trend(words, &learning.months)) }
    };
    panel(Panel {
        title: t::facts_depth(words),
        body,
        ..Panel::default()
    })
}

fn holding(me: &SignedIn, known: &Known) -> Markup {
    let words = me.words;
    let facts = &known.memory.facts;
    let writes = may_write(me);
    let body = html! {
        @if facts.is_empty() { (empty(Empty { text: html! { (t::facts_none(words)) }, ..Empty::default() })) }
        ul { @for fact in facts { (said::row(me, fact, fact_acts(me, fact, writes))) } }
    };
    panel(Panel {
        title: &t::facts_of(words, &known.party.name),
        id: Some("memory"),
        icon: Some("bulb"),
        flush: true,
        body,
        ..Panel::default()
    })
}

fn history(me: &SignedIn, known: &Known) -> Markup {
    let words = me.words;
    let history = &known.memory.history;
    if history.is_empty() {
        return html! {};
    }
    let body = html! { ul { @for fact in history { (said::row(me, fact, past(me, fact))) } } };
    panel(Panel {
        title: t::facts_history_title(words),
        icon: Some("history"),
        flush: true,
        body,
        ..Panel::default()
    })
}

/// What became of it, and the way back.
fn past(me: &SignedIn, fact: &Fact) -> Markup {
    let words = me.words;
    let withdrawn = fact.state == "withdrawn";
    let action = format!("/facts/{}/reinstatement", fact.id);
    html! {
        span.small.dim { (if withdrawn { t::facts_withdrawn(words) } else { t::facts_replaced(words) }) }
        @if withdrawn && may_write(me) {
            form.inline-form method="post" action=(action) {
                (csrf_field(&me.csrf))
                (button(Button { label: t::facts_back(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
        }
    }
}

/// The depth month by month, drawn, with the figures behind it.
fn trend(words: Words, months: &[(NaiveDate, i64)]) -> Markup {
    let values: Vec<Option<f64>> = months
        .iter()
        .map(|(_, depth)| Some(*depth as f64))
        .collect();
    let names: Vec<String> = months
        .iter()
        .map(|(month, _)| month.format("%-m/%y").to_string())
        .collect();
    let steps: Vec<&str> = names.iter().map(String::as_str).collect();
    let ticks = [0_i64, 50, 100].map(|at| Tick {
        at: at as f64,
        label: words.number(at),
    });
    let series = [Series {
        values: &values,
        ..Series::default()
    }];
    let rows: Vec<Vec<String>> = months
        .iter()
        .map(|(month, depth)| vec![spoken::month(words, *month), words.number(*depth)])
        .collect();
    html! {
        (line_chart(LineChart {
            label: t::facts_depth_trend(words),
            steps: &steps,
            series: &series,
            ticks: ticks.to_vec(),
            ..LineChart::default()
        }))
        (figures(t::facts_depth_figures(words), &[t::facts_depth_month(words), t::facts_depth(words)], &rows))
    }
}
