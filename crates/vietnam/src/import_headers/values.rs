//! Reads cells whose words need rules. Must never guess: a code without a meaning of its own (`1`) answers nothing.

use crate::fold::fold;
use crate::names::Gender;

/// Gender from the words and letters of spreadsheets; `None` when the cell does not say.
pub fn gender(cell: &str) -> Option<Gender> {
    match fold(cell).trim().trim_end_matches('.') {
        "nam" | "m" | "male" | "man" | "trai" | "nam gioi" | "anh" | "ong" | "chu" | "mr" => {
            Some(Gender::Male)
        }
        "nu" | "f" | "female" | "woman" | "gai" | "nu gioi" | "chi" | "ba" | "co" | "mrs"
        | "ms" | "miss" => Some(Gender::Female),
        _ => None,
    }
}
