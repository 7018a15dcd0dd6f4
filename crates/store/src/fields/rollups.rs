//! Roll-ups: figures of a party over the records that hang on it, those of own kinds among them. They are taken anew in the
//! transaction of each write of such a record, always from the records themselves, so that they equal a rebuild. The
//! party's row is held meanwhile: two writes of one party's records follow each other.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::fields::custom::Rollup;
use quen_core::fields::{
    Catalogue, Computed, Condition, Field, FieldType, FieldValue, own_name, put, unindexed,
};
use quen_core::{Error, Money, Noun, Result};
use uuid::Uuid;

use super::{hold, joined_of, keep, worked_out};
use crate::db::{FromValue, Sql, Value, sql};
use crate::records::{Beside, Loaded, Table, condition_of};
use crate::{
    Rows, Writing, benefits, interactions, kinds, orders, parties, projects, promises, tasks,
};

/// The roll-up of a field.
pub(crate) fn rollup_of(field: &Field) -> Option<&Rollup> {
    match &field.own.as_ref()?.computed {
        Some(Computed::Rollup(rollup)) => Some(rollup),
        _ => None,
    }
}

/// Do roll-ups of parties look at this kind?
fn is_looked_at(tx: &Writing, word: &str) -> bool {
    let fields = tx.customs().of(Noun::Parties).iter();
    fields.filter_map(rollup_of).any(|rollup| rollup.of == word)
}

/// The party that a stored record hangs on, when roll-ups look at its kind.
///
/// # Errors
/// A broken database.
pub(crate) async fn party_before<T: Table>(
    tx: &Writing,
    word: &str,
    id: Uuid,
) -> Result<Option<Uuid>> {
    if !is_looked_at(tx, word) {
        return Ok(None);
    }
    let q = sql(format!(
        "SELECT t.party_id FROM {} t WHERE t.workspace_id = $1 AND t.id = $2",
        T::NAME
    ));
    let found: Option<(Option<Uuid>,)> = tx.optional(q.bind(tx.workspace()).bind(id)).await?;
    Ok(found.and_then(|(party,)| party))
}

/// Takes the roll-ups of these parties anew, after a record of the kind with this word that hangs on them was written.
///
/// # Errors
/// A broken database.
pub(crate) async fn follow(
    tx: &Writing,
    word: &str,
    parties: impl IntoIterator<Item = Option<Uuid>>,
) -> Result<()> {
    if !is_looked_at(tx, word) {
        return Ok(());
    }
    let mut ids: Vec<Uuid> = parties.into_iter().flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        renew(tx, id, Some(word)).await?;
    }
    Ok(())
}

/// Takes all roll-ups of these parties anew, after much that hangs on them moved.
///
/// # Errors
/// A broken database.
pub(crate) async fn follow_all(tx: &Writing, mut parties: [Uuid; 2]) -> Result<()> {
    let mut fields = tx.customs().of(Noun::Parties).iter();
    if !fields.any(|field| rollup_of(field).is_some()) {
        return Ok(());
    }
    parties.sort_unstable();
    for id in parties {
        renew(tx, id, None).await?;
    }
    Ok(())
}

/// Takes the roll-ups of a party anew, all or those over one kind, then the formulas that take them.
///
/// # Errors
/// A broken database.
pub async fn renew(tx: &Writing, party: Uuid, only: Option<&str>) -> Result<()> {
    hold::<parties::Parties>(tx, &[party]).await?;
    let q = sql(format!(
        "SELECT {} FROM parties t WHERE t.workspace_id = $1 AND t.id = $2",
        parties::Parties::COLUMNS
    ));
    let found: Option<Loaded<parties::Parties>> =
        tx.optional(q.bind(tx.workspace()).bind(party)).await?;
    let Some(Loaded(mut record)) = found else {
        return Ok(());
    };
    let before = record.custom.clone();
    for field in tx.customs().of(Noun::Parties) {
        let looks = |rollup: &&Rollup| only.is_none_or(|word| word == rollup.of);
        let Some(rollup) = rollup_of(field).filter(looks) else {
            continue;
        };
        let value = figure(tx, field, rollup, party).await?;
        put(&mut record, &field.name, value).map_err(Error::from)?;
    }
    let record = worked_out(tx, Noun::Parties, &record).into_owned();
    if record.custom != before {
        let q = sql("UPDATE parties SET custom = $3 WHERE workspace_id = $1 AND id = $2")
            .bind(tx.workspace())
            .bind(party)
            .bind(Value::json(&record.custom));
        tx.execute(q).await?;
    }
    keep(tx, Noun::Parties, &record).await
}

async fn figure(tx: &Writing, field: &Field, rollup: &Rollup, party: Uuid) -> Result<FieldValue> {
    let over = Over {
        tx,
        field,
        rollup,
        party,
    };
    match Noun::from_plural(&rollup.of) {
        Some(Noun::Orders) => over.taken::<orders::Orders>("t.ordered_at").await,
        Some(Noun::Interactions) => {
            over.taken::<interactions::Interactions>("t.started_at")
                .await
        }
        Some(Noun::Tasks) => over.taken::<tasks::Tasks>("t.created_at").await,
        Some(Noun::Promises) => over.taken::<promises::Promises>("t.created_at").await,
        Some(Noun::Projects) => over.taken::<projects::Projects>("t.created_at").await,
        Some(Noun::Benefits) => over.taken::<benefits::Benefits>("t.happened_on").await,
        None => over.taken::<kinds::Records>("t.created_at").await,
        _ => Ok(FieldValue::Empty),
    }
}

