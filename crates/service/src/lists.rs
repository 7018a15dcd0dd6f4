//! Kinds of record by their word: what a list, a view, a change of many, a file, a bin or a history knows of a kind that it meets
//! at run time. It holds no rule; each function is the kind's own, with its type taken off. A kind registers itself in
//! [`all`], once; those that a workspace made are found beside them.

mod any;
mod line;

use std::pin::Pin;
use std::sync::Arc;

use quen_core::bulks::Bulk;
use quen_core::fields::{Catalogue, ListQuery, Page};
use quen_core::kept::Kept;
use quen_core::kinds::CustomKind;
use quen_core::{Error, Noun, Permission, Result};
use quen_store::records::{can_sum, find_many, neighbours_at, totals_at};
use uuid::Uuid;

use crate::benefits::Benefits;
use crate::bins::{self, After, Binned};
use crate::duplicates::{Far, compare};
use crate::facts::Facts;
use crate::history::{self, EventRow, Hanging};
use crate::imports::{self, Took, UndoOne};
use crate::interactions::Interactions;
use crate::jobs::queue::{Outcome, Progress};
use crate::kinds::Records;
use crate::orders::Orders;
use crate::parties::Parties;
use crate::payments::Payments;
use crate::products::Products;
use crate::projects::Projects;
use crate::promises::Promises;
use crate::records::{self, Kind, NewMerge, Preview, Told, Values};
use crate::tasks::Tasks;
use crate::{Ctx, Tx, bulks, quality};

pub use line::Line;
pub use quen_store::records::Totals;

/// An answer to come.
pub type Coming<T> = Pin<Box<dyn Future<Output = Result<T>> + Send>>;

/// An answer to come from within a write.
pub(crate) type Within<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// The rows before and after one.
pub type Neighbours = (Option<Uuid>, Option<Uuid>);

/// Every kind that people work with in lists; a new kind is one line here. Those that a workspace made come beside them.
pub fn all() -> Vec<AnyKind> {
    vec![
        of::<Parties>(),
        of::<Orders>(),
        of::<Tasks>(),
        of::<Interactions>(),
        of::<Promises>(),
        of::<Projects>(),
        of::<Facts>(),
        of::<Products>(),
        of::<Benefits>(),
        of::<Payments>(),
    ]
}

/// All kinds of a workspace: those of the product, then those it made for itself.
pub fn of_workspace(ctx: &Ctx) -> Vec<AnyKind> {
    let own = ctx.customs.kinds.iter().map(made);
    all().into_iter().chain(own).collect()
}

/// The kind with this plural word.
///
/// # Errors
/// `not-found`.
pub fn by_word(ctx: &Ctx, word: &str) -> Result<AnyKind> {
    let own = ctx.customs.kind(word).map(made);
    let known = || all().into_iter().find(|kind| kind.noun.plural() == word);
    own.or_else(known).ok_or(Error::NotFound)
}

/// The kind of this noun; of kinds that workspaces made, what is common to all of them.
///
/// # Errors
/// `not-found` for a noun without lists.
pub fn by_noun(noun: Noun) -> Result<AnyKind> {
    let own = std::iter::once_with(of::<Records>);
    let mut all = all().into_iter().chain(own);
    all.find(|kind| kind.noun == noun).ok_or(Error::NotFound)
}

/// The kind that an act is about: by its noun, or the one that the gate names.
///
/// # Errors
/// `not-found`.
pub fn of_act<K: Kind>(ctx: &Ctx) -> Result<AnyKind> {
    by_word(ctx, &K::word(ctx))
}

/// Has a kind of the product lists?
pub fn has_lists(noun: Noun) -> bool {
    all().iter().any(|kind| kind.noun == noun)
}

fn made(kind: &CustomKind) -> AnyKind {
    AnyKind {
        own: Some(Arc::new(kind.clone())),
        ..of::<Records>()
    }
}

/// A kind of record.
#[derive(Clone)]
pub struct AnyKind {
    /// Its noun.
    pub noun: Noun,
    /// Right to see.
    pub read: Permission,
    /// Right to create and change.
    pub write: Permission,
    /// Right to bin and restore.
    pub delete: Permission,
    /// Can two of its records turn out to be one?
    pub merges: bool,
    /// The kind that a workspace made.
    pub own: Option<Arc<CustomKind>>,
    acts: Acts,
}

/// The record, the change and its field, the version that is known.
type PutBack = fn(Ctx, Uuid, (Uuid, String), Option<i64>) -> Coming<Line>;

