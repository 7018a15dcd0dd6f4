//! What happened to a record of any kind, change by change, with a way to put a value back. Shown in the drawer, or as a page
//! without script.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Form, Path};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::fields::{Catalogue, Field, FieldType, FieldValue, from_json};
use quen_core::{Error, Noun, Permission};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::history::EventRow;
use quen_service::lists::{self, AnyKind, Line, name_of};
use quen_service::parties::{Owner, names, owners};
use quen_service::records::Told;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::Crumb;
use quen_ui::hx::Hx;
use quen_words::t;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::layout::{Page, drawer_or_page};
use crate::lists::{path, record_href, title};
use crate::spoken::{self, Reader};

/// Letters of a record's name.
const NAME: usize = 80;

/// The routes; customers have theirs under their own address as well.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/lists/{kind}/records/{id}/history", get(show))
        .route("/lists/{kind}/records/{id}/history/{change}", post(restore))
        .route("/parties/{id}/history", get(show_party))
        .route("/parties/{id}/history/{change}", post(restore_party))
}

/// What can be done with a record beside its form: merge it with another one, look at what happened, throw it away. `at` is its
/// common page, `merges` whether its kind can be merged.
pub fn acts(me: &SignedIn, at: &str, delete: Permission, merges: bool) -> Markup {
    let words = me.words;
    let (history, deletion) = (format!("{at}/history"), format!("{at}/deletion"));
    let merge = format!("{at}/merge");
    html! {
        @if merges && me.ctx.actor.may(Permission::PartiesMerge).is_ok() {
            (button(Button { label: t::parties_merge(words), icon: Some("copy"), kind: ButtonKind::Quiet, href: Some(&merge), hx: Hx::get(&merge, "#drawer"), ..Button::default() }))
        }
        (button(Button { label: t::parties_history(words), icon: Some("history"), kind: ButtonKind::Quiet, href: Some(&history), hx: Hx::get(&history, "#drawer"), ..Button::default() }))
        @if me.ctx.actor.may(delete).is_ok() {
            (button(Button { label: t::parties_delete(words), icon: Some("trash"), kind: ButtonKind::Danger, href: Some(&deletion), hx: Hx::get(&deletion, "#drawer"), ..Button::default() }))
        }
    }
}

async fn show(
    me: SignedIn,
    headers: HeaderMap,
    Path((word, id)): Path<(String, String)>,
) -> Answer {
    draw(&me, &headers, &word, &id).await
}

async fn show_party(me: SignedIn, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    draw(&me, &headers, "parties", &id).await
}

async fn draw(me: &SignedIn, headers: &HeaderMap, word: &str, id: &str) -> Answer {
    let (kind, line) = found(me, word, id).await?;
    let changes = kind.history(&me.ctx, line.id).await.map_err(refused(me))?;
    let merges = if kind.merges {
        let merges = kind.merges_of(&me.ctx, line.id).await;
        merges.map_err(refused(me))?
    } else {
        Vec::new()
    };
    let catalogue = kind.catalogue(&me.ctx);
    let list = List {
        me,
        word,
        owners: &owners(&me.ctx).await.map_err(refused(me))?,
        parties: named(me, &catalogue, &changes).await?,
        merges: &merges,
        writes: me.ctx.actor.may(kind.write).is_ok(),
        catalogue,
        noun: kind.noun,
        line: &line,
    };
    let body = list.draw(&changes);
    let words = me.words;
    let name = name_of(&line, NAME);
    let home = record_href(me, word, line.id).unwrap_or_default();
    let (many, above) = (title(me, word), path(me, word).unwrap_or_default());
    let crumbs = vec![
        Crumb {
            label: &many,
            href: &above,
        },
        Crumb {
            label: &name,
            href: &home,
        },
    ];
    let whole = Page {
        title: t::parties_history(words),
        nav: &above,
        crumbs,
        body,
        ..Page::default()
    };
    Ok(drawer_or_page(me, headers, Some(&name), whole).into_response())
}

#[derive(Deserialize)]
struct PutBack {
    field: String,
    version: i64,
}

async fn restore(
    me: SignedIn,
    Path((word, id, change)): Path<(String, String, String)>,
    Form(form): Form<PutBack>,
) -> Answer {
    put_back(&me, &word, (&id, &change), form).await
}

async fn restore_party(
    me: SignedIn,
    Path((id, change)): Path<(String, String)>,
    Form(form): Form<PutBack>,
) -> Answer {
    put_back(&me, "parties", (&id, &change), form).await
}

async fn put_back(me: &SignedIn, word: &str, (id, change): (&str, &str), form: PutBack) -> Answer {
    let (kind, line) = found(me, word, id).await?;
    let change: Uuid = change.parse().map_err(|_| refused(me)(Error::NotFound))?;
    kind.put_back(&me.ctx, line.id, (change, form.field), Some(form.version))
        .await
        .map_err(refused(me))?;
    Ok(see(&record_href(me, word, line.id).unwrap_or_default()))
}

/// The kind and the record of an address.
async fn found(me: &SignedIn, word: &str, id: &str) -> Result<(AnyKind, Line), Refused> {
    let kind = lists::by_word(&me.ctx, word).map_err(refused(me))?;
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    let line = kind.find(&me.ctx, id).await.map_err(refused(me))?;
    Ok((kind, line))
}

