//! The columns of the list of parties: those of the catalogue, and the two that stand beside a party, its organisation and
//! its next task. A cell shows a value; it must never decide what the value means.

use chrono::NaiveDate;
use maud::{Markup, html};
use quen_core::fields::{Catalogue, Field, FieldType, Record};
use quen_core::parties::Party;
use quen_core::{Money, Noun};
use quen_service::parties::Beside;
use quen_ui::avatar::{AvatarShape, AvatarSize, Person, avatar, person};
use quen_ui::badge::{BadgeShape, badge_shaped};
use quen_ui::stage::{Stage, stage_badge};
use quen_ui::table::{Column, Sort};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::asked::Asked;
use crate::spoken::{self, Reader};

/// One column, as chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// A field of the catalogue.
    Field(Field),
    /// The organisation a person works at.
    Organization,
    /// The open task that is due first.
    NextTask,
}

impl Chosen {
    /// Its word in the address.
    pub fn name(&self) -> &str {
        match self {
            Self::Field(field) => &field.name,
            Self::Organization => "organization",
            Self::NextTask => "next_task",
        }
    }

    /// Its head.
    pub fn label(&self, words: Words) -> String {
        match self {
            Self::Field(field) => spoken::label(words, field),
            Self::Organization => t::parties_organization(words).to_owned(),
            Self::NextTask => t::parties_next_task(words).to_owned(),
        }
    }
}

/// Every column there is, the usual ones first and in their order.
pub fn all(catalogue: &Catalogue) -> Vec<Chosen> {
    let mut columns = usual(catalogue);
    let more = catalogue
        .fields
        .iter()
        .filter(|field| !matches!(field.kind, FieldType::Json | FieldType::LongText { .. }))
        .map(|field| Chosen::Field(field.clone()));
    let more: Vec<Chosen> = more.filter(|column| !columns.contains(column)).collect();
    columns.extend(more);
    columns
}

/// The columns of a list that nobody has arranged: name and organisation, what the catalogue lists, next task, owner.
fn usual(catalogue: &Catalogue) -> Vec<Chosen> {
    let field = |name| catalogue.field(name).cloned().map(Chosen::Field);
    let middle = catalogue
        .listed()
        .filter(|field| !matches!(field.name.as_ref(), "name" | "owner_id"))
        .cloned()
        .map(Chosen::Field);
    field("name")
        .into_iter()
        .chain([Chosen::Organization])
        .chain(middle)
        .chain([Chosen::NextTask])
        .chain(field("owner_id"))
        .collect()
}

/// The columns an address asks for; the name always leads.
pub fn chosen(catalogue: &Catalogue, asked: &Asked) -> Vec<Chosen> {
    let mut columns = usual(catalogue);
    if asked.columns.is_empty() {
        if asked.kind == Some("organization") {
            columns.retain(|column| *column != Chosen::Organization);
        }
        return columns;
    }
    let mut found: Vec<Chosen> = all(catalogue);
    found.retain(|column| {
        column.name() == "name" || asked.columns.iter().any(|name| name == column.name())
    });
    found
}

/// The head of a column.
pub fn head<'a>(
    column: &Chosen,
    label: &'a str,
    sort_href: Option<&'a str>,
    asked: &Asked,
) -> Column<'a> {
    let number = matches!(column, Chosen::Field(field) if is_number(field));
    let sorted = match asked.sort.strip_prefix('-') {
        Some(name) if name == column.name() => Some(Sort::Descending),
        None if asked.sort == column.name() => Some(Sort::Ascending),
        _ => None,
    };
    Column {
        label,
        number,
        sort_href,
        sorted: sorted.filter(|_| sort_href.is_some()),
        wide_only: !matches!(column.name(), "name" | "stage" | "spend"),
        label_hidden: false,
    }
}

/// The address that sorts by a column, or turns the order around. Text goes up first, numbers and days down.
pub fn sort_href(column: &Chosen, asked: &Asked) -> Option<String> {
    let Chosen::Field(field) = column else {
        return None;
    };
    if !field.sortable || !asked.q.trim().is_empty() {
        return None;
    }
    let (up, down) = (field.name.to_string(), format!("-{}", field.name));
    let first = if matches!(field.kind, FieldType::Text { .. }) {
        &up
    } else {
        &down
    };
    let other = if *first == up { &down } else { &up };
    let next = if asked.sort == *first { other } else { first };
    Some(asked.sorted(next.clone()).href())
}

fn is_number(field: &Field) -> bool {
    matches!(
        field.kind,
        FieldType::Money | FieldType::Integer | FieldType::Decimal | FieldType::Percent
    )
}

