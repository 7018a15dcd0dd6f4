//! A workspace's settings and the rules for its names. It must never hold a secret in the clear.

mod changes;
mod suggester;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::messages::House;
use crate::{Currency, Error, Problem, Result};

pub use changes::{FIELDS, change};
pub use suggester::{MAX_SECONDS, Suggester, checked as check_suggester};

/// Time zone of a new workspace.
pub const DEFAULT_ZONE: &str = "Asia/Ho_Chi_Minh";

/// Days that a new workspace keeps what is in the bin.
pub const BIN_DAYS: u16 = 30;
/// Days that anything may be kept there at most: ten years.
pub const MAX_BIN_DAYS: u16 = 3_650;

/// Days on which a business works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum WorkingWeek {
    /// Monday to Friday.
    MonFri,
    /// Monday to Saturday.
    #[default]
    MonSat,
}

impl WorkingWeek {
    /// Both.
    pub const ALL: [Self; 2] = [Self::MonFri, Self::MonSat];

    /// Word in the settings.
    pub fn code(self) -> &'static str {
        match self {
            Self::MonFri => "mon_fri",
            Self::MonSat => "mon_sat",
        }
    }

    /// The week with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|week| week.code() == code)
    }
}

/// The mail server, its password sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct SmtpSettings {
    /// Host name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Demand encryption.
    pub tls: bool,
    /// Account; empty for none.
    pub user: String,
    /// Password as the secrets room sealed it; empty for none.
    pub sealed_password: String,
    /// Address of the sender.
    pub from: String,
    /// Name of the sender; the workspace's when empty.
    pub from_name: String,
}

/// What a workspace sets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Currency of all its money.
    pub currency: Currency,
    /// IANA time zone; decides where a day begins.
    pub time_zone: String,
    /// `vi` or `en`: language of mails and of colleagues who chose none.
    pub language: String,
    /// Working week.
    pub working_week: WorkingWeek,
    /// Days after which what lies in the bin is removed for good; 0 keeps it.
    pub bin_days: u16,
    /// Logo, a file id.
    pub logo: Option<uuid::Uuid>,
    /// Mail server.
    pub smtp: Option<SmtpSettings>,
    /// When and how often customers are contacted.
    pub contact: House,
    /// The machine that suggests what to remember of a note; none unless somebody sets one.
    pub suggester: Option<Suggester>,
    /// Thresholds of stages and types.
    #[serde(deserialize_with = "rules_or_default")]
    pub relationships: crate::relationships::Rules,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            currency: Currency::Vnd,
            time_zone: DEFAULT_ZONE.to_owned(),
            language: "vi".to_owned(),
            working_week: WorkingWeek::default(),
            bin_days: BIN_DAYS,
            logo: None,
            smtp: None,
            contact: House::default(),
            suggester: None,
            relationships: crate::relationships::Rules::default(),
        }
    }
}

/// Thresholds of another version must not cost the workspace its other settings.
fn rules_or_default<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> std::result::Result<crate::relationships::Rules, D::Error> {
    let stored = Value::deserialize(from)?;
    Ok(serde_json::from_value(stored).unwrap_or_default())
}

impl Settings {
    /// From the stored JSON; what is missing or from a later version takes its default.
    pub fn from_json(json: &Value) -> Self {
        serde_json::from_value(json.clone()).unwrap_or_default()
    }

    /// For storing.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The time zone.
    pub fn zone(&self) -> Tz {
        self.time_zone.parse().unwrap_or(Tz::Asia__Ho_Chi_Minh)
    }
}

/// A business's name: 1 to 120 characters.
///
/// # Errors
/// `required` or `too-long` at `business`.
pub fn check_name(name: &str) -> Result<String> {
    let name = crate::text::normalise(name)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match name.chars().count() {
        0 => Err(Error::invalid("business", "required")),
        1..=120 => Ok(name),
        _ => Err(Problem::new("business", "too-long").with("max", 120).into()),
    }
}

/// A short name: 2 to 40 letters a–z, digits and inner hyphens.
///
/// # Errors
/// `bad-slug` at `slug`.
pub fn check_slug(slug: &str) -> Result<String> {
    let slug = slug.trim().to_lowercase();
    let ok = (2..=40).contains(&slug.len())
        && slug
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-');
    if ok {
        Ok(slug)
    } else {
        Err(Error::invalid("slug", "bad-slug"))
    }
}

/// A short name made from a business's name.
pub fn slug_of(name: &str) -> String {
    let letters = |word: String| {
        word.chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
    };
    let words: Vec<String> = crate::text::folded_words(name)
        .into_iter()
        .map(letters)
        .filter(|word| !word.is_empty())
        .collect();
    let slug: String = words.join("-").chars().take(40).collect();
    let slug = slug.trim_matches('-').to_owned();
    if slug.len() < 2 {
        "workspace".to_owned()
    } else {
        slug
    }
}

/// Bytes of a logo at most.
pub const MAX_LOGO: usize = 512 * 1024;

/// What kind of picture these bytes are, by their first ones (PNG, JPEG and WebP files name themselves); a logo may be
/// nothing else.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("image/png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        _ if webp => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        assert_eq!(
            slug_of("Sương Mai Coffee & Roastery"),
            "suong-mai-coffee-roastery"
        );
        assert_eq!(slug_of("咖啡"), "workspace");
        assert!(check_slug(&slug_of(&"dài ".repeat(40))).is_ok());
        assert!(check_slug("-a").is_err());
    }

    #[test]
    fn a_logo_is_a_picture_by_its_bytes() {
        assert_eq!(picture_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(picture_type(b"\xFF\xD8\xFF\xE0"), Some("image/jpeg"));
        assert_eq!(picture_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for no in [
            &b"<svg onload=alert(1)>"[..],
            b"GIF89a",
            b"RIFF\0\0\0\0WAVE",
            b"\x89PNG",
            b"",
        ] {
            assert_eq!(picture_type(no), None);
        }
    }

    #[test]
    fn settings_survive_missing_and_unknown_keys() {
        let settings = Settings::from_json(&serde_json::json!({ "currency": "USD", "future": 1 }));
        assert_eq!(settings.currency, Currency::Usd);
        assert_eq!(settings.zone(), Tz::Asia__Ho_Chi_Minh);
        assert_eq!(Settings::from_json(&settings.to_json()), settings);
        let later = Settings::from_json(
            &serde_json::json!({ "currency": "USD", "relationships": { "stage": { "moon": 1 } } }),
        );
        assert_eq!(later, settings);
    }
}
