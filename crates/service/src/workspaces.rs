//! The workspace and its settings: name, logo, money, days, language, mail server; further workspaces.

mod contact;
mod logo;
mod smtp;
mod suggester;

use quen_core::workspaces::{self as rules, Settings, check_name};
use quen_core::{Error, Event, Noun, Permission, Problem, Result};
use quen_store::accounts::workspaces;
use quen_store::accounts::{members, sessions};
use uuid::Uuid;

use crate::accounts::first_run::{free_slug, new_workspace, owner_of};
use crate::accounts::identity::Identity;
use crate::accounts::taken;
use crate::{App, Ctx, Tx};

pub use contact::set_contact;
pub use logo::{logo, remove_logo, set_logo};
pub use quen_store::accounts::workspaces::Workspace;
pub use smtp::{SmtpForm, remove_smtp, send_test, set_smtp};
pub use suggester::{SuggesterForm, remove_suggester, set_suggester, try_suggester};

/// The workspace with its settings.
///
/// # Errors
/// `forbidden`.
pub async fn find(ctx: &Ctx) -> Result<Workspace> {
    ctx.actor.may(Permission::SettingsManage)?;
    workspaces::find(&ctx.app.db, ctx.actor.workspace_id)
        .await?
        .ok_or(Error::NotFound)
}

/// May its currency still be changed?
///
/// # Errors
/// `forbidden`.
pub async fn currency_is_open(ctx: &Ctx) -> Result<bool> {
    Ok(!workspaces::has_orders(&ctx.read(Permission::SettingsManage)?).await?)
}

/// General settings as typed.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Name of the business.
    pub name: String,
    /// ISO 4217 code.
    pub currency: String,
    /// IANA name.
    pub time_zone: String,
    /// `vi` or `en`.
    pub language: String,
    /// `mon_fri` or `mon_sat`.
    pub working_week: String,
    /// Days that the bin keeps what is in it; 0 for ever.
    pub bin_days: String,
    /// The version it was made from.
    pub version: Option<i64>,
}

/// Changes the general settings.
///
/// # Errors
/// `invalid` with every problem; `currency-in-use` once there are orders; `stale`.
pub async fn update(ctx: &Ctx, change: Change) -> Result<()> {
    let mut problems = quen_core::error::Problems::default();
    let name = problems.keep(named(&change.name)).unwrap_or_default();
    let wishes = [
        ("currency", change.currency),
        ("time_zone", change.time_zone),
        ("language", change.language),
        ("working_week", change.working_week),
        ("bin_days", change.bin_days),
    ];
    let wishes = wishes
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    let tx = ctx.write(Permission::SettingsManage).await?;
    let has_money = workspaces::has_orders(&tx.rows).await?;
    let settings = match rules::change(&ctx.settings, &wishes, has_money) {
        Err(Error::Invalid(found)) => {
            found.into_iter().for_each(|problem| problems.push(problem));
            Settings::default()
        }
        other => other?,
    };
    problems.finish()?;
    save(tx, change.version, |workspace, stored| {
        workspace.name = name;
        *stored = Settings {
            logo: stored.logo,
            relationships: stored.relationships.clone(),
            smtp: stored.smtp.clone(),
            suggester: stored.suggester.clone(),
            contact: stored.contact,
            ..settings
        };
    })
    .await
}

/// Writes changed settings with their event.
pub(crate) async fn save(
    mut tx: Tx,
    expected: Option<i64>,
    change: impl FnOnce(&mut Workspace, &mut Settings),
) -> Result<()> {
    let ctx = tx.ctx().clone();
    let mut workspace = workspaces::find_in(&tx.rows)
        .await?
        .ok_or(Error::NotFound)?;
    let version = workspace.version;
    if expected.is_some_and(|expected| expected != version) {
        return Err(Error::Stale { current: version });
    }
    let mut settings = Settings::from_json(&workspace.settings);
    let before = (workspace.name.clone(), settings.clone());
    change(&mut workspace, &mut settings);
    if before == (workspace.name.clone(), settings.clone()) {
        return Ok(());
    }
    workspace.settings = settings.to_json();
    workspace.version += 1;
    if !workspaces::update(&tx.rows, &workspace, version).await? {
        return Err(Error::Stale {
            current: version + 1,
        });
    }
    tx.record(
        Event::new(Noun::Workspaces, "updated", workspace.id).with("version", workspace.version),
    );
    tx.commit().await?;
    ctx.app.identities.forget();
    Ok(())
}

/// Makes a workspace whose owner is the colleague who asks; answers its id.
///
/// # Errors
/// What the name's rule says.
pub async fn create(ctx: &Ctx, name: &str) -> Result<Uuid> {
    ctx.actor.may(Permission::ProfileManage)?;
    let name = &named(name)?;
    let settings = Settings {
        language: ctx.settings.language.clone(),
        ..Settings::default()
    };
    let slug = free_slug(&ctx.app, name).await?;
    let workspace = new_workspace(&ctx.app, name, Some(&slug), &settings)?;
    let mut there = ctx.clone().in_workspace(workspace.id);
    there.actor.role = quen_core::Role::Owner;
    let mut tx = there.write(Permission::ProfileManage).await?;
    workspaces::insert(&tx.rows, &workspace)
        .await
        .map_err(taken("name"))?;
    members::put(&tx.rows, &owner_of(&workspace, ctx.actor.user_id, ctx.now)).await?;
    tx.record(Event::new(Noun::Workspaces, "created", workspace.id));
    tx.commit().await?;
    ctx.app.identities.forget();
    Ok(workspace.id)
}

/// The name's rule, told at the field `name`.
fn named(name: &str) -> Result<String, Problem> {
    check_name(name).map_err(|error| match error {
        Error::Invalid(found) => found.into_iter().next().map_or_else(
            || Problem::new("name", "required"),
            |p| Problem {
                field: "name".into(),
                ..p
            },
        ),
        _ => Problem::new("name", "required"),
    })
}

/// Turns a browser's session to another workspace of the same colleague.
///
/// # Errors
/// `not-found` where the colleague does not work.
pub async fn switch(app: &App, who: &Identity, workspace: Uuid) -> Result<()> {
    let place = members::find(&app.db, workspace, who.user.id).await?;
    let session = who.session.as_ref().ok_or(Error::Unauthorized)?;
    if place.is_none_or(|place| place.left_at.is_some()) {
        return Err(Error::NotFound);
    }
    let tx = crate::accounts::write(app).await?;
    sessions::look_at(&tx, session.id, workspace).await?;
    tx.commit().await?;
    app.identities.forget_users(&[who.user.id]);
    Ok(())
}
