//! Assigned, mentioned, due: in the bell and once a day by mail.

use chrono::Duration;
use quen_core::access::{Role, Scope};
use quen_core::fields::FieldValue;
use quen_service::notifications::{self, Kind};
use quen_service::records;
use quen_service::tasks::Tasks;
use quen_service::users::{self, Place};
use quen_testkit::on_both;
use serde_json::json;

use super::{between, with_mail};

#[tokio::test]
async fn who_is_given_a_customer_hears_of_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let lan = app.browser("Lan", Role::Member).await;
        let user = app.ctx("Lan").await.actor.user_id;
        let made = khoi
            .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await
            .expect(201);
        assert!(!lan.open("/parties").await.text.contains("count urgent"));
        let place = format!("/api/v1/parties/{}", made["id"].as_str().unwrap());
        khoi.patch(&place, json!({ "owner_id": user }))
            .await
            .expect(200);
        khoi.patch(&place, json!({ "note": "thích rang vừa" }))
            .await
            .expect(200);
        assert!(
            notifications::list(&app.ctx("Khôi").await, None)
                .await
                .unwrap()
                .is_empty(),
            "nobody hears of the own act"
        );
        let page = lan.open("/parties").await.text;
        assert!(
            page.contains("1\u{a0}thông báo chưa đọc"),
            "the bell counts at once"
        );
        let news = lan.open("/notifications").await.text;
        assert!(news.contains("Khôi giao bạn khách Nguyễn Văn An"), "{news}");
        let read = format!(
            "/notifications/{}/reading",
            between(&news, "action=\"/notifications/", "/reading")
                .rsplit('/')
                .next()
                .unwrap_or_default()
        );
        let one = notifications::list(&app.ctx("Lan").await, None)
            .await
            .unwrap()
            .remove(0);
        assert_eq!(one.news.kind, Kind::Assigned);
        let read_one = format!("/notifications/{}/reading", one.news.id);
        assert_eq!(
            lan.submit("/notifications", &read_one, &[]).await.status,
            303,
            "{read}"
        );
        assert!(!lan.open("/parties").await.text.contains("count urgent"));
        let other = app.browser("Duy", Role::Member).await;
        assert_eq!(
            other.submit("/notifications", &read_one, &[]).await.status,
            404,
            "not another's"
        );
    })
    .await;
}

#[tokio::test]
async fn what_the_reader_may_not_see_has_no_name() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        app.colleague("Lan", Role::Member).await;
        let user = app.ctx("Lan").await.actor.user_id;
        let made = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "Khách Bí Mật", "owner_id": user }),
            )
            .await
            .expect(201);
        let place = format!("/api/v1/parties/{}", made["id"].as_str().unwrap());
        khoi.patch(&place, json!({ "owner_id": null }))
            .await
            .expect(200);
        let narrow = Place {
            role: Role::Member,
            scope: Scope::Own,
            teams: None,
        };
        users::update(&app.ctx("Khôi").await, user, narrow)
            .await
            .unwrap();
        let news = notifications::list(&app.ctx("Lan").await, None)
            .await
            .unwrap();
        assert_eq!((news.len(), news[0].party.clone()), (1, None));
    })
    .await;
}

#[tokio::test]
async fn a_mention_is_told_once() {
    on_both(|app| async move {
        app.colleague("Khôi", Role::Owner).await;
        app.colleague("Lan", Role::Member).await;
        let khoi = app.owner("Khôi").await;
        let made = khoi
            .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await
            .expect(201);
        let ctx = app.ctx("Khôi").await;
        let party: uuid::Uuid = made["id"].as_str().unwrap().parse().unwrap();
        let body = |text: &str| ("body".to_owned(), FieldValue::Text(text.to_owned()));
        let note = vec![
            ("party_id".to_owned(), FieldValue::Id(party)),
            body("Nhờ @Lan gọi lại giúp"),
        ];
        let note = records::create::<quen_service::interactions::Interactions>(&ctx, note)
            .await
            .unwrap();
        let again = vec![body("Nhờ @Lan gọi lại giúp, gấp")];
        records::update::<quen_service::interactions::Interactions>(&ctx, note.id, None, again)
            .await
            .unwrap();
        let news = notifications::list(&app.ctx("Lan").await, None)
            .await
            .unwrap();
        assert_eq!(news.len(), 1);
        assert_eq!(
            (
                news[0].news.kind,
                news[0].party.as_deref(),
                news[0].actor.as_deref()
            ),
            (Kind::Mentioned, Some("Nguyễn Văn An"), Some("Khôi"))
        );
    })
    .await;
}

