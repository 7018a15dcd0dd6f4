//! A month as a sheet of weeks: a table of seven days a line, on a phone a list of the days that have something. It knows no
//! calendar of its own; whoever calls it counts the days.

use maud::{Markup, html};

/// Options of [`month`].
#[derive(Debug, Clone, Default)]
pub struct Month<'a> {
    /// Which month, for screen readers.
    pub label: &'a str,
    /// Names of the seven days, from the first of the week.
    pub weekdays: &'a [&'a str],
    /// The days in their order, whole weeks.
    pub days: Vec<Day>,
}

/// A day of a [`month`].
#[derive(Debug, Clone, Default)]
pub struct Day {
    /// As in HTML: `2026-11-21`.
    pub date: String,
    /// The day in words.
    pub label: String,
    /// Its number in the month.
    pub number: String,
    /// It belongs to the month before or after.
    pub outside: bool,
    /// It is today.
    pub today: bool,
    /// What falls on it, as list items; none for an empty day.
    pub items: Option<Markup>,
}

/// The sheet of a month.
pub fn month(m: Month) -> Markup {
    html! {
        div.month-wrap tabindex="0" role="region" aria-label=(m.label) {
            table.month {
                caption.visually-hidden { (m.label) }
                thead { tr { @for name in m.weekdays { th scope="col" { (name) } } } }
                tbody { @for week in m.days.chunks(7) { tr { @for day in week { (day_cell(day)) } } } }
            }
        }
    }
}

fn day_cell(day: &Day) -> Markup {
    html! {
        td.outside[day.outside].today[day.today].empty-day[day.items.is_none()] {
            time datetime=(day.date) title=(day.label) { span.phone-only { (day.label) } span.desk-only { (day.number) } }
            @if let Some(items) = &day.items { ul { (items) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_have_seven_days_and_today_is_marked() {
        let day = |n: u32| Day {
            date: format!("2026-11-{n:02}"),
            number: n.to_string(),
            today: n == 10,
            ..Day::default()
        };
        let page = month(Month {
            label: "Tháng 11/2026",
            weekdays: &["Thứ Hai"],
            days: (1..=14).map(day).collect(),
        })
        .into_string();
        assert_eq!(page.matches("<tr>").count(), 3);
        assert_eq!(page.matches("<td").count(), 14);
        assert_eq!(page.matches("today").count(), 1);
    }
}
