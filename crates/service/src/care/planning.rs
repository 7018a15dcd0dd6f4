//! The plan of a night: which touches the programmes call for in the days ahead. It walks customers in the order of their ids
//! and writes only what changed; made twice it leaves the same. It must never make a touch itself.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Duration, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use quen_core::care::{
    AHEAD_DAYS, Counting, Due, Facts, MAX_AFTER, Programme, Touch, due, instant,
};
use quen_core::parties::Party;
use quen_core::{Permission, Result};
use quen_store::care as rows;
use uuid::Uuid;

use super::steering::Steering;
use super::wording;
use crate::Ctx;
use crate::jobs::queue::{Outcome, Progress};

/// Kind of the job that makes the plan.
pub const PLAN: &str = "care.plan";
/// Customers looked at in one step.
const BATCH: i64 = 200;
/// Episodes read in one step.
const EPISODES: i64 = 2_000;

/// New touches by programme, customer and occasion.
type Wanted = BTreeMap<(Uuid, Uuid, String), Touch>;

/// What all customers are looked at with.
struct Plan {
    programmes: Vec<Programme>,
    /// First purchases by customer: product and day.
    bought: HashMap<Uuid, Vec<(Uuid, NaiveDate)>>,
    counting: Counting,
    /// What makes a customer valued.
    valued: Option<i64>,
}

/// Counts the shares and makes the plan.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn plan(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let Some(counting) = count(ctx, progress).await? else {
        return Ok(Outcome::Stopped);
    };
    let mut programmes = rows::programmes(&reading).await?;
    programmes.retain(Programme::is_on);
    if programmes.is_empty() {
        return Ok(Outcome::Done);
    }
    let plan = Plan {
        bought: purchases(ctx, &programmes).await?,
        valued: rows::top_fifth(&reading).await?,
        counting,
        programmes,
    };
    let (mut after, mut seen) = (Uuid::nil(), 0);
    loop {
        if progress.must_stop() {
            return Ok(Outcome::Stopped);
        }
        if progress.is_cancelled() {
            return Ok(Outcome::Cancelled);
        }
        let parties = rows::customers_after(&reading, after, BATCH).await?;
        let Some(last) = parties.last() else {
            return Ok(Outcome::Done);
        };
        after = last.id;
        seen += i64::try_from(parties.len()).unwrap_or_default();
        batch(ctx, &plan, &parties).await?;
        progress.set(seen, 0);
    }
}

/// Walks the episodes of the last months; none when it must stop.
async fn count(ctx: &Ctx, progress: &Progress) -> Result<Option<Counting>> {
    let reading = ctx.read(Permission::InteractionsRead)?;
    let zone = ctx.settings.zone();
    let mut counting = Counting::new(ctx.today(), zone);
    let begin = counting.from().and_time(NaiveTime::MIN);
    let begin = zone.from_local_datetime(&begin).earliest();
    let begin = begin.map_or(ctx.now, |at| at.with_timezone(&chrono::Utc));
    let mut after = (begin, Uuid::nil());
    loop {
        if progress.must_stop() {
            return Ok(None);
        }
        let found = rows::episodes_after(&reading, after, EPISODES).await?;
        let Some((id, last)) = found.last() else {
            break;
        };
        after = (last.started_at, *id);
        for (_, episode) in &found {
            counting.see(episode);
        }
    }
    let tx = ctx.write(Permission::InteractionsWrite).await?;
    rows::put_shares(&tx.rows, &counting.shares(), ctx.today()).await?;
    tx.commit_quietly().await?;
    Ok(Some(counting))
}

/// First purchases of the products that guides are about, as far back as a guide can still be due.
async fn purchases(
    ctx: &Ctx,
    programmes: &[Programme],
) -> Result<HashMap<Uuid, Vec<(Uuid, NaiveDate)>>> {
    let reading = ctx.read(Permission::OrdersRead)?;
    let mut bought: HashMap<Uuid, Vec<(Uuid, NaiveDate)>> = HashMap::new();
    for programme in programmes {
        let Some(product) = programme.product_id else {
            continue;
        };
        let back = programme.days.clamp(0, MAX_AFTER) + 14;
        let since = ctx.now - Duration::days(back);
        for (party, day) in rows::first_purchases(&reading, product, since).await? {
            bought.entry(party).or_default().push((product, day));
        }
    }
    Ok(bought)
}

