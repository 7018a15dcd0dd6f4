//! `GET /projects/{id}`: what a project is about, what it came to, what is left to do and what happened.

use std::collections::HashMap;

use axum::extract::{Form, Path};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::orders::Order;
use quen_core::projects::{Project, moves};
use quen_core::{Error, Money, Permission};
use quen_http::SignedIn;
use quen_service::parties::{self, Owner, owners};
use quen_service::projects::{self as acts, Overview, Projects};
use quen_service::records::Kind;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::{Crumb, padded};
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::stat::{Stat, stat, stat_row};
use quen_words::{Words, t};
use uuid::Uuid;

use super::{due, parts, standing, story};
use crate::answers::{Answer, found, refused, see};
use crate::forms::{Pairs, value};
use crate::keys;
use crate::layout::{Page, page};
use crate::lists::party_link;
use crate::{sheets, spoken};

/// What the page of one project shows.
pub struct Shown {
    /// The project and what belongs to it.
    pub overview: Overview,
    /// Orders of the customer that belong to no project.
    pub free: Vec<Order>,
    /// Names of parties in it.
    pub names: HashMap<Uuid, String>,
    /// The colleagues.
    pub owners: Vec<Owner>,
    /// What it says in the workspace's own fields.
    pub own: Markup,
}

impl Shown {
    /// A colleague's name.
    pub fn name_of(&self, id: Option<Uuid>) -> Option<&str> {
        let owner = self.owners.iter().find(|owner| Some(owner.id) == id);
        owner.map(|owner| owner.name.as_str())
    }
}

/// The page.
pub async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id: Uuid = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let overview = acts::overview(&me.ctx, id).await.map_err(refused(&me))?;
    let project = &overview.project;
    let (free, names, owners, own) = tokio::try_join!(
        parts::free_orders(&me, project),
        parties::names(&me.ctx, story::parties(&overview)),
        owners(&me.ctx),
        sheets::own_values::<Projects>(&me, project, true)
    )
    .map_err(refused(&me))?;
    let shown = Shown {
        free,
        names,
        owners,
        own,
        overview,
    };
    Ok(document(&me, &shown).into_response())
}

fn document(me: &SignedIn, shown: &Shown) -> Markup {
    let words = me.words;
    let project = &shown.overview.project;
    let may = me.ctx.actor.may(Permission::TasksWrite).is_ok();
    let body = html! {
        div.stack {
            @if may { (states(me, project)) }
            (tiles(me, &shown.overview))
            div.columns.main-side {
                div.stack { (story::section(me, shown)) }
                div.stack {
                    (about(me, shown))
                    (parts::work(me, shown))
                    @if me.ctx.actor.may(Permission::OrdersWrite).is_ok() { (parts::orders(me, shown)) }
                    @if may { (parts::kind_of(me, project)) }
                }
            }
        }
    };
    let href = format!("/projects/{}/edit", project.id);
    let key = keys::shown(me, "edit");
    let edit = Button {
        label: t::action_edit(words),
        icon: Some("pencil"),
        href: Some(&href),
        key: key.as_deref(),
        ..Button::default()
    };
    let crumbs = vec![Crumb {
        label: t::nav_projects(words),
        href: "/projects",
    }];
    page(
        me,
        Page {
            title: &project.name,
            nav: "/projects",
            crumbs,
            beside_title: Some(standing(me, project)),
            actions: html! { @if may { (button(edit)) } },
            body: padded(body),
            ..Page::default()
        },
    )
}

