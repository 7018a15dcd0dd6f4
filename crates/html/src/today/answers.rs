//! What one click on a line says: done, later, of no use, and taking that back.

use axum::Form;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use maud::{Markup, html};
use quen_core::Error;
use quen_core::promises::Delivery;
use quen_core::today::{NOT_USEFUL_DAYS, Response as Said, Rule, TodayLine};
use quen_http::{SignedIn, problem};
use quen_service::today::{self as acts, Today, Whose};
use quen_service::{care, promises, tasks};
use quen_ui::hx::Hx;
use quen_ui::toast::{Toast, toast_partial};
use quen_words::t;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::lines::{Rows, done_badge, row_id};
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::spoken;

/// The form of a click.
#[derive(Deserialize)]
pub struct Clicked {
    rule: String,
    record_id: Uuid,
    answer: String,
    until: Option<NaiveDate>,
}

impl Clicked {
    fn rule(&self) -> Result<Rule, Error> {
        Rule::from_code(&self.rule).ok_or_else(|| Error::invalid("rule", "bad-choice"))
    }

    fn said(&self) -> Result<Said, Error> {
        match (self.answer.as_str(), self.until) {
            // What a programme proposed and a colleague said is done, and stands on the timeline.
            ("done" | "told", _) => Ok(Said::Done),
            ("not_useful", _) => Ok(Said::NotUseful),
            ("snooze", Some(until)) => Ok(Said::Snooze { until }),
            _ => Err(Error::invalid("answer", "bad-choice")),
        }
    }
}

/// `POST /today/answers`.
pub async fn answer(me: SignedIn, headers: HeaderMap, Form(clicked): Form<Clicked>) -> Answer {
    let rule = clicked.rule().map_err(refused(&me))?;
    let said = clicked.said().map_err(refused(&me))?;
    let before = acts::list(&me.ctx, Whose::Everyone)
        .await
        .map_err(refused(&me))?;
    if rule == Rule::Task && clicked.answer == "told" {
        match care::tell(&me.ctx, clicked.record_id, None).await {
            Ok(_) => {}
            Err(error @ Error::Conflict { .. }) if wants_fragment(&headers) => {
                return Ok(kept_open(&me, &before, clicked.record_id, &error));
            }
            Err(error) => return Err(refused(&me)(error)),
        }
    } else if rule == Rule::Task && said == Said::Done {
        tasks::complete(&me.ctx, clicked.record_id)
            .await
            .map_err(refused(&me))?;
    } else if rule == Rule::Promise && said == Said::Done {
        promises::keep(&me.ctx, clicked.record_id, Delivery::default())
            .await
            .map_err(refused(&me))?;
    } else {
        acts::answer(&me.ctx, rule, clicked.record_id, said)
            .await
            .map_err(refused(&me))?;
    }
    let line = find(&before, rule, clicked.record_id);
    match line.filter(|_| wants_fragment(&headers)) {
        Some(line) => {
            let after = acts::list(&me.ctx, Whose::Mine)
                .await
                .map_err(refused(&me))?;
            Ok(answered(&me, &before, &after, line, said, &clicked.answer).into_response())
        }
        None => Ok(see("/today")),
    }
}

fn answered(
    me: &SignedIn,
    before: &Today,
    after: &Today,
    line: &TodayLine,
    said: Said,
    answer: &str,
) -> Markup {
    let words = me.words;
    let rows = Rows { me, today: before };
    let what = rows.title(line);
    let sentence = match said {
        Said::Done => t::today_answered_done(words, &what),
        Said::Snooze { until } => {
            let day = match until.signed_duration_since(before.day).num_days() {
                1 => t::date_tomorrow(words).to_owned(),
                _ => spoken::day_short(words, until),
            };
            t::today_answered_snooze(words, &day)
        }
        Said::NotUseful if line.rule == Rule::Task => t::care_declined(words).to_owned(),
        Said::NotUseful => {
            t::today_answered_not_useful(words, i64::try_from(NOT_USEFUL_DAYS).unwrap_or(0))
        }
    };
    let target = format!("#{}", row_id(line));
    let vals = json!({ "rule": line.rule.code(), "record_id": line.record_id, "answer": answer })
        .to_string();
    let undo = Hx {
        vals: Some(&vals),
        swap: Some("outerHTML"),
        ..Hx::post("/today/answers/undo", &target)
    };
    html! {
        (rows.answered(line, if said == Said::Done { t::state_done(words) } else { &sentence }))
        (count(me, after))
        (toast_partial(Toast { text: &sentence, action: Some(t::action_undo(words)), hx: undo, ..Toast::default() }))
    }
}

/// The gate said no: the line stays as it is, and why is said.
fn kept_open(me: &SignedIn, today: &Today, record: Uuid, error: &Error) -> Response {
    let text = problem::message(me.words, error);
    let said = Toast {
        text: &text,
        stays: true,
        close: Some(t::action_close(me.words)),
        ..Toast::default()
    };
    let line = find(today, Rule::Task, record);
    let shown = html! {
        @if let Some(line) = line { (Rows { me, today }.row(line)) }
        (toast_partial(said))
    };
    (StatusCode::CONFLICT, shown).into_response()
}

/// `POST /today/answers/undo`.
pub async fn take_back(me: SignedIn, headers: HeaderMap, Form(clicked): Form<Clicked>) -> Answer {
    let rule = clicked.rule().map_err(refused(&me))?;
    if rule == Rule::Task && clicked.answer == "told" {
        care::untell(&me.ctx, clicked.record_id)
            .await
            .map_err(refused(&me))?;
    } else if rule == Rule::Task && clicked.answer == "done" {
        tasks::reopen(&me.ctx, clicked.record_id)
            .await
            .map_err(refused(&me))?;
    } else if rule == Rule::Promise && clicked.answer == "done" {
        promises::reopen(&me.ctx, clicked.record_id)
            .await
            .map_err(refused(&me))?;
    } else {
        acts::take_back(&me.ctx, rule, clicked.record_id)
            .await
            .map_err(refused(&me))?;
    }
    if !wants_fragment(&headers) {
        return Ok(see("/today"));
    }
    let (all, mine) = tokio::try_join!(
        acts::list(&me.ctx, Whose::Everyone),
        acts::list(&me.ctx, Whose::Mine)
    )
    .map_err(refused(&me))?;
    Ok(restored(&me, &all, &mine, rule, clicked.record_id))
}

fn restored(me: &SignedIn, all: &Today, mine: &Today, rule: Rule, record: Uuid) -> Response {
    match find(all, rule, record) {
        Some(line) => {
            html! { (Rows { me, today: all }.row(line)) (count(me, mine)) }.into_response()
        }
        None => see("/today"),
    }
}

fn count(me: &SignedIn, today: &Today) -> Markup {
    html! { hx-partial hx-target="#today-done" hx-swap="innerHTML" { (done_badge(me, today)) } }
}

fn find(today: &Today, rule: Rule, record: Uuid) -> Option<&TodayLine> {
    today
        .lines
        .iter()
        .find(|line| line.rule == rule && line.record_id == record)
}
