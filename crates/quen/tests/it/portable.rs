//! Workspaces on their way between databases: nothing is lost, nothing is forgotten, nothing is there by half.

mod memory;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, Utc};
use quen_gateway::Files;
use quen_service::portable::{Manifest, Refusal, Target, export, import};
use quen_store::db::{Db, DbKind, Queries, sql};
use quen_store::migrations::PLAN;
use quen_store::migrations::tables::tables;
use quen_store::portable::{Load, Travels, travels};
use quen_testkit::{Backend, Owned, TestApp, monday_morning, on_both, postgres_is_here};
use serde_json::{Value, json};
use uuid::Uuid;

/// A workspace with people, a bin, history, a retry, a file and a second workspace beside it.
async fn fill(app: &TestApp) {
    let khoi = app.owner("Khôi").await;
    let company = khoi.post("/api/v1/parties", json!({ "kind": "organization", "name": "Công ty Cà Phê Hội An", "tax_code": "0100109106" })).await.expect(201);
    let ngoc = khoi
        .post(
            "/api/v1/parties",
            json!({ "name": "Nguyễn Thị Hồng Ngọc", "phones": ["0905218467"], "emails": ["ngoc@example.vn"], "tags": ["sỉ"], "note": "một\nhai \"ba\" 😀",
                    "birthday": { "calendar": "lunar", "month": 4, "day": 30, "leap": true }, "custom": {} }),
        )
        .await
        .expect(201);
    for number in 0..600 {
        khoi.post(
            "/api/v1/parties",
            json!({ "name": format!("Khách {number:03}"), "code": format!("KH{number}") }),
        )
        .await
        .expect(201);
    }
    trade(&khoi, &ngoc["id"]).await;
    let place = format!("/api/v1/parties/{}", ngoc["id"].as_str().unwrap());
    khoi.patch(&place, json!({ "note": "thích rang vừa" }))
        .await
        .expect(200);
    khoi.delete(&format!(
        "/api/v1/parties/{}",
        company["id"].as_str().unwrap()
    ))
    .await
    .expect(204);
    let body = json!({ "name": "Lê Gia Hân" }).to_string().into_bytes();
    khoi.send(
        axum::http::Method::POST,
        "/api/v1/parties",
        &[("idempotency-key", "k1")],
        Some(body),
    )
    .await
    .expect(201);
    app.app
        .files
        .put(
            &format!("{}/logo.png", app.workspace),
            vec![137, 80, 78, 71],
        )
        .await
        .unwrap();
    let other = app.workspace("khac").await;
    app.app
        .files
        .put(&format!("{other}/logo.png"), vec![1])
        .await
        .unwrap();
    let lan = app
        .colleague_in("khac", "Lan", quen_core::access::Role::Owner)
        .await;
    lan.post("/api/v1/parties", json!({ "name": "Của nơi khác" }))
        .await
        .expect(201);
}

/// Products, orders with a refund, talk and open work of one customer.
async fn trade(khoi: &quen_testkit::Client, party: &Value) {
    let coffee = json!({ "name": "Cà phê rang vừa 1 kg", "sku": "CF-1", "price": { "amount": 240_000, "currency": "VND" } });
    let coffee = khoi.post("/api/v1/products", coffee).await.expect(201);
    let line = json!({ "product_id": coffee["id"], "text": "Cà phê", "quantity": 2.5,
        "unit_price": { "amount": 240_000, "currency": "VND" }, "unit_cost": { "amount": 150_000, "currency": "VND" }, "tax_rate": 800 });
    for (number, day) in [("DH1", "2026-01-05"), ("DH2", "2026-02-01")] {
        let order = json!({ "number": number, "party_id": party, "ordered_at": format!("{day}T03:00:00Z"), "status": "draft", "lines": [line] });
        let order = khoi.post("/api/v1/orders", order).await.expect(201);
        let place = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
        khoi.post(&format!("{place}/delivery"), json!({}))
            .await
            .expect(200);
    }
    let call = json!({ "party_id": party, "kind": "call", "channel": "phone", "direction": "in", "started_at": "2026-02-20T03:00:00.123456Z", "body": "hỏi giá" });
    khoi.post("/api/v1/interactions", call).await.expect(201);
    memory::written(khoi, party).await;
    khoi.post(
        "/api/v1/tasks",
        json!({ "party_id": party, "title": "Gửi báo giá", "due_on": "2026-03-05" }),
    )
    .await
    .expect(201);
}

/// The lines of all tables of an export, each in an order of its own.
fn lines(directory: &Path, manifest: &Manifest) -> BTreeMap<String, BTreeSet<String>> {
    let of = |name: &str| {
        let text = std::fs::read_to_string(directory.join(format!("tables/{name}.jsonl"))).unwrap();
        text.lines()
            .map(|line| sorted(serde_json::from_str(line).unwrap()).to_string())
            .collect()
    };
    manifest
        .tables
        .iter()
        .map(|table| (table.name.clone(), of(&table.name)))
        .collect()
}

/// JSON columns keep no order of members on one of the databases.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members: BTreeMap<String, Value> = members
                .into_iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect();
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

