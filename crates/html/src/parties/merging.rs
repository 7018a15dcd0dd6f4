//! Two records of one party become one: choose the other one, compare both field by field, see what moves, merge; and undo it.
//! Nothing is merged that was not seen: the form carries the versions it was made from.

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::fields::FieldValue;
use quen_core::parties::Party;
use quen_core::{Error, Noun, Permission};
use quen_http::{SignedIn, problem};
use quen_service::parties::{self, Difference, NewMerge, Owner, Preview, merge_preview, owners};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::combobox::{Combobox, combobox};
use quen_ui::field::{self, Field};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::problem_notice;
use quen_words::{Words, t};
use uuid::Uuid;

use super::asked::{Params, param};
use crate::answers::{Answer, refused, see};
use crate::layout::{Page, drawer_or_page, page, party_crumbs};
use crate::spoken::{self, Reader};

/// `GET /parties/{id}/merge`: with `loser` the comparison, else the choice of the other record.
pub async fn choose(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let party = super::found(&me, &id).await?;
    me.ctx
        .actor
        .may(Permission::PartiesMerge)
        .map_err(refused(&me))?;
    match param(&params, "loser").and_then(|id| id.parse().ok()) {
        Some(loser) => compared(&me, &party, loser, None).await,
        None => Ok(choice(&me, &headers, &party, None, &Params::new())),
    }
}

