//! The impact file in the reader's language, piece by piece: the same pieces become the page and the document to take along. It
//! must never say what neither the product knows nor the owner wrote.

use chrono::NaiveDate;
use quen_core::fields::{Catalogue, Field, PersonalData};
use quen_core::privacy::impact::{HOME, Sentences, Version};
use quen_core::{Error, Result};
use quen_documents::letters::{Block, docx};
use quen_store::consents::Wording;
use quen_words::{Lang, Words, t};

use super::{Impact, impact};
use crate::{Ctx, consents};

/// The file as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// Its pieces.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The file to take along.
    ///
    /// # Errors
    /// Want of memory.
    pub fn docx(&self) -> Result<Vec<u8>> {
        docx(&self.title, &self.blocks).map_err(|error| Error::Internal(error.to_string()))
    }
}

/// The impact file with what it is made from.
///
/// # Errors
/// `forbidden`.
pub async fn document(ctx: &Ctx, words: Words) -> Result<(Impact, Document)> {
    let found = impact(ctx).await?;
    let wordings = consents::wordings(ctx).await?;
    let shop = quen_store::accounts::workspaces::find(&ctx.app.db, ctx.actor.workspace_id)
        .await?
        .ok_or(Error::NotFound)?;
    let said = found.newest.as_ref().map(|newest| newest.sentences.clone());
    let writing = Writing {
        ctx,
        words,
        found: &found,
        said: said.unwrap_or_default(),
        blocks: Vec::new(),
    };
    let blocks = writing.whole(&shop.name, &wordings);
    let title = t::impact_title(words).to_owned();
    Ok((found, Document { title, blocks }))
}

struct Writing<'a> {
    ctx: &'a Ctx,
    words: Words,
    found: &'a Impact,
    said: Sentences,
    blocks: Vec<Block>,
}

