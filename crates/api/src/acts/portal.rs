//! The endpoints of a colleague about the customer's own door.

use super::{Endpoint, Verb, endpoint};

/// All of them.
pub const ENDPOINTS: [Endpoint; 2] = [
    Endpoint {
        status: 201,
        ..endpoint(
            Verb::Post,
            "/parties/{id}/portal-link",
            "portal.hand_out",
            None,
            Some("PortalLink"),
        )
    },
    endpoint(
        Verb::Post,
        "/parties/{id}/portal-invitation",
        "portal.invite",
        None,
        None,
    ),
];
