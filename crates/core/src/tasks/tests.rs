//! Rules of tasks.

use super::*;

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, n).unwrap()
}

fn task(due: u32) -> Task {
    let mut task = Task::new(Uuid::from_u128(1), DateTime::UNIX_EPOCH);
    task.title = "Gọi hỏi thăm chị Ngọc".into();
    task.due_on = Some(day(due));
    task
}

#[test]
fn due_today_is_due_and_not_overdue() {
    assert!(task(21).is_due(day(21)) && !task(21).is_overdue(day(21)));
    assert!(task(20).is_overdue(day(21)));
    assert!(!task(22).is_due(day(21)));
    assert!(
        !Task {
            due_on: None,
            ..task(1)
        }
        .is_due(day(21))
    );
}

#[test]
fn done_once_and_open_again_once() {
    let me = Uuid::from_u128(7);
    let (done, event) = complete(&task(20), me, DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(
        (event.name().as_str(), done.version, done.done_by),
        ("tasks.completed", 2, Some(me))
    );
    assert!(!done.is_overdue(day(21)), "what is done is never late");
    assert_eq!(
        complete(&done, me, DateTime::UNIX_EPOCH)
            .unwrap_err()
            .code(),
        "task-done"
    );
    let (open, event) = reopen(&done, DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(event.name(), "tasks.reopened");
    assert!(open.is_open() && open.done_by.is_none());
    assert_eq!(
        reopen(&open, DateTime::UNIX_EPOCH).unwrap_err().code(),
        "task-open"
    );
}

#[test]
fn snoozing_goes_forward_and_not_for_ever() {
    let now = DateTime::UNIX_EPOCH;
    let (later, event) = snooze(&task(20), day(25), day(21), now).unwrap();
    assert_eq!(
        (later.due_on, event.name().as_str()),
        (Some(day(25)), "tasks.snoozed")
    );
    assert!(snooze(&task(20), day(21), day(21), now).is_err());
    assert!(snooze(&task(20), NaiveDate::MAX, day(21), now).is_err());
    let (done, _) = complete(&task(20), Uuid::nil(), now).unwrap();
    assert_eq!(
        snooze(&done, day(25), day(21), now).unwrap_err().code(),
        "task-done"
    );
}
