//! Every column that names a party has its place in a merge.

use super::{HANGING, OTHERWISE};
use crate::migrations::{self, tables};

/// Columns that hold a party in any table of this product.
const NAMES: [&str; 10] = [
    "party_id",
    "contact_id",
    "from_id",
    "to_id",
    "winner_id",
    "loser_id",
    "customer_id",
    "organization_id",
    "one_id",
    "other_id",
];

#[test]
fn every_column_that_names_a_party_is_thought_of() {
    let mut unknown = Vec::new();
    for table in tables::tables(migrations::PLAN) {
        for column in table
            .columns
            .iter()
            .filter(|c| NAMES.contains(&c.name.as_str()))
        {
            let name = format!("{}.{}", table.name, column.name);
            let moves = HANGING
                .iter()
                .any(|h| h.table == table.name && h.column == column.name);
            if !moves && !OTHERWISE.contains(&name.as_str()) {
                unknown.push(name);
            }
        }
    }
    assert!(unknown.is_empty(), "what does a merge do with {unknown:?}?");
}