#[tokio::test]
async fn one_mail_a_day_from_eight() {
    on_both(|app| async move {
        app.colleague("Khôi", Role::Owner).await;
        app.colleague("Lan", Role::Member).await;
        with_mail(&app, "Khôi").await;
        let (khoi, lan) = (app.ctx("Khôi").await, app.ctx("Lan").await.actor.user_id);
        let task = |title: &str| {
            vec![
                ("title".to_owned(), FieldValue::Text(title.to_owned())),
                ("assignee_id".to_owned(), FieldValue::Id(lan)),
                (
                    "due_on".to_owned(),
                    FieldValue::Day(khoi.today().succ_opt().unwrap()),
                ),
            ]
        };
        records::create::<Tasks>(&khoi, task("Gửi mẫu cà phê"))
            .await
            .unwrap();
        assert_eq!(
            notifications::daily_mail(&app.app).await.unwrap(),
            1,
            "assigned yesterday evening, told this morning"
        );
        assert!(
            app.app.mailer.take()[0]
                .text
                .contains("Khôi giao bạn việc: Gửi mẫu cà phê")
        );
        records::create::<Tasks>(&khoi, task("Gọi chị Ngọc"))
            .await
            .unwrap();
        assert_eq!(
            notifications::daily_mail(&app.app).await.unwrap(),
            0,
            "one a day"
        );
        // Nine in the morning became midnight and a half: a new day, but too early.
        app.app.clock.advance(Duration::minutes(15 * 60 + 30));
        assert_eq!(notifications::daily_mail(&app.app).await.unwrap(), 0);
        app.app.clock.advance(Duration::minutes(7 * 60 + 30));
        assert_eq!(notifications::daily_mail(&app.app).await.unwrap(), 1);
        let mails = app.app.mailer.take();
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, "lan@gio.vn"));
        for line in [
            "Tới hạn: Gửi mẫu cà phê",
            "Tới hạn: Gọi chị Ngọc",
            "giao bạn việc: Gọi chị Ngọc",
            "/notifications",
        ] {
            assert!(mails[0].text.contains(line), "{line}: {}", mails[0].text);
        }
        assert!(
            !mails[0].text.contains("giao bạn việc: Gửi mẫu"),
            "told before"
        );
        assert_eq!(notifications::daily_mail(&app.app).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn who_is_given_many_at_once_hears_of_it_once() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let lan = app.browser("Lan", Role::Member).await;
        let user = app.ctx("Lan").await.actor.user_id;
        let mut ids = Vec::new();
        for number in 0..130 {
            let body = json!({ "name": format!("Khách {number}") });
            ids.push(khoi.post("/api/v1/parties", body).await.expect(201)["id"].clone());
        }
        let give = |ids: &[serde_json::Value], more: serde_json::Value| {
            let mut set = json!({ "owner_id": user });
            set.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({ "act": { "set": set }, "ids": ids })
        };
        let of_lan = || async { notifications::list(&app.ctx("Lan").await, None).await.unwrap() };
        khoi.post("/api/v1/parties/bulks", give(&ids, json!({}))).await.expect(200);
        let told = of_lan().await;
        assert_eq!(told.len(), 1, "one word for 130 customers");
        let page = lan.open("/notifications").await.text;
        assert!(page.contains("Khôi giao cho bạn 130\u{a0}khách"), "{page}");
        assert!(page.contains("href=\"/parties?"), "it leads to the own customers: {page}");
        let nobody = json!({ "act": { "set": { "owner_id": null, "salutation": "chị" } }, "ids": &ids[..2] });
        khoi.post("/api/v1/parties/bulks", nobody).await.expect(200);
        khoi.post("/api/v1/parties/bulks", give(&ids[..2], json!({ "salutation": "anh" }))).await.expect(200);
        let told = of_lan().await;
        assert_eq!((told.len(), notifications::count(&told[0].news)), (2, Some(2)), "record by record, and told once");
        let one = json!({ "act": { "set": { "owner_id": null } }, "ids": &ids[..1] });
        khoi.post("/api/v1/parties/bulks", one).await.expect(200);
        khoi.post("/api/v1/parties/bulks", give(&ids[..1], json!({}))).await.expect(200);
        let page = lan.open("/notifications").await.text;
        assert!(page.contains("Khôi giao bạn khách Khách 0"), "one alone is named: {page}");
        let mine = json!({ "act": { "set": { "owner_id": app.ctx("Khôi").await.actor.user_id } }, "ids": &ids[..5] });
        khoi.post("/api/v1/parties/bulks", mine).await.expect(200);
        assert!(notifications::list(&app.ctx("Khôi").await, None).await.unwrap().is_empty(), "nobody hears of the own act");
    })
    .await;
}
