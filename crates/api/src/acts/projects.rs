//! The endpoints that projects alone have. A state is a noun under the project; taking away an end opens it again.

use super::{Endpoint, Verb, endpoint};

const fn change(verb: Verb, path: &'static str, act: &'static str) -> Endpoint {
    endpoint(verb, path, act, None, Some("Project"))
}

/// All of them.
pub const ENDPOINTS: [Endpoint; 7] = [
    endpoint(
        Verb::Get,
        "/projects/{id}/overview",
        "projects.overview",
        None,
        Some("ProjectOverview"),
    ),
    change(Verb::Post, "/projects/{id}/start", "projects.start"),
    change(Verb::Post, "/projects/{id}/pause", "projects.pause"),
    change(Verb::Delete, "/projects/{id}/pause", "projects.start"),
    change(Verb::Post, "/projects/{id}/completion", "projects.complete"),
    change(Verb::Delete, "/projects/{id}/completion", "projects.start"),
    change(Verb::Post, "/projects/{id}/cancellation", "projects.cancel"),
];
