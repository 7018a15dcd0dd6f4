//! Views that are kept: as tabs over the list, with a bar that says when the list differs from its view, and the acts on them.
//! Who may change a view is the service's to say.

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::fields::FieldValue;
use quen_core::views::{State, View};
use quen_core::{Error, Problem, Role};
use quen_http::{SignedIn, problem};
use quen_service::records;
use quen_service::views::{self, Views, may_change};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::choice::{Check, check};
use quen_ui::dialog::{Drawer, drawer};
use quen_ui::field::{self, Field, Input, csrf_field, input};
use quen_ui::frame::{Crumb, padded};
use quen_ui::tabs::{Tab, tabs};
use quen_words::t;
use uuid::Uuid;

use super::asked::Asked;
use super::page::List;
use super::shape::Shape;
use super::shape_at;
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::layout::{Page, page};
use crate::parties::asked::{Params, param};

/// The tabs: all, the views at hand, the usual questions, and the way to the other views.
pub fn tabs_of(list: &List<'_>) -> Markup {
    let words = list.me.words;
    let state = &list.asked.state;
    let variant = state.variant.clone();
    let at = |state: State, view: Option<Uuid>| {
        let mut other = Asked::plain(list.shape);
        other.state = State {
            variant: variant.clone(),
            ..state
        };
        other.view = view;
        other
    };
    let mut links: Vec<(String, String, bool)> = Vec::new();
    let all = at(State::default(), None);
    let nothing = list.asked.view.is_none() && state.conditions.is_empty() && state.q.is_empty();
    let href = if list.shape.arranged.is_some() {
        format!("{}?layout=table", list.shape.path)
    } else {
        all.href()
    };
    links.push((t::parties_view_all(words).to_owned(), href, nothing));
    for (view, pinned) in list.views {
        let current = list.asked.view == Some(view.id);
        if *pinned || current {
            let mut other = Asked::plain(list.shape);
            (other.state, other.view) = (view.arrangement(), Some(view.id));
            links.push((view.name.clone(), other.href(), current));
        }
    }
    for (label, quick) in list.shape.questions(list.me) {
        let same = list.asked.view.is_none() && state.conditions == quick.conditions;
        let other = at(quick, None);
        links.push((label, other.href(), same && state.q.is_empty()));
    }
    let links: Vec<Tab> = links
        .iter()
        .map(|(label, href, current)| Tab::new(label, href, *current))
        .collect();
    let every = list.asked.part("views");
    let end = html! {
        (icon_button(IconButton { icon: "plus", label: t::lists_views(words), href: Some(&every), small: true, hx: quen_ui::hx::Hx::get(&every, "#drawer"), ..IconButton::default() }))
    };
    tabs(t::parties_views(words), &links, Some(end))
}

/// Says that the list is not as its view has it: save, save as another, go back. Without a view, an arranged list can be kept.
pub fn unsaved_bar(list: &List<'_>) -> Markup {
    let words = list.me.words;
    let view = list
        .asked
        .view
        .and_then(|id| list.views.iter().find(|(view, _)| view.id == id));
    let changed = match view {
        Some((view, _)) => view.arrangement() != list.asked.state,
        None => {
            let untouched = State {
                variant: list.asked.state.variant.clone(),
                ..State::default()
            };
            let quick = list.shape.questions(list.me);
            let known = quick.iter().any(|(_, quick)| *quick == list.asked.state);
            let arranged = list.shape.arranged.map(|arranged| arranged(list.me));
            let usual =
                list.asked.state == untouched || arranged.as_ref() == Some(&list.asked.state);
            !usual && !known && list.asked.state.q.is_empty()
        }
    };
    if !changed
        || list
            .me
            .ctx
            .actor
            .may(quen_core::Permission::ViewsWrite)
            .is_err()
    {
        return html! {};
    }
    let save_as = list.asked.part("views");
    html! {
        div.unsaved-bar role="group" aria-label=(t::lists_unsaved(words)) {
            span { (t::lists_unsaved(words)) }
            span.end {}
            @if let Some((view, _)) = view {
                @if may_change(&list.me.ctx, view) {
                    form method="post" action={ "/lists/" (list.asked.word) "/views/" (view.id) } {
                        (csrf_field(&list.me.csrf))
                        (hidden(list.asked))
                        input type="hidden" name="version" value=(view.version);
                        (button(Button { label: t::lists_save_changes(words), kind: ButtonKind::Soft, size: ButtonSize::Small, submit: true, ..Button::default() }))
                    }
                }
            }
            (button(Button { label: t::lists_save_as(words), kind: ButtonKind::Quiet, size: ButtonSize::Small, href: Some(&save_as), hx: quen_ui::hx::Hx::get(&save_as, "#drawer"), ..Button::default() }))
            @if let Some((view, _)) = view {
                (button(Button { label: t::lists_discard(words), kind: ButtonKind::Quiet, size: ButtonSize::Small, href: Some(&format!("{}?view={}", list.shape.path, view.id)), ..Button::default() }))
            }
        }
    }
}

