//! Two people changed the same record: what is stored beside what was typed, above the form that still holds the typed.
//! It decides for neither.

use maud::{Markup, html};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use crate::forms::Pairs;

/// A field in which the two differ.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its words.
    pub label: String,
    /// What is stored.
    pub theirs: String,
    /// What was typed.
    pub mine: String,
}

/// The difference in one field; `None` where both say the same.
pub fn difference(label: String, theirs: &str, mine: &str) -> Option<Difference> {
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let (theirs, mine) = (plain(theirs), plain(mine));
    (theirs != mine).then_some(Difference {
        label,
        theirs,
        mine,
    })
}

/// The typed values as the next version: saving them again is a choice now, not an accident.
pub fn on_top_of(mut typed: Pairs, version: i64) -> Pairs {
    typed.retain(|(name, _)| name != "version");
    typed.push(("version".to_owned(), version.to_string()));
    typed
}

/// Both versions; `home` is where the stored one stands.
pub fn both(words: Words, differences: &[Difference], home: &str) -> Markup {
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::parties_field(words)),
        head(t::parties_theirs(words)),
        head(t::parties_mine(words)),
    ];
    let said = |text: &str| html! { @if text.is_empty() { span.dim { (t::parties_none_yet(words)) } } @else { (text) } };
    let rows = differences.iter().map(|one| Row {
        cells: vec![html! { (one.label) }, said(&one.theirs), said(&one.mine)],
        ..Row::default()
    });
    html! {
        div.stack.before {
            (notice(Tone::Amber, "git-fork", html! { (t::error_stale(words)) ". " (t::versions_hint(words)) " " a href=(home) { (t::parties_keep_stored(words)) } }))
            @if !differences.is_empty() {
                (data_table(DataTable { id: "versions", caption: t::parties_two_versions(words), columns: &columns, rows: rows.collect(), keeps_shape: true, ..DataTable::default() }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_line_are_no_difference() {
        assert_eq!(difference("Ghi chú".to_owned(), "a\nb", "a\r\nb "), None);
        assert!(difference("Tên".to_owned(), "Phin", "").is_some());
    }

    #[test]
    fn the_next_version_replaces_the_one_that_was_sent() {
        let sent = vec![
            ("version".to_owned(), "1".to_owned()),
            ("name".to_owned(), "Phin".to_owned()),
        ];
        let next = on_top_of(sent, 4);
        assert_eq!(next.iter().filter(|(name, _)| name == "version").count(), 1);
        assert!(next.contains(&("version".to_owned(), "4".to_owned())));
    }
}
