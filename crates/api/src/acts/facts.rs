//! The endpoints of what is known of parties: facts, memory, questions.

use super::{Endpoint, Verb, endpoint, made};

/// All of them.
pub(super) const ENDPOINTS: [Endpoint; 15] = [
    endpoint(
        Verb::Post,
        "/facts/{id}/confirmation",
        "facts.confirm",
        None,
        Some("Fact"),
    ),
    made(
        "/facts/{id}/correction",
        "facts.correct",
        "FactCorrection",
        "Fact",
    ),
    endpoint(
        Verb::Post,
        "/facts/{id}/withdrawal",
        "facts.withdraw",
        None,
        Some("Fact"),
    ),
    endpoint(
        Verb::Delete,
        "/facts/{id}/withdrawal",
        "facts.reinstate",
        None,
        Some("Fact"),
    ),
    endpoint(
        Verb::Post,
        "/facts/{id}/coexistence",
        "facts.keep_both",
        None,
        Some("Fact"),
    ),
    made("/facts/{id}/uses", "facts.apply", "FactUse", "Fact"),
    Endpoint {
        query: &["q", "topic", "cursor"],
        ..endpoint(
            Verb::Get,
            "/facts/holders",
            "facts.who",
            None,
            Some("FactHolders"),
        )
    },
    Endpoint {
        query: &["after"],
        ..endpoint(
            Verb::Get,
            "/facts/unused",
            "facts.unused",
            None,
            Some("FactsUnused"),
        )
    },
    endpoint(
        Verb::Post,
        "/interactions/{id}/suggestions",
        "facts.ask_model",
        None,
        Some("FactSuggestions"),
    ),
    endpoint(
        Verb::Post,
        "/facts/suggestions",
        "facts.suggest",
        Some("FactText"),
        Some("FactSuggestions"),
    ),
    endpoint(
        Verb::Get,
        "/parties/{id}/delights",
        "parties.delights",
        None,
        Some("Delights"),
    ),
    endpoint(
        Verb::Get,
        "/parties/{id}/memory",
        "parties.memory",
        None,
        Some("Memory"),
    ),
    endpoint(
        Verb::Get,
        "/parties/{id}/learning",
        "parties.learning",
        None,
        Some("Learning"),
    ),
    made(
        "/parties/{id}/answers",
        "parties.answer",
        "QuestionAnswer",
        "Fact",
    ),
    Endpoint {
        status: 204,
        ..endpoint(
            Verb::Post,
            "/parties/{id}/asides",
            "parties.put_aside",
            Some("QuestionAside"),
            None,
        )
    },
];
