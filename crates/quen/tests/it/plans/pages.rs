//! What the page of a customer asks.

use quen_store::{interactions, links, metrics, orders, relationships, tasks, timeline};
use quen_testkit::monday_morning;
use uuid::Uuid;

use super::{Check, promised};

pub(super) async fn pages(check: &mut Check, party: Uuid) {
    story(check, party).await;
    beside(check, party).await;
    talks_and_orders(check, party).await;
}

/// The timeline, from its beginning and from a place on.
async fn story(check: &mut Check, party: Uuid) {
    for before in [None, Some((monday_morning(), party))] {
        check
            .run("timeline: interactions", true, |r| async move {
                timeline::interactions(&*r, party, before, 51).await
            })
            .await;
        check
            .run("timeline: orders", true, |r| async move {
                timeline::orders(&*r, party, before, 51).await
            })
            .await;
        check
            .run("timeline: orders placed", true, |r| async move {
                timeline::orders_placed(&*r, party, before, 51).await
            })
            .await;
        check
            .run("timeline: tasks", true, |r| async move {
                timeline::tasks_done(&*r, party, before, 51).await
            })
            .await;
        check
            .run("timeline: events", true, |r| async move {
                timeline::events(&*r, party, quen_core::Noun::Promises, None, before, 51).await
            })
            .await;
        check
            .run("timeline: stages", true, |r| async move {
                relationships::history(&*r, party, before, 51).await
            })
            .await;
    }
}

/// What stands beside the timeline.
async fn beside(check: &mut Check, party: Uuid) {
    check
        .run("open work", false, |r| async move {
            tasks::open_of_party(&*r, party, 50).await
        })
        .await;
    promised(check, party).await;
    check
        .run("links", false, |r| async move {
            links::of_party(&*r, party, 50).await
        })
        .await;
    check
        .run("relationships of a party", false, |r| async move {
            relationships::of_party(&*r, party).await
        })
        .await;
    check
        .run("figures", false, |r| async move {
            metrics::find(&*r, party).await
        })
        .await;
    check
        .run(
            "days",
            true,
            |r| async move { metrics::days(&*r, party).await },
        )
        .await;
    check
        .run("customers in turn", true, |r| async move {
            metrics::customers_after(&*r, party, 100).await
        })
        .await;
}

/// What an act asks about the talks and orders of a party.
async fn talks_and_orders(check: &mut Check, party: Uuid) {
    check
        .run("talks", false, |r| async move {
            interactions::talks(&*r, party).await
        })
        .await;
    check
        .run("waiting of a party", true, |r| async move {
            interactions::waiting(&*r, party, monday_morning(), 50).await
        })
        .await;
    check
        .run("later episodes", true, |r| async move {
            interactions::since(&*r, party, monday_morning(), 50).await
        })
        .await;
    check
        .run("outcomes", true, |r| async move {
            interactions::last_outcomes(&*r, party, 2).await
        })
        .await;
    check
        .run("bought", false, |r| async move {
            orders::bought(&*r, party, monday_morning().date_naive()).await
        })
        .await;
    check
        .run("order by number", false, |r| async move {
            orders::by_number(&*r, "7").await
        })
        .await;
    check
        .run("keys of many", false, |r| async move {
            let values: Vec<String> = (0..40).map(|n| format!("+84905{n:06}")).collect();
            quen_store::parties::keys_of_many(&*r, "phone", &values).await
        })
        .await;
    check
        .run("same names", false, |r| async move {
            let names: Vec<String> = (0..40).map(|n| format!("Khách {n}")).collect();
            quen_store::parties::same_names(&*r, &names).await
        })
        .await;
    check
        .run("organisations", false, |r| async move {
            quen_store::parties::organizations(&*r, &[party; 30]).await
        })
        .await;
    check
        .run("next tasks", false, |r| async move {
            quen_store::parties::next_tasks(&*r, &[party; 30]).await
        })
        .await;
    check
        .run("orders of a party", false, |r| async move {
            orders::of_party(&*r, party).await
        })
        .await;
    check
        .run("episodes of a party", false, |r| async move {
            interactions::of_party(&*r, party).await
        })
        .await;
    check
        .run("refunds", false, |r| async move {
            orders::refunds(&*r, party).await
        })
        .await;
}
