//! From a cookie or a token to a gate. What was looked up is kept for a few seconds, and forgotten at once when
//! this process changes an account.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use quen_core::access::TokenScopes;
use quen_core::fields::Customs;
use quen_core::workspaces::Settings;
use quen_core::{Actor, Door, Error, Result};
use quen_store::accounts::members::{self, Member};
use quen_store::accounts::sessions::{self, Session};
use quen_store::accounts::tokens;
use quen_store::accounts::users::{self, User};
use quen_store::accounts::workspaces::{self, Workspace};
use uuid::Uuid;

use crate::secrets::digest;
use crate::{App, Ctx};

/// How long a look-up is believed: the longest that a revocation by another process stays unnoticed.
const BELIEVED: Duration = Duration::seconds(5);
/// Look-ups kept at most.
const KEPT: usize = 10_000;
/// A session's last use is written no more often.
const TOUCH_EVERY: Duration = Duration::minutes(5);

/// Somebody known, in one workspace.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The colleague.
    pub user: User,
    /// The place in the workspace.
    pub member: Member,
    /// The workspace.
    pub workspace: Workspace,
    /// Its settings, read.
    pub settings: Arc<Settings>,
    /// Its custom fields.
    pub customs: Arc<Customs>,
    /// The workspaces of the colleague, this one too: id and name.
    pub workspaces: Vec<(Uuid, String)>,
    /// Those who share a team.
    pub teammates: Vec<Uuid>,
    /// News not read yet, counted to 100.
    pub unread: i64,
    /// The browser's session; `None` behind a token.
    pub session: Option<Session>,
    /// Narrowing by a token.
    pub scopes: TokenScopes,
}

impl Identity {
    /// The gate for one act.
    pub fn ctx(&self, app: &App, door: Door) -> Ctx {
        let actor = Actor {
            workspace_id: self.workspace.id,
            user_id: self.user.id,
            name: self.user.name.clone(),
            role: self.member.role,
            scope: self.member.scope,
            teammates: self.teammates.clone(),
            token: self.scopes,
            door,
        };
        let (settings, customs) = (Arc::clone(&self.settings), Arc::clone(&self.customs));
        Ctx::new(app.clone(), actor, settings, customs)
    }
}

/// What was looked up lately.
#[derive(Debug, Default)]
pub struct Identities {
    epoch: AtomicU64,
    kept: Mutex<HashMap<Vec<u8>, Believed>>,
}

#[derive(Debug, Clone)]
struct Believed {
    identity: Arc<Identity>,
    until: DateTime<Utc>,
    epoch: u64,
}

impl Identities {
    /// Nobody known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets everybody: an account, a membership or a workspace changed.
    pub fn forget(&self) {
        self.epoch.fetch_add(1, Ordering::SeqCst);
    }

    /// Forgets these colleagues alone.
    pub fn forget_users(&self, users: &[Uuid]) {
        if !users.is_empty() {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.retain(|_, believed| !users.contains(&believed.identity.user.id));
        }
    }

    fn get(&self, hash: &[u8], now: DateTime<Utc>) -> Option<Arc<Identity>> {
        let epoch = self.epoch.load(Ordering::SeqCst);
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(hash)
            .filter(|b| b.epoch == epoch && b.until > now && b.until - now <= BELIEVED)
            .map(|b| Arc::clone(&b.identity))
    }

    fn keep(&self, hash: Vec<u8>, epoch: u64, now: DateTime<Utc>, identity: &Arc<Identity>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(
            hash,
            Believed {
                identity: Arc::clone(identity),
                until: now + BELIEVED,
                epoch,
            },
        );
    }
}

