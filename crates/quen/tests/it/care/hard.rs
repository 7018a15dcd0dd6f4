//! What goes wrong on the way: a consent withdrawn in the middle, another time zone, an owner who left, a clock that jumps, no
//! mail server, two records of one customer.

use chrono::Duration;
use quen_core::access::Role;
use quen_core::messages::House;
use quen_service::{consents, users, workspaces};
use quen_testkit::on_both;
use serde_json::json;

use super::{born_today, coming, customer, hour, mailing, night, programme, settled};

#[tokio::test]
async fn a_consent_withdrawn_between_plan_and_sending_is_obeyed() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        programme(&khoi, mailing()).await;
        let mut birthday = born_today();
        birthday["birthday"]["day"] = json!(3);
        let hoa = customer(&khoi, "Trần Thị Hoa", birthday.clone()).await;
        birthday["emails"] = json!(["mai@khach.vn"]);
        customer(&khoi, "Lê Thị Mai", birthday).await;
        night(&app).await;
        assert_eq!(
            coming(&khoi).await.len(),
            2,
            "planned while nobody had refused"
        );
        app.app.clock.advance(Duration::days(1));
        consents::withdraw_all(&app.ctx("Khôi").await, hoa.parse().unwrap(), "link")
            .await
            .unwrap();
        hour(&app).await;
        let to: Vec<String> = app
            .app
            .mailer
            .take()
            .into_iter()
            .map(|mail| mail.to)
            .collect();
        assert_eq!(to, ["mai@khach.vn"]);
        let refused = settled(&khoi)
            .await
            .into_iter()
            .find(|touch| touch["state"] == "refused")
            .unwrap();
        assert_eq!(
            (
                refused["party_id"].clone(),
                refused["reasons"][0]["key"].clone()
            ),
            (json!(hoa), json!("gate-refused"))
        );
        assert!(
            refused["reasons"][0]["sentence"]
                .as_str()
                .is_some_and(|said| said.len() > 10)
        );
        night(&app).await;
        assert!(app.app.mailer.take().is_empty(), "and never tried again");
    })
    .await;
}

#[tokio::test]
async fn an_offer_needs_a_yes_and_a_wish_waits_for_the_cap() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let mut voucher = mailing();
        voucher["purpose"] = json!("ads");
        programme(&khoi, voucher).await;
        let patient = json!({ "occasion": "birthday", "mode": "send", "channel": "email", "days": 2 });
        let hoa = customer(&khoi, "Trần Thị Hoa", born_today()).await;
        night(&app).await;
        assert_eq!(settled(&khoi).await[0]["reasons"][0]["key"], "ad-gate-no-consent");
        programme(&khoi, patient).await;
        let house = House { week_cap: 1, ..House::default() };
        workspaces::set_contact(&app.ctx("Khôi").await, house, None).await.unwrap();
        app.app.clock.advance(Duration::days(2));
        let call = json!({ "party_id": hoa, "kind": "call", "direction": "out", "started_at": "2026-03-04T01:00:00Z", "body": "x" });
        khoi.post("/api/v1/interactions", call).await.expect(201);
        night(&app).await;
        let waiting = coming(&khoi).await;
        assert_eq!((waiting.len(), waiting[0]["reasons"][0]["key"].clone()), (1, json!("gate-week")), "{waiting:?}");
        app.app.clock.advance(Duration::days(3));
        night(&app).await;
        let ended = settled(&khoi).await;
        assert_eq!((ended[0]["state"].clone(), ended[0]["reasons"][0]["key"].clone()), (json!("refused"), json!("gate-week")), "its day has passed");
        assert!(app.app.mailer.take().is_empty());
    })
    .await;
}

#[tokio::test]
async fn nine_in_the_morning_is_where_the_customer_lives() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        programme(&khoi, json!({ "occasion": "birthday" })).await;
        let mut birthday = born_today();
        birthday["birthday"]["day"] = json!(3);
        let hoa = customer(&khoi, "Trần Thị Hoa", birthday).await;
        let place = format!("/api/v1/parties/{hoa}/contact-preference");
        let wish = json!({ "time_zone": "America/Los_Angeles", "source": "phone" });
        khoi.put(&place, wish).await.expect(200);
        night(&app).await;
        assert_eq!(coming(&khoi).await[0]["due_at"], "2026-03-03T17:00:00Z");
        // Noon of the 3rd in Đà Nẵng is the evening of the 2nd there.
        app.app.clock.advance(Duration::hours(27));
        night(&app).await;
        assert!(settled(&khoi).await.is_empty());
        app.app.clock.advance(Duration::hours(13));
        hour(&app).await;
        assert_eq!(settled(&khoi).await.len(), 1, "still the 3rd there");
    })
    .await;
}

