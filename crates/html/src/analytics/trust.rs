//! How right the model was: what it said a quarter ago, held against what came.

use maud::{Markup, html};
use quen_core::analytics::Target;
use quen_core::models::{BackTest, Model};
use quen_ui::chart::figures;
use quen_ui::panel::{self, Panel};
use quen_words::t;

use super::{Look, percent, whole};

pub(super) fn panel(look: &Look<'_>, model: &Model) -> Markup {
    let words = look.words;
    let basis = t::analytics_trust_basis(
        words,
        whole(model.customers),
        whole(model.repeaters),
        model.version,
    );
    let body = html! {
        div.stack {
            @match &model.backtest {
                Some(test) => (tested(look, test)),
                None => p { (t::analytics_trust_unchecked(words)) },
            }
            p.small.dim { (basis) (notes(look, model)) }
            @if model.fitted().is_some() { div.row.wrap { (look.acts_uncounted(Target::LikelyLost)) } }
        }
    };
    panel::panel(Panel {
        title: t::analytics_trust(words),
        body,
        ..Panel::default()
    })
}

fn tested(look: &Look<'_>, test: &BackTest) -> Markup {
    let words = look.words;
    let heads = [
        t::analytics_col_chance(words),
        t::analytics_col_customers(words),
        t::analytics_col_predicted(words),
        t::analytics_col_actual(words),
    ];
    let rows: Vec<Vec<String>> = test
        .calibration
        .iter()
        .enumerate()
        .map(|(n, part)| {
            let band = t::analytics_span(
                words,
                &percent(words, n as f64 / 5.0),
                &percent(words, (n + 1) as f64 / 5.0),
            );
            vec![
                band,
                look.count(part.customers),
                words.number(part.predicted.round() as i64),
                look.count(part.actual),
            ]
        })
        .collect();
    html! {
        ul.stack.tight {
            li { (t::analytics_trust_lost(words, whole(test.stayed_away), whole(test.called_lost))) }
            li { (t::analytics_trust_alive(words, whole(test.came), whole(test.called_alive))) }
        }
        (figures(t::analytics_table(words), &heads, &rows))
    }
}

fn notes(look: &Look<'_>, model: &Model) -> Markup {
    let words = look.words;
    let spend = model.spend.as_ref();
    html! {
        @if let Some(check) = model.check {
            " " (t::analytics_trust_check(words, check.orders.round() as i64, check.pareto_orders.round() as i64))
        }
        @if let Some(cut) = spend.map(|spend| spend.cut).filter(|cut| *cut > 0) { " " (t::analytics_trust_cut(words, whole(cut))) }
        @if spend.is_some_and(|spend| !spend.bands.is_empty()) { " " (t::analytics_trust_bands(words)) }
    }
}
