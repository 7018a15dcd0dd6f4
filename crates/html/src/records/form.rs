//! The form of a record of a kind that the workspace made: new and changed, for whom, with the kind's own fields. The address
//! names the kind.

use axum::extract::{Form, Path, Query};
use maud::{Markup, html};
use quen_core::fields::ListQuery;
use quen_core::kinds::CustomRecord;
use quen_core::{Error, Result};
use quen_http::SignedIn;
use quen_service::kinds::Records;
use quen_service::parties::{self, Parties};
use quen_service::records::{self, Kind};
use quen_words::t;

use super::{at, english, home};
use crate::answers::{Answer, refused};
use crate::drafts;
use crate::fields::controls;
use crate::forms::{Line, Pairs, value};
use crate::lists::party_link;
use crate::parties::asked::Params;
use crate::sheets::{self, Filling, Sheet, save_button};

/// `GET /records/{kind}/new`.
pub(super) async fn new(
    me: SignedIn,
    Path(word): Path<String>,
    Query(asked): Query<Params>,
) -> Answer {
    sheets::opened_new::<Records>(&at(me, &word)?, &asked).await
}

/// `GET /records/{kind}/{id}`.
pub(super) async fn edit(
    me: SignedIn,
    Path((word, id)): Path<(String, String)>,
    Query(asked): Query<Params>,
) -> Answer {
    sheets::opened::<Records>(&at(me, &word)?, &id, &asked).await
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
    sheets::made::<Records>(&at(me, &word)?, sent).await
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
    sheets::changed::<Records>(&at(me, &word)?, &id, sent).await
}

impl Sheet for Records {
    const CONTROLS: &'static [(&'static str, &'static str)] =
        &[("name", "name"), ("party_id", "party_id")];

    fn list(me: &SignedIn) -> String {
        me.ctx.kind.as_deref().map(home).unwrap_or_default()
    }

    fn many(me: &SignedIn) -> String {
        let kind = me.ctx.kind.as_deref();
        kind.map_or_else(String::new, |kind| kind.many(english(me)).to_owned())
    }

    fn new_title(me: &SignedIn, _values: &[(String, String)]) -> String {
        let kind = me.ctx.kind.as_deref();
        let one = kind.map_or_else(String::new, |kind| kind.one(english(me)).to_lowercase());
        t::records_new(me.words, &one)
    }

    fn name(record: &CustomRecord) -> &str {
        &record.name
    }

    fn next(me: &SignedIn, _record: &CustomRecord) -> String {
        Self::list(me)
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
        all.extend(controls::typed(me, &Self::catalogue(&me.ctx), record));
        all
    }

    async fn put(
        me: &SignedIn,
        before: Option<&CustomRecord>,
        mut sent: Pairs,
    ) -> Result<CustomRecord> {
        me.ctx.actor.may(Self::WRITE)?;
        let party = customer(me, &sent).await?;
        sent.retain(|(name, _)| name != "party_id");
        sent.push(("party_id".to_owned(), party));
        sheets::put::<Self>(me, before, sent).await
    }

    async fn lines(filling: &Filling<'_, Self>) -> Result<Markup> {
        let (me, words, filled) = (filling.me, filling.me.words, filling.filled());
        let party = filling.party();
        let names = parties::names(&me.ctx, party).await?;
        let own = filling.own().await?;
        Ok(html! {
            (filled.line(Line { name: "name", label: t::field_records_name(words), required: true, autofocus: filling.record.is_none(), ..Line::default() }))
            @if let Some(party) = party {
                input type="hidden" name="party_id" value=(party);
                p { (t::field_records_party_id(words)) ": " (party_link(party, names.get(&party))) }
            }
            @if let Some(problem) = filled.problem("party_id") { p.problem { (problem) } }
            (filled.line(Line { name: "customer", label: t::field_records_party_id(words), hint: Some(t::records_party_hint(words)), ..Line::default() }))
            (own)
            div.row { (save_button(words)) }
        })
    }
}

/// The customer that was named, or the only one that the typed words find; empty for none.
async fn customer(me: &SignedIn, sent: &[(String, String)]) -> Result<String> {
    let typed = value(sent, "customer").trim();
    if typed.is_empty() {
        let off = !value(sent, "customer_off").is_empty();
        return Ok(if off { "" } else { value(sent, "party_id") }.to_owned());
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
        [one] => Ok(one.id.to_string()),
        _ => Err(Error::invalid("customer", "several-customers")),
    }
}
