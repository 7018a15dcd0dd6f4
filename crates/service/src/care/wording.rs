//! The words of care in the workspace's language: how a programme begins, the title and the note of a proposal, a mail with the
//! customer's name. It must never say anything that the programme or its reason does not.

use quen_core::care::{Names, Programme, fill, holiday};
use quen_core::dates;
use quen_core::parties::Party;
use quen_core::reasons::{Reason, Value};
use quen_core::{Error, Result};
use quen_words::{Arg, Lang};

use crate::products::Products;
use crate::records::Kind;
use crate::{Ctx, accounts};

fn words_of(ctx: &Ctx) -> quen_words::Words {
    accounts::words_of(None, &ctx.settings.language)
}

fn key(beginning: &str, occasion: &str, end: &str) -> String {
    format!("{beginning}-{}{end}", occasion.replace('_', "-"))
}

/// A new programme with a name, a subject and words that fit its occasion.
pub(super) fn begun(ctx: &Ctx, programme: Programme) -> Programme {
    let words = words_of(ctx);
    let say = |end: &str| {
        let key = key("care-start", &programme.occasion, end);
        words.find(&key, &[]).unwrap_or_default().into_owned()
    };
    Programme {
        name: say(""),
        subject: say("-subject"),
        text: say("-text"),
        ..programme
    }
}

/// The name of a holiday in the workspace's language in place of its key.
pub(super) fn named(ctx: &Ctx, mut why: Reason) -> Reason {
    for (name, value) in &mut why.args {
        if let (true, Value::Text(key)) = (name == "holiday", &*value) {
            let found = holiday(key).map(|day| in_language(ctx, day));
            *value = Value::Text(found.unwrap_or_default());
        }
    }
    why
}

fn in_language(ctx: &Ctx, day: &quen_vietnam::occasions::Occasion) -> String {
    match words_of(ctx).lang() {
        Lang::Vi => day.name_vi.clone(),
        Lang::En => day.name_en.clone(),
    }
}

/// What goes into the words for one customer.
pub(super) struct Words {
    words: quen_words::Words,
    customer: String,
    shop: String,
    product: String,
    holiday: String,
}

impl Words {
    /// Looks the names up.
    pub(super) async fn of(ctx: &Ctx, programme: &Programme, party: &Party) -> Result<Self> {
        let workspace = quen_store::accounts::workspaces::find(&ctx.app.db, ctx.actor.workspace_id)
            .await?
            .ok_or(Error::NotFound)?;
        let product = match programme.product_id {
            Some(id) => Products::find(&ctx.read(Products::READ)?, id).await?,
            None => None,
        };
        let festive = programme.holiday.as_deref().and_then(holiday);
        Ok(Self {
            words: words_of(ctx),
            customer: party.salutation(ctx.today()),
            shop: workspace.name,
            product: product.map(|product| product.name).unwrap_or_default(),
            holiday: festive.map(|day| in_language(ctx, day)).unwrap_or_default(),
        })
    }

    /// The programme's words with the names in them.
    pub(super) fn fill(&self, text: &str) -> String {
        let names = Names {
            customer: &self.customer,
            shop: &self.shop,
            product: &self.product,
        };
        fill(text, names)
    }

    /// What is to be done.
    pub(super) fn title(&self, programme: &Programme, party: &Party) -> String {
        let name = match party.is_person() {
            true => &self.customer,
            false => &party.name,
        };
        let args = [
            ("name", Arg::Str(name)),
            ("product", Arg::Str(&self.product)),
            ("holiday", Arg::Str(&self.holiday)),
        ];
        let key = key("care-task", &programme.occasion, "");
        self.words.text(&key, &args).into_owned()
    }

    /// Why and how best, on the first line; under it what could be said.
    pub(super) fn note(
        &self,
        programme: &Programme,
        why: &Reason,
        best: &[(&str, Reason)],
    ) -> String {
        let said = std::iter::once(why).chain(best.iter().map(|(_, reason)| reason));
        let why = said.map(|reason| self.sentence(reason)).collect::<Vec<_>>();
        let why = why.join(". ");
        match programme.text.is_empty() {
            true => why,
            false => format!("{why}\n\n{}", self.fill(&programme.text)),
        }
    }

    fn sentence(&self, why: &Reason) -> String {
        let said: Vec<(&str, String)> = why
            .args
            .iter()
            .map(|(name, value)| (name.as_str(), self.value(value)))
            .collect();
        let args: Vec<(&str, Arg<'_>)> = said
            .iter()
            .map(|(name, text)| (*name, Arg::Str(text)))
            .collect();
        self.words.text(&why.key, &args).into_owned()
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Day(number) => {
                let day = dates::from_number(*number).unwrap_or_default();
                match self.words.lang() {
                    Lang::Vi => day.format("%d/%m/%Y").to_string(),
                    Lang::En => day.format("%-d %b %Y").to_string(),
                }
            }
            Value::Days(count) => self.words.number(*count),
            Value::Count(count) => self.words.number(i64::try_from(*count).unwrap_or(i64::MAX)),
            Value::Text(text) => text.clone(),
            Value::Number(_)
            | Value::Share(_)
            | Value::Minor(_)
            | Value::Label(_)
            | Value::Own { .. } => String::new(),
        }
    }
}
