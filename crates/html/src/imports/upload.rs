//! The first step: what the file holds, and the file. The bytes go to disk as they come.

use axum::extract::{Multipart, Query, multipart};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::html;
use quen_core::Error;
use quen_http::headers::told_length;
use quen_http::{SignedIn, problem};
use quen_service::imports::{self, Upload};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::radios;
use quen_ui::field::csrf_field;
use quen_ui::import::{Dropzone, dropzone};
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::{kind_word, paged};
use crate::answers::{Answer, refused, see};
use crate::forms::{Asked, choices_of, labelled};

/// Asks for the file.
pub async fn ask(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    me.ctx
        .actor
        .may(quen_core::Permission::ImportsRun)
        .map_err(refused(&me))?;
    Ok(form(
        &me,
        asked.get("kind").map_or("parties", String::as_str),
        None,
    ))
}

fn form(me: &SignedIn, kind: &str, wrong: Option<&str>) -> Response {
    let words = me.words;
    let kinds = imports::kinds(&me.ctx);
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    let labels = labelled(&kinds, |kind| kind_word(me, kind));
    let choices = choices_of(&labels);
    let zone = Dropzone {
        id: "file",
        name: "file",
        label: t::imports_drop(words),
        hint: t::imports_drop_hint(words),
        choose: t::action_choose_file(words),
        accept: ".xlsx,.csv,.tsv,.txt",
        problem: wrong,
        ..Dropzone::default()
    };
    let send = Button {
        label: t::imports_send(words),
        kind: ButtonKind::Primary,
        submit: true,
        ..Button::default()
    };
    let body = html! {
        // The token also stands in the address: the body is read as it comes.
        form.stack method="post" action={ "/imports?csrf=" (me.csrf) } enctype="multipart/form-data" hx-boost="false" {
            (csrf_field(&me.csrf))
            (radios("kind", t::imports_kind(words), &choices, kind))
            (dropzone(zone))
            div.row { (button(send)) }
        }
    };
    paged(
        me,
        t::imports_title(words),
        0,
        panel(Panel {
            title: t::imports_title(words),
            body,
            ..Panel::default()
        }),
    )
}

/// Takes the file in.
pub async fn take(me: SignedIn, headers: HeaderMap, mut sent: Multipart) -> Answer {
    let mut kind = "parties".to_owned();
    let taken = match Upload::check_length(told_length(&headers)) {
        Ok(()) => taken(&me, &mut sent, &mut kind).await,
        refused => refused.map(|()| String::new()),
    };
    match taken {
        Ok(address) => Ok(see(&address)),
        Err(error @ (Error::Invalid(_) | Error::TooLarge { .. })) => {
            let said = problem::message(me.words, &error);
            Ok((problem::status(&error), form(&me, &kind, Some(&said))).into_response())
        }
        Err(Error::Unavailable("upload-broken")) => {
            let said = problem::sentence(me.words, "upload-broken", &[]);
            Ok((StatusCode::BAD_REQUEST, form(&me, &kind, Some(&said))).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

async fn taken(
    me: &SignedIn,
    sent: &mut Multipart,
    kind: &mut String,
) -> quen_core::Result<String> {
    let broken = |_| Error::Unavailable("upload-broken");
    while let Some(mut field) = sent.next_field().await.map_err(broken)? {
        match field.name() {
            Some("kind") => *kind = word(&mut field).await?,
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let mut upload = Upload::begin(&me.ctx, kind, &name).await?;
                while let Some(piece) = field.chunk().await.map_err(broken)? {
                    upload.push(&piece).await?;
                }
                let import = upload.finish(&me.ctx).await?;
                return Ok(format!("/imports/{}", import.id));
            }
            _ => {}
        }
    }
    Err(Error::invalid("file", "required"))
}

/// Letters of the word for a kind at most.
const MAX_WORD: usize = 40;

/// A short text of the form. One that never ends must not fill memory.
async fn word(field: &mut multipart::Field<'_>) -> quen_core::Result<String> {
    let mut bytes = Vec::new();
    while let Some(piece) = field
        .chunk()
        .await
        .map_err(|_| Error::Unavailable("upload-broken"))?
    {
        bytes.extend_from_slice(&piece);
        if bytes.len() > MAX_WORD {
            return Err(Error::invalid("kind", "bad-choice"));
        }
    }
    String::from_utf8(bytes).map_err(|_| Error::invalid("kind", "bad-choice"))
}
