//! What to mend first in the customer book: each fault with its records, mended with one click where the product knows how.

mod gaps;
pub mod record;
mod scoring;

use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::parties::Party;
use quen_core::quality::{Fault, tidied};
use quen_core::{Error, Permission};
use quen_http::SignedIn;
use quen_http::session::encode;
use quen_service::App;
use quen_service::quality::{self, AT_ONCE, COUNTED, Line, Summary};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::avatar::{AvatarShape, AvatarSize, avatar};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{self, form};
use quen_ui::frame::{Crumb, padded};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_ui::stat::{Stat, stat, stat_row};
use quen_words::{Words, t};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::layout::{Page, done, page};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/quality", get(show))
        .route("/quality/kinds/{kind}", get(gaps::show))
        .route("/quality/kinds/{kind}/mending", post(gaps::mend))
        .route("/quality/{fault}", get(of_fault))
        .route("/quality/{fault}/mending", post(mend))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    mended: Option<i64>,
}

async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let words = me.words;
    let summary = quality::summary(&me.ctx).await.map_err(refused(&me))?;
    let body = html! {
        div.stack {
            (gaps::kinds(&me, "parties"))
            @if let Some(now) = summary.scoring { (scoring::progress_of(words, now)) } @else { (bands(words, summary.bands, |range| list_of("quality", "between", range))) }
            @if !summary.faults.is_empty() || summary.duplicates.unwrap_or_default() > 0 {
                (panel(Panel { title: t::quality_first(words), flush: true, body: lines(&me, &summary), ..Panel::default() }))
            } @else if summary.scoring.is_none() {
                (empty(Empty { title: Some(t::quality_whole(words)), text: html! { (t::quality_whole_text(words)) }, drawing: true, ..Empty::default() }))
            }
        }
    };
    let body = scoring::kept_fresh("/quality", summary.scoring.is_some(), body);
    Ok(framed(
        &me,
        Vec::new(),
        t::quality_title(words),
        body,
        asked.mended,
    ))
}

async fn of_fault(me: SignedIn, Path(fault): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let words = me.words;
    let fault = parsed(&me, &fault)?;
    let found = quality::with_fault(&me.ctx, fault)
        .await
        .map_err(refused(&me))?;
    let title = name(words, fault);
    let crumbs = vec![Crumb {
        label: t::quality_title(words),
        href: "/quality",
    }];
    let body = html! {
        div.stack {
            p.mid { (why(words, fault)) }
            @if found.is_empty() { (empty(Empty { title: Some(t::quality_none_left(words)), ..Empty::default() })) }
            @else {
                (panel(Panel { title: &title, flush: true, body: item_list(found.iter().map(|party| record(&me, fault, party))), ..Panel::default() }))
            }
        }
    };
    Ok(framed(&me, crumbs, &title, body, asked.mended))
}

fn framed(
    me: &SignedIn,
    crumbs: Vec<Crumb<'_>>,
    title: &str,
    body: Markup,
    mended: Option<i64>,
) -> axum::response::Response {
    let toast = mended.map(|count| done(&t::quality_mended(me.words, count)));
    page(
        me,
        Page {
            title,
            nav: "/quality",
            crumbs,
            body: padded(body),
            toasts: toast.into_iter().collect(),
            ..Page::default()
        },
    )
    .into_response()
}

/// Records in good, middling and poor order, each leading to its list.
fn bands(words: Words, bands: [i64; 3], listed: impl Fn(Value) -> String) -> Markup {
    let ranges = [
        (t::quality_good(words), 80, 100),
        (t::quality_fair(words), 50, 79),
        (t::quality_poor(words), 0, 49),
    ];
    let tiles = html! {
        @for ((name, least, most), count) in ranges.into_iter().zip(bands) {
            (stat(Stat {
                name,
                figure: &counted(words, count),
                note: Some(html! { (t::quality_points(words, &least.to_string(), &most.to_string())) }),
                href: Some(&listed(json!([least, most]))),
                ..Stat::default()
            }))
        }
    };
    stat_row(t::quality_title(words), tiles)
}

/// A count as people read it; one at the cap is "more than".
fn counted(words: Words, count: i64) -> String {
    let text = words.number(count);
    if count >= COUNTED {
        format!("{text}+")
    } else {
        text
    }
}

