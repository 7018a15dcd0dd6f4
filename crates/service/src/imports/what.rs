//! What the rows of a file become, and which columns it can have. Files of some kinds have rules and headings of their own; every
//! other kind has a column for each field of its catalogue, so that a new one can be read in without a line written for it.

use quen_core::fields::{Catalogue, Field, FieldType, PREFIX};
use quen_core::{Error, Noun, Result};
use quen_vietnam::fold::fold;
use quen_vietnam::import_headers::{self, FileKind, Recognised};
use quen_words::{Lang, Words};

use crate::Ctx;
use crate::lists::{self, AnyKind};

/// The column that names a record of ours, as exports write it.
pub(super) const ID: &str = "id";
/// The column with our id of the customer.
pub(super) const PARTY_ID: &str = "party_id";
const QUEN_ID: &str = "Quen ID";
const WITHOUT_PARTY: [&str; 1] = [ID];
const WITH_PARTY: [&str; 6] = [
    ID,
    "party_code",
    "party_phone",
    "party_email",
    "party_name",
    PARTY_ID,
];

/// What the rows of a file become.
#[derive(Clone)]
pub struct What {
    word: String,
    /// The rules of its own, when it has them.
    pub(super) known: Option<FileKind>,
    /// The kind of record, for files without rules of their own.
    pub(super) kind: Option<AnyKind>,
    /// The fields of the catalogue that a column can fill.
    pub(super) fields: Vec<Field>,
    /// Must each row name a customer?
    pub(super) needs_party: bool,
    /// Folded headings and what they mean.
    titles: Vec<(String, String)>,
}

impl From<FileKind> for What {
    /// Without the fields that a workspace made.
    fn from(kind: FileKind) -> Self {
        Self {
            word: kind.word().to_owned(),
            known: Some(kind),
            kind: None,
            fields: Vec::new(),
            needs_party: false,
            titles: Vec::new(),
        }
    }
}

impl From<&What> for What {
    fn from(what: &What) -> Self {
        what.clone()
    }
}

/// What a file of the kind with this word holds.
///
/// # Errors
/// `bad-choice` at `kind`.
pub fn what(ctx: &Ctx, word: &str) -> Result<What> {
    if let Ok(known) = super::kind(word) {
        let fields: Vec<Field> = ctx.customs.of_word(word).to_vec();
        let fields: Vec<Field> = fields
            .into_iter()
            .filter(|field| field.importable)
            .collect();
        return Ok(What {
            titles: titles(&fields),
            fields,
            ..What::from(known)
        });
    }
    let kind = lists::by_word(ctx, word).map_err(|_| Error::invalid("kind", "bad-choice"))?;
    Ok(plain(word, kind.catalogue(ctx), kind))
}

fn plain(word: &str, catalogue: Catalogue, kind: AnyKind) -> What {
    let party = catalogue
        .fields
        .iter()
        .find(|field| is_party(field))
        .cloned();
    let can = |field: &Field| {
        field.importable && field.editable && field.kind != FieldType::Json && !is_party(field)
    };
    let fields: Vec<Field> = catalogue.fields.into_iter().filter(can).collect();
    let mut titles = titles(&fields);
    titles.extend([ID, QUEN_ID].map(|title| (fold(title), ID.to_owned())));
    if let Some(party) = &party {
        for label in labels(party) {
            titles.push((fold(&label), "party_name".to_owned()));
            titles.push((fold(&format!("{label} ({QUEN_ID})")), PARTY_ID.to_owned()));
        }
        titles.push((fold(PARTY_ID), PARTY_ID.to_owned()));
    }
    What {
        word: word.to_owned(),
        known: None,
        kind: Some(kind),
        fields,
        needs_party: party.is_some_and(|party| party.required),
        titles,
    }
}

fn is_party(field: &Field) -> bool {
    field.name == PARTY_ID && field.kind == FieldType::Reference(Noun::Parties)
}

