//! What must hold for every page, whatever is in it.

use super::*;

fn sample<'a>() -> Page<'a> {
    let today = NavItem {
        href: "/",
        icon: "sun",
        label: "Hôm nay",
        current: true,
        go_key: Some('h'),
        phone: Some("Hôm nay"),
        ..NavItem::default()
    };
    let parties = NavItem {
        href: "/parties",
        icon: "users",
        label: "Khách <hàng>",
        count: Some("7"),
        go_key: Some('k'),
        phone: Some("Khách"),
        ..NavItem::default()
    };
    Page {
        lang: "vi",
        title: "Hôm nay & mai",
        csrf: "tok\"en",
        user: User {
            id: "khoi",
            name: "Trần Minh Khôi",
            menu: Vec::new(),
        },
        nav: vec![NavGroup {
            heading: None,
            items: vec![today, parties],
        }],
        find: Some("/find"),
        body: padded(html! { p { "nội dung" } }),
        ..Page::default()
    }
}

#[test]
fn a_page_has_one_h1_one_main_and_a_skip_link_to_it() {
    let out = page(&sample()).into_string();
    assert_eq!(out.matches("<h1").count(), 1);
    assert_eq!(out.matches("<main").count(), 1);
    assert!(out.contains("class=\"skip-link\" href=\"#main\""), "{out}");
    assert!(
        out.starts_with("<!DOCTYPE html><html lang=\"vi\"><head>"),
        "{out}"
    );
}

#[test]
fn words_and_token_are_escaped() {
    let out = page(&sample()).into_string();
    assert!(
        out.contains("<title>Hôm nay &amp; mai · Quen</title>"),
        "{out}"
    );
    assert!(
        out.contains("name=\"csrf\" content=\"tok&quot;en\""),
        "{out}"
    );
    assert!(!out.contains("Khách <hàng>"), "{out}");
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    let out = page(&sample()).into_string();
    assert!(
        !out.contains("<style") && !out.contains("hx-on") && !out.contains("onclick"),
        "{out}"
    );
    assert!(
        !out.contains("<script>") && !out.contains("http://") && !out.contains("https://"),
        "{out}"
    );
}

#[test]
fn the_current_place_is_marked_in_sidebar_tab_bar_and_main() {
    let out = page(&sample()).into_string();
    // Sidebar, tab bar and the sheet of the phone.
    assert_eq!(out.matches("aria-current=\"page\"").count(), 3);
    assert!(out.contains("data-current=\"/\""), "{out}");
}

#[test]
fn what_was_not_given_is_not_shown() {
    let out = page(&Page {
        find: None,
        ..sample()
    })
    .into_string();
    assert!(
        !out.contains("id=\"palette\"") && !out.contains("quick-find"),
        "{out}"
    );
    assert!(
        !out.contains("data-create") && !out.contains("hx-sse"),
        "{out}"
    );
}

#[test]
fn a_theme_is_set_before_paint_only_when_asked_for() {
    assert!(
        page(&Page {
            theme: Theme::from_cookie("dark"),
            ..sample()
        })
        .into_string()
        .contains("data-theme=\"dark\"")
    );
    assert!(
        !page(&Page {
            theme: Theme::from_cookie("pink"),
            ..sample()
        })
        .into_string()
        .contains("data-theme=")
    );
}

#[test]
fn a_path_keeps_the_heading_and_leads_back() {
    let crumbs = vec![Crumb {
        label: "Khách hàng",
        href: "/parties",
    }];
    let out = page(&Page {
        crumbs: crumbs.clone(),
        ..sample()
    })
    .into_string();
    assert!(
        out.contains("<h1 aria-current=\"page\">Hôm nay &amp; mai</h1>"),
        "{out}"
    );
    let out = page(&Page {
        crumbs,
        h1_in_body: true,
        ..sample()
    })
    .into_string();
    assert!(!out.contains("<h1"), "{out}");
    assert!(out.contains("aria-label=\"Khách hàng\""), "{out}");
}

#[test]
fn matched_letters_are_marked_and_a_bad_range_is_left_out() {
    let group = |matched| {
        let option = PaletteOption {
            href: "/parties/1",
            label: "Hồng <Ngọc",
            matched,
            ..PaletteOption::default()
        };
        palette_groups(&[PaletteGroup {
            id: "g",
            heading: "Khách",
            options: vec![option],
        }])
        .into_string()
    };
    assert!(
        group(Some((0, 6))).contains("<mark>Hồng</mark> &lt;Ngọc"),
        "{}",
        group(Some((0, 6)))
    );
    // Byte 2 is inside ồ.
    assert!(!group(Some((0, 2))).contains("<mark>"));
}

#[test]
fn a_bare_page_has_no_navigation() {
    let out = bare_page(&BarePage {
        lang: "vi",
        title: "Đăng nhập",
        body: html! { h1 { "Đăng nhập" } },
        ..BarePage::default()
    });
    let out = out.into_string();
    assert!(
        !out.contains("<nav") && out.contains("id=\"main\""),
        "{out}"
    );
}
