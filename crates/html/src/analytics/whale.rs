//! Who brings the profit: it added up over customers, most profitable first, and who costs money.

use maud::{Markup, html};
use quen_core::analytics::{Target, Whale};
use quen_ui::chart::{LineChart, Series, Tick, figures, line_chart, round_ticks};
use quen_ui::panel::{self, Panel};
use quen_words::t;

use super::{Look, percent, whole};

pub(super) fn panel(look: &Look<'_>) -> Markup {
    let (words, whale) = (look.words, &look.figures.whale);
    let body = match (whale.costs_known, whale.shares.is_empty()) {
        (false, _) => html! { p.dim { (t::analytics_whale_no_costs(words)) } },
        (true, true) => html! { p { (look.sentence(&whale.explanation)) } },
        (true, false) => drawn(look, whale),
    };
    let end = Some(html! { span.small.dim { (t::analytics_whale_note(words)) } });
    panel::panel(Panel {
        title: t::analytics_whale(words),
        end,
        body,
        ..Panel::default()
    })
}

fn drawn(look: &Look<'_>, whale: &Whale) -> Markup {
    html! {
        div.stack {
            (curve(look, whale))
            p.small { (look.sentence(&whale.explanation)) }
            div.row.wrap { (look.acts(Target::BelowZero, whale.below_zero)) }
            (table(look, whale))
        }
    }
}

fn curve(look: &Look<'_>, whale: &Whale) -> Markup {
    let words = look.words;
    let steps: Vec<String> = (0..whale.shares.len())
        .map(|n| {
            if n % 20 == 0 {
                format!("{n}%")
            } else {
                String::new()
            }
        })
        .collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let values: Vec<Option<f64>> = whale
        .shares
        .iter()
        .map(|share| Some(share * 100.0))
        .collect();
    let fifth: Vec<Option<f64>> = values
        .iter()
        .enumerate()
        .map(|(n, v)| v.filter(|_| n == 20))
        .collect();
    let first = percent(words, whale.first_fifth.unwrap_or(0.0));
    let series = [
        Series {
            values: &values,
            ..Series::default()
        },
        Series {
            values: &fifth,
            ink: 2,
            caption: Some(&first),
            ..Series::default()
        },
    ];
    let most = whale.shares.iter().copied().fold(1.0, f64::max) * 100.0;
    let ticks = round_ticks(most, 3)
        .into_iter()
        .map(|at| Tick {
            at,
            label: format!("{at}%"),
        })
        .collect();
    let label = t::analytics_whale_label(words, &first, whole(whale.below_zero));
    line_chart(LineChart {
        label: &label,
        steps: &steps,
        series: &series,
        ticks,
        width: 560,
    })
}

fn table(look: &Look<'_>, whale: &Whale) -> Markup {
    let words = look.words;
    let row = |(n, share): (usize, &f64)| vec![format!("{n}%"), percent(words, *share)];
    let rows: Vec<Vec<String>> = whale
        .shares
        .iter()
        .enumerate()
        .skip(10)
        .step_by(10)
        .map(row)
        .collect();
    figures(
        t::analytics_table(words),
        &[t::analytics_col_first(words), t::analytics_col_share(words)],
        &rows,
    )
}
