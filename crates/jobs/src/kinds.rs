//! Which function does which kind of work. A new kind is one line here.

use std::pin::Pin;

use quen_core::{Error, Result};
use quen_service::imports;
use quen_service::jobs::queue::{self, Outcome, Progress};
use quen_service::jobs::{JobRow, upkeep};
use quen_service::{
    App, analytics, bins, bulks, care, duplicates, exports, facts, fields, files, notifications,
    privacy, quality, relationships, users,
};

/// Work under way.
pub type Running = Pin<Box<dyn Future<Output = Result<Outcome>> + Send>>;

/// A kind of work: its word in the queue, and what does it. The work must be able to begin again: a job may be taken
/// a second time after a crash.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Word in the queue.
    pub word: &'static str,
    /// What does it.
    pub work: fn(App, JobRow, Progress) -> Running,
}

/// Every kind.
pub fn all() -> Vec<Kind> {
    let mut kinds = asked_for();
    kinds.extend(coming_back());
    kinds
}

/// What follows from an act.
fn asked_for() -> Vec<Kind> {
    vec![
        Kind {
            word: imports::RUN,
            work: |app, job, progress| {
                Box::pin(async move {
                    imports::run(&queue::ctx(&app, &job).await?, import(&job)?, &progress).await
                })
            },
        },
        Kind {
            word: imports::UNDO,
            work: |app, job, progress| {
                Box::pin(async move {
                    let ctx = queue::ctx(&app, &job).await?;
                    imports::undo_job(&ctx, import(&job)?, forced(&job), &progress).await
                })
            },
        },
        Kind {
            word: fields::REFRESH,
            work: |app, job, progress| {
                Box::pin(async move {
                    let noun = job.payload.get("noun").and_then(serde_json::Value::as_str);
                    let ctx = queue::ctx(&app, &job).await?;
                    fields::refresh(&ctx, noun.unwrap_or_default(), &progress).await
                })
            },
        },
        Kind {
            word: fields::DUE,
            work: |app, job, progress| {
                Box::pin(async move {
                    fields::catch_up(&queue::ctx(&app, &job).await?, &progress).await
                })
            },
        },
        Kind {
            word: exports::behind::WRITE,
            work: |app, job, progress| {
                Box::pin(async move {
                    exports::behind::run(&queue::ctx(&app, &job).await?, &job, &progress).await
                })
            },
        },
        Kind {
            word: files::READ,
            work: |app, job, progress| {
                Box::pin(async move {
                    files::read_texts(&queue::ctx(&app, &job).await?, &progress).await
                })
            },
        },
        Kind {
            word: privacy::NAME,
            work: |app, job, progress| {
                Box::pin(async move {
                    let ctx = queue::ctx(&app, &job).await?;
                    privacy::name_on(&ctx, &job.payload, &progress).await
                })
            },
        },
        Kind {
            word: users::HAND_OVER,
            work: |app, job, progress| {
                Box::pin(async move {
                    let ctx = queue::ctx(&app, &job).await?;
                    users::hand_over(&ctx, named(&job, "from")?, named(&job, "to")?, &progress)
                        .await
                })
            },
        },
        Kind {
            word: relationships::REVIEW,
            work: |app, job, progress| {
                Box::pin(async move {
                    relationships::review_all(&queue::ctx(&app, &job).await?, &progress).await
                })
            },
        },
    ]
}

/// What comes back every day or every few minutes.
fn coming_back() -> Vec<Kind> {
    vec![
        Kind {
            word: quality::REFRESH,
            work: |app, job, progress| {
                Box::pin(async move {
                    quality::refresh(&queue::ctx(&app, &job).await?, &progress).await
                })
            },
        },
        Kind {
            word: analytics::FIT,
            work: |app, job, progress| {
                Box::pin(
                    async move { analytics::fit(&queue::ctx(&app, &job).await?, &progress).await },
                )
            },
        },
        Kind {
            word: bulks::RUN,
            work: |app, job, progress| {
                Box::pin(async move {
                    let ctx = queue::ctx(&app, &job).await?;
                    let kind = job.payload.get("kind").and_then(serde_json::Value::as_str);
                    let id = named(&job, "bulk_id")?;
                    bulks::run(&ctx, kind.unwrap_or_default(), id, &progress).await
                })
            },
        },
        Kind {
            word: facts::REFRESH,
            work: |app, job, progress| {
                Box::pin(
                    async move { facts::refresh(&queue::ctx(&app, &job).await?, &progress).await },
                )
            },
        },
        Kind {
            word: fields::DAILY,
            work: |app, job, progress| {
                Box::pin(
                    async move { fields::daily(&queue::ctx(&app, &job).await?, &progress).await },
                )
            },
        },
        Kind {
            word: bins::EMPTY,
            work: |app, job, progress| {
                Box::pin(
                    async move { bins::empty(&queue::ctx(&app, &job).await?, &progress).await },
                )
            },
        },
        Kind {
            word: care::PLAN,
            work: |app, job, progress| {
                Box::pin(async move { care::plan(&queue::ctx(&app, &job).await?, &progress).await })
            },
        },
        Kind {
            word: care::ACT,
            work: |app, job, progress| {
                Box::pin(async move { care::act(&queue::ctx(&app, &job).await?, &progress).await })
            },
        },
        Kind {
            word: duplicates::CHECK,
            work: |app, job, progress| {
                Box::pin(async move {
                    duplicates::check_changed(&queue::ctx(&app, &job).await?, &progress).await
                })
            },
        },
        Kind {
            word: duplicates::SCAN,
            work: |app, job, progress| {
                Box::pin(async move {
                    duplicates::scan(&queue::ctx(&app, &job).await?, &progress).await
                })
            },
        },
        Kind {
            word: "notifications.daily",
            work: |app, job, _| {
                Box::pin(async move {
                    let workspace = job.workspace_id.unwrap_or_default();
                    let sent = notifications::daily_mail_in(&app, workspace).await;
                    done(sent.map(drop))
                })
            },
        },
        Kind {
            word: "upkeep.program",
            work: |app, _, _| Box::pin(async move { done(upkeep::of_program(&app).await) }),
        },
        Kind {
            word: "upkeep.workspace",
            work: |app, job, _| {
                Box::pin(
                    async move { done(upkeep::of_workspace(&queue::ctx(&app, &job).await?).await) },
                )
            },
        },
    ]
}

fn done(result: Result<()>) -> Result<Outcome> {
    result.map(|()| Outcome::Done)
}

/// Was it asked for in spite of later changes?
fn forced(job: &JobRow) -> bool {
    let said = job.payload.get("forced");
    said.and_then(serde_json::Value::as_bool).unwrap_or(false)
}

/// The import a job is about.
fn import(job: &JobRow) -> Result<uuid::Uuid> {
    named(job, "import_id")
}

/// An id that the job was given under this name.
fn named(job: &JobRow, name: &'static str) -> Result<uuid::Uuid> {
    let id = job
        .payload
        .get(name)
        .and_then(serde_json::Value::as_str)
        .and_then(|text| text.parse().ok());
    id.ok_or_else(|| Error::invalid(name, "bad-reference"))
}
