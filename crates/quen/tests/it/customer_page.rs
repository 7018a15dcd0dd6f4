//! The page of one party: what it shows, what can be done on it, and who is told of it.

use axum::http::Method;
use quen_core::access::{Role, Scope};
use quen_testkit::{Answer, Browser, Client, TestApp, on_both};
use serde_json::{Value, json};

/// What htmx adds to a request for a part of a page.
const PART: [(&str, &str); 2] = [("hx-request", "true"), ("hx-request-type", "partial")];
/// Names and notes that would run or break out if they were not escaped.
const WICKED: [&str; 3] = [
    "<script>alert(1)</script>",
    "\" onmouseover=alert(1) x=\"",
    "'><img src=x onerror=alert(1)>",
];

async fn party(program: &Client, body: Value) -> String {
    let made = program.post("/api/v1/parties", body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn page(browser: &Browser, path: &str) -> String {
    let answer = browser.open(path).await;
    assert_eq!(answer.status, 200, "{path} {}", answer.text);
    answer.text
}

/// A part of the page, as htmx asks for it.
async fn part(browser: &Browser, path: &str) -> Answer {
    browser.send(Method::GET, path, &PART, Vec::new()).await
}

/// Sends a form as htmx does.
async fn send(browser: &Browser, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.open(from).await.text;
    let token = page
        .split("name=\"csrf\" content=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let encode = quen_http::session::encode;
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    let headers = [
        PART[0],
        PART[1],
        ("content-type", "application/x-www-form-urlencoded"),
        ("x-csrf-token", token.unwrap_or_default()),
    ];
    browser
        .send(Method::POST, path, &headers, pairs.join("&").into_bytes())
        .await
}

fn assert_tame(page: &str, path: &str) {
    for broken in ["<script>alert", "\" onmouseover=", "<img src=x"] {
        assert!(!page.contains(broken), "{path}: {broken}");
    }
}

#[tokio::test]
async fn it_shows_real_figures_and_says_where_there_are_too_few() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Nguyễn Thị Hồng Ngọc", "phones": ["0905218467"], "emails": ["ngoc@gio.vn"], "gender": "female" })).await;
        let home = format!("/parties/{id}");
        let new = page(&khoi, &home).await;
        for shown in ["tel:+84905218467", "https://zalo.me/84905218467", "mailto:ngoc@gio.vn", "chưa đủ", "chưa mua", "Không còn việc nào"] {
            assert!(new.contains(shown), "{shown}");
        }
        assert!(!new.contains("Lãi góp</span>"), "no margin is invented");
        for (day, total) in [("2026-01-10", 4_000_000), ("2026-01-30", 3_560_000), ("2026-02-19", 1_000_000)] {
            let order = json!({ "party_id": id, "ordered_at": format!("{day}T03:00:00Z"), "lines": [{ "text": "Hạt rang", "quantity": 1, "unit_price": total }] });
            program.post("/api/v1/orders", order).await.expect(201);
        }
        let shown = page(&khoi, &home).await;
        for figure in ["8,6<small>tr\u{a0}₫</small>", ">3<small>lần</small>", ">20<small>ngày</small>", ">11<small>ngày trước</small>", "đúng nhịp"] {
            assert!(shown.contains(figure), "{figure} {shown}");
        }
        let buying = page(&khoi, &format!("{home}?only=buying")).await;
        assert_eq!(buying.matches("<b>Đơn hàng</b>").count(), 3);
        assert!(!page(&khoi, &format!("{home}?only=talk")).await.contains("<b>Đơn hàng</b>"));
    })
    .await;
}

