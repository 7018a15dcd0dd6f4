//! The settings page of custom fields: which there are, making, changing, ordering and retiring them. The custom part of other forms
//! is in [`part`], what records say in such fields in [`said`].

pub mod controls;
mod definition;
pub mod gone;
mod part;
pub mod references;
mod rollup;
pub mod said;
mod sheet;

use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::fields::LINES;
use quen_core::fields::custom::{CustomField, NOUNS};
use quen_core::kept::Kept;
use quen_core::{Error, Noun};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::fields::{self as acts, Fields};
use quen_service::records::{self, Kind};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::csrf_field;
use quen_ui::frame::padded;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tabs::{Tab, tabs};
use quen_ui::tone::Tone;
use quen_words::{Lang, t};
use uuid::Uuid;

use self::sheet::Sheet;
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Pairs, value};
use crate::layout::{Page, page};
use crate::parties::asked::{Params, param};
use crate::settings::settings_tabs;
use crate::spoken;

pub use part::{RECORD, own_over, own_panel, own_part, own_part_within, read};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/settings/fields", get(list).post(create))
        .route("/settings/fields/new", get(new))
        .route("/settings/fields/{id}", get(edit).post(update))
        .route("/settings/fields/{id}/deletion", post(retire))
        .route("/settings/fields/{id}/restoration", post(restore))
        .route("/settings/fields/{id}/place", post(place))
        .route("/fields/{noun}/controls", post(part::redraw))
}

/// The page of one kind's fields.
fn home(noun: &str) -> String {
    format!("/settings/fields?noun={noun}")
}

/// The name of a kind of record as people say it.
pub fn noun_name(me: &SignedIn, noun: &str) -> String {
    if let Some(kind) = me.ctx.customs.kind(noun) {
        return kind.many(me.words.lang() == Lang::En).to_owned();
    }
    if noun == LINES {
        return t::fields_noun_order_lines(me.words).to_owned();
    }
    me.words
        .text(&format!("fields-noun-{noun}"), &[])
        .into_owned()
}

/// The words of all kinds that can have fields.
pub fn nouns(me: &SignedIn) -> Vec<&str> {
    let own = me.ctx.customs.kinds.iter().map(|kind| kind.name.as_str());
    NOUNS.iter().map(|noun| noun.plural()).chain(own).collect()
}

async fn list(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let words = me.words;
    let noun = asked_noun(&me, &params);
    let found = acts::of_noun(&me.ctx, noun).await.map_err(refused(&me))?;
    let names: Vec<(String, String)> = nouns(&me)
        .into_iter()
        .map(|noun| (home(noun), noun_name(&me, noun)))
        .collect();
    let kinds: Vec<Tab> = names
        .iter()
        .map(|(href, label)| Tab::new(label, href, *href == home(noun)))
        .collect();
    let new = format!("/settings/fields/new?noun={noun}");
    let make = || Button {
        label: t::fields_new(words),
        icon: Some("plus"),
        kind: ButtonKind::Primary,
        href: Some(&new),
        ..Button::default()
    };
    let body = html! {
        (settings_tabs(&me, "/settings/fields"))
        (padded(html! {
            div.stack.loose {
                p.mid { (t::fields_lead(words)) }
                (tabs(t::fields_kinds(words), &kinds, None))
                @if found.is_empty() {
                    (empty(Empty { title: Some(t::fields_none(words)), text: html! { (t::fields_none_text(words)) }, acts: Some(button(make())), drawing: true }))
                } @else { (table(&me, &found)) }
            }
        }))
    };
    let actions = html! { @if !found.is_empty() { (button(make())) } };
    Ok(page(
        &me,
        Page {
            title: t::fields_title(words),
            actions,
            body,
            ..Page::default()
        },
    )
    .into_response())
}

fn asked_noun<'a>(me: &'a SignedIn, params: &Params) -> &'a str {
    let asked = param(params, "noun").unwrap_or_default();
    let known = nouns(me).into_iter().find(|noun| *noun == asked);
    known.unwrap_or(Noun::Parties.plural())
}

