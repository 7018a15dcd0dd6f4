//! Keyset pages: a deep page costs what the first one costs. Empty values come last when descending, first when ascending.

use std::collections::HashMap;

use quen_core::fields::{Catalogue, Cursor, ListQuery, Page, Sort};
use quen_core::{Error, Result};
use serde_json::Value as Json;
use uuid::Uuid;

use super::conditions::{Builder, Today};
use super::{COUNT_CAP, Loaded, Place, Table};
use crate::Rows;
use crate::db::{Sql, Value, sql};
use crate::dialect::search;

/// Candidates of a search looked at for one page at most, before the reader is asked to go on.
const SEARCH_STEPS: usize = 40;
/// Search hits fetched at a time, once the first ones did not fill the page.
const SEARCH_BATCH: usize = 200;

/// A page of a kind.
///
/// # Errors
/// `bad-cursor`, `bad-filter` or a broken database.
pub async fn list<T: Table + 'static>(
    rows: &impl Rows,
    query: &ListQuery,
    today: Today,
) -> Result<Page<T::Record>> {
    let catalogue = T::catalogue();
    list_at::<T>(rows, &catalogue, query, today).await
}

/// A page of a kind with the workspace's own catalogue.
///
/// # Errors
/// As [`list`].
pub async fn list_at<T: Table + 'static>(
    rows: &impl Rows,
    catalogue: &Catalogue,
    query: &ListQuery,
    today: Today,
) -> Result<Page<T::Record>> {
    let builder = Builder {
        catalogue,
        dialect: rows.dialect(),
        workspace: rows.workspace(),
        today,
    };
    let words = query
        .q
        .as_deref()
        .map(quen_core::search::words)
        .unwrap_or_default();
    let mut page = if query.q.is_some() {
        found::<T>(rows, &builder, query, &words).await?
    } else {
        sorted::<T>(rows, &builder, query).await?
    };
    page.rows = T::complete(rows, page.rows).await?;
    if query.count {
        let (count, capped) = if query.q.is_some() {
            (None, false)
        } else {
            count::<T>(rows, &builder, query).await?
        };
        page.count = count;
        page.count_capped = capped;
    }
    Ok(page)
}

async fn sorted<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
) -> Result<Page<T::Record>> {
    let order = Order::of::<T>(builder.catalogue, &query.sort)?;
    let mut out: Vec<T::Record> = Vec::new();
    for phase in order.phases(query.cursor.as_ref())? {
        let mut q = select::<T>(rows, builder, query)?;
        order.push(&mut q, &phase, query.limit + 1 - out.len());
        out.extend(
            rows.all::<Loaded<T>>(q)
                .await?
                .into_iter()
                .map(|loaded| loaded.0),
        );
        if out.len() > query.limit {
            break;
        }
    }
    let more = out.len() > query.limit;
    out.truncate(query.limit);
    let next = out
        .last()
        .filter(|_| more)
        .map(|last| order.cursor::<T>(last));
    Ok(Page {
        rows: out,
        next,
        count: None,
        count_capped: false,
    })
}

fn select<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
) -> Result<Sql> {
    let mut q = sql(format!("SELECT {} ", T::COLUMNS));
    push_where::<T>(&mut q, rows, builder, query)?;
    Ok(q)
}

fn push_where<T: Table + 'static>(
    q: &mut Sql,
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
) -> Result<()> {
    q.push("FROM ")
        .push(T::NAME)
        .push(" t WHERE t.workspace_id = ")
        .push_bind(rows.workspace());
    if T::BINNED {
        q.push(if query.binned {
            " AND t.deleted_at IS NOT NULL"
        } else {
            " AND t.deleted_at IS NULL"
        });
    }
    T::narrow(rows, q);
    if let Some(condition) = &query.filter {
        q.push(" AND ");
        builder.push::<T>(q, condition)?;
    }
    Ok(())
}

/// One sort key and the id behind it.
struct Order {
    field: String,
    column: &'static str,
    descending: bool,
    nullable: bool,
}

/// A stretch of the order that one index range serves.
enum Phase {
    /// Rows with a value, all or after a cursor.
    Valued(Option<(Value, Uuid)>),
    /// Rows without a value, all or after an id.
    Unvalued(Option<Uuid>),
}

