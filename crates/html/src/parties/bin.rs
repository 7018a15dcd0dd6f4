//! The bin: a party goes there, is shown there, comes back, as every record does. Here is only what the address of a party asks.

use axum::extract::Path;
use axum::http::HeaderMap;
use quen_http::SignedIn;
use quen_service::history;
use quen_service::parties::Parties;
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::lists::deletion;

/// The page of a party in the bin; for anything else it is not there.
pub async fn show(me: &SignedIn, id: Uuid) -> Answer {
    let party = history::binned::<Parties>(&me.ctx, id)
        .await
        .map_err(refused(me))?;
    match party.merged_into {
        Some(winner) => Ok(see(&format!("/parties/{winner}"))),
        None => deletion::binned(me, "parties", id).await,
    }
}

/// `GET /parties/{id}/deletion`: what hangs on the party, before it goes to the bin.
pub async fn ask(me: SignedIn, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    deletion::asking(&me, &headers, "parties", &id).await
}

/// `POST /parties/{id}/deletion`.
pub async fn delete(me: SignedIn, Path(id): Path<String>) -> Answer {
    deletion::delete(me, Path(("parties".to_owned(), id))).await
}

/// `POST /parties/{id}/restoration`.
pub async fn restore(me: SignedIn, Path(id): Path<String>) -> Answer {
    deletion::restore(me, Path(("parties".to_owned(), id))).await
}