fn table(me: &SignedIn, fields: &[CustomField]) -> Markup {
    let words = me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::field_fields_label_vi(words)),
        head(t::field_fields_type(words)),
        Column {
            wide_only: true,
            ..head(t::field_fields_name(words))
        },
        head(t::fields_acts(words)),
    ];
    let ids: Vec<String> = fields
        .iter()
        .map(|field| format!("field-{}", field.id))
        .collect();
    let rows = fields.iter().zip(&ids).map(|(field, id)| Row {
        id,
        cells: vec![
            html! {
                a href={ "/settings/fields/" (field.id) } { (definition::label(words, field)) }
                @if field.required { " " (badge(t::field_fields_required(words), Tone::Neutral)) }
                @if field.deleted_at.is_some() { " " (badge(t::fields_retired(words), Tone::Amber)) }
            },
            html! { (spoken::choice(words, Noun::Fields, "type", &field.r#type)) },
            html! { code { "custom." (field.name) } },
            acts_of(me, field),
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "fields",
        caption: t::fields_title(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

/// Up, down and retire; a retired one comes back.
fn acts_of(me: &SignedIn, field: &CustomField) -> Markup {
    let words = me.words;
    let at = format!("/settings/fields/{}", field.id);
    html! {
        div.row {
            @if field.deleted_at.is_some() {
                form method="post" action={ (at) "/restoration" } {
                    (csrf_field(&me.csrf))
                    (button(Button { label: t::action_restore(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            } @else {
                form.row method="post" action={ (at) "/place" } {
                    (csrf_field(&me.csrf))
                    (icon_button(IconButton { icon: "arrow-up", label: t::fields_up(words), small: true, submit: true, name: Some("move"), value: Some("up"), ..IconButton::default() }))
                    (icon_button(IconButton { icon: "arrow-down", label: t::fields_down(words), small: true, submit: true, name: Some("move"), value: Some("down"), ..IconButton::default() }))
                }
                form method="post" action={ (at) "/deletion" } hx-confirm=(t::fields_retire_ask(words)) {
                    (csrf_field(&me.csrf))
                    (icon_button(IconButton { icon: "archive", label: t::fields_retire(words), small: true, submit: true, ..IconButton::default() }))
                }
            }
        }
    }
}

async fn new(me: SignedIn, Query(params): Query<Params>) -> Answer {
    me.ctx
        .actor
        .may(quen_core::Permission::SettingsManage)
        .map_err(refused(&me))?;
    let noun = asked_noun(&me, &params);
    let mut field = Fields::blank(&me.ctx);
    noun.clone_into(&mut field.noun);
    let Some(kind) = param(&params, "type").filter(|word| definition::is_type(word)) else {
        return Ok(sheet::types(&me, noun).into_response());
    };
    kind.clone_into(&mut field.r#type);
    if kind == "rollup" {
        let asked = |name| param(&params, name).unwrap_or_default();
        field.rollup = rollup::begun(&me, noun, asked("of"), asked("via"));
        if field.rollup.is_none() {
            return Ok(rollup::choice(&me, noun).into_response());
        }
    }
    Ok(draw(&me, &field, false, &definition::typed(&field), &[]).into_response())
}

async fn edit(me: SignedIn, Path(id): Path<String>) -> Answer {
    let field = found(&me, &id).await?;
    Ok(draw(&me, &field, true, &definition::typed(&field), &[]).into_response())
}

fn draw(
    me: &SignedIn,
    field: &CustomField,
    is_there: bool,
    values: &[(String, String)],
    problems: &[quen_core::Problem],
) -> Markup {
    Sheet {
        me,
        field,
        is_there,
        values,
        problems,
    }
    .page()
}

async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    me.ctx
        .actor
        .may(quen_core::Permission::SettingsManage)
        .map_err(refused(&me))?;
    let mut field = Fields::blank(&me.ctx);
    value(&sent, "noun").clone_into(&mut field.noun);
    if definition::is_type(value(&sent, "type")) {
        value(&sent, "type").clone_into(&mut field.r#type);
    }
    let made = match definition::read(&me, &field, &sent) {
        Ok(values) => records::create::<Fields>(&me.ctx, values).await,
        Err(error) => Err(error),
    };
    answer(&me, made, &field, false, &sent)
}

async fn update(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let field = found(&me, &id).await?;
    let version = value(&sent, "version").parse().ok();
    let saved = match definition::read(&me, &field, &sent) {
        Ok(values) => records::update::<Fields>(&me.ctx, field.id, version, values).await,
        Err(error) => Err(error),
    };
    answer(&me, saved, &field, true, &sent)
}

fn answer(
    me: &SignedIn,
    saved: quen_core::Result<CustomField>,
    field: &CustomField,
    is_there: bool,
    sent: &[(String, String)],
) -> Answer {
    match saved {
        Ok(saved) => Ok(see(&home(&saved.noun))),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            draw(me, field, is_there, sent, &problems),
        )
            .into_response()),
        Err(error) => Err(refused(me)(error)),
    }
}

/// Also a retired one.
async fn found(me: &SignedIn, id: &str) -> Result<CustomField, Refused> {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    match records::find::<Fields>(&me.ctx, id).await {
        Err(Error::NotFound) => quen_service::history::binned::<Fields>(&me.ctx, id).await,
        other => other,
    }
    .map_err(refused(me))
}

async fn retire(me: SignedIn, Path(id): Path<String>) -> Answer {
    let field = found(&me, &id).await?;
    records::delete::<Fields>(&me.ctx, field.id, None)
        .await
        .map_err(refused(&me))?;
    Ok(see(&home(&field.noun)))
}

async fn restore(me: SignedIn, Path(id): Path<String>) -> Answer {
    let field = found(&me, &id).await?;
    records::restore::<Fields>(&me.ctx, field.id)
        .await
        .map_err(refused(&me))?;
    Ok(see(&home(&field.noun)))
}

/// One place up or down.
async fn place(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let field = found(&me, &id).await?;
    let all = acts::of_noun(&me.ctx, &field.noun)
        .await
        .map_err(refused(&me))?;
    let mut order: Vec<Uuid> = all.iter().map(Kept::id).collect();
    if let Some(at) = order.iter().position(|id| *id == field.id) {
        let to = match value(&sent, "move") {
            "up" => at.saturating_sub(1),
            _ => (at + 1).min(order.len() - 1),
        };
        order.swap(at, to);
    }
    acts::arrange(&me.ctx, &field.noun, &order)
        .await
        .map_err(refused(&me))?;
    Ok(see(&home(&field.noun)))
}
