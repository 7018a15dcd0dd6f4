//! One moment of the whole database: a transaction that sees what was committed when it began, on a connection of
//! its own, however long it is read.

use uuid::Uuid;

use super::super::{DbError, FromRow, Sql};
use super::session::Session;
use super::{Postgres, lease, statement};

pub(in crate::db) struct Snapshot {
    session: Session,
}

impl Postgres {
    pub(in crate::db) async fn snapshot(&self) -> Result<Snapshot, DbError> {
        let session = self.own_session().await?;
        let begin = format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {}",
            lease::WITHOUT_LIMITS
        );
        lease::batch(&session, &begin).await?;
        lease::enter(&session, Uuid::nil()).await?;
        Ok(Snapshot { session })
    }
}

impl Snapshot {
    pub(in crate::db) async fn enter(&self, workspace: Uuid) -> Result<(), DbError> {
        lease::enter(&self.session, workspace).await
    }

    pub(in crate::db) async fn all<T: FromRow>(&self, query: &Sql) -> Result<Vec<T>, DbError> {
        statement::all(&self.session, query).await
    }
}
