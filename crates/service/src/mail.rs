//! One mail to one customer, by the workspace's own mail server. Sent first, noted after: what failed to go out is
//! never on the timeline.

use quen_core::fields::FieldValue;
use quen_core::messages::Outgoing;
use quen_core::workspaces::Settings;
use quen_core::{Error, Permission, Problem, Result};
use quen_gateway::mail::{Attachment, Mail, Smtp};
use uuid::Uuid;

use crate::interactions::Interactions;
use crate::messages::{self, Sent};
use crate::parties::Parties;
use crate::records::Kind;
use crate::{App, Ctx, files, records};

/// Characters of a subject at most.
const MAX_SUBJECT: usize = 200;
/// Characters of a text at most.
const MAX_BODY: usize = 20_000;
/// Bytes of all files of one mail at most: in transit they are a third larger, and most servers refuse more than 25 MB.
pub const MAX_FILES: usize = 15 * 1024 * 1024;

/// How to reach a workspace's mail server; `None` when none is set.
///
/// # Errors
/// `secret-unreadable` when its password was sealed with another key.
pub(crate) fn smtp(app: &App, settings: &Settings, workspace: &str) -> Result<Option<Smtp>> {
    let Some(stored) = &settings.smtp else {
        return Ok(None);
    };
    let password = if stored.sealed_password.is_empty() {
        String::new()
    } else {
        app.secrets.open(&stored.sealed_password)?
    };
    let from_name = if stored.from_name.is_empty() {
        workspace.to_owned()
    } else {
        stored.from_name.clone()
    };
    Ok(Some(Smtp {
        host: stored.host.clone(),
        port: stored.port,
        tls: stored.tls,
        user: stored.user.clone(),
        password,
        from: stored.from.clone(),
        from_name,
    }))
}

/// A mail to a customer.
#[derive(Debug, Clone)]
pub struct SendMail {
    /// The customer.
    pub party_id: Uuid,
    /// Subject, one line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// What it is for, one of [`quen_core::consents::PURPOSES`].
    pub purpose: String,
    /// Sent by the product itself, not by a person.
    pub automatic: bool,
    /// Uploaded files that go with it; they lie with its entry on the timeline afterwards.
    pub files: Vec<Uuid>,
}

/// Sends a mail to a customer's first address, if law, consent and wishes allow it now; answers go to the colleague who wrote
/// it. An offer gets the label that the law asks for. Answers the episode that the mail became.
///
/// # Errors
/// `forbidden`, `not-found`, `required` and `too-long`, `no-such-file` and `mail-too-large` at `files`, `no-mail-server`, `no-email`, the reason of the gate
/// ([`quen_core::messages::REFUSALS`]), or what the server said.
pub async fn send_to_party(ctx: &Ctx, mail: SendMail) -> Result<Uuid> {
    ctx.actor.may(Permission::MailSend)?;
    ctx.actor.may(Permission::InteractionsWrite)?;
    let party = records::find::<Parties>(ctx, mail.party_id).await?;
    let (mut subject, body) = check(&mail)?;
    let attachments = attachments(ctx, &mail.files).await?;
    if mail.purpose == "ads" {
        subject = quen_vietnam::message_law::label(&subject);
    }
    let to = party
        .emails
        .first()
        .ok_or_else(|| Error::conflict("no-email"))?;
    let workspace = quen_store::accounts::workspaces::find(&ctx.app.db, ctx.actor.workspace_id)
        .await?
        .ok_or(Error::NotFound)?;
    let smtp = smtp(&ctx.app, &ctx.settings, &workspace.name)?
        .ok_or_else(|| Error::conflict("no-mail-server"))?;
    let me = quen_store::accounts::users::find(&ctx.app.db, ctx.actor.user_id)
        .await?
        .ok_or(Error::Unauthorized)?;
    // The last look, after everything else is ready: a consent withdrawn a moment ago is obeyed.
    messages::may_send(ctx, party.id, outgoing(&mail), ctx.app.clock.now())
        .await?
        .require()?;
    let letter = Mail {
        to: to.value.clone(),
        to_name: party.name.clone(),
        subject: subject.clone(),
        text: body.clone(),
        html: None,
        reply_to: Some(me.email),
        attachments,
    };
    ctx.app.mailer.send(&smtp, letter).await?;
    note(ctx, &mail, subject, body).await
}

