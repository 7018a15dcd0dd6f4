//! What operators ask of the program.

use quen_core::Result;

use crate::App;

/// Can it serve?
///
/// # Errors
/// When the database is out of reach.
pub async fn ready(app: &App) -> Result<()> {
    Ok(app.db.ready().await?)
}