impl Order {
    fn of<T: Table + 'static>(catalogue: &Catalogue, sort: &[Sort]) -> Result<Self> {
        let unsortable = || Error::invalid("sort", "not-sortable");
        if sort.len() > 1 {
            return Err(Error::invalid("sort", "one-sort"));
        }
        let own = T::SORT.map(|text| Sort {
            field: text.trim_start_matches('-').to_owned(),
            descending: text.starts_with('-'),
        });
        let Some(first) = sort.first().or(own.as_ref()) else {
            return Ok(Self {
                field: "id".to_owned(),
                column: "t.id",
                descending: true,
                nullable: false,
            });
        };
        let field = catalogue.field(&first.field).ok_or_else(unsortable)?;
        let Some(Place::Column(column)) =
            T::place(&format!("sort:{}", field.name)).or_else(|| T::place(&field.name))
        else {
            return Err(unsortable());
        };
        let nullable = !field.required
            && !matches!(
                field.name.as_ref(),
                "created_at" | "updated_at" | "ordered_at" | "started_at"
            );
        Ok(Self {
            field: field.name.to_string(),
            column,
            descending: first.descending,
            nullable,
        })
    }

    fn cursor<T: Table + 'static>(&self, last: &T::Record) -> Cursor {
        let value = if self.column == "t.id" {
            Value::Null
        } else {
            T::sort_value(last, &self.field)
        };
        Cursor {
            values: vec![value.to_cursor()],
            id: T::id(last),
        }
    }

    fn phases(&self, cursor: Option<&Cursor>) -> Result<Vec<Phase>> {
        let valued = |from| Phase::Valued(from);
        let Some(cursor) = cursor else {
            return Ok(if !self.nullable {
                vec![valued(None)]
            } else if self.descending {
                vec![valued(None), Phase::Unvalued(None)]
            } else {
                vec![Phase::Unvalued(None), valued(None)]
            });
        };
        let value = cursor
            .values
            .first()
            .map_or(Ok(Value::Null), Value::from_cursor)?;
        if self.column == "t.id" {
            return Ok(vec![Phase::Valued(Some((Value::Null, cursor.id)))]);
        }
        let at_null = value == Value::Null;
        Ok(match (at_null, self.descending) {
            (true, true) => vec![Phase::Unvalued(Some(cursor.id))],
            (true, false) => vec![Phase::Unvalued(Some(cursor.id)), valued(None)],
            (false, descending) => {
                let mut phases = vec![valued(Some((value, cursor.id)))];
                if descending && self.nullable {
                    phases.push(Phase::Unvalued(None));
                }
                phases
            }
        })
    }

    fn push(&self, q: &mut Sql, phase: &Phase, limit: usize) {
        let (sign, way) = if self.descending {
            (" < ", " DESC")
        } else {
            (" > ", "")
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        if self.column == "t.id" {
            if let Phase::Valued(Some((_, id))) = phase {
                q.push(" AND t.id").push(sign).push_bind(*id);
            }
            q.push(" ORDER BY t.id")
                .push(way)
                .push(" LIMIT ")
                .push_bind(limit);
            return;
        }
        match phase {
            Phase::Valued(from) => {
                if self.nullable {
                    q.push(" AND ").push(self.column).push(" IS NOT NULL");
                }
                if let Some((value, id)) = from {
                    q.push(" AND (")
                        .push(self.column)
                        .push(", t.id)")
                        .push(sign)
                        .push("(")
                        .push_bind(value.clone());
                    q.push(", ").push_bind(*id).push(")");
                }
                q.push(" ORDER BY ")
                    .push(self.column)
                    .push(way)
                    .push(", t.id")
                    .push(way);
            }
            Phase::Unvalued(from) => {
                q.push(" AND ").push(self.column).push(" IS NULL");
                if let Some(id) = from {
                    q.push(" AND t.id").push(sign).push_bind(*id);
                }
                q.push(" ORDER BY t.id").push(way);
            }
        }
        q.push(" LIMIT ").push_bind(limit);
    }
}

/// A search page: newest first, filtered as the list is. When the words are common and the filter is rare it
/// looks at a bounded number of hits and hands out a cursor to go on from.
async fn found<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
    words: &[String],
) -> Result<Page<T::Record>> {
    let mut page = Page {
        rows: Vec::new(),
        next: None,
        count: None,
        count_capped: false,
    };
    let mut before = query
        .cursor
        .as_ref()
        .and_then(|cursor| cursor.values.first())
        .and_then(Json::as_i64);
    if words.is_empty() {
        return Ok(page);
    }
    for step in 0..SEARCH_STEPS {
        // Mostly every hit is shown, so the first look fetches no more than the page takes.
        let batch = if step == 0 {
            query.limit + 1
        } else {
            SEARCH_BATCH
        };
        let hits = search::newest(rows, builder.catalogue.noun, words, before, batch).await?;
        let exhausted = hits.len() < batch;
        let mut records = by_ids::<T>(rows, builder, query, &hits).await?;
        for (seq, id) in hits {
            if let Some(record) = records.remove(&id) {
                page.rows.push(record);
                if page.rows.len() > query.limit {
                    page.rows.truncate(query.limit);
                    page.next = before.map(|seq| search_cursor(seq, id));
                    return Ok(page);
                }
            }
            before = Some(seq);
        }
        if exhausted {
            return Ok(page);
        }
    }
    page.next = before.map(|seq| search_cursor(seq, Uuid::nil()));
    Ok(page)
}

fn search_cursor(seq: i64, id: Uuid) -> Cursor {
    Cursor {
        values: vec![seq.into()],
        id,
    }
}

async fn by_ids<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
    hits: &[(i64, Uuid)],
) -> Result<HashMap<Uuid, T::Record>> {
    if hits.is_empty() {
        return Ok(HashMap::new());
    }
    let mut q = select::<T>(rows, builder, query)?;
    q.push(" AND t.id IN ")
        .push_list(hits.iter().map(|(_, id)| *id));
    let records = rows.all::<Loaded<T>>(q).await?;
    Ok(records
        .into_iter()
        .map(|loaded| (T::id(&loaded.0), loaded.0))
        .collect())
}

async fn count<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
) -> Result<(Option<u64>, bool)> {
    let mut q = sql("SELECT count(*) FROM (SELECT 1 AS one ");
    push_where::<T>(&mut q, rows, builder, query)?;
    q.push(" LIMIT ")
        .push_bind(i64::try_from(COUNT_CAP + 1).unwrap_or(i64::MAX))
        .push(") counted");
    let (number,): (i64,) = rows.one(q).await?;
    let number = u64::try_from(number).unwrap_or_default();
    Ok((Some(number.min(COUNT_CAP)), number > COUNT_CAP))
}
