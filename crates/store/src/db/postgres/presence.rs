//! Who works on this database, by an advisory lock that ends with its connection.

use super::super::{Company, DbError};
use super::session::Session;
use super::{Postgres, error};

/// The letters `quen` and a one: another lock than that of migrations.
const LOCK: i64 = 0x0071_7565_6e31;

impl Postgres {
    pub(in crate::db) async fn presence(&self, company: Company) -> Result<Session, DbError> {
        let session = self.own_session().await?;
        let text = match company {
            Company::Welcome => "SELECT pg_try_advisory_lock_shared($1)",
            Company::Refused => "SELECT pg_try_advisory_lock($1)",
        };
        let row = session
            .client
            .query_one(text, &[&LOCK])
            .await
            .map_err(error::translate)?;
        if row.try_get(0).map_err(error::translate)? {
            Ok(session)
        } else {
            Err(DbError::InUse)
        }
    }
}
