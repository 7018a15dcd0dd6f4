//! Whose roll-ups are to be taken anew when a record is written: those of the records that it names now and of those that it
//! named before. Nothing is asked of the database while no roll-up looks at the kind.

use std::cmp::Reverse;

use quen_core::fields::{Customs, FieldValue, LINES, Record, own_name, rollup_of};
use quen_core::orders::Order;
use quen_core::{Noun, Result};
use uuid::Uuid;

use super::rollups::{Anew, DEEPEST};
use super::tables::table_of;
use crate::db::{FromValue, Sql, sql};
use crate::records::Place;
use crate::{Rows, Writing, bins};

/// A record that another one names: the word of its kind, and its id.
pub(crate) type Named = (String, Uuid);

/// The records that a stored record names and whose roll-ups look at its kind.
///
/// # Errors
/// A broken database.
pub(crate) async fn named_before(tx: &Writing, word: &str, id: Uuid) -> Result<Vec<Named>> {
    let mut found = Vec::new();
    for followed in tx.customs().followed(word) {
        let named = match own_name(&followed.via) {
            Some(_) => by_value(tx, word, &followed.via, id).await?,
            None => by_column(tx, word, &followed.via, id).await?,
        };
        found.extend(named.map(|named| (followed.holder.clone(), named)));
    }
    Ok(found)
}

async fn by_column(tx: &Writing, word: &str, via: &str, id: Uuid) -> Result<Option<Uuid>> {
    let Some(table) = table_of(word) else {
        return Ok(None);
    };
    let Some(Place::Column(column)) = (table.place)(via) else {
        return Ok(None);
    };
    let q = sql(format!(
        "SELECT {column} FROM {} t WHERE t.workspace_id = $1 AND t.id = $2",
        table.name
    ));
    one(tx, q.bind(tx.workspace()).bind(id)).await
}

async fn by_value(tx: &Writing, word: &str, via: &str, id: Uuid) -> Result<Option<Uuid>> {
    let mut fields = tx.customs().of_word(word).iter();
    let own = fields.find(|field| field.name == via);
    let Some(own) = own.and_then(|field| field.own.as_ref()) else {
        return Ok(None);
    };
    let q = sql(
        "SELECT word FROM field_values WHERE workspace_id = $1 AND record_id = $2 AND field_id = $3",
    );
    let q = q.bind(tx.workspace()).bind(id).bind(own.id);
    let word: Option<String> = one(tx, q).await?;
    Ok(word.and_then(|word| word.parse().ok()))
}

async fn one<T: FromValue + Send + 'static>(tx: &Writing, q: Sql) -> Result<Option<T>> {
    let found: Option<(Option<T>,)> = tx.optional(q).await?;
    Ok(found.and_then(|(value,)| value))
}

/// The records that a record in hand names and whose roll-ups look at its kind.
pub(crate) fn named_by(tx: &Writing, word: &str, record: &impl Record) -> Vec<Named> {
    let followed = tx.customs().followed(word).iter();
    let named = followed.filter_map(|followed| {
        let id = said(tx, word, &followed.via, record)?;
        Some((followed.holder.clone(), id))
    });
    named.collect()
}

/// What those of these rows name that are not in the bin, by the word of their kind; empty where no roll-up looks at it.
///
/// # Errors
/// A broken database.
pub(crate) async fn named_live(
    tx: &Writing,
    table: &str,
    ids: &[Uuid],
) -> Result<Vec<(String, Vec<Named>)>> {
    let own = table == bins::table(Noun::Records);
    let words: Vec<String> = match own {
        true => {
            let kinds = tx.customs().kinds.iter();
            kinds.map(|kind| kind.name.clone()).collect()
        }
        false => vec![table.to_owned()],
    };
    let mut all = Vec::new();
    for word in words {
        if tx.customs().followed(&word).is_empty() {
            continue;
        }
        let mut q = sql(format!("SELECT id FROM {table} WHERE workspace_id = "));
        q.push_bind(tx.workspace())
            .push(" AND deleted_at IS NULL AND id IN ");
        q.push_list(ids.iter().copied());
        if own {
            q.push(" AND kind = ").push_bind(word.as_str());
        }
        let mut named = Vec::new();
        for (id,) in tx.all::<(Uuid,)>(q).await? {
            named.extend(named_before(tx, &word, id).await?);
        }
        all.push((word, named));
    }
    Ok(all)
}

