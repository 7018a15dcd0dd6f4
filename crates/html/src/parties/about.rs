//! The details of a party, each edited in place, and the people around it. A field is saved with the version it was opened
//! at; when somebody was quicker both values are shown.

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::fields::{Field, FieldType, FieldValue, Record};
use quen_core::parties::Party;
use quen_core::{Error, Noun, Permission};
use quen_http::{SignedIn, problem};
use quen_service::fields::is_shown;
use quen_service::history;
use quen_service::parties::{Only, Parties};
use quen_service::records::{self, Kind};
use quen_ui::button::{Button, ButtonSize, IconButton, button, icon_button};
use quen_ui::choice::{Check, check};
use quen_ui::editable::{Editable, Editing, edit_input, editable, editing};
use quen_ui::hx::Hx;
use quen_ui::panel::{Panel, facts, panel};
use quen_words::t;
use uuid::Uuid;

use super::asked::{Params, param};
use super::page::{View, Whole, renewed};
use super::{consents, fields, people};
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::fields::controls;
use crate::quality::record::of_party;
use crate::spoken::{self, Reader};

/// The details, in this order; those only a person has are left out for organisations.
const DETAILS: [&str; 14] = [
    "salutation",
    "phones",
    "emails",
    "birthday",
    "gender",
    "address",
    "website",
    "owner_id",
    "tags",
    "roles",
    "source",
    "code",
    "tax_code",
    "note",
];

/// Details that are shown even when they are empty, to be filled in place; the others are in the form.
const MAIN: [&str; 8] = [
    "salutation",
    "phones",
    "emails",
    "birthday",
    "address",
    "owner_id",
    "tags",
    "note",
];

/// The column.
pub fn aside(view: &View<'_>) -> Markup {
    aside_with(view, people::panel_of(view))
}

/// The column with another panel of people, as after a problem there.
pub fn aside_with(view: &View<'_>, people: Markup) -> Markup {
    let words = view.me.words;
    let edit = format!("{}/edit", view.home());
    let writes = view.may(Permission::PartiesWrite);
    let end = writes.then(|| {
        icon_button(IconButton {
            icon: "pencil",
            label: t::parties_edit(words),
            small: true,
            href: Some(&edit),
            ..IconButton::default()
        })
    });
    html! {
        aside.about.stack id="about" aria-label=(t::parties_profile(words)) {
            (panel(Panel { title: t::parties_details(words), end, body: details(view, writes), footer: Some(of_party(view.me, &view.whole.profile.party)), ..Panel::default() }))
            (consents::section(view))
            (people)
            (crate::records::of_customer(view.me, view.whole.profile.party.id, &view.whole.records))
        }
    }
}

fn details(view: &View<'_>, writes: bool) -> Markup {
    let words = view.me.words;
    let party = &view.whole.profile.party;
    let catalogue = Parties::catalogue(&view.me.ctx);
    let shown = DETAILS
        .iter()
        .filter(|name| party.is_person() || !matches!(**name, "salutation" | "gender"));
    let name_of = |id| view.whole.name_of(id);
    let own = catalogue.fields.iter().filter(|field| {
        field.own.as_ref().is_some_and(|own| {
            !party.value(field).is_empty()
                || (field.editable && is_shown(&view.me.ctx, &catalogue, own, party))
        })
    });
    let rows: Vec<(String, Markup)> = shown
        .filter_map(|name| catalogue.field(name))
        .filter(|field| MAIN.contains(&field.name.as_ref()) || !party.get(&field.name).is_empty())
        .chain(own)
        .map(|field| {
            let text = text(view.me, party, field, &name_of);
            let shown = if let FieldValue::File(file) = party.value(field) {
                crate::files::link(&file)
            } else if writes && field.editable && field.kind != FieldType::File {
                reading(view.me, party.id, field, &text, false)
            } else {
                html! { (text) }
            };
            (spoken::label(words, field), shown)
        })
        .collect();
    let pairs: Vec<(&str, Markup)> = rows
        .iter()
        .map(|(label, shown)| (label.as_str(), shown.clone()))
        .collect();
    facts(&pairs)
}

fn text(
    me: &SignedIn,
    party: &Party,
    field: &Field,
    name_of: &dyn Fn(Uuid) -> Option<String>,
) -> String {
    let reader = Reader {
        words: me.words,
        zone: me.ctx.settings.zone(),
        name_of,
    };
    reader.value(Noun::Parties, field, &party.value(field))
}

/// The reading view of a field.
fn reading(me: &SignedIn, id: Uuid, field: &Field, text: &str, saved: bool) -> Markup {
    let words = me.words;
    let label = t::parties_edit_field(words, &spoken::label(words, field));
    let edit = format!("/parties/{id}/fields/{}?edit=1", field.name);
    editable(Editable {
        id: &element(field),
        value: text,
        empty: t::parties_none_yet(words),
        label: &label,
        edit: &edit,
        saved: saved.then(|| t::state_saved(words)),
    })
}