fn hidden(asked: &Asked) -> Markup {
    html! { @for (name, value) in asked.clone().first_page().pairs() { input type="hidden" name=(name) value=(value); } }
}

/// `GET /lists/{kind}/views`: keep this list as a view, and all views there are.
pub async fn show(
    me: SignedIn,
    headers: HeaderMap,
    Path(word): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let shape = shape_at(&me, &word)?;
    sheet(&me, &headers, &shape, &params, &[]).await
}

async fn sheet(
    me: &SignedIn,
    headers: &HeaderMap,
    shape: &Shape,
    params: &Params,
    problems: &[Problem],
) -> Answer {
    let all = views::of_kind(&me.ctx, shape.word())
        .await
        .map_err(refused(me))?;
    let asked = Asked::read(shape, params, &all);
    let words = me.words;
    let body = html! {
        (keep_form(me, &asked, params, problems))
        @if !all.is_empty() {
            h2 { (t::lists_views_all(words)) }
            ul.view-list { @for (view, pinned) in &all { (line(me, shape, view, *pinned)) } }
        }
    };
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let title = t::lists_views(words);
    if wants_fragment(headers) {
        let drawn = drawer(Drawer {
            title,
            close: t::action_close(words),
            body,
            ..Drawer::default()
        });
        return Ok((status, drawn).into_response());
    }
    let crumbs = vec![Crumb {
        label: &shape.title,
        href: &shape.path,
    }];
    let drawn = page(
        me,
        Page {
            title,
            nav: &shape.path,
            crumbs,
            body: padded(html! { div.form-page.stack { (body) } }),
            ..Page::default()
        },
    );
    Ok((status, drawn).into_response())
}

