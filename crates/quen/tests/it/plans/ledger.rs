//! Value ledgers, moves between stages and projects: the plans of what they ask. Nothing else is asked here.

use chrono::TimeDelta;
use quen_store::{benefits, interactions, ledger, orders, payments, privacy, projects, tasks};
use quen_testkit::monday_morning;
use serde_json::json;
use uuid::Uuid;

use super::Check;

/// What a ledger is made of, and the list of what was written down by hand.
pub(super) async fn of_ledger(check: &mut Check, party: Uuid) {
    for sort in ["", "happened_on", "-happened_on"] {
        check.list::<benefits::Benefits>(sort, None).await;
    }
    for sort in ["", "paid_on", "-paid_on", "amount", "-amount"] {
        check.list::<payments::Payments>(sort, None).await;
    }
    let owed = json!({ "field": "owed", "op": "gt", "value": 0 });
    check.list::<orders::Orders>("-owed", Some(owed)).await;
    check
        .run(
            "ledger: what was paid and what is owed",
            false,
            |r| async move {
                payments::of_order(&*r, party).await?;
                payments::owed_of_party(&*r, party, monday_morning().date_naive()).await
            },
        )
        .await;
    check
        .run("breaches of a party", false, |r| async move {
            privacy::of_touched(&*r, party).await?;
            privacy::breach(&*r, party).await?;
            privacy::kept_people(&*r, 100_001).await
        })
        .await;
    check
        .run("ledger: orders", false, |r| async move {
            ledger::sold(&*r, party, 50).await?;
            ledger::paid_back(&*r, party, 50).await
        })
        .await;
    check
        .run("ledger: talks", false, |r| async move {
            ledger::served(&*r, party, 50).await?;
            ledger::complaints(&*r, party).await
        })
        .await;
    check
        .run("ledger: the rest", false, |r| async move {
            ledger::kept(&*r, party, 50).await?;
            ledger::referred(&*r, party, 50).await?;
            ledger::told(&*r, party, 50).await?;
            benefits::of_party(&*r, party, 50).await
        })
        .await;
}

/// The walk over histories, and who moved in a month.
pub(super) async fn of_flow(check: &mut Check, party: Uuid) {
    use quen_store::relationships::flow;
    check
        .run("flow: steps", true, |r| async move {
            flow::steps(&*r, None, 50).await?;
            flow::steps(&*r, Some((party, monday_morning(), party)), 50).await
        })
        .await;
    let (from, until) = (
        monday_morning().date_naive() - TimeDelta::days(30),
        monday_morning().date_naive(),
    );
    check
        .run("flow: who moved", false, |r| async move {
            flow::movers(&*r, (from, until), None, 50).await
        })
        .await;
}

/// The lists of projects, and what belongs to one; a party's id does for a project's.
pub(super) async fn of_projects(check: &mut Check, project: Uuid) {
    let own = || Some(json!({ "field": "project_id", "op": "eq", "value": project }));
    for sort in ["", "due_on", "-due_on"] {
        check.list::<projects::Projects>(sort, None).await;
    }
    let state = json!({ "field": "state", "op": "eq", "value": "done" });
    check.list::<projects::Projects>("", Some(state)).await;
    check.list::<tasks::Tasks>("", own()).await;
    check.list::<orders::Orders>("", own()).await;
    check.list::<interactions::Interactions>("", own()).await;
    check
        .run("projects of a party", true, |r| async move {
            projects::of_party(&*r, project, 50).await
        })
        .await;
    check
        .run("sums of a project", false, |r| async move {
            projects::sums(&*r, project).await
        })
        .await;
    check
        .run("open work of a project", false, |r| async move {
            tasks::open_of_project(&*r, project, 50).await
        })
        .await;
    check
        .run("story of a project", false, |r| async move {
            quen_store::timeline::of_project::<tasks::Tasks>(&*r, project, "t.done_at", 50).await?;
            quen_store::timeline::of_project::<orders::Orders>(&*r, project, "t.ordered_at", 50)
                .await
        })
        .await;
}
