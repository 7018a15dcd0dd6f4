//! One field of a record edited where it stands: in a cell of a table or in a line of a record's page. Saved with the version
//! it was opened at; a toast takes it back. The form is a page of its own without script.

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::fields::{Field, FieldType, FieldValue, from_text_in};
use quen_core::{Error, Noun};
use quen_http::{SignedIn, problem};
use quen_service::lists::Line;
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::choice::{Check, check};
use quen_ui::editable::{Editing, edit_input, editing};
use quen_ui::field::csrf_field;
use quen_ui::frame::{Crumb, padded};
use quen_ui::hx::Hx;
use quen_ui::toast::{Toast, toast_partial};
use quen_words::t;
use uuid::Uuid;

use super::cells::{Around, Cells};
use super::page::List;
use super::shape::Shape;
use super::{columns, shape_at};
use crate::answers::{Answer, Refused, refused, see, wants_fragment};
use crate::layout::{Page, page};
use crate::parties::asked::{Params, param};
use crate::products::{plain_amount, plain_percent};
use crate::spoken;

/// Can this field be edited on one line?
pub fn is_editable(field: &Field) -> bool {
    use FieldType as T;
    field.editable
        && !matches!(
            field.kind,
            T::Json | T::Address | T::Birthday | T::Reference(_) | T::File
        )
}

/// Where each cell of a row is edited; none for those that are not.
pub fn edits(list: &List<'_>, line: &Line) -> Vec<Option<String>> {
    if !list.writes() {
        return Vec::new();
    }
    let one = |field: Option<&Field>| {
        let field = field.filter(|field| is_editable(field))?;
        Some(cell_href(list.shape, line.id, &field.name))
    };
    list.columns
        .iter()
        .map(|column| one(column.field()))
        .collect()
}

/// The address of a cell.
pub fn cell_href(shape: &Shape, id: Uuid, field: &str) -> String {
    format!("/lists/{}/cells/{id}/{field}", shape.word())
}

/// Where a field of a record is edited alone, without script as well.
pub fn edit_href(word: &str, id: Uuid, field: &Field) -> Option<String> {
    is_editable(field).then(|| format!("/lists/{word}/cells/{id}/{}?edit=1", field.name))
}

/// A value as it can be typed again.
pub fn typed(me: &SignedIn, field: &Field, value: &FieldValue) -> String {
    match value {
        FieldValue::Empty => String::new(),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Integer(points) if field.kind == FieldType::Percent => plain_percent(*points),
        FieldValue::Integer(number) => number.to_string(),
        FieldValue::Money(money) => plain_amount(*money),
        FieldValue::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        FieldValue::Day(day) => spoken::day(me.words, *day),
        FieldValue::Instant(at) => spoken::moment(me.words, me.ctx.settings.zone(), *at),
        FieldValue::Id(id) => id.to_string(),
        FieldValue::Texts(list) => list.join(", "),
        FieldValue::Contacts(list) => {
            let shown: Vec<&str> = list
                .iter()
                .map(|contact| contact.display.as_str())
                .collect();
            shown.join(", ")
        }
        FieldValue::Decimal(number) => number.normalize().to_string(),
        FieldValue::Address(address) => address.raw.clone(),
        FieldValue::File(file) => file.to_text(),
        FieldValue::Birthday(day) => format!("{}/{}", day.day, day.month),
        FieldValue::Json(json) => json.to_string(),
    }
}

/// A cell that is being looked at or edited.
struct Cell<'a> {
    me: &'a SignedIn,
    shape: Shape,
    line: Line,
    field: Field,
    around: Around,
}

impl<'a> Cell<'a> {
    async fn load(me: &'a SignedIn, word: &str, id: &str, name: &str) -> Result<Self, Refused> {
        let shape = shape_at(me, word)?;
        let (noun, kind) = (shape.noun(), &shape.kind);
        let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
        let line = kind.find(&me.ctx, id).await.map_err(refused(me))?;
        let field = kind.catalogue(&me.ctx).field(name).cloned();
        let field = field
            .filter(is_editable)
            .ok_or_else(|| refused(me)(Error::NotFound))?;
        let around = Around::load(me, noun, std::slice::from_ref(&field), &[&line])
            .await
            .map_err(refused(me))?;
        Ok(Self {
            me,
            shape,
            line,
            field,
            around,
        })
    }

