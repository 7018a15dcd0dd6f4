//! Two records of any kind become one: choose the other one, compare both field by field, see what moves, merge; and undo it.
//! Nothing is merged that was not seen: the form carries the versions it was made from.

mod comparison;

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::fields::ListQuery;
use quen_core::{Error, Noun, Permission};
use quen_http::{SignedIn, problem};
use quen_service::lists::{Line, name_of};
use quen_service::records::{NewMerge, undo_any};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::combobox::{Combobox, ComboboxOption, combobox, combobox_options};
use quen_ui::field::{self, Field};
use quen_ui::frame::{Crumb, padded};
use quen_ui::toast::problem_notice;
use quen_words::t;
use uuid::Uuid;

use self::comparison::Comparison;
use super::shape::Shape;
use super::shape_at;
use crate::answers::{Answer, Refused, refused, see};
use crate::layout::{Page, drawer_or_page, page};
use crate::parties::asked::{Params, param};

/// Records offered to choose from.
const OFFERED: usize = 8;
/// Letters of a record's name.
const NAME: usize = 80;

/// A record that another one is merged into.
struct Winner<'a> {
    me: &'a SignedIn,
    shape: &'a Shape,
    line: Line,
    name: String,
}

impl Winner<'_> {
    fn home(&self) -> String {
        self.shape.record_href(self.line.id)
    }

    fn at(&self) -> String {
        merge_at(self.shape, self.line.id)
    }
}

/// Where a record is merged with another one.
fn merge_at(shape: &Shape, id: Uuid) -> String {
    match shape.noun() {
        Noun::Parties => format!("/parties/{id}/merge"),
        _ => format!("{}/merge", shape.common_href(id)),
    }
}

/// Where two records of the kind with this word are compared.
pub fn compare_href(me: &SignedIn, word: &str, one: Uuid, other: Uuid) -> Option<String> {
    let shape = shape_at(me, word).ok()?;
    Some(format!("{}?loser={other}", merge_at(&shape, one)))
}

/// `GET /parties/{id}/merge`.
pub async fn choose_party(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    chosen(&me, &headers, ("parties", &id), &params).await
}

/// `GET /lists/{kind}/records/{id}/merge`: with `loser` the comparison, else the choice of the other record.
pub async fn choose(
    me: SignedIn,
    headers: HeaderMap,
    Path((word, id)): Path<(String, String)>,
    Query(params): Query<Params>,
) -> Answer {
    chosen(&me, &headers, (&word, &id), &params).await
}

async fn chosen(
    me: &SignedIn,
    headers: &HeaderMap,
    (word, id): (&str, &str),
    params: &Params,
) -> Answer {
    let shape = mergeable(me, word)?;
    let winner = winner(me, &shape, id).await?;
    match param(params, "loser").and_then(|id| id.parse().ok()) {
        Some(loser) => compared(&winner, loser, None).await,
        None => Ok(choice(&winner, headers, None, &Params::new())),
    }
}

/// `POST /parties/{id}/merge`.
pub async fn merge_party(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Params>,
) -> Answer {
    merged(&me, &headers, ("parties", &id), &pairs).await
}

/// `POST /lists/{kind}/records/{id}/merge`. Without the versions of a comparison it leads to one.
pub async fn merge(
    me: SignedIn,
    headers: HeaderMap,
    Path((word, id)): Path<(String, String)>,
    Form(pairs): Form<Params>,
) -> Answer {
    merged(&me, &headers, (&word, &id), &pairs).await
}

async fn merged(
    me: &SignedIn,
    headers: &HeaderMap,
    (word, id): (&str, &str),
    pairs: &Params,
) -> Answer {
    let shape = mergeable(me, word)?;
    let winner = winner(me, &shape, id).await?;
    let Some(loser) = param(pairs, "loser").and_then(|id| id.parse::<Uuid>().ok()) else {
        let error = Error::invalid("loser", "bad-reference");
        return Ok(refused_choice(&winner, headers, &error, pairs));
    };
    if param(pairs, "compare").is_some() {
        return Ok(see(&format!("{}?loser={loser}", winner.at())));
    }
    let new = sent(winner.line.id, loser, pairs);
    match shape.kind.merge(&me.ctx, new).await {
        Ok(_) => Ok(see(&winner.home())),
        Err(Error::Stale { .. }) => {
            let said = t::merging_stale(me.words);
            let shown = compared(&winner, loser, Some(said)).await?;
            Ok((StatusCode::CONFLICT, shown).into_response())
        }
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => {
            Ok(refused_choice(&winner, headers, &error, pairs))
        }
        Err(error) => Err(refused(me)(error)),
    }
}

/// `POST /mergers/{id}/undo`.
pub async fn undo(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let (kind, back) = undo_any(&me.ctx, id).await.map_err(refused(&me))?;
    let shape = super::shape::of(me.words, kind);
    Ok(see(&shape.record_href(back.id)))
}

