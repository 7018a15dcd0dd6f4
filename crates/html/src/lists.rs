//! Lists of every kind of record, made from its catalogue: the rows in a table, in groups, on a board or in a calendar; filters,
//! views that are kept, changes of many, fields edited in place, history, the way to the bin. Nothing of it is written for one kind
//! but what stands in [`shape`].

mod asked;
mod blank;
mod board;
mod bulk;
mod calendar;
mod card;
mod cells;
mod columns;
mod conditions;
pub mod deletion;
mod filters;
mod groups;
mod inline;
pub mod known;
mod lanes;
mod menus;
pub mod merging;
mod own;
mod page;
mod quick;
mod record;
mod saved;
mod shape;
mod table;
mod walk;

use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::{get, patch, post};
use maud::{Markup, html};
use quen_core::fields::ListQuery;
use quen_core::views::{Density, State};
use quen_core::{Error, Noun, Result};
use quen_http::SignedIn;
use quen_service::lists::AnyKind;
use quen_service::{App, lists};
use serde_json::Value;

use crate::answers::{Answer, Refused, refused, see};
use crate::parties::asked::{Params, param};

use self::asked::Asked;
use self::shape::Shape;

pub use bulk::picked;
pub use card::Cards;
pub use cells::shortened;
pub use inline::edit_href;
pub use merging::compare_href;
pub use own::form_of as own_form;
pub use walk::steps;

/// What the lists of all kinds share. The list of a kind stands at the kind's own address, see [`list_of`].
pub fn routes() -> Router<App> {
    Router::new()
        .route("/interactions", list_of(Noun::Interactions))
        .route("/lists/{kind}", get(of_address))
        .route("/lists/{kind}/filters", get(filters::show))
        .route("/lists/{kind}/columns", get(choose_columns))
        .route(
            "/lists/{kind}/conditions",
            get(conditions::show).post(conditions::change),
        )
        .route("/lists/{kind}/order", get(choose_order))
        .route("/lists/{kind}/views", get(saved::show).post(saved::create))
        .route("/lists/{kind}/views/{id}", post(saved::save))
        .route("/lists/{kind}/views/{id}/{verb}", post(saved::act))
        .route("/lists/{kind}/bulk/{act}", post(bulk::ask))
        .route("/lists/{kind}/bulks", post(bulk::start))
        .route("/lists/{kind}/bulks/{id}", get(bulk::show))
        .route("/lists/{kind}/bulks/{id}/{verb}", post(bulk::change))
        .route("/lists/{kind}/board/{id}", patch(board::drop_card))
        .route(
            "/lists/{kind}/cells/{id}/{field}",
            get(inline::show).post(inline::save),
        )
        .route("/lists/{kind}/known", post(known::show))
        .route("/lists/{kind}/neighbours/{id}", get(walk::show))
        .route("/lists/{kind}/choices", get(merging::choices))
        .route("/lists/{kind}/records/{id}", get(record::show))
        .route(
            "/lists/{kind}/records/{id}/own",
            get(own::show).post(own::save),
        )
        .route(
            "/lists/{kind}/records/{id}/merge",
            get(merging::choose).post(merging::merge),
        )
        .route("/mergers/{id}/undo", post(merging::undo))
        .route(
            "/lists/{kind}/records/{id}/deletion",
            get(deletion::ask).post(deletion::delete),
        )
        .route(
            "/lists/{kind}/records/{id}/restoration",
            post(deletion::restore),
        )
}

/// The list of a kind of the product, for its address.
pub fn list_of(noun: Noun) -> axum::routing::MethodRouter<App> {
    get(
        move |me: SignedIn, Query(params): Query<Params>| async move {
            show(me, noun.plural(), params).await
        },
    )
}

/// The list of the kind with this word, for a page of its own.
pub async fn show(me: SignedIn, word: &str, params: Params) -> Answer {
    let shape = shape_at(&me, word)?;
    page::show(&shape, me, params).await
}

/// The list of a kind that the workspace made.
pub async fn list_of_word(
    me: SignedIn,
    Path(word): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    show(me, &word, params).await
}

/// `GET /lists/{kind}`: the list of a kind without an address of its own; any other is sent there.
async fn of_address(
    me: SignedIn,
    Path(word): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let shape = shape_at(&me, &word)?;
    if shape.path != format!("/lists/{word}") {
        return Ok(see(&Asked::read(&shape, &params, &[]).href()));
    }
    page::show(&shape, me, params).await
}

/// The list of an address's word.
fn shape_at(me: &SignedIn, word: &str) -> std::result::Result<Shape, Refused> {
    let kind = lists::by_word(&me.ctx, word).map_err(refused(me))?;
    Ok(shape::of(me.words, kind))
}

