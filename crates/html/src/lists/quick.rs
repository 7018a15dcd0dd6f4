//! The usual questions of each kind as arrangements of its list: whose, which state, what is due. Each is an address like any
//! other; nothing is asked here.

use quen_core::Noun;
use quen_core::fields::FieldType;
use quen_core::views::State;
use quen_http::SignedIn;
use quen_service::lists::AnyKind;
use quen_words::t;
use serde_json::{Value, json};

use crate::spoken;

/// Choices that stand as questions of their own; more would fill the bar.
const MOST_CHOICES: usize = 6;
/// States of a project that goes on.
const OPEN: [&str; 3] = ["planned", "active", "paused"];

fn test(field: &str, op: &str, value: impl Into<Value>) -> Value {
    json!({ "field": field, "op": op, "value": value.into() })
}

fn bare(field: &str, op: &str) -> Value {
    json!({ "field": field, "op": op })
}

fn asking(conditions: Vec<Value>) -> State {
    State {
        conditions,
        ..State::default()
    }
}

fn of_mine(me: &SignedIn, field: &str) -> Value {
    test(field, "in", json!([me.ctx.actor.user_id]))
}

/// Of a kind that a workspace made: those of mine by the first colleague it names, and each value of its first choice.
pub fn made(me: &SignedIn, kind: &AnyKind) -> Vec<(String, State)> {
    let catalogue = kind.catalogue(&me.ctx);
    let own = catalogue.fields.iter().filter(|field| field.own.is_some());
    let mut asked = own.filter(|field| field.filterable);
    let mine = asked.clone().find(|field| field.kind == FieldType::User);
    let mine = mine.map(|field| {
        let state = asking(vec![of_mine(me, &field.name)]);
        (t::parties_view_mine(me.words).to_owned(), state)
    });
    let chosen = asked.find_map(|field| match &field.kind {
        FieldType::Choice(codes) if codes.len() <= MOST_CHOICES => Some((field, codes)),
        _ => None,
    });
    let choices = chosen.into_iter().flat_map(|(field, codes)| {
        codes.iter().map(move |code| {
            let label = spoken::choice_of(me.words, kind.noun, field, code);
            (label, asking(vec![test(&field.name, "in", json!([code]))]))
        })
    });
    mine.into_iter().chain(choices).collect()
}

/// My customers, those who are close, those who fade.
pub fn parties(me: &SignedIn) -> Vec<(String, State)> {
    let stage = |stage: &str| asking(vec![test("stage", "in", json!([stage]))]);
    let mine = asking(vec![of_mine(me, "owner_id")]);
    vec![
        (t::parties_view_mine(me.words).to_owned(), mine),
        (
            t::parties_view_close(me.words).to_owned(),
            stage("commitment"),
        ),
        (
            t::parties_view_fading(me.words).to_owned(),
            stage("dissolution"),
        ),
    ]
}

/// Orders by their status, and those on which money is owed.
pub fn orders(me: &SignedIn) -> Vec<(String, State)> {
    let said = |status: &str| {
        let label = spoken::choice(me.words, Noun::Orders, "status", status);
        (label, by_status(status))
    };
    let mut all: Vec<(String, State)> = quen_core::orders::STATUSES.into_iter().map(said).collect();
    // The largest debts first.
    let owed = State {
        sort: "-owed".to_owned(),
        ..asking(vec![test("owed", "gt", 0)])
    };
    all.push((t::payments_view_owed(me.words).to_owned(), owed));
    all
}

fn by_status(status: &str) -> State {
    asking(vec![test("status", "in", json!([status]))])
}

/// The orders of a status; nothing for a word that is none.
pub fn order_status(word: &str) -> Option<State> {
    let mut known = quen_core::orders::STATUSES.into_iter();
    known.find(|status| *status == word).map(by_status)
}

/// What is on sale, and what is not.
pub fn products(me: &SignedIn) -> Vec<(String, State)> {
    let active = |yes: bool| asking(vec![test("active", "eq", yes)]);
    vec![
        (t::products_view_active(me.words).to_owned(), active(true)),
        (t::products_view_paused(me.words).to_owned(), active(false)),
    ]
}

/// Who waits for an answer, and what I did.
pub fn interactions(me: &SignedIn) -> Vec<(String, State)> {
    let waiting = vec![test("direction", "eq", "in"), bare("answered_at", "empty")];
    let mine = asking(vec![of_mine(me, "user_id")]);
    vec![
        (
            t::interactions_view_waiting(me.words).to_owned(),
            asking(waiting),
        ),
        (t::parties_view_mine(me.words).to_owned(), mine),
    ]
}

