//! Orders as often as they have lines, each beside what the line says: what figures over lines are taken from. Nothing is written
//! here.

use quen_core::fields::Catalogue;
use quen_core::orders::{Order, lines_catalogue};

use super::{COLUMNS, Orders};
use crate::db::{DbError, Row};
use crate::records::{PARTY_OWNER, Place, Table};

/// The lines of orders, with their orders. Quantities as the index of custom values holds decimals, in ten-thousandths.
pub struct Lines;

impl Table for Lines {
    type Record = Order;
    const NAME: &'static str = "(SELECT o.*, l.product_id, l.quantity * 10 AS quantity, l.amount FROM order_lines l \
        JOIN orders o ON o.workspace_id = l.workspace_id AND o.id = l.order_id)";
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = Some(PARTY_OWNER);
    const SORT: Option<&'static str> = Some("-ordered_at");

    fn catalogue() -> Catalogue {
        lines_catalogue()
    }

    fn read(row: &Row<'_>) -> Result<Order, DbError> {
        Orders::read(row)
    }

    fn place(field: &str) -> Option<Place> {
        match field {
            "product_id" => Some(Place::Column("t.product_id")),
            "quantity" => Some(Place::Column("t.quantity")),
            "amount" => Some(Place::Column("t.amount")),
            of_order => Orders::place(of_order),
        }
    }
}