/// What a kind of record is called, many of them; its word when it is no longer there.
pub fn title(me: &SignedIn, word: &str) -> String {
    let kind = lists::by_word(&me.ctx, word);
    kind.map_or_else(|_| word.to_owned(), |kind| shape::of(me.words, kind).title)
}

/// The address of a kind's list.
pub fn path(me: &SignedIn, word: &str) -> Option<String> {
    let kind = lists::by_word(&me.ctx, word).ok()?;
    Some(shape::of(me.words, kind).path)
}

/// Where a record of a kind is read.
pub fn record_href(me: &SignedIn, word: &str, id: uuid::Uuid) -> Option<String> {
    let kind = lists::by_word(&me.ctx, word).ok()?;
    Some(shape::of(me.words, kind).record_href(id))
}

/// `GET /lists/{kind}/columns`: on to the list with these columns.
async fn choose_columns(
    me: SignedIn,
    Path(word): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let density = Density::from_code(param(&params, "density").unwrap_or_default());
    let columns = menus::columns_of(&params);
    arranged(&me, &word, &params, |state| {
        state.columns = columns;
        state.density = density;
    })
}

/// `GET /lists/{kind}/order`: on to the list in this order.
async fn choose_order(
    me: SignedIn,
    Path(word): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let chosen = params.iter().filter(|(name, _)| name == "by-field");
    let mut fields: Vec<&str> = Vec::new();
    for (_, field) in chosen {
        let name = |field: &str| field.trim_start_matches('-').to_owned();
        let known = fields.iter().any(|other| name(other) == name(field));
        if !field.is_empty() && !known {
            fields.push(field);
        }
    }
    let sort = fields.join(",");
    arranged(&me, &word, &params, |state| state.sort = sort)
}

fn arranged(me: &SignedIn, word: &str, params: &Params, change: impl FnOnce(&mut State)) -> Answer {
    let shape = shape_at(me, word)?;
    let mut asked = Asked::read(&shape, params, &[]);
    // A form says which view the list came from; the list's own page finds out whether it is still there.
    asked.view = param(params, "view").and_then(|id| id.parse().ok());
    Ok(see(&asked.with(change).href()))
}

/// What a list's address asks for, all pages of it, for a file.
///
/// # Errors
/// What the condition or the order says.
pub fn query_of(me: &SignedIn, kind: &AnyKind, params: &Params) -> Result<ListQuery> {
    let (asked, ids) = asked_of(me, kind, params)?;
    Ok(ListQuery {
        ids,
        ..asked.query(&kind.catalogue(&me.ctx))?
    })
}

/// What an address asks for, for a file: from the first page on, with the records that were picked.
///
/// # Errors
/// `bad-reference` at `ids`.
pub fn asked_of(
    me: &SignedIn,
    kind: &AnyKind,
    params: &Params,
) -> Result<(Asked, Option<Vec<uuid::Uuid>>)> {
    let shape = shape::of(me.words, kind.clone());
    let mut asked = Asked::read(&shape, params, &[]).first_page();
    // The untouched list may be arranged; a file that nobody narrowed down holds all.
    if let Some(state) = (shape.short)(me, params) {
        asked.state = state;
    }
    let ids = params.iter().filter(|(name, _)| name == "id");
    let ids: std::result::Result<Vec<uuid::Uuid>, _> = ids.map(|(_, id)| id.parse()).collect();
    let ids = ids.map_err(|_| Error::invalid("ids", "bad-reference"))?;
    let picked = !ids.is_empty() && param(params, "all").is_none();
    Ok((asked, picked.then_some(ids)))
}

/// The columns that an address asks for, for a file; none when nobody chose.
pub fn columns_of(me: &SignedIn, kind: &AnyKind, params: &Params) -> Vec<String> {
    let asked = Asked::read(&shape::of(me.words, kind.clone()), params, &[]);
    let columns = asked.state.columns.into_iter();
    columns.map(|column| column.name).collect()
}

/// The address of a list with these conditions.
pub fn href(path: &str, conditions: Vec<Value>) -> String {
    Asked::at_path("", path).with_conditions(conditions).href()
}

/// A party's name as the link to its page; a dash for one out of reach.
pub fn party_link(id: uuid::Uuid, name: Option<&String>) -> Markup {
    html! { @match name { Some(name) => a href={ "/parties/" (id) } { (name) }, None => span.dim { "–" } } }
}

/// A path of this program sent along with a form, to go back to.
pub fn back<'a>(given: Option<&'a str>, otherwise: &'a str) -> &'a str {
    given
        .filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'))
        .unwrap_or(otherwise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_back_never_leaves_the_house() {
        assert_eq!(back(Some("/tasks?who=all"), "/tasks"), "/tasks?who=all");
        for foreign in ["//evil.vn", "https://evil.vn", "/\\evil.vn"] {
            assert_eq!(back(Some(foreign), "/tasks"), "/tasks", "{foreign}");
        }
    }
}
