//! Files read in: what becomes of each row, twice the same, undone.

mod answers;
mod command;
mod encodings;
mod formulas;
mod mending;
mod orders;
pub mod pages;
mod paying;
mod random;
mod restart;
mod strange;

use quen_core::Role;
use quen_documents::tables::{Source, Wishes};
use quen_service::Ctx;
use quen_service::imports::{self, Options, Report};
use quen_testkit::{TestApp, on_both};
use serde_json::{Value, json};

pub fn source(bytes: impl Into<Vec<u8>>) -> Source {
    Source::Bytes(bytes.into().into())
}

async fn options(ctx: &Ctx, kind: &str, file: &str) -> Options {
    let what = imports::what(ctx, kind).unwrap();
    imports::inspect_file(source(file), &what, Wishes::default(), true)
        .await
        .unwrap()
        .options()
}

pub async fn read_in(ctx: &Ctx, kind: &str, file: &str) -> Report {
    let options = options(ctx, kind, file).await;
    imports::run_file(ctx, kind, "tep.csv", source(file), &options, false)
        .await
        .unwrap()
}

pub fn counts(report: &Report) -> (i64, i64, i64, i64, i64) {
    (
        report.rows,
        report.created,
        report.updated,
        report.skipped,
        report.failed,
    )
}

/// What was refused: row, column, code.
pub fn wrong(report: &Report) -> Vec<(i64, &str, &str)> {
    let errors = report.errors.iter();
    errors
        .map(|error| (error.row, error.column.as_str(), error.code.as_str()))
        .collect()
}

/// Every party without what changes with each write.
async fn parties(app: &TestApp) -> Vec<Value> {
    let khoi = app.owner("Khôi").await;
    let mut all = khoi
        .get("/api/v1/parties?limit=200&sort=name")
        .await
        .expect(200)["data"]
        .as_array()
        .unwrap()
        .clone();
    for party in &mut all {
        party.as_object_mut().unwrap().remove("version");
    }
    all
}

pub(super) const CUSTOMERS: &str = "Mã KH,Họ và tên,SĐT,Email,Ngày sinh,Địa chỉ,Tỉnh/TP,Nhóm khách hàng,Công nợ,Ghi chú\n\
    KH1,Nguyễn Thị Hồng Ngọc,905218467,ngoc@gio.vn,24/11/1988,12 Lê Lợi,Đà Nẵng,VIP; sỉ,1.250.000,thích rang vừa\n\
    KH2,Công ty TNHH Sương Mai,0236 3822 123 / 0912345678,,,,,,,\n\
    ,Lê Gia Hân,,han@gio.vn,,,,,,\n\
    ,Không số nào,,,,,,,,\n\
    KH5,Sai số,12345,,,,,,,\n\
    ,,0905111222,,,,,,,\n";

