//! A new promise to a customer: `/promises/new`, from the list or from the customer's page.

use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::html;
use quen_core::promises::{KINDS, SIZES};
use quen_core::{Error, Noun, Problem};
use quen_http::SignedIn;
use quen_service::parties::{self, owners};
use quen_service::promises::Promises;
use quen_service::records::{self, Kind, decode_form};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::combobox::{Combobox, combobox};
use quen_ui::field::{Field, Form as Sheet, form};
use quen_ui::frame::{Crumb, padded};
use quen_words::t;
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::forms::{Filled, Line, Pairs, choices_of, colleagues};
use crate::layout::{Page, page};
use crate::lists::party_link;
use crate::parties::asked::{Params, param};

/// `GET /promises/new`.
pub async fn show(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let mut typed: Pairs = vec![
        ("kind".to_owned(), "deadline".to_owned()),
        ("size".to_owned(), "medium".to_owned()),
        ("owner_id".to_owned(), me.ctx.actor.user_id.to_string()),
    ];
    // What is heard in a note comes with its words, its day and the talk.
    let given = ["party_id", "interaction_id", "text", "due_on"];
    let given = given
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), param(&params, name)?.to_owned())));
    typed.extend(given);
    sheet(&me, &typed, &[]).await
}

/// `POST /promises`.
pub async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let pairs = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let made = match decode_form(&Promises::catalogue(&me.ctx), pairs) {
        Ok(values) => records::create::<Promises>(&me.ctx, values).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(promise) => Ok(see(&format!("/promises/{}", promise.id))),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            sheet(&me, &sent, &problems).await?,
        )
            .into_response()),
        Err(error) => Err(refused(&me)(error)),
    }
}

async fn sheet(me: &SignedIn, values: &[(String, String)], problems: &[Problem]) -> Answer {
    let words = me.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let party: Option<Uuid> = filled.value("party_id").parse().ok();
    let (names, owners) =
        tokio::try_join!(parties::names(&me.ctx, party), owners(&me.ctx)).map_err(refused(me))?;
    let people = colleagues(&owners);
    let people = choices_of(&people);
    let problem = filled.problem("party_id");
    let finder = Combobox {
        field: Field {
            id: "party_id",
            label: t::field_promises_party_id(words),
            problem: problem.as_deref(),
            ..Field::default()
        },
        name: "party_id",
        find: "/parties/choices",
        required: true,
        ..Combobox::default()
    };
    let fields = html! {
        @match party {
            Some(party) => {
                input type="hidden" name="party_id" value=(party);
                p { (t::field_promises_party_id(words)) ": " (party_link(party, names.get(&party))) }
                @if let Some(problem) = &problem { p.problem { (problem) } }
            }
            None => { (combobox(finder)) }
        }
        @if !filled.value("interaction_id").is_empty() { input type="hidden" name="interaction_id" value=(filled.value("interaction_id")); }
        (filled.line(Line { name: "text", label: t::field_promises_text(words), hint: Some(t::promises_text_hint(words)), required: true, autofocus: true, ..Line::default() }))
        (filled.codes(Noun::Promises, "kind", "kind", t::field_promises_kind(words), &KINDS))
        (filled.codes(Noun::Promises, "size", "size", t::field_promises_size(words), &SIZES))
        (filled.line(Line { name: "due_on", label: t::field_promises_due_on(words), ..Line::default() }))
        (filled.choice("owner_id", t::field_promises_owner_id(words), &people, None))
        (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let body = html! { div.form-page { (form(Sheet { action: "/promises", csrf: &me.csrf, body: fields, ..Sheet::default() })) } };
    let crumbs = vec![Crumb {
        label: t::nav_promises(words),
        href: "/promises",
    }];
    let drawn = Page {
        title: t::promises_new(words),
        nav: "/promises",
        crumbs,
        body: padded(body),
        ..Page::default()
    };
    Ok(page(me, drawn).into_response())
}
