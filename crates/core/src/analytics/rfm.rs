//! The grid of recency and frequency. Its bands are cut points of the day it was made; a cell is a condition that the list of
//! customers understands, so that it can be opened and acted on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::bands;
use crate::dates;
use crate::models::Customer;

/// Bands in each direction.
const PARTS: usize = 5;

/// The grid. Rows from the most recent, columns from the rarest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rfm {
    /// Rows: days since the last order.
    pub recency: Vec<Band>,
    /// Columns: number of orders.
    pub frequency: Vec<Band>,
    /// Cut points of spend, minor units, for the third score.
    pub money: Vec<Band>,
    /// A row of cells for each band of recency.
    pub cells: Vec<Vec<Cell>>,
}

/// From and to, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Smallest value.
    pub from: i64,
    /// Largest value.
    pub to: i64,
}

/// The customers of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// How many.
    pub customers: u64,
    /// What they spent, minor units.
    pub spend: i64,
    /// What they brought, as far as costs are known.
    pub margin: i64,
}

/// A block of cells: from and to row, from and to column, counted from 0, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Rows.
    pub recency: (usize, usize),
    /// Columns.
    pub frequency: (usize, usize),
}

impl Group {
    /// One cell.
    pub fn cell(row: usize, column: usize) -> Self {
        Self {
            recency: (row, row),
            frequency: (column, column),
        }
    }

    /// Recent and frequent.
    pub const LOYAL: Self = Self {
        recency: (0, 1),
        frequency: (3, 4),
    };
    /// Frequent, but silent for long: worth a call.
    pub const SLIPPING: Self = Self {
        recency: (3, 4),
        frequency: (2, 4),
    };
}

/// The grid of `customers`; those with an order after `as_of` count as of that day.
pub fn rfm(customers: &[Customer], as_of: NaiveDate) -> Rfm {
    let today = dates::number(as_of);
    let silent = |c: &Customer| i64::from(today) - i64::from(c.last_day.min(today));
    let parted = |of: &dyn Fn(&Customer) -> i64| {
        let mut counts: BTreeMap<i64, u64> = BTreeMap::new();
        customers
            .iter()
            .for_each(|c| *counts.entry(of(c)).or_default() += 1);
        let counts: Vec<(i64, u64)> = counts.into_iter().collect();
        let mut parted: Vec<Band> = bands(&counts, PARTS)
            .into_iter()
            .map(|(from, to)| Band { from, to })
            .collect();
        // No value falls between two bands, also none that comes tomorrow.
        let ends: Vec<i64> = parted.iter().map(|band| band.to).collect();
        parted
            .iter_mut()
            .skip(1)
            .zip(ends)
            .for_each(|(band, end)| band.from = end + 1);
        parted
    };
    let recency = parted(&silent);
    let frequency = parted(&|c| i64::from(c.occasions));
    let money = parted(&|c| c.net);
    let mut cells = vec![vec![Cell::default(); frequency.len()]; recency.len()];
    for customer in customers {
        let row = place(&recency, silent(customer));
        let column = place(&frequency, i64::from(customer.occasions));
        if let Some(cell) = cells.get_mut(row).and_then(|row| row.get_mut(column)) {
            cell.customers += 1;
            cell.spend = cell.spend.saturating_add(customer.net);
            cell.margin = cell.margin.saturating_add(customer.margin);
        }
    }
    Rfm {
        recency,
        frequency,
        money,
        cells,
    }
}

fn place(bands: &[Band], value: i64) -> usize {
    bands.partition_point(|band| band.to < value)
}

impl Rfm {
    /// The sum over a group; a group beyond the grid is what of it lies inside.
    pub fn sum(&self, group: Group) -> Cell {
        let rows = self
            .cells
            .iter()
            .take(group.recency.1.saturating_add(1))
            .skip(group.recency.0);
        let cells = rows.flat_map(|row| {
            row.iter()
                .take(group.frequency.1.saturating_add(1))
                .skip(group.frequency.0)
        });
        cells.fold(Cell::default(), |sum, cell| Cell {
            customers: sum.customers + cell.customers,
            spend: sum.spend.saturating_add(cell.spend),
            margin: sum.margin.saturating_add(cell.margin),
        })
    }

    /// The conditions that a customer of the group meets, for the list; `None` for a group outside the grid.
    pub fn conditions(&self, group: Group, as_of: NaiveDate) -> Option<Value> {
        let span = |bands: &[Band], (from, to): (usize, usize)| {
            let last = bands.len().checked_sub(1)?;
            (from <= to).then_some(())?;
            Some((bands.get(from)?.from, bands.get(to.min(last))?.to))
        };
        let (near, far) = span(&self.recency, group.recency)?;
        let (few, many) = span(&self.frequency, group.frequency)?;
        let day = |ago: i64| as_of.checked_sub_signed(chrono::TimeDelta::try_days(ago)?);
        // Orders since the day of the figures count as recent too.
        let recent = if group.recency.0 == 0 {
            json!({ "field": "last_order_on", "op": "ge", "value": day(far)? })
        } else {
            json!({ "field": "last_order_on", "op": "between", "value": [day(far)?, day(near)?] })
        };
        let often = if group.frequency.1 + 1 >= self.frequency.len() {
            json!({ "field": "occasions", "op": "ge", "value": few })
        } else {
            json!({ "field": "occasions", "op": "between", "value": [few, many] })
        };
        Some(json!({ "all": [recent, often] }))
    }
}
