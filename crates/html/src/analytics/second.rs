//! How long until the second order, with its interval, and whom to remind now.

use maud::{Markup, html};
use quen_core::analytics::{SecondOrder, Target};
use quen_ui::chart::{LineChart, Series, Tick, figures, line_chart};
use quen_ui::panel::{self, Panel};
use quen_words::t;

use super::{Look, percent, whole};

/// Days of a step of the curve.
const WEEK: i64 = 7;

pub(super) fn panel(look: &Look<'_>) -> Markup {
    let (words, second) = (look.words, &look.figures.second_order);
    let note = t::analytics_second_note(words, whole(second.came_back), whole(second.customers));
    let body = if second.points.len() < 2 {
        html! { p.dim { (t::analytics_second_empty(words)) } }
    } else {
        drawn(look, second)
    };
    panel::panel(Panel {
        title: t::analytics_second(words),
        end: Some(html! { span.small.dim { (note) } }),
        body,
        ..Panel::default()
    })
}

fn drawn(look: &Look<'_>, second: &SecondOrder) -> Markup {
    let words = look.words;
    let why = second.usual_days.zip(second.late_days);
    html! {
        div.stack {
            (curve(look, second))
            @if let Some((usual, late)) = why { p.small { (t::analytics_second_why(words, usual, late)) } }
            div.row.wrap { (look.acts_uncounted(Target::SecondOrder)) }
            (table(look, second))
        }
    }
}

fn curve(look: &Look<'_>, second: &SecondOrder) -> Markup {
    let words = look.words;
    let step = |day: i64| {
        if day % (WEEK * 13) == 0 {
            t::analytics_day(words, &words.number(day))
        } else {
            String::new()
        }
    };
    let steps: Vec<String> = second.points.iter().map(|point| step(point.day)).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let values: Vec<Option<f64>> = second
        .points
        .iter()
        .map(|point| Some(point.share * 100.0))
        .collect();
    let band: Vec<Option<(f64, f64)>> = second
        .points
        .iter()
        .map(|p| Some((p.low * 100.0, p.high * 100.0)))
        .collect();
    let last = second.points.last().map_or((0, 0.0), |p| (p.day, p.share));
    let caption = percent(words, last.1);
    let series = [Series {
        values: &values,
        band: Some(&band),
        caption: Some(&caption),
        ..Series::default()
    }];
    let ticks = [0.0, 25.0, 50.0, 75.0, 100.0]
        .into_iter()
        .map(|at| Tick {
            at,
            label: format!("{at}%"),
        })
        .collect();
    let label = t::analytics_second_label(words, &percent(words, last.1), last.0);
    line_chart(LineChart {
        label: &label,
        steps: &steps,
        series: &series,
        ticks,
        width: 560,
    })
}

fn table(look: &Look<'_>, second: &SecondOrder) -> Markup {
    let words = look.words;
    let heads = [
        t::analytics_col_days(words),
        t::analytics_col_came(words),
        t::analytics_col_range(words),
    ];
    let rows: Vec<Vec<String>> = second
        .points
        .iter()
        .filter(|point| point.day % (WEEK * 4) == 0)
        .map(|p| {
            let range = t::analytics_span(words, &percent(words, p.low), &percent(words, p.high));
            vec![words.number(p.day), percent(words, p.share), range]
        })
        .collect();
    figures(t::analytics_table(words), &heads, &rows)
}
