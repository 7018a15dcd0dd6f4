//! One customer of whom very much is known: 500 facts, 5,000 interactions, 200 promises. Made once in a set, found again by its code.

use chrono::Duration;
use quen_core::Permission;
use quen_service::{Ctx, dispatch};
use quen_store::Rows;
use quen_store::db::Value as Cell;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::Outcome;

const FACTS: i64 = 500;
const TALKS: i64 = 5_000;
const PROMISES: i64 = 200;
/// Rows of one transaction.
const BATCH: usize = 500;
const CODE: &str = "REGULAR";

/// The customer; made when the set has none yet.
///
/// # Errors
/// When the database breaks.
pub async fn customer(ctx: &Ctx) -> Outcome<Uuid> {
    let filter = json!({ "field": "code", "op": "eq", "value": CODE });
    let found = dispatch::run(ctx.clone(), "parties.list", json!({ "filter": filter })).await?;
    if let Some(id) = found.pointer("/data/0/id").and_then(Json::as_str) {
        return Ok(id.parse()?);
    }
    let new = json!({ "name": "Nguyễn Thị Hồng Ngọc", "code": CODE, "phones": ["0905218467"] });
    let made = dispatch::run(ctx.clone(), "parties.create", new).await?;
    let id = made.get("id").and_then(Json::as_str).ok_or("no id")?;
    let party: Uuid = id.parse()?;
    talks(ctx, party).await?;
    facts(ctx, party).await?;
    promises(ctx, party).await?;
    Ok(party)
}

async fn put(ctx: &Ctx, text: &'static str, all: Vec<Vec<Cell>>) -> Outcome<()> {
    for chunk in all.chunks(BATCH) {
        let tx = ctx.write(Permission::PartiesWrite).await?;
        let workspace = Cell::from(tx.rows.workspace());
        let rows = chunk.iter().map(|row| {
            std::iter::once(workspace.clone())
                .chain(row.clone())
                .collect()
        });
        tx.rows.execute_many(text, rows.collect()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// A word of a list, in turn.
fn turn(words: &[&'static str], n: i64) -> &'static str {
    let count = i64::try_from(words.len()).unwrap_or(1);
    let at = usize::try_from(n % count.max(1)).unwrap_or(0);
    words.get(at).copied().unwrap_or_default()
}

async fn talks(ctx: &Ctx, party: Uuid) -> Outcome<()> {
    let said = "Chị hỏi mẻ rang tuần này, nhắc giao sau 14 giờ, quầy buổi sáng đông khách.";
    let rows = (0..TALKS).map(|n| {
        let kind = turn(&["message", "call", "note", "email"], n);
        vec![
            ctx.new_id().into(),
            party.into(),
            kind.into(),
            turn(&["in", "out"], n).into(),
            (ctx.now - Duration::minutes(1 + n * 840)).into(),
            format!("{said} Lần {n}.").into(),
            Cell::Json(json!([])),
            Cell::Json(json!({})),
        ]
    });
    let text = "INSERT INTO interactions (workspace_id, id, party_id, kind, channel, direction, started_at, body, participants, files, automatic, \
        two_way, contact, answered_at, custom, version, created_at, updated_at) \
        VALUES ($1, $2, $3, $4, 'zalo', $5, $6, $7, $8, $8, FALSE, TRUE, TRUE, $6, $9, 1, $6, $6)";
    put(ctx, text, rows.collect()).await
}

async fn facts(ctx: &Ctx, party: Uuid) -> Outcome<()> {
    let topics = [
        "product", "dislikes", "plans", "people", "dates", "delivery", "other",
    ];
    let rows = (0..FACTS).map(|n| {
        vec![
            ctx.new_id().into(),
            party.into(),
            turn(&topics, n).into(),
            format!("dieu {n}").into(),
            format!("Điều thứ {n} chị đã nói").into(),
            (ctx.now - Duration::minutes(1 + n * 2_500)).into(),
        ]
    });
    let text = "INSERT INTO facts (workspace_id, id, party_id, origin_id, topic, value_key, statement, basis, source, confidence, said_at, \
        confirmed_at, purpose, state, apart, used, refused, version, created_at, updated_at) \
        VALUES ($1, $2, $3, $3, $4, $5, $6, 'stated', 'person', 9600, $7, $7, 'service', 'current', FALSE, 0, 0, 1, $7, $7)";
    put(ctx, text, rows.collect()).await
}

async fn promises(ctx: &Ctx, party: Uuid) -> Outcome<()> {
    let rows = (0..PROMISES).map(|n| {
        let at = ctx.now - Duration::days(1 + n * 11);
        let settled = (n % 10 != 0).then_some(at);
        vec![
            ctx.new_id().into(),
            party.into(),
            format!("Giao trước 9 giờ, lần {n}").into(),
            at.date_naive().into(),
            if settled.is_some() { "kept" } else { "open" }.into(),
            settled.into(),
            Cell::Json(json!({})),
            at.into(),
        ]
    });
    let text = "INSERT INTO promises (workspace_id, id, party_id, text, kind, size, due_on, state, source, renegotiations, beyond, settled_at, \
        custom, version, created_at, updated_at) \
        VALUES ($1, $2, $3, $4, 'deadline', 'medium', $5, $6, 'person', 0, FALSE, $7, $8, 1, $9, $9)";
    put(ctx, text, rows.collect()).await
}
