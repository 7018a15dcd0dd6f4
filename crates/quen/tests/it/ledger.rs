//! The value ledger: what the records say of both sides, what was written down by hand, and who sees it.

use quen_core::access::{Role, Scope};
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

async fn made(who: &Client, noun: &str, body: Value) -> Value {
    who.post(&format!("/api/v1/{noun}"), body).await.expect(201)
}

fn id(record: &Value) -> &str {
    record["id"].as_str().unwrap()
}

fn kind<'a>(ledger: &'a Value, way: &str, kind: &str) -> &'a Value {
    let kinds = ledger["kinds"].as_array().unwrap();
    let found = kinds
        .iter()
        .find(|sum| sum["way"] == way && sum["kind"] == kind);
    found.unwrap_or_else(|| panic!("no {way} {kind} in {kinds:?}"))
}

/// A regular with something of everything on both sides.
async fn regular(khoi: &Client) -> Value {
    let party = made(khoi, "parties", json!({ "name": "Tiệm Gió" })).await;
    let own = &party["id"];
    for (number, day, cost) in [
        ("A1", "2025-11-20", json!(60_000)),
        ("A2", "2026-02-10", json!(50_000)),
    ] {
        let line = json!({ "text": "Cầu Đất", "quantity": 1, "unit_price": 110_000, "discount": 10_000, "tax_rate": 1000, "unit_cost": cost });
        let order = json!({ "party_id": own, "number": number, "ordered_at": format!("{day}T03:00:00Z"), "lines": [line], "status": "delivered" });
        made(khoi, "orders", order).await;
    }
    let draft = json!({ "party_id": own, "number": "A3", "total": 9_000_000, "status": "draft" });
    made(khoi, "orders", draft).await;
    let second = khoi.get("/api/v1/orders?q=A2").await.expect(200)["data"][0].clone();
    khoi.post(
        &format!("/api/v1/orders/{}/refunds", id(&second)),
        json!({ "amount": 11_000 }),
    )
    .await
    .expect(201);
    let talk = json!({ "party_id": own, "kind": "visit", "started_at": "2026-02-20T02:00:00Z", "ended_at": "2026-02-20T02:40:00Z" });
    made(khoi, "interactions", talk).await;
    let unhappy = json!({ "party_id": own, "kind": "call", "direction": "in", "started_at": "2026-02-25T02:00:00Z", "outcome": "unhappy" });
    made(khoi, "interactions", unhappy).await;
    let promise = made(
        khoi,
        "promises",
        json!({ "party_id": own, "text": "Giao trước 8 giờ" }),
    )
    .await;
    khoi.post(
        &format!("/api/v1/promises/{}/keeping", id(&promise)),
        json!({}),
    )
    .await
    .expect(200);
    made(
        khoi,
        "facts",
        json!({ "party_id": own, "topic": "time", "statement": "Giao sau 14 giờ" }),
    )
    .await;
    let friend = made(khoi, "parties", json!({ "name": "Quán Nắng" })).await;
    let link = json!({ "to_id": own, "kind": "referred_by" });
    khoi.post(&format!("/api/v1/parties/{}/links", id(&friend)), link)
        .await
        .expect(201);
    made(
        khoi,
        "benefits",
        json!({ "party_id": own, "text": "Tặng phin", "kind": "gift", "amount": 85_000 }),
    )
    .await;
    let praise = json!({ "party_id": own, "side": "received", "kind": "recommendation", "text": "Khen trên Facebook", "happened_on": "2026-01-05" });
    made(khoi, "benefits", praise).await;
    party
}

