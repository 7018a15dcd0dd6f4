//! When and how often customers are contacted, and the words with which consent is asked for.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::messages::House;
use quen_core::workspaces::Settings;
use quen_core::{Error, Problem};
use quen_http::SignedIn;
use quen_service::{consents, workspaces};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check};
use quen_ui::field::{Field, TextArea, csrf_field, draft_field, textarea};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_words::{Words, t};

use super::clash::{self, Met};
use super::settings_tabs;
use crate::answers::{Answer, Refused, refused, see};
use crate::drafts;
use crate::forms::{Filled, Line, Pairs, value};
use crate::layout::{Page, page};
use crate::parties::asked::Params;
use crate::spoken;

/// Where the page is.
const PAGE: &str = "/settings/contact";

/// Shows the page.
pub(super) async fn show(me: SignedIn, Query(params): Query<Params>) -> Answer {
    me.ctx
        .actor
        .may(quen_core::Permission::SettingsManage)
        .map_err(refused(&me))?;
    let opened = drafts::opened(&me, PAGE, &params, Pairs::new()).await?;
    let said = html! { (opened.offer) };
    let page = draw(&me, &opened.values, &[], Some(said)).await?;
    Ok(page.into_response())
}

async fn stored(me: &SignedIn) -> Result<Pairs, Refused> {
    let workspace = workspaces::find(&me.ctx).await.map_err(refused(me))?;
    let house = Settings::from_json(&workspace.settings).contact;
    Ok(clash::marked(pairs(house), workspace.version))
}

fn pairs(house: House) -> Pairs {
    let flag = |on: bool| if on { "1" } else { "" }.to_owned();
    vec![
        ("quiet_from".to_owned(), house.quiet_from.to_string()),
        ("quiet_to".to_owned(), house.quiet_to.to_string()),
        ("week_cap".to_owned(), house.week_cap.to_string()),
        ("month_cap".to_owned(), house.month_cap.to_string()),
        ("quarter_cap".to_owned(), house.quarter_cap.to_string()),
        ("pause_holidays".to_owned(), flag(house.pause_holidays)),
        ("pause_tet".to_owned(), flag(house.pause_tet)),
    ]
}

fn labels(words: Words) -> [(&'static str, &'static str); 7] {
    [
        ("quiet_from", t::contact_quiet_from(words)),
        ("quiet_to", t::contact_quiet_to(words)),
        ("week_cap", t::contact_week_cap(words)),
        ("month_cap", t::contact_month_cap(words)),
        ("quarter_cap", t::contact_quarter_cap(words)),
        ("pause_holidays", t::contact_pause_holidays(words)),
        ("pause_tet", t::contact_pause_tet(words)),
    ]
}

/// Takes the rules.
pub(super) async fn update(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let now = stored(&me).await?;
    let version = match clash::meet(&me, &now, &sent, &labels(me.words)) {
        Met::Free(version) => version,
        Met::Clash(typed, said) => {
            let page = draw(&me, &typed, &[], Some(said)).await?;
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    };
    let number = |name: &str| value(&sent, name).trim().parse::<u32>().unwrap_or(u32::MAX);
    let house = House {
        quiet_from: number("quiet_from"),
        quiet_to: number("quiet_to"),
        week_cap: number("week_cap"),
        month_cap: number("month_cap"),
        quarter_cap: number("quarter_cap"),
        pause_holidays: value(&sent, "pause_holidays") == "1",
        pause_tet: value(&sent, "pause_tet") == "1",
    };
    let done = workspaces::set_contact(&me.ctx, house, version).await;
    answer(&me, &sent, done).await
}

/// Takes a new wording.
pub(super) async fn word(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let done = consents::add_wording(&me.ctx, value(&sent, "text"))
        .await
        .map(drop);
    match &done {
        Ok(()) => drafts::saved(&me, &sent).await,
        Err(_) => drafts::kept(&me, &sent).await,
    }
    answer(&me, &sent, done).await
}

async fn answer(me: &SignedIn, sent: &Pairs, done: quen_core::Result<()>) -> Answer {
    match done {
        Ok(()) => Ok(see("/settings/contact")),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            draw(me, sent, &problems, None).await?,
        )
            .into_response()),
        Err(error) => Err(refused(me)(error)),
    }
}

