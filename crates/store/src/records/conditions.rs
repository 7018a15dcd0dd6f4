//! From a checked condition tree to SQL. Values are always bound, names come from the catalogue alone.

use chrono::{Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use quen_core::fields::{Catalogue, Condition, Field, FieldType, FieldValue, Op, Operand, Test};
use quen_core::{Error, Result};
use uuid::Uuid;

use super::{Place, Table, own};
use crate::db::{Sql, Value};
use crate::dialect::Dialect;

/// What relative days in a condition count from.
#[derive(Debug, Clone, Copy)]
pub struct Today {
    /// The day in the shop.
    pub day: NaiveDate,
    /// The shop's time zone.
    pub zone: Tz,
}

/// Where and when a condition is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    /// Which database.
    pub dialect: Dialect,
    /// The tenant.
    pub workspace: Uuid,
    /// What relative days count from.
    pub today: Today,
}

/// Appends a condition on the rows of `t`.
///
/// # Errors
/// `bad-filter`.
pub(crate) fn condition_of<T: Table>(
    spot: Spot,
    q: &mut Sql,
    catalogue: &Catalogue,
    condition: &Condition,
) -> Result<()> {
    let builder = Builder {
        catalogue,
        dialect: spot.dialect,
        workspace: spot.workspace,
        today: spot.today,
        named: Vec::new(),
        counted: None,
        walked: None,
        counting: false,
    };
    builder.push::<T>(q, condition)
}

/// Builds conditions of one list.
#[derive(Clone)]
pub(super) struct Builder<'a> {
    pub catalogue: &'a Catalogue,
    pub dialect: Dialect,
    pub workspace: Uuid,
    pub today: Today,
    /// The few records that a row must be among, by condition: see [`own::few`].
    pub named: Vec<Vec<Uuid>>,
    /// How many they are, where they meet all conditions.
    pub counted: Option<u64>,
    /// Records to be walked instead of the list, each as likely to be shown.
    pub walked: Option<Vec<Uuid>>,
    /// Are the rows counted, in whatever order? Then few of them may lead.
    pub counting: bool,
}