#[tokio::test]
async fn the_ledger_says_what_the_records_say_and_prices_nothing_else() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = regular(&khoi).await;
        let ledger = khoi
            .get(&format!(
                "/api/v1/parties/{}/ledger?unit=quarter",
                id(&party)
            ))
            .await
            .expect(200);
        // Two sales of 100,000 without tax; 10,000 of the second went back without its tax of 1,000.
        let sales = kind(&ledger, "received", "revenue");
        assert_eq!(
            (
                sales["amount"].clone(),
                sales["entries"].clone(),
                sales["margins"].clone()
            ),
            (json!(200_000), json!(2), json!(2))
        );
        assert_eq!(sales["margin"], 40_000 + 50_000 - 10_000);
        assert_eq!(
            (
                ledger["measure"].clone(),
                ledger["received"]["amount"].clone()
            ),
            (json!("margin"), json!(80_000))
        );
        assert_eq!(kind(&ledger, "given", "discount")["amount"], 20_000);
        assert_eq!(kind(&ledger, "given", "refund")["amount"], 10_000);
        let service = kind(&ledger, "given", "service");
        assert_eq!(
            (service["minutes"].clone(), service["valued"].clone()),
            (json!(40), json!(0)),
            "time has no price"
        );
        assert_eq!(kind(&ledger, "given", "promise_kept")["entries"], 1);
        assert_eq!(kind(&ledger, "given", "gift")["amount"], 85_000);
        assert_eq!(kind(&ledger, "received", "referral")["entries"], 1);
        assert_eq!(kind(&ledger, "received", "information")["entries"], 1);
        let praise = kind(&ledger, "received", "recommendation");
        assert_eq!(
            (praise["amount"].clone(), praise["valued"].clone()),
            (json!(0), json!(0))
        );
        assert_eq!(ledger["given"]["amount"], 20_000 + 10_000 + 85_000);
        let starts: Vec<&str> = ledger["periods"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p["starts_on"].as_str().unwrap())
            .collect();
        assert_eq!(starts, ["2025-10-01", "2026-01-01"]);
        assert_eq!(ledger["periods"][0]["received"]["amount"], 40_000);
        let trust = &ledger["trust"];
        assert_eq!(
            (
                trust["keeping"]["kept"].clone(),
                trust["referrals"].clone(),
                trust["complaints"].clone()
            ),
            (json!(1), json!(1), json!(1))
        );
        assert_eq!(
            (trust["since"].clone(), trust["last_complaint_on"].clone()),
            (json!("2025-11-20"), json!("2026-02-25"))
        );
        let refund = ledger["entries"]
            .as_array()
            .unwrap()
            .iter()
            .find(|entry| entry["kind"] == "refund")
            .unwrap();
        assert_eq!(
            (refund["noun"].clone(), refund["text"].clone()),
            (json!("orders"), json!("A2"))
        );
        // One order without a cost, and the whole ledger is measured by sales.
        made(
            &khoi,
            "orders",
            json!({ "party_id": party["id"], "total": 70_000 }),
        )
        .await;
        let by_sales = khoi
            .get(&format!("/api/v1/parties/{}/ledger", id(&party)))
            .await
            .expect(200);
        assert_eq!(
            (
                by_sales["measure"].clone(),
                by_sales["received"]["amount"].clone()
            ),
            (json!("revenue"), json!(270_000))
        );
        khoi.get(&format!("/api/v1/parties/{}/ledger?unit=day", id(&party)))
            .await
            .expect(400);
    })
    .await;
}

