//! A Rust file taken apart: code, string literals, comments, lines. Knows just enough of the language for that
//! (strings, raw strings, nested comments, lifetimes) and never parses further.

use std::ops::RangeInclusive;

/// The parts of a Rust file. Lines count from 1.
#[derive(Debug, Default)]
pub struct RustSource {
    /// The file with every comment and the inside of every literal taken out; line breaks stay.
    pub code: String,
    pub strings: Vec<Piece>,
    pub comments: Vec<Piece>,
    test_lines: Vec<RangeInclusive<usize>>,
}

/// A string literal or a comment, with the line on which it starts.
#[derive(Debug, PartialEq)]
pub struct Piece {
    pub line: usize,
    pub text: String,
}

/// A function with a body.
#[derive(Debug, PartialEq)]
pub struct Function {
    pub name: String,
    pub lines: RangeInclusive<usize>,
}

impl RustSource {
    /// Takes a file apart. Text that is not Rust gives nonsense, not a panic.
    #[must_use]
    pub fn scan(text: &str) -> Self {
        let mut scanner = Scanner {
            rest: text,
            line: 1,
            word_before: false,
            out: Self::default(),
        };
        while scanner.step() {}
        let mut source = scanner.out;
        source.test_lines = blocks_after(&source.code, "#[cfg(test)]");
        source
    }

    /// Whether a line stands in an item under `#[cfg(test)]`.
    #[must_use]
    pub fn is_test_line(&self, line: usize) -> bool {
        self.test_lines.iter().any(|lines| lines.contains(&line))
    }

    /// The lines of code with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    /// The functions, nested ones too.
    #[must_use]
    pub fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for (start, _) in self.code.match_indices("fn ") {
            let before = self.code.get(..start).unwrap_or_default();
            let after = self.code.get(start + 3..).unwrap_or_default();
            let name: String = after.chars().take_while(|c| is_word(*c)).collect();
            if before.ends_with(is_word) || name.is_empty() {
                continue;
            }
            if let Some(length) = block_length(after) {
                let first = line_of(before);
                let last = first
                    + after
                        .get(..length)
                        .unwrap_or_default()
                        .matches('\n')
                        .count();
                found.push(Function {
                    name,
                    lines: first..=last,
                });
            }
        }
        found
    }
}

/// Whether a character can stand in an identifier.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn line_of(before: &str) -> usize {
    before.matches('\n').count() + 1
}

/// The lines of each item that follows a marker.
fn blocks_after(code: &str, marker: &str) -> Vec<RangeInclusive<usize>> {
    let starts = code.match_indices(marker).map(|(start, _)| start);
    starts
        .filter_map(|start| {
            let length = block_length(code.get(start + marker.len()..)?)? + marker.len();
            let first = line_of(code.get(..start)?);
            Some(first..=first + code.get(start..start + length)?.matches('\n').count())
        })
        .collect()
}

/// The bytes up to the brace that closes the first block; `None` if a `;` outside brackets comes first.
fn block_length(code: &str) -> Option<usize> {
    let (mut braces, mut brackets) = (0_i32, 0_i32);
    for (place, c) in code.char_indices() {
        match c {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            ';' if braces == 0 && brackets == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces <= 0 {
                    return Some(place + 1);
                }
            }
            _ => {}
        }
    }
    None
}

struct Scanner<'t> {
    rest: &'t str,
    line: usize,
    /// Whether the character before could belong to an identifier, so that `br"` is told from `number"`.
    word_before: bool,
    out: RustSource,
}

impl<'t> Scanner<'t> {
    /// Takes the next part; false at the end.
    fn step(&mut self) -> bool {
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.comment(end);
        } else if self.rest.starts_with("/*") {
            self.comment(nested_comment(self.rest));
        } else if let Some((open, inside, whole)) = string(self.rest, self.word_before) {
            let text = self.rest.get(open..open + inside).unwrap_or_default();
            self.out.strings.push(Piece {
                line: self.line,
                text: text.to_owned(),
            });
            self.out.code.push_str("\"\"");
            self.skip(whole);
        } else if let Some(length) = character(self.rest) {
            self.out.code.push_str("''");
            self.skip(length);
        } else {
            return self.keep();
        }
        true
    }

    fn keep(&mut self) -> bool {
        let Some(c) = self.rest.chars().next() else {
            return false;
        };
        self.out.code.push(c);
        self.line += usize::from(c == '\n');
        self.word_before = is_word(c);
        self.rest = self.rest.get(c.len_utf8()..).unwrap_or_default();
        true
    }

    fn comment(&mut self, length: usize) {
        let text = self.rest.get(..length).unwrap_or_default();
        self.out.comments.push(Piece {
            line: self.line,
            text: text.to_owned(),
        });
        self.skip(length);
    }

    /// Passes over `length` bytes; their line breaks stay in the code.
    fn skip(&mut self, length: usize) {
        let (gone, rest): (&'t str, &'t str) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        let breaks = gone.matches('\n').count();
        self.out.code.extend(std::iter::repeat_n('\n', breaks));
        self.line += breaks;
        self.word_before = false;
        self.rest = rest;
    }
}

