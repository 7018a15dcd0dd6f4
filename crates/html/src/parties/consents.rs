//! What a party agreed to hear and how it wants to be reached: the panel on its page, and the page where answers are noted
//! with their proof. No box is ticked beforehand.

mod forms;
pub mod ways;

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::consents::{CHANNELS, Consent, PROCESSING, PURPOSES, Preference};
use quen_core::messages::{Judgement, Outgoing};
use quen_core::{Error, Noun, Permission, Problem, Result};
use quen_http::{SignedIn, reasons};
use quen_service::consents::{self as acts, Answer as Given};
use quen_service::messages::{self, Pressure};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::badge::badge;
use quen_ui::frame::padded;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel, see_all};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::page::View;
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Filled, Pairs, value};
use crate::layout::{Page, page, party_crumbs};
use crate::spoken;

pub use forms::{best_channel, values_of};

/// The words of a code of consents.
pub fn word(words: Words, field: &str, code: &str) -> String {
    spoken::choice(words, Noun::Consents, field, code)
}

/// The icon of a channel.
pub fn sign(channel: &str) -> &'static str {
    match channel {
        "email" => "mail",
        "phone" => "phone",
        "sms" => "device-mobile-message",
        _ => "message-circle",
    }
}

/// The panel.
pub fn section(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let known = &view.whole.consents;
    let href = format!("{}/consents", view.home());
    let rows = CHANNELS.iter().map(|channel| {
        let answers: Vec<&Consent> = known
            .consents
            .iter()
            .filter(|consent| consent.channel == *channel)
            .collect();
        item(Item {
            lead: icon(sign(channel)),
            label: &word(words, "channel", channel),
            sub: Some(&said(view.me, &answers)),
            end: Some(html! { @if !answers.is_empty() { (badge_of(words, &answers)) } }),
            ..Item::default()
        })
    });
    let footer = html! {
        span.stack.tight {
            @if let Some(best) = ways::line(view.me, known) { span.small.dim { (best) } }
            span.small.dim { (heard(words, &view.whole.pressure)) }
            @if view.whole.pressure.by_machines_alone(&view.whole.profile.party, view.me.ctx.now) {
                span.small { (icon("alert-triangle")) " " (t::care_only_machines(words)) }
            }
        }
    };
    panel(Panel {
        title: t::consents_title(words),
        icon: Some("shield-lock"),
        end: Some(see_all(&href, t::consents_log(words))),
        body: item_list(rows),
        footer: Some(footer),
        flush: true,
        ..Panel::default()
    })
}

/// How much the party has heard from us.
fn heard(words: Words, pressure: &Pressure) -> String {
    let say = match pressure.is_full() {
        true => t::care_pressure_full,
        false => t::care_pressure,
    };
    let [week, month, quarter] = [pressure.week, pressure.month, pressure.quarter].map(i64::from);
    let [weekly, monthly, quarterly] =
        [pressure.week_cap, pressure.month_cap, pressure.quarter_cap].map(i64::from);
    say(words, week, weekly, month, monthly, quarter, quarterly)
}

/// Yes to all asked, no to all, or something between.
fn badge_of(words: Words, answers: &[&Consent]) -> Markup {
    let given = answers.iter().filter(|answer| answer.is_given()).count();
    match given {
        0 => badge(&word(words, "answer", "no"), Tone::Red),
        all if all == answers.len() => badge(&word(words, "answer", "yes"), Tone::Green),
        _ => badge(t::consents_in_part(words), Tone::Amber),
    }
}

fn said(me: &SignedIn, answers: &[&Consent]) -> String {
    let words = me.words;
    if answers.is_empty() {
        return t::consents_not_asked(words).to_owned();
    }
    let one = |answer: &&Consent| {
        let day = spoken::day_short(words, me.ctx.day_of(answer.at));
        format!(
            "{}: {} {day}",
            word(words, "purpose", &answer.purpose),
            word(words, "answer", &answer.answer)
        )
    };
    answers.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// `GET /parties/{id}/consents`.
pub async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    Ok(document(&me, &id, &[], &[]).await?.into_response())
}

