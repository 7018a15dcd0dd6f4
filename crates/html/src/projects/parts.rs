//! What hangs on a project and what can be added to it: tasks, notes, orders of the customer, the type of the relationship.

use axum::extract::{Form, Path};
use maud::{Markup, html};
use quen_core::fields::{FieldValue, ListQuery};
use quen_core::orders::Order;
use quen_core::projects::Project;
use quen_core::tasks::Task;
use quen_core::{Error, Money, Noun, Permission, Result};
use quen_http::SignedIn;
use quen_service::interactions::Interactions;
use quen_service::orders::Orders;
use quen_service::projects::Projects;
use quen_service::records::{self, Kind, decode_form};
use quen_ui::agenda::item_list;
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonSize, IconButton, button, icon_button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Field, Select, csrf_field, select};
use quen_ui::panel::{Panel, panel};
use quen_ui::tone::Tone;
use quen_words::t;
use serde_json::json;

use super::sheet::Shown;
use crate::answers::{Answer, found, refused, see};
use crate::forms::{Pairs, choices_of, value};
use crate::spoken;
use crate::tasks::open_item;

/// Orders that are offered.
const OFFERED: usize = 20;

/// Orders of the customer that belong to no project, newest first; none for who may not look.
pub async fn free_orders(me: &SignedIn, project: &Project) -> Result<Vec<Order>> {
    let catalogue = Orders::catalogue(&me.ctx);
    let filter = json!({ "all": [
        { "field": "party_id", "op": "eq", "value": project.party_id },
        { "field": "project_id", "op": "empty" },
    ] })
    .to_string();
    let limit = OFFERED.to_string();
    let query = ListQuery::parse(&catalogue, |name| match name {
        "filter" => Some(filter.as_str()),
        "limit" => Some(limit.as_str()),
        _ => None,
    })?;
    match records::list::<Orders>(&me.ctx, &query).await {
        Ok(page) => Ok(page.rows),
        Err(Error::Forbidden(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// What is left to do.
pub fn work(me: &SignedIn, shown: &Shown) -> Markup {
    let words = me.words;
    let project = &shown.overview.project;
    let tasks = &shown.overview.open_work;
    let body = if tasks.is_empty() {
        empty(Empty {
            text: html! { (t::projects_no_tasks(words)) },
            ..Empty::default()
        })
    } else {
        item_list(tasks.iter().map(|task| open_task(me, shown, task)))
    };
    let new = format!(
        "/tasks/new?party_id={}&project_id={}",
        project.party_id, project.id
    );
    let may = me.ctx.actor.may(Permission::TasksWrite).is_ok();
    panel(Panel {
        title: t::parties_open(words),
        icon: Some("checkbox"),
        end: may.then(|| html! { a.see-all href=(new) { (t::tasks_new(words)) } }),
        body,
        flush: true,
        ..Panel::default()
    })
}

fn open_task(me: &SignedIn, shown: &Shown, task: &Task) -> Markup {
    let (words, today) = (me.words, me.ctx.today());
    let late = task.is_overdue(today);
    let kind = spoken::choice(words, Noun::Tasks, "kind", &task.kind);
    let who = shown.name_of(task.assignee_id).map(str::to_owned);
    let sub: Vec<String> = [Some(kind), who].into_iter().flatten().collect();
    let back = format!("/projects/{}", shown.overview.project.id);
    let end = html! {
        @if let Some(due) = task.due_on { (badge(&spoken::due(words, today, due), if late { Tone::Red } else { Tone::Neutral })) }
        @if me.ctx.actor.may(Permission::TasksWrite).is_ok() {
            form.inline-form method="post" action={ "/tasks/" (task.id) "/completion" } {
                (csrf_field(&me.csrf))
                input type="hidden" name="back" value=(back);
                (icon_button(IconButton { icon: "check", label: &t::parties_done(words, &task.title), small: true, submit: true, ..IconButton::default() }))
            }
        }
    };
    open_item(task, late, &sub, end)
}

/// A new order for the project, or one of the customer's that is there.
pub fn orders(me: &SignedIn, shown: &Shown) -> Markup {
    let words = me.words;
    let project = &shown.overview.project;
    let new = format!(
        "/orders/new?party_id={}&project_id={}",
        project.party_id, project.id
    );
    let offers: Vec<(String, String)> = shown
        .free
        .iter()
        .map(|order| {
            let total = spoken::money(words, Money::new(order.totals.total, order.currency));
            let day = spoken::day(words, order.ordered_on);
            (
                order.id.to_string(),
                format!("{} · {day} · {total}", order.number),
            )
        })
        .collect();
    let choices = choices_of(&offers);
    let body = html! {
        @if choices.is_empty() { p.small.dim { (t::projects_no_free_orders(words)) } }
        @else {
            form.stack.snug method="post" action={ "/projects/" (project.id) "/orders" } {
                (csrf_field(&me.csrf))
                (select(Select {
                    field: Field { id: "order_id", label: t::projects_which_order(words), ..Field::default() },
                    name: "order_id", choices: &choices, ..Select::default()
                }))
                div { (button(Button { label: t::projects_take_order(words), size: ButtonSize::Small, submit: true, ..Button::default() })) }
            }
        }
    };
    panel(Panel {
        title: t::nav_orders(words),
        icon: Some("receipt-2"),
        end: Some(html! { a.see-all href=(new) { (t::orders_new(words)) } }),
        body,
        ..Panel::default()
    })
}

/// The way to say that the relationship is bound to projects: the rules never say it by themselves.
pub fn kind_of(me: &SignedIn, project: &Project) -> Markup {
    let words = me.words;
    html! {
        @if me.ctx.actor.may(Permission::RelationshipsWrite).is_ok() && project.is_open() {
            p.small.dim {
                (t::projects_type_hint(words)) " "
                a.link href={ "/parties/" (project.party_id) "/stage?type=project" } { (t::projects_set_type(words)) }
            }
        }
    }
}

/// `POST /projects/{id}/notes`: what happened, kept on the timeline of the customer too.
pub async fn note(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let project = found::<Projects>(&me, &id).await?;
    let home = format!("/projects/{}", project.id);
    let body = value(&sent, "body").trim();
    if body.is_empty() {
        return Ok(see(&home));
    }
    let (party, own) = (project.party_id.to_string(), project.id.to_string());
    let pairs = [
        ("party_id", party.as_str()),
        ("project_id", own.as_str()),
        ("kind", "note"),
        ("body", body),
    ];
    let values = decode_form(&quen_core::interactions::catalogue(), pairs).map_err(refused(&me))?;
    records::create::<Interactions>(&me.ctx, values)
        .await
        .map_err(refused(&me))?;
    Ok(see(&home))
}

/// `POST /projects/{id}/orders`: an order that is there belongs to the project from now on.
pub async fn take_order(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let project = found::<Projects>(&me, &id).await?;
    let order = value(&sent, "order_id").to_owned();
    belong(&me, &order, FieldValue::Id(project.id)).await?;
    Ok(see(&format!("/projects/{}", project.id)))
}

/// `POST /projects/{id}/orders/{order}/release`: the order belongs to no project any more.
pub async fn release_order(me: SignedIn, Path((id, order)): Path<(String, String)>) -> Answer {
    let project = found::<Projects>(&me, &id).await?;
    belong(&me, &order, FieldValue::Empty).await?;
    Ok(see(&format!("/projects/{}", project.id)))
}

async fn belong(
    me: &SignedIn,
    order: &str,
    project: FieldValue,
) -> std::result::Result<(), crate::answers::Refused> {
    let order = order.parse().map_err(|_| refused(me)(Error::NotFound))?;
    let values = vec![("project_id".to_owned(), project)];
    records::update::<Orders>(&me.ctx, order, None, values)
        .await
        .map(drop)
        .map_err(refused(me))
}
