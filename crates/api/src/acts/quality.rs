//! The endpoints about what is to be mended.

use super::{Endpoint, Verb, endpoint};

/// All of them.
pub const ENDPOINTS: [Endpoint; 3] = [
    endpoint(
        Verb::Get,
        "/quality",
        "quality.summary",
        None,
        Some("QualitySummary"),
    ),
    Endpoint {
        query: &["kind"],
        ..endpoint(
            Verb::Get,
            "/quality/records",
            "quality.gaps",
            None,
            Some("QualityOfKind"),
        )
    },
    endpoint(
        Verb::Post,
        "/quality/mendings",
        "quality.mend",
        Some("QualityMending"),
        Some("QualityMended"),
    ),
];
