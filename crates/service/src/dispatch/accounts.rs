//! The acts on colleagues, teams, tokens, settings, mail and news by name.

use quen_core::access::{Role, Scope, TokenScopes};
use quen_core::{Error, Permission, Problem, Result};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Act, act, encode, id};
use crate::accounts::invitations::{self, Invite};
use crate::mail::SendMail;
use crate::users::{Colleague, Place};
use crate::workspaces::Change;
use crate::{Ctx, mail, notifications, teams, tokens, users, workspaces};

type Input = Map<String, Value>;

/// The acts of these nouns.
pub(super) fn acts() -> Vec<Act> {
    let mut all = people();
    all.extend(own());
    all
}

fn people() -> Vec<Act> {
    use Permission as P;
    vec![
        act("users.list", P::UsersRead, |ctx, _| {
            Box::pin(async move { data(users::list(&ctx).await?.iter().map(colleague)) })
        }),
        act("users.find", P::UsersRead, |ctx, input| {
            Box::pin(async move { Ok(colleague(&users::find(&ctx, id(&input)?).await?)) })
        }),
        act("users.update", P::UsersManage, |ctx, input| {
            Box::pin(update_user(ctx, input))
        }),
        act("users.remove", P::UsersManage, |ctx, input| {
            Box::pin(async move {
                encode(&users::remove(&ctx, id(&input)?, one_id(&input, "hand_over_to")?).await?)
            })
        }),
        act("users.invite", P::UsersManage, |ctx, input| {
            Box::pin(invite(ctx, input))
        }),
        act("users.uninvite", P::UsersManage, |ctx, input| {
            Box::pin(async move { done(invitations::revoke(&ctx, id(&input)?).await) })
        }),
        act("teams.list", P::UsersRead, |ctx, _| {
            Box::pin(async move { data(teams::list(&ctx).await?) })
        }),
        act("teams.find", P::UsersRead, |ctx, input| {
            Box::pin(async move { encode(&teams::find(&ctx, id(&input)?).await?) })
        }),
        act("teams.create", P::UsersManage, |ctx, input| {
            Box::pin(async move {
                encode(&teams::create(&ctx, &text(&input, "name"), &ids(&input, "members")?).await?)
            })
        }),
        act("teams.update", P::UsersManage, |ctx, input| {
            Box::pin(async move {
                done(
                    teams::update(
                        &ctx,
                        id(&input)?,
                        &text(&input, "name"),
                        &ids(&input, "members")?,
                    )
                    .await,
                )
            })
        }),
        act("teams.delete", P::UsersManage, |ctx, input| {
            Box::pin(async move { done(teams::delete(&ctx, id(&input)?).await) })
        }),
    ]
}

fn own() -> Vec<Act> {
    use Permission as P;
    vec![
        act("tokens.list", P::TokensManage, |ctx, _| {
            Box::pin(async move { data(tokens::list(&ctx).await?) })
        }),
        act("tokens.create", P::TokensManage, |ctx, input| {
            Box::pin(create_token(ctx, input))
        }),
        act("tokens.revoke", P::TokensManage, |ctx, input| {
            Box::pin(async move { done(tokens::revoke(&ctx, id(&input)?).await) })
        }),
        act("notifications.list", P::ProfileManage, |ctx, _| {
            Box::pin(async move { data(notifications::list(&ctx, None).await?) })
        }),
        act("notifications.read", P::ProfileManage, |ctx, input| {
            Box::pin(async move {
                let one = if input.contains_key("id") {
                    Some(id(&input)?)
                } else {
                    None
                };
                done(notifications::read(&ctx, one).await)
            })
        }),
        act("workspaces.update", P::SettingsManage, |ctx, input| {
            Box::pin(update_workspace(ctx, input))
        }),
        act("mail.send", P::MailSend, |ctx, input| {
            Box::pin(send_mail(ctx, input))
        }),
    ]
}

async fn update_user(ctx: Ctx, input: Input) -> Result<Value> {
    ctx.actor.may(Permission::UsersManage)?;
    let user = id(&input)?;
    let before = users::find(&ctx, user).await?;
    let role = choice(&input, "role", Role::from_code)?.unwrap_or(before.role);
    let scope = choice(&input, "scope", Scope::from_code)?.unwrap_or(before.scope);
    let teams = if input.contains_key("teams") {
        Some(ids(&input, "teams")?)
    } else {
        None
    };
    Ok(colleague(
        &users::update(&ctx, user, Place { role, scope, teams }).await?,
    ))
}

