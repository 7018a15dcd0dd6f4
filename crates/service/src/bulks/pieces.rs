//! The next records of a change: plain fields many at a time, all else record by record through the kind's own rules.

use quen_core::bulks::{Act, Bulk, Failure, Selection};
use quen_core::fields::{
    self, Catalogue, Computed, Cursor, FieldValue, LINES, ListQuery, MAX_LIMIT,
};
use quen_core::kept::Kept;
use quen_core::{Error, Noun, Permission, Result};
use quen_store::events::EventRow;
use quen_store::records::{Plain, PlainChange, change_plain, ids_after};
use uuid::Uuid;

use super::{keep, undo};
use crate::records::{self, Kind, live};
use crate::{Ctx, Tx, quality};

/// Rows that one statement changes; about ten milliseconds of the writer.
const MANY: i64 = 500;
/// Records changed one by one in one transaction.
const FEW: usize = 20;

/// Works through the next records.
pub(super) async fn next<K: Kind>(ctx: &Ctx, bulk: Bulk) -> Result<Bulk> {
    if let Some((field, value, plain)) = plain::<K>(ctx, &bulk)? {
        return plainly::<K>(ctx, bulk, &field, &value, plain).await;
    }
    let (ids, cursor) = upcoming::<K>(ctx, &bulk).await?;
    let act = bulk.act.clone();
    let right = match act {
        Act::Delete {} => K::DELETE,
        _ => K::WRITE,
    };
    let steps = ids.into_iter().map(|id| Step::Change(id, act.clone()));
    one_by_one::<K>(ctx, right, bulk, steps.collect(), cursor).await
}

/// The one field that is set everywhere, when it stands alone and the records are found by their ids' order.
fn plain<K: Kind>(ctx: &Ctx, bulk: &Bulk) -> Result<Option<(String, FieldValue, Plain)>> {
    let Act::Set(values) = &bulk.act else {
        return Ok(None);
    };
    let by_words = matches!(&bulk.selection, Selection::Matching { q: Some(_), .. });
    let mut names = values.keys();
    let (Some(name), None, false) = (names.next(), names.next(), by_words) else {
        return Ok(None);
    };
    let Some(plain) = K::plain(name) else {
        return Ok(None);
    };
    let catalogue = K::catalogue(ctx);
    if is_followed::<K>(ctx, &catalogue) {
        return Ok(None);
    }
    let currency = ctx.settings.currency;
    let value = bulk.act.values(&catalogue, currency, &K::blank(ctx))?;
    Ok(value
        .into_iter()
        .next()
        .map(|(name, value)| (name, value, plain)))
}

/// Do custom fields of this kind, or roll-ups over it, follow from its other fields? Then no field of it stands alone.
fn is_followed<K: Kind>(ctx: &Ctx, catalogue: &Catalogue) -> bool {
    let own = catalogue
        .fields
        .iter()
        .filter_map(|field| field.own.as_ref());
    let mut depending = own.filter(|own| {
        own.required_when.is_some() || matches!(own.computed, Some(Computed::Formula(_)))
    });
    let looked_at = |word: &str| !ctx.customs.followed(word).is_empty();
    let lines = K::NOUN == Noun::Orders && looked_at(LINES);
    depending.next().is_some() || lines || looked_at(&K::word(ctx))
}

async fn plainly<K: Kind>(
    ctx: &Ctx,
    mut bulk: Bulk,
    field: &str,
    value: &FieldValue,
    plain: Plain,
) -> Result<Bulk> {
    let catalogue = K::catalogue(ctx);
    let declared = catalogue.require(field)?.clone();
    let after = place(&bulk)?;
    let query = stretch::<K>(ctx, &bulk, &catalogue, after, MANY)?;
    let mut tx = ctx.write(K::WRITE).await?;
    let day = ctx.list_day();
    if bulk.cursor.is_none() {
        let first = ids_after::<K::Table>(&tx.rows, &catalogue, &query, day, (after, 1)).await?;
        if let Some(id) = first.first() {
            allowed::<K>(&tx, *id, field, value).await?;
        }
    }
    let change = PlainChange {
        field,
        plain,
        value,
        after,
        limit: MANY,
        now: ctx.now,
    };
    let (seen, changed) =
        change_plain::<K::Table>(&tx.rows, &catalogue, &query, day, &change).await?;
    let answer = value.to_json();
    for row in changed {
        let event = quen_core::Event::new(K::NOUN, "updated", row.id).on(row.party_id);
        tx.record(event.changed(&declared.name, row.before.to_json(), answer.clone()));
    }
    bulk.advance(i64::try_from(seen.len()).unwrap_or_default(), Vec::new());
    let more = seen.len() == usize::try_from(MANY).unwrap_or_default();
    finish_or_go_on(
        ctx,
        &mut bulk,
        seen.last().filter(|_| more).map(Uuid::to_string),
    );
    keep::<K>(tx, &bulk).await?;
    if bulk.finished_at.is_some() {
        quality::after_many::<K>(ctx, bulk.done).await?;
    }
    Ok(bulk)
}

/// Whether a plain field may hold a value does not depend on the record, so the kind is asked once, about the first.
async fn allowed<K: Kind>(tx: &Tx, id: Uuid, field: &str, value: &FieldValue) -> Result<()> {
    let record = live::<K>(tx, id).await?;
    let mut after = record.clone();
    fields::apply(&mut after, vec![(field.to_owned(), value.clone())])?;
    K::settle(tx, Some(&record), &mut after).await
}

