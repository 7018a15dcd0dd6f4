//! What is done with picked rows, or with all that match: the bar under the list, the question for a value, how far it came,
//! and the way to take it back ([`progress`]). The service decides what may be changed.

mod progress;

use axum::extract::{Form, Path};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::bulks::{Act, Selection};
use quen_core::fields::{Field, FieldType, from_text_in};
use quen_core::{Error, Noun, Permission, Problem, Result};
use quen_http::{SignedIn, problem};
use quen_service::bulks::{self, New};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{self, Choice, Select, select};
use quen_ui::frame::{Crumb, padded};
use quen_ui::list::{BulkAct, BulkBar, bulk_act, bulk_bar};
use quen_ui::toast::problem_notice;
use quen_words::t;
use serde_json::{Value, json};
use uuid::Uuid;

use super::asked::Asked;
use super::cells::Around;
use super::inline;
use super::page::List;
use super::shape::Shape;
use super::shape_at;
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Pairs, choices_of};
use crate::layout::{Page, page};
use crate::parties::asked::{Params, param};
use crate::spoken;

use progress::back_with;
pub use progress::{change, show, toast_of};

/// Can rows of this list be picked?
pub fn may_pick(list: &List<'_>) -> bool {
    list.writes() || list.me.ctx.actor.may(Permission::ExportsRun).is_ok()
}

/// The field that says who is in charge, when there is one.
fn assignable(fields: &[Field]) -> Option<&Field> {
    fields
        .iter()
        .find(|field| field.kind == FieldType::User && field.editable)
}

fn taggable(fields: &[Field]) -> Option<&Field> {
    fields
        .iter()
        .find(|field| field.kind == FieldType::Tags && field.editable)
}

/// The bar that shows while rows are picked. Without script it stands under the table.
pub fn bar(list: &List<'_>) -> Markup {
    if !may_pick(list) {
        return html! {};
    }
    let words = list.me.words;
    let at = |act: &str| format!("/lists/{}/bulk/{act}", list.shape.word());
    let act = |label, icon, what: &str| {
        bulk_act(BulkAct {
            label,
            icon,
            action: Some(&at(what)),
            ..BulkAct::default()
        })
    };
    let fields = &list.catalogue.fields;
    let may = |permission| list.me.ctx.actor.may(permission).is_ok();
    let count = list.count();
    let acts = html! {
        @if let Some(count) = &count {
            label.all-matching hidden[true] data-all-matching {
                input type="checkbox" name="all" value="1";
                span { (t::lists_all_matching(words, count)) }
            }
        }
        @if list.writes() {
            @if assignable(fields).is_some() { (act(t::lists_assign(words), "user-share", "assign")) }
            @if taggable(fields).is_some() {
                (act(t::lists_add_tag(words), "tag", "add"))
                (act(t::lists_remove_tag(words), "tags", "remove"))
            }
            (act(t::lists_set_field(words), "pencil", "set"))
        }
        @if list.kind.noun == Noun::Parties && may(Permission::PrivacyManage) {
            (bulk_act(BulkAct { label: t::privacy_touched_act(words), icon: "alert-triangle", action: Some("/privacy/touched"), ..BulkAct::default() }))
        }
        @if may(Permission::ExportsRun) { (act(t::action_export(words), "download", "export")) }
        @if may(list.kind.delete) { (act(t::action_delete(words), "trash", "delete")) }
    };
    bulk_bar(BulkBar {
        label: t::lists_picked_acts(words),
        picked: t::lists_picked(words),
        acts,
        clear: t::lists_pick_none(words),
    })
}

/// Which rows a form names.
fn selection(asked: &Asked, params: &Params) -> Result<Selection> {
    if param(params, "all").is_some() {
        let q = asked.state.q.trim();
        return Ok(Selection::Matching {
            filter: Some(json!({ "all": asked.all_conditions() })),
            q: (!q.is_empty()).then(|| q.to_owned()),
        });
    }
    let ids = params.iter().filter(|(name, _)| name == "id");
    let ids: std::result::Result<Vec<Uuid>, _> = ids.map(|(_, id)| id.parse()).collect();
    let ids = ids.map_err(|_| Error::invalid("ids", "bad-reference"))?;
    if ids.is_empty() {
        return Err(Error::invalid("ids", "required"));
    }
    Ok(Selection::Ids(ids))
}

/// The rows of a list that a form of another page names, what stands for them in a form, and the way back to the list.
pub struct Picked {
    pub selection: Result<Selection>,
    pub fields: Pairs,
    pub back: String,
}

/// Reads which rows of a list were picked.
pub fn picked(me: &SignedIn, word: &str, params: &Params) -> std::result::Result<Picked, Refused> {
    let asked = Asked::read(&shape_at(me, word)?, params, &[]);
    let own = |name: &str| matches!(name, "id" | "all");
    let rows = params.iter().filter(|(name, _)| own(name)).cloned();
    let list = asked.pairs();
    let list = list
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    Ok(Picked {
        selection: selection(&asked, params),
        fields: list.chain(rows).collect(),
        back: asked.href(),
    })
}

