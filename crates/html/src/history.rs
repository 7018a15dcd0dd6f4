//! What happened to one party's record, change by change, with a way to put a value back. Shown in the drawer, or as a page
//! without script.

use axum::Router;
use axum::extract::{Form, Path};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::fields::{Catalogue, Field, FieldValue, from_json};
use quen_core::parties::Party;
use quen_core::{Error, Noun, Permission};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::history::{EventRow, of_record, put_back};
use quen_service::parties::{Merge, Owner, Parties, merges, owners};
use quen_service::records::{self, Kind};
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_words::t;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::layout::{Page, drawer_or_page, party_crumbs};
use crate::spoken::{self, Reader};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/parties/{id}/history", get(show))
        .route("/parties/{id}/history/{change}", post(restore))
}

async fn show(me: SignedIn, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let party = found(&me, &id).await?;
    let changes = of_record::<Parties>(&me.ctx, party.id)
        .await
        .map_err(refused(&me))?;
    let owners = owners(&me.ctx).await.map_err(refused(&me))?;
    let merges = merges(&me.ctx, party.id).await.map_err(refused(&me))?;
    let list = List {
        me: &me,
        party: &party,
        owners: &owners,
        merges: &merges,
        catalogue: Parties::catalogue(&me.ctx),
    };
    let body = list.draw(&changes);
    let words = me.words;
    let home = format!("/parties/{}", party.id);
    let whole = Page {
        title: t::parties_history(words),
        nav: "/parties",
        crumbs: party_crumbs(words, &party.name, &home),
        body,
        ..Page::default()
    };
    Ok(drawer_or_page(&me, &headers, Some(&party.name), whole).into_response())
}

#[derive(Deserialize)]
struct PutBack {
    field: String,
    version: i64,
}

async fn restore(
    me: SignedIn,
    Path((id, change)): Path<(String, String)>,
    Form(form): Form<PutBack>,
) -> Answer {
    let party = found(&me, &id).await?;
    let change: Uuid = change.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    put_back::<Parties>(&me.ctx, party.id, change, &form.field, Some(form.version))
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/parties/{}", party.id)))
}

async fn found(me: &SignedIn, id: &str) -> Result<Party, Refused> {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    records::find::<Parties>(&me.ctx, id)
        .await
        .map_err(refused(me))
}

struct List<'a> {
    me: &'a SignedIn,
    party: &'a Party,
    owners: &'a [Owner],
    merges: &'a [Merge],
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
        html! {
            p.small { b { (who) } ": " (said) " " time.dim datetime=(change.at.to_rfc3339()) { (when) } }
            @if change.verb == "merged" { (self.merged(change)) }
            @if change.verb == "updated" {
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
            p.small { (t::merging_with(words, &merge.loser_before.name)) }
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
        let writes = self.me.ctx.actor.may(Permission::PartiesWrite).is_ok() && field.editable;
        html! {
            span { del.dim { (said(before)) } " → " (said(after)) }
            @if writes {
                form.inline-form method="post" action={ "/parties/" (self.party.id) "/history/" (change.id) } {
                    (csrf_field(&self.me.csrf))
                    input type="hidden" name="field" value=(field.name);
                    input type="hidden" name="version" value=(self.party.version);
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
        reader.value(Noun::Parties, field, &value)
    }

    fn name_of(&self, id: Uuid) -> Option<String> {
        let owner = self.owners.iter().find(|owner| owner.id == id);
        owner.map(|owner| owner.name.clone())
    }
}
