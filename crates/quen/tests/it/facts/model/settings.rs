//! The model's place in the settings: its key sealed, kept for its address alone, and the leave of the operator for machines
//! beside the server.

use quen_core::access::Role;
use quen_testkit::{Model, Says, on_both};

use super::{KEY, Scene, good};

const SETTINGS: &str = "/settings/suggestions";

#[tokio::test]
async fn the_key_is_sealed_kept_for_its_address_and_shown_to_nobody() {
    on_both(|app| async move {
        let scene = Scene::of(app).await;
        scene.set().await;
        let khoi = &scene.khoi;
        let stored = |text: &str| {
            let set = scene.app.app.db.clone();
            let (workspace, text) = (scene.app.workspace, text.to_owned());
            async move {
                let found = quen_store::accounts::workspaces::find(&set, workspace)
                    .await
                    .unwrap()
                    .unwrap();
                found.settings.to_string().contains(&text)
            }
        };
        assert!(stored("sealed_key").await && !stored(KEY).await);
        let page = khoi.open(SETTINGS).await.text;
        assert!(
            page.contains("Nơi nhận: 127.0.0.1")
                && page.contains("Đã lưu và niêm phong")
                && !page.contains(KEY),
            "{page}"
        );
        scene.model.say(Says::Words(
            "{\"facts\":[{\"topic\":\"delivery\",\"quote\":\"giao sau 14 giờ\"}]}".into(),
        ));
        let tried = khoi
            .submit(SETTINGS, "/settings/suggestions/test", &[])
            .await;
        assert!(
            tried.status == 200 && tried.text.contains("Máy trả lời tốt"),
            "{}",
            tried.text
        );
        let same = [
            ("address", scene.model.address.as_str()),
            ("model", "khác"),
            ("key", ""),
            ("seconds", "2"),
        ];
        assert_eq!(khoi.submit(SETTINGS, SETTINGS, &same).await.status, 303);
        khoi.submit(SETTINGS, "/settings/suggestions/test", &[])
            .await;
        assert!(
            scene
                .model
                .heard()
                .iter()
                .all(|request| request.contains(KEY)),
            "kept"
        );
        let other = Model::start(Says::Status(500)).await;
        let moved = [
            ("address", other.address.as_str()),
            ("model", "khác"),
            ("key", ""),
            ("seconds", "2"),
        ];
        assert_eq!(khoi.submit(SETTINGS, SETTINGS, &moved).await.status, 303);
        let failed = khoi
            .submit(SETTINGS, "/settings/suggestions/test", &[])
            .await;
        assert!(
            failed.status == 422 && failed.text.contains("báo lỗi 500"),
            "{}",
            failed.text
        );
        assert!(
            other.heard().iter().all(|request| !request.contains(KEY)),
            "goes to no other address"
        );
        let wrong = [
            ("address", "máy nào đó"),
            ("model", ""),
            ("key", KEY),
            ("seconds", "99"),
        ];
        let refused = khoi.submit(SETTINGS, SETTINGS, &wrong).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.text.contains("máy nào đó") && !refused.text.contains(KEY),
            "{}",
            refused.text
        );
        assert_eq!(
            khoi.submit(SETTINGS, "/settings/suggestions/removal", &[])
                .await
                .status,
            303
        );
        assert!(!stored("sealed_key").await, "forgotten");
    })
    .await;
}

#[tokio::test]
async fn machines_beside_the_server_need_the_operators_leave() {
    on_both(|app| async move {
        let model = Model::start(good()).await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let near = [
            ("address", model.address.as_str()),
            ("model", "m"),
            ("key", KEY),
            ("seconds", "2"),
        ];
        assert_eq!(khoi.submit(SETTINGS, SETTINGS, &near).await.status, 303);
        let refused = khoi
            .submit(SETTINGS, "/settings/suggestions/test", &[])
            .await;
        assert!(
            refused.status == 422 && refused.text.contains("mạng riêng"),
            "{}",
            refused.text
        );
        assert!(model.heard().is_empty());
    })
    .await;
}

#[tokio::test]
async fn each_sending_stands_on_the_timeline_and_has_a_limit() {
    on_both(|app| async move {
        let scene = Scene::of(app).await;
        scene.set().await;
        scene.agrees("yes").await;
        scene.model.say(good());
        scene.asks().await.expect(200);
        let page = scene.khoi.open(&scene.home()).await.text;
        assert!(
            page.contains("Khôi đã gửi lời của một mục ghi chép cho máy 127.0.0.1"),
            "who sent it, and where to: {page}"
        );
        // What fails on the way may have gone out too.
        scene.model.say(Says::Status(500));
        scene.asks().await.expect(409);
        let timeline = format!("/api/v1{}/timeline", scene.home());
        let told = scene.program.get(&timeline).await.expect(200).to_string();
        let told = told.matches("notes_sent").count();
        assert_eq!(told, 2, "each of them");
        for _ in 2..30 {
            scene.asks().await.expect(409);
        }
        scene.asks().await.expect(429);
        assert_eq!(scene.model.heard().len(), 30, "nothing more left the house");
        let tried = scene
            .khoi
            .submit(SETTINGS, "/settings/suggestions/test", &[])
            .await;
        assert_eq!(tried.status, 429);
        scene.app.app.clock.advance(chrono::Duration::minutes(11));
        scene.asks().await.expect(409);
    })
    .await;
}