/// Some customers: what is missing is planned, what no longer holds is taken back.
async fn batch(ctx: &Ctx, plan: &Plan, parties: &[Party]) -> Result<()> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let ids: Vec<Uuid> = parties.iter().map(|party| party.id).collect();
    let (zones, planned) = tokio::try_join!(
        rows::zones(&reading, &ids),
        rows::unsettled_of(&reading, &ids)
    )?;
    let zones: HashMap<Uuid, Tz> = zones
        .into_iter()
        .filter_map(|(id, zone)| Some((id, zone.parse().ok()?)))
        .collect();
    let mut wanted = Wanted::new();
    for party in parties {
        let zone = zones.get(&party.id).copied();
        let zone = zone.unwrap_or_else(|| ctx.settings.zone());
        for (programme, due) in plan.dues(ctx, party, zone) {
            let touch = touch(ctx, programme, party, due, zone);
            wanted.insert((programme.id, party.id, touch.key.clone()), touch);
        }
    }
    let known: HashSet<(Uuid, Uuid, String)> = planned.iter().map(name).collect();
    // What is late is not taken back: it is given up with its reason.
    let yesterday = ctx.today() - Duration::days(1);
    let gone: Vec<Uuid> = planned
        .iter()
        .filter(|touch| touch.until >= yesterday && !wanted.contains_key(&name(touch)))
        .map(|touch| touch.id)
        .collect();
    wanted.retain(|name, _| !known.contains(name));
    plan.steer(ctx, parties, &mut wanted).await?;
    if gone.is_empty() && wanted.is_empty() {
        return Ok(());
    }
    let tx = ctx.write(Permission::PartiesWrite).await?;
    rows::delete(&tx.rows, &gone).await?;
    for touch in wanted.values() {
        rows::insert(&tx.rows, touch).await?;
    }
    tx.commit_quietly().await
}

fn name(touch: &Touch) -> (Uuid, Uuid, String) {
    (touch.programme_id, touch.party_id, touch.key.clone())
}

impl Plan {
    /// What the product sends by itself goes out at the hours that suit the customer.
    async fn steer(&self, ctx: &Ctx, parties: &[Party], wanted: &mut Wanted) -> Result<()> {
        let reading = ctx.read(Permission::PartiesRead)?;
        let sends = |id: Uuid| {
            let programme = self.programmes.iter().find(|one| one.id == id);
            programme.is_some_and(Programme::sends)
        };
        for ((programme, party, _), touch) in wanted {
            let Some(party) = parties.iter().find(|found| found.id == *party) else {
                continue;
            };
            if sends(*programme) {
                let steering = Steering::of(ctx, &reading, party).await?;
                let day = touch.due_at.with_timezone(&steering.zone).date_naive();
                touch.due_at = steering.due_at(day);
            }
        }
        Ok(())
    }

    /// Days are those where the customer lives.
    fn dues<'a>(&'a self, ctx: &Ctx, party: &Party, zone: Tz) -> Vec<(&'a Programme, Due)> {
        let there = ctx.now.with_timezone(&zone).date_naive();
        let to = there + Duration::days(i64::try_from(AHEAD_DAYS).unwrap_or(14));
        let none = Vec::new();
        let facts = Facts {
            party,
            bought: self.bought.get(&party.id).unwrap_or(&none),
            by_hand: self.counting.by_hand.get(&party.id).copied(),
            by_machine: self.counting.by_machine.get(&party.id).copied(),
            valued: self
                .valued
                .is_some_and(|least| party.standing.spend >= least),
            rules: &ctx.settings.relationships.stage,
        };
        self.programmes
            .iter()
            .filter_map(|programme| Some((programme, due(programme, &facts, there, to)?)))
            .collect()
    }
}

fn touch(ctx: &Ctx, programme: &Programme, party: &Party, due: Due, zone: Tz) -> Touch {
    Touch {
        id: ctx.new_id(),
        programme_id: programme.id,
        party_id: party.id,
        key: due.key,
        occasion_on: due.on,
        due_at: instant(due.reach_on, zone),
        until: due.until,
        state: "waiting".to_owned(),
        channel: programme.channel.clone(),
        why: wording::named(ctx, due.why),
        reasons: Vec::new(),
        task_id: None,
        interaction_id: None,
        settled_at: None,
        created_at: ctx.now,
    }
}
