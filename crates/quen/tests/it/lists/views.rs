//! Views: kept for oneself or shared, changed with a warning, at hand, and what becomes of them when a field or their maker goes.

use quen_core::access::Role;
use quen_core::views::View;
use quen_service::records;
use quen_service::views::{self, Views};
use quen_testkit::on_both;
use serde_json::json;

use super::{filter, page};

#[tokio::test]
async fn a_list_is_kept_changed_and_put_back() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        for (name, source) in [("Trần Ân", "Zalo"), ("Lê Bình", "Chợ")] {
            program
                .post("/api/v1/parties", json!({ "name": name, "source": source }))
                .await
                .expect(201);
        }
        let zalo = json!([{ "field": "source", "op": "in", "value": ["Zalo"] }]);
        let at = format!("/parties?filter={}", filter(&zalo));
        let asked = json!({ "all": zalo }).to_string();
        let unkept = page(&khoi, &at).await;
        assert!(unkept.contains("Lưu thành góc nhìn mới"), "{unkept}");
        let nameless = khoi
            .submit(
                &at,
                "/lists/parties/views",
                &[("name", " "), ("filter", &asked)],
            )
            .await;
        assert_eq!(nameless.status, 422, "{}", nameless.text);
        let kept = khoi
            .submit(
                &at,
                "/lists/parties/views",
                &[("name", "Khách Zalo <1>"), ("filter", &asked)],
            )
            .await;
        assert_eq!(kept.status, 303, "{}", kept.text);
        let place = kept.header("location").unwrap().to_owned();
        let shown = page(&khoi, &place).await;
        assert!(
            shown.contains("Khách Zalo &lt;1&gt;")
                && shown.contains("Trần Ân")
                && !shown.contains("title=\"Lê Bình\""),
            "{shown}"
        );
        assert!(!shown.contains("unsaved-bar"), "as kept");
        // Pinned views stand over the plain list too, with their arrangement in the address, so that it can be sent on.
        let plain = page(&khoi, "/parties").await;
        assert!(plain.contains("Khách Zalo &lt;1&gt;") && plain.contains("Lê Bình"));
        let id = place.split("view=").nth(1).unwrap().to_owned();
        let changed = format!("/parties?view={id}&layout=table&sort=name");
        let bar = page(&khoi, &changed).await;
        assert!(
            bar.contains("Danh sách đã khác góc nhìn đã lưu")
                && bar.contains("Lưu thay đổi")
                && bar.contains("Bỏ thay đổi"),
            "{bar}"
        );
        let saved = khoi
            .submit(
                &changed,
                &format!("/lists/parties/views/{id}"),
                &[("layout", "table"), ("sort", "name"), ("version", "1")],
            )
            .await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let after = page(&khoi, &place).await;
        assert!(
            after.contains("aria-sort=\"ascending\"") && after.contains("Lê Bình"),
            "{after}"
        );
        let stale = khoi
            .submit(
                &changed,
                &format!("/lists/parties/views/{id}"),
                &[("sort", "-name"), ("version", "1")],
            )
            .await;
        assert_eq!(stale.status, 409);
        khoi.submit(&place, &format!("/lists/parties/views/{id}/unpinning"), &[])
            .await;
        assert!(!page(&khoi, "/parties").await.contains("Khách Zalo"));
        khoi.submit(&place, &format!("/lists/parties/views/{id}/deletion"), &[])
            .await;
        assert!(
            !page(&khoi, "/lists/parties/views")
                .await
                .contains("Khách Zalo")
        );
    })
    .await;
}

