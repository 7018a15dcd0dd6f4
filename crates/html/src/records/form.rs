//! The form of a record of a kind that the workspace made: new and changed, for whom, with the kind's own fields.

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::ListQuery;
use quen_core::kinds::{CustomKind, CustomRecord};
use quen_core::{Error, Problem};
use quen_http::SignedIn;
use quen_service::kinds::Records;
use quen_service::parties::{self, Parties};
use quen_service::records::{self, Kind, decode_form_in};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{Form as Sheet, csrf_field, form};
use quen_ui::frame::{Crumb, padded};
use quen_words::t;
use uuid::Uuid;

use super::{at, english, found, home};
use crate::answers::{Answer, refused, see};
use crate::fields::{controls, gone, own_part, references};
use crate::forms::{Filled, Line, Pairs, value};
use crate::layout::{Page, page};
use crate::lists::party_link;
use crate::parties::asked::{Params, param};
use crate::{drafts, versions};

/// `GET /records/{kind}/new`.
pub(super) async fn new(
    me: SignedIn,
    Path(word): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let (me, kind) = at(me, &word)?;
    me.ctx.actor.may(Records::WRITE).map_err(refused(&me))?;
    let mut values = typed(&me, &Records::blank(&me.ctx));
    if let Some(party) = param(&params, "party_id") {
        values.push(("party_id".to_owned(), party.to_owned()));
    }
    values.retain(|(name, _)| name != "version");
    let opened = drafts::opened(&me, &format!("{}/new", home(&kind)), &params, values).await?;
    let sheet = Filling {
        offer: opened.offer,
        ..Filling::of(&me, &kind, None, &opened.values, &opened.form)
    };
    sheet.answer(StatusCode::OK).await
}

/// `GET /records/{kind}/{id}`.
pub(super) async fn edit(
    me: SignedIn,
    Path((word, id)): Path<(String, String)>,
    Query(params): Query<Params>,
) -> Answer {
    let (me, kind) = at(me, &word)?;
    let record = found(&me, &id).await?;
    let opened = drafts::opened(&me, &place(&kind, &record), &params, typed(&me, &record)).await?;
    let sheet = Filling {
        offer: opened.offer,
        ..Filling::of(&me, &kind, Some(&record), &opened.values, &opened.form)
    };
    sheet.answer(StatusCode::OK).await
}

/// `POST /records/{kind}`.
pub(super) async fn create(
    me: SignedIn,
    Path(word): Path<String>,
    Form(sent): Form<Pairs>,
) -> Answer {
    if me.ctx.customs.kind(&word).is_none() {
        return drafts::without_record(&me, &sent, refused(&me)(Error::NotFound)).await;
    }
    let (me, kind) = at(me, &word)?;
    save(&me, &kind, None, sent).await
}

/// The address of a record's form.
fn place(kind: &CustomKind, record: &CustomRecord) -> String {
    format!("{}/{}", home(kind), record.id)
}

