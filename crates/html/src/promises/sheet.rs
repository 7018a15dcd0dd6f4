//! The page of one promise: its terms, how it stands, and what can be done with it: kept, broken, new terms, made good.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::{Field, FieldType, FieldValue};
use quen_core::files::Attached;
use quen_core::promises::{Agreement, Delivery, Promise};
use quen_core::{Error, Noun, Permission, Problem, Result, dates};
use quen_http::{SignedIn, problem};
use quen_service::parties::{Owner, owners};
use quen_service::promises::Promises;
use quen_service::records::{self, Kind};
use quen_service::{lists, parties, promises as acts};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check};
use quen_ui::field::csrf_field;
use quen_ui::frame::{Crumb, padded};
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::toast::problem_notice;
use quen_words::t;

use super::standing;
use crate::answers::{Answer, found, refused, see};
use crate::files::attached;
use crate::forms::{Filled, Line, Pairs, choices_of, colleagues, value};
use crate::layout::{Page, page};
use crate::lists::{back, edit_href, own_form, party_link, steps};
use crate::quality::record::{Shown, of_record};
use crate::{sheets, spoken};

/// What a form sent, and what was wrong with it.
#[derive(Default)]
struct Sent<'a> {
    values: &'a [(String, String)],
    problems: &'a [Problem],
    said: Option<String>,
}

/// `GET /promises/{id}`.
pub async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let promise = found::<Promises>(&me, &id).await?;
    Ok(document(&me, &promise, &Sent::default())
        .await?
        .into_response())
}

/// `POST /promises/{id}/keeping`.
pub async fn keep(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let promise = found::<Promises>(&me, &id).await?;
    let delivery = day(&me, "delivered_on", &sent).map(|on| Delivery {
        on,
        outcome: Some(value(&sent, "outcome").to_owned()),
        beyond: value(&sent, "beyond") == "1",
    });
    let done = match delivery {
        Ok(delivery) => acts::keep(&me.ctx, promise.id, delivery).await,
        Err(error) => Err(error),
    };
    answer(&me, &promise, &sent, done).await
}

/// `POST /promises/{id}/breach`.
pub async fn breach(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let promise = found::<Promises>(&me, &id).await?;
    let why = Some(value(&sent, "outcome").to_owned());
    let done = acts::breach(&me.ctx, promise.id, why).await;
    answer(&me, &promise, &sent, done).await
}

/// `POST /promises/{id}/mending`.
pub async fn mend(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let promise = found::<Promises>(&me, &id).await?;
    let done = acts::mend(&me.ctx, promise.id, value(&sent, "outcome")).await;
    answer(&me, &promise, &sent, done).await
}

/// `POST /promises/{id}/renegotiation`.
pub async fn renegotiate(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let promise = found::<Promises>(&me, &id).await?;
    let terms = day(&me, "due_on", &sent).map(|due_on| Agreement {
        due_on,
        text: Some(value(&sent, "text").to_owned()),
        agreed: value(&sent, "agreed").to_owned(),
    });
    let done = match terms {
        Ok(terms) => acts::renegotiate(&me.ctx, promise.id, &terms).await,
        Err(error) => Err(error),
    };
    answer(&me, &promise, &sent, done).await
}

/// `POST /promises/{id}/reopening`.
pub async fn reopen(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let promise = found::<Promises>(&me, &id).await?;
    let done = acts::reopen(&me.ctx, promise.id).await;
    answer(&me, &promise, &sent, done).await
}

/// `POST /promises/{id}/handover`: another colleague sees to it.
pub async fn hand_over(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let promise = found::<Promises>(&me, &id).await?;
    let owner = value(&sent, "owner_id").parse().ok();
    let values = vec![("owner_id".to_owned(), FieldValue::of(owner, FieldValue::Id))];
    let done = records::update::<acts::Promises>(&me.ctx, promise.id, None, values).await;
    answer(&me, &promise, &sent, done).await
}

/// A day as people type it; none when the field is empty.
fn day(me: &SignedIn, name: &'static str, sent: &Pairs) -> Result<Option<chrono::NaiveDate>> {
    let text = value(sent, name).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let field = Field::new(name, "", FieldType::Day);
    let read = quen_core::fields::from_text(&field, text).map(FieldValue::into_day);
    match read {
        Ok(day) => Ok(day),
        Err(problem) => dates::near(text, me.ctx.today())
            .map(Some)
            .ok_or_else(|| problem.into()),
    }
}