/// What a form needs: the list it came from and its kind.
struct Sent {
    shape: Shape,
    asked: Asked,
    params: Params,
}

async fn sent(me: &SignedIn, word: &str, params: Params) -> std::result::Result<Sent, Refused> {
    let shape = shape_at(me, word)?;
    let asked = Asked::read(&shape, &params, &[]);
    Ok(Sent {
        shape,
        asked,
        params,
    })
}

/// `POST /lists/{kind}/bulk/{act}`: the question for what is missing, about the picked rows.
pub async fn ask(
    me: SignedIn,
    Path((word, act)): Path<(String, String)>,
    Form(params): Form<Params>,
) -> Answer {
    let sent = sent(&me, &word, params).await?;
    let selection = match selection(&sent.asked, &sent.params) {
        Ok(selection) => selection,
        // Nothing picked: back to the list, as it was.
        Err(_) => return Ok(see(&sent.asked.href())),
    };
    let about = About {
        me: &me,
        sent: &sent,
        selection: &selection,
        act: &act,
    };
    about.page(&[]).await
}

struct About<'a> {
    me: &'a SignedIn,
    sent: &'a Sent,
    selection: &'a Selection,
    act: &'a str,
}

impl About<'_> {
    async fn count(&self) -> Result<Option<i64>> {
        match self.selection {
            Selection::Ids(ids) => Ok(i64::try_from(ids.len()).ok()),
            Selection::Matching { .. } => {
                let catalogue = self.sent.shape.kind.catalogue(&self.me.ctx);
                let query = self.selection.query(&catalogue)?;
                let totals = self
                    .sent
                    .shape
                    .kind
                    .totals(&self.me.ctx, query, Vec::new())
                    .await?;
                let known = totals.filter(|totals| !totals.capped);
                Ok(known.and_then(|totals| i64::try_from(totals.count).ok()))
            }
        }
    }

    async fn page(&self, problems: &[Problem]) -> Answer {
        let words = self.me.words;
        let count = self.count().await.map_err(refused(self.me))?;
        let around = Around::colleagues(self.me)
            .await
            .map_err(refused(self.me))?;
        let title = match count {
            Some(count) => t::lists_bulk_title(words, &words.number(count)),
            None => t::lists_bulk_title_all(words).to_owned(),
        };
        let crumbs = vec![Crumb {
            label: &self.sent.shape.title,
            href: &self.sent.shape.path,
        }];
        let body = html! { div.form-page { (self.form(&around, problems)) } };
        let drawn = page(
            self.me,
            Page {
                title: &title,
                nav: &self.sent.shape.path,
                crumbs,
                body: padded(body),
                ..Page::default()
            },
        );
        let status = if problems.is_empty() {
            axum::http::StatusCode::OK
        } else {
            axum::http::StatusCode::UNPROCESSABLE_ENTITY
        };
        Ok((status, drawn).into_response())
    }

    fn form(&self, around: &Around, problems: &[Problem]) -> Markup {
        let words = self.me.words;
        let export = self.act == "export";
        let back = self.sent.asked.href();
        let word = self.sent.shape.word();
        // All that match may be many: a worker writes them and tells how far it came.
        let behind = export && matches!(self.selection, Selection::Matching { .. });
        let action = match (export, behind) {
            (_, true) => format!("/lists/{word}/exports"),
            (true, false) => self.sent.shape.export_href(),
            (false, false) => format!("/lists/{word}/bulks"),
        };
        let danger = self.act == "delete";
        let catalogue = self.sent.shape.kind.catalogue(&self.me.ctx);
        let fields = &catalogue.fields;
        let again = format!("/lists/{word}/bulk/set");
        let label = match self.act {
            "delete" => t::lists_bulk_delete(words),
            "export" => t::action_export(words),
            _ => t::action_apply(words),
        };
        let body = html! {
            @for problem in problems { (problem_notice(&problem::sentence(words, problem.code, &problem.args))) }
            input type="hidden" name="act" value=(self.act);
            @for (name, value) in self.sent.asked.pairs() { input type="hidden" name=(name) value=(value); }
            @match self.selection {
                Selection::Ids(ids) => { @for id in ids { input type="hidden" name="id" value=(id); } },
                Selection::Matching { .. } => { input type="hidden" name="all" value="1"; },
            }
            (self.question(fields, around))
            div.row {
                @if self.act == "set" && self.chosen(fields).is_none() {
                    (button(Button { label: t::action_continue(words), kind: ButtonKind::Primary, submit: true, formaction: Some(&again), ..Button::default() }))
                } @else {
                    (button(Button { label, kind: if danger { ButtonKind::DangerFilled } else { ButtonKind::Primary }, submit: true, ..Button::default() }))
                }
                (button(Button { label: t::action_cancel(words), kind: ButtonKind::Quiet, href: Some(&back), ..Button::default() }))
            }
        };
        field::form(field::Form {
            action: &action,
            csrf: &self.me.csrf,
            whole_page: export && !behind,
            body,
            ..field::Form::default()
        })
    }

    fn question(&self, fields: &[Field], around: &Around) -> Markup {
        let words = self.me.words;
        match self.act {
            "assign" => {
                html! { @if let Some(field) = assignable(fields) { (self.value_of(field, around)) } }
            }
            "add" | "remove" => {
                html! { @if let Some(field) = taggable(fields) { (self.value_of(field, around)) } }
            }
            "delete" => html! { p { (t::lists_bulk_delete_ask(words)) } },
            "export" => self.formats(),
            _ => self.any_field(fields, around),
        }
    }

    fn value_of(&self, field: &Field, around: &Around) -> Markup {
        let words = self.me.words;
        let typed = param(&self.sent.params, "value").unwrap_or_default();
        html! {
            input type="hidden" name="field" value=(field.name);
            div.field {
                span.label { (spoken::label(words, field)) }
                (inline::control(self.me, self.sent.shape.noun(), field, around, typed, false))
                @if field.kind == FieldType::Tags { p.hint { (t::parties_tags_hint(words)) } }
            }
        }
    }

    /// The field that was chosen to be set, once it was.
    fn chosen<'f>(&self, fields: &'f [Field]) -> Option<&'f Field> {
        let name = param(&self.sent.params, "field")?;
        let field = fields.iter().find(|field| field.name == name);
        field.filter(|field| inline::is_editable(field))
    }

    /// First the field, then its value.
    fn any_field(&self, fields: &[Field], around: &Around) -> Markup {
        let words = self.me.words;
        let can = fields.iter().filter(|field| inline::is_editable(field));
        let labels: Vec<(String, String)> = can
            .map(|field| (field.name.to_string(), spoken::label(words, field)))
            .collect();
        let choices = choices_of(&labels);
        html! {
            @match self.chosen(fields) {
                Some(field) => {
                    (self.value_of(field, around))
                    @if !field.required { p.hint { (t::lists_bulk_empty_hint(words)) } }
                }
                None => {
                    (select(Select {
                        field: field::Field { id: "field", label: t::lists_which_field(words), ..field::Field::default() },
                        name: "field", choices: &choices, required: true, ..Select::default()
                    }))
                }
            }
        }
    }

    fn formats(&self) -> Markup {
        let choices = [
            Choice {
                value: "xlsx",
                label: "Excel",
            },
            Choice {
                value: "csv",
                label: "CSV",
            },
        ];
        quen_ui::choice::radios("format", t::lists_format(self.me.words), &choices, "xlsx")
    }
}