/// What is particular to a kind, with its type taken off.
#[derive(Clone, Copy)]
struct Acts {
    catalogue: fn(&Ctx) -> Catalogue,
    list: fn(Ctx, ListQuery) -> Coming<Page<Line>>,
    find: fn(Ctx, Uuid) -> Coming<Line>,
    update: fn(Ctx, Uuid, Option<i64>, Values) -> Coming<Line>,
    remove: fn(Ctx, Uuid, Option<i64>) -> Coming<()>,
    take_out: fn(Ctx, Uuid) -> Coming<Line>,
    in_bin: fn(Ctx, Option<After>) -> Coming<Vec<Binned>>,
    binned: fn(Ctx, Uuid) -> Coming<Line>,
    history: fn(Ctx, Uuid) -> Coming<Vec<EventRow>>,
    put_back: PutBack,
    hanging: fn(Ctx, Uuid) -> Coming<Vec<Hanging>>,
    totals: fn(Ctx, ListQuery, Vec<String>) -> Coming<Totals>,
    neighbours: fn(Ctx, ListQuery, Uuid) -> Coming<Neighbours>,
    sums: fn(&str) -> bool,
    piece: fn(Ctx, Bulk) -> Coming<Bulk>,
    same: for<'a> fn(&'a Tx, Values) -> Within<'a, Option<Uuid>>,
    take_in: for<'a> fn(&'a mut Tx, Took) -> Within<'a, imports::Taken>,
    undo: for<'a> fn(&'a mut Tx, UndoOne<'a>) -> Within<'a, ()>,
    look_over: fn(Ctx, Uuid, Option<i64>) -> Coming<Line>,
    score: fn(Ctx, Permission) -> Coming<()>,
    unscored: fn(Ctx) -> Coming<(i64, i64)>,
    twin: fn(Ctx, Values) -> Coming<Option<Line>>,
    lines: fn(Ctx, Vec<Uuid>) -> Coming<Vec<Line>>,
    merge: fn(Ctx, NewMerge) -> Coming<Line>,
    merge_preview: fn(Ctx, NewMerge) -> Coming<Preview<Line>>,
    merges: fn(Ctx, Uuid) -> Coming<Vec<Told>>,
    undo_merge: fn(Ctx, Uuid) -> Coming<Line>,
    compare: fn(Ctx, Progress, Far) -> Coming<Outcome>,
}

fn of<K: Kind>() -> AnyKind {
    AnyKind {
        noun: K::NOUN,
        read: K::READ,
        write: K::WRITE,
        delete: K::DELETE,
        merges: K::MERGES,
        own: None,
        acts: acts::<K>(),
    }
}

fn acts<K: Kind>() -> Acts {
    Acts {
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
        remove: |ctx, id, version| {
            Box::pin(async move { records::delete::<K>(&ctx, id, version).await })
        },
        take_out: |ctx, id| {
            Box::pin(async move { records::restore::<K>(&ctx, id).await.map(Line::of) })
        },
        in_bin: |ctx, after| Box::pin(async move { bins::of::<K>(&ctx, after).await }),
        binned: |ctx, id| {
            Box::pin(async move { history::binned::<K>(&ctx, id).await.map(Line::of) })
        },
        history: |ctx, id| Box::pin(async move { history::of_record::<K>(&ctx, id).await }),
        put_back: |ctx, id, (change, field), version| {
            Box::pin(async move {
                let put = history::put_back::<K>(&ctx, id, change, &field, version).await;
                put.map(Line::of)
            })
        },
        hanging: |ctx, id| Box::pin(async move { history::hanging::<K>(&ctx, id).await }),
        totals: |ctx, query, fields| Box::pin(totals::<K>(ctx, query, fields)),
        neighbours: |ctx, query, id| Box::pin(neighbours::<K>(ctx, query, id)),
        sums: can_sum::<K::Table>,
        piece: |ctx, bulk| Box::pin(bulks::piece::<K>(ctx, bulk)),
        same: |tx, values| Box::pin(imports::same::<K>(tx, values)),
        take_in: |tx, took| Box::pin(imports::take_in::<K>(tx, took)),
        undo: |tx, undone| Box::pin(imports::undo_one::<K>(tx, undone)),
        look_over: |ctx, id, version| {
            Box::pin(async move {
                let seen = records::look_over::<K>(&ctx, id, version).await;
                seen.map(Line::of)
            })
        },
        score: |ctx, right| Box::pin(async move { quality::score::<K>(&ctx, right).await }),
        twin: |ctx, values| {
            Box::pin(async move {
                let twin = records::twin::<K>(&ctx, values).await?;
                Ok(twin.map(Line::of))
            })
        },
        unscored: |ctx| Box::pin(async move { quality::unscored::<K>(&ctx).await }),
        lines: |ctx, ids| Box::pin(lines::<K>(ctx, ids)),
        merge: |ctx, new| Box::pin(async move { K::merge(&ctx, &new).await.map(Line::of) }),
        merge_preview: |ctx, new| {
            Box::pin(async move { Ok(K::merge_preview(&ctx, &new).await?.map(Line::of)) })
        },
        merges: |ctx, id| Box::pin(async move { K::merges(&ctx, id).await }),
        undo_merge: |ctx, id| Box::pin(async move { K::undo_merge(&ctx, id).await.map(Line::of) }),
        compare: |ctx, progress, far| Box::pin(compare::<K>(ctx, progress, far)),
    }
}

/// Names a record: the first of the fields that name one that has words.
pub const NAMES: [&str; 7] = [
    "name",
    "number",
    "title",
    "text",
    "statement",
    "subject",
    "body",
];

/// What a record is called, at most so many letters of it.
pub fn name_of(record: &impl quen_core::fields::Record, letters: usize) -> String {
    let found = NAMES
        .into_iter()
        .find_map(|field| record.get(field).into_text());
    found.unwrap_or_default().chars().take(letters).collect()
}

/// The records with these ids that lie outside the bin, one that is named twice twice.
async fn lines<K: Kind>(ctx: Ctx, ids: Vec<Uuid>) -> Result<Vec<Line>> {
    let rows = ctx.read(K::READ)?;
    let found = find_many::<K::Table>(&rows, &ids).await?;
    let of = |id: Uuid| {
        let found = found.iter().find(|record| record.id() == id);
        let there = |record: &&K::Record| record.deleted_at().is_none() && K::belongs(&ctx, record);
        found.filter(there).cloned().map(|mut record| {
            K::dress(&ctx, &mut record);
            Line::of(record)
        })
    };
    Ok(ids.iter().filter_map(|id| of(*id)).collect())
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
