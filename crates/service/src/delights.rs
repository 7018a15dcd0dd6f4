//! What could delight a customer, out of the memory; see [`quen_core::delights`]. It writes nothing.

use quen_core::Permission;
use quen_core::Result;
use quen_core::delights::{self as rules, Delight, Known};
use quen_core::facts::Fact;
use quen_core::parties::Party;
use quen_core::promises::Promise;
use quen_store::benefits;
use uuid::Uuid;

use crate::Ctx;
use crate::parties::profile;

/// The suggestions for one customer, the weightiest first.
///
/// # Errors
/// `not-found`.
pub async fn of_party(ctx: &Ctx, id: Uuid) -> Result<Vec<Delight>> {
    let known = profile(ctx, id).await?;
    of_known(ctx, &known.party, &known.memory.facts, &known.promises).await
}

/// The same for a page that has read the customer already.
///
/// # Errors
/// `forbidden`.
pub async fn of_known(
    ctx: &Ctx,
    party: &Party,
    facts: &[Fact],
    promises: &[Promise],
) -> Result<Vec<Delight>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let given_on = benefits::given_on(&reading, party.id).await?;
    Ok(rules::delights(Known {
        party,
        facts,
        promises,
        given_on,
        today: ctx.today(),
    }))
}
