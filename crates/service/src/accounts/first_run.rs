//! The first page of a fresh installation: it makes the owner and the workspace, once.

use chrono::DateTime;
use chrono::Utc;
use quen_core::access::{Role, Scope};
use quen_core::workspaces::{Settings, slug_of};
use quen_core::{Error, Result, users as rules};
use quen_store::accounts::members::{self, Member};
use quen_store::accounts::users::{self, User};
use quen_store::accounts::workspaces::{self, Workspace};
use serde_json::json;
use uuid::Uuid;

use crate::App;
use crate::secrets::hash_password;

/// What the page asks.
#[derive(Debug, Clone)]
pub struct FirstRun {
    /// Name of the business.
    pub business: String,
    /// Name of the owner.
    pub name: String,
    /// Mail address to sign in with.
    pub email: String,
    /// Password.
    pub password: String,
    /// `vi` or `en`.
    pub language: String,
}

/// Is nobody here yet?
///
/// # Errors
/// A broken database.
pub async fn is_due(app: &App) -> Result<bool> {
    Ok(!users::any(&app.db).await?)
}

/// Makes the owner and the first workspace; answers the owner's id.
///
/// # Errors
/// `already-set-up` when somebody was quicker; `invalid` with every problem of the form.
pub async fn set_up(app: &App, form: FirstRun) -> Result<Uuid> {
    if !is_due(app).await? {
        return Err(Error::conflict("already-set-up"));
    }
    let owner = new_user(app, &form.name, &form.email, Some(&form.password)).await?;
    let settings = Settings {
        language: form.language.clone(),
        ..Settings::default()
    };
    let slug = free_slug(app, &form.business).await?;
    let workspace = new_workspace(app, &form.business, Some(&slug), &settings)?;
    let tx = super::write(app).await?;
    users::insert(&tx, &owner)
        .await
        .map_err(super::taken("email"))?;
    workspaces::insert(&tx, &workspace)
        .await
        .map_err(super::taken("slug"))?;
    members::put(&tx, &owner_of(&workspace, owner.id, app.clock.now())).await?;
    tx.commit().await?;
    app.identities.forget();
    Ok(owner.id)
}

/// A checked account, not yet written.
pub(crate) async fn new_user(
    app: &App,
    name: &str,
    email: &str,
    password: Option<&str>,
) -> Result<User> {
    let checked = rules::check_new(name, email, password)?;
    let password_hash = match password {
        Some(password) => Some(hash_password(password).await?),
        None => None,
    };
    let now = app.clock.now();
    Ok(User {
        id: app.random.id(now),
        email: checked.email,
        name: checked.name,
        password_hash,
        language: None,
        preferences: json!({}),
        created_at: now,
    })
}

/// A checked workspace, not yet written. Without a slug one is made from the name.
pub(crate) fn new_workspace(
    app: &App,
    name: &str,
    slug: Option<&str>,
    settings: &Settings,
) -> Result<Workspace> {
    let now = app.clock.now();
    let name = quen_core::workspaces::check_name(name)?;
    let slug = match slug {
        Some(slug) => quen_core::workspaces::check_slug(slug)?,
        None => slug_of(&name),
    };
    Ok(Workspace {
        id: app.random.id(now),
        slug,
        name,
        settings: settings.to_json(),
        version: 1,
        created_at: now,
    })
}

/// A short name made from the business's name that nobody has yet.
pub(crate) async fn free_slug(app: &App, name: &str) -> Result<String> {
    let base = slug_of(name);
    let mut slug = base.clone();
    for n in 2..1000 {
        if workspaces::by_slug(&app.db, &slug).await?.is_none() {
            break;
        }
        let stem: String = base.chars().take(36).collect();
        slug = format!("{}-{n}", stem.trim_end_matches('-'));
    }
    Ok(slug)
}

/// The place of a workspace's maker.
pub(crate) fn owner_of(workspace: &Workspace, user_id: Uuid, now: DateTime<Utc>) -> Member {
    Member {
        workspace_id: workspace.id,
        user_id,
        role: Role::Owner,
        scope: Scope::All,
        joined_at: now,
        left_at: None,
    }
}
