//! The reader handle: one connection, set to one workspace, statements in flight side by side.

use super::super::{DbError, FromRow, Sql};
use super::lease::Lease;
use super::statement;

pub(in crate::db) struct Reader {
    lease: Lease,
}

impl Reader {
    pub(super) fn new(lease: Lease) -> Self {
        Self { lease }
    }

    pub(in crate::db) async fn all<T: FromRow>(&self, query: Sql) -> Result<Vec<T>, DbError> {
        let held = self.lease.held().await?;
        held.run(statement::all(&held.session, &query)).await
    }

    pub(in crate::db) async fn first<T: FromRow>(&self, query: Sql) -> Result<Option<T>, DbError> {
        let held = self.lease.held().await?;
        held.run(statement::first(&held.session, &query)).await
    }
}
