//! In through the door: asking for a link by mail, being invited, answering the one question, once. Nobody learns here who
//! is a customer.

use chrono::{DateTime, Duration, Utc};
use quen_core::messages::Outgoing;
use quen_core::parties::Party;
use quen_core::{Error, Event, Noun, Permission, Result, contacts};
use quen_gateway::Random;
use quen_gateway::mail::Mail;
use quen_store::accounts::workspaces::Workspace;
use quen_store::portal::{self as rows, Link};
use quen_words::t;
use serde::Serialize;
use uuid::Uuid;

use super::{gate, shop};
use crate::accounts::rate_limit::{self, Limit};
use crate::accounts::{address, words_of};
use crate::parties::Parties;
use crate::records::{self, Kind};
use crate::secrets::digest;
use crate::{App, Ctx, messages};

/// Links asked for, for one mail address.
const ASKED: Limit = Limit {
    door: "portal",
    tries: 3,
    window: Duration::minutes(60),
};
/// Links asked for, from one place.
const ASKED_ADDRESS: Limit = Limit {
    door: "portal-address",
    tries: 20,
    window: Duration::minutes(60),
};
/// Links opened, from one place.
const OPENED_ADDRESS: Limit = Limit {
    door: "portal-enter",
    tries: 30,
    window: Duration::minutes(15),
};
/// Wrong answers at one link, then it is dead.
const TRIES: i64 = 5;
/// A link that somebody asked for works so long.
const MINUTES: i64 = 30;
/// An invitation works so long.
const INVITED_DAYS: i64 = 7;
/// Letters and digits that nobody mixes up when they are read out.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Letters of a code.
const CODE: usize = 10;
/// A session lasts so long.
const SESSION_DAYS: i64 = 30;

/// Asks for a link by mail. The answer is the same whether somebody has this address or not, and the work goes on after it,
/// so that its time tells nothing either.
///
/// # Errors
/// `not-found` for a shop that is not there; `rate-limited`.
pub async fn ask(app: &App, slug: &str, email: &str, from: &str) -> Result<()> {
    let workspace = shop(app, slug).await?;
    let key = contacts::email_key(email);
    let account = format!("{slug} {key}");
    for (limit, who) in [(ASKED, account.as_str()), (ASKED_ADDRESS, from)] {
        rate_limit::check(app, limit, who).await?;
        rate_limit::count(app, limit, who).await?;
    }
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = send(&app, &workspace, &key).await {
            tracing::warn!(code = error.code(), "a portal link could not be mailed");
        }
    });
    Ok(())
}

async fn send(app: &App, workspace: &Workspace, key: &str) -> Result<()> {
    let ctx = gate(app, workspace).await?;
    let reading = ctx.read(Permission::PartiesRead)?;
    // An address that several share opens nobody's door: two people with one mailbox are told apart by a colleague.
    let [party] = quen_store::parties::by_key(&reading, "email", key).await?[..] else {
        return Ok(());
    };
    let Some(party) = Parties::find(&reading, party).await? else {
        return Ok(());
    };
    mail(
        &ctx,
        workspace,
        &party,
        key,
        Duration::minutes(MINUTES),
        None,
    )
    .await
}

/// Invites a customer by mail, from a colleague.
///
/// # Errors
/// `forbidden`, `not-found`, `no-email`, `no-mail-server`, the gate's reason, or what the server said.
pub async fn invite(ctx: &Ctx, party: Uuid) -> Result<()> {
    ctx.actor.may(Permission::MailSend)?;
    let party = records::find::<Parties>(ctx, party).await?;
    let to = party
        .emails
        .first()
        .ok_or_else(|| Error::conflict("no-email"))?
        .value
        .clone();
    let workspace = of(ctx).await?;
    let message = Outgoing {
        channel: "email",
        purpose: "service",
        automatic: false,
    };
    messages::may_send(ctx, party.id, message, ctx.now)
        .await?
        .require()?;
    let by = Some(ctx.actor.user_id);
    mail(
        ctx,
        &workspace,
        &party,
        &to,
        Duration::days(INVITED_DAYS),
        by,
    )
    .await
}

