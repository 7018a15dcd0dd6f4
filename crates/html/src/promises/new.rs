//! A new promise to a customer: `/promises/new`, from the list or from the customer's page.

use maud::{Markup, html};
use quen_core::promises::{KINDS, Promise, SIZES};
use quen_core::{Noun, Result};
use quen_http::SignedIn;
use quen_service::parties::{self, owners};
use quen_service::promises::Promises;
use quen_words::t;

use crate::files::attached;
use crate::forms::{Line, Pairs, choices_of, colleagues};
use crate::parties::asked::{Params, param};
use crate::sheets::{Filling, Sheet, customer, save_button};

/// It is made here; what becomes of it is told on its own page.
impl Sheet for Promises {
    const CONTROLS: &'static [(&'static str, &'static str)] = &[];

    fn many(me: &SignedIn) -> String {
        t::nav_promises(me.words).to_owned()
    }

    fn new_title(me: &SignedIn, _values: &[(String, String)]) -> String {
        t::promises_new(me.words).to_owned()
    }

    fn name(promise: &Promise) -> &str {
        &promise.text
    }

    fn typed(_me: &SignedIn, _promise: &Promise) -> Pairs {
        Pairs::new()
    }

    async fn start(me: &SignedIn, asked: &Params) -> Result<Pairs> {
        let kind = param(asked, "kind").filter(|kind| KINDS.contains(kind));
        let mut values: Pairs = vec![
            ("kind".to_owned(), kind.unwrap_or("deadline").to_owned()),
            ("size".to_owned(), "medium".to_owned()),
            ("owner_id".to_owned(), me.ctx.actor.user_id.to_string()),
        ];
        // What is heard in a note or a document comes with its words, its day and where it stands.
        for name in ["party_id", "interaction_id", "heard_id", "text", "due_on"] {
            values.extend(param(asked, name).map(|said| (name.to_owned(), said.to_owned())));
        }
        Ok(values)
    }

    async fn lines(filling: &Filling<'_, Self>) -> Result<Markup> {
        let (me, words, filled) = (filling.me, filling.me.words, filling.filled());
        let party = filling.party();
        let (names, owners) = tokio::try_join!(parties::names(&me.ctx, party), owners(&me.ctx))?;
        let known = party.and_then(|id| Some((id, names.get(&id)?)));
        let people = colleagues(&owners);
        let people = choices_of(&people);
        let own = filling.own().await?;
        Ok(html! {
            (customer(filled, t::field_promises_party_id(words), known))
            @if !filled.value("heard_id").is_empty() { input type="hidden" name="heard_id" value=(filled.value("heard_id")); }
            @if !filled.value("interaction_id").is_empty() { input type="hidden" name="interaction_id" value=(filled.value("interaction_id")); }
            (filled.line(Line { name: "text", label: t::field_promises_text(words), hint: Some(t::promises_text_hint(words)), required: true, autofocus: true, ..Line::default() }))
            (filled.codes(Noun::Promises, "kind", "kind", t::field_promises_kind(words), &KINDS))
            (filled.codes(Noun::Promises, "size", "size", t::field_promises_size(words), &SIZES))
            (filled.line(Line { name: "due_on", label: t::field_promises_due_on(words), ..Line::default() }))
            (filled.choice("owner_id", t::field_promises_owner_id(words), &people, None))
            (own)
            (attached::control(words, filling.values))
            @if let Some(problem) = filled.problem("files") { p.problem { (problem) } }
            (save_button(words))
        })
    }
}
