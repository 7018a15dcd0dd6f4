//! To be written.

use super::LocaleError;
use serde_json::Value;

/// `None` when the section is not one of this file's.
pub fn answer(_section: &str, _input: &Value) -> Option<Result<Value, LocaleError>> {
    None
}