async fn mail(
    ctx: &Ctx,
    workspace: &Workspace,
    party: &Party,
    to: &str,
    lasts: Duration,
    by: Option<Uuid>,
) -> Result<()> {
    let app = &ctx.app;
    let smtp = crate::mail::smtp(app, &ctx.settings, &workspace.name)?
        .ok_or_else(|| Error::conflict("no-mail-server"))?;
    let secret = ctx.app.random.secret();
    let made = make(ctx, workspace, party, (secret, lasts), by).await?;
    let words = words_of(None, &ctx.settings.language);
    let href = address(app, &made.path);
    let called = party.salutation(ctx.today());
    let text = if by.is_some() {
        t::mail_portal_invitation(words, &called, &href, &workspace.name)
    } else {
        t::mail_portal_link(words, &called, &href, &workspace.name)
    };
    let letter = Mail {
        to: to.to_owned(),
        to_name: party.name.clone(),
        subject: t::mail_portal_subject(words, &workspace.name),
        text,
        html: None,
        reply_to: None,
        attachments: Vec::new(),
    };
    app.mailer.send(&smtp, letter).await
}

/// A link that a colleague hands over, by Zalo or on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invitation {
    /// Where it leads, without the host.
    pub path: String,
    /// The same to be typed in at the door: ten letters and digits that cannot be mixed up.
    pub code: Option<String>,
    /// Until when it opens the door.
    pub expires_at: DateTime<Utc>,
}

/// Makes an invitation to be handed over; the one made before ends. Its secret is told this once.
///
/// # Errors
/// `forbidden`, `not-found`; `portal-no-question` for a party without phone and mail: anybody with the link could go in.
pub async fn hand_out(ctx: &Ctx, party: Uuid) -> Result<Invitation> {
    ctx.actor.may(Permission::PartiesWrite)?;
    let party = records::find::<Parties>(ctx, party).await?;
    if party.phones.is_empty() && party.emails.is_empty() {
        return Err(Error::conflict("portal-no-question"));
    }
    let workspace = of(ctx).await?;
    let by = Some(ctx.actor.user_id);
    let code = code(&ctx.app.random);
    let made = make(
        ctx,
        &workspace,
        &party,
        (code.clone(), Duration::days(INVITED_DAYS)),
        by,
    );
    Ok(Invitation {
        code: Some(code),
        ..made.await?
    })
}

/// A secret that can be read out and typed: fifty bits, which five answers and the limit of each address guard.
fn code(random: &Random) -> String {
    let mut bytes = [0_u8; CODE];
    random.fill(&mut bytes);
    let letters = bytes
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte & 31)));
    let letters: String = letters.map(|letter| char::from(*letter)).collect();
    let (first, second) = letters.split_at(letters.len() / 2);
    format!("{first}-{second}")
}

/// What a link or a typed code is kept by: a code in whatever case, with or without its hyphen.
fn key_of(secret: &str) -> Vec<u8> {
    let typed: String = secret.chars().filter(char::is_ascii_alphanumeric).collect();
    if typed.len() == CODE {
        digest(&typed.to_uppercase())
    } else {
        digest(secret)
    }
}

/// Keeps a new link and tells it.
async fn make(
    ctx: &Ctx,
    workspace: &Workspace,
    party: &Party,
    (secret, lasts): (String, Duration),
    by: Option<Uuid>,
) -> Result<Invitation> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    let link = Link {
        id: ctx.new_id(),
        party_id: party.id,
        tries: 0,
        expires_at: ctx.now + lasts,
        used_at: None,
    };
    rows::insert_link(&tx.rows, &link, &key_of(&secret), by, ctx.now).await?;
    let verb = if by.is_some() { "invited" } else { "asked" };
    tx.record(Event::new(Noun::Portal, verb, party.id).on(Some(party.id)));
    tx.commit().await?;
    Ok(Invitation {
        path: format!("/portal/{}/enter/{secret}", workspace.slug),
        code: None,
        expires_at: link.expires_at,
    })
}

