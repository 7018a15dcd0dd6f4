//! The shape of the value ledger.

use quen_core::ledger::{Unit, Way};
use serde_json::{Value, json};

/// What is answered. Money is in minor units of the workspace's currency, without tax.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let model = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let count = || json!({ "type": "integer", "minimum": 0 });
    let amount = || json!({ "type": "integer" });
    let maybe = |kind: &str| json!({ "type": [kind, "null"] });
    let day = || json!({ "type": "string", "format": "date" });
    let list = |name: &str| json!({ "type": "array", "items": model(name) });
    let object = |properties: Value| json!({ "type": "object", "properties": properties });
    let way = || json!({ "type": "string", "enum": Way::ALL.map(Way::code) });
    let optional_day = || json!({ "type": ["string", "null"], "format": "date" });
    vec![
        (
            "LedgerSide",
            object(json!({ "amount": amount(), "minutes": count(), "entries": count() })),
        ),
        (
            "LedgerPeriod",
            object(
                json!({ "starts_on": day(), "given": model("LedgerSide"), "received": model("LedgerSide") }),
            ),
        ),
        (
            "LedgerKind",
            object(json!({
                "way": way(), "kind": { "type": "string" }, "entries": count(), "valued": count(), "amount": amount(),
                "margin": amount(), "margins": count(), "minutes": count(),
            })),
        ),
        (
            "LedgerEntry",
            object(json!({
                "on": day(), "way": way(), "kind": { "type": "string" }, "amount": maybe("integer"), "margin": maybe("integer"),
                "minutes": maybe("integer"), "text": { "type": "string" }, "noun": { "type": "string" },
                "record_id": { "type": "string", "format": "uuid" },
            })),
        ),
        (
            "Punctuality",
            object(json!({ "in_time": count(), "late": count(), "overdue": count() })),
        ),
        (
            "DatesKept",
            object(json!({ "deliveries": model("Punctuality"), "payments": model("Punctuality") })),
        ),
        (
            "Owed",
            object(json!({ "amount": amount(), "orders": count(), "overdue": amount() })),
        ),
        (
            "LedgerTrust",
            object(json!({
                "keeping": model("Keeping"), "days": model("DatesKept"), "owed": model("Owed"), "since": optional_day(), "referrals": count(), "complaints": count(),
                "last_complaint_on": optional_day(),
            })),
        ),
        (
            "Ledger",
            object(json!({
                "unit": { "type": "string", "enum": Unit::ALL.map(Unit::code) },
                "measure": { "type": "string", "enum": ["margin", "revenue"], "description": "What `received` is measured by." },
                "periods": list("LedgerPeriod"), "given": model("LedgerSide"), "received": model("LedgerSide"),
                "kinds": list("LedgerKind"), "entries": list("LedgerEntry"), "trust": model("LedgerTrust"),
                "capped": { "type": "boolean" },
            })),
        ),
    ]
}