#[tokio::test]
async fn a_proposal_for_a_leavers_customer_is_everybodys() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        app.colleague("Duy", Role::Member).await;
        let leaver = app.ctx("Duy").await.actor.user_id;
        programme(&khoi, json!({ "occasion": "birthday" })).await;
        let hoa = customer(&khoi, "Trần Thị Hoa", born_today()).await;
        let body = json!({ "owner_id": leaver });
        khoi.patch(&format!("/api/v1/parties/{hoa}"), body)
            .await
            .expect(200);
        let ctx = app.ctx("Khôi").await;
        users::remove(&ctx, leaver, ctx.actor.user_id)
            .await
            .unwrap();
        // The work of handing over has not been done yet.
        night(&app).await;
        let task = settled(&khoi).await[0]["task_id"]
            .as_str()
            .unwrap()
            .to_owned();
        let task = khoi.get(&format!("/api/v1/tasks/{task}")).await.expect(200);
        assert_eq!(task["assignee_id"], json!(null));
        let today =
            quen_service::today::list(&app.ctx("Khôi").await, quen_service::today::Whose::Mine)
                .await
                .unwrap();
        assert!(
            today
                .lines
                .iter()
                .any(|line| line.reason.key == "today-reason-care")
        );
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_jumps_makes_nothing_twice_and_nothing_late() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        programme(&khoi, mailing()).await;
        customer(&khoi, "Trần Thị Hoa", born_today()).await;
        let mut later = born_today();
        later["birthday"]["day"] = json!(9);
        customer(&khoi, "Lê Thị Mai", later).await;
        night(&app).await;
        assert_eq!(app.app.mailer.take().len(), 1);
        app.app.clock.advance(Duration::days(-2));
        night(&app).await;
        assert!(
            app.app.mailer.take().is_empty(),
            "back: nobody is wished well twice"
        );
        // The server was off over the second birthday.
        app.app.clock.advance(Duration::days(12));
        night(&app).await;
        assert!(
            app.app.mailer.take().is_empty(),
            "three days late is too late"
        );
        let refused = settled(&khoi)
            .await
            .into_iter()
            .find(|touch| touch["state"] == "refused");
        assert_eq!(refused.unwrap()["reasons"][0]["key"], "care-late");
        app.app.clock.advance(Duration::days(355));
        night(&app).await;
        assert_eq!(
            app.app.mailer.take().len(),
            1,
            "a year later it is a new occasion"
        );
    })
    .await;
}

#[tokio::test]
async fn without_a_mail_server_a_wish_waits_and_then_says_why() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        programme(&khoi, mailing()).await;
        customer(&khoi, "Trần Thị Hoa", born_today()).await;
        night(&app).await;
        let waiting = coming(&khoi).await;
        assert_eq!(waiting[0]["reasons"][0]["key"], "care-no-mail");
        crate::accounts::with_mail(&app, "Khôi").await;
        hour(&app).await;
        assert!(app.app.mailer.take().is_empty(), "not before the next look");
        app.app.clock.advance(Duration::hours(1));
        hour(&app).await;
        assert_eq!(app.app.mailer.take().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_records_of_one_customer_are_wished_well_once() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        programme(&khoi, json!({ "occasion": "birthday" })).await;
        let hoa = customer(&khoi, "Trần Thị Hoa", born_today()).await;
        night(&app).await;
        let twin = customer(&khoi, "Tran Thi Hoa", born_today()).await;
        super::care::plan(&app.ctx("Khôi").await, &super::Progress::default())
            .await
            .unwrap();
        assert_eq!(coming(&khoi).await.len(), 1);
        let merger = khoi
            .post(
                &format!("/api/v1/parties/{twin}/merger"),
                json!({ "loser": hoa }),
            )
            .await
            .expect(200);
        assert_eq!(merger["id"], json!(twin));
        night(&app).await;
        let ended = settled(&khoi).await;
        assert_eq!(
            (ended.len(), ended[0]["party_id"].clone()),
            (1, json!(twin)),
            "{ended:?}"
        );
        assert!(coming(&khoi).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_birthday_taken_away_and_a_customer_in_the_bin_end_the_plan() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        programme(&khoi, json!({ "occasion": "birthday" })).await;
        let mut birthday = born_today();
        birthday["birthday"]["day"] = json!(4);
        let hoa = customer(&khoi, "Trần Thị Hoa", birthday.clone()).await;
        let mai = customer(&khoi, "Lê Thị Mai", birthday).await;
        night(&app).await;
        assert_eq!(coming(&khoi).await.len(), 2);
        khoi.patch(
            &format!("/api/v1/parties/{hoa}"),
            json!({ "birthday": null }),
        )
        .await
        .expect(200);
        khoi.delete(&format!("/api/v1/parties/{mai}"))
            .await
            .expect(204);
        app.app.clock.advance(Duration::days(2));
        hour(&app).await;
        assert!(settled(&khoi).await.is_empty() && coming(&khoi).await.is_empty());
    })
    .await;
}
