//! What each kind of list has beside its catalogue: where it lives, what it is called, what leads to a record, and the usual
//! questions. A kind without an entry here has a list all the same. It must hold no rows.

use maud::Markup;
use quen_core::views::State;
use quen_core::{Noun, Permission};
use quen_http::SignedIn;
use quen_words::{Words, t};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::parties::asked::{Params, param};

/// A sentence in the reader's language.
type Said = fn(Words) -> &'static str;

/// What a list has beside its catalogue.
pub struct Shape {
    /// The kind of record.
    pub noun: Noun,
    /// Its address.
    pub path: &'static str,
    /// Its title.
    pub title: Said,
    /// The field that names a record; its column leads.
    pub lead: &'static str,
    /// Columns that stand beside the catalogue's.
    pub beside: &'static [&'static str],
    /// Values of the address's own switch.
    pub variants: &'static [&'static str],
    /// Words and address for a new record.
    pub new: Option<(Said, &'static str)>,
    /// What an empty list says.
    pub empty: (Said, Said),
    /// Address of a record's own page; the common one when absent.
    pub record: Option<&'static str>,
    /// The usual questions as tabs.
    pub quick: fn(&SignedIn) -> Vec<(String, State)>,
    /// The arrangement of the untouched list.
    pub arranged: Option<fn(&SignedIn) -> State>,
    /// Short words of the address that stand for an arrangement.
    pub short: fn(&SignedIn, &Params) -> Option<State>,
}

/// The shape of a kind's list.
pub fn of(noun: Noun) -> Shape {
    match noun {
        Noun::Parties => parties(),
        Noun::Orders => orders(),
        Noun::Products => products(),
        Noun::Tasks => tasks(),
        Noun::Interactions => interactions(),
        other => any(other),
    }
}

impl Shape {
    /// Where a record is read.
    pub fn record_href(&self, id: Uuid) -> String {
        match self.record {
            Some(path) => format!("{path}/{id}"),
            None => self.common_href(id),
        }
    }

    /// The page that every record has, which also fills the drawer.
    pub fn common_href(&self, id: Uuid) -> String {
        format!("/lists/{}/records/{id}", self.noun.plural())
    }

    /// The arrangement of an address that says nothing, or says it in short words.
    pub fn default_state(&self, me: &SignedIn, params: &Params) -> Option<State> {
        (self.short)(me, params).or_else(|| {
            super::asked::says_nothing(params)
                .then(|| self.arranged.map(|arranged| arranged(me)))
                .flatten()
        })
    }
}

fn any(noun: Noun) -> Shape {
    Shape {
        noun,
        path: "",
        title: t::lists_title,
        lead: "name",
        beside: &[],
        variants: &[],
        new: None,
        empty: (t::lists_empty, t::lists_empty_text),
        record: None,
        quick: |_| Vec::new(),
        arranged: None,
        short: |_, _| None,
    }
}

fn test(field: &str, op: &str, value: impl Into<Value>) -> Value {
    json!({ "field": field, "op": op, "value": value.into() })
}

fn asking(conditions: Vec<Value>) -> State {
    State {
        conditions,
        ..State::default()
    }
}

fn parties() -> Shape {
    Shape {
        path: "/parties",
        title: t::nav_people,
        beside: &["organization", "next_task"],
        variants: &quen_core::parties::KINDS,
        new: Some((t::parties_new, "/parties/new")),
        empty: (t::parties_nobody_yet, t::parties_nobody_yet_text),
        record: Some("/parties"),
        quick: |me| {
            let stage = |stage: &str| test("stage", "in", json!([stage]));
            let mine = test("owner_id", "in", json!([me.ctx.actor.user_id]));
            vec![
                (
                    t::parties_view_mine(me.words).to_owned(),
                    asking(vec![mine]),
                ),
                (
                    t::parties_view_close(me.words).to_owned(),
                    asking(vec![stage("commitment")]),
                ),
                (
                    t::parties_view_fading(me.words).to_owned(),
                    asking(vec![stage("dissolution")]),
                ),
            ]
        },
        ..any(Noun::Parties)
    }
}

fn orders() -> Shape {
    Shape {
        path: "/orders",
        title: t::nav_orders,
        lead: "number",
        new: Some((t::orders_new, "/orders/new")),
        empty: (t::orders_none_yet, t::orders_none_yet_text),
        record: Some("/orders"),
        quick: |me| {
            let said = |status: &str| {
                let label = crate::spoken::choice(me.words, Noun::Orders, "status", status);
                (label, by_status(status))
            };
            quen_core::orders::STATUSES.into_iter().map(said).collect()
        },
        short: |_, params| {
            let known = quen_core::orders::STATUSES
                .into_iter()
                .find(|status| param(params, "status") == Some(status));
            known.map(by_status)
        },
        ..any(Noun::Orders)
    }
}

