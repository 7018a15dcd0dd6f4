//! The thresholds of stages and types as the shop sets them, and the look at everybody that a change asks for.

use std::collections::BTreeMap;

use quen_core::relationships::thresholds;
use quen_core::{Permission, Result};
use quen_store::relationships as rows;
use uuid::Uuid;

use crate::jobs::queue::{Outcome, Progress};
use crate::jobs::{self, Job};
use crate::{Ctx, metrics, workspaces};

/// Kind of the job that looks at every relationship again.
pub const REVIEW: &str = "relationships.review";

/// The thresholds by name, as people type them: percent for fractions.
///
/// # Errors
/// `forbidden`.
pub fn rules_shown(ctx: &Ctx) -> Result<serde_json::Map<String, serde_json::Value>> {
    ctx.actor.may(Permission::SettingsManage)?;
    let rules = &ctx.settings.relationships;
    let shown = thresholds::THRESHOLDS.iter();
    Ok(shown
        .map(|threshold| (threshold.name.to_owned(), threshold.shown(rules).into()))
        .collect())
}

/// Changes thresholds by name, as typed; every relationship is then looked at again in the background.
///
/// # Errors
/// `forbidden`; what [`thresholds::change`] says; `stale` when the settings are not at `version` any more.
pub async fn change_rules(
    ctx: &Ctx,
    typed: &BTreeMap<String, String>,
    version: Option<i64>,
) -> Result<()> {
    ctx.actor.may(Permission::SettingsManage)?;
    let after = thresholds::change(&ctx.settings.relationships, typed)?;
    let tx = ctx.write(Permission::SettingsManage).await?;
    jobs::enqueue(&tx, &Job::new(REVIEW).unique(REVIEW)).await?;
    workspaces::save(tx, version, |_, settings| settings.relationships = after).await
}

/// Looks at every relationship with the thresholds of now, a few parties in each transaction.
///
/// # Errors
/// `forbidden`, or a broken database.
pub async fn review_all(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let (mut done, mut after) = (0, Uuid::nil());
    loop {
        if progress.is_cancelled() {
            return Ok(Outcome::Cancelled);
        }
        let parties =
            rows::parties_after(&ctx.read(Permission::PartiesRead)?, after, super::BATCH).await?;
        let Some(last) = parties.last() else {
            return Ok(Outcome::Done);
        };
        after = *last;
        done += parties.len() as i64;
        let mut tx = ctx.write(Permission::RelationshipsWrite).await?;
        for party_id in parties {
            let customer = metrics::take(&tx, party_id).await?;
            super::look_again(&mut tx, &customer).await?;
        }
        tx.commit().await?;
        progress.set(done, 0);
    }
}
