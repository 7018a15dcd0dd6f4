//! How good the records of each kind are: how many in each band, what to mend first with the list of those records, and the worst
//! of them with what is wrong, mended where they stand. It counts nothing itself.

use axum::extract::{Form, Path, Query};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::Catalogue;
use quen_core::{Error, Result};
use quen_http::SignedIn;
use quen_service::lists::{self, AnyKind};
use quen_service::quality::{AT_ONCE, Found, Gap, Gaps, Poor, gaps, has_score, outdated, take_on};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{self, form};
use quen_ui::frame::{Crumb, padded};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_ui::tabs::{Tab, tabs};
use quen_words::t;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::layout::{Page, done, page};
use crate::lists::{href, path, record_href, title};
use crate::spoken;

use super::scoring;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    mended: Option<i64>,
}

/// `GET /quality/kinds/{kind}`.
pub async fn show(me: SignedIn, Path(word): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let kind = lists::by_word(&me.ctx, &word).map_err(refused(&me))?;
    let found = gaps(&me.ctx, &kind).await.map_err(refused(&me))?;
    let words = me.words;
    let name = title(&me, &word);
    let shown = Shown {
        me: &me,
        list: path(&me, &word).unwrap_or_default(),
        catalogue: kind.catalogue(&me.ctx),
        writes: me.ctx.actor.may(kind.write).is_ok(),
        kind: &kind,
        found: &found,
    };
    let crumbs = vec![Crumb {
        label: t::quality_title(words),
        href: "/quality",
    }];
    let toast = asked
        .mended
        .map(|count| done(&t::quality_mended(words, count)));
    let drawn = page(
        &me,
        Page {
            title: &name,
            nav: "/quality",
            crumbs,
            body: padded(shown.body()),
            toasts: toast.into_iter().collect(),
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

/// The way from the customers' page, and between the kinds: what somebody may see.
pub fn kinds(me: &SignedIn, here: &str) -> Markup {
    let all = lists::of_workspace(&me.ctx).into_iter();
    let seen = all
        .filter(|kind| me.ctx.actor.may(kind.read).is_ok() && has_score(&kind.catalogue(&me.ctx)));
    let named: Vec<(String, String, bool)> = seen
        .map(|kind| {
            let word = kind.word();
            let at = match word {
                "parties" => "/quality".to_owned(),
                word => format!("/quality/kinds/{word}"),
            };
            (title(me, word), at, word == here)
        })
        .collect();
    let links: Vec<Tab> = named
        .iter()
        .map(|(label, href, current)| Tab::new(label, href, *current))
        .collect();
    tabs(t::quality_kinds(me.words), &links, None)
}

/// What is wrong with a field, as people say it.
pub fn said(me: &SignedIn, catalogue: &Catalogue, found: &Found) -> String {
    let words = me.words;
    let field = found
        .field
        .as_deref()
        .and_then(|name| catalogue.field(name));
    let label = field.map(|field| spoken::label(words, field));
    let label = label.unwrap_or_default();
    match found.fault {
        "unreadable" => t::quality_unreadable(words, &label),
        "missing" => t::quality_missing(words, &label),
        _ => t::quality_outdated(words).to_owned(),
    }
}

/// The button that says that a record is still right, or that somebody takes on what has nobody.
fn mending(
    me: &SignedIn,
    kind: &str,
    field: Option<&str>,
    one: Option<Uuid>,
    label: &str,
) -> Markup {
    let action = format!("/quality/kinds/{kind}/mending");
    let body = html! {
        @if let Some(id) = one { input type="hidden" name="id" value=(id); }
        @if let Some(field) = field { input type="hidden" name="field" value=(field); }
        (button(Button { label, size: ButtonSize::Small, submit: true, ..Button::default() }))
    };
    form(field::Form {
        action: &action,
        csrf: &me.csrf,
        body,
        ..field::Form::default()
    })
}

struct Shown<'a> {
    me: &'a SignedIn,
    kind: &'a AnyKind,
    list: String,
    catalogue: Catalogue,
    writes: bool,
    found: &'a Gaps,
}

impl Shown<'_> {
    fn body(&self) -> Markup {
        let (words, found) = (self.me.words, self.found);
        let first = item_list(self.old().into_iter().chain(self.lines()));
        let nothing = found.gaps.is_empty() && found.outdated.unwrap_or_default() == 0;
        let here = format!("/quality/kinds/{}", self.kind.word());
        scoring::kept_fresh(
            &here,
            found.scoring.is_some(),
            html! {
                div.stack {
                    (kinds(self.me, self.kind.word()))
                    @match &found.scoring { Some(now) => (scoring::progress_of(words, *now)), None => (self.bands()) }
                    @if let Some(complete) = found.complete { p.mid { (t::quality_complete(words, &complete.to_string())) } }
                    @if nothing { (empty(Empty { title: Some(t::quality_filled(words)), ..Empty::default() })) }
                    @else { (panel(Panel { title: t::quality_first(words), flush: true, body: first, ..Panel::default() })) }
                    @if found.scoring.is_none() && !found.worst.is_empty() {
                        (panel(Panel { title: t::quality_worst(words), flush: true, body: item_list(found.worst.iter().map(|poor| self.poor(poor))), ..Panel::default() }))
                    }
                }
            },
        )
    }

    fn listed(&self, condition: Value) -> String {
        href(&self.list, vec![condition])
    }

    fn bands(&self) -> Markup {
        let counts = |count| i64::try_from(count).unwrap_or(i64::MAX);
        let between = |range| json!({ "field": "quality", "op": "between", "value": range });
        super::bands(self.me.words, self.found.bands.map(counts), |range| {
            self.listed(between(range))
        })
    }

    /// How many nobody touched for a year.
    fn old(&self) -> Option<Markup> {
        let words = self.me.words;
        let count = self.found.outdated.filter(|count| *count > 0)?;
        Some(item(Item {
            lead: icon("history"),
            label: t::quality_outdated(words),
            href: Some(&href(&self.list, outdated(&self.catalogue))),
            sub: Some(t::quality_why_outdated(words)),
            end: Some(
                html! { span { (super::counted(words, i64::try_from(count).unwrap_or(i64::MAX))) } },
            ),
            ..Item::default()
        }))
    }

    fn lines(&self) -> impl Iterator<Item = Markup> {
        self.found.gaps.iter().filter_map(|gap| {
            let label = self.label(gap)?;
            let words = self.me.words;
            let condition = json!({ "field": gap.field, "op": "empty" });
            let count = i64::try_from(gap.count).unwrap_or(i64::MAX).min(AT_ONCE);
            let take = (gap.has_remedy && self.writes).then(|| {
                let label = t::quality_take_some(words, count);
                mending(self.me, self.kind.word(), Some(&gap.field), None, &label)
            });
            Some(item(Item {
                lead: icon("clipboard-list"),
                label: &label,
                href: Some(&self.listed(condition)),
                sub: Some(t::quality_list(words)),
                end: take,
                ..Item::default()
            }))
        })
    }

    fn label(&self, gap: &Gap) -> Option<String> {
        let words = self.me.words;
        let field = spoken::label(words, self.catalogue.field(&gap.field)?);
        let number = i64::try_from(gap.count).ok()?;
        let count = if gap.capped {
            t::count_at_least(words, number)
        } else {
            words.number(number)
        };
        Some(t::quality_lacking(words, &field, &count))
    }

    /// A record with what is wrong, and the button for what one click mends.
    fn poor(&self, poor: &Poor) -> Markup {
        let (me, words) = (self.me, self.me.words);
        let faults = poor.faults.iter();
        let wrong: Vec<String> = faults
            .map(|found| said(me, &self.catalogue, found))
            .collect();
        let name = if poor.name.is_empty() {
            t::quality_nameless(words)
        } else {
            &poor.name
        };
        let end = html! {
            @if self.writes && poor.faults.iter().any(|found| found.fault == "outdated") {
                (mending(me, self.kind.word(), None, Some(poor.id), t::quality_still_right(words)))
            }
            span { (t::quality_score(words, &poor.quality.to_string())) }
        };
        item(Item {
            lead: icon("pencil"),
            label: name,
            href: record_href(me, self.kind.word(), poor.id).as_deref(),
            sub: Some(&wrong.join(" · ")),
            end: Some(end),
            ..Item::default()
        })
    }
}

#[derive(Debug, Deserialize)]
pub struct Mending {
    field: Option<String>,
    id: Option<Uuid>,
    back: Option<String>,
}

/// `POST /quality/kinds/{kind}/mending`: takes on what has nobody, or says that a record is still right.
pub async fn mend(me: SignedIn, Path(word): Path<String>, Form(sent): Form<Mending>) -> Answer {
    let kind = lists::by_word(&me.ctx, &word).map_err(refused(&me))?;
    let mended = mended(&me, &kind, &sent).await.map_err(refused(&me))?;
    let page = format!("/quality/kinds/{word}?mended={mended}");
    Ok(see(crate::lists::back(sent.back.as_deref(), &page)))
}

async fn mended(me: &SignedIn, kind: &AnyKind, sent: &Mending) -> Result<u64> {
    match (&sent.field, sent.id) {
        (Some(field), one) => take_on(&me.ctx, kind, field, one).await,
        (None, Some(one)) => kind.look_over(&me.ctx, one, None).await.map(|_| 1),
        (None, None) => Err(Error::invalid("field", "required")),
    }
}
