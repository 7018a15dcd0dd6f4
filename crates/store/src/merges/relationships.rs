//! Relationships in a merge: each as it was on both sides, and whose history was whose.

use quen_core::Result;
use quen_core::parties::Party;
use quen_core::relationships::Relationship;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Merge, PARTIES};
use crate::db::{Value, sql};
use crate::{Rows, Writing};

const RELATIONSHIPS: &str = "relationships";
const HISTORY: &str = "relationship_history";

/// A relationship as it was, and the version in which the merge left it; none where the merge took it away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// As it was; none where the merge made it.
    pub before: Option<Relationship>,
    /// Its version after the merge.
    pub version_after: Option<i64>,
}

/// An entry of the history: whose it was.
#[derive(Debug, Serialize, Deserialize)]
struct Whose {
    party_id: Uuid,
    relationship_id: Uuid,
}

/// The history of a party: each entry with its relationship.
///
/// # Errors
/// A broken database.
pub async fn history_ids(rows: &impl Rows, party: Uuid) -> Result<Vec<(Uuid, Uuid)>> {
    let q = sql(
        "SELECT id, relationship_id FROM relationship_history WHERE workspace_id = $1 AND party_id = $2 ORDER BY at, id",
    );
    rows.all(q.bind(rows.workspace()).bind(party)).await
}

/// Notes what the relationships and histories of both were, and which entries the merge wrote.
///
/// # Errors
/// A broken database.
pub async fn put_kept(
    tx: &Writing,
    merge: Uuid,
    relationships: Vec<(Uuid, Kept)>,
    theirs: (Uuid, &[(Uuid, Uuid)]),
    written: &[Uuid],
) -> Result<()> {
    let rows = relationships
        .iter()
        .map(|(id, kept)| (*id, Value::json(kept)));
    PARTIES
        .note(tx, merge, RELATIONSHIPS, rows.collect())
        .await?;
    let whose = |relationship_id: Uuid| Whose {
        party_id: theirs.0,
        relationship_id,
    };
    let moved = theirs
        .1
        .iter()
        .map(|(id, of)| (*id, Value::json(&whose(*of))));
    let fresh = written.iter().map(|id| (*id, Value::Null));
    PARTIES
        .note(tx, merge, HISTORY, moved.chain(fresh).collect())
        .await
}

/// What the relationships were.
///
/// # Errors
/// A broken database.
pub async fn kept(rows: &impl Rows, merge: Uuid) -> Result<Vec<(Uuid, Kept)>> {
    let found = PARTIES.noted::<Kept>(rows, merge, RELATIONSHIPS).await?;
    Ok(found
        .into_iter()
        .filter_map(|(id, kept)| Some((id, kept?)))
        .collect())
}

/// Gives the other party its history back and takes out what the merge wrote.
///
/// # Errors
/// A broken database.
pub async fn history_back(tx: &Writing, merge: &Merge<Party>) -> Result<()> {
    let (mut back, mut gone) = (Vec::new(), Vec::new());
    for (id, whose) in PARTIES.noted::<Whose>(tx, merge.id, HISTORY).await? {
        match whose {
            Some(whose) => back.push(vec![
                Value::from(tx.workspace()),
                id.into(),
                whose.party_id.into(),
                whose.relationship_id.into(),
            ]),
            None => gone.push(vec![Value::from(tx.workspace()), id.into()]),
        }
    }
    if !back.is_empty() {
        tx.execute_many(
            "UPDATE relationship_history SET party_id = $3, relationship_id = $4 WHERE workspace_id = $1 AND id = $2",
            back,
        )
        .await?;
    }
    if !gone.is_empty() {
        tx.execute_many(
            "DELETE FROM relationship_history WHERE workspace_id = $1 AND id = $2",
            gone,
        )
        .await?;
    }
    Ok(())
}
