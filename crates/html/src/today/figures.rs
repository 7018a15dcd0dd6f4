//! The shop's figures: tiles with what each is against, revenue by month, customers by stage. A figure that cannot be known
//! yet says what it needs.

use maud::{Markup, html};
use quen_core::figures::{Month, RETURN_DAYS, RISK_DAYS};
use quen_core::{Currency, Money};
use quen_ui::chart::{
    Bar, BarChart, StageShare, Tick, bar_chart, figures, round_ticks, stage_shares,
};
use quen_ui::panel::{Panel, panel, see_all};
use quen_ui::stage::Stage;
use quen_ui::stat::{SparkInk, Stat, change, spark, stat, stat_row};
use quen_words::{Lang, t};

use super::View;
use super::greeting::month;
use crate::parties::stage_href;
use crate::spoken;

/// A change of fewer points or per cent is none.
const NO_CHANGE: i64 = 0;

impl View<'_> {
    /// The tiles; none before the first sale.
    pub(super) fn tiles(&self) -> Markup {
        let sold = self
            .figures
            .revenue
            .months
            .iter()
            .any(|month| month.net != 0);
        html! {
            @if sold { (stat_row(t::today_figures(self.me.words), html! { (self.revenue()) (self.returning()) (self.at_risk()) })) }
        }
    }

    fn revenue(&self) -> Markup {
        let words = self.me.words;
        let revenue = &self.figures.revenue;
        let (figure, unit) = self.tile(revenue.this_month);
        let name = t::today_revenue(words, &t::today_month(words, &month(words, self.today.day)));
        let note = match percent_change(revenue.this_month, revenue.same_days_before) {
            Some(percent) => {
                html! { (change(&format!("{}%", signed(percent)), percent >= NO_CHANGE)) (t::today_versus_last_month(words)) }
            }
            None => html! { (t::today_no_last_month(words)) },
        };
        let days: Vec<f64> = revenue.so_far.iter().map(|sum| *sum as f64).collect();
        let drawing = (days.len() > 1).then(|| spark(&days, SparkInk::Usual));
        stat(Stat {
            name: &name,
            figure: &figure,
            unit: &unit,
            note: Some(note),
            drawing,
            href: None,
        })
    }

    fn returning(&self) -> Markup {
        let words = self.me.words;
        let days = i64::try_from(RETURN_DAYS).unwrap_or(0);
        let returning = &self.figures.returning;
        let name = t::today_returning(words, days);
        let Some(percent) = returning.now.percent() else {
            let note = html! { (t::today_returning_unknown(words, days)) };
            return stat(Stat {
                name: &name,
                figure: "–",
                unit: "",
                note: Some(note),
                drawing: None,
                href: None,
            });
        };
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let note = match returning.before.percent() {
            Some(before) => {
                let points = percent - before;
                html! { (change(&t::today_points(words, &signed(points)), points >= NO_CHANGE)) (t::today_versus_before(words, days)) }
            }
            None => {
                html! { (t::today_returning_of(words, count(returning.now.back), count(returning.now.of))) }
            }
        };
        stat(Stat {
            name: &name,
            figure: &percent.to_string(),
            unit: "%",
            note: Some(note),
            drawing: None,
            href: None,
        })
    }

    fn at_risk(&self) -> Markup {
        let words = self.me.words;
        let risk = &self.figures.at_risk;
        let (figure, unit) = self.tile(risk.yearly);
        let note = if risk.customers == 0 {
            html! { (t::today_at_risk_none(words)) }
        } else {
            let customers =
                t::today_customers(words, i64::try_from(risk.customers).unwrap_or(i64::MAX));
            html! { (change(&customers, false)) (t::today_at_risk_note(words, i64::try_from(RISK_DAYS).unwrap_or(0))) }
        };
        stat(Stat {
            name: t::today_at_risk(words),
            figure: &figure,
            unit: &unit,
            note: Some(note),
            drawing: None,
            href: None,
        })
    }

    /// Revenue by month; none before the first sale.
    pub(super) fn months(&self) -> Markup {
        let months = &self.figures.revenue.months;
        let Some(best) = months
            .iter()
            .max_by_key(|month| month.net)
            .filter(|month| month.net > 0)
        else {
            return html! {};
        };
        let words = self.me.words;
        let scale = Scale::of(best.net, self.me.ctx.settings.currency);
        let labels: Vec<String> = months.iter().map(|month| self.short_month(month)).collect();
        let caption = scale.label(self.me, scale.value(best.net).round());
        let last = months.len().saturating_sub(1);
        let bars: Vec<Bar> = months
            .iter()
            .zip(&labels)
            .enumerate()
            .map(|(n, (month, label))| Bar {
                label,
                value: scale.value(month.net),
                partial: n == last,
                caption: (month == best).then_some(caption.as_str()),
                ink: 1,
                ..Bar::default()
            })
            .collect();
        let ticks: Vec<Tick> = round_ticks(scale.value(best.net), 3)
            .into_iter()
            .map(|at| Tick {
                at,
                label: scale.label(self.me, at),
            })
            .collect();
        let now = months.last().map_or(0, |month| month.net);
        let when = t::today_month(words, &month(words, best.first));
        let label = t::today_months_label(words, &self.short(best.net), &when, &self.short(now));
        panel(Panel {
            title: t::today_months(words),
            end: Some(html! { span.see-all { (t::today_months_unit(words, &scale.unit(self))) } }),
            body: html! {
                // A narrow drawing of its own keeps the words readable on a phone; only one of them is there to be read.
                div.desk-only { (bar_chart(BarChart { label: &label, bars: &bars, ticks: ticks.clone(), width: 0 })) }
                div.phone-only { (bar_chart(BarChart { label: &label, bars: &bars, ticks, width: 360 })) }
                (figures(t::today_months_table(words), &[t::today_month_head(words), t::today_month_net(words)], &self.rows(months)))
            },
            ..Panel::default()
        })
    }

    fn rows(&self, months: &[Month]) -> Vec<Vec<String>> {
        let words = self.me.words;
        let last = months.last().map(|month| month.first);
        let row = |month: &Month| {
            let mut name = spoken::month(words, month.first);
            if Some(month.first) == last {
                name = t::today_month_so_far(words, &name);
            }
            vec![
                name,
                spoken::money(words, Money::new(month.net, self.me.ctx.settings.currency)),
            ]
        };
        months.iter().map(row).collect()
    }

    fn short_month(&self, month: &Month) -> String {
        let words = self.me.words;
        let said = match words.lang() {
            Lang::Vi => month.first.format("%-m").to_string(),
            Lang::En => month.first.format("%b").to_string(),
        };
        t::today_month_short(words, &said)
    }

    /// How many parties are in each stage, each a link to them.
    pub(super) fn stages(&self) -> Markup {
        let words = self.me.words;
        let all: u64 = self.parties();
        let number = |count: u64| words.number(i64::try_from(count).unwrap_or(i64::MAX));
        let percent = |count: u64| format!("{}%", (count * 200 + all) / (2 * all.max(1)));
        let rows: Vec<(Stage, u64, String, String, String, String)> = self
            .figures
            .stages
            .iter()
            .filter_map(|(key, count)| {
                let stage = Stage::ALL.into_iter().find(|stage| stage.word() == key)?;
                let name = words.text(&format!("stage-{key}"), &[]).into_owned();
                Some((
                    stage,
                    *count,
                    name,
                    number(*count),
                    percent(*count),
                    stage_href(key),
                ))
            })
            .collect();
        let shares: Vec<StageShare> = rows
            .iter()
            .map(
                |(stage, count, name, count_words, percent_words, href)| StageShare {
                    stage: *stage,
                    name,
                    count: u32::try_from(*count).unwrap_or(u32::MAX),
                    count_words,
                    percent_words,
                    href: Some(href),
                },
            )
            .collect();
        let label: Vec<String> = rows
            .iter()
            .map(|(_, _, name, _, percent, _)| format!("{name} {percent}"))
            .collect();
        panel(Panel {
            title: t::today_stages(words),
            end: Some(see_all("/parties", &number(all))),
            body: stage_shares(&label.join(", "), &shares),
            ..Panel::default()
        })
    }
}