#[tokio::test]
async fn what_is_written_by_hand_is_checked_and_stays_within_reach() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let mine = app.scoped("Minh", Scope::Own).await;
        let viewer = app.colleague("Vy", Role::Viewer).await;
        let party = made(&khoi, "parties", json!({ "name": "Tiệm Gió" })).await;
        let own = &party["id"];
        for (body, field, code) in [
            (json!({ "party_id": own, "text": "" }), "text", "required"),
            (json!({ "party_id": own, "text": "a", "amount": -1 }), "amount", "negative"),
            (json!({ "party_id": own, "text": "a", "amount": { "amount": 1, "currency": "EUR" } }), "amount", "other-currency"),
            (json!({ "party_id": own, "text": "a", "happened_on": "2026-03-09" }), "happened_on", "in-future"),
            (json!({ "party_id": own, "text": "a", "side": "both" }), "side", "bad-choice"),
            (json!({ "text": "a" }), "party_id", "required"),
        ] {
            let refused = khoi.post("/api/v1/benefits", body).await.expect(422);
            assert_eq!((refused["errors"][0]["field"].clone(), refused["errors"][0]["code"].clone()), (json!(field), json!(code)));
        }
        let gift = made(&khoi, "benefits", json!({ "party_id": own, "text": "Tặng phin", "kind": "gift" })).await;
        let place = format!("/api/v1/benefits/{}", id(&gift));
        viewer.get(&place).await.expect(200);
        viewer.delete(&place).await.expect(403);
        mine.get(&place).await.expect(404);
        mine.get(&format!("/api/v1/parties/{}/ledger", id(&party))).await.expect(404);
        let winner = made(&khoi, "parties", json!({ "name": "Tiệm Gió 2" })).await;
        khoi.post(&format!("/api/v1/parties/{}/merger", id(&winner)), json!({ "loser": own })).await.expect(200);
        assert_eq!(khoi.get(&place).await.expect(200)["party_id"], winner["id"], "a merge takes it along");
        khoi.delete(&place).await.expect(204);
        let ledger = khoi.get(&format!("/api/v1/parties/{}/ledger", id(&winner))).await.expect(200);
        assert_eq!((ledger["entries"].clone(), ledger["periods"].clone()), (json!([]), json!([])));
    })
    .await;
}

#[tokio::test]
async fn the_page_draws_both_sides_and_takes_a_note() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let party = regular(&program).await;
        let home = format!("/parties/{}/ledger", id(&party));
        let page = khoi.open(&home).await.text;
        assert!(
            page.contains("role=\"img\"") && page.contains("<details class=\"figures\">"),
            "drawn, with a table behind"
        );
        for said in [
            "Khen trên Facebook",
            "Tặng phin",
            "href=\"/orders/",
            "href=\"/promises/",
            "Quán Nắng",
        ] {
            assert!(page.contains(said), "{said}");
        }
        let narrowed = khoi
            .open(&format!("{home}?unit=quarter&way=given&kind=gift"))
            .await
            .text;
        assert!(narrowed.contains("Tặng phin") && !narrowed.contains("Khen trên Facebook"));
        let post = format!("/parties/{}/benefits", id(&party));
        let wrong = [
            ("side", "received"),
            ("kind", "feedback"),
            ("text", "Góp ý <túi>"),
            ("amount", "hai trăm"),
            ("happened_on", "31/02/2026"),
        ];
        let wrong = khoi.submit(&home, &post, &wrong).await;
        assert_eq!(wrong.status, 422);
        assert!(
            wrong.text.contains("value=\"Góp ý &lt;túi&gt;\"")
                && wrong.text.contains("value=\"hai trăm\"")
        );
        let noted = [
            ("side", "received"),
            ("kind", "feedback"),
            ("text", "Góp ý <túi>"),
            ("amount", ""),
            ("happened_on", ""),
        ];
        let noted = khoi.submit(&home, &post, &noted).await;
        assert_eq!(noted.status, 303, "{}", noted.text);
        assert!(khoi.open(&home).await.text.contains("Góp ý &lt;túi&gt;"));
        let found = program.get("/api/v1/benefits?q=gop%20y").await.expect(200)["data"][0].clone();
        assert_eq!(
            (found["happened_on"].clone(), found["amount"].clone()),
            (json!("2026-03-02"), json!(null))
        );
        let other = made(&program, "parties", json!({ "name": "Khác" })).await;
        let gone = |party: &str| format!("/parties/{party}/benefits/{}/deletion", id(&found));
        assert_eq!(khoi.submit(&home, &gone(id(&other)), &[]).await.status, 404);
        assert_eq!(khoi.submit(&home, &gone(id(&party)), &[]).await.status, 303);
        assert!(!khoi.open(&home).await.text.contains("Góp ý &lt;túi&gt;"));
        let brief = khoi.open(&format!("{home}/summary")).await.text;
        assert!(brief.contains(&home) && !brief.contains("<html"));
        let customer = khoi.open(&format!("/parties/{}", id(&party))).await.text;
        assert!(customer.contains(&format!("{home}/summary")));
    })
    .await;
}
