//! The form for records of kinds that the workspace made: one for all such kinds; the address names the kind. The list and all
//! that is done in it is the common one.

mod shown;

use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use maud::{Markup, html};
use quen_core::fields::ListQuery;
use quen_core::kinds::{CustomKind, CustomRecord};
use quen_core::{Error, Problem};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::kinds::Records;
use quen_service::parties::{self, Parties};
use quen_service::records::{self, Kind, decode_form_in};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{Form as Sheet, form};
use quen_ui::frame::{Crumb, padded};
use quen_words::{Lang, t};
use uuid::Uuid;

pub use shown::of_customer;

use crate::answers::{Answer, Refused, refused, see};
use crate::fields::{controls, own_part, references};
use crate::forms::{Filled, Line, Pairs, value};
use crate::layout::{Page, page};
use crate::lists::{list_of_word, party_link, steps};
use crate::parties::asked::{Params, param};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/records/{kind}", get(list_of_word).post(create))
        .route("/records/{kind}/new", get(new))
        .route("/records/{kind}/{id}", get(edit).post(update))
}

/// The gate for the kind in the address.
fn at(mut me: SignedIn, word: &str) -> Result<(SignedIn, CustomKind), Refused> {
    me.ctx = me.ctx.of_kind(word).map_err(refused(&me))?;
    let kind = me.ctx.customs.kind(word).cloned();
    let kind = kind.ok_or_else(|| refused(&me)(Error::NotFound))?;
    Ok((me, kind))
}

fn home(kind: &CustomKind) -> String {
    format!("/records/{}", kind.name)
}

fn english(me: &SignedIn) -> bool {
    me.words.lang() == Lang::En
}

async fn new(me: SignedIn, Path(word): Path<String>, Query(params): Query<Params>) -> Answer {
    let (me, kind) = at(me, &word)?;
    me.ctx.actor.may(Records::WRITE).map_err(refused(&me))?;
    let mut values = typed(&me, &Records::blank(&me.ctx));
    if let Some(party) = param(&params, "party_id") {
        values.push(("party_id".to_owned(), party.to_owned()));
    }
    sheet(&me, &kind, None, &values, &[]).await
}

async fn edit(me: SignedIn, Path((word, id)): Path<(String, String)>) -> Answer {
    let (me, kind) = at(me, &word)?;
    let record = found(&me, &id).await?;
    sheet(&me, &kind, Some(&record), &typed(&me, &record), &[]).await
}

async fn create(me: SignedIn, Path(word): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let (me, kind) = at(me, &word)?;
    save(&me, &kind, None, sent).await
}

async fn update(
    me: SignedIn,
    Path((word, id)): Path<(String, String)>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let (me, kind) = at(me, &word)?;
    let record = found(&me, &id).await?;
    save(&me, &kind, Some(&record), sent).await
}

async fn found(me: &SignedIn, id: &str) -> Result<CustomRecord, Refused> {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    records::find::<Records>(&me.ctx, id)
        .await
        .map_err(refused(me))
}

fn typed(me: &SignedIn, record: &CustomRecord) -> Pairs {
    let mut all = vec![
        ("name".to_owned(), record.name.clone()),
        ("version".to_owned(), record.version.to_string()),
    ];
    let party = record
        .party_id
        .map(|id| ("party_id".to_owned(), id.to_string()));
    all.extend(party);
    all.extend(controls::typed(me, &Records::catalogue(&me.ctx), record));
    all
}

/// The customer that was named, or the only one that the typed words find.
async fn customer(me: &SignedIn, sent: &[(String, String)]) -> quen_core::Result<Option<String>> {
    let typed = value(sent, "customer").trim();
    if typed.is_empty() {
        return Ok(Some(value(sent, "party_id").to_owned())
            .filter(|_| value(sent, "customer_off").is_empty()));
    }
    let query = ListQuery {
        q: Some(typed.chars().take(200).collect()),
        limit: 2,
        ..ListQuery::default()
    };
    match records::list::<Parties>(&me.ctx, &query)
        .await?
        .rows
        .as_slice()
    {
        [] => Err(Error::invalid("customer", "no-such-customer")),
        [one] => Ok(Some(one.id.to_string())),
        _ => Err(Error::invalid("customer", "several-customers")),
    }
}

