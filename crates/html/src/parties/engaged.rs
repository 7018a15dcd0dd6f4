//! The projects for a party, beside its open work: open ones first, each one click away, and the way to begin one.

use maud::{Markup, html};
use quen_core::Permission;
use quen_core::projects::Project;
use quen_ui::agenda::{Item, ItemState, item, item_list};
use quen_ui::empty::{Empty, empty};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::page::View;
use crate::projects::{due, standing};

/// Projects shown at once.
const SHOWN: usize = 6;

/// The panel; nothing without projects for who may not begin one.
pub fn section(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let projects = &view.whole.projects;
    let may = view.may(Permission::TasksWrite);
    if projects.is_empty() && !may {
        return html! {};
    }
    let new = format!("/projects/new?party_id={}", view.whole.profile.party.id);
    let body = if projects.is_empty() {
        empty(Empty {
            text: html! { (t::projects_none(words)) },
            ..Empty::default()
        })
    } else {
        item_list(
            projects
                .iter()
                .take(SHOWN)
                .map(|project| row(view, project)),
        )
    };
    panel(Panel {
        title: t::nav_projects(words),
        icon: Some("briefcase"),
        end: may.then(|| html! { a.see-all href=(new) { (t::projects_new(words)) } }),
        body,
        flush: true,
        ..Panel::default()
    })
}

fn row(view: &View<'_>, project: &Project) -> Markup {
    let href = format!("/projects/{}", project.id);
    let late = project.is_late(view.me.ctx.today());
    let owner = project.owner_id.and_then(|id| view.whole.name_of(id));
    item(Item {
        lead: icon("briefcase"),
        label: &project.name,
        href: Some(&href),
        sub: owner.as_deref(),
        end: Some(
            html! { @if project.is_open() { (due(view.me, project)) " " } (standing(view.me, project)) },
        ),
        state: match project.state.as_str() {
            "done" => ItemState::Kept,
            _ if late => ItemState::Late,
            _ => ItemState::Plain,
        },
    })
}
