//! The ledger drawn: both sides of each period, both sides by kind, the signs of trust in words.

use maud::{Markup, html};
use quen_core::ledger::{KindSum, Measure, Period, Unit, Way};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::chart::{Key, Pair, TwoSided, figures, legend, two_sided};
use quen_ui::empty::{Empty, empty};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::Look;
use crate::projects::minutes_in_words;
use crate::spoken;

/// Both sides of each period as bars over and under a line, with the figures behind them.
pub(super) fn chart(look: &Look<'_>) -> Markup {
    let (words, ledger) = (look.me.words, look.ledger);
    if ledger.periods.is_empty() {
        return html! {};
    }
    let received = received_name(look);
    let keys = [
        Key {
            ink: 1,
            label: received,
            ..Key::default()
        },
        Key {
            ink: 2,
            label: t::ledger_given_money(words),
            ..Key::default()
        },
    ];
    let body = html! {
        div.stack.snug {
            (legend(&keys))
            (bars(look, 740))
            (table(look))
            @if ledger.capped { p.small.dim { (t::ledger_capped(words)) } }
        }
    };
    panel(Panel {
        title: t::ledger_chart(words),
        icon: Some("scale"),
        body,
        ..Panel::default()
    })
}

fn received_name(look: &Look<'_>) -> &'static str {
    match look.ledger.measure {
        Measure::Margin => t::ledger_received_margin(look.me.words),
        Measure::Revenue => t::ledger_received_revenue(look.me.words),
    }
}

fn bars(look: &Look<'_>, width: u16) -> Markup {
    let ledger = look.ledger;
    let last = ledger.periods.len().saturating_sub(1);
    let said: Vec<[String; 3]> = ledger
        .periods
        .iter()
        .map(|period| {
            [
                name(look, period),
                look.money(period.received.amount),
                look.money(period.given.amount),
            ]
        })
        .collect();
    let worth = |amount: i64, words: &'_ String| (amount > 0).then(|| words.clone());
    let captions: Vec<(Option<String>, Option<String>)> = ledger
        .periods
        .iter()
        .zip(&said)
        .map(|(period, [_, above, below])| {
            (
                worth(period.received.amount, above),
                worth(period.given.amount, below),
            )
        })
        .collect();
    let pairs: Vec<Pair> = ledger
        .periods
        .iter()
        .zip(said.iter().zip(&captions))
        .enumerate()
        .map(|(n, (period, ([label, _, _], (above, below))))| Pair {
            label,
            above: period.received.amount as f64,
            below: period.given.amount as f64,
            above_words: above.as_deref(),
            below_words: below.as_deref(),
            partial: n == last,
        })
        .collect();
    let label = t::ledger_chart_label(
        look.me.words,
        &look.money(ledger.received.amount),
        &look.money(ledger.given.amount),
    );
    two_sided(TwoSided {
        label: &label,
        pairs: &pairs,
        inks: (1, 2),
        width,
    })
}

/// `2026`, `Q1/2026`.
fn name(look: &Look<'_>, period: &Period) -> String {
    use chrono::Datelike;
    let year = period.starts_on.year();
    match look.ledger.unit {
        Unit::Year => year.to_string(),
        Unit::Quarter => t::ledger_quarter(
            look.me.words,
            i64::from(period.starts_on.month0() / 3 + 1),
            &year.to_string(),
        ),
    }
}

fn table(look: &Look<'_>) -> Markup {
    let words = look.me.words;
    let heads = [
        t::ledger_period(words),
        received_name(look),
        t::ledger_given_money(words),
        t::ledger_time(words),
        t::ledger_entries(words),
    ];
    let rows: Vec<Vec<String>> = look
        .ledger
        .periods
        .iter()
        .rev()
        .map(|period| {
            vec![
                name(look, period),
                look.money_full(period.received.amount),
                look.money_full(period.given.amount),
                minutes_in_words(words, period.given.minutes),
                words.number(period.given.entries + period.received.entries),
            ]
        })
        .collect();
    figures(t::ledger_table(words), &heads, &rows)
}

/// One side by kind; each line leads to its entries.
pub(super) fn side(look: &Look<'_>, way: Way) -> Markup {
    let words = look.me.words;
    let sums: Vec<&KindSum> = look
        .ledger
        .kinds
        .iter()
        .filter(|sum| sum.way == way)
        .collect();
    let (title, sign, none) = match way {
        Way::Given => (
            t::ledger_given(words),
            "arrow-up-right",
            t::ledger_given_none(words),
        ),
        Way::Received => (
            t::ledger_received(words),
            "corner-down-right",
            t::ledger_received_none(words),
        ),
    };
    let body = if sums.is_empty() {
        empty(Empty {
            text: html! { (none) },
            ..Empty::default()
        })
    } else {
        item_list(sums.iter().map(|sum| line(look, sum)))
    };
    panel(Panel {
        title,
        icon: Some(sign),
        body,
        flush: true,
        ..Panel::default()
    })
}

fn line(look: &Look<'_>, sum: &KindSum) -> Markup {
    let words = look.me.words;
    let href = format!(
        "{}?unit={}&way={}&kind={}#entries",
        look.home(),
        look.ledger.unit.code(),
        sum.way.code(),
        sum.kind
    );
    let times = t::ledger_times(words, sum.entries);
    let sub = if sum.kind == "revenue" && sum.margins > 0 {
        let margin = look.money_full(sum.margin);
        let said = if sum.margins == sum.entries {
            t::ledger_margin_in_it(words, &margin)
        } else {
            t::ledger_margin_known(words, &margin, sum.margins)
        };
        format!("{times} · {said}")
    } else {
        times
    };
    let figure = match (sum.valued, sum.minutes) {
        (1.., _) => look.money_full(sum.amount),
        (_, 1..) => minutes_in_words(words, sum.minutes),
        _ => String::new(),
    };
    item(Item {
        lead: icon(sign(&sum.kind)),
        label: &look.kind_name(&sum.kind),
        href: Some(&href),
        sub: Some(&sub),
        end: Some(html! { b.money { (figure) } }),
        ..Item::default()
    })
}

/// The icon of a kind of entry.
fn sign(kind: &str) -> &'static str {
    match kind {
        "revenue" => "coin",
        "referral" | "recommendation" => "user-share",
        "discount" => "percentage",
        "refund" => "arrow-back-up",
        "service" => "clock",
        "promise_kept" => "shield-check",
        "gift" => "gift",
        "information" | "feedback" | "advice" => "bulb",
        "concession" => "heart-handshake",
        _ => "note",
    }
}

