//! The page of a customer with 500 facts, 5,000 interactions and 200 promises: as many statements as for one of whom little is
//! known, none without an end, and no more bytes than a page may have.

use std::io::Write as _;

use quen_core::Permission;
use quen_core::access::Role;
use quen_store::Rows;
use quen_store::db::Value as Cell;
use quen_testkit::{TestApp, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{page, party};

const FACTS: i64 = 500;
const TALKS: i64 = 5_000;
const PROMISES: i64 = 200;
/// Kilobytes of a page on the way.
const MOST: usize = 15 * 1024;
/// Statements of a page, those of the frame around it included.
const STATEMENTS: usize = 60;

async fn rows(app: &TestApp, text: &'static str, all: Vec<Vec<Cell>>) {
    let ctx = app.ctx("Khôi").await;
    for chunk in all.chunks(500) {
        let tx = ctx.write(Permission::PartiesWrite).await.unwrap();
        let workspace = Cell::from(tx.rows.workspace());
        let chunk = chunk.iter().map(|row| {
            std::iter::once(workspace.clone())
                .chain(row.clone())
                .collect()
        });
        tx.rows.execute_many(text, chunk.collect()).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// What eight years of a good relationship leave.
async fn eight_years(app: &TestApp, party: Uuid) {
    let ctx = app.ctx("Khôi").await;
    let at = |n: i64| ctx.now - chrono::Duration::minutes(1 + n * 840);
    let (list, none) = (Cell::Json(json!([])), Cell::Json(json!({})));
    let said = "Chị hỏi mẻ rang tuần này, nhắc giao sau 14 giờ, quầy buổi sáng đông khách.";
    let talks = (0..TALKS).map(|n| {
        let kind = ["message", "call", "note", "email"][usize::try_from(n % 4).unwrap()];
        let direction = if n % 2 == 0 { "in" } else { "out" };
        vec![
            ctx.new_id().into(),
            party.into(),
            kind.into(),
            direction.into(),
            at(n).into(),
            format!("{said} Lần {n}.").into(),
            list.clone(),
            none.clone(),
        ]
    });
    let text = "INSERT INTO interactions (workspace_id, id, party_id, kind, channel, direction, started_at, body, participants, files, automatic, two_way, contact, \
        answered_at, custom, version, created_at, updated_at) VALUES ($1, $2, $3, $4, 'zalo', $5, $6, $7, $8, $8, FALSE, TRUE, TRUE, $6, $9, 1, $6, $6)";
    rows(app, text, talks.collect()).await;
    let topics = [
        "product", "dislikes", "plans", "people", "dates", "delivery", "other",
    ];
    let facts = (0..FACTS).map(|n| {
        let topic = topics[usize::try_from(n).unwrap() % topics.len()];
        vec![
            ctx.new_id().into(),
            party.into(),
            topic.into(),
            format!("dieu {n}").into(),
            format!("Điều thứ {n} chị đã nói").into(),
            at(n * 3).into(),
        ]
    });
    let text = "INSERT INTO facts (workspace_id, id, party_id, origin_id, topic, value_key, statement, basis, source, confidence, said_at, confirmed_at, \
        purpose, state, apart, used, refused, version, created_at, updated_at) \
        VALUES ($1, $2, $3, $3, $4, $5, $6, 'stated', 'person', 9600, $7, $7, 'service', 'current', FALSE, 0, 0, 1, $7, $7)";
    rows(app, text, facts.collect()).await;
    let promises = (0..PROMISES).map(|n| {
        let open = n % 10 == 0;
        let settled = (!open).then(|| at(n * 20));
        let state = if open { "open" } else { "kept" };
        vec![
            ctx.new_id().into(),
            party.into(),
            format!("Giao trước 9 giờ, lần {n}").into(),
            at(n * 20).date_naive().into(),
            state.into(),
            settled.into(),
            none.clone(),
            at(n * 20).into(),
        ]
    });
    let text = "INSERT INTO promises (workspace_id, id, party_id, text, kind, size, due_on, state, source, renegotiations, beyond, settled_at, custom, version, \
        created_at, updated_at) VALUES ($1, $2, $3, $4, 'deadline', 'medium', $5, $6, 'person', 0, FALSE, $7, $8, 1, $9, $9)";
    rows(app, text, promises.collect()).await;
}

/// A question that may answer with as many rows as there are.
fn is_endless(text: &str) -> bool {
    let many = [
        "FROM interactions",
        "FROM facts",
        "FROM promises",
        "FROM events",
        "FROM orders",
    ];
    let ends = [
        "LIMIT", "COUNT(", "count(", "SUM(", "MAX(", "MIN(", "GROUP BY", " IN (", "EXISTS",
    ];
    many.iter().any(|table| text.contains(table)) && !ends.iter().any(|end| text.contains(end))
}

#[tokio::test]
async fn a_long_relationship_costs_no_more_statements_and_fits_on_the_wire() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let fresh = party(
            &program,
            json!({ "name": "Trần Thị Hoa", "phones": ["0905218468"] }),
        )
        .await;
        let old = party(
            &program,
            json!({ "name": "Nguyễn Thị Hồng Ngọc", "phones": ["0905218467"] }),
        )
        .await;
        for id in [&fresh, &old] {
            for n in 0..3 {
                let note =
                    json!({ "party_id": id, "kind": "note", "body": format!("Ghé lần {n}") });
                program.post("/api/v1/interactions", note).await.expect(201);
            }
            let fact =
                json!({ "party_id": id, "topic": "delivery", "statement": "Giao sau 14 giờ" });
            program.post("/api/v1/facts", fact).await.expect(201);
            program
                .post(
                    "/api/v1/promises",
                    json!({ "party_id": id, "text": "Giữ giá" }),
                )
                .await
                .expect(201);
        }
        eight_years(&app, old.parse().unwrap()).await;
        let mut asked = Vec::new();
        let mut text = String::new();
        for id in [&fresh, &old] {
            page(&khoi, &format!("/parties/{id}")).await;
            app.listen();
            text = page(&khoi, &format!("/parties/{id}")).await;
            asked.push(app.heard());
        }
        let counts: Vec<usize> = asked.iter().map(Vec::len).collect();
        assert!(counts[1] <= STATEMENTS, "{counts:?}: {:#?}", asked[1]);
        assert!(
            counts[1] <= counts[0] + 2,
            "no statement for each row: {counts:?}"
        );
        let endless: Vec<&String> = asked[1].iter().filter(|text| is_endless(text)).collect();
        assert!(endless.is_empty(), "{endless:#?}");
        // As the server packs it for a browser.
        let mut packed = brotli::CompressorWriter::new(Vec::new(), 4_096, 5, 22);
        packed.write_all(text.as_bytes()).unwrap();
        let bytes = packed.into_inner().len();
        assert!(bytes <= MOST, "{bytes} bytes");
        let profile = program
            .get(&format!("/api/v1/parties/{old}/profile"))
            .await
            .expect(200);
        assert!(
            profile["timeline"].as_array().map_or(0, Vec::len) <= 50,
            "{}",
            profile["timeline"]
        );
        assert_ne!(profile["facts"], Value::Null);
    })
    .await;
}
