//! What each kind of list has beside its catalogue: where it lives, what it is called, what leads to a record, and how it begins.
//! A kind without an entry here has a list all the same, and so has one that a workspace made. It must hold no rows.

use maud::Markup;
use quen_core::kinds::CustomKind;
use quen_core::views::State;
use quen_core::{Noun, Permission};
use quen_http::SignedIn;
use quen_service::lists::AnyKind;
use quen_words::{Lang, Words, t};
use uuid::Uuid;

use super::quick;
use crate::parties::asked::{Params, param};

/// What a list has beside its catalogue.
pub struct Shape {
    /// The kind of record.
    pub kind: AnyKind,
    /// Its address.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The field that names a record; its column leads.
    pub lead: &'static str,
    /// Columns that stand beside the catalogue's.
    pub beside: &'static [&'static str],
    /// Values of the address's own switch.
    pub variants: &'static [&'static str],
    /// What its search box asks for.
    pub search: String,
    /// Words and address for a new record.
    pub new: Option<(String, String)>,
    /// What an empty list says.
    pub empty: (String, String),
    /// Address in front of a record's id on its own page; the common one when absent.
    pub record: Option<String>,
    /// Address in front of a record's id where its form is, when that is another page.
    pub form: Option<String>,
    /// The usual questions as tabs.
    pub quick: fn(&SignedIn) -> Vec<(String, State)>,
    /// The arrangement of the untouched list.
    pub arranged: Option<fn(&SignedIn) -> State>,
    /// Short words of the address that stand for an arrangement.
    pub short: fn(&SignedIn, &Params) -> Option<State>,
}

/// The shape of a kind's list.
pub fn of(words: Words, kind: AnyKind) -> Shape {
    if let Some(own) = kind.own.clone() {
        return made(words, kind, &own);
    }
    let base = any(words, kind);
    match base.kind.noun {
        Noun::Parties => parties(words, base),
        Noun::Orders => orders(words, base),
        Noun::Products => products(words, base),
        Noun::Tasks => tasks(words, base),
        Noun::Interactions => interactions(words, base),
        Noun::Promises => promises(words, base),
        Noun::Projects => projects(words, base),
        Noun::Facts => facts(words, base),
        Noun::Payments => payments(words, base),
        _ => base,
    }
}

impl Shape {
    /// Its word in addresses.
    pub fn word(&self) -> &str {
        self.kind.word()
    }

    /// Its noun.
    pub fn noun(&self) -> Noun {
        self.kind.noun
    }

    /// Where a record is read.
    pub fn record_href(&self, id: Uuid) -> String {
        match &self.record {
            Some(path) => format!("{path}/{id}"),
            None => self.common_href(id),
        }
    }

    /// The usual questions; of a kind that a workspace made they follow from its fields.
    pub fn questions(&self, me: &SignedIn) -> Vec<(String, State)> {
        match self.kind.own {
            Some(_) => quick::made(me, &self.kind),
            None => (self.quick)(me),
        }
    }

    /// The page that every record has, which also fills the drawer.
    pub fn common_href(&self, id: Uuid) -> String {
        format!("/lists/{}/records/{id}", self.word())
    }

