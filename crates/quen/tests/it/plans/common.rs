//! What every kind is asked by the common pages: its list as it begins, what finds a row of a file again, what hangs on a record.

use quen_core::kinds::CustomRecord;
use quen_core::{Currency, Noun, benefits, payments, projects, promises, tasks};
use quen_store::{hanging, kinds, records};
use quen_testkit::monday_morning;
use serde_json::json;
use uuid::Uuid;

use super::Check;

pub(super) async fn common(check: &mut Check, party: Uuid) {
    begun(check).await;
    same(check, party).await;
    for noun in [
        Noun::Projects,
        Noun::Products,
        Noun::Orders,
        Noun::Interactions,
        Noun::Facts,
    ] {
        let name = format!("what hangs on {}", noun.plural());
        check
            .run(&name, false, |r| async move {
                hanging::of(&*r, noun, party, Some(party)).await
            })
            .await;
    }
    check
        .run("what refers to a record", false, |r| async move {
            hanging::referring(&*r, party, party).await
        })
        .await;
    for (name, word) in [
        ("binned projects", "projects"),
        ("binned benefits", "benefits"),
        ("binned payments", "payments"),
    ] {
        check
            .run(name, true, |r| async move {
                match word {
                    "projects" => quen_store::bins::list::<quen_store::projects::Projects>(
                        &*r, None, None, 50,
                    )
                    .await
                    .map(drop),
                    "payments" => quen_store::bins::list::<quen_store::payments::Payments>(
                        &*r, None, None, 50,
                    )
                    .await
                    .map(drop),
                    _ => quen_store::bins::list::<quen_store::benefits::Benefits>(
                        &*r, None, None, 50,
                    )
                    .await
                    .map(drop),
                }
            })
            .await;
    }
}

/// Lists as they are when nobody has arranged them.
async fn begun(check: &mut Check) {
    let open = json!({ "all": [{ "field": "settled_at", "op": "empty" }] });
    check
        .list::<quen_store::promises::Promises>("due_on", Some(open))
        .await;
    let under_way = json!({ "all": [{ "field": "state", "op": "in", "value": ["planned", "active", "paused"] }] });
    check
        .list::<quen_store::projects::Projects>("", Some(under_way))
        .await;
    let holds = json!({ "all": [{ "field": "state", "op": "in", "value": ["current"] }] });
    check
        .list::<quen_store::facts::Facts>("", Some(holds))
        .await;
    check.list::<quen_store::benefits::Benefits>("", None).await;
}

/// The record that a row of a file means.
async fn same(check: &mut Check, party: Uuid) {
    let (id, now) = (Uuid::from_u128(1), monday_morning());
    let day = now.date_naive();
    let mut own = CustomRecord::new(id, "trips", now);
    check
        .run("the same record of an own kind", true, |r| {
            let own = own.clone();
            async move { records::same::<kinds::Records>(&*r, &own).await }
        })
        .await;
    own.party_id = Some(party);
    check
        .run("the same record of a customer", true, |r| async move {
            records::same::<kinds::Records>(&*r, &own).await
        })
        .await;
    let mut project = projects::Project::new(id, now);
    project.party_id = party;
    check
        .run("the same project", true, |r| async move {
            records::same::<quen_store::projects::Projects>(&*r, &project).await
        })
        .await;
    let mut promise = promises::Promise::new(id, now);
    promise.party_id = party;
    // Few hang on one customer: they are put in order behind their index.
    check
        .run("the same promise", false, |r| async move {
            records::same::<quen_store::promises::Promises>(&*r, &promise).await
        })
        .await;
    let mut benefit = benefits::Benefit::new(id, day, now);
    benefit.party_id = party;
    check
        .run("the same benefit", false, |r| async move {
            records::same::<quen_store::benefits::Benefits>(&*r, &benefit).await
        })
        .await;
    let mut payment = payments::Payment::new(id, Currency::Vnd, day, now);
    payment.order_id = party;
    check
        .run("the same payment", false, |r| async move {
            records::same::<quen_store::payments::Payments>(&*r, &payment).await
        })
        .await;
    for (party_id, due_on) in [(Some(party), None), (None, Some(day)), (None, None)] {
        let mut task = tasks::Task::new(id, now);
        (task.party_id, task.due_on) = (party_id, due_on);
        check
            .run("the same task", false, |r| async move {
                records::same::<quen_store::tasks::Tasks>(&*r, &task).await
            })
            .await;
    }
}
