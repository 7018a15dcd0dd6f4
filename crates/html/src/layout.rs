//! The frame around each page: navigation of what works today, workspace switcher, who is signed in.

use maud::Markup;
use quen_core::Permission;
use quen_http::SignedIn;
use quen_ui::frame::{self, Crumb, FrameLabels, NavGroup, NavItem, Theme, User, Workspace};
use quen_ui::menu::MenuItem;
use quen_words::{Lang, Words, t};

/// A page of the work area.
#[derive(Default)]
pub struct Page<'a> {
    /// What it is.
    pub title: &'a str,
    /// Address of the navigation item it is under.
    pub nav: &'a str,
    /// The path to it.
    pub crumbs: Vec<Crumb<'a>>,
    /// The body has its own `h1`.
    pub h1_in_body: bool,
    /// Beside the title.
    pub beside_title: Option<Markup>,
    /// Buttons of the page bar.
    pub actions: Markup,
    /// The content.
    pub body: Markup,
    /// Toasts to show at once.
    pub toasts: Vec<Markup>,
}

/// Draws a page for somebody who is signed in.
pub fn page(me: &SignedIn, page: Page<'_>) -> Markup {
    let words = me.words;
    let menu = user_menu(words);
    frame::page(&frame::Page {
        lang: words.lang().code(),
        title: page.title,
        theme: me
            .theme
            .as_deref()
            .map_or(Theme::System, Theme::from_cookie),
        csrf: &me.csrf,
        workspace: Workspace {
            name: &me.identity.workspace.name,
            ..Workspace::default()
        },
        user: User {
            name: &me.identity.user.name,
            menu,
        },
        nav: navigation(me, page.nav),
        create: create(me),
        find: Some("/find"),
        crumbs: page.crumbs,
        h1_in_body: page.h1_in_body,
        beside_title: page.beside_title,
        actions: page.actions,
        body: page.body,
        toasts: page.toasts,
        labels: labels(words),
        ..frame::Page::default()
    })
}

fn navigation<'a>(me: &SignedIn, current: &str) -> Vec<NavGroup<'a>> {
    let words = me.words;
    let item = |href, icon, label, go_key| NavItem {
        href,
        icon,
        label,
        current: href == current,
        go_key,
        phone: Some(label),
        ..NavItem::default()
    };
    let mut groups = vec![NavGroup {
        heading: Some(t::nav_customers(words)),
        items: vec![
            item("/parties", "users", t::nav_people(words), Some('k')),
            NavItem {
                phone: None,
                ..item(
                    "/parties?kind=organization",
                    "building-store",
                    t::nav_organizations(words),
                    Some('t'),
                )
            },
        ],
    }];
    if quen_service::analytics::allowed(&me.ctx) {
        groups.push(NavGroup {
            heading: Some(t::nav_insight(words)),
            items: vec![item("/analytics", "chart-dots-3", t::nav_analytics(words), Some('p'))],
        });
    }
    groups
}

/// What can be made from anywhere, as far as one may.
fn create<'a>(me: &SignedIn) -> Vec<MenuItem<'a>> {
    let words = me.words;
    let item = |label, icon, href| MenuItem {
        label,
        icon: Some(icon),
        href: Some(href),
        ..MenuItem::default()
    };
    let mut items = Vec::new();
    if me.ctx.actor.may(Permission::PartiesWrite).is_ok() {
        items.push(item(t::parties_new(words), "user-plus", "/parties/new"));
        let href = "/parties/new?kind=organization";
        items.push(item(
            t::parties_new_organization(words),
            "building-store",
            href,
        ));
    }
    items
}

fn user_menu<'a>(words: Words) -> Vec<MenuItem<'a>> {
    let other = if words.lang() == Lang::Vi {
        Lang::En
    } else {
        Lang::Vi
    };
    let switch: &'static [(&str, &str)] = if other == Lang::En {
        &[("language", "en")]
    } else {
        &[("language", "vi")]
    };
    vec![
        MenuItem {
            label: t::action_switch_language(words),
            post: Some("/language"),
            // The frame speaks too, and the document names its language.
            whole_page: true,
            values: switch,
            icon: Some("world"),
            ..MenuItem::default()
        },
        MenuItem {
            label: t::action_sign_out(words),
            post: Some("/sign-out"),
            icon: Some("arrow-right"),
            divided: true,
            ..MenuItem::default()
        },
    ]
}

/// The frame's own words.
pub fn labels<'a>(words: Words) -> FrameLabels<'a> {
    FrameLabels {
        skip: t::frame_skip(words),
        main_nav: t::nav_main(words),
        phone_nav: t::frame_phone_nav(words),
        path: t::frame_path(words),
        find: t::nav_palette(words),
        find_hint: t::frame_find_hint(words),
        results: t::frame_results(words),
        find_note: t::frame_find_note(words),
        go_to: t::frame_go_to(words),
        choose: t::frame_choose(words),
        open: t::action_open(words),
        create: t::action_create(words),
        more: t::frame_more(words),
        theme: t::frame_theme(words),
        settings: t::nav_settings(words),
        close: t::action_close(words),
        drawer: t::frame_drawer(words),
        shortcuts: t::frame_shortcuts(words),
        everywhere: t::frame_everywhere(words),
        find_in_page: t::frame_find_in_page(words),
        confirm: t::frame_confirm(words),
        confirm_yes: t::frame_confirm_yes(words),
        confirm_no: t::action_cancel(words),
        offline: t::frame_offline(words),
        failed: t::frame_failed(words),
    }
}
