//! Keyset pages: a deep page costs what the first one costs. Empty values come last when descending, first when ascending.

use std::collections::HashMap;

use quen_core::Result;
use quen_core::fields::{Catalogue, Cursor, ListQuery, Page};
use serde_json::Value as Json;
use uuid::Uuid;

use super::conditions::{Builder, Today};
use super::order::Order;
use super::{COUNT_CAP, Loaded, Table};
use crate::Rows;
use crate::db::{Sql, sql};
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

pub(super) fn select<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
) -> Result<Sql> {
    let mut q = sql(format!("SELECT {} ", T::COLUMNS));
    push_where::<T>(&mut q, rows, builder, query)?;
    Ok(q)
}

pub(super) fn push_where<T: Table + 'static>(
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
    if let Some(ids) = &query.ids {
        q.push(" AND t.id IN ").push_list(ids.iter().copied());
    }
    if let Some(condition) = &query.filter {
        q.push(" AND ");
        builder.push::<T>(q, condition)?;
    }
    Ok(())
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
