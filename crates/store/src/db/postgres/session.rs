//! One connection of the pool with what it remembers: prepared statements and the workspace its
//! row-level security was last set to.

use std::sync::{Mutex, PoisonError};

use deadpool::managed::{Manager, Metrics, RecycleResult};
use deadpool_postgres::{ClientWrapper, ManagerConfig, RecyclingMethod};
use tokio_postgres::{Error, NoTls, Statement};
use uuid::Uuid;

use super::super::{DbError, DbOptions};
use super::tls::Target;

/// Prepared statements a connection may hold; beyond it forgets them all and starts again. Only
/// lists built at run time ever come near.
const STATEMENTS: usize = 512;

/// A connection. Its settings make every transaction read-only unless it says otherwise.
pub(in crate::db) struct Session {
    pub(super) client: ClientWrapper,
    workspace: Mutex<Option<Uuid>>,
}

impl Session {
    /// The workspace that readers on this connection see; `None` while that is not certain.
    pub(super) fn workspace(&self) -> Option<Uuid> {
        *self
            .workspace
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_workspace(&self, workspace: Option<Uuid>) {
        *self
            .workspace
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = workspace;
    }

    /// Prepares a statement for this one run: the server plans it for its values.
    pub(super) async fn prepare_anew(&self, text: &str) -> Result<Statement, Error> {
        self.client.prepare(text).await
    }

    /// Prepares a statement once for this connection.
    pub(super) async fn prepare(&self, text: &str) -> Result<Statement, Error> {
        if self.client.statement_cache.size() >= STATEMENTS {
            self.client.statement_cache.clear();
        }
        self.client.prepare_cached(text).await
    }
}

/// Makes and checks connections for the pool.
pub(super) struct Sessions {
    inner: deadpool_postgres::Manager,
    setup: String,
}

impl Sessions {
    pub(super) fn new(target: &Target, options: &DbOptions) -> Result<Self, DbError> {
        let config = target.config().clone();
        let fast = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let inner = match target.connector()? {
            Some(tls) => deadpool_postgres::Manager::from_config(config, tls, fast),
            None => deadpool_postgres::Manager::from_config(config, NoTls, fast),
        };
        // Answers are short: compiling them and starting workers for them takes longer than they do.
        // The server's own limit for idle writers is behind ours: it ends the connection.
        let idle = options.hold_limit.as_millis() + 1_000;
        let setup = format!(
            "SET default_transaction_read_only = on;
             SET TimeZone = 'UTC';
             SET jit = off;
             SET max_parallel_workers_per_gather = 0;
             SET lock_timeout = {};
             SET statement_timeout = {};
             SET idle_in_transaction_session_timeout = {idle};",
            options.busy_timeout.as_millis(),
            options.statement_timeout.as_millis(),
        );
        Ok(Self { inner, setup })
    }

    /// Forgets all prepared statements, after the schema has changed.
    pub(super) fn forget_statements(&self) {
        self.inner.statement_caches.clear();
    }
}

impl Manager for Sessions {
    type Type = Session;
    type Error = Error;

    async fn create(&self) -> Result<Session, Error> {
        let client = self.inner.create().await?;
        client.batch_execute(&self.setup).await?;
        Ok(Session {
            client,
            workspace: Mutex::new(None),
        })
    }

    async fn recycle(&self, session: &mut Session, metrics: &Metrics) -> RecycleResult<Error> {
        self.inner.recycle(&mut session.client, metrics).await
    }

    fn detach(&self, session: &mut Session) {
        self.inner.detach(&mut session.client);
    }
}
