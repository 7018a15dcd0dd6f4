//! Account acts of the operator at the command line: whoever may read the database file may do these.

use chrono::Duration;
use quen_core::access::{Role, Scope};
use quen_core::workspaces::{Settings, check_slug};
use quen_core::{Error, Result, users as rules};
use quen_store::accounts::links::{self, Link};
use quen_store::accounts::members::{self, Member};
use quen_store::accounts::tokens::{self, Token};
use quen_store::accounts::users::{self, User};
use quen_store::accounts::workspaces::{self, Workspace};
use uuid::Uuid;

use super::first_run::{new_user, new_workspace};
use super::{taken, write};
use crate::App;
use crate::secrets::{digest, hash_password};

/// How long a one-time link works.
const LINK_LASTS: Duration = Duration::days(3);

/// A colleague to be.
#[derive(Debug, Clone)]
pub struct NewColleague {
    /// Mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Password; without one a link to set it is answered.
    pub password: Option<String>,
    /// Slug of the workspace; default the first.
    pub workspace: Option<String>,
}

/// Makes a workspace.
///
/// # Errors
/// `bad-slug`, `taken`, or what the name's rule says.
pub async fn create_workspace(app: &App, slug: &str, name: &str) -> Result<Uuid> {
    let workspace = new_workspace(app, name, Some(&check_slug(slug)?), &Settings::default())?;
    let tx = write(app).await?;
    workspaces::insert(&tx, &workspace)
        .await
        .map_err(taken("slug"))?;
    tx.commit().await?;
    Ok(workspace.id)
}

/// All workspaces.
///
/// # Errors
/// A broken database.
pub async fn workspaces(app: &App) -> Result<Vec<Workspace>> {
    workspaces::list(&app.db).await
}

/// Makes a colleague, or gives one that exists a place in the workspace; answers a link when no password was given
/// and none is set.
///
/// # Errors
/// `not-found` for an unknown workspace, else what the form's rules say.
pub async fn create_user(app: &App, new: NewColleague) -> Result<Option<String>> {
    let workspace = find_workspace(app, new.workspace.as_deref()).await?;
    let known = users::by_email(&app.db, &new.email).await?;
    let user = match &known {
        Some(user) => user.clone(),
        None => new_user(app, &new.name, &new.email, new.password.as_deref()).await?,
    };
    let tx = write(app).await?;
    if known.is_none() {
        users::insert(&tx, &user).await.map_err(taken("email"))?;
    }
    let now = app.clock.now();
    let place = Member {
        workspace_id: workspace.id,
        user_id: user.id,
        role: new.role,
        scope: Scope::All,
        joined_at: now,
        left_at: None,
    };
    members::put(&tx, &place).await?;
    tx.commit().await?;
    app.identities.forget();
    if user.password_hash.is_some() {
        Ok(None)
    } else {
        password_link(app, &user).await.map(Some)
    }
}

/// Sets a password and ends the colleague's sessions; without one answers a link to set it.
///
/// # Errors
/// `not-found`, or what the password's rule says.
pub async fn set_password(
    app: &App,
    email: &str,
    password: Option<String>,
) -> Result<Option<String>> {
    let mut user = users::by_email(&app.db, email)
        .await?
        .ok_or(Error::NotFound)?;
    let Some(password) = password else {
        return password_link(app, &user).await.map(Some);
    };
    rules::check_password(&password, &user.email)?;
    user.password_hash = Some(hash_password(&password).await?);
    let now = app.clock.now();
    let tx = write(app).await?;
    users::update(&tx, &user, now).await?;
    quen_store::accounts::sessions::revoke_others(&tx, user.id, None, now).await?;
    links::end_passwords(&tx, user.id, now).await?;
    tx.commit().await?;
    app.identities.forget();
    Ok(None)
}

/// Makes an API token for a colleague; answers the secret, which is shown once.
///
/// # Errors
/// `not-found` for an unknown colleague or workspace, `bad-choice` for an unknown scope.
pub async fn create_token(
    app: &App,
    workspace: Option<&str>,
    email: &str,
    name: &str,
    scopes: &str,
) -> Result<String> {
    let user = users::by_email(&app.db, email)
        .await?
        .ok_or(Error::NotFound)?;
    let workspace = find_workspace(app, workspace).await?;
    let works_here = members::find(&app.db, workspace.id, user.id)
        .await?
        .is_some_and(|m| m.left_at.is_none());
    if !works_here {
        return Err(Error::NotFound);
    }
    if scopes
        .split(',')
        .any(|scope| !matches!(scope.trim(), "read" | "write" | "admin"))
    {
        return Err(Error::invalid("scopes", "bad-choice"));
    }
    let now = app.clock.now();
    let secret = format!("quen_{}", app.random.secret());
    let token = Token {
        id: app.random.id(now),
        workspace_id: workspace.id,
        user_id: user.id,
        name: rules::check_name(name)?,
        scopes: scopes.replace(' ', ""),
        created_at: now,
        used_at: None,
    };
    let tx = write(app).await?;
    tokens::insert(&tx, &token, &digest(&secret)).await?;
    tx.commit().await?;
    Ok(secret)
}

async fn find_workspace(app: &App, slug: Option<&str>) -> Result<Workspace> {
    match slug {
        Some(slug) => workspaces::by_slug(&app.db, slug)
            .await?
            .ok_or(Error::NotFound),
        None => workspaces::list(&app.db)
            .await?
            .into_iter()
            .next()
            .ok_or(Error::NotFound),
    }
}

/// A link by which a colleague sets the password, once.
pub(crate) async fn password_link(app: &App, user: &User) -> Result<String> {
    let (now, secret) = (app.clock.now(), app.random.secret());
    let link = Link {
        id: app.random.id(now),
        purpose: "password".to_owned(),
        workspace_id: None,
        user_id: Some(user.id),
        email: user.email.clone(),
        role: None,
        scope: None,
        created_by: None,
        created_at: now,
        expires_at: now + LINK_LASTS,
    };
    let tx = write(app).await?;
    links::insert(&tx, &link, &digest(&secret)).await?;
    tx.commit().await?;
    Ok(super::address(app, &format!("/password/{secret}")))
}
