//! Uploaded files: what may be uploaded, what a field keeps of one, how the words in it are read and searched. It never
//! opens a file; parsers stand behind `documents`.

mod kinds;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::fields::FieldValue;
use crate::{Error, Problem, Result, text};

pub use kinds::{Kind, kind_of};

/// Bytes of a file at most.
pub const MAX_SIZE: usize = 25 * 1024 * 1024;
/// Letters of a file's name at most.
pub const MAX_NAME: usize = 200;
/// Letters of text kept of one file at most; what stands behind them is not searched.
pub const MAX_TEXT: usize = 500_000;
/// Different words of one file in the search index at most.
const MAX_WORDS: usize = 20_000;
/// Letters of a word in the index at most.
const MAX_WORD: usize = 40;

/// What a field keeps of its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// The file.
    pub id: Uuid,
    /// Its name, as it was uploaded; empty until the file was looked up.
    #[serde(default)]
    pub name: String,
    /// Bytes.
    #[serde(default)]
    pub size: i64,
}

impl Attached {
    /// A file of which only the id is said. What follows the id in a form is for people.
    pub fn from_text(typed: &str) -> Option<Self> {
        let (id, name) = typed.split_once(' ').unwrap_or((typed, ""));
        Some(Self {
            id: id.parse().ok()?,
            name: name.trim().to_owned(),
            size: 0,
        })
    }

    /// As a form carries it from one sending to the next.
    pub fn to_text(&self) -> String {
        format!("{} {}", self.id, self.name).trim_end().to_owned()
    }
}

/// An uploaded file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File {
    /// UUIDv7.
    pub id: Uuid,
    /// Its name, as it was uploaded.
    pub name: String,
    /// Media type, by its ending.
    pub content_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Word of the kind of record that carries it; of the kind it was uploaded for while none does.
    pub noun: String,
    /// The record that carries it; nil while none does.
    pub record_id: Uuid,
    /// The field that carries it.
    pub field: Option<String>,
    /// How far its text was read.
    pub text_state: TextState,
    /// Who uploaded it.
    pub created_by: Option<Uuid>,
    /// When.
    pub created_at: DateTime<Utc>,
}

impl File {
    /// Does no record carry it yet?
    pub fn is_loose(&self) -> bool {
        self.record_id.is_nil()
    }

    /// What a field keeps of it.
    pub fn attached(&self) -> Attached {
        Attached {
            id: self.id,
            name: self.name.clone(),
            size: self.size,
        }
    }
}

/// How far the text of a file was read, and why not further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextState {
    /// Not looked at yet.
    Waiting,
    /// Read to the end.
    Read,
    /// Read up to a limit of pages or letters.
    Cut,
    /// There is no text in it: a scan, a picture.
    None,
    /// Locked with a password.
    Locked,
    /// Damaged, or not what its ending says.
    Broken,
    /// Unpacks to more than is allowed.
    TooLarge,
    /// Reading took longer than is allowed.
    TooSlow,
}

impl TextState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Read,
        Self::Cut,
        Self::None,
        Self::Locked,
        Self::Broken,
        Self::TooLarge,
        Self::TooSlow,
    ];

    /// Its word in the database and the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Read => "read",
            Self::Cut => "cut",
            Self::None => "none",
            Self::Locked => "locked",
            Self::Broken => "broken",
            Self::TooLarge => "too_large",
            Self::TooSlow => "too_slow",
        }
    }

    /// The state with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Is its text in the index, as far as there is any?
    pub fn is_searched(self) -> bool {
        matches!(self, Self::Read | Self::Cut)
    }
}

/// A name that a path, a header and a list can carry.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = text::one_line(last);
    let short: String = kept.chars().take(MAX_NAME).collect();
    short.trim_matches('.').trim().to_owned()
}

/// May this be uploaded? Answers its kind.
///
/// # Errors
/// At `field`: `upload-empty`, `upload-too-large`, `upload-type` for an ending that is not allowed, `upload-not-its-type` when the
/// first bytes say something else.
pub fn check(field: &str, name: &str, bytes: &[u8]) -> Result<Kind> {
    let refuse = |code| Problem::new(field.to_owned(), code);
    if bytes.is_empty() {
        return Err(refuse("upload-empty").into());
    }
    if bytes.len() > MAX_SIZE {
        let mebibytes = MAX_SIZE / (1024 * 1024);
        return Err(refuse("upload-too-large").with("max", mebibytes).into());
    }
    let kind = kind_of(name).ok_or_else(|| Error::from(refuse("upload-type")))?;
    if !kind.begins(bytes) {
        return Err(refuse("upload-not-its-type").into());
    }
    Ok(kind)
}

/// The value with which a form takes a file off its field.
pub const REMOVE: &str = "remove";
/// Why a file was not taken in, as a form carries it from the upload to the field.
const REFUSALS: [&str; 4] = [
    "upload-empty",
    "upload-too-large",
    "upload-type",
    "upload-not-its-type",
];

