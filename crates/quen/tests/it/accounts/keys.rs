//! The single keys of each colleague: shown where they work, changed, refused in words when two acts would share one, all off.

use quen_core::access::Role;
use quen_testkit::on_both;

const PAGE: &str = "/account/keys";

#[tokio::test]
async fn a_key_is_changed_for_one_colleague_alone_and_shown_everywhere() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let lan = app.browser("Lan", Role::Member).await;
        let before = khoi.open("/parties").await.text;
        assert!(
            before.contains("title=\"Hôm nay (G H)\"") && before.contains("<kbd>C</kbd>"),
            "{before}"
        );
        let saved = khoi
            .submit(
                PAGE,
                PAGE,
                &[
                    ("on", "1"),
                    ("create", "z"),
                    ("today", "y"),
                    ("go", "b"),
                    ("new", "+"),
                ],
            )
            .await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let after = khoi.open("/parties").await.text;
        for part in [
            "title=\"Hôm nay (B Y)\"",
            "<kbd>Z</kbd>",
            "&quot;create&quot;:&quot;z&quot;",
            "data-go=\"y\"",
        ] {
            assert!(after.contains(part), "{part}: {after}");
        }
        assert!(!after.contains("data-keys-off"));
        let other = lan.open("/parties").await.text;
        assert!(
            other.contains("title=\"Hôm nay (G H)\""),
            "everybody has the own keys"
        );
        let usual = khoi
            .submit(PAGE, PAGE, &[("usual", "1"), ("create", "z")])
            .await;
        assert_eq!(usual.status, 303);
        assert!(
            khoi.open("/parties")
                .await
                .text
                .contains("title=\"Hôm nay (G H)\"")
        );
    })
    .await;
}

#[tokio::test]
async fn a_key_that_is_taken_is_refused_at_both_acts_and_nothing_is_saved() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let refused = khoi
            .submit(PAGE, PAGE, &[("on", "1"), ("create", "j"), ("theme", "ab")])
            .await;
        assert_eq!(refused.status, 422);
        for part in [
            "Phím này đang dùng cho “Dòng dưới”",
            "Phím này đang dùng cho “Tạo mới”",
            "Phím tắt là đúng một ký tự",
            "value=\"ab\"",
        ] {
            assert!(refused.text.contains(part), "{part}: {}", refused.text);
        }
        let page = khoi.open(PAGE).await.text;
        let control = page
            .split("name=\"create\"")
            .nth(1)
            .and_then(|rest| rest.split('>').next());
        assert!(
            control.is_some_and(|control| control.contains("value=\"c\"")),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn single_keys_can_be_turned_off_and_are_shown_nowhere_then() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        assert_eq!(
            khoi.submit(PAGE, PAGE, &[("create", "c")]).await.status,
            303
        );
        let off = khoi.open("/parties").await.text;
        assert!(
            off.contains(" data-keys-off") && off.contains("title=\"Hôm nay\""),
            "{off}"
        );
        assert!(
            !off.contains("<kbd>C</kbd>") && off.contains("<kbd>Ctrl</kbd>"),
            "the way with Ctrl stays: {off}"
        );
        assert_eq!(khoi.submit(PAGE, PAGE, &[("on", "1")]).await.status, 303);
        assert!(!khoi.open("/parties").await.text.contains("data-keys-off"));
    })
    .await;
}
