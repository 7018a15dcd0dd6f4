//! One figure over the live records that name a record. It reads; it never writes.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::fields::custom::Rollup;
use quen_core::fields::{Catalogue, Condition, Field, FieldType, FieldValue, own_name, unindexed};
use quen_core::{Error, Money, Noun, Result};
use uuid::Uuid;

use super::tables::{AnyTable, table_of};
use crate::Rows;
use crate::db::{FromValue, Sql, sql};
use crate::records::{Place, Spot};
use crate::rows::House;

/// Records that a write counts at most: about five milliseconds.
const AT_ONCE: i64 = 2_000;

/// A figure to be taken.
pub(super) struct Over<'a, R: Rows> {
    pub rows: &'a R,
    pub house: &'a House,
    /// The field that holds it.
    pub field: &'a Field,
    pub rollup: &'a Rollup,
    /// The fields of the records that are counted.
    pub catalogue: Catalogue,
    pub table: AnyTable,
    /// The field by which they name the record.
    pub named_by: String,
    /// Its id, when it is a custom one.
    pub own: Option<Uuid>,
    /// The record.
    pub id: Uuid,
}

impl<R: Rows> Over<'_, R> {
    /// Do more records name it than a write may wait for?
    pub async fn is_long(&self) -> Result<bool> {
        let mut q = sql("SELECT count(*) FROM (SELECT 1 AS one FROM ");
        self.push_named(&mut q)?;
        q.push(" LIMIT ").push_bind(AT_ONCE + 1).push(") counted");
        Ok(self.one::<i64>(q).await?.unwrap_or(0) > AT_ONCE)
    }

    /// The figure.
    pub async fn taken(&self) -> Result<FieldValue> {
        if self.rollup.function == "count" {
            let mut q = sql("SELECT count(*) FROM ");
            self.push_named(&mut q)?;
            self.push_filter(&mut q)?;
            let number = self.one::<i64>(q).await?.unwrap_or(0);
            return Ok(FieldValue::Integer(number));
        }
        let field = self.rollup.field.as_deref();
        let field = field.and_then(|name| self.catalogue.field(name));
        let Some(beside) = field.and_then(|field| (self.table.beside)(field)) else {
            return Ok(FieldValue::Empty);
        };
        let column = beside.column;
        let what = match self.rollup.function.as_str() {
            "sum" => format!("CAST(SUM({column}) AS BIGINT)"),
            "min" => format!("MIN({column})"),
            "max" => format!("MAX({column})"),
            _ => column.to_owned(),
        };
        let mut q = sql(format!("SELECT {what} FROM "));
        self.push_from(&mut q);
        beside.push_join(&mut q, self.rows.workspace());
        self.push_where(&mut q)?;
        self.push_filter(&mut q)?;
        if self.rollup.function == "last" {
            q.push(" AND ").push(column).push(" IS NOT NULL ORDER BY ");
            q.push(self.table.latest).push(" DESC, t.id DESC LIMIT 1");
        }
        self.read(q, beside.own).await
    }

    fn push_named(&self, q: &mut Sql) -> Result<()> {
        self.push_from(q);
        self.push_where(q)
    }

    /// The table; by a custom field, the values that name the record lead to it.
    fn push_from(&self, q: &mut Sql) {
        if self.own.is_some() {
            q.push("field_values named JOIN ").push(self.table.name);
            q.push(" t ON t.workspace_id = named.workspace_id AND t.id = named.record_id");
        } else {
            q.push(self.table.name).push(" t");
        }
    }

    fn push_where(&self, q: &mut Sql) -> Result<()> {
        q.push(" WHERE t.workspace_id = ")
            .push_bind(self.rows.workspace());
        match self.own {
            Some(own) => {
                q.push(" AND named.workspace_id = ")
                    .push_bind(self.rows.workspace());
                q.push(" AND named.field_id = ").push_bind(own);
                q.push(" AND named.word = ").push_bind(self.id.to_string());
            }
            None => {
                let Some(Place::Column(column)) = (self.table.place)(&self.named_by) else {
                    let lost = format!("no column for {}", self.named_by);
                    return Err(Error::Internal(lost));
                };
                q.push(" AND ").push(column).push(" = ").push_bind(self.id);
            }
        }
        q.push(" AND t.deleted_at IS NULL");
        if self.catalogue.noun == Noun::Records {
            q.push(" AND t.kind = ").push_bind(self.rollup.of.as_str());
        }
        Ok(())
    }

    fn push_filter(&self, q: &mut Sql) -> Result<()> {
        let Some(filter) = &self.rollup.filter else {
            return Ok(());
        };
        // A field in the condition may have been retired since: then nothing is left out.
        let Ok(condition) = Condition::parse(&self.catalogue, filter) else {
            return Ok(());
        };
        q.push(" AND ");
        let spot = Spot {
            dialect: self.rows.dialect(),
            workspace: self.rows.workspace(),
            today: self.house.today,
        };
        (self.table.condition)(spot, q, &self.catalogue, &condition)
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
                (None, FieldType::Decimal) if summed => FieldValue::Decimal(0.into()),
                (None, FieldType::Money) if summed => self.money(0),
                (None, _) => FieldValue::Empty,
                (Some(number), kind) => unindexed(kind, number, self.house.currency),
            },
        })
    }

    fn money(&self, amount: i64) -> FieldValue {
        FieldValue::Money(Money::new(amount, self.house.currency))
    }

    async fn one<T: FromValue + Send + 'static>(&self, q: Sql) -> Result<Option<T>> {
        let found: Option<(Option<T>,)> = self.rows.optional(q).await?;
        Ok(found.and_then(|(value,)| value))
    }
}

/// Can a roll-up be taken of this field? Only of what lies in a column or in the index of custom values.
pub fn can_be_taken(rollup: &Rollup, catalogue: &Catalogue) -> bool {
    if rollup.function == "count" {
        return true;
    }
    let field = rollup.field.as_deref();
    let Some(field) = field.and_then(|name| catalogue.field(name)) else {
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
    let lies = |table: AnyTable| (table.beside)(field).is_some();
    let there = own_name(&field.name).is_some() || table_of(&rollup.of).is_some_and(lies);
    there
        && match rollup.function.as_str() {
            "sum" => numeric,
            "min" | "max" | "last" => ordered,
            _ => false,
        }
}
