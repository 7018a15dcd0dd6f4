//! What the business sells.

use quen_core::products::Product;
use quen_core::{Error, Noun, Permission, Result};
use quen_store::records::{Plain, insert, update};

use crate::records::Kind;
use crate::{Ctx, Tx};

/// The kind.
pub struct Products;

impl Kind for Products {
    const NOUN: Noun = Noun::Products;
    const READ: Permission = Permission::ProductsRead;
    const WRITE: Permission = Permission::ProductsWrite;
    const DELETE: Permission = Permission::ProductsWrite;
    type Record = Product;
    type Table = quen_store::products::Products;

    fn blank(ctx: &Ctx) -> Product {
        Product::new(ctx.new_id(), ctx.now)
    }

    fn dress(ctx: &Ctx, product: &mut Product) {
        for money in [&mut product.price, &mut product.cost]
            .into_iter()
            .flatten()
        {
            money.currency = ctx.settings.currency;
        }
    }

    fn plain(field: &str) -> Option<Plain> {
        let column = match field {
            "active" => "active",
            "tax_rate" => "tax_rate",
            _ => return None,
        };
        Some(Plain {
            column,
            party: None,
        })
    }

    async fn settle(tx: &Tx, before: Option<&Product>, product: &mut Product) -> Result<()> {
        product.settle(tx.ctx().settings.currency)?;
        if before.is_some_and(|before| before.sku_key() == product.sku_key()) {
            return Ok(());
        }
        sku_is_free(tx, product).await
    }

    async fn write(tx: &mut Tx, before: Option<&Product>, product: &Product) -> Result<()> {
        match before {
            None => insert::<Self::Table>(&tx.rows, product).await,
            Some(before) => {
                if before.deleted_at.is_some() {
                    sku_is_free(tx, product).await?;
                }
                update::<Self::Table>(&tx.rows, product).await
            }
        }
    }
}

async fn sku_is_free(tx: &Tx, product: &Product) -> Result<()> {
    let Some(key) = product.sku_key() else {
        return Ok(());
    };
    match quen_store::products::by_sku(&tx.rows, &key).await? {
        Some(other) if other != product.id => Err(Error::invalid("sku", "taken")),
        _ => Ok(()),
    }
}
