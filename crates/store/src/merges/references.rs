//! Fields that a workspace made and that refer to a record of some kind: in a merge they refer to the winner, and again to the other
//! one after its undo. Which fields they are, the workspace's own catalogue says.

use quen_core::fields::{Field, own_name};
use quen_core::{Noun, Result};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::Shelf;
use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing, bins};

/// Records changed in one statement.
const TOGETHER: usize = 500;

/// A field that refers, and where the records with it lie.
struct Referring {
    field: Uuid,
    name: String,
    table: &'static str,
}

impl Referring {
    fn of(word: &str, field: &Field) -> Option<Self> {
        Some(Self {
            field: field.own.as_ref()?.id,
            name: own_name(&field.name)?.to_owned(),
            table: Noun::from_plural(word).map_or("custom_records", bins::table),
        })
    }

    fn relation(&self) -> String {
        format!("field.{}", self.field)
    }
}

fn all(tx: &Writing, (noun, word): (Noun, &str)) -> Vec<Referring> {
    let fields = tx.customs().referring(noun, word);
    fields
        .filter_map(|(of, field)| Referring::of(of, field))
        .collect()
}

/// A record with the values of its own fields.
struct Customs(Uuid, Map<String, Json>);

impl FromRow for Customs {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(row.get(0)?, row.json(1)?))
    }
}

impl Shelf {
    /// What refers to one record refers to another, and is noted.
    ///
    /// # Errors
    /// A broken database.
    pub(crate) async fn move_references(
        self,
        tx: &Writing,
        merge: Uuid,
        kind: (Noun, &str),
        (from, to): (Uuid, Uuid),
    ) -> Result<()> {
        for referring in all(tx, kind) {
            let ids = ids(tx, &referring, from).await?;
            let noted = ids.iter().map(|id| (*id, Value::Null)).collect();
            self.note(tx, merge, &referring.relation(), noted).await?;
            turn(tx, &referring, &ids, (from, to)).await?;
        }
        Ok(())
    }

    /// What a merge moved refers again to the other record, as far as it still refers to the winner.
    ///
    /// # Errors
    /// A broken database.
    pub(crate) async fn references_back(
        self,
        tx: &Writing,
        merge: Uuid,
        kind: (Noun, &str),
        (winner, loser): (Uuid, Uuid),
    ) -> Result<()> {
        for referring in all(tx, kind) {
            let noted = self.noted::<Json>(tx, merge, &referring.relation()).await?;
            let ids: Vec<Uuid> = noted.into_iter().map(|(id, _)| id).collect();
            turn(tx, &referring, &ids, (winner, loser)).await?;
        }
        Ok(())
    }
}

/// How many records refer to one, at most `most`.
///
/// # Errors
/// A broken database.
pub(super) async fn count(tx: &Writing, kind: (Noun, &str), id: Uuid, most: i64) -> Result<i64> {
    let mut sum = 0;
    for referring in all(tx, kind) {
        let q = sql(
            "SELECT count(*) FROM (SELECT 1 AS one FROM field_values WHERE workspace_id = $1 AND field_id = $2 AND word = $3 LIMIT $4) counted",
        );
        let q = q.bind(tx.workspace()).bind(referring.field);
        let (count,): (i64,) = tx.one(q.bind(id.to_string()).bind(most)).await?;
        sum += count;
    }
    Ok(sum)
}

async fn ids(tx: &Writing, referring: &Referring, to: Uuid) -> Result<Vec<Uuid>> {
    let q = sql(
        "SELECT record_id FROM field_values WHERE workspace_id = $1 AND field_id = $2 AND word = $3 ORDER BY record_id",
    );
    let q = q.bind(tx.workspace()).bind(referring.field);
    let found: Vec<(Uuid,)> = tx.all(q.bind(to.to_string())).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Those of the records that still refer to one refer to the other; their versions grow.
async fn turn(
    tx: &Writing,
    referring: &Referring,
    ids: &[Uuid],
    (from, to): (Uuid, Uuid),
) -> Result<()> {
    let (table, said) = (referring.table, Json::from(from.to_string()));
    for some in ids.chunks(TOGETHER) {
        let mut q = sql(format!(
            "SELECT id, custom FROM {table} WHERE workspace_id = "
        ));
        q.push_bind(tx.workspace()).push(" AND id IN ");
        q.push_list(some.iter().copied());
        let (mut changed, mut values) = (Vec::new(), Vec::new());
        for Customs(id, mut custom) in tx.all::<Customs>(q).await? {
            if custom.get(&referring.name) != Some(&said) {
                continue;
            }
            custom.insert(referring.name.clone(), Json::from(to.to_string()));
            changed.push(vec![
                Value::from(tx.workspace()),
                id.into(),
                Value::json(&custom),
            ]);
            values.push(vec![
                Value::from(tx.workspace()),
                id.into(),
                referring.field.into(),
                from.to_string().into(),
                to.to_string().into(),
            ]);
        }
        if changed.is_empty() {
            continue;
        }
        let text = format!(
            "UPDATE {table} SET custom = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2"
        );
        tx.execute_many(text, changed).await?;
        let text = "UPDATE field_values SET word = $5 WHERE workspace_id = $1 AND record_id = $2 AND field_id = $3 AND word = $4";
        tx.execute_many(text, values).await?;
    }
    Ok(())
}
