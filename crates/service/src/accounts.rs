//! Who works here and how they get in: first run, sign-in, sessions.

pub mod first_run;
pub mod identity;
pub mod operator;
pub mod rate_limit;
pub mod sign_in;

use quen_core::{Error, Result};
use quen_store::accounts::AccountTx;

use crate::App;

/// A transaction over account rows. Only the acts of this module begin one.
async fn write(app: &App) -> Result<AccountTx> {
    AccountTx::begin(&app.db).await
}

/// Turns the broken unique key of an insert into the refusal that names the field.
fn taken(field: &'static str) -> impl Fn(Error) -> Error {
    move |error| match error {
        Error::Conflict {
            code: "constraint", ..
        } => Error::invalid(field, "taken"),
        other => other,
    }
}
