//! The form of a programme: for which occasion, how long before or after, on which channel, with which words.

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::care::{
    AUDIENCES, CHANNELS, MAX_TEXT, MODES, OCCASIONS, PURPOSES, Programme, holidays,
};
use quen_core::fields::{ListQuery, MAX_LIMIT, Sort};
use quen_core::products::Product;
use quen_core::{Error, Permission, Problem};
use quen_http::SignedIn;
use quen_service::care as acts;
use quen_service::products::Products;
use quen_service::records;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::radios;
use quen_ui::field::{Choice, Form as Sheet, csrf_field, form};
use quen_ui::frame::{Crumb, padded};
use quen_words::{Lang, t};
use uuid::Uuid;

use super::{clash, word};
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Area, Asked, Filled, Line, Pairs, choices_of, labelled, value};
use crate::layout::{Page, page};
use crate::parties::asked::Params;
use crate::{drafts, versions};

/// `GET /care/programmes/new?occasion=birthday`.
pub(super) async fn new(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    me.ctx
        .actor
        .may(Permission::SettingsManage)
        .map_err(refused(&me))?;
    let asked_for = asked.get("occasion").map_or("birthday", String::as_str);
    let known = OCCASIONS
        .into_iter()
        .find(|occasion| *occasion == asked_for);
    let begun = acts::draft(&me.ctx, known.unwrap_or("birthday"));
    let params = vec![("occasion".to_owned(), asked_for.to_owned())];
    let params: Params = params.into_iter().chain(draft_asked(&asked)).collect();
    let opened = drafts::opened(&me, "/care/programmes/new", &params, pairs(&begun)).await?;
    let page = document(&me, None, &opened.values, &[], (&opened.form, opened.offer)).await?;
    Ok(page.into_response())
}

/// Does the address ask for the draft?
fn draft_asked(asked: &Asked) -> Option<(String, String)> {
    asked
        .get("draft")
        .map(|text| ("draft".to_owned(), text.clone()))
}

/// `POST /care/programmes`.
pub(super) async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let mut programme = acts::draft(&me.ctx, value(&sent, "occasion"));
    let done = match put(&mut programme, &sent) {
        Ok(()) => acts::create(&me.ctx, programme).await,
        Err(problem) => Err(problem.into()),
    };
    answer(&me, None, &sent, done.map(drop)).await
}

/// `GET /care/programmes/{id}`.
pub(super) async fn show(
    me: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let id = id_of(&me, &id)?;
    let programme = acts::programme(&me.ctx, id).await.map_err(refused(&me))?;
    let params: Params = draft_asked(&asked).into_iter().collect();
    let home = format!("/care/programmes/{id}");
    let opened = drafts::opened(&me, &home, &params, pairs(&programme)).await?;
    let offered = (opened.form.as_str(), opened.offer);
    let page = document(&me, Some(id), &opened.values, &[], offered).await?;
    Ok(page.into_response())
}

/// `POST /care/programmes/{id}`.
pub(super) async fn update(
    me: SignedIn,
    Path(id): Path<String>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let id = id_of(&me, &id)?;
    let stored = acts::programme(&me.ctx, id).await.map_err(refused(&me));
    let mut wanted = match stored {
        Ok(programme) => programme,
        Err(refusal) => return drafts::without_record(&me, &sent, refusal).await,
    };
    let sent = versions::resolved(sent, &pairs(&wanted));
    if versions::wants_form(&sent) {
        let offered = (value(&sent, "draft"), html! {});
        return Ok(document(&me, Some(id), &sent, &[], offered)
            .await?
            .into_response());
    }
    let expected = value(&sent, "version").parse().ok();
    let done = match put(&mut wanted, &sent) {
        Ok(()) => {
            let change = |programme: &mut Programme| *programme = wanted;
            acts::change(&me.ctx, id, expected, change).await
        }
        Err(problem) => Err(problem.into()),
    };
    answer(&me, Some(id), &sent, done.map(drop)).await
}