    fn cells(&self) -> Cells<'_> {
        Cells {
            me: self.me,
            shape: &self.shape,
            around: &self.around,
        }
    }

    fn href(&self) -> String {
        cell_href(&self.shape, self.line.id, &self.field.name)
    }

    fn element(&self) -> String {
        format!("cell-{}-{}", self.line.id, self.field.name)
    }

    /// What the cell shows when nobody edits it.
    fn reading(&self) -> Markup {
        let catalogue = self.shape.kind.catalogue(&self.me.ctx);
        let lead = columns::lead(&self.shape, &catalogue);
        let cells = self.cells();
        if lead.is_some_and(|lead| lead.name == self.field.name) {
            let title = cells.title(lead, &self.line);
            return html! { a href=(self.shape.record_href(self.line.id)) data-peek=(self.shape.common_href(self.line.id)) { (title) } };
        }
        cells.value(&self.field, &self.line)
    }

    fn form(&self, typed: &str, version: i64, said: Option<&str>) -> Markup {
        editing(Editing {
            id: &self.element(),
            action: &self.href(),
            view: &self.href(),
            csrf: &self.me.csrf,
            version,
            control: control(
                self.me,
                self.shape.noun(),
                &self.field,
                &self.around,
                typed,
                said.is_some(),
            ),
            problem: said,
        })
    }

    /// The form as a page of its own.
    fn page(&self, form: Markup) -> Markup {
        let words = self.me.words;
        let label = spoken::label(words, &self.field);
        let catalogue = self.shape.kind.catalogue(&self.me.ctx);
        let title = self
            .cells()
            .title(columns::lead(&self.shape, &catalogue), &self.line);
        let home = self.shape.record_href(self.line.id);
        let crumbs = vec![
            Crumb {
                label: &self.shape.title,
                href: &self.shape.path,
            },
            Crumb {
                label: &title,
                href: &home,
            },
        ];
        page(
            self.me,
            Page {
                title: &label,
                nav: &self.shape.path,
                crumbs,
                body: padded(html! { div.form-page { (form) } }),
                ..Page::default()
            },
        )
    }
}

