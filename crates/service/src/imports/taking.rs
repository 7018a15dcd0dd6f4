//! One record taken in from a file, of any kind: made, changed or left as it is, through the kind's own rules. What it was before
//! is answered for the undo log.

use quen_core::Result;
use quen_core::fields;
use quen_core::kept::Kept;
use quen_store::records as store;
use serde_json::{Value, json};
use uuid::Uuid;

use super::OnMatch;
use super::crowd::Fate;
use crate::Tx;
use crate::records::{self, Kind, Values};

/// What a row asks for.
pub(crate) struct Took {
    /// The record that is there already, perhaps in the bin.
    pub present: Option<Uuid>,
    /// The row's values.
    pub values: Values,
    /// What becomes of a record that is there.
    pub on_match: OnMatch,
}

/// What became of it.
pub(crate) struct Taken {
    pub fate: Fate,
    /// The record and its version now, when it was made or changed.
    pub written: Option<(Uuid, i64)>,
    /// The record as it was; `None` for a new one.
    pub before: Option<Value>,
}

impl Taken {
    fn without(fate: Fate) -> Self {
        Self {
            fate,
            written: None,
            before: None,
        }
    }
}

/// Makes or changes one record with what follows from it.
pub(crate) async fn take_in<K: Kind>(tx: &mut Tx, took: Took) -> Result<Taken> {
    let live = match took.present {
        Some(id) => K::find(&tx.rows, id)
            .await?
            .filter(|record| record.deleted_at().is_none() && K::belongs(tx.ctx(), record)),
        None => None,
    };
    match live.filter(|_| took.on_match != OnMatch::Create) {
        Some(_) if took.on_match == OnMatch::Skip => Ok(Taken::without(Fate::Skipped)),
        Some(before) => {
            let after = records::update_in::<K>(tx, before.id(), None, took.values).await?;
            if after.version() == before.version() {
                return Ok(Taken::without(Fate::Skipped));
            }
            Ok(Taken {
                fate: Fate::Updated,
                written: Some((after.id(), after.version())),
                before: Some(json!(before)),
            })
        }
        None => {
            let made = records::create_in::<K>(tx, took.values).await?;
            Ok(Taken {
                fate: Fate::Created,
                written: Some((made.id(), made.version())),
                before: None,
            })
        }
    }
}

/// The record that these values mean, by what it is called and whose it is.
pub(crate) async fn same<K: Kind>(tx: &Tx, values: Values) -> Result<Option<Uuid>> {
    let mut record = K::blank(tx.ctx());
    fields::apply(&mut record, values)?;
    store::same::<K::Table>(&tx.rows, &record).await
}
