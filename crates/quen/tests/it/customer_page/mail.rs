//! One mail from the composer: sent, noted, or kept in the box when the server does not answer.

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

use super::{page, party, send};
use crate::accounts::with_mail;

const LETTER: [(&str, &str); 4] = [
    ("kind", "email"),
    ("direction", "send"),
    ("subject", "Báo giá tháng 3"),
    ("text", "Chào chị Ngọc,\nem gửi báo giá."),
];

#[tokio::test]
async fn the_composer_sends_one_mail_and_the_timeline_shows_it() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(
            &program,
            json!({ "name": "Hồng Ngọc", "emails": ["ngoc@khach.vn"] }),
        )
        .await;
        let (home, episodes) = (format!("/parties/{id}"), format!("/parties/{id}/episodes"));
        let before = page(&khoi, &home).await;
        assert!(
            before.contains("href=\"/settings/mail\"") && !before.contains("value=\"send\""),
            "without a server the way to it is shown"
        );
        let refused = send(&khoi, &home, &episodes, &LETTER).await;
        assert_eq!(refused.status, 422, "a tab from before: {}", refused.text);
        with_mail(&app, "Khôi").await;
        let ready = page(&khoi, &home).await;
        assert!(
            ready.contains("ngoc@khach.vn</option>") && !ready.contains("href=\"/settings/mail\"")
        );
        let sent = send(&khoi, &home, &episodes, &LETTER).await;
        assert_eq!(sent.status, 200, "{}", sent.text);
        assert!(
            sent.text.contains("gửi email") && sent.text.contains("Báo giá tháng 3"),
            "{}",
            sent.text
        );
        let mails = app.app.mailer.take();
        assert_eq!(
            (mails.len(), mails[0].to.as_str(), mails[0].subject.as_str()),
            (1, "ngoc@khach.vn", "Báo giá tháng 3")
        );
        let noted = [
            ("kind", "email"),
            ("direction", "in"),
            ("text", "Chị hỏi giá"),
        ];
        send(&khoi, &home, &episodes, &noted).await.expect(200);
        assert!(
            app.app.mailer.take().is_empty(),
            "what is only noted is not sent"
        );
        let kept = program.get("/api/v1/interactions").await.expect(200);
        let directions: Vec<_> = kept["data"].as_array().unwrap().iter().collect();
        assert_eq!(
            (&directions[0]["direction"], &directions[1]["direction"]),
            (&json!("in"), &json!("out"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_went_out_is_noted_though_a_field_of_ones_own_is_empty() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let mails = json!({ "field": "kind", "op": "eq", "value": "email" });
        let field = json!({ "noun": "interactions", "label_vi": "Lý do", "type": "text", "required_when": mails });
        program.post("/api/v1/fields", field).await.expect(201);
        app.work().await;
        with_mail(&app, "Khôi").await;
        let id = party(&program, json!({ "name": "Hồng Ngọc", "emails": ["ngoc@khach.vn"] })).await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let (home, episodes) = (format!("/parties/{id}"), format!("/parties/{id}/episodes"));
        send(&khoi, &home, &episodes, &LETTER).await;
        let sent = app.app.mailer.take().len();
        let noted = program.get("/api/v1/interactions").await.expect(200);
        assert_eq!((sent, noted["data"].as_array().unwrap().len()), (1, 1));
        let call = json!({ "party_id": id, "kind": "email", "channel": "email", "direction": "in", "body": "x" });
        let refused = program.post("/api/v1/interactions", call).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], "required", "who notes it by hand is asked");
    })
    .await;
}

#[tokio::test]
async fn a_customer_without_an_address_is_only_noted() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        with_mail(&app, "Khôi").await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let home = format!("/parties/{id}");
        let shown = page(&khoi, &home).await;
        assert!(
            shown.contains("Thêm địa chỉ") && !shown.contains("value=\"send\""),
            "{shown}"
        );
        let refused = send(&khoi, &home, &format!("{home}/episodes"), &LETTER).await;
        assert_eq!(refused.status, 422, "{}", refused.text);
        assert!(app.app.mailer.take().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_gone_costs_no_word() {
    on_both(|app| async move {
        let app = app.with_real_mail();
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = gone.local_addr().unwrap().port().to_string();
        drop(gone);
        let form = quen_service::workspaces::SmtpForm {
            host: "127.0.0.1".into(),
            port,
            tls: false,
            user: String::new(),
            password: String::new(),
            from: "chao@gio.vn".into(),
            from_name: String::new(),
            version: None,
        };
        quen_service::workspaces::set_smtp(&app.ctx("Khôi").await, form)
            .await
            .unwrap();
        let id = party(
            &program,
            json!({ "name": "Hồng Ngọc", "emails": ["ngoc@khach.vn"] }),
        )
        .await;
        let home = format!("/parties/{id}");
        let refused = send(&khoi, &home, &format!("{home}/episodes"), &LETTER).await;
        assert_eq!(refused.status, 422, "{}", refused.text);
        for part in [
            "Không nối được tới máy chủ email",
            "Báo giá tháng 3",
            "em gửi báo giá.</textarea>",
            "value=\"send\" selected",
        ] {
            assert!(refused.text.contains(part), "{part}: {}", refused.text);
        }
        let kept = program.get("/api/v1/interactions").await.expect(200);
        assert_eq!(
            kept["data"],
            json!([]),
            "what did not go out is not on the timeline"
        );
    })
    .await;
}
