//! What somebody typed into a form and has not saved: whose form it is, what is kept of it, and for how long. A draft belongs to
//! one colleague; it must never hold a password or anything else that is secret.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::{Noun, Problem, Result};

/// Values by name, as a form sends them; names may repeat.
pub type Typed = Vec<(String, String)>;

/// Days for which a draft is kept.
pub const KEPT: TimeDelta = TimeDelta::days(14);
/// Drafts of one colleague in one workspace; the oldest goes when another one comes.
pub const MOST: usize = 100;
/// Letters of a draft at most, names included.
const MAX_LETTERS: usize = 100_000;
/// Letters of a form's address at most.
const MAX_ADDRESS: usize = 200;
/// Names that forms use for what nobody else may read, and for what only the page needs.
const NEVER: [&str; 9] = [
    "csrf", "draft", "password", "current", "secret", "token", "anyway", "again", "more",
];

/// Names that forms fill in by themselves.
const BY_ITSELF: [&str; 24] = [
    "active",
    "assignee",
    "assignee_id",
    "audience",
    "birthday_calendar",
    "channel",
    "contact_id",
    "direction",
    "due_on",
    "id",
    "kind",
    "mode",
    "occasion",
    "owner_id",
    "party_id",
    "project_id",
    "promise_kind",
    "purpose",
    "side",
    "size",
    "state",
    "status",
    "version",
    "was",
];

/// A draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Draft {
    /// UUIDv7.
    pub id: Uuid,
    /// The address of the page with the form.
    pub form: String,
    /// The party that it is about, when the form names one.
    pub party_id: Option<Uuid>,
    /// What was typed.
    pub typed: Typed,
    /// When it was kept last.
    pub saved_at: DateTime<Utc>,
}

impl Draft {
    /// A draft of the form at this address. The party is the one in the address or the one that the form names.
    ///
    /// # Errors
    /// `bad-address` for what is not the address of a form; `too-long`.
    pub fn new(id: Uuid, form: &str, typed: Typed, now: DateTime<Utc>) -> Result<Self> {
        let place = place(form).ok_or_else(|| Problem::new("draft", "bad-reference"))?;
        let typed: Typed = typed
            .into_iter()
            .filter(|(name, _)| is_kept(name))
            .collect();
        let letters: usize = typed
            .iter()
            .map(|(name, text)| name.len() + text.len())
            .sum();
        if letters > MAX_LETTERS {
            return Err(Problem::new("draft", "too-long")
                .with("max", MAX_LETTERS)
                .into());
        }
        let named = typed.iter().find(|(name, _)| name == "party_id");
        let named = named.and_then(|(_, text)| text.parse().ok());
        let own = place
            .record
            .filter(|_| place.word == Noun::Parties.plural());
        Ok(Self {
            id,
            form: form.to_owned(),
            party_id: own.or(named),
            typed,
            saved_at: now,
        })
    }

    /// What it is a draft of.
    pub fn place(&self) -> Place<'_> {
        place(&self.form).unwrap_or_default()
    }

    /// The first words in it, to tell it from others: a name, a title, what was said.
    pub fn words(&self) -> &str {
        let telling = [
            "name", "title", "text", "number", "subject", "note", "customer",
        ];
        let found = telling.iter().filter_map(|name| {
            let of = |(known, text): &&(String, String)| known == name && !text.trim().is_empty();
            self.typed.iter().find(of)
        });
        found
            .map(|(_, text)| text.trim())
            .next()
            .unwrap_or_default()
    }

    /// Has it nothing that somebody typed? What a form brings along or fills in by itself is nothing to keep.
    pub fn says_nothing(&self) -> bool {
        let mut said = self
            .typed
            .iter()
            .filter(|(name, _)| !BY_ITSELF.contains(&name.as_str()));
        said.all(|(_, text)| text.trim().is_empty())
    }
}

/// What a form's address says: the word of the kind, and the record that is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place<'a> {
    /// The kind's word, also of a kind that the workspace made.
    pub word: &'a str,
    /// The record; none for a new one.
    pub record: Option<Uuid>,
}

