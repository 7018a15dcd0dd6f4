//! Applying the migrations to PostgreSQL, each in its own transaction, on a connection that is
//! thrown away afterwards. Two servers starting together take turns by an advisory lock.

use tokio_postgres::Row;

use super::super::DbError;
use super::session::Session;
use super::{Postgres, error};
use crate::dialect::{self, Dialect};
use crate::migrations::runner::{self, Applied, History};
use crate::migrations::{Migration, MigrationReport};

/// The letters `quen`: one lock for all servers on this database.
const LOCK: i64 = 0x7175_656e;

impl Postgres {
    pub(in crate::db) async fn migrate(
        &self,
        plan: &[Migration],
    ) -> Result<MigrationReport, DbError> {
        let session = self.own_session().await?;
        batch(&session, "SET statement_timeout = 0; SET lock_timeout = 0").await?;
        batch(&session, &format!("SELECT pg_advisory_lock({LOCK})")).await?;
        let applied = runner::pending(&history(&session).await?, plan)?;
        for step in &applied {
            apply(&session, step)
                .await
                .map_err(|cause| runner::failed(step, cause))?;
        }
        if !applied.is_empty() {
            self.pool.manager().forget_statements();
        }
        Ok(MigrationReport {
            applied,
            backup: None,
        })
    }

    pub(in crate::db) async fn pending(
        &self,
        plan: &[Migration],
    ) -> Result<Vec<Migration>, DbError> {
        runner::pending(&history(&self.own_session().await?).await?, plan)
    }
}

async fn apply(session: &Session, step: &Migration) -> Result<(), DbError> {
    let text = dialect::render(step.sql, Dialect::Postgres)?;
    batch(session, "BEGIN READ WRITE").await?;
    batch(
        session,
        &dialect::render(runner::CREATE, Dialect::Postgres)?,
    )
    .await?;
    // A step may fill columns of all workspaces, so the owner is let past the second wall, inside
    // this transaction only.
    alter_secured(session, "relforcerowsecurity", "NO FORCE").await?;
    batch(session, &text).await?;
    alter_secured(session, "NOT relforcerowsecurity", "FORCE").await?;
    let mark = runner::mark(step);
    session
        .client
        .execute(runner::INSERT, &[&mark.version, &mark.name, &mark.checksum])
        .await
        .map_err(error::translate)?;
    batch(session, "COMMIT").await
}

/// Sets or lifts FORCE on every table with row-level security that the condition names.
async fn alter_secured(session: &Session, condition: &str, force: &str) -> Result<(), DbError> {
    let tables = rows(
        session,
        &format!(
            "SELECT oid::regclass::text FROM pg_class
             WHERE relrowsecurity AND {condition} AND relkind IN ('r', 'p')
               AND relnamespace = current_schema()::regnamespace"
        ),
    )
    .await?;
    for table in &tables {
        let table: &str = table.try_get(0).map_err(error::translate)?;
        batch(
            session,
            &format!("ALTER TABLE {table} {force} ROW LEVEL SECURITY"),
        )
        .await?;
    }
    Ok(())
}

async fn history(session: &Session) -> Result<History, DbError> {
    let tables = rows(
        session,
        "SELECT relname::text FROM pg_class
         WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
           AND NOT EXISTS (SELECT 1 FROM pg_depend
                           WHERE objid = pg_class.oid AND deptype = 'e')",
    )
    .await?;
    let is_record = |row: &Row| {
        row.try_get::<_, &str>(0)
            .is_ok_and(|name| name == runner::TABLE)
    };
    if !tables.iter().any(is_record) {
        return Ok(History::absent(!tables.is_empty()));
    }
    let record = rows(session, runner::SELECT).await?;
    let applied = record.iter().map(read_mark).collect::<Result<_, _>>();
    applied.map(History::Present).map_err(error::translate)
}

fn read_mark(row: &Row) -> Result<Applied, tokio_postgres::Error> {
    Ok(Applied {
        version: row.try_get(0)?,
        name: row.try_get(1)?,
        checksum: row.try_get(2)?,
    })
}

async fn rows(session: &Session, text: &str) -> Result<Vec<Row>, DbError> {
    let found = session.client.query(text, &[]);
    found.await.map_err(error::translate)
}

async fn batch(session: &Session, text: &str) -> Result<(), DbError> {
    super::lease::batch(session, text).await
}
