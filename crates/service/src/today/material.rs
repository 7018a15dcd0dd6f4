//! The material of Today, asked all at once, each within a window and a limit. It must not judge.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use quen_core::Result;
use quen_core::figures::RISK_DAYS;
use quen_core::interactions::Interaction;
use quen_core::parties::Party;
use quen_core::promises::Promise;
use quen_core::tasks::Task;
use quen_core::today::{
    AHEAD_DAYS, Candidate, Customer, NEW_DAYS, What, next_anniversary, next_birthday, turning,
};
use quen_store::today::{self as rows, Wanted};
use quen_store::{Reading, metrics, parties};
use quen_vietnam::lunar;
use uuid::Uuid;

use super::Whose;
use crate::Ctx;

/// Rows of one kind looked at.
const LIMIT: i64 = 300;
/// Silence that began longer ago is no news of today.
const SILENT_WINDOW: u64 = RISK_DAYS;
/// Waiting longer than this is no news either.
const WAITING_WINDOW: u64 = 60;
/// Years of anniversaries looked back.
const YEARS: i32 = 30;

/// Candidates and what is typical for the base in a year.
pub(super) async fn gather(
    ctx: &Ctx,
    reading: &Reading,
    whose: Whose,
) -> Result<(Vec<Candidate>, Option<i64>)> {
    let today = ctx.today();
    let back = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let new_since = back(u64::try_from(NEW_DAYS).unwrap_or(14));
    let wanted = Wanted {
        owner: whose.owner(ctx),
        today,
        limit: LIMIT,
    };
    let (birthday_keys, first_orders) = (birthday_keys(today), first_orders(today));
    let (silent, tasks, promises, birthdays, anniversaries, new, waiting, base) = tokio::try_join!(
        rows::silent(reading, back(SILENT_WINDOW), wanted),
        rows::due_tasks(reading, wanted),
        rows::due_promises(reading, wanted),
        rows::birthdays(reading, &birthday_keys, wanted),
        rows::anniversaries(reading, &first_orders, wanted),
        rows::first_contacts(reading, start_of(ctx, new_since), new_since, wanted),
        rows::waiting(reading, start_of(ctx, back(WAITING_WINDOW)), wanted),
        metrics::base(reading),
    )?;
    let mut candidates = Vec::new();
    candidates.extend(silent.iter().filter_map(silence));
    candidates.extend(birthdays.iter().filter_map(|party| birthday(party, today)));
    candidates.extend(
        anniversaries
            .iter()
            .filter_map(|party| anniversary(party, today)),
    );
    candidates.extend(new.iter().map(|party| {
        of(
            party,
            What::FirstContact {
                since: ctx.day_of(party.created_at),
            },
        )
    }));
    let known = behind(reading, &tasks, &promises, &waiting).await?;
    candidates.extend(tasks.iter().filter_map(|task| due(task, &known)));
    candidates.extend(
        promises
            .iter()
            .filter_map(|promise| promised(promise, &known)),
    );
    candidates.extend(
        waiting
            .iter()
            .filter_map(|episode| unanswered(ctx, episode, &known)),
    );
    Ok((candidates, base.typical_year))
}

/// The parties behind tasks, promises and episodes, in one query.
async fn behind(
    reading: &Reading,
    tasks: &[Task],
    promises: &[Promise],
    waiting: &[Interaction],
) -> Result<HashMap<Uuid, Party>> {
    let ids: BTreeSet<Uuid> = tasks
        .iter()
        .filter_map(|task| task.party_id)
        .chain(promises.iter().map(|promise| promise.party_id))
        .chain(waiting.iter().map(|episode| episode.party_id))
        .collect();
    let found = parties::find_many(reading, &ids.into_iter().collect::<Vec<_>>()).await?;
    Ok(found.into_iter().map(|party| (party.id, party)).collect())
}

fn customer(party: &Party) -> Customer {
    Customer {
        party_id: party.id,
        name: addressed(party),
        phone: !party.phones.is_empty(),
        writable: !party.emails.is_empty(),
        worth: (&party.standing).into(),
    }
}

/// The name with the form of address, as colleagues speak of the customer.
fn addressed(party: &Party) -> String {
    match party.salutation.as_deref() {
        Some(form) => format!("{form}\u{a0}{}", party.name),
        None => party.name.clone(),
    }
}