/// What stands in the control of a field.
fn typed(me: &SignedIn, party: &Party, field: &Field) -> String {
    match field.own {
        Some(_) => controls::text(me, &party.value(field)),
        None => fields::typed(me.words, party, &field.name),
    }
}

fn element(field: &Field) -> String {
    format!("f-{}", field.name.replace('.', "-"))
}

/// `GET /parties/{id}/fields/{field}`: the reading view, or with `edit` the form.
pub async fn field(
    me: SignedIn,
    headers: HeaderMap,
    Path((id, name)): Path<(String, String)>,
    Query(params): Query<Params>,
) -> Answer {
    let party = super::found(&me, &id).await?;
    let field = known(&me, &name)?;
    if !wants_fragment(&headers) {
        return Ok(see(&format!("/parties/{}/edit#{}", party.id, field.name)));
    }
    let whole = Whole::load(&me.ctx, party.id, Only::All)
        .await
        .map_err(refused(&me))?;
    if param(&params, "edit").is_none() {
        let text = text(&me, &party, &field, &|id| whole.name_of(id));
        return Ok(reading(&me, party.id, &field, &text, false).into_response());
    }
    let typed = typed(&me, &party, &field);
    let form = Open {
        me: &me,
        whole: &whole,
        field: &field,
        typed: &typed,
        version: party.version,
        was: None,
        problem: None,
    };
    Ok(form.draw().into_response())
}

/// `POST /parties/{id}/fields/{field}`.
pub async fn save(
    me: SignedIn,
    headers: HeaderMap,
    Path((id, name)): Path<(String, String)>,
    Form(pairs): Form<Params>,
) -> Answer {
    let party = super::found(&me, &id).await?;
    let field = known(&me, &name)?;
    let sent = fields::sent(&pairs);
    let typed = sent.get(field.name.as_ref()).cloned().unwrap_or_default();
    let there = controls::in_zone(&me, &field, typed.clone());
    let one = fields::Typed::from([(field.name.to_string(), there)]);
    let version: Option<i64> = sent.get("version").and_then(|text| text.parse().ok());
    let values = fields::read(
        &Parties::catalogue(&me.ctx),
        me.ctx.settings.currency,
        &one,
        Some(&party),
    );
    // Another field of the record may have been changed meanwhile: this one is as it was, so nobody is overwritten.
    let untouched = sent
        .get("was")
        .is_some_and(|was| *was == self::typed(&me, &party, &field));
    let expected = if untouched {
        Some(party.version)
    } else {
        version
    };
    let saved = match values {
        Ok(values) => records::update::<Parties>(&me.ctx, party.id, expected, values).await,
        Err(error) => Err(error),
    };
    if !wants_fragment(&headers) {
        return match saved {
            Ok(_) => Ok(see(&format!("/parties/{}", party.id))),
            Err(error) => Err(refused(&me)(error)),
        };
    }
    let whole = Whole::load(&me.ctx, party.id, Only::All)
        .await
        .map_err(refused(&me))?;
    let open = |problem| Open {
        me: &me,
        whole: &whole,
        field: &field,
        typed: &typed,
        version: version.unwrap_or(party.version),
        was: sent.get("was").cloned(),
        problem,
    };
    match saved {
        Ok(party) => {
            let text = text(&me, &party, &field, &|id| whole.name_of(id));
            let view = View {
                me: &me,
                whole: &whole,
            };
            Ok(
                html! { (reading(&me, party.id, &field, &text, true)) (renewed(&view, &["head", "quality"])) }
                    .into_response(),
            )
        }
        Err(Error::Invalid(problems)) => {
            let said: Vec<String> = problems
                .iter()
                .map(|p| problem::sentence(me.words, p.code, &p.args))
                .collect();
            Ok((
                StatusCode::UNPROCESSABLE_ENTITY,
                open(Some(said.join(" "))).draw(),
            )
                .into_response())
        }
        Err(Error::Stale { .. }) => both(&me, &whole, &field, &typed).await,
        Err(error) => Err(refused(&me)(error)),
    }
}

fn known(me: &SignedIn, name: &str) -> Result<Field, crate::answers::Refused> {
    let catalogue = Parties::catalogue(&me.ctx);
    let field = catalogue
        .field(name)
        .filter(|field| field.editable && !matches!(field.kind, FieldType::Json | FieldType::File));
    field.cloned().ok_or_else(|| refused(me)(Error::NotFound))
}

/// The form of one field.
struct Open<'a> {
    me: &'a SignedIn,
    whole: &'a Whole,
    field: &'a Field,
    typed: &'a str,
    version: i64,
    /// What stood there at first, when that is not what is typed.
    was: Option<String>,
    problem: Option<String>,
}

