//! What is to be mended: kept with each write, filtered and sorted, counted, and mended with one act; and the bin of every
//! kind, on both databases.

mod record;

use quen_core::access::{Role, Scope};
use quen_testkit::{Browser, on_both};
use serde_json::json;

/// The token of a page.
async fn token(browser: &Browser, path: &str) -> String {
    let page = browser.open(path).await.text;
    let rest = page.split("name=\"csrf\" content=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// A form as a browser sends it.
fn encoded(fields: &[(&str, &str)], token: &str) -> Vec<u8> {
    let csrf = ("csrf", token);
    let pairs = fields.iter().chain([&csrf]);
    let pairs = pairs.map(|(name, value)| format!("{name}={}", quen_http::session::encode(value)));
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}

#[tokio::test]
async fn faults_are_kept_counted_and_mended() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let capitals = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "NGUYỄN VĂN AN", "phones": ["0905218467"] }),
            )
            .await
            .expect(201);
        assert_eq!(capitals["faults"], json!(["name_case", "no_address"]));
        assert_eq!(capitals["quality"], 82);
        khoi.post(
            "/api/v1/parties",
            json!({ "name": "Trần Thị Bình", "owner_id": null }),
        )
        .await
        .expect(201);
        let summary = khoi.get("/api/v1/quality").await.expect(200);
        let counts: Vec<(&str, i64)> = summary["faults"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| {
                (
                    line["fault"].as_str().unwrap(),
                    line["count"].as_i64().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            counts,
            [
                ("no_contact", 1),
                ("no_address", 2),
                ("no_owner", 1),
                ("name_case", 1)
            ]
        );
        assert_eq!(summary["bands"], json!([1, 0, 1]));
        let filter = json!({ "field": "faults", "op": "in", "value": ["name_case"] }).to_string();
        let filter = filter
            .replace('{', "%7B")
            .replace('}', "%7D")
            .replace('"', "%22")
            .replace('[', "%5B")
            .replace(']', "%5D");
        let list = khoi
            .get(&format!("/api/v1/parties?sort=quality&filter={filter}"))
            .await
            .expect(200);
        assert_eq!(list["data"].as_array().unwrap().len(), 1);
        let sorted = khoi.get("/api/v1/parties?sort=quality").await.expect(200);
        assert_eq!(
            sorted["data"][0]["name"], "Trần Thị Bình",
            "the worst first"
        );
        let mend = |fault: &str| {
            let (khoi, body) = (khoi.clone(), json!({ "fault": fault }));
            async move { khoi.post("/api/v1/quality/mendings", body).await }
        };
        assert_eq!(mend("name_case").await.expect(200)["mended"], 1);
        assert_eq!(mend("no_owner").await.expect(200)["mended"], 1);
        assert_eq!(
            mend("no_contact").await.expect(422)["errors"][0]["code"],
            "no-remedy"
        );
        assert_eq!(
            mend("nonsense").await.expect(422)["errors"][0]["code"],
            "bad-choice"
        );
        let path = format!("/api/v1/parties/{}", capitals["id"].as_str().unwrap());
        assert_eq!(khoi.get(&path).await.expect(200)["name"], "Nguyễn Văn An");
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = browser.open("/quality").await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Không có cách liên hệ"), "{}", page.text);
        assert_eq!(browser.open("/quality/no_address").await.status, 200);
        assert_eq!(browser.open("/quality/nonsense").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn only_what_is_in_reach_is_counted() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        khoi.post("/api/v1/parties", json!({ "name": "NGUYỄN VĂN AN" }))
            .await
            .expect(201);
        let duy = app.scoped("Duy", Scope::Own).await;
        assert_eq!(
            duy.get("/api/v1/quality").await.expect(200)["faults"],
            json!([])
        );
    })
    .await;
}

#[tokio::test]
async fn the_bin_holds_every_kind_and_gives_it_back() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi.post("/api/v1/parties", json!({ "name": "Trần Thị Bình" })).await.expect(201);
        let party = party["id"].as_str().unwrap().to_owned();
        khoi.post("/api/v1/kinds", json!({ "one_vi": "Xe", "many_vi": "Đội xe", "name": "vehicles" })).await.expect(201);
        let mut thrown = Vec::new();
        for (kind, body) in [
            ("orders", json!({ "party_id": party, "number": "A1", "lines": [{ "text": "Rang vừa", "quantity": 1, "unit_price": 1000 }] })),
            ("tasks", json!({ "party_id": party, "title": "Gọi lại chị Bình" })),
            ("interactions", json!({ "party_id": party, "kind": "note", "body": "Thích rang vừa" })),
            ("promises", json!({ "party_id": party, "text": "Giao trước thứ sáu" })),
            ("facts", json!({ "party_id": party, "topic": "preference", "statement": "Thích rang vừa" })),
            ("products", json!({ "name": "Cầu Đất" })),
            ("vehicles", json!({ "name": "Wave trắng" })),
        ] {
            let made = khoi.post(&format!("/api/v1/{kind}"), body).await.expect(201);
            let path = format!("/api/v1/{kind}/{}", made["id"].as_str().unwrap());
            khoi.delete(&path).await.expect(204);
            thrown.push((kind, path, made["id"].as_str().unwrap().to_owned()));
        }
        let browser = app.browser("Khôi", Role::Owner).await;
        for (kind, path, id) in &thrown {
            let page = browser.open(&format!("/bin?kind={kind}")).await;
            assert!(page.text.contains(id) && page.text.contains("ngày"), "{kind}: {}", page.text);
            let back = browser.submit("/bin", &format!("/bin/{kind}/{id}/restoration"), &[]).await;
            assert_eq!(back.status, 303, "{kind}");
            khoi.get(path).await.expect(200);
            khoi.delete(path).await.expect(204);
        }
        assert!(browser.open("/bin").await.text.contains("Đội xe"));
        assert_eq!(browser.open("/bin?kind=nonsense").await.status, 404);
        let ask = browser.open(&format!("/parties/{party}/deletion")).await;
        assert!(ask.text.contains("Chưa có đơn hàng"), "what lies in the bin hangs on nobody: {}", ask.text);
        khoi.delete(&format!("/api/v1/parties/{party}")).await.expect(204);
    })
    .await;
}

#[tokio::test]
async fn what_hangs_on_a_party_is_named_before_it_goes() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "Trần Thị Bình" }))
            .await
            .expect(201);
        let party = party["id"].as_str().unwrap().to_owned();
        for title in ["Gọi lại", "Gửi mẫu"] {
            khoi.post(
                "/api/v1/tasks",
                json!({ "party_id": party, "title": title }),
            )
            .await
            .expect(201);
        }
        khoi.post(
            "/api/v1/facts",
            json!({ "party_id": party, "topic": "preference", "statement": "Thích rang vừa" }),
        )
        .await
        .expect(201);
        let browser = app.browser("Khôi", Role::Owner).await;
        let ask = browser.open(&format!("/parties/{party}/deletion")).await;
        assert!(ask.text.contains("1\u{a0}điều đã biết"), "{}", ask.text);
        assert!(ask.text.contains("2\u{a0}việc"), "{}", ask.text);
        let viewer = app.browser("Lan", Role::Viewer).await;
        assert_eq!(
            viewer
                .open(&format!("/parties/{party}/deletion"))
                .await
                .status,
            403
        );
    })
    .await;
}
