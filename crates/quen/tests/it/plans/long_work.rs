//! What jobs and imports ask: bins, what hangs on a party, the rows of an import.

use chrono::TimeDelta;
use quen_service::bins::NOUNS;
use quen_store::{bins, imports, interactions};
use quen_testkit::monday_morning;
use uuid::Uuid;

use super::Check;

pub(super) async fn long_work(check: &mut Check, party: Uuid) {
    let before = monday_morning() - TimeDelta::days(30);
    for noun in NOUNS {
        check
            .run("bin", true, |r| async move {
                bins::due(&*r, noun, before, 100).await
            })
            .await;
    }
    check
        .run("what hangs on a party", false, |r| async move {
            bins::hanging(&*r, Uuid::from_u128(1), true, 100).await
        })
        .await;
    check
        .run("orders that count", false, |r| async move {
            bins::has_orders(&*r, party).await
        })
        .await;
    check
        .run("answered at", true, |r| async move {
            interactions::answered_at(&*r, party, before, 200).await
        })
        .await;
    check
        .run("rows of an import", true, |r| async move {
            imports::outcomes(&*r, party, 0, 50).await
        })
        .await;
    check
        .run("mapping", false, |r| async move {
            imports::mappings::find(&*r, "parties", "x").await
        })
        .await;
}
