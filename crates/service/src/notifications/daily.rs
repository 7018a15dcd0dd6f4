//! What is due becomes news in the morning, and unread news one mail a day. Run it as often as wished: nobody gets
//! the same news or a second mail on one day.

use chrono::Timelike;
use quen_core::access::TokenScopes;
use quen_core::workspaces::Settings;
use quen_core::{Door, Noun, Permission, Result};
use quen_gateway::mail::{Mail, Smtp};
use quen_store::accounts::members;
use quen_store::accounts::workspaces::{self, Workspace};
use quen_store::notifications as rows;
use quen_words::{Words, t};
use uuid::Uuid;

use super::{Kind, Shown, day_start, name, notify};
use crate::accounts::{address, identity, words_of};
use crate::{App, Ctx};

/// The hour in the shop from which the day's news goes out.
const HOUR: u32 = 8;
/// News in one mail at most; the rest waits in the bell.
const IN_A_MAIL: i64 = 50;

/// Writes what is due and mails what is unread, in every workspace where it is past eight; answers how many mails went
/// out. A colleague whose mail fails keeps nobody else from theirs.
///
/// # Errors
/// A broken database.
pub async fn daily_mail(app: &App) -> Result<u64> {
    let mut sent = 0;
    for workspace in workspaces::list(&app.db).await? {
        sent += daily_mail_in(app, workspace.id).await?;
    }
    Ok(sent)
}

/// The same in one workspace.
///
/// # Errors
/// A broken database.
pub async fn daily_mail_in(app: &App, workspace: Uuid) -> Result<u64> {
    let Some(workspace) = workspaces::find(&app.db, workspace).await? else {
        return Ok(0);
    };
    let settings = Settings::from_json(&workspace.settings);
    if app.clock.now().with_timezone(&settings.zone()).hour() < HOUR {
        return Ok(0);
    }
    let smtp = crate::mail::smtp(app, &settings, &workspace.name).unwrap_or_default();
    let members = members::of_workspace(&app.db, workspace.id).await?;
    let mut sent = 0;
    for member in members.into_iter().filter(|m| m.left_at.is_none()) {
        let place = Some(workspace.id);
        let who = identity::of_user(app, member.user_id, place, None, TokenScopes::FULL).await?;
        let ctx = who.ctx(app, Door::Job);
        due(&ctx).await?;
        crate::privacy::impact::remind(&ctx).await?;
        let Some(smtp) = &smtp else { continue };
        let words = words_of(who.user.language.as_deref(), &settings.language);
        match mail(&ctx, smtp, &workspace, &who.user.email, words).await {
            Ok(went) => sent += u64::from(went),
            Err(error) => tracing::warn!(code = error.code(), "a daily mail could not be sent"),
        }
    }
    Ok(sent)
}

/// Tells one colleague what is due today, once.
async fn due(ctx: &Ctx) -> Result<()> {
    let tasks = rows::due_tasks(
        &ctx.read(Permission::TasksRead)?,
        ctx.today(),
        day_start(ctx),
    )
    .await?;
    let promises = quen_store::promises::due(
        &ctx.read(Permission::InteractionsRead)?,
        ctx.today(),
        day_start(ctx),
    )
    .await?;
    if tasks.is_empty() && promises.is_empty() {
        return Ok(());
    }
    let mut tx = ctx.write(Permission::ProfileManage).await?;
    let tasks = tasks
        .into_iter()
        .map(|(task, party)| (Noun::Tasks, task, party));
    let promises = promises
        .into_iter()
        .map(|(promise, party)| (Noun::Promises, promise, Some(party)));
    for (noun, record, party) in tasks.chain(promises) {
        let user = ctx.actor.user_id;
        notify(&mut tx, user, Kind::Due, noun, record, party).await?;
    }
    tx.commit().await
}

async fn mail(
    ctx: &Ctx,
    smtp: &Smtp,
    workspace: &Workspace,
    to: &str,
    words: Words,
) -> Result<bool> {
    let read = ctx.read(Permission::ProfileManage)?;
    if rows::mailed_since(&read, day_start(ctx)).await? {
        return Ok(false);
    }
    let news = name(ctx, rows::unmailed(&read, IN_A_MAIL).await?).await?;
    if news.is_empty() {
        return Ok(false);
    }
    let count = i64::try_from(news.len()).unwrap_or(IN_A_MAIL);
    let lines: Vec<String> = news
        .iter()
        .map(|item| format!("• {}", sentence(words, item)))
        .collect();
    let link = address(&ctx.app, "/notifications");
    let mail = Mail {
        to: to.to_owned(),
        to_name: ctx.actor.name.clone(),
        subject: t::mail_daily_subject(words, count, &workspace.name),
        text: t::mail_daily_text(words, &lines.join("\n"), &link, &ctx.actor.name),
        html: None,
        reply_to: None,
        attachments: Vec::new(),
    };
    ctx.app.mailer.send(smtp, mail).await?;
    let tx = ctx.write(Permission::ProfileManage).await?;
    rows::mailed(&tx.rows, ctx.now).await?;
    tx.commit().await?;
    Ok(true)
}

/// News as a sentence.
pub fn sentence(words: Words, item: &Shown) -> String {
    let hidden = t::notification_hidden(words);
    let actor = item
        .actor
        .as_deref()
        .unwrap_or_else(|| t::notification_somebody(words));
    let what = item
        .task
        .as_deref()
        .or(item.party.as_deref())
        .unwrap_or(hidden);
    if let Some(count) = super::count(&item.news) {
        return match item.news.noun {
            Noun::Tasks => t::notification_tasks(words, count, actor),
            Noun::Parties => t::notification_parties(words, count, actor),
            Noun::Projects => t::notification_projects(words, count, actor),
            Noun::Promises => t::notification_promises(words, count, actor),
            _ => t::notification_records(words, count, actor),
        };
    }
    match (item.news.kind, item.news.noun) {
        (Kind::Due, Noun::Privacy) => t::notification_impact(words).to_owned(),
        (Kind::Due, Noun::Promises) => t::notification_promise_due(words, what),
        (Kind::Due, _) => t::notification_due(words, what),
        (Kind::Mentioned, _) => {
            t::notification_mentioned(words, actor, item.party.as_deref().unwrap_or(hidden))
        }
        (Kind::Assigned, Noun::Promises) => t::notification_promise(words, actor, what),
        (Kind::Assigned, Noun::Projects) => t::notification_project(words, actor, what),
        (Kind::Assigned, Noun::Tasks) => t::notification_task(words, actor, what),
        (Kind::Assigned, _) => t::notification_party(words, actor, what),
    }
}
