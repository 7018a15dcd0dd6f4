//! Erasing one person, step by step in short transactions; started again it goes on where it was. Orders stay under a record
//! without a name, requests and answers to the question of consent as proof. Copies in backups go when the backups do.

use std::collections::BTreeSet;

use quen_core::parties::Party;
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::bins::{self as bin_rows, Stays};
use quen_store::{drafts, privacy as rows};
use serde_json::Value;
use uuid::Uuid;

use crate::pace::Pace;
use crate::parties::Parties;
use crate::records::{self, Kind};
use crate::{Ctx, bins, facts};

const RIGHT: Permission = Permission::PrivacyManage;
/// Rows of failed imports looked at in one go.
const PAGE: i64 = 500;
/// Drafts looked at in one go; each may be long.
const DRAFTS: i64 = 50;

/// Erases a person: the record, its keys, the search, what was said and promised, the personal part of events, what merges and
/// imports kept, sessions at the own door.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn erase(ctx: &Ctx, party: Uuid) -> Result<()> {
    ctx.actor.may(RIGHT)?;
    let found = records::find::<Parties>(ctx, party).await?;
    forget_imports(ctx, found).await?;
    let mut pace = Pace::new(4, 1, 200);
    // Every table whose rows have an id and hang on a party is taken off by the schema's own word.
    let mut uploads = bins::take_off(ctx, RIGHT, party, Stays::OrdersAndProofs, &mut pace).await?;
    uploads.extend(blank_orders(ctx, party, &pace).await?);
    let mut tx = ctx.write(RIGHT).await?;
    // What keeps words about a person in another way is blanked here, each by its own noun.
    facts::erase(&tx, party).await?;
    rows::blank_proofs(&tx.rows, party).await?;
    uploads.extend(bins::keep_shell(&mut tx, party).await?);
    bin_rows::leave_orders(&tx.rows, party).await?;
    tx.record(Event::new(Noun::Privacy, "erased", party).on(Some(party)));
    tx.commit().await?;
    bins::remove_bytes(ctx, &uploads).await
}

async fn blank_orders(ctx: &Ctx, party: Uuid, pace: &Pace) -> Result<bin_rows::Uploads> {
    let (mut uploads, mut after) = (bin_rows::Uploads::new(), Uuid::nil());
    loop {
        let tx = ctx.write(RIGHT).await?;
        let (last, freed) = rows::blank_orders(&tx.rows, party, after, pace.size()).await?;
        tx.commit_quietly().await?;
        uploads.extend(freed);
        match last {
            Some(last) => after = last,
            None => return Ok(uploads),
        }
    }
}

/// Files that were read in or wait to be or that lists were written to, rows of them that could not be, and drafts that name the
/// person, under any name it ever had here.
async fn forget_imports(ctx: &Ctx, party: Party) -> Result<()> {
    let marks = {
        let reading = ctx.read(RIGHT)?;
        let mut marks = Marks::of(&party);
        for earlier in bin_rows::merged_into(&reading, party.id).await? {
            if let Some(earlier) = Parties::find(&reading, earlier).await? {
                marks.add(&earlier);
            }
        }
        marks
    };
    forget_failures(ctx, &marks).await?;
    forget_drafts(ctx, &marks).await?;
    let tx = ctx.write(RIGHT).await?;
    let files = rows::let_go_of_files(&tx.rows, ctx.now).await?;
    let exports = quen_store::files::let_go_of_exports(&tx.rows).await?;
    tx.commit_quietly().await?;
    for file in files {
        ctx.app.files.remove(&file).await?;
    }
    for name in exports {
        let id = name.parse().map_err(|_| Error::NotFound)?;
        ctx.app.files.remove(&crate::files::path(ctx, id)).await?;
    }
    Ok(())
}

async fn forget_failures(ctx: &Ctx, marks: &Marks) -> Result<()> {
    let mut after = (Uuid::nil(), 0);
    loop {
        let page = {
            let reading = ctx.read(RIGHT)?;
            rows::failures_after(&reading, after, PAGE).await?
        };
        let Some((import, row, _)) = page.last() else {
            return Ok(());
        };
        after = (*import, *row);
        let named: Vec<_> = page
            .iter()
            .filter(|(_, _, cells)| marks.in_cells(cells))
            .collect();
        if named.is_empty() {
            continue;
        }
        let tx = ctx.write(RIGHT).await?;
        for (import, row, _) in named {
            rows::forget_failure(&tx.rows, *import, *row).await?;
        }
        tx.commit_quietly().await?;
    }
}

/// What colleagues typed about the person and have not saved.
async fn forget_drafts(ctx: &Ctx, marks: &Marks) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let page = drafts::after(&ctx.read(RIGHT)?, after, DRAFTS).await?;
        let Some((last, _)) = page.last() else {
            return Ok(());
        };
        after = *last;
        let tx = ctx.write(RIGHT).await?;
        for (id, typed) in &page {
            let mut pairs = typed.as_array().into_iter().flatten();
            if pairs.any(|pair| marks.in_cells(pair)) {
                drafts::erase(&tx.rows, *id).await?;
            }
        }
        tx.commit_quietly().await?;
    }
}

/// What a cell is compared with.
#[derive(Default)]
struct Marks {
    /// Names, codes and mail addresses in small letters: the whole cell.
    whole: BTreeSet<String>,
    /// Names of two words and more, mail addresses: anywhere in the cell.
    within: BTreeSet<String>,
    /// The national digits of each phone: anywhere among the digits of the cell.
    digits: BTreeSet<String>,
}

impl Marks {
    fn of(party: &Party) -> Self {
        let mut marks = Self::default();
        marks.add(party);
        marks
    }

    fn add(&mut self, party: &Party) {
        let name = party.name.trim().to_lowercase();
        let mails = party.emails.iter().map(|email| email.value.to_lowercase());
        self.within.extend(mails);
        if name.split_whitespace().count() > 1 {
            self.within.insert(name.clone());
        }
        self.whole.insert(name);
        self.whole
            .extend(party.code.iter().map(|code| code.to_lowercase()));
        self.digits.extend(party.phones.iter().map(|phone| {
            let digits: String = phone.value.chars().filter(char::is_ascii_digit).collect();
            digits.strip_prefix("84").unwrap_or(&digits).to_owned()
        }));
    }

    fn in_cells(&self, cells: &Value) -> bool {
        let texts = cells.as_array().into_iter().flatten();
        texts.filter_map(Value::as_str).any(|text| {
            let text = text.trim().to_lowercase();
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            self.whole.contains(&text)
                || self.within.iter().any(|mark| text.contains(mark.as_str()))
                || self
                    .digits
                    .iter()
                    .any(|mark| mark.len() > 7 && digits.contains(mark.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn marks(values: [&str; 3]) -> Marks {
        let [whole, within, digits] = values.map(|value| BTreeSet::from([value.to_owned()]));
        Marks {
            whole,
            within,
            digits,
        }
    }

    #[test]
    fn a_row_is_known_by_name_mail_or_phone_and_not_by_chance() {
        let an = marks(["an", "an@khach.vn", "905218467"]);
        for cells in [
            json!(["An ", "x"]),
            json!(["x", "Thư: AN@khach.vn"]),
            json!(["0905.218.467"]),
        ] {
            assert!(an.in_cells(&cells), "{cells}");
        }
        for cells in [json!(["Lan Anh"]), json!(["0905218468"]), json!([1, null])] {
            assert!(!an.in_cells(&cells), "{cells}");
        }
    }
}
