//! Invitations: a link for one address, one role, one use. The link's secret is answered once and kept as a hash.

use std::sync::Arc;

use chrono::Duration;
use quen_core::access::{Role, Scope, TokenScopes};
use quen_core::workspaces::Settings;
use quen_core::{Actor, Door, Error, Event, Noun, Permission, Problem, Result, users as rules};
use quen_gateway::mail::Mail;
use quen_store::accounts::colleagues;
use quen_store::accounts::links::{self, Link};
use quen_store::accounts::members::{self, Member};
use quen_store::accounts::users::{self, User};
use quen_store::accounts::workspaces::{self, Workspace};
use quen_words::t;
use uuid::Uuid;

use super::first_run::new_user;
use super::identity::Identity;
use crate::secrets::digest;
use crate::{App, Ctx, Tx};

/// How long an invitation works.
const LASTS: Duration = Duration::days(rules::INVITATION_DAYS);

/// Somebody to be invited.
#[derive(Debug, Clone)]
pub struct Invite {
    /// Mail address.
    pub email: String,
    /// Role to be.
    pub role: Role,
    /// Width to be.
    pub scope: Scope,
}

/// An invitation just made.
#[derive(Debug)]
pub struct Made {
    /// The open invitation.
    pub link: Link,
    /// Path of the link, shown once.
    pub path: String,
    /// Whether a mail went out: `None` without a mail server, else what the server said.
    pub mailed: Option<Result<()>>,
}

/// Invites somebody; an older invitation of the same address ends.
///
/// # Errors
/// `bad-email`, `already-here`, `only-owners`.
pub async fn create(ctx: &Ctx, invite: Invite) -> Result<Made> {
    let mut problems = quen_core::error::Problems::default();
    let email = quen_core::contacts::email(&invite.email, None)
        .ok_or_else(|| Problem::new("email", "bad-email"));
    let email = problems
        .keep(email)
        .map(|contact| contact.value)
        .unwrap_or_default();
    problems.finish()?;
    ctx.actor.may(Permission::UsersManage)?;
    rules::check_invitation(ctx.actor.role, invite.role)?;
    let mut tx = ctx.write(Permission::UsersManage).await?;
    let key = quen_core::contacts::email_key(&email);
    if colleagues::list(&tx.rows)
        .await?
        .iter()
        .any(|c| quen_core::contacts::email_key(&c.email) == key)
    {
        return Err(Error::invalid("email", "already-here"));
    }
    let secret = ctx.app.random.secret();
    let link = Link {
        id: ctx.new_id(),
        purpose: "invitation".to_owned(),
        workspace_id: Some(ctx.actor.workspace_id),
        user_id: None,
        email: email.clone(),
        role: Some(invite.role.code().to_owned()),
        scope: Some(invite.scope.code().to_owned()),
        created_by: Some(ctx.actor.user_id),
        created_at: ctx.now,
        expires_at: ctx.now + LASTS,
    };
    links::end_invitations(&tx.rows, ctx.actor.workspace_id, &email, ctx.now).await?;
    links::insert(&tx.rows, &link, &digest(&secret)).await?;
    let event = Event::new(Noun::Users, "invited", link.id)
        .with("role", invite.role.code())
        .with("scope", invite.scope.code());
    tx.record(event.changed("email", serde_json::Value::Null, email.into()));
    tx.commit().await?;
    let path = format!("/invitations/{secret}");
    let mailed = mail(ctx, &link, &path).await?;
    Ok(Made { link, path, mailed })
}

async fn mail(ctx: &Ctx, link: &Link, path: &str) -> Result<Option<Result<()>>> {
    let workspace = workspaces::find(&ctx.app.db, ctx.actor.workspace_id)
        .await?
        .ok_or(Error::NotFound)?;
    let Some(smtp) = crate::mail::smtp(&ctx.app, &ctx.settings, &workspace.name)? else {
        return Ok(None);
    };
    let words = super::words_of(None, &ctx.settings.language);
    let mail = Mail {
        to: link.email.clone(),
        to_name: String::new(),
        subject: t::mail_invitation_subject(words, &ctx.actor.name, &workspace.name),
        text: t::mail_invitation_text(
            words,
            &super::address(&ctx.app, path),
            &ctx.actor.name,
            &workspace.name,
        ),
        html: None,
        reply_to: None,
        attachments: Vec::new(),
    };
    Ok(Some(ctx.app.mailer.send(&smtp, mail).await))
}

/// The open invitations, newest first.
///
/// # Errors
/// `forbidden`.
pub async fn list(ctx: &Ctx) -> Result<Vec<Link>> {
    ctx.actor.may(Permission::UsersManage)?;
    links::invitations(&ctx.app.db, ctx.actor.workspace_id, ctx.now).await
}

