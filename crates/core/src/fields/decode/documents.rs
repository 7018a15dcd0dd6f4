//! JSON values of bounded size and depth, so that they can be stored and shown. It must not look at what they mean.

use serde_json::Value;

use super::{Checked, problem};
use crate::fields::{Field, FieldValue};

/// Bytes of a JSON value at most, and levels of nesting.
const MAX_DOCUMENT: (usize, usize) = (256 * 1024, 12);

/// The value itself, when it is small enough.
pub(super) fn checked(field: &Field, value: &Value) -> Checked {
    let (max_bytes, max_depth) = MAX_DOCUMENT;
    if depth(value) > max_depth {
        return Err(problem(field, "too-deep").with("max", max_depth));
    }
    if has_nul(value) {
        return Err(problem(field, "bad-text"));
    }
    let bytes = serde_json::to_vec(value).map_or(usize::MAX, |json| json.len());
    if bytes > max_bytes {
        return Err(problem(field, "too-long").with("max", max_bytes));
    }
    Ok(FieldValue::Json(value.clone()))
}

/// PostgreSQL keeps no zero character.
fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(map) => map
            .iter()
            .any(|(key, inner)| key.contains('\0') || has_nul(inner)),
        _ => false,
    }
}

fn depth(value: &Value) -> usize {
    let inner = match value {
        Value::Array(items) => items.iter().map(depth).max(),
        Value::Object(map) => map.values().map(depth).max(),
        _ => return 0,
    };
    1 + inner.unwrap_or(0)
}