impl Builder<'_> {
    /// Appends the condition in brackets.
    pub fn push<T: Table>(&self, sql: &mut Sql, condition: &Condition) -> Result<()> {
        match condition {
            Condition::All(list) => self.join::<T>(sql, list, " AND ", "1 = 1"),
            Condition::Any(list) => self.join::<T>(sql, list, " OR ", "1 = 0"),
            Condition::Not(inner) => {
                sql.push("NOT COALESCE(");
                self.push::<T>(sql, inner)?;
                sql.push(", FALSE)");
                Ok(())
            }
            Condition::Test(test) => self.test::<T>(sql, test),
        }
    }

    fn join<T: Table>(
        &self,
        sql: &mut Sql,
        list: &[Condition],
        word: &str,
        empty: &str,
    ) -> Result<()> {
        if list.is_empty() {
            sql.push(empty);
            return Ok(());
        }
        sql.push("(");
        for (i, item) in list.iter().enumerate() {
            if i > 0 {
                sql.push(word);
            }
            self.push::<T>(sql, item)?;
        }
        sql.push(")");
        Ok(())
    }

    fn test<T: Table>(&self, sql: &mut Sql, test: &Test) -> Result<()> {
        if let Some(field) = self.own_field(&test.field) {
            return own::push(self, sql, field, test);
        }
        let place =
            T::place(&test.field).ok_or_else(|| Error::invalid("filter", "not-filterable"))?;
        match place {
            Place::Column(column) => self.column(sql, column, test),
            Place::Keys(kind) => {
                self.keys(sql, kind, test);
                Ok(())
            }
            Place::Words(column) => {
                self.words(sql, column, test);
                Ok(())
            }
            Place::Known => {
                self.known(sql, test);
                Ok(())
            }
            Place::Touched => self.touched(sql, test),
        }
    }

    /// The custom field with this name.
    pub fn own_field(&self, name: &str) -> Option<&Field> {
        let field = self.catalogue.field(name);
        field.filter(|field| field.own.is_some())
    }

    fn column(&self, sql: &mut Sql, column: &'static str, test: &Test) -> Result<()> {
        let instant = self
            .catalogue
            .field(&test.field)
            .is_some_and(|field| field.kind == FieldType::Instant);
        match (&test.op, &test.operand) {
            (Op::Empty, _) => {
                sql.push(column).push(" IS NULL");
            }
            (Op::NotEmpty, _) => {
                sql.push(column).push(" IS NOT NULL");
            }
            (Op::Ne, Operand::One(value)) => {
                sql.push("(")
                    .push(column)
                    .push(" <> ")
                    .push_bind(bound(value))
                    .push(" OR ")
                    .push(column)
                    .push(" IS NULL)");
            }
            (Op::In, Operand::Many(values)) => many(sql, column, " IN ", values, "1 = 0"),
            (Op::NotIn, Operand::Many(values)) => {
                sql.push("(").push(column).push(" IS NULL OR ");
                many(sql, column, " NOT IN ", values, "1 = 1");
                sql.push(")");
            }
            (Op::Between, Operand::Range(from, to)) => {
                sql.push(column)
                    .push(" BETWEEN ")
                    .push_bind(bound(from))
                    .push(" AND ")
                    .push_bind(bound(to));
            }
            (Op::StartsWith, Operand::One(FieldValue::Text(text))) => {
                sql.push(column).push(" >= ").push_bind(text.clone());
                sql.push(" AND ")
                    .push(column)
                    .push(" < ")
                    .push_bind(format!("{text}\u{10FFFF}"));
            }
            (Op::WithinDays | Op::OlderThanDays, Operand::Days(days)) => {
                self.relative(sql, column, test.op, *days, instant)?
            }
            (op, Operand::One(value)) => {
                sql.push(column).push(symbol(*op)?).push_bind(bound(value));
            }
            _ => return Err(Error::invalid("filter", "bad-filter")),
        }
        Ok(())
    }

    fn relative(
        &self,
        sql: &mut Sql,
        column: &'static str,
        op: Op,
        days: i64,
        instant: bool,
    ) -> Result<()> {
        let (from, before) = self.days(op, days, instant)?;
        if let Some(from) = from {
            sql.push(column).push(" >= ").push_bind(from).push(" AND ");
        }
        sql.push(column).push(" < ").push_bind(before);
        Ok(())
    }

    /// From and before. `within_days 7`: the last seven days with today; `within_days -7`: today and the next six.
    pub fn days(&self, op: Op, days: i64, instant: bool) -> Result<(Option<Value>, Value)> {
        let bad = || Error::invalid("filter", "bad-number");
        let shift = |n: u64, back: bool| {
            let moved = if back {
                self.today.day.checked_sub_days(Days::new(n))
            } else {
                self.today.day.checked_add_days(Days::new(n))
            };
            moved.ok_or_else(bad)
        };
        let size = days.unsigned_abs();
        if op == Op::OlderThanDays {
            return Ok((None, self.edge(shift(size, days >= 0)?, instant)));
        }
        let reach = size.saturating_sub(1);
        let (from, to) = if days >= 0 {
            (shift(reach, true)?, self.today.day)
        } else {
            (self.today.day, shift(reach, false)?)
        };
        let after = to.succ_opt().ok_or_else(bad)?;
        Ok((Some(self.edge(from, instant)), self.edge(after, instant)))
    }

    /// The beginning of a day: the day itself, or its first instant in the shop.
    fn edge(&self, day: NaiveDate, instant: bool) -> Value {
        if !instant {
            return day.into();
        }
        let midnight = day.and_time(NaiveTime::MIN);
        let at = self.today.zone.from_local_datetime(&midnight).earliest();
        at.map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
            .into()
    }

    fn keys(&self, sql: &mut Sql, kind: &'static str, test: &Test) {
        // A list walks in its order and stops at a full page; a count goes to the end, by the keys where they are fewer.
        sql.push(match test.op {
            Op::Empty => "NOT EXISTS (SELECT 1 FROM party_keys k WHERE k.party_id = t.id",
            _ if self.counting => "t.id IN (SELECT k.party_id FROM party_keys k WHERE 1 = 1",
            _ => "EXISTS (SELECT 1 FROM party_keys k WHERE k.party_id = t.id",
        });
        self.push_keys(sql, kind, test);
        self.end_subselect(sql);
    }

    /// Ends a subselect about each row of a list.
    pub fn end_subselect(&self, sql: &mut Sql) {
        if !self.counting {
            sql.push(self.dialect.for_each_row());
        }
        sql.push(")");
    }

    /// Appends which keys `k` a test means.
    pub fn push_keys(&self, sql: &mut Sql, kind: &'static str, test: &Test) {
        let wanted: Vec<String> = match &test.operand {
            Operand::One(value) => vec![key_text(value)],
            Operand::Many(values) => values.iter().map(key_text).collect(),
            _ => Vec::new(),
        };
        sql.push(" AND k.workspace_id = ").push_bind(self.workspace);
        sql.push(" AND k.kind = ").push_bind(kind);
        if !matches!(test.op, Op::Empty | Op::NotEmpty) {
            sql.push(" AND k.value IN ").push_list(wanted);
        }
    }

    /// What is known of a party: facts that hold and begin with the words. The words are compared as they are indexed, folded.
    fn known(&self, sql: &mut Sql, test: &Test) {
        let folded = |value: &FieldValue| match value {
            FieldValue::Text(text) => quen_core::text::folded_words(text).join(" "),
            other => key_text(other),
        };
        let wanted: Vec<String> = match &test.operand {
            Operand::One(value) => vec![folded(value)],
            Operand::Many(values) => values.iter().map(folded).collect(),
            _ => vec![String::new()],
        };
        if matches!(test.op, Op::Empty | Op::Ne | Op::NotIn) {
            sql.push("NOT ");
        }
        sql.push("EXISTS (SELECT 1 FROM facts f WHERE f.workspace_id = ")
            .push_bind(self.workspace);
        sql.push(
            " AND f.party_id = t.id AND f.deleted_at IS NULL AND f.state = 'current' AND (1 = 0",
        );
        for words in wanted {
            sql.push(" OR (f.value_key >= ").push_bind(words.clone());
            sql.push(" AND f.value_key < ")
                .push_bind(format!("{words}\u{10FFFF}"))
                .push(")");
        }
        sql.push(")");
        self.end_subselect(sql);
    }

    /// Who was touched by a breach, by its id: the few who were are looked up.
    fn touched(&self, sql: &mut Sql, test: &Test) -> Result<()> {
        let id = |value: &FieldValue| match value {
            FieldValue::Text(text) => text.trim().parse::<Uuid>().ok(),
            FieldValue::Id(id) => Some(*id),
            _ => None,
        };
        let wanted: Option<Vec<Uuid>> = match &test.operand {
            Operand::One(value) => Some(id(value).into_iter().collect()),
            Operand::Many(values) => Some(values.iter().filter_map(id).collect()),
            _ => None,
        };
        if matches!(test.op, Op::Empty | Op::Ne | Op::NotIn) {
            sql.push("NOT ");
        } else if !matches!(test.op, Op::Eq | Op::In | Op::NotEmpty) {
            return Err(Error::invalid("filter", "bad-operator"));
        }
        sql.push("(t.id IN (SELECT b.party_id FROM breach_people b WHERE b.workspace_id = ")
            .push_bind(self.workspace);
        match wanted {
            Some(wanted) if wanted.is_empty() => sql.push(" AND 1 = 0"),
            Some(wanted) => sql.push(" AND b.breach_id IN ").push_list(wanted),
            None => sql,
        };
        sql.push("))");
        Ok(())
    }

    fn words(&self, sql: &mut Sql, column: &'static str, test: &Test) {
        let wanted: Vec<String> = match &test.operand {
            Operand::One(value) => vec![key_text(value)],
            Operand::Many(values) => values.iter().map(key_text).collect(),
            _ => Vec::new(),
        };
        let text = self.dialect.json_text(column);
        match test.op {
            Op::Empty => {
                sql.push(&text).push(" = '[]'");
            }
            Op::NotEmpty => {
                sql.push(&text).push(" <> '[]'");
            }
            _ => {
                sql.push("(1 = 0");
                for word in wanted {
                    sql.push(" OR ")
                        .push(&text)
                        .push(" LIKE ")
                        .push_bind(format!("%\"{word}\"%"));
                }
                sql.push(")");
            }
        }
    }
}

