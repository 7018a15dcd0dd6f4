//! A table in groups: the first rows of each, how many there are, their sum, and the way to all of them.

use maud::{Markup, html};
use quen_core::Result;
use quen_ui::field::csrf_field;
use quen_words::t;

use super::page::List;
use super::{bulk, lanes, table};

/// Rows of a group that are shown at once.
const SHOWN: usize = 10;

/// The groups of a list.
///
/// # Errors
/// A bad condition or a broken database.
pub async fn draw(list: &List<'_>) -> Result<Markup> {
    let words = list.me.words;
    let field = list.catalogue.field(&list.asked.state.by);
    let Some(field) = field.filter(|field| super::menus::groups_by(field)) else {
        return Ok(list.nothing_found());
    };
    let mut lanes = lanes::load(list, field, SHOWN).await?;
    lanes.retain(|lane| lane.totals.count > 0 || !lane.lines.is_empty());
    if lanes.is_empty() {
        return Ok(list.nothing_found());
    }
    let lines: Vec<_> = lanes.iter().flat_map(|lane| &lane.lines).collect();
    let list = &list.regarding(&lines).await?;
    Ok(html! {
        form.list-form id="picked" method="post" action={ "/lists/" (list.shape.word()) "/bulk" } {
            (csrf_field(&list.me.csrf))
            @for (name, value) in list.asked.clone().first_page().pairs() { input type="hidden" name=(name) value=(value); }
            @for (place, lane) in lanes.iter().enumerate() {
                section.group {
                    header.group-head.row {
                        h2 { (lane.label) }
                        span.count { (lane.count(list)) }
                        span.end {}
                        @if let Some(sum) = lane.sum(list) { span.dim { (t::lists_sum(words)) } b.money { (sum) } }
                    }
                    (table::rows(list, &format!("rows-{place}"), Some(&lane.label), &lane.lines, None))
                    @if lane.more { a.group-more href=(lane.asked.href()) { (t::lists_group_all(words, &lane.count(list))) } }
                }
            }
            (bulk::bar(list))
        }
    })
}
