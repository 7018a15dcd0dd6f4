//! Acts called by name, as `quen do` and automation call them: files that are read in, jobs, lists that are written.

use quen_core::Error;
use quen_service::{dispatch, imports};
use quen_testkit::on_both;
use serde_json::{Value, json};

const FILE: &str = "Họ tên,SĐT\nNguyễn Văn An,0905218467\nLê Bình,12\n";

#[tokio::test]
async fn a_file_is_read_in_watched_and_undone_by_name() {
    on_both(|app| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let act = |name: &'static str, input: Value| dispatch::run(ctx.clone(), name, input);
        let mut upload = imports::Upload::begin(&ctx, "parties", "a.csv")
            .await
            .unwrap();
        upload.push(FILE.as_bytes()).await.unwrap();
        let id = json!({ "id": upload.finish(&ctx).await.unwrap().id });
        let begun = act("imports.start", id.clone()).await.unwrap();
        assert_eq!(begun["state"], "waiting");
        let waiting = act("jobs.list", json!({ "state": "ready", "limit": 1 }))
            .await
            .unwrap();
        assert_eq!(waiting["data"][0]["id"], begun["job_id"]);
        assert_eq!(waiting["next_cursor"], Value::Null);
        app.work().await;
        let done = act("imports.find", id.clone()).await.unwrap();
        assert_eq!(
            (&done["state"], &done["created"]),
            (&json!("done"), &json!(1))
        );
        assert_eq!(done["errors"][0]["code"], "bad-phone");
        let listed = act("imports.list", json!({})).await.unwrap();
        assert_eq!(listed["data"][0]["id"], done["id"]);
        let written = act("exports.run", json!({ "kind": "parties", "format": "csv" }))
            .await
            .unwrap();
        assert_eq!(written["text"].as_str().unwrap().lines().count(), 2);
        act("imports.undo", id.clone()).await.unwrap();
        app.work().await;
        let undone = act("imports.find", id.clone()).await.unwrap();
        assert_eq!(undone["state"], "undone");
        let written = act("exports.run", json!({ "kind": "parties" }))
            .await
            .unwrap();
        assert_eq!(written["text"], "");
        let twice = act("imports.undo", id).await.unwrap_err();
        assert_eq!(twice.code(), "import-undone");
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_wrong_is_named() {
    on_both(|app| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        for (name, input, field, code) in [
            (
                "exports.run",
                json!({ "kind": "secrets" }),
                "kind",
                "bad-choice",
            ),
            (
                "exports.run",
                json!({ "kind": "parties", "format": "xlsx" }),
                "format",
                "bad-choice",
            ),
            ("imports.list", json!({ "limit": 0 }), "limit", "bad-number"),
            (
                "imports.list",
                json!({ "cursor": "x" }),
                "cursor",
                "bad-cursor",
            ),
            (
                "jobs.list",
                json!({ "state": "asleep" }),
                "state",
                "bad-choice",
            ),
            ("jobs.retry", json!({}), "id", "bad-reference"),
        ] {
            let Err(Error::Invalid(problems)) = dispatch::run(ctx.clone(), name, input).await
            else {
                panic!("{name}")
            };
            assert_eq!(
                (problems[0].field.as_ref(), problems[0].code),
                (field, code),
                "{name}"
            );
        }
    })
    .await;
}
