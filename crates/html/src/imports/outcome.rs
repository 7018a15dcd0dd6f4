//! The last steps: the work under way, asked for every second, and what it did.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_http::{SignedIn, problem};
use quen_service::imports::{self, Import, Refused as RefusedRow};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{Form, form};
use quen_ui::hx::Hx;
use quen_ui::panel::{Panel, panel};
use quen_ui::stat::{Stat, stat, stat_row};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::mending::{self, Typed};
use super::{found, paged, rows};
use crate::answers::{Answer, refused};
use crate::lists;

/// Errors shown on the page.
const SHOWN: usize = 100;

/// The page of an import that waits or runs.
pub fn under_way(me: &SignedIn, import: &Import) -> Response {
    let title = t::imports_working(me.words, &import.file_name);
    paged(
        me,
        &import.file_name,
        2,
        panel(Panel {
            title: &title,
            body: moving(me, import),
            ..Panel::default()
        }),
    )
}

/// The moving part alone; sends the browser on when the work has ended.
pub async fn progress(me: SignedIn, Path(id): Path<String>) -> Answer {
    let import = found(&me, &id).await?;
    if matches!(import.state.as_str(), "waiting" | "running" | "undoing") {
        return Ok(moving(&me, &import).into_response());
    }
    Ok(([("hx-redirect", format!("/imports/{}", import.id))], "").into_response())
}

fn moving(me: &SignedIn, import: &Import) -> Markup {
    let words = me.words;
    let percent = (import.rows_read * 100)
        .checked_div(import.rows_total)
        .unwrap_or(0)
        .clamp(0, 100);
    let said = match import.state.as_str() {
        "waiting" => t::imports_waiting(words).to_owned(),
        "undoing" => t::imports_undoing(words).to_owned(),
        _ if import.rows_total > 0 => {
            t::imports_progress(words, import.rows_read, import.rows_total)
        }
        _ => t::imports_progress_open(words, import.rows_read),
    };
    let stop = Button {
        label: t::imports_stop(words),
        kind: ButtonKind::Danger,
        submit: true,
        ..Button::default()
    };
    html! {
        div.stack id="moving" hx-get={ "/imports/" (import.id) "/progress" } hx-trigger="every 1s" hx-target="this" hx-swap="outerHTML" {
            (quen_ui::stat::progress(&t::imports_working(words, &import.file_name), u8::try_from(percent).unwrap_or(0), &said))
            p.small.dim { (t::imports_may_leave(words)) }
            noscript { a href={ "/imports/" (import.id) } { (t::action_reload(words)) } }
            @if import.state != "undoing" {
                (form(Form { action: &format!("/imports/{}/cancel", import.id), csrf: &me.csrf, body: html! { (button(stop)) }, ..Form::default() }))
            }
        }
    }
}

/// The page of an import that has ended.
pub async fn show(me: &SignedIn, import: &Import) -> Answer {
    draw(me, import, &Typed::default()).await
}

/// The page with what was typed to mend rows.
pub async fn draw(me: &SignedIn, import: &Import, typed: &Typed) -> Answer {
    let words = me.words;
    let errors = imports::errors(&me.ctx, import.id, words)
        .await
        .map_err(refused(me))?;
    let title = t::imports_result(words);
    let mending = mending::form(me, import, typed).await?;
    let told = rows::panel_of(me, import).await?;
    let of = import
        .options
        .get("retry_of")
        .and_then(serde_json::Value::as_str);
    let body = html! {
        @if let Some(of) = of { p { a href={ "/imports/" (of) } { (t::imports_mend_of(words)) } } }
        (refusal(words, import))
        (kept(me, import))
        (panel(Panel { title, beside: Some(super::state(words, &import.state)), body: tally(words, import), footer: Some(acts(me, import)), ..Panel::default() }))
        @if !errors.is_empty() { (failures(words, import, &errors)) }
        (mending)
        (told)
    };
    Ok(paged(me, &import.file_name, 3, body))
}

fn tally(words: Words, import: &Import) -> Markup {
    let tile = |label, value: i64| {
        let value = words.number(value);
        stat(Stat {
            name: label,
            figure: &value,
            ..Stat::default()
        })
    };
    stat_row(
        t::imports_result(words),
        html! {
            (tile(t::imports_created(words), import.created))
            (tile(t::imports_updated(words), import.updated))
            (tile(t::imports_skipped(words), import.skipped))
            (tile(t::imports_failed(words), import.failed))
        },
    )
}

