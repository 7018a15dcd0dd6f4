//! What parts the cells of a text file: the candidate under which most rows have as many cells as the first.

use super::delimited::{Splitter, Step};

const CANDIDATES: [char; 4] = [',', ';', '\t', '|'];
/// Rows looked at.
const ROWS: usize = 20;

/// Guesses the separator. A first line `sep=;`, as Excel writes it, decides.
pub(super) fn guess(text: &str) -> char {
    if let Some(said) = text
        .strip_prefix("sep=")
        .and_then(|rest| rest.chars().next())
    {
        return said;
    }
    let mut best = (0, 0, ',');
    for candidate in CANDIDATES {
        let (columns, alike) = count(text, candidate);
        // Of two candidates that part all rows alike, the one with more columns.
        if columns > 1 && (alike, columns) > (best.0, best.1) {
            best = (alike, columns, candidate);
        }
    }
    best.2
}

/// Cells of the first row, and how many of the rows looked at have as many.
fn count(text: &str, candidate: char) -> (usize, usize) {
    let mut splitter = Splitter::new(candidate);
    let mut counts: Vec<usize> = Vec::new();
    for letter in text.chars().chain(['\n']) {
        match splitter.take(letter) {
            Ok(Step::Inside) => {}
            Ok(Step::RowEnds) => match splitter.row() {
                Ok(row) => counts.extend(row.map(|row| row.cells.len())),
                Err(_) => break,
            },
            Err(_) => break,
        }
        if counts.len() >= ROWS {
            break;
        }
    }
    let first = counts.first().copied().unwrap_or_default();
    // Rows may leave out empty cells at their end, but never have more than the first.
    (
        first,
        counts
            .iter()
            .filter(|count| **count <= first && **count > 1)
            .count(),
    )
}
