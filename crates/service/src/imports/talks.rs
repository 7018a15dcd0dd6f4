//! Rows of interactions, their words read as people write them. Pure.

use quen_core::Problem;
use quen_core::fields::{FieldType, FieldValue};
use quen_documents::tables::Row;
use quen_vietnam::fold::fold;

use super::cells::House;
use super::people::{PartyRow, PeopleReader, Wrong};
use super::trade::{Cells, customer};

/// An interaction as a file has it.
#[derive(Debug, Clone)]
pub(super) struct TalkRow {
    /// With whom.
    pub party: PartyRow,
    /// The id it has elsewhere; that of the row's hash when the file has none.
    pub external_id: String,
    pub values: Vec<(String, FieldValue)>,
}

/// Reads interactions.
#[derive(Debug)]
pub(super) struct TalksReader {
    house: House,
    people: PeopleReader,
}

const KINDS: [(&str, &str); 24] = [
    ("note", "note"),
    ("ghi chu", "note"),
    ("call", "call"),
    ("goi", "call"),
    ("goi dien", "call"),
    ("cuoc goi", "call"),
    ("dien thoai", "call"),
    ("phone", "call"),
    ("email", "email"),
    ("mail", "email"),
    ("thu", "email"),
    ("meeting", "meeting"),
    ("hop", "meeting"),
    ("gap", "meeting"),
    ("gap mat", "meeting"),
    ("cuoc hen", "meeting"),
    ("message", "message"),
    ("tin nhan", "message"),
    ("nhan tin", "message"),
    ("chat", "message"),
    ("zalo", "message"),
    ("visit", "visit"),
    ("ghe tham", "visit"),
    ("tham", "visit"),
];

const CHANNELS: [(&str, &str); 18] = [
    ("phone", "phone"),
    ("dien thoai", "phone"),
    ("goi", "phone"),
    ("email", "email"),
    ("mail", "email"),
    ("zalo", "zalo"),
    ("messenger", "messenger"),
    ("facebook", "messenger"),
    ("fb", "messenger"),
    ("sms", "sms"),
    ("tin nhan", "sms"),
    ("web", "web"),
    ("website", "web"),
    ("in_person", "in_person"),
    ("in person", "in_person"),
    ("truc tiep", "in_person"),
    ("tai quan", "in_person"),
    ("portal", "portal"),
];

const DIRECTIONS: [(&str, &str); 14] = [
    ("in", "in"),
    ("incoming", "in"),
    ("inbound", "in"),
    ("den", "in"),
    ("goi den", "in"),
    ("vao", "in"),
    ("nhan", "in"),
    ("out", "out"),
    ("outgoing", "out"),
    ("outbound", "out"),
    ("di", "out"),
    ("goi di", "out"),
    ("ra", "out"),
    ("gui", "out"),
];

impl TalksReader {
    pub(super) fn new(house: House, people: PeopleReader) -> Self {
        Self { house, people }
    }

    pub(super) fn read(
        &self,
        columns: &[(usize, &'static str)],
        row: &Row,
    ) -> Result<TalkRow, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let party = customer(&self.people, columns, row).unwrap_or_else(|problems| {
            wrong.extend(problems);
            PartyRow::default()
        });
        let cells = Cells {
            columns,
            row,
            house: self.house,
        };
        let external_id = cells
            .read("external_id", FieldType::Text { max: 200 }, &mut wrong)
            .into_text()
            .unwrap_or_default();
        let mut values = Vec::new();
        let mut put = |field: &str, value: FieldValue| {
            if !value.is_empty() {
                values.push((field.to_owned(), value));
            }
        };
        let started = cells.read("started_at", FieldType::Instant, &mut wrong);
        if started.is_empty() && wrong.is_empty() {
            wrong.push((
                cells.place("started_at"),
                Problem::new("started_at", "required"),
            ));
        }
        put("started_at", started);
        put(
            "ended_at",
            cells.read("ended_at", FieldType::Instant, &mut wrong),
        );
        put(
            "subject",
            cells.read("subject", FieldType::Text { max: 300 }, &mut wrong),
        );
        put(
            "body",
            cells.read("body", FieldType::LongText { max: 100_000 }, &mut wrong),
        );
        put(
            "outcome",
            cells.read("outcome", FieldType::Text { max: 200 }, &mut wrong),
        );
        let kind = cells.cell("kind").map(|cell| word(&KINDS, cell.text()));
        match kind {
            Some(None) => wrong.push((cells.place("kind"), Problem::new("kind", "bad-choice"))),
            kind => put(
                "kind",
                FieldValue::Text(kind.flatten().unwrap_or("note").to_owned()),
            ),
        }
        if let Some(cell) = cells.cell("channel") {
            put(
                "channel",
                FieldValue::Text(word(&CHANNELS, cell.text()).unwrap_or("other").to_owned()),
            );
        }
        if let Some(direction) = cells
            .cell("direction")
            .and_then(|cell| word(&DIRECTIONS, cell.text()))
        {
            put("direction", FieldValue::Text(direction.to_owned()));
        }
        if wrong.is_empty() {
            Ok(TalkRow {
                party,
                external_id,
                values,
            })
        } else {
            Err(wrong)
        }
    }
}

fn word(list: &[(&str, &'static str)], typed: &str) -> Option<&'static str> {
    let folded = fold(typed.trim());
    list.iter()
        .find(|(known, _)| *known == folded)
        .map(|(_, word)| *word)
}
