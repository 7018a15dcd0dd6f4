//! Things to do: mine or everybody's, late, today, later, done; ticked off with one click.

use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::fields::{Page as Rows, from_text};
use quen_core::tasks::{KINDS, Task};
use quen_core::{Error, Noun, Permission, Problem};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::parties::{self, Owner, owners};
use quen_service::records::{self, Kind, decode_form};
use quen_service::tasks::{self as acts, Tasks};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::choice::{Segment, segmented};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Choice, Form as Sheet, csrf_field, form};
use quen_ui::frame::{Crumb, flush, padded};
use quen_ui::list::view_bar;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tabs::{Tab, tabs};
use quen_words::{Words, t};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::exports;
use crate::fields::{controls, own_part, references};
use crate::forms::{Filled, Line, Pairs, value};
use crate::layout::{Page, page};
use crate::lists::{Asked, back, party_link};
use crate::parties::asked::{Params, param};
use crate::spoken;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tasks", get(list).post(create))
        .route("/tasks/new", get(new))
        .route("/tasks/{id}/completion", post(complete))
        .route("/tasks/{id}/reopening", post(reopen))
        .route("/tasks/{id}/snooze", post(snooze))
}

/// When it is due.
const WHENS: [&str; 5] = ["overdue", "today", "later", "undated", "done"];

struct View {
    everyone: bool,
    when: &'static str,
}

impl View {
    fn read(params: &Params) -> Self {
        let when = WHENS
            .into_iter()
            .find(|when| param(params, "when") == Some(when));
        Self {
            everyone: param(params, "who") == Some("all"),
            when: when.unwrap_or("today"),
        }
    }

    fn href(&self) -> String {
        format!(
            "/tasks?who={}&when={}",
            if self.everyone { "all" } else { "mine" },
            self.when
        )
    }

    fn filter(&self, me: &SignedIn) -> Value {
        let today = me.ctx.today();
        let mut all = match self.when {
            "overdue" => vec![json!({ "field": "due_on", "op": "lt", "value": today })],
            // The day begins with what was left over.
            "today" => vec![json!({ "field": "due_on", "op": "le", "value": today })],
            "later" => vec![json!({ "field": "due_on", "op": "gt", "value": today })],
            "undated" => vec![json!({ "field": "due_on", "op": "empty" })],
            _ => Vec::new(),
        };
        all.push(json!({ "field": "done_at", "op": if self.when == "done" { "not_empty" } else { "empty" } }));
        if !self.everyone {
            all.push(json!({ "field": "assignee_id", "op": "eq", "value": me.ctx.actor.user_id }));
        }
        json!({ "all": all })
    }

    fn label(words: Words, when: &str) -> &'static str {
        match when {
            "overdue" => t::tasks_overdue(words),
            "today" => t::tasks_today(words),
            "later" => t::tasks_later(words),
            "undated" => t::tasks_undated(words),
            _ => t::tasks_finished(words),
        }
    }
}

