//! Who works on a database: any number of servers and commands together, or one command alone. The mark ends with
//! its process, however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::{Db, DbError, DbOptions, postgres};

/// Whether others may work on the database at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// Servers and commands beside each other.
    Welcome,
    /// Nobody else: for replacing everything.
    Refused,
}

/// A mark that lasts until it is dropped.
#[must_use = "a presence that is dropped keeps nobody out"]
pub struct Presence(#[expect(dead_code, reason = "held for what its end does")] Mark);

#[expect(dead_code, reason = "held for what their end does")]
enum Mark {
    File(File),
    Session(Box<postgres::Session>),
}

impl Presence {
    /// Marks the database at this address; makes none.
    ///
    /// # Errors
    /// `InUse` when others are there who cannot be together with this one.
    pub async fn take(url: &str, company: Company) -> Result<Self, DbError> {
        if let Some(path) = Db::file_of(url) {
            return lock(&path, company).map(|file| Self(Mark::File(file)));
        }
        Db::check_server(url)?;
        let server = postgres::Postgres::open(
            url,
            DbOptions {
                connections: 1,
                ..DbOptions::default()
            },
        )
        .await?;
        server
            .presence(company)
            .await
            .map(|session| Self(Mark::Session(Box::new(session))))
    }

    /// Lets it last as long as the process.
    pub fn until_exit(self) {
        std::mem::forget(self);
    }
}

/// A lock on a small file beside the database's own.
fn lock(path: &Path, company: Company) -> Result<File, DbError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&name);
    let file =
        file.map_err(|error| DbError::Io(format!("{}: {error}", Path::new(&name).display())))?;
    let locked = match company {
        Company::Welcome => file.try_lock_shared(),
        Company::Refused => file.try_lock(),
    };
    match locked {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(DbError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}
