//! The shapes about personal data and the customer's own door.

use quen_core::privacy::impact::{FIRMS, State};
use quen_core::privacy::{BREACHES, KINDS, MAX_TEXT, OUTCOMES};
use serde_json::{Value, json};

/// What is sent and answered.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let one_of = |codes: &[&str]| json!({ "type": "string", "enum": codes });
    let text = || json!({ "type": ["string", "null"], "maxLength": MAX_TEXT });
    let day = || json!({ "type": "string", "format": "date" });
    let instant = || json!({ "type": ["string", "null"], "format": "date-time" });
    let list = |model: &str| {
        json!({ "type": "object", "required": ["data"], "properties": {
            "data": { "type": "array", "items": { "$ref": format!("#/components/schemas/{model}") } } } })
    };
    let sent = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false });
    let words = || json!({ "type": "string", "maxLength": MAX_TEXT });
    let party = || json!({ "type": ["string", "null"], "format": "uuid" });
    vec![
        (
            "PrivacyRequest",
            json!({ "type": "object", "properties": {
                "id": { "type": "string", "format": "uuid" }, "party_id": party(), "kind": one_of(&KINDS), "source": { "type": "string" },
                "note": text(), "received_on": day(), "ack_due": day(), "due_on": day(), "extended_by": { "type": "integer" },
                "extension_reason": text(), "acknowledged_at": instant(), "closed_at": instant(),
                "outcome": { "type": ["string", "null"], "enum": [OUTCOMES[0], OUTCOMES[1], null] }, "answer": text() } }),
        ),
        ("PrivacyRequests", list("PrivacyRequest")),
        (
            "PrivacyRequestNew",
            sent(
                &["kind", "source"],
                json!({ "kind": one_of(&KINDS), "source": one_of(&quen_core::consents::SOURCES), "party_id": party(),
                    "received_on": { "type": ["string", "null"], "format": "date" }, "note": text() }),
            ),
        ),
        (
            "PrivacyExtension",
            sent(&["reason"], json!({ "reason": words() })),
        ),
        (
            "PrivacyClosing",
            sent(
                &["outcome"],
                json!({ "outcome": one_of(&OUTCOMES), "answer": text() }),
            ),
        ),
        (
            "DataBreach",
            json!({ "type": "object", "properties": {
                "id": { "type": "string", "format": "uuid" }, "kind": one_of(&BREACHES), "what": { "type": "string" },
                "people": { "type": ["integer", "null"] }, "found_at": instant(), "notify_by": instant(), "notified_at": instant(), "done": text(),
                "named": { "type": "integer", "description": "Customers named as touched; list them with the filter `breach` of parties." } } }),
        ),
        ("DataBreaches", list("DataBreach")),
        (
            "DataBreachNew",
            sent(
                &["kind", "what"],
                json!({ "kind": one_of(&BREACHES), "what": words(), "people": { "type": ["integer", "null"] }, "found_at": instant() }),
            ),
        ),
        (
            "DataBreachPeople",
            sent(
                &[],
                json!({ "ids": { "type": "array", "items": { "type": "string", "format": "uuid" } },
                    "filter": { "type": ["object", "null"] }, "q": { "type": ["string", "null"] }, "all": { "type": "boolean" } }),
            ),
        ),
        (
            "DataBreachNamed",
            json!({ "type": "object", "properties": { "named": { "type": "integer" }, "waiting": { "type": "boolean" } } }),
        ),
        (
            "PrivacyStanding",
            json!({ "type": "object", "properties": { "standing": { "type": ["object", "null"], "properties": {
                "people": { "type": "integer" }, "warn_at": { "type": "integer" }, "limit": { "type": "integer" } } } } }),
        ),
        ("ImpactFile", impact()),
        ("ImpactVersion", version()),
        (
            "ImpactSentences",
            sent(
                &["firm", "controller", "purpose", "place", "risks"],
                sentences(),
            ),
        ),
        (
            "ProcessingLog",
            json!({ "type": "object", "required": ["data", "next"], "properties": {
                "data": { "type": "array", "items": { "type": "object", "properties": {
                    "id": { "type": "string", "format": "uuid" }, "at": instant(), "noun": { "type": "string" }, "verb": { "type": "string" },
                    "user_id": { "type": ["string", "null"] }, "door": { "type": "string" } } } },
                "next": { "type": ["string", "null"], "format": "uuid", "description": "Goes into `before` for what is older." } } }),
        ),
        (
            "DataBreachNotification",
            sent(&[], json!({ "done": text() })),
        ),
        (
            "PortalLink",
            json!({ "type": "object", "required": ["link", "expires_at"], "properties": {
                "link": { "type": "string", "format": "uri", "description": "Opens the customer's own door once; told here alone." },
                "code": { "type": ["string", "null"], "description": "The same, to be typed in at the door." },
                "expires_at": { "type": "string", "format": "date-time" } } }),
        ),
        (
            "PersonalDataCopy",
            json!({ "type": "object", "description": "Everything kept about the person, section by section." }),
        ),
    ]
}

/// What the owner says of the impact file.
fn sentences() -> Value {
    let words = || json!({ "type": ["string", "null"], "maxLength": MAX_TEXT });
    let needed = || json!({ "type": "string", "maxLength": MAX_TEXT });
    let day = || json!({ "type": ["string", "null"], "format": "date" });
    json!({ "firm": { "type": "string", "enum": FIRMS }, "controller": needed(), "officer": words(), "purpose": needed(),
        "sharing": words(), "country": { "type": ["string", "null"], "description": "Two letters, `VN` when not said." },
        "place": needed(), "security": words(), "risks": needed(), "started_on": day(), "filed_on": day() })
}

fn version() -> Value {
    json!({ "type": "object", "properties": {
        "version": { "type": "integer" }, "sentences": { "type": "object", "properties": sentences() }, "mark": { "type": "string" },
        "by_user": { "type": ["string", "null"], "format": "uuid" }, "at": { "type": "string", "format": "date-time" } } })
}

/// The impact file as it stands: the duty, what the product knows, the newest version and the earlier ones.
fn impact() -> Value {
    let states = State::ALL.map(State::code);
    let one = json!({ "$ref": "#/components/schemas/ImpactVersion" });
    json!({ "type": "object", "required": ["duty", "known", "newest", "changed", "earlier"], "properties": {
        "duty": { "type": "object", "properties": {
            "state": { "type": "string", "enum": states }, "by": { "type": ["string", "null"], "format": "date" } } },
        "known": { "type": "object" }, "newest": { "anyOf": [{ "type": "null" }, one] }, "changed": { "type": "boolean" },
        "earlier": { "type": "array", "items": one } } })
}