fn many(sql: &mut Sql, column: &str, word: &str, values: &[FieldValue], empty: &str) {
    if values.is_empty() {
        sql.push(empty);
    } else {
        sql.push(column)
            .push(word)
            .push_list(values.iter().map(bound));
    }
}

pub(super) fn symbol(op: Op) -> Result<&'static str> {
    match op {
        Op::Eq => Ok(" = "),
        Op::Lt => Ok(" < "),
        Op::Le => Ok(" <= "),
        Op::Gt => Ok(" > "),
        Op::Ge => Ok(" >= "),
        _ => Err(Error::invalid("filter", "bad-operator")),
    }
}

fn key_text(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => text.to_lowercase(),
        other => other.to_json().to_string(),
    }
}

/// A checked value as the database compares it.
pub(super) fn bound(value: &FieldValue) -> Value {
    match value {
        FieldValue::Text(text) => text.clone().into(),
        FieldValue::Integer(number) => (*number).into(),
        FieldValue::Money(money) => money.amount.into(),
        FieldValue::Bool(yes) => (*yes).into(),
        FieldValue::Day(day) => (*day).into(),
        FieldValue::Instant(at) => (*at).into(),
        FieldValue::Id(id) => (*id).into(),
        other => other.to_json().to_string().into(),
    }
}
