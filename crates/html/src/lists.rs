//! Lists of every kind of record, made from its catalogue: the rows in a table, in groups, on a board or in a calendar; filters,
//! views that are kept, changes of many, fields edited in place. Nothing of it is written for one kind but what stands in
//! [`shape`].

mod asked;
mod blank;
mod board;
mod bulk;
mod calendar;
mod cells;
mod columns;
mod conditions;
mod filters;
mod groups;
mod inline;
mod lanes;
mod menus;
mod page;
mod plain;
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
use quen_service::{App, lists};
use serde_json::Value;

use crate::answers::{Answer, Refused, refused, see};
use crate::parties::asked::{Params, param};

pub use plain::Asked;
pub use walk::steps;

/// What the lists of all kinds share. The list of a kind stands at the kind's own address, see [`list_of`].
pub fn routes() -> Router<App> {
    Router::new()
        .route("/interactions", list_of(Noun::Interactions))
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
        .route("/lists/{kind}/neighbours/{id}", get(walk::show))
        .route("/lists/{kind}/records/{id}", get(record::show))
}

/// The list of a kind, for its address.
pub fn list_of(noun: Noun) -> axum::routing::MethodRouter<App> {
    get(move |me: SignedIn, Query(params): Query<Params>| page::show(noun, me, params))
}

/// The noun of an address's word, when it has lists.
fn noun_of(me: &SignedIn, word: &str) -> std::result::Result<Noun, Refused> {
    lists::by_word(word)
        .map(|kind| kind.noun)
        .map_err(refused(me))
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
    let shape = shape::of(noun_of(me, word)?);
    let mut asked = asked::Asked::read(&shape, params, &[]);
    // A form says which view the list came from; the list's own page finds out whether it is still there.
    asked.view = param(params, "view").and_then(|id| id.parse().ok());
    Ok(see(&asked.with(change).href()))
}

/// What a list's address asks for, all pages of it, for a file.
///
/// # Errors
/// What the condition or the order says.
pub fn query_of(me: &SignedIn, noun: Noun, params: &Params) -> Result<ListQuery> {
    let shape = shape::of(noun);
    let mut asked = asked::Asked::read(&shape, params, &[]).first_page();
    // The untouched list may be arranged; a file that nobody narrowed down holds all.
    if let Some(state) = (shape.short)(me, params) {
        asked.state = state;
    }
    let catalogue = lists::by_noun(noun)?.catalogue(&me.ctx);
    let ids = params.iter().filter(|(name, _)| name == "id");
    let ids: std::result::Result<Vec<uuid::Uuid>, _> = ids.map(|(_, id)| id.parse()).collect();
    let ids = ids.map_err(|_| Error::invalid("ids", "bad-reference"))?;
    let picked = !ids.is_empty() && param(params, "all").is_none();
    Ok(ListQuery {
        ids: picked.then_some(ids),
        ..asked.query(&catalogue)?
    })
}

/// The columns that an address asks for, for a file; none when nobody chose.
pub fn columns_of(noun: Noun, params: &Params) -> Vec<String> {
    let asked = asked::Asked::read(&shape::of(noun), params, &[]);
    let columns = asked.state.columns.into_iter();
    columns.map(|column| column.name).collect()
}

/// The address of a list with these conditions.
pub fn href(noun: Noun, conditions: Vec<Value>) -> String {
    asked::Asked::plain(&shape::of(noun))
        .with_conditions(conditions)
        .href()
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