async fn of(ctx: &Ctx) -> Result<Workspace> {
    quen_store::accounts::workspaces::find(&ctx.app.db, ctx.actor.workspace_id)
        .await?
        .ok_or(Error::NotFound)
}

/// What the door asks before it opens, so that a link passed on to a stranger opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The last four digits of a phone number the shop knows.
    Digits,
    /// The mail address the link went to.
    Email,
}

/// Which question a link asks; using it up is another act, so that a program that looks into mails uses nothing up.
///
/// # Errors
/// `link-used` when it is unknown, used or too old; `rate-limited`.
pub async fn question(app: &App, slug: &str, secret: &str, from: &str) -> Result<Question> {
    rate_limit::check(app, OPENED_ADDRESS, from).await?;
    let workspace = shop(app, slug).await?;
    let ctx = gate(app, &workspace).await?;
    let found = open_link(&ctx, secret).await;
    if found.is_err() {
        // Who tries codes is stopped like who tries answers.
        rate_limit::count(app, OPENED_ADDRESS, from).await?;
    }
    Ok(asked(&found?.1))
}

fn asked(party: &Party) -> Question {
    if party.phones.is_empty() {
        Question::Email
    } else {
        Question::Digits
    }
}

/// A door that opened: the session's cookie value.
#[derive(Debug, Clone)]
pub struct Opened {
    /// `slug.secret`.
    pub cookie: String,
    /// Seconds it lasts.
    pub lasts: i64,
}

/// Goes in by a link, once, with the answer to its question.
///
/// # Errors
/// `link-used`; `portal-wrong-answer` at `answer`; `rate-limited`.
pub async fn enter(
    app: &App,
    slug: &str,
    secret: &str,
    answer: &str,
    from: &str,
) -> Result<Opened> {
    rate_limit::check(app, OPENED_ADDRESS, from).await?;
    rate_limit::count(app, OPENED_ADDRESS, from).await?;
    let workspace = shop(app, slug).await?;
    let ctx = gate(app, &workspace).await?;
    let (link, party) = open_link(&ctx, secret).await?;
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    if !is_right(&party, answer) {
        rows::count_try(&tx.rows, link.id).await?;
        tx.commit().await?;
        return Err(Error::invalid("answer", "portal-wrong-answer"));
    }
    if !rows::consume(&tx.rows, link.id, ctx.now).await? {
        return Err(Error::conflict("link-used"));
    }
    let key = app.random.secret();
    let until = ctx.now + Duration::days(SESSION_DAYS);
    rows::begin(
        &tx.rows,
        ctx.new_id(),
        party.id,
        &digest(&key),
        ctx.now,
        until,
    )
    .await?;
    tx.record(Event::new(Noun::Portal, "entered", party.id).on(Some(party.id)));
    tx.commit().await?;
    Ok(Opened {
        cookie: format!("{}.{key}", workspace.slug),
        lasts: Duration::days(SESSION_DAYS).num_seconds(),
    })
}

async fn open_link(ctx: &Ctx, secret: &str) -> Result<(Link, Party)> {
    let used = || Error::conflict("link-used");
    let reading = ctx.read(Permission::PartiesRead)?;
    let link = rows::link(&reading, &key_of(secret))
        .await?
        .ok_or_else(used)?;
    if link.used_at.is_some() || link.expires_at <= ctx.now || link.tries >= TRIES {
        return Err(used());
    }
    let party = Parties::find(&reading, link.party_id).await?;
    let party = party
        .filter(|party| party.deleted_at.is_none())
        .ok_or_else(used)?;
    Ok((link, party))
}

fn is_right(party: &Party, answer: &str) -> bool {
    match asked(party) {
        Question::Email => {
            let key = contacts::email_key(answer.trim());
            let own = |email: &quen_core::fields::Contact| contacts::email_key(&email.value) == key;
            party.emails.iter().any(own)
        }
        Question::Digits => {
            let digits: String = answer.chars().filter(char::is_ascii_digit).collect();
            let ends = |phone: &quen_core::fields::Contact| phone.value.ends_with(&digits);
            digits.len() == 4 && party.phones.iter().any(ends)
        }
    }
}
