//! Finding names by what people type: without marks, with some, or with the input method off.
//! Must never hide an exact hit behind a folded one.

use crate::fold::{fold, fold_into, words};
use crate::{telex, tone_style};

/// Whether every word of the query begins a word of the name of its own, marks left out.
pub fn matches(query: &str, name: &str) -> bool {
    let (query, name) = (fold(query), fold(name));
    folded_match(&query, &name)
}

/// The candidates that match, in their own order; a query with marks puts those that have the same marks first. When
/// nothing matches, the query is read as Telex or VNI keys.
pub fn search<'a>(query: &str, candidates: &[&'a str]) -> Vec<&'a str> {
    let hits = find(query, candidates);
    if !hits.is_empty() {
        return hits;
    }
    telex::readings(query)
        .into_iter()
        .map(|reading| find(&reading, candidates))
        .find(|hits| !hits.is_empty())
        .unwrap_or_default()
}

fn find<'a>(query: &str, candidates: &[&'a str]) -> Vec<&'a str> {
    let folded_query = fold(query);
    let mut buffer = String::new();
    let mut hits: Vec<&str> = candidates
        .iter()
        .copied()
        .filter(|name| {
            buffer.clear();
            fold_into(name, &mut buffer);
            folded_match(&folded_query, &buffer)
        })
        .collect();
    let marked = marked_form(query);
    if marked != folded_query {
        hits.sort_by_key(|name| std::cmp::Reverse(exact_words(&marked, name)));
    }
    hits
}

/// How many words of the marked query stand in the name with the same marks.
fn exact_words(marked_query: &str, name: &str) -> usize {
    let name = marked_form(name);
    words(marked_query)
        .filter(|word| words(&name).any(|other| other == *word))
        .count()
}

/// Lower case, composed, one tone style.
fn marked_form(text: &str) -> String {
    tone_style::to_old(&text.to_lowercase()).into_owned()
}

fn folded_match(query: &str, name: &str) -> bool {
    let mut free: Vec<&str> = words(name).collect();
    let mut any = false;
    let all = words(query).all(|word| {
        any = true;
        // A whole word is used up before one that merely begins so.
        let place = free
            .iter()
            .position(|other| *other == word)
            .or_else(|| free.iter().position(|other| other.starts_with(word)));
        place.map(|at| free.swap_remove(at)).is_some()
    });
    any && all
}
