//! Workspaces, colleagues, sessions, tokens: found before a workspace is known, so these rows have no tenant wall.
//! Whatever is answered here is for the door frame and the account acts alone.

pub mod colleagues;
pub mod links;
pub mod members;
pub mod rate_limits;
pub mod sessions;
pub mod tokens;
pub mod users;
pub mod workspaces;

use quen_core::Result;

use crate::Writing;
use crate::db::{Db, FromRow, Queries, Sql, Writer};
use crate::dialect::Dialect;
use crate::rows::boxed;

/// Reads one row or none.
pub(crate) async fn optional<T: FromRow>(db: &Db, q: Sql) -> Result<Option<T>> {
    Ok(boxed(db.read_global().optional(q)).await?)
}

/// Reads all rows.
pub(crate) async fn all<T: FromRow>(db: &Db, q: Sql) -> Result<Vec<T>> {
    Ok(boxed(db.read_global().all(q)).await?)
}

/// A transaction over account rows.
pub struct AccountTx(pub(crate) Writer);

impl AccountTx {
    /// Begins.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn begin(db: &Db) -> Result<Self> {
        Ok(Self(db.write_global().await?))
    }

    /// Makes it last.
    ///
    /// # Errors
    /// When the commit fails; then nothing was written.
    pub async fn commit(self) -> Result<()> {
        Ok(boxed(self.0.commit()).await?)
    }

    pub(crate) async fn all<T: FromRow>(&self, q: Sql) -> Result<Vec<T>> {
        Ok(boxed(self.0.all(q)).await?)
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.0.dialect()
    }
}

/// What may write account rows: a transaction of their own, or a workspace's write whose events go with them.
pub trait Writes: Sync {
    /// Runs a statement; answers how many rows it touched.
    fn execute(&self, q: Sql) -> impl Future<Output = Result<u64>> + Send;
}

impl Writes for AccountTx {
    async fn execute(&self, q: Sql) -> Result<u64> {
        Ok(boxed(self.0.execute(q)).await?)
    }
}

impl Writes for Writing {
    async fn execute(&self, q: Sql) -> Result<u64> {
        Writing::execute(self, q).await
    }
}
