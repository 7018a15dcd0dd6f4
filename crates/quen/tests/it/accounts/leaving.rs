//! Somebody with five thousand customers leaves: nobody waits for it, nothing is lost on the way, and it goes on where a
//! stop has cut it off.

use quen_core::{Permission, Role};
use quen_service::imports;
use quen_service::jobs::queue::{Outcome, Progress};
use quen_service::users;
use quen_testkit::{TestApp, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

const MANY: i64 = 5_000;

async fn id_of(app: &TestApp, name: &str) -> Uuid {
    app.ctx(name).await.actor.user_id
}

/// Customers of Duy's, from a file.
async fn customers(app: &TestApp) {
    let mut file = "Họ tên,Mã\n".to_owned();
    for n in 0..MANY {
        file.push_str(&format!("Khách số {n},K{n}\n"));
    }
    let source = || quen_documents::tables::Source::Bytes(file.clone().into_bytes().into());
    let kind = imports::kind("parties").unwrap();
    let seen = imports::inspect_file(source(), kind, Default::default(), false)
        .await
        .unwrap();
    let ctx = app.ctx("Duy").await;
    let report = imports::run_file(&ctx, "parties", "a.csv", source(), &seen.options(), false)
        .await
        .unwrap();
    assert_eq!(report.created, MANY);
}

#[tokio::test]
async fn five_thousand_customers_go_over_while_others_work() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        app.colleague("Duy", Role::Manager).await;
        for name in ["Lan", "Hà"] {
            app.colleague(name, Role::Member).await;
        }
        customers(&app).await;
        let ctx = app.ctx("Khôi").await;
        let (duy, lan, ha) = (
            id_of(&app, "Duy").await,
            id_of(&app, "Lan").await,
            id_of(&app, "Hà").await,
        );
        let told = users::remove(&ctx, duy, lan).await.unwrap();
        assert_eq!(told.parties, MANY);
        // Stopped in the middle, with a colleague writing beside it.
        let progress = Progress::default();
        let stop = progress.clone();
        let beside = tokio::spawn({
            let khoi = khoi.clone();
            async move {
                while stop.get().0 < MANY / 3 {
                    khoi.post("/api/v1/products", json!({ "name": "Rang vừa" }))
                        .await
                        .expect(201);
                }
                stop.stop();
            }
        });
        let ended = users::hand_over(&ctx, duy, lan, &progress).await.unwrap();
        assert_eq!(ended, Outcome::Stopped);
        beside.await.unwrap();
        let (left, _) = users_holdings(&ctx, duy).await;
        assert!(left > 0 && left < MANY, "{left}");
        // The heir leaves as well: what is still to come goes to the heir's heir.
        users::remove(&ctx, lan, ha).await.unwrap();
        app.work().await;
        assert_eq!(users_holdings(&ctx, duy).await, (0, 0));
        assert_eq!(users_holdings(&ctx, lan).await, (0, 0));
        assert_eq!(users_holdings(&ctx, ha).await, (MANY, 0));
        let jobs = khoi.get("/api/v1/jobs").await.expect(200);
        let states: Vec<&Value> = jobs["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|job| &job["state"])
            .collect();
        assert_eq!(states, [&json!("done"), &json!("done")]);
    })
    .await;
}

async fn users_holdings(ctx: &quen_service::Ctx, user: Uuid) -> (i64, i64) {
    let rows = ctx.read(Permission::UsersManage).unwrap();
    quen_store::accounts::colleagues::holdings(&rows, user)
        .await
        .unwrap()
}