/// The signs of trust, in words.
pub(super) fn trust(look: &Look<'_>) -> Markup {
    panel(Panel {
        title: t::ledger_trust(look.me.words),
        icon: Some("heart-handshake"),
        body: html! { ul.reasons { @for said in signs(look) { li { (said) } } } },
        ..Panel::default()
    })
}

fn signs(look: &Look<'_>) -> Vec<String> {
    let (words, trust) = (look.me.words, &look.ledger.trust);
    let today = look.me.ctx.today();
    let keeping = &trust.keeping;
    let mut said = Vec::new();
    said.push(match trust.since {
        Some(since) => {
            let span = spoken::span(words, (today - since).num_days());
            t::ledger_trust_since(words, &span, &spoken::day(words, since))
        }
        None => t::ledger_trust_new(words).to_owned(),
    });
    said.push(match keeping.counted() {
        0 => t::ledger_trust_no_promises(words).to_owned(),
        all => t::ledger_trust_promises(words, keeping.kept, all),
    });
    if keeping.broken > 0 {
        said.push(t::ledger_trust_broken(
            words,
            keeping.broken,
            keeping.mended,
        ));
    }
    let days = &trust.days;
    if days.deliveries.counted() > 0 {
        let (kept, all) = (days.deliveries.in_time, days.deliveries.counted());
        said.push(t::ledger_trust_deliveries(words, kept, all));
    }
    if days.payments.counted() > 0 {
        let (kept, all) = (days.payments.in_time, days.payments.counted());
        said.push(match days.payments.overdue {
            0 => t::ledger_trust_payments(words, kept, all),
            open => t::ledger_trust_overdue(words, kept, all, open),
        });
    }
    if trust.owed.amount > 0 {
        let (owed, late) = (look.money_full(trust.owed.amount), trust.owed.overdue);
        said.push(match late {
            0 => t::ledger_trust_owed(words, &owed, trust.owed.orders),
            late => {
                t::ledger_trust_owed_late(words, &owed, trust.owed.orders, &look.money_full(late))
            }
        });
    }
    if trust.referrals > 0 {
        said.push(t::ledger_trust_referrals(words, trust.referrals));
    }
    said.push(match trust.last_complaint_on {
        Some(last) => {
            let when = spoken::ago(words, today, last);
            t::ledger_trust_complaints(words, trust.complaints, &when)
        }
        None => t::ledger_trust_no_complaints(words).to_owned(),
    });
    said
}

/// A few lines for the customer's page.
pub(super) fn brief(look: &Look<'_>) -> Markup {
    html! {
        div.stack.snug {
            p.small { (super::summary(look)) }
            @if look.ledger.periods.len() > 1 { (bars(look, 360)) }
            ul.reasons.small { @for said in signs(look).into_iter().take(3) { li { (said) } } }
        }
    }
}
