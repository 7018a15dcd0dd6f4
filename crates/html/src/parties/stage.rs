//! Why a relationship stands where it does, the way here, and setting it by hand with a reason. Shown in the drawer, or as a
//! page without script.

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::relationships::Relationship;
use quen_core::relationships::proposals::Proposal;
use quen_core::{Error, Permission};
use quen_http::{SignedIn, problem, reasons};
use quen_insight::relationship_type::RelationshipType;
use quen_insight::stage::Stage;
use quen_service::parties::Only;
use quen_service::relationships;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::dialog::{Drawer, drawer};
use quen_ui::field::{self, Field, Select, TextArea, csrf_field, select, textarea};
use quen_ui::frame::padded;
use quen_ui::stage::{Stage as Shown, stage_badge};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::t;

use super::asked::{Params, param};
use super::page::{View, Whole, choice};
use super::proposed;
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::forms::choices_of;
use crate::layout::{Page, page, party_crumbs};
use crate::spoken;

/// `GET /parties/{id}/stage`.
pub async fn show(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let id = super::id(&me, &id)?;
    let whole = Whole::load(&me.ctx, id, Only::Tasks)
        .await
        .map_err(refused(&me))?;
    let view = View {
        me: &me,
        whole: &whole,
    };
    let next = relationships::proposed(&me.ctx, id)
        .await
        .map_err(refused(&me))?;
    Ok(answer(&view, &headers, &params, None, &next))
}

