//! The messages of one locale, read from Fluent text: references resolved, variables typed. It never guesses: what
//! the generated code cannot say (functions, other plural forms) is a fault.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast;

/// One `.ftl` file.
pub struct Source {
    pub file: String,
    pub text: String,
}

/// All messages of one locale, by key.
pub struct Catalogue {
    pub messages: BTreeMap<String, Message>,
}

/// One message, or one attribute of a message under the key `message.attribute`.
#[derive(Debug)]
pub struct Message {
    pub file: String,
    pub pieces: Vec<Piece>,
    /// The variables its comment lists, in that order.
    pub listed: Vec<String>,
    /// The variables that are numbers, by comment or by use.
    pub numbers: BTreeSet<String>,
    /// The variables it uses.
    pub variables: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    Variable(String),
    Select {
        variable: String,
        cases: Vec<(Case, Vec<Piece>)>,
        otherwise: Vec<Piece>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Case {
    Number(i64),
    One,
    Word(String),
}

impl Catalogue {
    /// Reads the files of a locale.
    ///
    /// # Errors
    /// One line for each fault, naming locale, file and key.
    pub fn read(locale: &str, sources: &[Source]) -> Result<Self, Vec<String>> {
        let mut faults = Vec::new();
        let mut raw = Raw::default();
        for source in sources {
            let place = format!("{locale}/{}", source.file);
            let resource = match fluent_syntax::parser::parse(source.text.as_str()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    for error in errors {
                        let before = source.text.get(..error.pos.start).unwrap_or_default();
                        let line = before.matches('\n').count() + 1;
                        faults.push(format!("{place}:{line}: {}", error.kind));
                    }
                    resource
                }
            };
            raw.add(&place, &source.file, resource, &mut faults);
        }
        let messages = raw.resolve(locale, &mut faults);
        if faults.is_empty() {
            Ok(Self { messages })
        } else {
            Err(faults)
        }
    }
}

/// Patterns as parsed, before references are followed.
#[derive(Default)]
struct Raw<'s> {
    messages: BTreeMap<String, RawMessage<'s>>,
    terms: BTreeMap<String, ast::Pattern<&'s str>>,
}

struct RawMessage<'s> {
    file: String,
    pattern: ast::Pattern<&'s str>,
    comment: Vec<&'s str>,
}

impl<'s> Raw<'s> {
    fn add(
        &mut self,
        place: &str,
        file: &str,
        resource: ast::Resource<&'s str>,
        faults: &mut Vec<String>,
    ) {
        for entry in resource.body {
            match entry {
                ast::Entry::Message(message) => self.add_message(place, file, message, faults),
                ast::Entry::Term(term) => {
                    let earlier = self.terms.insert(term.id.name.to_owned(), term.value);
                    if earlier.is_some() {
                        faults.push(format!("{place}: -{}: stands twice", term.id.name));
                    }
                }
                _ => {}
            }
        }
    }

    fn add_message(
        &mut self,
        place: &str,
        file: &str,
        message: ast::Message<&'s str>,
        faults: &mut Vec<String>,
    ) {
        let key = message.id.name;
        let comment = message
            .comment
            .map(|comment| comment.content)
            .unwrap_or_default();
        let attributes = message
            .attributes
            .into_iter()
            .map(|it| (format!("{key}.{}", it.id.name), it.value));
        let patterns = message.value.map(|value| (key.to_owned(), value));
        for (key, pattern) in patterns.into_iter().chain(attributes) {
            if !key
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c))
            {
                faults.push(format!(
                    "{place}: {key}: a key is lower case letters, digits and hyphens"
                ));
            }
            let fresh = RawMessage {
                file: file.to_owned(),
                pattern,
                comment: comment.clone(),
            };
            if let Some(earlier) = self.messages.insert(key.clone(), fresh) {
                faults.push(format!("{place}: {key}: already in {}", earlier.file));
            }
        }
    }

    fn resolve(&self, locale: &str, faults: &mut Vec<String>) -> BTreeMap<String, Message> {
        let mut messages = BTreeMap::new();
        for (key, raw) in &self.messages {
            let mut reader = Reader {
                raw: self,
                english: locale == "en",
                numbers: BTreeSet::new(),
                depth: 0,
            };
            match reader.pieces(&raw.pattern) {
                Ok(pieces) => {
                    messages.insert(key.clone(), message(raw, pieces, reader.numbers));
                }
                Err(fault) => faults.push(format!("{locale}/{}: {key}: {fault}", raw.file)),
            }
        }
        messages
    }
}

fn message(raw: &RawMessage<'_>, pieces: Vec<Piece>, mut numbers: BTreeSet<String>) -> Message {
    let mut listed = Vec::new();
    for line in &raw.comment {
        let Some(rest) = line.trim_start().strip_prefix('$') else {
            continue;
        };
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let (name, note) = rest.split_at(end);
        listed.push(name.to_owned());
        if note.trim_start().starts_with("(number)") {
            numbers.insert(name.to_owned());
        }
    }
    let mut variables = BTreeSet::new();
    collect(&pieces, &mut variables);
    Message {
        file: raw.file.clone(),
        pieces,
        listed,
        numbers,
        variables,
    }
}