async fn list(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let view = View::read(&params);
    let mut asked = Asked::read("/tasks", &params, &["who", "when"]);
    asked.sort = if matches!(view.when, "overdue" | "today" | "later") {
        "due_on".to_owned()
    } else {
        String::new()
    };
    let filter = view.filter(&me);
    let query = asked
        .query(&Tasks::catalogue(&me.ctx), Some(&filter))
        .map_err(refused(&me))?;
    let found = records::list::<Tasks>(&me.ctx, &query)
        .await
        .map_err(refused(&me))?;
    let names = parties::names(&me.ctx, found.rows.iter().filter_map(|task| task.party_id))
        .await
        .map_err(refused(&me))?;
    let owners = owners(&me.ctx).await.map_err(refused(&me))?;
    let words = me.words;
    let may = me.ctx.actor.may(Permission::TasksWrite).is_ok();
    let body = html! {
        (view_bar(switches(words, &view), Some(asked.search(t::tasks_search(words)))))
        @if found.rows.is_empty() { (empty(Empty { text: html! { (t::tasks_empty(words)) }, ..Empty::default() })) }
        @else { (table(&me, &view, &found, &names, &owners)) (asked.pager(&me, found.next.as_ref())) }
    };
    let new = Button {
        label: t::tasks_new(words),
        icon: Some("plus"),
        kind: ButtonKind::Primary,
        href: Some("/tasks/new"),
        key: Some("N"),
        ..Button::default()
    };
    let actions = html! { @if !found.rows.is_empty() { (exports::choose(&me, Noun::Tasks, &asked.exported(Some(&filter)))) } @if may { (button(new)) } };
    let drawn = page(
        &me,
        Page {
            title: t::nav_tasks(words),
            nav: "/tasks",
            actions,
            body: flush(body),
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

fn switches(words: Words, view: &View) -> Markup {
    let whens: Vec<(&str, String)> = WHENS
        .into_iter()
        .map(|when| (when, View { when, ..*view }.href()))
        .collect();
    let links: Vec<Tab> = whens
        .iter()
        .map(|(when, href)| Tab {
            label: View::label(words, when),
            href,
            current: *when == view.when,
            ..Tab::default()
        })
        .collect();
    let (mine, all) = (
        View {
            everyone: false,
            ..*view
        }
        .href(),
        View {
            everyone: true,
            ..*view
        }
        .href(),
    );
    let who = [
        Segment {
            label: t::tasks_mine(words),
            href: &mine,
            current: !view.everyone,
        },
        Segment {
            label: t::tasks_everyone(words),
            href: &all,
            current: view.everyone,
        },
    ];
    html! { (tabs(t::nav_tasks(words), &links, None)) (segmented(t::field_tasks_assignee_id(words), &who)) }
}

fn table(
    me: &SignedIn,
    view: &View,
    found: &Rows<Task>,
    names: &HashMap<Uuid, String>,
    owners: &[Owner],
) -> Markup {
    let words = me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::field_tasks_title(words)),
        head(t::field_tasks_party_id(words)),
        head(t::field_tasks_due_on(words)),
        Column {
            wide_only: true,
            ..head(t::field_tasks_assignee_id(words))
        },
        Column {
            label_hidden: true,
            ..head(t::tasks_complete(words))
        },
    ];
    let ids: Vec<String> = found
        .rows
        .iter()
        .map(|task| format!("task-{}", task.id))
        .collect();
    let rows = found.rows.iter().zip(&ids).map(|(task, id)| Row {
        id,
        cells: vec![
            html! { (task.title) " " span.dim.smaller { (spoken::choice(words, Noun::Tasks, "kind", &task.kind)) } },
            html! { @if let Some(party) = task.party_id { (party_link(party, names.get(&party))) } },
            html! { @if let Some(due) = task.due_on { (spoken::due(words, me.ctx.today(), due)) } },
            html! { @if let Some(owner) = owners.iter().find(|owner| Some(owner.id) == task.assignee_id) { (owner.name) } },
            tick(me, view, task),
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "tasks",
        caption: t::tasks_caption(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

fn tick(me: &SignedIn, view: &View, task: &Task) -> Markup {
    let words = me.words;
    if me.ctx.actor.may(Permission::TasksWrite).is_err() {
        return html! {};
    }
    let (noun, label, icon) = if task.done_at.is_none() {
        ("completion", t::tasks_complete(words), "check")
    } else {
        ("reopening", t::tasks_reopen(words), "arrow-back-up")
    };
    html! {
        form method="post" action={ "/tasks/" (task.id) "/" (noun) } {
            (csrf_field(&me.csrf))
            input type="hidden" name="back" value=(view.href());
            (button(Button { label, icon: Some(icon), size: ButtonSize::Small, submit: true, ..Button::default() }))
        }
    }
}

async fn complete(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    acts::complete(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(see(back(Some(value(&sent, "back")), "/tasks")))
}

async fn reopen(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    acts::reopen(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(see(back(Some(value(&sent, "back")), "/tasks")))
}

async fn snooze(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let field =
        quen_core::fields::Field::new("until", "", quen_core::fields::FieldType::Day).required();
    let until = from_text(&field, value(&sent, "until"))
        .map_err(Error::from)
        .map_err(refused(&me))?;
    let until = until
        .into_day()
        .ok_or_else(|| refused(&me)(Error::invalid("until", "required")))?;
    acts::snooze(&me.ctx, id, until)
        .await
        .map_err(refused(&me))?;
    Ok(see(back(Some(value(&sent, "back")), "/tasks")))
}

async fn new(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let mut typed: Pairs = vec![
        ("kind".to_owned(), "call".to_owned()),
        ("due_on".to_owned(), spoken::day(me.words, me.ctx.today())),
    ];
    typed.push(("assignee_id".to_owned(), me.ctx.actor.user_id.to_string()));
    typed.extend(param(&params, "party_id").map(|id| ("party_id".to_owned(), id.to_owned())));
    sheet(&me, &typed, &[]).await
}

async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let catalogue = Tasks::catalogue(&me.ctx);
    let read = controls::sent(&me, &catalogue, sent.clone());
    let read = references::resolved(&me, &catalogue, read)
        .await
        .map_err(refused(&me))?;
    let sent = controls::joined(&catalogue, sent);
    let pairs = read
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let made = match decode_form(&catalogue, pairs) {
        Ok(values) => records::create::<Tasks>(&me.ctx, values).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(task) => Ok(see(&task.party_id.map_or_else(
            || "/tasks".to_owned(),
            |party| format!("/parties/{party}"),
        ))),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            sheet(&me, &sent, &problems).await?,
        )
            .into_response()),
        Err(error) => Err(refused(&me)(error)),
    }
}

async fn sheet(me: &SignedIn, values: &[(String, String)], problems: &[Problem]) -> Answer {
    let words = me.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let party: Option<Uuid> = filled.value("party_id").parse().ok();
    let names = parties::names(&me.ctx, party).await.map_err(refused(me))?;
    let own = own_part::<Tasks>(me, None, values, problems)
        .await
        .map_err(refused(me))?;
    let owners = owners(&me.ctx).await.map_err(refused(me))?;
    let ids: Vec<String> = owners.iter().map(|owner| owner.id.to_string()).collect();
    let people: Vec<Choice> = owners
        .iter()
        .zip(&ids)
        .filter(|(owner, _)| owner.works_here)
        .map(|(owner, id)| Choice {
            value: id,
            label: &owner.name,
        })
        .collect();
    let labels: Vec<String> = KINDS
        .iter()
        .map(|kind| spoken::choice(words, Noun::Tasks, "kind", kind))
        .collect();
    let kinds: Vec<Choice> = KINDS
        .iter()
        .zip(&labels)
        .map(|(value, label)| Choice { value, label })
        .collect();
    let fields = html! {
        @if let Some(party) = party {
            input type="hidden" name="party_id" value=(party);
            p { (t::field_tasks_party_id(words)) ": " (party_link(party, names.get(&party))) }
        }
        @if let Some(problem) = filled.problem("party_id") { p.problem { (problem) } }
        (filled.line(Line { name: "title", label: t::field_tasks_title(words), required: true, autofocus: true, ..Line::default() }))
        (filled.choice("kind", t::field_tasks_kind(words), &kinds, None))
        (filled.line(Line { name: "due_on", label: t::field_tasks_due_on(words), ..Line::default() }))
        (filled.choice("assignee_id", t::field_tasks_assignee_id(words), &people, None))
        (filled.line(Line { name: "note", label: t::field_tasks_note(words), ..Line::default() }))
        (own)
        (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let body = html! { div.form-page { (form(Sheet { action: "/tasks", csrf: &me.csrf, body: fields, ..Sheet::default() })) } };
    let crumbs = vec![Crumb {
        label: t::nav_tasks(words),
        href: "/tasks",
    }];
    Ok(page(
        me,
        Page {
            title: t::tasks_new(words),
            nav: "/tasks",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    )
    .into_response())
}
