//! When a programme calls for a touch of a customer, and why: facts and days in, a day and a sentence out. It must never read a
//! clock.
//!
//! | key `care-why-…` | arguments |
//! |---|---|
//! | `birthday`, `birthday-lunar`, `birthday-lunar-short` | `day` (day) |
//! | `birthday-age`, `birthday-lunar-age` | `day` (day), `age` (count) |
//! | `anniversary` | `day` (day), `years` (count) |
//! | `holiday` | `day` (day), `holiday` (text, the key of the day) |
//! | `after-purchase`, `guide` | `day` (day of the purchase) |
//! | `reorder` | `day` (day), `rhythm` (days) |
//! | `win-back` | `day` (day of the last order), `rhythm` (days) |
//! | `human` | `day` (day of the last talk with a person) |
//! | `human-never` | |

use chrono::{Datelike, Days, NaiveDate};
use quen_insight::stage::StageRules;
use quen_vietnam::{lunar, names};
use uuid::Uuid;

use super::{Programme, holiday};
use crate::dates;
use crate::fields::Calendar;
use crate::parties::Party;
use crate::reasons::{Reason, Value};
use crate::today::{next_anniversary, next_birthday, turning};

/// Days that are planned ahead.
pub const AHEAD_DAYS: u64 = 14;
/// Days after which a touch that could not be made is given up, where the occasion itself sets no end.
const PATIENCE: i64 = 7;
/// Days within which the next yearly occasion is looked for: a lunar year has up to 385.
const YEAR: i64 = 400;

/// Every key of a reason.
pub const WHY_KEYS: [&str; 13] = [
    "care-why-birthday",
    "care-why-birthday-age",
    "care-why-birthday-lunar",
    "care-why-birthday-lunar-age",
    "care-why-birthday-lunar-short",
    "care-why-anniversary",
    "care-why-holiday",
    "care-why-after-purchase",
    "care-why-guide",
    "care-why-reorder",
    "care-why-win-back",
    "care-why-human",
    "care-why-human-never",
];

/// What is known of a customer.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Who.
    pub party: &'a Party,
    /// Products bought for the first time lately, and when.
    pub bought: &'a [(Uuid, NaiveDate)],
    /// The last day on which a person of ours and the customer had to do with each other, as far as was looked back.
    pub by_hand: Option<NaiveDate>,
    /// The last day on which a machine of ours wrote.
    pub by_machine: Option<NaiveDate>,
    /// Among the top fifth by what they brought.
    pub valued: bool,
    /// What silence means.
    pub rules: &'a StageRules,
}

/// A touch that a programme calls for.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// Names the occasion: of one programme and customer there is one touch for it, for ever.
    pub key: String,
    /// The day of the occasion.
    pub on: NaiveDate,
    /// The day on which to reach out.
    pub reach_on: NaiveDate,
    /// The last day on which it still fits.
    pub until: NaiveDate,
    /// Why.
    pub why: Reason,
}

/// The touch that the programme calls for between two days, both included: one whose day comes within them, or whose day has
/// passed and that still fits.
pub fn due(
    programme: &Programme,
    facts: &Facts<'_>,
    from: NaiveDate,
    to: NaiveDate,
) -> Option<Due> {
    if !programme.is_on() || !programme.is_for(facts.party) {
        return None;
    }
    let found = match programme.occasion.as_str() {
        "birthday" => birthday(programme, facts, from),
        "anniversary" => anniversary(programme, facts, from),
        "holiday" => festive(programme, facts, from),
        "after_purchase" => after_purchase(programme, facts),
        "guide" => guide(programme, facts),
        "reorder" => reorder(programme, facts),
        "win_back" => win_back(programme, facts),
        "human" => missing_person(programme, facts, from),
        _ => None,
    }?;
    (found.until >= from && found.reach_on <= to).then_some(found)
}

/// Days counted from the occasion; nothing beyond the calendar.
fn shifted(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 {
        day.checked_sub_days(count)
    } else {
        day.checked_add_days(count)
    }
}

/// An occasion that comes round: it fits until its day, or until the day on which to reach out when that is later.
fn yearly(programme: &Programme, on: NaiveDate, why: Reason) -> Option<Due> {
    let reach_on = shifted(on, programme.days)?;
    Some(Due {
        key: on.to_string(),
        on,
        reach_on,
        until: reach_on.max(on),
        why,
    })
}

/// The first day of an occasion that still matters: what is to be done after it looks back so far.
fn begin(programme: &Programme, from: NaiveDate) -> Option<NaiveDate> {
    shifted(from, -programme.days.max(0))
}

/// What follows something that happened: it fits for some days. What was due before the programme was made is not made up for,
/// so that a new programme does not begin with a flood.
fn following(
    programme: &Programme,
    key: String,
    on: NaiveDate,
    reach_on: NaiveDate,
    why: Reason,
) -> Option<Due> {
    let found = Due {
        key,
        on,
        reach_on,
        until: shifted(reach_on, PATIENCE)?,
        why,
    };
    (reach_on >= programme.created_at.date_naive()).then_some(found)
}

fn day(day: NaiveDate) -> Value {
    Value::Day(dates::number(day))
}

