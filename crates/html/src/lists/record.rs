//! The page that every record has, made from its catalogue alone; as a fragment it is the peek in the drawer. Fields are edited
//! where they stand.

use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::{Catalogue, Field, FieldType, own_name};
use quen_core::{Error, Noun};
use quen_http::SignedIn;
use quen_service::lists::Line;
use quen_ui::button::{Button, ButtonKind, IconButton, button, icon_button};
use quen_ui::dialog::{Drawer, drawer};
use quen_ui::frame::{Crumb, padded};
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::stage::{Stage, stage_badge};
use quen_words::t;
use uuid::Uuid;

use super::cells::{Around, Cells};
use super::shape::{self, Shape};
use super::{columns, deletion, inline, own, shape_at, walk};
use crate::answers::{Answer, refused, wants_fragment};
use crate::files::attached;
use crate::layout::{Page, page};
use crate::parties::asked::Params;
use crate::quality::record;
use crate::spoken;

/// `GET /lists/{kind}/records/{id}`.
pub async fn show(
    me: SignedIn,
    headers: HeaderMap,
    Path((word, id)): Path<(String, String)>,
    Query(_): Query<Params>,
) -> Answer {
    let shape = shape_at(&me, &word)?;
    let (noun, kind) = (shape.noun(), &shape.kind);
    let id: Uuid = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let line = match kind.find(&me.ctx, id).await {
        Err(Error::NotFound) => return deletion::binned(&me, &word, id).await,
        found => found.map_err(refused(&me))?,
    };
    let catalogue = kind.catalogue(&me.ctx);
    let around = Around::load(&me, noun, &catalogue.fields, &[&line])
        .await
        .map_err(refused(&me))?;
    let about = About {
        me: &me,
        shape: &shape,
        line: &line,
        catalogue: &catalogue,
        around: &around,
    };
    if wants_fragment(&headers) {
        return Ok(about.peek().into_response());
    }
    Ok(about.page(walk::steps(shape.word(), id)).into_response())
}

struct About<'a> {
    me: &'a SignedIn,
    shape: &'a Shape,
    line: &'a Line,
    catalogue: &'a Catalogue,
    around: &'a Around,
}

