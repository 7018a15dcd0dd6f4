//! Which way a touch goes and at which hour, by what is known of the customer: within what the gate leaves open, and never instead of
//! what the customer or the programme says.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use quen_core::Result;
use quen_core::care::{HOUR, Programme, Touch, channel_for, instant_at, passes};
use quen_core::consents::{Chosen, Ways};
use quen_core::messages::Outgoing;
use quen_core::parties::Party;
use quen_core::reasons::{Reason, Value};
use quen_store::{Rows, consents};

use crate::{Ctx, messages};

/// The reason of a touch that waits for the hours in which the customer answers.
pub(super) const WAITS: &str = "care-waits-hours";

/// How one customer is reached best.
pub(super) struct Steering {
    /// What was chosen, and why.
    pub ways: Ways,
    /// Where the customer lives.
    pub zone: Tz,
}

impl Steering {
    /// Looks it up.
    pub async fn of(ctx: &Ctx, reading: &impl Rows, party: &Party) -> Result<Self> {
        let wish = consents::preference(reading, party.id).await?;
        let ways = crate::consents::ways(ctx, reading, party, wish.as_ref()).await?;
        let zone = crate::consents::zone(ctx, wish.as_ref());
        Ok(Self { ways, zone })
    }

    /// The channel of a touch. What was learned gives way to what the gate keeps shut for good there.
    pub async fn channel(&self, ctx: &Ctx, programme: &Programme, party: &Party) -> Result<String> {
        let best = channel_for(programme, party, self.ways.channel());
        let learned = self.ways.channel.as_ref().filter(|way| way.is_learned());
        if programme.channel != "preferred" || learned.is_none_or(|way| way.value != best) {
            return Ok(best);
        }
        let message = message(programme, &best);
        let judged = messages::may_send(ctx, party.id, message, ctx.now).await?;
        let shut = judged.reasons.iter().any(|reason| !passes(&reason.key));
        Ok(match shut {
            true => channel_for(programme, party, None),
            false => best,
        })
    }

    /// When what the product sends by itself is to go out on a day.
    pub fn due_at(&self, day: NaiveDate) -> DateTime<Utc> {
        let hour = self.ways.hours().map_or(HOUR, |hours| hours.from);
        instant_at(day, hour, self.zone)
    }

    /// The better instant that a mail waits for, within what the gate leaves open and before the occasion has passed, and why;
    /// none when now is as good.
    pub async fn later(
        &self,
        ctx: &Ctx,
        programme: &Programme,
        touch: &Touch,
    ) -> Result<Option<(DateTime<Utc>, Reason)>> {
        let Some(hours) = self.ways.hours() else {
            return Ok(None);
        };
        let end = instant_at(touch.until + Duration::days(1), 0, self.zone);
        let message = message(programme, &touch.channel);
        let opens = messages::opens(ctx, touch.party_id, message, hours, end).await?;
        let hour = |hour: u32| Value::Count(hour.into());
        let why = Reason::new(WAITS)
            .with("from", hour(hours.from))
            .with("to", hour(hours.to));
        Ok(opens.filter(|at| *at > ctx.now).map(|at| (at, why)))
    }

    /// What the choice of a channel and of hours rests on, as far as it holds for a touch that goes this way.
    pub fn why(&self, channel: &str) -> Vec<(&'static str, Reason)> {
        let mut said = self.ways.said();
        said.retain(|(what, _)| *what != "channel" || self.ways.channel() == Some(channel));
        said
    }

    /// Of the two, what was learned and can be refused.
    pub fn learned(&self, what: &str) -> bool {
        match what {
            "channel" => self.ways.channel.as_ref().is_some_and(Chosen::is_learned),
            _ => self.ways.hours.as_ref().is_some_and(Chosen::is_learned),
        }
    }
}

fn message<'a>(programme: &'a Programme, channel: &'a str) -> Outgoing<'a> {
    Outgoing {
        channel,
        purpose: &programme.purpose,
        automatic: true,
    }
}
