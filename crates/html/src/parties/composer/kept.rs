//! What the composer's words become: an episode, a task, a promise, or a mail that leaves. It draws nothing.

use chrono::TimeDelta;
use quen_core::fields::FieldValue;
use quen_core::{Error, Noun, Problem, Result, dates};
use quen_http::SignedIn;
use quen_service::facts;
use quen_service::interactions::Interactions;
use quen_service::mail::{self, SendMail};
use quen_service::promises::Promises;
use quen_service::records::{self, Values};
use quen_service::tasks::Tasks;
use uuid::Uuid;

use super::{SEND, Typed, own};
use crate::facts::chips;
use crate::files::attached;
use crate::parties::letters;

/// Minutes of a call or meeting at most: a day.
const MAX_MINUTES: i64 = 1_440;
/// Characters of a task's title at most.
const MAX_TITLE: usize = 300;

/// Writes what was typed down as what its kind says: an episode, a task, a promise, or a mail that goes out.
pub(super) async fn keep(me: &SignedIn, party: Uuid, typed: &Typed) -> Result<()> {
    let text = typed.value("text").trim();
    if text.is_empty() {
        return Err(Error::invalid("text", "required"));
    }
    match typed.value("kind") {
        "task" => {
            let mut values = task(me, party, typed, text)?;
            values.extend(own::read::<Tasks>(me, typed).await?);
            records::create::<Tasks>(&me.ctx, values).await.map(drop)
        }
        "promise" => {
            let mut values = promise(me, party, typed, text)?;
            values.extend(own::read::<Promises>(me, typed).await?);
            let made = records::create::<Promises>(&me.ctx, values).await;
            made.map(drop)
        }
        "email" if typed.value("direction") == SEND => {
            // Read before anything leaves.
            let own = own::read::<Interactions>(me, typed).await?;
            let mail = SendMail {
                party_id: party,
                subject: typed.value("subject").to_owned(),
                body: letters::opened(typed, text),
                purpose: purpose(typed).to_owned(),
                automatic: false,
                files: sent_along(typed)?,
            };
            let sent = mail::send_to_party(&me.ctx, mail).await?;
            if !own.is_empty() {
                records::update::<Interactions>(&me.ctx, sent, None, own).await?;
            }
            chips::note(me, &typed.pairs, Noun::Parties, party).await
        }
        _ => {
            let mut values = episode(me, party, typed, text)?;
            values.extend(own::read::<Interactions>(me, typed).await?);
            facts::note(&me.ctx, values).await.map(drop)
        }
    }
}

/// The files that go with a mail.
fn sent_along(typed: &Typed) -> Result<Vec<Uuid>> {
    let sent = typed.pairs.iter().filter(|(name, _)| name == "files");
    let ids =
        sent.map(|(_, value)| quen_core::files::from_form("files", value).map(|file| file.id));
    Ok(ids.collect::<std::result::Result<_, _>>()?)
}

/// What a mail is for; about what is under way when nothing else is said.
fn purpose(typed: &Typed) -> &str {
    let said = typed.value("purpose");
    if said.is_empty() { "service" } else { said }
}

/// The first line is the task, the rest its note.
fn task(me: &SignedIn, party: Uuid, typed: &Typed, text: &str) -> Result<Values> {
    let (title, note) = text.split_once('\n').unwrap_or((text, ""));
    if title.chars().count() > MAX_TITLE {
        return Err(Problem::new("title", "too-long")
            .with("max", MAX_TITLE)
            .into());
    }
    let mut values = vec![
        ("party_id".to_owned(), FieldValue::Id(party)),
        (
            "title".to_owned(),
            FieldValue::Text(title.trim().to_owned()),
        ),
        ("note".to_owned(), FieldValue::text(Some(note.trim()))),
    ];
    let due = typed.value("due").trim();
    if !due.is_empty() {
        let day =
            dates::near(due, me.ctx.today()).ok_or_else(|| Error::invalid("due_on", "bad-date"))?;
        values.push(("due_on".to_owned(), FieldValue::Day(day)));
    }
    if let Ok(id) = typed.value("assignee").parse() {
        values.push(("assignee_id".to_owned(), FieldValue::Id(id)));
    }
    values.extend(attached::value(&typed.pairs));
    Ok(values)
}

/// The words are the promise; day, kind and owner stand beside them.
fn promise(me: &SignedIn, party: Uuid, typed: &Typed, text: &str) -> Result<Values> {
    let owner = typed.value("assignee").trim();
    let sent = [
        ("text", text),
        ("kind", typed.value("promise_kind")),
        ("owner_id", owner),
    ];
    let sent = sent.into_iter().filter(|(_, value)| !value.is_empty());
    let mut values = records::decode_form(&quen_core::promises::catalogue(), sent)?;
    values.push(("party_id".to_owned(), FieldValue::Id(party)));
    let due = typed.value("due").trim();
    if !due.is_empty() {
        let day =
            dates::near(due, me.ctx.today()).ok_or_else(|| Error::invalid("due_on", "bad-date"))?;
        values.push(("due_on".to_owned(), FieldValue::Day(day)));
    }
    values.extend(attached::value(&typed.pairs));
    Ok(values)
}

fn episode(me: &SignedIn, party: Uuid, typed: &Typed, text: &str) -> Result<Values> {
    let ctx = &me.ctx;
    let at = typed.value("at").trim();
    let started = if at.is_empty() {
        ctx.now
    } else {
        dates::near_instant(at, ctx.now, ctx.settings.zone())
            .ok_or_else(|| Error::invalid("started_at", "bad-date"))?
    };
    let catalogue = quen_core::interactions::catalogue();
    let mut sent = vec![
        ("kind", typed.value("kind").to_owned()),
        ("body", text.to_owned()),
    ];
    for name in ["direction", "outcome", "channel", "subject"] {
        let value = typed.value(name).trim();
        if !value.is_empty() {
            sent.push((name, value.to_owned()));
        }
    }
    let mut values = records::decode_form(
        &catalogue,
        sent.iter().map(|(name, text)| (*name, text.as_str())),
    )?;
    values.push(("party_id".to_owned(), FieldValue::Id(party)));
    values.push(("started_at".to_owned(), FieldValue::Instant(started)));
    values.extend(attached::value(&typed.pairs));
    if let Some(minutes) = minutes(typed.value("minutes").trim())? {
        values.push((
            "ended_at".to_owned(),
            FieldValue::Instant(started + minutes),
        ));
    }
    Ok(values)
}

fn minutes(text: &str) -> Result<Option<TimeDelta>> {
    if text.is_empty() {
        return Ok(None);
    }
    let minutes: i64 = text
        .parse()
        .map_err(|_| Error::invalid("minutes", "bad-number"))?;
    let within = (0..=MAX_MINUTES).contains(&minutes);
    within
        .then(|| TimeDelta::minutes(minutes))
        .map(Some)
        .ok_or_else(|| Error::invalid("minutes", "bad-number"))
}
