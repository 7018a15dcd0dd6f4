//! The endpoints and shapes that are not common to all kinds, described from the same list that routes them.

use quen_core::fields::{Catalogue, FieldType, codes};
use serde_json::{Map, Value, json};

use super::paths::{answers, body, content, id, query};
use super::schemas::{nullable, value};
use crate::acts::{self, Endpoint, Verb};

/// Adds the endpoints.
pub fn paths(paths: &mut Map<String, Value>) {
    for endpoint in acts::all() {
        let entry = paths
            .entry(endpoint.path)
            .or_insert_with(|| json!({ "parameters": ids(endpoint.path) }));
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(word(endpoint.verb).to_owned(), operation(&endpoint));
        }
    }
}

fn word(verb: Verb) -> &'static str {
    match verb {
        Verb::Get => "get",
        Verb::Post => "post",
        Verb::Put => "put",
        Verb::Delete => "delete",
    }
}

fn ids(path: &str) -> Vec<Value> {
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    names
        .map(|name| {
            let mut parameter = id();
            if let Some(parameter) = parameter.as_object_mut() {
                parameter.insert("name".to_owned(), json!(name));
            }
            parameter
        })
        .collect()
}

fn operation(endpoint: &Endpoint) -> Value {
    let tag = endpoint.path.split('/').nth(1).unwrap_or_default();
    let name = endpoint
        .path
        .replace(['{', '}'], "")
        .trim_matches('/')
        .replace('/', "_");
    let success = match endpoint.answers {
        None => json!({ "204": { "description": "Done." } }),
        Some(model) => {
            json!({ endpoint.status.to_string(): { "description": "Done.", "content": content(model) } })
        }
    };
    let mut problems = vec!["400", "401", "403"];
    if endpoint.path.contains('{') || endpoint.verb != Verb::Get {
        problems.push("404");
    }
    if endpoint.verb != Verb::Get {
        problems.extend(["409", "412", "422"]);
    }
    if endpoint.takes.is_some() {
        problems.extend(["413", "415"]);
    }
    let mut described = Map::new();
    described.insert(
        "operationId".to_owned(),
        json!(format!("{}_{name}", word(endpoint.verb))),
    );
    described.insert("tags".to_owned(), json!([tag]));
    described.insert("responses".to_owned(), answers(&success, &problems));
    if let Some(model) = endpoint.takes {
        described.insert("requestBody".to_owned(), body(model));
    }
    if !endpoint.query.is_empty() {
        let parameters: Vec<Value> = endpoint
            .query
            .iter()
            .map(|name| query(name, &parameter(name)))
            .collect();
        described.insert("parameters".to_owned(), json!(parameters));
    }
    Value::Object(described)
}

fn parameter(name: &str) -> Value {
    match name {
        "limit" => {
            json!({ "type": "integer", "minimum": 1, "maximum": quen_core::fields::MAX_LIMIT, "default": 50 })
        }
        "count" => json!({ "type": "boolean" }),
        "sort" => json!({ "type": "string", "enum": ["stage_since", "-stage_since"] }),
        "keep" => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        "growth" => json!({ "type": "number", "minimum": -1, "maximum": 1 }),
        "state" => {
            json!({ "type": "string", "enum": quen_service::duplicates::STATES, "default": "open" })
        }
        "unit" => json!({ "type": "string", "enum": ["month", "quarter"], "default": "month" }),
        "record_id" => json!({ "type": "string", "format": "uuid" }),
        _ => json!({ "type": "string" }),
    }
}

/// Adds the shapes.
pub fn schemas(models: &mut Map<String, Value>) {
    for (name, schema) in sent()
        .into_iter()
        .chain(answered())
        .chain(super::analytics::schemas())
        .chain(super::care::schemas())
        .chain(super::facts::schemas())
        .chain(super::ledger::schemas())
        .chain(super::projects::schemas())
        .chain(super::promises::schemas())
        .chain(super::consents::schemas())
        .chain(super::privacy::schemas())
        .chain(super::duplicates::schemas())
        .chain(super::quality::schemas())
        .chain(crate::acts::drafts::schemas())
        .chain(crate::acts::exports::schemas())
    {
        models.insert(name.to_owned(), schema);
    }
}

fn reference(model: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{model}") })
}

/// Each threshold with its bounds, as [`quen_core::relationships::thresholds`] says them.
fn stage_rules() -> Value {
    let named = quen_core::relationships::thresholds::THRESHOLDS
        .iter()
        .map(|threshold| {
            let schema =
                json!({ "type": "number", "minimum": threshold.min, "maximum": threshold.max });
            (threshold.name.to_owned(), schema)
        });
    Value::Object(named.collect())
}

