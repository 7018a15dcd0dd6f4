//! How the roaster cares for its customers: four programmes that have run for some days, a monthly letter that machines sent,
//! and what came of it.

use chrono::Duration;
use quen_core::fields::FieldValue;
use quen_service::care;
use quen_service::interactions::Interactions;
use quen_service::jobs::queue::Progress;
use quen_service::records::{self, Kind};
use quen_service::{Ctx, dispatch};
use serde_json::{Value, json};

use crate::commands::Stop;

/// Days for which the programmes have run.
const RUNNING: i64 = 9;
/// Months of letters.
const LETTERS: i64 = 4;
/// Customers who get them.
const READERS: usize = 40;

/// The programmes, the letters, and the days since.
///
/// # Errors
/// A broken database.
pub async fn write(ctx: &Ctx) -> Result<(), Stop> {
    let readers = readers(ctx).await?;
    for month in (1..=LETTERS).rev() {
        let then = back(ctx, Duration::days(month * 30 - 12));
        letters(&then, &readers).await?;
    }
    super::answering::write(ctx).await?;
    let begun = back(ctx, Duration::days(RUNNING));
    for programme in [
        json!({ "occasion": "birthday", "days": -1 }),
        json!({ "occasion": "win_back" }),
        json!({ "occasion": "human", "days": 45 }),
        json!({ "occasion": "holiday", "name": "Chúc Giáng sinh", "holiday": "christmas", "days": 0 }),
        json!({ "occasion": "reorder", "mode": "off", "channel": "email" }),
    ] {
        dispatch::run(begun.clone(), "care.create", programme).await?;
    }
    for days in (0..RUNNING).rev().step_by(2) {
        let then = back(ctx, Duration::days(days));
        care::plan(&then, &Progress::default()).await?;
        care::act(&then, &Progress::default()).await?;
    }
    answer(ctx).await
}

/// The gate some time ago.
fn back(ctx: &Ctx, by: Duration) -> Ctx {
    Ctx {
        now: ctx.now - by,
        ..ctx.clone()
    }
}

/// Those who brought most and have an address.
async fn readers(ctx: &Ctx) -> Result<Vec<uuid::Uuid>, Stop> {
    let asked = json!({ "sort": "-spend", "limit": READERS });
    let found = dispatch::run(ctx.clone(), "parties.list", asked).await?;
    let parties = found.get("data").and_then(Value::as_array).cloned();
    let id = |party: &Value| party.get("id")?.as_str()?.parse().ok();
    Ok(parties.unwrap_or_default().iter().filter_map(id).collect())
}

async fn letters(ctx: &Ctx, readers: &[uuid::Uuid]) -> Result<(), Stop> {
    let mut tx = ctx.write(Interactions::WRITE).await?;
    for party in readers {
        let text = |text: &str| FieldValue::Text(text.to_owned());
        let values = vec![
            ("party_id".to_owned(), FieldValue::Id(*party)),
            ("kind".to_owned(), text("email")),
            ("direction".to_owned(), text("out")),
            ("subject".to_owned(), text("Mẻ rang tháng này")),
            (
                "body".to_owned(),
                text("Ba mẻ mới và một công thức pha lạnh."),
            ),
            ("automatic".to_owned(), FieldValue::Bool(true)),
        ];
        records::create_in::<Interactions>(&mut tx, values).await?;
    }
    Ok(tx.commit_quietly().await?)
}

/// What was proposed some days ago has been followed, in the words that were ready, now and then declined.
async fn answer(ctx: &Ctx) -> Result<(), Stop> {
    let proposed = care::settled(ctx, Some("proposed"), None, care::MAX_PAGE).await?;
    let recent = ctx.now - Duration::hours(36);
    let old = proposed.data.iter().map(|shown| &shown.touch);
    let old = old.filter(|touch| touch.settled_at.is_some_and(|at| at < recent));
    for (n, task) in old.filter_map(|touch| touch.task_id).enumerate() {
        let then = back(ctx, Duration::minutes(11 * i64::try_from(n).unwrap_or(0)));
        let id = json!({ "id": task });
        if n % 5 == 2 {
            dispatch::run(ctx.clone(), "tasks.decline", id).await?;
        } else if care::tell(&then, task, None).await.is_err() {
            // The customer wants other hours, or nothing at all: only the task is done.
            dispatch::run(ctx.clone(), "tasks.complete", id).await?;
        }
    }
    Ok(())
}