/// Reads the address of a form: `/products/new`, `/orders/{id}/edit`, `/records/{kind}/{id}`, `/parties/{id}` (its composer).
pub fn place(address: &str) -> Option<Place<'_>> {
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '?' | '=' | '&' | '.');
    if address.len() > MAX_ADDRESS || !address.chars().all(plain) {
        return None;
    }
    let path = address.split('?').next().unwrap_or_default();
    // The words with which consent is asked for: the one long text among the settings.
    if path == "/settings/contact" {
        return Some(Place {
            word: Noun::Consents.plural(),
            record: None,
        });
    }
    let mut parts = path.strip_prefix('/')?.split('/');
    let word = match parts.next()? {
        "records" => parts.next()?,
        "care" => parts.next().filter(|word| *word == "programmes")?,
        word => Noun::from_plural(word).map(Noun::plural)?,
    };
    let record = match parts.next()? {
        "new" => None,
        id => Some(id.parse().ok()?),
    };
    matches!((parts.next(), parts.next()), (None | Some("edit"), None))
        .then_some(Place { word, record })
}

/// May a value of this name be kept?
fn is_kept(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !NEVER.contains(&name.as_str()) && !name.contains("password") && !name.starts_with("keep_")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01934b2e-7b1c-7d3e-8a55-0123456789ab";

    fn draft(form: &str, typed: &[(&str, &str)]) -> Result<Draft> {
        let typed = typed
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Draft::new(Uuid::nil(), form, typed.collect(), DateTime::UNIX_EPOCH)
    }

    #[test]
    fn the_address_says_what_is_written() {
        let new = place("/products/new");
        assert_eq!(
            new,
            Some(Place {
                word: "products",
                record: None
            })
        );
        let id: Uuid = ID.parse().unwrap();
        for address in [format!("/orders/{ID}/edit"), format!("/orders/{ID}")] {
            assert_eq!(
                place(&address).and_then(|place| place.record),
                Some(id),
                "{address}"
            );
        }
        assert_eq!(
            place("/records/may_pha/new").map(|place| place.word),
            Some("may_pha")
        );
        assert!(place("/orders/new?party_id=1").is_some());
        assert_eq!(
            place("/settings/contact").map(|place| place.word),
            Some("consents")
        );
        assert!(place("/settings/mail").is_none(), "a password stands there");
        for wrong in [
            "",
            "/",
            "/x/new",
            "/products",
            "//evil/new",
            "/products/x",
            "/orders/new/<b>",
        ] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn nothing_secret_is_kept() {
        let kept = draft(
            "/products/new",
            &[
                ("name", "Phin"),
                ("csrf", "x"),
                ("password", "x"),
                ("smtp_Password", "x"),
                ("keep_name", "mine"),
            ],
        );
        assert_eq!(
            kept.unwrap().typed,
            [("name".to_owned(), "Phin".to_owned())]
        );
    }

    #[test]
    fn the_party_is_in_the_address_or_in_the_form() {
        let id: Uuid = ID.parse().unwrap();
        let composer = draft(&format!("/parties/{ID}"), &[("text", "Hỏi giá")]);
        assert_eq!(composer.unwrap().party_id, Some(id));
        assert_eq!(
            draft("/tasks/new", &[("party_id", ID)]).unwrap().party_id,
            Some(id)
        );
        let order = draft(&format!("/orders/{ID}/edit"), &[("note", "x")]);
        assert_eq!(order.unwrap().party_id, None, "that is an order's id");
    }

    #[test]
    fn a_draft_without_words_is_none_and_a_huge_one_is_refused() {
        assert!(
            draft("/tasks/new", &[("version", "1"), ("title", " ")])
                .unwrap()
                .says_nothing()
        );
        let said = draft("/tasks/new", &[("kind", "call"), ("title", "Gọi Hà")]).unwrap();
        assert!(!said.says_nothing());
        assert_eq!(said.words(), "Gọi Hà");
        assert!(draft("/tasks/new", &[("title", &"a".repeat(MAX_LETTERS))]).is_err());
    }
}
