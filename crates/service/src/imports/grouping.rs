//! Rows of one order put together: those with the same number, wherever they stand in the file, and those below a
//! number that leave it out, as merged cells do.

use std::collections::{HashMap, HashSet};

use quen_core::parties::code_key;
use quen_documents::tables::Row;

/// Groups rows.
pub(super) struct Groups {
    number: Option<usize>,
    /// Columns that say a new order begins where they are filled.
    heads: Vec<usize>,
    seen: HashSet<String>,
    scattered: HashSet<String>,
    last: Option<String>,
    open: Vec<Row>,
    open_key: Option<String>,
    kept: HashMap<String, Vec<Row>>,
    order: Vec<String>,
}

impl Groups {
    pub(super) fn new(columns: &[(usize, &'static str)], has_number: bool) -> Self {
        let place = |name: &str| {
            columns
                .iter()
                .find(|(_, field)| *field == name)
                .map(|(place, _)| *place)
        };
        let heads = [
            "ordered_at",
            "party_code",
            "party_phone",
            "party_email",
            "party_name",
        ];
        Self {
            number: place("number").filter(|_| has_number),
            heads: heads.into_iter().filter_map(place).collect(),
            seen: HashSet::new(),
            scattered: HashSet::new(),
            last: None,
            open: Vec::new(),
            open_key: None,
            kept: HashMap::new(),
            order: Vec::new(),
        }
    }

    /// Must the file be looked through before it is read?
    pub(super) fn look_first(&self) -> bool {
        self.number.is_some()
    }

    /// Notes numbers whose rows do not stand together.
    pub(super) fn look(&mut self, row: &Row) {
        let Some(key) = self.key(row) else {
            if !self.continues(row) {
                self.last = None;
            }
            return;
        };
        if self.last.as_ref() != Some(&key) && !self.seen.insert(key.clone()) {
            self.scattered.insert(key.clone());
        }
        self.last = Some(key);
    }

    /// Takes a row; answers the rows of the order before it when they are complete.
    pub(super) fn take(&mut self, row: Row) -> Option<Vec<Row>> {
        let key = self.key(&row);
        let belongs = match &key {
            Some(_) => key == self.open_key,
            None => self.continues(&row),
        };
        if belongs && !self.open.is_empty() {
            self.open.push(row);
            return None;
        }
        let whole = self.close();
        self.open_key = key;
        self.open = vec![row];
        whole
    }

    /// What is left at the end.
    pub(super) fn rest(mut self) -> Vec<Vec<Row>> {
        let last = self.close();
        let mut all: Vec<Vec<Row>> = last.into_iter().collect();
        for key in std::mem::take(&mut self.order) {
            all.extend(self.kept.remove(&key));
        }
        all
    }

    fn close(&mut self) -> Option<Vec<Row>> {
        let rows = std::mem::take(&mut self.open);
        match self
            .open_key
            .take()
            .filter(|key| self.scattered.contains(key))
        {
            Some(key) => {
                if !self.kept.contains_key(&key) {
                    self.order.push(key.clone());
                }
                self.kept.entry(key).or_default().extend(rows);
                None
            }
            None => (!rows.is_empty()).then_some(rows),
        }
    }

    fn key(&self, row: &Row) -> Option<String> {
        let cell = row
            .cells
            .get(self.number?)
            .filter(|cell| !cell.is_empty())?;
        Some(code_key(cell.text()))
    }

    /// A row that says neither number nor customer nor day goes on with the order above it.
    fn continues(&self, row: &Row) -> bool {
        self.number.is_some()
            && self
                .heads
                .iter()
                .all(|place| row.cells.get(*place).is_none_or(|cell| cell.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quen_documents::tables::Cell;

    fn row(number: u64, cells: &[&str]) -> Row {
        let cell = |text: &&str| {
            if text.is_empty() {
                Cell::Empty
            } else {
                Cell::Text((*text).to_owned())
            }
        };
        Row {
            number,
            cells: cells.iter().map(cell).collect(),
        }
    }

    #[test]
    fn rows_of_one_number_come_together_wherever_they_stand() {
        let rows = [
            row(2, &["A", "An"]),
            row(3, &["", "", "x"]),
            row(4, &["B", "Bình"]),
            row(5, &["A", "An"]),
            row(6, &["", "Chi"]),
        ];
        let mut groups = Groups::new(&[(0, "number"), (1, "party_name")], true);
        rows.iter().for_each(|row| groups.look(row));
        let mut found: Vec<Vec<u64>> = Vec::new();
        let numbers = |rows: Vec<Row>| rows.iter().map(|row| row.number).collect();
        for row in rows {
            found.extend(groups.take(row).map(numbers));
        }
        found.extend(groups.rest().into_iter().map(numbers));
        assert_eq!(found, [vec![4], vec![6], vec![2, 3, 5]]);
    }
}
