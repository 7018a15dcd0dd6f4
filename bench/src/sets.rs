//! The kept data sets: made once for a schema and a scale, used as copies, so that what a benchmark writes does not stay.
//! A server's set is carried over from the file's, row by row as a workspace moves from one database to another.

use std::path::{Path, PathBuf};
use std::time::Duration;

use quen_gateway::{Clock, Random};
use quen_store::db::sql;
use quen_store::migrations::PLAN;
use quen_store::portable::{Arrival, Load, Walk, tables_of, workspaces};
use quen_store::{Db, DbOptions};
use tokio_postgres::NoTls;
use uuid::Uuid;

use crate::Outcome;
use crate::settings::setting;
use crate::stage::{self, Scale, Stage};

/// Raised when the made-up data changes, so that a kept set is made again.
const EDITION: u32 = 2;

/// A SQLite file of this scale under `folder`, made when absent; the program runs on a copy that is thrown away with
/// the next run.
///
/// # Errors
/// When files or database refuse.
pub async fn on_file(folder: &Path, scale: &Scale) -> Outcome<Stage> {
    let kept = kept_file(folder, scale).await?;
    let working = if itself() {
        kept
    } else {
        let working = folder.join("working.db");
        remove(&working)?;
        std::fs::copy(&kept, &working)?;
        working
    };
    stage::open(&sqlite_url(&working), DbOptions::default()).await
}

/// Where there is no room for a copy, `QUEN_BENCH_COPY=no` runs on the kept set itself: what a run writes stays in it.
fn itself() -> bool {
    setting("QUEN_BENCH_COPY").is_some_and(|said| said == "no")
}

async fn kept_file(folder: &Path, scale: &Scale) -> Outcome<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let kept = folder.join(format!("parties-{}-{:08x}.db", scale.word, fingerprint()));
    if kept.exists() {
        return Ok(kept);
    }
    let half = kept.with_extension("half");
    remove(&half)?;
    let options = DbOptions {
        durable: false,
        ..DbOptions::default()
    };
    let stage = stage::open(&sqlite_url(&half), options).await?;
    stage.fill(scale).await?;
    // The copy holds what still lies in the write-ahead log.
    let whole = kept.with_extension("whole");
    remove(&whole)?;
    stage.app.db.backup_to(&whole).await?;
    stage.app.db.close().await;
    remove(&half)?;
    std::fs::rename(&whole, &kept)?;
    Ok(kept)
}

/// A database of its own on the PostgreSQL server at `url`, a copy of the one that stays there for the next run.
///
/// # Errors
/// When the server or the files refuse.
pub async fn on_server(url: &str, folder: &Path, scale: &Scale) -> Outcome<Stage> {
    let (server, _) = url
        .rsplit_once('/')
        .ok_or("the address names no database")?;
    let kept = format!("quen_bench_{}_{:08x}", scale.word, fingerprint());
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    let connection = tokio::spawn(connection);
    let known = "SELECT 1 FROM pg_database WHERE datname = $1";
    if client.query_opt(known, &[&kept]).await?.is_none() {
        let half = format!("{kept}_{}", once());
        let make = format!("CREATE DATABASE {half} TEMPLATE template0");
        client.batch_execute(&make).await?;
        let file = kept_file(folder, scale).await?;
        carry(&file, &format!("{server}/{half}")).await?;
        let present = "SELECT 1 FROM pg_stat_activity WHERE datname = $1 LIMIT 1";
        while client.query_opt(present, &[&half]).await?.is_some() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let name = format!("ALTER DATABASE {half} RENAME TO {kept}");
        if let Err(error) = client.batch_execute(&name).await {
            // Another run may have made it meanwhile; this one goes with its server.
            client.query_opt(known, &[&kept]).await?.ok_or(error)?;
        }
    }
    if itself() {
        return stage::open(&format!("{server}/{kept}"), DbOptions::default()).await;
    }
    let working = format!("quen_bench_{}", once());
    let copy = format!("CREATE DATABASE {working} TEMPLATE {kept}");
    client.batch_execute(&copy).await?;
    drop(client);
    connection.await??;
    stage::open(&format!("{server}/{working}"), DbOptions::default()).await
}

/// Everything in the file, into an empty database.
async fn carry(file: &Path, url: &str) -> Outcome<()> {
    eprintln!("carrying {} to PostgreSQL …", file.display());
    let to = Db::open(url, DbOptions::default()).await?;
    to.migrate(PLAN, None).await?;
    let from = Db::open(&sqlite_url(file), DbOptions::default()).await?;
    let scratch = file.with_extension("moment");
    remove(&scratch)?;
    let moment = from.snapshot(&scratch).await?;
    let homes = workspaces(&moment, Load::Everything).await?;
    let arrival = Arrival::begin(&to);
    for table in tables_of(PLAN, true) {
        let owners: Vec<Option<Uuid>> = if table.tenant {
            homes.iter().map(|(id, ..)| Some(*id)).collect()
        } else {
            vec![None]
        };
        for owner in owners {
            arrival.enter(owner.unwrap_or_default()).await?;
            let mut walk = Walk::new(&moment, &table, owner);
            loop {
                let rows = walk.next().await?;
                if rows.is_empty() {
                    break;
                }
                arrival.insert(&table, rows).await?;
            }
        }
    }
    for (home, ..) in &homes {
        arrival.index(*home).await?;
    }
    arrival.commit().await?;
    moment.close().await;
    from.close().await;
    let writer = to.write_global().await?;
    writer.execute(sql("ANALYZE")).await?;
    writer.commit().await?;
    to.close().await;
    Ok(())
}

/// A name that no other run has.
fn once() -> String {
    Random::system()
        .id(Clock::System.now())
        .simple()
        .to_string()
}

fn sqlite_url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// Removes a database with its log files.
fn remove(path: &Path) -> std::io::Result<()> {
    for tail in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(tail);
        let file = PathBuf::from(name);
        if file.exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// Another schema or another edition of the data is another file (FNV-1a).
fn fingerprint() -> u32 {
    let texts = PLAN.iter().flat_map(|step| step.sql.bytes());
    texts
        .chain(EDITION.to_be_bytes())
        .fold(0x811c_9dc5, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
}
