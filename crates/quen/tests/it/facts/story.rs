//! A stranger at a fair becomes a regular over eighteen months and says nine things; each page on the way knows what it should.

use chrono::{DateTime, TimeDelta, Utc};
use quen_core::access::Role;
use quen_service::facts;
use quen_service::jobs::queue::Progress;
use quen_testkit::{Browser, Client, TestApp, monday_morning, on_both};
use serde_json::{Value, json};

use super::{fact, memory, statements};

/// The story with the clock that it moves.
struct Story {
    app: TestApp,
    program: Client,
    khoi: Browser,
    ngoc: Value,
}

impl Story {
    fn home(&self) -> String {
        format!("/parties/{}", self.ngoc.as_str().unwrap())
    }

    /// Some weeks later; whoever was signed in signs in again.
    async fn later(&mut self, weeks: i64) {
        self.app.app.clock.advance(TimeDelta::weeks(weeks));
        self.khoi = self.app.browser("Khôi", Role::Owner).await;
    }

    fn now(&self) -> DateTime<Utc> {
        self.app.app.clock.now()
    }

    /// Notes what was said, with its signs.
    async fn note(&self, text: &str) {
        let home = self.home();
        let sent = self
            .khoi
            .submit(
                &home,
                &format!("{home}/episodes"),
                &[("kind", "note"), ("text", text)],
            )
            .await;
        assert_eq!(sent.status, 303, "{}", sent.text);
    }

    async fn buys(&self) {
        let order = json!({ "party_id": self.ngoc, "ordered_at": self.now(), "status": "delivered",
            "lines": [{ "text": "Cầu Đất rang vừa", "quantity": 12, "unit_price": 280_000, "unit_cost": 150_000 }] });
        self.program.post("/api/v1/orders", order).await.expect(201);
    }

    async fn learning(&self) -> Value {
        self.program
            .get(&format!("/api/v1{}/learning", self.home()))
            .await
            .expect(200)
    }

    async fn page(&self, end: &str) -> String {
        let answer = self.khoi.open(&format!("{}{end}", self.home())).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.text
    }

    async fn held(&self) -> Vec<String> {
        let known = memory(&self.program, &self.ngoc).await;
        statements(&known["facts"])
            .into_iter()
            .map(str::to_owned)
            .collect()
    }
}

#[tokio::test]
async fn a_stranger_says_nine_things_in_eighteen_months() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let new = json!({ "name": "Nguyễn Thị Hồng Ngọc", "gender": "female", "phones": ["0905218467"], "source": "Hội chợ Đà Nẵng" });
        let ngoc = program.post("/api/v1/parties", new).await.expect(201)["id"].clone();
        let mut story = Story { app, program, khoi, ngoc };
        at_the_fair(&mut story).await;
        becomes_a_regular(&mut story).await;
        changes_her_mind(&mut story).await;
        opens_a_second_shop(&mut story).await;
        assert!(story.now() - monday_morning() >= TimeDelta::days(530), "eighteen months");
    })
    .await;
}

/// One to three: a taste, an hour, a channel.
async fn at_the_fair(story: &mut Story) {
    let stranger = story.learning().await;
    assert_eq!(
        (stranger["index"].clone(), stranger["minutes"].clone()),
        (json!(0), json!(0))
    );
    assert!(story.page("").await.contains("Chưa biết gì riêng"));
    story
        .note("Gặp ở hội chợ #thích rang vừa #gọi sau 14 giờ. Chị bận quầy buổi sáng")
        .await;
    story.later(2).await;
    let answer = [("topic", "channel"), ("statement", "Nhắn qua Zalo")];
    let home = story.home();
    assert_eq!(
        story
            .khoi
            .submit(&home, &format!("{home}/answers"), &answer)
            .await
            .status,
        303
    );
    assert_eq!(story.held().await.len(), 3);
    let known = story.learning().await;
    assert!(known["index"].as_i64().unwrap() > 5, "{known}");
    assert!(story.page("/call").await.contains("Gọi sau 14 giờ"));
}

