//! What comes back every day. New daily work is one line here and one in the kinds. Each waits in the queue for its
//! next hour, so that a server that was off at that hour catches up when it starts.

use chrono::{DateTime, Duration, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use quen_core::Result;
use quen_service::jobs::{Job, queue};
use quen_service::{App, analytics, bins, care, duplicates, facts, fields, files, quality};

/// Daily work.
struct Daily {
    /// Kind of work.
    kind: &'static str,
    /// Hour of the day at the shop, 0 to 23.
    hour: u32,
    /// For each workspace by itself; else once for the program, by Vietnamese time.
    each_workspace: bool,
}

const DAILY: &[Daily] = &[
    Daily {
        kind: analytics::FIT,
        hour: 4,
        each_workspace: true,
    },
    Daily {
        kind: care::PLAN,
        hour: 5,
        each_workspace: true,
    },
    Daily {
        kind: fields::DAILY,
        hour: 1,
        each_workspace: true,
    },
    Daily {
        kind: duplicates::SCAN,
        hour: 2,
        each_workspace: true,
    },
    Daily {
        kind: facts::REFRESH,
        hour: 5,
        each_workspace: true,
    },
    Daily {
        kind: "notifications.daily",
        hour: 8,
        each_workspace: true,
    },
    Daily {
        kind: bins::EMPTY,
        hour: 2,
        each_workspace: true,
    },
    Daily {
        kind: "upkeep.program",
        hour: 3,
        each_workspace: false,
    },
    Daily {
        kind: "upkeep.workspace",
        hour: 3,
        each_workspace: true,
    },
];

/// What is looked at again and again, in each workspace: kind of work and minutes between two looks.
const OFTEN: &[(&str, i64)] = &[
    (care::ACT, 10),
    (duplicates::CHECK, 5),
    (fields::DUE, 10),
    (files::READ, 10),
    (quality::REFRESH, 10),
];

/// Asks for whatever does not wait yet.
pub async fn ask(app: &App) -> Result<()> {
    let now = app.clock.now();
    let workspaces = queue::workspaces(app).await?;
    for (kind, minutes) in OFTEN {
        for (id, _) in &workspaces {
            let job = Job::new(kind)
                .unique(format!("often:{kind}:{id}"))
                .at(now + Duration::minutes(*minutes));
            queue::keep_asking(app, Some(*id), &job).await?;
        }
    }
    for daily in DAILY {
        if daily.each_workspace {
            for (id, settings) in &workspaces {
                let job = Job::new(daily.kind)
                    .unique(format!("daily:{}:{id}", daily.kind))
                    .at(next(now, settings.zone(), daily.hour));
                queue::keep_asking(app, Some(*id), &job).await?;
            }
        } else {
            let job = Job::new(daily.kind)
                .unique(format!("daily:{}", daily.kind))
                .at(next(now, Tz::Asia__Ho_Chi_Minh, daily.hour));
            queue::keep_asking(app, None, &job).await?;
        }
    }
    Ok(())
}

/// Work that a start of the program leaves to be done at once: a new version may count what the old one did not.
///
/// # Errors
/// A broken database.
pub async fn begin(app: &App) -> Result<()> {
    for (id, _) in queue::workspaces(app).await? {
        let job = Job::new(quality::REFRESH).unique(format!("start:{}:{id}", quality::REFRESH));
        queue::keep_asking(app, Some(id), &job).await?;
    }
    Ok(())
}

/// The next time after `now` that the shop's clock shows this hour. An hour that a change to summer time leaves out
/// comes one later.
fn next(now: DateTime<Utc>, zone: Tz, hour: u32) -> DateTime<Utc> {
    let today = now.with_timezone(&zone).date_naive();
    let clock = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let at = |days: i64| {
        let local = (today + Duration::days(days)).and_time(clock);
        let found = zone.from_local_datetime(&local).earliest();
        found.or_else(|| {
            zone.from_local_datetime(&(local + Duration::hours(1)))
                .earliest()
        })
    };
    let instants = [at(0), at(1), at(2)];
    let coming = instants
        .into_iter()
        .flatten()
        .map(|local| local.with_timezone(&Utc))
        .find(|at| *at > now);
    coming.unwrap_or(now + Duration::days(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_three_o_clock_is_the_shops() {
        let now: DateTime<Utc> = "2026-03-02T19:30:00Z".parse().unwrap();
        assert_eq!(
            next(now, Tz::Asia__Ho_Chi_Minh, 3),
            "2026-03-02T20:00:00Z".parse::<DateTime<Utc>>().unwrap()
        );
        assert_eq!(
            next(now, Tz::Asia__Ho_Chi_Minh, 2),
            "2026-03-03T19:00:00Z".parse::<DateTime<Utc>>().unwrap()
        );
    }

    #[test]
    fn everything_that_comes_back_has_its_kind() {
        let kinds = crate::all();
        let often = OFTEN.iter().map(|(kind, _)| *kind);
        for word in DAILY.iter().map(|daily| daily.kind).chain(often) {
            assert!(kinds.iter().any(|kind| kind.word == word), "{word}");
        }
    }
}