/// Who holds this session cookie.
///
/// # Errors
/// `unauthorized` when it is unknown, ended, or its holder works nowhere any more.
pub async fn of_session(app: &App, secret: &str) -> Result<Arc<Identity>> {
    let (hash, now) = (digest(secret), app.clock.now());
    if let Some(known) = app.identities.get(&hash, now) {
        return Ok(known);
    }
    let epoch = app.identities.epoch.load(Ordering::SeqCst);
    let session = sessions::by_hash(&app.db, &hash, now)
        .await?
        .ok_or(Error::Unauthorized)?;
    let identity = Arc::new(
        of_user(
            app,
            session.user_id,
            session.workspace_id,
            Some(session.clone()),
            TokenScopes::FULL,
        )
        .await?,
    );
    if now - session.seen_at > TOUCH_EVERY || session.workspace_id != Some(identity.workspace.id) {
        let place = Some(identity.workspace.id);
        noted(note_session(app, session.id, place, now).await)?;
    }
    app.identities.keep(hash, epoch, now, &identity);
    Ok(identity)
}

/// Who this API token acts for.
///
/// # Errors
/// `unauthorized` when it is unknown, revoked, or its holder left the workspace.
pub async fn of_token(app: &App, secret: &str) -> Result<Arc<Identity>> {
    let (hash, now) = (digest(secret), app.clock.now());
    if let Some(known) = app.identities.get(&hash, now) {
        return Ok(known);
    }
    let epoch = app.identities.epoch.load(Ordering::SeqCst);
    let token = tokens::by_hash(&app.db, &hash)
        .await?
        .ok_or(Error::Unauthorized)?;
    let has = |word: &str| token.scopes.split(',').any(|scope| scope.trim() == word);
    let admin = has("admin");
    let scopes = TokenScopes {
        read: admin || has("read") || has("write"),
        write: admin || has("write"),
        admin,
    };
    let identity = of_user(app, token.user_id, Some(token.workspace_id), None, scopes).await?;
    if identity.workspace.id != token.workspace_id {
        return Err(Error::Unauthorized);
    }
    if token.used_at.is_none_or(|at| now - at > TOUCH_EVERY) {
        noted(note_token(app, token.id, now).await)?;
    }
    let identity = Arc::new(identity);
    app.identities.keep(hash, epoch, now, &identity);
    Ok(identity)
}

async fn note_session(
    app: &App,
    id: Uuid,
    workspace: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<()> {
    let tx = super::write(app).await?;
    sessions::touch(&tx, id, workspace, now).await?;
    tx.commit().await
}

async fn note_token(app: &App, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    let tx = super::write(app).await?;
    tokens::touch(&tx, id, now).await?;
    tx.commit().await
}

/// When somebody was last seen is a nicety: a database that takes no writes now, for instance because the disk is
/// full, must not keep people from reading.
fn noted(result: Result<()>) -> Result<()> {
    match result {
        Err(Error::Unavailable(_)) => Ok(()),
        other => other,
    }
}

/// A colleague by id, for the command line and background work: in the given workspace, or the first one.
///
/// # Errors
/// `unauthorized` when the colleague works nowhere.
pub async fn of_user(
    app: &App,
    user: Uuid,
    workspace: Option<Uuid>,
    session: Option<Session>,
    scopes: TokenScopes,
) -> Result<Identity> {
    let user = users::find(&app.db, user)
        .await?
        .ok_or(Error::Unauthorized)?;
    let places = members::of_user(&app.db, user.id).await?;
    let member = places
        .iter()
        .find(|m| Some(m.workspace_id) == workspace)
        .or_else(|| places.first())
        .cloned()
        .ok_or(Error::Unauthorized)?;
    let mut names = Vec::with_capacity(places.len());
    let mut here = None;
    for place in &places {
        if let Some(found) = workspaces::find(&app.db, place.workspace_id).await? {
            names.push((found.id, found.name.clone()));
            if found.id == member.workspace_id {
                here = Some(found);
            }
        }
    }
    let workspace = here.ok_or(Error::Unauthorized)?;
    let settings = Arc::new(Settings::from_json(&workspace.settings));
    let customs = Arc::new(quen_store::fields::customs(&app.db, workspace.id).await?);
    let teammates = members::teammates(&app.db, workspace.id, user.id).await?;
    let unread = quen_store::notifications::unread(&app.db, workspace.id, user.id).await?;
    Ok(Identity {
        user,
        member,
        settings,
        customs,
        workspaces: names,
        teammates,
        unread,
        session,
        scopes,
        workspace,
    })
}
