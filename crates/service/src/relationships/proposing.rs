//! What to do next with a party, by where its relationship stands. It only looks; what is proposed is decided in the rules.

use quen_core::metrics as figures;
use quen_core::relationships::proposals::{Proposal, Standing, proposals};
use quen_core::{Error, Permission, Result};
use quen_insight::stage::Stage;
use quen_store::{ledger, metrics, relationships as rows};
use uuid::Uuid;

use super::CUSTOMER;
use crate::Ctx;

/// The acts proposed for a party, the likeliest first; its leading relationship decides.
///
/// # Errors
/// `not-found` for a party out of reach.
pub async fn proposed(ctx: &Ctx, party: Uuid) -> Result<Vec<Proposal>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    quen_store::parties::find(&reading, party)
        .await?
        .filter(|found| found.deleted_at.is_none())
        .ok_or(Error::NotFound)?;
    let (all, stored, (complaints, _)) = tokio::try_join!(
        rows::of_party(&reading, party),
        metrics::find(&reading, party),
        ledger::complaints(&reading, party),
    )?;
    let leading = all
        .iter()
        .find(|relationship| relationship.role == CUSTOMER)
        .or_else(|| all.first());
    Ok(proposals(Standing {
        stage: leading.map_or(Stage::Awareness, |leading| leading.effective_stage()),
        ended: leading.is_some_and(|leading| leading.ended),
        occasions: i64::from(stored.statistics.occasions),
        margin: figures::margin(&stored.statistics),
        complaints,
    }))
}
