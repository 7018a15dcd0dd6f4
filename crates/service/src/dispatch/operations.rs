//! The acts on background jobs, on files that are read in, and on lists that are written, by name. A file that comes in
//! is uploaded by the doors that carry bytes; everything after that has its name here.

use quen_core::fields::ListQuery;
use quen_core::{Error, Permission, Result};
use quen_documents::sheets::SheetFormat;
use quen_words::{Lang, Words};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Act, act, encode, id, plain};
use crate::exports::{self, Export, behind};
use crate::{Ctx, imports, jobs};

type Input = Map<String, Value>;

/// Rows of a page at most.
const MOST: i64 = 200;
/// Bytes of a written list that fit into an answer.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    let mut all = of_jobs();
    all.extend(of_imports());
    all.push(act("files.find", Permission::PartiesRead, |ctx, input| {
        Box::pin(async move { encode(&crate::files::find(&ctx, id(&input)?).await?) })
    }));
    all.push(act(
        "exports.cancel",
        Permission::ExportsRun,
        |ctx, input| {
            Box::pin(async move {
                behind::cancel(&ctx, id(&input)?).await?;
                Ok(json!({}))
            })
        },
    ));
    all.push(act("exports.find", Permission::ExportsRun, |ctx, input| {
        Box::pin(async move { encode(&behind::find(&ctx, id(&input)?).await?) })
    }));
    all.push(act(
        "exports.start",
        Permission::ExportsRun,
        |ctx, input| {
            Box::pin(async move {
                let wish = serde_json::from_value(Value::Object(input));
                let wish: behind::Wish = wish.map_err(|_| Error::invalid("kind", "required"))?;
                let id = behind::ask(&ctx, &wish).await?;
                encode(&behind::find(&ctx, id).await?)
            })
        },
    ));
    all.push(act("exports.run", Permission::ExportsRun, |ctx, input| {
        Box::pin(export(ctx, input))
    }));
    all
}

fn of_jobs() -> Vec<Act> {
    let act = |name: &str, run| super::act(name, Permission::JobsManage, run);
    vec![
        act("jobs.list", |ctx, input| {
            Box::pin(async move {
                let (before, limit) = page(&input)?;
                let state = input.get("state").and_then(Value::as_str);
                let rows = jobs::list(&ctx, state, before, limit + 1).await?;
                paged(rows, limit, |job| job.id)
            })
        }),
        act("jobs.find", |ctx, input| {
            Box::pin(async move { encode(&jobs::find(&ctx, id(&input)?).await?) })
        }),
        act("jobs.retry", |ctx, input| {
            Box::pin(async move {
                let job = id(&input)?;
                jobs::retry(&ctx, job).await?;
                encode(&jobs::find(&ctx, job).await?)
            })
        }),
        act("jobs.cancel", |ctx, input| {
            Box::pin(async move {
                let job = id(&input)?;
                jobs::cancel(&ctx, job).await?;
                encode(&jobs::find(&ctx, job).await?)
            })
        }),
        act("jobs.drop", |ctx, input| {
            Box::pin(async move { jobs::drop_dead(&ctx, id(&input)?).await.map(|()| json!({})) })
        }),
    ]
}

fn of_imports() -> Vec<Act> {
    let act = |name: &str, run| super::act(name, Permission::ImportsRun, run);
    vec![
        act("imports.list", |ctx, input| {
            Box::pin(async move {
                let (before, limit) = page(&input)?;
                let rows = imports::list(&ctx, before, limit + 1).await?;
                paged(rows, limit, |import| import.id)
            })
        }),
        act("imports.find", |ctx, input| {
            Box::pin(async move {
                let import = imports::find(&ctx, id(&input)?).await?;
                let errors = imports::errors(&ctx, import.id, words(&ctx)).await?;
                let mut found = encode(&import)?;
                if let Some(found) = found.as_object_mut() {
                    found.insert("errors".to_owned(), json!(errors));
                }
                Ok(found)
            })
        }),
        act("imports.start", |ctx, mut input| {
            Box::pin(async move {
                let import = imports::find(&ctx, id(&input)?).await?;
                input.remove("id");
                let seen = imports::inspect(&ctx, import.id).await?;
                let mut options = imports::proposed(&ctx, &import, &seen).await?.options;
                options.choose(&input)?;
                encode(&imports::begin(&ctx, import.id, &options).await?)
            })
        }),
        act("imports.cancel", |ctx, input| {
            Box::pin(async move { encode(&imports::cancel(&ctx, id(&input)?).await?) })
        }),
        act("imports.rows", |ctx, input| {
            Box::pin(async move {
                let (after, limit) = after(&input)?;
                let mut rows = imports::outcomes(&ctx, id(&input)?, after, limit + 1).await?;
                let most = usize::try_from(limit).unwrap_or_default();
                let more = rows.len() > most;
                rows.truncate(most);
                let next = rows.last().filter(|_| more);
                let next = next.map(|row| row.position.to_string());
                Ok(json!({ "data": encode(&rows)?, "next_cursor": next }))
            })
        }),
        act("imports.retry", |ctx, input| {
            Box::pin(async move {
                let import = id(&input)?;
                imports::find(&ctx, import).await?;
                let rows = input.get("rows").cloned().unwrap_or_default();
                let rows: Vec<imports::Mended> =
                    serde_json::from_value(rows).map_err(|_| Error::invalid("rows", "bad-list"))?;
                encode(&imports::retry(&ctx, import, &rows).await?)
            })
        }),
        act("imports.undo", |ctx, input| {
            Box::pin(async move {
                let forced = input.get("force").and_then(Value::as_bool).unwrap_or(false);
                encode(&imports::begin_undo(&ctx, id(&input)?, forced).await?)
            })
        }),
    ]
}

