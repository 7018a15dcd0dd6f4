//! Erasing one person, step by step in short transactions; started again it goes on where it was.

use quen_core::parties::Party;
use quen_core::{Event, Noun, Permission, Result};
use quen_store::privacy as rows;
use serde_json::Value;
use uuid::Uuid;

use crate::parties::Parties;
use crate::records;
use crate::{Ctx, Tx};

/// Rows of failed imports looked at in one go.
const PAGE: i64 = 500;

/// Erases a person: the record, its keys, the search, what was said, the personal part of events, proofs, wishes, sessions,
/// what imports kept. Orders stay under a record without a name. Copies in backups go when the backups do.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn erase(ctx: &Ctx, party: Uuid) -> Result<()> {
    ctx.actor.may(Permission::PrivacyManage)?;
    let found = records::find::<Parties>(ctx, party).await?;
    forget_failures(ctx, &found).await?;
    let reading = ctx.read(Permission::PrivacyManage)?;
    let mut all = rows::merged_into(&reading, party).await?;
    all.push(party);
    for id in all {
        let files = rows::import_files(&reading, id).await?;
        blank(ctx, id).await?;
        for file in files {
            ctx.app.files.remove(&file).await?;
        }
    }
    Ok(())
}

async fn blank(ctx: &Ctx, party: Uuid) -> Result<()> {
    loop {
        let mut tx = ctx.write(Permission::PrivacyManage).await?;
        let more = rows::erase(&tx.rows, party, ctx.now).await?;
        if !more {
            tx.record(Event::new(Noun::Privacy, "erased", party).on(Some(party)));
        }
        tx.commit().await?;
        if !more {
            return Ok(());
        }
    }
}

/// Rows that imports could not take in and that name the person by phone, mail, code or whole name.
async fn forget_failures(ctx: &Ctx, party: &Party) -> Result<()> {
    let marks = marks(party);
    let mut after = (Uuid::nil(), 0);
    loop {
        let page = {
            let reading = ctx.read(Permission::PrivacyManage)?;
            rows::failures_after(&reading, after, PAGE).await?
        };
        let Some((import, row, _)) = page.last() else {
            return Ok(());
        };
        after = (*import, *row);
        let tx: Tx = ctx.write(Permission::PrivacyManage).await?;
        for (import, row, cells) in &page {
            if names(cells, &marks) {
                rows::forget_failure(&tx.rows, *import, *row).await?;
            }
        }
        tx.commit().await?;
    }
}

/// What a cell is compared with: folded name, mail, code, and the national digits of each phone.
fn marks(party: &Party) -> Vec<String> {
    let phones = party.phones.iter().map(|phone| {
        let digits: String = phone.value.chars().filter(char::is_ascii_digit).collect();
        digits.strip_prefix("84").unwrap_or(&digits).to_owned()
    });
    let mails = party.emails.iter().map(|email| email.value.to_lowercase());
    let name = std::iter::once(party.name.to_lowercase());
    let code = party.code.iter().map(|code| code.to_lowercase());
    let all = name.chain(phones).chain(mails).chain(code);
    all.filter(|mark| mark.chars().count() > 2).collect()
}

fn names(cells: &Value, marks: &[String]) -> bool {
    let texts = cells.as_array().into_iter().flatten();
    let texts: Vec<String> = texts
        .filter_map(Value::as_str)
        .map(str::to_lowercase)
        .collect();
    texts.iter().any(|text| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        marks.iter().any(|mark| {
            text.contains(mark.as_str()) || (mark.len() > 7 && digits.contains(mark.as_str()))
        })
    })
}
