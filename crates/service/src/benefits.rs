//! Benefits written down by hand, for the ledger of a relationship.

use quen_core::benefits::Benefit;
use quen_core::{Noun, Permission, Result};
use quen_store::records::{insert, update};

use crate::parties::referred;
use crate::records::Kind;
use crate::{Ctx, Tx};

/// The kind.
pub struct Benefits;

impl Kind for Benefits {
    const NOUN: Noun = Noun::Benefits;
    const READ: Permission = Permission::InteractionsRead;
    const WRITE: Permission = Permission::InteractionsWrite;
    const DELETE: Permission = Permission::InteractionsWrite;
    /// Each line of a ledger stands for itself.
    const MERGES: bool = false;
    type Record = Benefit;
    type Table = quen_store::benefits::Benefits;

    fn blank(ctx: &Ctx) -> Benefit {
        Benefit {
            created_by: Some(ctx.actor.user_id),
            ..Benefit::new(ctx.new_id(), ctx.today(), ctx.now)
        }
    }

    fn dress(ctx: &Ctx, benefit: &mut Benefit) {
        if let Some(amount) = &mut benefit.amount {
            amount.currency = ctx.settings.currency;
        }
    }

    async fn settle(tx: &Tx, before: Option<&Benefit>, benefit: &mut Benefit) -> Result<()> {
        if before.is_none_or(|before| before.party_id != benefit.party_id) {
            referred(tx, "party_id", benefit.party_id).await?;
        }
        benefit.settle(tx.ctx().today(), tx.ctx().settings.currency)
    }

    async fn write(tx: &mut Tx, before: Option<&Benefit>, benefit: &Benefit) -> Result<()> {
        match before {
            None => insert::<Self::Table>(&tx.rows, benefit).await,
            Some(_) => update::<Self::Table>(&tx.rows, benefit).await,
        }
    }
}
