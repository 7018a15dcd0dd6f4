//! One field of all parties of a province (an eighth of the book) set at once, through the product's own act with an event for
//! each, beside the bare statements: one UPDATE and one INSERT … SELECT of the events in one transaction. Run with `cargo bench -p quen-bench --bench bulks`;
//! PostgreSQL too when `QUEN_TEST_POSTGRES` is set.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use quen_bench::stage::Stage;
use quen_bench::{Outcome, settings};
use quen_core::Noun;
use quen_core::bulks::{Act, Selection};
use quen_service::bulks::{self, New};
use quen_service::jobs::queue::Progress;
use quen_service::lists;
use quen_store::db::sql;
use serde_json::json;
use uuid::Uuid;

/// Turns of each; the quickest counts.
const TURNS: usize = 3;
/// Whose parties are changed.
const PROVINCE: &str = "48";
/// New ids of events in the order of the parties, as the product's are in the order of time: the cheapest there are. `$6` is
/// one of now, whose beginning they all have.
const IDS: (&str, &str) = (
    "CAST(substr($6, 1, 6) || substr(id, 1, 6) || substr(id, 13, 4) AS BLOB)",
    "encode(substr(uuid_send($6), 1, 6) || substr(uuid_send(id), 1, 6) || substr(uuid_send(id), 13, 4), 'hex')::uuid",
);

fn main() -> ExitCode {
    settings::on_each(async |name, stage| {
        let new_id = if name == "SQLite" { IDS.0 } else { IDS.1 };
        measure(name, new_id, stage).await
    })
}

async fn measure(name: &str, new_id: &str, stage: &Stage) -> Outcome<()> {
    let (mut ours, mut limit) = (Duration::MAX, Duration::MAX);
    let mut rows = 0;
    for turn in 0..TURNS {
        let begun = Instant::now();
        rows = product(stage, &format!("Chợ {turn}")).await?;
        ours = ours.min(begun.elapsed());
        let begun = Instant::now();
        bare(stage, new_id, &format!("Hội chợ {turn}")).await?;
        limit = limit.min(begun.elapsed());
    }
    println!(
        "{name}: {rows} records changed in {ours:.2?}, bare statements {limit:.2?}: {:.2} of their speed",
        limit.as_secs_f64() / ours.as_secs_f64()
    );
    Ok(())
}

/// The act as the API calls it, with the worker's part.
async fn product(stage: &Stage, value: &str) -> Outcome<i64> {
    let kind = lists::by_noun(Noun::Parties)?;
    let set = [("source".to_owned(), value.into())].into_iter().collect();
    let new = New {
        act: Act::Set(set),
        selection: Selection::Matching {
            filter: Some(json!({ "field": "province", "op": "in", "value": [PROVINCE] })),
            q: None,
        },
    };
    let begun = bulks::start(&stage.ctx, &kind, new).await?;
    bulks::run(&stage.ctx, kind.word(), begun.id, &Progress::default()).await?;
    Ok(bulks::find(&stage.ctx, &kind, begun.id).await?.done)
}

/// What somebody would write by hand.
async fn bare(stage: &Stage, new_id: &str, value: &str) -> Outcome<()> {
    let workspace: Uuid = stage.ctx.actor.workspace_id;
    let writer = stage.app.db.write(workspace).await?;
    let insert = format!(
        "INSERT INTO events (workspace_id, id, at, noun, verb, record_id, party_id, user_id, door, cause, depth, data, personal) \
         SELECT workspace_id, {new_id}, $1, 'parties', 'updated', id, id, $2, 'api', $3, 0, '{{}}', $4 FROM parties \
         WHERE workspace_id = $5 AND deleted_at IS NULL AND province_code = $7"
    );
    let insert = sql(insert)
        .bind(stage.ctx.now)
        .bind(stage.ctx.actor.user_id)
        .bind(stage.ctx.new_id())
        .bind(json!({ "source": [null, value] }))
        .bind(workspace)
        .bind(stage.ctx.new_id())
        .bind(PROVINCE);
    writer.execute(insert).await?;
    let update = sql(
        "UPDATE parties SET source = $1, version = version + 1, updated_at = $2 \
         WHERE workspace_id = $3 AND deleted_at IS NULL AND province_code = $4",
    );
    let update = update.bind(value).bind(stage.ctx.now).bind(workspace);
    writer.execute(update.bind(PROVINCE)).await?;
    writer.commit().await?;
    Ok(())
}