    /// Where the list is taken along as a file.
    pub fn export_href(&self) -> String {
        match self.kind.own {
            Some(_) => format!("{}/export", self.path),
            None => format!("/{}/export", self.word()),
        }
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

fn any(words: Words, kind: AnyKind) -> Shape {
    let word = kind.word().to_owned();
    let title = words.find(&format!("fields-noun-{word}"), &[]);
    Shape {
        path: format!("/lists/{word}"),
        title: title.map_or_else(
            || t::lists_title(words).to_owned(),
            |title| title.into_owned(),
        ),
        lead: "name",
        beside: &[],
        variants: &[],
        search: t::parties_search(words).to_owned(),
        new: None,
        empty: said(words, t::lists_empty, t::lists_empty_text),
        record: None,
        form: None,
        quick: |_| Vec::new(),
        arranged: None,
        short: |_, _| None,
        kind,
    }
}

/// A sentence in the reader's language.
type Said = fn(Words) -> &'static str;

fn said(words: Words, title: Said, text: Said) -> (String, String) {
    (title(words).to_owned(), text(words).to_owned())
}

fn new(words: Words, label: Said, path: &str) -> Option<(String, String)> {
    Some((label(words).to_owned(), format!("{path}/new")))
}

/// A kind that a workspace made: everything from its declaration.
fn made(words: Words, kind: AnyKind, own: &CustomKind) -> Shape {
    let english = words.lang() == Lang::En;
    let one = own.one(english).to_lowercase();
    let path = format!("/records/{}", own.name);
    let none = t::records_none(words, &one);
    Shape {
        title: own.many(english).to_owned(),
        search: t::records_search(words).to_owned(),
        new: Some((t::records_new(words, &one), format!("{path}/new"))),
        empty: (none, t::lists_empty_text(words).to_owned()),
        form: Some(path.clone()),
        path,
        ..any(words, kind)
    }
}

fn parties(words: Words, base: Shape) -> Shape {
    Shape {
        path: "/parties".to_owned(),
        title: t::nav_people(words).to_owned(),
        beside: &["organization", "next_task"],
        variants: &quen_core::parties::KINDS,
        new: new(words, t::parties_new, "/parties"),
        empty: said(words, t::parties_nobody_yet, t::parties_nobody_yet_text),
        record: Some("/parties".to_owned()),
        quick: quick::parties,
        ..base
    }
}

fn orders(words: Words, base: Shape) -> Shape {
    Shape {
        path: "/orders".to_owned(),
        title: t::nav_orders(words).to_owned(),
        lead: "number",
        new: new(words, t::orders_new, "/orders"),
        empty: said(words, t::orders_none_yet, t::orders_none_yet_text),
        record: Some("/orders".to_owned()),
        quick: quick::orders,
        short: |_, params| quick::order_status(param(params, "status")?),
        ..base
    }
}

fn products(words: Words, base: Shape) -> Shape {
    Shape {
        path: "/products".to_owned(),
        title: t::nav_products(words).to_owned(),
        new: new(words, t::products_new, "/products"),
        empty: said(words, t::products_none_yet, t::products_none_yet_text),
        record: Some("/products".to_owned()),
        quick: quick::products,
        arranged: Some(|_| State {
            sort: "name".to_owned(),
            ..State::default()
        }),
        ..base
    }
}

fn interactions(words: Words, base: Shape) -> Shape {
    Shape {
        path: "/interactions".to_owned(),
        title: t::nav_interactions(words).to_owned(),
        lead: "subject",
        empty: said(words, t::interactions_empty, t::lists_empty_text),
        quick: quick::interactions,
        ..base
    }
}

fn tasks(words: Words, base: Shape) -> Shape {
    Shape {
        path: "/tasks".to_owned(),
        title: t::nav_tasks(words).to_owned(),
        lead: "title",
        new: new(words, t::tasks_new, "/tasks"),
        empty: said(words, t::tasks_empty, t::lists_empty_text),
        quick: quick::tasks,
        arranged: Some(|me| quick::due(me, "today", false)),
        short: |me, params| {
            let when = param(params, "when");
            let everyone = param(params, "who") == Some("all");
            (when.is_some() || everyone).then(|| quick::due(me, when.unwrap_or("today"), everyone))
        },
        ..base
    }
}

fn promises(words: Words, base: Shape) -> Shape {
    Shape {
        path: "/promises".to_owned(),
        title: t::nav_promises(words).to_owned(),
        search: t::promises_search(words).to_owned(),
        lead: "text",
        new: new(words, t::promises_new, "/promises"),
        empty: said(words, t::promises_empty, t::lists_empty_text),
        record: Some("/promises".to_owned()),
        quick: quick::promises,
        arranged: Some(|me| quick::promised(me, "open", true)),
        short: |me, params| {
            let (when, mine) = (param(params, "when"), param(params, "who") == Some("mine"));
            (when.is_some() || mine).then(|| quick::promised(me, when.unwrap_or("open"), !mine))
        },
        ..base
    }
}

fn projects(words: Words, base: Shape) -> Shape {
    Shape {
        path: "/projects".to_owned(),
        title: t::nav_projects(words).to_owned(),
        search: t::projects_search(words).to_owned(),
        new: new(words, t::projects_new, "/projects"),
        empty: said(words, t::projects_empty, t::lists_empty_text),
        record: Some("/projects".to_owned()),
        quick: quick::projects,
        arranged: Some(|me| quick::under_way(me, "open", true)),
        short: |me, params| {
            let (when, mine) = (param(params, "when"), param(params, "who") == Some("mine"));
            (when.is_some() || mine).then(|| quick::under_way(me, when.unwrap_or("open"), !mine))
        },
        ..base
    }
}

fn payments(words: Words, base: Shape) -> Shape {
    Shape {
        lead: "amount",
        empty: said(words, t::payments_empty, t::payments_empty_text),
        ..base
    }
}

fn facts(words: Words, base: Shape) -> Shape {
    Shape {
        path: "/facts".to_owned(),
        search: t::facts_who_search(words).to_owned(),
        title: t::nav_facts(words).to_owned(),
        lead: "statement",
        empty: said(words, t::facts_empty, t::lists_empty_text),
        quick: quick::facts,
        arranged: Some(|_| quick::known()),
        ..base
    }
}

/// The words and the address for a new record of this list, when the actor may make one.
pub fn new_record(me: &SignedIn, shape: &Shape, state: &State) -> Option<(String, String)> {
    let (label, href) = shape.new.clone()?;
    me.ctx.actor.may(shape.kind.write).ok()?;
    if state.variant == "organization" {
        let label = t::parties_new_organization(me.words).to_owned();
        return Some((label, format!("{href}?kind=organization")));
    }
    let href = match state.variant.as_str() {
        "" => href,
        variant => format!("{href}?kind={variant}"),
    };
    Some((label, href))
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
