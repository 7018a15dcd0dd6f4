//! What can be asked of a kind that is met at run time: each question goes through its gate to the kind's own act. It holds no rule.

use quen_core::Permission;
use quen_core::bulks::Bulk;
use quen_core::fields::{Catalogue, Field, FieldType, ListQuery, Page};
use uuid::Uuid;

use super::{AnyKind, Coming, Line, Neighbours, Totals, Within};
use crate::bins::{After, Binned};
use crate::duplicates::Far;
use crate::history::{EventRow, Hanging};
use crate::imports::{self, Took, UndoOne};
use crate::jobs::queue::{Outcome, Progress};
use crate::records::{NewMerge, Preview, Told, Values};
use crate::{Ctx, Tx};

impl AnyKind {
    /// Its plural word.
    pub fn word(&self) -> &str {
        let own = self.own.as_ref();
        own.map_or_else(|| self.noun.plural(), |kind| kind.name.as_str())
    }

    /// The gate for acts on this kind.
    pub fn gate(&self, ctx: &Ctx) -> Ctx {
        Ctx {
            kind: self.own.clone(),
            ..ctx.clone()
        }
    }

    /// Its fields in this workspace.
    pub fn catalogue(&self, ctx: &Ctx) -> Catalogue {
        (self.acts.catalogue)(&self.gate(ctx))
    }

    /// A page.
    ///
    /// # Errors
    /// As [`crate::records::list`].
    pub fn list(&self, ctx: &Ctx, query: ListQuery) -> Coming<Page<Line>> {
        (self.acts.list)(self.gate(ctx), query)
    }

    /// One record that is not in the bin.
    ///
    /// # Errors
    /// As [`crate::records::find`].
    pub fn find(&self, ctx: &Ctx, id: Uuid) -> Coming<Line> {
        (self.acts.find)(self.gate(ctx), id)
    }

    /// Changes fields of a record.
    ///
    /// # Errors
    /// As [`crate::records::update`].
    pub fn update(
        &self,
        ctx: &Ctx,
        id: Uuid,
        version: Option<i64>,
        values: Values,
    ) -> Coming<Line> {
        (self.acts.update)(self.gate(ctx), id, version, values)
    }

    /// Puts a record in the bin.
    ///
    /// # Errors
    /// As [`crate::records::delete`].
    pub fn remove(&self, ctx: &Ctx, id: Uuid, version: Option<i64>) -> Coming<()> {
        (self.acts.remove)(self.gate(ctx), id, version)
    }

    /// Takes a record out of the bin.
    ///
    /// # Errors
    /// As [`crate::records::restore`].
    pub fn take_out(&self, ctx: &Ctx, id: Uuid) -> Coming<Line> {
        (self.acts.take_out)(self.gate(ctx), id)
    }

