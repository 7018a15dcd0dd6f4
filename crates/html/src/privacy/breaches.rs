//! Breaches: each with its clock, whom it touched, chosen by hand or as a list has them, and the same list to take along. It
//! decides nothing about clocks or rights.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use quen_core::bulks::Selection;
use quen_core::fields::ListQuery;
use quen_core::parties::Party;
use quen_core::privacy::breaches::TOUCHED;
use quen_core::{Error, Noun, Permission, Result, dates};
use quen_http::SignedIn;
use quen_http::session::encode;
use quen_service::parties::{self, Parties};
use quen_service::privacy::{self as acts, BREACHES, Breach};
use quen_service::records::{self, Kind};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::choice::radios;
use quen_ui::field::{Form as Sheet, csrf_field, form as sheet};
use quen_ui::frame::{Crumb, padded};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::t;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{answer, crumbs, word};
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Filled, Line, Pairs, choices_of, value};
use crate::layout::{Page, page};
use crate::parties::asked::Params;
use crate::{lists, spoken};

/// Customers shown on the page of a breach.
const SHOWN: usize = 50;
/// Customers offered for typed words.
const OFFERED: usize = 8;

/// The list of breaches.
pub fn list(me: &SignedIn, breaches: &[Breach]) -> Markup {
    let words = me.words;
    if breaches.is_empty() {
        return html! { p.padded.dim { (t::privacy_no_breaches(words)) } };
    }
    item_list(breaches.iter().map(|breach| {
        let kind = word(words, "breach", &breach.kind);
        let named = t::privacy_named(words, breach.named);
        item(Item {
            lead: icon("alert-triangle"),
            label: &breach.what,
            href: Some(&format!("/privacy/breaches/{}", breach.id)),
            sub: Some(&format!("{kind} · {named}")),
            end: Some(clock(me, breach)),
            ..Item::default()
        })
    }))
}

