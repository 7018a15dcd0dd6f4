//! The endpoints of the value ledger and of what is proposed in each stage.

use super::{Endpoint, Verb, endpoint};

/// All of them.
pub const ENDPOINTS: [Endpoint; 2] = [
    Endpoint {
        query: &["unit"],
        ..endpoint(
            Verb::Get,
            "/parties/{id}/ledger",
            "parties.ledger",
            None,
            Some("Ledger"),
        )
    },
    endpoint(
        Verb::Get,
        "/parties/{id}/proposals",
        "relationships.proposals",
        None,
        Some("StageProposals"),
    ),
];
