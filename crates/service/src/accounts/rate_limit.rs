//! Tries at public doors: so many in a window, then wait. Counted in the database, so that restarting or adding
//! a server gives nobody new tries.

use chrono::{DateTime, Duration, Utc};
use quen_core::{Error, Result};
use quen_store::accounts::rate_limits;

use crate::App;
use crate::secrets::{digest, hex};

/// A door's limit.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Name of the door.
    pub door: &'static str,
    /// Tries in a window.
    pub tries: i64,
    /// Length of the window.
    pub window: Duration,
}

/// Wrong passwords for one account.
pub const SIGN_IN_ACCOUNT: Limit = Limit {
    door: "sign-in-account",
    tries: 10,
    window: Duration::minutes(15),
};
/// Wrong passwords from one address.
pub const SIGN_IN_ADDRESS: Limit = Limit {
    door: "sign-in-address",
    tries: 50,
    window: Duration::minutes(15),
};
/// Links asked for by mail, for one account.
pub const RESET: Limit = Limit {
    door: "reset",
    tries: 3,
    window: Duration::minutes(60),
};
/// Links asked for by mail, from one address.
pub const RESET_ADDRESS: Limit = Limit {
    door: "reset-address",
    tries: 20,
    window: Duration::minutes(60),
};

/// Refuses when the tries are used up; counts nothing.
///
/// # Errors
/// `rate-limited` with the seconds to wait.
pub async fn check(app: &App, limit: Limit, who: &str) -> Result<()> {
    let now = app.clock.now();
    match rate_limits::find(&app.db, &key(limit, who)).await? {
        Some((start, tries)) if tries >= limit.tries && now < start + limit.window => {
            Err(wait(start + limit.window, now))
        }
        _ => Ok(()),
    }
}

/// Counts a try.
///
/// # Errors
/// A broken database.
pub async fn count(app: &App, limit: Limit, who: &str) -> Result<()> {
    let tx = super::write(app).await?;
    rate_limits::count(&tx, &key(limit, who), app.clock.now(), limit.window).await?;
    tx.commit().await
}

fn wait(until: DateTime<Utc>, now: DateTime<Utc>) -> Error {
    Error::TooMany {
        retry_after: u64::try_from((until - now).num_seconds().max(1)).unwrap_or(1),
    }
}

/// The address or account is not kept in plain.
fn key(limit: Limit, who: &str) -> String {
    hex(&digest(&format!("{}:{}", limit.door, who.to_lowercase())))
}
