//! From a figure to work: one task for each customer behind it. Never more than [`MOST_TASKS`] at once, and never a second one
//! with the same words for a customer who has it open.

use chrono::NaiveDate;
use quen_core::analytics::Target;
use quen_core::fields::{Condition, FieldValue, ListQuery, Sort};
use quen_core::parties::Party;
use quen_core::{Error, Permission, Result};
use quen_store::tasks::open_of_party;

use super::conditions;
use crate::Ctx;
use crate::parties::Parties;
use crate::records::{self, Kind};
use crate::tasks::Tasks;

/// Tasks made at once at most.
pub const MOST_TASKS: usize = 200;
/// Tasks written in one transaction.
const WRITTEN: usize = 25;
/// Open tasks of a customer looked at.
const OPEN: i64 = 50;

/// What to make.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTasks {
    /// For whom.
    pub target: Target,
    /// The words of each task.
    pub title: String,
    /// By which day.
    pub due_on: Option<NaiveDate>,
}

/// Makes a task for each customer behind a figure, those with the most spend first. Each goes to the colleague in charge of the
/// customer, else to the actor. Answers how many were made.
///
/// # Errors
/// `forbidden`, `not-found`, `required` or `too-long` at `title`.
pub async fn make_tasks(ctx: &Ctx, new: &NewTasks) -> Result<u64> {
    ctx.actor.may(Permission::TasksWrite)?;
    if new.title.trim().is_empty() {
        return Err(Error::invalid("title", "required"));
    }
    let mut made = 0;
    for part in customers(ctx, new.target).await?.chunks(WRITTEN) {
        let mut tx = ctx.write(Permission::TasksWrite).await?;
        for party in part {
            let open = open_of_party(&tx.rows, party.id, OPEN).await?;
            if open.iter().any(|task| task.title == new.title.trim()) {
                continue;
            }
            records::note_in::<Tasks>(&mut tx, values(ctx, new, party)).await?;
            made += 1;
        }
        tx.commit().await?;
    }
    Ok(made)
}

async fn customers(ctx: &Ctx, target: Target) -> Result<Vec<Party>> {
    let filter = Condition::parse(&Parties::catalogue(ctx), &conditions(ctx, target).await?)?;
    let sort = vec![Sort {
        field: "spend".to_owned(),
        descending: true,
    }];
    let query = ListQuery {
        filter: Some(filter),
        sort,
        limit: MOST_TASKS,
        ..ListQuery::default()
    };
    Ok(records::list::<Parties>(ctx, &query).await?.rows)
}

fn values(ctx: &Ctx, new: &NewTasks, party: &Party) -> records::Values {
    let mut values = vec![
        (
            "title".to_owned(),
            FieldValue::Text(new.title.trim().to_owned()),
        ),
        ("kind".to_owned(), FieldValue::Text("call".to_owned())),
        ("party_id".to_owned(), FieldValue::Id(party.id)),
        (
            "assignee_id".to_owned(),
            FieldValue::Id(party.owner_id.unwrap_or(ctx.actor.user_id)),
        ),
    ];
    values.extend(
        new.due_on
            .map(|day| ("due_on".to_owned(), FieldValue::Day(day))),
    );
    values
}