#[tokio::test]
async fn the_composer_writes_each_kind_and_keeps_what_was_wrong() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let (home, episodes) = (format!("/parties/{id}"), format!("/parties/{id}/episodes"));
        let call = [
            ("kind", "call"),
            ("text", "Hỏi giá sỉ"),
            ("direction", "in"),
            ("outcome", "interested"),
            ("minutes", "6"),
            ("at", "hôm qua 14:30"),
        ];
        let said = send(&khoi, &home, &episodes, &call).await.expect(200);
        let said = said.as_str().unwrap();
        assert!(
            said.contains("gọi đến")
                && said.contains("Hỏi giá sỉ")
                && said.contains("hx-target=\"#record-head\""),
            "{said}"
        );
        let kept = program.get("/api/v1/interactions").await.expect(200);
        assert_eq!(kept["data"][0]["started_at"], "2026-03-01T07:30:00Z");
        assert_eq!(kept["data"][0]["ended_at"], "2026-03-01T07:36:00Z");
        send(
            &khoi,
            &home,
            &episodes,
            &[
                ("kind", "task"),
                ("text", "Gửi mẫu\nhai loại"),
                ("due", "thứ 6"),
            ],
        )
        .await
        .expect(200);
        let task = program.get("/api/v1/tasks").await.expect(200)["data"][0].clone();
        assert_eq!(
            (&task["title"], &task["note"], &task["due_on"]),
            (&json!("Gửi mẫu"), &json!("hai loại"), &json!("2026-03-06"))
        );
        for (kind, extra) in [
            ("note", ("x", "")),
            ("message", ("channel", "zalo")),
            ("meeting", ("minutes", "30")),
            ("email", ("subject", "Báo giá")),
        ] {
            let plain = khoi
                .submit(
                    &home,
                    &episodes,
                    &[("kind", kind), ("text", "không cần script"), extra],
                )
                .await;
            assert_eq!(plain.status, 303, "{kind} {}", plain.text);
        }
        assert_eq!(
            program.get("/api/v1/interactions").await.expect(200)["data"]
                .as_array()
                .unwrap()
                .len(),
            5
        );
        for wrong in [
            vec![("kind", "note"), ("text", " ")],
            vec![("kind", "task"), ("text", "giữ chữ này"), ("due", "sớm")],
            vec![
                ("kind", "call"),
                ("text", "giữ chữ này"),
                ("minutes", "nhiều"),
            ],
        ] {
            let answer = send(&khoi, &home, &episodes, &wrong).await;
            assert_eq!(answer.status, 422, "{wrong:?}");
            assert!(answer.text.contains("role=\"alert\""));
            assert!(wrong[1].1.trim().is_empty() || answer.text.contains("giữ chữ này</textarea>"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_field_is_edited_in_place_and_nobody_is_overwritten_unseen() {
    on_both(|app| async move {
        let program = app.owner("Hà").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(
            &program,
            json!({ "name": "Hồng Ngọc", "phones": ["0905218467"] }),
        )
        .await;
        let (home, phones) = (
            format!("/parties/{id}"),
            format!("/parties/{id}/fields/phones"),
        );
        let form = part(&khoi, &format!("{phones}?edit=1")).await.expect(200);
        assert!(
            form.as_str()
                .unwrap()
                .contains("name=\"version\" value=\"1\"")
                && form.as_str().unwrap().contains("value=\"0905 218 467\"")
        );
        let bad = send(&khoi, &home, &phones, &[("phones", "12"), ("version", "1")]).await;
        assert_eq!(bad.status, 422);
        assert!(
            bad.text.contains("value=\"12\"") && bad.text.contains("role=\"alert\""),
            "{}",
            bad.text
        );
        let good = send(
            &khoi,
            &home,
            &phones,
            &[("phones", "0912 345 678"), ("version", "1")],
        )
        .await;
        assert_eq!(good.status, 200);
        assert!(
            good.text.contains("0912 345 678") && good.text.contains("saved-tick"),
            "{}",
            good.text
        );
        program
            .patch(
                &format!("/api/v1/parties/{id}"),
                json!({ "phones": ["0933333333"] }),
            )
            .await
            .expect(200);
        let late = send(
            &khoi,
            &home,
            &phones,
            &[("phones", "0944 444 444"), ("version", "2")],
        )
        .await;
        assert_eq!(late.status, 409);
        assert!(
            late.text.replace('\u{a0}', " ").contains("0933 333 333")
                && late.text.replace('\u{a0}', " ").contains("0944 444 444")
                && late.text.replace('\u{a0}', " ").contains("Hà vừa sửa"),
            "{}",
            late.text
        );
        let salutation = format!("{home}/fields/salutation");
        let elsewhere = [("salutation", "chị Ngọc"), ("was", ""), ("version", "1")];
        let kept = send(&khoi, &home, &salutation, &elsewhere).await;
        assert_eq!(
            kept.status, 200,
            "another field was changed meanwhile: {}",
            kept.text
        );
        let mine = send(
            &khoi,
            &home,
            &phones,
            &[("phones", "0944 444 444"), ("version", "4")],
        )
        .await;
        assert_eq!(mine.status, 200);
        assert_eq!(
            part(&khoi, &format!("{home}/fields/spend?edit=1"))
                .await
                .status,
            404
        );
        assert_eq!(
            khoi.open(&format!("{phones}?edit=1")).await.status,
            303,
            "without script the form is the page"
        );
        let changes = part(&khoi, &format!("{home}/history")).await.expect(200);
        let changes = changes.as_str().unwrap().replace('\u{a0}', " ");
        assert!(
            changes.contains("0905 218 467") && changes.contains("Lấy lại bản cũ"),
            "{changes}"
        );
        let change = changes
            .rsplit("/history/")
            .next()
            .and_then(|rest| rest.split('"').next())
            .unwrap();
        let back = khoi
            .submit(
                &home,
                &format!("{home}/history/{change}"),
                &[("field", "phones"), ("version", "5")],
            )
            .await;
        assert_eq!(back.status, 303, "{}", back.text);
        let now = program
            .get(&format!("/api/v1/parties/{id}"))
            .await
            .expect(200);
        assert_eq!(now["phones"][0]["display"], "0905 218 467");
    })
    .await;
}

#[tokio::test]
async fn work_people_stage_bin_and_merge() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let shop = party(
            &program,
            json!({ "name": "Tiệm Gió", "kind": "organization" }),
        )
        .await;
        let twin = party(&program, json!({ "name": "Chị Ngọc", "note": "bản trùng" })).await;
        let home = format!("/parties/{id}");
        for title in ["Gửi mẫu", "Gọi lại"] {
            program
                .post(
                    "/api/v1/tasks",
                    json!({ "party_id": id, "title": title, "due_on": "2026-03-01" }),
                )
                .await
                .expect(201);
        }
        let open = page(&khoi, &home).await;
        assert!(
            open.contains("trễ 1\u{a0}ngày") || open.contains("trễ 1 ngày"),
            "{open}"
        );
        let task = open
            .split("/tasks/")
            .nth(1)
            .and_then(|rest| rest.split('/').next())
            .unwrap()
            .to_owned();
        let done = send(
            &khoi,
            &home,
            &format!("{home}/tasks/{task}/completion"),
            &[],
        )
        .await
        .expect(200);
        assert!(done.as_str().unwrap().contains("làm xong:"));
        let other = page(&khoi, &home)
            .await
            .split("/tasks/")
            .nth(1)
            .and_then(|rest| rest.split('/').next())
            .unwrap()
            .to_owned();
        send(
            &khoi,
            &home,
            &format!("{home}/tasks/{other}/snooze"),
            &[("until", "next week")],
        )
        .await
        .expect(200);
        assert!(
            program.get("/api/v1/tasks").await.expect(200)["data"]
                .to_string()
                .contains("2026-03-09")
        );
        assert_eq!(
            send(
                &khoi,
                &home,
                &format!("/parties/{shop}/tasks/{other}/completion"),
                &[]
            )
            .await
            .status,
            404
        );
        let choices = part(&khoi, &format!("/parties/choices?q=tiem&not={id}"))
            .await
            .expect(200);
        assert!(
            choices
                .as_str()
                .unwrap()
                .contains(&format!("data-value=\"{shop}\""))
        );
        let links = format!("{home}/links");
        let linked = send(
            &khoi,
            &home,
            &links,
            &[
                ("kind", "works_at"),
                ("to_id", &shop),
                ("title", "chủ quán"),
            ],
        )
        .await
        .expect(200);
        assert!(
            linked.as_str().unwrap().contains("Tiệm Gió")
                && linked.as_str().unwrap().contains("chủ quán")
        );
        assert_eq!(
            send(
                &khoi,
                &home,
                &links,
                &[("kind", "works_at"), ("to_id", &shop)]
            )
            .await
            .status,
            422
        );
        assert!(
            page(&khoi, "/parties").await.contains(">Tiệm Gió</a>"),
            "the list names where one works"
        );
        let link = page(&khoi, &home)
            .await
            .split("/links/")
            .nth(1)
            .and_then(|rest| rest.split('/').next())
            .unwrap()
            .to_owned();
        send(&khoi, &home, &format!("{links}/{link}/deletion"), &[])
            .await
            .expect(200);
        program
            .post(
                "/api/v1/interactions",
                json!({ "party_id": id, "kind": "meeting", "started_at": "2026-02-20T03:00:00Z" }),
            )
            .await
            .expect(201);
        let stage = format!("{home}/stage");
        let why = part(&khoi, &format!("{stage}?to=commitment"))
            .await
            .expect(200);
        assert!(
            why.as_str().unwrap().contains("Đã trò chuyện hai chiều")
                && why
                    .as_str()
                    .unwrap()
                    .contains("value=\"commitment\" selected"),
            "{why}"
        );
        assert_eq!(
            khoi.submit(&home, &stage, &[("stage", "commitment"), ("reason", "")])
                .await
                .status,
            422
        );
        assert_eq!(
            khoi.submit(
                &home,
                &stage,
                &[("stage", "commitment"), ("reason", "hợp đồng năm")]
            )
            .await
            .status,
            303
        );
        assert!(page(&khoi, &stage).await.contains("hợp đồng năm"));
        assert_eq!(
            program
                .get(&format!("/api/v1/parties/{id}"))
                .await
                .expect(200)["stage"],
            "commitment"
        );
        assert_eq!(
            khoi.submit(&home, &stage, &[("clear", "1")]).await.status,
            303
        );
        assert_eq!(
            khoi.submit(&home, &format!("{home}/merge"), &[("loser", &twin)])
                .await
                .status,
            303
        );
        assert!(
            page(&khoi, &home).await.contains("bản trùng")
                || program.get(&format!("/api/v1/parties/{twin}")).await.status == 404
        );
        assert_eq!(
            khoi.open(&format!("/parties/{twin}")).await.status,
            303,
            "the merged one leads to the one that stays"
        );
        assert_eq!(
            khoi.submit(&home, &format!("{home}/deletion"), &[])
                .await
                .status,
            303
        );
        let gone = khoi.open(&home).await;
        assert!(
            gone.status == 410 && gone.text.contains("đang ở thùng rác"),
            "{}",
            gone.text
        );
        assert_eq!(
            khoi.submit("/parties", &format!("{home}/restoration"), &[])
                .await
                .status,
            303
        );
        page(&khoi, &home).await;
    })
    .await;
}

