//! What leaves the house is noted in the log of processing: which list, how much of it, by whom and through which door. It must never
//! hold what was searched for, which may be a name.

use quen_core::fields::{Condition, ListQuery};
use quen_core::{Event, Noun, Permission, Result};
use uuid::Uuid;

use super::Export;
use crate::{Ctx, Tx};

/// A list begins to leave.
const BEGUN: &str = "export_begun";
/// All of its rows have been read.
const ENDED: &str = "exported";

impl Export {
    /// The export under an id by which its job is known; the job notes the end with what it writes.
    #[must_use]
    pub(super) fn of_job(mut self, id: Uuid) -> Self {
        (self.id, self.of_job) = (id, true);
        self
    }

    /// Notes that it begins, once.
    pub(super) async fn note_begun(&mut self) -> Result<()> {
        if self.begun || self.of_job {
            return Ok(());
        }
        self.begun = true;
        let event = self.event(BEGUN);
        note(&self.ctx, event).await
    }

    /// Notes that all rows were read, and how many.
    pub(super) async fn note_ended(&self) -> Result<()> {
        match self.of_job {
            true => Ok(()),
            false => note(&self.ctx, self.ended()).await,
        }
    }

    /// The event of its end.
    pub(super) fn ended(&self) -> Event {
        self.event(ENDED).with("rows", self.rows)
    }

    fn event(&self, verb: &'static str) -> Event {
        let narrowed = is_narrowed(&self.query);
        about(verb, self.id, self.kind.word(), self.format.word()).with("narrowed", narrowed)
    }
}

/// The event of a list that is asked for from a job.
pub(super) fn asked(id: Uuid, kind: &str, format: &str, narrowed: bool) -> Event {
    about(BEGUN, id, kind, format).with("narrowed", narrowed)
}

/// Is it less than all that the actor sees?
pub(super) fn is_narrowed(query: &ListQuery) -> bool {
    let all = Condition::All(Vec::new());
    let filtered = query.filter.as_ref().is_some_and(|filter| *filter != all);
    filtered || query.ids.is_some() || query.q.as_ref().is_some_and(|q| !q.trim().is_empty())
}

fn about(verb: &'static str, id: Uuid, kind: &str, format: &str) -> Event {
    let event = Event::new(Noun::Privacy, verb, id);
    event.with("kind", kind).with("format", format)
}

async fn note(ctx: &Ctx, event: Event) -> Result<()> {
    let mut tx: Tx = ctx.write(Permission::ExportsRun).await?;
    tx.record(event);
    tx.commit_quietly().await
}

/// Notes that a whole workspace is about to be written to a directory; for the command line, whose actor owns the data.
///
/// # Errors
/// `forbidden`.
pub async fn of_workspace(ctx: &Ctx) -> Result<()> {
    let event = Event::new(Noun::Privacy, "workspace_exported", ctx.actor.workspace_id);
    note(ctx, event).await
}