/// Four to seven: delivery, invoice, packing, what she cannot stand; and her orders speak too.
async fn becomes_a_regular(story: &mut Story) {
    for _ in 0..6 {
        story.later(3).await;
        story.buys().await;
    }
    story
        .note("#giao trước 9 giờ\n#hóa đơn gửi ketoan@tiemcaphegio.vn")
        .await;
    story.later(4).await;
    story
        .note("#đóng gói túi giấy, đừng dùng ni lông\n#không thích vị chua")
        .await;
    let known = memory(&story.program, &story.ngoc).await;
    let of = |topic: &str| {
        known["facts"]
            .as_array()
            .unwrap()
            .iter()
            .find(|fact| fact["topic"] == topic)
            .cloned()
            .unwrap()
    };
    assert_eq!(of("rhythm")["value"], json!({ "days": 21 }));
    assert_eq!(
        (
            of("quantity")["value"]["amount"].clone(),
            of("quantity")["evidence"].clone()
        ),
        (json!(12), json!(6))
    );
    assert_eq!(
        (
            of("invoicing")["value"]["email"].clone(),
            of("dislikes")["basis"].clone()
        ),
        (json!("ketoan@tiemcaphegio.vn"), json!("stated"))
    );
    let form = story
        .khoi
        .open(&format!(
            "/orders/new?party_id={}",
            story.ngoc.as_str().unwrap()
        ))
        .await
        .text;
    for chip in [
        "Giao hàng: Giao trước 9 giờ",
        "Hóa đơn: Hóa đơn gửi ketoan@tiemcaphegio.vn",
        "Đóng gói: Đóng gói túi giấy",
    ] {
        assert!(form.contains(chip), "{chip}: {form}");
    }
    let found = story
        .program
        .get("/api/v1/facts/holders?q=rang%20vua")
        .await
        .expect(200);
    assert_eq!(found["data"][0]["party_id"], story.ngoc);
}

/// Eight: another hour. The old one stays as history.
async fn changes_her_mind(story: &mut Story) {
    let before = story.learning().await["index"].as_i64().unwrap();
    story.later(10).await;
    story.note("#giao sau 14 giờ, sáng quán đông").await;
    assert!(story.page("").await.contains("Nói khác nhau"));
    let known = memory(&story.program, &story.ngoc).await;
    let (holds, other) = (
        &known["contradictions"][0][0],
        &known["contradictions"][0][1],
    );
    assert_eq!(
        (holds["value"]["from"].clone(), other["value"]["to"].clone()),
        (json!("14:00"), json!("09:00"))
    );
    let path = format!(
        "/api/v1/facts/{}/confirmation",
        holds["id"].as_str().unwrap()
    );
    story.program.post(&path, json!({})).await.expect(200);
    assert!(!story.page("").await.contains("Nói khác nhau"));
    assert!(
        story.page("/facts").await.contains("Giao trước 9 giờ"),
        "history stays"
    );
    assert!(story.learning().await["index"].as_i64().unwrap() <= before + 10);
}

/// Nine: a plan that comes true, fades, and is asked about again.
async fn opens_a_second_shop(story: &mut Story) {
    story.note("#sắp mở quán thứ hai bên Sơn Trà").await;
    let shop = json!({ "name": "Tiệm Cà Phê Gió 2", "kind": "organization" });
    let shop = story
        .program
        .post("/api/v1/parties", shop)
        .await
        .expect(201)["id"]
        .clone();
    let link = json!({ "to_id": shop, "kind": "works_at" });
    story
        .program
        .post(&format!("/api/v1{}/links", story.home()), link)
        .await
        .expect(201);
    fact(
        &story.program,
        json!({ "party_id": shop, "topic": "delivery", "statement": "Giao trước 7 giờ" }),
    )
    .await;
    assert!(
        !story.held().await.contains(&"Giao trước 7 giờ".to_owned()),
        "each shop has its own"
    );
    story.later(42).await;
    let ctx = story.app.ctx("Khôi").await;
    facts::refresh(&ctx, &Progress::default()).await.unwrap();
    let asked = story.learning().await;
    let plans = asked["questions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|question| question["topic"] == "plans")
        .unwrap()
        .clone();
    assert_eq!(
        plans["fact"]["statement"],
        "Sắp mở quán thứ hai bên Sơn Trà"
    );
    assert!(plans["worth"]["amount"].as_i64().unwrap() > 0);
    let still = [
        ("topic", "plans"),
        ("fact_id", plans["fact"]["id"].as_str().unwrap()),
        ("still", "1"),
    ];
    let home = story.home();
    assert_eq!(
        story
            .khoi
            .submit(&home, &format!("{home}/answers"), &still)
            .await
            .status,
        303
    );
    let said: Vec<String> = memory(&story.program, &story.ngoc).await["facts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|fact| fact["basis"] == "stated")
        .map(|fact| fact["topic"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        said.len(),
        8,
        "nine things said, one of them replaced: {said:?}"
    );
    assert!(asked["months"].as_array().unwrap().len() > 2);
}
