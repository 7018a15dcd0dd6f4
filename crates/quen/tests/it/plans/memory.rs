//! What is asked of facts, each explained.

use quen_store::facts;
use serde_json::json;
use uuid::Uuid;

use super::{Check, of_party};

/// What is asked of facts.
pub(super) async fn check(check: &mut Check, party: Uuid) {
    for sort in ["", "-created_at"] {
        check.list::<facts::Facts>(sort, None).await;
    }
    check.list::<facts::Facts>("", of_party(party)).await;
    let delivery = json!({ "field": "topic", "op": "eq", "value": "delivery" });
    check.list::<facts::Facts>("", Some(delivery)).await;
    check
        .run("facts of a party", false, |r| async move {
            facts::of_party(&*r, party).await
        })
        .await;
    check
        .run("facts: what a page needs", false, |r| async move {
            facts::sketches(&*r, party).await?;
            facts::disputed(&*r, party).await?;
            facts::noted(&*r, party, &["cold brew".to_owned()]).await
        })
        .await;
    check
        .run("what holds of parties", false, |r| async move {
            facts::known_of(&*r, &[party]).await
        })
        .await;
    for after in [None, Some(("cold brew 12", party))] {
        check
            .run("who likes", true, |r| async move {
                facts::who(&*r, "cold brew", None, after, 51).await
            })
            .await;
    }
    check
        .run("never used", true, |r| async move {
            facts::never_used(&*r, party, 51).await
        })
        .await;
    check
        .run("uses of a record", false, |r| async move {
            facts::uses_of_record(&*r, party).await
        })
        .await;
    check
        .run("uses of a fact", true, |r| async move {
            facts::uses_of_fact(&*r, party, 20).await
        })
        .await;
    check
        .run("learning", false, |r| async move {
            facts::learning_of(&*r, party).await
        })
        .await;
    check
        .run("learning by month", true, |r| async move {
            facts::months_of(&*r, party, 12).await
        })
        .await;
    check
        .run("asides", false, |r| async move {
            facts::asides(&*r, &[party]).await
        })
        .await;
    check
        .run("parties to be looked at", true, |r| async move {
            facts::customers_after(&*r, party, 100).await
        })
        .await;
    check
        .run("habits due", true, |r| async move {
            facts::habits_due(&*r, party, 100).await
        })
        .await;
    let me = check.ctx.actor.user_id;
    for owner in [None, Some(me)] {
        check
            .run("questions of today", true, |r| async move {
                facts::asked_next(&*r, owner, 3).await
            })
            .await;
        check
            .run("occasions", false, |r| async move {
                facts::occasions(&*r, &[312, 10_505], owner, 300).await
            })
            .await;
    }
}