/// By when the authority hears of it, or that it was told.
fn clock(me: &SignedIn, breach: &Breach) -> Markup {
    let words = me.words;
    if breach.notified_at.is_some() {
        return badge(t::privacy_notified(words), Tone::Green);
    }
    let by = spoken::moment(words, me.ctx.settings.zone(), breach.notify_by);
    let late = breach.notify_by < me.ctx.now;
    html! {
        (badge(&t::privacy_notify_by(words, &by), if late { Tone::Red } else { Tone::Amber }))
        form.inline-form method="post" action={ "/privacy/breaches/" (breach.id) "/notification" } {
            (csrf_field(&me.csrf))
            (button(Button { label: t::privacy_notify(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
        }
    }
}

/// The form of a new one.
pub fn form(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    html! {
        form.stack method="post" action="/privacy/breaches" {
            (csrf_field(&me.csrf))
            (filled.codes(Noun::Privacy, "breach_kind", "breach", t::privacy_breach_kind(words), &BREACHES))
            (filled.line(Line { name: "what", label: t::privacy_what(words), required: true, ..Line::default() }))
            (filled.line(Line { name: "people", label: t::privacy_people(words), ..Line::default() }))
            (filled.line(Line { name: "found_at", label: t::privacy_found(words), hint: Some(t::privacy_found_hint(words)), ..Line::default() }))
            p.small.dim { (t::privacy_report_note(words)) }
            div { (button(Button { label: t::action_save(words), kind: ButtonKind::Danger, submit: true, ..Button::default() })) }
        }
    }
}

/// What stands at the head of a customer's page.
pub fn touched(me: &SignedIn, breach: &Breach) -> Markup {
    let words = me.words;
    let day = spoken::day(words, me.ctx.day_of(breach.found_at));
    let manages = me.ctx.actor.may(Permission::PrivacyManage).is_ok();
    let said = html! {
        (t::privacy_touched(words, &day))
        @if manages { " " a.link href={ "/privacy/breaches/" (breach.id) } { (breach.what) } }
    };
    notice(Tone::Amber, "alert-triangle", said)
}

/// `POST /privacy/breaches`.
pub async fn report(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let done = match (people(&sent), found_at(&me, &sent)) {
        (Ok(people), Ok(found)) => {
            let (kind, what) = (value(&sent, "breach_kind"), value(&sent, "what"));
            acts::report(&me.ctx, kind, what, people, found)
                .await
                .map(drop)
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    answer(&me, &sent, done).await
}

fn people(sent: &Pairs) -> Result<Option<i64>> {
    match value(sent, "people").trim() {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| Error::invalid("people", "bad-number")),
    }
}

/// Reads years up to this one.
const YEARS: i32 = 2_200;

fn found_at(me: &SignedIn, sent: &Pairs) -> Result<Option<DateTime<Utc>>> {
    match value(sent, "found_at").trim() {
        "" => Ok(None),
        text => dates::instant(text, me.ctx.settings.zone(), YEARS)
            .map(Some)
            .ok_or_else(|| Error::invalid("found_at", "bad-date")),
    }
}

/// `POST /privacy/breaches/{id}/notification`.
pub async fn notified(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = read(&me, &id)?;
    let done = acts::notified(&me.ctx, id, None).await.map(drop);
    answer(&me, &sent, done).await
}

fn read(me: &SignedIn, id: &str) -> std::result::Result<Uuid, Refused> {
    id.parse().map_err(|_| refused(me)(Error::NotFound))
}

/// `GET /privacy/breaches/{id}`.
pub async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = read(&me, &id)?;
    Ok(draw(&me, id, &Typed::default()).await?.into_response())
}

/// What stands in the form that names somebody, and what came of it.
#[derive(Default)]
struct Typed {
    values: Pairs,
    offered: Vec<Party>,
    problem: Option<&'static str>,
}

async fn draw(me: &SignedIn, id: Uuid, typed: &Typed) -> std::result::Result<Markup, Refused> {
    let words = me.words;
    let breach = acts::breach(&me.ctx, id).await.map_err(refused(me))?;
    let people = people_of(me, &breach).await.map_err(refused(me))?;
    let zone = me.ctx.settings.zone();
    let mut known = vec![
        (
            t::privacy_breach_kind(words),
            html! { (word(words, "breach", &breach.kind)) },
        ),
        (
            t::privacy_found(words),
            html! { (spoken::moment(words, zone, breach.found_at)) },
        ),
        (t::privacy_clock(words), clock(me, &breach)),
        (
            t::privacy_named_label(words),
            html! { (words.number(breach.named)) },
        ),
    ];
    if let Some(guess) = breach.people {
        known.push((t::privacy_people(words), html! { (words.number(guess)) }));
    }
    let body = html! {
        div.columns.main-side {
            (panel(Panel { title: t::privacy_people_of(words), icon: Some("users"), beside: Some(badge(&words.number(breach.named), Tone::Neutral)), end: Some(taken_along(me, &breach)), body: rows(me, &breach, &people), flush: true, ..Panel::default() }))
            div.stack {
                (panel(Panel { title: t::privacy_breach(words), icon: Some("alert-triangle"), body: facts(&known), ..Panel::default() }))
                (panel(Panel { title: t::privacy_name(words), body: naming(me, &breach, typed), ..Panel::default() }))
            }
        }
    };
    Ok(page(
        me,
        Page {
            title: &breach.what,
            nav: "/privacy",
            crumbs: crumbs(words),
            body: padded(body),
            ..Page::default()
        },
    ))
}

fn condition(breach: &Breach) -> Value {
    json!({ "field": TOUCHED, "op": "eq", "value": breach.id.to_string() })
}

/// The newest of those who were named.
async fn people_of(me: &SignedIn, breach: &Breach) -> Result<Vec<Party>> {
    let filter = condition(breach).to_string();
    let query = ListQuery::parse(&Parties::catalogue(&me.ctx), |name| {
        (name == "filter").then_some(filter.as_str())
    })?;
    let query = ListQuery {
        limit: SHOWN,
        ..query
    };
    Ok(records::list::<Parties>(&me.ctx, &query).await?.rows)
}

/// The same customers as a list, and as files.
fn taken_along(me: &SignedIn, breach: &Breach) -> Markup {
    let words = me.words;
    let all = lists::href("/parties", vec![condition(breach)]);
    let filter = encode(&json!({ "all": [condition(breach)] }).to_string());
    let exports = me.ctx.actor.may(Permission::ExportsRun).is_ok() && breach.named > 0;
    html! {
        @if exports {
            @for (format, label) in [("xlsx", "Excel"), ("csv", "CSV")] {
                @let file = format!("/parties/export?format={format}&filter={filter}");
                (button(Button { label, icon: Some("download"), size: ButtonSize::Small, href: Some(&file), download: true, ..Button::default() }))
            }
        }
        a.see-all href=(all) { (t::privacy_people_list(words)) }
    }
}

fn rows(me: &SignedIn, breach: &Breach, people: &[Party]) -> Markup {
    let words = me.words;
    if people.is_empty() {
        return html! { p.padded.dim { (t::privacy_nobody_named(words)) } };
    }
    item_list(people.iter().map(|party| {
        let reach = party.phones.first().map(|phone| phone.display.as_str());
        let reach = reach.or_else(|| party.emails.first().map(|email| email.display.as_str()));
        let action = format!("/privacy/breaches/{}/people/{}/deletion", breach.id, party.id);
        let end = html! {
            form.inline-form method="post" action=(action) {
                (csrf_field(&me.csrf))
                (button(Button { label: t::privacy_spare(words), kind: ButtonKind::Quiet, size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
        };
        item(Item {
            lead: icon("user"),
            label: &party.name,
            href: Some(&format!("/parties/{}", party.id)),
            sub: reach,
            end: Some(end),
            ..Item::default()
        })
    }))
}

fn naming(me: &SignedIn, breach: &Breach, typed: &Typed) -> Markup {
    let words = me.words;
    let filled = Filled {
        words,
        values: &typed.values,
        problems: &[],
    };
    let called = |party: &Party| match party.phones.first() {
        Some(phone) => format!("{} · {}", party.name, phone.display),
        None => party.name.clone(),
    };
    let offered: Vec<(String, String)> = typed
        .offered
        .iter()
        .map(|party| (party.id.to_string(), called(party)))
        .collect();
    let fields = html! {
        @if let Some(problem) = typed.problem { (problem_notice(problem)) }
        (filled.line(Line { name: "who", label: t::privacy_name_who(words), hint: Some(t::orders_customer_hint(words)), ..Line::default() }))
        @if !offered.is_empty() { (radios("party_id", t::orders_which_customer(words), &choices_of(&offered), "")) }
        (button(Button { label: t::privacy_name(words), submit: true, ..Button::default() }))
        p.small.dim { (t::privacy_name_by_list(words)) " " a.link href="/parties" { (t::nav_people(words)) } }
    };
    let action = format!("/privacy/breaches/{}/people", breach.id);
    sheet(Sheet {
        action: &action,
        csrf: &me.csrf,
        body: fields,
        ..Sheet::default()
    })
}

/// `POST /privacy/breaches/{id}/people`: somebody by hand, or the picked rows of a list.
pub async fn name(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Params>) -> Answer {
    let id = read(&me, &id)?;
    let home = format!("/privacy/breaches/{id}");
    if !value(&sent, "list").is_empty() {
        let picked = lists::picked(&me, "parties", &sent)?;
        return named(&me, &picked.back, id, picked.selection).await;
    }
    if let Ok(party) = value(&sent, "party_id").parse() {
        return named(&me, &home, id, Ok(Selection::Ids(vec![party]))).await;
    }
    let found = parties::matching(&me.ctx, value(&sent, "who"), OFFERED)
        .await
        .map_err(refused(&me))?;
    if let [only] = found.as_slice() {
        return named(&me, &home, id, Ok(Selection::Ids(vec![only.id]))).await;
    }
    let problem = match found.is_empty() {
        true => t::privacy_name_nobody(me.words),
        false => t::orders_which_customer(me.words),
    };
    let typed = Typed {
        values: sent,
        offered: found,
        problem: Some(problem),
    };
    let drawn = draw(&me, id, &typed).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
}

async fn named(me: &SignedIn, back: &str, id: Uuid, selection: Result<Selection>) -> Answer {
    // Nothing picked: back to where it was.
    let Ok(selection) = selection else {
        return Ok(see(back));
    };
    acts::affect(&me.ctx, id, selection)
        .await
        .map_err(refused(me))?;
    Ok(see(&format!("/privacy/breaches/{id}")))
}

/// `POST /privacy/breaches/{id}/people/{party}/deletion`.
pub async fn spare(me: SignedIn, Path((id, party)): Path<(String, String)>) -> Answer {
    let (id, party) = (read(&me, &id)?, read(&me, &party)?);
    acts::spare(&me.ctx, id, party)
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/privacy/breaches/{id}")))
}

/// `POST /privacy/touched`: by which breach the picked customers of a list were touched.
pub async fn touched_ask(me: SignedIn, Form(sent): Form<Params>) -> Answer {
    let breaches = acts::breaches(&me.ctx).await.map_err(refused(&me))?;
    let picked = lists::picked(&me, "parties", &sent)?;
    if picked.selection.is_err() {
        return Ok(see(&picked.back));
    }
    let words = me.words;
    let body = html! {
        div.form-page.stack {
            p { (t::privacy_touched_which(words)) }
            @if breaches.is_empty() { p.dim { (t::privacy_no_breaches(words)) } }
            @for breach in &breaches {
                @let action = format!("/privacy/breaches/{}/people", breach.id);
                (sheet(Sheet { action: &action, csrf: &me.csrf, body: choice(&me, breach, &picked.fields), ..Sheet::default() }))
            }
            a.link href="/privacy" { (t::privacy_report(words)) }
        }
    };
    let crumbs = vec![Crumb {
        label: t::nav_people(words),
        href: &picked.back,
    }];
    let drawn = page(
        &me,
        Page {
            title: t::privacy_touched_act(words),
            nav: "/privacy",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

fn choice(me: &SignedIn, breach: &Breach, fields: &[(String, String)]) -> Markup {
    let day = spoken::day(me.words, me.ctx.day_of(breach.found_at));
    html! {
        input type="hidden" name="list" value="1";
        @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
        div.row { span.grow { (breach.what) " · " (day) }
            (button(Button { label: t::privacy_name(me.words), size: ButtonSize::Small, submit: true, ..Button::default() })) }
    }
}
