//! The best way to reach a party, with what it rests on, and the refusal to have it learned. It chooses and says; whether a message
//! may go out the gate decides.

use chrono::{DateTime, Timelike, Utc};
use quen_core::consents::{LEARNED, Learned, Material, Preference, Ways, learn};
use quen_core::facts::Fact;
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

/// What the best way is learned from.
pub(super) struct Heard {
    /// Channel and instant of the latest answers.
    answers: Vec<(String, DateTime<Utc>)>,
    /// What is known of channels and hours.
    facts: Vec<Fact>,
    /// What the party's ways are not to be learned from.
    refused: Vec<String>,
}

/// What is known of the ways of a party.
pub(super) async fn heard(reading: &impl Rows, party: Uuid) -> Result<Heard> {
    let (answers, facts, refused) = tokio::try_join!(
        messages::answers(reading, party, LEARNED_FROM),
        facts::on_topics(reading, party, &LEARNED),
        rows::refused(reading, party),
    )?;
    Ok(Heard {
        answers,
        facts,
        refused,
    })
}

/// What the answers teach at first sight, and the best way, under what the party wishes.
pub(super) fn known(ctx: &Ctx, heard: Heard, wish: Option<&Preference>) -> (Option<Learned>, Best) {
    let Heard {
        answers,
        mut facts,
        refused,
    } = heard;
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
    (learn(&answers), Best::of(ways))
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
    let (_, best) = known(ctx, heard(reading, party.id).await?, wish);
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
