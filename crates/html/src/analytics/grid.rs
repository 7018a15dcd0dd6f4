//! How recently and how often: a grid whose cells open their customers.

use maud::{Markup, html};
use quen_core::Permission;
use quen_core::analytics::{Band, Cell, Group, Target};
use quen_ui::badge::badge;
use quen_ui::chart::{Heat, HeatCell, HeatRow, heat};
use quen_ui::choice::{Segment, segmented};
use quen_ui::panel::{self, Panel};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::{Look, whole};

pub(super) fn panel(look: &Look<'_>) -> Markup {
    let words = look.words;
    let by_margin = look.asked.view == "margin";
    let segments = [
        Segment {
            label: t::analytics_by_count(words),
            href: "/analytics",
            current: !by_margin,
        },
        Segment {
            label: t::analytics_by_margin(words),
            href: "/analytics?view=margin",
            current: by_margin,
        },
    ];
    panel::panel(Panel {
        title: t::analytics_rfm(words),
        end: Some(segmented(t::analytics_rfm(words), &segments)),
        body: if look.figures.customers == 0 {
            html! { p.dim { (t::analytics_second_empty(words)) } }
        } else {
            html! { div.stack { (map(look, by_margin)) (groups(look)) (table(look)) } }
        },
        ..Panel::default()
    })
}

fn map(look: &Look<'_>, by_margin: bool) -> Markup {
    let (words, rfm) = (look.words, &look.figures.rfm);
    let shown = |cell: &Cell| {
        if by_margin {
            cell.margin.max(0) as f64
        } else {
            cell.customers as f64
        }
    };
    let most = rfm
        .cells
        .iter()
        .flatten()
        .map(shown)
        .fold(0.0_f64, f64::max);
    let text = |cell: &Cell| {
        if by_margin {
            look.money(cell.margin)
        } else {
            look.count(cell.customers)
        }
    };
    let cells: Vec<Vec<(String, u8, Option<String>)>> = rfm
        .cells
        .iter()
        .enumerate()
        .map(|(row, cells)| {
            let one = |(column, cell): (usize, &Cell)| {
                let href = look
                    .list(Target::Grid(Group::cell(row, column)))
                    .filter(|_| cell.customers > 0);
                (text(cell), level(shown(cell), most), href)
            };
            cells.iter().enumerate().map(one).collect()
        })
        .collect();
    let drawn: Vec<Vec<HeatCell>> = cells
        .iter()
        .map(|row| {
            row.iter()
                .map(|(words, level, href)| HeatCell {
                    words,
                    level: Some(*level),
                    href: href.as_deref(),
                })
                .collect()
        })
        .collect();
    let heads: Vec<String> = (0..rfm.recency.len())
        .map(|row| days(words, &rfm.recency, row))
        .collect();
    let rows: Vec<HeatRow> = heads
        .iter()
        .zip(&drawn)
        .map(|(head, cells)| HeatRow { head, cells })
        .collect();
    let columns: Vec<String> = (0..rfm.frequency.len())
        .map(|column| times(words, &rfm.frequency, column))
        .collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let sum = |group| whole(rfm.sum(group).customers);
    let label = t::analytics_rfm_label(
        words,
        whole(look.figures.customers),
        sum(Group::LOYAL),
        sum(Group::SLIPPING),
    );
    heat(Heat {
        label: &label,
        corner: t::analytics_rfm_corner(words),
        columns: &columns,
        rows: &rows,
        roomy: true,
    })
}

/// Six even steps up to the fullest cell.
fn level(value: f64, most: f64) -> u8 {
    if most > 0.0 {
        ((value / most * 6.0) as u8).min(5)
    } else {
        0
    }
}

fn days(words: Words, bands: &[Band], at: usize) -> String {
    let Some(band) = bands.get(at) else {
        return String::new();
    };
    match at {
        0 => t::analytics_within(words, band.to),
        _ if at + 1 == bands.len() => t::analytics_beyond(words, &words.number(band.from - 1)),
        _ => span(words, band),
    }
}

fn times(words: Words, bands: &[Band], at: usize) -> String {
    let Some(band) = bands.get(at) else {
        return String::new();
    };
    match at {
        _ if at + 1 == bands.len() && band.to > band.from => {
            t::analytics_times_more(words, &words.number(band.from))
        }
        0 if band.from == band.to => t::analytics_times(words, &words.number(band.from)),
        _ => span(words, band),
    }
}

fn span(words: Words, band: &Band) -> String {
    if band.from == band.to {
        return words.number(band.from);
    }
    t::analytics_span(words, &words.number(band.from), &words.number(band.to))
}

fn groups(look: &Look<'_>) -> Markup {
    let (words, rfm) = (look.words, &look.figures.rfm);
    let (loyal, slipping) = (rfm.sum(Group::LOYAL), rfm.sum(Group::SLIPPING));
    let brought = if look.figures.whale.costs_known {
        slipping.margin
    } else {
        slipping.spend
    };
    html! {
        div.row.wrap {
            (badge(&t::analytics_loyal(words, whole(loyal.customers)), Tone::Jade))
            (badge(&t::analytics_slipping(words, whole(slipping.customers), &look.money(brought)), Tone::Persimmon))
            (look.acts(Target::Grid(Group::SLIPPING), slipping.customers))
        }
    }
}

/// The same as a table, with the acts on each cell.
fn table(look: &Look<'_>) -> Markup {
    let (words, rfm) = (look.words, &look.figures.rfm);
    let may = look.me.ctx.actor.may(Permission::TasksWrite).is_ok();
    let heads = [
        t::analytics_col_frequency(words),
        t::analytics_col_customers(words),
        t::analytics_col_spend(words),
        t::analytics_col_margin(words),
    ];
    html! {
        details.figures {
            summary.link.small { (t::analytics_table(words)) }
            div.scroll-x tabindex="0" role="region" aria-label=(t::analytics_table(words)) {
                table.data-table {
                    thead { tr {
                        th scope="col" { (t::analytics_col_recency(words)) }
                        @for head in heads { th.number scope="col" { (head) } }
                        th scope="col" { (t::analytics_col_acts(words)) }
                    } }
                    tbody {
                        @for (row, cells) in rfm.cells.iter().enumerate() {
                            @for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.customers > 0) {
                                tr {
                                    th scope="row" { (days(words, &rfm.recency, row)) }
                                    td.number { (times(words, &rfm.frequency, column)) }
                                    td.number { (look.count(cell.customers)) }
                                    td.number { (look.money(cell.spend)) }
                                    td.number { (look.money(cell.margin)) }
                                    td { (look.links(Target::Grid(Group::cell(row, column)), may)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
