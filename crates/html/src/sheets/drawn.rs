//! How the form of a record is drawn: its page, and the lines that several kinds have in common. It reads nothing that is not the
//! form's own.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::{Field, own_name};
use quen_core::kept::Kept;
use quen_core::{Noun, Result};
use quen_http::SignedIn;
use quen_service::lists;
use quen_service::records::Kind;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::combobox::{Combobox, combobox};
use quen_ui::field::{self, Form, form};
use quen_ui::frame::{Crumb, padded};
use quen_words::{Words, t};
use uuid::Uuid;

use super::{Filling, Sheet};
use crate::answers::{Answer, refused};
use crate::fields::{gone, said};
use crate::forms::Filled;
use crate::layout::{Page, page};
use crate::lists::{known, party_link, steps};
use crate::quality::record::{Shown, of_record};
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
        let own_page = self.record.filter(|_| self.own_page().is_some());
        let own = match own_page {
            Some(record) => own_values::<K>(me, record, false).await?,
            None => Markup::default(),
        };
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
                @if let Some(record) = own_page {
                    (own)
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

/// What a record says in the workspace's own fields; under its own form only in those that the product works out, on any other page
/// with `all` of them that hold a value.
///
/// # Errors
/// A broken database.
pub async fn own_values<K: Kind>(me: &SignedIn, record: &K::Record, all: bool) -> Result<Markup> {
    let asked = |field: &Field| {
        let own = field.own.as_ref();
        all || own.is_some_and(|own| own.computed.is_some())
    };
    let said = said::of_records(me, &K::catalogue(&me.ctx), &[record], asked).await?;
    Ok(said
        .first()
        .map(|said| said::lines(said))
        .unwrap_or_default())
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
