//! The endpoints of care: programmes, the plan, what came of it, the shares.

use super::{Endpoint, Verb, endpoint, made};

/// All of them.
pub const ENDPOINTS: [Endpoint; 15] = [
    endpoint(
        Verb::Get,
        "/care/programmes",
        "care.programmes",
        None,
        Some("CareProgrammes"),
    ),
    made(
        "/care/programmes",
        "care.create",
        "CareProgrammeNew",
        "CareProgramme",
    ),
    endpoint(
        Verb::Put,
        "/care/programmes/{id}",
        "care.change",
        Some("CareProgrammeChange"),
        Some("CareProgramme"),
    ),
    endpoint(
        Verb::Delete,
        "/care/programmes/{id}",
        "care.remove",
        None,
        None,
    ),
    endpoint(Verb::Post, "/care/plans", "care.plan", None, None),
    Endpoint {
        query: &["limit", "cursor"],
        ..endpoint(
            Verb::Get,
            "/care/coming",
            "care.coming",
            None,
            Some("CareTouches"),
        )
    },
    Endpoint {
        query: &["limit", "cursor"],
        ..endpoint(
            Verb::Get,
            "/care/settled",
            "care.settled",
            None,
            Some("CareTouches"),
        )
    },
    endpoint(
        Verb::Get,
        "/care/shares",
        "care.shares",
        None,
        Some("CareShares"),
    ),
    endpoint(
        Verb::Get,
        "/care/delivered",
        "care.delivered",
        None,
        Some("CareDelivered"),
    ),
    endpoint(
        Verb::Get,
        "/care/tallies",
        "care.tallies",
        None,
        Some("CareTallies"),
    ),
    endpoint(
        Verb::Get,
        "/parties/{id}/contact-pressure",
        "consents.pressure",
        None,
        Some("ContactPressure"),
    ),
    endpoint(
        Verb::Post,
        "/tasks/{id}/refusal",
        "tasks.decline",
        None,
        None,
    ),
    endpoint(
        Verb::Post,
        "/tasks/{id}/sending",
        "tasks.send",
        Some("CareLetter"),
        Some("CareSent"),
    ),
    endpoint(
        Verb::Post,
        "/tasks/{id}/telling",
        "tasks.tell",
        Some("Telling"),
        Some("Interaction"),
    ),
    endpoint(
        Verb::Delete,
        "/tasks/{id}/telling",
        "tasks.untell",
        None,
        None,
    ),
];
