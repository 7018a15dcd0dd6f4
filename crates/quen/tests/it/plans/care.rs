//! What the plan of care and its pages ask.

use chrono::TimeDelta;
use quen_core::care::{Programme, Touch};
use quen_core::reasons::Reason;
use quen_core::{Door, Noun, Permission, dates};
use quen_service::Ctx;
use quen_store::care as rows;
use quen_store::db::sql;
use quen_store::{metrics, orders, privacy, timeline};
use quen_testkit::monday_morning;
use uuid::Uuid;

use super::Check;

const PROGRAMME: Uuid = Uuid::from_u128(77);

/// A touch for each of some hundred customers: some wait, some have ended.
pub(super) async fn fill(ctx: &Ctx) {
    let tx = ctx.write(Permission::PartiesWrite).await.unwrap();
    let programme = Programme {
        name: "x".to_owned(),
        ..Programme::new(PROGRAMME, "birthday", monday_morning())
    };
    rows::insert_programme(&tx.rows, &programme).await.unwrap();
    let parties = rows::customers_after(&tx.rows, Uuid::nil(), 600).await;
    for (party, n) in parties.unwrap().iter().zip(0_i64..) {
        let at = monday_morning() - TimeDelta::hours(n);
        let waits = n % 2 == 0;
        let touch = Touch {
            id: ctx.new_id(),
            programme_id: PROGRAMME,
            party_id: party.id,
            key: "first".to_owned(),
            occasion_on: at.date_naive(),
            due_at: at,
            until: at.date_naive(),
            state: if waits { "waiting" } else { "refused" }.to_owned(),
            channel: "email".to_owned(),
            why: Reason::new("x"),
            reasons: Vec::new(),
            task_id: None,
            interaction_id: None,
            settled_at: (!waits).then_some(at),
            created_at: at,
        };
        rows::insert(&tx.rows, &touch).await.unwrap();
    }
    tx.rows.execute(sql("ANALYZE")).await.unwrap();
    tx.commit().await.unwrap();
}

pub(super) async fn care(check: &mut Check, party: Uuid) {
    let (now, since) = (monday_morning(), monday_morning() - TimeDelta::days(30));
    let point = Some((since, party));
    check
        .run("care: coming", true, |r| async move {
            rows::coming(&*r, now, point, 50).await
        })
        .await;
    check
        .run("care: settled", true, |r| async move {
            rows::settled(&*r, point, None, 50).await
        })
        .await;
    check
        .run("care: due", true, |r| async move {
            rows::due(&*r, now, 50).await
        })
        .await;
    check
        .run("care: stuck", true, |r| async move {
            rows::stuck(&*r, since, 50).await
        })
        .await;
    check
        .run("care: passed", true, |r| async move {
            rows::passed(&*r, dates::from_number(20_000).unwrap(), 50).await
        })
        .await;
    check
        .run("care: of parties", false, |r| async move {
            rows::unsettled_of(&*r, &[party, PROGRAMME]).await
        })
        .await;
    check
        .run("care: tallies", false, |r| async move {
            rows::tallies(&*r, since).await
        })
        .await;
    check
        .run("care: proposed", false, |r| async move {
            rows::proposed_since(&*r, PROGRAMME, since).await
        })
        .await;
    check
        .run("care: of a task", false, |r| async move {
            rows::of_task(&*r, party).await
        })
        .await;
    material(check, party).await;
    delivered(check, party).await;
}

/// What the account of what was expected asks.
async fn delivered(check: &mut Check, party: Uuid) {
    let since = monday_morning() - TimeDelta::days(90);
    let (from, today) = (since.date_naive(), monday_morning().date_naive());
    check
        .run("care: days of the house", false, |r| async move {
            orders::kept_of_house(&*r, from, today).await
        })
        .await;
    check
        .run("care: days of a party", false, |r| async move {
            orders::kept_of_party(&*r, party, today).await
        })
        .await;
    check
        .run("care: clocks of requests", false, |r| async move {
            privacy::clocks(&*r, since).await
        })
        .await;
    check
        .run("timeline: own doings", true, |r| async move {
            timeline::events(&*r, party, Noun::Facts, Some(Door::Portal), None, 51).await
        })
        .await;
}

async fn material(check: &mut Check, party: Uuid) {
    let since = monday_morning() - TimeDelta::days(30);
    check
        .run("care: customers", true, |r| async move {
            rows::customers_after(&*r, party, 200).await
        })
        .await;
    check
        .run("care: zones", false, |r| async move {
            rows::zones(&*r, &[party, PROGRAMME]).await
        })
        .await;
    check
        .run("care: episodes", true, |r| async move {
            rows::episodes_after(&*r, (since, party), 2_000).await
        })
        .await;
    check
        .run("care: first purchases", true, |r| async move {
            rows::first_purchases(&*r, party, since).await
        })
        .await;
    check
        .run("care: the top fifth", false, |r| async move {
            rows::top_fifth(&*r).await
        })
        .await;
    check
        .run("care: shares", false, |r| async move {
            rows::shares(&*r).await?;
            metrics::base(&*r).await
        })
        .await;
}
