//! What the palette can do beside finding: make, go somewhere, set something going; and what can be done with one customer.
//! Each line leads to a page or starts an act that needs nothing more; a test holds the list against all acts of the product.

use maud::{Markup, html};
use quen_core::Permission;
use quen_core::kinds::CustomKind;
use quen_core::text::{folded_words, one_letter_off};
use quen_http::SignedIn;
use quen_ui::frame::{PaletteGroup, PaletteOption, palette_groups};
use quen_words::{Lang, Words, t};
use uuid::Uuid;

use crate::parties::composer;

/// How a command is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To a form in which something is made.
    Make(&'static str),
    /// To a page.
    Page(&'static str),
    /// It happens at once.
    Act(&'static str),
}

impl Way {
    /// Its address.
    pub fn address(self) -> &'static str {
        match self {
            Self::Make(address) | Self::Page(address) | Self::Act(address) => address,
        }
    }
}

/// A line of the palette.
pub struct Command {
    /// Its words.
    pub label: fn(Words) -> &'static str,
    /// Name of its icon.
    pub icon: &'static str,
    /// Where it leads.
    pub way: Way,
    /// The right without which it is not shown.
    pub right: Permission,
    /// The acts that are reached by it; `*` stands for all others of a noun, which need a record of it first.
    pub acts: &'static [&'static str],
}

use Permission as P;

const fn line(
    label: fn(Words) -> &'static str,
    icon: &'static str,
    way: Way,
    right: Permission,
    acts: &'static [&'static str],
) -> Command {
    Command {
        label,
        icon,
        way,
        right,
        acts,
    }
}

