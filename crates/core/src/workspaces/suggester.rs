//! The machine that suggests facts: an OpenAI-compatible address, a model, a sealed key. It must never hold the key in the
//! clear.

use serde::{Deserialize, Serialize};

use crate::error::Problems;
use crate::{Problem, Result, text};

/// Seconds that anybody waits for an answer at most.
pub const MAX_SECONDS: u16 = 30;
/// Characters of an address and of a model's name at most.
const MAX: (usize, usize) = (300, 120);

/// Where suggestions are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Suggester {
    /// Address up to the version, such as `https://api.example.com/v1`.
    pub address: String,
    /// Name of the model.
    pub model: String,
    /// Key as the secrets room sealed it; empty for none.
    pub sealed_key: String,
    /// Seconds to wait for an answer.
    pub seconds: u16,
}

impl Suggester {
    /// The machine that texts go to, as people read it: host and port.
    pub fn host(&self) -> &str {
        let behind = self.address.split_once("://");
        let rest = behind.map_or(self.address.as_str(), |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or_default()
    }
}

/// A machine from what was typed, without its key.
///
/// # Errors
/// `bad-address`, `required`, `too-long` or `out-of-range` at the field.
pub fn checked(address: &str, model: &str, seconds: &str) -> Result<Suggester> {
    let (max_address, max_model) = MAX;
    let mut problems = Problems::default();
    let address = text::one_line(address).trim_end_matches('/').to_owned();
    let known = address.starts_with("https://") || address.starts_with("http://");
    let clean = address.is_ascii() && !address.contains([' ', '@', '?', '#']);
    let new = Suggester {
        model: text::one_line(model),
        seconds: seconds.trim().parse().unwrap_or_default(),
        sealed_key: String::new(),
        address,
    };
    if !known || !clean || new.host().is_empty() || new.address.len() > max_address {
        problems.push(Problem::new("address", "bad-address"));
    }
    match new.model.chars().count() {
        0 => problems.push(Problem::new("model", "required")),
        n if n > max_model => {
            problems.push(Problem::new("model", "too-long").with("max", max_model));
        }
        _ => {}
    }
    if !(1..=MAX_SECONDS).contains(&new.seconds) {
        let problem = Problem::new("seconds", "out-of-range");
        problems.push(problem.with("min", 1).with("max", MAX_SECONDS));
    }
    problems.finish()?;
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole_and_holds_no_account() {
        let good = checked(" https://api.example.com/v1/ ", " small  model", "8").unwrap();
        assert_eq!(
            (good.address.as_str(), good.model.as_str(), good.seconds),
            ("https://api.example.com/v1", "small model", 8)
        );
        assert_eq!(good.host(), "api.example.com");
        for bad in [
            "",
            "api.example.com",
            "ftp://a/v1",
            "https://",
            "https://khoi:x@a/v1",
            "https://a/v1?key=x",
            "https://máy.vn",
        ] {
            assert!(checked(bad, "m", "8").is_err(), "{bad}");
        }
        let Err(crate::Error::Invalid(problems)) = checked("x", " ", "0") else {
            panic!("refused")
        };
        assert_eq!(problems.len(), 3);
        assert!(checked("http://localhost:11434/v1", "m", "31").is_err());
    }
}