#[tokio::test]
async fn customers_are_read_as_people_write_them() {
    on_both(|app| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let report = read_in(&ctx, "parties", CUSTOMERS).await;
        assert_eq!(counts(&report), (6, 4, 0, 0, 2), "{report:?}");
        assert_eq!(
            wrong(&report),
            [(6, "SĐT", "bad-phone"), (7, "Họ và tên", "required")]
        );
        let khoi = app.owner("Khôi").await;
        let found = khoi.get("/api/v1/parties?q=hong%20ngoc").await.expect(200)["data"][0].clone();
        assert_eq!(found["phones"][0]["value"], "+84905218467");
        assert_eq!(
            (&found["code"], &found["tags"]),
            (&json!("KH1"), &json!(["VIP", "sỉ"]))
        );
        assert_eq!(found["address"]["raw"], "12 Lê Lợi, Đà Nẵng");
        assert_eq!(
            found["birthday"],
            json!({ "calendar": "solar", "year": 1988, "month": 11, "day": 24, "leap": false })
        );
        assert_eq!(found["custom"]["debt"], "1.250.000");
        let firm = khoi.get("/api/v1/parties?q=suong%20mai").await.expect(200)["data"][0].clone();
        assert_eq!(
            (&firm["kind"], firm["phones"].as_array().unwrap().len()),
            (&json!("organization"), 2)
        );
        assert_eq!(
            khoi.get("/api/v1/parties?q=218467").await.expect(200)["data"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn the_same_file_a_second_time_changes_nothing() {
    on_both(|app| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        // The third row is the first one again, with another name: it must not swing back and forth.
        let file = format!("{CUSTOMERS}KH1,Ngọc Nguyễn,,,,,,,,\n");
        let first = read_in(&ctx, "parties", &file).await;
        assert_eq!((first.created, first.failed), (4, 2));
        let before = parties(&app).await;
        let versions = versions(&app).await;
        let second = read_in(&ctx, "parties", &file).await;
        assert_eq!(counts(&second), (7, 0, 0, 5, 2));
        assert_eq!(parties(&app).await, before);
        assert_eq!(self::versions(&app).await, versions);
    })
    .await;
}

async fn versions(app: &TestApp) -> Vec<i64> {
    let khoi = app.owner("Khôi").await;
    let all = khoi
        .get("/api/v1/parties?limit=200&sort=name")
        .await
        .expect(200);
    all["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|party| party["version"].as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn undo_restores_exactly_and_keeps_what_somebody_changed_since() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let old = json!({ "name": "Ngọc", "code": "KH1", "phones": ["0905218467"], "tags": ["cũ"], "note": "x" });
        khoi.post("/api/v1/parties", old).await.expect(201);
        let before = parties(&app).await;
        let report = read_in(&ctx, "parties", CUSTOMERS).await;
        assert_eq!((report.created, report.updated), (3, 1));
        let id = report.import_id.unwrap();
        let han = khoi.get("/api/v1/parties?q=han%20gio").await.expect(200)["data"][0]["id"].as_str().unwrap().to_owned();
        khoi.patch(&format!("/api/v1/parties/{han}"), json!({ "note": "gọi rồi" })).await.expect(200);
        let undone = imports::undo(&ctx, id, false).await.unwrap();
        assert_eq!((undone.removed, undone.restored, undone.kept_count), (2, 1, 1));
        assert_eq!(undone.kept[0].name, "Lê Gia Hân");
        let twice = imports::undo(&ctx, id, false).await.unwrap_err();
        assert_eq!(twice.code(), "import-undone");
        let forced = imports::undo(&ctx, id, true).await.unwrap();
        assert_eq!((forced.removed, forced.kept_count), (1, 0));
        assert_eq!(parties(&app).await, before, "as before the import");
        assert_eq!(khoi.get("/api/v1/parties?q=suong").await.expect(200)["data"], json!([]));
        assert_eq!(imports::undo(&ctx, id, true).await.unwrap_err().code(), "import-undone");
        let again = read_in(&ctx, "parties", CUSTOMERS).await;
        assert_eq!((again.created, again.updated), (3, 1), "what was undone can be read in again");
    })
    .await;
}

#[tokio::test]
async fn a_rehearsal_counts_and_writes_nothing() {
    on_both(|app| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let options = options(&ctx, "parties", CUSTOMERS).await;
        let report = imports::run_file(
            &ctx,
            "parties",
            "tep.csv",
            source(CUSTOMERS),
            &options,
            true,
        )
        .await
        .unwrap();
        assert_eq!((counts(&report), report.import_id), ((6, 4, 0, 0, 2), None));
        assert!(parties(&app).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn many_at_once_are_exactly_what_one_at_a_time_gives() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        read_in(&ctx, "parties", CUSTOMERS).await;
        let imported = khoi.get("/api/v1/parties?q=hong%20ngoc").await.expect(200)["data"][0].clone();
        app.workspace("khac").await;
        let lan = app.colleague_in("khac", "Lan", Role::Owner).await;
        let mut values = imported.as_object().unwrap().clone();
        values.retain(|key, value| ["kind", "name", "code", "phones", "emails", "birthday", "address", "tags", "roles", "note", "custom"].contains(&key.as_str()) && !value.is_null());
        let typed = lan.post("/api/v1/parties", Value::Object(values)).await.expect(201);
        for (key, value) in imported.as_object().unwrap() {
            if !["id", "owner_id", "created_at", "updated_at"].contains(&key.as_str()) {
                assert_eq!(*value, typed[key], "{key}");
            }
        }
        for question in ["ngoc%20gio", "KH1", "218467", "0905", "vip"] {
            for who in [&khoi, &lan] {
                let found = who.get(&format!("/api/v1/parties?q={question}")).await.expect(200);
                assert_eq!(found["data"].as_array().unwrap().len(), 1, "{question}");
            }
        }
        let tag = "%7B%22all%22%3A%5B%7B%22field%22%3A%22tags%22%2C%22op%22%3A%22in%22%2C%22value%22%3A%5B%22VIP%22%5D%7D%5D%7D";
        assert_eq!(khoi.get(&format!("/api/v1/parties?filter={tag}")).await.expect(200)["data"].as_array().unwrap().len(), 1);
    })
    .await;
}