fn collect(pieces: &[Piece], into: &mut BTreeSet<String>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Variable(name) => {
                into.insert(name.clone());
            }
            Piece::Select {
                variable,
                cases,
                otherwise,
            } => {
                into.insert(variable.clone());
                cases.iter().for_each(|(_, pieces)| collect(pieces, into));
                collect(otherwise, into);
            }
        }
    }
}

/// Walks one pattern.
struct Reader<'r, 's> {
    raw: &'r Raw<'s>,
    english: bool,
    numbers: BTreeSet<String>,
    depth: usize,
}

impl Reader<'_, '_> {
    fn pieces(&mut self, pattern: &ast::Pattern<&str>) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                ast::PatternElement::TextElement { value } => {
                    append(&mut pieces, Piece::Text((*value).to_owned()))
                }
                ast::PatternElement::Placeable { expression } => {
                    for piece in self.expression(expression)? {
                        append(&mut pieces, piece);
                    }
                }
            }
        }
        Ok(pieces)
    }

    fn expression(&mut self, expression: &ast::Expression<&str>) -> Result<Vec<Piece>, String> {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline),
            ast::Expression::Select { selector, variants } => self.select(selector, variants),
        }
    }

    fn inline(&mut self, inline: &ast::InlineExpression<&str>) -> Result<Vec<Piece>, String> {
        match inline {
            ast::InlineExpression::StringLiteral { value } => Ok(vec![Piece::Text(
                fluent_syntax::unicode::unescape_unicode_to_string(value).into_owned(),
            )]),
            ast::InlineExpression::NumberLiteral { value } => {
                Ok(vec![Piece::Text((*value).to_owned())])
            }
            ast::InlineExpression::VariableReference { id } => {
                Ok(vec![Piece::Variable(variable(id.name)?)])
            }
            ast::InlineExpression::MessageReference { id, attribute } => {
                let key = match attribute {
                    Some(attribute) => format!("{}.{}", id.name, attribute.name),
                    None => id.name.to_owned(),
                };
                let raw = self.raw;
                self.follow(&key, raw.messages.get(&key).map(|message| &message.pattern))
            }
            ast::InlineExpression::TermReference {
                id,
                attribute: None,
                arguments: None,
            } => {
                let raw = self.raw;
                self.follow(&format!("-{}", id.name), raw.terms.get(id.name))
            }
            ast::InlineExpression::TermReference { id, .. } => Err(format!(
                "-{}: terms take no attributes and no arguments here",
                id.name
            )),
            ast::InlineExpression::FunctionReference { id, .. } => Err(format!(
                "{}(): functions are not used here; pass the text ready made",
                id.name
            )),
            ast::InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn follow(
        &mut self,
        name: &str,
        pattern: Option<&ast::Pattern<&str>>,
    ) -> Result<Vec<Piece>, String> {
        let pattern = pattern.ok_or_else(|| format!("refers to {name}, which does not exist"))?;
        if self.depth > 8 {
            return Err(format!("refers to {name} in a circle"));
        }
        self.depth += 1;
        let pieces = self.pieces(pattern);
        self.depth -= 1;
        pieces
    }

    fn select(
        &mut self,
        selector: &ast::InlineExpression<&str>,
        variants: &[ast::Variant<&str>],
    ) -> Result<Vec<Piece>, String> {
        let ast::InlineExpression::VariableReference { id } = selector else {
            return Err("only a variable can select".to_owned());
        };
        let variable = variable(id.name)?;
        let numeric = variants.iter().all(|variant| match &variant.key {
            ast::VariantKey::NumberLiteral { .. } => true,
            ast::VariantKey::Identifier { name } => PLURALS.contains(name),
        });
        if numeric {
            self.numbers.insert(variable.clone());
        }
        let mut cases = Vec::new();
        let mut otherwise = Vec::new();
        for variant in variants {
            let pieces = self.pieces(&variant.value)?;
            if variant.default {
                otherwise = pieces;
            } else {
                cases.push((self.case(&variant.key, numeric)?, pieces));
            }
        }
        Ok(vec![Piece::Select {
            variable,
            cases,
            otherwise,
        }])
    }

    fn case(&self, key: &ast::VariantKey<&str>, numeric: bool) -> Result<Case, String> {
        match key {
            ast::VariantKey::NumberLiteral { value } if numeric => value
                .parse()
                .map(Case::Number)
                .map_err(|_| format!("[{value}] is not a whole number")),
            ast::VariantKey::NumberLiteral { value } => {
                Err(format!("[{value}] stands among words"))
            }
            ast::VariantKey::Identifier { name } if !numeric => Ok(Case::Word((*name).to_owned())),
            ast::VariantKey::Identifier { name: "one" } if self.english => Ok(Case::One),
            ast::VariantKey::Identifier { name } => {
                Err(format!("this language has no plural form [{name}]"))
            }
        }
    }
}

/// The plural categories of Unicode CLDR.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn variable(name: &str) -> Result<String, String> {
    if name
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    {
        Ok(name.to_owned())
    } else {
        Err(format!(
            "${name}: a variable is lower case letters, digits and underscores"
        ))
    }
}

/// Adds a piece, joining neighbouring texts.
fn append(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
        (_, piece) => pieces.push(piece),
    }
}
