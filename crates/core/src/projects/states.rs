//! How a project goes from state to state, and what must hold whenever one is written. It must never touch what belongs to a
//! project: an open task stays open when the project ends.

use chrono::{DateTime, NaiveDate, Utc};

use super::Project;
use crate::error::Problems;
use crate::kept::Kept;
use crate::{Currency, Error, Event, Problem, Result};

/// The states that a project can go to from `state`, the likely one first.
pub fn moves(state: &str) -> &'static [&'static str] {
    match state {
        "planned" => &["active", "cancelled"],
        "active" => &["done", "paused", "cancelled"],
        "paused" => &["active", "done", "cancelled"],
        "done" => &["active"],
        "cancelled" => &["planned", "active"],
        _ => &[],
    }
}

/// May a project go from one state to the other, or stay?
pub fn may_move(from: &str, to: &str) -> bool {
    from == to || moves(from).contains(&to)
}

/// Is a project in this state over?
pub(super) fn ends(state: &str) -> bool {
    matches!(state, "done" | "cancelled")
}

/// Checks the rules and keeps the days that follow from the state: one that begins without a day begins today, one that ends
/// ends today. `currency` is the workspace's; `before` is none for a new project.
///
/// # Errors
/// `wrong-state` at `state`; `before-start` at `due_on`; `negative` or `other-currency` at `budget`.
pub fn settle(
    before: Option<&Project>,
    project: &mut Project,
    today: NaiveDate,
    currency: Currency,
) -> Result<()> {
    let mut problems = Problems::default();
    if before.is_some_and(|before| !may_move(&before.state, &project.state)) {
        problems.push(Problem::new("state", "wrong-state"));
    }
    if let Some(budget) = project.budget {
        if budget.amount < 0 {
            problems.push(Problem::new("budget", "negative"));
        }
        if budget.currency != currency {
            problems
                .push(Problem::new("budget", "other-currency").with("currency", currency.code()));
        }
    }
    let days = project.starts_on.zip(project.due_on);
    if days.is_some_and(|(start, due)| due < start) {
        problems.push(Problem::new("due_on", "before-start"));
    }
    problems.finish()?;
    follow(project, today);
    Ok(())
}

/// The days that follow from the state.
fn follow(project: &mut Project, today: NaiveDate) {
    if project.state == "active" && project.starts_on.is_none() {
        let due = project.due_on.unwrap_or(today);
        project.starts_on = Some(today.min(due));
    }
    project.ended_on = ends(&project.state).then(|| project.ended_on.unwrap_or(today));
}

/// Moves a project to another state.
///
/// # Errors
/// `wrong-state` when it cannot go there from where it is.
pub fn transition(
    project: &Project,
    to: &str,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(Project, Event)> {
    let target = moves(&project.state).iter().find(|state| **state == to);
    let verb = match (target, ends(&project.state)) {
        (None, _) => return Err(Error::conflict("wrong-state")),
        (Some(_), true) => "reopened",
        (Some(&"active"), false) => "started",
        (Some(&"paused"), false) => "paused",
        (Some(&"cancelled"), false) => "cancelled",
        (Some(_), false) => "completed",
    };
    let mut moved = Project {
        state: to.to_owned(),
        ended_on: None,
        ..project.clone()
    };
    follow(&mut moved, today);
    moved.touch(now);
    let event = moved
        .event(verb)
        .with("from", project.state.as_str())
        .with("to", to);
    Ok((moved, event))
}