async fn save(
    me: &SignedIn,
    kind: &CustomKind,
    before: Option<&CustomRecord>,
    sent: Pairs,
) -> Answer {
    let shown = controls::joined(&Records::catalogue(&me.ctx), sent.clone());
    match write(me, before, sent).await {
        Ok(_) => Ok(see(&home(kind))),
        Err(Error::Invalid(problems)) => {
            let page = sheet(me, kind, before, &shown, &problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(refused(me)(error)),
    }
}

async fn write(
    me: &SignedIn,
    before: Option<&CustomRecord>,
    sent: Pairs,
) -> quen_core::Result<CustomRecord> {
    me.ctx.actor.may(Records::WRITE)?;
    let catalogue = Records::catalogue(&me.ctx);
    let party = customer(me, &sent).await?.unwrap_or_default();
    let read = controls::sent(me, &catalogue, sent);
    let mut read = references::resolved(me, &catalogue, read).await?;
    read.retain(|(name, _)| name != "party_id");
    read.push(("party_id".to_owned(), party));
    let pairs = read
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let values = decode_form_in(&catalogue, pairs, me.ctx.settings.currency)?;
    let Some(before) = before else {
        return records::create::<Records>(&me.ctx, values).await;
    };
    let version = value(&read, "version").parse().ok();
    records::update::<Records>(&me.ctx, before.id, version, values).await
}

async fn sheet(
    me: &SignedIn,
    kind: &CustomKind,
    record: Option<&CustomRecord>,
    values: &[(String, String)],
    problems: &[Problem],
) -> Answer {
    let words = me.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let own = own_part::<Records>(me, record, values, problems)
        .await
        .map_err(refused(me))?;
    let party: Option<Uuid> = filled.value("party_id").parse().ok();
    let names = parties::names(&me.ctx, party).await.map_err(refused(me))?;
    let fields = html! {
        input type="hidden" name="version" value=(filled.value("version"));
        (filled.line(Line { name: "name", label: t::field_records_name(words), required: true, autofocus: record.is_none(), ..Line::default() }))
        @if let Some(party) = party {
            input type="hidden" name="party_id" value=(party);
            p { (t::field_records_party_id(words)) ": " (party_link(party, names.get(&party))) }
        }
        @if let Some(problem) = filled.problem("party_id") { p.problem { (problem) } }
        (filled.line(Line { name: "customer", label: t::field_records_party_id(words), hint: Some(t::records_party_hint(words)), ..Line::default() }))
        (own)
        div.row { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
    };
    let back = home(kind);
    let action = record.map_or_else(|| back.clone(), |record| format!("{back}/{}", record.id));
    let body = html! {
        div.form-page {
            (form(Sheet { action: &action, csrf: &me.csrf, novalidate: true, body: fields, ..Sheet::default() }))
            @if let Some(record) = record { (acts(me, kind, record)) }
        }
    };
    let one = kind.one(english(me)).to_lowercase();
    let title = record.map_or_else(|| t::records_new(words, &one), |record| record.name.clone());
    let crumbs = vec![Crumb {
        label: kind.many(english(me)),
        href: &back,
    }];
    let drawn = page(
        me,
        Page {
            title: &title,
            nav: &back,
            crumbs,
            actions: html! { @if let Some(record) = record { (steps(&kind.name, record.id)) } },
            body: padded(body),
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

/// What else can be done with a record.
fn acts(me: &SignedIn, kind: &CustomKind, record: &CustomRecord) -> Markup {
    let at = format!("/lists/{}/records/{}", kind.name, record.id);
    html! { div.row.wrap.after { (crate::history::acts(me, &at, Records::DELETE)) } }
}
