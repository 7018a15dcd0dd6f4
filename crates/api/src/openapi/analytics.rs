//! The shapes of figures of all customers, described for programs. Shares run from 0 to 1, amounts are in minor units.

use serde_json::{Value, json};

/// Sent and answered shapes.
pub fn schemas() -> Vec<(&'static str, Value)> {
    let mut all = vec![
        (
            "AnalyticsRfm",
            part(
                "rfm",
                object(json!({
                    "recency": list(reference("Band")), "frequency": list(reference("Band")), "money": list(reference("Band")),
                    "cells": list(list(object(json!({ "customers": integer(), "spend": integer(), "margin": integer() })))),
                })),
            ),
        ),
        (
            "AnalyticsCohorts",
            part(
                "cohorts",
                object(
                    json!({ "unit": { "enum": ["month", "quarter"] }, "cohorts": list(object(json!({
            "start": date(), "size": integer(), "active": list(integer()),
        }))) }),
                ),
            ),
        ),
        (
            "AnalyticsSurvival",
            part(
                "survival",
                object(json!({
                    "customers": integer(), "came_back": integer(), "usual_days": maybe("integer"), "late_days": maybe("integer"),
                    "points": list(object(json!({ "day": integer(), "share": number(), "low": number(), "high": number() }))),
                    "explanation": reference("Reason"),
                })),
            ),
        ),
        (
            "AnalyticsValue",
            part(
                "value",
                nullable(json!({
                    "by_margin": boolean(), "months": integer(), "customers": integer(), "median": integer(), "total": integer(),
                    "bins": list(object(json!({ "from": integer(), "to": maybe("integer"), "customers": integer(), "value": integer() }))),
                    "top": object(json!({ "from": integer(), "customers": integer(), "share": number() })),
                })),
            ),
        ),
        (
            "AnalyticsWhale",
            part(
                "whale",
                object(json!({
                    "customers": integer(), "total": integer(), "below_zero": integer(), "lost": integer(), "costs_known": boolean(),
                    "shares": list(number()), "first_fifth": maybe("number"), "explanation": reference("Reason"),
                })),
            ),
        ),
        (
            "AnalyticsEquity",
            part(
                "equity",
                nullable(json!({
                    "total": integer(), "months": integer(), "by_margin": boolean(), "status": status(),
                    "range": { "type": ["array", "null"], "items": integer() }, "backtest": nullable_reference("BackTest"),
                })),
            ),
        ),
        ("AnalyticsRetention", retention()),
        (
            "AnalyticsModel",
            object(
                json!({ "model": nullable_reference("Model"), "history": list(reference("Model")) }),
            ),
        ),
        ("AnalyticsFit", object(json!({ "job_id": maybe("string") }))),
        ("AnalyticsTasks", object(json!({ "made": integer() }))),
    ];
    all.extend(parts());
    all
}

fn retention() -> Value {
    part(
        "retention",
        object(json!({
            "measured": object(json!({
                "quarter_customers": integer(), "quarter": maybe("number"), "quarter_before": maybe("number"), "year_customers": integer(),
                "year": maybe("number"), "active_year": integer(), "brought_year": integer(), "by_margin": boolean(),
            })),
            "what_if": nullable(json!({
                "period_days": integer(), "retention": number(), "keep": number(), "growth": number(), "margin": number(), "value": number(),
                "value_then": number(), "customers": integer(), "gain": number(), "saved": number(), "most_cost": number(),
                "curve": list(list(number())), "explanation": reference("Reason"),
            })),
            "reason": nullable_reference("Reason"),
        })),
    )
}

fn parts() -> Vec<(&'static str, Value)> {
    let sent = json!({ "type": "object", "required": ["target", "title"], "additionalProperties": false, "properties": {
        "target": { "type": "string", "description": "grid-<first row>-<last row>-<first column>-<last column>, second-order, top, below-zero, likely-lost, at-risk, bar-<number>, cohort-<month or quarter>-<first day>, silent-<month or quarter>-<first day>." },
        "title": { "type": "string", "minLength": 1, "maxLength": 300 }, "due_on": date(),
    } });
    let range = json!({ "expected": number(), "low": number(), "high": number() });
    vec![
        ("AnalyticsTasksNew", sent),
        (
            "Band",
            object(json!({ "from": integer(), "to": integer() })),
        ),
        (
            "BackTest",
            object(json!({
                "customers": integer(), "predicted": number(), "actual": integer(), "called_lost": integer(), "stayed_away": integer(),
                "called_alive": integer(), "came": integer(), "calibration": list(json!({ "type": "object" })),
            })),
        ),
        (
            "Model",
            object(json!({
                "version": integer(), "status": status(), "reason": nullable_reference("Reason"), "as_of": date(), "customers": integer(),
                "fitted_at": { "type": "string", "format": "date-time" }, "checked_at": { "type": "string", "format": "date-time" },
                "repeaters": integer(), "left_out": integer(), "purchases": maybe("object"), "loglik": maybe("number"),
                "spend": maybe("object"), "margin_share": maybe("number"), "check": maybe("object"), "backtest": nullable_reference("BackTest"),
            })),
        ),
        (
            "Outlook",
            object(json!({
                "status": status(), "reason": nullable_reference("Reason"), "p_alive": maybe("number"), "orders": nullable(range.clone()),
                "clv": nullable(range), "by_margin": boolean(), "model_version": maybe("integer"), "as_of": date(),
                "explanation": list(reference("Reason")),
            })),
        ),
    ]
}

/// A part of the figures with their day, which is null before they were first made.
fn part(name: &str, schema: Value) -> Value {
    json!({ "type": "object", "required": ["as_of"], "properties": {
        "as_of": { "type": ["string", "null"], "format": "date" }, "customers": integer(), name: schema,
    } })
}

fn object(properties: Value) -> Value {
    json!({ "type": "object", "properties": properties })
}
fn nullable(properties: Value) -> Value {
    json!({ "type": ["object", "null"], "properties": properties })
}
fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}
fn reference(model: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{model}") })
}
fn nullable_reference(model: &str) -> Value {
    json!({ "anyOf": [{ "type": "null" }, reference(model)] })
}
fn maybe(kind: &str) -> Value {
    json!({ "type": [kind, "null"] })
}
fn integer() -> Value {
    json!({ "type": "integer" })
}
fn number() -> Value {
    json!({ "type": "number" })
}
fn boolean() -> Value {
    json!({ "type": "boolean" })
}
fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}
fn status() -> Value {
    json!({ "type": "string", "enum": ["ok", "weakly_identified", "not_identifiable", "too_few"] })
}
