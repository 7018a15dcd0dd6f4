//! What operators ask of the program.

use quen_core::Result;
use quen_store::db::DbLoad;

use crate::App;

/// Can it serve?
///
/// # Errors
/// When the database is out of reach.
pub async fn ready(app: &App) -> Result<()> {
    Ok(app.db.ready().await?)
}

/// How busy the program is at this moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gauges {
    /// What waits for the database.
    pub database: DbLoad,
    /// Jobs by state; empty when the database is out of reach.
    pub jobs: Vec<(String, i64)>,
}

/// Looks how busy the program is. Counts only.
pub async fn gauges(app: &App) -> Gauges {
    let database = app.db.load();
    Gauges {
        database,
        jobs: quen_store::operations::jobs_by_state(&app.db)
            .await
            .unwrap_or_default(),
    }
}
