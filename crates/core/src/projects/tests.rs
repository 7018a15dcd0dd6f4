//! The rules of projects.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Project, STATES, Sums, moves, settle, transition};
use crate::{Currency, Error, Money};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_219_200, 0).unwrap()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn project(state: &str) -> Project {
    let mut project = Project::new(Uuid::from_u128(1), now());
    state.clone_into(&mut project.state);
    project
}

#[test]
fn a_project_goes_only_where_the_states_lead() {
    for from in STATES {
        for to in STATES {
            let moved = transition(&project(from), to, day(20), now());
            assert_eq!(moved.is_ok(), moves(from).contains(&to), "{from} to {to}");
            if let Ok((moved, event)) = moved {
                assert_eq!((moved.state.as_str(), moved.version), (to, 2));
                assert!(!event.verb.is_empty());
            }
        }
    }
    assert_eq!(
        transition(&project("planned"), "done", day(20), now()).unwrap_err(),
        Error::conflict("wrong-state")
    );
}

#[test]
fn days_follow_from_the_state() {
    let (begun, _) = transition(&project("planned"), "active", day(3), now()).unwrap();
    assert_eq!((begun.starts_on, begun.ended_on), (Some(day(3)), None));
    let (done, event) = transition(&begun, "done", day(9), now()).unwrap();
    assert_eq!((done.ended_on, event.verb), (Some(day(9)), "completed"));
    let (again, event) = transition(&done, "active", day(12), now()).unwrap();
    assert_eq!((again.ended_on, event.verb), (None, "reopened"));
    assert_eq!(again.starts_on, Some(day(3)), "the first day stays");
    let mut late = Project {
        due_on: Some(day(1)),
        ..project("active")
    };
    settle(None, &mut late, day(5), Currency::Vnd).unwrap();
    assert_eq!(
        late.starts_on,
        Some(day(1)),
        "never after the day it was due"
    );
    assert!(late.is_late(day(5)) && !done.is_late(day(30)));
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let refused = |project: &mut Project| {
        let Err(Error::Invalid(problems)) = settle(None, project, day(5), Currency::Vnd) else {
            panic!("accepted");
        };
        let told = problems.iter().map(|p| (p.field.to_string(), p.code));
        told.collect::<Vec<_>>()
    };
    let mut backwards = Project {
        starts_on: Some(day(9)),
        due_on: Some(day(8)),
        ..project("planned")
    };
    assert_eq!(
        refused(&mut backwards),
        [("due_on".to_owned(), "before-start")]
    );
    let mut poor = Project {
        budget: Some(Money::new(-1, Currency::Usd)),
        ..project("planned")
    };
    assert_eq!(
        refused(&mut poor),
        [
            ("budget".to_owned(), "negative"),
            ("budget".to_owned(), "other-currency")
        ]
    );
    let mut jump = project("done");
    let jumped = settle(Some(&project("planned")), &mut jump, day(5), Currency::Vnd);
    assert_eq!(jumped, Err(Error::invalid("state", "wrong-state")));
}

#[test]
fn shares_are_of_what_is_there() {
    let none = Sums::default();
    assert_eq!(
        (none.done_percent(), none.spent_percent(0), none.is_whole()),
        (None, None, false)
    );
    let some = Sums {
        orders: 2,
        revenue: 3_000_000,
        without_cost: 1,
        tasks: 3,
        done: 2,
        ..Sums::default()
    };
    assert_eq!(some.done_percent(), Some(66));
    assert_eq!(some.spent_percent(4_000_000), Some(75));
    assert!(!some.is_whole());
}
