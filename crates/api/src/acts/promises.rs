//! The endpoints that promises alone have. A state is a noun under the promise.

use super::{Endpoint, Verb, endpoint};

const fn change(path: &'static str, act: &'static str, takes: &'static str) -> Endpoint {
    endpoint(Verb::Post, path, act, Some(takes), Some("Promise"))
}

/// All of them.
pub const ENDPOINTS: [Endpoint; 8] = [
    endpoint(
        Verb::Get,
        "/promises/rates",
        "promises.rates",
        None,
        Some("KeepingRates"),
    ),
    endpoint(
        Verb::Get,
        "/files/{id}/promises",
        "promises.heard",
        None,
        Some("HeardPromises"),
    ),
    endpoint(
        Verb::Delete,
        "/heard-promises/{id}",
        "promises.refuse_heard",
        None,
        None,
    ),
    change("/promises/{id}/keeping", "promises.keep", "Delivery"),
    change("/promises/{id}/breach", "promises.break", "Breach"),
    change("/promises/{id}/mending", "promises.mend", "Mending"),
    change(
        "/promises/{id}/renegotiation",
        "promises.renegotiate",
        "Renegotiation",
    ),
    endpoint(
        Verb::Delete,
        "/promises/{id}/settlement",
        "promises.reopen",
        None,
        Some("Promise"),
    ),
];
