//! Settings, logo, mail server, tokens, several workspaces.

use axum::http::Method;
use quen_core::access::Role;
use quen_core::{Error, Noun};
use quen_service::{mail, tokens, workspaces};
use quen_testkit::{Browser, TestApp, on_both};
use serde_json::json;

use super::{between, with_mail};

fn general<'a>(currency: &'a str, zone: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("name", "Tiệm Gió Mới"),
        ("currency", currency),
        ("time_zone", zone),
        ("language", "en"),
        ("working_week", "mon_fri"),
        ("bin_days", "90"),
    ]
}

#[tokio::test]
async fn settings_are_changed_together_or_not_at_all() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let bad = khoi
            .submit("/settings", "/settings", &general("XXX", "Sao/Hỏa"))
            .await;
        assert_eq!(bad.status, 422);
        assert!(
            bad.text.contains("currency-problem")
                && bad.text.contains("time_zone-problem")
                && bad.text.contains("Tiệm Gió Mới")
        );
        assert_eq!(
            khoi.submit("/settings", "/settings", &general("USD", "Asia/Tokyo"))
                .await
                .status,
            303
        );
        let ctx = app.ctx("Khôi").await;
        assert_eq!(
            (
                ctx.settings.currency.code(),
                ctx.settings.time_zone.as_str()
            ),
            ("USD", "Asia/Tokyo")
        );
        assert!(khoi.open("/settings").await.text.contains("Tiệm Gió Mới"));
        let mut stale = general("USD", "Asia/Tokyo").to_vec();
        stale.push(("version", "1"));
        stale[0].1 = "Ghi đè";
        assert_eq!(
            khoi.submit("/settings", "/settings", &stale).await.status,
            409,
            "somebody was quicker"
        );
        let rows = ctx.read(quen_core::Permission::EventsRead).unwrap();
        let events = quen_store::events::of_record(&rows, app.workspace, 5)
            .await
            .unwrap();
        assert_eq!(
            (events.len(), events[0].noun.as_str()),
            (1, Noun::Workspaces.plural())
        );
    })
    .await;
}

#[tokio::test]
async fn the_currency_stays_once_there_are_orders() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(quen_core::Permission::OrdersWrite).await.unwrap();
        let party = quen_core::parties::Party::new(ctx.new_id(), "person", "An", ctx.now);
        quen_store::parties::insert(&tx.rows, &party).await.unwrap();
        let q = quen_store::db::sql(
            "INSERT INTO orders (workspace_id, id, number, number_key, party_id, ordered_at, ordered_on, status, currency, subtotal, discount, \
             tax, total, refunded, refunded_tax, custom, version, created_at, updated_at) \
             VALUES ($1, $2, 'A1', 'a1', $3, $4, $5, 'done', 'VND', 1, 0, 0, 1, 0, 0, $6, 1, $4, $4)",
        );
        let q = q.bind(ctx.actor.workspace_id).bind(ctx.new_id()).bind(party.id).bind(ctx.now).bind(ctx.today()).bind(json!({}));
        tx.rows.execute(q).await.unwrap();
        tx.commit().await.unwrap();
        let page = khoi.open("/settings").await.text;
        assert!(between(&page, "<select class=\"select\" id=\"currency\"", ">").contains("disabled"), "{page}");
        assert_eq!(khoi.submit("/settings", "/settings", &general("USD", "Asia/Tokyo")).await.status, 422);
        assert_eq!(khoi.submit("/settings", "/settings", &general("VND", "Asia/Tokyo")).await.status, 303);
    })
    .await;
}

async fn upload(browser: &Browser, bytes: &[u8]) -> quen_testkit::Answer {
    let token = between(
        &browser.open("/settings").await.text,
        "name=\"csrf\" content=\"",
        "\"",
    )
    .to_owned();
    let mut body = b"--x\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"l.png\"\r\nContent-Type: image/png\r\n\r\n".to_vec();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let kind = [("content-type", "multipart/form-data; boundary=x")];
    browser
        .send(
            Method::POST,
            &format!("/settings/logo?csrf={token}"),
            &kind,
            body,
        )
        .await
}

