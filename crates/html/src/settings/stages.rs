//! The thresholds of stages and types, with a look at who would move before anything is saved. The rules themselves are in
//! `core`.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::relationships::Rules;
use quen_core::relationships::thresholds::{Part, THRESHOLDS, Threshold, Unit};
use quen_core::workspaces::Settings;
use quen_core::{Error, Problem};
use quen_http::SignedIn;
use quen_service::relationships::{self as acts, Move, Preview};
use quen_service::workspaces;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::csrf_field;
use quen_ui::panel::{Panel, panel};
use quen_ui::stage::{Stage as Shown, stage_badge};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_words::{Words, t};

use super::clash::{self, Met};
use super::sheet;
use crate::answers::{Answer, refused, see};
use crate::forms::{Asked, Filled, Line, Pairs, value};
use crate::layout::done;

/// What the form holds beside the thresholds.
const OTHERS: [&str; 5] = ["csrf", "version", "was", "preview", "defaults"];

/// Shows the page.
pub(super) async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let workspace = workspaces::find(&me.ctx).await.map_err(refused(&me))?;
    let toasts = asked
        .get("done")
        .map(|_| done(t::rules_saved(me.words)))
        .into_iter()
        .collect();
    let rules = Settings::from_json(&workspace.settings).relationships;
    let stored = typed_of(me.words, &rules, workspace.version);
    Ok(draw(&me, &stored, &[], None, toasts).into_response())
}

