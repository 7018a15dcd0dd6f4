//! Kinds of record by their word: what a list, a view or a change of many records knows of a kind it meets at run time. It
//! holds no rule; each function is the kind's own, with its type taken off.

use std::pin::Pin;

use quen_core::bulks::Bulk;
use quen_core::fields::{Catalogue, Field, FieldType, FieldValue, ListQuery, Page, Record};
use quen_core::kept::Kept;
use quen_core::{Error, Noun, Permission, Result};
use quen_store::records::{can_sum, neighbours_at, totals_at};
use uuid::Uuid;

use crate::Ctx;
use crate::bulks;
use crate::interactions::Interactions;
use crate::orders::Orders;
use crate::parties::Parties;
use crate::products::Products;
use crate::records::{self, Kind, Values};
use crate::tasks::Tasks;

pub use quen_store::records::Totals;

/// An answer to come.
pub type Coming<T> = Pin<Box<dyn Future<Output = Result<T>> + Send>>;

/// A record without its type: an id, a version, and fields by name.
pub struct Line {
    /// The record.
    pub id: Uuid,
    /// Its version.
    pub version: i64,
    /// The party on whose timeline it is.
    pub party_id: Option<Uuid>,
    /// Its fields.
    pub record: Box<dyn Record + Send + Sync>,
}

impl Line {
    fn of<R: Record + Kept + Send + Sync + 'static>(record: R) -> Self {
        Self {
            id: record.id(),
            version: record.version(),
            party_id: record.party_id(),
            record: Box::new(record),
        }
    }

    /// The value of a field of the catalogue, custom or the product's own.
    pub fn value(&self, field: &Field) -> FieldValue {
        self.record.value(field)
    }

    /// The value of a field of the product's own.
    pub fn get(&self, field: &str) -> FieldValue {
        self.record.get(field)
    }
}

/// The rows before and after one.
pub type Neighbours = (Option<Uuid>, Option<Uuid>);

/// A kind of record.
#[derive(Clone, Copy)]
pub struct AnyKind {
    /// Its noun.
    pub noun: Noun,
    /// Right to see.
    pub read: Permission,
    /// Right to create and change.
    pub write: Permission,
    /// Right to bin and restore.
    pub delete: Permission,
    catalogue: fn(&Ctx) -> Catalogue,
    list: fn(Ctx, ListQuery) -> Coming<Page<Line>>,
    find: fn(Ctx, Uuid) -> Coming<Line>,
    update: fn(Ctx, Uuid, Option<i64>, Values) -> Coming<Line>,
    totals: fn(Ctx, ListQuery, Vec<String>) -> Coming<Totals>,
    neighbours: fn(Ctx, ListQuery, Uuid) -> Coming<Neighbours>,
    sums: fn(&str) -> bool,
    piece: fn(Ctx, Bulk) -> Coming<Bulk>,
}

/// Every kind that has lists; a new kind is one line here.
pub fn all() -> Vec<AnyKind> {
    vec![
        of::<Interactions>(),
        of::<Orders>(),
        of::<Parties>(),
        of::<Products>(),
        of::<Tasks>(),
    ]
}

/// The kind with this plural word.
///
/// # Errors
/// `not-found`.
pub fn by_word(word: &str) -> Result<AnyKind> {
    all()
        .into_iter()
        .find(|kind| kind.word() == word)
        .ok_or(Error::NotFound)
}

/// The kind of this noun.
///
/// # Errors
/// `not-found`.
pub fn by_noun(noun: Noun) -> Result<AnyKind> {
    by_word(noun.plural())
}