/// `POST /parties/{id}/consents`: an answer is noted.
pub async fn put(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let party = super::id(&me, &id)?;
    let text = |name: &str| value(&sent, name).to_owned();
    let given = Given {
        channel: text("channel"),
        purpose: text("purpose"),
        answer: text("answer"),
        source: text("source"),
        proof: Some(text("proof")),
        wording: None,
        any_hour: value(&sent, "any_hour") == "1",
    };
    let done = acts::put(&me.ctx, party, given).await.map(drop);
    answer(&me, &id, &sent, done).await
}

/// `POST /parties/{id}/consents/withdrawal`: every yes is taken back.
pub async fn withdraw(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let party = super::id(&me, &id)?;
    let done = acts::withdraw_all(&me.ctx, party, "in_person").await;
    answer(&me, &id, &sent, done).await
}

/// `POST /parties/{id}/consents/preference`.
pub async fn prefer(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let party = super::id(&me, &id)?;
    let done = match wish(&sent) {
        Ok(wish) => acts::prefer(&me.ctx, party, wish).await.map(drop),
        Err(error) => Err(error),
    };
    answer(&me, &id, &sent, done).await
}

fn wish(sent: &Pairs) -> Result<Preference> {
    Ok(Preference {
        do_not_call: match value(sent, "do_not_call") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        source: "in_person".to_owned(),
        ..best_way(sent)?
    })
}

/// The best way and the best hours, as a form tells them.
pub fn best_way(sent: &Pairs) -> Result<Preference> {
    let text = |name: &str| {
        let text = value(sent, name).trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let hour = |name: &'static str| match text(name) {
        None => Ok(None),
        Some(text) => text
            .parse::<i64>()
            .map(Some)
            .map_err(|_| Error::invalid(name, "bad-number")),
    };
    Ok(Preference {
        channel: text("best_channel"),
        from_hour: hour("from_hour")?,
        to_hour: hour("to_hour")?,
        time_zone: text("time_zone"),
        ..Preference::default()
    })
}

async fn answer(me: &SignedIn, id: &str, sent: &Pairs, done: Result<()>) -> Answer {
    match done {
        Ok(()) => Ok(see(&format!("/parties/{id}/consents"))),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            document(me, id, sent, &problems).await?,
        )
            .into_response()),
        Err(error) => Err(refused(me)(error)),
    }
}