/// All of them, those that make something first.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    line(t::parties_new, "user-plus", Way::Make("/parties/new"), P::PartiesWrite, &["parties.create"]),
    line(t::parties_new_organization, "building-store", Way::Make("/parties/new?kind=organization"), P::PartiesWrite, &[]),
    line(t::tasks_new, "list-check", Way::Make("/tasks/new"), P::TasksWrite, &["tasks.create"]),
    line(t::orders_new, "receipt-2", Way::Make("/orders/new"), P::OrdersWrite, &["orders.create"]),
    line(t::promises_new, "shield-check", Way::Make("/promises/new"), P::InteractionsWrite, &["promises.create"]),
    line(t::projects_new, "briefcase", Way::Make("/projects/new"), P::TasksWrite, &["projects.create"]),
    line(t::products_new, "package", Way::Make("/products/new"), P::ProductsWrite, &["products.create"]),
    line(t::imports_new, "upload", Way::Page("/imports/new"), P::ImportsRun, &["imports.start"]),
    line(t::care_new, "heart-handshake", Way::Page("/care/programmes/new"), P::SettingsManage, &["care.create"]),
    line(t::fields_new, "plus", Way::Page("/settings/fields/new"), P::SettingsManage, &["fields.create"]),
    line(t::kinds_new, "plus", Way::Page("/settings/kinds/new"), P::SettingsManage, &["kinds.create"]),
    line(t::workspace_new, "plus", Way::Page("/workspaces/new"), P::ProfileManage, &[]),
    line(t::duplicates_scan, "refresh", Way::Act("/duplicates/scans"), P::PartiesMerge, &["duplicates.scan"]),
    line(t::analytics_fit, "refresh", Way::Act("/analytics/fits"), P::JobsManage, &["analytics.fit", "metrics.rebuild"]),
    line(t::care_plan_now, "refresh", Way::Act("/care/plans"), P::SettingsManage, &["care.plan"]),
    line(t::notifications_read_all, "check", Way::Act("/notifications/reading"), P::ProfileManage, &["notifications.read"]),
    line(t::nav_today, "sun", Way::Page("/today"), P::PartiesRead, &["today.*"]),
    line(t::nav_people, "users", Way::Page("/parties"), P::PartiesRead, &["parties.*", "links.*", "benefits.*", "consents.*", "mail.send", "portal.*", "relationships.*", "views.*", "exports.*", "metrics.*"]),
    line(t::nav_tasks, "list-check", Way::Page("/tasks"), P::TasksRead, &["tasks.*"]),
    line(t::nav_projects, "briefcase", Way::Page("/projects"), P::TasksRead, &["projects.*"]),
    line(t::nav_interactions, "message-circle", Way::Page("/interactions"), P::InteractionsRead, &["interactions.*", "files.*"]),
    line(t::nav_orders, "receipt-2", Way::Page("/orders"), P::OrdersRead, &["orders.*", "payments.*"]),
    line(t::nav_products, "package", Way::Page("/products"), P::ProductsRead, &["products.*"]),
    line(t::nav_promises, "shield-check", Way::Page("/promises"), P::InteractionsRead, &["promises.*"]),
    line(t::nav_duplicates, "copy", Way::Page("/duplicates"), P::PartiesMerge, &["duplicates.*", "mergers.*"]),
    line(t::nav_quality, "clipboard-list", Way::Page("/quality"), P::PartiesRead, &["quality.*"]),
    line(t::nav_bin, "trash", Way::Page("/bin"), P::PartiesRead, &[]),
    line(t::nav_imports, "upload", Way::Page("/imports"), P::ImportsRun, &["imports.*"]),
    line(t::nav_privacy, "shield-lock", Way::Page("/privacy"), P::PrivacyManage, &["privacy.*"]),
    line(t::nav_care_programmes, "heart-handshake", Way::Page("/care"), P::PartiesRead, &["care.*"]),
    line(t::nav_facts, "bulb", Way::Page("/facts"), P::PartiesRead, &["facts.*"]),
    line(t::facts_unused_link, "bulb", Way::Page("/facts/unused"), P::PartiesRead, &["facts.unused"]),
    line(t::nav_analytics, "chart-dots-3", Way::Page("/analytics"), P::OrdersRead, &["analytics.*"]),
    line(t::notifications_title, "bell", Way::Page("/notifications"), P::ProfileManage, &["notifications.list"]),
    line(t::drafts_title, "note", Way::Page("/drafts"), P::ProfileManage, &["drafts.*"]),
    line(t::account_title, "user-circle", Way::Page("/account"), P::ProfileManage, &[]),
    line(t::keys_change, "settings", Way::Page("/account/keys"), P::ProfileManage, &[]),
    line(t::sessions_title, "lock", Way::Page("/sessions"), P::ProfileManage, &[]),
    line(t::tokens_title, "lock", Way::Page("/tokens"), P::TokensManage, &["tokens.*"]),
    line(t::settings_title, "settings", Way::Page("/settings"), P::SettingsManage, &["workspaces.update"]),
    line(t::fields_title, "settings", Way::Page("/settings/fields"), P::SettingsManage, &["fields.*"]),
    line(t::kinds_title, "settings", Way::Page("/settings/kinds"), P::SettingsManage, &["kinds.*", "records.*"]),
    line(t::settings_mail, "mail", Way::Page("/settings/mail"), P::SettingsManage, &[]),
    line(t::contact_title, "mail", Way::Page("/settings/contact"), P::SettingsManage, &["consents.word", "consents.wordings"]),
    line(t::rules_title, "settings", Way::Page("/settings/stages"), P::SettingsManage, &["relationships.rules", "relationships.change_rules", "relationships.preview_rules"]),
    line(t::suggester_title, "settings", Way::Page("/settings/suggestions"), P::SettingsManage, &[]),
    line(t::settings_users, "users", Way::Page("/users"), P::UsersRead, &["users.*"]),
    line(t::settings_teams, "users", Way::Page("/teams"), P::UsersRead, &["teams.*"]),
    line(t::settings_jobs, "history", Way::Page("/jobs"), P::JobsManage, &["jobs.*"]),
];

/// The commands that this colleague may give.
pub fn of(me: &SignedIn) -> impl Iterator<Item = &'static Command> {
    COMMANDS
        .iter()
        .filter(|command| me.ctx.actor.may(command.right).is_ok())
}

/// The commands that the typed words mean, or that the name of an act names, as a group of the palette; what stands in the
/// page's own groups is left out.
pub fn found(me: &SignedIn, q: &str) -> Markup {
    let words = me.words;
    let typed = folded_words(q);
    let here = |command: &&Command| {
        let said = means(&typed, (command.label)(words)) || command.acts.contains(&q.trim());
        said && !matches!(command.way, Way::Make(_))
    };
    let options = of(me).filter(here).map(|command| PaletteOption {
        href: command.way.address(),
        label: (command.label)(words),
        icon: Some(command.icon),
        posts: matches!(command.way, Way::Act(_)),
        ..PaletteOption::default()
    });
    let own = made_here(me);
    let own = own
        .iter()
        .filter(|made| means(&typed, &made.label))
        .map(|made| PaletteOption {
            href: &made.href,
            label: &made.label,
            icon: Some("plus"),
            ..PaletteOption::default()
        });
    palette_groups(&[PaletteGroup {
        id: "found-commands",
        heading: t::find_commands(words),
        options: own.chain(options).collect(),
    }])
}

/// A new record of a kind that the workspace made.
struct Made {
    href: String,
    label: String,
}

