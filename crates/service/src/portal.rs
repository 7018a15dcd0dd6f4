//! The customer's own door. A guest reaches one party, its own; everything done here is an event at once and needs nobody's
//! approval. A guest is never a colleague: another cookie, another table, another gate.

mod doors;
mod facts;
mod mine;

use std::sync::Arc;

use quen_core::access::{Role, Scope, TokenScopes};
use quen_core::workspaces::Settings;
use quen_core::{Actor, Door, Error, Permission, Result};
use quen_store::accounts::workspaces::{self, Workspace};
use quen_store::portal as rows;
use uuid::Uuid;

use crate::secrets::digest;
use crate::{App, Ctx};

pub use doors::{Invitation, Opened, Question, ask, enter, hand_out, invite, question};
pub use facts::{add_fact, confirm_fact, correct_fact, fact, withdraw_fact};
pub use mine::{Corrections, Mine, answer, ask_about, copy, correct, mine, prefer, withdraw_all};

/// A customer at the own door.
#[derive(Clone)]
pub struct Guest {
    /// The workspace's short name, as in addresses.
    pub slug: String,
    /// The workspace's name.
    pub shop: String,
    /// Who.
    pub party_id: Uuid,
    /// The session's secret, hashed.
    hash: Vec<u8>,
    /// The gate; private, so that nothing but this module asks it.
    ctx: Ctx,
}

impl Guest {
    /// Days are counted in the shop; the customer's zone stands in the wishes.
    pub fn today(&self) -> chrono::NaiveDate {
        self.ctx.today()
    }

    /// The shop's settings.
    pub fn settings(&self) -> &Settings {
        &self.ctx.settings
    }

    /// The calendar day of an instant.
    pub fn day_of(&self, at: chrono::DateTime<chrono::Utc>) -> chrono::NaiveDate {
        self.ctx.day_of(at)
    }
}

/// The workspace with this short name, as strangers may know it.
///
/// # Errors
/// `not-found`.
pub async fn shop(app: &App, slug: &str) -> Result<Workspace> {
    workspaces::by_slug(&app.db, slug)
        .await?
        .ok_or(Error::NotFound)
}

/// The guest behind a cookie; `value` is `slug.secret`.
///
/// # Errors
/// `unauthorized`.
pub async fn of_session(app: &App, value: &str) -> Result<Guest> {
    let (slug, secret) = value.rsplit_once('.').ok_or(Error::Unauthorized)?;
    let workspace = shop(app, slug).await.map_err(|_| Error::Unauthorized)?;
    let ctx = gate(app, &workspace).await?;
    let hash = digest(secret);
    let reading = ctx.read(Permission::PartiesRead)?;
    let party_id = rows::session(&reading, &hash, ctx.now)
        .await?
        .ok_or(Error::Unauthorized)?;
    Ok(Guest {
        slug: workspace.slug,
        shop: workspace.name,
        party_id,
        hash,
        ctx,
    })
}

/// Ends the guest's session.
///
/// # Errors
/// A broken database.
pub async fn leave(guest: &Guest) -> Result<()> {
    let tx = guest.ctx.write(Permission::PartiesWrite).await?;
    rows::end(&tx.rows, guest.party_id, Some(&guest.hash)).await?;
    tx.commit().await
}

/// The gate of nobody in particular: what is done through it stands in the events as done by the customer at this door.
async fn gate(app: &App, workspace: &Workspace) -> Result<Ctx> {
    let customs = quen_store::fields::customs(&app.db, workspace.id).await?;
    let actor = Actor {
        workspace_id: workspace.id,
        user_id: Uuid::nil(),
        name: String::new(),
        role: Role::Member,
        scope: Scope::All,
        teammates: Vec::new(),
        token: TokenScopes {
            read: true,
            write: true,
            admin: false,
        },
        door: Door::Portal,
    };
    let settings = Settings::from_json(&workspace.settings);
    Ok(Ctx::new(
        app.clone(),
        actor,
        Arc::new(settings),
        Arc::new(customs),
    ))
}
