//! The workspace's picture: PNG, JPEG or WebP by its bytes, never a document that a browser could run.

use quen_core::workspaces::{MAX_LOGO, picture_type};
use quen_core::{Error, Permission, Result};
use uuid::Uuid;

use crate::Ctx;

/// Sets the logo. Each one has a name of its own, so that browsers may keep it.
///
/// # Errors
/// `payload-too-large`, `bad-picture` at `logo`.
pub async fn set_logo(ctx: &Ctx, bytes: Vec<u8>) -> Result<()> {
    ctx.actor.may(Permission::SettingsManage)?;
    if bytes.len() > MAX_LOGO {
        return Err(Error::invalid("logo", "picture-too-large"));
    }
    if picture_type(&bytes).is_none() {
        return Err(Error::invalid("logo", "bad-picture"));
    }
    let id = ctx.new_id();
    ctx.app.files.put(&path(ctx, id), bytes).await?;
    replace(ctx, Some(id)).await
}

/// Goes back to the mark of Quen.
///
/// # Errors
/// `forbidden`.
pub async fn remove_logo(ctx: &Ctx) -> Result<()> {
    replace(ctx, None).await
}

async fn replace(ctx: &Ctx, logo: Option<Uuid>) -> Result<()> {
    let tx = ctx.write(Permission::SettingsManage).await?;
    super::save(tx, None, |_, settings| settings.logo = logo).await?;
    if let Some(old) = ctx.settings.logo {
        ctx.app.files.remove(&path(ctx, old)).await?;
    }
    Ok(())
}

/// The logo's bytes and their type, for everybody who works here.
///
/// # Errors
/// `not-found` when there is none with this id.
pub async fn logo(ctx: &Ctx, id: Uuid) -> Result<(Vec<u8>, &'static str)> {
    if ctx.settings.logo != Some(id) {
        return Err(Error::NotFound);
    }
    let bytes = ctx.app.files.get(&path(ctx, id)).await?;
    let kind = picture_type(&bytes).ok_or(Error::NotFound)?;
    Ok((bytes, kind))
}

fn path(ctx: &Ctx, id: Uuid) -> String {
    format!("logos/{}/{}", ctx.actor.workspace_id.simple(), id.simple())
}