impl Open<'_> {
    fn draw(&self) -> Markup {
        let view = format!(
            "/parties/{}/fields/{}",
            self.whole.profile.party.id, self.field.name
        );
        editing(Editing {
            id: &element(self.field),
            action: &view,
            view: &view,
            csrf: &self.me.csrf,
            version: self.version,
            control: html! { input type="hidden" name="was" value=(self.was()); (self.control()) },
            problem: self.problem.as_deref(),
        })
    }

    /// What stood in the field when it was opened; a problem brings it along.
    fn was(&self) -> String {
        self.was.clone().unwrap_or_else(|| self.typed.to_owned())
    }

    fn control(&self) -> Markup {
        let words = self.me.words;
        let label = spoken::label(words, self.field);
        let (name, invalid) = (self.field.name.as_ref(), self.problem.is_some());
        match &self.field.kind {
            FieldType::Choice(codes) => {
                let choices = codes.iter().map(|code| {
                    (
                        code.to_string(),
                        spoken::choice_of(words, Noun::Parties, self.field, code),
                    )
                });
                self.select(&label, choices.collect())
            }
            FieldType::User => {
                let reach = |owner: &&quen_service::parties::Owner| {
                    owner.works_here && super::reaches(&self.me.ctx, Some(owner.id))
                };
                let choices = self
                    .whole
                    .owners
                    .iter()
                    .filter(reach)
                    .map(|owner| (owner.id.to_string(), owner.name.clone()));
                self.select(&label, choices.collect())
            }
            FieldType::Choices(codes) => self.checks(codes),
            FieldType::Bool => {
                let yes = [("yes", t::word_yes(words)), ("no", t::word_no(words))];
                let yes = yes.map(|(code, said)| (code.to_owned(), said.to_owned()));
                self.select(&label, yes.to_vec())
            }
            FieldType::Day => edit_input(name, self.typed, &label, "date", invalid),
            FieldType::Instant => edit_input(name, self.typed, &label, "datetime-local", invalid),
            FieldType::LongText { .. } => html! {
                textarea.textarea name=(name) aria-label=(label) rows="4" autofocus { (self.typed) }
            },
            FieldType::Phones => edit_input(name, self.typed, &label, "tel", invalid),
            _ => edit_input(name, self.typed, &label, "text", invalid),
        }
    }

    fn select(&self, label: &str, choices: Vec<(String, String)>) -> Markup {
        html! {
            select.select name=(self.field.name) aria-label=(label) autofocus {
                @if !self.field.required { option value="" selected[self.typed.is_empty()] { (t::word_unknown(self.me.words)) } }
                @for (value, label) in &choices { option value=(value) selected[value == self.typed] { (label) } }
            }
        }
    }

    fn checks(&self, codes: &[std::borrow::Cow<'static, str>]) -> Markup {
        let words = self.me.words;
        let now: Vec<&str> = self.typed.split(", ").collect();
        html! {
            input type="hidden" name=(self.field.name) value="";
            div.stack.tight {
                @for code in codes {
                    @let label = spoken::choice_of(words, Noun::Parties, self.field, code);
                    (check(Check { name: &self.field.name, value: code, label: &label, checked: now.contains(&code.as_ref()), ..Check::default() }))
                }
                (button(Button { label: t::action_save(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
        }
    }
}

/// Somebody was quicker: who, what stands there now, and the choice.
async fn both(me: &SignedIn, whole: &Whole, field: &Field, typed: &str) -> Answer {
    let words = me.words;
    let party = &whole.profile.party;
    let changes = history::of_record::<Parties>(&me.ctx, party.id)
        .await
        .map_err(refused(me))?;
    let who = changes
        .first()
        .and_then(|change| change.user_id)
        .and_then(|id| whole.name_of(id));
    let stored = text(me, party, field, &|id| whole.name_of(id));
    let stored = if stored.is_empty() {
        t::parties_none_yet(words).to_owned()
    } else {
        stored
    };
    let address = format!("/parties/{}/fields/{}", party.id, field.name);
    let target = format!("#{}", element(field));
    let keep = Hx {
        swap: Some("outerHTML"),
        ..Hx::get(&address, &target)
    };
    let said = t::parties_just_changed(
        words,
        &who.unwrap_or_else(|| t::word_other(words).to_owned()),
    );
    let form = html! {
        form.editable.editing id=(element(field)) method="post" action=(address) hx-post=(address) hx-target="this" hx-swap="outerHTML" data-left="1" {
            (quen_ui::field::csrf_field(&me.csrf))
            input type="hidden" name="version" value=(party.version);
            input type="hidden" name=(field.name) value=(typed);
            div.stack.tight role="alert" {
                span { (said) " " b { (stored) } }
                span { (t::parties_you_typed(words)) " " b { (typed) } }
                div.row.wrap {
                    (button(Button { label: t::parties_keep_theirs(words), size: ButtonSize::Small, hx: keep, ..Button::default() }))
                    (button(Button { label: t::parties_use_mine(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            }
        }
    };
    Ok::<Response, _>((StatusCode::CONFLICT, form).into_response())
}