#[tokio::test]
async fn older_entries_follow_under_their_headings() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        for n in 0..60 {
            let body = json!({ "party_id": id, "kind": "note", "body": format!("mẩu số {n:02}."), "started_at": format!("2026-01-{:02}T03:00:00Z", 1 + n % 28) });
            program.post("/api/v1/interactions", body).await.expect(201);
        }
        let first = page(&khoi, &format!("/parties/{id}?only=talk")).await;
        let next = first.split("hx-get=\"").find(|part| part.contains("/timeline?")).and_then(|part| part.split('"').next()).unwrap();
        let older = part(&khoi, &next.replace("&amp;", "&")).await.expect(200);
        let (first, older) = (first.matches("mẩu số ").count(), older.as_str().unwrap().to_owned());
        assert_eq!(first + older.matches("mẩu số ").count(), 60);
        assert!(!older.contains("Tháng 1/2026"), "the same month is not headed twice: {older}");
        assert_eq!(khoi.open(&next.replace("&amp;", "&")).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn nothing_typed_becomes_markup() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        for text in WICKED {
            let shop = party(&program, json!({ "name": format!("{text}\u{a0}"), "kind": "organization" })).await;
            let id = party(&program, json!({ "name": text, "note": text, "tags": [text], "source": text, "salutation": text, "address": text })).await;
            let home = format!("/parties/{id}");
            program.patch(&format!("/api/v1/parties/{id}"), json!({ "note": "khác" })).await.expect(200);
            program.post("/api/v1/interactions", json!({ "party_id": id, "kind": "email", "subject": text, "body": text, "outcome": text })).await.expect(201);
            program.post("/api/v1/tasks", json!({ "party_id": id, "title": text, "note": text })).await.expect(201);
            program.post("/api/v1/orders", json!({ "party_id": shop, "contact_id": id, "lines": [{ "text": text, "quantity": 1, "unit_price": 1000 }] })).await.expect(201);
            khoi.submit(&home, &format!("{home}/links"), &[("kind", "works_at"), ("to_id", &shop), ("title", text)]).await;
            khoi.submit(&home, &format!("{home}/stage"), &[("stage", "commitment"), ("reason", text)]).await;
            for path in [home.clone(), format!("{home}/stage"), format!("{home}/history"), format!("{home}/merge"), "/find?q=1".to_owned()] {
                assert_tame(&page(&khoi, &path).await, &path);
            }
            for path in [format!("{home}/fields/tags?edit=1"), format!("{home}/fields/note"), format!("{home}/stage"), format!("{home}/history"), "/parties/choices?q=script+onmouseover+img".to_owned()] {
                assert_tame(&part(&khoi, &path).await.text, &path);
            }
            let wrong = send(&khoi, &home, &format!("{home}/episodes"), &[("kind", "task"), ("text", text), ("due", text)]).await;
            assert_eq!(wrong.status, 422);
            assert_tame(&wrong.text, "composer");
            let late = send(&khoi, &home, &format!("{home}/fields/note"), &[("note", text), ("version", "1")]).await;
            assert_eq!(late.status, 409);
            assert_tame(&late.text, "both values");
        }
    })
    .await;
}