fn lines(me: &SignedIn, summary: &Summary) -> Markup {
    let words = me.words;
    let pairs = summary.duplicates.filter(|pairs| *pairs > 0);
    let pairs = pairs.map(|pairs| {
        item(Item {
            lead: icon("copy"),
            label: t::quality_duplicates(words),
            href: Some("/duplicates"),
            sub: Some(t::quality_why_duplicates(words)),
            end: Some(html! { span { (counted(words, pairs)) } }),
            ..Item::default()
        })
    });
    let faults = summary.faults.iter().map(|line| fault_line(me, line));
    item_list(pairs.into_iter().chain(faults))
}

fn fault_line(me: &SignedIn, line: &Line) -> Markup {
    let words = me.words;
    let may = line.has_remedy && me.ctx.actor.may(Permission::PartiesWrite).is_ok();
    let all = list_of("faults", "in", json!([line.fault.code()]));
    let end = html! {
        @if may { (mend_button(me, line.fault, None, &t::quality_mend_some(words, line.count.min(AT_ONCE)))) }
        a.link href=(all) title=(t::quality_list(words)) { (counted(words, line.count)) }
    };
    item(Item {
        lead: icon("pencil"),
        label: &name(words, line.fault),
        href: Some(&format!("/quality/{}", line.fault.code())),
        sub: Some(&why(words, line.fault)),
        end: Some(end),
        ..Item::default()
    })
}

/// The list of all records that a condition holds for.
fn list_of(field: &str, op: &str, value: Value) -> String {
    let condition = json!({ "field": field, "op": op, "value": value });
    let filter = json!({ "all": [condition] });
    format!("/parties?filter={}", encode(&filter.to_string()))
}

fn record(me: &SignedIn, fault: Fault, party: &Party) -> Markup {
    let words = me.words;
    let edit = format!("/parties/{}/edit", party.id);
    let act = match fault.has_remedy() {
        true => mend_button(me, fault, Some(party.id), remedy_word(words, fault)),
        false => button(Button {
            label: t::action_edit(words),
            size: ButtonSize::Small,
            href: Some(&edit),
            ..Button::default()
        }),
    };
    let may = me.ctx.actor.may(Permission::PartiesWrite).is_ok();
    let becomes = match fault {
        Fault::NameCase => tidied(&party.name).map(|name| t::quality_becomes(words, &name)),
        _ => party.phones.first().map(|phone| phone.display.clone()),
    };
    let shape = if party.is_person() {
        AvatarShape::Person
    } else {
        AvatarShape::Organisation
    };
    item(Item {
        lead: avatar(&party.name, AvatarSize::Medium, shape),
        label: &party.name,
        href: Some(&format!("/parties/{}", party.id)),
        sub: becomes.as_deref(),
        end: may.then_some(act),
        ..Item::default()
    })
}

/// What the button says that mends one record.
fn remedy_word(words: Words, fault: Fault) -> &'static str {
    match fault {
        Fault::Outdated => t::quality_still_right(words),
        _ => t::quality_mend(words),
    }
}

fn mend_button(me: &SignedIn, fault: Fault, one: Option<Uuid>, label: &str) -> Markup {
    let action = format!("/quality/{}/mending", fault.code());
    let body = html! {
        @if let Some(id) = one { input type="hidden" name="id" value=(id); }
        (button(Button { label, size: ButtonSize::Small, kind: ButtonKind::default(), submit: true, ..Button::default() }))
    };
    form(field::Form {
        action: &action,
        csrf: &me.csrf,
        body,
        ..field::Form::default()
    })
}

#[derive(Debug, Deserialize)]
struct Mending {
    id: Option<Uuid>,
    back: Option<String>,
}

async fn mend(me: SignedIn, Path(fault): Path<String>, Form(sent): Form<Mending>) -> Answer {
    let fault = parsed(&me, &fault)?;
    let mended = quality::mend(&me.ctx, fault, sent.id)
        .await
        .map_err(refused(&me))?;
    let back = match sent.id {
        Some(_) => format!("/quality/{}?mended={mended}", fault.code()),
        None => format!("/quality?mended={mended}"),
    };
    Ok(see(crate::lists::back(sent.back.as_deref(), &back)))
}

fn parsed(me: &SignedIn, code: &str) -> Result<Fault, Refused> {
    Fault::from_code(code).ok_or_else(|| refused(me)(Error::NotFound))
}

/// What a fault is called.
fn name(words: Words, fault: Fault) -> String {
    crate::spoken::choice(words, quen_core::Noun::Parties, "faults", fault.code())
}

/// Why it matters.
fn why(words: Words, fault: Fault) -> String {
    let key = format!("quality-why-{}", fault.code().replace('_', "-"));
    words.text(&key, &[]).into_owned()
}
