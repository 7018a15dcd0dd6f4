//! The shapes that projects alone have.

use serde_json::{Value, json};

/// What is answered.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let model = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let count = || json!({ "type": "integer", "minimum": 0 });
    let amount = |said: &str| json!({ "type": "integer", "description": said });
    vec![
        (
            "ProjectSums",
            json!({ "type": "object", "properties": {
                "orders": count(), "revenue": amount("Minor units, tax included, refunds taken off."),
                "cost": amount("Minor units, of the orders whose cost is known."), "margin": amount("Minor units, of the same orders."),
                "without_cost": count(), "tasks": count(), "done": count(), "interactions": count(), "minutes": count(),
            } }),
        ),
        (
            "ProjectOverview",
            json!({ "type": "object", "properties": {
                "project": model("Project"), "sums": model("ProjectSums"),
                "open_work": { "type": "array", "items": model("Task") },
                "timeline": { "type": "array", "items": model("TimelineEntry") },
            } }),
        ),
    ]
}