/// A browser of a member who reaches only the own parties.
async fn narrow(app: &TestApp, name: &str) -> Browser {
    let browser = app.browser(name, Role::Member).await;
    app.narrow(name, Scope::Own).await;
    browser
}

#[tokio::test]
async fn what_is_out_of_reach_is_not_there() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let ha = narrow(&app, "Hà").await;
        let id = party(
            &program,
            json!({ "name": "Hồng Ngọc", "phones": ["0905218467"] }),
        )
        .await;
        let home = format!("/parties/{id}");
        for path in [
            "",
            "/edit",
            "/stage",
            "/history",
            "/merge",
            "/timeline?before=x",
            "/fields/phones",
        ] {
            let answer = part(&ha, &format!("{home}{path}")).await;
            assert!(
                [403, 404, 422].contains(&answer.status) && !answer.text.contains("Hồng Ngọc"),
                "{path} {}",
                answer.text
            );
        }
        for (path, fields) in [
            ("/episodes", vec![("kind", "note"), ("text", "x")]),
            ("/deletion", vec![]),
            ("/links", vec![("kind", "household")]),
            ("/fields/name", vec![("name", "x")]),
            (
                "/stage",
                vec![("stage", "commitment"), ("reason", "vì thế")],
            ),
        ] {
            let answer = send(&ha, "/parties", &format!("{home}{path}"), &fields).await;
            assert!(
                [404, 422].contains(&answer.status) && !answer.text.contains("Hồng Ngọc"),
                "{path} {}",
                answer.text
            );
        }
        let live = format!("/live?party={id}");
        assert_eq!(ha.open(&live).await.status, 404);
        assert!(
            !part(&ha, "/parties/choices?q=hong")
                .await
                .text
                .contains("Hồng Ngọc")
        );
        assert_eq!(
            program
                .get(&format!("/api/v1/parties/{id}"))
                .await
                .expect(200)["version"],
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_by_a_colleague_appears_without_reload_and_only_to_those_who_may_see_it() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let lan = app.browser("Lan", Role::Member).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let other = party(&program, json!({ "name": "Gia Hân" })).await;
        let mut news = lan.listen(&format!("/live?party={id}")).await;
        assert!(
            news.next().await.unwrap().starts_with(':'),
            "a comment at once"
        );
        program
            .patch(
                &format!("/api/v1/parties/{other}"),
                json!({ "note": "chuyện khác" }),
            )
            .await
            .expect(200);
        program
            .patch(
                &format!("/api/v1/parties/{id}"),
                json!({ "name": "Hồng Nga\u{a0}<b>" }),
            )
            .await
            .expect(200);
        let told = news.next().await.unwrap();
        assert!(
            told.starts_with("data: ")
                && told.contains("hx-target=\"#record-head\"")
                && told.contains("Khôi vừa sửa"),
            "{told}"
        );
        assert!(
            told.contains("Hồng Nga") && !told.contains("<b>\"") && !told.contains("chuyện khác"),
            "{told}"
        );
        app.narrow("Lan", Scope::Own).await;
        program
            .patch(
                &format!("/api/v1/parties/{id}"),
                json!({ "note": "giờ là chuyện riêng" }),
            )
            .await
            .expect(200);
        assert_eq!(
            news.next_within(std::time::Duration::from_millis(900))
                .await,
            None,
            "out of reach from now on"
        );
    })
    .await;
}
