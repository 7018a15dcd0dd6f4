//! Bytes that lie beside the database: uploads, attachments. By a path below the data directory, never a path of the user's.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use quen_core::{Error, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Files on disk, or in memory for tests.
#[derive(Debug, Clone)]
pub enum Files {
    /// Below this directory.
    Disk(PathBuf),
    /// In memory.
    Memory(Arc<Mutex<HashMap<String, Vec<u8>>>>),
}

impl Files {
    /// An empty store in memory.
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Writes a file whole; a half-written one never bears the name.
    ///
    /// # Errors
    /// `unavailable` with `disk-full` or `disk-failed`.
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<()> {
        match self {
            Self::Memory(map) => drop(
                map.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(safe(name)?, bytes),
            ),
            Self::Disk(_) => {
                let path = self.path(name)?;
                let part = path.with_extension("part");
                if let Some(dir) = path.parent() {
                    tokio::fs::create_dir_all(dir).await.map_err(failed)?;
                }
                tokio::fs::write(&part, bytes).await.map_err(failed)?;
                tokio::fs::rename(&part, &path).await.map_err(failed)?;
            }
        }
        Ok(())
    }

    /// Begins a file that comes in pieces; it bears the name when [`FileSink::finish`] is called.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn sink(&self, name: &str) -> Result<FileSink> {
        if let Self::Memory(_) = self {
            safe(name)?;
            return Ok(FileSink {
                files: self.clone(),
                name: name.to_owned(),
                memory: Vec::new(),
                disk: None,
            });
        }
        let path = self.path(name)?;
        let part = path.with_extension("part");
        if let Some(dir) = path.parent() {
            tokio::fs::create_dir_all(dir).await.map_err(failed)?;
        }
        let file = tokio::fs::File::create(&part).await.map_err(failed)?;
        Ok(FileSink {
            files: self.clone(),
            name: name.to_owned(),
            memory: Vec::new(),
            disk: Some((file, Part(part))),
        })
    }

    /// Reads a file whole.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn get(&self, name: &str) -> Result<Vec<u8>> {
        match self {
            Self::Memory(map) => map
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get(&safe(name)?)
                .cloned()
                .ok_or(Error::NotFound),
            Self::Disk(_) => tokio::fs::read(self.path(name)?).await.map_err(failed),
        }
    }

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// `disk-failed`.
    pub async fn remove(&self, name: &str) -> Result<()> {
        match self {
            Self::Memory(map) => drop(
                map.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .remove(&safe(name)?),
            ),
            Self::Disk(_) => match tokio::fs::remove_file(self.path(name)?).await {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(failed(error));
                }
                _ => {}
            },
        }
        Ok(())
    }

    /// Copies a file out of the store, whatever its size.
    ///
    /// # Errors
    /// `NotFound` when there is none; else as [`Self::put`].
    pub async fn copy_out(&self, name: &str, to: &Path) -> Result<()> {
        match self {
            Self::Memory(_) => tokio::fs::write(to, self.get(name).await?)
                .await
                .map_err(failed),
            Self::Disk(_) => tokio::fs::copy(self.path(name)?, to)
                .await
                .map(drop)
                .map_err(failed),
        }
    }

    /// Copies a file into the store, whatever its size.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn copy_in(&self, name: &str, from: &Path) -> Result<()> {
        let mut source = tokio::fs::File::open(from).await.map_err(failed)?;
        let mut sink = self.sink(name).await?;
        let mut piece = vec![0; 1 << 16];
        loop {
            let length = source.read(&mut piece).await.map_err(failed)?;
            match piece.get(..length) {
                Some([]) | None => return sink.finish().await,
                Some(bytes) => sink.write(bytes).await?,
            }
        }
    }

    /// The names of all files, sorted; half-written ones are none.
    ///
    /// # Errors
    /// `disk-failed`.
    pub async fn names(&self) -> Result<Vec<String>> {
        let mut names = match self {
            Self::Memory(map) => map
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .keys()
                .cloned()
                .collect(),
            Self::Disk(root) => {
                let root = root.clone();
                let walked = tokio::task::spawn_blocking(move || below(&root, &root));
                walked
                    .await
                    .map_err(|_| Error::Unavailable("disk-failed"))?
                    .map_err(failed)?
            }
        };
        names.sort();
        Ok(names)
    }

    /// Where a file lies on disk, for readers that stream; `None` in memory.
    pub fn on_disk(&self, name: &str) -> Option<PathBuf> {
        self.path(name).ok()
    }

    fn path(&self, name: &str) -> Result<PathBuf> {
        match self {
            Self::Disk(root) => Ok(root.join(safe(name)?)),
            Self::Memory(_) => Err(Error::Unavailable("no-disk")),
        }
    }
}