async fn answer(me: &SignedIn, promise: &Promise, sent: &Pairs, done: Result<Promise>) -> Answer {
    let home = format!("/promises/{}", promise.id);
    let problems = match done {
        Ok(_) => return Ok(see(back(Some(value(sent, "back")), &home))),
        Err(Error::Invalid(problems)) => problems,
        Err(error) => return Err(refused(me)(error)),
    };
    let said = problems
        .first()
        .map(|first| problem::sentence(me.words, first.code, &first.args));
    let sent = Sent {
        values: sent,
        problems: &problems,
        said,
    };
    let body = document(me, promise, &sent).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, body).into_response())
}

async fn document(
    me: &SignedIn,
    promise: &Promise,
    sent: &Sent<'_>,
) -> std::result::Result<Markup, crate::answers::Refused> {
    let words = me.words;
    let (names, owners) =
        tokio::try_join!(parties::names(&me.ctx, [promise.party_id]), owners(&me.ctx))
            .map_err(refused(me))?;
    let source = source(me, promise).await.map_err(refused(me))?;
    let own = sheets::own_values::<Promises>(me, promise, true)
        .await
        .map_err(refused(me))?;
    let may = me.ctx.actor.may(Permission::InteractionsWrite).is_ok();
    let body = html! {
        div.columns.main-side {
            div.stack {
                @if let Some(said) = &sent.said { (problem_notice(said)) }
                (terms(me, promise, names.get(&promise.party_id), (&owners, source.as_ref()), own))
                div.row.wrap { (crate::history::acts(me, &format!("/lists/promises/records/{}", promise.id), acts::Promises::DELETE, acts::Promises::MERGES)) }
            }
            @if may { div.stack { (acts_of(me, promise, sent)) (owner(me, promise, &owners)) } }
        }
    };
    let crumbs = vec![Crumb {
        label: t::nav_promises(words),
        href: "/promises",
    }];
    Ok(page(
        me,
        Page {
            title: &promise.text,
            nav: "/promises",
            crumbs,
            beside_title: Some(standing(me, promise)),
            actions: steps("promises", promise.id),
            body: padded(body),
            ..Page::default()
        },
    ))
}

