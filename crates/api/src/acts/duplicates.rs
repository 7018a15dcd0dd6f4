//! The endpoints about records that may be one party, merges and their undo.

use super::{Endpoint, Verb, endpoint};

/// All of them.
pub const ENDPOINTS: [Endpoint; 9] = [
    Endpoint {
        query: &["state", "cursor", "limit"],
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
        Verb::Post,
        "/parties/{winner}/merger",
        "parties.merge",
        Some("Merger"),
        Some("Party"),
    ),
    Endpoint {
        query: &["loser", "take"],
        ..endpoint(
            Verb::Get,
            "/parties/{winner}/merger",
            "parties.merge_preview",
            None,
            Some("MergerPreview"),
        )
    },
    endpoint(
        Verb::Get,
        "/parties/{id}/mergers",
        "parties.mergers",
        None,
        Some("Mergers"),
    ),
    endpoint(
        Verb::Delete,
        "/mergers/{id}",
        "parties.unmerge",
        None,
        Some("Party"),
    ),
];