fn keep_form(me: &SignedIn, asked: &Asked, params: &Params, problems: &[Problem]) -> Markup {
    let words = me.words;
    let said = |name: &str| {
        let found = problems.iter().find(|problem| problem.field == name)?;
        Some(problem::sentence(words, found.code, &found.args))
    };
    let (problem, whole) = (said("name"), problems.iter().find(|p| p.field != "name"));
    let body = html! {
        @if let Some(whole) = whole { (quen_ui::toast::problem_notice(&problem::sentence(words, whole.code, &whole.args))) }
        (hidden(asked))
        (input(Input {
            field: Field { id: "view-name", label: t::field_views_name(words), problem: problem.as_deref(), hint: Some(t::lists_view_name_hint(words)), ..Field::default() },
            name: "name", value: param(params, "name").unwrap_or_default(), required: true, autofocus: true, maxlength: Some(80), ..Input::default()
        }))
        @if me.ctx.actor.role != Role::Viewer {
            (check(Check { name: "shared", value: "yes", label: t::lists_view_share(words), checked: param(params, "shared").is_some(), ..Check::default() }))
        }
        (button(Button { label: t::lists_view_keep(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let action = format!("/lists/{}/views", asked.word);
    field::form(field::Form {
        action: &action,
        csrf: &me.csrf,
        novalidate: true,
        body,
        ..field::Form::default()
    })
}

fn line(me: &SignedIn, shape: &Shape, view: &View, pinned: bool) -> Markup {
    let words = me.words;
    let at = format!("/lists/{}/views/{}", shape.word(), view.id);
    let post = |verb: &str, label: &str, icon: &'static str, ask: Option<&str>| {
        let action = format!("{at}/{verb}");
        html! {
            form method="post" action=(action) hx-confirm=[ask] {
                (csrf_field(&me.csrf))
                (icon_button(IconButton { icon, label, small: true, submit: true, ..IconButton::default() }))
            }
        }
    };
    html! {
        li.row.spread {
            a.grow href={ (shape.path) "?view=" (view.id) } { (view.name) }
            span.dim.smaller { @if view.shared { (t::lists_view_shared(words)) } @else { (t::lists_view_own(words)) } }
            span.row.tight {
                @if pinned { (post("unpinning", t::lists_unpin(words), "pinned-off", None)) } @else { (post("pinning", t::lists_pin(words), "pin", None)) }
                @if may_change(&me.ctx, view) {
                    @if view.shared { (post("unsharing", t::lists_unshare(words), "lock", None)) }
                    @else if me.ctx.actor.role != Role::Viewer { (post("sharing", t::lists_share(words), "users", None)) }
                    (post("deletion", t::action_delete(words), "trash", Some(t::lists_view_delete_ask(words))))
                }
            }
        }
    }
}

/// `POST /lists/{kind}/views`.
pub async fn create(
    me: SignedIn,
    headers: HeaderMap,
    Path(word): Path<String>,
    Form(params): Form<Params>,
) -> Answer {
    let shape = shape_at(&me, &word)?;
    let asked = Asked::read(&shape, &params, &[]);
    let name = param(&params, "name").unwrap_or_default().trim();
    let values = vec![
        ("kind".to_owned(), FieldValue::Text(word)),
        ("name".to_owned(), FieldValue::Text(name.to_owned())),
        (
            "shared".to_owned(),
            FieldValue::Bool(param(&params, "shared").is_some()),
        ),
        ("state".to_owned(), FieldValue::Json(asked.state.to_json())),
    ];
    let made = match checked_name(name) {
        Ok(()) => records::create::<Views>(&me.ctx, values).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(view) => {
            views::pin(&me.ctx, view.id, true)
                .await
                .map_err(refused(&me))?;
            Ok(see(&format!("{}?view={}", shape.path, view.id)))
        }
        Err(Error::Invalid(problems)) => sheet(&me, &headers, &shape, &params, &problems).await,
        Err(error) => Err(refused(&me)(error)),
    }
}

/// The name by the rules of its field.
fn checked_name(name: &str) -> quen_core::Result<()> {
    let catalogue = quen_core::views::catalogue();
    let field = catalogue.require("name")?;
    quen_core::fields::from_text(field, name)?;
    Ok(())
}

/// `POST /lists/{kind}/views/{id}`: the view becomes as the list is.
pub async fn save(
    me: SignedIn,
    Path((word, id)): Path<(String, String)>,
    Form(params): Form<Params>,
) -> Answer {
    let shape = shape_at(&me, &word)?;
    let asked = Asked::read(&shape, &params, &[]);
    let version = param(&params, "version").and_then(|text| text.parse().ok());
    let state = FieldValue::Json(asked.state.to_json());
    change(&me, &shape, &id, version, ("state", state)).await
}

async fn change(
    me: &SignedIn,
    shape: &Shape,
    id: &str,
    version: Option<i64>,
    (name, value): (&str, FieldValue),
) -> Answer {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    let values = vec![(name.to_owned(), value)];
    records::update::<Views>(&me.ctx, id, version, values)
        .await
        .map_err(refused(me))?;
    Ok(see(&format!("{}?view={id}", shape.path)))
}

/// `POST /lists/{kind}/views/{id}/{verb}`: at hand or not, shared or not, gone.
pub async fn act(me: SignedIn, Path((word, id, verb)): Path<(String, String, String)>) -> Answer {
    let shape = shape_at(&me, &word)?;
    let uuid: Uuid = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let done: Result<(), Error> = match verb.as_str() {
        "pinning" => views::pin(&me.ctx, uuid, true).await.map(drop),
        "unpinning" => views::pin(&me.ctx, uuid, false).await.map(drop),
        "deletion" => records::delete::<Views>(&me.ctx, uuid, None).await,
        "sharing" | "unsharing" => {
            let shared = FieldValue::Bool(verb == "sharing");
            return change(&me, &shape, &id, None, ("shared", shared)).await;
        }
        _ => Err(Error::NotFound),
    };
    done.map_err(refused(&me))?;
    let home: Response = see(&shape.path);
    Ok(home)
}