/// The file that the promise was taken over from; none where it is gone or out of reach.
async fn source(me: &SignedIn, promise: &Promise) -> Result<Option<Attached>> {
    let Some(id) = promise.file_id else {
        return Ok(None);
    };
    match quen_service::files::find(&me.ctx, id).await {
        Ok(file) => Ok(Some(file.attached())),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn terms(
    me: &SignedIn,
    promise: &Promise,
    name: Option<&String>,
    (owners, source): (&[Owner], Option<&Attached>),
    own: Markup,
) -> Markup {
    let words = me.words;
    let form = own_form(me, Noun::Promises.plural(), promise.id);
    let day = |day: chrono::NaiveDate| html! { (spoken::day(words, day)) };
    let choice = |field, code: &str| html! { (spoken::choice(words, Noun::Promises, field, code)) };
    let who = |id: Option<uuid::Uuid>| {
        let owner = owners.iter().find(|owner| Some(owner.id) == id);
        owner.map(|owner| html! { (owner.name) })
    };
    let mut lines = vec![
        (
            t::field_promises_party_id(words),
            party_link(promise.party_id, name),
        ),
        (t::field_promises_kind(words), choice("kind", &promise.kind)),
        (t::field_promises_size(words), choice("size", &promise.size)),
    ];
    let optional = [
        (t::field_promises_due_on(words), promise.due_on.map(day)),
        (
            t::field_promises_first_due_on(words),
            promise.first_due_on.map(day),
        ),
        (t::field_promises_owner_id(words), who(promise.owner_id)),
        (
            t::field_promises_agreement(words),
            promise.agreement.as_ref().map(|text| html! { (text) }),
        ),
        (
            t::field_promises_delivered_on(words),
            promise.delivered_on.map(day),
        ),
        (
            t::field_promises_outcome(words),
            promise.outcome.as_ref().map(|text| html! { (text) }),
        ),
        (t::field_promises_settled_by(words), who(promise.settled_by)),
    ];
    lines.extend(
        optional
            .into_iter()
            .filter_map(|(label, value)| Some((label, value?))),
    );
    if let Some(file) = source {
        lines.push((t::field_promises_file_id(words), crate::files::link(file)));
    }
    if promise.beyond {
        lines.push((
            t::field_promises_beyond(words),
            html! { (t::word_yes(words)) },
        ));
    }
    if !promise.files.is_empty() {
        let files = quen_core::fields::Record::get(promise, "files");
        lines.push((t::field_promises_files(words), attached::shown(&files)));
    }
    panel(Panel {
        title: t::promises_terms(words),
        icon: Some("shield-check"),
        body: html! {
            (facts(&lines))
            (own)
            @if let Some(form) = &form { (button(Button { label: t::fields_own_edit(words), icon: Some("pencil"), kind: ButtonKind::Quiet, href: Some(form), ..Button::default() })) }
        },
        footer: quality(me, promise),
        ..Panel::default()
    })
}

fn quality(me: &SignedIn, promise: &Promise) -> Option<Markup> {
    let kind = lists::by_word(&me.ctx, Noun::Promises.plural()).ok()?;
    let shown = Shown {
        kind: &kind,
        id: promise.id,
        page: &format!("/promises/{}", promise.id),
    };
    let catalogue = acts::Promises::catalogue(&me.ctx);
    let cell = |field: &Field| edit_href(kind.word(), promise.id, field);
    of_record(me, &shown, &catalogue, promise, cell)
}

fn acts_of(me: &SignedIn, promise: &Promise, sent: &Sent<'_>) -> Markup {
    let words = me.words;
    let filled = Filled {
        words,
        values: sent.values,
        problems: sent.problems,
    };
    let line = |name, label| {
        filled.line(Line {
            name,
            label,
            ..Line::default()
        })
    };
    let form = |noun: &str, title, kind, fields: Markup| {
        let body = html! {
            form.stack method="post" action={ "/promises/" (promise.id) "/" (noun) } {
                (csrf_field(&me.csrf))
                (fields)
                div { (button(Button { label: title, kind, submit: true, ..Button::default() })) }
            }
        };
        panel(Panel {
            title,
            body,
            ..Panel::default()
        })
    };
    let beyond = Check {
        name: "beyond",
        label: t::field_promises_beyond(words),
        ..Check::default()
    };
    html! {
        @if promise.is_open() {
            (form("keeping", t::promises_keep(words), ButtonKind::Primary, html! {
                (line("delivered_on", t::field_promises_delivered_on(words)))
                (filled.line(Line { name: "outcome", label: t::field_promises_outcome(words), ..Line::default() }))
                (check(beyond))
            }))
            (form("renegotiation", t::promises_renegotiate(words), ButtonKind::Plain, html! {
                (line("due_on", t::promises_new_day(words)))
                (line("text", t::promises_new_text(words)))
                (filled.line(Line { name: "agreed", label: t::promises_agreed(words), hint: Some(t::promises_agreed_hint(words)), required: true, ..Line::default() }))
            }))
            (form("breach", t::promises_break(words), ButtonKind::Danger, html! {
                label.field { span { (t::promises_why(words)) } input.input name="outcome" maxlength="500"; }
            }))
        } @else {
            @if promise.state == "broken" && promise.mended_at.is_none() {
                (form("mending", t::promises_mend(words), ButtonKind::Primary, html! {
                    (filled.line(Line { name: "outcome", label: t::promises_how(words), required: true, ..Line::default() }))
                }))
            }
            (form("reopening", t::promises_reopen(words), ButtonKind::Plain, html! { p.small.dim { (t::promises_reopen_note(words)) } }))
        }
    }
}

/// Who sees to it; another one can take it over.
fn owner(me: &SignedIn, promise: &Promise, owners: &[Owner]) -> Markup {
    let words = me.words;
    let people = colleagues(owners);
    let people = choices_of(&people);
    let values = [(
        "owner_id".to_owned(),
        promise
            .owner_id
            .map(|id| id.to_string())
            .unwrap_or_default(),
    )];
    let filled = Filled {
        words,
        values: &values,
        problems: &[],
    };
    let body = html! {
        form.stack method="post" action={ "/promises/" (promise.id) "/handover" } {
            (csrf_field(&me.csrf))
            (filled.choice("owner_id", t::field_promises_owner_id(words), &people, None))
            div { (button(Button { label: t::action_save(words), submit: true, ..Button::default() })) }
        }
    };
    panel(Panel {
        title: t::promises_hand_over(words),
        body,
        ..Panel::default()
    })
}
