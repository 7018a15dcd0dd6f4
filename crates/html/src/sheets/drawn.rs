//! How the form of a record is drawn: its page, and the lines that several kinds have in common. It reads nothing that is not the
//! form's own.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::{Field, FieldValue, Record, own_name};
use quen_core::kept::Kept;
use quen_core::{Noun, Result};
use quen_http::SignedIn;
use quen_service::lists;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::combobox::{Combobox, combobox};
use quen_ui::field::{self, Form, form};
use quen_ui::frame::{Crumb, padded};
use quen_ui::panel::facts;
use quen_words::{Words, t};
use uuid::Uuid;

use super::{Filling, Sheet};
use crate::answers::{Answer, refused};
use crate::fields::gone;
use crate::forms::Filled;
use crate::layout::{Page, page};
use crate::lists::cells::Around;
use crate::lists::{known, party_link, steps};
use crate::quality::record::{Shown, of_record};
use crate::spoken::{self, Reader};
use crate::{history, versions};

impl<K: Sheet> Filling<'_, K> {
    /// The page with the form.
    pub(super) async fn answer(self, status: StatusCode) -> Answer {
        let me = self.me;
        let body = self.body().await.map_err(refused(me))?;
        let (list, many) = (K::list(me), K::many(me));
        let title = self.record.map_or_else(
            || K::new_title(me, self.values),
            |record| K::title(me, record),
        );
        let whole = self.own_page();
        let drawn = Page {
            title: &title,
            nav: &list,
            crumbs: vec![Crumb {
                label: &many,
                href: &list,
            }],
            actions: html! { @if let Some(record) = whole { (steps(&K::word(&me.ctx), record)) } },
            body: padded(body),
            ..Page::default()
        };
        Ok((status, page(me, drawn)).into_response())
    }

    async fn body(&self) -> Result<Markup> {
        let me = self.me;
        let lines = K::lines(self).await?;
        let action = self
            .record
            .map_or_else(|| K::list(me), |record| K::form(me, record));
        let sheet = form(Form {
            action: &action,
            csrf: &me.csrf,
            draft: Some(self.draft),
            novalidate: true,
            body: html! {
                (gone::notice(me.words, self.problems, self.values))
                (versions::hidden(self.values))
                // Customers are compared by more than their names, in lines of their own.
                @if self.record.is_none() && K::NOUN != Noun::Parties { (known::place(&K::word(&me.ctx))) }
                (lines)
            },
            ..Form::default()
        });
        Ok(html! {
            div.form-page.wide[K::WIDE] {
                (self.offer)
                (sheet)
                @if let Some(record) = self.record.filter(|_| self.own_page().is_some()) {
                    (worked_out::<K>(me, record))
                    (quality::<K>(me, record))
                }
                @if let Some(id) = self.own_page() {
                    div.row.wrap.after { (history::acts(me, &format!("/lists/{}/records/{id}", K::word(&me.ctx)), K::DELETE, K::MERGES)) }
                }
            }
        })
    }

    /// The record whose page is its form.
    fn own_page(&self) -> Option<Uuid> {
        let record = self.record?;
        (K::form(self.me, record) == K::home(self.me, record)).then(|| record.id())
    }
}

/// What the product works out for a record in the workspace's own fields.
fn worked_out<K: Sheet>(me: &SignedIn, record: &K::Record) -> Markup {
    let computed = |field: &Field| {
        let own = field.own.as_ref();
        own.is_some_and(|own| own.computed.is_some())
    };
    let catalogue = K::catalogue(&me.ctx);
    let fields: Vec<&Field> = catalogue.fields.iter().filter(|f| computed(f)).collect();
    said_of(me, K::NOUN, &fields, record, &|_| None)
}

/// The workspace's own fields of a record that hold a value, for a page that is no form.
///
/// # Errors
/// A broken database.
pub async fn own_values<K: Sheet>(me: &SignedIn, record: &K::Record) -> Result<Markup> {
    let mut fields = K::catalogue(&me.ctx).fields;
    fields.retain(|field| field.own.is_some());
    if fields.is_empty() {
        return Ok(html! {});
    }
    let around = Around::of_record(me, &fields, record).await?;
    let all: Vec<&Field> = fields.iter().collect();
    Ok(said_of(me, K::NOUN, &all, record, &|id| around.name_of(id)))
}

/// Fields and their values, those that hold one.
fn said_of(
    me: &SignedIn,
    noun: Noun,
    fields: &[&Field],
    record: &impl Record,
    name_of: &dyn Fn(Uuid) -> Option<String>,
) -> Markup {
    let reader = Reader {
        words: me.words,
        zone: me.ctx.settings.zone(),
        name_of,
    };
    let said = |field: &Field| {
        let value = record.value(field);
        let text = match &value {
            FieldValue::File(file) => return Some(crate::files::link(file)),
            value => reader.value(noun, field, value),
        };
        (!text.is_empty()).then(|| html! { (text) })
    };
    let rows: Vec<(String, Markup)> = fields
        .iter()
        .filter_map(|field| Some((spoken::label(me.words, field), said(field)?)))
        .collect();
    let pairs: Vec<(&str, Markup)> = rows
        .iter()
        .map(|(label, shown)| (label.as_str(), shown.clone()))
        .collect();
    html! { @if !pairs.is_empty() { (facts(&pairs)) } }
}

/// How good a record is, with the way to the lines of its form.
pub fn quality<K: Sheet>(me: &SignedIn, record: &K::Record) -> Markup {
    let Ok(kind) = lists::by_word(&me.ctx, &K::word(&me.ctx)) else {
        return Markup::default();
    };
    let (page, form) = (K::home(me, record), K::form(me, record));
    let form = if form == page { "" } else { &form };
    let shown = Shown {
        kind: &kind,
        id: record.id(),
        page: &page,
    };
    let line = |field: &Field| {
        let own = own_name(&field.name).map(|name| format!("{form}#own-{name}"));
        let control = K::CONTROLS
            .iter()
            .find(|(_, stands_for)| *stands_for == field.name);
        own.or_else(|| control.map(|(name, _)| format!("{form}#{name}")))
    };
    of_record(me, &shown, &K::catalogue(&me.ctx), record, line).unwrap_or_default()
}

/// For whom it is: said when that is known, asked for otherwise.
pub fn customer(filled: Filled<'_>, label: &str, known: Option<(Uuid, &String)>) -> Markup {
    let problem = filled.problem("party_id");
    if let Some((id, name)) = known {
        return html! {
            input type="hidden" name="party_id" value=(id);
            p { (label) ": " (party_link(id, Some(name))) }
            @if let Some(problem) = &problem { p.problem { (problem) } }
        };
    }
    combobox(Combobox {
        field: field::Field {
            id: "party_id",
            label,
            problem: problem.as_deref(),
            ..field::Field::default()
        },
        name: "party_id",
        text: filled.value("party_id_text"),
        find: "/parties/choices",
        required: true,
        ..Combobox::default()
    })
}

/// The button that saves.
pub fn save_button(words: Words) -> Markup {
    button(Button {
        label: t::action_save(words),
        kind: ButtonKind::Primary,
        submit: true,
        ..Button::default()
    })
}