async fn draw(
    me: &SignedIn,
    values: &[(String, String)],
    problems: &[Problem],
    said: Option<Markup>,
) -> Result<Markup, Refused> {
    let words = me.words;
    let wordings = consents::wordings(&me.ctx).await.map_err(refused(me))?;
    let stored = stored(me).await?;
    let typed = values.iter().any(|(name, _)| name == "week_cap");
    let all: Pairs = if typed {
        values.to_vec()
    } else {
        stored.into_iter().chain(values.iter().cloned()).collect()
    };
    let filled = Filled {
        words,
        values: &all,
        problems,
    };
    let body = html! {
        (settings_tabs(me, "/settings/contact"))
        (padded(html! {
            div.form-page {
                @if let Some(said) = said { (said) }
                (panel(Panel { title: t::contact_rules(words), body: rules(me, filled), ..Panel::default() }))
                (panel(Panel { title: t::contact_wording(words), body: wording(me, filled, &wordings), ..Panel::default() }))
            }
        }))
    };
    Ok(page(
        me,
        Page {
            title: t::settings_title(words),
            body,
            ..Page::default()
        },
    ))
}

fn rules(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let line = |name, label, hint| {
        filled.line(Line {
            name,
            label,
            hint,
            required: true,
            ..Line::default()
        })
    };
    let switch = |name, label| {
        check(Check {
            name,
            label,
            checked: filled.value(name) == "1",
            ..Check::default()
        })
    };
    html! {
        form.stack method="post" action="/settings/contact" {
            (csrf_field(&me.csrf))
            (clash::marks(filled.values))
            p.small.dim { (t::contact_rules_note(words)) }
            @if let Some(problem) = filled.problem("contact") { p.problem { (problem) } }
            (line("quiet_from", t::contact_quiet_from(words), Some(t::contact_quiet_hint(words))))
            (line("quiet_to", t::contact_quiet_to(words), None))
            (line("week_cap", t::contact_week_cap(words), None))
            (line("month_cap", t::contact_month_cap(words), None))
            (line("quarter_cap", t::contact_quarter_cap(words), None))
            (switch("pause_holidays", t::contact_pause_holidays(words)))
            (switch("pause_tet", t::contact_pause_tet(words)))
            div { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    }
}

fn wording(me: &SignedIn, filled: Filled<'_>, wordings: &[consents::Wording]) -> Markup {
    let words = me.words;
    let problem = filled.problem("text");
    let newest = wordings.first();
    let typed = Some(filled.value("text")).filter(|typed| !typed.is_empty());
    let start = match (typed, newest) {
        (Some(typed), _) => typed,
        (None, Some(found)) => found.text.as_str(),
        (None, None) => t::contact_wording_start(words),
    };
    html! {
        form.stack method="post" action="/settings/contact/wordings" data-draft=(PAGE) {
            (csrf_field(&me.csrf))
            (draft_field(PAGE))
            @if let Some(newest) = newest {
                p.small.dim { (t::contact_wording_version(words, newest.version, &spoken::day(words, me.ctx.day_of(newest.at)))) }
            }
            (textarea(TextArea {
                field: Field { id: "text", label: t::contact_wording(words), hint: Some(t::contact_wording_hint(words)), problem: problem.as_deref(), ..Field::default() },
                name: "text", value: start, rows: Some(5), required: true, ..TextArea::default()
            }))
            div { (button(Button { label: t::contact_wording_add(words), submit: true, ..Button::default() })) }
        }
    }
}