fn now() -> DateTime<Utc> {
    monday_morning()
}

fn other(backend: Backend) -> Backend {
    match backend {
        Backend::Sqlite if postgres_is_here() => Backend::Postgres,
        _ => Backend::Sqlite,
    }
}

async fn moved(from: Backend) {
    let app = TestApp::on(from).await;
    fill(&app).await;
    let home = tempfile::tempdir().unwrap();
    let (first, second) = (home.path().join("first"), home.path().join("second"));
    let written = export(
        &app.app.db,
        &app.app.files,
        Load::Workspace(app.workspace),
        &first,
        now(),
    )
    .await
    .unwrap();
    let (target, files) = (Owned::new(other(from)).await, Files::memory());
    import(
        &target.db,
        &files,
        &first,
        Target::Added,
        &home.path().join("scratch"),
    )
    .await
    .unwrap();
    let again = export(
        &target.db,
        &files,
        Load::Workspace(app.workspace),
        &second,
        now(),
    )
    .await
    .unwrap();
    assert_eq!(written, again);
    let (before, after) = (lines(&first, &written), lines(&second, &again));
    for (table, rows) in &before {
        let missing: Vec<_> = rows.difference(&after[table]).take(2).collect();
        assert!(missing.is_empty(), "{table}: {missing:?}");
    }
    assert_eq!(before, after);
    assert!(
        before["parties"].len() == 603 && before["events"].len() >= 604,
        "{:?}",
        again.tables
    );
    assert!(
        !format!("{before:?}").contains("Của nơi khác"),
        "another workspace came along"
    );
    assert_eq!((before["facts"].len(), before["promises"].len()), (3, 2));
    for table in ["party_learning", "care_programmes"] {
        assert!(!before[table].is_empty(), "{table}");
    }
    assert_eq!(again.files.len(), 1, "{:?}", again.files);
    assert_eq!(
        files
            .get(&format!("{}/logo.png", app.workspace))
            .await
            .unwrap(),
        [137, 80, 78, 71]
    );
    let found = TestApp::over(target, files)
        .owner("Khôi")
        .await
        .get("/api/v1/parties?q=hong%20ngoc")
        .await
        .expect(200);
    assert_eq!(
        found["data"][0]["note"], "thích rang vừa",
        "the index was not made"
    );
}

#[tokio::test]
async fn a_workspace_moves_from_the_file_to_the_server_and_nothing_is_lost() {
    moved(Backend::Sqlite).await;
}

#[tokio::test]
async fn a_workspace_moves_from_the_server_to_the_file_and_nothing_is_lost() {
    if postgres_is_here() {
        moved(Backend::Postgres).await;
    }
}

/// A directory as the first version of the schema would have written it.
fn as_of_the_second_schema(directory: &Path) {
    let path = directory.join("manifest.json");
    let mut manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let known: Vec<String> = tables(&PLAN[..2])
        .into_iter()
        .map(|table| table.name)
        .collect();
    manifest["schema"] = json!(2);
    let kept = manifest["tables"].as_array_mut().unwrap();
    kept.retain(|table| known.iter().any(|name| table["name"] == **name));
    assert!(kept.len() >= 3);
    std::fs::write(&path, manifest.to_string()).unwrap();
}

#[tokio::test]
async fn a_directory_of_an_older_schema_is_brought_up_on_the_way() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let home = tempfile::tempdir().unwrap();
        let (dir, scratch) = (home.path().join("dir"), home.path().join("scratch"));
        export(
            &app.app.db,
            &app.app.files,
            Load::Workspace(app.workspace),
            &dir,
            now(),
        )
        .await
        .unwrap();
        as_of_the_second_schema(&dir);
        for backend in [Backend::Sqlite, other(Backend::Sqlite)] {
            let (target, files) = (Owned::new(backend).await, Files::memory());
            import(&target.db, &files, &dir, Target::Added, &scratch)
                .await
                .unwrap();
            assert!(!scratch.exists());
            let there = TestApp::over(target, files);
            there
                .client(&khoi.token)
                .get("/api/v1/parties")
                .await
                .expect(200);
        }
    })
    .await;
}

#[test]
fn somebody_decided_for_every_table_how_it_travels() {
    let undecided: Vec<String> = tables(PLAN)
        .into_iter()
        .filter(|table| travels(table).is_none())
        .map(|table| table.name)
        .collect();
    assert!(
        undecided.is_empty(),
        "say in quen_store::portable::travels how these travel: {undecided:?}"
    );
    for table in tables(PLAN) {
        if let Some(Travels::Never(reason) | Travels::InBackupOnly(reason)) = travels(&table) {
            assert!(reason.len() > 10, "{}", table.name);
        }
        assert!(
            !table.key.is_empty() && table.key.iter().all(|key| table.has(key)),
            "{table:?}"
        );
    }
}