async fn document(
    me: &SignedIn,
    id: &str,
    values: &[(String, String)],
    problems: &[Problem],
) -> std::result::Result<Markup, Refused> {
    let words = me.words;
    let party = super::found(me, id).await?;
    let (known, history) = tokio::try_join!(
        acts::of_party(&me.ctx, party.id),
        acts::history(&me.ctx, party.id)
    )
    .map_err(refused(me))?;
    let mut judged = Vec::new();
    for channel in CHANNELS {
        let message = Outgoing {
            channel,
            purpose: "ads",
            automatic: true,
        };
        let judgement = messages::may_send(&me.ctx, party.id, message, me.ctx.now).await;
        judged.push((channel, judgement.map_err(refused(me))?));
    }
    let filled = Filled {
        words,
        values,
        problems,
    };
    let may = me.ctx.actor.may(Permission::PartiesWrite).is_ok();
    let home = format!("/parties/{}", party.id);
    let body = html! {
        div.columns.main-side {
            div.stack {
                (panel(Panel { title: t::consents_now(words), body: html! { (grid(me, &known.consents)) (reading(me, &known.consents)) }, flush: true, ..Panel::default() }))
                (panel(Panel { title: t::consents_way(words), body: ways::list(me, party.id, &known.best, may), flush: true, ..Panel::default() }))
                (panel(Panel { title: t::consents_gate(words), body: gate(me, &judged), flush: true, ..Panel::default() }))
                (panel(Panel { title: t::consents_log(words), body: log(me, &history), flush: true, ..Panel::default() }))
            }
            @if may { div.stack {
                (panel(Panel { title: t::consents_note(words), body: forms::note(me, &home, filled), ..Panel::default() }))
                (panel(Panel { title: t::consents_wishes(words), body: forms::wishes(me, &home, filled, known.preference.as_ref()), ..Panel::default() }))
                (panel(Panel { title: t::consents_withdraw(words), body: forms::withdrawal(me, &home), ..Panel::default() }))
            } }
        }
    };
    let crumbs = party_crumbs(words, &party.name, &home);
    Ok(page(
        me,
        Page {
            title: t::consents_title(words),
            nav: "/parties",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    ))
}

/// Channels down, purposes across.
fn grid(me: &SignedIn, answers: &[Consent]) -> Markup {
    let words = me.words;
    let heads: Vec<String> = PURPOSES
        .iter()
        .map(|purpose| word(words, "purpose", purpose))
        .collect();
    let mut columns = vec![Column {
        label: t::consents_channel(words),
        ..Column::default()
    }];
    columns.extend(heads.iter().map(|label| Column {
        label,
        ..Column::default()
    }));
    let cell = |channel: &str, purpose: &str| {
        let found = answers
            .iter()
            .find(|known| known.channel == channel && known.purpose == purpose);
        match found {
            None => html! { span.dim { (t::consents_not_asked(words)) } },
            Some(known) => html! {
                (badge(&word(words, "answer", &known.answer), if known.is_given() { Tone::Green } else { Tone::Red })) " "
                span.dim.smaller { (spoken::day(words, me.ctx.day_of(known.at))) }
            },
        }
    };
    let rows = CHANNELS.iter().map(|channel| {
        let mut cells = vec![html! { (word(words, "channel", channel)) }];
        cells.extend(PURPOSES.iter().map(|purpose| cell(channel, purpose)));
        Row {
            cells,
            ..Row::default()
        }
    });
    data_table(DataTable {
        id: "consents",
        caption: t::consents_table(words),
        columns: &columns,
        rows: rows.collect(),
        keeps_shape: true,
        ..DataTable::default()
    })
}

/// May an outside machine read what was noted?
fn reading(me: &SignedIn, answers: &[Consent]) -> Markup {
    let words = me.words;
    let asked = answers.iter().find(|answer| answer.purpose == PROCESSING);
    let end = asked.map(|known| {
        let tone = if known.is_given() {
            Tone::Green
        } else {
            Tone::Red
        };
        badge(&word(words, "answer", &known.answer), tone)
    });
    let label = word(words, "purpose", PROCESSING);
    let day = asked.map(|known| spoken::day(words, me.ctx.day_of(known.at)));
    let sub = day.unwrap_or_else(|| t::consents_not_asked(words).to_owned());
    item_list([item(Item {
        lead: icon("sparkles"),
        label: &label,
        sub: Some(&sub),
        end,
        ..Item::default()
    })])
}

/// May an offer go out now, channel by channel, and why not.
fn gate(me: &SignedIn, judged: &[(&str, Judgement)]) -> Markup {
    let words = me.words;
    item_list(judged.iter().map(|(channel, judgement)| {
        let why = judgement
            .reasons
            .first()
            .map(|reason| reasons::sentence(words, reason, me.ctx.settings.currency));
        let why = why.unwrap_or_else(|| t::consents_may(words).to_owned());
        let end = if judgement.allowed {
            badge(t::word_yes(words), Tone::Green)
        } else {
            badge(t::word_no(words), Tone::Neutral)
        };
        item(Item {
            lead: icon(sign(channel)),
            label: &word(words, "channel", channel),
            sub: Some(&why),
            end: Some(end),
            ..Item::default()
        })
    }))
}

fn log(me: &SignedIn, history: &[Consent]) -> Markup {
    let words = me.words;
    if history.is_empty() {
        return html! { p.padded.dim { (t::consents_never(words)) } };
    }
    item_list(history.iter().map(|known| {
        let what = format!(
            "{} · {}",
            word(words, "channel", &known.channel),
            word(words, "purpose", &known.purpose)
        );
        let mut sub = vec![
            spoken::moment(words, me.ctx.settings.zone(), known.at),
            word(words, "source", &known.source),
        ];
        sub.extend(
            known
                .wording
                .map(|version| t::consents_wording(words, version)),
        );
        sub.extend(known.proof.clone());
        item(Item {
            lead: icon(sign(&known.channel)),
            label: &what,
            sub: Some(&sub.join(" · ")),
            end: Some(badge(
                &word(words, "answer", &known.answer),
                if known.is_given() {
                    Tone::Green
                } else {
                    Tone::Red
                },
            )),
            ..Item::default()
        })
    }))
}
