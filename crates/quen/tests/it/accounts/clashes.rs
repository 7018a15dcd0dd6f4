//! Two who change the same settings: the second one sees both and chooses; nothing is lost and nothing is overwritten unseen.

use quen_core::access::Role;
use quen_testkit::on_both;

/// The hidden values of the first form of a page that sends to `path`.
fn hidden(page: &str, path: &str) -> Vec<(String, String)> {
    let form = page
        .split(&format!("action=\"{path}\""))
        .nth(1)
        .unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let inputs = form.split("<input type=\"hidden\"").skip(1);
    let part = |input: &str, name: &str| {
        let rest = input
            .split(&format!("{name}=\""))
            .nth(1)
            .unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    inputs
        .map(|input| (part(input, " name"), part(input, " value")))
        .filter(|(name, _)| name != "csrf")
        .collect()
}

#[tokio::test]
async fn two_who_change_the_same_settings_see_both_and_lose_nothing() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let lan = app.browser("Lan", Role::Owner).await;
        let mail = [
            ("smtp.host", "smtp.gio.vn"),
            ("smtp.port", "25"),
            ("smtp.from", "chao@gio.vn"),
        ];
        let rules = |week: &'static str| {
            [
                ("quiet_from", "21"),
                ("quiet_to", "8"),
                ("week_cap", week),
                ("month_cap", "6"),
                ("quarter_cap", "12"),
            ]
        };
        let opened = khoi.open("/settings/contact").await.text;
        let marks = hidden(&opened, "/settings/contact");
        assert!(marks.iter().any(|(name, _)| name == "version"), "{opened}");
        let with = |marks: &[(String, String)], form: &[(&str, &str)]| {
            let mut all: Vec<(String, String)> = marks.to_vec();
            all.extend(form.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
            all
        };
        let send = async |browser: &quen_testkit::Browser, at: &str, form: &[(String, String)]| {
            let form: Vec<(&str, &str)> =
                form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            browser.submit(at, at, &form).await
        };
        let unrelated = send(&lan, "/settings/mail", &with(&[], &mail)).await;
        assert_eq!(unrelated.status, 303, "{}", unrelated.text);
        let fine = send(&khoi, "/settings/contact", &with(&marks, &rules("2"))).await;
        assert_eq!(
            fine.status, 303,
            "what another page changed is no conflict: {}",
            fine.text
        );
        let opened = hidden(
            &khoi.open("/settings/contact").await.text,
            "/settings/contact",
        );
        let quicker = hidden(
            &lan.open("/settings/contact").await.text,
            "/settings/contact",
        );
        assert_eq!(
            send(&lan, "/settings/contact", &with(&quicker, &rules("3")))
                .await
                .status,
            303
        );
        let clash = send(&khoi, "/settings/contact", &with(&opened, &rules("1"))).await;
        assert_eq!(clash.status, 409, "{}", clash.text);
        assert!(
            clash.text.contains("<b>3</b>") && clash.text.contains("value=\"1\""),
            "both are shown: {}",
            clash.text
        );
        let again = with(&hidden(&clash.text, "/settings/contact"), &rules("1"));
        assert_eq!(
            send(&khoi, "/settings/contact", &again).await.status,
            303,
            "the second time it is a choice"
        );
        assert_eq!(app.ctx("Khôi").await.settings.contact.week_cap, 1);
        let form = |name: &'static str| {
            [
                ("name", name),
                ("time_zone", "Asia/Ho_Chi_Minh"),
                ("language", "vi"),
                ("working_week", "mon_sat"),
            ]
        };
        let opened = hidden(&khoi.open("/settings").await.text, "/settings");
        let other = hidden(&lan.open("/settings").await.text, "/settings");
        send(&lan, "/settings", &with(&other, &form("Tiệm của Lan"))).await;
        let clash = send(&khoi, "/settings", &with(&opened, &form("Tiệm của Khôi"))).await;
        assert_eq!(clash.status, 409, "{}", clash.text);
        assert!(
            clash.text.contains("<b>Tiệm của Lan</b>")
                && clash.text.contains("value=\"Tiệm của Khôi\""),
            "{}",
            clash.text
        );
        let opened = hidden(&khoi.open("/settings/mail").await.text, "/settings/mail");
        let other = [
            ("smtp.host", "mail.gio.vn"),
            ("smtp.port", "25"),
            ("smtp.from", "chao@gio.vn"),
        ];
        assert_eq!(
            send(&lan, "/settings/mail", &with(&[], &other))
                .await
                .status,
            303
        );
        let clash = send(&khoi, "/settings/mail", &with(&opened, &mail)).await;
        assert!(
            clash.status == 409 && clash.text.contains("<b>mail.gio.vn</b>"),
            "{}",
            clash.text
        );
    })
    .await;
}
