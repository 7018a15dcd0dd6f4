//! Fields that the workspace makes for itself: made, changed, put in order, retired. A retired field is in the bin; its
//! values stay in the records and come back with it.

mod checks;
mod due;
mod refresh;

use quen_core::fields::custom::{CustomField, Rollup};
use quen_core::fields::formula::House;
use quen_core::fields::{Catalogue, Field, Moment, Record};
use quen_core::kept::Kept;
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::fields as rows;
use quen_store::records::{insert, update};
use uuid::Uuid;

use crate::records::Kind;
use crate::{Ctx, Tx};

pub use checks::is_shown;
pub(crate) use checks::{check, check_given};
pub(crate) use due::ask as ask_due;
pub use due::{DUE, catch_up};
pub use quen_core::fields::{Relation, relations_to};
pub(crate) use refresh::ask_over;
pub use refresh::{DAILY, REFRESH, daily, refresh};

/// The kind.
pub struct Fields;

impl Kind for Fields {
    const NOUN: Noun = Noun::Fields;
    const READ: Permission = Permission::SettingsManage;
    const WRITE: Permission = Permission::SettingsManage;
    const DELETE: Permission = Permission::SettingsManage;
    type Record = CustomField;
    type Table = rows::Fields;

    fn blank(ctx: &Ctx) -> CustomField {
        CustomField::new(ctx.new_id(), ctx.now)
    }

    async fn settle(tx: &Tx, before: Option<&CustomField>, field: &mut CustomField) -> Result<()> {
        field.settle(before)?;
        checks::fits(tx, before, field).await
    }

    async fn write(tx: &mut Tx, before: Option<&CustomField>, field: &CustomField) -> Result<()> {
        match before {
            None => insert::<Self::Table>(&tx.rows, field).await?,
            Some(before) => {
                if before.deleted_at.is_some() && field.deleted_at.is_none() {
                    checks::has_room(tx, &field.noun).await?;
                }
                update::<Self::Table>(&tx.rows, field).await?;
            }
        }
        tx.catalogues_changed();
        if field.deleted_at.is_none() && before.is_none_or(|before| changes_values(before, field)) {
            refresh::ask(tx, &field.noun).await?;
        }
        if let Some(before) = before
            && (changes_values(before, field) || before.deleted_at != field.deleted_at)
        {
            refresh::ask_holders(tx, field).await?;
        }
        Ok(())
    }
}

/// Does the change of a definition change what records hold or what is indexed of it?
fn changes_values(before: &CustomField, after: &CustomField) -> bool {
    before.deleted_at.is_some()
        || before.r#type != after.r#type
        || before.filterable != after.filterable
        || before.result != after.result
        || before.formula != after.formula
        || before.rollup != after.rollup
}

/// The definitions of a kind in the order of forms, retired ones last.
///
/// # Errors
/// `forbidden`.
pub async fn of_noun(ctx: &Ctx, noun: &str) -> Result<Vec<CustomField>> {
    let reading = ctx.read(Permission::SettingsManage)?;
    let mut found = rows::all(&reading, Some(noun)).await?;
    found.sort_by_key(|field| field.deleted_at.is_some());
    Ok(found)
}

/// Puts the fields of a kind in this order; those not named come behind.
///
/// # Errors
/// `not-found` for a field of another kind.
pub async fn arrange(ctx: &Ctx, noun: &str, order: &[Uuid]) -> Result<Vec<CustomField>> {
    let mut tx = ctx.write(Permission::SettingsManage).await?;
    let mut found = rows::all(&tx.rows, Some(noun)).await?;
    if order
        .iter()
        .any(|id| !found.iter().any(|field| field.id == *id))
    {
        return Err(Error::NotFound);
    }
    let place = |field: &CustomField| order.iter().position(|id| *id == field.id);
    found.sort_by_key(|field| (place(field).unwrap_or(usize::MAX), field.position));
    for (position, field) in (1_i64..).zip(&mut found) {
        if field.position == position {
            continue;
        }
        field.position = position;
        field.touch(ctx.now);
        update::<rows::Fields>(&tx.rows, field).await?;
        tx.record(Event::new(Noun::Fields, "updated", field.id).with("position", position));
    }
    tx.catalogues_changed();
    tx.commit().await?;
    Ok(found)
}

/// Whether values of a field are stored in records that are not in the bin.
///
/// # Errors
/// `forbidden`.
pub async fn has_values(ctx: &Ctx, field: Uuid) -> Result<bool> {
    rows::has_values(&ctx.read(Permission::SettingsManage)?, field).await
}

/// The catalogue of the kind with this word, custom fields included.
pub fn catalogue_of(ctx: &Ctx, noun: &str) -> Option<Catalogue> {
    let of = if ctx.customs.kind(noun).is_some() {
        Noun::Records.plural()
    } else {
        noun
    };
    let mut catalogue = rows::catalogue_of(of)?;
    catalogue
        .fields
        .extend(ctx.customs.of_word(noun).iter().cloned());
    Some(catalogue)
}

/// Can any figure but a count be taken of this field of the kind with this word?
pub fn can_be_rolled_up(catalogue: &Catalogue, of: &str, field: &Field) -> bool {
    let largest = Rollup {
        of: of.to_owned(),
        via: None,
        function: "max".to_owned(),
        field: Some(field.name.to_string()),
        filter: None,
    };
    rows::can_be_taken(&largest, catalogue)
}

/// Gives a record in hand the values that its formulas have.
pub(crate) fn work_out(ctx: &Ctx, catalogue: &Catalogue, record: &mut impl Record) {
    let house = House {
        currency: ctx.settings.currency,
        today: ctx.today(),
        zone: ctx.settings.zone(),
    };
    quen_core::fields::formula::work_out(catalogue, record, house);
}

/// What conditions on records in hand count days from.
pub fn moment(ctx: &Ctx) -> Moment {
    Moment {
        today: ctx.today(),
        zone: ctx.settings.zone(),
    }
}
