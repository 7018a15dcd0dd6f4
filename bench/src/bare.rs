//! The least an answer could cost: a handler without rights, layers or rules that runs the statements the product
//! ran, prepared, on the same pool, and serialises the rows or sends ready bytes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, try_join_all};
use quen_core::parties::Party;
use quen_core::{Event, Noun, Permission, contacts};
use quen_service::Ctx;
use quen_store::Db;
use quen_store::db::{DbError, FromRow, Queries, Row, Sql, Value};
use quen_store::events::{self, Stamp};
use quen_store::parties::{self, Parties};
use quen_store::records::{Loaded, Table};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::Outcome;

/// What the product was heard to do for one request.
pub struct Bare {
    /// The pool.
    pub db: Db,
    /// The tenant.
    pub workspace: Uuid,
    /// The statements with their values.
    pub statements: Vec<Sql>,
    /// In the statements, one of these in turn stands for the first.
    pub turns: Vec<Uuid>,
    /// What goes back.
    pub answer: Answer,
}

/// What goes back.
pub enum Answer {
    /// The parties among the rows, as JSON.
    Records,
    /// These bytes.
    Ready(Bytes),
}

/// A row that nobody looks at.
struct Unread;

impl FromRow for Unread {
    fn from_row(_: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self)
    }
}

struct Replay {
    bare: Bare,
    asked: AtomicUsize,
}

#[derive(Serialize)]
struct Listed {
    data: Vec<Party>,
}

/// Listens for reads on a port of its own.
///
/// # Errors
/// When there is no port.
pub async fn serve_reads(bare: Bare) -> Outcome<SocketAddr> {
    let replay = Arc::new(Replay {
        bare,
        asked: AtomicUsize::new(0),
    });
    serve(Router::new().route("/", get(read)).with_state(replay)).await
}

/// Listens for new parties on a port of its own.
///
/// # Errors
/// When there is no port.
pub async fn serve_writes(ctx: Ctx) -> Outcome<SocketAddr> {
    let routes = Router::new().route("/", axum::routing::post(write));
    serve(routes.with_state(ctx)).await
}

async fn serve(routes: Router) -> Outcome<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok(address)
}

async fn read(State(replay): State<Arc<Replay>>) -> Result<Response, StatusCode> {
    let bare = &replay.bare;
    let turn = replay.asked.fetch_add(1, Ordering::Relaxed);
    let reader = bare.db.read(bare.workspace);
    let running = bare
        .statements
        .iter()
        .map(|query| one(&reader, bare.turned(query, turn)));
    let found = try_join_all(running).await.map_err(refused)?;
    Ok(match &bare.answer {
        Answer::Records => Json(Listed {
            data: found.into_iter().flatten().collect(),
        })
        .into_response(),
        Answer::Ready(bytes) => (
            [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
            bytes.clone(),
        )
            .into_response(),
    })
}

/// Runs a statement; rows of parties are read, others are not.
fn one(reader: &quen_store::db::Reader, query: Sql) -> BoxFuture<'_, Result<Vec<Party>, DbError>> {
    let of_parties = query
        .text()
        .strip_prefix("SELECT ")
        .is_some_and(|rest| rest.starts_with(Parties::COLUMNS));
    async move {
        if of_parties {
            let loaded = reader.all::<Loaded<Parties>>(query).await?;
            return Ok(loaded.into_iter().map(|row| row.0).collect());
        }
        reader.all::<Unread>(query).await.map(|_| Vec::new())
    }
    .boxed()
}

impl Bare {
    fn turned(&self, query: &Sql, turn: usize) -> Sql {
        let (Some(first), false) = (self.turns.first(), self.turns.is_empty()) else {
            return query.clone();
        };
        let now = self.turns.get(turn % self.turns.len()).unwrap_or(first);
        let values = query.params().iter().map(|value| match value {
            Value::Uuid(id) if id == first => Value::Uuid(*now),
            other => other.clone(),
        });
        let fresh = quen_store::db::sql(query.text().to_owned());
        values.fold(fresh, Sql::bind)
    }
}

/// As much of a new party as the load sends.
#[derive(Deserialize)]
struct New {
    name: String,
    phones: Vec<String>,
}

async fn write(State(ctx): State<Ctx>, Json(new): Json<New>) -> Result<Response, StatusCode> {
    let now = ctx.app.clock.now();
    let mut party = Party::new(ctx.app.random.id(now), "person", &new.name, now);
    party.phones = new
        .phones
        .iter()
        .filter_map(|typed| contacts::phone(typed, None))
        .collect();
    party.owner_id = Some(ctx.actor.user_id);
    let event = Event::new(Noun::Parties, "created", party.id).on(Some(party.id));
    let stamp = Stamp {
        at: now,
        user_id: ctx.actor.user_id,
        door: ctx.actor.door.code(),
        cause: None,
        depth: 0,
    };
    let id = ctx.app.random.id(now);
    let saved = async {
        let tx = ctx.write(Permission::PartiesWrite).await?;
        parties::insert(&tx.rows, &party).await?;
        events::insert(&tx.rows, &stamp, vec![(id, event)]).await?;
        tx.commit().await
    };
    saved.await.map_err(refused)?;
    Ok((StatusCode::CREATED, Json(party)).into_response())
}

fn refused(error: impl std::fmt::Display) -> StatusCode {
    eprintln!("the bare handler: {error}");
    StatusCode::INTERNAL_SERVER_ERROR
}
