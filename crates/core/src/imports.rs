//! Rules for reading files in: which column is which field, how a row becomes values, what finds a record again. Pure: rows
//! in, values and problems out. A value that cannot be read is always reported, never dropped without a word.

mod cells;
mod interactions;
mod mapping;
mod orders;
mod parties;
mod products;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use quen_vietnam::import_headers::FileKind;
use serde::{Deserialize, Serialize};

use crate::parties::Party;
use crate::{Currency, Error, Problem, Result};

pub use interactions::{InteractionRow, interaction_row};
pub use mapping::{Mapping, Suggestion, field_key, fields, suggest};
pub use orders::{OrderRow, order_row, order_values};
pub use parties::{PartyRow, party_row, with_existing};
pub use products::{ProductRow, product_row};

/// Errors that an import keeps at most.
pub const MAX_ERRORS: usize = 1_000;

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// People and organisations.
    Parties,
    /// Orders, one or many rows each.
    Orders,
    /// Products.
    Products,
    /// Interactions.
    Interactions,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [
        Self::Parties,
        Self::Orders,
        Self::Products,
        Self::Interactions,
    ];

    /// Word on the command line and in the database.
    pub fn code(self) -> &'static str {
        self.file_kind().word()
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub(crate) fn file_kind(self) -> FileKind {
        match self {
            Self::Parties => FileKind::Parties,
            Self::Orders => FileKind::Orders,
            Self::Products => FileKind::Products,
            Self::Interactions => FileKind::Interactions,
        }
    }
}

/// What happens to a row whose record is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnMatch {
    /// The row's values are written into it.
    #[default]
    Update,
    /// The row is left aside.
    Skip,
    /// A second record is made.
    Create,
}

impl OnMatch {
    /// The choice with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "update" => Some(Self::Update),
            "skip" => Some(Self::Skip),
            "create" => Some(Self::Create),
            _ => None,
        }
    }
}

/// Kinds of key that find a party again, in the order in which they are tried.
pub const MATCH_KEYS: [&str; 4] = ["phone", "email", "code", "tax_code"];

/// Reads `phone,email`; an empty text means [`MATCH_KEYS`].
///
/// # Errors
/// `bad-choice` at `match`.
pub fn match_keys(text: &str) -> Result<Vec<&'static str>> {
    let mut keys = Vec::new();
    for word in text
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        let known = MATCH_KEYS.into_iter().find(|key| *key == word);
        let key = known.ok_or_else(|| Error::invalid("match", "bad-choice"))?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Ok(if keys.is_empty() {
        MATCH_KEYS.to_vec()
    } else {
        keys
    })
}

/// The keys of a party in the order in which they are tried: the first that finds one party decides.
pub fn keys_of(party: &Party, order: &[&'static str]) -> Vec<(&'static str, String)> {
    let all = party.keys();
    let of_kind = |kind: &&'static str| {
        all.iter()
            .filter(|(found, _)| found == kind)
            .cloned()
            .collect::<Vec<_>>()
    };
    order.iter().flat_map(of_kind).collect()
}

/// What the rules of rows ask of the workspace.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// Now.
    pub now: DateTime<Utc>,
    /// The shop's time zone.
    pub zone: Tz,
    /// Its currency.
    pub currency: Currency,
}

/// By what a party is found, or made when there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartyKeys {
    /// The business's own code.
    pub code: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Name.
    pub name: Option<String>,
}

impl PartyKeys {
    /// Nothing to find anybody by?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How a party made from them is called: the name, else the code, else what there is.
    pub fn shown_name(&self) -> Option<&str> {
        [&self.name, &self.code, &self.phone, &self.email]
            .into_iter()
            .find_map(Option::as_deref)
    }
}

/// The key of a row that brings none: FNV-1a of its cells with 128 bits, and which occurrence of such a row in the file it
/// is, from 1. The same file gives the same keys.
pub fn row_key(cells: &[&str], occurrence: u64) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let bytes = cells
        .iter()
        .flat_map(|cell| cell.trim().bytes().chain([0xFF]));
    let hash = bytes.fold(OFFSET, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(PRIME)
    });
    format!("row-{hash:032x}-{occurrence}")
}

type Problems = Vec<Problem>;

#[cfg(test)]
mod tests;
