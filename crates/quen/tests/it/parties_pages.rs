//! The pages of people and organisations: list, filters, form, two versions; and that nobody sees what they may not.

use quen_core::access::{Role, Scope};
use quen_testkit::{Browser, TestApp, on_both};
use serde_json::{Value, json};

/// Names and notes that would run or break out if they were not escaped.
const WICKED: [&str; 3] = [
    "<script>alert(1)</script>",
    "\" onmouseover=alert(1) x=\"",
    "'><img src=x onerror=alert(1)>",
];

/// A page that must be there.
async fn page(browser: &Browser, path: &str) -> String {
    let answer = browser.open(path).await;
    assert_eq!(answer.status, 200, "{path} {}", answer.text);
    answer.text
}

fn encoded(text: &str) -> String {
    quen_http::session::encode(text)
}

fn filter(condition: &Value) -> String {
    encoded(&json!({ "all": [condition] }).to_string())
}

/// Nothing typed has become markup.
fn assert_tame(page: &str, path: &str) {
    for broken in ["<script>alert", "\" onmouseover=", "<img src=x"] {
        assert!(!page.contains(broken), "{path}: {broken}");
    }
}

#[tokio::test]
async fn the_list_shows_sorts_filters_and_pages() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let empty = page(&khoi, "/parties").await;
        assert!(empty.contains("Chưa có khách nào ở đây"), "{empty}");
        for (name, kind, tags, place) in [
            ("Trần Ân", "person", vec!["VIP"], "Hải Châu, Đà Nẵng"),
            ("Lê Bình", "person", vec![], "Phú Nhuận, Huế"),
            ("Gió", "organization", vec!["VIP", "Sỉ"], "Đà Nẵng"),
        ] {
            let body = json!({ "name": name, "kind": kind, "tags": tags, "address": place });
            program.post("/api/v1/parties", body).await.expect(201);
        }
        let all = page(&khoi, "/parties").await;
        assert!(
            all.contains(">3</span>") && all.contains("Lê Bình"),
            "{all}"
        );
        assert!(!all.contains("aria-sort"), "{all}");
        let sorted = page(&khoi, "/parties?sort=name").await;
        assert_eq!(sorted.matches("aria-sort=\"ascending\"").count(), 1);
        let at = |name: &str| {
            sorted
                .find(&format!("title=\"{name}\""))
                .unwrap_or_default()
        };
        assert!(
            at("Trần Ân") < at("Lê Bình") && at("Lê Bình") < at("Gió"),
            "by given name"
        );
        let only = |condition: Value| {
            let khoi = khoi.clone();
            async move { page(&khoi, &format!("/parties?filter={}", filter(&condition))).await }
        };
        let vip = only(json!({ "field": "tags", "op": "in", "value": ["VIP"] })).await;
        assert!(vip.contains("Trần Ân") && vip.contains("Gió") && !vip.contains("Lê Bình"));
        let hue = only(json!({ "field": "province", "op": "in", "value": ["46"] })).await;
        assert!(
            hue.contains("Lê Bình") && !hue.contains("Trần Ân") && hue.contains("<b>Huế</b>"),
            "{hue}"
        );
        let none = only(json!({ "field": "stage", "op": "in", "value": ["commitment"] })).await;
        assert!(
            none.contains("Không có dòng nào khớp") && none.contains("Chặng là Thân"),
            "{none}"
        );
        let shops = page(&khoi, "/parties?kind=organization").await;
        assert!(shops.contains("Gió") && !shops.contains("Lê Bình"));
        let found = page(&khoi, "/parties?q=an").await;
        assert!(found.contains("Trần Ân") && !found.contains("Lê Bình"));
        let columns = page(&khoi, "/parties?columns=name&columns=tags,created_at").await;
        assert!(
            columns.contains(">Nhãn</span></th>") && !columns.contains("Nhịp mua</span></th>"),
            "{columns}"
        );
    })
    .await;
}

#[tokio::test]
async fn older_pages_are_reached_by_links() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        for n in 0..53 {
            let body = json!({ "name": format!("Khách {n:02}") });
            program.post("/api/v1/parties", body).await.expect(201);
        }
        let first = page(&khoi, "/parties?sort=name").await;
        assert!(first.contains("Khách 49") && !first.contains("Khách 50"));
        let next = first
            .split("href=\"")
            .filter(|part| part.contains("cursor="))
            .find_map(|part| part.split('"').next());
        let second = page(&khoi, &next.unwrap().replace("&amp;", "&")).await;
        assert!(
            second.contains("Khách 52")
                && !second.contains("Khách 49")
                && second.contains("Về trang đầu")
        );
    })
    .await;
}