/// The last record that was worked through.
fn place(bulk: &Bulk) -> Result<Uuid> {
    let text = bulk.cursor.as_deref();
    text.map_or(Ok(Uuid::nil()), |text| {
        text.parse()
            .map_err(|_| Error::invalid("cursor", "bad-cursor"))
    })
}

/// The list to go on with; of ids only the next ones, so that no statement carries them all.
fn stretch<K: Kind>(
    ctx: &Ctx,
    bulk: &Bulk,
    catalogue: &Catalogue,
    after: Uuid,
    limit: i64,
) -> Result<ListQuery> {
    let mut query = bulk.selection.query(catalogue)?;
    K::confine(ctx, &mut query);
    if let Some(ids) = &mut query.ids {
        ids.sort_unstable();
        ids.dedup();
        ids.retain(|id| *id > after);
        ids.truncate(usize::try_from(limit).unwrap_or_default());
    }
    Ok(query)
}

/// The next ids and where to go on; `None` at the end.
async fn upcoming<K: Kind>(ctx: &Ctx, bulk: &Bulk) -> Result<(Vec<Uuid>, Option<String>)> {
    let catalogue = K::catalogue(ctx);
    if let Selection::Matching { q: Some(_), .. } = bulk.selection {
        let mut query = bulk.selection.query(&catalogue)?;
        query.limit = FEW.min(MAX_LIMIT);
        query.cursor = bulk.cursor.as_deref().map(Cursor::decode).transpose()?;
        let page = records::list::<K>(ctx, &query).await?;
        let ids = page.rows.iter().map(Kept::id).collect();
        return Ok((ids, page.next.map(|next| next.encode())));
    }
    let after = place(bulk)?;
    let limit = i64::try_from(FEW).unwrap_or_default();
    let query = stretch::<K>(ctx, bulk, &catalogue, after, limit)?;
    // What was named is asked of each record by itself, so that a refusal is told.
    let ids = match query.ids {
        Some(ids) => ids,
        None => {
            let rows = ctx.read(K::READ)?;
            let day = ctx.list_day();
            ids_after::<K::Table>(&rows, &catalogue, &query, day, (after, limit)).await?
        }
    };
    let next = ids.last().filter(|_| ids.len() == FEW).map(Uuid::to_string);
    Ok((ids, next))
}

async fn change<K: Kind>(tx: &mut Tx, id: Uuid, act: &Act) -> Result<()> {
    if matches!(act, Act::Delete {}) {
        return records::delete_in::<K>(tx, id, None).await;
    }
    let ctx = tx.ctx().clone();
    let before = live::<K>(tx, id).await?;
    let values = act.values(&K::catalogue(&ctx), ctx.settings.currency, &before)?;
    records::update_in::<K>(tx, id, None, values)
        .await
        .map(drop)
}

/// What is done to one record.
pub(super) enum Step {
    /// What the change says.
    Change(Uuid, Act),
    /// What an event did is taken back.
    TakeBack(Box<EventRow>),
}

impl Step {
    fn record(&self) -> Uuid {
        match self {
            Self::Change(id, _) => *id,
            Self::TakeBack(event) => event.record_id,
        }
    }

    async fn run<K: Kind>(&self, tx: &mut Tx) -> Result<()> {
        match self {
            Self::Change(id, act) => change::<K>(tx, *id, act).await,
            Self::TakeBack(event) => undo::take_back::<K>(tx, event).await,
        }
    }
}

/// Does something to each in one transaction. When one is refused, each goes by itself, so that a refused one leaves
/// nothing behind and the others are done.
pub(super) async fn one_by_one<K: Kind>(
    ctx: &Ctx,
    right: Permission,
    mut bulk: Bulk,
    steps: Vec<Step>,
    cursor: Option<String>,
) -> Result<Bulk> {
    let mut tx = ctx.write(right).await?;
    let mut refused = false;
    for step in &steps {
        if step.run::<K>(&mut tx).await.is_err() {
            refused = true;
            break;
        }
    }
    let mut failures = Vec::new();
    if refused {
        drop(tx);
        for step in &steps {
            failures.extend(alone::<K>(ctx, right, step).await?);
        }
        tx = ctx.write(right).await?;
    }
    bulk.advance(i64::try_from(steps.len()).unwrap_or_default(), failures);
    finish_or_go_on(ctx, &mut bulk, cursor);
    keep::<K>(tx, &bulk).await?;
    Ok(bulk)
}

/// One record in its own transaction; why it was left alone, when it was.
async fn alone<K: Kind>(ctx: &Ctx, right: Permission, step: &Step) -> Result<Option<Failure>> {
    let mut tx = ctx.write(right).await?;
    match step.run::<K>(&mut tx).await {
        Ok(()) => tx.commit_quietly().await.map(|()| None),
        Err(error @ (Error::Internal(_) | Error::Unavailable(_))) => Err(error),
        Err(error) => Ok(Some(Failure {
            id: step.record(),
            code: code(&error),
        })),
    }
}

fn finish_or_go_on(ctx: &Ctx, bulk: &mut Bulk, cursor: Option<String>) {
    if cursor.is_none() {
        bulk.state = "done".to_owned();
        bulk.finished_at = Some(ctx.now);
        bulk.total = bulk.done;
    }
    bulk.cursor = cursor;
}

/// The word for why a record was left alone: of a refused value, what is wrong with it.
fn code(error: &Error) -> String {
    match error {
        Error::Invalid(problems) => problems
            .first()
            .map_or("invalid", |problem| problem.code)
            .to_owned(),
        other => other.code().to_owned(),
    }
}
