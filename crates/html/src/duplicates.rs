//! The queue of records that may be one, kind by kind: each pair with the reasons, to be compared and merged or told apart.

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::fields::Cursor;
use quen_core::reasons::Reason;
use quen_core::{Error, Noun, Permission};
use quen_http::{SignedIn, reasons};
use quen_service::App;
use quen_service::duplicates::{self, Suggestion};
use quen_service::lists::{AnyKind, name_of};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Form, form};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_ui::tabs::{Tab, tabs};
use quen_ui::tone::Tone;
use quen_words::t;
use serde::Deserialize;
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::layout::{Page, done, page};
use crate::lists::{Cards, compare_href, title};
use crate::spoken;

/// Pairs of a page.
const PAGE: usize = 20;
/// Letters of a record's name.
const NAME: usize = 80;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/duplicates", get(show))
        .route("/duplicates/scans", post(scan))
        .route("/duplicates/{id}/dismissal", post(dismiss))
        .route("/duplicates/{id}/reopening", post(reopen))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    kind: Option<String>,
    state: Option<String>,
    after: Option<String>,
    scanning: Option<String>,
}

/// The queue of one kind in one state.
struct Queue<'a> {
    me: &'a SignedIn,
    kind: AnyKind,
    state: &'a str,
}

async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let words = me.words;
    let may = me.ctx.actor.may(Permission::PartiesMerge);
    may.map_err(refused(&me))?;
    let word = asked.kind.as_deref().unwrap_or(Noun::Parties.plural());
    let kind = duplicates::kind(&me.ctx, word).map_err(|_| refused(&me)(Error::NotFound))?;
    let queue = Queue {
        me: &me,
        kind,
        state: asked.state.as_deref().unwrap_or("open"),
    };
    let after = asked.after.as_deref().map(Cursor::decode).transpose();
    let after = after.map_err(|_| refused(&me)(Error::invalid("after", "bad-cursor")))?;
    let body = queue.body(after.as_ref()).await?;
    let toasts = asked.scanning.map(|_| done(t::duplicates_scanning(words)));
    let scan = form(Form {
        action: "/duplicates/scans",
        csrf: &me.csrf,
        body: button(Button {
            label: t::duplicates_scan(words),
            icon: Some("refresh"),
            submit: true,
            ..Button::default()
        }),
        ..Form::default()
    });
    Ok(page(
        &me,
        Page {
            title: t::duplicates_title(words),
            nav: "/duplicates",
            actions: scan,
            body: padded(html! { div.stack { (body) } }),
            toasts: toasts.into_iter().collect(),
            ..Page::default()
        },
    )
    .into_response())
}

