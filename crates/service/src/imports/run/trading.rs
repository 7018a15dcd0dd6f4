//! Orders of a file written with what follows from their columns: products by code, and the payment they speak of, all or nothing.

use quen_core::fields::FieldValue;
use quen_core::{Noun, Result};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Work;
use super::batch::Tally;
use super::reader::Item;
use crate::Tx;
use crate::imports::crowd::Fate;
use crate::imports::trade::{LineRow, OrderRow, amounts};
use crate::imports::{OnMatch, Took, paying, take_in};
use crate::orders::Orders;
use crate::payments::Payments;
use crate::records::{self, Values, live};

impl Work<'_> {
    /// Makes or changes an order and notes the payment that its row speaks of and nobody noted before.
    pub(super) async fn put_order(
        &mut self,
        tx: &mut Tx,
        item: &Item,
        order: &OrderRow,
        (present, party): (Option<Uuid>, Uuid),
        tally: &mut Tally,
    ) -> Result<()> {
        let values = order_values(tx, order, party).await?;
        let on_match = self.manner.on_match;
        let is_left = present.is_some() && on_match == OnMatch::Skip;
        let missing = match order.stated.says() && !is_left {
            true => {
                let present = present.filter(|_| on_match != OnMatch::Create);
                paying::missing(tx, present, values.clone(), &order.stated).await?
            }
            false => 0,
        };
        let took = Took {
            present,
            values,
            on_match,
        };
        let mut taken = take_in::<Orders>(tx, took).await?;
        let written = taken.written.map(|(id, _)| id).or(present);
        if missing > 0 && taken.fate == Fate::Skipped {
            taken.fate = Fate::Updated;
        }
        self.note_taken(Noun::Orders, item, taken, tally);
        match written {
            Some(id) if missing > 0 => self.pay(tx, item, (id, missing), order, tally).await,
            _ => Ok(()),
        }
    }

    async fn pay(
        &mut self,
        tx: &mut Tx,
        item: &Item,
        (id, amount): (Uuid, i64),
        row: &OrderRow,
        tally: &mut Tally,
    ) -> Result<()> {
        let order = live::<Orders>(tx, id).await?;
        let values = paying::payment(&order, &row.stated, amount, tx.ctx().today());
        let made = records::note_in::<Payments>(tx, values).await?;
        self.note_change(Noun::Payments, item, (made.id, made.version), None, tally);
        Ok(())
    }
}

async fn order_values(tx: &Tx, order: &OrderRow, party: Uuid) -> Result<Values> {
    let mut lines = Vec::with_capacity(order.lines.len());
    for LineRow { sku, line } in &order.lines {
        let mut line = line.clone();
        if let Some(sku) = sku
            && let Some(product) =
                quen_store::products::by_sku(&tx.rows, &quen_core::parties::code_key(sku)).await?
        {
            line.insert("product_id".to_owned(), json!(product));
        }
        lines.push(Value::Object(line));
    }
    let mut values = vec![
        ("number".to_owned(), FieldValue::Text(order.number.clone())),
        ("party_id".to_owned(), FieldValue::Id(party)),
        ("ordered_at".to_owned(), order.ordered_at.clone()),
    ];
    values.extend(amounts(lines, order.total));
    values.extend(order.own.iter().cloned());
    if order.stated.on_credit() {
        values.push(("on_credit".to_owned(), FieldValue::Bool(true)));
    }
    Ok(values)
}
