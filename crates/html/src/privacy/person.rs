//! Everything kept about one person, to be read and taken along, and the button that erases it. The name is typed again
//! before anything is erased.

use axum::extract::{Form, Path, Query};
use axum::http::header;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Permission;
use quen_core::parties::Party;
use quen_http::SignedIn;
use quen_service::parties::Parties;
use quen_service::privacy as acts;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::problem_notice;
use quen_words::t;
use serde_json::Value;

use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Asked, Filled, Line, Pairs, value};
use crate::layout::{Page, page, party_crumbs};

async fn found(me: &SignedIn, id: &str) -> Result<Party, Refused> {
    me.ctx
        .actor
        .may(Permission::PrivacyManage)
        .map_err(refused(me))?;
    crate::answers::found::<Parties>(me, id).await
}

/// `GET /parties/{id}/privacy`: the copy in a form that people read.
pub async fn show(me: SignedIn, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let party = found(&me, &id).await?;
    let copy = acts::kept(&me.ctx, party.id).await.map_err(refused(&me))?;
    let words = me.words;
    let home = format!("/parties/{}", party.id);
    let heading = |name: &str| words.text(&format!("privacy-noun-{}", name.replace('_', "-")), &[]);
    let file = format!("{home}/privacy/copy");
    let download = Button {
        label: t::privacy_download(words),
        icon: Some("download"),
        href: Some(&file),
        download: true,
        ..Button::default()
    };
    let body = html! {
        div.columns.main-side {
            div.stack {
                @for (name, value) in copy.as_object().into_iter().flatten() {
                    (panel(Panel { title: &heading(name), body: readable(value), ..Panel::default() }))
                }
            }
            div.stack {
                (panel(Panel { title: t::privacy_copy(words), body: button(download), ..Panel::default() }))
                (panel(Panel { title: t::privacy_erase(words), body: erasure(&me, &home, asked.contains_key("wrong")), ..Panel::default() }))
            }
        }
    };
    let crumbs = party_crumbs(words, &party.name, &home);
    let drawn = Page {
        title: t::privacy_of_person(words),
        nav: "/parties",
        crumbs,
        body: padded(body),
        ..Page::default()
    };
    Ok(page(&me, drawn).into_response())
}

fn erasure(me: &SignedIn, home: &str, wrong: bool) -> Markup {
    let words = me.words;
    let filled = Filled {
        words,
        values: &[],
        problems: &[],
    };
    html! {
        form.stack method="post" action={ (home) "/privacy/erasure" } {
            (csrf_field(&me.csrf))
            @if wrong { (problem_notice(t::privacy_wrong_name(words))) }
            p.small.dim { (t::privacy_erase_note(words)) }
            (filled.line(Line { name: "name", label: t::privacy_type_name(words), autocomplete: Some("off"), required: true, ..Line::default() }))
            div { (button(Button { label: t::privacy_erase(words), kind: ButtonKind::DangerFilled, submit: true, ..Button::default() })) }
        }
    }
}

/// A value as people read it: names and values line by line, lists one under the other.
fn readable(value: &Value) -> Markup {
    match value {
        Value::Object(fields) => html! {
            dl.facts { @for (name, value) in fields.iter().filter(|(_, value)| !is_nothing(value)) {
                dt { (name) } dd { (readable(value)) }
            } }
        },
        Value::Array(list) if !list.is_empty() => {
            html! { ul.stack { @for one in list { li { (readable(one)) } } } }
        }
        Value::String(text) => html! { (text) },
        Value::Null | Value::Array(_) => html! { span.dim { "–" } },
        other => html! { (other.to_string()) },
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// `GET /parties/{id}/privacy/copy`: the same as a file for programs.
pub async fn copy(me: SignedIn, Path(id): Path<String>) -> Answer {
    let party = found(&me, &id).await?;
    let copy = acts::copy(&me.ctx, party.id).await.map_err(refused(&me))?;
    let text = serde_json::to_string_pretty(&copy).unwrap_or_default();
    let name = format!("attachment; filename=\"person-{}.json\"", party.id);
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/json; charset=utf-8".to_owned(),
        ),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}

/// `POST /parties/{id}/privacy/erasure`.
pub async fn erase(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let party = found(&me, &id).await?;
    if value(&sent, "name").trim() != party.name {
        return Ok(see(&format!("/parties/{}/privacy?wrong=1", party.id)));
    }
    acts::erase(&me.ctx, party.id).await.map_err(refused(&me))?;
    Ok(see("/privacy"))
}
