//! The first page: what to do today and why, the shop's figures, the dates that come. What is said and in which order is
//! decided by the acts; here it is drawn.

mod answers;
mod dates;
mod figures;
mod greeting;
mod lines;

use axum::Router;
use axum::extract::Query;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::facts::Fact;
use quen_core::figures::Figures;
use quen_core::today::{Rule, TodayLine};
use quen_core::{Money, Permission};
use quen_http::SignedIn;
use quen_service::facts::{self, Occasion};
use quen_service::today::{self as acts, Today, Whose};
use quen_service::{App, figures as figure_acts};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::padded;
use quen_words::t;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

use crate::answers::{Answer, refused};
use crate::layout::{Page, page};
use crate::{keys, spoken};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/today", get(show))
        .route("/today/answers", post(answers::answer))
        .route("/today/answers/undo", post(answers::take_back))
}

/// What the address says.
#[derive(Deserialize, Default)]
struct Asked {
    /// `everyone`, or nothing for one's own.
    whose: Option<String>,
    /// Anything: all lines, not the first few.
    all: Option<String>,
}

impl Asked {
    fn whose(&self) -> Whose {
        if self.whose.as_deref() == Some("everyone") {
            Whose::Everyone
        } else {
            Whose::Mine
        }
    }
}

async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let whose = asked.whose();
    let (today, figures) = tokio::try_join!(
        acts::list(&me.ctx, whose),
        figure_acts::of_today(&me.ctx, whose)
    )
    .map_err(refused(&me))?;
    let questions = crate::facts::today(&me, whose)
        .await
        .map_err(refused(&me))?;
    let celebrated: Vec<Uuid> = today
        .lines
        .iter()
        .filter(|line| is_date(line))
        .filter_map(|line| line.party_id)
        .collect();
    let (occasions, likes) = tokio::try_join!(
        facts::occasions(&me.ctx, whose),
        facts::likes(&me.ctx, &celebrated)
    )
    .map_err(refused(&me))?;
    let view = View {
        me: &me,
        questions,
        occasions,
        likes,
        whose,
        all: asked.all.is_some(),
        today: &today,
        figures: &figures,
    };
    Ok(view.page().into_response())
}

/// A page being drawn.
struct View<'a> {
    me: &'a SignedIn,
    /// What is worth asking.
    questions: Markup,
    /// Days that customers named.
    occasions: Vec<Occasion>,
    /// What those with a birthday like.
    likes: HashMap<Uuid, Fact>,
    whose: Whose,
    all: bool,
    today: &'a Today,
    figures: &'a Figures,
}

/// Birthdays and anniversaries have a place of their own beside the work.
fn is_date(line: &TodayLine) -> bool {
    matches!(line.rule, Rule::Birthday | Rule::Anniversary)
}

impl View<'_> {
    fn page(&self) -> Markup {
        let words = self.me.words;
        let beside_title =
            Some(html! { span.desk-only { (greeting::date(words, self.today.day)) } });
        let new = self.me.ctx.actor.may(Permission::PartiesWrite).is_ok();
        let actions = html! {
            @if new {
                (button(Button {
                    label: t::parties_new(words), icon: Some("plus"), kind: ButtonKind::Primary, href: Some("/parties/new"), key: keys::shown(self.me, "new").as_deref(),
                    desk_only: true, ..Button::default()
                }))
            }
        };
        let nobody = self.whose == Whose::Everyone || self.today.lines.is_empty();
        let body = if nobody && self.parties() == 0 {
            self.empty(new)
        } else {
            self.body()
        };
        page(
            self.me,
            Page {
                title: t::nav_today(words),
                nav: "/today",
                beside_title,
                actions,
                body: padded(body),
                ..Page::default()
            },
        )
    }

    fn body(&self) -> Markup {
        html! {
            div.stack.loose {
                (self.greeting())
                (self.tiles())
                div.columns.main-side {
                    div.stack { (self.todo()) (self.months()) }
                    div.stack { (self.dates()) (self.questions) (self.stages()) }
                }
            }
        }
    }

    /// The work, strongest first.
    fn work(&self) -> impl Iterator<Item = &TodayLine> {
        self.today.lines.iter().filter(|line| !is_date(line))
    }

    fn parties(&self) -> u64 {
        self.figures.stages.iter().map(|(_, count)| count).sum()
    }

    /// A workspace in which nobody is yet.
    fn empty(&self, new: bool) -> Markup {
        let words = self.me.words;
        let acts = html! {
            (button(Button { label: t::parties_new(words), icon: Some("user-plus"), kind: ButtonKind::Primary, href: Some("/parties/new"), ..Button::default() }))
            @if self.me.ctx.actor.may(Permission::ImportsRun).is_ok() {
                (button(Button { label: t::action_import(words), icon: Some("upload"), href: Some("/imports/new?kind=parties"), ..Button::default() }))
            }
        };
        empty(Empty {
            title: Some(t::today_empty_title(words)),
            text: html! { (t::today_empty_text(words)) },
            acts: new.then_some(acts),
            drawing: true,
        })
    }

    /// Figure and unit of an amount in the workspace's currency.
    fn tile(&self, minor: i64) -> (String, String) {
        spoken::money_tile(
            self.me.words,
            Money::new(minor, self.me.ctx.settings.currency),
        )
    }

    /// An amount in a sentence: `61,2 tr ₫`.
    fn short(&self, minor: i64) -> String {
        let (figure, unit) = self.tile(minor);
        if unit.is_empty() {
            figure
        } else {
            format!("{figure}\u{a0}{unit}")
        }
    }
}
