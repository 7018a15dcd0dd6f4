//! The OpenAPI 3.1 document, made from the catalogues: a field that joins a catalogue is described at once.

mod analytics;
mod own;
pub mod paths;
mod schemas;

use quen_core::Noun;
use quen_core::fields::Catalogue;
use serde_json::{Map, Value, json};

/// A kind of record in the document.
pub struct Described {
    /// Its fields.
    pub catalogue: Catalogue,
    /// What its record has besides the fields: name and schema.
    pub extra: Vec<(&'static str, Value)>,
    /// Required fields that a new record has a value for.
    pub defaults: &'static [&'static str],
}

/// The kinds that have the common endpoints.
fn kinds() -> Vec<Described> {
    let described = |catalogue, defaults| Described {
        catalogue,
        extra: Vec::new(),
        defaults,
    };
    vec![
        described(
            quen_core::interactions::catalogue(),
            &["kind", "started_at"][..],
        ),
        described(
            quen_core::orders::catalogue(),
            &["ordered_at", "status"][..],
        ),
        described(quen_core::parties::catalogue(), &["kind"][..]),
        described(quen_core::products::catalogue(), &[][..]),
        described(quen_core::tasks::catalogue(), &["kind"][..]),
        described(quen_core::views::catalogue(), &[][..]),
    ]
}

/// The document.
pub fn document() -> Value {
    let mut routes = Map::new();
    let mut models = schemas::common();
    for kind in kinds() {
        paths::collection(&mut routes, &kind.catalogue);
        if kind.catalogue.noun != Noun::Views {
            crate::bulks::describe(&mut routes, &kind.catalogue);
        }
        schemas::kind(&mut models, &kind);
    }
    crate::bulks::schemas(&mut models);
    crate::imports::describe(&mut routes, &mut models);
    crate::jobs::describe(&mut routes, &mut models);
    crate::search::describe(&mut routes);
    own::paths(&mut routes);
    own::schemas(&mut models);
    crate::notifications::describe(&mut routes, &mut models);
    crate::users::describe(&mut routes, &mut models);
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Quen", "version": env!("CARGO_PKG_VERSION"), "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" } },
        "servers": [{ "url": "/api/v1" }],
        "security": [{ "token": [] }],
        "paths": routes,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": models,
        },
    })
}
