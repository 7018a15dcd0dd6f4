//! Rows of parties, their lookup keys and their search document.

mod beside;
mod bulk;
mod keys;
mod sorting;

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::fields::Catalogue;
use quen_core::parties::{Party, Standing, catalogue};
use quen_core::quality::{Quality, assess, fresh_until};
use quen_core::{Error, Noun, Result};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::dialect::search;
use crate::records::{Loaded, Place, Table, loaded, sorted_by};
use crate::{Rows, Writing, fields};

pub use beside::{NextTask, Organization, next_tasks, organizations};
pub use bulk::{changed_since, compared_after, insert_many, same_names};
pub use keys::{by_key, keys_of_many};
pub use sorting::{put_keys, stale_keys};

/// The table of parties.
pub struct Parties;

const COLUMNS: &str = "t.id, t.kind, t.name, t.code, t.phones, t.emails, t.tax_code, t.birthday, t.gender, t.salutation, t.address, \
    t.website, t.tags, t.roles, t.source, t.note, t.owner_id, t.incomplete, t.custom, t.stage, t.type, t.occasions, t.spend, t.margin, \
    t.first_order_on, t.last_order_on, t.rhythm_days, t.last_contact_at, t.version, t.created_at, t.updated_at, t.deleted_at, t.merged_into, \
    t.p_alive, t.clv, t.expected_orders, t.learning, t.quality, t.quality_due";

fn party(row: &Row<'_>) -> Result<Party, DbError> {
    Ok(Party {
        id: row.get(0)?,
        kind: row.get(1)?,
        name: row.get(2)?,
        code: row.get(3)?,
        phones: row.json(4)?,
        emails: row.json(5)?,
        tax_code: row.get(6)?,
        birthday: row.json_optional(7)?,
        gender: row.get(8)?,
        salutation: row.get(9)?,
        address: row.json_optional(10)?,
        website: row.get(11)?,
        tags: row.json(12)?,
        roles: row.json(13)?,
        source: row.get(14)?,
        note: row.get(15)?,
        owner_id: row.get(16)?,
        incomplete: row.get(17)?,
        custom: row.json(18)?,
        standing: standing(row)?,
        version: row.get(28)?,
        created_at: row.get(29)?,
        updated_at: row.get(30)?,
        deleted_at: row.get(31)?,
        merged_into: row.get(32)?,
        quality: Quality {
            outdated: row.get::<Option<i64>>(37)?.is_some()
                && row.get::<Option<NaiveDate>>(38)?.is_none(),
            ..Quality::default()
        },
    }
    .assessed())
}

fn standing(row: &Row<'_>) -> Result<Standing, DbError> {
    Ok(Standing {
        stage: row.get(19)?,
        kind: row.get(20)?,
        occasions: row.get(21)?,
        spend: row.get(22)?,
        margin: row.get(23)?,
        first_order_on: row.get(24)?,
        last_order_on: row.get(25)?,
        rhythm_days: row.get(26)?,
        last_contact_at: row.get(27)?,
        p_alive: row.get(33)?,
        clv: row.get(34)?,
        expected_orders: row.get(35)?,
        learning: row.get(36)?,
        ..Standing::default()
    })
}

