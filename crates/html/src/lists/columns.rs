//! The columns of a list: those of the catalogue and those that stand beside a record, such as a customer's next task; any of
//! them, in any order and width. Which may be shown follows from the catalogue alone.

use quen_core::Noun;
use quen_core::fields::{Catalogue, Field, FieldType};
use quen_core::views;
use quen_ui::table::{Column, Sort};
use quen_words::{Words, t};

use super::asked::Asked;
use super::shape::Shape;
use crate::spoken;

/// Fields of an own kind that are shown when none was chosen.
const OWN: usize = 6;

/// One column, as chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// What it shows.
    pub what: What,
    /// Pixels, when somebody set them.
    pub width: Option<u32>,
}

/// What a column shows.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A field of the catalogue.
    Field(Field),
    /// What stands beside the record, by its word.
    Beside(&'static str),
}

impl Chosen {
    fn new(what: What) -> Self {
        Self { what, width: None }
    }

    /// Its word in the address.
    pub fn name(&self) -> &str {
        match &self.what {
            What::Field(field) => &field.name,
            What::Beside(name) => name,
        }
    }

    /// The field it shows.
    pub fn field(&self) -> Option<&Field> {
        match &self.what {
            What::Field(field) => Some(field),
            What::Beside(_) => None,
        }
    }

    /// Its head.
    pub fn label(&self, words: Words) -> String {
        match &self.what {
            What::Field(field) => spoken::label(words, field),
            What::Beside("organization") => t::parties_organization(words).to_owned(),
            What::Beside(_) => t::parties_next_task(words).to_owned(),
        }
    }

    /// Do figures stand in it?
    pub fn is_number(&self) -> bool {
        self.field().is_some_and(is_number)
    }
}

/// Is it a figure?
pub fn is_number(field: &Field) -> bool {
    use FieldType as T;
    matches!(field.kind, T::Money | T::Integer | T::Decimal | T::Percent)
}

/// Can it stand in a cell?
fn fits(field: &Field) -> bool {
    !matches!(field.kind, FieldType::Json)
}

/// Every column there is, the usual ones first and in their order.
pub fn all(shape: &Shape, catalogue: &Catalogue) -> Vec<Chosen> {
    let mut columns = usual(shape, catalogue);
    let fields = catalogue.fields.iter().filter(|field| fits(field));
    let fields = fields.cloned().map(What::Field);
    let beside = shape.beside.iter().map(|name| What::Beside(name));
    let more: Vec<Chosen> = fields
        .chain(beside)
        .map(Chosen::new)
        .filter(|column| !columns.contains(column))
        .collect();
    columns.extend(more);
    columns
}

/// The columns of a list that nobody has arranged: what names the record, what stands beside it, what the catalogue lists,
/// who is in charge.
fn usual(shape: &Shape, catalogue: &Catalogue) -> Vec<Chosen> {
    let lead = lead(shape, catalogue);
    let is_lead = |field: &Field| lead.is_some_and(|lead| lead.name == field.name);
    // A kind that the workspace made shows its fields when none was chosen for the list.
    let chosen = catalogue.listed().any(|field| field.own.is_some());
    let unchosen: Vec<&Field> = match shape.kind.own {
        Some(_) if !chosen => catalogue
            .fields
            .iter()
            .filter(|field| field.own.is_some())
            .take(OWN)
            .collect(),
        _ => Vec::new(),
    };
    let listed = || {
        let all = catalogue.listed().chain(unchosen.iter().copied());
        all.filter(|field| fits(field) && !is_lead(field))
    };
    let person = |field: &&Field| field.kind == FieldType::User;
    let middle = listed().filter(|field| !person(field)).cloned();
    let mut columns: Vec<What> = lead.cloned().map(What::Field).into_iter().collect();
    let mut beside = shape.beside.iter().map(|name| What::Beside(name));
    columns.extend(beside.next());
    columns.extend(middle.map(What::Field));
    columns.extend(beside);
    columns.extend(listed().filter(person).cloned().map(What::Field));
    columns.into_iter().map(Chosen::new).collect()
}

/// The field that names a record: the shape's, or the first that is listed.
pub fn lead<'a>(shape: &Shape, catalogue: &'a Catalogue) -> Option<&'a Field> {
    catalogue
        .field(shape.lead)
        .or_else(|| catalogue.listed().next())
}