/// By the sun or the moon. A 30th that the lunar month lacks is kept on its last day, and the reason says so.
fn birthday(programme: &Programme, facts: &Facts<'_>, from: NaiveDate) -> Option<Due> {
    let birthday = facts.party.birthday.filter(|_| facts.party.is_person())?;
    let on = next_birthday(&birthday, begin(programme, from)?, YEAR)?;
    let by_moon = birthday.calendar == Calendar::Lunar;
    let short = by_moon
        && birthday.day == 30
        && lunar::from_solar(on).is_ok_and(|day| u32::from(day.day) != birthday.day);
    let age = turning(&birthday, on);
    let key = match (by_moon, short, age) {
        (true, true, _) => "care-why-birthday-lunar-short",
        (true, false, Some(_)) => "care-why-birthday-lunar-age",
        (true, false, None) => "care-why-birthday-lunar",
        (false, _, Some(_)) => "care-why-birthday-age",
        (false, _, None) => "care-why-birthday",
    };
    let why = Reason::new(key).with("day", day(on));
    let why = match age.filter(|_| key.ends_with("-age")) {
        Some(age) => why.with("age", Value::Count(u64::from(age))),
        None => why,
    };
    yearly(programme, on, why)
}

fn anniversary(programme: &Programme, facts: &Facts<'_>, from: NaiveDate) -> Option<Due> {
    let first = facts.party.standing.first_order_on?;
    let (on, years) = next_anniversary(first, begin(programme, from)?, YEAR)?;
    let why = Reason::new("care-why-anniversary").with("day", day(on));
    yearly(
        programme,
        on,
        why.with("years", Value::Count(u64::from(years))),
    )
}

fn festive(programme: &Programme, facts: &Facts<'_>, from: NaiveDate) -> Option<Due> {
    let occasion = holiday(programme.holiday.as_deref()?)?;
    if occasion.audience.is_some() && !is_woman(facts.party) {
        return None;
    }
    let start = begin(programme, from)?;
    let days = occasion.between(start, shifted(start, YEAR)?);
    let on = days.into_iter().next()?;
    let why = Reason::new("care-why-holiday").with("day", day(on));
    let why = why.with("holiday", Value::Text(occasion.key.clone()));
    yearly(programme, on, why)
}

/// As the record says, else as she is addressed.
fn is_woman(party: &Party) -> bool {
    let addressed = party.salutation.as_deref().unwrap_or_default();
    match party.gender.as_deref() {
        Some(gender) => gender == "female",
        None => names::gender_of(addressed) == Some(names::Gender::Female),
    }
}

/// After the latest purchase: who buys again before the day needs no question.
fn after_purchase(programme: &Programme, facts: &Facts<'_>) -> Option<Due> {
    let last = facts.party.standing.last_order_on?;
    let why = Reason::new("care-why-after-purchase").with("day", day(last));
    following(
        programme,
        last.to_string(),
        last,
        shifted(last, programme.days)?,
        why,
    )
}

/// Once for each customer and programme, whatever is bought later.
fn guide(programme: &Programme, facts: &Facts<'_>) -> Option<Due> {
    let product = programme.product_id?;
    let (_, on) = facts.bought.iter().find(|(id, _)| *id == product)?;
    let why = Reason::new("care-why-guide").with("day", day(*on));
    following(
        programme,
        "first".to_owned(),
        *on,
        shifted(*on, programme.days)?,
        why,
    )
}

/// The own rhythm after the last order.
fn reorder(programme: &Programme, facts: &Facts<'_>) -> Option<Due> {
    let standing = &facts.party.standing;
    let (last, rhythm) = standing.last_order_on.zip(standing.rhythm_days)?;
    let on = shifted(last, rhythm.max(1))?;
    // A reminder before the customer can have used anything up is none.
    let reach_on = shifted(on, programme.days)?.max(shifted(last, 1)?);
    let why = Reason::new("care-why-reorder").with("day", day(on));
    following(
        programme,
        last.to_string(),
        on,
        reach_on,
        why.with("rhythm", Value::Days(rhythm)),
    )
}

/// From the day on which the stage rules call the silence fading: more own gaps than they bear.
fn win_back(programme: &Programme, facts: &Facts<'_>) -> Option<Due> {
    let standing = &facts.party.standing;
    let (last, rhythm) = standing.last_order_on.zip(standing.rhythm_days)?;
    let silence = (facts.rules.fading_silence * rhythm.max(1) as f64).floor() as i64 + 1;
    let on = shifted(last, silence)?;
    let why = Reason::new("care-why-win-back").with("day", day(last));
    following(
        programme,
        last.to_string(),
        on,
        shifted(on, programme.days)?,
        why.with("rhythm", Value::Days(rhythm)),
    )
}

/// A customer of value to whom machines wrote and no person spoke for so many days.
fn missing_person(programme: &Programme, facts: &Facts<'_>, from: NaiveDate) -> Option<Due> {
    let machine = facts.by_machine.filter(|_| facts.valued)?;
    let (key, since, why) = match facts.by_hand {
        Some(talk) if talk >= machine => return None,
        Some(talk) => (
            talk.to_string(),
            shifted(talk, programme.days)?,
            Reason::new("care-why-human").with("day", day(talk)),
        ),
        // Beyond what is looked back at: said again each quarter until somebody speaks.
        None => (
            format!("none-{}-{}", from.year(), from.month0() / 3 + 1),
            machine,
            Reason::new("care-why-human-never"),
        ),
    };
    following(programme, key, machine, since.max(from), why)
}
