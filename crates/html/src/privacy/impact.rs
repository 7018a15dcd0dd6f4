//! The impact file: the document as it is printed, by when it is due, and the form for what only the owner knows. What it says is
//! put together below; nothing is decided here.

use axum::extract::Form;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use maud::{Markup, html};
use quen_core::fields::{Field as Catalogued, FieldType, FieldValue, from_text};
use quen_core::privacy::MAX_TEXT;
use quen_core::privacy::impact::{Duty, FIRMS, HOME, Sentences, State};
use quen_core::{Error, Noun, Problem, Result};
use quen_http::SignedIn;
use quen_http::session::encode;
use quen_service::privacy::impact::{Block, Document, Impact, MEDIA_TYPE, document, write};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{Choice, Form as Sheet, form as sheet};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::crumbs;
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Area, Filled, Line, Pairs, choices_of, labelled, value};
use crate::layout::{Page, page};
use crate::spoken;

/// Where the page is.
const PAGE: &str = "/privacy/impact";

/// `GET /privacy/impact`.
pub(super) async fn show(me: SignedIn) -> Answer {
    Ok(draw(&me, None, &[]).await?.into_response())
}

/// `GET /privacy/impact/document`: the same for Word.
pub(super) async fn download(me: SignedIn) -> Answer {
    let (_, whole) = document(&me.ctx, me.words).await.map_err(refused(&me))?;
    let bytes = whole.docx().map_err(refused(&me))?;
    let name = format!("impact-{}.docx", me.ctx.today());
    let said = [
        (header::CONTENT_TYPE, MEDIA_TYPE.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((said, bytes).into_response())
}

/// `POST /privacy/impact`: a new version of what the owner says.
pub(super) async fn save(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let done = match sentences(&sent) {
        Ok(said) => write(&me.ctx, said).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(_) => Ok(see(PAGE)),
        Err(Error::Invalid(problems)) => {
            let drawn = draw(&me, Some(&sent), &problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

fn sentences(sent: &Pairs) -> Result<Sentences> {
    let text = |name: &str| value(sent, name).to_owned();
    Ok(Sentences {
        firm: text("firm"),
        controller: text("controller"),
        officer: text("officer"),
        purpose: text("purpose"),
        sharing: text("sharing"),
        country: text("country"),
        place: text("place"),
        security: text("security"),
        risks: text("risks"),
        started_on: day(sent, "started_on")?,
        filed_on: day(sent, "filed_on")?,
    })
}

fn day(sent: &Pairs, name: &'static str) -> Result<Option<NaiveDate>> {
    match value(sent, name).trim() {
        "" => Ok(None),
        text => {
            let field = Catalogued::new(name, "", FieldType::Day);
            Ok(from_text(&field, text).map(FieldValue::into_day)?)
        }
    }
}

/// What the newest version says, as the form has it.
fn stored(me: &SignedIn, found: &Impact) -> Pairs {
    let said = match &found.newest {
        Some(newest) => newest.sentences.clone(),
        None => Sentences::default(),
    };
    let day = |day: Option<NaiveDate>| day.map(|day| spoken::day(me.words, day));
    let country = match said.country.as_str() {
        "" => HOME.to_owned(),
        country => country.to_owned(),
    };
    let pairs = [
        ("firm", said.firm),
        ("controller", said.controller),
        ("officer", said.officer),
        ("purpose", said.purpose),
        ("sharing", said.sharing),
        ("country", country),
        ("place", said.place),
        ("security", said.security),
        ("risks", said.risks),
        ("started_on", day(said.started_on).unwrap_or_default()),
        ("filed_on", day(said.filed_on).unwrap_or_default()),
    ];
    let owned = pairs
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text));
    owned.collect()
}

async fn draw(
    me: &SignedIn,
    sent: Option<&Pairs>,
    problems: &[Problem],
) -> std::result::Result<Markup, Refused> {
    let words = me.words;
    let (found, whole) = document(&me.ctx, words).await.map_err(refused(me))?;
    let own = stored(me, &found);
    let filled = Filled {
        words,
        values: sent.unwrap_or(&own),
        problems,
    };
    let download = Button {
        label: t::impact_download(words),
        icon: Some("download"),
        kind: ButtonKind::Primary,
        href: Some("/privacy/impact/document"),
        download: true,
        ..Button::default()
    };
    let body = html! {
        div.stack {
            div.stack.screen-only { (notices(me, &found)) }
            div.columns.main-side {
                (paper(&whole))
                div.stack.screen-only {
                    (panel(Panel { title: t::impact_write(words), icon: Some("pencil"), body: form(me, filled), ..Panel::default() }))
                    p.small.dim { (t::impact_print(words)) }
                }
            }
        }
    };
    Ok(page(
        me,
        Page {
            title: t::impact_short(words),
            nav: "/privacy",
            crumbs: crumbs(words),
            actions: button(download),
            body: padded(body),
            ..Page::default()
        },
    ))
}

/// The document itself; alone on paper.
fn paper(whole: &Document) -> Markup {
    html! {
        article.panel.paper {
            h2.paper-title { (whole.title) }
            @for block in &whole.blocks { @match block {
                Block::Heading(text) => h3 { (text) },
                Block::Text(text) => p.as-typed { (text) },
                Block::Point(text) => p.paper-point { "– " (text) },
                Block::Table(rows) => (table(rows)),
            } }
        }
    }
}

fn table(rows: &[Vec<String>]) -> Markup {
    let (head, rest) = match rows.split_first() {
        Some((head, rest)) => (head.as_slice(), rest),
        None => (&[][..], &[][..]),
    };
    html! {
        table.paper-table {
            thead { tr { @for cell in head { th scope="col" { (cell) } } } }
            tbody { @for row in rest { tr { @for cell in row { td { (cell) } } } } }
        }
    }
}

/// By when, and what changed.
fn notices(me: &SignedIn, found: &Impact) -> Markup {
    let words = me.words;
    let abroad = found
        .newest
        .as_ref()
        .is_some_and(|newest| newest.sentences.is_abroad());
    html! {
        (duty(me, found.duty))
        @if found.changed && found.duty.state != State::Review { (notice(Tone::Amber, "alert-triangle", html! { (t::impact_changed(words)) })) }
        @if abroad { (notice(Tone::Amber, "world", html! { (t::impact_abroad_notice(words)) })) }
    }
}

/// The duty in a sentence, with the way to a task where something is to be done.
pub(super) fn duty(me: &SignedIn, duty: Duty) -> Markup {
    let words = me.words;
    let by = duty.by.map(|day| spoken::day(words, day));
    let key = format!("impact-duty-{}", duty.state.code());
    let args: Vec<(&str, quen_words::Arg<'_>)> = by
        .iter()
        .map(|day| ("day", quen_words::Arg::Str(day)))
        .collect();
    let (tone, sign) = match duty.state {
        State::Late => (Tone::Red, "alert-triangle"),
        State::Due | State::Review => (Tone::Amber, "clock"),
        State::Kept => (Tone::Green, "shield-check"),
        State::None | State::Exempt => (Tone::Neutral, "shield-lock"),
    };
    let open = matches!(duty.state, State::Due | State::Late | State::Review);
    let said = html! {
        (words.text(&key, &args))
        @if open { " " a.link href=(task(words, duty.by)) { (t::impact_task(words)) } }
    };
    notice(tone, sign, said)
}

fn task(words: Words, by: Option<NaiveDate>) -> String {
    let title = encode(t::impact_task_title(words));
    let due = by.map(|day| format!("&due_on={day}")).unwrap_or_default();
    format!("/tasks/new?title={title}{due}")
}

/// What kind of firm it is; nothing is chosen for the owner, as a duty hangs on it.
fn firm(filled: Filled<'_>) -> Markup {
    let words = filled.words;
    let named = labelled(&FIRMS, |code| {
        spoken::choice(words, Noun::Privacy, "firm", code)
    });
    let mut choices = vec![Choice {
        value: "",
        label: t::impact_firm_choose(words),
    }];
    choices.extend(choices_of(&named));
    filled.choice("firm", t::impact_firm(words), &choices, None)
}

fn form(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let area = |name: &str, label: &str, hint: Option<&str>, required: bool| {
        filled.area(Area {
            name,
            label,
            hint,
            rows: 3,
            required,
            most: Some(MAX_TEXT),
        })
    };
    let line = |name, label, hint| {
        filled.line(Line {
            name,
            label,
            hint,
            ..Line::default()
        })
    };
    let body = html! {
        p.small.dim { (t::impact_write_note(words)) }
        (firm(filled))
        (area("controller", t::impact_controller(words), Some(t::impact_controller_hint(words)), true))
        (line("officer", t::impact_officer(words), None))
        (area("purpose", t::impact_purpose(words), None, true))
        (area("sharing", t::impact_sharing(words), Some(t::impact_sharing_hint(words)), false))
        (line("country", t::impact_country(words), Some(t::impact_country_hint(words))))
        (area("place", t::impact_place(words), Some(t::impact_place_hint(words)), true))
        (area("security", t::impact_security(words), None, false))
        (area("risks", t::impact_risks(words), None, true))
        (line("started_on", t::impact_started_on(words), Some(t::impact_started_hint(words))))
        (line("filed_on", t::impact_filed_on(words), None))
        div { (button(Button { label: t::impact_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
    };
    sheet(Sheet {
        action: PAGE,
        csrf: &me.csrf,
        body,
        ..Sheet::default()
    })
}
