//! The single keys of the product, and those that a colleague chose instead. A key is one character; a capital is that letter
//! with Shift. Two acts that can be meant on one page never share a key, and all single keys can be turned off (WCAG 2.1.4).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::error::Problems;
use crate::{Problem, Result};

/// Where keys work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On every page.
    Everywhere,
    /// After the key that begins a way.
    Going,
    /// In lists.
    List,
    /// On the page of one record.
    Record,
}

impl Place {
    /// All places, in the order of the settings page.
    pub const ALL: [Self; 4] = [Self::Everywhere, Self::Going, Self::List, Self::Record];

    /// Can one press be meant in both?
    fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Self::Going, other) | (other, Self::Going) => other == Self::Going,
            (Self::Everywhere, _) | (_, Self::Everywhere) => true,
            (one, other) => one == other,
        }
    }
}

/// An act with a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// Its word in settings and pages.
    pub id: &'static str,
    /// The key that it has unless somebody chose another.
    pub key: char,
    /// Where it works.
    pub place: Place,
}

impl Shortcut {
    /// Can one press mean both? The keys that walk a list also lead from record to record; marked words go before them.
    fn meets(&self, other: &Self) -> bool {
        let walks = |one: &Self, other: &Self| {
            matches!(one.id, "down" | "up") && other.place == Place::Record && other.id != "mark"
        };
        self.place.meets(other.place) || walks(self, other) || walks(other, self)
    }
}

const fn at(place: Place, id: &'static str, key: char) -> Shortcut {
    Shortcut { id, key, place }
}

/// Every act with a key, in the order of the settings page. Places of the sidebar are called by their word in the address.
pub const SHORTCUTS: &[Shortcut] = &[
    at(Place::Everywhere, "search", '/'),
    at(Place::Everywhere, "create", 'c'),
    at(Place::Everywhere, "go", 'g'),
    at(Place::Everywhere, "keys", '?'),
    at(Place::Everywhere, "theme", 'D'),
    at(Place::Going, "today", 'h'),
    at(Place::Going, "parties", 'k'),
    at(Place::Going, "organizations", 't'),
    at(Place::Going, "tasks", 'v'),
    at(Place::Going, "projects", 'j'),
    at(Place::Going, "interactions", 'i'),
    at(Place::Going, "duplicates", 'u'),
    at(Place::Going, "quality", 'q'),
    at(Place::Going, "bin", 'x'),
    at(Place::Going, "imports", 'n'),
    at(Place::Going, "orders", 'd'),
    at(Place::Going, "products", 's'),
    at(Place::Going, "promises", 'l'),
    at(Place::Going, "privacy", 'r'),
    at(Place::Going, "care", 'c'),
    at(Place::Going, "facts", 'b'),
    at(Place::Going, "analytics", 'p'),
    at(Place::List, "down", 'j'),
    at(Place::List, "up", 'k'),
    at(Place::List, "pick", 'x'),
    at(Place::List, "edit_cell", 'e'),
    at(Place::List, "filter", 'f'),
    at(Place::List, "new", 'n'),
    at(Place::Record, "edit", 'e'),
    at(Place::Record, "note", 'n'),
    at(Place::Record, "call", 'p'),
    at(Place::Record, "email", 'm'),
    at(Place::Record, "message", 't'),
    at(Place::Record, "meeting", 'h'),
    at(Place::Record, "task", 'v'),
    at(Place::Record, "promise", 'l'),
    at(Place::Record, "mark", 'k'),
];

/// The keys of one colleague.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// No single key does anything.
    pub off: bool,
    /// Other keys than the usual ones, by the act's word.
    changed: BTreeMap<String, char>,
}

impl Keys {
    /// The keys in a colleague's preferences; what cannot be read is as usual.
    pub fn of(preferences: &Value) -> Self {
        let kept = preferences.get("shortcuts");
        let keys = kept
            .and_then(|kept| kept.get("keys"))
            .and_then(Value::as_object);
        let one =
            |(id, key): (&String, &Value)| Some((known(id)?.id.to_owned(), single(key.as_str()?)?));
        Self {
            off: kept
                .and_then(|kept| kept.get("off"))
                .and_then(Value::as_bool)
                .unwrap_or_default(),
            changed: keys.into_iter().flatten().filter_map(one).collect(),
        }
    }

    /// The keys as somebody typed them, by the act's word; what is not among them is as usual.
    ///
    /// # Errors
    /// At each act: `not-one-key` for what is no single character, `key-taken` with the other act as `other`.
    pub fn read<'a>(
        off: bool,
        typed: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self> {
        let mut keys = Self {
            off,
            ..Self::default()
        };
        let mut problems = Problems::default();
        for (id, text) in typed {
            let Some(shortcut) = known(id) else { continue };
            match single(text.trim()) {
                None => problems.push(Problem::new(shortcut.id, "not-one-key")),
                Some(key) if key != shortcut.key => {
                    keys.changed.insert(shortcut.id.to_owned(), key);
                }
                Some(_) => {}
            }
        }
        for shortcut in SHORTCUTS {
            if let Some(other) = keys.taken(shortcut) {
                problems.push(Problem::new(shortcut.id, "key-taken").with("other", other.id));
            }
        }
        problems.finish().map(|()| keys)
    }

