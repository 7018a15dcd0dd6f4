//! Backups: one archive with everything but the key, and back. A backup is one moment, taken while others work; a
//! restore is done alone, whole or not at all.
//!
//! The archive is a gzip-compressed tar: `manifest.json`, then `quen.db` (a database file) or `tables/` (the open
//! format), then `files/`. The key is never in it: whoever finds a backup must not be able to open sealed secrets.

mod archive;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use quen_gateway::Files;
use quen_store::db::{Company, Db, DbError, DbOptions, Presence};
use quen_store::migrations::PLAN;
use quen_store::portable::{Arrival, Load};
use tokio::fs;

use crate::portable::{Contents, Kept, Manifest, Refusal, Target, beside, export, import};

/// The database file inside an archive.
const DATABASE: &str = "quen.db";

/// Writes everything to a new archive. `scratch` is a directory that does not exist yet, with room for a copy.
///
/// # Errors
/// When the archive exists or the disk is full.
pub async fn write(
    db: &Db,
    files: &Files,
    archive: &Path,
    scratch: &Path,
    now: DateTime<Utc>,
) -> Result<Manifest, Refusal> {
    if archive.exists() {
        return Err(Refusal::Exists(archive.to_path_buf()));
    }
    let written = gather(db, files, scratch, now).await;
    let packed = match written {
        Ok(manifest) => pack(scratch, archive).await.map(|()| manifest),
        Err(refusal) => Err(refusal),
    };
    remove(scratch).await?;
    packed
}

async fn gather(
    db: &Db,
    files: &Files,
    directory: &Path,
    now: DateTime<Utc>,
) -> Result<Manifest, Refusal> {
    fs::create_dir_all(directory)
        .await
        .map_err(Refusal::io(directory))?;
    match db.backup_to(&directory.join(DATABASE)).await {
        Err(DbError::Unsupported(_)) => {
            remove(directory).await?;
            return export(db, files, Load::Everything, directory, now).await;
        }
        copied => copied?,
    }
    let mut manifest = Manifest::new(Contents::Database, PLAN, now);
    for name in files.names().await? {
        let kept = Kept::copy_out(files, &name, directory).await?;
        manifest.files.push(kept);
    }
    manifest.write(directory).await?;
    Ok(manifest)
}

async fn pack(directory: &Path, archive: &Path) -> Result<(), Refusal> {
    let (directory, partial) = (directory.to_path_buf(), beside(archive, ".partial"));
    let into = partial.clone();
    aside(partial.clone(), move || archive::pack(&directory, &into)).await?;
    fs::rename(&partial, archive)
        .await
        .map_err(Refusal::io(archive))
}

/// Where a backup goes back to.
#[derive(Debug, Clone)]
pub struct Place {
    /// The database's address.
    pub database_url: String,
    /// The uploaded files.
    pub files: Files,
    /// A directory that does not exist yet, on the disk of the database file, with room for everything.
    pub scratch: PathBuf,
}

/// Puts a backup in the place of what is there. Refused while anybody works on the database, and unless `replace`
/// says so when it holds data; a database file that is replaced stays beside the new one under the name answered.
///
/// # Errors
/// A damaged or newer archive; then nothing was changed.
pub async fn restore(
    place: &Place,
    archive: &Path,
    replace: bool,
    now: DateTime<Utc>,
) -> Result<(Manifest, Option<PathBuf>), Refusal> {
    let _alone = Presence::take(&place.database_url, Company::Refused).await?;
    let restored = unpack_and_fill(place, archive, replace, now).await;
    remove(&place.scratch).await?;
    restored
}

async fn unpack_and_fill(
    place: &Place,
    archive: &Path,
    replace: bool,
    now: DateTime<Utc>,
) -> Result<(Manifest, Option<PathBuf>), Refusal> {
    let inside = place.scratch.join("archive");
    fs::create_dir_all(&inside)
        .await
        .map_err(Refusal::io(&inside))?;
    let (from, to) = (archive.to_path_buf(), inside.clone());
    aside(archive.to_path_buf(), move || archive::unpack(&from, &to))
        .await
        .map_err(|refusal| match refusal {
            Refusal::Io { path, source } if source.kind() != std::io::ErrorKind::NotFound => {
                Refusal::damaged(path, source)
            }
            other => other,
        })?;
    let manifest = Manifest::read(&inside, PLAN).await?;
    match Db::file_of(&place.database_url) {
        Some(file) => into_file(place, &file, &inside, &manifest, replace, now)
            .await
            .map(|old| (manifest, old)),
        None => into_server(place, &inside, &manifest, replace)
            .await
            .map(|()| (manifest, None)),
    }
}

