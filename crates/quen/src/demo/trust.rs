//! Ends of promises and answers to the question of consent, written through the product's own rules.

use quen_core::promises::{self as rules, Delivery, Promise};
use quen_service::Tx;
use quen_service::consents::{self, Answer};
use quen_service::privacy::{self, NewRequest};
use quen_service::promises::Promises;
use quen_service::records::Kind;
use uuid::Uuid;

use crate::commands::Stop;

/// Notes how a promise ended, when it did: on its day, or today for one due later.
///
/// # Errors
/// A broken database, or a story that breaks a rule of the product.
pub async fn settle(tx: &mut Tx, promise: Promise, end: Option<&str>) -> Result<(), Stop> {
    let Some(end) = end else { return Ok(()) };
    let ctx = tx.ctx().clone();
    let (me, now, today) = (ctx.actor.user_id, ctx.now, ctx.today());
    let (settled, event) = match end {
        "kept" | "beyond" => {
            let delivery = Delivery {
                beyond: end == "beyond",
                ..Delivery::default()
            };
            rules::keep(&promise, delivery, today, me, now)?
        }
        _ => rules::broken(&promise, Some("Hết hàng đúng tuần đó".to_owned()), me, now)?,
    };
    Promises::write(tx, Some(&promise), &settled).await?;
    tx.record(event);
    if end == "mended" {
        let (mended, event) = rules::mend(&settled, "Xin lỗi, tặng thêm một túi", now)?;
        Promises::write(tx, Some(&settled), &mended).await?;
        tx.record(event);
    }
    Ok(())
}

/// Writes down what was asked about the own data.
///
/// # Errors
/// As [`settle`].
pub async fn asked(tx: &mut Tx, party: Uuid, kind: &str, note: &str) -> Result<(), Stop> {
    let new = NewRequest {
        party_id: Some(party),
        kind: kind.to_owned(),
        source: "phone".to_owned(),
        note: Some(note.to_owned()),
        received_on: None,
    };
    privacy::open_in(tx, new).await?;
    Ok(())
}

/// Keeps an answer: channel, purpose, yes or no.
///
/// # Errors
/// As [`settle`].
pub async fn answer(tx: &mut Tx, party: Uuid, said: [&str; 3]) -> Result<(), Stop> {
    let [channel, purpose, answer] = said.map(str::to_owned);
    let answer = Answer {
        channel,
        purpose,
        answer,
        source: "form".to_owned(),
        proof: Some("Phiếu khách mới ở quầy".to_owned()),
        ..Answer::default()
    };
    consents::put_in(tx, party, answer).await?;
    Ok(())
}
