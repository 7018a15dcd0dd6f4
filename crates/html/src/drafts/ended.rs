//! A form that a browser without script sends after its session has ended: what was typed is kept as a draft, and signing in leads
//! to the form with it. A script keeps its page open instead and is told so elsewhere.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Form, FromRequest, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use quen_core::Error;
use quen_http::cookies;
use quen_http::session::{encode, turn_away};
use quen_service::App;
use quen_service::accounts::{ended, identity};

use super::again;
use crate::forms::{Pairs, value};
use crate::{MAX_PLAIN, files};

/// Lets requests pass, but for a form whose session has ended.
pub async fn keep(State(app): State<App>, request: Request, next: Next) -> Response {
    let script = request.headers().contains_key("hx-request");
    let secret = cookies::get(request.headers(), cookies::SESSION).map(str::to_owned);
    let Some(secret) = secret.filter(|_| request.method() == Method::POST && !script) else {
        return next.run(request).await;
    };
    let known = identity::of_session(&app, &secret).await;
    if !matches!(known, Err(Error::Unauthorized)) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    if files::brings_some(&parts) {
        let pairs = files::without_files(&parts, body, &app).await;
        return answer(&app, &secret, pairs.unwrap_or_default(), &parts).await;
    }
    let Ok(bytes) = to_bytes(body, MAX_PLAIN).await else {
        return turn_away(&Error::Unauthorized, &parts);
    };
    let pairs = plain(&parts, bytes.clone()).await;
    // Doors for strangers, such as the sign-in, have no drafts.
    if value(&pairs, "draft").is_empty() {
        return next
            .run(Request::from_parts(parts, Body::from(bytes)))
            .await;
    }
    answer(&app, &secret, pairs, &parts).await
}

/// The values of a plain form; none of anything else.
async fn plain(parts: &Parts, bytes: Bytes) -> Pairs {
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let form = b"application/x-www-form-urlencoded";
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(form)) {
        return Pairs::new();
    }
    let request = Request::from_parts(parts.clone(), Body::from(bytes));
    let read = Form::<Pairs>::from_request(request, &()).await;
    read.map(|Form(pairs)| pairs).unwrap_or_default()
}

/// To the sign-in, and from there to the form with what was typed when it could be kept.
async fn answer(app: &App, secret: &str, pairs: Pairs, parts: &Parts) -> Response {
    let form = value(&pairs, "draft").to_owned();
    match ended::keep(app, secret, &form, pairs).await {
        Ok(Some(draft)) => {
            let back = encode(&again(&draft.form));
            Redirect::to(&format!("/sign-in?kept=1&next={back}")).into_response()
        }
        Ok(None) => turn_away(&Error::Unauthorized, parts),
        Err(error) => {
            tracing::info!(
                code = error.code(),
                "a form of an ended session was not kept"
            );
            turn_away(&Error::Unauthorized, parts)
        }
    }
}
