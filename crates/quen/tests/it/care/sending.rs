//! Proposals by mail: one press sends through the one gate and writes it down; without a server the page says so and offers to
//! note; nothing is sent twice, and nothing that the gate refuses.

use quen_core::access::Role;
use quen_service::consents;
use quen_testkit::on_both;
use serde_json::json;

use super::by_hand::{entries, open_work, proposed};
use super::settled;

#[tokio::test]
async fn one_press_sends_the_mail_and_notes_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let (hoa, task) = proposed(&app, &khoi, "email").await;
        let place = format!("/api/v1/tasks/{task}/sending");
        let sent = khoi
            .post(&place, json!({ "subject": "Mừng sinh nhật" }))
            .await
            .expect(200);
        let mails = app.app.mailer.take();
        assert_eq!(mails.len(), 1);
        assert_eq!(
            (mails[0].to.as_str(), mails[0].subject.as_str()),
            ("hoa@khach.vn", "Mừng sinh nhật")
        );
        assert!(
            mails[0].text.contains("Chị Hoa ơi, chúc mừng!"),
            "the ready words: {}",
            mails[0].text
        );
        let told = entries(&khoi, &hoa).await;
        assert_eq!(
            (told.len(), &told[0]["id"], &told[0]["automatic"]),
            (1, &sent["interaction_id"], &json!(false))
        );
        assert!(open_work(&khoi, &hoa).await.is_empty(), "the task is done");
        let ended = settled(&khoi).await;
        assert_eq!(
            (&ended[0]["state"], &ended[0]["interaction_id"]),
            (&json!("sent"), &sent["interaction_id"])
        );
        let again = khoi.post(&place, json!({})).await;
        assert!(
            again.status == 404 || again.status == 409,
            "{}",
            again.status
        );
        khoi.delete(&format!("/api/v1/tasks/{task}/telling"))
            .await
            .expect(404);
        assert!(
            app.app.mailer.take().is_empty(),
            "what went out cannot go out again or be taken back"
        );
        let pressure = khoi
            .get(&format!("/api/v1/parties/{hoa}/contact-pressure"))
            .await
            .expect(200);
        assert_eq!(pressure["month"], 1, "and it counts once");
    })
    .await;
}

#[tokio::test]
async fn two_presses_at_once_send_one_mail() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let (_, task) = proposed(&app, &khoi, "email").await;
        let place = format!("/api/v1/tasks/{task}/sending");
        let presses = tokio::join!(
            khoi.post(&place, json!({})),
            khoi.post(&place, json!({})),
            khoi.post(&place, json!({}))
        );
        let fine = [presses.0.status, presses.1.status, presses.2.status];
        assert_eq!(
            fine.iter().filter(|status| **status == 200).count(),
            1,
            "{fine:?}"
        );
        assert_eq!(app.app.mailer.take().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn without_a_server_the_page_says_so_and_the_press_notes() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (hoa, task) = proposed(&app, &khoi, "email").await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let home = format!("/care/proposals/{task}");
        let page = browser.open(&home).await.text;
        assert!(
            page.contains("chưa cài máy chủ thư")
                && page.contains("/settings/mail")
                && !page.contains("/sending"),
            "{page}"
        );
        let refused = browser
            .submit(
                &home,
                &format!("{home}/sending"),
                &[("body", "Chúc chị Hoa")],
            )
            .await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.text.contains("Chúc chị Hoa"),
            "what was typed stays"
        );
        assert_eq!(
            open_work(&khoi, &hoa).await.len(),
            1,
            "it can still be followed"
        );
        let noted = browser
            .submit(
                &home,
                &format!("{home}/telling"),
                &[("body", "Chúc chị Hoa")],
            )
            .await;
        assert_eq!(noted.status, 303, "{}", noted.text);
        assert_eq!(entries(&khoi, &hoa).await[0]["body"], "Chúc chị Hoa");
    })
    .await;
}

#[tokio::test]
async fn the_page_sends_and_the_gate_has_the_last_word() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let (hoa, task) = proposed(&app, &khoi, "email").await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let home = format!("/care/proposals/{task}");
        let page = browser.open(&home).await.text;
        assert!(
            page.contains("Gửi ngay") && page.contains("name=\"subject\""),
            "{page}"
        );
        let ctx = app.ctx("Khôi").await;
        consents::withdraw_all(&ctx, hoa.parse().unwrap(), "link")
            .await
            .unwrap();
        let typed = [("subject", "Mừng sinh nhật"), ("body", "Chúc chị")];
        let refused = browser
            .submit(&home, &format!("{home}/sending"), &typed)
            .await;
        assert_eq!(
            refused.status, 422,
            "consent was withdrawn while the page was open"
        );
        assert!(app.app.mailer.take().is_empty() && entries(&khoi, &hoa).await.is_empty());
        let yes =
            json!({ "channel": "email", "purpose": "care", "answer": "yes", "source": "phone" });
        khoi.put(&format!("/api/v1/parties/{hoa}/consents"), yes)
            .await
            .expect(200);
        let gone = browser
            .submit(&home, &format!("{home}/sending"), &typed)
            .await;
        assert_eq!(
            (gone.status, gone.header("location")),
            (303, Some(format!("/parties/{hoa}").as_str())),
            "{}",
            gone.text
        );
        assert_eq!(app.app.mailer.take()[0].subject, "Mừng sinh nhật");
        let viewer = app.browser("Lan", Role::Viewer).await;
        let refused = viewer
            .submit("/today", &format!("{home}/sending"), &typed)
            .await;
        assert!(
            refused.status == 403 || refused.status == 404,
            "{}",
            refused.status
        );
    })
    .await;
}

#[tokio::test]
async fn what_goes_another_way_is_not_mailed() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let (_, task) = proposed(&app, &khoi, "zalo").await;
        let refused = khoi
            .post(&format!("/api/v1/tasks/{task}/sending"), json!({}))
            .await
            .expect(409);
        assert_eq!(refused["code"], "care-by-hand-only");
        assert!(app.app.mailer.take().is_empty());
    })
    .await;
}
