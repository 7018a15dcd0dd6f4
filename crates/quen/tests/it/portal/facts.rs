//! What the shop knows, at the customer's own door: confirmed, corrected, forgotten, told anew; never another customer's.

use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

use super::{customer, inside};

async fn known(khoi: &Client, party: &str, topic: &str, statement: &str) -> String {
    let body = json!({ "party_id": party, "topic": topic, "statement": statement });
    let made = khoi.post("/api/v1/facts", body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn now(khoi: &Client, id: &str) -> Value {
    khoi.get(&format!("/api/v1/facts/{id}")).await.expect(200)
}

#[tokio::test]
async fn a_customer_answers_what_the_shop_knows() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let id = customer(&khoi).await;
        let right = known(&khoi, &id, "delivery", "Giao trước 9 giờ").await;
        let wrong = known(&khoi, &id, "packaging", "Để ở quầy <lễ tân>").await;
        let gone = known(&khoi, &id, "other", "Giao cửa sau").await;
        let ngoc = inside(&app).await;
        let page = ngoc.open("/portal").await.text;
        assert!(page.contains("Giao trước 9 giờ") && page.contains("Để ở quầy &lt;lễ tân&gt;"));
        let act = |fact: &str, what: &str| format!("/portal/facts/{fact}/{what}");
        let done = ngoc
            .submit("/portal", &act(&right, "confirmation"), &[])
            .await;
        assert_eq!(done.status, 303, "{}", done.text);
        let sheet = act(&wrong, "correction");
        assert_eq!(ngoc.open(&sheet).await.status, 200);
        let empty = ngoc.submit(&sheet, &sheet, &[("statement", " ")]).await;
        assert_eq!(empty.status, 422);
        let said = [("statement", "Giao tận tay, gọi trước")];
        assert_eq!(ngoc.submit(&sheet, &sheet, &said).await.status, 303);
        let done = ngoc.submit("/portal", &act(&gone, "withdrawal"), &[]).await;
        assert_eq!(done.status, 303);
        let said = [("statement", "Thích rang vừa")];
        assert_eq!(
            ngoc.submit("/portal", "/portal/facts", &said).await.status,
            303
        );
        assert_eq!(now(&khoi, &wrong).await["state"], "superseded");
        assert_eq!(now(&khoi, &gone).await["state"], "withdrawn");
        let page = ngoc.open("/portal").await.text;
        assert!(page.contains("Giao tận tay, gọi trước") && page.contains("Thích rang vừa"));
        assert!(!page.contains("Giao cửa sau"), "forgotten at once");
        let all = khoi.get("/api/v1/facts").await.expect(200);
        let told = all["data"]
            .as_array()
            .unwrap()
            .iter()
            .find(|fact| fact["statement"] == "Thích rang vừa");
        let told = told.unwrap();
        assert_eq!(
            (&told["source"], &told["topic"]),
            (&json!("portal"), &json!("product"))
        );
        let copy = ngoc.open("/portal/copy").await.text;
        assert!(copy.contains("Thích rang vừa"));
    })
    .await;
}

#[tokio::test]
async fn nobody_answers_for_another_customer() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        customer(&khoi).await;
        let other = khoi
            .post("/api/v1/parties", json!({ "name": "Trần Lan" }))
            .await
            .expect(201);
        let theirs = known(
            &khoi,
            other["id"].as_str().unwrap(),
            "dislikes",
            "Dị ứng sữa",
        )
        .await;
        let ngoc = inside(&app).await;
        for what in ["confirmation", "withdrawal"] {
            let path = format!("/portal/facts/{theirs}/{what}");
            assert_eq!(
                ngoc.submit("/portal", &path, &[]).await.status,
                404,
                "{what}"
            );
        }
        let sheet = format!("/portal/facts/{theirs}/correction");
        assert_eq!(ngoc.open(&sheet).await.status, 404);
        let said = [("statement", "x")];
        assert_eq!(ngoc.submit("/portal", &sheet, &said).await.status, 404);
        let made_up = ngoc
            .submit("/portal", "/portal/facts/khong/withdrawal", &[])
            .await;
        assert_eq!(made_up.status, 404);
        assert_eq!(now(&khoi, &theirs).await["state"], "current");
    })
    .await;
}

#[tokio::test]
async fn a_guess_is_asked_about_and_what_is_wrong_is_said_beside_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let id = customer(&khoi).await;
        let sure = json!({ "party_id": id, "topic": "time", "statement": "Gọi sau 14 giờ" });
        khoi.post("/api/v1/facts", sure).await.expect(201);
        let guess = json!({ "party_id": id, "topic": "plans", "statement": "Sắp mở quán", "basis": "inferred", "confidence": 5_000 });
        let guess = khoi.post("/api/v1/facts", guess).await.expect(201);
        let ngoc = inside(&app).await;
        let page = ngoc.open("/portal").await.text;
        let (known, asked) = page.split_once("Cửa hàng đang đoán").expect("a guess");
        assert!(known.contains("Gọi sau 14 giờ") && !known.contains("Sắp mở quán"), "{page}");
        assert!(asked.contains("Sắp mở quán") && asked.contains("Đừng đoán điều này"));
        let at = format!("/portal/facts/{}/withdrawal", guess["id"].as_str().unwrap());
        assert_eq!(ngoc.submit("/portal", &at, &[]).await.status, 303);
        assert!(!ngoc.open("/portal").await.text.contains("Sắp mở quán"));
        let nothing = ngoc.submit("/portal", "/portal/facts", &[("statement", " ")]).await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.text.contains("Kể thêm một điều") && nothing.text.contains("aria-invalid"), "the page stays: {}", nothing.text);
        let hours = [("from_hour", "25"), ("to_hour", "sáng"), ("time_zone", "")];
        let wrong = ngoc.submit("/portal", "/portal/preference", &hours).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("value=\"25\"") && wrong.text.contains("aria-invalid"), "{}", wrong.text);
        let odd = ngoc.submit("/portal", "/portal/requests", &[("kind", "dance")]).await;
        assert_eq!(odd.status, 422);
        assert!(odd.text.contains("Quyền của"), "{}", odd.text);
    })
    .await;
}
