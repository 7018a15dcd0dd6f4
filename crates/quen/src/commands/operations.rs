//! What keeps a business's data safe: the schema, backups, and moving a workspace to another database.

use std::path::{Path, PathBuf};

use quen_gateway::{Clock, Random};
use quen_service::backup::{self, Place};
use quen_service::exports;
use quen_service::portable::{self, Manifest, Refusal, Target};
use quen_store::accounts::workspaces;
use quen_store::migrations::PLAN;
use quen_store::portable::Load;

use super::{Stop, app, ctx};
use crate::assemble;
use crate::cli::Global;
use crate::config;

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.to_string())
    }
}

/// Shows or applies schema changes. Showing makes no database.
pub async fn migrate(global: &Global, check: bool) -> Result<(), Stop> {
    if !check {
        app(global).await?.db.close().await;
        return Ok(());
    }
    let pending = match assemble::open_existing(global).await? {
        Some(db) => {
            let pending = db.pending(PLAN).await;
            db.close().await;
            pending?
        }
        None => PLAN.to_vec(),
    };
    for step in pending {
        println!("{:04} {}", step.version, step.name);
    }
    Ok(())
}

/// Writes an archive.
pub async fn backup(global: &Global, file: &Path) -> Result<(), Stop> {
    let app = app(global).await?;
    let written = backup::write(&app.db, &app.files, file, &scratch(global), app.clock.now()).await;
    app.db.close().await;
    tell(
        global,
        &written?,
        &format!(
            "wrote {}; the key is not in it, keep {} elsewhere",
            file.display(),
            key(global)
        ),
    );
    Ok(())
}

/// Puts an archive in the place of what is there.
pub async fn restore(global: &Global, file: &Path, replace: bool) -> Result<(), Stop> {
    assemble::make_data_dir(global)?;
    let place = Place {
        database_url: config::database_url(global),
        files: assemble::files(global),
        scratch: scratch(global),
    };
    let (manifest, old) = backup::restore(&place, file, replace, Clock::System.now()).await?;
    let kept = old
        .map(|old| format!("; what was there before is kept in {}", old.display()))
        .unwrap_or_default();
    tell(
        global,
        &manifest,
        &format!("restored {}{kept}", file.display()),
    );
    Ok(())
}

/// Writes a workspace to a directory.
pub async fn export_workspace(global: &Global, output: Option<PathBuf>) -> Result<(), Stop> {
    let output = output.ok_or_else(|| Stop::Usage("say --output DIR".to_owned()))?;
    let app = app(global).await?;
    let workspace = match &global.workspace {
        Some(slug) => workspaces::by_slug(&app.db, slug).await?,
        None => workspaces::list(&app.db).await?.into_iter().next(),
    };
    let id = workspace.ok_or(Refusal::NoWorkspace)?.id;
    if output.exists() {
        return Err(Refusal::Exists(output).into());
    }
    exports::of_workspace(&ctx(&app, global).await?).await?;
    let written = portable::export(
        &app.db,
        &app.files,
        Load::Workspace(id),
        &output,
        app.clock.now(),
    )
    .await;
    app.db.close().await;
    tell(
        global,
        &written?,
        &format!(
            "wrote {}; it holds hashes of passwords and tokens, keep it safe",
            output.display()
        ),
    );
    Ok(())
}

/// Reads a workspace from a directory.
pub async fn import_workspace(global: &Global, directory: &Path) -> Result<(), Stop> {
    let app = app(global).await?;
    let read = portable::import(
        &app.db,
        &app.files,
        directory,
        Target::Added,
        &scratch(global),
    )
    .await;
    app.db.close().await;
    let manifest = read?;
    let names: Vec<&str> = manifest
        .workspaces
        .iter()
        .map(|workspace| workspace.slug.as_str())
        .collect();
    tell(global, &manifest, &format!("imported {}", names.join(", ")));
    Ok(())
}

/// The manifest for machines, a sentence for people.
fn tell(global: &Global, manifest: &Manifest, sentence: &str) {
    match serde_json::to_string(manifest) {
        Ok(line) if global.json => println!("{line}"),
        _ => eprintln!("quen: {sentence}"),
    }
}

fn key(global: &Global) -> String {
    global.data_dir.join("secret.key").display().to_string()
}

/// A directory of this process alone, on the disk of the data.
fn scratch(global: &Global) -> PathBuf {
    global.data_dir.join(format!(
        ".moving-{}",
        Random::system().id(Clock::System.now()).simple()
    ))
}
