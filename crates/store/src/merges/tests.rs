//! Every column that names a party, a project or a product has its place in a merge.

use quen_core::Noun;

use super::records::naming;
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
/// Tables in which such a column holds a record of any other kind.
const OF_RECORDS: [&str; 2] = ["record_duplicates", "record_merges"];

#[test]
fn every_column_that_names_a_party_is_thought_of() {
    let mut unknown = Vec::new();
    for table in tables::tables(migrations::PLAN) {
        let of_parties = !OF_RECORDS.contains(&table.name.as_str());
        for column in table
            .columns
            .iter()
            .filter(|c| of_parties && NAMES.contains(&c.name.as_str()))
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

#[test]
fn every_column_that_names_a_project_or_a_product_moves_with_it() {
    for (noun, named) in [
        (Noun::Projects, "project_id"),
        (Noun::Products, "product_id"),
    ] {
        let all = tables::tables(migrations::PLAN);
        let known = |table: &str| {
            let mut moves = naming(noun).iter();
            moves.any(|hanging| hanging.table == table && hanging.column == named)
        };
        let forgotten: Vec<&String> = all
            .iter()
            .filter(|table| table.has(named) && !known(&table.name))
            .map(|table| &table.name)
            .collect();
        assert!(forgotten.is_empty(), "{named} of {forgotten:?}");
    }
}
