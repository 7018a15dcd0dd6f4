//! The OpenAPI 3.1 document, made from the catalogues: a field that joins a catalogue is described at once.

mod analytics;
mod care;
mod consents;
mod duplicates;
mod facts;
mod ledger;
mod own;
pub mod paths;
mod privacy;
mod projects;
mod promises;
mod quality;
mod schemas;

use quen_core::Noun;
use quen_core::fields::{Catalogue, Customs};
use serde_json::{Map, Value, json};

/// A kind of record in the document.
pub struct Described {
    /// Its word in addresses.
    pub word: String,
    /// Its fields.
    pub catalogue: Catalogue,
    /// What its record has besides the fields: name and schema.
    pub extra: Vec<(&'static str, Value)>,
    /// Required fields that a new record has a value for.
    pub defaults: &'static [&'static str],
}

/// The kinds that have the common endpoints.
fn kinds() -> Vec<Described> {
    let described = |catalogue: Catalogue, defaults| Described {
        word: catalogue.noun.plural().to_owned(),
        catalogue,
        extra: Vec::new(),
        defaults,
    };
    vec![
        described(quen_core::facts::catalogue(), &[][..]),
        described(
            quen_core::fields::custom::catalogue(),
            &["type", "personal"][..],
        ),
        described(
            quen_core::interactions::catalogue(),
            &["kind", "started_at"][..],
        ),
        described(
            quen_core::orders::catalogue(),
            &["ordered_at", "status"][..],
        ),
        described(quen_core::kinds::catalogue(), &["icon"][..]),
        described(quen_core::parties::catalogue(), &["kind"][..]),
        described(quen_core::products::catalogue(), &[][..]),
        described(
            quen_core::benefits::catalogue(),
            &["side", "kind", "happened_on"][..],
        ),
        described(quen_core::payments::catalogue(), &["paid_on"][..]),
        described(quen_core::projects::catalogue(), &["state"][..]),
        described(quen_core::promises::catalogue(), &["kind", "size"][..]),
        described(quen_core::tasks::catalogue(), &["kind"][..]),
        described(quen_core::views::catalogue(), &[][..]),
    ]
}

/// The kinds that the workspace made.
fn own_kinds(customs: &Customs) -> impl Iterator<Item = Described> {
    customs.kinds.iter().map(|kind| Described {
        word: kind.name.clone(),
        catalogue: quen_core::kinds::record_catalogue(),
        extra: vec![("kind", json!({ "type": "string" }))],
        defaults: &[],
    })
}

/// The document of a workspace that made no fields for itself.
pub fn document() -> Value {
    document_of(&Customs::default())
}

/// The document of a workspace with these custom fields.
pub fn document_of(customs: &Customs) -> Value {
    let mut routes = Map::new();
    let mut models = schemas::common();
    for mut kind in kinds().into_iter().chain(own_kinds(customs)) {
        let own = customs.of_word(&kind.word).iter();
        kind.catalogue.fields.extend(own.cloned());
        paths::collection(&mut routes, &kind.word, &kind.catalogue);
        let noun = kind.catalogue.noun;
        if noun == Noun::Records || quen_service::lists::has_lists(noun) {
            crate::bulks::describe(&mut routes, &kind.word);
        }
        if quen_service::lists::by_noun(noun).is_ok_and(|kind| kind.merges) {
            let model = schemas::model_name(&kind.word);
            crate::mergers::describe(&mut routes, &kind.word, &model);
        }
        schemas::kind(&mut models, &kind);
    }
    crate::bulks::schemas(&mut models);
    crate::files::describe(&mut routes, &mut models);
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
