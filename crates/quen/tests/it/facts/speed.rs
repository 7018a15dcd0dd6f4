//! All questions of a large base in one night's look: under a minute for 100,000 customers. Run by hand:
//! `cargo nextest run --run-ignored only -E 'test(a_night_of_questions)'`.

use std::time::{Duration, Instant};

use quen_core::Permission;
use quen_service::facts;
use quen_service::jobs::queue::Progress;
use quen_store::Rows;
use quen_store::db::Value;
use quen_testkit::{Backend, TestApp};
use serde_json::json;

const PARTIES: i64 = 100_000;
const FACTS: i64 = 3;

#[tokio::test]
#[ignore = "takes minutes to fill"]
async fn a_night_of_questions_takes_less_than_a_minute() {
    let app = TestApp::on(Backend::Sqlite).await;
    app.owner("Khôi").await;
    let ctx = app.ctx("Khôi").await;
    let mut parties = Vec::new();
    for n in 0..PARTIES {
        parties.push((n, ctx.new_id()));
    }
    for chunk in parties.chunks(200) {
        let tx = ctx.write(Permission::PartiesWrite).await.unwrap();
        let workspace = Value::from(tx.rows.workspace());
        let rows = chunk.iter().map(|(n, id)| {
            let list = Value::Json(json!([]));
            vec![
                workspace.clone(),
                (*id).into(),
                format!("Nguyễn {n}").into(),
                n.to_string().into_bytes().into(),
                list,
                Value::Json(json!({})),
                (n % 9).into(),
                (n * 1_000).into(),
                ctx.now.into(),
            ]
        });
        let text = "INSERT INTO parties (workspace_id, id, kind, name, name_key, phones, emails, tags, roles, incomplete, custom, stage, type, occasions, \
            spend, margin, version, created_at, updated_at) \
            VALUES ($1, $2, 'person', $3, $4, $5, $5, $5, $5, FALSE, $6, 'exploration', 'new', $7, $8, 0, 1, $9, $9)";
        tx.rows.execute_many(text, rows.collect()).await.unwrap();
        let topics = ["delivery", "product", "time", "channel", "plans"];
        let rows = chunk
            .iter()
            .flat_map(|(n, id)| (0..FACTS).map(move |k| (n + k, *id)));
        let rows = rows.map(|(n, id)| {
            let topic = topics[usize::try_from(n).unwrap() % topics.len()];
            vec![
                workspace.clone(),
                ctx.new_id().into(),
                id.into(),
                topic.into(),
                ctx.now.into(),
            ]
        });
        let text = "INSERT INTO facts (workspace_id, id, party_id, origin_id, topic, value_key, statement, basis, source, confidence, said_at, confirmed_at, \
            purpose, state, apart, used, refused, version, created_at, updated_at) \
            VALUES ($1, $2, $3, $3, $4, 'a', 'a', 'stated', 'order', 9600, $5, $5, 'service', 'current', FALSE, 0, 0, 1, $5, $5)";
        tx.rows.execute_many(text, rows.collect()).await.unwrap();
        tx.commit().await.unwrap();
    }
    let begun = Instant::now();
    facts::refresh(&ctx, &Progress::default()).await.unwrap();
    let first = begun.elapsed();
    let begun = Instant::now();
    facts::refresh(&ctx, &Progress::default()).await.unwrap();
    println!(
        "first night {first:?}, a night without change {:?}",
        begun.elapsed()
    );
    assert!(first < Duration::from_secs(60), "{first:?}");
}