/// The change from `before` in whole per cent, half away from zero; none without a before.
fn percent_change(now: i64, before: i64) -> Option<i64> {
    let percent = ((now as f64 - before as f64) / before as f64 * 100.0).round();
    (before > 0).then_some(percent as i64)
}

/// `+4`, `−3`, `0`.
fn signed(number: i64) -> String {
    match number {
        0 => "0".to_owned(),
        1.. => format!("+{number}"),
        _ => format!("−{}", number.unsigned_abs()),
    }
}

/// The unit of the chart's axis: thousands or millions of đồng, whole units of other currencies.
struct Scale {
    unit: i64,
    currency: Currency,
}

impl Scale {
    fn of(highest: i64, currency: Currency) -> Self {
        let unit = match currency {
            Currency::Vnd if highest >= 10_000_000 => 1_000_000,
            Currency::Vnd => 1_000,
            other => 10_i64.pow(other.digits()),
        };
        Self { unit, currency }
    }

    fn value(&self, minor: i64) -> f64 {
        minor as f64 / self.unit as f64
    }

    fn label(&self, me: &quen_http::SignedIn, at: f64) -> String {
        if at.fract() == 0.0 {
            me.words.number(at as i64)
        } else {
            format!("{at}")
        }
    }

    fn unit(&self, view: &View<'_>) -> String {
        if self.currency != Currency::Vnd {
            return self.currency.code().to_owned();
        }
        let (_, unit) = spoken::money_tile(view.me.words, Money::new(self.unit, self.currency));
        unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_needs_a_before() {
        assert_eq!(percent_change(110, 100), Some(10));
        assert_eq!(percent_change(0, 3), Some(-100));
        assert_eq!(percent_change(5, 0), None);
        assert_eq!(
            (signed(4), signed(-3), signed(0)),
            ("+4".to_owned(), "−3".to_owned(), "0".to_owned())
        );
    }
}
