//! Kinds of record that the workspace makes for itself, and their records: the same acts as for every kind. Which kind an
//! act is about stands in the gate ([`Ctx::of_kind`]).

use quen_core::fields::{Catalogue, Condition, FieldValue, ListQuery, Op, Operand, Test};
use quen_core::kinds::{CustomKind, CustomRecord, MAX_KINDS};
use quen_core::{Error, Noun, Permission, Problem, Result};
use quen_store::kinds as rows;
use quen_store::records::{insert, update};
use uuid::Uuid;

use crate::parties::referred;
use crate::records::Kind;
use crate::{Ctx, Tx};

/// The kind of kinds.
pub struct Kinds;

impl Kind for Kinds {
    const NOUN: Noun = Noun::Kinds;
    const READ: Permission = Permission::SettingsManage;
    const WRITE: Permission = Permission::SettingsManage;
    const DELETE: Permission = Permission::SettingsManage;
    type Record = CustomKind;
    type Table = rows::Kinds;

    fn blank(ctx: &Ctx) -> CustomKind {
        CustomKind::new(ctx.new_id(), ctx.now)
    }

    async fn settle(tx: &Tx, before: Option<&CustomKind>, kind: &mut CustomKind) -> Result<()> {
        kind.settle(before)?;
        let others = rows::all(&tx.rows).await?;
        if others
            .iter()
            .any(|other| other.id != kind.id && other.name == kind.name)
        {
            return Err(Error::invalid("name", "taken"));
        }
        if before.is_none() {
            has_room(&others)?;
        }
        Ok(())
    }

    async fn write(tx: &mut Tx, before: Option<&CustomKind>, kind: &CustomKind) -> Result<()> {
        match before {
            None => insert::<Self::Table>(&tx.rows, kind).await?,
            Some(before) => {
                if before.deleted_at.is_some() && kind.deleted_at.is_none() {
                    has_room(&rows::all(&tx.rows).await?)?;
                }
                update::<Self::Table>(&tx.rows, kind).await?;
            }
        }
        tx.catalogues_changed();
        match before {
            Some(before) if before.deleted_at != kind.deleted_at => {
                crate::fields::ask_over(tx, &kind.name, |_| true).await
            }
            _ => Ok(()),
        }
    }
}

fn has_room(others: &[CustomKind]) -> Result<()> {
    let live = others.iter().filter(|other| other.deleted_at.is_none());
    if live.count() >= MAX_KINDS {
        return Err(Problem::new("name", "too-many")
            .with("max", MAX_KINDS)
            .into());
    }
    Ok(())
}

/// All kinds, retired ones last.
///
/// # Errors
/// `forbidden`.
pub async fn all(ctx: &Ctx) -> Result<Vec<CustomKind>> {
    let mut found = rows::all(&ctx.read(Permission::SettingsManage)?).await?;
    found.sort_by_key(|kind| kind.deleted_at.is_some());
    Ok(found)
}

/// Records of the kind that the gate names.
pub struct Records;

impl Kind for Records {
    const NOUN: Noun = Noun::Records;
    const READ: Permission = Permission::PartiesRead;
    const WRITE: Permission = Permission::PartiesWrite;
    const DELETE: Permission = Permission::PartiesDelete;
    type Record = CustomRecord;
    type Table = rows::Records;

    fn word(ctx: &Ctx) -> String {
        ctx.kind
            .as_ref()
            .map_or_else(|| Self::NOUN.plural().to_owned(), |kind| kind.name.clone())
    }

    fn catalogue(ctx: &Ctx) -> Catalogue {
        let mut catalogue = quen_core::kinds::record_catalogue();
        let own = ctx.customs.of_word(&Self::word(ctx)).iter();
        catalogue.fields.extend(own.cloned());
        catalogue
    }

    fn confine(ctx: &Ctx, query: &mut ListQuery) {
        let kind = Condition::Test(Test {
            field: "kind".to_owned(),
            op: Op::Eq,
            operand: Operand::One(FieldValue::Text(Self::word(ctx))),
        });
        query.filter = Some(Condition::All(match query.filter.take() {
            Some(Condition::All(list)) => std::iter::once(kind).chain(list).collect(),
            Some(other) => vec![kind, other],
            None => vec![kind],
        }));
    }

    fn belongs(ctx: &Ctx, record: &CustomRecord) -> bool {
        record.kind == Self::word(ctx)
    }

    fn blank(ctx: &Ctx) -> CustomRecord {
        CustomRecord::new(ctx.new_id(), &Self::word(ctx), ctx.now)
    }

    async fn settle(
        tx: &Tx,
        before: Option<&CustomRecord>,
        record: &mut CustomRecord,
    ) -> Result<()> {
        if tx.ctx().kind.is_none() {
            return Err(Error::invalid("kind", "bad-reference"));
        }
        match record.party_id {
            Some(party) if before.and_then(|before| before.party_id) != Some(party) => {
                referred(tx, "party_id", party).await.map(drop)
            }
            _ => Ok(()),
        }
    }

    async fn write(
        tx: &mut Tx,
        before: Option<&CustomRecord>,
        record: &CustomRecord,
    ) -> Result<()> {
        match before {
            None => insert::<Self::Table>(&tx.rows, record).await,
            Some(_) => update::<Self::Table>(&tx.rows, record).await,
        }
    }
}

/// Records shown beside a customer at most.
const BESIDE: i64 = 50;

/// The records of a customer, of all kinds that are in use.
///
/// # Errors
/// `forbidden`.
pub async fn of_party(ctx: &Ctx, party: Uuid) -> Result<Vec<CustomRecord>> {
    if ctx.customs.kinds.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = rows::of_party(&ctx.read(Permission::PartiesRead)?, party, BESIDE).await?;
    found.retain(|record| ctx.customs.kind(&record.kind).is_some());
    Ok(found)
}
