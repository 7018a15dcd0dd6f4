//! A connection taken from the pool: by a writer with the first statement and until it is gone, by readers for as long as a
//! statement is under way, so that nobody who only looks keeps others waiting. What must come before a statement (the workspace, BEGIN) is sent in the same breath and
//! checked together with its answer: one round trip, and no statement passes a failed setting.

use std::sync::Arc;

use deadpool::managed::{Object, Pool};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared, join};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::super::DbError;
use super::error;
use super::session::{Session, Sessions};

/// A writer's connection.
pub(super) struct Lease {
    pool: Pool<Sessions>,
    workspace: Uuid,
    /// Sent with BEGIN.
    limits: &'static str,
    held: OnceCell<Held>,
}

/// The connection and the answer to what was sent ahead; `None` when nothing had to be.
pub(super) struct Held {
    pub(super) session: Arc<Object<Sessions>>,
    ahead: Option<Shared<BoxFuture<'static, Result<(), DbError>>>>,
}

impl Lease {
    pub(super) fn writing(pool: Pool<Sessions>, workspace: Uuid) -> Self {
        Self::new(pool, workspace, "")
    }

    /// For one long transaction: neither a slow statement nor a pause ends it.
    pub(super) fn writing_at_length(pool: Pool<Sessions>, workspace: Uuid) -> Self {
        Self::new(pool, workspace, WITHOUT_LIMITS)
    }

    fn new(pool: Pool<Sessions>, workspace: Uuid, limits: &'static str) -> Self {
        Self {
            pool,
            workspace,
            limits,
            held: OnceCell::new(),
        }
    }

    /// The connection, taken now if it was not yet.
    pub(super) async fn held(&self) -> Result<&Held, DbError> {
        self.held
            .get_or_try_init(|| async {
                let session = Arc::new(self.pool.get().await.map_err(error::pool)?);
                let begin = begin(Arc::clone(&session), self.workspace, self.limits);
                Ok(Held::new(session, Some(begin.boxed())))
            })
            .await
    }

    /// The connection if one was taken.
    pub(super) fn taken(&self) -> Option<&Held> {
        self.held.get()
    }
}

/// A connection to read in one workspace.
pub(super) async fn reading(pool: &Pool<Sessions>, workspace: Uuid) -> Result<Held, DbError> {
    let session = Arc::new(pool.get().await.map_err(error::pool)?);
    let ahead = (session.workspace() != Some(workspace))
        .then(|| set_workspace(Arc::clone(&session), workspace).boxed());
    Ok(Held::new(session, ahead))
}

impl Held {
    fn new(
        session: Arc<Object<Sessions>>,
        ahead: Option<BoxFuture<'static, Result<(), DbError>>>,
    ) -> Self {
        let ahead = ahead.map(FutureExt::shared);
        // The first poll puts the message on the wire, before any statement of this handle.
        if let Some(ahead) = ahead.clone() {
            let _ = ahead.now_or_never();
        }
        Self { session, ahead }
    }

    /// Runs a statement whose answer counts only if what was sent ahead succeeded.
    pub(super) async fn run<R>(
        &self,
        statement: impl Future<Output = Result<R, DbError>>,
    ) -> Result<R, DbError> {
        match self.ahead.clone() {
            None => statement.await,
            Some(ahead) => {
                let (ahead, result) = join(ahead, statement).await;
                ahead.and(result)
            }
        }
    }
}

/// For the whole connection, because a reader opens no transaction. While the answer is out the
/// connection counts as belonging to nobody.
async fn set_workspace(session: Arc<Object<Sessions>>, workspace: Uuid) -> Result<(), DbError> {
    session.set_workspace(None);
    batch(
        &session,
        &format!("SELECT set_config('app.workspace', '{workspace}', false)"),
    )
    .await?;
    session.set_workspace(Some(workspace));
    Ok(())
}

async fn begin(
    session: Arc<Object<Sessions>>,
    workspace: Uuid,
    limits: &str,
) -> Result<(), DbError> {
    batch(
        &session,
        &format!(
            "BEGIN READ WRITE; {limits}SELECT set_config('app.workspace', '{workspace}', true)"
        ),
    )
    .await
}

/// Goes on in another workspace within the open transaction.
pub(super) async fn enter(session: &Session, workspace: Uuid) -> Result<(), DbError> {
    batch(
        session,
        &format!("SELECT set_config('app.workspace', '{workspace}', true)"),
    )
    .await
}

/// For this transaction only: statements and pauses may be as long as they like.
pub(super) const WITHOUT_LIMITS: &str =
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; ";

/// Sends statements without parameters in one message. It is on the wire after the first poll.
pub(super) async fn batch(session: &Session, text: &str) -> Result<(), DbError> {
    let sent = session.client.batch_execute(text);
    sent.await.map_err(error::translate)
}
