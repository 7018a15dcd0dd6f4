//! A forgotten password: a link that works once, by mail. Nobody learns here which addresses have an account: an
//! unknown one is answered alike and as fast.

use quen_core::workspaces::Settings;
use quen_core::{Error, Result, users as rules};
use quen_gateway::mail::Mail;
use quen_store::accounts::links::{self, Link};
use quen_store::accounts::users::{self, User};
use quen_store::accounts::{members, sessions, workspaces};
use quen_words::t;

use super::operator::password_link;
use super::rate_limit::{self, RESET, RESET_ADDRESS};
use crate::App;
use crate::secrets::{digest, hash_password};

/// Can anybody here be sent a mail?
///
/// # Errors
/// A broken database.
pub async fn can_mail(app: &App) -> Result<bool> {
    let all = workspaces::list(&app.db).await?;
    Ok(all
        .iter()
        .any(|workspace| Settings::from_json(&workspace.settings).smtp.is_some()))
}

/// Asks for a link by mail. The work goes on after the answer, so that its time tells nothing.
///
/// # Errors
/// `rate-limited`.
pub async fn ask(app: &App, email: &str, address: &str) -> Result<()> {
    let account = quen_core::contacts::email_key(email);
    for (limit, who) in [(RESET, account.as_str()), (RESET_ADDRESS, address)] {
        rate_limit::check(app, limit, who).await?;
        rate_limit::count(app, limit, who).await?;
    }
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = send(&app, &account).await {
            tracing::warn!(code = error.code(), "a password link could not be mailed");
        }
    });
    Ok(())
}

async fn send(app: &App, account: &str) -> Result<()> {
    let Some(user) = users::by_email(&app.db, account).await? else {
        return Ok(());
    };
    for place in members::of_user(&app.db, user.id).await? {
        let Some(workspace) = workspaces::find(&app.db, place.workspace_id).await? else {
            continue;
        };
        let settings = Settings::from_json(&workspace.settings);
        if let Some(smtp) = crate::mail::smtp(app, &settings, &workspace.name)? {
            let words = super::words_of(user.language.as_deref(), &settings.language);
            let link = password_link(app, &user).await?;
            let mail = Mail {
                to: user.email.clone(),
                to_name: user.name.clone(),
                subject: t::mail_password_subject(words).to_owned(),
                text: t::mail_password_text(words, &link, &user.name),
                html: None,
                reply_to: None,
                attachments: Vec::new(),
            };
            return app.mailer.send(&smtp, mail).await;
        }
    }
    Ok(())
}

/// Whose password this link sets.
///
/// # Errors
/// `link-used` when it is unknown, used or too old.
pub async fn open(app: &App, secret: &str) -> Result<String> {
    find(app, secret).await.map(|(_, user)| user.email)
}

/// Sets the password by a link, once; all sessions end.
///
/// # Errors
/// `link-used`, or what the password's rule says.
pub async fn set(app: &App, secret: &str, password: &str) -> Result<()> {
    let (link, mut user) = find(app, secret).await?;
    rules::check_password(password, &user.email)?;
    user.password_hash = Some(hash_password(password).await?);
    let now = app.clock.now();
    let tx = super::write(app).await?;
    if !links::consume(&tx, link.id, now).await? {
        return Err(Error::conflict("link-used"));
    }
    users::update(&tx, &user, now).await?;
    links::end_passwords(&tx, user.id, now).await?;
    sessions::revoke_others(&tx, user.id, None, now).await?;
    tx.commit().await?;
    app.identities.forget();
    Ok(())
}

async fn find(app: &App, secret: &str) -> Result<(Link, User)> {
    let used = || Error::conflict("link-used");
    let link = links::by_hash(&app.db, &digest(secret), app.clock.now()).await?;
    let link = link
        .filter(|link| link.purpose == "password")
        .ok_or_else(used)?;
    let user = users::find(&app.db, link.user_id.ok_or_else(used)?)
        .await?
        .ok_or_else(used)?;
    Ok((link, user))
}
