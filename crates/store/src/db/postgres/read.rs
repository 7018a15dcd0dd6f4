//! The reader handle, set to one workspace: statements in flight side by side share a connection, and between statements it
//! holds none. So whoever keeps a reader while asking through another never waits for himself.

use std::sync::{Arc, Weak};

use deadpool::managed::Pool;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::super::{DbError, FromRow, Sql};
use super::lease::{self, Held};
use super::session::Sessions;
use super::statement;

pub(in crate::db) struct Reader {
    pool: Pool<Sessions>,
    workspace: Uuid,
    /// The connection of the statements under way.
    shared: Mutex<Weak<Held>>,
}

impl Reader {
    pub(super) fn new(pool: Pool<Sessions>, workspace: Uuid) -> Self {
        Self {
            pool,
            workspace,
            shared: Mutex::default(),
        }
    }

    pub(in crate::db) async fn all<T: FromRow>(&self, query: Sql) -> Result<Vec<T>, DbError> {
        let held = self.held().await?;
        held.run(statement::all(&held.session, &query)).await
    }

    pub(in crate::db) async fn first<T: FromRow>(&self, query: Sql) -> Result<Option<T>, DbError> {
        let held = self.held().await?;
        held.run(statement::first(&held.session, &query)).await
    }

    async fn held(&self) -> Result<Arc<Held>, DbError> {
        let mut shared = self.shared.lock().await;
        if let Some(held) = shared.upgrade() {
            return Ok(held);
        }
        let held = Arc::new(lease::reading(&self.pool, self.workspace).await?);
        *shared = Arc::downgrade(&held);
        Ok(held)
    }
}