/// `POST /parties/{id}/stage`: sets stage and type, or with `clear` gives them back to the rules.
pub async fn set(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Params>,
) -> Answer {
    let id = super::id(&me, &id)?;
    let whole = Whole::load(&me.ctx, id, Only::Tasks)
        .await
        .map_err(refused(&me))?;
    let Some(relationship) = &whole.profile.relationship else {
        return Err(refused(&me)(Error::NotFound));
    };
    let text = |name| param(&pairs, name).unwrap_or_default();
    let done = if param(&pairs, "clear").is_some() {
        relationships::clear(&me.ctx, relationship.id).await
    } else {
        let (stage, kind) = (
            Stage::from_key(text("stage")),
            RelationshipType::from_key(text("type")),
        );
        relationships::set(&me.ctx, relationship.id, stage, kind, text("reason")).await
    };
    match done {
        Ok(_) => Ok(see(&format!("/parties/{id}"))),
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => {
            let view = View {
                me: &me,
                whole: &whole,
            };
            let said = problem::message(me.words, &error);
            let next = relationships::proposed(&me.ctx, id)
                .await
                .map_err(refused(&me))?;
            Ok((
                StatusCode::UNPROCESSABLE_ENTITY,
                answer(&view, &headers, &pairs, Some(&said), &next),
            )
                .into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

fn answer(
    view: &View<'_>,
    headers: &HeaderMap,
    params: &Params,
    problem: Option<&str>,
    next: &[Proposal],
) -> Response {
    let words = view.me.words;
    let party = &view.whole.profile.party;
    let body = body(view, params, problem, next);
    if wants_fragment(headers) {
        return drawer(Drawer {
            title: t::parties_relationship(words),
            sub: Some(&party.name),
            close: t::action_close(words),
            body,
            ..Drawer::default()
        })
        .into_response();
    }
    let home = view.home();
    let crumbs = party_crumbs(words, &party.name, &home);
    page(
        view.me,
        Page {
            title: t::parties_relationship(words),
            nav: "/parties",
            crumbs,
            body: padded(html! { div.form-page { (body) } }),
            ..Page::default()
        },
    )
    .into_response()
}

fn body(view: &View<'_>, params: &Params, problem: Option<&str>, next: &[Proposal]) -> Markup {
    let words = view.me.words;
    let Some(relationship) = &view.whole.profile.relationship else {
        return html! { p { (t::parties_no_relationship(words)) } };
    };
    html! {
        div.stack.loose {
            (standing(view, relationship))
            (proposed::section(view, next))
            @if view.may(Permission::RelationshipsWrite) { (by_hand(view, relationship, params, problem)) }
            (way(view))
        }
    }
}

/// Where it stands, and why.
fn standing(view: &View<'_>, relationship: &Relationship) -> Markup {
    let words = view.me.words;
    let currency = view.me.ctx.settings.currency;
    let stage = relationship.effective_stage().key();
    let mut why: Vec<String> = Vec::new();
    for reason in relationship
        .evidence
        .iter()
        .chain(&relationship.type_evidence)
    {
        let said = reasons::sentence(words, reason, currency);
        if !why.contains(&said) {
            why.push(said);
        }
    }
    html! {
        section.stack.snug {
            p.row.wrap {
                (stage_badge(Shown::from_word(stage).unwrap_or_default(), &choice(words, "stage", stage)))
                span.dim { (choice(words, "type", relationship.effective_type().key())) ", " (t::parties_since(words, &spoken::day(words, relationship.stage_since))) }
            }
            @if let Some(of) = &view.whole.profile.value.of { p.small.dim { (t::parties_figures_of(words, &of.name)) } }
            @if relationship.by_hand.stage.is_some() || relationship.by_hand.kind.is_some() { (set_by(view, relationship)) }
            h2.nav-heading { (t::parties_why(words)) }
            ul.reasons { @for said in &why { li { (said) } } }
        }
    }
}

fn set_by(view: &View<'_>, relationship: &Relationship) -> Markup {
    let words = view.me.words;
    let hand = &relationship.by_hand;
    let who = hand
        .by
        .and_then(|id| view.whole.name_of(id))
        .unwrap_or_else(|| t::word_unknown(words).to_owned());
    let when = hand
        .at
        .map(|at| spoken::day(words, view.me.ctx.day_of(at)))
        .unwrap_or_default();
    let rules = choice(words, "stage", relationship.stage.key());
    // What a hand set once may no longer be what the evidence shows: that is said aloud, and nothing is moved.
    let against = hand.stage.is_some_and(|stage| stage != relationship.stage);
    html! {
        p.small { (t::parties_set_by(words, &who, &when)) @if let Some(reason) = &hand.reason { ": " b { (reason) } } }
        @if against { (notice(Tone::Amber, "alert-triangle", html! { (t::parties_rules_say(words, &rules)) })) }
        @else { p.small.dim { (t::parties_rules_say(words, &rules)) } }
        @if view.may(Permission::RelationshipsWrite) {
            form method="post" action={ (view.home()) "/stage" } {
                (csrf_field(&view.me.csrf))
                (button(Button { label: t::parties_clear_override(words), size: ButtonSize::Small, submit: true, name: Some("clear"), value: Some("1"), ..Button::default() }))
            }
        }
    }
}

fn by_hand(
    view: &View<'_>,
    relationship: &Relationship,
    params: &Params,
    problem: Option<&str>,
) -> Markup {
    let words = view.me.words;
    let choices = |field: &'static str, codes: &[&'static str]| -> Vec<(&'static str, String)> {
        codes
            .iter()
            .map(|code| (*code, choice(words, field, code)))
            .collect()
    };
    let (stages, types) = (
        choices("stage", &quen_core::parties::STAGES),
        choices("type", &quen_core::parties::TYPES),
    );
    let pick = |id, name, label, all: &[(&'static str, String)], value: &str| {
        let choices = choices_of(all);
        let field = Field {
            id,
            label,
            ..Field::default()
        };
        select(Select {
            field,
            name,
            choices: &choices,
            value,
            none: Some(t::parties_by_rules(words)),
            ..Select::default()
        })
    };
    let now = relationship
        .by_hand
        .stage
        .map(Stage::key)
        .unwrap_or_default();
    let stage = param(params, "stage")
        .or_else(|| param(params, "to"))
        .unwrap_or(now);
    let kind = param(params, "type").unwrap_or_else(|| {
        relationship
            .by_hand
            .kind
            .map(RelationshipType::key)
            .unwrap_or_default()
    });
    let body = html! {
        h2.nav-heading { (t::parties_set_by_hand(words)) }
        @if let Some(problem) = problem { (problem_notice(problem)) }
        div.columns.halves {
            (pick("stage", "stage", t::field_parties_stage(words), &stages, stage))
            (pick("type", "type", t::field_parties_type(words), &types, kind))
        }
        (textarea(TextArea {
            field: Field { id: "reason", label: t::parties_reason(words), hint: Some(t::parties_reason_hint(words)), ..Field::default() },
            name: "reason", value: param(params, "reason").unwrap_or_default(), rows: Some(2), ..TextArea::default()
        }))
        (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let action = format!("{}/stage", view.home());
    field::form(field::Form {
        action: &action,
        csrf: &view.me.csrf,
        novalidate: true,
        body,
        ..field::Form::default()
    })
}

/// The stages so far.
fn way(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let entries = &view.whole.history;
    html! {
        @if !entries.is_empty() {
            section.stack.snug {
                h2.nav-heading { (t::parties_way(words)) }
                ul.item-list {
                    @for entry in entries {
                        @let stage = entry.stage.key();
                        li {
                            (stage_badge(Shown::from_word(stage).unwrap_or_default(), &choice(words, "stage", stage)))
                            span.lines {
                                span { (spoken::day(words, entry.since)) ", " (choice(words, "type", entry.kind.key())) }
                                @if let Some(reason) = &entry.reason { span.sub { (reason) @if let Some(name) = entry.by_user.and_then(|id| view.whole.name_of(id)) { " · " (name) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}
