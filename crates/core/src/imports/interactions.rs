//! A row of a list of calls, visits or messages. Words of the file become the codes of the product.

use super::cells::Row;
use super::{Context, Mapping, PartyKeys, Problems};
use crate::fields::FieldValue;
use crate::interactions::{CHANNELS, DIRECTIONS, KINDS, OUTCOMES, catalogue};
use crate::text::folded_words;

/// What a row says of an interaction.
#[derive(Debug, Clone, PartialEq)]
pub struct InteractionRow {
    /// The party.
    pub party: PartyKeys,
    /// Id in the program it came from.
    pub external_id: Option<String>,
    /// Values for the interaction's fields, checked.
    pub values: Vec<(String, FieldValue)>,
    /// Cells that could not be read, under the field of the file.
    pub problems: Problems,
}

/// Words of files, folded, and the code they mean. The first that the cell contains as whole words counts.
const KIND_WORDS: [(&str, &str); 22] = [
    ("ghi chu", "note"),
    ("note", "note"),
    ("goi", "call"),
    ("cuoc goi", "call"),
    ("dien thoai", "call"),
    ("call", "call"),
    ("phone", "call"),
    ("email", "email"),
    ("e mail", "email"),
    ("thu dien tu", "email"),
    ("mail", "email"),
    ("tham", "visit"),
    ("ghe", "visit"),
    ("visit", "visit"),
    ("hop", "meeting"),
    ("gap", "meeting"),
    ("hen", "meeting"),
    ("meeting", "meeting"),
    ("tin nhan", "message"),
    ("nhan tin", "message"),
    ("chat", "message"),
    ("message", "message"),
];
const CHANNEL_WORDS: [(&str, &str); 14] = [
    ("dien thoai", "phone"),
    ("goi", "phone"),
    ("email", "email"),
    ("mail", "email"),
    ("zalo", "zalo"),
    ("messenger", "messenger"),
    ("facebook", "messenger"),
    ("sms", "sms"),
    ("tin nhan", "sms"),
    ("web", "web"),
    ("website", "web"),
    ("truc tiep", "in_person"),
    ("cua hang", "in_person"),
    ("tai quan", "in_person"),
];
const DIRECTION_WORDS: [(&str, &str); 10] = [
    ("den", "in"),
    ("vao", "in"),
    ("nhan", "in"),
    ("inbound", "in"),
    ("incoming", "in"),
    ("di", "out"),
    ("ra", "out"),
    ("gui", "out"),
    ("outbound", "out"),
    ("outgoing", "out"),
];
const OUTCOME_WORDS: [(&str, &str); 14] = [
    ("khong nghe", "no_answer"),
    ("khong bat may", "no_answer"),
    ("nho", "no_answer"),
    ("missed", "no_answer"),
    ("may ban", "busy"),
    ("busy", "busy"),
    ("hop thu thoai", "voicemail"),
    ("dong y", "agreed"),
    ("chot", "agreed"),
    ("quan tam", "interested"),
    ("tu choi", "refused"),
    ("khong mua", "refused"),
    ("phan nan", "unhappy"),
    ("khong hai long", "unhappy"),
];

/// Reads one row.
pub fn interaction_row(mapping: &Mapping, cells: &[&str], context: Context) -> InteractionRow {
    let mut row = Row::new(mapping, cells, context);
    let catalogue = catalogue();
    let party = row.party();
    row.instant("started_at", "started_at");
    if row.cell("started_at").is_none() {
        row.wrong("started_at", "required");
    }
    row.instant("ended_at", "ended_at");
    for field in ["external_id", "subject", "body"] {
        row.take(&catalogue, field, field);
    }
    coded(&mut row, "kind", &KINDS, &KIND_WORDS);
    coded(&mut row, "channel", &CHANNELS, &CHANNEL_WORDS);
    coded(&mut row, "direction", &DIRECTIONS, &DIRECTION_WORDS);
    match row
        .cell("outcome")
        .and_then(|cell| code(cell, &OUTCOMES, &OUTCOME_WORDS))
    {
        Some(outcome) => row.put("outcome", FieldValue::Text(outcome.to_owned())),
        None => row.take(&catalogue, "outcome", "outcome"),
    }
    let external_id = row
        .values
        .iter()
        .find(|(field, _)| field == "external_id")
        .and_then(|(_, value)| value.clone().into_text());
    InteractionRow {
        party,
        external_id,
        values: row.values,
        problems: row.problems,
    }
}

fn coded(
    row: &mut Row<'_>,
    field: &'static str,
    codes: &[&'static str],
    words: &[(&str, &'static str)],
) {
    let Some(cell) = row.cell(field) else { return };
    match code(cell, codes, words) {
        Some(found) => row.put(field, FieldValue::Text(found.to_owned())),
        None => row.wrong(field, "bad-choice"),
    }
}

fn code(
    cell: &str,
    codes: &[&'static str],
    words: &[(&str, &'static str)],
) -> Option<&'static str> {
    let typed = cell.trim();
    if let Some(code) = codes.iter().find(|code| code.eq_ignore_ascii_case(typed)) {
        return Some(code);
    }
    let said = format!(" {} ", folded_words(cell).join(" "));
    words
        .iter()
        .find(|(word, _)| said.contains(&format!(" {word} ")))
        .map(|(_, code)| *code)
}
