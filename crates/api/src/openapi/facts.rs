//! Shapes of what is known of parties: corrections, uses, suggestions, memory, learning.

use quen_core::facts::OUTCOMES;
use serde_json::{Value, json};

fn reference(model: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{model}") })
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// The shapes.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let text = |max: usize| json!({ "type": "string", "maxLength": max });
    let words = || json!({ "type": "string", "minLength": 1, "maxLength": 500 });
    let maybe = |kind: &str| json!({ "type": [kind, "null"] });
    let number = || json!({ "type": "integer" });
    let any = || json!({ "description": "Words, or an object in the shape of the topic." });
    let names = || json!({ "type": "object", "additionalProperties": { "type": "string" } });
    let suggestion =
        json!({ "topic": { "type": "string" }, "value": any(), "statement": { "type": "string" } });
    let asked = json!({
        "topic": { "type": "string" }, "fact": { "anyOf": [{ "type": "null" }, reference("Fact")] },
        "worth": reference("Money"), "unsure": number(), "ease": number(),
    });
    vec![
        (
            "FactCorrection",
            object(
                json!({ "statement": words(), "value": any(), "stated_by": maybe("string") }),
                &["statement"],
            ),
        ),
        (
            "FactUse",
            object(
                json!({ "noun": text(40), "record_id": { "type": "string", "format": "uuid" }, "outcome": { "type": "string", "enum": OUTCOMES } }),
                &["noun", "record_id", "outcome"],
            ),
        ),
        (
            "FactText",
            object(json!({ "text": text(20_000) }), &["text"]),
        ),
        (
            "FactSuggestions",
            object(
                json!({ "data": list(object(suggestion, &["topic", "statement"])) }),
                &["data"],
            ),
        ),
        (
            "FactHolders",
            object(
                json!({ "data": list(reference("Fact")), "names": names(), "next_cursor": maybe("string") }),
                &["data", "names", "next_cursor"],
            ),
        ),
        (
            "FactsUnused",
            object(
                json!({ "facts": list(reference("Fact")), "names": names(), "next": maybe("string") }),
                &["facts", "names", "next"],
            ),
        ),
        (
            "Delights",
            object(
                json!({ "data": list(json!({ "type": "object", "properties": { "reason": reference("Reason"),
                    "fact_id": { "type": ["string", "null"] }, "promise_id": { "type": ["string", "null"] } } })) }),
                &["data"],
            ),
        ),
        (
            "Memory",
            object(
                json!({ "facts": list(reference("Fact")), "contradictions": list(list(reference("Fact"))), "history": list(reference("Fact")) }),
                &["facts", "contradictions", "history"],
            ),
        ),
        (
            "Learning",
            object(
                json!({
                    "index": number(), "knowledge": number(), "usage": number(), "freshness": number(), "minutes": number(),
                    "explanation": reference("Reason"), "months": list(json!({ "type": "array" })),
                    "questions": list(object(asked, &["topic", "fact", "worth", "unsure", "ease"])),
                }),
                &["index", "minutes", "explanation", "months", "questions"],
            ),
        ),
        (
            "QuestionAnswer",
            object(
                json!({ "topic": text(60), "statement": maybe("string"), "fact_id": maybe("string") }),
                &["topic"],
            ),
        ),
        (
            "QuestionAside",
            object(json!({ "topic": text(60) }), &["topic"]),
        ),
    ]
}