/// Writes a list as text: `kind`, `format` (`csv` or `jsonl`), and what a list is asked for. A list that is too long for an
/// answer is refused; the command `export` and the pages write it as a stream.
async fn export(ctx: Ctx, input: Input) -> Result<Value> {
    let text = |name: &str| input.get(name).and_then(Value::as_str).unwrap_or_default();
    let kind = exports::kind(&ctx, text("kind"))?;
    let format = Some(text("format"))
        .map(|word| if word.is_empty() { "jsonl" } else { word })
        .and_then(SheetFormat::from_word)
        .filter(|format| *format != SheetFormat::Xlsx)
        .ok_or_else(|| Error::invalid("format", "bad-choice"))?;
    let asked: Map<String, Value> = input
        .iter()
        .map(|(name, value)| (name.clone(), Value::String(plain(value))))
        .collect();
    let catalogue = kind.catalogue(&ctx);
    let query = ListQuery::parse(&catalogue, |name| {
        matches!(name, "q" | "sort" | "filter")
            .then(|| asked.get(name).and_then(Value::as_str))
            .flatten()
    })?;
    let mut export = Export::begin(&ctx, kind, format, query, &[], words(&ctx))?;
    let mut written = Vec::new();
    while let Some(piece) = export.next().await? {
        if written.len() + piece.len() > MOST_BYTES {
            return Err(Error::TooLarge {
                limit_bytes: MOST_BYTES as u64,
            });
        }
        written.extend(piece);
    }
    let file = String::from_utf8(written).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(json!({ "media_type": format.media_type(), "text": file }))
}

/// `cursor` and `limit` of a list in order of time.
fn page(input: &Input) -> Result<(Option<Uuid>, i64)> {
    Ok((cursor(input)?, limit(input)?))
}

/// `cursor` and `limit` of a list in the order of a file.
fn after(input: &Input) -> Result<(i64, i64)> {
    Ok((cursor(input)?.unwrap_or(0), limit(input)?))
}

fn cursor<T: std::str::FromStr>(input: &Input) -> Result<Option<T>> {
    match input.get("cursor") {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let read = value.as_str().and_then(|text| text.parse().ok());
            read.map(Some)
                .ok_or_else(|| Error::invalid("cursor", "bad-cursor"))
        }
    }
}

fn limit(input: &Input) -> Result<i64> {
    match input.get("limit") {
        None => Ok(50),
        Some(value) => plain(value)
            .parse()
            .ok()
            .filter(|limit| (1..=MOST).contains(limit))
            .ok_or_else(|| Error::invalid("limit", "bad-number")),
    }
}

/// One row more than asked for was read, to know whether there is a next page.
fn paged<T: serde::Serialize>(
    mut rows: Vec<T>,
    limit: i64,
    id: impl Fn(&T) -> Uuid,
) -> Result<Value> {
    let most = usize::try_from(limit).unwrap_or_default();
    let more = rows.len() > most;
    rows.truncate(most);
    let next = rows.last().filter(|_| more).map(id);
    Ok(json!({ "data": encode(&rows)?, "next_cursor": next }))
}

/// The workspace's language: an act by name has no reader of its own.
fn words(ctx: &Ctx) -> Words {
    Words::new(if ctx.settings.language == "en" {
        Lang::En
    } else {
        Lang::Vi
    })
}