/// The record that a field of a record names.
fn said(tx: &Writing, word: &str, via: &str, record: &impl Record) -> Option<Uuid> {
    let value = match own_name(via) {
        None => record.get(via),
        Some(_) => {
            let mut fields = tx.customs().of_word(word).iter();
            record.value(fields.find(|field| field.name == via)?)
        }
    };
    match value {
        FieldValue::Id(id) => Some(id),
        _ => None,
    }
}

/// Takes the roll-ups over the kind with this word anew, after a record of it was written that names these, or named them.
///
/// # Errors
/// A broken database.
pub(crate) async fn follow(tx: &Writing, word: &str, named: Vec<Named>) -> Result<()> {
    renew_all(tx, word, named, DEEPEST).await
}

pub(super) async fn renew_all(
    tx: &Writing,
    word: &str,
    mut named: Vec<Named>,
    depth: u8,
) -> Result<()> {
    // In one order, so that two writes wait for each other and not each for the other: what others follow from first.
    let far = |holder: &str| Reverse(reach(tx.customs(), holder, DEEPEST));
    named.sort_by_cached_key(|(holder, id)| (far(holder), holder.clone(), *id));
    named.dedup();
    for (holder, id) in &named {
        let anew = Anew {
            word: holder,
            id: *id,
            only: Some(word),
            known: None,
            depth,
        };
        if let Some(renew) = table_of(holder).and_then(|table| table.renew) {
            renew(tx, anew).await?;
        }
    }
    Ok(())
}

/// How many kinds follow one after the other from the kind with this word.
fn reach(customs: &Customs, word: &str, deepest: u8) -> u8 {
    let next = customs.followed(word).iter();
    let next = next.filter(|_| deepest > 0);
    next.map(|followed| 1 + reach(customs, &followed.holder, deepest.saturating_sub(1)))
        .max()
        .unwrap_or(0)
}

/// Takes the roll-ups anew that look at these stored records, after many were changed at once without naming others.
///
/// # Errors
/// A broken database.
pub(crate) async fn follow_stored(tx: &Writing, noun: Noun, ids: &[Uuid]) -> Result<()> {
    if tx.customs().followed(noun.plural()).is_empty() {
        return Ok(());
    }
    let mut named = Vec::new();
    for id in ids {
        named.extend(named_before(tx, noun.plural(), *id).await?);
    }
    follow(tx, noun.plural(), named).await
}

/// Takes the roll-ups over the lines of orders anew, after an order was written with its lines.
///
/// # Errors
/// A broken database.
pub(crate) async fn follow_lines(
    tx: &Writing,
    before: Option<&Order>,
    order: &Order,
) -> Result<()> {
    let mut named = Vec::new();
    for followed in tx.customs().followed(LINES) {
        for order in before.into_iter().chain([order]) {
            let ids: Vec<Uuid> = match followed.via.as_str() {
                "product_id" => order.lines.iter().filter_map(|l| l.product_id).collect(),
                via => said(tx, Noun::Orders.plural(), via, order)
                    .into_iter()
                    .collect(),
            };
            named.extend(ids.into_iter().map(|id| (followed.holder.clone(), id)));
        }
    }
    follow(tx, LINES, named).await
}

/// The records that a stored order names by its lines.
///
/// # Errors
/// A broken database.
pub(crate) async fn named_by_lines(tx: &Writing, order: Uuid) -> Result<Vec<Named>> {
    let mut found = Vec::new();
    for followed in tx.customs().followed(LINES) {
        let column = match (table_of(LINES)).and_then(|table| (table.place)(&followed.via)) {
            Some(Place::Column(column)) => column,
            _ => continue,
        };
        let q = sql(format!(
            "SELECT DISTINCT {column} FROM {} t WHERE t.workspace_id = $1 AND t.id = $2",
            table_of(LINES).map_or("order_lines", |table| table.name)
        ));
        let ids: Vec<(Option<Uuid>,)> = tx.all(q.bind(tx.workspace()).bind(order)).await?;
        let ids = ids.into_iter().filter_map(|(id,)| id);
        found.extend(ids.map(|id| (followed.holder.clone(), id)));
    }
    Ok(found)
}

/// Takes all roll-ups of these records of one kind anew, after much that hangs on them moved.
///
/// # Errors
/// A broken database.
pub async fn follow_all(tx: &Writing, word: &str, mut records: [Uuid; 2]) -> Result<()> {
    let mut fields = tx.customs().of_word(word).iter();
    if !fields.any(|field| rollup_of(field).is_some()) {
        return Ok(());
    }
    records.sort_unstable();
    for id in records {
        super::renew(tx, word, id, None).await?;
    }
    Ok(())
}
