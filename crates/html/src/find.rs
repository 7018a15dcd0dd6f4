//! The command palette's answers and the page of results for browsers without script.

use axum::Router;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::routing::get;
use maud::{Markup, html};
use quen_core::facts::Fact;
use quen_core::interactions::Interaction;
use quen_core::orders::Order;
use quen_core::parties::Party;
use quen_core::products::Product;
use quen_core::tasks::Task;
use quen_core::{Error, Money};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::files::Hit as FileHit;
use quen_service::find::{Found, Other, everything};
use quen_service::parties::Parties;
use quen_service::records;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::avatar::{AvatarShape, AvatarSize, avatar};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::{PaletteGroup, PaletteOption, padded, palette_groups};
use quen_ui::icon::icon;
use quen_ui::list::{SearchBox, search_box};
use quen_ui::panel::{Panel, panel};
use quen_vietnam::fold::fold;
use quen_words::{Words, t};
use serde::Deserialize;

use crate::answers::{Answer, refused, wants_fragment};
use crate::commands;
use crate::facts::said;
use crate::layout::{Page, page};
use crate::{lists, spoken};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/find", get(show))
}

#[derive(Deserialize)]
struct Question {
    #[serde(default)]
    q: String,
    /// A customer with whom something is to be done.
    with: Option<String>,
}

async fn show(me: SignedIn, headers: HeaderMap, Query(question): Query<Question>) -> Answer {
    if let Some(id) = &question.with {
        let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
        let party = records::find::<Parties>(&me.ctx, id)
            .await
            .map_err(refused(&me))?;
        return Ok(commands::with(&me, id, &party.name).into_response());
    }
    let found = everything(&me.ctx, &question.q)
        .await
        .map_err(refused(&me))?;
    if wants_fragment(&headers) {
        let found = groups(&me, &question.q, &found);
        return Ok(html! { (found) (commands::found(&me, &question.q)) }.into_response());
    }
    Ok(results(&me, &question.q, &found).into_response())
}

/// A hit as it is shown: words, what stands beside them, where it leads.
struct Hit {
    label: String,
    sub: String,
    href: String,
    organisation: bool,
}

fn party_hits(words: Words, q: &str, found: &Found) -> Vec<Hit> {
    let hit = |party: &Party| Hit {
        label: party.name.clone(),
        sub: party_sub(words, q, party, found),
        href: format!("/parties/{}", party.id),
        organisation: !party.is_person(),
    };
    found.parties.iter().map(hit).collect()
}

