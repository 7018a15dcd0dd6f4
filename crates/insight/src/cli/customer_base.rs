//! To be written.

use super::CliError;
use serde_json::Value;

/// `None` when the method is not one of this file's.
pub fn run(_method: &str, _input: &[u8], _options: &Value) -> Option<Result<Value, CliError>> {
    None
}