    /// A page of its bin, the last thrown away first.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn in_bin(&self, ctx: &Ctx, after: Option<After>) -> Coming<Vec<Binned>> {
        (self.acts.in_bin)(self.gate(ctx), after)
    }

    /// A record that lies in the bin.
    ///
    /// # Errors
    /// As [`crate::history::binned`].
    pub fn binned(&self, ctx: &Ctx, id: Uuid) -> Coming<Line> {
        (self.acts.binned)(self.gate(ctx), id)
    }

    /// What happened to a record.
    ///
    /// # Errors
    /// As [`crate::history::of_record`].
    pub fn history(&self, ctx: &Ctx, id: Uuid) -> Coming<Vec<EventRow>> {
        (self.acts.history)(self.gate(ctx), id)
    }

    /// Gives a field the value it had before a change.
    ///
    /// # Errors
    /// As [`crate::history::put_back`].
    pub fn put_back(
        &self,
        ctx: &Ctx,
        id: Uuid,
        (change, field): (Uuid, String),
        version: Option<i64>,
    ) -> Coming<Line> {
        (self.acts.put_back)(self.gate(ctx), id, (change, field), version)
    }

    /// What hangs on a record.
    ///
    /// # Errors
    /// As [`crate::history::hanging`].
    pub fn hanging(&self, ctx: &Ctx, id: Uuid) -> Coming<Vec<Hanging>> {
        (self.acts.hanging)(self.gate(ctx), id)
    }

    /// How many rows a list matches and the sums of these fields; `None` for a search, which is not counted.
    ///
    /// # Errors
    /// As [`crate::records::list`].
    pub fn totals(
        &self,
        ctx: &Ctx,
        query: ListQuery,
        fields: Vec<String>,
    ) -> Coming<Option<Totals>> {
        if query.q.is_some() {
            return Box::pin(async { Ok(None) });
        }
        let totals = (self.acts.totals)(self.gate(ctx), query, fields);
        Box::pin(async move { totals.await.map(Some) })
    }

    /// The rows before and after a record in a list.
    ///
    /// # Errors
    /// As [`crate::records::list`]; `not-found` for the record.
    pub fn neighbours(&self, ctx: &Ctx, query: ListQuery, id: Uuid) -> Coming<Neighbours> {
        (self.acts.neighbours)(self.gate(ctx), query, id)
    }

    /// Can the foot of a list show a sum of this field?
    pub fn sums(&self, field: &Field) -> bool {
        match (&field.kind, &field.own) {
            (FieldType::Money | FieldType::Decimal, Some(_)) => field.filterable,
            (FieldType::Money | FieldType::Integer, None) => (self.acts.sums)(&field.name),
            _ => false,
        }
    }

    /// Notes that somebody looked at a record and found it still right.
    ///
    /// # Errors
    /// As [`crate::records::look_over`].
    pub fn look_over(&self, ctx: &Ctx, id: Uuid, version: Option<i64>) -> Coming<Line> {
        (self.acts.look_over)(self.gate(ctx), id, version)
    }

    /// Looks at the records whose score nobody knows, or whose day has come.
    ///
    /// # Errors
    /// `forbidden`, a broken database.
    pub(crate) fn score(&self, ctx: &Ctx, right: Permission) -> Coming<()> {
        (self.acts.score)(self.gate(ctx), right)
    }

    /// The record that these values name already, see [`crate::records::twin`].
    ///
    /// # Errors
    /// `forbidden`, a broken database.
    pub fn twin(&self, ctx: &Ctx, values: Values) -> Coming<Option<Line>> {
        (self.acts.twin)(self.gate(ctx), values)
    }

    /// How many records nobody has looked at, and how many there are.
    ///
    /// # Errors
    /// `forbidden`, a broken database.
    pub(crate) fn unscored(&self, ctx: &Ctx) -> Coming<(i64, i64)> {
        (self.acts.unscored)(self.gate(ctx))
    }

    /// The records with these ids that the actor may see outside the bin; one that is named twice comes twice.
    ///
    /// # Errors
    /// `forbidden`, a broken database.
    pub fn lines(&self, ctx: &Ctx, ids: Vec<Uuid>) -> Coming<Vec<Line>> {
        (self.acts.lines)(self.gate(ctx), ids)
    }

    /// Makes one record of two.
    ///
    /// # Errors
    /// As [`crate::records::Kind::merge`].
    pub fn merge(&self, ctx: &Ctx, new: NewMerge) -> Coming<Line> {
        (self.acts.merge)(self.gate(ctx), new)
    }

    /// What a merge would do.
    ///
    /// # Errors
    /// As [`Self::merge`].
    pub fn merge_preview(&self, ctx: &Ctx, new: NewMerge) -> Coming<Preview<Line>> {
        (self.acts.merge_preview)(self.gate(ctx), new)
    }

    /// The merges that a record won.
    ///
    /// # Errors
    /// `not-found`.
    pub fn merges_of(&self, ctx: &Ctx, id: Uuid) -> Coming<Vec<Told>> {
        (self.acts.merges)(self.gate(ctx), id)
    }

    /// Undoes a merge; answers the record that comes back.
    ///
    /// # Errors
    /// `not-found`, `merge-undone`, `merge-buried`.
    pub fn undo_merge(&self, ctx: &Ctx, id: Uuid) -> Coming<Line> {
        (self.acts.undo_merge)(self.gate(ctx), id)
    }

    /// Compares its records with each other.
    ///
    /// # Errors
    /// `forbidden`, a broken database.
    pub(crate) fn compare(&self, ctx: &Ctx, progress: &Progress, far: Far) -> Coming<Outcome> {
        (self.acts.compare)(self.gate(ctx), progress.clone(), far)
    }

    /// The next piece of a change of many records.
    ///
    /// # Errors
    /// A broken database.
    pub(crate) fn piece(&self, ctx: &Ctx, bulk: Bulk) -> Coming<Bulk> {
        (self.acts.piece)(self.gate(ctx), bulk)
    }

    /// The record that these values mean, when it is there.
    pub(crate) fn same<'a>(&self, tx: &'a Tx, values: Values) -> Within<'a, Option<Uuid>> {
        (self.acts.same)(tx, values)
    }

    /// Makes or changes one record from a file.
    pub(crate) fn take_in<'a>(&self, tx: &'a mut Tx, took: Took) -> Within<'a, imports::Taken> {
        (self.acts.take_in)(tx, took)
    }

    /// Takes back what an import did to one record.
    pub(crate) fn undo<'a>(&self, tx: &'a mut Tx, undone: UndoOne<'a>) -> Within<'a, ()> {
        (self.acts.undo)(tx, undone)
    }
}