fn nested_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut place = 0;
    while let Some(rest) = text.get(place..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            place += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            place += 2;
            if depth == 0 {
                break;
            }
        } else {
            place += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    place
}

/// A string literal at the start: bytes before its text, of its text, and of the whole.
fn string(text: &str, word_before: bool) -> Option<(usize, usize, usize)> {
    let prefix = if word_before {
        0
    } else {
        text.find(|c| !matches!(c, 'b' | 'c' | 'r')).unwrap_or(0)
    };
    let is_raw = text.get(..prefix)?.ends_with('r');
    let after = text.get(prefix..)?;
    let hashes = if is_raw { after.find(|c| c != '#')? } else { 0 };
    let inside = after.get(hashes..)?.strip_prefix('"')?;
    let open = prefix + hashes + 1;
    let (length, close) = if is_raw {
        let end = format!("\"{}", "#".repeat(hashes));
        (inside.find(&end).unwrap_or(inside.len()), end.len())
    } else {
        (unescaped_quote(inside).unwrap_or(inside.len()), 1)
    };
    Some((open, length, open + length + close))
}

fn unescaped_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (place, c) in text.char_indices() {
        match c {
            '"' if !escaped => return Some(place),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

/// The bytes of a character literal at the start; `None` for a lifetime.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let mut characters = inside.char_indices();
    let (_, first) = characters.next()?;
    if first == '\\' {
        characters.next()?;
    }
    let (place, next) = if first == '\\' {
        characters.find(|(_, c)| *c == '\'')?
    } else {
        characters.next()?
    };
    (next == '\'').then_some(1 + place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(text: &str) -> Vec<String> {
        RustSource::scan(text)
            .strings
            .into_iter()
            .map(|piece| piece.text)
            .collect()
    }

    #[test]
    fn strings_of_all_kinds_are_found() {
        assert_eq!(
            strings(r##"f("a \" b", b"c", r"d\", r#"e " f"#, cr#"g"#)"##),
            [r#"a \" b"#, "c", r"d\", r#"e " f"#, "g"]
        );
        assert_eq!(
            strings(r"let c = '\''; let d = '\u{1ea1}'; fn e<'a>(x: &'a str) {}"),
            [""; 0]
        );
        assert_eq!(strings(r#"let q = '"'; g("x")"#), ["x"]);
    }

    #[test]
    fn comments_are_taken_out_and_lines_stay() {
        let source = RustSource::scan("a // one \"two\"\n/* x /* y */ z\n */ b \"c\nd\" e\n");
        assert_eq!(source.code, "a \n\n b \"\"\n e\n");
        assert_eq!(
            source
                .comments
                .iter()
                .map(|piece| piece.line)
                .collect::<Vec<_>>(),
            [1, 2]
        );
        assert_eq!(
            source.strings,
            [Piece {
                line: 3,
                text: "c\nd".into()
            }]
        );
    }

    #[test]
    fn functions_know_their_lines() {
        let source = RustSource::scan(
            "trait A { fn a(&self); }\nfn b() -> [u8; 2] {\n if x { y }\n}\nconst fn c() {}\n",
        );
        let names: Vec<_> = source
            .functions()
            .into_iter()
            .map(|it| (it.name, it.lines))
            .collect();
        assert_eq!(names, [("b".into(), 2..=4), ("c".into(), 5..=5)]);
    }

    #[test]
    fn unfinished_text_ends_quietly() {
        for text in [
            "\"",
            "r#\"",
            "/*",
            "'",
            "'\\",
            "fn",
            "fn x(",
            "#[cfg(test)]",
        ] {
            let source = RustSource::scan(text);
            assert!(source.functions().is_empty());
        }
    }
}
