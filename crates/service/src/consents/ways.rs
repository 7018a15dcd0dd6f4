//! The best way to reach a party, with what it rests on, and the refusal to have it learned. It chooses and says; whether a message
//! may go out the gate decides.

use chrono::Timelike;
use quen_core::consents::{LEARNED, Learned, Material, Preference, Ways, learn};
use quen_core::parties::Party;
use quen_core::reasons::Reason;
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::consents as rows;
use quen_store::{Rows, facts, messages};
use uuid::Uuid;

use super::{Consents, zone};
use crate::Ctx;
use crate::facts::Facts;
use crate::parties::Parties;
use crate::records::{Kind, live};

/// Talks that the best channel and hours are learned from.
const LEARNED_FROM: i64 = 50;

/// The best way as it is shown: the choices, and each in a sentence.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Best {
    /// The choices.
    #[serde(flatten)]
    pub ways: Ways,
    /// What each rests on, the channel first.
    pub why: Vec<Reason>,
}

impl Best {
    fn of(ways: Ways) -> Self {
        let why = ways.said().into_iter().map(|(_, reason)| reason).collect();
        Self { ways, why }
    }
}

/// What its answers teach at first sight, and the best way to reach it.
pub(super) async fn known(
    ctx: &Ctx,
    reading: &impl Rows,
    party: Uuid,
    wish: Option<&Preference>,
) -> Result<(Option<Learned>, Best)> {
    let (answers, mut facts, refused) = tokio::try_join!(
        messages::answers(reading, party, LEARNED_FROM),
        facts::on_topics(reading, party, &LEARNED),
        rows::refused(reading, party),
    )?;
    let zone = zone(ctx, wish);
    let answers: Vec<(String, u32)> = answers
        .into_iter()
        .map(|(channel, at)| (channel, at.with_timezone(&zone).hour()))
        .collect();
    for fact in &mut facts {
        Facts::dress(ctx, fact);
    }
    let ways = Ways::of(Material {
        wish,
        facts: &facts,
        answers: &answers,
        refused: &refused,
    });
    Ok((learn(&answers), Best::of(ways)))
}

/// The best way to reach a party that was found.
///
/// # Errors
/// A broken database.
pub(crate) async fn ways(
    ctx: &Ctx,
    reading: &impl Rows,
    party: &Party,
    wish: Option<&Preference>,
) -> Result<Ways> {
    let (_, best) = known(ctx, reading, party.id, wish).await?;
    Ok(best.ways)
}

/// Says whether one of [`LEARNED`] may be learned of a party.
///
/// # Errors
/// `not-found`; `bad-choice` at `what`.
pub async fn teach(ctx: &Ctx, party: Uuid, what: &str, may: bool) -> Result<Consents> {
    let what = LEARNED.into_iter().find(|known| *known == what);
    let what = what.ok_or_else(|| Error::invalid("what", "bad-choice"))?;
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    live::<Parties>(&tx, party).await?;
    let verb = match may {
        true => "learned_again",
        false => "not_learned",
    };
    if rows::put_refused(&tx.rows, party, what, !may, ctx.now).await? {
        tx.record(
            Event::new(Noun::Consents, verb, party)
                .on(Some(party))
                .with("what", what),
        );
        tx.commit().await?;
    } else {
        drop(tx);
    }
    super::of_party(ctx, party).await
}