/// Who would move with other thresholds.
fn stage_preview() -> Value {
    let stage = value(&FieldType::Choice(codes(&quen_core::parties::STAGES)), true);
    let example = json!({ "type": "object", "required": ["party_id", "name", "evidence"], "properties": {
        "party_id": { "type": "string", "format": "uuid" }, "name": { "type": "string" }, "evidence": { "type": "array", "items": {} } } });
    let moved = json!({ "type": "object", "required": ["from", "to", "count", "examples"], "properties": {
        "from": stage, "to": stage, "count": { "type": "integer", "minimum": 1 }, "examples": { "type": "array", "items": example } } });
    json!({ "type": "object", "required": ["looked_at", "capped", "moves", "other_type"], "properties": {
        "looked_at": { "type": "integer", "minimum": 0 }, "capped": { "type": "boolean" },
        "moves": { "type": "array", "items": moved }, "other_type": { "type": "integer", "minimum": 0 } } })
}

fn sent() -> Vec<(&'static str, Value)> {
    let choice = |list| value(&FieldType::Choice(codes(list)), true);
    let uuid = || json!({ "type": "string", "format": "uuid" });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false });
    vec![
        (
            "ImportRetry",
            object(
                &["rows"],
                json!({ "rows": { "type": "array", "minItems": 1, "maxItems": quen_service::imports::MOST_MENDED, "items": {
                    "type": "object", "required": ["row", "cells"], "additionalProperties": false,
                    "properties": { "row": { "type": "integer" }, "cells": { "type": "array", "items": { "type": "string" } } },
                } } }),
            ),
        ),
        (
            "LinkNew",
            object(
                &["to_id", "kind"],
                json!({ "to_id": uuid(), "kind": choice(&quen_core::links::KINDS), "title": { "type": ["string", "null"], "maxLength": 120 } }),
            ),
        ),
        (
            "Override",
            object(
                &["reason"],
                json!({
                    "stage": { "anyOf": [choice(&quen_core::parties::STAGES), { "type": "null" }] },
                    "type": { "anyOf": [choice(&quen_core::parties::TYPES), { "type": "null" }] },
                    "reason": { "type": "string", "maxLength": 500 },
                }),
            ),
        ),
        ("StageRules", object(&[], stage_rules())),
        (
            "RefundNew",
            object(
                &["amount"],
                json!({
                    "amount": value(&FieldType::Money, true),
                    "refunded_at": { "type": ["string", "null"], "format": "date-time" },
                    "reason": { "type": ["string", "null"], "maxLength": 500 },
                }),
            ),
        ),
        (
            "FieldOrder",
            object(
                &["noun", "ids"],
                json!({
                    "noun": { "type": "string" },
                    "ids": { "type": "array", "items": { "type": "string", "format": "uuid" } },
                }),
            ),
        ),
        (
            "FieldList",
            object(
                &["data"],
                json!({ "data": { "type": "array", "items": { "$ref": "#/components/schemas/Field" } } }),
            ),
        ),
        (
            "Snooze",
            object(
                &["until"],
                json!({ "until": { "type": "string", "format": "date" } }),
            ),
        ),
        (
            "TodayAnswerNew",
            object(
                &["rule", "record_id", "answer"],
                json!({
                    "rule": rules(), "record_id": uuid(),
                    "answer": { "type": "string", "enum": ["done", "snooze", "not_useful"] },
                    "until": { "type": ["string", "null"], "format": "date" },
                }),
            ),
        ),
    ]
}

fn rules() -> Value {
    let codes: Vec<&str> = quen_core::today::Rule::ALL
        .into_iter()
        .map(quen_core::today::Rule::code)
        .collect();
    json!({ "type": "string", "enum": codes })
}

