//! What moves when two parties become one, and goes back when the merge is undone. A table that hangs on parties must be named in
//! [`HANGING`] or in [`OTHERWISE`]; a test finds one that nobody thought of. Merges of other kinds lie on a shelf of their own
//! ([`RECORDS`]), and what moves with them is in [`records`].

mod forgetting;
mod links;
pub mod records;
mod references;
mod relationships;
mod shelf;
#[cfg(test)]
mod tests;

use quen_core::parties::Party;
use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::db::sql;
use crate::{Rows, Writing};

pub(crate) use forgetting::{forget, forget_record};
pub use links::{links_back, move_links};
pub use relationships::{Kept, history_back, history_ids, kept, put_kept};
pub use shelf::{Merge, PARTIES, RECORDS, Shelf};

/// A column by which rows hang on a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hanging {
    /// Table.
    pub table: &'static str,
    /// Column with the party.
    pub column: &'static str,
    /// Rows carry a `version`, which grows when they move.
    pub versioned: bool,
    /// Rows can lie in the bin.
    pub binned: bool,
    /// The table of whose records the rows are lines, and the column that says of which: they have a position and no id.
    pub lines_of: Option<(&'static str, &'static str)>,
}

const fn hanging(table: &'static str, column: &'static str) -> Hanging {
    Hanging {
        table,
        column,
        versioned: true,
        binned: true,
        lines_of: None,
    }
}

/// What moves with a merge as it is.
pub const HANGING: &[Hanging] = &[
    hanging("benefits", "party_id"),
    Hanging {
        versioned: false,
        binned: false,
        ..hanging("breach_people", "party_id")
    },
    // Of two touches for one occasion one went before.
    Hanging {
        versioned: false,
        binned: false,
        ..hanging("care_touches", "party_id")
    },
    // The proof of what was agreed to.
    Hanging {
        versioned: false,
        binned: false,
        ..hanging("consent_history", "party_id")
    },
    hanging("custom_records", "party_id"),
    hanging("interactions", "party_id"),
    hanging("orders", "contact_id"),
    hanging("orders", "party_id"),
    hanging("payments", "party_id"),
    hanging("projects", "party_id"),
    Hanging {
        versioned: false,
        binned: false,
        ..hanging("privacy_requests", "party_id")
    },
    hanging("promises", "party_id"),
    // What was sent counts for the pressure of contact on whoever it reached.
    Hanging {
        versioned: false,
        binned: false,
        ..hanging("sent_messages", "party_id")
    },
    hanging("tasks", "party_id"),
];

/// Columns that name a party and are dealt with in another way: figures are counted anew, facts, links and relationships have
/// their own rules, news and history stay where they were told.
pub const OTHERWISE: &[&str] = &[
    "consents.party_id",
    "contact_preferences.party_id",
    "drafts.party_id",
    "duplicates.one_id",
    "duplicates.other_id",
    "events.party_id",
    "fact_asides.party_id",
    "fact_uses.party_id",
    "facts.party_id",
    "learned_refusals.party_id",
    "merges.loser_id",
    "merges.winner_id",
    "metric_days.party_id",
    "metrics.party_id",
    "notifications.party_id",
    "party_keys.party_id",
    "party_links.from_id",
    "party_links.to_id",
    "party_learning.party_id",
    "party_learning_months.party_id",
    "portal_links.party_id",
    "portal_sessions.party_id",
    "relationship_history.party_id",
    "relationships.party_id",
    "scores.party_id",
];

/// Orders whose contact person turned out to be the customer.
const OWN_CONTACT: &str = "orders.own_contact";

/// How many rows hang on a party, table by table; those in the bin are not counted.
///
/// # Errors
/// A broken database.
pub async fn counts(rows: &impl Rows, party: Uuid) -> Result<Vec<(&'static str, i64)>> {
    let mut found: Vec<(&'static str, i64)> = Vec::new();
    for Hanging {
        table,
        column,
        binned,
        ..
    } in HANGING
        .iter()
        .filter(|hanging| hanging.column == "party_id")
    {
        let live = if *binned {
            " AND deleted_at IS NULL"
        } else {
            ""
        };
        let q = sql(format!(
            "SELECT count(*) FROM {table} WHERE workspace_id = $1 AND {column} = $2{live}"
        ));
        let (count,): (i64,) = rows.one(q.bind(rows.workspace()).bind(party)).await?;
        found.push((table, count));
    }
    let q = sql(
        "SELECT count(*) FROM party_links WHERE workspace_id = $1 AND (from_id = $2 OR to_id = $2)",
    );
    let (links,): (i64,) = rows.one(q.bind(rows.workspace()).bind(party)).await?;
    found.push(("links", links));
    let q = sql(
        "SELECT count(*) FROM facts WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL AND state = 'current'",
    );
    let (facts,): (i64,) = rows.one(q.bind(rows.workspace()).bind(party)).await?;
    found.push(("facts", facts));
    Ok(found)
}

/// Moves everything of [`HANGING`] from one party to another and notes each row.
///
/// # Errors
/// A broken database.
pub async fn move_hanging(tx: &Writing, merge: Uuid, from: Uuid, to: Uuid) -> Result<()> {
    for hanging in HANGING {
        PARTIES.move_rows(tx, merge, hanging, (from, to)).await?;
    }
    let own = sql(
        "INSERT INTO merge_moves (workspace_id, merge_id, relation, record_id) SELECT workspace_id, $3, $4, id FROM orders \
         WHERE workspace_id = $1 AND party_id = $2 AND contact_id = $2",
    );
    tx.execute(
        own.bind(tx.workspace())
            .bind(to)
            .bind(merge)
            .bind(OWN_CONTACT),
    )
    .await?;
    // Nobody is the contact person of the own orders.
    let q = sql(
        "UPDATE orders SET contact_id = NULL WHERE workspace_id = $1 AND party_id = $2 AND contact_id = $2",
    );
    tx.execute(q.bind(tx.workspace()).bind(to)).await?;
    PARTIES
        .move_references(
            tx,
            merge,
            (Noun::Parties, Noun::Parties.plural()),
            (from, to),
        )
        .await?;
    follow(tx, from, to).await
}

/// Roll-ups of both parties are taken anew.
async fn follow(tx: &Writing, one: Uuid, other: Uuid) -> Result<()> {
    crate::fields::follow_all(tx, Noun::Parties.plural(), [one, other]).await
}

/// Moves back what a merge moved, as far as it still hangs on the winner.
///
/// # Errors
/// A broken database.
pub async fn hanging_back(tx: &Writing, merge: &Merge<Party>) -> Result<()> {
    let moved = "id IN (SELECT record_id FROM merge_moves WHERE workspace_id = $1 AND merge_id = $2 AND relation = $3)";
    let own = sql(format!(
        "UPDATE orders SET contact_id = $4 WHERE workspace_id = $1 AND {moved} AND party_id = $4 AND contact_id IS NULL"
    ));
    let own = own.bind(tx.workspace()).bind(merge.id).bind(OWN_CONTACT);
    tx.execute(own.bind(merge.winner_id)).await?;
    let ends = (merge.winner_id, merge.loser_id);
    for hanging in HANGING {
        PARTIES.rows_back(tx, merge.id, hanging, ends).await?;
    }
    PARTIES
        .references_back(tx, merge.id, (Noun::Parties, Noun::Parties.plural()), ends)
        .await?;
    follow(tx, merge.winner_id, merge.loser_id).await
}
