//! The pages of care: programmes made and changed in a form that keeps what was typed, proposals declined with one click.

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

use super::{born_today, customer, night, programme, settled};

const FORM: [(&str, &str); 11] = [
    ("occasion", "birthday"),
    ("name", "Chúc sinh nhật"),
    ("days", "3"),
    ("side", "before"),
    ("audience", "everyone"),
    ("mode", "propose"),
    ("channel", "preferred"),
    ("purpose", "care"),
    ("holiday", ""),
    ("subject", ""),
    ("text", "{khach} ơi!"),
];

fn with(name: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    FORM.into_iter()
        .map(|(field, old)| (field, if field == name { value } else { old }))
        .collect()
}

#[tokio::test]
async fn a_programme_is_made_changed_and_taken_away_in_its_form() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        assert_eq!(khoi.open("/care").await.status, 200);
        let start = khoi.open("/care/programmes/new?occasion=win_back").await;
        assert!(start.text.contains("Mời khách quay lại"), "{}", start.text);
        let (new, made) = ("/care/programmes/new", "/care/programmes");
        let refused = khoi.submit(new, made, &with("text", "Chào {ten}")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Chào {ten}") && refused.text.contains("ngoặc nhọn"));
        assert_eq!(
            khoi.submit(new, made, &with("days", "ba")).await.status,
            422
        );
        assert_eq!(
            khoi.submit(new, made, &with("mode", "send")).await.status,
            422
        );
        assert_eq!(khoi.submit(new, made, &FORM).await.status, 303);
        let listed = program.get("/api/v1/care/programmes").await.expect(200);
        assert_eq!(listed["data"][0]["days"], -3);
        let home = format!("{made}/{}", listed["data"][0]["id"].as_str().unwrap());
        let page = khoi.open(&home).await;
        assert!(page.text.contains("{khach} ơi!"), "{}", page.text);
        let later: Vec<(&str, &str)> = with("side", "after");
        assert_eq!(khoi.submit(&home, &home, &later).await.status, 303);
        let listed = program.get("/api/v1/care/programmes").await.expect(200);
        assert_eq!(
            (
                listed["data"][0]["days"].clone(),
                listed["data"][0]["version"].clone()
            ),
            (json!(3), json!(2))
        );
        assert!(khoi.open("/care").await.text.contains("Chúc sinh nhật"));
        assert_eq!(
            khoi.submit(&home, &format!("{home}/removal"), &[])
                .await
                .status,
            303
        );
        assert_eq!(khoi.open(&home).await.status, 404);
        let lan = app.browser("Lan", Role::Viewer).await;
        assert_eq!(lan.open("/care").await.status, 200);
        assert_eq!(lan.open(new).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn proposals_stand_on_the_pages_with_their_reason_and_are_declined_there() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        programme(&program, json!({ "occasion": "birthday" })).await;
        let hoa = customer(&program, "Trần Thị Hoa", born_today()).await;
        night(&app).await;
        let today = khoi.open("/today").await;
        assert!(
            today.text.contains("Sinh nhật ngày 02/03/2026"),
            "{}",
            today.text
        );
        let home = format!("/parties/{hoa}");
        let page = khoi.open(&home).await;
        assert!(
            page.text.contains("Sinh nhật ngày 02/03/2026") && page.text.contains("trong 7 ngày"),
            "{}",
            page.text
        );
        let task = settled(&program).await[0]["task_id"]
            .as_str()
            .unwrap()
            .to_owned();
        let refusal = format!("{home}/tasks/{task}/refusal");
        assert_eq!(khoi.submit(&home, &refusal, &[]).await.status, 303);
        assert_eq!(settled(&program).await[0]["shown"], "declined");
        for path in ["/care", "/care/coming", "/care/settled"] {
            let page = khoi.open(path).await;
            assert_eq!(page.status, 200, "{path}");
        }
        assert!(khoi.open("/care/settled").await.text.contains("Đã bỏ"));
    })
    .await;
}

#[tokio::test]
async fn a_programme_changed_twice_shows_both_and_a_refused_one_is_kept_as_a_draft() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let new = "/care/programmes/new?occasion=birthday";
        let mut wrong = with("days", "ba");
        wrong.push(("draft", new));
        assert_eq!(
            khoi.submit(new, "/care/programmes", &wrong).await.status,
            422
        );
        let taken = khoi.open(&format!("{new}&draft=1")).await;
        assert!(taken.text.contains("value=\"ba\""), "{}", taken.text);
        assert_eq!(
            khoi.submit(new, "/care/programmes", &FORM).await.status,
            303
        );
        let listed = program.get("/api/v1/care/programmes").await.expect(200);
        let id = listed["data"][0]["id"].as_str().unwrap().to_owned();
        let home = format!("/care/programmes/{id}");
        let sent = |name: &'static str, version: &'static str| {
            let mut all = with("name", name);
            all.push(("version", version));
            all
        };
        assert_eq!(
            khoi.submit(&home, &home, &sent("Mừng tuổi mới", "1"))
                .await
                .status,
            303
        );
        let late = khoi.submit(&home, &home, &sent("Chúc tuổi", "1")).await;
        assert_eq!(late.status, 409, "{}", late.text);
        assert!(
            late.text.contains("Mừng tuổi mới") && late.text.contains("Chúc tuổi"),
            "{}",
            late.text
        );
        assert_eq!(
            khoi.submit(&home, &home, &sent("Chúc tuổi", "2"))
                .await
                .status,
            303
        );
    })
    .await;
}
