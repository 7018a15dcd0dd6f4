//! What a record lives through: its form, somebody quicker, its history and the way back, what hangs on it, the bin.

use quen_testkit::on_both;
use serde_json::json;

use super::{machine, page, workshop};

#[tokio::test]
async fn its_form_refuses_at_the_field_and_shows_both_when_somebody_was_quicker() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        let typed = [
            ("name", "Máy lọc"),
            ("custom.serial", ""),
            ("custom.price", "mười"),
        ];
        let refused = browser
            .submit("/records/machines/new", "/records/machines", &typed)
            .await;
        assert!(
            refused.status == 422
                && refused.text.contains("id=\"own-serial-problem\"")
                && refused.text.contains("value=\"mười\""),
            "{}",
            refused.text
        );
        let typed = [
            ("name", "Máy lọc"),
            ("custom.serial", "F-1"),
            ("custom.price", "1tr2"),
            ("custom.due", "2026-05-01"),
        ];
        let made = browser
            .submit("/records/machines/new", "/records/machines", &typed)
            .await;
        assert_eq!(made.status, 303, "{}", made.text);
        let found = khoi.get("/api/v1/machines?q=loc").await.expect(200)["data"][0].clone();
        assert_eq!(found["custom"]["price"]["amount"], 1_200_000);
        let place = format!("/records/machines/{}", ids[0]);
        khoi.patch(
            &format!("/api/v1/machines/{}", ids[0]),
            json!({ "name": "Máy của Lan" }),
        )
        .await
        .expect(200);
        let late = browser
            .submit(
                &place,
                &place,
                &[
                    ("name", "Máy của tôi"),
                    ("custom.serial", "x"),
                    ("version", "1"),
                ],
            )
            .await;
        assert!(
            matches!(late.status, 409 | 412),
            "{} {}",
            late.status,
            late.text
        );
        assert!(
            page(&browser, &format!("/lists/machines/records/{}", ids[0]))
                .await
                .contains("Máy của Lan"),
            "nothing was lost"
        );
    })
    .await;
}

#[tokio::test]
async fn every_change_is_told_and_put_back() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        let api = format!("/api/v1/machines/{}", ids[0]);
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "Quán Gió" }))
            .await
            .expect(201);
        khoi.patch(
            &api,
            json!({ "party_id": party["id"], "custom": { "price": 80_000_000, "state": "worn" } }),
        )
        .await
        .expect(200);
        let home = format!("/lists/machines/records/{}", ids[0]);
        let history = page(&browser, &format!("{home}/history")).await;
        for told in [
            "Khôi",
            "qua API",
            "Giá mua",
            "90.000.000",
            "80.000.000",
            "Quán Gió",
            "Lấy lại bản cũ",
        ] {
            assert!(history.contains(told), "{told}: {history}");
        }
        let change = history
            .rsplit("/history/")
            .next()
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let form = [("field", "custom.price"), ("version", "2")];
        let back = browser
            .submit(&home, &format!("{home}/history/{change}"), &form)
            .await;
        assert_eq!(back.status, 303, "{}", back.text);
        let now = khoi.get(&api).await.expect(200);
        assert_eq!(
            (&now["custom"]["price"]["amount"], &now["custom"]["state"]),
            (&json!(90_000_000), &json!("worn")),
            "one field alone"
        );
        let stale = browser
            .submit(&home, &format!("{home}/history/{change}"), &form)
            .await;
        assert!(matches!(stale.status, 409 | 412), "{}", stale.status);
        let told = khoi.get(&format!("{api}/history")).await.expect(200);
        let first = told["data"]
            .as_array()
            .unwrap()
            .iter()
            .find(|change| change["personal"].get("custom.state").is_some())
            .unwrap();
        let body = json!({ "change": first["id"], "field": "custom.state" });
        assert_eq!(
            khoi.post(&format!("{api}/reversals"), body.clone())
                .await
                .expect(200)["custom"]["state"],
            "new"
        );
        khoi.post(&format!("/api/v1/machines/{}/reversals", ids[1]), body)
            .await
            .expect(404);
        khoi.post(&format!("{api}/reversals"), json!({ "field": "name" }))
            .await
            .expect(422);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_hangs_on_it_is_named_before_it_goes_to_the_bin_and_it_comes_back() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        let visits = json!({ "name": "visits", "one_vi": "Lần bảo trì", "icon": "tool" });
        khoi.post("/api/v1/kinds", visits).await.expect(201);
        let of = json!({ "noun": "visits", "name": "machine", "label_vi": "Máy", "type": "reference", "target": "machines" });
        khoi.post("/api/v1/fields", of).await.expect(201);
        for name in ["Thay gioăng", "Rửa lò hơi"] {
            let body = json!({ "name": name, "custom": { "machine": ids[0] } });
            khoi.post("/api/v1/visits", body).await.expect(201);
        }
        let home = format!("/lists/machines/records/{}", ids[0]);
        let ask = page(&browser, &format!("{home}/deletion")).await;
        assert!(ask.contains("2 lần bảo trì") && ask.contains("Thùng rác") | ask.contains("thùng rác"), "{ask}");
        let other = page(&browser, &format!("/lists/machines/records/{}/deletion", ids[1])).await;
        assert!(!other.contains("lần bảo trì"), "{other}");
        assert_eq!(browser.submit(&home, &format!("{home}/deletion"), &[]).await.status, 303);
        let gone = browser.open(&home).await;
        assert!(gone.status == 410 && gone.text.contains("đang ở thùng rác"), "{} {}", gone.status, gone.text);
        assert!(page(&browser, "/bin?kind=machines").await.contains("Máy hai họng"));
        let lan = app.browser("Lan", quen_core::Role::Viewer).await;
        assert_eq!(lan.submit("/today", &format!("{home}/restoration"), &[]).await.status, 403);
        assert_eq!(browser.submit("/bin?kind=machines", &format!("/bin/machines/{}/restoration", ids[0]), &[]).await.status, 303);
        assert!(page(&browser, &home).await.contains("Máy hai họng"));
        app.workspace("khac").await;
        let stranger = app.colleague_in("khac", "Minh", quen_core::Role::Owner).await;
        stranger.get(&format!("/api/v1/machines/{}", ids[0])).await.expect(404);
        machine(&khoi, "Máy sấy", json!({ "serial": "S-1" })).await;
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_not_filled_in_is_counted_and_leads_to_the_list() {
    on_both(|app| async move {
        let (khoi, browser, _) = workshop(&app).await;
        machine(&khoi, "Máy lạ", json!({ "serial": "?" })).await;
        let told = quen_service::dispatch::run(
            app.ctx("Khôi").await,
            "quality.gaps",
            json!({ "kind": "machines" }),
        )
        .await
        .unwrap();
        let gap = |field: &str| {
            told["gaps"]
                .as_array()
                .unwrap()
                .iter()
                .find(|gap| gap["field"] == field)
                .map(|gap| gap["count"].clone())
        };
        assert_eq!(
            (
                gap("custom.price"),
                gap("custom.keeper"),
                gap("custom.serial")
            ),
            (Some(json!(1)), Some(json!(4)), None),
            "{told}"
        );
        assert!(
            told["complete"].as_u64().is_some_and(|share| share < 100),
            "{told}"
        );
        let shown = page(&browser, "/quality/kinds/machines").await;
        assert!(
            shown.contains("Giá mua") && shown.contains("/records/machines?filter="),
            "{shown}"
        );
        assert_eq!(browser.open("/quality/kinds/rockets").await.status, 404);
        app.work().await;
    })
    .await;
}
