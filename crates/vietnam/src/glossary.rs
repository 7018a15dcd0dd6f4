//! The words of the trade, English and Vietnamese, as Vietnamese sellers say them.
//! Must never be a translation engine: it knows its terms and nothing else.

use serde::Deserialize;
use std::sync::LazyLock;

const GLOSSARY: &str = include_str!("../data/glossary.json");

/// One term.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Term {
    /// English, lower case: `quotation`.
    pub en: String,
    /// The Vietnamese word of the screens: `báo giá`.
    pub vi: String,
    /// Other Vietnamese words for it, understood in search.
    #[serde(default)]
    pub also: Vec<String>,
}

/// All terms in the order of the file.
pub fn terms() -> &'static [Term] {
    &TERMS
}

/// The Vietnamese word for an English term, case ignored.
pub fn vietnamese(en: &str) -> Option<&'static str> {
    let wanted = en.trim();
    let term = TERMS
        .iter()
        .find(|term| term.en.eq_ignore_ascii_case(wanted))?;
    Some(&term.vi)
}

#[derive(Deserialize)]
struct File {
    terms: Vec<Term>,
}

/// The file is part of the program; the tests read it whole.
static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    serde_json::from_str::<File>(GLOSSARY).map_or_else(|_| Vec::new(), |file| file.terms)
});