/// The files with their bytes, looked at before anything leaves: what may not be seen is not sent, and what another record
/// carries already stays there.
async fn attachments(ctx: &Ctx, ids: &[Uuid]) -> Result<Vec<Attachment>> {
    if ids.len() > quen_core::files::MAX_FILES {
        let most = quen_core::files::MAX_FILES;
        return Err(Problem::new("files", "too-many").with("max", most).into());
    }
    let mut found = Vec::with_capacity(ids.len());
    let mut room = MAX_FILES;
    for id in ids {
        let (file, bytes) = match files::content(ctx, *id).await {
            Ok((file, bytes)) if file.is_loose() => (file, bytes),
            Ok(_) | Err(Error::NotFound) => return Err(Error::invalid("files", "no-such-file")),
            Err(error) => return Err(error),
        };
        let too_large =
            || Problem::new("files", "mail-too-large").with("max", MAX_FILES / (1024 * 1024));
        room = room.checked_sub(bytes.len()).ok_or_else(too_large)?;
        found.push(Attachment {
            name: file.name,
            media_type: file.content_type,
            bytes,
        });
    }
    Ok(found)
}

fn outgoing(mail: &SendMail) -> Outgoing<'_> {
    Outgoing {
        channel: "email",
        purpose: &mail.purpose,
        automatic: mail.automatic,
    }
}

/// Did a refusal come before anything left the house? Of anything else that cannot be known.
pub(crate) fn stayed_here(error: &Error) -> bool {
    let code = error.code();
    let before = [
        "no-mail-server",
        "mail-sign-in",
        "mail-unreachable",
        "mail-tls",
        "mail-refused",
        "no-email",
        "invalid",
        "forbidden",
        "not-found",
    ];
    before.contains(&code) || quen_core::messages::REFUSALS.contains(&code)
}

/// Puts the mail on the timeline and among what was sent.
async fn note(ctx: &Ctx, mail: &SendMail, subject: String, body: String) -> Result<Uuid> {
    let party = mail.party_id;
    let values = vec![
        ("party_id".to_owned(), FieldValue::Id(party)),
        ("kind".to_owned(), FieldValue::Text("email".to_owned())),
        ("direction".to_owned(), FieldValue::Text("out".to_owned())),
        ("subject".to_owned(), FieldValue::Text(subject)),
        ("body".to_owned(), FieldValue::Text(body)),
        ("automatic".to_owned(), FieldValue::Bool(mail.automatic)),
        (
            "files".to_owned(),
            FieldValue::Json(serde_json::json!(mail.files)),
        ),
    ];
    let mut tx = ctx.write(Interactions::WRITE).await?;
    let episode = records::note_in::<Interactions>(&mut tx, values).await?;
    let sent = Sent {
        id: ctx.new_id(),
        party_id: party,
        channel: "email".to_owned(),
        purpose: mail.purpose.clone(),
        automatic: mail.automatic,
        proactive: mail.purpose != "service",
        interaction_id: Some(episode.id),
        at: ctx.now,
    };
    quen_store::messages::insert(&tx.rows, &sent).await?;
    tx.commit().await?;
    Ok(episode.id)
}

fn check(mail: &SendMail) -> Result<(String, String)> {
    let subject = quen_core::text::normalise(&mail.subject)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let body = quen_core::text::normalise(&mail.body).trim().to_owned();
    let mut problems = quen_core::error::Problems::default();
    for (field, text, max) in [
        ("subject", &subject, MAX_SUBJECT),
        ("body", &body, MAX_BODY),
    ] {
        match text.chars().count() {
            0 => problems.push(Problem::new(field, "required")),
            n if n > max => problems.push(Problem::new(field, "too-long").with("max", max)),
            _ => {}
        }
    }
    problems.finish()?;
    Ok((subject, body))
}