/// Makes the whole new file first; the last step is one rename.
async fn into_file(
    place: &Place,
    target: &Path,
    inside: &Path,
    manifest: &Manifest,
    replace: bool,
    now: DateTime<Utc>,
) -> Result<Option<PathBuf>, Refusal> {
    let used = is_used(target).await?;
    if used && !replace {
        return Err(Refusal::NotEmpty);
    }
    let new = place.scratch.join("new.db");
    let db = match manifest.contents {
        Contents::Database => {
            let kept = inside.join(DATABASE);
            fs::rename(&kept, &new).await.map_err(Refusal::io(&kept))?;
            let db = Db::open_file(new.clone(), DbOptions::default()).await?;
            db.migrate(PLAN, None).await?;
            put_files(&place.files, inside, manifest).await?;
            db
        }
        Contents::Tables => {
            let db = Db::open_file(new.clone(), DbOptions::default()).await?;
            db.migrate(PLAN, None).await?;
            import(
                &db,
                &place.files,
                inside,
                Target::Empty,
                &place.scratch.join("raise"),
            )
            .await?;
            db
        }
    };
    db.check().await?;
    db.close().await;
    let old = if used {
        Some(set_aside(target, now).await?)
    } else {
        None
    };
    drop_log(target).await?;
    fs::rename(&new, target)
        .await
        .map_err(Refusal::io(target))?;
    Ok(old)
}

/// Whether a database file holds anybody's data. One that cannot be opened counts as used.
async fn is_used(file: &Path) -> Result<bool, Refusal> {
    if !fs::try_exists(file).await.map_err(Refusal::io(file))? {
        return Ok(false);
    }
    let Ok(db) = Db::open_file(file.to_path_buf(), DbOptions::default()).await else {
        return Ok(true);
    };
    let used = match db.pending(PLAN).await {
        Ok(pending) if pending.len() == PLAN.len() => false,
        Ok(pending) if pending.is_empty() => {
            let here = Arrival::begin(&db);
            !here.workspaces().await?.is_empty() || !here.people().await?.is_empty()
        }
        _ => true,
    };
    // Closing also brings what stands in the log into the file.
    db.close().await;
    Ok(used)
}

/// A second name for the old file, so that replacing the first one loses nothing.
async fn set_aside(file: &Path, now: DateTime<Utc>) -> Result<PathBuf, Refusal> {
    let name = format!("quen-replaced-{}.db", now.format("%Y%m%dT%H%M%S%.6f"));
    let aside = file.with_file_name(name);
    fs::hard_link(file, &aside)
        .await
        .map_err(Refusal::io(&aside))?;
    Ok(aside)
}

/// A log that an earlier crash left must not be played onto the new file.
async fn drop_log(file: &Path) -> Result<(), Refusal> {
    for end in ["-wal", "-shm"] {
        let path = beside(file, end);
        match fs::remove_file(&path).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Refusal::io(&path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// One transaction on the server.
async fn into_server(
    place: &Place,
    inside: &Path,
    manifest: &Manifest,
    replace: bool,
) -> Result<(), Refusal> {
    let target = if replace {
        Target::Replaced
    } else {
        Target::Empty
    };
    let db = Db::open(&place.database_url, DbOptions::default()).await?;
    db.migrate(PLAN, None).await?;
    let tables = match manifest.contents {
        Contents::Tables => inside.to_path_buf(),
        Contents::Database => {
            put_files(&place.files, inside, manifest).await?;
            let kept = Db::open_file(inside.join(DATABASE), DbOptions::default()).await?;
            kept.migrate(PLAN, None).await?;
            let tables = place.scratch.join("tables");
            export(
                &kept,
                &Files::Disk(place.scratch.join("none")),
                Load::Everything,
                &tables,
                manifest.made_at,
            )
            .await?;
            kept.close().await;
            tables
        }
    };
    import(
        &db,
        &place.files,
        &tables,
        target,
        &place.scratch.join("raise"),
    )
    .await?;
    db.close().await;
    Ok(())
}

/// Files are only added: one that nobody names does no harm.
async fn put_files(files: &Files, inside: &Path, manifest: &Manifest) -> Result<(), Refusal> {
    for kept in &manifest.files {
        kept.copy_in(files, inside).await?;
    }
    Ok(())
}

async fn remove(directory: &Path) -> Result<(), Refusal> {
    match fs::remove_dir_all(directory).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Refusal::io(directory)(error))
        }
        _ => Ok(()),
    }
}

/// Packing and unpacking take long and block: on a thread of their own.
async fn aside(
    path: PathBuf,
    work: impl FnOnce() -> std::io::Result<()> + Send + 'static,
) -> Result<(), Refusal> {
    let done = tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(std::io::Error::other(error)));
    done.map_err(Refusal::io(&path))
}