impl Queue<'_> {
    async fn body(&self, after: Option<&Cursor>) -> Result<Markup, Refused> {
        let (me, words) = (self.me, self.me.words);
        let found = duplicates::list(&me.ctx, &self.kind, self.state, after, PAGE)
            .await
            .map_err(refused(me))?;
        let looked = duplicates::looked_until(&me.ctx, &self.kind)
            .await
            .map_err(refused(me))?;
        let zone = me.ctx.settings.zone();
        let looked = looked.map(|at| t::duplicates_looked(words, &spoken::moment(words, zone, at)));
        let ends = found.pairs.iter().flat_map(|pair| [&pair.one, &pair.other]);
        let cards = Cards::load(me, &self.kind, &ends.collect::<Vec<_>>()).await;
        let cards = cards.map_err(refused(me))?;
        let next = found.next.as_ref().map(|cursor| {
            let href = format!("{}&after={}", self.href(self.state), cursor.encode());
            button(Button {
                label: t::duplicates_next(words),
                href: Some(&href),
                ..Button::default()
            })
        });
        Ok(html! {
            (self.kinds().await?)
            (self.states())
            @if found.pairs.is_empty() { (self.nothing()) }
            @for pair in &found.pairs { (self.one(&cards, pair)) }
            @if let Some(next) = next { (next) }
            @if let Some(looked) = looked { p.small.dim { (looked) } }
        })
    }

    fn href(&self, state: &str) -> String {
        href(self.kind.word(), state)
    }

    /// A tab for each kind that has something to be looked at, and for the one shown.
    async fn kinds(&self) -> Result<Markup, Refused> {
        let me = self.me;
        let mut all = Vec::new();
        for kind in duplicates::kinds(&me.ctx) {
            let open = duplicates::open(&me.ctx, &kind).await;
            let open = open.map_err(refused(me))?;
            let here = kind.word() == self.kind.word();
            if open > 0 || here || kind.noun == Noun::Parties {
                let said = (open > 0).then(|| me.words.number(open));
                all.push((
                    title(me, kind.word()),
                    href(kind.word(), "open"),
                    said,
                    here,
                ));
            }
        }
        if all.len() < 2 {
            return Ok(html! {});
        }
        let shown: Vec<Tab> = all
            .iter()
            .map(|(label, href, count, current)| Tab {
                count: count.as_deref(),
                ..Tab::new(label, href, *current)
            })
            .collect();
        Ok(tabs(t::duplicates_kinds(me.words), &shown, None))
    }

    fn states(&self) -> Markup {
        let words = self.me.words;
        let (open, different) = (self.href("open"), self.href("different"));
        let all = [
            Tab::new(t::duplicates_open(words), &open, self.state == "open"),
            Tab::new(
                t::duplicates_different(words),
                &different,
                self.state == "different",
            ),
        ];
        tabs(t::duplicates_title(words), &all, None)
    }

    fn nothing(&self) -> Markup {
        let words = self.me.words;
        let (title, text) = match (self.state, self.kind.noun) {
            ("open", Noun::Parties) => (t::duplicates_none(words), t::duplicates_none_text(words)),
            ("open", _) => (
                t::duplicates_none_here(words),
                t::duplicates_none_here_text(words),
            ),
            _ => (
                t::duplicates_none_different(words),
                t::duplicates_none_different_text(words),
            ),
        };
        empty(Empty {
            title: Some(title),
            text: html! { (text) },
            ..Empty::default()
        })
    }

    fn one(&self, cards: &Cards<'_>, pair: &Suggestion) -> Markup {
        let words = self.me.words;
        let (label, tone) = if pair.automatic {
            (t::duplicates_sure(words), Tone::Green)
        } else {
            (t::duplicates_maybe(words), Tone::Amber)
        };
        let title = format!(
            "{} · {}",
            name_of(&pair.one, NAME),
            name_of(&pair.other, NAME)
        );
        panel(Panel {
            title: &title,
            beside: Some(badge(label, tone)),
            body: html! {
                div.stack {
                    div.columns.halves { (cards.card(&pair.one)) (cards.card(&pair.other)) }
                    @if !pair.reasons.is_empty() { p.small { b { (t::duplicates_why(words)) ": " } (why(self.me, &pair.reasons)) } }
                }
            },
            footer: Some(html! { div.row { (self.acts(pair)) } }),
            ..Panel::default()
        })
    }

    fn acts(&self, pair: &Suggestion) -> Markup {
        let words = self.me.words;
        let compare = compare_href(self.me, self.kind.word(), pair.one.id, pair.other.id);
        let apart = match self.kind.noun {
            Noun::Parties => t::duplicates_not_same(words),
            _ => t::duplicates_not_one(words),
        };
        let decide = |verb: &str, label| {
            let action = format!("/duplicates/{}/{verb}", pair.id);
            form(Form {
                action: &action,
                csrf: &self.me.csrf,
                body: button(Button {
                    label,
                    size: ButtonSize::Small,
                    submit: true,
                    ..Button::default()
                }),
                ..Form::default()
            })
        };
        html! {
            (button(Button { label: t::duplicates_compare(words), kind: ButtonKind::Primary, size: ButtonSize::Small, href: compare.as_deref(), ..Button::default() }))
            @if pair.state == "open" { (decide("dismissal", apart)) }
            @else { (decide("reopening", t::duplicates_ask_again(words))) }
        }
    }
}

fn href(word: &str, state: &str) -> String {
    format!("/duplicates?kind={word}&state={state}")
}

/// The reasons as one line.
pub fn why(me: &SignedIn, said: &[Reason]) -> String {
    let currency = me.ctx.settings.currency;
    let all = said
        .iter()
        .map(|reason| reasons::sentence(me.words, reason, currency));
    all.collect::<Vec<_>>().join(" · ")
}

async fn scan(me: SignedIn) -> Answer {
    duplicates::request_scan(&me.ctx)
        .await
        .map_err(refused(&me))?;
    Ok(see("/duplicates?scanning=1"))
}

async fn dismiss(me: SignedIn, Path(id): Path<String>) -> Answer {
    let told = duplicates::dismiss(&me.ctx, parsed(&me, &id)?).await;
    let told = told.map_err(refused(&me))?;
    Ok(see(&href(&told.kind, "open")))
}

async fn reopen(me: SignedIn, Path(id): Path<String>) -> Answer {
    let told = duplicates::reopen(&me.ctx, parsed(&me, &id)?).await;
    let told = told.map_err(refused(&me))?;
    Ok(see(&href(&told.kind, "different")))
}

fn parsed(me: &SignedIn, id: &str) -> Result<Uuid, Refused> {
    id.parse().map_err(|_| refused(me)(Error::NotFound))
}
