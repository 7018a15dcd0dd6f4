//! The endpoints about records that may be one, and about the undo of a merge; those of merging belong to each kind.

use super::{Endpoint, Verb, endpoint};

/// All of them.
pub const ENDPOINTS: [Endpoint; 6] = [
    Endpoint {
        query: &["kind", "state", "cursor", "limit"],
        ..endpoint(
            Verb::Get,
            "/duplicates",
            "duplicates.list",
            None,
            Some("Duplicates"),
        )
    },
    endpoint(
        Verb::Post,
        "/duplicates/check",
        "duplicates.check",
        Some("DuplicatesCheck"),
        Some("PossibleDuplicates"),
    ),
    Endpoint {
        status: 202,
        ..endpoint(
            Verb::Post,
            "/duplicates/scans",
            "duplicates.scan",
            None,
            Some("DuplicatesScan"),
        )
    },
    endpoint(
        Verb::Post,
        "/duplicates/{id}/dismissal",
        "duplicates.dismiss",
        None,
        Some("Duplicate"),
    ),
    endpoint(
        Verb::Delete,
        "/duplicates/{id}/dismissal",
        "duplicates.reopen",
        None,
        Some("Duplicate"),
    ),
    endpoint(
        Verb::Delete,
        "/mergers/{id}",
        "mergers.undo",
        None,
        Some("AnyRecord"),
    ),
];
