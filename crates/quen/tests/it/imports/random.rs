//! Whatever small file of customers is read in: a second time it changes nothing, and undone it leaves what was before.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use quen_service::imports;
use quen_testkit::{Backend, TestApp};
use serde_json::Value;

use super::read_in;

/// Few values each, so that rows meet one another.
fn row() -> impl Strategy<Value = [String; 7]> {
    let one = |words: &'static [&'static str]| prop::sample::select(words).prop_map(str::to_owned);
    (
        one(&[
            "",
            "Nguyễn Văn An",
            "nguyễn văn an",
            "Công ty TNHH Gió",
            "=1+1",
            "\"Lê, Bình\"",
        ]),
        one(&[
            "",
            "905218467",
            "0905 218 467",
            "+84912345678",
            "0912345678; 0905218467",
            "12",
        ]),
        one(&["", "an@gio.vn", "AN@gio.vn", "binh@gio.vn", "không phải"]),
        one(&["", "", "KH1", "kh1", "KH2"]),
        one(&["", "0312345678", "0312345678-001"]),
        one(&["", "VIP", "VIP; sỉ", "vip"]),
        one(&["", "thích rang vừa", "'ghi chú", "24/11"]),
    )
        .prop_map(|(a, b, c, d, e, f, g)| [a, b, c, d, e, f, g])
}

fn file(rows: &[[String; 7]]) -> String {
    let mut text = "Họ và tên,SĐT,Email,Mã KH,MST,Nhóm khách hàng,Ghi chú\n".to_owned();
    for row in rows {
        text.push_str(&row.join(","));
        text.push('\n');
    }
    text
}

/// All customers with their versions, and without.
async fn state(app: &TestApp) -> (Value, Value) {
    let khoi = app.owner("Khôi").await;
    let whole = khoi
        .get("/api/v1/parties?limit=200&sort=created_at")
        .await
        .expect(200);
    assert_eq!(whole["next_cursor"], Value::Null, "all of them");
    let mut bare = whole.clone();
    for party in bare["data"].as_array_mut().unwrap() {
        let party = party.as_object_mut().unwrap();
        party.remove("version");
        party.remove("updated_at");
    }
    (whole, bare)
}

async fn any_file(backend: Backend, cases: usize) {
    let app = TestApp::on(backend).await;
    app.owner("Khôi").await;
    let ctx = app.ctx("Khôi").await;
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let files = prop::collection::vec(row(), 1..9);
    for case in 0..cases {
        let rows = files.new_tree(&mut runner).unwrap().current();
        let text = file(&rows);
        let (_, before) = state(&app).await;
        let first = read_in(&ctx, "parties", &text).await;
        let (after, _) = state(&app).await;
        let second = read_in(&ctx, "parties", &text).await;
        assert_eq!(
            (second.created, second.updated, second.failed),
            (0, 0, first.failed),
            "case {case}: {text}\n{second:?}"
        );
        assert_eq!(state(&app).await.0, after, "case {case}: {text}");
        let nothing = imports::undo(&ctx, second.import_id.unwrap(), false).await;
        assert_eq!(nothing.unwrap_err().code(), "import-changed-nothing");
        if first.created + first.updated > 0 {
            let undone = imports::undo(&ctx, first.import_id.unwrap(), false)
                .await
                .unwrap();
            assert_eq!(undone.kept_count, 0, "case {case}: {text}\n{undone:?}");
        }
        assert_eq!(state(&app).await.1, before, "case {case}: {text}");
        if case % 3 == 0 {
            // The next file meets what this one has left.
            read_in(&ctx, "parties", &text).await;
        }
    }
}

#[tokio::test]
async fn any_file_twice_changes_nothing_and_undone_leaves_what_was() {
    any_file(Backend::Sqlite, 40).await;
    if TestApp::has_postgres() {
        any_file(Backend::Postgres, 15).await;
    }
}