#[tokio::test]
async fn a_logo_is_a_small_picture_for_colleagues_alone() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let png = |size: usize| [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; size]].concat();
        assert_eq!(
            upload(&khoi, b"<svg onload=alert(1)>").await.status,
            422,
            "a picture by its bytes, not by its name"
        );
        assert_eq!(
            upload(&khoi, &png(600 * 1024)).await.status,
            422,
            "half a megabyte"
        );
        assert!(matches!(
            upload(&khoi, &png(3 * 1024 * 1024)).await.status,
            413 | 422
        ));
        assert_eq!(upload(&khoi, &png(100)).await.status, 303);
        let page = khoi.open("/parties").await.text;
        let address = format!("/settings/logo/{}", between(&page, "/settings/logo/", "\""));
        let picture = khoi.open(&address).await;
        assert_eq!(
            (picture.status, picture.header("content-type")),
            (200, Some("image/png"))
        );
        assert_eq!(picture.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(app.stranger().open(&address).await.status, 303);
        assert_eq!(
            khoi.submit("/settings", "/settings/logo/removal", &[])
                .await
                .status,
            303
        );
        assert_eq!(khoi.open(&address).await.status, 404);
        let token = between(
            &khoi.open("/settings").await.text,
            "name=\"csrf\" content=\"",
            "\"",
        )
        .to_owned();
        let member = app.browser("Duy", Role::Member).await;
        assert_eq!(upload(&member, &png(100)).await.status, 403, "{token}");
    })
    .await;
}

#[tokio::test]
async fn the_mail_password_is_sealed_and_never_shown() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        with_mail(&app, "Khôi").await;
        let page = khoi.open("/settings/mail").await.text;
        assert!(
            page.contains("smtp.gio.vn") && !page.contains("bí mật"),
            "{page}"
        );
        let stored = app.ctx("Khôi").await.settings.smtp.clone().unwrap();
        assert!(!stored.sealed_password.is_empty() && !stored.sealed_password.contains("bí mật"));
        let form = |host: &'static str, password: &'static str| {
            [
                ("smtp.host", host),
                ("smtp.port", "465"),
                ("smtp.tls", "1"),
                ("smtp.user", "chao"),
                ("smtp.password", password),
                ("smtp.from", "chao@gio.vn"),
            ]
        };
        assert_eq!(
            khoi.submit("/settings/mail", "/settings/mail", &form("smtp.gio.vn", ""))
                .await
                .status,
            303,
            "kept"
        );
        let kept = app.ctx("Khôi").await.settings.smtp.clone().unwrap();
        assert_eq!(
            (kept.port, &kept.sealed_password),
            (465, &stored.sealed_password)
        );
        let elsewhere = khoi
            .submit("/settings/mail", "/settings/mail", &form("smtp.xau.vn", ""))
            .await;
        assert_eq!(
            elsewhere.status, 422,
            "a stored password goes to no other server"
        );
        assert!(
            elsewhere.text.contains("smtp.xau.vn"),
            "what was typed stays"
        );
        let test = khoi
            .submit("/settings/mail", "/settings/mail/test", &[])
            .await
            .expect(200);
        assert!(test.as_str().unwrap().contains("khoi@gio.vn"));
        assert_eq!(app.app.mailer.take().len(), 1);
        assert_eq!(
            khoi.submit("/settings/mail", "/settings/mail/removal", &[])
                .await
                .status,
            303
        );
        assert_eq!(
            khoi.submit("/settings/mail", "/settings/mail/test", &[])
                .await
                .status,
            422
        );
    })
    .await;
}