#[tokio::test]
async fn the_list_of_tables_is_what_the_database_holds() {
    on_both(|app| async move {
        let here = schema(&app.app.db).await;
        let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for table in tables(PLAN)
            .into_iter()
            .filter(|table| !table.local || here.contains_key(&table.name))
        {
            listed.insert(
                table.name,
                table
                    .columns
                    .into_iter()
                    .map(|column| column.name)
                    .collect(),
            );
        }
        assert_eq!(listed, here);
    })
    .await;
}

/// Tables and their columns as the database itself says, but for the record of migrations.
async fn schema(db: &Db) -> BTreeMap<String, BTreeSet<String>> {
    let query = match db.kind() {
        DbKind::Sqlite => {
            "SELECT l.name, c.name FROM pragma_table_list AS l JOIN pragma_table_info(l.name) AS c
             WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite_%'"
        }
        DbKind::Postgres => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = current_schema()"
        }
    };
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let pairs: Vec<(String, String)> = db.read_global().all(sql(query)).await.unwrap();
    for (table, column) in pairs
        .into_iter()
        .filter(|(table, _)| table != "schema_migrations")
    {
        found.entry(table).or_default().insert(column);
    }
    found
}

#[tokio::test]
async fn a_damaged_newer_or_repeated_import_changes_nothing() {
    on_both(|app| async move {
        fill(&app).await;
        let home = tempfile::tempdir().unwrap();
        let (dir, scratch) = (home.path().join("dir"), home.path().join("scratch"));
        let (db, files) = (&app.app.db, &app.app.files);
        export(db, files, Load::Workspace(app.workspace), &dir, now())
            .await
            .unwrap();
        let repeated = import(db, files, &dir, Target::Added, &scratch).await;
        assert!(matches!(repeated, Err(Refusal::AlreadyHere(slug)) if slug == "gio"));
        let again = export(db, files, Load::Workspace(app.workspace), &dir, now()).await;
        assert!(matches!(again, Err(Refusal::Exists(_))));
        let fresh = Owned::new(Backend::Sqlite).await;
        let events = dir.join("tables/events.jsonl");
        let whole = std::fs::read_to_string(&events).unwrap();
        for (damage, reason) in [
            (
                whole.lines().next().unwrap().to_owned() + "\n",
                "instead of",
            ),
            (whole.replacen("\"at\"", "\"ta\"", 1), "line 1: at"),
        ] {
            std::fs::write(&events, damage).unwrap();
            let refused = import(&fresh.db, files, &dir, Target::Added, &scratch)
                .await
                .unwrap_err()
                .to_string();
            assert!(refused.contains(reason), "{refused}");
        }
        std::fs::write(&events, &whole).unwrap();
        let manifest = dir.join("manifest.json");
        let text = std::fs::read_to_string(&manifest).unwrap();
        std::fs::write(
            &manifest,
            text.replacen(&format!("\"schema\": {}", PLAN.len()), "\"schema\": 999", 1),
        )
        .unwrap();
        let newer = import(&fresh.db, files, &dir, Target::Added, &scratch).await;
        assert!(
            matches!(newer, Err(Refusal::Newer { found: 999, .. })),
            "{newer:?}"
        );
        assert_eq!(people(&fresh.db).await, 0, "a refused import left rows");
    })
    .await;
}

async fn people(db: &Db) -> i64 {
    let query = sql("SELECT (SELECT COUNT(*) FROM users) + (SELECT COUNT(*) FROM workspaces)");
    let (count,): (i64,) = db.read_global().one(query).await.unwrap();
    count
}

#[tokio::test]
async fn somebody_who_is_here_already_keeps_the_id_and_the_password() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let made = khoi
            .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await
            .expect(201);
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("dir");
        export(
            &app.app.db,
            &app.app.files,
            Load::Workspace(app.workspace),
            &dir,
            now(),
        )
        .await
        .unwrap();
        // Another workspace where Khôi has been under another id.
        let there =
            TestApp::over(Owned::new(Backend::Sqlite).await, Files::memory()).with_ids_from(99);
        there.workspace("den").await;
        let before = there
            .colleague_in("den", "Khôi", quen_core::access::Role::Owner)
            .await;
        import(
            &there.app.db,
            &there.app.files,
            &dir,
            Target::Added,
            &home.path().join("scratch"),
        )
        .await
        .unwrap();
        before.get("/api/v1/parties").await.expect(200);
        let khoi = there
            .colleague_in("gio", "Khôi", quen_core::access::Role::Owner)
            .await;
        let found = khoi
            .get(&format!("/api/v1/parties/{}", made["id"].as_str().unwrap()))
            .await
            .expect(200);
        assert_eq!(found["name"], "Nguyễn Văn An");
        let query =
            sql("SELECT id, user_id FROM events WHERE workspace_id = $1").bind(app.workspace);
        let authors: Vec<(Uuid, Option<Uuid>)> =
            there.app.db.read(app.workspace).all(query).await.unwrap();
        let id = quen_store::accounts::users::by_email(&there.app.db, "khoi@gio.vn")
            .await
            .unwrap()
            .unwrap()
            .id;
        assert!(
            authors
                .iter()
                .all(|(_, author)| author.is_none_or(|author| author == id)),
            "{authors:?}"
        );
    })
    .await;
}
