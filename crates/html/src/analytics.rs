//! The analytics page: each figure answers a question, can be read as a table, and ends in an act. It shows what the night
//! left; it never counts anything itself.

mod cohorts;
mod grid;
mod keep;
mod second;
mod tasks;
mod tiles;
mod trust;
mod value;
mod whale;

pub mod outlook;

use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::analytics::{Figures, Target};
use quen_core::models::Model;
use quen_core::reasons::Reason;
use quen_core::{Money, Permission};
use quen_http::session::encode;
use quen_http::{SignedIn, reasons};
use quen_service::jobs::JobRow;
use quen_service::{App, analytics};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Form, form};
use quen_ui::frame::padded;
use quen_ui::stat::progress;
use quen_ui::toast::{Toast, notice, toast};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use crate::answers::{Answer, refused, see};
use crate::layout::{Page, page};
use crate::spoken;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/analytics", get(show))
        .route("/analytics/fits", post(fit))
        .route("/analytics/tasks", get(tasks::ask).post(tasks::make))
}

/// What the address asks for.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `margin` to see the grid by what customers bring.
    view: String,
    /// `quarter` to see the triangle by quarters.
    unit: String,
    /// Retention in per cent.
    keep: String,
    /// Growth in per cent.
    growth: String,
    /// Tasks that were just made.
    made: Option<i64>,
    /// What became of asking for a fit: `asked` or `running`.
    fit: String,
}

/// What every part of the page needs.
struct Look<'a> {
    me: &'a SignedIn,
    words: Words,
    asked: &'a Asked,
    figures: &'a Figures,
}

impl Look<'_> {
    fn money(&self, minor: i64) -> String {
        spoken::money_short(self.words, Money::new(minor, self.me.ctx.settings.currency))
    }

    fn sentence(&self, reason: &Reason) -> String {
        reasons::sentence(self.words, reason, self.me.ctx.settings.currency)
    }

    fn count(&self, count: u64) -> String {
        self.words.number(whole(count))
    }

    /// The list of the customers behind a figure.
    fn list(&self, target: Target) -> Option<String> {
        let conditions = target.conditions(self.figures)?;
        Some(format!(
            "/parties?filter={}",
            encode(&conditions.to_string())
        ))
    }

    /// The same two acts as links in a table.
    fn links(&self, target: Target, may: bool) -> Markup {
        html! {
            @if let Some(list) = self.list(target) {
                a.link href=(list) { (t::analytics_open_list(self.words)) }
                @if may { " " a.link href={ "/analytics/tasks?target=" (target) } { (t::analytics_make_tasks(self.words)) } }
            }
        }
    }

    /// Two acts on customers behind a figure that is not counted here; nothing where the figures know none.
    fn acts_uncounted(&self, target: Target) -> Markup {
        let Some(list) = self.list(target) else {
            return Markup::default();
        };
        let tasks = format!("/analytics/tasks?target={target}");
        let may = self.me.ctx.actor.may(Permission::TasksWrite).is_ok();
        html! {
            span.row.wrap.end {
                (small(t::analytics_open_list(self.words), ButtonKind::Quiet, "list", &list))
                @if may { (small(t::analytics_make_tasks(self.words), ButtonKind::Soft, "list-check", &tasks)) }
            }
        }
    }

    /// Two acts on the customers behind a figure: open them, make tasks for them.
    fn acts(&self, target: Target, count: u64) -> Markup {
        let Some(list) = self.list(target).filter(|_| count > 0) else {
            return Markup::default();
        };
        let tasks = format!("/analytics/tasks?target={target}");
        let may = self.me.ctx.actor.may(Permission::TasksWrite).is_ok();
        html! {
            span.row.wrap.end {
                (small(t::analytics_open_list(self.words), ButtonKind::Quiet, "list", &list))
                @if may { (small(&t::analytics_make_tasks_for(self.words, whole(count)), ButtonKind::Soft, "list-check", &tasks)) }
            }
        }
    }
}

fn small(label: &str, kind: ButtonKind, icon: &str, href: &str) -> Markup {
    button(Button {
        label,
        kind,
        icon: Some(icon),
        size: ButtonSize::Small,
        href: Some(href),
        ..Button::default()
    })
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A share as a percentage without a space: `73%`, `6,8%` below ten.
pub fn percent(words: Words, share: f64) -> String {
    let points = share * 100.0;
    let digits = usize::from(points.abs() < 9.95 && (points - points.round()).abs() >= 0.05);
    let text = format!("{points:.digits$}");
    let text = if words.lang() == quen_words::Lang::Vi {
        text.replace('.', ",")
    } else {
        text
    };
    format!("{}%", text.replace('-', "−"))
}

async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let (figures, model) = analytics::overview(&me.ctx).await.map_err(refused(&me))?;
    let running = analytics::fit_under_way(&me.ctx)
        .await
        .map_err(refused(&me))?;
    Ok(draw(
        &me,
        &asked,
        figures.as_ref(),
        model.as_ref(),
        running.as_ref(),
    ))
}

