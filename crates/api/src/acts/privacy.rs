//! The endpoints about personal data.

use super::{Endpoint, Verb, endpoint, made};

const fn change(path: &'static str, act: &'static str, takes: &'static str) -> Endpoint {
    endpoint(Verb::Post, path, act, Some(takes), Some("PrivacyRequest"))
}

/// All of them.
pub const ENDPOINTS: [Endpoint; 10] = [
    endpoint(
        Verb::Get,
        "/privacy/requests",
        "privacy.requests",
        None,
        Some("PrivacyRequests"),
    ),
    made(
        "/privacy/requests",
        "privacy.open",
        "PrivacyRequestNew",
        "PrivacyRequest",
    ),
    endpoint(
        Verb::Post,
        "/privacy/requests/{id}/acknowledgement",
        "privacy.acknowledge",
        None,
        Some("PrivacyRequest"),
    ),
    change(
        "/privacy/requests/{id}/extension",
        "privacy.extend",
        "PrivacyExtension",
    ),
    change(
        "/privacy/requests/{id}/closing",
        "privacy.close",
        "PrivacyClosing",
    ),
    endpoint(
        Verb::Get,
        "/privacy/breaches",
        "privacy.breaches",
        None,
        Some("DataBreaches"),
    ),
    made(
        "/privacy/breaches",
        "privacy.report",
        "DataBreachNew",
        "DataBreach",
    ),
    endpoint(
        Verb::Post,
        "/privacy/breaches/{id}/notification",
        "privacy.notify",
        Some("DataBreachNotification"),
        Some("DataBreach"),
    ),
    endpoint(
        Verb::Get,
        "/parties/{id}/personal-data",
        "privacy.copy",
        None,
        Some("PersonalDataCopy"),
    ),
    endpoint(
        Verb::Delete,
        "/parties/{id}/personal-data",
        "privacy.erase",
        None,
        None,
    ),
];
