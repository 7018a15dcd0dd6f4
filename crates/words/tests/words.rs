//! The sentences as a caller sees them, and the rules that every sentence of the catalogue keeps.

use std::borrow::Cow;

use quen_words::{Arg, Lang, Words, arguments, has, keys, t};

const VI: Words = Words::new(Lang::Vi);
const EN: Words = Words::new(Lang::En);

#[test]
fn functions_speak_both_languages() {
    assert_eq!(t::action_cancel(VI), "Hủy");
    assert_eq!(t::action_cancel(EN), "Cancel");
    assert_eq!(t::date_days_ago(VI, 1), "1\u{a0}ngày trước");
    assert_eq!(t::date_days_ago(EN, 1), "1\u{a0}day ago");
    assert_eq!(t::date_days_ago(EN, 0), "0\u{a0}days ago");
    assert_eq!(t::page_range(VI, 51, 100, 1284), "51–100\u{a0}trong 1.284");
    assert_eq!(t::page_range(EN, 51, 100, 1284), "51–100\u{a0}of 1,284");
}

#[test]
fn numbers_are_grouped() {
    let shown = |n| (VI.number(n), EN.number(n));
    assert_eq!(shown(0), ("0".into(), "0".into()));
    assert_eq!(shown(999), ("999".into(), "999".into()));
    assert_eq!(shown(1000), ("1.000".into(), "1,000".into()));
    assert_eq!(shown(-1234567), ("−1.234.567".into(), "−1,234,567".into()));
    assert_eq!(EN.number(i64::MIN), "−9,223,372,036,854,775,808");
}

#[test]
fn keys_known_at_run_time() {
    assert!(has("error-not-found") && has("error-not-found.action") && !has("error-nothing"));
    assert!(matches!(
        VI.text("error-not-found", &[]),
        Cow::Borrowed("Không tìm thấy nội dung này")
    ));
    assert_eq!(
        EN.text("error-too-long", &[("max", Arg::Int(1))]),
        "Longer than 1\u{a0}character"
    );
    assert_eq!(
        EN.text("error-too-long", &[("max", 1200.into())]),
        "Longer than 1,200\u{a0}characters"
    );
    assert_eq!(
        EN.text("error-unknown-field", &[("field", "stage".into())]),
        "There is no field “stage”"
    );
    assert_eq!(arguments("error-too-long"), Some(["max"].as_slice()));
}

#[test]
fn numbers_that_come_as_text_choose_the_plural_too() {
    let wait = |seconds| {
        EN.text(
            "error-rate-limited.action",
            &[("seconds", Arg::Str(seconds))],
        )
        .into_owned()
    };
    assert_eq!(wait("1"), "Wait 1\u{a0}second and try again.");
    assert_eq!(wait("1800"), "Wait 1,800\u{a0}seconds and try again.");
    assert_eq!(wait("a few"), "Wait a few\u{a0}seconds and try again.");
}

#[test]
fn what_is_missing_shows_instead_of_failing() {
    assert_eq!(VI.text("no-such-key", &[]), "no-such-key");
    assert_eq!(VI.find("no-such-key", &[]), None);
    assert_eq!(
        EN.text("error-unknown-field", &[]),
        "There is no field “{$field}”"
    );
}

#[test]
fn every_key_is_found_and_sorted() {
    let keys: Vec<_> = keys().collect();
    assert!(keys.len() > 200 && keys.is_sorted());
    assert!(keys.iter().all(|key| has(key)));
}

#[test]
fn every_error_says_what_to_do() {
    let errors = keys().filter(|key| key.starts_with("error-") && !key.contains('.'));
    let silent: Vec<_> = errors
        .filter(|key| !has(&format!("{key}.action")))
        .collect();
    assert_eq!(silent, [""; 0]);
}

#[test]
fn vietnamese_is_composed_and_has_one_tone_style() {
    // The style of the law texts: hóa, hủy; the other one puts the mark on the last vowel. After q the u is a
    // consonant, so quý is right in both.
    const OTHER_STYLE: [&str; 15] = [
        "oá", "oà", "oả", "oã", "oạ", "oé", "oè", "oẻ", "oẽ", "oẹ", "uý", "uỳ", "uỷ", "uỹ", "uỵ",
    ];
    for key in keys() {
        let text = VI.text(key, &[]);
        assert!(
            !text.chars().any(|c| ('\u{300}'..'\u{370}').contains(&c)),
            "{key}: not composed: {text}"
        );
        for word in text
            .split(|c: char| !c.is_alphabetic())
            .map(str::to_lowercase)
        {
            let wrong =
                OTHER_STYLE.iter().any(|end| word.ends_with(end)) && !word.starts_with("qu");
            assert!(!wrong, "{key}: write the tone of {word} on the first vowel");
        }
    }
}

#[test]
fn sentences_are_clean() {
    for key in keys() {
        for w in [VI, EN] {
            let text = w.text(key, &[]);
            assert!(!text.trim().is_empty(), "{key} is empty");
            assert_eq!(text.trim(), text, "{key} has space at its ends");
            assert!(
                !text.contains("  ") && !text.contains("..."),
                "{key}: two spaces or three dots: {text}"
            );
        }
    }
}

#[test]
fn languages_are_negotiated() {
    let cases = [
        ("", Lang::Vi),
        ("*", Lang::Vi),
        ("vi-VN,vi;q=0.9,en;q=0.8", Lang::Vi),
        ("en-US,en;q=0.9", Lang::En),
        ("en;q=0.2, vi;q=0.7", Lang::Vi),
        ("en, vi", Lang::En),
        ("fr-FR,fr;q=0.9", Lang::En),
        ("fr,vi;q=0.1", Lang::Vi),
        ("vi;q=0,en;q=0.1", Lang::En),
        ("vi;q=nonsense", Lang::Vi),
        (",,;", Lang::Vi),
    ];
    for (header, lang) in cases {
        assert_eq!(Lang::negotiate(header), lang, "{header:?}");
    }
}

#[test]
fn codes_are_read_and_written() {
    assert_eq!(Lang::from_code("vi-VN"), Some(Lang::Vi));
    assert_eq!(Lang::from_code("EN_us"), Some(Lang::En));
    assert_eq!(Lang::from_code("fr"), None);
    assert_eq!(Lang::ALL.map(Lang::code), ["vi", "en"]);
}
