//! The people and organisations around a party: who works where, who brought whom; adding by search, and removing.

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::links::Link;
use quen_core::{Error, Permission};
use quen_http::{SignedIn, problem};
use quen_service::find;
use quen_service::links;
use quen_service::parties::Only;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::avatar::{AvatarShape, AvatarSize, avatar};
use quen_ui::button::{Button, ButtonSize, IconButton, button, icon_button};
use quen_ui::combobox::{Combobox, ComboboxOption, combobox, combobox_options};
use quen_ui::field::{Field, Input, Select, csrf_field, input, select};
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::problem_notice;
use quen_words::t;

use super::about;
use super::asked::{Params, param};
use super::page::{View, Whole, renewed};
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::forms::{choices_of, labelled};

/// Kinds of link that can be added, as read from this party.
const KINDS: [&str; 4] = ["works_at", "belongs_to", "referred_by", "household"];

/// The panel.
pub fn panel_of(view: &View<'_>) -> Markup {
    panel_with(view, None, &Params::new())
}

/// The panel with what was typed into its form, and what is wrong with it.
fn panel_with(view: &View<'_>, problem: Option<&str>, typed: &Params) -> Markup {
    let words = view.me.words;
    let links = &view.whole.profile.links;
    let writes = view.may(Permission::PartiesWrite);
    let body = html! {
        @if links.is_empty() { p.body.small.dim { (t::parties_no_people(words)) } }
        @else { (item_list(links.iter().map(|link| row(view, link, writes)))) }
    };
    let footer = writes.then(|| add(view, problem, typed));
    panel(Panel {
        title: t::parties_people(words),
        id: Some("people"),
        body,
        flush: true,
        footer,
        ..Panel::default()
    })
}

fn row(view: &View<'_>, link: &Link, writes: bool) -> Markup {
    let words = view.me.words;
    let id = view.whole.profile.party.id;
    let (other, name) = link.other(id);
    let outgoing = link.from_id == id;
    let key = format!(
        "link-{}{}",
        link.kind.replace('_', "-"),
        if outgoing || link.kind == "household" {
            ""
        } else {
            "-inverse"
        }
    );
    let label = words.text(&key, &[]);
    let sub = match &link.title {
        Some(title) => format!("{label}, {title}"),
        None => label.into_owned(),
    };
    let action = format!("{}/links/{}/deletion", view.home(), link.id);
    let end = writes.then(|| {
        html! {
            form.inline-form method="post" action=(action) hx-post=(action) hx-target="#about" hx-swap="outerMorph" hx-confirm=(t::parties_unlink_question(words, name)) {
                (csrf_field(&view.me.csrf))
                (icon_button(IconButton { icon: "x", label: &t::parties_unlink(words, name), small: true, submit: true, ..IconButton::default() }))
            }
        }
    });
    let shape = if link.kind == "works_at" && outgoing {
        AvatarShape::Organisation
    } else {
        AvatarShape::Person
    };
    item(Item {
        lead: avatar(name, AvatarSize::Medium, shape),
        label: name,
        href: Some(&format!("/parties/{other}")),
        sub: Some(&sub),
        end,
        ..Item::default()
    })
}

