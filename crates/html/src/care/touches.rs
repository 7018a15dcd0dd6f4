//! Touches as rows: what is planned for the days ahead, what was done, sent or refused and why.

use axum::extract::Query;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::care::{AHEAD_DAYS, Programme};
use quen_http::{SignedIn, reasons};
use quen_service::care::{self as acts, Shown, Touches};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::badge::badge;
use quen_ui::button::{Button, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::{Crumb, padded};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel, see_all};
use quen_ui::tone::Tone;
use quen_words::t;

use super::programmes::tone_of;
use super::{MORE, View, word};
use crate::answers::{Answer, refused};
use crate::forms::Asked;
use crate::layout::{Page, page};
use crate::spoken;

/// What is planned.
pub(super) fn coming_panel(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let days = i64::try_from(AHEAD_DAYS).unwrap_or(14);
    boxed(
        view,
        (&t::care_coming(words, days), "calendar-time"),
        (&view.coming, "/care/coming"),
        t::care_coming_none(words),
    )
}

/// What came of it.
pub(super) fn settled_panel(view: &View<'_>) -> Markup {
    let words = view.me.words;
    boxed(
        view,
        (t::care_settled(words), "history"),
        (&view.settled, "/care/settled"),
        t::care_settled_none(words),
    )
}

fn boxed(
    view: &View<'_>,
    (title, sign): (&str, &str),
    (touches, href): (&Touches, &str),
    nothing: &str,
) -> Markup {
    let more = touches.next_cursor.is_some();
    panel(Panel {
        title,
        icon: Some(sign),
        end: more.then(|| see_all(href, t::care_all(view.me.words))),
        body: rows(view.me, &view.programmes, touches, nothing),
        flush: true,
        ..Panel::default()
    })
}

fn rows(me: &SignedIn, programmes: &[Programme], touches: &Touches, nothing: &str) -> Markup {
    if touches.data.is_empty() {
        return empty(Empty {
            text: html! { (nothing) },
            ..Empty::default()
        });
    }
    item_list(touches.data.iter().map(|touch| row(me, programmes, touch)))
}

fn row(me: &SignedIn, programmes: &[Programme], shown: &Shown) -> Markup {
    let words = me.words;
    let touch = &shown.touch;
    let say = |reason| reasons::sentence(words, reason, me.ctx.settings.currency);
    let programme = programmes.iter().find(|one| one.id == touch.programme_id);
    let mut sub: Vec<String> = programme.map(|one| one.name.clone()).into_iter().collect();
    sub.push(say(&touch.why));
    sub.extend(touch.reasons.iter().map(say));
    let day = me.ctx.day_of(touch.settled_at.unwrap_or(touch.due_at));
    let label = shown
        .party_name
        .as_deref()
        .unwrap_or_else(|| t::notification_hidden(words));
    let end = html! {
        span.small.dim { (spoken::day_short(words, day)) }
        @if touch.state == "waiting" {
            @if programme.is_some_and(Programme::sends) { (badge(t::care_will_send(words), Tone::Persimmon)) }
        } @else {
            @if let Some(task) = touch.task_id.filter(|_| shown.shown == "proposed") { a.see-all href={ "/care/proposals/" (task) } { (t::care_open_words(words)) } }
            (badge(&word(words, "state", &shown.shown), tone_of(&shown.shown)))
        }
    };
    item(Item {
        lead: icon(sign(&touch.channel)),
        label,
        href: Some(&format!("/parties/{}", touch.party_id)),
        sub: Some(&sub.join(" · ")),
        end: Some(end),
        ..Item::default()
    })
}

pub(super) fn sign(channel: &str) -> &'static str {
    match channel {
        "email" => "mail",
        "phone" => "phone",
        "sms" => "device-mobile-message",
        "preferred" => "heart",
        "visit" => "map-pin",
        _ => "message-circle",
    }
}

/// `GET /care/coming`: all that is planned, page by page.
pub(super) async fn coming(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let cursor = asked.get("cursor").map(String::as_str);
    let (programmes, touches) = tokio::try_join!(
        acts::programmes(&me.ctx),
        acts::coming(&me.ctx, cursor, MORE)
    )
    .map_err(refused(&me))?;
    let words = me.words;
    let days = i64::try_from(AHEAD_DAYS).unwrap_or(14);
    let title = t::care_coming(words, days);
    let drawn = rows(&me, &programmes, &touches, t::care_coming_none(words));
    Ok(whole(&me, &title, drawn, "/care/coming", &touches).into_response())
}

/// `GET /care/settled`: all that came of it, page by page.
pub(super) async fn settled(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let cursor = asked.get("cursor").map(String::as_str);
    let (programmes, touches) = tokio::try_join!(
        acts::programmes(&me.ctx),
        acts::settled(&me.ctx, None, cursor, MORE)
    )
    .map_err(refused(&me))?;
    let words = me.words;
    let drawn = rows(&me, &programmes, &touches, t::care_settled_none(words));
    Ok(whole(
        &me,
        t::care_settled(words),
        drawn,
        "/care/settled",
        &touches,
    )
    .into_response())
}

fn whole(me: &SignedIn, title: &str, rows: Markup, home: &str, touches: &Touches) -> Markup {
    let words = me.words;
    let next = touches
        .next_cursor
        .as_ref()
        .map(|cursor| format!("{home}?cursor={cursor}"));
    let body = html! {
        div.stack {
            (panel(Panel { title, body: rows, flush: true, ..Panel::default() }))
            @if let Some(next) = &next { div { (button(Button { label: t::care_more(words), href: Some(next), ..Button::default() })) } }
        }
    };
    let crumbs = vec![Crumb {
        label: t::nav_care_programmes(words),
        href: "/care",
    }];
    page(
        me,
        Page {
            title,
            nav: "/care",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    )
}
