//! Who works here and how they get in: first run, sign-in, sessions, invitations, passwords.

pub mod ended;
pub mod first_run;
pub mod identity;
pub mod invitations;
pub mod operator;
pub mod profile;
pub mod rate_limit;
pub mod reset;
pub mod sign_in;

use quen_core::{Error, Result};
use quen_store::accounts::AccountTx;
use quen_words::{Lang, Words};

use crate::App;

/// A transaction over account rows. Only the acts of this module begin one.
pub(crate) async fn write(app: &App) -> Result<AccountTx> {
    AccountTx::begin(&app.db).await
}

/// An address of this program, for mails and links that are copied.
pub fn address(app: &App, path: &str) -> String {
    let base = app
        .config
        .public_url
        .as_deref()
        .unwrap_or("http://127.0.0.1:7836");
    format!("{}{path}", base.trim_end_matches('/'))
}

/// The words for a colleague: the own language, else the workspace's.
pub(crate) fn words_of(chosen: Option<&str>, workspace: &str) -> Words {
    Words::new(Lang::from_code(chosen.unwrap_or(workspace)).unwrap_or(Lang::Vi))
}

/// Turns the broken unique key of an insert into the refusal that names the field.
pub(crate) fn taken(field: &'static str) -> impl Fn(Error) -> Error {
    move |error| match error {
        Error::Conflict {
            code: "constraint", ..
        } => Error::invalid(field, "taken"),
        other => other,
    }
}