fn answered() -> Vec<(&'static str, Value)> {
    let list = |model| json!({ "type": "object", "required": ["data"], "properties": { "data": { "type": "array", "items": reference(model) } } });
    let page = |model| {
        json!({ "type": "object", "required": ["data", "next_cursor"], "properties": {
        "data": { "type": "array", "items": reference(model) }, "next_cursor": { "type": ["string", "null"] },
        "count": { "type": "integer" }, "count_capped": { "type": "boolean" },
    } })
    };
    let object = |properties: Value| json!({ "type": "object", "properties": properties });
    let day = || json!({ "type": ["string", "null"], "format": "date" });
    vec![
        ("StagePreview", stage_preview()),
        ("Reason", reason()),
        (
            "Link",
            object(
                json!({ "id": { "type": "string" }, "from_id": { "type": "string" }, "to_id": { "type": "string" }, "kind": { "type": "string" },
            "title": { "type": ["string", "null"] }, "from_name": { "type": "string" }, "to_name": { "type": "string" } }),
            ),
        ),
        ("Links", list("Link")),
        (
            "Refund",
            object(
                json!({ "id": { "type": "string" }, "order_id": { "type": "string" }, "amount": reference("Money"),
            "refunded_at": { "type": "string", "format": "date-time" }, "reason": { "type": ["string", "null"] } }),
            ),
        ),
        ("Refunds", list("Refund")),
        (
            "Refunded",
            object(json!({ "order": reference("Order"), "refund": reference("Refund") })),
        ),
        (
            "Relationship",
            relationship(&quen_core::relationships::catalogue()),
        ),
        ("Relationships", page("Relationship")),
        (
            "Stage",
            object(
                json!({ "stage": { "type": "string" }, "type": { "type": "string" }, "since": day(),
            "evidence": { "type": "array", "items": reference("Reason") }, "reason": { "type": ["string", "null"] } }),
            ),
        ),
        ("Stages", list("Stage")),
        (
            "TimelineEntry",
            object(
                json!({ "at": { "type": "string", "format": "date-time" }, "id": { "type": "string" },
            "type": { "type": "string", "enum": ["interaction", "order", "task", "stage", "event"] }, "record": { "type": "object" } }),
            ),
        ),
        ("Timeline", page("TimelineEntry")),
        (
            "Value",
            object(json!({
                "of": { "anyOf": [{ "type": "null" }, object(json!({ "id": { "type": "string" }, "name": { "type": "string" } }))] },
                "recency_days": { "type": ["integer", "null"] }, "frequency": { "type": "integer" }, "monetary": reference("Money"),
                "margin": reference("Money"), "refunds": reference("Money"), "mean": { "anyOf": [{ "type": "null" }, reference("Money")] },
                "first_order_on": day(), "last_order_on": day(), "rhythm_days": { "type": ["integer", "null"] },
                "elapsed": { "type": ["number", "null"] }, "silent_on": day(), "months": { "type": "array", "items": reference("Money") }, "outlook": reference("Outlook"),
            })),
        ),
        (
            "Profile",
            object(json!({
                "party": reference("Party"), "relationship": { "anyOf": [{ "type": "null" }, reference("Relationship")] },
                "relationships": { "type": "array", "items": reference("Relationship") }, "value": reference("Value"),
                "timeline": { "type": "array", "items": reference("TimelineEntry") }, "next_cursor": { "type": ["string", "null"] },
                "facts": { "type": "array", "items": reference("Fact") }, "promises": { "type": "array", "items": reference("Promise") }, "keeping": reference("Keeping"),
                "open_work": { "type": "array", "items": reference("Task") }, "links": { "type": "array", "items": reference("Link") },
            })),
        ),
        (
            "TodayLine",
            object(json!({
                "rule": rules(), "party_id": { "type": ["string", "null"] }, "record_id": { "type": "string" }, "title": reference("Reason"),
                "reason": reference("Reason"), "stake_minor": { "type": "integer" }, "tone": { "type": "string" },
                "acts": { "type": "array", "items": { "type": "string" } },
                "telling": { "type": ["string", "null"], "description": "Kind of the task, when a programme of care has the words ready." }, "on": { "type": "string", "format": "date" },
            })),
        ),
        (
            "Today",
            object(
                json!({ "day": { "type": "string", "format": "date" }, "at_stake": reference("Money"),
            "lines": { "type": "array", "items": reference("TodayLine") } }),
            ),
        ),
        (
            "TodayAnswer",
            object(
                json!({ "rule": rules(), "record_id": { "type": "string" }, "answer": { "type": "string" }, "until": day() }),
            ),
        ),
    ]
}

fn reason() -> Value {
    json!({ "type": "object", "required": ["key", "args"], "properties": {
        "key": { "type": "string" }, "args": { "type": "array" },
        "sentence": { "type": "string", "description": "In the language that the request asks for." },
    } })
}

fn relationship(catalogue: &Catalogue) -> Value {
    let mut properties: Map<String, Value> = catalogue
        .fields
        .iter()
        .map(|field| (field.name.to_string(), nullable(field, false)))
        .collect();
    for name in ["evidence", "type_evidence"] {
        properties.insert(
            name.to_owned(),
            json!({ "type": "array", "items": reference("Reason") }),
        );
    }
    for name in [
        "override_stage",
        "override_type",
        "override_reason",
        "override_by",
        "override_at",
    ] {
        properties.insert(name.to_owned(), json!({ "type": ["string", "null"] }));
    }
    properties.insert(
        "id".to_owned(),
        json!({ "type": "string", "format": "uuid" }),
    );
    properties.insert("version".to_owned(), json!({ "type": "integer" }));
    json!({ "type": "object", "required": ["id", "version", "party_id", "role", "stage", "type"], "properties": properties })
}