/// The folded form that adds a link.
fn add(view: &View<'_>, problem: Option<&str>, typed: &Params) -> Markup {
    let words = view.me.words;
    let action = format!("{}/links", view.home());
    let kinds = labelled(&KINDS, |kind| {
        words
            .text(&format!("link-{}", kind.replace('_', "-")), &[])
            .into_owned()
    });
    let choices = choices_of(&kinds);
    let find = format!("/parties/choices?not={}", view.whole.profile.party.id);
    let value = |name| param(typed, name).unwrap_or_default();
    html! {
        details.grow open[problem.is_some()] {
            summary.link.small { (t::parties_add_person(words)) }
            form.stack.snug method="post" action=(action) hx-post=(action) hx-target="#about" hx-swap="outerHTML" {
                (csrf_field(&view.me.csrf))
                @if let Some(problem) = problem { (problem_notice(problem)) }
                (select(Select {
                    field: Field { id: "link-kind", label: t::parties_link_kind(words), ..Field::default() },
                    name: "kind", choices: &choices, value: if value("kind").is_empty() { "works_at" } else { value("kind") }, ..Select::default()
                }))
                (combobox(Combobox {
                    field: Field { id: "link-to", label: t::parties_link_to(words), hint: Some(t::parties_link_hint(words)), ..Field::default() },
                    name: "to_id", value: value("to_id"), text: value("to_id_text"), find: &find, ..Combobox::default()
                }))
                (input(Input {
                    field: Field { id: "link-title", label: t::parties_link_title(words), aside: Some(t::word_optional(words)), ..Field::default() },
                    name: "title", value: value("title"), ..Input::default()
                }))
                (button(Button { label: t::action_add(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
        }
    }
}

/// `GET /parties/choices`: what a searched select shows.
pub async fn choices(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let q = param(&params, "q").unwrap_or_default();
    let not = param(&params, "not").unwrap_or_default();
    let field = param(&params, "field")
        .filter(|id| id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let found = find::everything(&me.ctx, q).await.map_err(refused(&me))?;
    let ids: Vec<(String, &str, String)> = found
        .parties
        .iter()
        .filter(|party| party.id.to_string() != not)
        .map(|party| {
            let organization = found
                .beside
                .get(&party.id)
                .and_then(|beside| beside.organization.as_ref());
            let phone = party.phones.first().map(|phone| phone.display.clone());
            let sub = organization
                .map(|found| found.name.clone())
                .or(phone)
                .unwrap_or_default();
            (party.id.to_string(), party.name.as_str(), sub)
        })
        .collect();
    let options: Vec<ComboboxOption> = ids
        .iter()
        .map(|(value, label, sub)| ComboboxOption { value, label, sub })
        .collect();
    Ok(combobox_options(
        field.unwrap_or("link-to"),
        &options,
        t::state_no_results(me.words),
    )
    .into_response())
}

/// `POST /parties/{id}/links`.
pub async fn create(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Params>,
) -> Answer {
    let party = super::found(&me, &id).await?;
    let to = chosen(&me, &pairs).await;
    let kind = param(&pairs, "kind").unwrap_or_default();
    let made = match to {
        Ok(to) => links::create(&me.ctx, party.id, to, kind, param(&pairs, "title")).await,
        Err(error) => Err(error),
    };
    let said = match made {
        Ok(_) => None,
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => {
            Some(problem::message(me.words, &error))
        }
        Err(error) => return Err(refused(&me)(error)),
    };
    if !wants_fragment(&headers) {
        return match said {
            None => Ok(see(&format!("/parties/{}", party.id))),
            Some(_) => Err(refused(&me)(Error::invalid("to_id", "bad-reference"))),
        };
    }
    let whole = Whole::load(&me.ctx, party.id, Only::All)
        .await
        .map_err(refused(&me))?;
    let view = View {
        me: &me,
        whole: &whole,
    };
    match said {
        None => Ok(html! { (about::aside(&view)) (renewed(&view, &["head"])) }.into_response()),
        Some(said) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            about::aside_with(&view, panel_with(&view, Some(&said), &pairs)),
        )
            .into_response()),
    }
}

/// The party that was chosen, or the only one with the words typed.
async fn chosen(me: &SignedIn, pairs: &Params) -> quen_core::Result<uuid::Uuid> {
    if let Some(id) = param(pairs, "to_id").and_then(|id| id.parse().ok()) {
        return Ok(id);
    }
    let found = find::everything(&me.ctx, param(pairs, "to_id_text").unwrap_or_default()).await?;
    match found.parties.as_slice() {
        [only] => Ok(only.id),
        _ => Err(Error::invalid("to_id", "bad-reference")),
    }
}

/// `POST /parties/{id}/links/{link}/deletion`.
pub async fn delete(
    me: SignedIn,
    headers: HeaderMap,
    Path((id, link)): Path<(String, String)>,
) -> Answer {
    let (party, link) = (super::found(&me, &id).await?, super::id(&me, &link)?);
    let known = links::list(&me.ctx, party.id).await.map_err(refused(&me))?;
    if !known.iter().any(|found| found.id == link) {
        return Err(refused(&me)(Error::NotFound));
    }
    links::delete(&me.ctx, link).await.map_err(refused(&me))?;
    if !wants_fragment(&headers) {
        return Ok(see(&format!("/parties/{}", party.id)));
    }
    let whole = Whole::load(&me.ctx, party.id, Only::All)
        .await
        .map_err(refused(&me))?;
    let view = View {
        me: &me,
        whole: &whole,
    };
    Ok(html! { (about::aside(&view)) (renewed(&view, &["head"])) }.into_response())
}
