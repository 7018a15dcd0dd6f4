//! Keyset pages: a deep page costs what the first one costs. Empty values come last when descending, first when ascending.

use std::collections::HashMap;

use quen_core::Result;
use quen_core::fields::{Catalogue, Condition, Cursor, ListQuery, Page};
use serde_json::Value as Json;
use uuid::Uuid;

use super::conditions::{Builder, Today};
use super::order::{Order, Phase};
use super::{COUNT_CAP, Table, few, loaded, own};
use crate::Rows;
use crate::db::{Sql, sql};
use crate::dialect::search;

/// Candidates of a search looked at for one page at most, before the reader is asked to go on.
const SEARCH_STEPS: usize = 40;
/// Named records looked at in one question while walking them.
const WALK_STEP: usize = 500;
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
    let builder = builder_of::<T>(rows, catalogue, query, today).await?;
    if builder.named.iter().any(Vec::is_empty) {
        return Ok(Page {
            rows: Vec::new(),
            next: None,
            count: (query.count && query.q.is_none()).then_some(0),
            count_capped: false,
        });
    }
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

/// What builds the conditions of a list, with the records of those that few meet.
pub(super) async fn builder_of<'a, T: Table + 'static>(
    rows: &impl Rows,
    catalogue: &'a Catalogue,
    query: &ListQuery,
    today: Today,
) -> Result<Builder<'a>> {
    let mut builder = Builder {
        catalogue,
        dialect: rows.dialect(),
        workspace: rows.workspace(),
        today,
        named: Vec::new(),
        counted: None,
        walked: None,
        counting: false,
    };
    if query.binned {
        return Ok(builder);
    }
    for led in led::<T>(rows, &builder, query.filter.as_ref()).await? {
        match led {
            own::Few::Named(ids) => builder.named.push(ids),
            own::Few::Walked(ids) => {
                let shorter = |known: &Vec<Uuid>| known.len() > ids.len();
                if builder.walked.as_ref().is_none_or(shorter) {
                    builder.walked = Some(ids);
                }
            }
        }
    }
    if builder.named.is_empty()
        && let Some(ids) = few::together::<T>(rows, &builder, query).await?
    {
        builder.counted = u64::try_from(ids.len()).ok();
        builder.named.push(ids);
    }
    Ok(builder)
}

/// The records that conditions leave, where they are not many.
async fn led<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    filter: Option<&Condition>,
) -> Result<Vec<own::Few>> {
    let mut lists = Vec::new();
    let tests: Vec<&Condition> = match filter {
        Some(Condition::All(list)) => list.iter().collect(),
        Some(other) => vec![other],
        None => Vec::new(),
    };
    for condition in tests {
        let Condition::Test(test) = condition else {
            continue;
        };
        lists.extend(match builder.own_field(&test.field) {
            Some(field) => own::few(rows, builder, field, test).await?,
            None => few::of::<T>(rows, builder, test)
                .await?
                .map(own::Few::Named),
        });
    }
    Ok(lists)
}

async fn sorted<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
) -> Result<Page<T::Record>> {
    let order = Order::of::<T>(builder.catalogue, query)?;
    let mut out: Vec<T::Record> = Vec::new();
    let walked = builder.walked.clone().filter(|_| builder.named.is_empty());
    if let Some(ids) = walked.and_then(|ids| order.walk(ids, query.cursor.as_ref())) {
        for chunk in ids.chunks(WALK_STEP) {
            let mut q = select::<T>(rows, builder, query)?;
            q.push(" AND t.id IN ").push_list(chunk.iter().copied());
            let whole = Phase::Valued(None);
            order.push(
                &mut q,
                builder.workspace,
                &whole,
                query.limit + 1 - out.len(),
            );
            out.extend(loaded::<T>(rows, q).await?);
            if out.len() > query.limit {
                break;
            }
        }
        return Ok(paged::<T>(out, &order, query.limit));
    }
    for phase in order.phases(query.cursor.as_ref())? {
        let mut q = sql(format!("SELECT {} ", T::COLUMNS));
        order.push_from::<T>(&mut q, builder, &phase);
        push_where::<T>(&mut q, rows, builder, query)?;
        order.push(
            &mut q,
            builder.workspace,
            &phase,
            query.limit + 1 - out.len(),
        );
        out.extend(loaded::<T>(rows, q).await?);
        if out.len() > query.limit {
            break;
        }
    }
    Ok(paged::<T>(out, &order, query.limit))
}

/// A page of the rows found, one more than it shows when there is a next one.
fn paged<T: Table + 'static>(
    mut rows: Vec<T::Record>,
    order: &Order,
    limit: usize,
) -> Page<T::Record> {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|last| order.cursor::<T>(last));
    Page {
        rows,
        next,
        count: None,
        count_capped: false,
    }
}

fn select<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
) -> Result<Sql> {
    let mut q = sql(format!("SELECT {} FROM {} t", T::COLUMNS, T::NAME));
    push_where::<T>(&mut q, rows, builder, query)?;
    Ok(q)
}

pub(super) fn push_where<T: Table + 'static>(
    q: &mut Sql,
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
) -> Result<()> {
    q.push(" WHERE t.workspace_id = ")
        .push_bind(rows.workspace());
    for ids in &builder.named {
        q.push(" AND t.id IN ").push_list(ids.iter().copied());
    }
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
    let records = loaded::<T>(rows, q).await?;
    Ok(records
        .into_iter()
        .map(|record| (T::id(&record), record))
        .collect())
}

async fn count<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
) -> Result<(Option<u64>, bool)> {
    if builder.counted.is_some() {
        return Ok((builder.counted, false));
    }
    let mut q = sql(format!(
        "SELECT count(*) FROM (SELECT 1 AS one FROM {} t",
        T::NAME
    ))
    .planned_anew();
    let builder = Builder {
        counting: true,
        ..builder.clone()
    };
    push_where::<T>(&mut q, rows, &builder, query)?;
    q.push(" LIMIT ")
        .push_bind(i64::try_from(COUNT_CAP + 1).unwrap_or(i64::MAX))
        .push(") counted");
    let (number,): (i64,) = rows.one(q).await?;
    let number = u64::try_from(number).unwrap_or_default();
    Ok((Some(number.min(COUNT_CAP)), number > COUNT_CAP))
}
