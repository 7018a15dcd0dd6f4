//! "Who likes …" over five facts a party: the act, and beside it the same statement sent bare. Run with
//! `QUEN_BENCH_SCALE=1m cargo bench -p quen-bench --bench facts`; PostgreSQL too when `QUEN_TEST_POSTGRES` is set.

use std::process::ExitCode;
use std::time::Duration;

use quen_bench::Outcome;
use quen_bench::settings;
use quen_bench::stage::Stage;
use quen_bench::waits::Waits;
use quen_core::Permission;
use quen_core::facts::Fact;
use quen_service::facts;
use quen_store::db::{DbError, FromRow, Queries, Row, Scalar, sql};
use quen_store::facts::Facts;
use quen_store::parties::compared_after;
use quen_store::records::insert_many;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

/// Facts of a party.
const EACH: usize = 5;
/// Parties whose facts go in one transaction.
const TOGETHER: i64 = 200;
/// Questions of each kind.
const TURNS: usize = 500;
/// What 99 of 100 answers may take.
const LIMIT: Duration = Duration::from_millis(100);
/// What is liked, from common to rare; the last ones by few.
const LIKED: [&str; 12] = [
    "rang vừa",
    "rang đậm",
    "cold brew",
    "Cầu Đất",
    "ít ngọt",
    "giao buổi sáng",
    "sau 14 giờ",
    "túi giấy",
    "hóa đơn điện tử",
    "trả qua VietQR",
    "Khe Sanh",
    "bạc xỉu không đá",
];
const TOPICS: [&str; 4] = ["product", "dislikes", "time", "packaging"];

fn main() -> ExitCode {
    settings::on_each(async |name, stage| {
        println!("{name}: {} facts", fill(stage).await?);
        measure(name, stage).await
    })
}

/// Writes the facts through the product's own rows, search documents and all; answers how many there are.
async fn fill(stage: &Stage) -> Outcome<i64> {
    let ctx = &stage.ctx;
    let reading = ctx.read(Permission::PartiesRead)?;
    // A run on the kept set itself finds those of the run before, and those of one customer that another bench wrote.
    let known = written(stage).await?;
    let reader = stage.app.db.read(stage.ctx.actor.workspace_id);
    let Scalar(parties) = reader.one(sql("SELECT count(*) FROM parties")).await?;
    if known >= parties {
        return Ok(known);
    }
    let mut rng = ChaCha8Rng::seed_from_u64(41);
    let mut after = Uuid::nil();
    loop {
        let page = compared_after(&reading, after, TOGETHER).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        let made = page.iter().flat_map(|party| (0..EACH).map(|_| party.id));
        let made: Vec<Fact> = made.map(|party| fact(stage, party, &mut rng)).collect();
        let tx = ctx.write(Permission::PartiesWrite).await?;
        insert_many::<Facts>(&tx.rows, &made).await?;
        tx.commit_quietly().await?;
    }
    let writer = stage.app.db.write_at_length(Uuid::nil());
    writer.execute(sql("ANALYZE")).await?;
    writer.commit().await?;
    written(stage).await
}

async fn written(stage: &Stage) -> Outcome<i64> {
    let reader = stage.app.db.read(stage.ctx.actor.workspace_id);
    let Scalar(count) = reader.one(sql("SELECT count(*) FROM facts")).await?;
    Ok(count)
}

fn fact(stage: &Stage, party: Uuid, rng: &mut ChaCha8Rng) -> Fact {
    // The square leans to the beginning of the list: what comes first is liked by a sixth, what comes last by one of 200.
    let share: f64 = rng.random::<f64>() * rng.random::<f64>();
    let most = LIKED.len() as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from nought to the length of a short list"
    )]
    let liked = LIKED.get((share * most) as usize).copied().unwrap_or("x");
    Fact {
        party_id: party,
        origin_id: party,
        topic: TOPICS.choose(rng).copied().unwrap_or("product").to_owned(),
        statement: liked.to_owned(),
        confidence: 9_000,
        ..Fact::new(stage.ctx.new_id(), stage.ctx.now)
    }
}

/// A row that nobody looks at.
struct Unread;

impl FromRow for Unread {
    fn from_row(_: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self)
    }
}

async fn measure(name: &str, stage: &Stage) -> Outcome<()> {
    let words = |turn: usize| LIKED.get(turn % LIKED.len()).copied().unwrap_or("x");
    for topic in [None, Some("dislikes")] {
        let waits = Waits::of(TURNS, async |turn| {
            facts::who(&stage.ctx, words(turn), topic, None).await?;
            Ok(())
        });
        let waits = waits.await?;
        let of = topic.map_or(String::new(), |topic| format!(" of {topic}"));
        println!("{name}: who likes …{of}: {}", waits.said(LIMIT));
    }
    stage.ear.open();
    facts::who(&stage.ctx, words(0), None, None).await?;
    let heard = stage.ear.close();
    let reader = stage.app.db.read(stage.ctx.actor.workspace_id);
    let waits = Waits::of(TURNS, async |_| {
        for statement in &heard {
            reader.all::<Unread>(statement.clone()).await?;
        }
        Ok(())
    });
    println!(
        "{name}: its {} statements bare: {}",
        heard.len(),
        waits.await?.said(LIMIT)
    );
    Ok(())
}
