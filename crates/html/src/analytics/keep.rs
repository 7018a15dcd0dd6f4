//! What keeping more customers would bring: this business's own number. A form that asks by its address, so that it works
//! without script and can be shared.

use maud::{Markup, html};
use quen_core::analytics::{Target, WhatIf};
use quen_service::analytics;
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::chart::{LineChart, Series, Tick, figures, line_chart, round_ticks};
use quen_ui::choice::slider;
use quen_ui::field::{Field, Input, input};
use quen_ui::panel::{self, Panel};
use quen_ui::stat::change;
use quen_ui::tone::Tone;
use quen_words::t;

use super::{Look, percent, whole};

pub(super) fn panel(look: &Look<'_>) -> Markup {
    let words = look.words;
    let number = |text: &str| {
        text.trim()
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|n| n.is_finite())
    };
    let keep = number(&look.asked.keep).map(|points| points.clamp(0.0, 100.0) / 100.0);
    let growth =
        number(&look.asked.growth).map_or(0.0, |points| points.clamp(-100.0, 100.0) / 100.0);
    let (end, body) = match analytics::keeping(look.figures, keep, growth) {
        Ok(outcome) => (Some(gain(look, &outcome)), drawn(look, &outcome)),
        Err(reason) => (
            None,
            html! { div.stack { p { (look.sentence(&reason)) } @if keep.is_some() { (ask(look, (50, 80, 99), growth, true)) } } },
        ),
    };
    panel::panel(Panel {
        title: t::analytics_keep(words),
        id: Some("keep-more"),
        end,
        body,
        ..Panel::default()
    })
}

fn gain(look: &Look<'_>, outcome: &WhatIf) -> Markup {
    let points = ((outcome.keep - outcome.retention) * 100.0).round() as i64;
    let sign = if points > 0 { "+" } else { "" };
    badge(
        &t::analytics_points(look.words, &format!("{sign}{}", look.words.number(points))),
        Tone::Persimmon,
    )
}

fn drawn(look: &Look<'_>, outcome: &WhatIf) -> Markup {
    let words = look.words;
    let money = |value: f64| look.money(value as i64);
    let low = ((outcome.retention * 100.0) as i32 - 25).max(5);
    let range = (low, (outcome.keep * 100.0).round() as i32, 99);
    let better = percent(words, outcome.value_then / outcome.value - 1.0);
    let sign = if outcome.value_then >= outcome.value {
        "+"
    } else {
        ""
    };
    let figures_shown = [
        (
            t::analytics_keep_value(words),
            html! { (money(outcome.value_then)) " " (change(&format!("{sign}{better}"), outcome.value_then >= outcome.value)) },
        ),
        (
            t::analytics_keep_gain(words),
            html! { (money(outcome.gain)) },
        ),
        (
            t::analytics_keep_cost(words),
            html! { (money(outcome.most_cost)) },
        ),
    ];
    html! {
        div.stack {
            (curve(look, outcome))
            (ask(look, range, outcome.growth, outcome.period_days == 365))
            dl.facts { @for (name, value) in figures_shown { dt { (name) } dd.strong { (value) } } }
            p.small.dim {
                (look.sentence(&outcome.explanation)) ". "
                (t::analytics_keep_saved(words, outcome.saved.round() as i64, &money(outcome.value))) " "
                (t::analytics_keep_basis(words, &money(outcome.margin), whole(outcome.customers)))
            }
            div.row.wrap { span.small { (t::analytics_keep_whom(words)) } (look.acts_uncounted(Target::AtRisk)) }
            (table(look, outcome))
        }
    }
}

fn ask(look: &Look<'_>, range: (i32, i32, i32), growth: f64, yearly: bool) -> Markup {
    let words = look.words;
    let label = if yearly {
        t::analytics_keep_year(words)
    } else {
        t::analytics_keep_quarter(words)
    };
    let growth = format!("{}", (growth * 1000.0).round() / 10.0);
    html! {
        form.stack.snug method="get" action="/analytics#keep-more" {
            (slider("keep", "keep", label, range, "%"))
            div.row {
                (input(Input {
                    field: Field { id: "growth", label: t::analytics_growth(words), ..Field::default() },
                    name: "growth",
                    value: &growth,
                    inputmode: Some("decimal"),
                    ..Input::default()
                }))
                (button(Button { label: t::analytics_see(words), kind: ButtonKind::Soft, size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
        }
    }
}

fn curve(look: &Look<'_>, outcome: &WhatIf) -> Markup {
    let words = look.words;
    let steps: Vec<String> = outcome
        .curve
        .iter()
        .map(|(share, _)| (share * 100.0).round() as i64)
        .map(|points| {
            if points % 10 == 0 {
                format!("{points}%")
            } else {
                String::new()
            }
        })
        .collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let line: Vec<Option<f64>> = outcome
        .curve
        .iter()
        .map(|(_, value)| Some(*value))
        .collect();
    let at = |share: f64, value: f64| -> Vec<Option<f64>> {
        outcome
            .curve
            .iter()
            .map(|(other, _)| ((other - share).abs() < 0.005).then_some(value))
            .collect()
    };
    let (now, then) = (
        at(outcome.retention, outcome.value),
        at(outcome.keep, outcome.value_then),
    );
    let (now_words, money) = (
        t::analytics_now(words, &percent(words, outcome.retention)),
        look.money(outcome.value_then as i64),
    );
    let then_words = t::analytics_then(words, &percent(words, outcome.keep), &money);
    let series = [
        Series {
            values: &line,
            ..Series::default()
        },
        Series {
            values: &now,
            ink: 3,
            caption: Some(&now_words),
            ..Series::default()
        },
        Series {
            values: &then,
            ink: 2,
            caption: Some(&then_words),
            below: true,
            ..Series::default()
        },
    ];
    let most = outcome
        .curve
        .iter()
        .map(|(_, value)| *value)
        .fold(0.0, f64::max);
    let ticks = round_ticks(most, 3)
        .into_iter()
        .map(|at| Tick {
            at,
            label: look.money(at as i64),
        })
        .collect();
    let label = t::analytics_keep_label(
        words,
        &percent(words, outcome.retention),
        &look.money(outcome.value as i64),
        &percent(words, outcome.keep),
        &money,
    );
    line_chart(LineChart {
        label: &label,
        steps: &steps,
        series: &series,
        ticks,
        width: 560,
    })
}

fn table(look: &Look<'_>, outcome: &WhatIf) -> Markup {
    let words = look.words;
    let head = if outcome.period_days == 365 {
        t::analytics_keep_year(words)
    } else {
        t::analytics_keep_quarter(words)
    };
    let row = |(share, value): &(f64, f64)| vec![percent(words, *share), look.money(*value as i64)];
    let rows: Vec<Vec<String>> = outcome.curve.iter().step_by(5).map(row).collect();
    figures(
        t::analytics_table(words),
        &[head, t::analytics_keep_value(words)],
        &rows,
    )
}