#[tokio::test]
async fn one_mail_to_a_customer_is_on_the_timeline_only_when_it_went_out() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let made = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "Nguyễn Văn An", "emails": ["an@khach.vn"] }),
            )
            .await
            .expect(201);
        let ctx = app.ctx("Khôi").await;
        let letter = |subject: &str| mail::SendMail {
            party_id: made["id"].as_str().unwrap().parse().unwrap(),
            subject: subject.to_owned(),
            body: "Chào anh An".to_owned(),
            purpose: "service".to_owned(),
            automatic: false,
            files: Vec::new(),
        };
        assert_eq!(
            mail::send_to_party(&ctx, letter("Cà phê mới"))
                .await
                .unwrap_err(),
            Error::conflict("no-mail-server")
        );
        with_mail(&app, "Khôi").await;
        let ctx = app.ctx("Khôi").await;
        assert!(matches!(
            mail::send_to_party(&ctx, letter(" \n ")).await,
            Err(Error::Invalid(_))
        ));
        mail::send_to_party(&ctx, letter("Cà phê\r\nBcc: tat-ca@gio.vn"))
            .await
            .unwrap();
        let mails = app.app.mailer.take();
        assert_eq!(mails.len(), 1);
        assert_eq!(
            (mails[0].to.as_str(), mails[0].subject.as_str()),
            ("an@khach.vn", "Cà phê Bcc: tat-ca@gio.vn")
        );
        assert_eq!(mails[0].reply_to.as_deref(), Some("khoi@gio.vn"));
        let rows = ctx.read(quen_core::Permission::InteractionsRead).unwrap();
        let q = quen_store::db::sql(
            "SELECT kind, direction, channel FROM interactions WHERE workspace_id = $1",
        )
        .bind(app.workspace);
        let kept: Vec<(String, String, String)> = quen_store::Rows::all(&rows, q).await.unwrap();
        assert_eq!(
            kept,
            [("email".to_owned(), "out".to_owned(), "email".to_owned())]
        );
        app.colleague("Vy", Role::Viewer).await;
        let viewer = app.ctx("Vy").await;
        assert!(matches!(
            mail::send_to_party(&viewer, letter("x")).await,
            Err(Error::Forbidden(_))
        ));
        assert!(app.app.mailer.take().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_token_is_shown_once_and_can_do_no_more_than_its_maker() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let page = khoi
            .submit(
                "/tokens",
                "/tokens",
                &[("name", "Đồng bộ"), ("scopes", "read")],
            )
            .await
            .expect(200);
        let secret = between(page.as_str().unwrap(), "value=\"quen_", "\"").to_owned();
        assert_eq!(secret.len(), 43);
        let list = khoi.open("/tokens").await.text;
        assert!(
            list.contains("Đồng bộ") && !list.contains(&secret),
            "shown once"
        );
        let bearer = format!("Bearer quen_{secret}");
        let call = |method: Method, body: &'static [u8]| {
            let (browser, bearer) = (app.stranger(), bearer.clone());
            async move {
                let headers = [
                    ("authorization", bearer.as_str()),
                    ("content-type", "application/json"),
                ];
                browser
                    .send(method, "/api/v1/parties", &headers, body.to_vec())
                    .await
                    .status
            }
        };
        assert_eq!(
            (
                call(Method::GET, b"").await,
                call(Method::POST, b"{\"name\":\"An\"}").await
            ),
            (200, 403)
        );
        let revoke = format!(
            "/tokens/{}/revocation",
            between(&list, "action=\"/tokens/", "/revocation")
        );
        let lan = app.browser("Lan", Role::Owner).await;
        assert_eq!(
            lan.submit("/tokens", &revoke, &[]).await.status,
            404,
            "not another's"
        );
        assert_eq!(khoi.submit("/tokens", &revoke, &[]).await.status, 303);
        assert_eq!(call(Method::GET, b"").await, 401);
        let mut narrow = app.ctx("Khôi").await;
        narrow.actor.token.admin = false;
        let wide = quen_core::access::TokenScopes::FULL;
        assert_eq!(
            tokens::create(&narrow, "x", wide).await.unwrap_err(),
            Error::invalid("scopes", "out-of-reach")
        );
    })
    .await;
}

#[tokio::test]
async fn somebody_works_in_several_workspaces() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Member).await;
        khoi.submit("/parties/new", "/parties", &[("name", "Khách của Gió")])
            .await;
        assert_eq!(
            khoi.submit("/workspaces/new", "/workspaces", &[("name", "")])
                .await
                .status,
            422
        );
        assert_eq!(
            khoi.submit("/workspaces/new", "/workspaces", &[("name", "Tiệm Hai")])
                .await
                .status,
            303
        );
        let page = khoi.open("/parties").await.text;
        assert!(page.contains("Tiệm Hai") && !page.contains("Khách của Gió"));
        assert_eq!(
            khoi.open("/settings").await.status,
            200,
            "the maker owns it"
        );
        let back = [("id", app.workspace.to_string())];
        let back: Vec<(&str, &str)> = back.iter().map(|(a, b)| (*a, b.as_str())).collect();
        assert_eq!(
            khoi.submit("/parties", "/workspace", &back).await.status,
            303
        );
        assert!(khoi.open("/parties").await.text.contains("Khách của Gió"));
        assert_eq!(khoi.open("/settings").await.status, 403, "a member here");
        let foreign = app.workspace("xa").await.to_string();
        assert_eq!(
            khoi.submit("/parties", "/workspace", &[("id", &foreign)])
                .await
                .status,
            404
        );
        let twice = app.ctx("Khôi").await;
        workspaces::create(&twice, "Tiệm Hai").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_member_sees_no_settings() {
    let app = TestApp::new().await;
    let duy = app.browser("Duy", Role::Member).await;
    for page in ["/settings", "/settings/mail"] {
        assert_eq!(duy.open(page).await.status, 403, "{page}");
    }
    let users = duy.open("/users").await.text;
    assert!(!users.contains("href=\"/settings\"") && !users.contains("/users/invitations"));
}