/// `POST /lists/{kind}/bulks`: does it.
pub async fn start(me: SignedIn, Path(word): Path<String>, Form(params): Form<Params>) -> Answer {
    let sent = sent(&me, &word, params).await?;
    let chosen = selection(&sent.asked, &sent.params).map_err(refused(&me))?;
    let name = param(&sent.params, "act").unwrap_or_default().to_owned();
    let begun = match act(&me, &sent, &name) {
        Ok(act) => {
            let new = New {
                act,
                selection: chosen.clone(),
            };
            bulks::start(&me.ctx, &sent.shape.kind, new).await
        }
        Err(error) => Err(error),
    };
    match begun {
        Ok(bulk) if bulk.state == "running" => Ok(see(&format!("/lists/{word}/bulks/{}", bulk.id))),
        Ok(bulk) => Ok(see(&back_with(&sent.asked, bulk.id))),
        Err(Error::Invalid(problems)) => {
            let about = About {
                me: &me,
                sent: &sent,
                selection: &chosen,
                act: &name,
            };
            about.page(&problems).await
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

fn act(me: &SignedIn, sent: &Sent, name: &str) -> Result<Act> {
    if name == "delete" {
        return Ok(Act::Delete {});
    }
    let catalogue = sent.shape.kind.catalogue(&me.ctx);
    let field = catalogue.require(param(&sent.params, "field").unwrap_or_default())?;
    let value = from_text_in(field, &inline::sent(&sent.params), me.ctx.settings.currency)?;
    let words = || match value.to_json() {
        Value::Array(words) => words
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    };
    let one = |words: Vec<String>| [(field.name.to_string(), words)].into();
    Ok(match name {
        "add" => Act::Add(one(words())),
        "remove" => Act::Remove(one(words())),
        _ => Act::Set(
            [(field.name.to_string(), value.to_json())]
                .into_iter()
                .collect(),
        ),
    })
}