/// Organisation and province; the phone when digits were typed.
fn party_sub(words: Words, q: &str, party: &Party, found: &Found) -> String {
    let organization = found
        .beside
        .get(&party.id)
        .and_then(|beside| beside.organization.as_ref());
    let province = party
        .address
        .as_ref()
        .and_then(|address| address.province_code.as_deref());
    let province =
        province.map(|code| spoken::choice(words, quen_core::Noun::Parties, "province", code));
    let digits = q.chars().any(|c| c.is_ascii_digit());
    let phone = party
        .phones
        .first()
        .filter(|_| digits || organization.is_none())
        .map(|phone| phone.display.clone());
    let parts = [
        organization.map(|found| found.name.clone()),
        phone,
        province,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn order_hits(words: Words, found: &Found) -> Vec<Hit> {
    let hit = |order: &Order| {
        let name = found.names.get(&order.party_id).map(String::as_str);
        let sum = Money::new(order.totals.total, order.currency);
        let parts = [
            name.unwrap_or_default().to_owned(),
            spoken::money_short(words, sum),
        ];
        Hit {
            label: order.number.clone(),
            sub: parts.join(" · "),
            href: format!("/orders/{}", order.id),
            organisation: false,
        }
    };
    found.orders.iter().map(hit).collect()
}

/// A task leads to the page of its party, where it can be ticked off; one of nobody's to its own.
fn task_hits(words: Words, found: &Found) -> Vec<Hit> {
    let hit = |task: &Task| {
        let party = task.party_id;
        let name = party.and_then(|party| found.names.get(&party));
        let due = task.due_on.map(|day| spoken::day_short(words, day));
        let parts = [name.cloned(), due];
        let own = || format!("/lists/tasks/records/{}", task.id);
        let beside = |party| format!("/parties/{party}?only=tasks");
        Hit {
            label: task.title.clone(),
            sub: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            href: party.filter(|_| name.is_some()).map_or_else(own, beside),
            organisation: false,
        }
    };
    found.tasks.iter().map(hit).collect()
}

fn fact_hits(words: Words, found: &Found) -> Vec<Hit> {
    let hit = |fact: &Fact| {
        let topic = said::topic(words, &fact.topic);
        Some(Hit {
            label: found.names.get(&fact.party_id)?.clone(),
            sub: format!("{topic}: {}", fact.statement),
            href: format!("/parties/{}#memory", fact.party_id),
            organisation: false,
        })
    };
    found.facts.iter().filter_map(hit).collect()
}

fn file_hits(words: Words, found: &Found) -> Vec<Hit> {
    let hit = |hit: &FileHit| {
        let on = crate::files::carrier(words, &hit.on);
        Hit {
            label: hit.passage.clone().unwrap_or_else(|| hit.file.name.clone()),
            sub: format!("{} · {on}", hit.file.name),
            href: format!("/files/{}/about", hit.file.id),
            organisation: false,
        }
    };
    found.files.iter().map(hit).collect()
}

fn product_hits(words: Words, found: &Found) -> Vec<Hit> {
    let hit = |product: &Product| {
        let price = product.price.map(|price| spoken::money_short(words, price));
        let parts = [product.sku.clone(), price];
        Hit {
            label: product.name.clone(),
            sub: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            href: format!("/products/{}", product.id),
            organisation: false,
        }
    };
    found.products.iter().map(hit).collect()
}

/// An episode leads to the story of its party.
fn episode_hits(words: Words, found: &Found) -> Vec<Hit> {
    let hit = |episode: &Interaction| {
        let name = found.names.get(&episode.party_id)?;
        let passage = found.passages.get(&episode.id);
        let label = passage.or(episode.subject.as_ref())?;
        let kind = spoken::choice(words, quen_core::Noun::Interactions, "kind", &episode.kind);
        Some(Hit {
            label: label.clone(),
            sub: format!("{name} · {kind}"),
            href: format!("/parties/{}?only=talk", episode.party_id),
            organisation: false,
        })
    };
    found.interactions.iter().filter_map(hit).collect()
}

/// A record of any other kind leads to its page, its kind beside it.
fn other_hits(me: &SignedIn, found: &Found) -> Vec<Hit> {
    let hit = |other: &Other| {
        let party = other.party_id.and_then(|party| found.names.get(&party));
        let parts = [Some(lists::title(me, &other.kind)), party.cloned()];
        Some(Hit {
            label: other.name.clone(),
            sub: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            href: lists::record_href(me, &other.kind, other.id)?,
            organisation: false,
        })
    };
    found.others.iter().filter_map(hit).collect()
}

/// What was found, in parts: id and heading of the part, its icon, its hits.
type Part = (&'static str, &'static str, Option<&'static str>, Vec<Hit>);

fn parts(me: &SignedIn, q: &str, found: &Found) -> Vec<Part> {
    let words = me.words;
    let mut parts = vec![
        (
            "found-parties",
            t::nav_people(words),
            None,
            party_hits(words, q, found),
        ),
        (
            "found-orders",
            t::nav_orders(words),
            Some("shopping-bag"),
            order_hits(words, found),
        ),
        (
            "found-tasks",
            t::nav_tasks(words),
            Some("checkbox"),
            task_hits(words, found),
        ),
        (
            "found-products",
            t::nav_products(words),
            Some("package"),
            product_hits(words, found),
        ),
        (
            "found-interactions",
            t::nav_interactions(words),
            Some("message-circle"),
            episode_hits(words, found),
        ),
        (
            "found-facts",
            t::nav_facts(words),
            Some("bulb"),
            fact_hits(words, found),
        ),
        (
            "found-files",
            t::files_title(words),
            Some("file-text"),
            file_hits(words, found),
        ),
        (
            "found-others",
            t::find_others(words),
            Some("file-text"),
            other_hits(me, found),
        ),
    ];
    parts.retain(|(.., hits)| !hits.is_empty());
    parts
}

fn groups(me: &SignedIn, q: &str, found: &Found) -> Markup {
    let searched = found.reading.as_deref().unwrap_or(q);
    let parts = parts(me, q, found);
    let groups: Vec<PaletteGroup> = parts
        .iter()
        .map(|(id, heading, icon, hits)| PaletteGroup {
            id,
            heading,
            options: hits
                .iter()
                .map(|hit| option(hit, *icon, searched))
                .collect(),
        })
        .collect();
    palette_groups(&groups)
}

fn option<'a>(hit: &'a Hit, icon: Option<&'a str>, searched: &str) -> PaletteOption<'a> {
    PaletteOption {
        href: &hit.href,
        label: &hit.label,
        matched: matched(&hit.label, searched),
        sub: &hit.sub,
        icon,
        organisation: hit.organisation,
        ..PaletteOption::default()
    }
}

/// The first place in `label` where the question stands, marks left out, as a range of bytes.
fn matched(label: &str, q: &str) -> Option<(usize, usize)> {
    let wanted = fold(q.trim());
    if wanted.is_empty() {
        return None;
    }
    // Folded letter by letter, each with the byte range it came from.
    let mut letters: Vec<(String, usize, usize)> = Vec::new();
    for (at, letter) in label.char_indices() {
        letters.push((fold(&letter.to_string()), at, at + letter.len_utf8()));
    }
    let starts = (0..letters.len()).filter(|start| {
        let before = start.checked_sub(1).and_then(|before| letters.get(before));
        before.is_none_or(|(folded, ..)| !folded.chars().all(char::is_alphanumeric))
    });
    for start in starts {
        let mut read = String::new();
        for (folded, _, end) in letters.iter().skip(start) {
            read.push_str(folded);
            if read.len() >= wanted.len() {
                if read.starts_with(&wanted) {
                    return letters.get(start).map(|(_, from, _)| (*from, *end));
                }
                break;
            }
        }
    }
    None
}

fn results(me: &SignedIn, q: &str, found: &Found) -> Markup {
    let words = me.words;
    let parts = parts(me, q, found);
    let body = html! {
        div.stack {
            (search_box(SearchBox { action: "/find", label: t::nav_palette(words), value: q, target: "#main", ..SearchBox::default() }))
            @if let Some(reading) = &found.reading { p.small.dim { (t::find_reading(words, reading)) } }
            @if !parts.is_empty() {
                @for (_, heading, icon, hits) in &parts { (panel(Panel { title: heading, flush: true, body: list(hits, *icon), ..Panel::default() })) }
            }
            @else if !q.trim().is_empty() { (empty(Empty { text: html! { (t::find_nothing(words, q.trim())) }, ..Empty::default() })) }
            @else { p.dim { (t::find_hint(words)) } }
        }
    };
    page(
        me,
        Page {
            title: t::nav_palette(words),
            body: padded(body),
            ..Page::default()
        },
    )
}

fn list(hits: &[Hit], sign: Option<&str>) -> Markup {
    item_list(hits.iter().map(|hit| {
        let shape = if hit.organisation {
            AvatarShape::Organisation
        } else {
            AvatarShape::Person
        };
        let lead = match sign {
            Some(name) => icon(name),
            None => avatar(&hit.label, AvatarSize::Medium, shape),
        };
        item(Item {
            lead,
            label: &hit.label,
            href: Some(&hit.href),
            sub: Some(hit.sub.as_str()).filter(|sub| !sub.is_empty()),
            ..Item::default()
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::matched;

    #[test]
    fn the_match_is_found_without_marks_at_the_beginning_of_a_word() {
        let label = "Nguyễn Thị Hồng Ngọc";
        let found = |q| matched(label, q).and_then(|(from, to)| label.get(from..to));
        assert_eq!(found("hong ng"), Some("Hồng Ng"));
        assert_eq!(found("NGUYEN"), Some("Nguyễn"));
        assert_eq!(found("uyen"), None);
        assert_eq!(found(""), None);
    }
}