/// A file that comes in pieces. Dropped before the end it leaves nothing.
#[derive(Debug)]
pub struct FileSink {
    files: Files,
    name: String,
    memory: Vec<u8>,
    disk: Option<(tokio::fs::File, Part)>,
}

/// A half-written file, removed when nobody finishes it.
#[derive(Debug)]
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // After a finished upload the name is gone already.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl FileSink {
    /// Adds a piece.
    ///
    /// # Errors
    /// `unavailable` with `disk-full` or `disk-failed`.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match &mut self.disk {
            Some((file, _)) => file.write_all(bytes).await.map_err(failed),
            None => {
                self.memory.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub async fn finish(self) -> Result<()> {
        match self.disk {
            None => self.files.put(&self.name, self.memory).await,
            Some((file, part)) => {
                file.sync_all().await.map_err(failed)?;
                drop(file);
                let path = self.files.path(&self.name)?;
                tokio::fs::rename(&part.0, path).await.map_err(failed)
            }
        }
    }
}

/// The names below a directory; one that is not there holds none.
fn below(root: &Path, directory: &Path) -> std::io::Result<Vec<String>> {
    let entries = match std::fs::read_dir(directory) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            names.extend(below(root, &path)?);
        } else if path.extension().is_none_or(|end| end != "part") {
            names.extend(
                path.strip_prefix(root)
                    .ok()
                    .and_then(|name| safe(&name.to_string_lossy()).ok()),
            );
        }
    }
    Ok(names)
}

/// Names are made by the program: letters, digits, `-`, `_`, `.` and `/`, without a step upwards.
fn safe(name: &str) -> Result<String> {
    let ok = !name.is_empty()
        && !name.starts_with('/')
        && !name
            .split('/')
            .any(|part| part.is_empty() || part.starts_with('.'))
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/'));
    if ok {
        Ok(name.to_owned())
    } else {
        Err(Error::NotFound)
    }
}

fn failed(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::NotFound => Error::NotFound,
        std::io::ErrorKind::StorageFull => Error::Unavailable("disk-full"),
        _ => Error::Unavailable("disk-failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn all_names_are_told_but_of_half_written_files() {
        let directory = std::env::temp_dir().join(format!("quen-files-{}", std::process::id()));
        // What an earlier process of the same number may have left.
        let _ = std::fs::remove_dir_all(&directory);
        for files in [Files::memory(), Files::Disk(directory.clone())] {
            assert_eq!(files.names().await.unwrap(), Vec::<String>::new());
            for name in ["imports/b.csv", "imports/a.csv", "logo.png"] {
                files.put(name, vec![1]).await.unwrap();
            }
            assert_eq!(
                files.names().await.unwrap(),
                ["imports/a.csv", "imports/b.csv", "logo.png"]
            );
        }
        std::fs::write(directory.join("imports/c.part"), b"half").unwrap();
        assert_eq!(
            Files::Disk(directory.clone()).names().await.unwrap().len(),
            3
        );
        std::fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn no_name_leads_out_of_the_directory() {
        for bad in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            ".hidden",
            "a b",
            "a\\b",
        ] {
            assert!(safe(bad).is_err(), "{bad}");
        }
        assert!(safe("imports/0192.csv").is_ok());
    }
}