/// `POST /records/{kind}/{id}`.
pub(super) async fn update(
    me: SignedIn,
    Path((word, id)): Path<(String, String)>,
    Form(sent): Form<Pairs>,
) -> Answer {
    if me.ctx.customs.kind(&word).is_none() {
        return drafts::without_record(&me, &sent, refused(&me)(Error::NotFound)).await;
    }
    let (me, kind) = at(me, &word)?;
    let record = match found(&me, &id).await {
        Ok(record) => record,
        Err(refusal) => return drafts::without_record(&me, &sent, refusal).await,
    };
    let sent = versions::resolved(sent, &typed(&me, &record));
    if versions::wants_form(&sent) {
        let sheet = Filling::of(&me, &kind, Some(&record), &sent, value(&sent, "draft"));
        return sheet.answer(StatusCode::OK).await;
    }
    save(&me, &kind, Some(&record), sent).await
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
        Ok(_) => {
            drafts::saved(me, &shown).await;
            Ok(see(&home(kind)))
        }
        Err(Error::Invalid(problems)) => {
            drafts::kept(me, &shown).await;
            let sheet = Filling::of(me, kind, before, &shown, value(&shown, "draft"));
            let sheet = Filling {
                problems: &problems,
                ..sheet
            };
            sheet.answer(StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => match (error, before) {
            (Error::Stale { .. }, Some(before)) => twice(me, kind, before.id, shown).await,
            (error, _) => Err(refused(me)(error)),
        },
    }
}

/// Somebody else saved the record in the meantime.
async fn twice(me: &SignedIn, kind: &CustomKind, id: Uuid, sent: Pairs) -> Answer {
    let stored = records::find::<Records>(&me.ctx, id)
        .await
        .map_err(refused(me))?;
    let comparing = versions::Comparing::<Records> {
        me,
        stored: &stored,
        theirs: &typed(me, &stored),
        sent: &sent,
        controls: &[("name", "name"), ("party_id", "party_id")],
        read: versions::plainly,
    };
    let parts = comparing.parts().await.map_err(refused(me))?;
    let (list, place) = (home(kind), place(kind, &stored));
    let two = versions::Two {
        me,
        name: &stored.name,
        nav: &list,
        crumbs: vec![Crumb {
            label: kind.many(english(me)),
            href: &list,
        }],
        home: &place,
        action: &place,
        version: stored.version,
        by: versions::by::<Records>(me, id).await,
        sent,
        parts,
    };
    two.answer().await
}

async fn write(
    me: &SignedIn,
    before: Option<&CustomRecord>,
    sent: Pairs,
) -> quen_core::Result<CustomRecord> {
    me.ctx.actor.may(Records::WRITE)?;
    gone::refuse(&Records::catalogue(&me.ctx), &sent)?;
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

/// The form with what stands in it.
struct Filling<'a> {
    me: &'a SignedIn,
    kind: &'a CustomKind,
    /// The record that is changed.
    record: Option<&'a CustomRecord>,
    values: &'a [(String, String)],
    problems: &'a [Problem],
    /// Address of the page, by which its draft is known.
    draft: &'a str,
    offer: Markup,
}

impl<'a> Filling<'a> {
    fn of(
        me: &'a SignedIn,
        kind: &'a CustomKind,
        record: Option<&'a CustomRecord>,
        values: &'a [(String, String)],
        draft: &'a str,
    ) -> Self {
        Self {
            me,
            kind,
            record,
            values,
            problems: &[],
            draft,
            offer: html! {},
        }
    }

    async fn answer(self, status: StatusCode) -> Answer {
        let (me, words, list) = (self.me, self.me.words, home(self.kind));
        let fields = self.fields().await.map_err(refused(me))?;
        let action = self
            .record
            .map_or_else(|| list.clone(), |record| place(self.kind, record));
        let sheet = form(Sheet {
            action: &action,
            csrf: &me.csrf,
            draft: Some(self.draft),
            novalidate: true,
            body: fields,
            ..Sheet::default()
        });
        let body = html! {
            div.form-page {
                (self.offer)
                (sheet)
                @if self.record.is_some() {
                    form.after method="post" action={ (action) "/deletion" } hx-confirm=(t::records_delete_ask(words)) {
                        (csrf_field(&me.csrf))
                        (button(Button { label: t::action_delete(words), kind: ButtonKind::Danger, submit: true, ..Button::default() }))
                    }
                }
            }
        };
        let one = self.kind.one(english(me)).to_lowercase();
        let title = self
            .record
            .map_or_else(|| t::records_new(words, &one), |record| record.name.clone());
        let drawn = Page {
            title: &title,
            nav: &list,
            crumbs: vec![Crumb {
                label: self.kind.many(english(me)),
                href: &list,
            }],
            body: padded(body),
            ..Page::default()
        };
        Ok((status, page(me, drawn)).into_response())
    }

    async fn fields(&self) -> quen_core::Result<Markup> {
        let (me, words) = (self.me, self.me.words);
        let filled = Filled {
            words,
            values: self.values,
            problems: self.problems,
        };
        let own = own_part::<Records>(me, self.record, self.values, self.problems).await?;
        let party: Option<Uuid> = filled.value("party_id").parse().ok();
        let names = parties::names(&me.ctx, party).await?;
        Ok(html! {
            (gone::notice(words, self.problems, self.values))
            (versions::hidden(self.values))
            (filled.line(Line { name: "name", label: t::field_records_name(words), required: true, autofocus: self.record.is_none(), ..Line::default() }))
            @if let Some(party) = party {
                input type="hidden" name="party_id" value=(party);
                p { (t::field_records_party_id(words)) ": " (party_link(party, names.get(&party))) }
            }
            @if let Some(problem) = filled.problem("party_id") { p.problem { (problem) } }
            (filled.line(Line { name: "customer", label: t::field_records_party_id(words), hint: Some(t::records_party_hint(words)), ..Line::default() }))
            (own)
            div.row { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        })
    }
}