/// The states it can go to, and the bin.
fn states(me: &SignedIn, project: &Project) -> Markup {
    let words = me.words;
    let home = format!("/projects/{}", project.id);
    html! {
        div.row.wrap {
            @for (n, to) in moves(&project.state).iter().enumerate() {
                form.inline-form method="post" action={ (home) "/state" } {
                    (csrf_field(&me.csrf))
                    input type="hidden" name="to" value=(to);
                    (button(Button { label: move_label(words, &project.state, to), kind: if n == 0 { ButtonKind::Primary } else { ButtonKind::Plain }, size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            }
            span.end {}
            (crate::history::acts(me, &format!("/lists/projects/records/{}", project.id), Projects::DELETE, Projects::MERGES))
        }
    }
}

fn move_label(words: Words, from: &str, to: &str) -> &'static str {
    match (from, to) {
        ("done" | "cancelled", _) => t::projects_reopen(words),
        ("paused", "active") => t::projects_go_on(words),
        (_, "active") => t::projects_start(words),
        (_, "paused") => t::projects_pause(words),
        (_, "done") => t::projects_complete(words),
        _ => t::projects_cancel(words),
    }
}

/// The sums. What is not known is said, never counted as nothing.
fn tiles(me: &SignedIn, overview: &Overview) -> Markup {
    let words = me.words;
    let sums = &overview.sums;
    let money = |amount| spoken::money_tile(words, Money::new(amount, me.ctx.settings.currency));
    let tile = |name, (figure, unit): (String, String), note: Option<String>| {
        stat(Stat {
            name,
            figure: &figure,
            unit: &unit,
            note: note.map(|note| html! { (note) }),
            ..Stat::default()
        })
    };
    let plain = |text: String| (text, String::new());
    let budget = overview.project.budget.and_then(|budget| {
        let percent = sums.spent_percent(budget.amount)?;
        let percent = words.number(percent);
        Some(t::projects_of_budget(
            words,
            &percent,
            &spoken::money_short(words, budget),
        ))
    });
    let unknown =
        (sums.without_cost > 0).then(|| t::projects_without_cost(words, sums.without_cost));
    let costed = sums.orders > sums.without_cost;
    let figure = |amount| {
        if costed {
            money(amount)
        } else {
            plain("–".to_owned())
        }
    };
    let hours = minutes_in_words(words, sums.minutes);
    let tasks = format!("{}/{}", words.number(sums.done), words.number(sums.tasks));
    stat_row(
        t::projects_sums(words),
        html! {
            (tile(t::projects_revenue(words), money(sums.revenue), budget.or_else(|| Some(t::projects_orders(words, sums.orders)))))
            (tile(t::projects_cost(words), figure(sums.cost), unknown))
            (tile(t::projects_margin(words), figure(sums.margin), None))
            (tile(t::projects_tasks_done(words), plain(tasks), sums.done_percent().map(|percent| format!("{}%", words.number(percent)))))
            (tile(t::projects_time(words), plain(hours), Some(t::projects_talks(words, sums.interactions))))
        },
    )
}

/// `5 giờ 20 phút`.
pub fn minutes_in_words(words: Words, minutes: i64) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, rest) => t::span_minutes(words, rest),
        (hours, 0) => t::span_hours(words, hours),
        (hours, rest) => format!(
            "{} {}",
            t::span_hours(words, hours),
            t::span_minutes(words, rest)
        ),
    }
}

fn about(me: &SignedIn, shown: &Shown) -> Markup {
    let words = me.words;
    let project = &shown.overview.project;
    let day = |day: chrono::NaiveDate| html! { (spoken::day(words, day)) };
    let mut lines = vec![(
        t::field_projects_party_id(words),
        party_link(project.party_id, shown.names.get(&project.party_id)),
    )];
    let optional = [
        (
            t::field_projects_owner_id(words),
            shown.name_of(project.owner_id).map(|name| html! { (name) }),
        ),
        (
            t::field_projects_starts_on(words),
            project.starts_on.map(day),
        ),
        (
            t::field_projects_due_on(words),
            project.due_on.map(|_| due(me, project)),
        ),
        (t::field_projects_ended_on(words), project.ended_on.map(day)),
        (
            t::field_projects_budget(words),
            project
                .budget
                .map(|budget| html! { (spoken::money(words, budget)) }),
        ),
        (
            t::field_projects_note(words),
            project
                .note
                .as_ref()
                .map(|note| html! { span.as-typed { (note) } }),
        ),
    ];
    let known = optional
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)));
    lines.extend(known);
    panel(Panel {
        title: t::projects_about(words),
        icon: Some("briefcase"),
        body: html! { (facts(&lines)) (shown.own) },
        footer: Some(sheets::quality::<Projects>(me, project)),
        ..Panel::default()
    })
}

/// `POST /projects/{id}/state`.
pub async fn state(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let project = found::<Projects>(&me, &id).await?;
    acts::transition(&me.ctx, project.id, value(&sent, "to"))
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/projects/{}", project.id)))
}
