//! The second step: which column goes where, what becomes of what is there already, and how the first rows will be
//! read. Nothing is written here.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::Error;
use quen_http::{SignedIn, problem};
use quen_service::imports::{
    self, Import, Inspection, MATCH_KEYS, OnMatch, Options, Preview, What,
};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check, radios};
use quen_ui::field::{Choice, Field, Select, csrf_field};
use quen_ui::import::{MapRow, map_table};
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::{found, paged, previewing};
use crate::answers::{Answer, refused, see};
use crate::forms::{Pairs, choices_of};
use crate::spoken;

/// What the page shows besides the file.
#[derive(Default)]
struct Shown {
    wrong: Option<String>,
    preview: Option<Vec<Preview>>,
    /// The columns are put as in an earlier file with these headings.
    remembered: bool,
}

/// The page of a draft. A file that is no table is refused here, in words.
pub async fn show(me: &SignedIn, import: &Import) -> Answer {
    match imports::inspect(&me.ctx, import.id).await {
        Ok(seen) => {
            let proposal = imports::proposed(&me.ctx, import, &seen).await;
            let proposal = proposal.map_err(refused(me))?;
            let shown = Shown {
                remembered: proposal.remembered,
                ..Shown::default()
            };
            draw(me, import, &seen, &proposal.options, shown)
        }
        Err(error @ Error::Invalid(_)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            unreadable(me, import, &error),
        )
            .into_response()),
        Err(error) => Err(refused(me)(error)),
    }
}

fn unreadable(me: &SignedIn, import: &Import, error: &Error) -> Response {
    let words = me.words;
    let other = Button {
        label: t::imports_other_file(words),
        kind: ButtonKind::Primary,
        href: Some("/imports/new"),
        ..Button::default()
    };
    let body = html! {
        (problem_notice(&problem::message(words, error)))
        div.row { (button(other)) }
    };
    let panel = panel(Panel {
        title: t::imports_refused(words),
        body,
        ..Panel::default()
    });
    paged(me, &import.file_name, 0, panel)
}

/// Shows how the first rows will be read.
pub async fn preview(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let import = found(&me, &id).await?;
    let seen = imports::inspect(&me.ctx, import.id)
        .await
        .map_err(refused(&me))?;
    let options = chosen(&seen, &sent);
    match imports::preview(&me.ctx, import.id, &options).await {
        Ok(rows) => draw(
            &me,
            &import,
            &seen,
            &options,
            Shown {
                preview: Some(rows),
                ..Shown::default()
            },
        ),
        Err(error) => refuse(&me, &import, &seen, &options, error),
    }
}

/// Begins the work.
pub async fn begin(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let import = found(&me, &id).await?;
    if import.state != "draft" {
        return Ok(see(&format!("/imports/{}", import.id)));
    }
    let seen = imports::inspect(&me.ctx, import.id)
        .await
        .map_err(refused(&me))?;
    let options = chosen(&seen, &sent);
    match imports::begin(&me.ctx, import.id, &options).await {
        Ok(_) => Ok(see(&format!("/imports/{}", import.id))),
        Err(error) => refuse(&me, &import, &seen, &options, error),
    }
}

fn refuse(
    me: &SignedIn,
    import: &Import,
    seen: &Inspection,
    options: &Options,
    error: Error,
) -> Answer {
    let Error::Invalid(problems) = &error else {
        return Err(refused(me)(error));
    };
    let lines = problems.iter().map(|p| {
        let sentence = problem::sentence(me.words, p.code, &p.args);
        if p.field == "file" || p.field.is_empty() {
            sentence
        } else {
            format!("{}: {sentence}", p.field)
        }
    });
    let wrong = Some(lines.collect::<Vec<_>>().join(" "));
    let shown = Shown {
        wrong,
        ..Shown::default()
    };
    let drawn = draw(me, import, seen, options, shown)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
}

/// What the form says, over what was recognised.
fn chosen(seen: &Inspection, sent: &Pairs) -> Options {
    let value = |name: &str| {
        sent.iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    };
    let mut options = seen.options();
    for (place, column) in options.columns.iter_mut().enumerate() {
        *column = value(&format!("column-{place}"))
            .filter(|field| !field.is_empty())
            .map(str::to_owned);
    }
    options.match_on = MATCH_KEYS
        .iter()
        .filter(|key| {
            sent.iter()
                .any(|(name, value)| name == "match" && value == **key)
        })
        .map(|key| (*key).to_owned())
        .collect();
    options.on_match = value("on_match")
        .and_then(OnMatch::from_word)
        .unwrap_or_default();
    options
}

fn draw(
    me: &SignedIn,
    import: &Import,
    seen: &Inspection,
    options: &Options,
    shown: Shown,
) -> Answer {
    let words = me.words;
    let what = imports::what(&me.ctx, &import.kind).map_err(refused(me))?;
    let body = html! {
        @if let Some(wrong) = &shown.wrong { (problem_notice(wrong)) }
        @if shown.remembered { (notice(Tone::Jade, "history", html! { (t::imports_remembered(words)) })) }
        form.split method="post" action={ "/imports/" (import.id) "/start" } hx-boost="false" {
            (csrf_field(&me.csrf))
            (columns(me, &what, import, seen, options))
            aside.stack { (choices(words, &what, options)) (notes(words, import, seen)) }
        }
        @if let Some(rows) = &shown.preview { (previewing::panel_of(me, seen, rows)) }
    };
    Ok(paged(me, &import.file_name, 1, body))
}

