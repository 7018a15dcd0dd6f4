//! Rows of kinds that workspaces made, and of their records. A record that belongs to a customer is seen by those who
//! reach the customer; one that belongs to nobody by everybody in the workspace.

use quen_core::access::Records as Scope;
use quen_core::fields::Catalogue;
use quen_core::kinds::{CustomKind, CustomRecord, catalogue, record_catalogue};
use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::Rows;
use crate::db::{Db, DbError, Queries, Row, Sql, Value, sql};
use crate::records::{Loaded, PARTY_OWNER, Place, Table, Written, loaded, sorted_by};
use crate::rows::boxed;

/// The table of kinds.
pub struct Kinds;

const COLUMNS: &str = "t.id, t.name, t.one_vi, t.one_en, t.many_vi, t.many_en, t.icon, t.version, t.created_at, t.updated_at, t.deleted_at";

impl Table for Kinds {
    type Record = CustomKind;
    const NAME: &'static str = "custom_kinds";
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = None;

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<CustomKind, DbError> {
        Ok(CustomKind {
            id: row.get(0)?,
            name: row.get(1)?,
            one_vi: row.get(2)?,
            one_en: row.get(3)?,
            many_vi: row.get(4)?,
            many_en: row.get(5)?,
            icon: row.get(6)?,
            version: row.get(7)?,
            created_at: row.get(8)?,
            updated_at: row.get(9)?,
            deleted_at: row.get(10)?,
        })
    }

    fn place(_field: &str) -> Option<Place> {
        None
    }
}

impl Written for Kinds {
    const NOUN: Noun = Noun::Kinds;
    const WRITTEN: &'static [&'static str] = &[
        "name",
        "one_vi",
        "one_en",
        "many_vi",
        "many_en",
        "icon",
        "created_at",
        "updated_at",
    ];

    fn values(record: &CustomKind) -> Vec<Value> {
        vec![
            record.name.clone().into(),
            record.one_vi.clone().into(),
            record.one_en.clone().into(),
            record.many_vi.clone().into(),
            record.many_en.clone().into(),
            record.icon.clone().into(),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(_record: &CustomKind) -> Option<String> {
        None
    }
}

/// The kinds of a workspace by name, retired ones too.
///
/// # Errors
/// A broken database.
pub async fn all(rows: &impl Rows) -> Result<Vec<CustomKind>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM custom_kinds t WHERE t.workspace_id = $1 ORDER BY t.id"
    ));
    loaded::<Kinds>(rows, q.bind(rows.workspace())).await
}

/// The kinds of a workspace that are in use.
///
/// # Errors
/// A broken database.
pub async fn in_use(db: &Db, workspace: Uuid) -> Result<Vec<CustomKind>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM custom_kinds t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL ORDER BY t.id"
    ));
    let reader = db.read(workspace);
    let found: Vec<Loaded<Kinds>> = boxed(reader.all(q.bind(workspace))).await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// The table of their records.
pub struct Records;

impl Table for Records {
    type Record = CustomRecord;
    const NAME: &'static str = "custom_records";
    const SCORED: bool = true;
    const COLUMNS: &'static str = "t.id, t.kind, t.name, t.party_id, t.custom, t.version, t.created_at, t.updated_at, t.deleted_at, \
        t.quality";
    const OWNER: Option<&'static str> = None;

    fn narrow(rows: &impl Rows, q: &mut Sql) {
        if let Scope::OwnedBy(users) = rows.access().records() {
            q.push(" AND (t.party_id IS NULL OR ").push(PARTY_OWNER);
            q.push(" IN ").push_list(users.iter().copied()).push(")");
        }
    }

    fn catalogue() -> Catalogue {
        record_catalogue()
    }

    fn read(row: &Row<'_>) -> Result<CustomRecord, DbError> {
        Ok(CustomRecord {
            id: row.get(0)?,
            kind: row.get(1)?,
            name: row.get(2)?,
            party_id: row.get(3)?,
            custom: row.json(4)?,
            version: row.get(5)?,
            created_at: row.get(6)?,
            updated_at: row.get(7)?,
            deleted_at: row.get(8)?,
            quality: row.get(9)?,
        })
    }

    fn sort_value(record: &CustomRecord, field: &str) -> Value {
        match field {
            "name" => name_key(&record.name).into(),
            _ => sorted_by(record, field),
        }
    }

    fn push_same(record: &CustomRecord, q: &mut Sql) -> bool {
        q.push(" AND t.kind = ").push_bind(record.kind.clone());
        q.push(" AND t.name_key = ")
            .push_bind(name_key(&record.name));
        if let Some(party) = record.party_id {
            q.push(" AND t.party_id = ").push_bind(party);
        }
        true
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            "sort:name" => "t.name_key",
            "kind" => "t.kind",
            "name" => "t.name",
            "party_id" => "t.party_id",
            "quality" => "t.quality",
            "updated_at" => "t.updated_at",
            "created_at" => "t.created_at",
            _ => return None,
        }))
    }
}

impl Written for Records {
    const NOUN: Noun = Noun::Records;
    const WRITTEN: &'static [&'static str] = &[
        "kind",
        "name",
        "name_key",
        "party_id",
        "custom",
        "created_at",
        "updated_at",
    ];

    fn values(record: &CustomRecord) -> Vec<Value> {
        vec![
            record.kind.clone().into(),
            record.name.clone().into(),
            name_key(&record.name).into(),
            record.party_id.into(),
            Value::json(&record.custom),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(record: &CustomRecord) -> Option<String> {
        Some(record.search_text())
    }
}

/// Sort key of a record's name: word by word in Vietnamese order.
fn name_key(name: &str) -> Vec<u8> {
    quen_vietnam::collation::text_key(name)
}

/// The records of a customer that are not in the bin, of all kinds, newest first.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<CustomRecord>> {
    let mut q = sql(format!(
        "SELECT {} FROM custom_records t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL",
        Records::COLUMNS
    ))
    .bind(rows.workspace())
    .bind(party);
    Records::narrow(rows, &mut q);
    q.push(" ORDER BY t.id DESC LIMIT ").push_bind(limit);
    loaded::<Records>(rows, q).await
}
