//! A month of days by a date field: what falls on each day, in the shop's zone, and the way to the months around it.

use chrono::{Datelike, Days, Months, NaiveDate};
use maud::{Markup, html};
use quen_core::Result;
use quen_core::fields::{Field, FieldValue, ListQuery, MAX_LIMIT};
use quen_service::lists::Line;
use quen_ui::button::{Button, ButtonSize, IconButton, button, icon_button};
use quen_ui::calendar::{Day, Month, month};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;
use serde_json::json;
use std::collections::BTreeMap;

use super::asked::Asked;
use super::page::List;
use super::{columns, menus};
use crate::spoken;

/// Records of a day that are named; the others are counted.
const NAMED: usize = 4;
/// Weeks of the sheet.
const WEEKS: u64 = 6;

/// The calendar of a list.
///
/// # Errors
/// A bad condition or a broken database.
pub async fn draw(list: &List<'_>) -> Result<Markup> {
    let field = list.catalogue.field(&list.asked.state.by);
    let Some(field) = field.filter(|field| menus::days_by(field)) else {
        return Ok(list.nothing_found());
    };
    let first = first_of(list);
    let from = first
        .checked_sub_days(Days::new(first.weekday().num_days_from_monday().into()))
        .unwrap_or(first);
    let days: Vec<NaiveDate> = (0..WEEKS * 7)
        .filter_map(|n| from.checked_add_days(Days::new(n)))
        .collect();
    let (lines, more) = fetch(list, field, &days).await?;
    let refs: Vec<&Line> = lines.iter().collect();
    let list = &list.regarding(&refs).await?;
    let words = list.me.words;
    let mut on: BTreeMap<NaiveDate, Vec<&Line>> = BTreeMap::new();
    for line in &lines {
        if let Some(day) = day_of(list, field, line) {
            on.entry(day).or_default().push(line);
        }
    }
    let cells = days
        .iter()
        .map(|day| cell(list, field, first, *day, on.get(day)));
    let heads: Vec<&str> = days
        .iter()
        .take(7)
        .map(|day| spoken::weekday(words, day.weekday()))
        .collect();
    Ok(html! {
        div.board-by.row.wrap { (steps(list, first)) (menus::by_switch(list, menus::days_by)) }
        @if more { div.list-notice { (notice(Tone::Amber, "info-circle", html! { (t::lists_calendar_more(words)) })) } }
        (month(Month { label: &spoken::capital(&spoken::month(words, first)), weekdays: &heads, days: cells.collect() }))
    })
}

/// The first day of the month that is asked for; this month when that cannot be read.
fn first_of(list: &List<'_>) -> NaiveDate {
    let asked = format!("{}-01", list.asked.month);
    let today = list.me.ctx.today();
    let asked: Option<NaiveDate> = asked.parse().ok();
    asked
        .filter(|day| (1900..=2999).contains(&day.year()))
        .or_else(|| today.with_day(1))
        .unwrap_or(today)
}

async fn fetch(list: &List<'_>, field: &Field, days: &[NaiveDate]) -> Result<(Vec<Line>, bool)> {
    let (Some(from), Some(to)) = (days.first(), days.last()) else {
        return Ok((Vec::new(), false));
    };
    let instant = field.kind == quen_core::fields::FieldType::Instant;
    let ends = if instant {
        let zone = list.me.ctx.settings.zone();
        let at = |day: NaiveDate| {
            let midnight = day.and_time(chrono::NaiveTime::MIN);
            midnight
                .and_local_timezone(zone)
                .earliest()
                .map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&chrono::Utc))
        };
        json!([at(*from), at(to.succ_opt().unwrap_or(*to))])
    } else {
        json!([from, to])
    };
    let asked = list.asked.with(|state| {
        state
            .conditions
            .push(json!({ "field": field.name, "op": "between", "value": ends }));
        state.sort = if field.sortable {
            field.name.to_string()
        } else {
            String::new()
        };
    });
    let query = ListQuery {
        limit: MAX_LIMIT,
        ..asked.query(list.catalogue)?
    };
    let found = list.kind.list(&list.me.ctx, query).await?;
    Ok((found.rows, found.next.is_some()))
}

fn day_of(list: &List<'_>, field: &Field, line: &Line) -> Option<NaiveDate> {
    match line.value(field) {
        FieldValue::Day(day) => Some(day),
        FieldValue::Instant(at) => Some(list.me.ctx.day_of(at)),
        _ => None,
    }
}

fn cell(
    list: &List<'_>,
    field: &Field,
    first: NaiveDate,
    day: NaiveDate,
    lines: Option<&Vec<&Line>>,
) -> Day {
    let words = list.me.words;
    let cells = list.cells();
    let lead = columns::lead(list.shape, list.catalogue);
    let lines = lines.map(Vec::as_slice).unwrap_or_default();
    let rest = lines.len().saturating_sub(NAMED);
    let more = words.number(i64::try_from(rest).unwrap_or_default());
    let all = list.asked.with(|state| {
        let value = json!({ "field": field.name, "op": "between", "value": [day, day] });
        state.conditions.push(value);
        state.layout = quen_core::views::Layout::Table;
        state.by.clear();
    });
    let plain_day = field.kind == quen_core::fields::FieldType::Day;
    let items = html! {
        @for line in lines.iter().take(NAMED) {
            li { a href=(list.shape.record_href(line.id)) data-peek=(list.shape.common_href(line.id)) { (cells.title(lead, line)) } }
        }
        @if rest > 0 {
            li { @if plain_day { a.dim href=(all.href()) { (t::lists_more(words, &more)) } } @else { span.dim { (t::lists_more(words, &more)) } } }
        }
    };
    Day {
        date: day.to_string(),
        label: spoken::day(words, day),
        number: day.day().to_string(),
        outside: day.month() != first.month(),
        today: day == list.me.ctx.today(),
        items: (!lines.is_empty()).then_some(items),
    }
}

fn steps(list: &List<'_>, first: NaiveDate) -> Markup {
    let words = list.me.words;
    let to = |day: Option<NaiveDate>| {
        let day = day.unwrap_or(first);
        Asked {
            month: day.format("%Y-%m").to_string(),
            ..list.asked.clone().first_page()
        }
        .href()
    };
    let before = to(first.checked_sub_months(Months::new(1)));
    let after = to(first.checked_add_months(Months::new(1)));
    let now = Asked {
        month: String::new(),
        ..list.asked.clone().first_page()
    }
    .href();
    html! {
        div.row.tight {
            (icon_button(IconButton { icon: "chevron-left", label: t::lists_month_before(words), href: Some(&before), ..IconButton::default() }))
            (button(Button { label: t::period_this_month(words), size: ButtonSize::Small, href: Some(&now), ..Button::default() }))
            (icon_button(IconButton { icon: "chevron-right", label: t::lists_month_after(words), href: Some(&after), ..IconButton::default() }))
            h2.month-title { (spoken::capital(&spoken::month(words, first))) }
        }
    }
}