/// Takes the form: shows who would move, or saves.
pub(super) async fn update(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let version = value(&sent, "version").parse().ok();
    if !value(&sent, "defaults").is_empty() {
        let first = typed_of(me.words, &Rules::default(), version.unwrap_or_default());
        return previewed(&me, first).await;
    }
    if !value(&sent, "preview").is_empty() {
        return previewed(&me, sent).await;
    }
    let workspace = workspaces::find(&me.ctx).await.map_err(refused(&me))?;
    let rules = Settings::from_json(&workspace.settings).relationships;
    let now = typed_of(me.words, &rules, workspace.version);
    let names = THRESHOLDS.iter().map(|threshold| {
        let key = format!("rules-{}", threshold.name.replace('_', "-"));
        (threshold.name, me.words.text(&key, &[]).into_owned())
    });
    let names: Vec<(&str, String)> = names.collect();
    let labels: Vec<(&str, &str)> = names
        .iter()
        .map(|(name, label)| (*name, label.as_str()))
        .collect();
    let version = match clash::meet(&me, &now, &sent, &labels) {
        Met::Free(version) => version,
        Met::Clash(typed, said) => {
            let page = html! { (said) (form(&me, filled_of(&me, &typed, &[]))) };
            let page = framed(&me, page, Vec::new());
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    };
    match acts::change_rules(&me.ctx, &thresholds_of(&sent), version).await {
        Ok(()) => Ok(see("/settings/stages?done=saved")),
        Err(error) => refuse(&me, &sent, error),
    }
}

async fn previewed(me: &SignedIn, typed: Pairs) -> Answer {
    match acts::preview(&me.ctx, &thresholds_of(&typed)).await {
        Ok(preview) => Ok(draw(me, &typed, &[], Some(&preview), Vec::new()).into_response()),
        Err(error) => refuse(me, &typed, error),
    }
}

fn refuse(me: &SignedIn, typed: &Pairs, error: Error) -> Answer {
    match error {
        Error::Invalid(problems) => {
            let page = draw(me, typed, &problems, None, Vec::new());
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => Err(refused(me)(other)),
    }
}

fn thresholds_of(sent: &Pairs) -> BTreeMap<String, String> {
    sent.iter()
        .filter(|(name, _)| !OTHERS.contains(&name.as_str()) && !name.starts_with('_'))
        .cloned()
        .collect()
}

fn typed_of(words: Words, rules: &Rules, version: i64) -> Pairs {
    let pairs: Pairs = THRESHOLDS
        .iter()
        .map(|threshold| {
            let number = threshold.shown(rules).to_string();
            let written = match words.lang() {
                quen_words::Lang::Vi => number.replace('.', ","),
                quen_words::Lang::En => number,
            };
            (threshold.name.to_owned(), written)
        })
        .collect();
    clash::marked(pairs, version)
}

fn draw(
    me: &SignedIn,
    values: &Pairs,
    problems: &[Problem],
    preview: Option<&Preview>,
    toasts: Vec<Markup>,
) -> Markup {
    let body = html! {
        @if let Some(preview) = preview { (previews(me, preview)) }
        (form(me, filled_of(me, values, problems)))
    };
    framed(me, body, toasts)
}

fn filled_of<'a>(me: &SignedIn, values: &'a Pairs, problems: &'a [Problem]) -> Filled<'a> {
    Filled {
        words: me.words,
        values,
        problems,
    }
}

fn framed(me: &SignedIn, body: Markup, toasts: Vec<Markup>) -> Markup {
    let words = me.words;
    sheet(
        me,
        "/settings/stages",
        (t::rules_title(words), t::rules_lead(words)),
        body,
        toasts,
    )
}

fn form(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let press = |label, kind, name| Button {
        label,
        kind,
        name: Some(name),
        value: Some("1"),
        submit: true,
        ..Button::default()
    };
    html! {
        form.stack method="post" action="/settings/stages" autocomplete="off" {
            (csrf_field(&me.csrf))
            (clash::marks(filled.values))
            @for part in Part::ALL {
                (panel(Panel {
                    title: &words.text(&format!("rules-part-{}", part.key()), &[]),
                    body: html! { div.stack { @for threshold in THRESHOLDS.iter().filter(|t| t.part == part) { (line(filled, threshold)) } } },
                    ..Panel::default()
                }))
            }
            div.row.wrap {
                (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
                (button(press(t::rules_preview(words), ButtonKind::Plain, "preview")))
                (button(press(t::rules_defaults(words), ButtonKind::Quiet, "defaults")))
            }
        }
    }
}

fn line(filled: Filled<'_>, threshold: &Threshold) -> Markup {
    let words = filled.words;
    let unit = match threshold.unit {
        Unit::Days => t::rules_unit_days(words),
        Unit::Gaps => t::rules_unit_gaps(words),
        Unit::Count => t::rules_unit_count(words),
        Unit::Percent => t::rules_unit_percent(words),
    };
    let key = format!("rules-{}", threshold.name.replace('_', "-"));
    let label = format!("{} ({unit})", words.text(&key, &[]));
    filled.line(Line {
        name: threshold.name,
        label: &label,
        required: true,
        ..Line::default()
    })
}

fn previews(me: &SignedIn, preview: &Preview) -> Markup {
    let words = me.words;
    let number = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let count = number(preview.looked_at);
    let looked = if preview.capped {
        t::rules_preview_looked(words, &count)
    } else {
        t::rules_preview_all(words, &count)
    };
    let body = html! {
        div.stack role="status" {
            p.small.dim { (looked) }
            @if preview.moves.is_empty() { p { (t::rules_preview_none(words)) } }
            @else { (moves(me, &preview.moves)) }
            @if preview.other_type > 0 { p.small { (t::rules_preview_types(words, &number(preview.other_type))) } }
        }
    };
    panel(Panel {
        title: t::rules_preview_title(words),
        body,
        ..Panel::default()
    })
}

fn moves(me: &SignedIn, moves: &[Move]) -> Markup {
    let words = me.words;
    let columns = [
        Column {
            label: t::rules_preview_from(words),
            ..Column::default()
        },
        Column {
            label: t::rules_preview_to(words),
            ..Column::default()
        },
        Column {
            label: t::rules_preview_count(words),
            number: true,
            ..Column::default()
        },
        Column {
            label: t::rules_preview_who(words),
            ..Column::default()
        },
    ];
    let badge = |stage: quen_insight::stage::Stage| {
        stage_badge(
            Shown::from_word(stage.key()).unwrap_or_default(),
            &words.text(&format!("stage-{}", stage.key()), &[]),
        )
    };
    let rows = moves
        .iter()
        .map(|one| Row {
            cells: vec![
                badge(one.from),
                html! { span.phone-only.dim aria-hidden="true" { "→ " } (badge(one.to)) },
                html! { (words.number(i64::try_from(one.count).unwrap_or(i64::MAX))) },
                who(one),
            ],
            ..Row::default()
        })
        .collect();
    data_table(DataTable {
        caption: t::rules_preview_moves(words),
        columns: &columns,
        rows,
        ..DataTable::default()
    })
}

fn who(one: &Move) -> Markup {
    html! {
        @for (n, example) in one.examples.iter().enumerate() {
            @if n > 0 { ", " }
            a.link href={ "/parties/" (example.party_id) } { (example.name) }
        }
    }
}
