//! The settings page of kinds of record that the workspace makes for itself.

use axum::Router;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::kinds::{CustomKind, ICONS};
use quen_core::{Error, Noun, Permission, Problem};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::kinds::{self as acts, Kinds};
use quen_service::records::{self, Kind, decode_form_in};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Form as Sheet, csrf_field, form};
use quen_ui::frame::{Crumb, padded};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::{Lang, t};
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Filled, Line, Pairs, choices_of, value};
use crate::layout::{Page, page};
use crate::settings::settings_tabs;
use crate::spoken;

const HOME: &str = "/settings/kinds";

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/settings/kinds", get(list).post(create))
        .route("/settings/kinds/new", get(new))
        .route("/settings/kinds/{id}", get(edit).post(update))
        .route("/settings/kinds/{id}/deletion", post(retire))
        .route("/settings/kinds/{id}/restoration", post(restore))
}

async fn list(me: SignedIn) -> Answer {
    let words = me.words;
    let found = acts::all(&me.ctx).await.map_err(refused(&me))?;
    let make = || Button {
        label: t::kinds_new(words),
        icon: Some("plus"),
        kind: ButtonKind::Primary,
        href: Some("/settings/kinds/new"),
        ..Button::default()
    };
    let body = html! {
        (settings_tabs(&me, HOME))
        (padded(html! {
            div.stack.loose {
                p.mid { (t::kinds_lead(words)) }
                @if found.is_empty() {
                    (empty(Empty { title: Some(t::kinds_none(words)), text: html! { (t::kinds_none_text(words)) }, acts: Some(button(make())), drawing: true }))
                } @else { (table(&me, &found)) }
            }
        }))
    };
    let actions = html! { @if !found.is_empty() { (button(make())) } };
    let drawn = page(
        &me,
        Page {
            title: t::kinds_title(words),
            actions,
            body,
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

fn table(me: &SignedIn, kinds: &[CustomKind]) -> Markup {
    let words = me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::field_kinds_one_vi(words)),
        Column {
            wide_only: true,
            ..head(t::field_kinds_name(words))
        },
        head(t::fields_acts(words)),
    ];
    let ids: Vec<String> = kinds
        .iter()
        .map(|kind| format!("kind-{}", kind.id))
        .collect();
    let rows = kinds.iter().zip(&ids).map(|(kind, id)| Row {
        id,
        cells: vec![
            html! {
                a href={ "/settings/kinds/" (kind.id) } { (kind.many(words.lang() == Lang::En)) }
                @if kind.deleted_at.is_some() { " " (badge(t::fields_retired(words), Tone::Amber)) }
            },
            html! { code { (kind.name) } },
            acts_of(me, kind),
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "kinds",
        caption: t::kinds_title(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

/// Its fields, and out of use or back into it.
fn acts_of(me: &SignedIn, kind: &CustomKind) -> Markup {
    let words = me.words;
    let at = format!("/settings/kinds/{}", kind.id);
    html! {
        div.row {
            @if kind.deleted_at.is_some() {
                form method="post" action={ (at) "/restoration" } {
                    (csrf_field(&me.csrf))
                    (button(Button { label: t::action_restore(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            } @else {
                a.link href={ "/settings/fields?noun=" (kind.name) } { (t::kinds_fields(words)) }
                form method="post" action={ (at) "/deletion" } hx-confirm=(t::kinds_retire_ask(words)) {
                    (csrf_field(&me.csrf))
                    (icon_button(IconButton { icon: "archive", label: t::fields_retire(words), small: true, submit: true, ..IconButton::default() }))
                }
            }
        }
    }
}

async fn new(me: SignedIn) -> Answer {
    me.ctx
        .actor
        .may(Permission::SettingsManage)
        .map_err(refused(&me))?;
    let blank = Kinds::blank(&me.ctx);
    Ok(sheet(&me, None, &typed(&blank), &[]).into_response())
}

async fn edit(me: SignedIn, Path(id): Path<String>) -> Answer {
    let kind = found(&me, &id).await?;
    Ok(sheet(&me, Some(&kind), &typed(&kind), &[]).into_response())
}

async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    me.ctx
        .actor
        .may(Permission::SettingsManage)
        .map_err(refused(&me))?;
    save(&me, None, sent).await
}

async fn update(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let kind = found(&me, &id).await?;
    save(&me, Some(&kind), sent).await
}

async fn save(me: &SignedIn, before: Option<&CustomKind>, sent: Pairs) -> Answer {
    // The word is given once.
    let told = sent
        .iter()
        .filter(|(name, _)| before.is_none() || name != "name");
    let pairs = told.map(|(name, value)| (name.as_str(), value.as_str()));
    let values = decode_form_in(&Kinds::catalogue(&me.ctx), pairs, me.ctx.settings.currency);
    let saved = match (values, before) {
        (Err(error), _) => Err(error),
        (Ok(values), None) => records::create::<Kinds>(&me.ctx, values).await,
        (Ok(values), Some(before)) => {
            let version = value(&sent, "version").parse().ok();
            records::update::<Kinds>(&me.ctx, before.id, version, values).await
        }
    };
    match saved {
        Ok(_) => Ok(see(HOME)),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            sheet(me, before, &sent, &problems),
        )
            .into_response()),
        Err(error) => Err(refused(me)(error)),
    }
}

async fn retire(me: SignedIn, Path(id): Path<String>) -> Answer {
    let kind = found(&me, &id).await?;
    records::delete::<Kinds>(&me.ctx, kind.id, None)
        .await
        .map_err(refused(&me))?;
    Ok(see(HOME))
}

async fn restore(me: SignedIn, Path(id): Path<String>) -> Answer {
    let kind = found(&me, &id).await?;
    records::restore::<Kinds>(&me.ctx, kind.id)
        .await
        .map_err(refused(&me))?;
    Ok(see(HOME))
}

/// Also a retired one.
async fn found(me: &SignedIn, id: &str) -> Result<CustomKind, Refused> {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    match records::find::<Kinds>(&me.ctx, id).await {
        Err(Error::NotFound) => quen_service::history::binned::<Kinds>(&me.ctx, id).await,
        other => other,
    }
    .map_err(refused(me))
}

fn typed(kind: &CustomKind) -> Pairs {
    let pairs = [
        ("name", &kind.name),
        ("one_vi", &kind.one_vi),
        ("one_en", &kind.one_en),
        ("many_vi", &kind.many_vi),
        ("many_en", &kind.many_en),
        ("icon", &kind.icon),
        ("version", &kind.version.to_string()),
    ];
    pairs
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .to_vec()
}

fn sheet(
    me: &SignedIn,
    kind: Option<&CustomKind>,
    values: &[(String, String)],
    problems: &[Problem],
) -> Markup {
    let words = me.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let line = |name, label| Line {
        name,
        label,
        ..Line::default()
    };
    let icons = ICONS.map(|code| (code, spoken::choice(words, Noun::Kinds, "icon", code)));
    let icons = choices_of(&icons);
    let fields = html! {
        input type="hidden" name="version" value=(filled.value("version"));
        (filled.line(Line { required: true, autofocus: kind.is_none(), ..line("one_vi", t::field_kinds_one_vi(words)) }))
        (filled.line(line("one_en", t::field_kinds_one_en(words))))
        (filled.line(Line { hint: Some(t::kinds_many_hint(words)), ..line("many_vi", t::field_kinds_many_vi(words)) }))
        (filled.line(line("many_en", t::field_kinds_many_en(words))))
        (filled.choice("icon", t::field_kinds_icon(words), &icons, None))
        @match kind {
            Some(kind) => p.small { span.dim { (t::field_kinds_name(words)) ": " } code { (kind.name) } },
            None => (filled.line(Line { hint: Some(t::kinds_name_hint(words)), ..line("name", t::field_kinds_name(words)) })),
        }
        div.row {
            (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
            (button(Button { label: t::action_cancel(words), kind: ButtonKind::Quiet, href: Some(HOME), ..Button::default() }))
        }
    };
    let action = kind.map_or_else(|| HOME.to_owned(), |kind| format!("{HOME}/{}", kind.id));
    let title = kind.map_or(t::kinds_new(words), |kind| {
        kind.one(words.lang() == Lang::En)
    });
    let crumbs = vec![Crumb {
        label: t::kinds_title(words),
        href: HOME,
    }];
    let body = html! { div.form-page { (form(Sheet { action: &action, csrf: &me.csrf, body: fields, ..Sheet::default() })) } };
    page(
        me,
        Page {
            title,
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    )
}
