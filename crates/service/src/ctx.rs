//! The gate. Each act gets a [`Ctx`] and asks it for rows with the one permission it needs; a write is a [`Tx`]
//! that ends with its events in the same transaction.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::fields::Customs;
use quen_core::kinds::CustomKind;
use quen_core::workspaces::Settings;
use quen_core::{Actor, Event, Permission, Result};
use quen_store::db::Reader;
use quen_store::events::Stamp;
use quen_store::records::Today;
use quen_store::rows::House;
use quen_store::{Reading, Writing};
use uuid::Uuid;

use crate::App;
use crate::live::News;

/// Chains of cause longer than this stop.
pub const MAX_DEPTH: i64 = 5;

/// Who acts, where, and at what instant. Time, ids and randomness of an act come from here alone.
#[derive(Clone)]
pub struct Ctx {
    /// The running program.
    pub app: App,
    /// Who acts.
    pub actor: Actor,
    /// What the act asks goes through here, so that questions asked side by side travel together.
    pub reader: Arc<Reader>,
    /// The workspace's settings.
    pub settings: Arc<Settings>,
    /// The workspace's custom fields.
    pub customs: Arc<Customs>,
    /// The kind of record that the act is about, when the workspace made it.
    pub kind: Option<Arc<CustomKind>>,
    /// The instant of the act.
    pub now: DateTime<Utc>,
    /// The event, import or job that led to it.
    pub cause: Option<Uuid>,
    /// How many events stand between it and a person.
    pub depth: i64,
    /// It is one of many alike, of an import or a change of many: who would be told of each is told once of all.
    pub many: bool,
}

impl Ctx {
    /// The gate for an act that begins now.
    pub fn new(app: App, actor: Actor, settings: Arc<Settings>, customs: Arc<Customs>) -> Self {
        let reader = Arc::new(app.db.read(actor.workspace_id));
        let now = app.clock.now();
        Self {
            app,
            actor,
            reader,
            settings,
            customs,
            kind: None,
            now,
            cause: None,
            depth: 0,
            many: false,
        }
    }

    /// The same actor in another workspace.
    #[must_use]
    pub fn in_workspace(mut self, id: Uuid) -> Self {
        self.reader = Arc::new(self.app.db.read(id));
        self.actor.workspace_id = id;
        self
    }

    /// Opens rows for reading.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn read(&self, permission: Permission) -> Result<Reading> {
        let access = self.actor.may(permission)?;
        Ok(Reading::through(Arc::clone(&self.reader), access))
    }

    /// Opens rows for writing.
    ///
    /// # Errors
    /// `forbidden`, or a database out of reach.
    pub async fn write(&self, permission: Permission) -> Result<Tx> {
        let rows = Writing::begin(&self.app.db, self.actor.may(permission)?).await?;
        Ok(Tx {
            ctx: self.clone(),
            rows: rows.with(House {
                customs: Arc::clone(&self.customs),
                currency: self.settings.currency,
                today: self.list_day(),
            }),
            events: Vec::new(),
            news: Vec::new(),
            notified: Vec::new(),
            renewed: false,
        })
    }

    /// A new id; ids of later acts are larger.
    pub fn new_id(&self) -> Uuid {
        self.app.random.id(self.now)
    }

    /// The calendar day in the shop.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.settings.zone()).date_naive()
    }

    /// The calendar day of an instant in the shop.
    pub fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.settings.zone()).date_naive()
    }

    /// What relative days in conditions count from.
    pub fn list_day(&self) -> Today {
        Today {
            day: self.today(),
            zone: self.settings.zone(),
        }
    }

    /// The same gate for records of a kind that the workspace made.
    ///
    /// # Errors
    /// `not-found` for a kind that is not in use.
    pub fn of_kind(&self, word: &str) -> Result<Self> {
        let kind = self.customs.kind(word).cloned();
        let kind = kind.ok_or(quen_core::Error::NotFound)?;
        Ok(Self {
            kind: Some(Arc::new(kind)),
            ..self.clone()
        })
    }

    /// The same actor with a cause: what follows is marked as following from it.
    #[must_use]
    pub fn because(mut self, cause: Uuid) -> Self {
        self.cause = Some(cause);
        self.depth += 1;
        self
    }
}

/// A write in progress. Dropped without [`Tx::commit`] it leaves nothing.
pub struct Tx {
    ctx: Ctx,
    /// The rows.
    pub rows: Writing,
    events: Vec<(Uuid, Event)>,
    /// Told after the commit.
    news: Vec<News>,
    notified: Vec<Uuid>,
    /// The workspace's catalogues changed.
    renewed: bool,
}

impl Tx {
    /// Notes what happened; written with the commit.
    pub fn record(&mut self, event: Event) {
        self.news.push(news(&self.ctx, &event));
        self.events.push((self.ctx.new_id(), event));
    }

    /// Goes on at another instant or for another colleague of the same workspace: what was noted so far keeps its own
    /// stamp. For work that tells a history (the demo, an import of the past).
    ///
    /// # Errors
    /// A broken database; `not-found` for a gate of another workspace.
    pub async fn turn(mut self, ctx: Ctx) -> Result<Self> {
        if ctx.actor.workspace_id != self.ctx.actor.workspace_id {
            return Err(quen_core::Error::NotFound);
        }
        self.flush().await?;
        self.ctx = ctx;
        Ok(self)
    }

    /// Writes the events noted so far, so that what follows can read them.
    ///
    /// # Errors
    /// A broken database.
    pub(crate) async fn flush(&mut self) -> Result<()> {
        let events = std::mem::take(&mut self.events);
        quen_store::events::insert(&self.rows, &stamp(&self.ctx), events).await
    }

    /// Somebody gets news: their bell counts anew after the commit.
    pub(crate) fn notified(&mut self, user: Uuid) {
        self.notified.push(user);
    }

    /// The workspace's catalogues changed: they are read anew after the commit. Other processes notice within the
    /// seconds for which they believe what they looked up.
    pub(crate) fn catalogues_changed(&mut self) {
        self.renewed = true;
    }

    /// The gate it came through.
    pub fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// As [`Self::commit`], telling nobody: for long work that speaks for itself.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub async fn commit_quietly(mut self) -> Result<()> {
        self.news.clear();
        self.commit().await
    }

    /// Writes the events, makes all of it last, and tells open pages.
    ///
    /// # Errors
    /// When the commit fails; then nothing was written.
    pub async fn commit(self) -> Result<()> {
        let Self {
            ctx,
            rows,
            events,
            news,
            notified,
            renewed,
        } = self;
        quen_store::events::insert(&rows, &stamp(&ctx), events).await?;
        rows.commit().await?;
        ctx.app.identities.forget_users(&notified);
        if renewed {
            ctx.app.identities.forget();
        }
        for item in news {
            ctx.app.live.tell(item);
        }
        Ok(())
    }
}

fn stamp(ctx: &Ctx) -> Stamp {
    Stamp {
        at: ctx.now,
        user_id: ctx.actor.user_id,
        door: ctx.actor.door.code(),
        cause: ctx.cause,
        depth: ctx.depth,
    }
}

fn news(ctx: &Ctx, event: &Event) -> News {
    News {
        workspace_id: ctx.actor.workspace_id,
        noun: event.noun,
        verb: event.verb,
        record_id: event.record_id,
        party_id: event.party_id,
        user_id: ctx.actor.user_id,
    }
}
