//! Conditions and orders on custom fields are served by indexes of the narrow table of values.

use quen_core::fields::{Condition, ListQuery, Sort, relations_to};
use quen_store::Rows;
use quen_store::records::list_at;

use super::{Check, Permission, Table, TestApp, filled, json, on_both, sql};

/// Gives every party a number, a word and a text.
async fn fill(check: &Check) {
    let customs = check.ctx.customs.clone();
    // Whoever asks knows the statistics of this moment, when no field has a value, as in a shop that fills its first one.
    let tx = check.ctx.write(Permission::PartiesWrite).await.unwrap();
    tx.rows.execute(sql("ANALYZE")).await.unwrap();
    tx.commit().await.unwrap();
    let tx = check.ctx.write(Permission::PartiesWrite).await.unwrap();
    for field in customs.of(quen_core::Noun::Parties) {
        let column = match field.name.as_ref() {
            "custom.n" => "5, NULL, NULL",
            _ => "NULL, 'abc', NULL",
        };
        let q = sql(format!(
            "INSERT INTO field_values (workspace_id, record_id, field_id, place, number, word, sort_key) \
             SELECT workspace_id, id, $1, 0, {column} FROM parties WHERE workspace_id = $2"
        ));
        let own = field.own.as_ref().unwrap().id;
        tx.rows
            .execute(q.bind(own).bind(tx.rows.workspace()))
            .await
            .unwrap();
    }
    tx.rows.execute(sql("ANALYZE")).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn no_condition_on_a_custom_field_walks_a_table() {
    use quen_store::parties::Parties;
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        for (name, kind) in [("n", "number"), ("c", "choice"), ("t", "text")] {
            let body = json!({ "noun": "parties", "name": name, "label_vi": name, "type": kind, "choices": if kind == "choice" { json!(["abc"]) } else { json!(null) } });
            khoi.post("/api/v1/fields", body).await.expect(201);
        }
        app.work().await;
        let ctx = app.ctx("Khôi").await;
        filled::fill(&ctx).await;
        let mut check = Check {
            ctx,
            faults: Vec::new(),
        };
        fill(&check).await;
        let catalogue = check.ctx.customs.join(Parties::catalogue());
        let test = |field: &str, op: &str, value: serde_json::Value| {
            Some(json!({ "field": format!("custom.{field}"), "op": op, "value": value }))
        };
        for (sort, filter) in [
            ("custom.n", None),
            ("-custom.n", None),
            ("custom.t", None),
            ("custom.c", None),
            ("", test("n", "ge", json!(5))),
            ("", test("n", "between", json!([9, 12]))),
            ("", test("n", "empty", json!(null))),
            ("", test("c", "in", json!(["abc"]))),
            ("", test("c", "ne", json!("abc"))),
            ("", test("t", "starts_with", json!("ab"))),
            ("name", test("n", "lt", json!(6))),
            ("custom.n", test("c", "eq", json!("abc"))),
        ] {
            let query = ListQuery {
                sort: Sort::parse(&catalogue, sort).unwrap(),
                filter: filter
                    .as_ref()
                    .map(|filter| Condition::parse(&catalogue, filter).unwrap()),
                count: true,
                ..ListQuery::default()
            };
            let (catalogue, day) = (catalogue.clone(), check.ctx.list_day());
            let name = format!("parties sorted by {sort:?} where {filter:?}");
            // What few records meet is put in order behind them.
            let sorted = filter.is_none();
            check
                .run(&name, sorted, |rows| async move {
                    list_at::<Parties>(&*rows, &catalogue, &query, day).await
                })
                .await;
        }
        assert!(
            check.faults.is_empty(),
            "{} plans:\n{}",
            check.faults.len(),
            check.faults.join("\n\n")
        );
    })
    .await;
}

/// On a product, a project, an order, a customer and a kind of the workspace's own: every relation that the catalogues declare.
#[tokio::test]
async fn no_roll_up_walks_a_table() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let kind = json!({ "name": "shops", "one_vi": "Chi nhánh", "one_en": "Shop", "many_en": "Shops", "icon": "coffee" });
        khoi.post("/api/v1/kinds", kind).await.expect(201);
        for noun in ["parties", "tasks", "products"] {
            let body = json!({ "noun": noun, "name": "shop", "label_vi": "Chi nhánh", "type": "reference", "target": "shops" });
            khoi.post("/api/v1/fields", body).await.expect(201);
        }
        let kinds = ["parties", "orders", "products", "projects", "shops"];
        let mut made = 0;
        for noun in kinds {
            for relation in relations_to(&app.ctx("Khôi").await.customs, noun) {
                for (function, field) in [("count", None), ("last", Some("created_at"))] {
                    let rollup = json!({ "of": relation.of, "via": relation.via, "function": function, "field": field });
                    let body = json!({ "noun": noun, "name": format!("r{made}"), "label_vi": "x", "type": "rollup", "rollup": rollup });
                    made += 1;
                    let answer = khoi.post("/api/v1/fields", body).await;
                    assert!(answer.status == 201 || answer.text.contains("bad-rollup"), "{noun} {relation:?} {}", answer.text);
                }
            }
        }
        assert!(made > 20, "{made}");
        app.work().await;
        let ctx = app.ctx("Khôi").await;
        filled::fill(&ctx).await;
        let mut check = Check { ctx: app.ctx("Khôi").await, faults: Vec::new() };
        for noun in kinds {
            let house = check.ctx.house();
            let name = format!("roll-ups on {noun}");
            check
                .run(&name, false, |rows| async move {
                    quen_store::fields::figures(&*rows, &house, noun, uuid::Uuid::from_u128(7)).await
                })
                .await;
        }
        assert!(check.faults.is_empty(), "{} plans:\n{}", check.faults.len(), check.faults.join("\n\n"));
        app.work().await;
    })
    .await;
}
