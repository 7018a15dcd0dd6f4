//! Who came back, by the period of the first order, as a triangle.

use chrono::Datelike;
use maud::{Markup, html};
use quen_core::Permission;
use quen_core::analytics::{Began, Cohort, Target};
use quen_ui::chart::{Heat, HeatCell, HeatRow, heat, heat_level};
use quen_ui::choice::{Segment, segmented};
use quen_ui::panel::{self, Panel};
use quen_words::t;

use super::{Look, percent, whole};

/// Per cents at which a cell gets darker.
const STEPS: [f64; 5] = [10.0, 20.0, 35.0, 50.0, 65.0];

/// Words and steps of a row's cells.
type Shares = Vec<(String, Option<u8>)>;

pub(super) fn panel(look: &Look<'_>) -> Markup {
    let words = look.words;
    let by_quarter = look.asked.unit == "quarter";
    let segments = [
        Segment {
            label: t::analytics_by_month(words),
            href: "/analytics",
            current: !by_quarter,
        },
        Segment {
            label: t::analytics_by_quarter(words),
            href: "/analytics?unit=quarter",
            current: by_quarter,
        },
    ];
    let shown = if by_quarter {
        &look.figures.quarters
    } else {
        &look.figures.months
    };
    let body = if shown.cohorts.is_empty() {
        html! { p.dim { (t::analytics_cohorts_empty(words)) } }
    } else {
        html! { div.stack { (triangle(look, &shown.cohorts, by_quarter)) p.small.dim { (t::analytics_cohorts_note(words)) ". " (t::analytics_to_date(words)) } (table(look, &shown.cohorts, by_quarter)) } }
    };
    panel::panel(Panel {
        title: t::analytics_cohorts(words),
        end: Some(segmented(t::analytics_cohorts(words), &segments)),
        body,
        ..Panel::default()
    })
}

fn triangle(look: &Look<'_>, cohorts: &[Cohort], by_quarter: bool) -> Markup {
    let words = look.words;
    let longest = cohorts.iter().map(|c| c.active.len()).max().unwrap_or(0);
    let mut columns = vec![t::analytics_col_customers(words).to_owned()];
    columns.extend((0..longest).map(|offset| {
        if offset == 0 {
            "0".to_owned()
        } else {
            format!("+{offset}")
        }
    }));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let texts: Vec<(String, Shares)> = cohorts
        .iter()
        .map(|cohort| (head(look, cohort, by_quarter), row(look, cohort)))
        .collect();
    let lists: Vec<Option<String>> = cohorts
        .iter()
        .map(|cohort| {
            look.list(Target::Cohort(began(cohort, by_quarter)))
                .filter(|_| cohort.size > 0)
        })
        .collect();
    let cells: Vec<Vec<HeatCell>> = texts
        .iter()
        .zip(&lists)
        .map(|((_, row), list)| {
            row.iter()
                .enumerate()
                .map(|(at, (words, level))| HeatCell {
                    words,
                    level: *level,
                    // The size opens those who began.
                    href: list.as_deref().filter(|_| at == 0),
                })
                .collect()
        })
        .collect();
    let rows: Vec<HeatRow> = texts
        .iter()
        .zip(&cells)
        .map(|((head, _), cells)| HeatRow { head, cells })
        .collect();
    let (came, of) = cohorts
        .iter()
        .filter(|c| c.active.len() > 1)
        .fold((0, 0), |(came, of), c| {
            (came + c.active.get(1).copied().unwrap_or(0), of + c.size)
        });
    let first = percent(words, if of > 0 { came as f64 / of as f64 } else { 0.0 });
    let label = t::analytics_cohorts_label(words, &first, whole(cohorts.len() as u64));
    heat(Heat {
        label: &label,
        corner: t::analytics_col_cohort(words),
        columns: &columns,
        rows: &rows,
        roomy: false,
    })
}

fn head(look: &Look<'_>, cohort: &Cohort, by_quarter: bool) -> String {
    let year = format!("{:02}", cohort.start.year().rem_euclid(100));
    if by_quarter {
        return t::analytics_quarter(
            look.words,
            &(cohort.start.month0() / 3 + 1).to_string(),
            &year,
        );
    }
    t::analytics_month(look.words, &cohort.start.month().to_string(), &year)
}

fn began(cohort: &Cohort, by_quarter: bool) -> Began {
    Began {
        by_quarter,
        start: cohort.start,
    }
}

/// The same in numbers, with the acts on those of each row who fell silent.
fn table(look: &Look<'_>, cohorts: &[Cohort], by_quarter: bool) -> Markup {
    let words = look.words;
    let may = look.me.ctx.actor.may(Permission::TasksWrite).is_ok();
    let heads = [
        t::analytics_col_customers(words),
        t::analytics_col_next_period(words),
        t::analytics_col_this_period(words),
    ];
    let count = |cohort: &Cohort, at: Option<usize>| {
        let active = at.filter(|at| *at > 0).and_then(|at| cohort.active.get(at));
        active.map_or_else(String::new, |active| look.count(*active))
    };
    html! {
        details.figures {
            summary.link.small { (t::analytics_table(words)) }
            div.scroll-x tabindex="0" role="region" aria-label=(t::analytics_table(words)) {
                table.data-table {
                    thead { tr {
                        th scope="col" { (t::analytics_col_cohort(words)) }
                        @for head in heads { th.number scope="col" { (head) } }
                        th scope="col" { (t::analytics_col_silent(words)) }
                    } }
                    tbody {
                        @for cohort in cohorts.iter().filter(|cohort| cohort.size > 0) {
                            tr {
                                th scope="row" { (head(look, cohort, by_quarter)) }
                                td.number { (look.count(cohort.size)) }
                                td.number { (count(cohort, Some(1))) }
                                td.number { (count(cohort, cohort.active.len().checked_sub(1))) }
                                td { (look.links(Target::CohortSilent(began(cohort, by_quarter)), may)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The size, then the share of each period; the first is all of them and not compared.
fn row(look: &Look<'_>, cohort: &Cohort) -> Shares {
    let share = |offset: usize| {
        let points = cohort.share(offset).map(|share| share * 100.0);
        let level = points
            .filter(|_| offset > 0)
            .map(|points| heat_level(points, STEPS));
        (
            points.map_or_else(String::new, |points| format!("{points:.0}")),
            level,
        )
    };
    std::iter::once((look.count(cohort.size), None))
        .chain((0..cohort.active.len()).map(share))
        .collect()
}
