//! The nouns of the product: the same word on every floor.

use serde::{Deserialize, Serialize};

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// People and organisations.
    Parties,
    /// Our relationship to a party in one role.
    Relationships,
    /// Links between parties.
    Links,
    /// Episodes: notes, calls, mails, meetings, messages, visits.
    Interactions,
    /// What is known of a party.
    Facts,
    /// Things to do.
    Tasks,
    /// What we sell.
    Products,
    /// What we promised.
    Promises,
    /// What one side did for the other, written down by hand.
    Benefits,
    /// Work for a party with a beginning and an end.
    Projects,
    /// What a party agreed to hear.
    Consents,
    /// The customer's own door.
    Portal,
    /// Requests about personal data, and breaches of it.
    Privacy,
    /// Touches that come before the customer asks.
    Care,
    /// What was bought.
    Orders,
    /// Money that came in for it.
    Payments,
    /// Fields that the workspace made for itself.
    Fields,
    /// Kinds of record that the workspace made for itself.
    Kinds,
    /// Records of such kinds.
    Records,
    /// Files that were uploaded.
    Files,
    /// Files that were read in.
    Imports,
    /// Colleagues.
    Users,
    /// Groups of colleagues.
    Teams,
    /// Keys for programs.
    Tokens,
    /// What happened.
    Events,
    /// The workspace and its settings.
    Workspaces,
    /// Background work.
    Jobs,
    /// News for one colleague.
    Notifications,
    /// Lists as somebody arranged them.
    Views,
}

impl Noun {
    /// All nouns, in the order of the enum.
    pub const ALL: [Self; 29] = [
        Self::Parties,
        Self::Relationships,
        Self::Links,
        Self::Interactions,
        Self::Facts,
        Self::Tasks,
        Self::Products,
        Self::Promises,
        Self::Benefits,
        Self::Projects,
        Self::Consents,
        Self::Portal,
        Self::Privacy,
        Self::Care,
        Self::Orders,
        Self::Payments,
        Self::Fields,
        Self::Kinds,
        Self::Records,
        Self::Files,
        Self::Imports,
        Self::Users,
        Self::Teams,
        Self::Tokens,
        Self::Events,
        Self::Workspaces,
        Self::Jobs,
        Self::Notifications,
        Self::Views,
    ];

    /// Word in addresses, event names and module names.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Parties => "parties",
            Self::Relationships => "relationships",
            Self::Links => "links",
            Self::Interactions => "interactions",
            Self::Facts => "facts",
            Self::Tasks => "tasks",
            Self::Products => "products",
            Self::Promises => "promises",
            Self::Benefits => "benefits",
            Self::Projects => "projects",
            Self::Consents => "consents",
            Self::Portal => "portal",
            Self::Privacy => "privacy",
            Self::Care => "care",
            Self::Orders => "orders",
            Self::Payments => "payments",
            Self::Fields => "fields",
            Self::Kinds => "kinds",
            Self::Records => "records",
            Self::Files => "files",
            Self::Imports => "imports",
            Self::Users => "users",
            Self::Teams => "teams",
            Self::Tokens => "tokens",
            Self::Events => "events",
            Self::Workspaces => "workspaces",
            Self::Jobs => "jobs",
            Self::Notifications => "notifications",
            Self::Views => "views",
        }
    }

    /// The noun with this plural word.
    pub fn from_plural(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.plural() == word)
    }
}
