//! A new promise to a customer: `/promises/new`, from the list or from the customer's page.

use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::promises::{KINDS, Promise, SIZES};
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

use crate::answers::{Answer, Refused, refused, see};
use crate::drafts;
use crate::fields::{controls, gone, own_part, references};
use crate::files::attached;
use crate::forms::{Filled, Line, Pairs, choices_of, colleagues, value};
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
    typed.extend(param(&params, "party_id").map(|id| ("party_id".to_owned(), id.to_owned())));
    let opened = drafts::opened(&me, "/promises/new", &params, typed).await?;
    let sheet = sheet(&me, &opened.values, &[], &opened.form, opened.offer).await?;
    Ok(sheet.into_response())
}

/// `POST /promises`.
pub async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let sent = controls::joined(&Promises::catalogue(&me.ctx), sent);
    match made(&me, sent.clone()).await {
        Ok(promise) => {
            drafts::saved(&me, &sent).await;
            Ok(see(&format!("/promises/{}", promise.id)))
        }
        Err(Error::Invalid(problems)) => {
            drafts::kept(&me, &sent).await;
            let sheet = sheet(&me, &sent, &problems, value(&sent, "draft"), html! {}).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, sheet).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

async fn made(me: &SignedIn, sent: Pairs) -> quen_core::Result<Promise> {
    let catalogue = Promises::catalogue(&me.ctx);
    gone::refuse(&catalogue, &sent)?;
    let files = attached::value(&sent);
    let read = controls::sent(me, &catalogue, attached::without(sent));
    let read = references::resolved(me, &catalogue, read).await?;
    let pairs = read
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let mut values = decode_form(&catalogue, pairs)?;
    values.extend(files);
    records::create::<Promises>(&me.ctx, values).await
}

async fn sheet(
    me: &SignedIn,
    values: &[(String, String)],
    problems: &[Problem],
    draft: &str,
    offer: Markup,
) -> Result<Markup, Refused> {
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
        text: filled.value("party_id_text"),
        find: "/parties/choices",
        required: true,
        ..Combobox::default()
    };
    let own = own_part::<Promises>(me, None, values, problems)
        .await
        .map_err(refused(me))?;
    let fields = html! {
        (gone::notice(words, problems, values))
        @match party {
            Some(party) => {
                input type="hidden" name="party_id" value=(party);
                p { (t::field_promises_party_id(words)) ": " (party_link(party, names.get(&party))) }
                @if let Some(problem) = &problem { p.problem { (problem) } }
            }
            None => { (combobox(finder)) }
        }
        (filled.line(Line { name: "text", label: t::field_promises_text(words), hint: Some(t::promises_text_hint(words)), required: true, autofocus: true, ..Line::default() }))
        (filled.codes(Noun::Promises, "kind", "kind", t::field_promises_kind(words), &KINDS))
        (filled.codes(Noun::Promises, "size", "size", t::field_promises_size(words), &SIZES))
        (filled.line(Line { name: "due_on", label: t::field_promises_due_on(words), ..Line::default() }))
        (filled.choice("owner_id", t::field_promises_owner_id(words), &people, None))
        (own)
        (attached::control(words, values))
        @if let Some(problem) = filled.problem("files") { p.problem { (problem) } }
        (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let body = html! { div.form-page { (offer) (form(Sheet { action: "/promises", csrf: &me.csrf, draft: Some(draft), body: fields, ..Sheet::default() })) } };
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
    Ok(page(me, drawn))
}