/// What cells need beside the party.
pub struct Cells<'a> {
    /// How values are read.
    pub read: Reader<'a>,
    /// The day in the shop.
    pub today: NaiveDate,
    /// The workspace's currency.
    pub currency: quen_core::Currency,
}

impl Cells<'_> {
    /// One cell.
    pub fn cell(&self, column: &Chosen, party: &Party, beside: &Beside) -> Markup {
        match column {
            Chosen::Organization => self.organization(party, beside),
            Chosen::NextTask => self.next_task(beside),
            Chosen::Field(field) => self.field(field, party, beside),
        }
    }

    fn field(&self, field: &Field, party: &Party, beside: &Beside) -> Markup {
        let words = self.read.words;
        match field.name.as_ref() {
            "name" => self.name(party, beside),
            "stage" => {
                let name = spoken::choice(words, Noun::Parties, "stage", &party.standing.stage);
                stage_badge(
                    Stage::from_word(&party.standing.stage).unwrap_or_default(),
                    &name,
                )
            }
            "spend" | "margin" if party.standing.occasions == 0 => html! { span.dim { "—" } },
            "spend" => self.sum(party.standing.spend),
            "margin" => self.sum(party.standing.margin),
            "rhythm_days" => match party.standing.rhythm_days {
                Some(days) => html! { (spoken::span(words, days)) },
                None => dim(t::parties_too_few(words)),
            },
            "last_order_on" | "first_order_on" => self.day(field, party),
            "owner_id" => self.owner(party),
            "tags" => {
                html! { @for tag in &party.tags { (badge_shaped(tag, Tone::Neutral, BadgeShape::Outline)) " " } }
            }
            _ => {
                let text = self.read.value(Noun::Parties, field, &party.value(field));
                if text.is_empty() {
                    dim(t::parties_none_yet(words))
                } else {
                    html! { (text) }
                }
            }
        }
    }

    fn name(&self, party: &Party, beside: &Beside) -> Markup {
        let sub = self.sub(party, beside);
        let href = format!("/parties/{}", party.id);
        person(Person {
            name: &party.name,
            sub: Some(&sub).filter(|sub| !sub.is_empty()).map(String::as_str),
            href: Some(&href),
            organisation: !party.is_person(),
            sub_on_phone_only: true,
            ..Person::default()
        })
    }

    /// The line under a name on a phone: where, and when last bought.
    fn sub(&self, party: &Party, beside: &Beside) -> String {
        let words = self.read.words;
        let place = beside
            .organization
            .as_ref()
            .map(|organization| organization.name.clone())
            .or_else(|| party.phones.first().map(|phone| phone.display.clone()));
        let bought = party
            .standing
            .last_order_on
            .map(|day| t::parties_bought(words, &spoken::ago(words, self.today, day)));
        [place, bought]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn organization(&self, party: &Party, beside: &Beside) -> Markup {
        match &beside.organization {
            Some(organization) => {
                html! { a.link href={ "/parties/" (organization.id) } { (organization.name) } }
            }
            None if party.is_person() => dim(t::parties_none_yet(self.read.words)),
            None => html! {},
        }
    }

    fn next_task(&self, beside: &Beside) -> Markup {
        let words = self.read.words;
        let Some(task) = &beside.next_task else {
            return dim(t::parties_none_yet(words));
        };
        html! {
            (task.title)
            @if let Some(due) = task.due_on {
                " "
                @if due < self.today {
                    span.late title=(spoken::due(words, self.today, due)) { (spoken::day_short(words, due)) }
                } @else {
                    span.dim title=(spoken::due(words, self.today, due)) { (spoken::day_short(words, due)) }
                }
            }
        }
    }

    fn sum(&self, amount: i64) -> Markup {
        let amount = Money::new(amount, self.currency);
        let words = self.read.words;
        html! { span.strong title=(spoken::money(words, amount)) { (spoken::money_short(words, amount)) } }
    }

    fn day(&self, field: &Field, party: &Party) -> Markup {
        let words = self.read.words;
        match party.get(&field.name).into_day() {
            Some(day) => html! {
                time.dim datetime=(day.to_string()) title=(spoken::day(words, day)) { (spoken::ago(words, self.today, day)) }
            },
            None => dim(t::parties_not_bought(words)),
        }
    }

    fn owner(&self, party: &Party) -> Markup {
        let name = party.owner_id.and_then(self.read.name_of);
        match name {
            Some(name) => html! {
                span title=(name) { (avatar(&name, AvatarSize::Small, AvatarShape::Person)) span.visually-hidden { (name) } }
            },
            None => dim(t::parties_nobody(self.read.words)),
        }
    }
}

fn dim(text: &str) -> Markup {
    html! { span.dim { (text) } }
}