/// Names of the customers that changes speak of.
async fn named(
    me: &SignedIn,
    catalogue: &Catalogue,
    changes: &[EventRow],
) -> Result<HashMap<Uuid, String>, Refused> {
    let refers = |name: &str| {
        let field = catalogue.field(name);
        field.is_some_and(|field| field.kind == FieldType::Reference(Noun::Parties))
    };
    let objects = changes
        .iter()
        .filter_map(|change| change.personal.as_object());
    let both = objects.flatten().filter(|(name, _)| refers(name));
    let values = both.flat_map(|(_, both)| both.as_array().into_iter().flatten());
    let ids = values.filter_map(|value| value.as_str()?.parse().ok());
    names(&me.ctx, ids.collect::<Vec<Uuid>>())
        .await
        .map_err(refused(me))
}

struct List<'a> {
    me: &'a SignedIn,
    word: &'a str,
    noun: Noun,
    line: &'a Line,
    owners: &'a [Owner],
    parties: HashMap<Uuid, String>,
    merges: &'a [Told],
    writes: bool,
    catalogue: Catalogue,
}

impl List<'_> {
    fn draw(&self, changes: &[EventRow]) -> Markup {
        html! { ol.changes { @for change in changes { li.stack.tight { (self.change(change)) } } } }
    }

    fn change(&self, change: &EventRow) -> Markup {
        let words = self.me.words;
        let who = change
            .user_id
            .and_then(|id| self.name_of(id))
            .unwrap_or_else(|| t::parties_the_program(words).to_owned());
        let said = spoken::happened(words, &change.noun, &change.verb);
        let when = spoken::moment(words, self.me.ctx.settings.zone(), change.at);
        let door = words.find(&format!("history-door-{}", change.door), &[]);
        html! {
            p.small {
                b { (who) } ": " (said) " " time.dim datetime=(change.at.to_rfc3339()) { (when) }
                @if let Some(door) = door { " " span.dim { (door) } }
            }
            @if change.verb == "merged" { (self.merged(change)) }
            @if matches!(change.verb.as_str(), "updated" | "merged") {
                dl.facts { @for (field, before, after) in self.fields(change) { dt { (spoken::label(words, field)) } dd { (self.values(change, field, before, after)) } } }
            }
        }
    }

    /// With whom, and the way to undo it.
    fn merged(&self, change: &EventRow) -> Markup {
        let words = self.me.words;
        let id = change.data.get("merge").and_then(Value::as_str);
        let found = self
            .merges
            .iter()
            .find(|merge| Some(merge.id.to_string().as_str()) == id);
        let Some(merge) = found else { return html! {} };
        let may = self.me.ctx.actor.may(Permission::PartiesMerge).is_ok();
        let action = format!("/mergers/{}/undo", merge.id);
        html! {
            p.small { (t::merging_with(words, &merge.loser_name)) }
            @if merge.undone_at.is_some() { p.small.dim { (t::merging_undone(words)) } }
            @else if may {
                form.inline-form method="post" action=(action) hx-confirm=(t::merging_undo_ask(words)) {
                    (csrf_field(&self.me.csrf))
                    (button(Button { label: t::merging_undo(words), icon: Some("arrow-back-up"), size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            }
        }
    }

    fn fields<'b>(&'b self, change: &'b EventRow) -> Vec<(&'b Field, &'b Value, &'b Value)> {
        let both = change.personal.as_object().into_iter().flatten();
        both.filter_map(|(name, both)| {
            Some((self.catalogue.field(name)?, both.get(0)?, both.get(1)?))
        })
        .collect()
    }

    fn values(&self, change: &EventRow, field: &Field, before: &Value, after: &Value) -> Markup {
        let words = self.me.words;
        let said = |value: &Value| {
            let text = self.text(field, value);
            if text.is_empty() {
                t::parties_none_yet(words).to_owned()
            } else {
                text
            }
        };
        let action = match self.noun {
            Noun::Parties => format!("/parties/{}/history/{}", self.line.id, change.id),
            _ => format!(
                "/lists/{}/records/{}/history/{}",
                self.word, self.line.id, change.id
            ),
        };
        html! {
            span { del.dim { (said(before)) } " → " (said(after)) }
            @if self.writes && field.editable {
                form.inline-form method="post" action=(action) {
                    (csrf_field(&self.me.csrf))
                    input type="hidden" name="field" value=(field.name);
                    input type="hidden" name="version" value=(self.line.version);
                    (button(Button { label: t::parties_put_back(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            }
        }
    }

    fn text(&self, field: &Field, value: &Value) -> String {
        let name_of = |id| self.name_of(id);
        let reader = Reader {
            words: self.me.words,
            zone: self.me.ctx.settings.zone(),
            name_of: &name_of,
        };
        let value = from_json(field, value).unwrap_or(FieldValue::Empty);
        reader.value(self.noun, field, &value)
    }

    fn name_of(&self, id: Uuid) -> Option<String> {
        let owner = self.owners.iter().find(|owner| owner.id == id);
        owner
            .map(|owner| owner.name.clone())
            .or_else(|| self.parties.get(&id).cloned())
    }
}
