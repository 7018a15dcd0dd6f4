//! What stands in a cell. It shows a value; it must never decide what the value means, nor show what the actor may not see.

use std::collections::HashMap;

use chrono::NaiveDate;
use maud::{Markup, html};
use quen_core::fields::{Field, FieldType, FieldValue};
use quen_core::{Money, Noun, Result};
use quen_http::SignedIn;
use quen_service::lists::Line;
use quen_service::parties::{Beside, Owner, beside, names, owners};
use quen_ui::avatar::{AvatarShape, AvatarSize, Person, avatar, person};
use quen_ui::badge::{BadgeShape, badge, badge_shaped};
use quen_ui::stage::{Stage, stage_badge};
use quen_ui::tone::Tone;
use quen_words::{Words, t};
use uuid::Uuid;

use super::columns::{Chosen, What};
use super::shape::Shape;
use crate::fields::references;
use crate::spoken::{self, Reader};

/// Characters of a long text that a cell shows.
const SHOWN: usize = 90;

/// What cells need beside the rows: names of colleagues and of the parties that rows refer to, and what stands beside them.
pub struct Around {
    /// Colleagues, those who left included.
    pub owners: Vec<Owner>,
    parties: HashMap<Uuid, String>,
    /// Other records that rows refer to.
    records: HashMap<Uuid, String>,
    beside: HashMap<Uuid, Beside>,
}

impl Around {
    /// Reads it for these rows, in one query each.
    ///
    /// # Errors
    /// A broken database.
    pub async fn load(
        me: &SignedIn,
        noun: Noun,
        fields: &[Field],
        lines: &[&Line],
    ) -> Result<Self> {
        let mut referred: Vec<Uuid> = Vec::new();
        for field in fields {
            if field.kind == FieldType::Reference(Noun::Parties) {
                for line in lines {
                    referred.extend(line.value(field).into_id());
                }
            }
        }
        let mut ids: Vec<Uuid> = Vec::new();
        if noun == Noun::Parties {
            for line in lines {
                ids.push(line.id);
            }
        }
        let mut around = Self::of(me, referred, ids).await?;
        for field in fields {
            if field.kind != FieldType::Reference(Noun::Parties) {
                let ids = lines.iter().filter_map(|line| line.value(field).into_id());
                let named = references::names(me, field, ids.collect()).await?;
                around.records.extend(named);
            }
        }
        Ok(around)
    }

    /// With the names of these parties and what stands beside those.
    async fn of(me: &SignedIn, referred: Vec<Uuid>, ids: Vec<Uuid>) -> Result<Self> {
        let owners = owners(&me.ctx).await?;
        let parties = names(&me.ctx, referred).await?;
        let beside = if ids.is_empty() {
            HashMap::new()
        } else {
            beside(&me.ctx, &ids).await?
        };
        Ok(Self {
            owners,
            parties,
            records: HashMap::new(),
            beside,
        })
    }

    /// Nothing but colleagues, for forms.
    ///
    /// # Errors
    /// A broken database.
    pub async fn colleagues(me: &SignedIn) -> Result<Self> {
        Self::of(me, Vec::new(), Vec::new()).await
    }

    /// The name behind an id: a colleague, a party or another record.
    pub fn name_of(&self, id: Uuid) -> Option<String> {
        let owner = self.owners.iter().find(|owner| owner.id == id);
        owner
            .map(|owner| owner.name.clone())
            .or_else(|| self.parties.get(&id).cloned())
            .or_else(|| self.records.get(&id).cloned())
    }
}

/// Draws cells of one list.
pub struct Cells<'a> {
    /// Who looks.
    pub me: &'a SignedIn,
    /// The list.
    pub shape: &'a Shape,
    /// Names.
    pub around: &'a Around,
}