impl About<'_> {
    fn cells(&self) -> Cells<'_> {
        Cells {
            me: self.me,
            shape: self.shape,
            around: self.around,
        }
    }

    fn title(&self) -> String {
        let lead = columns::lead(self.shape, self.catalogue);
        self.cells().title(lead, self.line)
    }

    fn peek(&self) -> Markup {
        let words = self.me.words;
        let title = self.title();
        let href = self.shape.record_href(self.line.id);
        let tools = icon_button(IconButton {
            icon: "arrows-maximize",
            label: t::lists_open_page(words),
            href: Some(&href),
            ..IconButton::default()
        });
        drawer(Drawer {
            title: &title,
            tools: Some(tools),
            close: t::action_close(words),
            body: html! { (self.stage()) (self.fields(true)) },
            actions: Some(self.acts(&href, false)),
            ..Drawer::default()
        })
    }

    /// Where its form is, for those who may fill it.
    fn form(&self) -> Option<String> {
        let path = self.shape.form.as_ref()?;
        self.me.ctx.actor.may(self.shape.kind.write).ok()?;
        Some(format!("{path}/{}", self.line.id))
    }

    /// Where those of its own fields are changed that do not fit on a line.
    fn own(&self) -> Option<String> {
        own::href(self.me, self.shape, self.catalogue, self.line.id)
    }

    fn acts(&self, href: &str, whole: bool) -> Markup {
        let words = self.me.words;
        html! {
            @if let Some(own) = self.own() { (button(Button { label: t::fields_own_edit(words), icon: Some("pencil"), href: Some(&own), ..Button::default() })) }
            @if let Some(form) = self.form() { (button(Button { label: t::action_edit(words), kind: ButtonKind::Primary, href: Some(&form), ..Button::default() })) }
            @else if !whole || self.shape.record.is_some() { (button(Button { label: t::lists_open_page(words), kind: ButtonKind::Primary, href: Some(href), ..Button::default() })) }
            @if self.shape.noun() == Noun::Tasks {
                @let done = !self.line.get("done_at").is_empty();
                @if let Some(act) = shape::row_act(self.me, self.shape.noun(), self.line.id, done, (&self.shape.path, false)) { (act) }
            }
            @if let Some(party) = self.line.party_id.filter(|party| *party != self.line.id) {
                (button(Button { label: t::lists_open_party(words), href: Some(&format!("/parties/{party}")), ..Button::default() }))
            }
        }
    }

    /// The stage of a customer, over the facts.
    fn stage(&self) -> Markup {
        let Some(code) = self.line.get("stage").into_text() else {
            return html! {};
        };
        let name = spoken::choice(self.me.words, self.shape.noun(), "stage", &code);
        html! { p { (stage_badge(Stage::from_word(&code).unwrap_or_default(), &name)) } }
    }

    fn page(&self, steps: Markup) -> Markup {
        let words = self.me.words;
        let title = self.title();
        let crumbs = vec![Crumb {
            label: &self.shape.title,
            href: &self.shape.path,
        }];
        let body = html! {
            div.form-page.stack {
                (panel(Panel { title: t::parties_details(words), body: self.fields(false), footer: self.quality(), ..Panel::default() }))
                div.row.wrap { (self.acts(&self.shape.record_href(self.line.id), true)) (crate::history::acts(self.me, &self.shape.common_href(self.line.id), self.shape.kind.delete, self.shape.kind.merges)) }
            }
        };
        page(
            self.me,
            Page {
                title: &title,
                nav: &self.shape.path,
                crumbs,
                actions: steps,
                body: padded(body),
                ..Page::default()
            },
        )
    }

    /// How good the record is, with the way to what is missing.
    fn quality(&self) -> Option<Markup> {
        let (id, form, own) = (self.line.id, self.form(), self.own());
        let page = self.shape.common_href(id);
        let shown = record::Shown {
            kind: &self.shape.kind,
            id,
            page: &page,
        };
        record::of_record(self.me, &shown, self.catalogue, self.line, |field| {
            let line = own.as_ref().zip(own_name(&field.name));
            inline::edit_href(self.shape.word(), id, field)
                .or_else(|| line.map(|(own, name)| format!("{own}#own-{name}")))
                .or_else(|| form.clone())
        })
    }

    /// Every field with a value, and those that can be filled in place; the drawer shows only what is there.
    fn fields(&self, only_filled: bool) -> Markup {
        let writes = self.me.ctx.actor.may(self.shape.kind.write).is_ok();
        let shown = |field: &&Field| {
            let filled = !self.line.value(field).is_empty();
            (field.kind != FieldType::Json || (field.name == "files" && filled))
                && field.name != "stage"
                && (filled || (!only_filled && writes && inline::is_editable(field)))
        };
        let rows: Vec<(String, Markup)> = self
            .catalogue
            .fields
            .iter()
            .filter(shown)
            .map(|field| {
                (
                    spoken::label(self.me.words, field),
                    self.value(field, writes),
                )
            })
            .collect();
        let pairs: Vec<(&str, Markup)> = rows
            .iter()
            .map(|(label, value)| (label.as_str(), value.clone()))
            .collect();
        facts(&pairs)
    }

    fn value(&self, field: &Field, writes: bool) -> Markup {
        let text = self.cells().text(field, self.line);
        let reading = match field.kind {
            FieldType::LongText { .. } => html! { span.pre-line { (text) } },
            FieldType::Reference(_) | FieldType::File => self.cells().value(field, self.line),
            FieldType::Json => attached::shown(&self.line.value(field)),
            _ if text.is_empty() => html! { span.dim { (t::parties_none_yet(self.me.words)) } },
            _ => html! { (text) },
        };
        if !(writes && inline::is_editable(field)) {
            return reading;
        }
        let words = self.me.words;
        let href = inline::cell_href(self.shape, self.line.id, &field.name);
        let edit = format!("{href}?edit=1");
        let label = t::parties_edit_field(words, &spoken::label(words, field));
        html! {
            span data-edit-cell=(href) { (reading) }
            " " a.edit-link href=(edit) aria-label=(label) title=(label) data-edit-open { (quen_ui::icon::icon_sized("pencil", quen_ui::icon::IconSize::Small)) }
        }
    }
}
