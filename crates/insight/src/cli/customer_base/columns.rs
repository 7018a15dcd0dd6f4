//! The columns of the customer-base methods, checked: what reads well but cannot be is refused with row and column.

use super::super::CliError;
use super::super::options::Options;
use super::super::table::{Column, Table};
use crate::histories::History;
use crate::optimise::Parameters;
use crate::rfm::{dense, dense_numbers};
use serde_json::{Value, json};

/// Customer ids as they stand: numbers where all are plain whole numbers, else texts.
pub enum Ids<'t> {
    /// All ids are whole numbers without leading zeros.
    Numbers(Vec<i64>),
    /// Anything else.
    Texts(Vec<&'t str>),
}

impl<'t> Ids<'t> {
    /// The column `name`; row numbers where the file has none of that name and `name` is not needed.
    pub fn read(table: &'t Table, names: [&str; 2]) -> Result<Self, CliError> {
        let [first, second] = names;
        let name = if table.has(first) { first } else { second };
        if !table.has(name) {
            return Ok(Self::Numbers((1..).take(table.rows()).collect()));
        }
        Self::of(table.column(name)?)
    }

    /// The ids of this column.
    pub fn of(column: Column<'t>) -> Result<Self, CliError> {
        match column.parse("a plain whole number", plain) {
            Ok(numbers) => Ok(Self::Numbers(numbers)),
            Err(_) => column.texts().map(Self::Texts),
        }
    }

    /// The id of a row as JSON.
    pub fn get(&self, row: usize) -> Value {
        match self {
            Self::Numbers(ids) => json!(ids.get(row)),
            Self::Texts(ids) => json!(ids.get(row)),
        }
    }

    /// Dense numbers in the order of the ids, and the ids by number as JSON.
    pub fn dense(&self) -> (Vec<u32>, Vec<Value>) {
        match self {
            Self::Numbers(ids) => {
                let (numbers, names) = dense_numbers(ids);
                (numbers, names.into_iter().map(Value::from).collect())
            }
            Self::Texts(ids) => {
                let (numbers, names) = dense(ids);
                (numbers, names.into_iter().map(Value::from).collect())
            }
        }
    }
}

/// A whole number that prints as it is written.
fn plain(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = text == "0" || (!digits.starts_with('0') && !text.starts_with('+'));
    if plain { text.parse().ok() } else { None }
}

/// `x`, `tx`, `T` of every row.
pub fn histories(table: &Table) -> Result<Vec<History>, CliError> {
    let (x, tx, t) = (counts(table, "x")?, table.column("tx")?, table.column("T")?);
    let (seen, age) = (tx.numbers()?, t.numbers()?);
    let rows = x.into_iter().zip(seen).zip(age).enumerate();
    rows.map(|(row, ((x, seen), age))| {
        let history = History {
            x,
            tx: seen,
            t: age,
        };
        if history.is_valid() {
            return Ok(history);
        }
        Err(if seen < 0.0 {
            tx.refuse(row, "must not be negative")
        } else if age < seen {
            t.refuse(row, "must not be less than tx")
        } else {
            tx.refuse(row, "must be 0 where x is 0")
        })
    })
    .collect()
}

/// A column of counts.
pub fn counts(table: &Table, name: &str) -> Result<Vec<u32>, CliError> {
    let column = table.column(name)?;
    let whole = column.integers()?.into_iter().enumerate();
    whole
        .map(|(row, value)| {
            u32::try_from(value).map_err(|_| column.refuse(row, "is not a count from 0"))
        })
        .collect()
}

/// The option `params` as the parameters of a model; `None` when not given.
pub fn params<P: Parameters<N>, const N: usize>(
    options: &Options<'_>,
) -> Result<Option<P>, CliError> {
    let Some(given) = options.value("params") else {
        return Ok(None);
    };
    let wrong = || {
        CliError::Usage(format!(
            "option \"params\" must have {} as positive numbers",
            P::NAMES.join(", ")
        ))
    };
    let values: Option<Vec<f64>> = P::NAMES
        .iter()
        .map(|name| given.get(name)?.as_f64())
        .collect();
    let values: [f64; N] = values
        .and_then(|values| values.try_into().ok())
        .ok_or_else(wrong)?;
    P::checked(values).map(Some).ok_or_else(wrong)
}

/// One order or refund of the file.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Hundredths; refunds are negative.
    pub cents: i64,
}

/// All entries with dense customer numbers.
pub struct Entries {
    /// Customer of each entry, in the order of ids.
    pub customer: Vec<u32>,
    /// Ids by number.
    pub ids: Vec<Value>,
    /// Entries in the order of the file.
    pub entries: Vec<Entry>,
    /// What one of the unit of the file's amounts is in `cents`: 100 for `amount`, 1 for `cents`.
    pub per_unit: f64,
}

impl Entries {
    /// Reads `customer_id`, `date` or `day`, `amount` or `cents`.
    pub fn read(table: &Table) -> Result<Self, CliError> {
        let (customer, ids) = Ids::of(table.column("customer_id")?)?.dense();
        let days = table
            .column(if table.has("day") { "day" } else { "date" })?
            .days()?;
        let (cents, per_unit) = if table.has("cents") {
            (table.column("cents")?.integers()?, 1.0)
        } else {
            (table.column("amount")?.cents()?, 100.0)
        };
        let entries = days
            .into_iter()
            .zip(cents)
            .map(|(day, cents)| Entry { day, cents })
            .collect();
        Ok(Self {
            customer,
            ids,
            entries,
            per_unit,
        })
    }

    /// The option `as_of`, else the last day of the file.
    pub fn as_of(&self, options: &Options<'_>) -> Result<i32, CliError> {
        let last = self.entries.iter().map(|entry| entry.day).max();
        Ok(options.day("as_of")?.or(last).unwrap_or(0))
    }

    /// How many entries lie after `as_of`.
    pub fn future(&self, as_of: i32) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.day > as_of)
            .count()
    }

    /// The entries on or before `as_of` with their customer, by customer and day, else in the order of the file.
    pub fn by_customer(&self, as_of: i32) -> Vec<(u32, Entry)> {
        let all = self
            .customer
            .iter()
            .copied()
            .zip(self.entries.iter().copied());
        let mut known: Vec<(u32, Entry)> = all.filter(|(_, entry)| entry.day <= as_of).collect();
        known.sort_by_key(|(customer, entry)| (*customer, entry.day));
        known
    }
}
