//! The endpoints of consent, all under the party.

use super::{Endpoint, Verb, endpoint, made};

/// All of them.
pub const ENDPOINTS: [Endpoint; 9] = [
    endpoint(
        Verb::Get,
        "/consent-wordings",
        "consents.wordings",
        None,
        Some("ConsentWordings"),
    ),
    made(
        "/consent-wordings",
        "consents.word",
        "ConsentWordingNew",
        "ConsentWording",
    ),
    endpoint(
        Verb::Get,
        "/parties/{id}/consents",
        "consents.find",
        None,
        Some("Consents"),
    ),
    endpoint(
        Verb::Put,
        "/parties/{id}/consents",
        "consents.put",
        Some("ConsentPut"),
        Some("Consent"),
    ),
    endpoint(
        Verb::Delete,
        "/parties/{id}/consents",
        "consents.withdraw",
        None,
        None,
    ),
    endpoint(
        Verb::Get,
        "/parties/{id}/consents/history",
        "consents.history",
        None,
        Some("ConsentHistory"),
    ),
    Endpoint {
        query: &["channel", "purpose"],
        ..endpoint(
            Verb::Get,
            "/parties/{id}/consents/judgement",
            "consents.ask",
            None,
            Some("Judgement"),
        )
    },
    endpoint(
        Verb::Put,
        "/parties/{id}/consents/learning",
        "consents.learn",
        Some("ConsentLearning"),
        Some("Consents"),
    ),
    endpoint(
        Verb::Put,
        "/parties/{id}/contact-preference",
        "consents.prefer",
        Some("ContactPreference"),
        Some("ContactPreference"),
    ),
];
