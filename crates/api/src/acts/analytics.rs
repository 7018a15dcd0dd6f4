//! The endpoints of analytics. It must hold no rule: each calls an act by name.

use super::{Endpoint, Verb, endpoint, made};

/// All of them.
pub const ENDPOINTS: [Endpoint; 10] = [
    endpoint(
        Verb::Get,
        "/analytics/rfm",
        "analytics.rfm",
        None,
        Some("AnalyticsRfm"),
    ),
    Endpoint {
        query: &["unit"],
        ..endpoint(
            Verb::Get,
            "/analytics/cohorts",
            "analytics.cohorts",
            None,
            Some("AnalyticsCohorts"),
        )
    },
    endpoint(
        Verb::Get,
        "/analytics/survival",
        "analytics.survival",
        None,
        Some("AnalyticsSurvival"),
    ),
    endpoint(
        Verb::Get,
        "/analytics/value",
        "analytics.value",
        None,
        Some("AnalyticsValue"),
    ),
    endpoint(
        Verb::Get,
        "/analytics/whale",
        "analytics.whale",
        None,
        Some("AnalyticsWhale"),
    ),
    Endpoint {
        query: &["keep", "growth"],
        ..endpoint(
            Verb::Get,
            "/analytics/retention",
            "analytics.retention",
            None,
            Some("AnalyticsRetention"),
        )
    },
    endpoint(
        Verb::Get,
        "/analytics/equity",
        "analytics.equity",
        None,
        Some("AnalyticsEquity"),
    ),
    endpoint(
        Verb::Get,
        "/analytics/model",
        "analytics.model",
        None,
        Some("AnalyticsModel"),
    ),
    Endpoint {
        status: 202,
        ..endpoint(
            Verb::Post,
            "/analytics/fits",
            "analytics.fit",
            None,
            Some("AnalyticsFit"),
        )
    },
    made(
        "/analytics/tasks",
        "analytics.tasks",
        "AnalyticsTasksNew",
        "AnalyticsTasks",
    ),
];