/// The columns an address asks for, in its order; the name always leads. A column that is gone is passed over.
pub fn chosen(shape: &Shape, catalogue: &Catalogue, asked: &Asked) -> Vec<Chosen> {
    let wanted: &[views::Column] = &asked.state.columns;
    if wanted.is_empty() {
        let mut columns = usual(shape, catalogue);
        if asked.state.variant == "organization" {
            columns.retain(|column| column.name() != "organization");
        }
        return columns;
    }
    let every = all(shape, catalogue);
    let width = |name: &str| {
        wanted
            .iter()
            .find(|column| column.name == name)
            .and_then(|column| column.width)
    };
    let named = |name: &str| every.iter().find(|column| column.name() == name).cloned();
    let lead = lead(shape, catalogue).map(|field| field.name.to_string());
    let mut names: Vec<&str> = lead.iter().map(String::as_str).collect();
    for column in wanted {
        if !names.contains(&column.name.as_str()) {
            names.push(&column.name);
        }
    }
    let found = names.into_iter().filter_map(named);
    found
        .map(|column| Chosen {
            width: width(column.name()),
            ..column
        })
        .collect()
}

/// Columns and sort fields of an address that are no longer there, by their word.
pub fn missing(shape: &Shape, catalogue: &Catalogue, asked: &Asked) -> Vec<String> {
    let known = |name: &str| catalogue.field(name).is_some() || shape.beside.contains(&name);
    let columns = asked
        .state
        .columns
        .iter()
        .map(|column| column.name.as_str());
    let by = Some(asked.state.by.as_str()).filter(|by| !by.is_empty());
    let mut gone: Vec<String> = columns
        .chain(by)
        .filter(|name| !known(name))
        .map(str::to_owned)
        .collect();
    gone.dedup();
    gone
}

/// Which columns stand on a phone's card: what leads, the first sum, and the first one or three others. What the line under
/// a customer's name says already is not said again.
pub fn on_cards(shape: &Shape, columns: &[Chosen]) -> Vec<bool> {
    let people = shape.noun() == Noun::Parties;
    let money = |column: &Chosen| {
        let field = column.field();
        field.is_some_and(|field| field.kind == FieldType::Money)
    };
    let sum = columns.iter().position(money);
    let mut room = if people {
        2 - usize::from(sum.is_some())
    } else {
        3
    };
    let one = |(place, column): (usize, &Chosen)| {
        let said = people && (column.field().is_none() || column.name() == "last_order_on");
        if place == 0 || sum == Some(place) {
            return true;
        }
        let shown = room > 0 && !said;
        room -= usize::from(shown);
        shown
    };
    columns.iter().enumerate().map(one).collect()
}

/// The head of a column.
pub fn head<'a>(
    column: &Chosen,
    label: &'a str,
    sort_href: Option<&'a str>,
    asked: &Asked,
    on_cards: bool,
) -> Column<'a> {
    let sorted = asked
        .state
        .sort
        .split(',')
        .find_map(|part| match part.trim().strip_prefix('-') {
            Some(name) if name == column.name() => Some(Sort::Descending),
            None if part.trim() == column.name() => Some(Sort::Ascending),
            _ => None,
        });
    Column {
        label,
        number: column.is_number(),
        sort_href,
        sorted: sorted.filter(|_| sort_href.is_some()),
        wide_only: !on_cards,
        label_hidden: false,
        width: column.width,
    }
}

/// The address that sorts by a column alone, or turns the order around. Text goes up first, numbers and days down.
pub fn sort_href(column: &Chosen, asked: &Asked) -> Option<String> {
    let field = column.field()?;
    if !field.sortable || !asked.state.q.trim().is_empty() {
        return None;
    }
    let (up, down) = (field.name.to_string(), format!("-{}", field.name));
    let first = if matches!(field.kind, FieldType::Text { .. }) {
        &up
    } else {
        &down
    };
    let other = if *first == up { &down } else { &up };
    let next = if asked.state.sort == *first {
        other.clone()
    } else {
        first.clone()
    };
    Some(asked.with(|state| state.sort = next).href())
}