#[tokio::test]
async fn a_filter_is_made_by_a_form_and_kept_in_the_address() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let form = page(&khoi, "/lists/parties/filters?field=stage&q=an").await;
        assert!(
            form.contains("name=\"value\" value=\"expansion\"")
                && form.contains("name=\"q\" value=\"an\""),
            "{form}"
        );
        let sent = khoi
            .open("/lists/parties/filters?field=stage&q=an&op=in&value=expansion&value=commitment")
            .await;
        assert_eq!(sent.status, 303);
        let place = sent.header("location").unwrap();
        let list = page(&khoi, place).await;
        assert!(
            list.contains("<b>Quen, Thân</b>") && list.contains("value=\"an\""),
            "{list}"
        );
        let change = list
            .split("href=\"")
            .find(|part| part.contains("/lists/parties/filters?field=stage&amp;at=0"))
            .unwrap();
        let change = change.split('"').next().unwrap().replace("&amp;", "&");
        let replaced = khoi.open(&format!("{change}&op=in&value=awareness")).await;
        let list = page(&khoi, replaced.header("location").unwrap()).await;
        assert!(list.contains("<b>Lạ</b>") && !list.contains("Quen, Thân"));
        let days = khoi
            .open("/lists/parties/filters?field=last_order_on&op=older_than_days&value=60")
            .await;
        let list = page(&khoi, days.header("location").unwrap()).await;
        assert!(
            list.contains(">quá</span><b>60\u{a0}ngày</b>") || list.contains("60\u{a0}ngày"),
            "{list}"
        );
        let nothing = khoi.open("/lists/parties/filters?field=stage&op=in").await;
        assert_eq!(nothing.status, 422);
        let bad = khoi
            .open("/lists/parties/filters?field=last_order_on&op=within_days&value=nhiều")
            .await;
        assert_eq!(bad.status, 422);
        assert_eq!(
            khoi.open("/lists/parties/filters?field=note").await.status,
            404
        );
        assert_eq!(khoi.open("/parties?filter=%7B").await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn the_form_keeps_what_was_typed_and_says_what_is_wrong_where() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let wrong = [
            ("name", ""),
            ("phones", "12"),
            ("birthday", "31/2"),
            ("note", "giữ lại"),
        ];
        let answer = khoi.submit("/parties/new", "/parties", &wrong).await;
        assert_eq!(answer.status, 422);
        for id in ["name", "phones", "birthday"] {
            assert!(
                answer
                    .text
                    .contains(&format!("aria-describedby=\"{id}-problem\"")),
                "{id} {}",
                answer.text
            );
        }
        assert!(answer.text.contains("value=\"12\"") && answer.text.contains("giữ lại</textarea>"));
        let right = [
            ("kind", "person"),
            ("name", "Nguyễn Thị Hồng Ngọc"),
            ("phones", "0905 218 467, 0236 3821 111"),
            ("emails", "ngoc@gio.vn"),
            ("birthday", "15/8/1960"),
            ("birthday_calendar", "lunar"),
            ("address", "47 Lê Đình Dương"),
            ("province", "48"),
            ("tags", "Sỉ, VIP"),
            ("roles", ""),
            ("roles", "customer"),
            ("roles", "partner"),
            ("source", "Hội chợ"),
        ];
        let made = khoi.submit("/parties/new", "/parties", &right).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let place = made.header("location").unwrap().to_owned();
        let program = app.owner("Khôi").await;
        let party = program.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(party["birthday"]["calendar"], "lunar");
        assert_eq!(party["address"]["province_code"], "48");
        assert_eq!(party["roles"], json!(["customer", "partner"]));
        assert_eq!(party["phones"].as_array().unwrap().len(), 2);
        let edit = format!("{place}/edit");
        let form = page(&khoi, &edit).await;
        assert!(
            form.contains("value=\"15/8/1960\"") && form.contains("value=\"Sỉ, VIP\""),
            "{form}"
        );
        let saved = khoi
            .submit(
                &edit,
                &edit,
                &[("version", "1"), ("name", "Hồng Ngọc"), ("roles", "")],
            )
            .await;
        assert_eq!(saved.status, 303);
        let party = program.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(
            (
                party["name"].clone(),
                party["roles"].clone(),
                party["note"].clone()
            ),
            (json!("Hồng Ngọc"), json!([]), Value::Null)
        );
    })
    .await;
}

#[tokio::test]
async fn somebody_known_already_is_shown_before_a_second_record_is_made() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        khoi.submit(
            "/parties/new",
            "/parties",
            &[("name", "Hồng Ngọc"), ("phones", "0905 218 467")],
        )
        .await;
        let again = [("name", "Chị Ngọc"), ("phones", "+84905218467")];
        let asked = khoi.submit("/parties/new", "/parties", &again).await;
        assert_eq!(asked.status, 422);
        assert!(
            asked.text.contains(">Hồng Ngọc</a>") && asked.text.contains("name=\"anyway\""),
            "{}",
            asked.text
        );
        let anyway = [
            ("name", "Chị Ngọc"),
            ("phones", "+84905218467"),
            ("anyway", "1"),
        ];
        assert_eq!(
            khoi.submit("/parties/new", "/parties", &anyway)
                .await
                .status,
            303
        );
    })
    .await;
}