fn columns(
    me: &SignedIn,
    what: &What,
    import: &Import,
    seen: &Inspection,
    options: &Options,
) -> Markup {
    let words = me.words;
    let known = what.columns().iter();
    let own = what.fields().iter();
    let labels: Vec<(&str, String)> = known
        .map(|field| (*field, field_word(words, what, field)))
        .chain(own.map(|field| (field.name.as_ref(), spoken::label(words, field))))
        .collect();
    let choices = choices_of(&labels);
    let names: Vec<(String, String)> = seen
        .headings
        .iter()
        .enumerate()
        .map(|(place, heading)| {
            (
                format!("column-{place}"),
                t::imports_into(words, &heading.title),
            )
        })
        .collect();
    let mut rows = Vec::with_capacity(names.len());
    for (place, (heading, (name, label))) in seen.headings.iter().zip(&names).enumerate() {
        let value = options
            .columns
            .get(place)
            .and_then(Option::as_deref)
            .unwrap_or_default();
        let (state, tone) = match (value, heading.candidates.is_empty()) {
            ("", false) => (t::imports_ambiguous(words), Tone::Amber),
            ("", true) => (t::imports_left_out(words), Tone::Neutral),
            _ => (t::imports_recognised(words), Tone::Jade),
        };
        let sample = seen
            .examples
            .iter()
            .filter_map(|row| row.get(place))
            .find(|text| !text.is_empty());
        rows.push(MapRow {
            column: &heading.title,
            into: Select {
                field: Field {
                    label,
                    ..Field::default()
                },
                name,
                choices: &choices,
                value,
                none: Some(t::imports_leave_out(words)),
                ..Select::default()
            },
            sample: sample.map_or("", String::as_str),
            state,
            tone,
        });
    }
    let heads = [
        t::imports_heads_column(words),
        t::imports_heads_into(words),
        t::imports_heads_sample(words),
        t::imports_heads_state(words),
    ];
    let known = seen
        .headings
        .iter()
        .filter(|heading| heading.field.is_some() || heading.own.is_some())
        .count();
    let counted = seen.rows.map(|rows| html! { span.small.dim { (t::imports_rows(words, i64::try_from(rows).unwrap_or(i64::MAX))) } });
    panel(Panel {
        title: &import.file_name,
        beside: counted,
        end: Some(badge(
            &t::imports_columns_known(words, i64::try_from(known).unwrap_or_default()),
            Tone::Jade,
        )),
        body: map_table(heads, &rows),
        flush: true,
        footer: Some(acts(words, import)),
        ..Panel::default()
    })
}

fn acts(words: Words, import: &Import) -> Markup {
    let preview = format!("/imports/{}/preview", import.id);
    html! {
        (button(Button { label: t::imports_other_file(words), icon: Some("arrow-left"), kind: ButtonKind::Quiet, href: Some("/imports/new"), ..Button::default() }))
        span.end.row {
            span.small.dim.wide-only { (t::imports_nothing_written(words)) }
            (button(Button { label: t::imports_preview(words), submit: true, formaction: Some(&preview), ..Button::default() }))
            (button(Button { label: t::imports_begin(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
        }
    }
}

/// The name of a column in words; customers are named in every file alike.
fn field_word(words: Words, what: &What, field: &str) -> String {
    let name = field.replace('_', "-");
    let own = words.find(&format!("import-field-{}-{name}", what.word()), &[]);
    let common = || words.text(&format!("import-field-interactions-{name}"), &[]);
    match (own, field) {
        (Some(own), _) => own.into_owned(),
        (None, "id") => t::imports_our_id(words).to_owned(),
        (None, "party_id") => t::imports_our_party_id(words).to_owned(),
        (None, _) => common().into_owned(),
    }
}

fn choices(words: Words, what: &What, options: &Options) -> Markup {
    let ways = [
        Choice {
            value: "update",
            label: t::imports_on_match_update(words),
        },
        Choice {
            value: "skip",
            label: t::imports_on_match_skip(words),
        },
        Choice {
            value: "create",
            label: t::imports_on_match_create(words),
        },
    ];
    let keys = [
        ("phone", t::imports_match_phone(words)),
        ("email", t::imports_match_email(words)),
        ("code", t::imports_match_code(words)),
        ("tax_code", t::imports_match_tax_code(words)),
    ];
    let body = html! {
        (radios("on_match", t::imports_options(words), &ways, options.on_match.word()))
        @if what.has_party() {
            fieldset.stack {
                legend { (t::imports_match_on(words)) }
                @for (value, label) in keys {
                    (check(Check { name: "match", value, label, checked: options.match_on.iter().any(|key| key == value), ..Check::default() }))
                }
            }
        }
    };
    panel(Panel {
        title: t::imports_step_columns(words),
        body,
        ..Panel::default()
    })
}

fn notes(words: Words, import: &Import, seen: &Inspection) -> Markup {
    html! {
        (notice(Tone::Amber, "calendar-event", html! { (t::imports_dates_note(words)) }))
        @if let Some(font) = seen.font { (notice(Tone::Sky, "info-circle", html! { (t::imports_font_note(words, &font.to_uppercase())) })) }
        @if let Some(encoding) = seen.encoding.filter(|word| *word != "utf-8") {
            (notice(Tone::Sky, "info-circle", html! { (t::imports_encoding(words, &encoding.to_uppercase())) }))
        }
        @if import.kind == "parties" { (notice(Tone::Jade, "shield-check", html! { (t::imports_consent_note(words)) })) }
    }
}