fn by_status(status: &str) -> State {
    asking(vec![test("status", "in", json!([status]))])
}

fn products() -> Shape {
    Shape {
        path: "/products",
        title: t::nav_products,
        new: Some((t::products_new, "/products/new")),
        empty: (t::products_none_yet, t::products_none_yet_text),
        record: Some("/products"),
        quick: |me| {
            let active = asking(vec![test("active", "eq", true)]);
            let paused = asking(vec![test("active", "eq", false)]);
            vec![
                (t::products_view_active(me.words).to_owned(), active),
                (t::products_view_paused(me.words).to_owned(), paused),
            ]
        },
        arranged: Some(|_| State {
            sort: "name".to_owned(),
            ..State::default()
        }),
        ..any(Noun::Products)
    }
}

fn interactions() -> Shape {
    Shape {
        path: "/interactions",
        title: t::nav_interactions,
        lead: "subject",
        empty: (t::interactions_empty, t::lists_empty_text),
        quick: |me| {
            let waiting = asking(vec![
                test("direction", "eq", "in"),
                json!({ "field": "answered_at", "op": "empty" }),
            ]);
            let mine = asking(vec![test("user_id", "in", json!([me.ctx.actor.user_id]))]);
            vec![
                (t::interactions_view_waiting(me.words).to_owned(), waiting),
                (t::parties_view_mine(me.words).to_owned(), mine),
            ]
        },
        ..any(Noun::Interactions)
    }
}

fn tasks() -> Shape {
    Shape {
        path: "/tasks",
        title: t::nav_tasks,
        lead: "title",
        new: Some((t::tasks_new, "/tasks/new")),
        empty: (t::tasks_empty, t::lists_empty_text),
        quick: |me| {
            let whens = [
                ("overdue", t::tasks_overdue(me.words)),
                ("today", t::tasks_today(me.words)),
                ("later", t::tasks_later(me.words)),
                ("undated", t::tasks_undated(me.words)),
                ("done", t::tasks_finished(me.words)),
            ];
            let said = |(when, label): (&str, &str)| (label.to_owned(), due(me, when, false));
            whens.into_iter().map(said).collect()
        },
        arranged: Some(|me| due(me, "today", false)),
        short: |me, params| {
            let when = param(params, "when");
            let everyone = param(params, "who") == Some("all");
            (when.is_some() || everyone).then(|| due(me, when.unwrap_or("today"), everyone))
        },
        ..any(Noun::Tasks)
    }
}

/// The tasks that are due then: mine or everybody's.
fn due(me: &SignedIn, when: &str, everyone: bool) -> State {
    let today = me.ctx.today().to_string();
    let day = |op: &str| test("due_on", op, today.clone());
    let none = |field: &str, op: &str| json!({ "field": field, "op": op });
    let mut all = match when {
        "overdue" => vec![day("lt")],
        "later" => vec![day("gt")],
        "undated" => vec![none("due_on", "empty")],
        "done" => Vec::new(),
        // The day begins with what was left over.
        _ => vec![day("le")],
    };
    all.push(none(
        "done_at",
        if when == "done" { "not_empty" } else { "empty" },
    ));
    if !everyone {
        all.push(test("assignee_id", "in", json!([me.ctx.actor.user_id])));
    }
    let sort = if matches!(when, "overdue" | "today" | "later") {
        "due_on"
    } else {
        ""
    };
    State {
        sort: sort.to_owned(),
        ..asking(all)
    }
}

/// The words and the address for a new record of this list, when the actor may make one.
pub fn new_record(me: &SignedIn, shape: &Shape, state: &State) -> Option<(&'static str, String)> {
    let (label, href) = shape.new?;
    let right = match shape.noun {
        Noun::Orders => Permission::OrdersWrite,
        Noun::Products => Permission::ProductsWrite,
        Noun::Tasks => Permission::TasksWrite,
        _ => Permission::PartiesWrite,
    };
    me.ctx.actor.may(right).ok()?;
    if state.variant == "organization" {
        let label = t::parties_new_organization(me.words);
        return Some((label, format!("{href}?kind=organization")));
    }
    let href = match state.variant.as_str() {
        "" => href.to_owned(),
        variant => format!("{href}?kind={variant}"),
    };
    Some((label(me.words), href))
}

/// What can be done with a row at its end, inside the form around the rows or by itself.
pub fn row_act(
    me: &SignedIn,
    noun: Noun,
    id: Uuid,
    done: bool,
    (back, in_form): (&str, bool),
) -> Option<Markup> {
    if noun != Noun::Tasks || me.ctx.actor.may(Permission::TasksWrite).is_err() {
        return None;
    }
    Some(crate::tasks::tick(me, id, done, back, in_form))
}