fn titles(fields: &[Field]) -> Vec<(String, String)> {
    let of = |field: &Field| {
        let bare = field.name.strip_prefix(PREFIX).unwrap_or(&field.name);
        let mut all = labels(field);
        all.extend([bare.to_owned(), field.name.to_string()]);
        let name = field.name.to_string();
        all.into_iter()
            .map(move |title| (fold(&title), name.clone()))
    };
    let all = fields.iter().flat_map(of);
    all.filter(|(title, _)| !title.is_empty()).collect()
}

/// What a field is called in either language.
fn labels(field: &Field) -> Vec<String> {
    match &field.own {
        Some(own) => vec![own.vi.clone(), own.en.clone()],
        None => [Lang::Vi, Lang::En]
            .map(|lang| Words::new(lang).text(&field.label, &[]).into_owned())
            .to_vec(),
    }
}

impl What {
    /// Its word on the command line, in addresses and in the database.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// Columns that are no field of the catalogue, by name.
    pub fn columns(&self) -> &'static [&'static str] {
        match self.known {
            Some(kind) => import_headers::fields(kind),
            None if self.titles.iter().any(|(_, name)| name == PARTY_ID) => &WITH_PARTY,
            None => &WITHOUT_PARTY,
        }
    }

    /// The fields of the catalogue that a column can fill: for files with rules of their own, those that the workspace made.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Do its rows name customers that are found by phone, mail or code?
    pub fn has_party(&self) -> bool {
        match self.known {
            Some(kind) => kind != FileKind::Products,
            None => self.columns().contains(&PARTY_ID),
        }
    }

    /// The field without which no row can be taken in.
    pub(super) fn needed(&self) -> Option<&'static str> {
        (self.known == Some(FileKind::Orders)).then_some("ordered_at")
    }

    /// The gate for acts on what the file holds.
    pub(super) fn gate(&self, ctx: &Ctx) -> Ctx {
        let kind = self.kind.as_ref();
        kind.map_or_else(|| ctx.clone(), |kind| kind.gate(ctx))
    }

    /// What a heading means by the rules of the file's kind.
    pub(super) fn recognise(&self, title: &str) -> Recognised {
        if let Some(kind) = self.known {
            return import_headers::recognise(kind, title);
        }
        if let Some(name) = self.title(title) {
            let column = self.columns().iter().find(|column| **column == name);
            return column.map_or(Recognised::Unknown, |column| Recognised::Field(column));
        }
        // Customers are named in every file alike.
        match import_headers::recognise(FileKind::Interactions, title) {
            Recognised::Field(field) if self.columns().contains(&field) => Recognised::Field(field),
            _ => Recognised::Unknown,
        }
    }

    /// The field of the catalogue that a heading names.
    pub(super) fn named(&self, title: &str) -> Option<&Field> {
        self.field(self.title(title)?)
    }

    fn title(&self, title: &str) -> Option<&str> {
        let title = fold(title.trim());
        let found = self.titles.iter().find(|(known, _)| *known == title)?;
        Some(found.1.as_str())
    }

    /// The field of the catalogue with this name.
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The column with this name that is no field of the catalogue, or with the name the API has for it.
    pub(super) fn column(&self, name: &str) -> Option<&'static str> {
        let name = match (self.known, name) {
            (Some(FileKind::Parties), "name") => "full_name",
            (Some(FileKind::Parties), "phones") => "phone",
            (Some(FileKind::Parties), "emails") => "email",
            (Some(FileKind::Products), "price") => "unit_price",
            (Some(FileKind::Products), "category") => "group",
            (Some(FileKind::Products), "note") => "description",
            (_, name) => name,
        };
        self.columns()
            .iter()
            .find(|column| **column == name)
            .copied()
    }
}

/// The words of all kinds that files can bring, those with rules of their own first.
pub fn kinds(ctx: &Ctx) -> Vec<String> {
    let known = super::KNOWN.map(|kind| kind.word().to_owned());
    let mut all = known.to_vec();
    for kind in lists::of_workspace(ctx) {
        if !all.iter().any(|word| word == kind.word()) {
            all.push(kind.word().to_owned());
        }
    }
    all
}