fn made_here(me: &SignedIn) -> Vec<Made> {
    if me.ctx.actor.may(P::PartiesWrite).is_err() {
        return Vec::new();
    }
    let english = me.words.lang() == Lang::En;
    let made = |kind: &CustomKind| Made {
        href: format!("/records/{}/new", kind.name),
        label: t::records_new(me.words, &kind.one(english).to_lowercase()),
    };
    me.ctx.customs.kinds.iter().map(made).collect()
}

/// Does each typed word begin a word of the label, or is it one letter off?
fn means(typed: &[String], label: &str) -> bool {
    let there = folded_words(label);
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    let fits = |word: &String| {
        there.iter().any(|part| {
            part.starts_with(word.as_str())
                || (word.len() > 3 && one_letter_off(&letters(word), &letters(part)))
        })
    };
    !typed.is_empty() && typed.iter().all(fits)
}

/// What can be done with one customer, as a group of the palette.
pub fn with(me: &SignedIn, party: Uuid, name: &str) -> Markup {
    let words = me.words;
    let may = |right| me.ctx.actor.may(right).is_ok();
    let home = format!("/parties/{party}");
    let mut all = vec![(home.clone(), t::action_open(words), "user-circle")];
    all.push((format!("{home}/call"), t::facts_call(words), "phone"));
    if may(P::InteractionsWrite) {
        let write = |kind: &'static str| {
            (
                format!("{home}?write={kind}"),
                composer::kind_label(words, kind),
                composer::kind_icon(kind),
            )
        };
        all.extend(["note", "meeting", "message", "email"].map(write));
        all.push((
            format!("/promises/new?party_id={party}"),
            t::promises_new(words),
            "shield-check",
        ));
    }
    if may(P::TasksWrite) {
        all.push((
            format!("/tasks/new?party_id={party}"),
            t::tasks_new(words),
            "list-check",
        ));
        all.push((
            format!("/projects/new?party_id={party}"),
            t::projects_new(words),
            "briefcase",
        ));
    }
    if may(P::OrdersWrite) {
        all.push((
            format!("/orders/new?party_id={party}"),
            t::orders_new(words),
            "receipt-2",
        ));
    }
    if may(P::PartiesWrite) {
        all.push((format!("{home}/edit"), t::parties_edit(words), "pencil"));
    }
    if may(P::PartiesMerge) {
        all.push((format!("{home}/merge"), t::parties_merge(words), "copy"));
    }
    let options = all.iter().map(|(href, label, icon)| PaletteOption {
        href,
        label,
        icon: Some(icon),
        ..PaletteOption::default()
    });
    let heading = t::find_with(words, name);
    let group = PaletteGroup {
        id: "found-with",
        heading: &heading,
        options: options.collect(),
    };
    html! { (palette_groups(&[group])) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quen_service::dispatch;

    fn covered(act: &str) -> bool {
        let noun = act.split('.').next().unwrap_or_default();
        let all = format!("{noun}.*");
        COMMANDS
            .iter()
            .flat_map(|command| command.acts)
            .any(|known| *known == act || *known == all)
    }

    #[test]
    fn every_act_is_reached_and_no_act_is_made_up() {
        let acts = dispatch::acts();
        for act in &acts {
            assert!(covered(&act.name), "{} has no line", act.name);
        }
        for named in COMMANDS.iter().flat_map(|command| command.acts) {
            let noun = named.trim_end_matches('*');
            assert!(
                acts.iter().any(|act| act.name.starts_with(noun)),
                "{named} is no act"
            );
        }
    }

    #[test]
    fn what_needs_nothing_more_has_a_line_of_its_own() {
        for act in [
            "duplicates.scan",
            "care.plan",
            "analytics.fit",
            "notifications.read",
        ] {
            let line = COMMANDS.iter().find(|command| command.acts.contains(&act));
            assert!(
                line.is_some_and(|command| matches!(command.way, Way::Act(_))),
                "{act}"
            );
        }
        for noun in [
            "parties", "tasks", "orders", "promises", "projects", "products",
        ] {
            let act = format!("{noun}.create");
            let line = COMMANDS
                .iter()
                .find(|command| command.acts.contains(&act.as_str()));
            assert!(
                line.is_some_and(|command| matches!(command.way, Way::Make(_))),
                "{act}"
            );
        }
    }

    #[test]
    fn a_command_is_meant_without_marks_and_with_a_slip() {
        let means = |q: &str, label| means(&folded_words(q), label);
        assert!(means("phim", "Đổi phím tắt") && means("doi phim", "Đổi phím tắt"));
        assert!(means("trugn", "Khách trùng"), "two letters changed places");
        assert!(!means("", "Khách trùng") && !means("xyz", "Khách trùng"));
    }
}
