//! One click on a fact: right, withdraw, put back, both hold. The panel is the answer; without script the page it stands on.

use axum::extract::Path;
use axum::http::HeaderMap;
use quen_core::Result;
use quen_core::facts::Fact;
use quen_http::SignedIn;
use quen_service::facts as acts;

use super::panel;
use crate::answers::{Answer, refused, see, wants_fragment};

/// `POST /facts/{id}/confirmation`.
pub async fn confirm(me: SignedIn, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let fact = super::found(&me, &id).await?;
    let done = acts::confirm(&me.ctx, fact.id, None).await;
    respond(&me, &headers, &fact, done).await
}

/// `POST /facts/{id}/withdrawal`.
pub async fn withdraw(me: SignedIn, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let fact = super::found(&me, &id).await?;
    let done = acts::withdraw(&me.ctx, fact.id).await;
    respond(&me, &headers, &fact, done).await
}

/// `POST /facts/{id}/reinstatement`.
pub async fn reinstate(me: SignedIn, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let fact = super::found(&me, &id).await?;
    let done = acts::reinstate(&me.ctx, fact.id).await;
    respond(&me, &headers, &fact, done).await
}

/// `POST /facts/{id}/coexistence`.
pub async fn keep_both(me: SignedIn, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let fact = super::found(&me, &id).await?;
    let done = acts::keep_both(&me.ctx, fact.id).await;
    respond(&me, &headers, &fact, done).await
}

async fn respond(me: &SignedIn, headers: &HeaderMap, fact: &Fact, done: Result<Fact>) -> Answer {
    if wants_fragment(headers) {
        let shown = panel::answer(me, fact.party_id, done.map(drop), &Vec::new()).await;
        return shown.map_err(refused(me));
    }
    done.map_err(refused(me))?;
    Ok(see(&format!("/parties/{}#memory", fact.party_id)))
}