/// `GET /lists/{kind}/choices`: records that the typed words may mean, but the one that asks.
pub async fn choices(
    me: SignedIn,
    Path(word): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let shape = shape_at(&me, &word)?;
    let q = param(&params, "q").unwrap_or_default().trim();
    let not = param(&params, "not").unwrap_or_default();
    let found = if q.is_empty() || q.chars().count() > 200 {
        Vec::new()
    } else {
        let query = ListQuery {
            q: Some(q.to_owned()),
            limit: OFFERED + 1,
            ..ListQuery::default()
        };
        let page = shape.kind.list(&me.ctx, query).await;
        page.map_err(refused(&me))?.rows
    };
    let named: Vec<(String, String)> = found
        .iter()
        .map(|line| (line.id.to_string(), name_of(line, NAME)))
        .filter(|(id, _)| id != not)
        .take(OFFERED)
        .collect();
    let options: Vec<ComboboxOption> = named
        .iter()
        .map(|(value, label)| ComboboxOption {
            value,
            label,
            sub: "",
        })
        .collect();
    let nothing = t::state_no_results(me.words);
    Ok(combobox_options("loser", &options, nothing).into_response())
}

/// The list of a kind whose records can be merged, for those who may.
fn mergeable(me: &SignedIn, word: &str) -> Result<Shape, Refused> {
    let shape = shape_at(me, word)?;
    if !shape.kind.merges {
        return Err(refused(me)(Error::NotFound));
    }
    let may = me.ctx.actor.may(Permission::PartiesMerge);
    may.map_err(refused(me))?;
    Ok(shape)
}

async fn winner<'a>(me: &'a SignedIn, shape: &'a Shape, id: &str) -> Result<Winner<'a>, Refused> {
    let id = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    let line = shape.kind.find(&me.ctx, id).await.map_err(refused(me))?;
    Ok(Winner {
        name: name_of(&line, NAME),
        me,
        shape,
        line,
    })
}

fn sent(winner: Uuid, loser: Uuid, pairs: &Params) -> NewMerge {
    let version = |name| param(pairs, name).and_then(|text| text.parse().ok());
    let taken = pairs
        .iter()
        .filter(|(_, value)| value == "loser")
        .filter_map(|(name, _)| name.strip_prefix("take_"));
    NewMerge {
        winner,
        loser,
        take: taken.map(str::to_owned).collect(),
        winner_version: version("winner_version"),
        loser_version: version("loser_version"),
    }
}

async fn compared(winner: &Winner<'_>, loser: Uuid, problem: Option<&str>) -> Answer {
    let me = winner.me;
    let new = NewMerge {
        winner: winner.line.id,
        loser,
        ..NewMerge::default()
    };
    let preview = match winner.shape.kind.merge_preview(&me.ctx, new).await {
        Ok(preview) => preview,
        Err(error @ Error::Invalid(_)) => {
            let headers = HeaderMap::new();
            return Ok(refused_choice(winner, &headers, &error, &Params::new()));
        }
        Err(error) => return Err(refused(me)(error)),
    };
    let comparison = Comparison::load(me, winner.shape, &preview).await;
    let comparison = comparison.map_err(refused(me))?;
    let body = html! {
        @if let Some(problem) = problem { (problem_notice(problem)) }
        (comparison.form(&winner.at(), &winner.home(), &merge_at(winner.shape, loser)))
    };
    let home = winner.home();
    Ok(page(me, about(winner, &home, padded(body))).into_response())
}

fn refused_choice(
    winner: &Winner<'_>,
    headers: &HeaderMap,
    error: &Error,
    typed: &Params,
) -> Response {
    let said = problem::message(winner.me.words, error);
    let shown = choice(winner, headers, Some(&said), typed);
    (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response()
}

/// The choice of the other record, in the drawer or as a page.
fn choice(
    winner: &Winner<'_>,
    headers: &HeaderMap,
    problem: Option<&str>,
    typed: &Params,
) -> Response {
    let home = winner.home();
    let body = choice_form(winner, problem, typed);
    let whole = about(winner, &home, body);
    drawer_or_page(winner.me, headers, Some(&winner.name), whole).into_response()
}

fn about<'a>(winner: &'a Winner<'_>, home: &'a str, body: Markup) -> Page<'a> {
    let crumbs = vec![
        Crumb {
            label: &winner.shape.title,
            href: &winner.shape.path,
        },
        Crumb {
            label: &winner.name,
            href: home,
        },
    ];
    Page {
        title: t::parties_merge(winner.me.words),
        nav: &winner.shape.path,
        crumbs,
        body,
        ..Page::default()
    }
}

fn choice_form(winner: &Winner<'_>, problem: Option<&str>, typed: &Params) -> Markup {
    let (words, id) = (winner.me.words, winner.line.id);
    let (find, text) = match winner.shape.noun() {
        Noun::Parties => (
            format!("/parties/choices?not={id}&field=loser"),
            t::parties_merge_text(words, &winner.name),
        ),
        _ => (
            format!("/lists/{}/choices?not={id}", winner.shape.word()),
            t::merging_text(words, &winner.name),
        ),
    };
    let value = |name| param(typed, name).unwrap_or_default();
    let body = html! {
        p { (text) }
        @if let Some(problem) = problem { (problem_notice(problem)) }
        input type="hidden" name="compare" value="1";
        (combobox(Combobox {
            field: Field { id: "loser", label: t::parties_merge_with(words), ..Field::default() },
            name: "loser", value: value("loser"), text: value("loser_text"), find: &find, required: true, ..Combobox::default()
        }))
        (button(Button { label: t::duplicates_compare(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let action = winner.at();
    field::form(field::Form {
        action: &action,
        csrf: &winner.me.csrf,
        novalidate: true,
        body,
        ..field::Form::default()
    })
}