impl Cells<'_> {
    fn words(&self) -> Words {
        self.me.words
    }

    fn today(&self) -> NaiveDate {
        self.me.ctx.today()
    }

    /// A value in words; empty for none.
    pub fn text(&self, field: &Field, line: &Line) -> String {
        self.said(field, &line.value(field))
    }

    /// A value in words; empty for none.
    pub fn said(&self, field: &Field, value: &FieldValue) -> String {
        let name_of = |id| self.around.name_of(id);
        let reader = Reader {
            words: self.words(),
            zone: self.me.ctx.settings.zone(),
            name_of: &name_of,
        };
        reader.value(self.shape.noun(), field, value)
    }

    /// The words that name a record; never empty.
    pub fn title(&self, lead: Option<&Field>, line: &Line) -> String {
        let text = lead.map(|lead| self.text(lead, line)).unwrap_or_default();
        if !text.is_empty() {
            return shortened(&text);
        }
        let body = line.get("body").into_text().unwrap_or_default();
        if body.is_empty() {
            t::lists_unnamed(self.words()).to_owned()
        } else {
            shortened(&body)
        }
    }

    /// One cell of a table.
    pub fn cell(&self, column: &Chosen, line: &Line, lead: Option<&Field>) -> Markup {
        match &column.what {
            What::Field(field) if lead.is_some_and(|lead| lead.name == field.name) => {
                self.name(lead, line)
            }
            What::Field(field) => self.value(field, line),
            What::Beside("organization") => self.organization(line),
            What::Beside(_) => self.next_task(line),
        }
    }

    /// The value of a field as a table shows it.
    pub fn value(&self, field: &Field, line: &Line) -> Markup {
        let words = self.words();
        let never_bought = || line.get("occasions") == FieldValue::Integer(0);
        match (self.shape.noun(), field.name.as_ref(), line.value(field)) {
            (Noun::Parties, "stage", FieldValue::Text(stage)) => {
                let name = spoken::choice(words, Noun::Parties, "stage", &stage);
                stage_badge(Stage::from_word(&stage).unwrap_or_default(), &name)
            }
            (Noun::Parties, "spend" | "margin", _) if never_bought() => {
                html! { span.dim { "—" } }
            }
            (Noun::Parties, "rhythm_days", FieldValue::Integer(days)) => {
                html! { (spoken::span(words, days)) }
            }
            (Noun::Parties, "rhythm_days", _) => dim(t::parties_too_few(words)),
            (Noun::Parties, "last_order_on" | "first_order_on", FieldValue::Empty) => {
                dim(t::parties_not_bought(words))
            }
            (noun, name @ ("status" | "state"), FieldValue::Text(code)) => badge(
                &spoken::choice_of(words, noun, field, &code),
                status_tone(name, &code),
            ),
            (Noun::Facts, "topic", FieldValue::Text(topic)) => {
                html! { (crate::facts::said::topic(words, &topic)) }
            }
            (_, "due_on", FieldValue::Day(day)) => self.due(line, day),
            (_, _, value) => self.plain(field, value),
        }
    }

    fn plain(&self, field: &Field, value: FieldValue) -> Markup {
        let words = self.words();
        match value {
            FieldValue::Empty if field.kind == FieldType::User => dim(t::parties_nobody(words)),
            FieldValue::Empty => dim(t::parties_none_yet(words)),
            FieldValue::Money(amount) => self.sum(amount),
            FieldValue::Day(day) => html! {
                time.dim datetime=(day.to_string()) title=(spoken::day(words, day)) { (spoken::ago(words, self.today(), day)) }
            },
            FieldValue::Texts(tags) if field.kind == FieldType::Tags => html! {
                @for tag in &tags { (badge_shaped(tag, Tone::Neutral, BadgeShape::Outline)) " " }
            },
            FieldValue::File(file) => crate::files::link(&file),
            FieldValue::Id(id) if field.kind == FieldType::User => self.colleague(id),
            FieldValue::Id(id) if field.kind == FieldType::Reference(Noun::Parties) => {
                super::party_link(id, self.around.parties.get(&id))
            }
            value => {
                let text = self.said(field, &value);
                if text.is_empty() {
                    dim(t::parties_none_yet(words))
                } else {
                    html! { (shortened(&text)) }
                }
            }
        }
    }

    /// How far off a due day is; once the matter has ended the day alone.
    fn due(&self, line: &Line, day: NaiveDate) -> Markup {
        let (words, today) = (self.words(), self.today());
        let ended = ["done_at", "settled_at", "ended_on"]
            .into_iter()
            .any(|field| !line.get(field).is_empty());
        let said = if ended {
            spoken::day(words, day)
        } else {
            spoken::due(words, today, day)
        };
        let late = !ended && day < today;
        html! {
            time .late[late] .dim[!late] datetime=(day.to_string()) title=(spoken::day(words, day)) { (said) }
        }
    }

    /// A sum for lists, in full in its title.
    pub fn sum(&self, amount: Money) -> Markup {
        let words = self.words();
        html! { span.strong title=(spoken::money(words, amount)) { (spoken::money_short(words, amount)) } }
    }

    fn name(&self, lead: Option<&Field>, line: &Line) -> Markup {
        let (title, href) = (self.title(lead, line), self.shape.record_href(line.id));
        let peek = self.shape.common_href(line.id);
        if self.shape.noun() != Noun::Parties {
            return html! { a href=(href) data-peek=(peek) { (title) } };
        }
        let sub = self.sub(line);
        person(Person {
            name: &title,
            sub: Some(&sub).filter(|sub| !sub.is_empty()).map(String::as_str),
            href: Some(&href),
            organisation: line.get("kind") == FieldValue::Text("organization".to_owned()),
            sub_on_phone_only: true,
            peek: Some(&peek),
        })
    }

    /// The line under a customer's name on a phone: where, and when last bought.
    fn sub(&self, line: &Line) -> String {
        let organization = self
            .around
            .beside
            .get(&line.id)
            .and_then(|beside| beside.organization.as_ref());
        let place = organization
            .map(|organization| organization.name.clone())
            .or_else(|| match line.get("phones") {
                FieldValue::Contacts(list) => list.first().map(|phone| phone.display.clone()),
                _ => None,
            });
        let bought = line.get("last_order_on").into_day().map(|day| {
            t::parties_bought(self.words(), &spoken::ago(self.words(), self.today(), day))
        });
        let both: Vec<String> = [place, bought].into_iter().flatten().collect();
        both.join(", ")
    }

    /// Stands anything there beside the record?
    pub fn has_beside(&self, name: &str, line: &Line) -> bool {
        let beside = self.around.beside.get(&line.id);
        beside.is_some_and(|beside| match name {
            "organization" => beside.organization.is_some(),
            _ => beside.next_task.is_some(),
        })
    }

    fn organization(&self, line: &Line) -> Markup {
        let beside = self.around.beside.get(&line.id);
        match beside.and_then(|beside| beside.organization.as_ref()) {
            Some(organization) => {
                html! { a.link href={ "/parties/" (organization.id) } { (organization.name) } }
            }
            None if line.get("kind") == FieldValue::Text("person".to_owned()) => {
                dim(t::parties_none_yet(self.words()))
            }
            None => html! {},
        }
    }

    fn next_task(&self, line: &Line) -> Markup {
        let (words, today) = (self.words(), self.today());
        let beside = self.around.beside.get(&line.id);
        let Some(task) = beside.and_then(|beside| beside.next_task.as_ref()) else {
            return dim(t::parties_none_yet(words));
        };
        html! {
            (task.title)
            @if let Some(due) = task.due_on {
                " "
                span .late[due < today] .dim[due >= today] title=(spoken::due(words, today, due)) { (spoken::day_short(words, due)) }
            }
        }
    }

    fn colleague(&self, id: Uuid) -> Markup {
        match self.around.name_of(id) {
            Some(name) => html! {
                span title=(name) { (avatar(&name, AvatarSize::Small, AvatarShape::Person)) span.visually-hidden { (name) } }
            },
            None => dim(t::parties_nobody(self.words())),
        }
    }
}

/// The first words of a text, for one line.
pub fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= SHOWN {
        return line.to_owned();
    }
    format!("{}…", line.chars().take(SHOWN).collect::<String>())
}

fn status_tone(field: &str, code: &str) -> Tone {
    match (field, code) {
        (_, "confirmed" | "planned" | "open") => Tone::Sky,
        (_, "delivered" | "done" | "kept") => Tone::Green,
        (_, "active" | "current") => Tone::Jade,
        (_, "paused" | "renegotiated" | "disputed") => Tone::Amber,
        ("status", "cancelled") | (_, "broken") => Tone::Red,
        _ => Tone::Neutral,
    }
}

fn dim(text: &str) -> Markup {
    html! { span.dim { (text) } }
}