fn draw(
    me: &SignedIn,
    asked: &Asked,
    figures: Option<&Figures>,
    model: Option<&Model>,
    running: Option<&JobRow>,
) -> Response {
    let words = me.words;
    let body = html! {
        @if let Some(job) = running { (under_way(words, job)) }
        @match figures {
            Some(figures) => (all(&Look { me, words, asked, figures }, model)),
            None => (nothing(words)),
        }
    };
    let may_fit = me.ctx.actor.may(Permission::JobsManage).is_ok() && running.is_none();
    page(
        me,
        Page {
            title: t::analytics_title(words),
            nav: "/analytics",
            beside_title: model
                .map(|model| html! { span.small.dim.desk-only { (ran(me, model)) } }),
            actions: html! { @if may_fit { (fit_button(me)) } },
            body: padded(html! { div.stack.loose { (body) } }),
            toasts: toasts(words, asked),
            ..Page::default()
        },
    )
    .into_response()
}

fn ran(me: &SignedIn, model: &Model) -> String {
    t::analytics_ran(
        me.words,
        &spoken::moment(me.words, me.ctx.settings.zone(), model.checked_at),
    )
}

fn fit_button(me: &SignedIn) -> Markup {
    let press = button(Button {
        label: t::analytics_fit(me.words),
        icon: Some("refresh"),
        submit: true,
        ..Button::default()
    });
    form(Form {
        action: "/analytics/fits",
        csrf: &me.csrf,
        class: "row",
        body: press,
        ..Form::default()
    })
}

fn under_way(words: Words, job: &JobRow) -> Markup {
    let total = job.progress_total;
    if total <= 0 {
        return notice(
            Tone::Sky,
            "refresh",
            html! { (t::analytics_fitting(words)) ": " (t::analytics_fit_waiting(words)) },
        );
    }
    let part = u8::try_from((job.progress_done.clamp(0, total)).saturating_mul(100) / total)
        .unwrap_or(100);
    progress(
        t::analytics_fitting(words),
        part,
        &t::analytics_fit_progress(words, job.progress_done, total),
    )
}

fn toasts(words: Words, asked: &Asked) -> Vec<Markup> {
    let made = asked
        .made
        .map(|count| t::analytics_tasks_made(words, count));
    let fit = match asked.fit.as_str() {
        "asked" => Some(t::analytics_fit_asked(words).to_owned()),
        "running" => Some(t::analytics_fit_running(words).to_owned()),
        _ => None,
    };
    made.into_iter()
        .chain(fit)
        .map(|text| {
            toast(Toast {
                text: &text,
                ..Toast::default()
            })
        })
        .collect()
}

fn nothing(words: Words) -> Markup {
    empty(Empty {
        title: Some(t::analytics_none(words)),
        text: html! { (t::analytics_none_why(words)) },
        drawing: true,
        ..Empty::default()
    })
}

fn all(look: &Look<'_>, model: Option<&Model>) -> Markup {
    html! {
        @if let Some(reason) = model.and_then(|model| model.reason.as_ref()) { (notice(Tone::Amber, "info-circle", html! { (look.sentence(reason)) })) }
        (tiles::tiles(look))
        div.columns.halves.even.lean-right { (grid::panel(look)) (cohorts::panel(look)) }
        div.columns.halves.even { (value::panel(look)) (keep::panel(look)) }
        div.columns.halves.even { (second::panel(look)) (whale::panel(look)) }
        @if let Some(model) = model { (trust::panel(look, model)) }
    }
}

async fn fit(me: SignedIn) -> Answer {
    let asked = analytics::request_fit(&me.ctx)
        .await
        .map_err(refused(&me))?;
    Ok(see(if asked.is_some() {
        "/analytics?fit=asked"
    } else {
        "/analytics?fit=running"
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use quen_words::Lang;

    #[test]
    fn shares_are_whole_from_ten_up() {
        let vi = Words::new(Lang::Vi);
        assert_eq!(
            [0.734, 0.068, 0.05, -0.021, 1.183].map(|s| percent(vi, s)),
            ["73%", "6,8%", "5%", "−2,1%", "118%"]
        );
        assert_eq!(percent(Words::new(Lang::En), 0.068), "6.8%");
    }
}