impl Table for Parties {
    type Record = Party;
    const NAME: &'static str = "parties";
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = Some("t.owner_id");
    const LED: &'static [&'static str] = &[
        "t.source",
        "t.province_code",
        "t.stage",
        "t.owner_id",
        "t.occasions",
        "t.spend",
        "t.margin",
        "t.first_order_on",
        "t.last_order_on",
        "t.last_contact_at",
        "t.created_at",
        "t.updated_at",
    ];
    const PROBED: &'static [(&'static str, &'static str)] = &[
        ("t.source", "parties_source"),
        ("t.province_code", "parties_province"),
        ("t.stage", "parties_stage"),
        ("t.owner_id", "parties_owner"),
    ];

    fn catalogue() -> Catalogue {
        catalogue()
    }
    fn read(row: &Row<'_>) -> Result<Party, DbError> {
        party(row)
    }
    fn sort_value(party: &Party, field: &str) -> Value {
        match field {
            "name" => name_key(&party.name).into(),
            "code" => party
                .code
                .as_deref()
                .map(quen_core::parties::code_key)
                .into(),
            _ => sorted_by(party, field),
        }
    }
    fn place(field: &str) -> Option<Place> {
        Some(match field {
            "sort:name" => Place::Column("t.name_key"),
            "sort:code" => Place::Column("t.code_key"),
            "phones" => Place::Keys("phone"),
            "emails" => Place::Keys("email"),
            "tags" => Place::Keys("tag"),
            "roles" => Place::Words("t.roles"),
            "kind" => Place::Column("t.kind"),
            "name" => Place::Column("t.name"),
            "code" => Place::Column("t.code"),
            "tax_code" => Place::Column("t.tax_code"),
            "birthday" => Place::Column("t.birthday_key"),
            "gender" => Place::Column("t.gender"),
            "address" | "province" => Place::Column("t.province_code"),
            "source" => Place::Column("t.source"),
            "owner_id" => Place::Column("t.owner_id"),
            "incomplete" => Place::Column("t.incomplete"),
            "stage" => Place::Column("t.stage"),
            "type" => Place::Column("t.type"),
            "occasions" => Place::Column("t.occasions"),
            "spend" => Place::Column("t.spend"),
            "p_alive" => Place::Column("t.p_alive"),
            "clv" => Place::Column("t.clv"),
            "expected_orders" => Place::Column("t.expected_orders"),
            "learning" => Place::Column("t.learning"),
            "known" => Place::Known,
            quen_core::privacy::breaches::TOUCHED => Place::Touched,
            "margin" => Place::Column("t.margin"),
            "first_order_on" => Place::Column("t.first_order_on"),
            "last_order_on" => Place::Column("t.last_order_on"),
            "rhythm_days" => Place::Column("t.rhythm_days"),
            "last_contact_at" => Place::Column("t.last_contact_at"),
            "quality" => Place::Column("t.quality"),
            "faults" => Place::Keys("fault"),
            "created_at" => Place::Column("t.created_at"),
            "updated_at" => Place::Column("t.updated_at"),
            _ => return None,
        })
    }
}

/// Sort key of a name: given name, family name, middle names, Vietnamese order.
fn name_key(name: &str) -> Vec<u8> {
    quen_vietnam::collation::name_key(name)
}

/// One party the actor may see, in the bin or not.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, id: Uuid) -> Result<Option<Party>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM parties t WHERE t.workspace_id = $1 AND t.id = $2"
    ))
    .bind(rows.workspace())
    .bind(id);
    rows.narrow(&mut q, "t.owner_id");
    Ok(rows.optional::<Loaded<Parties>>(q).await?.map(|row| row.0))
}

/// Several parties the actor may see, in any order.
///
/// # Errors
/// A broken database.
pub async fn find_many(rows: &impl Rows, ids: &[Uuid]) -> Result<Vec<Party>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM parties t WHERE t.workspace_id = $1"
    ))
    .bind(rows.workspace());
    q.push(" AND t.id IN ").push_list(ids.iter().copied());
    rows.narrow(&mut q, "t.owner_id");
    loaded::<Parties>(rows, q).await
}

/// Day of entry and roles of a party that the caller has found, in the bin or not.
///
/// # Errors
/// `not-found`.
pub async fn roles(rows: &impl Rows, id: Uuid) -> Result<(DateTime<Utc>, Vec<String>)> {
    struct RolesRow(DateTime<Utc>, Vec<String>);
    impl FromRow for RolesRow {
        fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
            Ok(Self(row.get(0)?, row.json(1)?))
        }
    }
    let q = sql("SELECT created_at, roles FROM parties WHERE workspace_id = $1 AND id = $2")
        .bind(rows.workspace())
        .bind(id);
    let RolesRow(since, roles) = rows.one(q).await?;
    Ok((since, roles))
}

/// Writes a new party with its keys and search document.
///
/// # Errors
/// `constraint` when the code is taken.
pub async fn insert(tx: &Writing, party: &Party) -> Result<()> {
    let worked = aged(tx, fields::begun(tx, Noun::Parties, party));
    let party = worked.as_ref();
    let mut values = vec![
        Value::from(tx.workspace()),
        party.id.into(),
        party.created_at.into(),
    ];
    values.extend(writable(tx, party));
    tx.execute_many(INSERT, vec![values]).await?;
    keys::write(tx, party).await?;
    fields::keep(tx, Noun::Parties, party).await?;
    search::put(tx, Noun::Parties, party.id, &document(tx, party)).await?;
    let named = fields::named_by(tx, WORD, party);
    fields::follow(tx, WORD, named).await
}

/// The word of the kind.
const WORD: &str = Noun::Parties.plural();

/// The words of a party and of its custom fields.
fn document(tx: &Writing, party: &Party) -> String {
    party.search_text() + &fields::text_of(tx, Noun::Parties, party)
}