#[tokio::test]
async fn two_versions_are_shown_side_by_side_and_chosen_field_by_field() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let made = program
            .post(
                "/api/v1/parties",
                json!({ "name": "Hồng Ngọc", "source": "Hội chợ" }),
            )
            .await;
        let place = made.header("location").unwrap().to_owned();
        made.expect(201);
        program
            .patch(&place, json!({ "name": "Hồng Nga", "note": "bên kia" }))
            .await
            .expect(200);
        let edit = format!("{}/edit", place.trim_start_matches("/api/v1"));
        let mine = [
            ("version", "1"),
            ("name", "Ngọc Bích"),
            ("source", "Zalo"),
            ("note", ""),
            ("was", r#"{"note":"","name":"Hồng Ngọc"}"#),
        ];
        let two = khoi.submit(&edit, &edit, &mine).await;
        assert_eq!(two.status, 409);
        for said in ["Hồng Nga", "Ngọc Bích", "Zalo", "Hội chợ", "bên kia"] {
            assert!(two.text.contains(said), "{said} {}", two.text);
        }
        let radio =
            |name: &str, value: &str| format!("name=\"keep_{name}\" value=\"{value}\" checked");
        assert!(
            two.text.contains(&radio("note", "theirs"))
                && two.text.contains(&radio("name", "mine")),
            "{}",
            two.text
        );
        let chosen = [
            ("version", "2"),
            ("name", "Ngọc Bích"),
            ("source", "Zalo"),
            ("note", ""),
            ("keep_name", "theirs"),
            ("keep_source", "mine"),
            ("keep_note", "theirs"),
        ];
        assert_eq!(khoi.submit(&edit, &edit, &chosen).await.status, 303);
        let party = program.get(&place).await.expect(200);
        assert_eq!(
            (&party["name"], &party["source"], &party["note"]),
            (&json!("Hồng Nga"), &json!("Zalo"), &json!("bên kia"))
        );
    })
    .await;
}

#[tokio::test]
async fn nothing_typed_becomes_markup() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        for text in WICKED {
            let body = json!({ "name": text, "note": text, "tags": [text], "source": text, "salutation": text, "address": text });
            let place = program.post("/api/v1/parties", body).await.expect(201)["id"].as_str().unwrap().to_owned();
            let q = encoded(text);
            let wicked = filter(&json!({ "field": "tags", "op": "in", "value": [text] }));
            for path in [
                format!("/parties?columns=name,tags,source,salutation,address&q={q}&x={q}"),
                "/parties?columns=name,tags,source,salutation,address".to_owned(),
                format!("/parties?filter={wicked}"),
                format!("/parties?filter={wicked}&kind=organization"),
                format!("/lists/parties/filters?field=tags&at=0&filter={wicked}"),
                format!("/parties/{place}"),
                format!("/parties/{place}/edit"),
                format!("/parties/new?name={q}"),
                format!("/find?q={q}"),
            ] {
                assert_tame(&page(&khoi, &path).await, &path);
            }
            let edit = format!("/parties/{place}/edit");
            let stale = khoi.submit(&edit, &edit, &[("version", "0"), ("name", text), ("note", text), ("source", "khác"), ("was", text)]).await;
            assert_eq!(stale.status, 409);
            assert_tame(&stale.text, "two versions");
            let wrong = khoi.submit("/parties/new", "/parties", &[("name", text), ("phones", text), ("note", text)]).await;
            assert_eq!(wrong.status, 422);
            assert_tame(&wrong.text, "form");
        }
    })
    .await;
}

/// A member who reaches only the own parties.
async fn narrow(app: &TestApp, name: &str) -> Browser {
    let browser = app.browser(name, Role::Member).await;
    app.narrow(name, Scope::Own).await;
    browser
}

#[tokio::test]
async fn a_member_of_own_scope_meets_only_the_own_parties() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let ha = narrow(&app, "Hà").await;
        let other = program
            .post(
                "/api/v1/parties",
                json!({ "name": "Hồng Ngọc", "phones": ["0905218467"] }),
            )
            .await
            .expect(201);
        let mine = ha
            .submit(
                "/parties/new",
                "/parties",
                &[("name", "Hồng Nga"), ("phones", "0905 218 467")],
            )
            .await;
        assert_eq!(
            mine.status, 303,
            "a hidden party with the same phone is not told of: {}",
            mine.text
        );
        for path in [
            "/parties",
            "/parties?q=hong",
            "/parties?sort=name",
            "/find?q=hong",
            "/find?q=467",
        ] {
            let seen = page(&ha, path).await;
            assert!(
                seen.contains("Hồng Nga") && !seen.contains("Hồng Ngọc"),
                "{path}"
            );
        }
        let id = other["id"].as_str().unwrap();
        for path in [format!("/parties/{id}"), format!("/parties/{id}/edit")] {
            assert_eq!(ha.open(&path).await.status, 404, "{path}");
        }
        let edit = format!("/parties/{id}/edit");
        assert_eq!(
            ha.submit("/parties/new", &edit, &[("name", "x")])
                .await
                .status,
            404
        );
    })
    .await;
}
