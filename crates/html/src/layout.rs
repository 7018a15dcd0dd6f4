//! The frame around each page: navigation of what works today, workspace switcher, who is signed in.

use axum::http::HeaderMap;
use maud::{Markup, html};
use quen_core::Permission;
use quen_core::keys::Keys;
use quen_core::kinds::CustomKind;
use quen_http::SignedIn;
use quen_ui::dialog::{Drawer, drawer};
use quen_ui::frame::{
    self, Crumb, FrameLabels, NavGroup, NavItem, ShortcutGroup, Theme, User, Workspace,
};
use quen_ui::menu::MenuItem;
use quen_ui::toast::{Toast, toast};
use quen_words::{Lang, Words, t};

use crate::answers::wants_fragment;
use crate::commands::{self, Command, Way};
use crate::keys;
use crate::notifications::bell;

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
    /// Address of the page's stream of news.
    pub live: Option<&'a str>,
    /// Shortcuts of this page alone.
    pub shortcuts: Vec<ShortcutGroup<'a>>,
}

/// Draws a page for somebody who is signed in.
pub fn page(me: &SignedIn, page: Page<'_>) -> Markup {
    let words = me.words;
    let logo = crate::settings::logo_address(me);
    let ids: Vec<String> = me
        .identity
        .workspaces
        .iter()
        .map(|(id, _)| id.to_string())
        .collect();
    let values: Vec<[(&str, &str); 1]> = ids.iter().map(|id| [("id", id.as_str())]).collect();
    let settings = if me.ctx.actor.may(Permission::SettingsManage).is_ok() {
        "/settings"
    } else {
        "/users"
    };
    let english = words.lang() == quen_words::Lang::En;
    let kinds = me.ctx.customs.kinds.iter();
    let own: Vec<(String, &CustomKind)> = kinds
        .map(|kind| (format!("/records/{}", kind.name), kind))
        .collect();
    let own: Vec<NavItem<'_>> = own
        .iter()
        .map(|(href, kind)| NavItem {
            href,
            icon: &kind.icon,
            label: kind.many(english),
            current: href == page.nav,
            ..NavItem::default()
        })
        .collect();
    let keys = keys::of(me);
    let packed = keys::packed(&keys);
    let [search, create_key, list, theme, go] =
        ["search", "create", "keys", "theme", "go"].map(|id| keys.shown(id));
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
            logo: logo.as_deref(),
            menu: switcher(me, &values),
        },
        user: User {
            id: &me.identity.user.id.to_string(),
            name: &me.identity.user.name,
            menu: user_menu(words),
        },
        settings: Some(settings),
        nav: navigation(me, &keys, page.nav, own),
        create: create(me),
        find: Some("/find"),
        crumbs: page.crumbs,
        h1_in_body: page.h1_in_body,
        beside_title: page.beside_title,
        actions: html! { (bell(me)) (page.actions) },
        body: page.body,
        toasts: page.toasts,
        live: page.live,
        shortcuts: page.shortcuts,
        keys: frame::Keys {
            off: keys.off,
            all: &packed,
            search: search.as_deref(),
            create: create_key.as_deref(),
            keys: list.as_deref(),
            theme: theme.as_deref(),
            go: go.as_deref(),
            change: Some(("/account/keys", t::keys_change(words))),
        },
        labels: labels(words),
        density: None,
    })
}

/// What opens in the drawer where the script asks for it, and is a page of its own anywhere else. The drawer has `sub` under
/// its title.
pub fn drawer_or_page(
    me: &SignedIn,
    headers: &HeaderMap,
    sub: Option<&str>,
    whole: Page<'_>,
) -> Markup {
    if wants_fragment(headers) {
        return drawer(Drawer {
            title: whole.title,
            sub,
            close: t::action_close(me.words),
            body: whole.body,
            ..Drawer::default()
        });
    }
    page(
        me,
        Page {
            body: frame::padded(whole.body),
            ..whole
        },
    )
}

/// The path to a page about one party: the list, then the party, whose page is at `home`.
pub fn party_crumbs<'a>(words: Words, name: &'a str, home: &'a str) -> Vec<Crumb<'a>> {
    let party = Crumb {
        label: name,
        href: home,
    };
    vec![people_crumb(words), party]
}

/// The step to the list of parties.
pub fn people_crumb(words: Words) -> Crumb<'static> {
    Crumb {
        label: t::nav_people(words),
        href: "/parties",
    }
}

/// Groups of the sidebar, in order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Today,
    Customers,
    Selling,
    Care,
    Insight,
}

impl Group {
    const ALL: [Self; 5] = [
        Self::Today,
        Self::Customers,
        Self::Selling,
        Self::Care,
        Self::Insight,
    ];

    fn heading(self, words: Words) -> Option<&'static str> {
        match self {
            Self::Today => None,
            Self::Customers => Some(t::nav_customers(words)),
            Self::Selling => Some(t::nav_selling(words)),
            Self::Care => Some(t::nav_care(words)),
            Self::Insight => Some(t::nav_insight(words)),
        }
    }
}

/// A place in the sidebar: an entry in [`PLACES`] is all that a new page needs to be found.
struct Place {
    group: Group,
    href: &'static str,
    icon: &'static str,
    label: fn(Words) -> &'static str,
    /// Its word in the settings of keys.
    go: &'static str,
    /// In the phone's bar as well; three at most.
    phone: bool,
    /// The right without which it is not shown.
    permission: Permission,
}