fn acts(me: &SignedIn, import: &Import) -> Markup {
    let words = me.words;
    let address = format!("/imports/{}/undo", import.id);
    let back = Button {
        label: t::imports_undo(words),
        kind: ButtonKind::Danger,
        submit: true,
        ..Button::default()
    };
    let list = lists::path(me, &import.kind).unwrap_or_else(|| "/imports".to_owned());
    let see = Button {
        label: t::imports_see(words),
        href: Some(&list),
        ..Button::default()
    };
    let (label, href) = match import.kind.as_str() {
        "parties" => (t::imports_then_orders(words), "/imports/new?kind=orders"),
        _ => (t::imports_then_today(words), "/today"),
    };
    let then = Button {
        label,
        href: Some(href),
        kind: ButtonKind::Primary,
        ..Button::default()
    };
    html! {
        @if import.undone_at.is_none() && import.created + import.updated > 0 {
            (form(Form { action: &address, csrf: &me.csrf, hx: Hx { confirm: Some(t::imports_undo_ask(words)), ..Hx::default() }, body: button(back), ..Form::default() }))
        }
        span.row.wrap.end { (button(see)) @if import.state == "done" { (button(then)) } }
    }
}

/// Why the whole was refused.
fn refusal(words: Words, import: &Import) -> Markup {
    let problems = import
        .refusal
        .as_ref()
        .and_then(|json| json.as_array())
        .cloned()
        .unwrap_or_default();
    html! {
        @for said in &problems {
            (problem_notice(&sentence(words, said)))
        }
    }
}

fn sentence(words: Words, said: &serde_json::Value) -> String {
    let code = said
        .get("code")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    let known = ["max", "row", "field"];
    let pairs: Vec<(String, String)> = said
        .get("args")
        .cloned()
        .and_then(|args| serde_json::from_value(args).ok())
        .unwrap_or_default();
    let args: Vec<(&'static str, String)> = known
        .into_iter()
        .filter_map(|name| Some((name, pairs.iter().find(|(key, _)| key == name)?.1.clone())))
        .collect();
    problem::sentence(words, code, &args)
}

/// Records that undoing left as they are.
fn kept(me: &SignedIn, import: &Import) -> Markup {
    let words = me.words;
    let Some(count) = import
        .refusal
        .as_ref()
        .and_then(|json| json.get("kept_count"))
        .and_then(serde_json::Value::as_i64)
    else {
        return html! {};
    };
    let list = import
        .refusal
        .as_ref()
        .and_then(|json| json.get("kept"))
        .and_then(|kept| kept.as_array())
        .cloned()
        .unwrap_or_default();
    let text = |item: &serde_json::Value, key: &str| {
        item.get(key)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let href = |item: &serde_json::Value| {
        let noun = text(item, "noun");
        let word = if noun == "records" {
            &import.kind
        } else {
            &noun
        };
        lists::record_href(me, word, text(item, "id").parse().ok()?)
    };
    let address = format!("/imports/{}/undo?force=true", import.id);
    let forced = Button {
        label: t::imports_undo_forced(words),
        kind: ButtonKind::Danger,
        submit: true,
        ..Button::default()
    };
    notice(
        Tone::Amber,
        "alert-triangle",
        html! {
            p { (t::imports_kept(words, count)) }
            ul {
                @for item in &list {
                    li { @match href(item) { Some(href) => a href=(href) { (text(item, "name")) }, None => { (text(item, "name")) } } }
                }
            }
            (form(Form { action: &address, csrf: &me.csrf, hx: Hx { confirm: Some(t::imports_undo_ask(words)), ..Hx::default() }, body: button(forced), ..Form::default() }))
        },
    )
}

fn failures(words: Words, import: &Import, errors: &[RefusedRow]) -> Markup {
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::imports_row(words)),
        head(t::imports_column(words)),
        head(t::imports_reason(words)),
    ];
    let row = |error: &RefusedRow| {
        let number = t::imports_row_number(words, &error.row.to_string());
        Row {
            cells: vec![
                html! { (number) },
                html! { (error.column) },
                html! { (error.message) },
            ],
            ..Row::default()
        }
    };
    let rows = errors.iter().take(SHOWN).map(row).collect();
    let table = data_table(DataTable {
        id: "failures",
        caption: t::imports_errors_caption(words),
        columns: &columns,
        rows,
        ..DataTable::default()
    });
    let address = format!("/imports/{}/failures.csv", import.id);
    let download = Button {
        label: t::imports_failed_download(words),
        icon: Some("download"),
        href: Some(&address),
        download: true,
        ..Button::default()
    };
    let cut = (errors.len() > SHOWN).then(|| html! { p.small.dim { (t::imports_errors_first(words, i64::try_from(SHOWN).unwrap_or_default())) } });
    let body = html! { (table) @if let Some(cut) = cut { (cut) } };
    panel(Panel {
        title: t::imports_errors(words),
        end: Some(button(download)),
        body,
        flush: true,
        ..Panel::default()
    })
}
