//! What is open with a party, and how the relationship stands: tasks to tick off or put off, role by role the stage and type.

use axum::extract::{Form, Path};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::care::TASK_SOURCE;
use quen_core::tasks::Task;
use quen_core::{Error, Permission, dates};
use quen_http::SignedIn;
use quen_service::care;
use quen_service::parties::Only;
use quen_service::records;
use quen_service::tasks::{self, Tasks};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::badge::badge;
use quen_ui::button::{IconButton, icon_button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::csrf_field;
use quen_ui::hx::Hx;
use quen_ui::icon::icon;
use quen_ui::menu::{Menu, MenuItem, menu};
use quen_ui::panel::{Panel, panel as titled};
use quen_ui::stage::{Stage, stage_badge};
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::asked::{Params, param};
use super::page::{View, Whole, choice, renewed};
use super::{delights, engaged, ledger, promised};
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::facts::panel::{self, memory_panel};
use crate::spoken;
use crate::tasks::open_item;

/// Days from which a due day is no longer near.
const NEAR_DAYS: i64 = 7;

/// The column.
pub fn aside(view: &View<'_>) -> Markup {
    html! {
        aside.knowing.stack id="knowing" aria-label=(t::parties_open(view.me.words)) { (memory(view)) (open_work(view)) (promised::section(view)) (delights::section(view)) (engaged::section(view)) (relationships(view)) (ledger::waiting(view.me, view.whole.profile.party.id)) }
    }
}

fn memory(view: &View<'_>) -> Markup {
    memory_panel(view.me, &view.whole.known, &panel::Typed::default())
}

fn open_work(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let tasks = &view.whole.profile.open_work;
    let body = if tasks.is_empty() {
        empty(Empty {
            text: html! { (t::parties_no_tasks(words)) },
            ..Empty::default()
        })
    } else {
        item_list(tasks.iter().map(|task| row(view, task)))
    };
    let count = i64::try_from(tasks.len()).unwrap_or(i64::MAX);
    let end = (!tasks.is_empty()).then(|| html! { span.small.dim { (words.number(count)) } });
    titled(Panel {
        title: t::parties_open(words),
        icon: Some("checkbox"),
        end,
        body,
        flush: true,
        ..Panel::default()
    })
}

fn row(view: &View<'_>, task: &Task) -> Markup {
    let words = view.me.words;
    let today = view.me.ctx.today();
    let due = task
        .due_on
        .map(|day| (spoken::due(words, today, day), (day - today).num_days()));
    let who = task.assignee_id.and_then(|id| view.whole.name_of(id));
    let kind = spoken::choice(words, quen_core::Noun::Tasks, "kind", &task.kind);
    let why = task.note.as_deref().and_then(|note| note.lines().next());
    let why = why
        .filter(|_| task.source == TASK_SOURCE)
        .map(str::to_owned);
    let sub: Vec<String> = [why.or(Some(kind)), who].into_iter().flatten().collect();
    let late = due.as_ref().is_some_and(|(_, days)| *days < 0);
    let tone = match &due {
        Some((_, days)) if *days < 0 => Tone::Red,
        Some((_, days)) if *days < NEAR_DAYS => Tone::Amber,
        _ => Tone::Neutral,
    };
    let end = html! {
        @if let Some((said, _)) = &due { (badge(said, tone)) }
        @if view.may(Permission::TasksWrite) { (acts(view, task)) }
    };
    open_item(task, late, &sub, end)
}

fn acts(view: &View<'_>, task: &Task) -> Markup {
    let words = view.me.words;
    let base = format!("{}/tasks/{}", view.home(), task.id);
    let (done, later, id) = (
        format!("{base}/completion"),
        format!("{base}/snooze"),
        format!("later-{}", task.id),
    );
    let hx = Hx {
        target: Some("#knowing"),
        swap: Some("outerMorph"),
        ..Hx::default()
    };
    let put_off = |label, values| MenuItem {
        label,
        post: Some(&later),
        values,
        hx,
        ..MenuItem::default()
    };
    let items = [
        put_off(
            t::parties_until_tomorrow(words),
            &[("until", "tomorrow")][..],
        ),
        put_off(t::parties_three_days(words), &[("until", "3 days")][..]),
        put_off(t::parties_next_week(words), &[("until", "next week")][..]),
    ];
    html! {
        form.inline-form method="post" action=(done) hx-post=(done) hx-target="#knowing" hx-swap="outerMorph" {
            (csrf_field(&view.me.csrf))
            (icon_button(IconButton { icon: "check", label: &t::parties_done(words, &task.title), small: true, submit: true, ..IconButton::default() }))
        }
        @if task.source == TASK_SOURCE { (words_link(view, task)) (decline_button(view, task)) }
        (icon_button(IconButton { icon: "clock-pause", label: &t::parties_put_off(words, &task.title), small: true, menu: Some(&id), ..IconButton::default() }))
        (menu(Menu { id: &id, label: t::parties_later(words), items: &items, csrf: &view.me.csrf }))
    }
}

/// The words that a programme of care has ready.
fn words_link(view: &View<'_>, task: &Task) -> Markup {
    let href = format!("/care/proposals/{}", task.id);
    let label = t::care_open_words_of(view.me.words, &task.title);
    icon_button(IconButton {
        icon: "message-circle",
        label: &label,
        href: Some(&href),
        small: true,
        ..IconButton::default()
    })
}

/// What a programme of care proposed can be declined.
fn decline_button(view: &View<'_>, task: &Task) -> Markup {
    let action = format!("{}/tasks/{}/refusal", view.home(), task.id);
    let label = t::care_decline_this(view.me.words, &task.title);
    html! {
        form.inline-form method="post" action=(action) hx-post=(action) hx-target="#knowing" hx-swap="outerMorph" {
            (csrf_field(&view.me.csrf))
            (icon_button(IconButton { icon: "x", label: &label, small: true, submit: true, ..IconButton::default() }))
        }
    }
}

/// Each role with its stage and type; the reasons are one click away.
fn relationships(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let found = &view.whole.profile.relationships;
    let address = format!("{}/stage", view.home());
    let why = html! { a.see-all href=(address) hx-get=(address) hx-target="#drawer" { (t::parties_why(words)) } };
    let body = if found.is_empty() {
        empty(Empty {
            text: html! { (t::parties_no_relationship(words)) },
            ..Empty::default()
        })
    } else {
        item_list(found.iter().map(|relationship| {
            let stage = relationship.effective_stage().key();
            let name = choice(words, "stage", stage);
            let kind = choice(words, "type", relationship.effective_type().key());
            let since = t::parties_since(words, &spoken::day(words, relationship.stage_since));
            item(Item {
                lead: icon("heart-handshake"),
                label: &choice(words, "roles", &relationship.role),
                sub: Some(&format!("{kind}, {since}")),
                end: Some(stage_badge(
                    Stage::from_word(stage).unwrap_or_default(),
                    &name,
                )),
                ..Item::default()
            })
        }))
    };
    titled(Panel {
        title: t::parties_relationship(words),
        icon: Some("heart-handshake"),
        end: Some(why),
        body,
        flush: true,
        ..Panel::default()
    })
}

/// `POST /parties/{id}/tasks/{task}/completion`.
pub async fn complete(
    me: SignedIn,
    headers: HeaderMap,
    Path((id, task)): Path<(String, String)>,
) -> Answer {
    let (id, task) = of_party(&me, &id, &task).await?;
    tasks::complete(&me.ctx, task).await.map_err(refused(&me))?;
    answer(&me, &headers, id).await
}

/// `POST /parties/{id}/tasks/{task}/snooze`.
pub async fn snooze(
    me: SignedIn,
    headers: HeaderMap,
    Path((id, task)): Path<(String, String)>,
    Form(pairs): Form<Params>,
) -> Answer {
    let (id, task) = of_party(&me, &id, &task).await?;
    let until = param(&pairs, "until").and_then(|text| dates::near(text, me.ctx.today()));
    let until = until.ok_or_else(|| refused(&me)(Error::invalid("until", "bad-date")))?;
    tasks::snooze(&me.ctx, task, until)
        .await
        .map_err(refused(&me))?;
    answer(&me, &headers, id).await
}

/// `POST /parties/{id}/tasks/{task}/refusal`: a proposal of a programme is declined.
pub async fn decline(
    me: SignedIn,
    headers: HeaderMap,
    Path((id, task)): Path<(String, String)>,
) -> Answer {
    let (id, task) = of_party(&me, &id, &task).await?;
    care::decline(&me.ctx, task).await.map_err(refused(&me))?;
    answer(&me, &headers, id).await
}

/// Both ids, when the task belongs to the party.
async fn of_party(
    me: &SignedIn,
    id: &str,
    task: &str,
) -> Result<(Uuid, Uuid), crate::answers::Refused> {
    let (id, task) = (super::id(me, id)?, super::id(me, task)?);
    let found = records::find::<Tasks>(&me.ctx, task)
        .await
        .map_err(refused(me))?;
    if found.party_id == Some(id) {
        Ok((id, task))
    } else {
        Err(refused(me)(Error::NotFound))
    }
}

/// The column again, or the page without script.
pub async fn answer(me: &SignedIn, headers: &HeaderMap, id: Uuid) -> Answer {
    if !wants_fragment(headers) {
        return Ok(see(&format!("/parties/{id}")));
    }
    let whole = Whole::load(&me.ctx, id, Only::All)
        .await
        .map_err(refused(me))?;
    let view = View { me, whole: &whole };
    Ok(html! { (aside(&view)) (renewed(&view, &["timeline"])) }.into_response())
}