/// One figure over the live records of a party.
struct Over<'a> {
    tx: &'a Writing,
    field: &'a Field,
    rollup: &'a Rollup,
    party: Uuid,
}

impl Over<'_> {
    async fn taken<T: Table>(&self, latest: &str) -> Result<FieldValue> {
        let Some(catalogue) = joined_of(self.tx.customs(), &self.rollup.of) else {
            return Ok(FieldValue::Empty);
        };
        if self.rollup.function == "count" {
            let mut q = sql(format!("SELECT count(*) FROM {} t", T::NAME));
            self.push_where::<T>(&mut q, &catalogue)?;
            let number = self.one::<i64>(q).await?.unwrap_or(0);
            return Ok(FieldValue::Integer(number));
        }
        let Some(taken) = self
            .rollup
            .field
            .as_deref()
            .and_then(|name| catalogue.field(name))
        else {
            return Ok(FieldValue::Empty);
        };
        let Some(beside) = Beside::of::<T>(taken) else {
            return Ok(FieldValue::Empty);
        };
        let column = beside.column;
        let what = match self.rollup.function.as_str() {
            "sum" => format!("CAST(SUM({column}) AS BIGINT)"),
            "min" => format!("MIN({column})"),
            "max" => format!("MAX({column})"),
            _ => column.to_owned(),
        };
        let mut q = sql(format!("SELECT {what} FROM {} t", T::NAME));
        beside.push_join(&mut q, self.tx.workspace());
        self.push_where::<T>(&mut q, &catalogue)?;
        if self.rollup.function == "last" {
            q.push(" AND ").push(column).push(" IS NOT NULL ORDER BY ");
            q.push(latest).push(" DESC, t.id DESC LIMIT 1");
        }
        self.read(q, beside.own).await
    }

    fn push_where<T: Table>(&self, q: &mut Sql, catalogue: &Catalogue) -> Result<()> {
        q.push(" WHERE t.workspace_id = ")
            .push_bind(self.tx.workspace());
        q.push(" AND t.party_id = ").push_bind(self.party);
        q.push(" AND t.deleted_at IS NULL");
        if catalogue.noun == Noun::Records {
            q.push(" AND t.kind = ").push_bind(self.rollup.of.as_str());
        }
        if let Some(filter) = &self.rollup.filter {
            // A field in the condition may have been retired since: then nothing is left out.
            if let Ok(condition) = Condition::parse(catalogue, filter) {
                q.push(" AND ");
                condition_of::<T>(self.tx, q, catalogue, &condition)?;
            }
        }
        Ok(())
    }

    /// The figure as a value of the field: from a column of its own type, or from the index of custom values.
    async fn read(&self, q: Sql, own: bool) -> Result<FieldValue> {
        let zero = || FieldValue::Integer(0);
        let summed = self.rollup.function == "sum";
        Ok(match &self.field.kind {
            FieldType::Day if !own => {
                FieldValue::of(self.one::<NaiveDate>(q).await?, FieldValue::Day)
            }
            FieldType::Instant if !own => {
                FieldValue::of(self.one::<DateTime<Utc>>(q).await?, FieldValue::Instant)
            }
            FieldType::Choice(_) | FieldType::Text { .. } => {
                FieldValue::text(self.one::<String>(q).await?.as_deref())
            }
            FieldType::Bool if !own => FieldValue::of(self.one::<bool>(q).await?, FieldValue::Bool),
            kind => match (self.one::<i64>(q).await?, kind) {
                (None, FieldType::Integer | FieldType::Percent) if summed => zero(),
                (None, FieldType::Money) if summed => self.money(0),
                (None, _) => FieldValue::Empty,
                (Some(number), kind) => unindexed(kind, number, self.tx.house().currency),
            },
        })
    }

    fn money(&self, amount: i64) -> FieldValue {
        FieldValue::Money(Money::new(amount, self.tx.house().currency))
    }

    async fn one<T: FromValue + Send + 'static>(&self, q: Sql) -> Result<Option<T>> {
        let found: Option<(Option<T>,)> = self.tx.optional(q).await?;
        Ok(found.and_then(|(value,)| value))
    }
}

/// Can a roll-up be taken of this field? Only of what lies in a column or in the index of custom values.
pub fn can_be_taken(rollup: &Rollup, catalogue: &Catalogue) -> bool {
    if rollup.function == "count" {
        return true;
    }
    let Some(field) = rollup
        .field
        .as_deref()
        .and_then(|name| catalogue.field(name))
    else {
        return false;
    };
    let numeric = matches!(
        field.kind,
        FieldType::Money | FieldType::Integer | FieldType::Decimal | FieldType::Percent
    );
    let ordered = numeric
        || matches!(
            field.kind,
            FieldType::Day | FieldType::Instant | FieldType::Choice(_) | FieldType::Text { .. }
        );
    let there = own_name(&field.name).is_some()
        || match Noun::from_plural(&rollup.of) {
            Some(Noun::Orders) => Beside::of::<orders::Orders>(field).is_some(),
            Some(Noun::Interactions) => Beside::of::<interactions::Interactions>(field).is_some(),
            Some(Noun::Tasks) => Beside::of::<tasks::Tasks>(field).is_some(),
            Some(Noun::Promises) => Beside::of::<promises::Promises>(field).is_some(),
            Some(Noun::Projects) => Beside::of::<projects::Projects>(field).is_some(),
            Some(Noun::Benefits) => Beside::of::<benefits::Benefits>(field).is_some(),
            None => Beside::of::<kinds::Records>(field).is_some(),
            _ => false,
        };
    there
        && match rollup.function.as_str() {
            "sum" => numeric,
            "min" | "max" | "last" => ordered,
            _ => false,
        }
}