const INSERT: &str = "INSERT INTO parties (workspace_id, id, created_at, kind, name, name_key, code, code_key, phones, emails, tax_code, \
    birthday, birthday_key, gender, salutation, address, province_code, website, tags, roles, source, note, owner_id, incomplete, custom, \
    version, updated_at, deleted_at, merged_into, quality, quality_due, stage, type, occasions, spend, margin) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, \
    $28, $29, $30, $31, 'awareness', 'new', 0, 0, 0)";

const UPDATE: &str = "UPDATE parties SET kind = $3, name = $4, name_key = $5, code = $6, code_key = $7, phones = $8, emails = $9, \
    tax_code = $10, birthday = $11, birthday_key = $12, gender = $13, salutation = $14, address = $15, province_code = $16, website = $17, \
    tags = $18, roles = $19, source = $20, note = $21, owner_id = $22, incomplete = $23, custom = $24, version = $25, updated_at = $26, \
    deleted_at = $27, merged_into = $28, quality = $29, quality_due = $30 WHERE workspace_id = $1 AND id = $2 AND version = $25 - 1";

/// Writes a changed party whose version was raised by one.
///
/// # Errors
/// `stale` when somebody was quicker; `constraint` when the code is taken.
pub async fn update(tx: &Writing, party: &Party) -> Result<()> {
    let mut named = fields::named_before(tx, WORD, party.id).await?;
    let completed = aged(
        tx,
        fields::completed::<Parties>(tx, Noun::Parties, party).await?,
    );
    let party = completed.as_ref();
    let mut values = vec![Value::from(tx.workspace()), party.id.into()];
    values.extend(writable(tx, party));
    if tx.execute_many(UPDATE, vec![values]).await? == 0 {
        return Err(Error::Stale {
            current: party.version,
        });
    }
    keys::write(tx, party).await?;
    fields::keep(tx, Noun::Parties, party).await?;
    if party.deleted_at.is_some() {
        search::remove(tx, party.id).await?;
    } else {
        search::put(tx, Noun::Parties, party.id, &document(tx, party)).await?;
    }
    named.extend(fields::named_by(tx, WORD, party));
    fields::follow(tx, WORD, named).await
}

/// The values people and files may change, in the order of [`INSERT`] and [`UPDATE`].
fn writable(tx: &Writing, party: &Party) -> Vec<Value> {
    vec![
        party.kind.clone().into(),
        party.name.clone().into(),
        name_key(&party.name).into(),
        party.code.clone().into(),
        party
            .code
            .as_deref()
            .map(quen_core::parties::code_key)
            .into(),
        Value::json(&party.phones),
        Value::json(&party.emails),
        party.tax_code.clone().into(),
        party.birthday.as_ref().map_or(Value::Null, Value::json),
        party
            .birthday
            .map(|day| {
                i64::from(day.month * 100 + day.day)
                    + if day.calendar == quen_core::fields::Calendar::Lunar {
                        10_000
                    } else {
                        0
                    }
            })
            .into(),
        party.gender.clone().into(),
        party.salutation.clone().into(),
        party.address.as_ref().map_or(Value::Null, Value::json),
        party
            .address
            .as_ref()
            .and_then(|address| address.province_code.clone())
            .into(),
        party.website.clone().into(),
        Value::json(&party.tags),
        Value::json(&party.roles),
        party.source.clone().into(),
        party.note.clone().into(),
        party.owner_id.into(),
        party.incomplete.into(),
        Value::json(&party.custom),
        party.version.into(),
        party.updated_at.into(),
        party.deleted_at.into(),
        party.merged_into.into(),
        assess(party).score.into(),
        due(tx, party).into(),
    ]
}

/// The day from which a party counts as outdated; none when it does already.
pub(crate) fn due(tx: &Writing, party: &Party) -> Option<NaiveDate> {
    let today = tx.house().today;
    Some(fresh_until(party.updated_at, today.zone)).filter(|day| *day > today.day)
}

/// The party with what the day says of it.
pub(crate) fn aged<'a>(tx: &Writing, mut party: Cow<'a, Party>) -> Cow<'a, Party> {
    let outdated = due(tx, &party).is_none();
    if party.quality.outdated != outdated {
        party.to_mut().quality.outdated = outdated;
    }
    party
}

/// Names of parties the actor may see, by id; unknown ones are left out.
///
/// # Errors
/// A broken database.
pub async fn names(rows: &impl Rows, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut q =
        sql("SELECT t.id, t.name FROM parties t WHERE t.workspace_id = $1").bind(rows.workspace());
    q.push(" AND t.id IN ").push_list(ids.iter().copied());
    rows.narrow(&mut q, "t.owner_id");
    rows.all(q).await
}