async fn invite(ctx: Ctx, input: Input) -> Result<Value> {
    let role = choice(&input, "role", Role::from_code)?.unwrap_or(Role::Member);
    let scope = choice(&input, "scope", Scope::from_code)?.unwrap_or_default();
    let made = invitations::create(
        &ctx,
        Invite {
            email: text(&input, "email"),
            role,
            scope,
        },
    )
    .await?;
    let mailed = matches!(made.mailed, Some(Ok(())));
    Ok(
        json!({ "id": made.link.id, "link": crate::accounts::address(&ctx.app, &made.path), "mailed": mailed }),
    )
}

async fn create_token(ctx: Ctx, input: Input) -> Result<Value> {
    let words: Vec<&str> = match input.get("scopes") {
        Some(Value::Array(words)) => words
            .iter()
            .map(|word| word.as_str().unwrap_or_default())
            .collect(),
        _ => vec!["read", "write"],
    };
    if words
        .iter()
        .any(|word| !matches!(*word, "read" | "write" | "admin"))
    {
        return Err(Error::invalid("scopes", "bad-choice"));
    }
    let has = |word: &str| words.contains(&word);
    let scopes = TokenScopes {
        read: has("read"),
        write: has("write"),
        admin: has("admin"),
    };
    let (token, secret) = tokens::create(&ctx, &text(&input, "name"), scopes).await?;
    Ok(json!({ "token": encode(&token)?, "secret": secret }))
}

async fn update_workspace(ctx: Ctx, input: Input) -> Result<Value> {
    let now = workspaces::find(&ctx).await?;
    let or = |name: &str, present: &str| {
        input
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or(present)
            .to_owned()
    };
    let change = Change {
        name: or("name", &now.name),
        currency: or("currency", ctx.settings.currency.code()),
        time_zone: or("time_zone", &ctx.settings.time_zone),
        language: or("language", &ctx.settings.language),
        working_week: or("working_week", ctx.settings.working_week.code()),
        bin_days: input
            .get("bin_days")
            .map_or_else(|| ctx.settings.bin_days.to_string(), super::plain),
        version: super::version(&input)?,
    };
    done(workspaces::update(&ctx, change).await)
}

async fn send_mail(ctx: Ctx, input: Input) -> Result<Value> {
    let or = |name: &str, otherwise: &str| match text(&input, name) {
        empty if empty.is_empty() => otherwise.to_owned(),
        given => given,
    };
    let party_id = one_id(&input, "party_id")?;
    done(
        mail::send_to_party(
            &ctx,
            SendMail {
                party_id,
                subject: text(&input, "subject"),
                body: text(&input, "body"),
                purpose: or("purpose", "service"),
                automatic: false,
                files: if input.contains_key("files") {
                    ids(&input, "files")?
                } else {
                    Vec::new()
                },
            },
        )
        .await
        .map(drop),
    )
}

/// A colleague as programs see one.
pub fn colleague(c: &Colleague) -> Value {
    json!({ "id": c.id, "name": c.name, "email": c.email, "role": c.role, "scope": c.scope, "joined_at": c.joined_at })
}

fn data(rows: impl IntoIterator<Item = impl serde::Serialize>) -> Result<Value> {
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|row| encode(&row))
        .collect::<Result<_>>()?;
    Ok(json!({ "data": rows, "next_cursor": null }))
}

fn done(result: Result<()>) -> Result<Value> {
    result.map(|()| json!({}))
}

fn text(input: &Input, name: &str) -> String {
    input
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn choice<T>(input: &Input, name: &'static str, read: fn(&str) -> Option<T>) -> Result<Option<T>> {
    match input.get(name) {
        None => Ok(None),
        Some(value) => value
            .as_str()
            .and_then(read)
            .map(Some)
            .ok_or_else(|| Error::invalid(name, "bad-choice")),
    }
}

fn one_id(input: &Input, name: &'static str) -> Result<Uuid> {
    let id = input
        .get(name)
        .and_then(Value::as_str)
        .and_then(|text| text.parse().ok());
    id.ok_or_else(|| Problem::new(name, "bad-reference").into())
}

fn ids(input: &Input, name: &'static str) -> Result<Vec<Uuid>> {
    let Some(Value::Array(list)) = input.get(name) else {
        return Ok(Vec::new());
    };
    let read = |value: &Value| value.as_str().and_then(|text| text.parse().ok());
    list.iter()
        .map(read)
        .collect::<Option<Vec<Uuid>>>()
        .ok_or_else(|| Error::invalid(name, "bad-reference"))
}