/// A file as a form sends it, or the reason for which it was not taken in.
///
/// # Errors
/// That reason at `field`; `no-such-file` for anything else.
pub fn from_form(field: &str, typed: &str) -> std::result::Result<Attached, Problem> {
    if let Some(file) = Attached::from_text(typed) {
        return Ok(file);
    }
    let refusal = REFUSALS.into_iter().find(|code| *code == typed);
    let problem = Problem::new(field.to_owned(), refusal.unwrap_or("no-such-file"));
    Err(problem.with("max", MAX_SIZE / (1024 * 1024)))
}

/// Files of one record that lie in a list at most.
pub const MAX_FILES: usize = 20;

/// A list of files as a field.
pub(crate) fn to_field(list: &[Attached]) -> FieldValue {
    if list.is_empty() {
        return FieldValue::Empty;
    }
    FieldValue::Json(serde_json::json!(list))
}

/// A list of ids, or of files as they are answered.
pub(crate) fn from_field(
    field: &'static str,
    value: FieldValue,
) -> std::result::Result<Vec<Attached>, Problem> {
    let items = match value {
        FieldValue::Empty => return Ok(Vec::new()),
        FieldValue::Json(Value::Array(items)) => items,
        _ => return Err(Problem::new(field, "bad-list")),
    };
    if items.len() > MAX_FILES {
        return Err(Problem::new(field, "too-many").with("max", MAX_FILES));
    }
    let id = |item: &Value| {
        item.as_str()
            .or_else(|| item.get("id")?.as_str())
            .map(str::to_owned)
    };
    items
        .iter()
        .map(|item| from_form(field, &id(item).unwrap_or_default()))
        .collect()
}

/// The words of a file for the index: each once, folded, after a space. A run of digits stands together too, as people type
/// a number without its spaces.
pub fn document(name: &str, said: &str) -> String {
    let (mut seen, mut out) = (HashSet::new(), String::new());
    let mut add = |word: &str| {
        let fits = word.chars().count() <= MAX_WORD && seen.len() < MAX_WORDS;
        if fits && seen.insert(word.to_owned()) {
            out.push(' ');
            out.push_str(word);
        }
    };
    for line in std::iter::once(name).chain(said.lines()) {
        let mut digits = String::new();
        for word in text::folded_words(line) {
            add(&word);
            if word.bytes().all(|byte| byte.is_ascii_digit()) {
                digits.push_str(&word);
            } else if !digits.is_empty() {
                add(&std::mem::take(&mut digits));
            }
        }
        if !digits.is_empty() {
            add(&digits);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_without_a_path() {
        assert_eq!(clean_name("C:\\tệp\\Hợp đồng.pdf"), "Hợp đồng.pdf");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("a\r\nb.pdf"), "a b.pdf");
        assert_eq!(clean_name("..."), "");
    }

    #[test]
    fn what_is_no_document_or_lies_about_itself_is_refused() {
        let code = |name, bytes: &[u8]| match check("f", name, bytes) {
            Err(Error::Invalid(problems)) => problems[0].code,
            Err(other) => panic!("{other}"),
            Ok(_) => "fine",
        };
        assert_eq!(code("a.pdf", b"%PDF-1.7"), "fine");
        assert_eq!(code("a.PDF", b"\n%PDF-1.4 behind a line"), "fine");
        assert_eq!(code("a.pdf", b""), "upload-empty");
        assert_eq!(code("a.exe", b"MZ"), "upload-type");
        assert_eq!(code("page.html", b"<script>"), "upload-type");
        assert_eq!(code("a.pdf", b"<script>"), "upload-not-its-type");
        assert_eq!(code("a", b"text"), "upload-type");
        assert_eq!(code("a.txt", &vec![b'a'; MAX_SIZE + 1]), "upload-too-large");
    }

    #[test]
    fn words_stand_once_and_numbers_together() {
        assert_eq!(
            document("Báo giá.pdf", "Giá 0905 218 467\ngiá 12"),
            " bao gia pdf 0905 218 467 0905218467 12"
        );
        assert!(document("x", &"a".repeat(5_000)).len() < 100);
    }

    #[test]
    fn a_form_carries_the_id_with_the_name() {
        let file = Attached {
            id: Uuid::from_u128(7),
            name: "Hợp đồng số 1.pdf".into(),
            size: 9,
        };
        let back = Attached::from_text(&file.to_text()).unwrap();
        assert_eq!((back.id, back.name), (file.id, file.name));
        assert_eq!(Attached::from_text("Hợp đồng.pdf"), None);
    }

    #[test]
    fn states_have_words() {
        for state in TextState::ALL {
            assert_eq!(TextState::from_code(state.code()), Some(state));
        }
    }
}
