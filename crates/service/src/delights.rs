//! What could delight a customer, out of the memory; see [`quen_core::delights`]. It writes nothing.

use chrono::NaiveDate;
use quen_core::Permission;
use quen_core::Result;
use quen_core::delights::{self as rules, Delight, Known};
use quen_store::benefits;
use uuid::Uuid;

use crate::Ctx;
use crate::parties::profile;

/// The suggestions for one customer, the weightiest first.
///
/// # Errors
/// `not-found`.
pub async fn of_party(ctx: &Ctx, id: Uuid) -> Result<Vec<Delight>> {
    let (known, given_on) = tokio::try_join!(profile(ctx, id), given_on(ctx, id))?;
    Ok(rules::delights(Known {
        party: &known.party,
        facts: &known.memory.facts,
        promises: &known.promises,
        given_on,
        today: ctx.today(),
    }))
}

/// The day on which a customer last got a gift, a help or a concession.
///
/// # Errors
/// `forbidden`.
pub async fn given_on(ctx: &Ctx, party: Uuid) -> Result<Option<NaiveDate>> {
    benefits::given_on(&ctx.read(Permission::PartiesRead)?, party).await
}
