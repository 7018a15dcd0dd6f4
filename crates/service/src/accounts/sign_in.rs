//! In and out with a password.

use chrono::Duration;
use quen_core::{Error, Result};
use quen_store::accounts::sessions::{self, Session};
use quen_store::accounts::users;
use uuid::Uuid;

use super::rate_limit::{self, SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS};
use crate::App;
use crate::secrets::{digest, verify_password};

/// How long a session lasts without being renewed.
const LASTS: Duration = Duration::days(30);

/// A try to sign in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// Mail address.
    pub email: String,
    /// Password.
    pub password: String,
    /// Network address.
    pub address: String,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// Signs in; answers the secret for the cookie.
///
/// # Errors
/// `wrong-sign-in` for an unknown address or a wrong password alike; `rate-limited` after too many.
pub async fn sign_in(app: &App, form: SignIn) -> Result<String> {
    let account = quen_core::contacts::email_key(&form.email);
    rate_limit::check(app, SIGN_IN_ACCOUNT, &account).await?;
    rate_limit::check(app, SIGN_IN_ADDRESS, &form.address).await?;
    let user = users::by_email(&app.db, &account).await?;
    let hash = user.as_ref().and_then(|user| user.password_hash.as_deref());
    let right = verify_password(&form.password, hash).await?;
    let Some(user) = user.filter(|_| right) else {
        rate_limit::count(app, SIGN_IN_ACCOUNT, &account).await?;
        rate_limit::count(app, SIGN_IN_ADDRESS, &form.address).await?;
        return Err(Error::invalid("password", "wrong-sign-in"));
    };
    open_session(app, user.id, &form.address, &form.user_agent).await
}

/// Opens a session for somebody whose identity is proven; answers the secret for the cookie.
///
/// # Errors
/// A broken database.
pub async fn open_session(
    app: &App,
    user_id: Uuid,
    address: &str,
    user_agent: &str,
) -> Result<String> {
    let now = app.clock.now();
    let secret = app.random.secret();
    let session = Session {
        id: app.random.id(now),
        user_id,
        workspace_id: None,
        created_at: now,
        seen_at: now,
        expires_at: now + LASTS,
        user_agent: user_agent.chars().take(300).collect(),
        address: address.chars().take(80).collect(),
    };
    let tx = super::write(app).await?;
    sessions::insert(&tx, &session, &digest(&secret)).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Ends the session of this cookie.
///
/// # Errors
/// A broken database.
pub async fn sign_out(app: &App, secret: &str) -> Result<()> {
    let now = app.clock.now();
    if let Some(session) = sessions::by_hash(&app.db, &digest(secret), now).await? {
        let tx = super::write(app).await?;
        sessions::revoke(&tx, session.user_id, session.id, now).await?;
        tx.commit().await?;
    }
    app.identities.forget();
    Ok(())
}