/// Ends an open invitation.
///
/// # Errors
/// `not-found`.
pub async fn revoke(ctx: &Ctx, id: Uuid) -> Result<()> {
    let mut tx = ctx.write(Permission::UsersManage).await?;
    if !links::end_invitation(&tx.rows, ctx.actor.workspace_id, id, ctx.now).await? {
        return Err(Error::NotFound);
    }
    tx.record(Event::new(Noun::Users, "uninvited", id));
    tx.commit().await
}

/// What the invited sees.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Name of the workspace.
    pub workspace: String,
    /// Who invites.
    pub inviter: Option<String>,
    /// The address it is for.
    pub email: String,
    /// The address has an account, which signs in to join.
    pub known: bool,
}

/// Opens a link.
///
/// # Errors
/// `link-used` when it is unknown, used or too old.
pub async fn open(app: &App, secret: &str) -> Result<Opened> {
    let (link, workspace, _) = find(app, secret).await?;
    let inviter = match link.created_by {
        Some(id) => users::find(&app.db, id).await?.map(|user| user.name),
        None => None,
    };
    let known = users::by_email(&app.db, &link.email).await?.is_some();
    Ok(Opened {
        workspace: workspace.name,
        inviter,
        email: link.email,
        known,
    })
}

/// Makes an account and joins; answers who.
///
/// # Errors
/// `link-used`, `taken` when the address has an account, what the form's rules say.
pub async fn accept_as_new(app: &App, secret: &str, name: &str, password: &str) -> Result<Uuid> {
    let (link, workspace, member) = find(app, secret).await?;
    let user = new_user(app, name, &link.email, Some(password)).await?;
    let tx = begin(app, &workspace, &member, &user).await?;
    users::insert(&tx.rows, &user)
        .await
        .map_err(super::taken("email"))?;
    join(
        tx,
        &link,
        Member {
            user_id: user.id,
            ..member
        },
    )
    .await?;
    Ok(user.id)
}

/// Joins with the account that is signed in.
///
/// # Errors
/// `link-used`; `other-address` when the link is for another address.
pub async fn accept_as_known(app: &App, secret: &str, who: &Identity) -> Result<Uuid> {
    let (link, workspace, member) = find(app, secret).await?;
    let key = quen_core::contacts::email_key;
    if key(&link.email) != key(&who.user.email) {
        return Err(Error::conflict("other-address"));
    }
    let tx = begin(app, &workspace, &member, &who.user).await?;
    let earlier = members::find(&app.db, workspace.id, who.user.id).await?;
    if earlier.is_some_and(|member| member.left_at.is_none()) {
        return Err(Error::conflict("already-here"));
    }
    join(
        tx,
        &link,
        Member {
            user_id: who.user.id,
            ..member
        },
    )
    .await?;
    Ok(workspace.id)
}

/// The joining is the first act of the one who joins.
async fn begin(app: &App, workspace: &Workspace, member: &Member, user: &User) -> Result<Tx> {
    let actor = Actor {
        workspace_id: workspace.id,
        user_id: user.id,
        name: user.name.clone(),
        role: member.role,
        scope: member.scope,
        teammates: Vec::new(),
        token: TokenScopes::FULL,
        door: Door::Web,
    };
    let settings = Arc::new(Settings::from_json(&workspace.settings));
    let ctx = Ctx::new(app.clone(), actor, settings, Arc::default());
    ctx.write(Permission::ProfileManage).await
}

async fn join(mut tx: Tx, link: &Link, member: Member) -> Result<()> {
    let app = tx.ctx().app.clone();
    if !links::consume(&tx.rows, link.id, tx.ctx().now).await? {
        return Err(Error::conflict("link-used"));
    }
    members::put(&tx.rows, &member).await?;
    tx.record(
        Event::new(Noun::Users, "joined", member.user_id)
            .with("role", member.role.code())
            .with("scope", member.scope.code()),
    );
    tx.commit().await?;
    app.identities.forget();
    Ok(())
}

async fn find(app: &App, secret: &str) -> Result<(Link, Workspace, Member)> {
    let used = || Error::conflict("link-used");
    let now = app.clock.now();
    let link = links::by_hash(&app.db, &digest(secret), now)
        .await?
        .filter(|link| link.purpose == "invitation")
        .ok_or_else(used)?;
    let workspace = workspaces::find(&app.db, link.workspace_id.ok_or_else(used)?)
        .await?
        .ok_or_else(used)?;
    let role = link
        .role
        .as_deref()
        .and_then(Role::from_code)
        .ok_or_else(used)?;
    let scope = link
        .scope
        .as_deref()
        .and_then(Scope::from_code)
        .unwrap_or_default();
    let member = Member {
        workspace_id: workspace.id,
        user_id: Uuid::nil(),
        role,
        scope,
        joined_at: now,
        left_at: None,
    };
    Ok((link, workspace, member))
}
