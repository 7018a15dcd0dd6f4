//! What is not filled in, kind by kind: each field that some records lack, and the list of those records, where it is filled in
//! place. It counts nothing itself.

use axum::extract::Path;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::Catalogue;
use quen_http::SignedIn;
use quen_service::lists::{self, AnyKind};
use quen_service::quality::{Gap, Gaps, gaps};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::{Crumb, padded};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_ui::tabs::{Tab, tabs};
use quen_words::t;

use crate::answers::{Answer, refused};
use crate::layout::{Page, page};
use crate::lists::{href, path, title};
use crate::spoken;

/// `GET /quality/kinds/{kind}`.
pub async fn show(me: SignedIn, Path(word): Path<String>) -> Answer {
    let kind = lists::by_word(&me.ctx, &word).map_err(refused(&me))?;
    let found = gaps(&me.ctx, &kind).await.map_err(refused(&me))?;
    let words = me.words;
    let name = title(&me, &word);
    let body = html! {
        div.stack {
            (kinds(&me, &word))
            @if let Some(complete) = found.complete { p.mid { (t::quality_complete(words, &complete.to_string())) } }
            @if found.gaps.is_empty() { (empty(Empty { title: Some(t::quality_filled(words)), ..Empty::default() })) }
            @else { (panel(Panel { title: t::quality_first(words), flush: true, body: lines(&me, &kind, &found), ..Panel::default() })) }
        }
    };
    let crumbs = vec![Crumb {
        label: t::quality_title(words),
        href: "/quality",
    }];
    let drawn = page(
        &me,
        Page {
            title: &name,
            nav: "/quality",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

/// The way from the customers' page, and between the kinds: what somebody may see.
pub fn kinds(me: &SignedIn, here: &str) -> Markup {
    let all = lists::of_workspace(&me.ctx).into_iter();
    let seen = all.filter(|kind| me.ctx.actor.may(kind.read).is_ok());
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
        .map(|(label, href, current)| Tab {
            label,
            href,
            current: *current,
            ..Tab::default()
        })
        .collect();
    tabs(t::quality_kinds(me.words), &links, None)
}

fn lines(me: &SignedIn, kind: &AnyKind, found: &Gaps) -> Markup {
    let catalogue = kind.catalogue(&me.ctx);
    let list = path(me, kind.word()).unwrap_or_default();
    item_list(found.gaps.iter().filter_map(|gap| {
        let label = label(me, &catalogue, gap)?;
        let condition = serde_json::json!({ "field": gap.field, "op": "empty" });
        Some(item(Item {
            lead: icon("clipboard-list"),
            label: &label,
            href: Some(&href(&list, vec![condition])),
            sub: Some(t::quality_list(me.words)),
            ..Item::default()
        }))
    }))
}

fn label(me: &SignedIn, catalogue: &Catalogue, gap: &Gap) -> Option<String> {
    let words = me.words;
    let field = spoken::label(words, catalogue.field(&gap.field)?);
    let number = i64::try_from(gap.count).ok()?;
    let count = if gap.capped {
        t::count_at_least(words, number)
    } else {
        words.number(number)
    };
    Some(t::quality_lacking(words, &field, &count))
}
