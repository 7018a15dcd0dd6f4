//! Its list: columns, several sorts, nested conditions, groups, board, calendar, views, changes of many, before and after, peek.

use quen_testkit::on_both;
use serde_json::json;

use super::{encoded, machine, page, workshop};

#[tokio::test]
async fn it_is_listed_sorted_filtered_grouped_and_laid_out() {
    on_both(|app| async move {
        let (khoi, browser, _) = workshop(&app).await;
        let list = page(&browser, "/records/machines").await;
        for shown in ["Máy pha", "Số máy", "Tình trạng", "Hạn bảo trì", "Giá mua", "Máy xay", "/lists/machines/filters", "/imports/new?kind=machines", "/records/machines/export"] {
            assert!(list.contains(shown), "{shown}: {list}");
        }
        let places = |text: &str, names: [&str; 3]| names.map(|name| text.find(&format!(">{name}</a>")).unwrap_or(usize::MAX));
        let sorted = page(&browser, "/records/machines?sort=custom.state,-name&columns=name:240,custom.price").await;
        let [two, one, mill] = places(&sorted, ["Máy hai họng", "Máy một họng", "Máy xay"]);
        assert!(two < mill && mill < one, "state first, then the name downwards: {sorted}");
        assert!(!sorted.contains("12/03/2026"), "only the chosen columns");
        assert!(list.contains("145 tr") || list.contains("145\u{a0}tr"), "what they cost together, at the foot: {list}");
        let nested = json!({ "all": [{ "any": [
            { "field": "custom.state", "op": "in", "value": ["new"] },
            { "not": { "field": "custom.price", "op": "ge", "value": { "amount": 20_000_000, "currency": "VND" } } },
        ] }] });
        let found = page(&browser, &format!("/records/machines?filter={}", encoded(&nested.to_string()))).await;
        assert!(found.contains("Máy hai họng") && found.contains("Máy xay") && !found.contains("Máy một họng"), "{found}");
        let editor = page(&browser, &format!("/lists/machines/conditions?filter={}", encoded(&nested.to_string()))).await;
        assert!(editor.contains("Tình trạng") && editor.contains("/lists/machines/conditions"), "{editor}");
        let groups = page(&browser, "/records/machines?layout=table&by=custom.state").await;
        assert_eq!(groups.matches("group-head").count(), 2, "{groups}");
        let board = page(&browser, "/records/machines?layout=board&by=custom.state").await;
        assert!(board.contains("id=\"lane-worn\"") && board.contains("/lists/machines/board/"), "{board}");
        let month = page(&browser, "/records/machines?layout=calendar&by=custom.due&month=2026-03").await;
        assert!(month.contains("Máy hai họng") && month.contains("Máy một họng"), "{month}");
        let later = page(&browser, "/records/machines?layout=calendar&by=custom.due&month=2026-06").await;
        assert!(!later.contains("Máy hai họng") && !later.contains("Máy xay"), "{later}");
        let other = page(&browser, "/records/machines?q=xay").await;
        assert!(other.contains("Máy xay") && !other.contains("Máy hai họng"), "{other}");
        let counted = khoi.get("/api/v1/machines?count=true&sort=-custom.price").await.expect(200);
        assert_eq!((&counted["count"], &counted["data"][0]["name"]), (&json!(3), &json!("Máy hai họng")));
        assert_eq!(browser.open("/records/machines?sort=custom.nothing").await.status, 422);
        assert_eq!(browser.open("/lists/machines/records/x").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn its_views_are_kept_shared_and_outlive_a_field() {
    on_both(|app| async move {
        let (khoi, browser, _) = workshop(&app).await;
        let condition =
            json!({ "all": [{ "field": "custom.state", "op": "in", "value": ["worn"] }] })
                .to_string();
        let at = format!("/records/machines?filter={}", encoded(&condition));
        let kept = browser
            .submit(
                &at,
                "/lists/machines/views",
                &[
                    ("name", "Máy cũ"),
                    ("shared", "yes"),
                    ("filter", &condition),
                ],
            )
            .await;
        assert_eq!(kept.status, 303, "{}", kept.text);
        let place = kept.header("location").unwrap().to_owned();
        assert!(place.starts_with("/records/machines?view="), "{place}");
        let shown = page(&browser, &place).await;
        assert!(
            shown.contains("Máy cũ")
                && shown.contains("Máy xay")
                && !shown.contains(">Máy hai họng<"),
            "{shown}"
        );
        let lan = app.browser("Lan", quen_core::Role::Member).await;
        assert!(
            page(&lan, &place).await.contains("Máy xay"),
            "a colleague sees it"
        );
        let fields = khoi.get("/api/v1/fields?limit=200").await.expect(200);
        let state = fields["data"]
            .as_array()
            .unwrap()
            .iter()
            .find(|field| field["name"] == "state")
            .unwrap()["id"]
            .clone();
        khoi.delete(&format!("/api/v1/fields/{}", state.as_str().unwrap()))
            .await
            .expect(204);
        app.work().await;
        let broken = page(&browser, &place).await;
        assert!(
            broken.contains("Có điều kiện không dùng được nữa") && !broken.contains(">Máy xay<"),
            "{broken}"
        );
    })
    .await;
}

#[tokio::test]
async fn cells_cards_and_many_at_once_are_changed_and_taken_back() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        let cell = format!("/lists/machines/cells/{}/custom.serial", ids[0]);
        assert!(
            page(&browser, &format!("{cell}?edit=1"))
                .await
                .contains("Máy hai họng")
        );
        assert_eq!(
            browser
                .submit(&cell, &cell, &[("value", "LM-1"), ("version", "1")])
                .await
                .status,
            303
        );
        let late = browser
            .submit(&cell, &cell, &[("value", "LM-2"), ("version", "1")])
            .await;
        assert!(
            late.status == 409 && late.text.contains("LM-1") && late.text.contains("LM-2"),
            "both are shown: {}",
            late.text
        );
        assert_eq!(
            browser
                .submit(&cell, &cell, &[("value", ""), ("version", "2")])
                .await
                .status,
            422,
            "the number must be there"
        );
        let body = json!({ "act": { "set": { "custom.state": "worn" } }, "all": true });
        let bulk = khoi.post("/api/v1/machines/bulks", body).await.expect(200);
        assert_eq!(
            (&bulk["kind"], &bulk["done"], &bulk["failed"]),
            (&json!("machines"), &json!(3), &json!(0))
        );
        let states = || async {
            let all = khoi.get("/api/v1/machines?sort=name").await.expect(200);
            all["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["custom"]["state"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(states().await, ["worn", "worn", "worn"]);
        let place = format!("/lists/machines/bulks/{}", bulk["id"].as_str().unwrap());
        assert_eq!(
            browser
                .submit("/records/machines", &format!("{place}/undo"), &[])
                .await
                .status,
            303
        );
        assert_eq!(states().await, ["new", "worn", "worn"]);
        let ask = browser
            .submit(
                "/records/machines",
                "/lists/machines/bulk/set",
                &[("id", &ids[1]), ("field", "custom.price")],
            )
            .await;
        assert!(
            ask.status == 200 && ask.text.contains("Giá mua"),
            "{}",
            ask.text
        );
        let done = browser
            .submit(
                "/records/machines",
                "/lists/machines/bulks",
                &[("id", &ids[1]), ("act", "delete")],
            )
            .await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert!(
            !page(&browser, "/records/machines")
                .await
                .contains(">Máy một họng<")
        );
        let file = browser
            .submit(
                "/records/machines",
                "/records/machines/export",
                &[("id", &ids[2]), ("format", "csv")],
            )
            .await;
        assert!(
            file.status == 200 && file.text.contains("Máy xay") && !file.text.contains("LM-1"),
            "picked rows alone: {}",
            file.text
        );
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn its_records_are_walked_peeked_at_found_and_reached_from_the_palette() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        machine(
            &khoi,
            "Máy rang",
            json!({ "serial": "R-1", "state": "new" }),
        )
        .await;
        let opened = browser.open("/records/machines?sort=name").await;
        assert!(
            opened
                .header("set-cookie")
                .is_some_and(|cookie| cookie.contains("list=")),
            "the list goes along"
        );
        let steps = browser
            .open(&format!("/lists/machines/neighbours/{}", ids[1]))
            .await;
        assert_eq!(steps.status, 200);
        let peek = page(&browser, &format!("/lists/machines/records/{}", ids[0])).await;
        for shown in [
            "Máy hai họng",
            "Số máy",
            "90.000.000",
            "/history",
            "/deletion",
            &format!("/records/machines/{}", ids[0]),
        ] {
            assert!(peek.contains(shown), "{shown}: {peek}");
        }
        assert!(
            page(&browser, "/today")
                .await
                .contains("href=\"/records/machines\""),
            "it stands in the navigation"
        );
        let found = khoi.get("/api/v1/search?q=hai%20hong").await.expect(200);
        assert_eq!(
            (&found["others"][0]["kind"], &found["others"][0]["id"]),
            (&json!("machines"), &json!(ids[0])),
            "{found}"
        );
        let palette = page(&browser, "/find?q=rang").await;
        assert!(
            palette.contains("Máy rang") && palette.contains("Máy pha"),
            "{palette}"
        );
    })
    .await;
}
