//! The workspace's mail server. The password is sealed before it is stored; it is never shown and never logged.

use quen_core::workspaces::change;
use quen_core::{Error, Permission, Result};
use quen_gateway::mail::Mail;
use quen_words::t;
use serde_json::{Map, json};

use crate::Ctx;
use crate::accounts::words_of;

/// The mail server as typed.
#[derive(Clone, Default)]
pub struct SmtpForm {
    /// Host name.
    pub host: String,
    /// Port.
    pub port: String,
    /// Demand encryption.
    pub tls: bool,
    /// Account; empty for none.
    pub user: String,
    /// Password; empty keeps the stored one as long as host and account stay the same.
    pub password: String,
    /// Address of the sender.
    pub from: String,
    /// Name of the sender; empty for the workspace's.
    pub from_name: String,
    /// The version of the settings that the form was opened with.
    pub version: Option<i64>,
}

/// Sets the mail server.
///
/// # Errors
/// Every problem of the form; `password-again` at `smtp.password` when the stored one would go to another server; `stale`.
pub async fn set_smtp(ctx: &Ctx, form: SmtpForm) -> Result<()> {
    ctx.actor.may(Permission::SettingsManage)?;
    let port = form.port.trim().parse::<u64>().ok();
    let server = json!({ "host": form.host, "port": port, "tls": form.tls, "user": form.user, "from": form.from, "from_name": form.from_name });
    let wishes = Map::from_iter([("smtp".to_owned(), server)]);
    let mut smtp = change(&ctx.settings, &wishes, false)?
        .smtp
        .unwrap_or_default();
    let before = ctx.settings.smtp.as_ref();
    if smtp.user.is_empty() || before.is_some_and(|before| before.tls && !smtp.tls) {
        // A password that travelled encrypted does not go out in the open unasked.
        smtp.sealed_password.clear();
    }
    if !smtp.user.is_empty() && !form.password.is_empty() {
        smtp.sealed_password = ctx.app.secrets.seal(&ctx.app.random, &form.password)?;
    }
    if !smtp.user.is_empty() && smtp.sealed_password.is_empty() {
        let code = if before.is_some() {
            "password-again"
        } else {
            "required"
        };
        return Err(Error::invalid("smtp.password", code));
    }
    let tx = ctx.write(Permission::SettingsManage).await?;
    super::save(tx, form.version, |_, settings| settings.smtp = Some(smtp)).await
}

/// Sends no more mail.
///
/// # Errors
/// `forbidden`.
pub async fn remove_smtp(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write(Permission::SettingsManage).await?;
    super::save(tx, None, |_, settings| settings.smtp = None).await
}

/// Sends a test mail to the colleague who asks; answers the address.
///
/// # Errors
/// `no-mail-server`, or what the server said.
pub async fn send_test(ctx: &Ctx) -> Result<String> {
    let workspace = super::find(ctx).await?;
    let smtp = crate::mail::smtp(&ctx.app, &ctx.settings, &workspace.name)?
        .ok_or_else(|| Error::conflict("no-mail-server"))?;
    let me = crate::users::find(ctx, ctx.actor.user_id).await?;
    let words = words_of(me.language.as_deref(), &ctx.settings.language);
    let mail = Mail {
        to: me.email.clone(),
        to_name: me.name,
        subject: t::mail_test_subject(words, &workspace.name),
        text: t::mail_test_text(words).to_owned(),
        html: None,
        reply_to: None,
        attachments: Vec::new(),
    };
    ctx.app.mailer.send(&smtp, mail).await?;
    Ok(me.email)
}
