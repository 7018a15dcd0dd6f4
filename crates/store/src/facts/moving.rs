//! Facts on their way from one party to another and back, and away for good. A fact keeps the party it was learnt of, so that
//! a merge can be undone without guessing.

use std::collections::BTreeSet;

use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::db::sql;
use crate::dialect::search;
use crate::{Rows, Writing, fields};

/// Gives all facts of one party to another; where each was learnt stays.
///
/// # Errors
/// A broken database.
pub async fn move_all(tx: &Writing, from: Uuid, to: Uuid) -> Result<()> {
    for text in [
        "UPDATE facts SET party_id = $3, version = version + 1 WHERE workspace_id = $1 AND party_id = $2",
        "UPDATE fact_uses SET party_id = $3 WHERE workspace_id = $1 AND party_id = $2",
    ] {
        tx.execute(sql(text).bind(tx.workspace()).bind(from).bind(to))
            .await?;
    }
    let q = sql("DELETE FROM fact_asides WHERE workspace_id = $1 AND party_id = $2");
    tx.execute(q.bind(tx.workspace()).bind(from)).await?;
    follow(tx, from, to).await
}

/// Takes the roll-ups over facts of both parties anew.
async fn follow(tx: &Writing, one: Uuid, other: Uuid) -> Result<()> {
    if tx.customs().followed(Noun::Facts.plural()).is_empty() {
        return Ok(());
    }
    // In one order, so that two merges wait for each other and not each for the other.
    for id in BTreeSet::from([one, other]) {
        fields::renew(tx, Noun::Parties.plural(), id, Some(Noun::Facts.plural())).await?;
    }
    Ok(())
}

/// Generations of merges that are followed back.
const GENERATIONS: usize = 20;

/// The parties that were merged into this one, directly or through another.
async fn taken_in(tx: &Writing, party: Uuid) -> Result<Vec<Uuid>> {
    let (mut all, mut last) = (Vec::new(), vec![party]);
    for _ in 0..GENERATIONS {
        let mut q = sql(
            "SELECT id FROM parties WHERE workspace_id = $1 AND deleted_at IS NOT NULL AND merged_into IN ",
        )
        .bind(tx.workspace());
        q.push_list(last.iter().copied());
        let found: Vec<(Uuid,)> = tx.all(q).await?;
        if found.is_empty() {
            break;
        }
        last = found.into_iter().map(|(id,)| id).collect();
        all.extend(last.iter().copied());
    }
    Ok(all)
}

/// Gives back to `loser` what `winner` holds of it: the facts that were learnt of the loser and of whoever had been merged into
/// it before.
///
/// # Errors
/// A broken database.
pub async fn move_back(tx: &Writing, winner: Uuid, loser: Uuid) -> Result<()> {
    let mut ids = taken_in(tx, loser).await?;
    ids.push(loser);
    let mut q = sql(
        "UPDATE facts SET party_id = $3, version = version + 1 WHERE workspace_id = $1 AND party_id = $2 AND origin_id IN ",
    )
    .bind(tx.workspace())
    .bind(winner)
    .bind(loser);
    q.push_list(ids);
    tx.execute(q).await?;
    let q = sql(
        "UPDATE fact_uses SET party_id = $2 WHERE workspace_id = $1 AND fact_id IN (SELECT id FROM facts WHERE workspace_id = $1 AND party_id = $2)",
    );
    tx.execute(q.bind(tx.workspace()).bind(loser)).await?;
    follow(tx, winner, loser).await
}

/// Removes every fact that is of a party or was learnt of it, with its uses and its words in the search index. Nothing of what
/// they said is left here.
///
/// # Errors
/// A broken database.
pub async fn erase_of_party(tx: &Writing, party: Uuid) -> Result<u64> {
    let q = sql(
        "SELECT id FROM facts WHERE workspace_id = $1 AND party_id = $2 UNION SELECT id FROM facts WHERE workspace_id = $1 AND origin_id = $2",
    );
    let ids: Vec<(Uuid,)> = tx.all(q.bind(tx.workspace()).bind(party)).await?;
    let mut named = Vec::new();
    for (id,) in &ids {
        named.extend(fields::named_before(tx, Noun::Facts.plural(), *id).await?);
        search::remove(tx, *id).await?;
        let q = sql("DELETE FROM facts WHERE workspace_id = $1 AND id = $2");
        tx.execute(q.bind(tx.workspace()).bind(*id)).await?;
        // What its events tell of it in words.
        let q = sql("UPDATE events SET personal = $3 WHERE workspace_id = $1 AND record_id = $2");
        let blank = crate::db::Value::Json(serde_json::json!({}));
        tx.execute(q.bind(tx.workspace()).bind(*id).bind(blank))
            .await?;
    }
    for text in [
        "DELETE FROM fact_asides WHERE workspace_id = $1 AND party_id = $2",
        "DELETE FROM party_learning WHERE workspace_id = $1 AND party_id = $2",
        "DELETE FROM party_learning_months WHERE workspace_id = $1 AND party_id = $2",
        "UPDATE parties SET learning = NULL WHERE workspace_id = $1 AND id = $2",
    ] {
        tx.execute(sql(text).bind(tx.workspace()).bind(party))
            .await?;
    }
    fields::follow(tx, Noun::Facts.plural(), named).await?;
    Ok(u64::try_from(ids.len()).unwrap_or(u64::MAX))
}
