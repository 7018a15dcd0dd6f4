//! Name, currency, time zone, language and working week; the logo beside them.

use axum::Form;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::workspaces::Settings;
use quen_core::{Currency, Problem};
use quen_http::SignedIn;
use quen_service::workspaces::{self as acts, Change};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{Choice, Field, Select, csrf_field, select};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_words::{Words, t};

use super::clash::{self, Met};
use super::{logo, settings_tabs};
use crate::answers::{Answer, Refused, refused};
use crate::forms::{Asked, Filled, Line, Pairs, answer, choices_of, pairs, reload, value};
use crate::layout::{Page, done, page};

/// Zones offered first; any other IANA name that is stored stays in the list.
const ZONES: [&str; 14] = [
    "Asia/Ho_Chi_Minh",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Asia/Kuala_Lumpur",
    "Asia/Jakarta",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Australia/Sydney",
    "Europe/London",
    "Europe/Paris",
    "America/New_York",
    "America/Los_Angeles",
];

/// Shows the page.
pub(super) async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let stored = stored(&me).await?;
    let toasts = asked
        .get("done")
        .map(|_| done(t::state_saved(me.words)))
        .into_iter()
        .collect();
    Ok(draw(&me, &stored, &[], None, toasts).await?.into_response())
}

/// What stands in the form before anybody types.
pub(super) async fn stored(me: &SignedIn) -> Result<Pairs, Refused> {
    let workspace = acts::find(&me.ctx).await.map_err(refused(me))?;
    let settings = Settings::from_json(&workspace.settings);
    let stored = pairs([
        ("name", &workspace.name),
        ("currency", settings.currency.code()),
        ("time_zone", &settings.time_zone),
        ("language", &settings.language),
        ("working_week", settings.working_week.code()),
        ("bin_days", &settings.bin_days.to_string()),
    ]);
    Ok(clash::marked(stored, workspace.version))
}

fn labels(words: Words) -> [(&'static str, &'static str); 6] {
    [
        ("name", t::settings_name(words)),
        ("currency", t::settings_currency(words)),
        ("time_zone", t::settings_time_zone(words)),
        ("language", t::settings_language(words)),
        ("working_week", t::settings_week(words)),
        ("bin_days", t::settings_bin(words)),
    ]
}

/// Takes the form.
pub(super) async fn update(me: SignedIn, headers: HeaderMap, Form(sent): Form<Pairs>) -> Answer {
    let now = stored(&me).await?;
    let version = match clash::meet(&me, &now, &sent, &labels(me.words)) {
        Met::Free(version) => version,
        Met::Clash(typed, said) => {
            let page = draw(&me, &typed, &[], Some(said), Vec::new()).await?;
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    };
    let text = |name: &str| value(&sent, name).to_owned();
    let currency = if value(&sent, "currency").is_empty() {
        me.ctx.settings.currency.code().to_owned()
    } else {
        text("currency")
    };
    let bin_days = if value(&sent, "bin_days").is_empty() {
        me.ctx.settings.bin_days.to_string()
    } else {
        text("bin_days")
    };
    let change = Change {
        name: text("name"),
        currency,
        time_zone: text("time_zone"),
        language: text("language"),
        working_week: text("working_week"),
        bin_days,
        version,
    };
    let result = acts::update(&me.ctx, change).await;
    match result {
        Err(quen_core::Error::Invalid(problems)) => {
            let page = draw(&me, &sent, &problems, None, Vec::new()).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        other => answer(
            other,
            refused(&me),
            |()| reload(&headers, "/settings?done=saved"),
            |_| html! {},
        ),
    }
}

/// The page with what was typed.
pub(super) async fn draw(
    me: &SignedIn,
    values: &[(String, String)],
    problems: &[Problem],
    said: Option<Markup>,
    toasts: Vec<Markup>,
) -> Result<Markup, Refused> {
    let words = me.words;
    let open = acts::currency_is_open(&me.ctx).await.map_err(refused(me))?;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let body = html! {
        (settings_tabs(me, "/settings"))
        (padded(html! {
            div.form-page {
                @if let Some(said) = said { (said) }
                (panel(Panel { title: t::settings_general(words), body: form(me, filled, open), ..Panel::default() }))
                (logo::panel_of(me, filled.problem("logo").as_deref()))
            }
        }))
    };
    Ok(page(
        me,
        Page {
            title: t::settings_title(words),
            body,
            toasts,
            ..Page::default()
        },
    ))
}

fn form(me: &SignedIn, filled: Filled<'_>, currency_open: bool) -> Markup {
    let words = me.words;
    let stored = me.ctx.settings.time_zone.as_str();
    let mut zones: Vec<Choice<'_>> = ZONES
        .iter()
        .map(|zone| Choice {
            value: zone,
            label: zone,
        })
        .collect();
    if !ZONES.contains(&stored) {
        zones.push(Choice {
            value: stored,
            label: stored,
        });
    }
    let languages = [
        Choice {
            value: "vi",
            label: t::language_vietnamese(words),
        },
        Choice {
            value: "en",
            label: t::language_english(words),
        },
    ];
    let weeks = [
        Choice {
            value: "mon_sat",
            label: t::settings_week_mon_sat(words),
        },
        Choice {
            value: "mon_fri",
            label: t::settings_week_mon_fri(words),
        },
    ];
    html! {
        form.stack method="post" action="/settings" {
            (csrf_field(&me.csrf))
            (clash::marks(filled.values))
            (filled.line(Line { name: "name", label: t::settings_name(words), autocomplete: Some("organization"), required: true, ..Line::default() }))
            (currency(me, filled, currency_open))
            (filled.choice("time_zone", t::settings_time_zone(words), &zones, Some(t::settings_time_zone_hint(words))))
            (filled.choice("language", t::settings_language(words), &languages, Some(t::settings_language_hint(words))))
            (filled.choice("working_week", t::settings_week(words), &weeks, None))
            (bin_days(me, filled))
            div.row { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    }
}

/// Periods offered; any other that is stored stays in the list. 0 keeps everything.
const BIN_DAYS: [u16; 5] = [7, 30, 90, 365, 0];

fn bin_days(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let mut periods = BIN_DAYS.to_vec();
    let stored = me.ctx.settings.bin_days;
    if !periods.contains(&stored) {
        periods.insert(0, stored);
    }
    let offered: Vec<(String, String)> = periods
        .into_iter()
        .map(|days| {
            let label = match days {
                0 => t::settings_bin_keep(words).to_owned(),
                days => t::settings_bin_after(words, &days.to_string()),
            };
            (days.to_string(), label)
        })
        .collect();
    let choices = choices_of(&offered);
    filled.choice(
        "bin_days",
        t::settings_bin(words),
        &choices,
        Some(t::settings_bin_hint(words)),
    )
}

fn currency(me: &SignedIn, filled: Filled<'_>, open: bool) -> Markup {
    let problem = filled.problem("currency");
    let hint = (!open).then(|| t::settings_currency_fixed(me.words));
    let choices = Currency::ALL.map(|currency| Choice {
        value: currency.code(),
        label: currency.code(),
    });
    select(Select {
        field: Field {
            id: "currency",
            label: t::settings_currency(me.words),
            hint,
            problem: problem.as_deref(),
            ..Field::default()
        },
        name: "currency",
        choices: &choices,
        value: if filled.value("currency").is_empty() {
            me.ctx.settings.currency.code()
        } else {
            filled.value("currency")
        },
        disabled: !open,
        ..Select::default()
    })
}
