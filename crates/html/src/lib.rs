//! Pages. A handler decodes, calls one act, and draws what came back with `quen-ui`; it holds no rule and no query.
//!
//! Every link and form works without script; a request that htmx marks as partial gets the fragment alone.

mod account;
mod accounts;
mod analytics;
mod answers;
mod assets;
mod bin;
mod care;
mod commands;
mod drafts;
mod duplicates;
mod exports;
mod facts;
mod fields;
mod files;
mod find;
mod forms;
mod history;
mod imports;
mod jobs;
mod keys;
mod kinds;
mod layout;
mod lists;
mod live;
mod notifications;
mod orders;
mod parties;
mod portal;
mod privacy;
mod products;
mod projects;
mod promises;
mod quality;
mod records;
mod settings;
mod sheets;
mod spoken;
mod tasks;
mod teams;
mod times;
mod today;
mod users;
mod versions;
mod workspaces;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use quen_http::csrf;
use quen_service::App;

/// Bytes of a form without files at most.
const MAX_PLAIN: usize = 2 * 1024 * 1024;

/// All pages.
pub fn routes(app: &App) -> Router<App> {
    Router::new()
        .merge(account::routes())
        .merge(accounts::routes())
        .merge(analytics::routes())
        .merge(bin::routes())
        .merge(care::routes())
        .merge(drafts::routes())
        .merge(duplicates::routes())
        .merge(exports::routes())
        .merge(facts::routes())
        .merge(fields::routes())
        .merge(files::routes())
        .merge(find::routes())
        .merge(imports::routes())
        .merge(jobs::routes())
        .merge(kinds::routes())
        .merge(notifications::routes())
        .merge(history::routes())
        .merge(lists::routes())
        .merge(live::routes())
        .merge(orders::routes())
        .merge(parties::routes())
        .merge(portal::routes())
        .merge(privacy::routes())
        .merge(products::routes())
        .merge(projects::routes())
        .merge(promises::routes())
        .merge(quality::routes())
        .merge(records::routes())
        .merge(settings::routes())
        .merge(tasks::routes())
        .merge(teams::routes())
        .merge(today::routes())
        .merge(users::routes())
        .merge(workspaces::routes())
        .route(
            "/",
            get(|| async { axum::response::Redirect::to("/today") }),
        )
        .fallback(answers::not_found)
        .method_not_allowed_fallback(answers::not_a_page)
        // A form is small; only one that says that it sends files may be large, and what is left of it is small again.
        .layer(DefaultBodyLimit::max(MAX_PLAIN))
        .layer(from_fn_with_state(app.clone(), files::posted))
        .layer(from_fn_with_state(app.clone(), drafts::ended::keep))
        .layer(DefaultBodyLimit::max(files::MAX_FORM))
        .layer(from_fn_with_state(app.clone(), csrf::guard))
        .merge(assets::routes())
}