    /// Another act that could be meant by the same key.
    fn taken(&self, shortcut: &Shortcut) -> Option<&'static Shortcut> {
        let key = self.key(shortcut.id);
        SHORTCUTS.iter().find(|other| {
            other.id != shortcut.id && other.meets(shortcut) && self.key(other.id) == key
        })
    }

    /// The preferences with these keys in them.
    pub fn put_into(&self, preferences: &mut Value) {
        if !preferences.is_object() {
            *preferences = json!({});
        }
        let keys: BTreeMap<&String, String> = self
            .changed
            .iter()
            .map(|(id, key)| (id, key.to_string()))
            .collect();
        if let Some(all) = preferences.as_object_mut() {
            all.insert(
                "shortcuts".to_owned(),
                json!({ "off": self.off, "keys": keys }),
            );
        }
    }

    /// The key of an act; none for an unknown one.
    pub fn key(&self, id: &str) -> Option<char> {
        self.changed
            .get(id)
            .copied()
            .or_else(|| known(id).map(|shortcut| shortcut.key))
    }

    /// The key as it is written on pages (`C`, `Shift D`, `/`); nothing while single keys are off.
    pub fn shown(&self, id: &str) -> Option<String> {
        self.key(id).filter(|_| !self.off).map(written)
    }

    /// Is any key other than usual?
    pub fn is_changed(&self) -> bool {
        self.off || !self.changed.is_empty()
    }
}

/// A key as it is written on pages.
pub fn written(key: char) -> String {
    let capital: String = key.to_uppercase().collect();
    if key.is_uppercase() {
        format!("Shift {capital}")
    } else {
        capital
    }
}

fn known(id: &str) -> Option<&'static Shortcut> {
    SHORTCUTS.iter().find(|shortcut| shortcut.id == id)
}

/// The one character of a text: a letter, a figure or a sign that is seen.
fn single(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let key = letters.next().filter(|_| letters.next().is_none())?;
    (!key.is_whitespace() && !key.is_control()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn problems(typed: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        match Keys::read(false, typed.iter().copied()) {
            Err(Error::Invalid(found)) => found
                .into_iter()
                .map(|p| (p.field.into_owned(), p.code))
                .collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_usual_keys_meet_nowhere() {
        assert_eq!(problems(&[]), []);
        let mut ids: Vec<&str> = SHORTCUTS.iter().map(|shortcut| shortcut.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), SHORTCUTS.len());
    }

    #[test]
    fn two_acts_of_one_page_cannot_share_a_key() {
        let both = |one: &str, other: &str| {
            vec![
                (one.to_owned(), "key-taken"),
                (other.to_owned(), "key-taken"),
            ]
        };
        assert_eq!(problems(&[("create", "j")]), both("create", "down"));
        assert_eq!(problems(&[("today", "k")]), both("today", "parties"));
        assert_eq!(problems(&[("note", "j")]), both("down", "note"));
        assert_eq!(
            problems(&[("note", "f")]),
            [],
            "filters are in lists, notes on records"
        );
        assert_eq!(
            problems(&[("today", "j"), ("projects", "h")]),
            [],
            "two may change places"
        );
        assert_eq!(problems(&[("theme", "d")]), [], "Shift tells them apart");
    }

    #[test]
    fn a_key_is_one_character_that_is_seen() {
        for wrong in ["", "ab", " ", "\t", "Ctrl K"] {
            assert_eq!(
                problems(&[("create", wrong)]),
                [("create".to_owned(), "not-one-key")],
                "{wrong:?}"
            );
        }
        assert_eq!(problems(&[("create", "đ")]), []);
    }

    #[test]
    fn what_was_chosen_comes_back_and_the_other_preferences_stay() {
        let keys = Keys::read(true, [("create", "z"), ("down", "j"), ("nothing", "y")]).unwrap();
        let mut preferences = json!({ "density": "roomy" });
        keys.put_into(&mut preferences);
        assert_eq!(preferences["density"], "roomy");
        assert_eq!(
            preferences["shortcuts"]["keys"],
            json!({ "create": "z" }),
            "only what is not as usual"
        );
        let back = Keys::of(&preferences);
        assert_eq!(back, keys);
        assert_eq!(
            (back.key("create"), back.key("down"), back.shown("create")),
            (Some('z'), Some('j'), None)
        );
        assert_eq!(
            Keys::of(&json!({ "shortcuts": { "keys": { "create": "zz", "x": "y" } } })),
            Keys::default()
        );
        assert_eq!(Keys::default().shown("theme").as_deref(), Some("Shift D"));
    }
}