/// `POST /parties/{id}/merge`. Without the versions of a comparison it leads to one.
pub async fn merge(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Params>,
) -> Answer {
    let party = super::found(&me, &id).await?;
    let Some(loser) = param(&pairs, "loser").and_then(|id| id.parse::<Uuid>().ok()) else {
        let error = Error::invalid("loser", "bad-reference");
        return Ok(refused_choice(&me, &headers, &party, &error, &pairs));
    };
    if param(&pairs, "compare").is_some() {
        return Ok(see(&format!("/parties/{}/merge?loser={loser}", party.id)));
    }
    match parties::merge(&me.ctx, &sent(&party, loser, &pairs)).await {
        Ok(_) => Ok(see(&format!("/parties/{}", party.id))),
        Err(Error::Stale { .. }) => {
            let said = t::merging_stale(me.words);
            let shown = compared(&me, &party, loser, Some(said)).await?;
            Ok((StatusCode::CONFLICT, shown).into_response())
        }
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => {
            Ok(refused_choice(&me, &headers, &party, &error, &pairs))
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

/// `POST /mergers/{id}/undo`.
pub async fn undo(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = super::id(&me, &id)?;
    let back = parties::undo_merge(&me.ctx, id)
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/parties/{}", back.id)))
}

fn sent(party: &Party, loser: Uuid, pairs: &Params) -> NewMerge {
    let version = |name| param(pairs, name).and_then(|text| text.parse().ok());
    let taken = pairs
        .iter()
        .filter(|(_, value)| value == "loser")
        .filter_map(|(name, _)| name.strip_prefix("take_"));
    NewMerge {
        winner: party.id,
        loser,
        take: taken.map(str::to_owned).collect(),
        winner_version: version("winner_version"),
        loser_version: version("loser_version"),
    }
}

async fn compared(me: &SignedIn, party: &Party, loser: Uuid, problem: Option<&str>) -> Answer {
    let new = NewMerge {
        winner: party.id,
        loser,
        ..NewMerge::default()
    };
    let preview = match merge_preview(&me.ctx, &new).await {
        Ok(preview) => preview,
        Err(error @ Error::Invalid(_)) => {
            let headers = HeaderMap::new();
            return Ok(refused_choice(me, &headers, party, &error, &Params::new()));
        }
        Err(error) => return Err(refused(me)(error)),
    };
    let owners = owners(&me.ctx).await.map_err(refused(me))?;
    let comparison = Comparison {
        me,
        preview: &preview,
        owners: &owners,
    };
    let body = html! {
        @if let Some(problem) = problem { (problem_notice(problem)) }
        (comparison.form())
    };
    let home = format!("/parties/{}", party.id);
    let whole = about(me.words, party, &home, padded(body));
    Ok(page(me, whole).into_response())
}

/// Two records beside each other.
struct Comparison<'a> {
    me: &'a SignedIn,
    preview: &'a Preview,
    owners: &'a [Owner],
}

impl Comparison<'_> {
    fn form(&self) -> Markup {
        let words = self.me.words;
        let (winner, loser) = (&self.preview.winner, &self.preview.loser);
        let swap = format!("/parties/{}/merge?loser={}", loser.id, winner.id);
        let home = format!("/parties/{}", winner.id);
        let body = html! {
            input type="hidden" name="loser" value=(loser.id);
            input type="hidden" name="winner_version" value=(winner.version);
            input type="hidden" name="loser_version" value=(loser.version);
            div.columns.main-side {
                (panel(Panel { title: t::merging_choose(words), body: self.table(), ..Panel::default() }))
                div.stack {
                    (panel(Panel { title: t::merging_moves(words), body: self.moves(), ..Panel::default() }))
                    p.small.mid { (t::merging_joined(words)) }
                    p.small.mid { (t::merging_undo_hint(words)) }
                }
            }
            div.row {
                (button(Button { label: t::action_merge(words), kind: ButtonKind::Danger, submit: true, ..Button::default() }))
                (button(Button { label: &t::merging_swap(words, &loser.name), icon: Some("switch-horizontal"), href: Some(&swap), ..Button::default() }))
                (button(Button { label: t::action_cancel(words), kind: ButtonKind::Quiet, href: Some(&home), ..Button::default() }))
            }
        };
        let action = format!("{home}/merge");
        field::form(field::Form {
            action: &action,
            csrf: &self.me.csrf,
            body,
            ..field::Form::default()
        })
    }

    fn table(&self) -> Markup {
        let words = self.me.words;
        let differences = &self.preview.differences;
        html! {
            div.scroll-x tabindex="0" role="region" aria-label=(t::merging_choose(words)) {
                table.data-table {
                    thead { tr {
                        th scope="col" { (t::parties_field(words)) }
                        th scope="col" { (t::merging_stays(words)) }
                        th scope="col" { (t::merging_goes(words)) }
                    } }
                    tbody {
                        @if !differences.iter().any(|one| one.field == "name") { (self.plain("name")) }
                        @for one in differences { (self.choice(one)) }
                        @for field in ["phones", "emails", "tags"] { (self.plain(field)) }
                    }
                }
            }
            @if differences.is_empty() { p { (t::merging_all_same(words)) } }
        }
    }

    /// A field on which nothing is to be chosen.
    fn plain(&self, name: &str) -> Markup {
        use quen_core::fields::Record as _;
        let said = |party: &Party| self.text(name, &party.get(name));
        html! { tr {
            th scope="row" { (self.label(name)) }
            td { (said(&self.preview.winner)) }
            td { (said(&self.preview.loser)) }
        } }
    }

    fn choice(&self, one: &Difference) -> Markup {
        let radio = |value: &str, said: &FieldValue, checked: bool| {
            html! { td { label.row.smaller {
                input.check type="radio" name={ "take_" (one.field) } value=(value) checked[checked];
                span { (self.text(one.field, said)) }
            } } }
        };
        html! { tr {
            th scope="row" { (self.label(one.field)) }
            (radio("winner", &one.winner, !one.taken))
            (radio("loser", &one.loser, one.taken))
        } }
    }

    fn moves(&self) -> Markup {
        let words = self.me.words;
        if self.preview.moves.is_empty() {
            return html! { p { (t::merging_moves_nothing(words)) } };
        }
        html! { ul.stack.tight {
            @for (table, count) in &self.preview.moves {
                li { (spoken::count_of(words, "merging-moves", table, *count)) }
            }
        } }
    }

    fn label(&self, name: &str) -> String {
        let catalogue = quen_core::parties::catalogue();
        let field = catalogue.field(name);
        field
            .map(|field| spoken::label(self.me.words, field))
            .unwrap_or_default()
    }

    fn text(&self, name: &str, value: &FieldValue) -> String {
        let words = self.me.words;
        let name_of = |id: Uuid| {
            let owner = self.owners.iter().find(|owner| owner.id == id);
            owner.map(|owner| owner.name.clone())
        };
        let reader = Reader {
            words,
            zone: self.me.ctx.settings.zone(),
            name_of: &name_of,
        };
        let catalogue = quen_core::parties::catalogue();
        let said = catalogue
            .field(name)
            .map(|field| reader.value(Noun::Parties, field, value))
            .unwrap_or_default();
        if said.is_empty() {
            t::parties_none_yet(words).to_owned()
        } else {
            said
        }
    }
}

fn refused_choice(
    me: &SignedIn,
    headers: &HeaderMap,
    party: &Party,
    error: &Error,
    typed: &Params,
) -> Response {
    let said = problem::message(me.words, error);
    let shown = choice(me, headers, party, Some(&said), typed);
    (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response()
}

/// The choice of the other record, in the drawer or as a page.
fn choice(
    me: &SignedIn,
    headers: &HeaderMap,
    party: &Party,
    problem: Option<&str>,
    typed: &Params,
) -> Response {
    let home = format!("/parties/{}", party.id);
    let body = choice_form(me, party, problem, typed);
    let whole = about(me.words, party, &home, body);
    drawer_or_page(me, headers, Some(&party.name), whole).into_response()
}

fn about<'a>(words: Words, party: &'a Party, home: &'a str, body: Markup) -> Page<'a> {
    Page {
        title: t::parties_merge(words),
        nav: "/parties",
        crumbs: party_crumbs(words, &party.name, home),
        body,
        ..Page::default()
    }
}

fn choice_form(me: &SignedIn, party: &Party, problem: Option<&str>, typed: &Params) -> Markup {
    let words = me.words;
    let find = format!("/parties/choices?not={}&field=loser", party.id);
    let value = |name| param(typed, name).unwrap_or_default();
    let body = html! {
        p { (t::parties_merge_text(words, &party.name)) }
        @if let Some(problem) = problem { (problem_notice(problem)) }
        input type="hidden" name="compare" value="1";
        (combobox(Combobox {
            field: Field { id: "loser", label: t::parties_merge_with(words), ..Field::default() },
            name: "loser", value: value("loser"), text: value("loser_text"), find: &find, required: true, ..Combobox::default()
        }))
        (button(Button { label: t::duplicates_compare(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let action = format!("/parties/{}/merge", party.id);
    field::form(field::Form {
        action: &action,
        csrf: &me.csrf,
        novalidate: true,
        body,
        ..field::Form::default()
    })
}
