//! Both locales side by side: the same keys in the same files with the same variables, or a list of faults.

use std::collections::BTreeSet;

use crate::catalogue::{Case, Catalogue, Message, Piece};

/// A message in both languages.
#[derive(Debug)]
pub struct Pair {
    pub key: String,
    /// The function that returns it.
    pub function: String,
    pub arguments: Vec<Argument>,
    pub vi: Vec<Piece>,
    pub en: Vec<Piece>,
}

#[derive(Debug)]
pub struct Argument {
    pub name: String,
    pub number: bool,
}

/// Joins two locales, sorted by key.
///
/// # Errors
/// One line for each key that one side lacks or says with other variables, and for two keys with one function.
pub fn pair(vi: &Catalogue, en: &Catalogue) -> Result<Vec<Pair>, Vec<String>> {
    let mut faults = Vec::new();
    let mut pairs = Vec::new();
    for (key, left) in &vi.messages {
        match en.messages.get(key) {
            None => faults.push(format!("vi/{}: {key}: missing in en", left.file)),
            Some(right) => pairs.push(join(key, left, right, &mut faults)),
        }
    }
    for (key, right) in &en.messages {
        if !vi.messages.contains_key(key) {
            faults.push(format!("en/{}: {key}: missing in vi", right.file));
        }
    }
    let mut functions = BTreeSet::new();
    for pair in &pairs {
        if !functions.insert(&pair.function) {
            faults.push(format!(
                "{}: another key makes the function {} too",
                pair.key, pair.function
            ));
        }
    }
    if faults.is_empty() {
        Ok(pairs)
    } else {
        Err(faults)
    }
}

fn join(key: &str, vi: &Message, en: &Message, faults: &mut Vec<String>) -> Pair {
    if vi.file != en.file {
        faults.push(format!(
            "vi/{}: {key}: stands in en/{}; keep it in files of one name",
            vi.file, en.file
        ));
    }
    if vi.variables != en.variables {
        faults.push(format!(
            "vi/{}: {key}: uses {}, but en uses {}",
            vi.file,
            names(&vi.variables),
            names(&en.variables)
        ));
    }
    let mut worded = BTreeSet::new();
    worded_selectors(&vi.pieces, &mut worded);
    worded_selectors(&en.pieces, &mut worded);
    for name in worded
        .iter()
        .filter(|name| vi.numbers.contains(**name) || en.numbers.contains(**name))
    {
        faults.push(format!(
            "vi/{}: {key}: ${name} selects by word, but is a number",
            vi.file
        ));
    }
    let arguments = arguments(vi, en);
    let mut pair = Pair {
        key: key.to_owned(),
        function: key.replace(['-', '.'], "_"),
        arguments,
        vi: vi.pieces.clone(),
        en: en.pieces.clone(),
    };
    keep_units(&mut pair.vi, &pair.arguments);
    keep_units(&mut pair.en, &pair.arguments);
    pair
}

/// A space after a number becomes a no-break space: a number never stands on another line than its unit.
fn keep_units(pieces: &mut [Piece], arguments: &[Argument]) {
    let mut after_number = false;
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                if after_number && text.starts_with(' ') {
                    text.replace_range(..1, "\u{a0}");
                }
                after_number = false;
            }
            Piece::Variable(name) => {
                after_number = arguments.iter().any(|it| it.number && it.name == *name);
            }
            Piece::Select {
                cases, otherwise, ..
            } => {
                cases
                    .iter_mut()
                    .for_each(|(_, pieces)| keep_units(pieces, arguments));
                keep_units(otherwise, arguments);
                after_number = false;
            }
        }
    }
}

fn names(variables: &BTreeSet<String>) -> String {
    if variables.is_empty() {
        return "no variable".to_owned();
    }
    variables
        .iter()
        .map(|name| format!("${name}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Order: as the Vietnamese comment lists them, then the others by alphabet. Never by place in the sentence, or a
/// translator who turns a sentence round would silently swap two names.
fn arguments(vi: &Message, en: &Message) -> Vec<Argument> {
    let mut order: Vec<&String> = vi
        .listed
        .iter()
        .filter(|name| vi.variables.contains(*name))
        .collect();
    let rest: Vec<&String> = vi
        .variables
        .iter()
        .filter(|name| !order.contains(name))
        .collect();
    order.extend(rest);
    order
        .into_iter()
        .map(|name| Argument {
            name: name.clone(),
            number: vi.numbers.contains(name) || en.numbers.contains(name),
        })
        .collect()
}

/// The variables that choose a variant by a word, so that they must be text.
fn worded_selectors<'p>(pieces: &'p [Piece], into: &mut BTreeSet<&'p str>) {
    for piece in pieces {
        if let Piece::Select {
            variable,
            cases,
            otherwise,
        } = piece
        {
            for (case, pieces) in cases {
                if matches!(case, Case::Word(_)) {
                    into.insert(variable);
                }
                worded_selectors(pieces, into);
            }
            worded_selectors(otherwise, into);
        }
    }
}
