//! The second wall: what a query that forgets the workspace may see or write. On PostgreSQL alone; on SQLite the
//! condition in the query is the one wall there is.

use std::collections::BTreeSet;

use quen_core::access::Role;
use quen_store::db::{Db, DbError, Queries, Value, sql};
use quen_store::migrations::PLAN;
use quen_store::migrations::tables::{ColumnKind, Table, tables};
use quen_testkit::{Backend, TestApp, postgres_is_here};
use serde_json::json;
use uuid::Uuid;

/// Tables that name a workspace and stand outside the wall, because they are read before the workspace is known.
const GLOBAL: [&str; 5] = [
    "memberships",
    "sessions",
    "one_time_links",
    "tokens",
    "jobs",
];

/// Two workspaces with the same kinds of rows.
async fn two_shops() -> Option<(TestApp, Uuid)> {
    if !postgres_is_here() {
        return None;
    }
    let app = TestApp::on(Backend::Postgres).await;
    let other = app.workspace("khac").await;
    for (slug, name) in [("gio", "Khôi"), ("khac", "Lan")] {
        let somebody = app.colleague_in(slug, name, Role::Owner).await;
        let body = json!({ "name": "Nguyễn Văn An", "phones": ["0905218467"] });
        let body = Some(body.to_string().into_bytes());
        somebody
            .send(
                axum::http::Method::POST,
                "/api/v1/parties",
                &[("idempotency-key", "k")],
                body,
            )
            .await
            .expect(201);
    }
    Some((app, other))
}

fn behind_the_wall() -> Vec<Table> {
    tables(PLAN)
        .into_iter()
        .filter(|table| table.tenant)
        .collect()
}

#[tokio::test]
async fn every_table_of_a_workspace_has_the_wall() {
    let Some((app, _)) = two_shops().await else {
        return;
    };
    let db = &app.app.db;
    let named = "SELECT DISTINCT table_name::text FROM information_schema.columns WHERE column_name = 'workspace_id' AND table_schema = current_schema()";
    let named: Vec<(String,)> = db.read_global().all(sql(named)).await.unwrap();
    let walled = "SELECT p.tablename::text FROM pg_policies p JOIN pg_class c ON c.oid = p.tablename::regclass
         WHERE p.policyname = 'tenant' AND p.cmd = 'ALL' AND c.relrowsecurity AND c.relforcerowsecurity
           AND p.qual LIKE '%workspace_id = (current_setting(''app.workspace''%' AND p.with_check = p.qual";
    let walled: Vec<(String,)> = db.read_global().all(sql(walled)).await.unwrap();
    let walled: BTreeSet<String> = walled.into_iter().map(|(name,)| name).collect();
    let open: Vec<&String> = named
        .iter()
        .map(|(name,)| name)
        .filter(|name| !walled.contains(*name) && !GLOBAL.contains(&name.as_str()))
        .collect();
    assert!(
        open.is_empty(),
        "these need `-- tenant:` in their migration: {open:?}"
    );
    assert!(
        GLOBAL
            .iter()
            .all(|name| !walled.contains(*name) && named.iter().any(|(found,)| found == name)),
        "the list of open tables is out of date"
    );
    assert_eq!(walled.len(), behind_the_wall().len());
}

#[tokio::test]
async fn the_program_itself_is_bound_by_the_wall() {
    let Some((app, _)) = two_shops().await else {
        return;
    };
    let role = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user";
    let (above,): (bool,) = app.app.db.read_global().one(sql(role)).await.unwrap();
    assert!(
        !above,
        "these tests prove nothing for a role that passes every wall"
    );
}

#[tokio::test]
async fn a_query_that_forgets_the_workspace_finds_nothing_of_another() {
    let Some((app, other)) = two_shops().await else {
        return;
    };
    let db = &app.app.db;
    let mut filled = 0;
    for table in behind_the_wall() {
        let all = || sql(format!("SELECT workspace_id FROM {}", table.name));
        let own: Vec<(Uuid,)> = db.read(other).all(all()).await.unwrap();
        assert!(
            own.iter().all(|(workspace,)| *workspace == other),
            "{} shows another workspace",
            table.name
        );
        let nobody: Vec<(Uuid,)> = db.read_global().all(all()).await.unwrap();
        assert!(nobody.is_empty(), "{} shows rows to nobody", table.name);
        let asked = sql(format!(
            "SELECT workspace_id FROM {} WHERE workspace_id = $1",
            table.name
        ))
        .bind(app.workspace);
        let asked: Vec<(Uuid,)> = db.read(other).all(asked).await.unwrap();
        assert!(
            asked.is_empty(),
            "{} answers when asked for another workspace",
            table.name
        );
        filled += usize::from(!own.is_empty());
    }
    assert!(filled >= 5, "only {filled} tables had rows to hide");
}

#[tokio::test]
async fn a_change_that_forgets_the_workspace_touches_nothing_of_another() {
    let Some((app, other)) = two_shops().await else {
        return;
    };
    let db = &app.app.db;
    for table in behind_the_wall() {
        let before = count(db, app.workspace, &table).await;
        let writer = db.write(other).await.unwrap();
        let touched = writer.execute(
            sql(format!(
                "UPDATE {} SET workspace_id = workspace_id WHERE workspace_id = $1",
                table.name
            ))
            .bind(app.workspace),
        );
        assert_eq!(touched.await, Ok(0), "{}", table.name);
        let gone = writer.execute(
            sql(format!(
                "DELETE FROM {} WHERE workspace_id = $1",
                table.name
            ))
            .bind(app.workspace),
        );
        assert_eq!(gone.await, Ok(0), "{}", table.name);
        drop(writer);
        assert_eq!(
            count(db, app.workspace, &table).await,
            before,
            "{}",
            table.name
        );
    }
}

#[tokio::test]
async fn no_row_can_be_put_into_another_workspace() {
    let Some((app, other)) = two_shops().await else {
        return;
    };
    for table in behind_the_wall() {
        let columns: Vec<_> = table
            .columns
            .iter()
            .filter(|column| column.kind != ColumnKind::Serial)
            .collect();
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let mut insert = sql(format!(
            "INSERT INTO {} ({}) VALUES ",
            table.name,
            names.join(", ")
        ));
        insert.push_row(columns.iter().map(|column| {
            if column.name == "workspace_id" {
                app.workspace.into()
            } else {
                some(column.kind)
            }
        }));
        let writer = app.app.db.write(other).await.unwrap();
        let refused = writer.execute(insert).await;
        assert!(
            matches!(refused, Err(DbError::Denied(_))),
            "{}: {refused:?}",
            table.name
        );
    }
}

async fn count(db: &Db, workspace: Uuid, table: &Table) -> i64 {
    let (count,): (i64,) = db
        .read(workspace)
        .one(sql(format!("SELECT COUNT(*) FROM {}", table.name)))
        .await
        .unwrap();
    count
}

/// Any value of a kind.
fn some(kind: ColumnKind) -> Value {
    match kind {
        ColumnKind::Uuid => Uuid::from_u128(1).into(),
        ColumnKind::Instant => quen_testkit::monday_morning().into(),
        ColumnKind::Day => quen_testkit::monday_morning().date_naive().into(),
        ColumnKind::Json => json!([]).into(),
        ColumnKind::Bool => true.into(),
        ColumnKind::Int | ColumnKind::Serial => 1_i64.into(),
        ColumnKind::Float => 1.0_f64.into(),
        ColumnKind::Text => "x".into(),
        ColumnKind::Bytes => vec![1_u8].into(),
    }
}
