//! The four figures at the head of the page, each with its range or what it changed against.

use maud::{Markup, html};
use quen_core::Money;
use quen_core::models::BackTest;
use quen_ui::stat::{Stat, change, stat, stat_row};
use quen_words::t;

use super::{Look, percent, whole};
use crate::spoken;

pub(super) fn tiles(look: &Look<'_>) -> Markup {
    stat_row(
        t::analytics_figures(look.words),
        html! { (equity(look)) (kept(look)) (off(look)) (brought(look)) },
    )
}

fn tile(look: &Look<'_>, name: &str, minor: i64, note: Markup) -> Markup {
    let (figure, unit) =
        spoken::money_tile(look.words, Money::new(minor, look.me.ctx.settings.currency));
    stat(Stat {
        name,
        figure: &figure,
        unit: &unit,
        note: Some(note),
        ..Stat::default()
    })
}

fn unknown(name: &str, look: &Look<'_>, why: &str) -> Markup {
    stat(Stat {
        name,
        figure: t::analytics_outlook_unknown(look.words),
        note: Some(html! { (why) }),
        ..Stat::default()
    })
}

fn equity(look: &Look<'_>) -> Markup {
    let words = look.words;
    let name = t::analytics_equity(words, i64::from(quen_core::models::WORTH_MONTHS));
    let Some(equity) = &look.figures.equity else {
        return unknown(&name, look, t::analytics_outlook_why(words));
    };
    let note = match equity.range {
        _ if !equity.by_margin => t::analytics_equity_revenue(words).to_owned(),
        Some((low, high)) => t::analytics_equity_range(words, &look.money(low), &look.money(high)),
        None => t::analytics_equity_unchecked(words).to_owned(),
    };
    tile(look, &name, equity.total, html! { (note) })
}

fn kept(look: &Look<'_>) -> Markup {
    let (words, of) = (look.words, &look.figures.retention);
    let Some(share) = of.quarter else {
        return unknown(t::analytics_kept(words), look, t::analytics_kept_few(words));
    };
    let points = of
        .quarter_before
        .map(|before| ((share - before) * 100.0).round() as i64);
    let note = match points {
        Some(0) => html! { (t::analytics_kept_same(words)) " " (t::analytics_kept_before(words)) },
        Some(up @ 1..) => {
            html! { (change(&t::analytics_kept_up(words, up), true)) " " (t::analytics_kept_before(words)) }
        }
        Some(down) => {
            html! { (change(&t::analytics_kept_down(words, -down), false)) " " (t::analytics_kept_before(words)) }
        }
        None => html! { (t::analytics_kept_of(words, whole(of.quarter_customers))) },
    };
    stat(Stat {
        name: t::analytics_kept(words),
        figure: &percent(words, share),
        note: Some(note),
        ..Stat::default()
    })
}

fn off(look: &Look<'_>) -> Markup {
    let words = look.words;
    let test = look
        .figures
        .equity
        .as_ref()
        .and_then(|equity| equity.backtest.as_ref());
    let Some((test, off)) = test.and_then(|test| Some((test, BackTest::error(test)?))) else {
        return unknown(t::analytics_off(words), look, t::analytics_off_none(words));
    };
    let note = t::analytics_off_note(words, test.predicted.round() as i64, whole(test.actual));
    stat(Stat {
        name: t::analytics_off(words),
        figure: &percent(words, off.abs()),
        note: Some(html! { (note) }),
        ..Stat::default()
    })
}

fn brought(look: &Look<'_>) -> Markup {
    let (words, of) = (look.words, &look.figures.retention);
    let name = if of.by_margin {
        t::analytics_brought(words)
    } else {
        t::analytics_brought_revenue(words)
    };
    let each = of
        .brought_year
        .checked_div(whole(of.active_year))
        .unwrap_or(0);
    let note = match look.figures.whale.first_fifth.filter(|_| of.by_margin) {
        Some(share) => t::analytics_first_fifth(words, &percent(words, share)),
        None => t::analytics_brought_of(words, whole(of.active_year)),
    };
    tile(look, name, each, html! { (note) })
}
