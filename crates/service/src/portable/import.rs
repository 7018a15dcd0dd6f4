//! Reading a directory of the open format into a database: all of it in one transaction, or nothing.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use quen_gateway::Files;
use quen_store::db::{Db, DbOptions, Value};
use quen_store::migrations::tables::{Table, tables};
use quen_store::migrations::{Migration, PLAN};
use quen_store::portable::{Arrival, BATCH, Load, json, travelling};
use serde_json::Value as Json;
use tokio::fs;
use tokio::io::{AsyncBufReadExt, BufReader, Lines as LinesOf};
use uuid::Uuid;

use super::{Contents, Manifest, Refusal, export};

/// What may already be in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Other workspaces: one more is added. People who are here already stay as they are.
    Added,
    /// Nothing.
    Empty,
    /// Anything: it is given up.
    Replaced,
}

/// Fills a database of the present schema. A directory with an older schema is brought up to it first, in `scratch`,
/// a directory that does not exist yet.
///
/// # Errors
/// A damaged or newer directory, or one whose workspace is already here; then nothing was changed.
pub async fn import(
    db: &Db,
    files: &Files,
    directory: &Path,
    target: Target,
    scratch: &Path,
) -> Result<Manifest, Refusal> {
    let manifest = Manifest::read(directory, PLAN).await?;
    if manifest.contents != Contents::Tables {
        return Err(Refusal::NotOurs(
            "it holds a database file: use quen restore".to_owned(),
        ));
    }
    if manifest.schema == newest(PLAN) {
        return fill(db, files, directory, manifest, target, PLAN).await;
    }
    fs::create_dir_all(scratch)
        .await
        .map_err(Refusal::io(scratch))?;
    let raised = raise(&manifest, directory, scratch).await;
    let imported = match raised {
        Ok(raised) => fill(db, files, &scratch.join("raised"), raised, target, PLAN).await,
        Err(refusal) => Err(refusal),
    };
    fs::remove_dir_all(scratch)
        .await
        .map_err(Refusal::io(scratch))?;
    imported
}

fn newest(plan: &[Migration]) -> i64 {
    plan.last().map_or(0, |step| step.version)
}

/// Brings a directory of an older schema up to the present one, by way of a database file of its own.
async fn raise(old: &Manifest, directory: &Path, scratch: &Path) -> Result<Manifest, Refusal> {
    let plan: Vec<Migration> = PLAN
        .iter()
        .copied()
        .filter(|step| step.version <= old.schema)
        .collect();
    let db = Db::open_file(
        scratch.join("raise.db"),
        DbOptions {
            durable: false,
            ..DbOptions::default()
        },
    )
    .await?;
    let files = Files::Disk(scratch.join("files"));
    db.migrate(&plan, None).await?;
    fill(&db, &files, directory, old.clone(), Target::Empty, &plan).await?;
    db.migrate(PLAN, None).await?;
    let raised = export(
        &db,
        &files,
        Load::Everything,
        &scratch.join("raised"),
        old.made_at,
    )
    .await?;
    db.close().await;
    Ok(raised)
}

async fn fill(
    db: &Db,
    files: &Files,
    directory: &Path,
    manifest: Manifest,
    target: Target,
    plan: &[Migration],
) -> Result<Manifest, Refusal> {
    let arrival = Arrival::begin(db);
    prepare(&arrival, &manifest, target, plan).await?;
    let mut people = People::default();
    let known = tables(plan);
    for lines in &manifest.tables {
        let table = known.iter().find(|table| table.name == lines.name);
        let table = table.ok_or_else(|| {
            Refusal::damaged("manifest.json", format!("there is no table {}", lines.name))
        })?;
        if table.name == "users" {
            people = People::read(&arrival, target).await?;
        }
        let rows = fill_table(&arrival, table, directory, &mut people).await?;
        if rows != lines.rows {
            return Err(Refusal::damaged(
                format!("tables/{}.jsonl", table.name),
                format!("it holds {rows} rows instead of {}", lines.rows),
            ));
        }
    }
    for workspace in &manifest.workspaces {
        arrival.index(workspace.id).await?;
    }
    // Files first: one that nobody names does no harm, a name without its file would.
    for kept in &manifest.files {
        kept.copy_in(files, directory).await?;
    }
    arrival.commit().await?;
    Ok(manifest)
}

