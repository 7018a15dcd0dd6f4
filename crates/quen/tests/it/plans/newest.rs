//! The search looks through the newest documents of a kind by their own index, also right after very many of another kind came.

use quen_core::Noun;
use quen_store::Rows;
use quen_store::dialect::search;
use uuid::Uuid;

use super::{Dialect, Noting, Permission, Reading, Sql, Step, TestApp, explain, on_both, sql};

#[tokio::test]
async fn an_import_of_customers_does_not_stand_before_the_newest_orders() {
    on_both(|app: TestApp| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(Permission::PartiesWrite).await.unwrap();
        let made = |count: usize, word: &str| -> Vec<(Uuid, String)> {
            let all = (0..count).map(|n| (ctx.new_id(), format!(" {word} so {n}")));
            all.collect()
        };
        let orders = made(2_000, "don");
        search::put_new(&tx.rows, Noun::Orders, orders)
            .await
            .unwrap();
        let parties = made(3_000, "khach");
        search::put_new(&tx.rows, Noun::Parties, parties)
            .await
            .unwrap();
        tx.rows.execute(sql("ANALYZE")).await.unwrap();
        tx.commit().await.unwrap();
        let noting = Noting {
            reading: ctx.read(Permission::PartiesRead).unwrap(),
            seen: std::sync::Mutex::default(),
        };
        let words = ["don".to_owned(), "khongai".to_owned()];
        let found = search::newest(&noting, Noun::Orders, &words, None, 8).await;
        assert!(found.unwrap().is_empty());
        let seen = noting.seen.lock().unwrap().clone();
        assert!(!seen.is_empty());
        let reading = ctx.read(Permission::PartiesRead).unwrap();
        for q in seen {
            let (plan, passes) = match reading.dialect() {
                Dialect::Sqlite => (explain(&reading, &q).await, "INTEGER PRIMARY KEY"),
                Dialect::Postgres => (for_any_values(&reading, &q).await, "search_docs_pkey"),
            };
            let plan = plan.join("\n");
            let walks = plan.lines().any(|step| {
                step.contains(passes) && step.contains("search_docs") && !step.contains("rowid=?")
            });
            assert!(!walks, "{}\n{plan}", q.text());
        }
    })
    .await;
}

/// The plan that PostgreSQL makes for any values, as it does once a statement has been asked a few times.
async fn for_any_values(reading: &Reading, q: &Sql) -> Vec<String> {
    let q = (
        q.text().to_owned(),
        vec!["NULL"; q.params().len()].join(", "),
    );
    let generic = sql("SELECT set_config('plan_cache_mode', 'force_generic_plan', false)");
    reading.one::<(String,)>(generic).await.unwrap();
    let prepare = sql(format!("PREPARE asked AS {}", q.0));
    assert!(reading.all::<Step>(prepare).await.unwrap().is_empty());
    let plan = reading.all::<Step>(sql(format!("EXPLAIN EXECUTE asked ({})", q.1)));
    let plan = plan.await.unwrap().into_iter().map(|step| step.0).collect();
    reading.all::<Step>(sql("DEALLOCATE asked")).await.unwrap();
    plan
}