fn of<K: Kind>() -> AnyKind {
    AnyKind {
        noun: K::NOUN,
        read: K::READ,
        write: K::WRITE,
        delete: K::DELETE,
        catalogue: K::catalogue,
        list: |ctx, query| {
            Box::pin(async move { Ok(records::list::<K>(&ctx, &query).await?.map(Line::of)) })
        },
        find: |ctx, id| Box::pin(async move { records::find::<K>(&ctx, id).await.map(Line::of) }),
        update: |ctx, id, version, values| {
            Box::pin(async move {
                let updated = records::update::<K>(&ctx, id, version, values).await;
                updated.map(Line::of)
            })
        },
        totals: |ctx, query, fields| Box::pin(totals::<K>(ctx, query, fields)),
        neighbours: |ctx, query, id| Box::pin(neighbours::<K>(ctx, query, id)),
        sums: can_sum::<K::Table>,
        piece: |ctx, bulk| Box::pin(bulks::piece::<K>(ctx, bulk)),
    }
}

impl AnyKind {
    /// Its plural word.
    pub fn word(&self) -> &'static str {
        self.noun.plural()
    }

    /// Its fields in this workspace.
    pub fn catalogue(&self, ctx: &Ctx) -> Catalogue {
        (self.catalogue)(ctx)
    }

    /// A page.
    ///
    /// # Errors
    /// As [`records::list`].
    pub fn list(&self, ctx: &Ctx, query: ListQuery) -> Coming<Page<Line>> {
        (self.list)(ctx.clone(), query)
    }

    /// One record that is not in the bin.
    ///
    /// # Errors
    /// As [`records::find`].
    pub fn find(&self, ctx: &Ctx, id: Uuid) -> Coming<Line> {
        (self.find)(ctx.clone(), id)
    }

    /// Changes fields of a record.
    ///
    /// # Errors
    /// As [`records::update`].
    pub fn update(
        &self,
        ctx: &Ctx,
        id: Uuid,
        version: Option<i64>,
        values: Values,
    ) -> Coming<Line> {
        (self.update)(ctx.clone(), id, version, values)
    }

    /// How many rows a list matches and the sums of these fields; `None` for a search, which is not counted.
    ///
    /// # Errors
    /// As [`records::list`].
    pub fn totals(
        &self,
        ctx: &Ctx,
        query: ListQuery,
        fields: Vec<String>,
    ) -> Coming<Option<Totals>> {
        if query.q.is_some() {
            return Box::pin(async { Ok(None) });
        }
        let totals = (self.totals)(ctx.clone(), query, fields);
        Box::pin(async move { totals.await.map(Some) })
    }

    /// The rows before and after a record in a list.
    ///
    /// # Errors
    /// As [`records::list`]; `not-found` for the record.
    pub fn neighbours(&self, ctx: &Ctx, query: ListQuery, id: Uuid) -> Coming<Neighbours> {
        (self.neighbours)(ctx.clone(), query, id)
    }

    /// Can the foot of a list show a sum of this field?
    pub fn sums(&self, field: &Field) -> bool {
        matches!(field.kind, FieldType::Money | FieldType::Integer) && (self.sums)(&field.name)
    }

    /// The next piece of a change of many records.
    ///
    /// # Errors
    /// A broken database.
    pub(crate) fn piece(&self, ctx: &Ctx, bulk: Bulk) -> Coming<Bulk> {
        (self.piece)(ctx.clone(), bulk)
    }
}

async fn totals<K: Kind>(ctx: Ctx, mut query: ListQuery, fields: Vec<String>) -> Result<Totals> {
    let rows = ctx.read(K::READ)?;
    K::confine(&ctx, &mut query);
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let catalogue = K::catalogue(&ctx);
    totals_at::<K::Table>(&rows, &catalogue, &query, &fields, ctx.list_day()).await
}

async fn neighbours<K: Kind>(ctx: Ctx, mut query: ListQuery, id: Uuid) -> Result<Neighbours> {
    if query.q.is_some() {
        return Ok((None, None));
    }
    let record = records::find::<K>(&ctx, id).await?;
    let rows = ctx.read(K::READ)?;
    K::confine(&ctx, &mut query);
    let catalogue = K::catalogue(&ctx);
    neighbours_at::<K::Table>(&rows, &catalogue, &query, &record, ctx.list_day()).await
}