#[rustfmt::skip]
const PLACES: &[Place] = &[
    Place { group: Group::Today, href: "/today", icon: "sun", label: t::nav_today, go: "today", phone: true, permission: Permission::PartiesRead },
    Place { group: Group::Customers, href: "/parties", icon: "users", label: t::nav_people, go: "parties", phone: true, permission: Permission::PartiesRead },
    Place { group: Group::Customers, href: "/parties?kind=organization", icon: "building-store", label: t::nav_organizations, go: "organizations", phone: false, permission: Permission::PartiesRead },
    Place { group: Group::Customers, href: "/tasks", icon: "list-check", label: t::nav_tasks, go: "tasks", phone: true, permission: Permission::TasksRead },
    Place { group: Group::Customers, href: "/projects", icon: "briefcase", label: t::nav_projects, go: "projects", phone: false, permission: Permission::TasksRead },
    Place { group: Group::Customers, href: "/interactions", icon: "message-circle", label: t::nav_interactions, go: "interactions", phone: false, permission: Permission::InteractionsRead },
    Place { group: Group::Customers, href: "/duplicates", icon: "copy", label: t::nav_duplicates, go: "duplicates", phone: false, permission: Permission::PartiesMerge },
    Place { group: Group::Customers, href: "/quality", icon: "clipboard-list", label: t::nav_quality, go: "quality", phone: false, permission: Permission::PartiesRead },
    Place { group: Group::Customers, href: "/bin", icon: "trash", label: t::nav_bin, go: "bin", phone: false, permission: Permission::PartiesRead },
    Place { group: Group::Customers, href: "/imports", icon: "upload", label: t::nav_imports, go: "imports", phone: false, permission: Permission::ImportsRun },
    Place { group: Group::Selling, href: "/orders", icon: "receipt-2", label: t::nav_orders, go: "orders", phone: false, permission: Permission::OrdersRead },
    Place { group: Group::Selling, href: "/products", icon: "package", label: t::nav_products, go: "products", phone: false, permission: Permission::ProductsRead },
    Place { group: Group::Care, href: "/promises", icon: "shield-check", label: t::nav_promises, go: "promises", phone: false, permission: Permission::InteractionsRead },
    Place { group: Group::Care, href: "/privacy", icon: "shield-lock", label: t::nav_privacy, go: "privacy", phone: false, permission: Permission::PrivacyManage },
    Place { group: Group::Care, href: "/care", icon: "heart-handshake", label: t::nav_care_programmes, go: "care", phone: false, permission: Permission::PartiesRead },
    Place { group: Group::Insight, href: "/facts", icon: "bulb", label: t::nav_facts, go: "facts", phone: false, permission: Permission::PartiesRead },
    Place { group: Group::Insight, href: "/analytics", icon: "chart-dots-3", label: t::nav_analytics, go: "analytics", phone: false, permission: Permission::OrdersRead },
];

/// `own` are the kinds of record that the workspace made; they stand with the customers.
fn navigation<'a>(
    me: &SignedIn,
    keys: &Keys,
    current: &str,
    mut own: Vec<NavItem<'a>>,
) -> Vec<NavGroup<'a>> {
    let words = me.words;
    let item = |place: &Place| {
        let label = (place.label)(words);
        NavItem {
            href: place.href,
            icon: place.icon,
            label,
            current: place.href == current,
            go_key: keys.key(place.go),
            phone: place.phone.then_some(label),
            ..NavItem::default()
        }
    };
    // Figures of all customers are for those who reach all.
    let reached =
        |place: &Place| place.group != Group::Insight || quen_service::analytics::allowed(&me.ctx);
    let shown = |place: &&Place| me.ctx.actor.may(place.permission).is_ok() && reached(place);
    if me.ctx.actor.may(Permission::PartiesRead).is_err() {
        own.clear();
    }
    let groups = Group::ALL.into_iter().map(|group| {
        let places = PLACES.iter().filter(|place| place.group == group);
        let mut items: Vec<NavItem<'a>> = places.filter(shown).map(item).collect();
        if group == Group::Customers {
            items.append(&mut own);
        }
        NavGroup {
            heading: group.heading(words),
            items,
        }
    });
    groups.filter(|group| !group.items.is_empty()).collect()
}

/// The colleague's workspaces and the way to a new one. `values` are what each line posts.
fn switcher<'a>(me: &'a SignedIn, values: &'a [[(&'a str, &'a str); 1]]) -> Vec<MenuItem<'a>> {
    let here = me.identity.workspace.id;
    let lines = me
        .identity
        .workspaces
        .iter()
        .zip(values)
        .map(|((id, name), values)| MenuItem {
            label: name,
            post: Some("/workspace"),
            whole_page: true,
            values,
            current: *id == here,
            ..MenuItem::default()
        });
    let mut menu: Vec<MenuItem<'_>> = lines.collect();
    let label = t::workspace_new(me.words);
    menu.push(MenuItem {
        label,
        href: Some("/workspaces/new"),
        icon: Some("plus"),
        divided: true,
        ..MenuItem::default()
    });
    menu
}

/// A toast that says what was done, for the page after a form.
pub fn done(text: &str) -> Markup {
    toast(Toast {
        text,
        ..Toast::default()
    })
}

/// What can be made from anywhere, as far as one may.
fn create<'a>(me: &SignedIn) -> Vec<MenuItem<'a>> {
    let made = commands::of(me).filter(|command| matches!(command.way, Way::Make(_)));
    let item = |command: &'static Command| MenuItem {
        label: (command.label)(me.words),
        icon: Some(command.icon),
        href: Some(command.way.address()),
        ..MenuItem::default()
    };
    made.map(item).collect()
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
            label: t::nav_account(words),
            href: Some("/account"),
            icon: Some("user-circle"),
            ..MenuItem::default()
        },
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
            whole_page: true,
            icon: Some("logout"),
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
        more_acts: t::frame_more_acts(words),
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
        renewed: t::frame_renewed(words),
        ended: t::frame_ended(words),
    }
}