/// The control for a field of any type that fits on a line.
pub fn control(
    me: &SignedIn,
    noun: Noun,
    field: &Field,
    around: &Around,
    typed: &str,
    invalid: bool,
) -> Markup {
    let words = me.words;
    let label = spoken::label(words, field);
    let choice = |value: String, label: String| (value, label);
    let select = |choices: Vec<(String, String)>| {
        html! {
            select.select name="value" aria-label=(label) autofocus {
                @if !field.required { option value="" selected[typed.is_empty()] { (t::word_unknown(words)) } }
                @for (value, label) in &choices { option value=(value) selected[value == typed] { (label) } }
            }
        }
    };
    match &field.kind {
        FieldType::Choice(codes) => select(
            codes
                .iter()
                .map(|code| {
                    choice(
                        code.to_string(),
                        spoken::choice_of(words, noun, field, code),
                    )
                })
                .collect(),
        ),
        FieldType::Bool => select(vec![
            choice("yes".to_owned(), t::word_yes(words).to_owned()),
            choice("no".to_owned(), t::word_no(words).to_owned()),
        ]),
        FieldType::User => {
            let here = around.owners.iter().filter(|owner| owner.works_here);
            select(
                here.map(|owner| choice(owner.id.to_string(), owner.name.clone()))
                    .collect(),
            )
        }
        FieldType::Choices(codes) => {
            let now: Vec<&str> = typed.split(", ").collect();
            html! {
                input type="hidden" name="value" value="";
                div.stack.tight {
                    @for code in codes {
                        @let said = spoken::choice_of(words, noun, field, code);
                        (check(Check { name: "value", value: code, label: &said, checked: now.contains(&code.as_ref()), ..Check::default() }))
                    }
                    (button(Button { label: t::action_save(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            }
        }
        FieldType::LongText { .. } => html! {
            textarea.textarea name="value" aria-label=(label) rows="4" autofocus { (typed) }
        },
        FieldType::Phones => edit_input("value", typed, &label, "tel", invalid),
        _ => edit_input("value", typed, &label, "text", invalid),
    }
}

/// What was sent for a field; the boxes of several choices come as several values.
pub fn sent(params: &Params) -> String {
    let all = params.iter().filter(|(name, _)| name == "value");
    let all: Vec<&str> = all
        .map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
        .collect();
    all.join(", ")
}

/// `GET /lists/{kind}/cells/{id}/{field}`: what stands there, or with `edit` the form.
pub async fn show(
    me: SignedIn,
    headers: HeaderMap,
    Path((word, id, name)): Path<(String, String, String)>,
    Query(params): Query<Params>,
) -> Answer {
    let cell = Cell::load(&me, &word, &id, &name).await?;
    let fragment = wants_fragment(&headers);
    if fragment && param(&params, "edit").is_none() {
        return Ok(cell.reading().into_response());
    }
    let typed = typed(&me, &cell.field, &cell.line.value(&cell.field));
    let form = cell.form(&typed, cell.line.version, None);
    if fragment {
        return Ok(form.into_response());
    }
    let whole = html! { (form) button.button.primary form=(cell.element()) type="submit" { (t::action_save(me.words)) } };
    Ok(cell.page(whole).into_response())
}

/// `POST /lists/{kind}/cells/{id}/{field}`.
pub async fn save(
    me: SignedIn,
    headers: HeaderMap,
    Path((word, id, name)): Path<(String, String, String)>,
    Form(params): Form<Params>,
) -> Answer {
    let mut cell = Cell::load(&me, &word, &id, &name).await?;
    let text = sent(&params);
    let before = typed(&me, &cell.field, &cell.line.value(&cell.field));
    let version = param(&params, "version").and_then(|text| text.parse().ok());
    let value = from_text_in(&cell.field, &text, me.ctx.settings.currency);
    let saved = match value {
        Ok(value) => {
            let values = vec![(cell.field.name.to_string(), value)];
            cell.shape
                .kind
                .update(&me.ctx, cell.line.id, version, values)
                .await
        }
        Err(problem) => Err(problem.into()),
    };
    let fragment = wants_fragment(&headers);
    match saved {
        Ok(line) if fragment => {
            cell.line = line;
            Ok(html! { (cell.reading()) (taken_back(&cell, &before, &params)) }.into_response())
        }
        Ok(line) => Ok(see(&cell.shape.record_href(line.id))),
        Err(Error::Invalid(problems)) => {
            let said: Vec<String> = problems
                .iter()
                .map(|p| problem::sentence(me.words, p.code, &p.args))
                .collect();
            let form = cell.form(
                &text,
                version.unwrap_or(cell.line.version),
                Some(&said.join(" ")),
            );
            let drawn = if fragment { form } else { cell.page(form) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        Err(Error::Stale { .. }) => Ok(both(&cell, &before, &text, fragment)),
        Err(error) => Err(refused(&me)(error)),
    }
}

/// The toast that takes the change back; not after a change was taken back.
fn taken_back(cell: &Cell<'_>, before: &str, params: &Params) -> Markup {
    let words = cell.me.words;
    let label = spoken::label(words, &cell.field);
    let now = typed(cell.me, &cell.field, &cell.line.value(&cell.field));
    if param(params, "undo").is_some() || now == before {
        return html! {};
    }
    let vals = serde_json::json!({ "value": before, "version": cell.line.version.to_string(), "undo": "1" }).to_string();
    let (href, target) = (cell.href(), format!("[data-edit-cell='{}']", cell.href()));
    toast_partial(Toast {
        text: &t::lists_saved_field(words, &label),
        action: Some(t::action_undo(words)),
        hx: Hx {
            vals: Some(&vals),
            swap: Some("innerHTML"),
            ..Hx::post(&href, &target)
        },
        ..Toast::default()
    })
}

/// Somebody was quicker: what stands there now, and the choice.
fn both(cell: &Cell<'_>, stored: &str, typed: &str, fragment: bool) -> Response {
    let words = cell.me.words;
    let said = cell.cells().text(&cell.field, &cell.line);
    let stored = if stored.is_empty() {
        t::parties_none_yet(words)
    } else {
        &said
    };
    let (href, target) = (cell.href(), format!("#{}", cell.element()));
    let keep = Hx {
        swap: Some("outerHTML"),
        ..Hx::get(&href, &target)
    };
    let form = html! {
        form.editable.editing id=(cell.element()) method="post" action=(href) hx-post=(href) hx-target="this" hx-swap="outerHTML" data-left="1" {
            (csrf_field(&cell.me.csrf))
            input type="hidden" name="version" value=(cell.line.version);
            input type="hidden" name="value" value=(typed);
            div.stack.tight role="alert" {
                span { (t::lists_changed_meanwhile(words)) " " b { (stored) } }
                span { (t::parties_you_typed(words)) " " b { (typed) } }
                div.row.wrap {
                    (button(Button { label: t::parties_keep_theirs(words), size: ButtonSize::Small, hx: keep, ..Button::default() }))
                    (button(Button { label: t::parties_use_mine(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            }
        }
    };
    let drawn = if fragment { form } else { cell.page(form) };
    (StatusCode::CONFLICT, drawn).into_response()
}
