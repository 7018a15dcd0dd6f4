//! Writes the Rust text of all messages: one function each, and one sorted table for keys known at run time. It
//! never formats: sentences become data that `src/pattern.rs` reads.

use std::fmt::Write;

use crate::agree::{Argument, Pair};
use crate::catalogue::{Case, Piece};

/// The text of `words.rs`: `ENTRIES` and `pub mod t`. Pairs come sorted by key; the table is searched by halving.
pub fn rust(pairs: &[Pair]) -> String {
    let mut out = String::new();
    for (index, pair) in pairs.iter().enumerate() {
        entry(&mut out, index, pair);
    }
    out.push_str("pub(crate) static ENTRIES: &[&Entry] = &[");
    for index in 0..pairs.len() {
        push(&mut out, format_args!("&M{index},"));
    }
    out.push_str(
        "];\n/// One function for each message; the first argument is the language.\npub mod t {\n",
    );
    out.push_str("use crate::{Arg, Lang, Words};\n");
    for (index, pair) in pairs.iter().enumerate() {
        function(&mut out, index, pair);
    }
    out.push_str("}\n");
    out
}

fn entry(out: &mut String, index: usize, pair: &Pair) {
    push(
        out,
        format_args!(
            "static M{index}: Entry = Entry {{ key: {:?}, vi: ",
            pair.key
        ),
    );
    parts(out, &pair.vi, &pair.arguments);
    out.push_str(", en: ");
    parts(out, &pair.en, &pair.arguments);
    out.push_str(", arguments: &[");
    for argument in &pair.arguments {
        push(out, format_args!("{:?},", argument.name));
    }
    out.push_str("] };\n");
}

fn parts(out: &mut String, pieces: &[Piece], arguments: &[Argument]) {
    out.push_str("&[");
    for piece in pieces {
        match piece {
            Piece::Text(text) => push(out, format_args!("Part::Text({text:?}),")),
            Piece::Variable(name) => {
                let number = arguments.iter().any(|it| it.number && it.name == *name);
                let part = if number { "Number" } else { "Argument" };
                push(
                    out,
                    format_args!("Part::{part}({}),", place(name, arguments)),
                );
            }
            Piece::Select {
                variable,
                cases,
                otherwise,
            } => {
                push(
                    out,
                    format_args!(
                        "Part::Select {{ argument: {}, cases: &[",
                        place(variable, arguments)
                    ),
                );
                for (case, pieces) in cases {
                    match case {
                        Case::Number(number) => {
                            push(out, format_args!("(Case::Number({number}), "))
                        }
                        Case::One => out.push_str("(Case::One, "),
                        Case::Word(word) => push(out, format_args!("(Case::Word({word:?}), ")),
                    }
                    parts(out, pieces, arguments);
                    out.push_str("),");
                }
                out.push_str("], otherwise: ");
                parts(out, otherwise, arguments);
                out.push_str("},");
            }
        }
    }
    out.push(']');
}

fn place(name: &str, arguments: &[Argument]) -> usize {
    arguments
        .iter()
        .position(|argument| argument.name == name)
        .unwrap_or(usize::MAX)
}

fn function(out: &mut String, index: usize, pair: &Pair) {
    let (vi, en) = (readable(&pair.vi), readable(&pair.en));
    push(
        out,
        format_args!(
            "#[doc = {:?}]\n",
            format!("`{}`: `{vi}` / `{en}`", pair.key)
        ),
    );
    let name = raw(&pair.function);
    if let ([], Some(vi), Some(en)) = (pair.arguments.as_slice(), plain(&pair.vi), plain(&pair.en))
    {
        push(
            out,
            format_args!("#[must_use] pub fn {name}(w: Words) -> &'static str {{\n"),
        );
        push(
            out,
            format_args!("match w.lang() {{ Lang::Vi => {vi:?}, Lang::En => {en:?} }}\n}}\n"),
        );
        return;
    }
    if pair.arguments.len() > 6 {
        out.push_str(
            "#[expect(clippy::too_many_arguments, reason = \"the sentence has as many\")]\n",
        );
    }
    push(out, format_args!("#[must_use] pub fn {name}(w: Words"));
    for argument in &pair.arguments {
        let kind = if argument.number { "i64" } else { "&str" };
        push(out, format_args!(", {}: {kind}", raw(&argument.name)));
    }
    push(
        out,
        format_args!(") -> String {{\nw.fill(&super::M{index}, &["),
    );
    for argument in &pair.arguments {
        let kind = if argument.number { "Int" } else { "Str" };
        push(out, format_args!("Arg::{kind}({}),", raw(&argument.name)));
    }
    out.push_str("])\n}\n");
}

/// The whole text of a message without variables.
fn plain(pieces: &[Piece]) -> Option<&str> {
    match pieces {
        [] => Some(""),
        [Piece::Text(text)] => Some(text),
        _ => None,
    }
}

/// A message as its documentation shows it.
fn readable(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(part) => text.push_str(part),
            Piece::Variable(name) => push(&mut text, format_args!("{{{name}}}")),
            Piece::Select { otherwise, .. } => text.push_str(&readable(otherwise)),
        }
    }
    text.replace('`', "'").replace('\n', " ")
}

/// A name that may be a Rust keyword.
fn raw(name: &str) -> String {
    const WORDS: [&str; 38] = [
        "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
        "enum", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "match",
        "mod", "move", "mut", "override", "pub", "ref", "return", "static", "struct", "true",
        "try", "type", "use", "where", "while",
    ];
    // `w` is the language, the first argument of every function.
    if name == "w" {
        return "w_".to_owned();
    }
    if WORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}