impl Writing<'_> {
    fn whole(mut self, shop: &str, wordings: &[Wording]) -> Vec<Block> {
        self.head(shop);
        self.responsible();
        self.purposes();
        self.data();
        self.consent(wordings);
        self.recipients();
        self.storage();
        self.safety();
        self.so_far();
        self.versions();
        self.blocks
    }

    fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading(text.to_owned()));
    }

    fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    fn point(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Point(text.into()));
    }

    /// What the owner wrote; where it is missing, that it is.
    fn owner(&mut self, label: &str, said: &str) {
        let said = match said {
            "" => t::impact_missing(self.words),
            said => said,
        };
        self.text(format!("{label}: {said}"));
    }

    fn day(&self, day: NaiveDate) -> String {
        match self.words.lang() {
            Lang::Vi => day.format("%d/%m/%Y").to_string(),
            Lang::En => day.format("%-d %b %Y").to_string(),
        }
    }

    fn head(&mut self, shop: &str) {
        let words = self.words;
        self.text(shop);
        let version = self.found.newest.as_ref().map(|newest| {
            let day = self.day(self.ctx.day_of(newest.at));
            t::impact_version(words, newest.version, &day)
        });
        self.text(version.unwrap_or_else(|| t::impact_unwritten(words).to_owned()));
        if let Some(day) = self.said.filed_on {
            let day = self.day(day);
            self.text(t::impact_filed(words, &day));
        }
    }

    fn responsible(&mut self) {
        let (words, said) = (self.words, self.said.clone());
        self.heading(t::impact_part_responsible(words));
        self.owner(t::impact_controller(words), &said.controller);
        self.owner(t::impact_officer(words), &said.officer);
    }

    fn purposes(&mut self) {
        let (words, said) = (self.words, self.said.clone());
        self.heading(t::impact_part_purposes(words));
        self.owner(t::impact_purpose(words), &said.purpose);
        for purpose in quen_core::consents::AIMS {
            let key = format!("choice-consents-purpose-{purpose}");
            self.point(words.text(&key, &[]));
        }
    }

    fn data(&mut self) {
        let words = self.words;
        self.heading(t::impact_part_data(words));
        let known = &self.found.known;
        let first = self.said.started_on.or(known.first_on);
        let first = first.map_or_else(
            || t::impact_nobody(words).to_owned(),
            |day| t::impact_since(words, &self.day(day)),
        );
        let people = t::impact_people(words, &words.number(known.people));
        self.text(format!("{people} {first}"));
        let head = [t::impact_kind(words), t::impact_fields(words)];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        for kind in crate::lists::all() {
            rows.extend(self.row(&kind.catalogue(self.ctx)));
        }
        self.blocks.push(Block::Table(rows));
    }

    /// A kind of record with its personal fields; none where it has none.
    fn row(&self, catalogue: &Catalogue) -> Option<Vec<String>> {
        let words = self.words;
        let label = |field: &Field| {
            let label = match &field.own {
                Some(own) => own.label(words.lang() == Lang::En).to_owned(),
                None => words.text(&field.label, &[]).into_owned(),
            };
            match field.personal {
                PersonalData::Sensitive => format!("{label} ({})", t::privacy_sensitive(words)),
                _ => label,
            }
        };
        let personal = |field: &&Field| field.personal != PersonalData::None;
        let fields: Vec<String> = catalogue
            .fields
            .iter()
            .filter(personal)
            .map(label)
            .collect();
        let name = words.text(&format!("privacy-noun-{}", catalogue.noun.plural()), &[]);
        (!fields.is_empty()).then(|| vec![name.into_owned(), fields.join(", ")])
    }

    fn consent(&mut self, wordings: &[Wording]) {
        let words = self.words;
        self.heading(t::impact_part_consent(words));
        match wordings.first() {
            None => self.text(t::impact_no_wording(words)),
            Some(newest) => {
                let day = self.day(self.ctx.day_of(newest.at));
                self.text(t::impact_wording(words, newest.version, &day));
                self.text(newest.text.clone());
            }
        }
        for earlier in wordings.iter().skip(1) {
            let day = self.day(self.ctx.day_of(earlier.at));
            self.point(t::impact_wording_earlier(words, earlier.version, &day));
        }
        let found = self.found;
        let choice = |field: &str, code: &str| {
            let key = format!("choice-consents-{field}-{code}");
            words.text(&key, &[]).into_owned()
        };
        let head = [
            t::impact_aim(words),
            t::impact_answer(words),
            t::impact_count(words),
        ];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        rows.extend(found.known.answers.iter().map(|(purpose, answer, count)| {
            vec![
                choice("purpose", purpose),
                choice("answer", answer),
                words.number(*count),
            ]
        }));
        match rows.len() {
            1 => self.text(t::impact_no_answers(words)),
            _ => self.blocks.push(Block::Table(rows)),
        }
    }

    fn recipients(&mut self) {
        let (words, found, said) = (self.words, self.found, self.said.clone());
        self.heading(t::impact_part_recipients(words));
        let colleagues = i64::try_from(found.known.colleagues).unwrap_or(i64::MAX);
        self.point(t::impact_colleagues(words, colleagues));
        self.point(t::impact_guests(words));
        for (what, host) in &found.known.recipients {
            self.point(match what.as_str() {
                "mail" => t::impact_mail(words, host),
                _ => t::impact_suggester(words, host),
            });
        }
        self.owner(t::impact_sharing(words), &said.sharing);
    }

    fn storage(&mut self) {
        let (words, said) = (self.words, self.said.clone());
        self.heading(t::impact_part_storage(words));
        let place = match said.place.as_str() {
            "" => String::new(),
            place => format!("{place} ({})", said.country),
        };
        self.owner(t::impact_place(words), &place);
        self.point(match said.country == HOME {
            true => t::impact_at_home(words),
            false => t::impact_abroad(words),
        });
        self.point(match self.found.known.bin_days {
            0 => t::impact_bin_kept(words).to_owned(),
            days => t::impact_bin(words, i64::from(days)),
        });
        self.point(t::impact_keeps_orders(words));
        self.point(t::impact_keeps_proofs(words));
    }

    fn safety(&mut self) {
        let (words, said) = (self.words, self.said.clone());
        self.heading(t::impact_part_safety(words));
        for line in [
            t::impact_safe_rights(words),
            t::impact_safe_log(words),
            t::impact_safe_secrets(words),
            t::impact_safe_inside(words),
            t::impact_safe_backup(words),
        ] {
            self.point(line);
        }
        self.owner(t::impact_security(words), &said.security);
        self.heading(t::impact_part_risks(words));
        self.owner(t::impact_risks(words), &said.risks);
    }

    fn so_far(&mut self) {
        let words = self.words;
        let [requests, open, late] = self.found.known.requests;
        let [breaches, untold] = self.found.known.breaches;
        self.heading(t::impact_part_so_far(words));
        self.point(t::impact_requests(words, requests, open, late));
        self.point(t::impact_breaches(words, breaches, untold));
    }

    fn versions(&mut self) {
        let words = self.words;
        let newest = self.found.newest.iter();
        let all: Vec<&Version> = newest.chain(&self.found.earlier).collect();
        if all.is_empty() {
            return;
        }
        self.heading(t::impact_part_versions(words));
        for version in all {
            let day = self.day(self.ctx.day_of(version.at));
            self.point(t::impact_version(words, version.version, &day));
        }
    }
}