fn of(party: &Party, what: What) -> Candidate {
    Candidate {
        customer: Some(customer(party)),
        record_id: party.id,
        what,
    }
}

fn silence(party: &Party) -> Option<Candidate> {
    let (last_order_on, rhythm_days) = party
        .standing
        .last_order_on
        .zip(party.standing.rhythm_days)?;
    Some(of(
        party,
        What::Silent {
            last_order_on,
            rhythm_days,
        },
    ))
}

fn birthday(party: &Party, today: NaiveDate) -> Option<Candidate> {
    let birthday = party.birthday.filter(|_| party.is_person())?;
    let on = next_birthday(&birthday, today, AHEAD_DAYS)?;
    let lunar = birthday.calendar == quen_core::fields::Calendar::Lunar;
    Some(of(
        party,
        What::Birthday {
            on,
            lunar,
            turning: turning(&birthday, on),
        },
    ))
}

fn anniversary(party: &Party, today: NaiveDate) -> Option<Candidate> {
    let (on, years) = next_anniversary(party.standing.first_order_on?, today, AHEAD_DAYS)?;
    Some(of(party, What::Anniversary { on, years }))
}

/// A task of a party that is in the bin, or out of reach, is no line.
fn due(task: &Task, known: &HashMap<Uuid, Party>) -> Option<Candidate> {
    let customer = match task.party_id {
        Some(id) => Some(customer(
            known.get(&id).filter(|party| party.deleted_at.is_none())?,
        )),
        None => None,
    };
    let what = What::Task {
        title: task.title.clone(),
        kind: task.kind.clone(),
        due_on: task.due_on?,
    };
    Some(Candidate {
        customer,
        record_id: task.id,
        what,
    })
}

/// As for tasks: nothing of a party in the bin.
fn promised(promise: &Promise, known: &HashMap<Uuid, Party>) -> Option<Candidate> {
    let party = known
        .get(&promise.party_id)
        .filter(|party| party.deleted_at.is_none())?;
    let what = What::Promise {
        text: promise.text.clone(),
        size: promise.size.clone(),
        due_on: promise.due_on?,
    };
    Some(Candidate {
        customer: Some(customer(party)),
        record_id: promise.id,
        what,
    })
}

fn unanswered(ctx: &Ctx, episode: &Interaction, known: &HashMap<Uuid, Party>) -> Option<Candidate> {
    let party = known
        .get(&episode.party_id)
        .filter(|party| party.deleted_at.is_none() && episode.needs_answer())?;
    let what = What::Unanswered {
        kind: episode.kind.clone(),
        since: ctx.day_of(episode.started_at),
    };
    Some(Candidate {
        customer: Some(customer(party)),
        record_id: episode.id,
        what,
    })
}

/// The days from today on that are looked at.
fn ahead(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    today
        .iter_days()
        .take(usize::try_from(AHEAD_DAYS).unwrap_or(0) + 1)
}

/// Keys of birthdays that can fall into the days ahead; days that a year or a month does not have are kept on a neighbour, so
/// those are looked at too.
fn birthday_keys(today: NaiveDate) -> Vec<i64> {
    let mut keys = BTreeSet::new();
    for day in ahead(today) {
        keys.insert(i64::from(day.month() * 100 + day.day()));
        if matches!((day.month(), day.day()), (2, 28) | (3, 1)) {
            keys.insert(229);
        }
        if let Ok(by_moon) = lunar::from_solar(day) {
            let month = i64::from(by_moon.month);
            keys.insert(10_000 + month * 100 + i64::from(by_moon.day));
            keys.insert(10_000 + month * 100 + 30);
            keys.insert(10_000 + (month + 10) % 12 * 100 + 130);
        }
    }
    keys.into_iter().collect()
}

/// The days of first orders that come round in the days ahead.
fn first_orders(today: NaiveDate) -> Vec<NaiveDate> {
    let mut days = BTreeSet::new();
    for day in ahead(today) {
        for years in 1..=YEARS {
            let year = day.year() - years;
            days.extend(day.with_year(year));
            if (day.month(), day.day()) == (2, 28) {
                days.extend(NaiveDate::from_ymd_opt(year, 2, 29));
            }
        }
    }
    days.into_iter().collect()
}

/// The first instant of a day in the shop.
pub(super) fn start_of(ctx: &Ctx, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let at = ctx
        .settings
        .zone()
        .from_local_datetime(&midnight)
        .earliest();
    at.map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}