async fn prepare(
    arrival: &Arrival,
    manifest: &Manifest,
    target: Target,
    plan: &[Migration],
) -> Result<(), Refusal> {
    let here = arrival.workspaces().await?;
    match target {
        Target::Replaced => arrival.empty(plan).await?,
        Target::Empty if !here.is_empty() || !arrival.people().await?.is_empty() => {
            return Err(Refusal::NotEmpty);
        }
        Target::Empty => {}
        Target::Added => {
            for new in &manifest.workspaces {
                if here.iter().any(|(id, _)| *id == new.id) {
                    return Err(Refusal::AlreadyHere(new.slug.clone()));
                }
                if here.iter().any(|(_, slug)| *slug == new.slug) {
                    return Err(Refusal::SlugTaken(new.slug.clone()));
                }
            }
        }
    }
    Ok(())
}

/// Reads and writes one table; answers how many rows were read.
async fn fill_table(
    arrival: &Arrival,
    table: &Table,
    directory: &Path,
    people: &mut People,
) -> Result<u64, Refusal> {
    let name = format!("tables/{}.jsonl", table.name);
    let path = directory.join(&name);
    let file = fs::File::open(&path).await.map_err(Refusal::io(&path))?;
    let mut lines = BufReader::with_capacity(1 << 16, file).lines();
    let (columns, mut read, mut inside) = (travelling(table), 0, Uuid::nil());
    let place = table
        .columns
        .iter()
        .position(|column| column.name == "workspace_id")
        .filter(|_| table.tenant);
    let mut batch: Vec<Vec<Value>> = Vec::new();
    while let Some(line) = next(&mut lines, &path).await? {
        read += 1;
        let wrong = |reason: &str| Refusal::damaged(name.clone(), format!("line {read}: {reason}"));
        let Ok(Json::Object(object)) = serde_json::from_str(&line) else {
            return Err(wrong("it is not a JSON object"));
        };
        let mut row = json::from_json(&columns, object)
            .map_err(|column| wrong(&format!("{column} is missing or of another kind")))?;
        if table.name == "users" && !people.meet(&row) {
            continue;
        }
        row.iter_mut().for_each(|value| people.rename(value));
        let workspace = match place.and_then(|place| row.get(place)) {
            Some(Value::Uuid(id)) => *id,
            _ => inside,
        };
        if workspace != inside || batch.len() >= BATCH {
            arrival.insert(table, std::mem::take(&mut batch)).await?;
        }
        if workspace != inside {
            arrival.enter(workspace).await?;
            inside = workspace;
        }
        batch.push(row);
    }
    arrival.insert(table, batch).await?;
    Ok(read)
}

async fn next(
    lines: &mut LinesOf<BufReader<fs::File>>,
    path: &Path,
) -> Result<Option<String>, Refusal> {
    lines.next_line().await.map_err(Refusal::io(path))
}

/// The people already here, and who of the directory is one of them under another id.
#[derive(Default)]
struct People {
    ids: BTreeSet<Uuid>,
    by_mail: HashMap<String, Uuid>,
    renamed: HashMap<Uuid, Uuid>,
}

impl People {
    async fn read(arrival: &Arrival, target: Target) -> Result<Self, Refusal> {
        if target != Target::Added {
            return Ok(Self::default());
        }
        let here = arrival.people().await?;
        Ok(Self {
            ids: here.iter().map(|(id, _)| *id).collect(),
            by_mail: here.into_iter().map(|(id, mail)| (mail, id)).collect(),
            renamed: HashMap::new(),
        })
    }

    /// Whether a row of `users` (id first, mail key third) is somebody new; one who is not keeps the id used here.
    fn meet(&mut self, row: &[Value]) -> bool {
        let (Some(Value::Uuid(id)), Some(Value::Text(mail))) = (row.first(), row.get(2)) else {
            return true;
        };
        match self.by_mail.get(mail) {
            Some(here) => {
                if here != id {
                    self.renamed.insert(*id, *here);
                }
                false
            }
            None => !self.ids.contains(id),
        }
    }

    /// Ids are unique in the world, so that one may be replaced wherever it stands.
    fn rename(&self, value: &mut Value) {
        if self.renamed.is_empty() {
            return;
        }
        match value {
            Value::Uuid(id) => *id = self.renamed.get(id).copied().unwrap_or(*id),
            Value::Json(json) => self.rename_in(json),
            _ => {}
        }
    }

    fn rename_in(&self, json: &mut Json) {
        match json {
            Json::String(text) => {
                if let Some(here) = text.parse().ok().and_then(|id: Uuid| self.renamed.get(&id)) {
                    *text = here.to_string();
                }
            }
            Json::Array(items) => items.iter_mut().for_each(|item| self.rename_in(item)),
            Json::Object(members) => members
                .values_mut()
                .for_each(|member| self.rename_in(member)),
            _ => {}
        }
    }
}
