//! Which migrations are outstanding, and whether the schema is one we can trust. Pure decisions;
//! the database room carries them out.

use super::Migration;
use crate::db::DbError;

/// The table that remembers.
pub(crate) const TABLE: &str = "schema_migrations";
pub(crate) const CREATE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    version BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum BIGINT NOT NULL
);";
pub(crate) const SELECT: &str =
    "SELECT version, name, checksum FROM schema_migrations ORDER BY version";
pub(crate) const INSERT: &str =
    "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)";

/// What the database says was applied.
pub(crate) enum History {
    /// A database without a single table.
    Empty,
    /// Tables, but no record of migrations.
    Foreign,
    /// The record, ordered by version.
    Present(Vec<Applied>),
}

/// One line of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Applied {
    pub(crate) version: i64,
    pub(crate) name: String,
    pub(crate) checksum: i64,
}

/// The steps of the plan still to be applied. Refuses a schema from a newer program, one with
/// holes or altered steps, and tables that no plan of ours has made.
pub(crate) fn pending(history: &History, plan: &[Migration]) -> Result<Vec<Migration>, DbError> {
    check_plan(plan)?;
    let applied = match history {
        History::Empty => &[],
        History::Foreign => return Err(altered("it holds tables but no record of migrations")),
        History::Present(applied) => applied.as_slice(),
    };
    let known = plan.last().map_or(0, |step| step.version);
    if let Some(newest) = applied.last().filter(|newest| newest.version > known) {
        return Err(DbError::SchemaNewer {
            found: newest.version,
            known,
        });
    }
    for (found, step) in applied.iter().zip(plan) {
        if found.version != step.version {
            return Err(altered(&format!("migration {} is missing", step.version)));
        }
        if *found != mark(step) {
            return Err(altered(&format!(
                "migration {} ({}) was applied with another text",
                found.version, found.name
            )));
        }
    }
    Ok(plan.get(applied.len()..).unwrap_or_default().to_vec())
}

/// The line that records a step.
pub(crate) fn mark(step: &Migration) -> Applied {
    Applied {
        version: step.version,
        name: step.name.to_owned(),
        checksum: checksum(step.sql),
    }
}

/// Wraps the error of a step.
pub(crate) fn failed(step: &Migration, cause: DbError) -> DbError {
    DbError::Migration {
        version: step.version,
        name: step.name.to_owned(),
        cause: Box::new(cause),
    }
}

impl History {
    /// No record: an empty database, or somebody else's.
    pub(crate) fn absent(has_tables: bool) -> Self {
        if has_tables {
            Self::Foreign
        } else {
            Self::Empty
        }
    }

    /// Whether nothing was ever applied, so that there is nothing to back up.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Foreign => false,
            Self::Present(applied) => applied.is_empty(),
        }
    }

    pub(crate) fn contains(&self, version: i64) -> bool {
        match self {
            Self::Empty | Self::Foreign => false,
            Self::Present(applied) => applied.iter().any(|step| step.version == version),
        }
    }
}

fn check_plan(plan: &[Migration]) -> Result<(), DbError> {
    for (position, step) in (1_i64..).zip(plan) {
        if step.version != position {
            let message = format!("the plan has it at place {position}");
            let code = "plan".to_owned();
            return Err(failed(step, DbError::Statement { code, message }));
        }
    }
    Ok(())
}

fn altered(reason: &str) -> DbError {
    DbError::SchemaHalfMigrated {
        reason: reason.to_owned(),
    }
}

/// FNV-1a over the text, line ends made equal: it notices an edit, it is no protection.
fn checksum(sql: &str) -> i64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in sql.bytes().filter(|byte| *byte != b'\r') {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Migration = Migration {
        version: 1,
        name: "parties",
        sql: "CREATE TABLE parties (id UUID);",
    };
    const TWO: Migration = Migration {
        version: 2,
        name: "orders",
        sql: "CREATE TABLE orders (id UUID);",
    };
    const THREE: Migration = Migration {
        version: 3,
        name: "quotes",
        sql: "CREATE TABLE quotes (id UUID);",
    };

    fn after(steps: &[Migration]) -> History {
        History::Present(steps.iter().map(mark).collect())
    }

    #[test]
    fn only_what_is_missing_at_the_end_is_pending() {
        let plan = [ONE, TWO, THREE];
        assert_eq!(pending(&History::Empty, &plan).unwrap(), plan);
        assert_eq!(pending(&after(&[ONE]), &plan).unwrap(), [TWO, THREE]);
        assert_eq!(pending(&after(&plan), &plan).unwrap(), []);
    }

    #[test]
    fn a_newer_schema_is_refused() {
        let newer = DbError::SchemaNewer { found: 3, known: 2 };
        assert_eq!(pending(&after(&[ONE, TWO, THREE]), &[ONE, TWO]), Err(newer));
    }

    #[test]
    fn holes_edits_and_foreign_tables_are_refused() {
        let edited = Migration {
            sql: "CREATE TABLE parties (id BIGINT);",
            ..ONE
        };
        for history in [after(&[ONE, THREE]), after(&[edited]), History::Foreign] {
            let refusal = pending(&history, &[ONE, TWO, THREE]);
            assert!(
                matches!(refusal, Err(DbError::SchemaHalfMigrated { .. })),
                "{refusal:?}"
            );
        }
    }

    #[test]
    fn a_plan_with_a_hole_is_a_defect() {
        let refusal = pending(&History::Empty, &[ONE, THREE]);
        assert!(matches!(
            refusal,
            Err(DbError::Migration { version: 3, .. })
        ));
    }

    #[test]
    fn line_ends_do_not_count_as_edits() {
        assert_eq!(checksum("a\r\nb"), checksum("a\nb"));
        assert_ne!(checksum("a\nb"), checksum("a\nc"));
    }
}
