//! The program put together: database opened and brought up to date, the outside world beside it.

use std::path::PathBuf;

use quen_gateway::{Clock, Files, Mailer, Random};
use quen_service::secrets::Secrets;
use quen_service::{App, Config};
use quen_store::db::{Company, Presence};
use quen_store::migrations::PLAN;
use quen_store::{Db, DbOptions};

use crate::cli::Global;
use crate::commands::Stop;
use crate::config;

/// Opens the database without changing it; `None` when there is no such file.
pub async fn open_existing(global: &Global) -> Result<Option<Db>, Stop> {
    let url = config::database_url(global);
    if Db::file_of(&url).is_some_and(|file| !file.exists()) {
        return Ok(None);
    }
    Ok(Some(Db::open(&url, DbOptions::default()).await?))
}

/// Opens the database, made when absent, and marks it as worked on until the process ends.
async fn open(global: &Global) -> Result<Db, Stop> {
    make_data_dir(global)?;
    let url = config::database_url(global);
    Presence::take(&url, Company::Welcome).await?.until_exit();
    Ok(Db::open(&url, DbOptions::default()).await?)
}

/// Makes the directory of files, key and database.
pub fn make_data_dir(global: &Global) -> Result<(), Stop> {
    std::fs::create_dir_all(&global.data_dir).map_err(|e| {
        Stop::refused(format!(
            "cannot make {}: {e}; choose another place with --data-dir",
            global.data_dir.display()
        ))
    })
}

/// The uploaded files.
pub fn files(global: &Global) -> Files {
    Files::Disk(global.data_dir.join("files"))
}

/// Opens and migrates; answers the program.
pub async fn app(global: &Global, secure_cookies: bool) -> Result<App, Stop> {
    let db = open(global).await?;
    let clock = Clock::System;
    let report = db.migrate(PLAN, Some(backup_path(global, &clock))).await?;
    for step in &report.applied {
        tracing::info!(version = step.version, name = step.name, "schema changed");
    }
    let random = Random::system();
    let secrets =
        Secrets::new(config::secret_key(&global.data_dir, &random).map_err(Stop::refused)?);
    let settings = Config {
        public_url: global.public_url.clone(),
        secure_cookies,
        private_addresses: global.private_addresses,
        metrics_token: global.metrics_token.clone(),
        text_reader: std::env::current_exe().ok(),
    };
    Ok(App::new(
        db,
        clock,
        random,
        Mailer::Network,
        files(global),
        secrets,
        settings,
    ))
}

/// Where a copy of the database goes before it is changed.
fn backup_path(global: &Global, clock: &Clock) -> PathBuf {
    global.data_dir.join(format!(
        "quen-before-{}.db",
        clock.now().format("%Y%m%dT%H%M%S")
    ))
}
