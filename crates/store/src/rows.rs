//! Rows of one workspace, opened with a granted right. The tenant and the record scope travel with the handle,
//! so that no query can forget them.

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use quen_core::fields::Customs;
use quen_core::{Access, Currency, Records, Result};
use uuid::Uuid;

use crate::db::{Db, DbError, FromRow, Queries, Reader, Sql, Writer};
use crate::dialect::Dialect;
use crate::records::Today;

/// What queries of one workspace need, whether they only read or are part of a write.
pub trait Rows: Sync {
    /// The granted right.
    fn access(&self) -> &Access;
    /// Which database, for the dialect room alone.
    fn dialect(&self) -> Dialect;
    /// All rows.
    fn all<T: FromRow>(&self, q: Sql) -> impl Future<Output = Result<Vec<T>>> + Send;
    /// At most one row.
    fn optional<T: FromRow>(&self, q: Sql) -> impl Future<Output = Result<Option<T>>> + Send;
    /// Exactly one row.
    fn one<T: FromRow>(&self, q: Sql) -> impl Future<Output = Result<T>> + Send;

    /// The tenant.
    fn workspace(&self) -> Uuid {
        self.access().workspace()
    }

    /// Appends ` AND <owner column> IN (…)` when the actor does not reach all records.
    fn narrow(&self, sql: &mut Sql, owner_column: &str) {
        if let Records::OwnedBy(users) = self.access().records() {
            sql.push(" AND ")
                .push(owner_column)
                .push(" IN ")
                .push_list(users.iter().copied());
        }
    }
}

/// Reading with a granted right.
pub struct Reading {
    access: Access,
    reader: Arc<Reader>,
}

impl Reading {
    /// Opens the rows that `access` reaches.
    pub fn new(db: &Db, access: Access) -> Self {
        let reader = Arc::new(db.read(access.workspace()));
        Self { access, reader }
    }

    /// The same through a reader of that workspace which others ask through as well.
    pub fn through(reader: Arc<Reader>, access: Access) -> Self {
        Self { access, reader }
    }
}

/// Writing with a granted right: one transaction, rolled back when dropped.
pub struct Writing {
    access: Access,
    writer: Writer,
    house: House,
}

/// What the workspace says of every record that is written.
#[derive(Debug, Clone)]
pub struct House {
    /// Its custom fields, whose values are kept with the records.
    pub customs: Arc<Customs>,
    /// The currency of amounts that are worked out.
    pub currency: Currency,
    /// The day in the shop.
    pub today: Today,
}

impl Default for House {
    fn default() -> Self {
        Self {
            customs: Arc::default(),
            currency: Currency::default(),
            today: Today {
                day: chrono::NaiveDate::default(),
                zone: chrono_tz::Tz::UTC,
            },
        }
    }
}

impl Writing {
    /// Begins a transaction on the rows that `access` reaches.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn begin(db: &Db, access: Access) -> Result<Self> {
        let writer = db.write(access.workspace()).await?;
        Ok(Self {
            access,
            writer,
            house: House::default(),
        })
    }

    /// The same with what the workspace says of its records.
    #[must_use]
    pub fn with(mut self, house: House) -> Self {
        self.house = house;
        self
    }

    /// What the workspace says of its records.
    pub(crate) fn house(&self) -> &House {
        &self.house
    }

    /// The workspace's custom fields.
    pub(crate) fn customs(&self) -> &Customs {
        &self.house.customs
    }

    /// Runs a statement; answers how many rows it touched.
    ///
    /// # Errors
    /// A broken constraint or a broken database.
    pub async fn execute(&self, q: Sql) -> Result<u64> {
        Ok(boxed(self.writer.execute(q)).await?)
    }

    /// Runs one statement for many rows.
    ///
    /// # Errors
    /// As [`Self::execute`].
    pub async fn execute_many(
        &self,
        text: impl Into<Cow<'static, str>> + Send,
        rows: Vec<Vec<crate::db::Value>>,
    ) -> Result<u64> {
        let text: Cow<'static, str> = text.into();
        Ok(boxed(self.writer.execute_many(text, rows)).await?)
    }

    /// Makes it last.
    ///
    /// # Errors
    /// When the commit fails; then nothing was written.
    pub async fn commit(self) -> Result<()> {
        Ok(boxed(self.writer.commit()).await?)
    }
}

impl Rows for Reading {
    fn access(&self) -> &Access {
        &self.access
    }
    fn dialect(&self) -> Dialect {
        self.reader.dialect()
    }
    async fn all<T: FromRow>(&self, q: Sql) -> Result<Vec<T>> {
        Ok(boxed(self.reader.all(q)).await?)
    }
    async fn optional<T: FromRow>(&self, q: Sql) -> Result<Option<T>> {
        Ok(boxed(self.reader.optional(q)).await?)
    }
    async fn one<T: FromRow>(&self, q: Sql) -> Result<T> {
        Ok(boxed(self.reader.one(q)).await?)
    }
}

impl Rows for Writing {
    fn access(&self) -> &Access {
        &self.access
    }
    fn dialect(&self) -> Dialect {
        self.writer.dialect()
    }
    async fn all<T: FromRow>(&self, q: Sql) -> Result<Vec<T>> {
        Ok(boxed(self.writer.all(q)).await?)
    }
    async fn optional<T: FromRow>(&self, q: Sql) -> Result<Option<T>> {
        Ok(boxed(self.writer.optional(q)).await?)
    }
    async fn one<T: FromRow>(&self, q: Sql) -> Result<T> {
        Ok(boxed(self.writer.one(q)).await?)
    }
}

/// One allocation a statement, so that the futures of whole acts stay small and plainly `Send`.
pub(crate) fn boxed<'a, T>(
    future: impl Future<Output = T> + Send + 'a,
) -> Pin<Box<dyn Future<Output = T> + Send + 'a>> {
    Box::pin(future)
}

impl From<DbError> for quen_core::Error {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NoRow => Self::NotFound,
            DbError::Busy => Self::Unavailable("database-busy"),
            DbError::Full => Self::Unavailable("disk-full"),
            DbError::Closed => Self::Unavailable("closing"),
            DbError::HeldTooLong => Self::Unavailable("held-too-long"),
            DbError::TimedOut => Self::Unavailable("timeout"),
            DbError::Constraint { .. } => Self::conflict("constraint"),
            other => Self::Internal(other.to_string()),
        }
    }
}
