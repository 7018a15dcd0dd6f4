//! Facts and questions in words: the claim with its heart in bold, where it comes from, how somebody is asked.

use maud::{Markup, html};
use quen_core::facts::{Fact, percent};
use quen_core::fields::choice_key;
use quen_core::parties::Party;
use quen_core::{Money, Noun};
use quen_http::SignedIn;
use quen_service::facts::Asked;
use quen_ui::belief::{Belief, belief};
use quen_vietnam::names;
use quen_words::{Lang, Words, t};

use crate::spoken;

/// The name of a topic; a word of the business's own as it is, with spaces.
pub fn topic(words: Words, key: &str) -> String {
    let found = words.find(&choice_key(Noun::Facts, "topic", key), &[]);
    found.map_or_else(
        || spoken::capital(&key.replace('_', " ")),
        |label| label.into_owned(),
    )
}

/// The sentence, its value in bold where it stands in it.
pub fn claim(fact: &Fact) -> Markup {
    let value = fact.value.as_str().filter(|value| !value.is_empty());
    match value.and_then(|value| fact.statement.split_once(value).zip(Some(value))) {
        Some(((before, after), value)) => html! { (before) b.strong { (value) } (after) },
        None => html! { b.strong { (fact.statement) } },
    }
}

/// Where it comes from: who said it, or how many orders show it, and when.
pub fn source(me: &SignedIn, fact: &Fact) -> String {
    let words = me.words;
    let day = spoken::day(words, me.ctx.day_of(fact.confirmed_at));
    if fact.source == "model" {
        return t::facts_noted(words, &day, t::suggester_source(words));
    }
    match (fact.evidence, fact.evidence_of, &fact.stated_by) {
        (Some(seen), Some(among), _) => t::facts_seen(words, seen, among, &day),
        (_, _, Some(who)) if fact.is_stated() => t::facts_stated(words, &day, who),
        _ => {
            let source = spoken::choice(words, Noun::Facts, "source", &fact.source);
            t::facts_noted(words, &day, &source)
        }
    }
}

/// The sign of where it comes from.
pub fn sign(fact: &Fact) -> &'static str {
    match fact.source.as_str() {
        "order" => "shopping-bag",
        "interaction" => "message-circle",
        "portal" | "form" | "survey" => "user-check",
        "import" => "upload",
        "model" => "sparkles",
        _ if fact.is_stated() => "user",
        _ => "chart-dots",
    }
}

/// A fact as a row of a list, with acts at its end.
pub fn row(me: &SignedIn, fact: &Fact, acts: Markup) -> Markup {
    row_of(me, fact, None, acts)
}

/// The same in a list of several customers: whose it is comes first.
pub fn row_of(me: &SignedIn, fact: &Fact, whose: Option<Markup>, acts: Markup) -> Markup {
    let topic = topic(me.words, &fact.topic);
    let named = fact
        .statement
        .to_lowercase()
        .starts_with(&topic.to_lowercase());
    belief(Belief {
        id: &format!("fact-{}", fact.id),
        claim: html! { @if let Some(whose) = &whose { (whose) " · " } @if !named { span.dim { (topic) ": " } } (claim(fact)) },
        percent: percent(fact.certainty),
        source_icon: sign(fact),
        source: &source(me, fact),
        acts,
    })
}

/// How somebody is spoken to inside a question: "chị"; the given name in English.
pub fn address(me: &SignedIn, party: &Party) -> String {
    if me.words.lang() == Lang::En {
        return if party.is_person() {
            names::parse(&party.name).ten
        } else {
            party.name.clone()
        };
    }
    let called = party.salutation(me.ctx.today());
    let form = party.salutation.as_deref().filter(|form| !form.is_empty());
    if party.is_person() || form.is_some() {
        names::pronoun(&called).to_lowercase()
    } else {
        t::facts_your_side(me.words).to_owned()
    }
}

/// A question as it is asked.
pub fn question(me: &SignedIn, party: &Party, asked: &Asked) -> String {
    let who = address(me, party);
    if let Some(fact) = &asked.fact {
        return t::facts_ask_again(me.words, &fact.statement, &who);
    }
    let key = format!("question-{}", asked.topic.replace('_', "-"));
    me.words
        .text(&key, &[("who", who.as_str().into())])
        .into_owned()
}

/// Why it is worth asking.
pub fn why(me: &SignedIn, worth: Money) -> String {
    if worth.amount <= 0 {
        return t::facts_ask_why(me.words).to_owned();
    }
    let (figure, unit) = spoken::money_tile(me.words, worth);
    let money = format!("{figure}\u{a0}{unit}");
    t::facts_ask_worth(me.words, money.trim_end())
}
