//! The workspace's picture: uploaded by a form, served to its colleagues alone.

use axum::extract::{Multipart, Path};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::{Error, Result};
use quen_http::SignedIn;
use quen_service::workspaces as acts;
use quen_ui::button::{Button, button};
use quen_ui::field::{Field, csrf_field, field};
use quen_ui::file::{FileButton, file_button};
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use crate::answers::{Answer, refused};
use crate::forms::reload;

/// Address of the logo, if there is one.
pub fn address(me: &SignedIn) -> Option<String> {
    me.ctx
        .settings
        .logo
        .map(|id| format!("/settings/logo/{id}"))
}

/// Serves it. Its name changes with it, so the browser may keep it; what the bytes are was settled at the upload.
pub(super) async fn picture(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let (bytes, kind) = acts::logo(&me.ctx, id).await.map_err(refused(&me))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, max-age=31536000, immutable"),
    );
    Ok(response)
}

/// Takes a picture.
pub(super) async fn upload(me: SignedIn, headers: HeaderMap, parts: Multipart) -> Answer {
    let result = match read(parts).await {
        Ok(bytes) => acts::set_logo(&me.ctx, bytes).await,
        Err(error) => Err(error),
    };
    again(&me, &headers, result).await
}

/// Goes back to the mark of Quen.
pub(super) async fn remove(me: SignedIn, headers: HeaderMap) -> Answer {
    let result = acts::remove_logo(&me.ctx).await;
    again(&me, &headers, result).await
}

async fn again(me: &SignedIn, headers: &HeaderMap, result: Result<()>) -> Answer {
    match result {
        Ok(()) => Ok(reload(headers, "/settings?done=saved")),
        Err(Error::Invalid(problems)) => {
            let stored = super::general::stored(me).await?;
            let page: Response = super::general::draw(me, &stored, &problems, None, Vec::new())
                .await?
                .into_response();
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(refused(me)(error)),
    }
}

async fn read(mut parts: Multipart) -> Result<Vec<u8>> {
    let broken = |_| Error::invalid("logo", "picture-too-large");
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if part.name() == Some("logo") {
            return part
                .bytes()
                .await
                .map(|bytes| bytes.to_vec())
                .map_err(broken);
        }
    }
    Err(Error::invalid("logo", "bad-picture"))
}

/// The panel on the settings page.
pub(super) fn panel_of(me: &SignedIn, problem: Option<&str>) -> Markup {
    let words = me.words;
    let now = address(me);
    let logo = Field {
        id: "logo",
        label: t::settings_logo(words),
        hint: Some(t::settings_logo_hint(words)),
        problem,
        ..Field::default()
    };
    let chooser = FileButton {
        field: Some(logo),
        name: "logo",
        choose: t::files_choose(words),
        clear: t::files_unchoose(words),
        accept: "image/png,image/jpeg,image/webp",
        required: true,
        ..FileButton::default()
    };
    let body = html! {
        div.stack {
            @if let Some(now) = &now { img.logo src=(now) alt=(me.identity.workspace.name) width="64" height="64"; }
            form.stack method="post" action={ "/settings/logo?csrf=" (me.csrf) } enctype="multipart/form-data" hx-boost="false" {
                (field(logo, file_button(chooser)))
                div.row { (button(Button { label: t::action_upload(words), icon: Some("upload"), submit: true, ..Button::default() })) }
            }
            @if now.is_some() {
                form method="post" action="/settings/logo/removal" {
                    (csrf_field(&me.csrf))
                    (button(Button { label: t::settings_logo_remove(words), submit: true, ..Button::default() }))
                }
            }
        }
    };
    panel(Panel {
        title: t::settings_logo(words),
        body,
        ..Panel::default()
    })
}
