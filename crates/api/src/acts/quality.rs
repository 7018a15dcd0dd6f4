//! The endpoints about what is to be mended.

use super::{Endpoint, Verb, endpoint};

/// All of them.
pub const ENDPOINTS: [Endpoint; 2] = [
    endpoint(
        Verb::Get,
        "/quality",
        "quality.summary",
        None,
        Some("QualitySummary"),
    ),
    endpoint(
        Verb::Post,
        "/quality/mendings",
        "quality.mend",
        Some("QualityMending"),
        Some("QualityMended"),
    ),
];