/// `POST /care/programmes/{id}/removal`.
pub(super) async fn remove(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id_of(&me, &id)?;
    acts::remove(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(see("/care"))
}

fn id_of(me: &SignedIn, text: &str) -> Result<Uuid, Refused> {
    text.parse().map_err(|_| refused(me)(Error::NotFound))
}

async fn answer(
    me: &SignedIn,
    id: Option<Uuid>,
    sent: &Pairs,
    done: quen_core::Result<()>,
) -> Answer {
    match done {
        Ok(()) => {
            drafts::saved(me, sent).await;
            Ok(see("/care"))
        }
        Err(Error::Invalid(problems)) => {
            drafts::kept(me, sent).await;
            let offered = (value(sent, "draft"), html! {});
            let page = document(me, id, sent, &problems, offered).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => match (error, id) {
            (Error::Stale { .. }, Some(id)) => clash::twice(me, id, sent.clone()).await,
            (error, _) => Err(refused(me)(error)),
        },
    }
}

/// Days are typed as a number and the side of the occasion they lie on.
fn put(programme: &mut Programme, sent: &Pairs) -> Result<(), Problem> {
    let text = |name: &str| value(sent, name).to_owned();
    let chosen = |name: &str| Some(text(name)).filter(|chosen| !chosen.is_empty());
    let days: i64 = match value(sent, "days").trim() {
        "" => 0,
        typed => typed
            .parse::<u16>()
            .map(i64::from)
            .map_err(|_| Problem::new("days", "bad-number"))?,
    };
    programme.days = match value(sent, "side") {
        "before" => -days,
        _ => days,
    };
    programme.occasion = text("occasion");
    programme.name = text("name");
    programme.mode = text("mode");
    programme.channel = text("channel");
    programme.purpose = text("purpose");
    programme.audience = text("audience");
    programme.subject = text("subject");
    programme.text = text("text");
    programme.holiday = chosen("holiday");
    programme.product_id = match chosen("product_id") {
        None => None,
        Some(id) => Some(
            id.parse()
                .map_err(|_| Problem::new("product_id", "bad-reference"))?,
        ),
    };
    Ok(())
}

/// A programme as it stands in the form.
pub(super) fn pairs(programme: &Programme) -> Pairs {
    let side = if programme.days < 0 {
        "before"
    } else {
        "after"
    };
    let product = programme.product_id.map(|id| id.to_string());
    [
        ("occasion", programme.occasion.clone()),
        ("name", programme.name.clone()),
        ("mode", programme.mode.clone()),
        ("channel", programme.channel.clone()),
        ("purpose", programme.purpose.clone()),
        ("audience", programme.audience.clone()),
        ("days", programme.days.abs().to_string()),
        ("side", side.to_owned()),
        ("holiday", programme.holiday.clone().unwrap_or_default()),
        ("product_id", product.unwrap_or_default()),
        ("subject", programme.subject.clone()),
        ("text", programme.text.clone()),
        ("version", programme.version.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

async fn document(
    me: &SignedIn,
    id: Option<Uuid>,
    values: &[(String, String)],
    problems: &[Problem],
    (draft, offer): (&str, Markup),
) -> Result<Markup, Refused> {
    let words = me.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let action = id.map_or_else(
        || "/care/programmes".to_owned(),
        |id| format!("/care/programmes/{id}"),
    );
    let fields = html! {
        (versions::hidden(values))
        (occasion(me, filled).await?)
        (filled.line(Line { name: "name", label: t::care_name(words), required: true, ..Line::default() }))
        (when(me, filled))
        (chosen(me, filled, "audience", t::care_audience(words), &AUDIENCES, None))
        (how(me, filled))
        (said(me, filled))
        div { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
    };
    let body = html! {
        div.form-page {
            (offer)
            (form(Sheet { action: &action, csrf: &me.csrf, draft: Some(draft), body: fields, ..Sheet::default() }))
            @if let Some(id) = id {
                form method="post" action={ "/care/programmes/" (id) "/removal" } {
                    (csrf_field(&me.csrf))
                    (button(Button { label: t::care_remove(words), icon: Some("trash"), kind: ButtonKind::Danger, submit: true, ..Button::default() }))
                }
            }
        }
    };
    let crumbs = vec![Crumb {
        label: t::nav_care_programmes(words),
        href: "/care",
    }];
    let title = match id {
        Some(_) => filled.value("name"),
        None => t::care_new(words),
    };
    Ok(page(
        me,
        Page {
            title,
            nav: "/care",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    ))
}

/// A select of codes.
fn chosen(
    me: &SignedIn,
    filled: Filled<'_>,
    name: &str,
    label: &str,
    codes: &[&str],
    hint: Option<&str>,
) -> Markup {
    let labels = labelled(codes, |code| word(me.words, name, code));
    let all = choices_of(&labels);
    filled.choice(name, label, &all, hint)
}

/// The occasion, and what it is about: the holiday or the product.
async fn occasion(me: &SignedIn, filled: Filled<'_>) -> Result<Markup, Refused> {
    let words = me.words;
    let name_of = |day: &quen_vietnam::occasions::Occasion| match words.lang() {
        Lang::Vi => day.name_vi.clone(),
        Lang::En => day.name_en.clone(),
    };
    let names: Vec<(String, String)> = holidays()
        .map(|day| (day.key.clone(), name_of(day)))
        .collect();
    let mut days = vec![Choice {
        value: "",
        label: t::care_no_holiday(words),
    }];
    days.extend(choices_of(&names));
    let products = products(me).await.map_err(refused(me))?;
    let ids: Vec<String> = products
        .iter()
        .map(|product| product.id.to_string())
        .collect();
    let mut sold = vec![Choice {
        value: "",
        label: t::care_no_product(words),
    }];
    sold.extend(products.iter().zip(&ids).map(|(product, id)| Choice {
        value: id,
        label: &product.name,
    }));
    let kind = filled.value("occasion");
    Ok(html! {
        (chosen(me, filled, "occasion", t::care_occasion(words), &OCCASIONS, None))
        @if kind == "holiday" || kind.is_empty() || filled.problem("holiday").is_some() { (filled.choice("holiday", t::care_holiday(words), &days, None)) }
        @if kind == "guide" || filled.problem("product_id").is_some() { (filled.choice("product_id", t::care_product(words), &sold, Some(t::care_product_hint(words)))) }
    })
}

/// The products by name, as far as a select can hold them.
async fn products(me: &SignedIn) -> quen_core::Result<Vec<Product>> {
    let query = ListQuery {
        limit: MAX_LIMIT,
        sort: vec![Sort {
            field: "name".to_owned(),
            descending: false,
        }],
        ..ListQuery::default()
    };
    Ok(records::list::<Products>(&me.ctx, &query).await?.rows)
}

fn when(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let sides = [
        Choice {
            value: "before",
            label: t::care_side_before(words),
        },
        Choice {
            value: "after",
            label: t::care_side_after(words),
        },
    ];
    html! {
        (filled.line(Line { name: "days", label: t::care_days(words), hint: Some(t::care_days_hint(words)), required: true, ..Line::default() }))
        (radios("side", t::care_side(words), &sides, filled.value("side")))
    }
}

fn how(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    html! {
        (chosen(me, filled, "mode", t::care_mode(words), &MODES, Some(t::care_mode_hint(words))))
        (chosen(me, filled, "channel", t::care_channel(words), &CHANNELS, Some(t::care_channel_hint(words))))
        (chosen(me, filled, "purpose", t::care_purpose(words), &PURPOSES, Some(t::care_purpose_hint(words))))
    }
}

fn said(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    html! {
        (filled.line(Line { name: "subject", label: t::care_subject(words), ..Line::default() }))
        (filled.area(Area { name: "text", label: t::care_text(words), hint: Some(t::care_text_hint(words)), rows: 7, most: Some(MAX_TEXT), ..Area::default() }))
    }
}
