//! Roll-ups over what is known of a customer, and own fields that refer to others on the pages that are no forms.

use quen_core::access::{Permission, Role};
use quen_service::facts;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

use super::field;

async fn made(khoi: &Client, kind: &str, body: Value) -> Value {
    let path = format!("/api/v1/{kind}");
    khoi.post(&path, body).await.expect(201)
}

fn at(kind: &str, row: &Value, end: &str) -> String {
    format!("/api/v1/{kind}/{}{end}", row["id"].as_str().unwrap())
}

/// How many facts hold of somebody and what she likes, as her own fields say it.
async fn told(khoi: &Client, party: &Value) -> (i64, Option<String>) {
    let custom = khoi.get(&at("parties", party, "")).await.expect(200)["custom"].clone();
    (
        custom["biet"].as_i64().unwrap(),
        custom["thich"].as_str().map(str::to_owned),
    )
}

fn said(what: &str) -> Option<String> {
    Some(what.to_owned())
}

#[tokio::test]
async fn what_is_known_of_a_customer_is_counted_and_told_by_her_own_fields() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let holds = json!({ "field": "state", "op": "eq", "value": "current" });
        let likes = json!({ "all": [holds, { "field": "topic", "op": "eq", "value": "product" }] });
        for (name, rollup) in [
            ("biet", json!({ "of": "facts", "function": "count", "filter": holds })),
            ("thich", json!({ "of": "facts", "function": "last", "field": "statement", "filter": likes })),
        ] {
            field(&khoi, json!({ "noun": "parties", "name": name, "label_vi": name, "type": "rollup", "rollup": rollup })).await;
        }
        app.work().await;
        let (ngoc, an) = (
            made(&khoi, "parties", json!({ "name": "Ngọc" })).await,
            made(&khoi, "parties", json!({ "name": "An" })).await,
        );
        assert_eq!(told(&khoi, &ngoc).await, (0, None));
        let fact = |party: &Value, topic: &str, statement: &str| json!({ "party_id": party["id"], "topic": topic, "statement": statement });
        made(&khoi, "facts", fact(&ngoc, "delivery", "Giao trước 9 giờ")).await;
        let cold = made(&khoi, "facts", fact(&ngoc, "product", "Thích cold brew")).await;
        assert_eq!(told(&khoi, &ngoc).await, (2, said("Thích cold brew")));
        // Another hour stands in the place of the first: two still hold.
        made(&khoi, "facts", fact(&ngoc, "delivery", "Giao sau 14 giờ")).await;
        assert_eq!(told(&khoi, &ngoc).await, (2, said("Thích cold brew")));
        khoi.post(&at("facts", &cold, "/withdrawal"), json!({})).await.expect(200);
        assert_eq!(told(&khoi, &ngoc).await, (1, None));
        khoi.delete(&at("facts", &cold, "/withdrawal")).await.expect(200);
        made(&khoi, "facts", fact(&an, "payment", "Trả tiền mặt")).await;
        khoi.post(&at("parties", &ngoc, "/merger"), json!({ "loser": an["id"] })).await.expect(200);
        assert_eq!(told(&khoi, &ngoc).await.0, 3, "what was known of the other is hers");
        let mergers = khoi.get(&at("parties", &ngoc, "/mergers")).await.expect(200);
        let merger = mergers["data"][0]["id"].as_str().unwrap();
        khoi.delete(&format!("/api/v1/mergers/{merger}")).await.expect(200);
        assert_eq!((told(&khoi, &ngoc).await.0, told(&khoi, &an).await.0), (2, 1), "and the other's again");
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(Permission::PartiesMerge).await.unwrap();
        facts::erase(&tx, ngoc["id"].as_str().unwrap().parse().unwrap()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(told(&khoi, &ngoc).await, (0, None), "no copy of her words is left");
    })
    .await;
}

#[tokio::test]
async fn orders_and_projects_name_whom_their_own_fields_refer_to() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let kind = json!({ "name": "shops", "one_vi": "Chi nhánh", "one_en": "Shop", "many_en": "Shops", "icon": "coffee" });
        khoi.post("/api/v1/kinds", kind).await.expect(201);
        for noun in ["orders", "projects"] {
            for (name, target) in [("guide", "parties"), ("shop", "shops")] {
                field(&khoi, json!({ "noun": noun, "name": name, "label_vi": name, "type": "reference", "target": target })).await;
            }
        }
        let an = made(&khoi, "parties", json!({ "name": "An" })).await;
        let guide = made(&khoi, "parties", json!({ "name": "Dẫn Đường" })).await;
        let shop = made(&khoi, "shops", json!({ "name": "Hải Châu" })).await;
        let custom = json!({ "guide": guide["id"], "shop": shop["id"] });
        let order = json!({ "party_id": an["id"], "number": "D1", "custom": custom, "lines": [{ "text": "Phin", "quantity": 1, "unit_price": 1000 }] });
        let order = made(&khoi, "orders", order).await;
        let project = made(&khoi, "projects", json!({ "name": "Hội chợ", "party_id": an["id"], "custom": custom })).await;
        let browser = app.browser("Khôi", Role::Owner).await;
        for (kind, row) in [("orders", &order), ("projects", &project)] {
            let page = browser.open(&format!("/{kind}/{}", row["id"].as_str().unwrap())).await.text;
            assert!(page.contains("Dẫn Đường") && page.contains("Hải Châu"), "{kind}");
        }
    })
    .await;
}
