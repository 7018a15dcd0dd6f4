//! Dated tables: every legal or tariff value is a row with a period and a basis, shipped as data.
//! Never reads a clock and never panics: a table that cannot be read is empty, so lookups answer nothing
//! and the rules above it refuse.
//!
//! File format: the first line is `# known_until=YYYY-MM-DD` (the last day the maintainers vouch for), then
//! CSV with the columns `effective_from,effective_to,basis` and those of the row type. An empty
//! `effective_to` means still in force.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Rows of one rule over time.
#[derive(Debug, Clone)]
pub struct Table<T> {
    known_until: NaiveDate,
    rows: Vec<Row<T>>,
}

/// One value with the days on which it applies (both ends included) and the text it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<T> {
    pub effective_from: NaiveDate,
    pub effective_to: Option<NaiveDate>,
    /// The law, decree or decision, with the certainty mark used in `docs/rules.md`.
    pub basis: String,
    pub value: T,
}

impl<T> Row<T> {
    /// Whether the row applies on `date`.
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.effective_from <= date && self.effective_to.is_none_or(|end| date <= end)
    }

    /// Whether the row applies on any day of `from..=to`.
    pub fn touches(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.effective_from <= to && self.effective_to.is_none_or(|end| from <= end)
    }
}

impl<T> Table<T> {
    /// Rows in force on `date`, in file order.
    pub fn on(&self, date: NaiveDate) -> impl Iterator<Item = &Row<T>> {
        self.rows.iter().filter(move |row| row.covers(date))
    }

    /// The first row in force on `date` whose value satisfies `wanted`.
    pub fn find(&self, date: NaiveDate, wanted: impl Fn(&T) -> bool) -> Option<&Row<T>> {
        self.on(date).find(|row| wanted(&row.value))
    }

    /// All rows, in file order.
    pub fn rows(&self) -> &[Row<T>] {
        &self.rows
    }

    /// The last day for which the maintainers vouch; after it the table needs a review.
    pub fn known_until(&self) -> NaiveDate {
        self.known_until
    }
}

impl<T: DeserializeOwned> Table<T> {
    /// Reads an embedded table. A text that cannot be read gives an empty table (the tests read every
    /// shipped table with [`Table::read`]).
    pub fn embedded(text: &str) -> Self {
        Self::read(text).unwrap_or(Self {
            known_until: NaiveDate::MIN,
            rows: Vec::new(),
        })
    }

    /// Reads a table; the error names the line.
    pub fn read(text: &str) -> Result<Self, DatedError> {
        let (head, body) = text.split_once('\n').unwrap_or((text, ""));
        let known_until = head
            .trim()
            .strip_prefix("# known_until=")
            .and_then(|date| date.parse().ok())
            .ok_or_else(|| DatedError("line 1: `# known_until=YYYY-MM-DD` expected".into()))?;
        let mut reader = csv::Reader::from_reader(body.as_bytes());
        let headers = reader.headers().map_err(DatedError::from)?.clone();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record?;
            let period: Period = record.deserialize(Some(&headers))?;
            rows.push(period.with(record.deserialize(Some(&headers))?));
        }
        Ok(Self { known_until, rows })
    }
}

#[derive(Deserialize)]
struct Period {
    effective_from: NaiveDate,
    effective_to: Option<NaiveDate>,
    basis: String,
}

impl Period {
    fn with<T>(self, value: T) -> Row<T> {
        Row {
            effective_from: self.effective_from,
            effective_to: self.effective_to,
            basis: self.basis,
            value,
        }
    }
}

/// Why a table could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedError(String);

impl From<csv::Error> for DatedError {
    fn from(error: csv::Error) -> Self {
        Self(error.to_string())
    }
}

impl std::fmt::Display for DatedError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "dated table: {}", self.0)
    }
}

impl std::error::Error for DatedError {}

/// Name and last vouched day of every dated table of this crate's rules, for a test or an admin page that
/// warns when a review is due.
pub fn reviews() -> Vec<(&'static str, NaiveDate)> {
    vec![
        ("vat_rates", crate::vat::rates().known_until()),
        (
            "holidays",
            crate::calendar::holidays::announced().known_until(),
        ),
        (
            "holiday_rules",
            crate::calendar::holidays::rules().known_until(),
        ),
        (
            "swap_days",
            crate::calendar::holidays::swap_days().known_until(),
        ),
        (
            "advertising",
            crate::message_law::tables::advertising().known_until(),
        ),
        (
            "data_subject_clocks",
            crate::message_law::tables::data_subject_clocks().known_until(),
        ),
        (
            "complaint_clocks",
            crate::message_law::tables::complaint_clocks().known_until(),
        ),
        (
            "breach_clocks",
            crate::message_law::tables::breach_clocks().known_until(),
        ),
        (
            "invoice_symbols",
            crate::invoice_symbol::table().known_until(),
        ),
        ("invoice_texts", crate::einvoice::texts().known_until()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Rate {
        rate: String,
    }

    const TEXT: &str = "# known_until=2026-12-31\neffective_from,effective_to,basis,rate\n\
        2026-01-01,2026-12-31,Decree X,8\n2027-01-01,,Law Y,10\n";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn both_ends_of_a_period_count() {
        let table = Table::<Rate>::read(TEXT).unwrap();
        let rate = |date| {
            table
                .on(day(date))
                .next()
                .map(|row| row.value.rate.as_str())
        };
        assert_eq!(rate("2025-12-31"), None);
        assert_eq!(rate("2026-01-01"), Some("8"));
        assert_eq!(rate("2026-12-31"), Some("8"));
        assert_eq!(rate("2027-01-01"), Some("10"));
        assert_eq!(rate("2099-01-01"), Some("10"));
    }

    #[test]
    fn a_broken_table_is_an_error_when_read_and_empty_when_embedded() {
        let broken =
            "# known_until=2026-12-31\neffective_from,effective_to,basis,rate\n2026-13-01,,x,8\n";
        assert!(Table::<Rate>::read(broken).is_err());
        assert!(Table::<Rate>::read("effective_from\n").is_err());
        assert!(Table::<Rate>::embedded(broken).rows().is_empty());
    }
}