#[tokio::test]
async fn others_see_what_is_shared_and_change_only_what_they_may() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let lan = app.colleague("Lan", Role::Member).await;
        let minh = app.colleague("Minh", Role::Manager).await;
        let viewer = app.colleague("Xem", Role::Viewer).await;
        let own = lan.post("/api/v1/views", json!({ "kind": "parties", "name": "Của Lan" })).await.expect(201);
        let shared = lan.post("/api/v1/views", json!({ "kind": "parties", "name": "Chung", "shared": true, "state": { "sort": "-spend" } })).await.expect(201);
        let (own, shared) = (format!("/api/v1/views/{}", own["id"].as_str().unwrap()), format!("/api/v1/views/{}", shared["id"].as_str().unwrap()));
        for other in [&khoi, &minh, &viewer] {
            other.get(&own).await.expect(404);
            other.delete(&own).await.expect(404);
            other.get(&shared).await.expect(200);
            assert_eq!(other.get("/api/v1/views").await.expect(200)["data"].as_array().unwrap().len(), 1);
        }
        viewer.patch(&shared, json!({ "name": "x" })).await.expect(403);
        viewer.post("/api/v1/views", json!({ "kind": "tasks", "name": "Chung", "shared": true })).await.expect(422);
        viewer.post("/api/v1/views", json!({ "kind": "tasks", "name": "Của tôi" })).await.expect(201);
        let bin = app.colleague("Bin", Role::Member).await;
        bin.patch(&shared, json!({ "name": "x" })).await.expect(403);
        bin.post(&format!("{shared}/pin"), json!({})).await.expect(405);
        // The maker leaves; the view stays for all, and those who lead can change it.
        let lan_id = app.ctx("Lan").await.actor.user_id;
        let to = app.ctx("Minh").await.actor.user_id;
        quen_service::users::remove(&app.ctx("Khôi").await, lan_id, to).await.unwrap();
        viewer.get(&shared).await.expect(200);
        minh.patch(&shared, json!({ "name": "Chung hơn" })).await.expect(200);
        let browser = app.browser("Minh", Role::Manager).await;
        assert!(page(&browser, "/lists/parties/views").await.contains("Chung hơn"));
        for wrong in [json!({ "kind": "nothing", "name": "a" }), json!({ "kind": "users", "name": "a" }), json!({ "kind": "parties", "name": "a", "state": { "layout": "map" } }), json!({ "kind": "parties", "name": "a", "state": { "conditions": [{ "field": "colour", "op": "eq", "value": 1 }] } })] {
            minh.post("/api/v1/views", wrong).await.expect(422);
        }
    })
    .await;
}

#[tokio::test]
async fn a_view_on_a_field_that_is_gone_shows_no_rows_and_says_why() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        program.post("/api/v1/parties", json!({ "name": "Trần Ân" })).await.expect(201);
        let ctx = app.ctx("Khôi").await;
        let mut view = View::new(ctx.new_id(), ctx.actor.user_id, ctx.now);
        (view.kind, view.name) = ("parties".into(), "Màu đỏ".into());
        let state = json!({ "conditions": [{ "field": "colour", "op": "in", "value": ["red"] }], "columns": [{ "name": "name" }, { "name": "colour" }] });
        view.state = state.as_object().unwrap().clone();
        let tx = ctx.write(quen_core::Permission::ViewsWrite).await.unwrap();
        quen_store::records::insert::<quen_store::views::Views>(&tx.rows, &view).await.unwrap();
        tx.commit().await.unwrap();
        let shown = page(&khoi, &format!("/parties?view={}", view.id)).await;
        assert!(shown.contains("Có điều kiện không dùng được nữa") && shown.contains("Không còn mục này nữa nên bỏ qua: colour"), "{shown}");
        assert!(!shown.contains("Trần Ân"), "no wider than was meant");
        let way_out = shown.split("href=\"").find(|part| part.contains("Bỏ điều kiện hỏng")).unwrap();
        let way_out = way_out.split('"').next().unwrap().replace("&amp;", "&");
        assert!(page(&khoi, &way_out).await.contains("Trần Ân"));
        // It can still be renamed, and a change of many by it is refused.
        let name = quen_core::fields::FieldValue::Text("Đỏ".into());
        records::update::<Views>(&ctx, view.id, None, vec![("name".into(), name)]).await.unwrap();
        let body = json!({ "act": { "delete": {} }, "filter": { "all": [{ "field": "colour", "op": "in", "value": ["red"] }] } });
        program.post("/api/v1/parties/bulks", body).await.expect(422);
        assert_eq!(views::of_kind(&ctx, "parties").await.unwrap().len(), 1);
    })
    .await;
}