/// My tasks by when they are due.
pub fn tasks(me: &SignedIn) -> Vec<(String, State)> {
    let whens = [
        ("overdue", t::tasks_overdue(me.words)),
        ("today", t::tasks_today(me.words)),
        ("later", t::tasks_later(me.words)),
        ("undated", t::tasks_undated(me.words)),
        ("done", t::tasks_finished(me.words)),
    ];
    let said = |(when, label): (&str, &str)| (label.to_owned(), due(me, when, false));
    whens.into_iter().map(said).collect()
}

/// The tasks that are due then: mine or everybody's.
pub fn due(me: &SignedIn, when: &str, everyone: bool) -> State {
    let today = me.ctx.today().to_string();
    let day = |op: &str| test("due_on", op, today.clone());
    let mut all = match when {
        "overdue" => vec![day("lt")],
        "later" => vec![day("gt")],
        "undated" => vec![bare("due_on", "empty")],
        "done" => Vec::new(),
        // The day begins with what was left over.
        _ => vec![day("le")],
    };
    let ended = if when == "done" { "not_empty" } else { "empty" };
    all.push(bare("done_at", ended));
    if !everyone {
        all.push(of_mine(me, "assignee_id"));
    }
    let dated = matches!(when, "overdue" | "today" | "later");
    by_day(asking(all), dated)
}

fn by_day(state: State, dated: bool) -> State {
    let sort = if dated { "due_on" } else { "" };
    State {
        sort: sort.to_owned(),
        ..state
    }
}

/// Promises by when they are due and how they ended.
pub fn promises(me: &SignedIn) -> Vec<(String, State)> {
    let words = me.words;
    let state = |code| spoken::choice(words, Noun::Promises, "state", code);
    let whens = [
        ("open", state("open")),
        ("late", t::promises_late(words).to_owned()),
        ("today", t::promises_today(words).to_owned()),
        ("later", t::promises_later(words).to_owned()),
        ("undated", t::promises_undated(words).to_owned()),
        ("kept", t::promises_kept(words).to_owned()),
        ("broken", t::promises_broken(words).to_owned()),
    ];
    let mut all: Vec<(String, State)> = whens
        .into_iter()
        .map(|(when, label)| (label, promised(me, when, true)))
        .collect();
    let mine = t::tasks_mine(words).to_owned();
    all.push((mine, promised(me, "open", false)));
    all
}

/// The promises that are due then or ended so: mine or everybody's.
pub fn promised(me: &SignedIn, when: &str, everyone: bool) -> State {
    let today = me.ctx.today().to_string();
    let day = |op: &str| test("due_on", op, today.clone());
    let ended = matches!(when, "kept" | "broken");
    let mut all = match when {
        "late" => vec![day("lt")],
        "today" => vec![day("eq")],
        "later" => vec![day("gt")],
        "undated" => vec![bare("due_on", "empty")],
        "kept" | "broken" => vec![test("state", "in", json!([when]))],
        _ => Vec::new(),
    };
    all.push(bare(
        "settled_at",
        if ended { "not_empty" } else { "empty" },
    ));
    if !everyone {
        all.push(of_mine(me, "owner_id"));
    }
    by_day(asking(all), matches!(when, "open" | "late" | "later"))
}

/// Projects by how they stand.
pub fn projects(me: &SignedIn) -> Vec<(String, State)> {
    let words = me.words;
    let whens = [
        ("open", t::projects_open(words)),
        ("late", t::projects_late(words)),
        ("done", t::projects_done(words)),
        ("cancelled", t::projects_cancelled(words)),
    ];
    let said = |(when, label): (&str, &str)| (label.to_owned(), under_way(me, when, true));
    let mut all: Vec<(String, State)> = whens.into_iter().map(said).collect();
    all.push((
        t::tasks_mine(words).to_owned(),
        under_way(me, "open", false),
    ));
    all
}

/// The projects that stand so: mine or everybody's.
pub fn under_way(me: &SignedIn, when: &str, everyone: bool) -> State {
    let states = |states: &[&str]| test("state", "in", json!(states));
    let mut all = match when {
        "done" | "cancelled" => vec![states(&[when])],
        "late" => vec![
            states(&OPEN),
            test("due_on", "lt", me.ctx.today().to_string()),
        ],
        _ => vec![states(&OPEN)],
    };
    if !everyone {
        all.push(of_mine(me, "owner_id"));
    }
    by_day(asking(all), when == "late")
}

/// What holds now.
pub fn known() -> State {
    asking(vec![test("state", "in", json!(["current"]))])
}

/// Facts by how they stand.
pub fn facts(me: &SignedIn) -> Vec<(String, State)> {
    let said = |state: &&'static str| {
        let label = spoken::choice(me.words, Noun::Facts, "state", state);
        (label, asking(vec![test("state", "in", json!([state]))]))
    };
    quen_core::facts::STATES.iter().map(said).collect()
}
