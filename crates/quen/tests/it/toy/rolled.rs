//! Roll-ups that stand on it, over records that name it by a reference of the workspace's own: made in the settings page, kept by
//! every write, shown, found, sorted by and written out like any field.

use quen_testkit::on_both;
use serde_json::{Value, json};

use super::{encoded, page, workshop};

#[tokio::test]
async fn it_counts_the_tasks_that_name_it_and_knows_the_next_one() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        let none = page(&browser, "/settings/fields/new?noun=machines&type=rollup").await;
        assert!(!none.contains("of=tasks"), "nothing names it yet: {none}");
        let machine = json!({ "noun": "tasks", "name": "machine", "label_vi": "Máy", "type": "reference", "target": "machines" });
        khoi.post("/api/v1/fields", machine).await.expect(201);
        let choice = page(&browser, "/settings/fields/new?noun=machines&type=rollup").await;
        let form = "/settings/fields/new?noun=machines&amp;type=rollup&amp;of=tasks&amp;via=custom.machine";
        assert!(choice.contains(form) && !choice.contains("of=orders"), "only what names it is offered: {choice}");
        let form = form.replace("&amp;", "&");
        let drawn = page(&browser, &form).await;
        assert!(drawn.contains("value=\"due_on\"") && !drawn.contains("value=\"total\""), "fields of tasks alone: {drawn}");
        let both = [("noun", "machines"), ("type", "rollup"), ("rollup_of", "tasks"), ("rollup_via", "custom.machine")];
        let open = [("rolled_field", "done"), ("rolled_op", "eq"), ("rolled_value", "no")];
        let is_open = drawn.contains("value=\"done\"");
        let count = [("name", "jobs"), ("label_vi", "Số việc"), ("rollup_function", "count"), ("listed", "yes"), ("filterable", "yes")];
        let first = [("name", "next"), ("label_vi", "Việc tới"), ("rollup_function", "min"), ("rollup_field", "due_on"), ("filterable", "yes")];
        let mut counted: Vec<(&str, &str)> = both.into_iter().chain(count).collect();
        if is_open {
            counted.extend(open);
        }
        let earliest: Vec<(&str, &str)> = both.into_iter().chain(first).collect();
        for sent in [counted, earliest] {
            let saved = browser.submit(&form, "/settings/fields", &sent).await;
            assert_eq!(saved.status, 303, "{}", saved.text);
        }
        app.work().await;
        let task = |title: &str, machine: &str, due: &str| json!({ "title": title, "due_on": due, "custom": { "machine": machine } });
        let wash = khoi.post("/api/v1/tasks", task("Rửa", &ids[0], "2026-04-10")).await.expect(201);
        khoi.post("/api/v1/tasks", task("Thay gioăng", &ids[0], "2026-04-01")).await.expect(201);
        khoi.post("/api/v1/tasks", task("Mài dao", &ids[2], "2026-04-05")).await.expect(201);
        let custom = async |id: &str| -> Value {
            khoi.get(&format!("/api/v1/machines/{id}")).await.expect(200)["custom"].clone()
        };
        let first = custom(&ids[0]).await;
        assert_eq!((&first["jobs"], &first["next"]), (&json!(2), &json!("2026-04-01")), "{first}");
        assert_eq!(custom(&ids[1]).await["jobs"], 0, "a machine nobody has work with");
        let wash = format!("/api/v1/tasks/{}", wash["id"].as_str().unwrap());
        khoi.patch(&wash, json!({ "custom": { "machine": ids[1] } })).await.expect(200);
        assert_eq!((custom(&ids[0]).await["jobs"].clone(), custom(&ids[1]).await["jobs"].clone()), (json!(1), json!(1)));
        khoi.delete(&wash).await.expect(204);
        assert_eq!(custom(&ids[1]).await["jobs"], 0);
        let busy = json!({ "field": "custom.jobs", "op": "ge", "value": 1 }).to_string();
        let found = khoi.get(&format!("/api/v1/machines?sort=-custom.next&filter={}", encoded(&busy))).await.expect(200);
        let names: Vec<&str> = found["data"].as_array().unwrap().iter().filter_map(|row| row["name"].as_str()).collect();
        assert_eq!(names, ["Máy xay", "Máy hai họng"]);
        let list = page(&browser, "/records/machines?columns=name,custom.jobs,custom.next").await;
        assert!(list.contains("Số việc") && list.contains("01/04/2026"), "{list}");
        let written = browser.open("/records/machines/export?format=csv&columns=name,custom.jobs").await;
        assert!(written.status < 400, "{}", written.text);
        let tasks = page(&browser, "/tasks?columns=title,custom.machine").await;
        assert!(tasks.contains("Máy xay"), "a list names what it refers to: {tasks}");
        let sheet = page(&browser, &format!("/records/machines/{}", ids[2])).await;
        assert!(sheet.contains("Số việc") && sheet.contains("05/04/2026"), "{sheet}");
        let board = page(&browser, "/records/machines?layout=board").await;
        assert!(board.contains("Máy xay") && board.contains("lane-worn"), "the first choice makes the lanes: {board}");
        let calendar = page(&browser, "/records/machines?layout=calendar&by=custom.gone").await;
        assert!(calendar.contains("<table") || calendar.contains("calendar"), "{calendar}");
        let refused = khoi.patch(&format!("/api/v1/machines/{}", ids[0]), json!({ "custom": { "jobs": 9 } })).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], "read-only");
        app.work().await;
    })
    .await;
}
