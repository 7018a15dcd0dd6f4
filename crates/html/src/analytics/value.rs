//! How worth is spread: a histogram with the median, and who is at the top.

use maud::{Markup, html};
use quen_core::Permission;
use quen_core::analytics::{Bin, Target, Worth};
use quen_ui::chart::{Bar, BarChart, Tick, bar_chart, round_ticks};
use quen_ui::panel::{self, Panel};
use quen_words::t;

use super::{Look, percent, whole};

pub(super) fn panel(look: &Look<'_>) -> Markup {
    let words = look.words;
    let title = t::analytics_value(words, i64::from(quen_core::models::WORTH_MONTHS));
    let (end, body) = match &look.figures.value {
        Some(worth) => (
            Some(
                html! { span.small.dim { (t::analytics_value_note(words, whole(worth.customers))) } },
            ),
            drawn(look, worth),
        ),
        None => (None, html! { p.dim { (t::analytics_outlook_why(words)) } }),
    };
    panel::panel(Panel {
        title: &title,
        end,
        body,
        ..Panel::default()
    })
}

fn drawn(look: &Look<'_>, worth: &Worth) -> Markup {
    let words = look.words;
    let (count, share) = (whole(worth.top.customers), percent(words, worth.top.share));
    html! {
        div.stack {
            (histogram(look, worth))
            div.row.wrap {
                span.small { (t::analytics_value_top(words, count, &share)) }
                (look.acts(Target::Top, worth.top.customers))
            }
            (table(look, worth))
        }
    }
}

fn histogram(look: &Look<'_>, worth: &Worth) -> Markup {
    let words = look.words;
    let median = worth
        .bins
        .iter()
        .position(|bin| bin.to.is_none_or(|to| worth.median < to));
    let caption = t::analytics_median(words, &look.money(worth.median));
    let labels: Vec<String> = worth
        .bins
        .iter()
        .enumerate()
        .map(|(n, bin)| {
            if n % 4 == 0 {
                look.money(bin.from)
            } else {
                String::new()
            }
        })
        .collect();
    let bars: Vec<Bar> = worth
        .bins
        .iter()
        .zip(&labels)
        .enumerate()
        .map(|(n, (bin, label))| Bar {
            label,
            value: bin.customers as f64,
            caption: (Some(n) == median).then_some(caption.as_str()),
            ink: if bin.from >= worth.top.from { 2 } else { 1 },
            ..Bar::default()
        })
        .collect();
    let most = worth
        .bins
        .iter()
        .map(|bin| bin.customers)
        .max()
        .unwrap_or(0) as f64;
    let ticks = round_ticks(most, 3)
        .into_iter()
        .map(|at| Tick {
            at,
            label: words.number(at as i64),
        })
        .collect();
    let label = t::analytics_value_label(
        words,
        &look.money(worth.median),
        whole(worth.top.customers),
        &look.money(worth.top.from),
        &percent(words, worth.top.share),
    );
    bar_chart(BarChart {
        label: &label,
        bars: &bars,
        ticks,
        width: 560,
    })
}

/// Each bar with its amount and the acts on its customers.
fn table(look: &Look<'_>, worth: &Worth) -> Markup {
    let words = look.words;
    let may = look.me.ctx.actor.may(Permission::TasksWrite).is_ok();
    let span = |bin: &Bin| match bin.to {
        Some(to) => t::analytics_span(words, &look.money(bin.from), &look.money(to)),
        None => t::analytics_from(words, &look.money(bin.from)),
    };
    html! {
        details.figures {
            summary.link.small { (t::analytics_table(words)) }
            div.scroll-x tabindex="0" role="region" aria-label=(t::analytics_table(words)) {
                table.data-table {
                    thead { tr {
                        th scope="col" { (t::analytics_col_worth(words)) }
                        th.number scope="col" { (t::analytics_col_customers(words)) }
                        th.number scope="col" { (t::analytics_col_together(words)) }
                        th scope="col" { (t::analytics_col_acts(words)) }
                    } }
                    tbody {
                        @for (at, bin) in worth.bins.iter().enumerate().filter(|(_, bin)| bin.customers > 0) {
                            tr {
                                th scope="row" { (span(bin)) }
                                td.number { (look.count(bin.customers)) }
                                td.number { (look.money(bin.value)) }
                                td { (look.links(Target::Bar(at), may)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
