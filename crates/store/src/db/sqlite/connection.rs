//! Opening connections with the settings measured for this product. Nothing here runs product SQL.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::super::{DbError, DbOptions};
use super::error;

/// Prepared statements kept for each connection; the least recently used goes first.
const STATEMENTS: usize = 256;

/// Kilobytes of pages that the writer keeps to itself between two writes to the log.
const WRITER_CACHE: u32 = 8_000;

/// Kilobytes of pages that each reader keeps: few, for most of the file is read through the map, which the operating
/// system holds once for all of them and takes back when it needs the room.
const READER_CACHE: u32 = 1_000;

/// Bytes of the file that are mapped; what lies behind is read page by page. SQLite's own upper limit.
const MAPPED: u64 = 2_147_418_112;

/// The one connection that may change the file; creates it when absent.
pub(super) fn writer(path: &Path, options: &DbOptions) -> Result<Connection, DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags, options.busy_timeout, WRITER_CACHE)?;
    // The page size counts only before the file exists, so it comes before the journal mode.
    let synchronous = if options.durable { "FULL" } else { "OFF" };
    connection
        .execute_batch(&format!(
            "PRAGMA page_size = 8192;
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = {synchronous};
             PRAGMA foreign_keys = ON;
             PRAGMA journal_size_limit = 67108864;
             PRAGMA analysis_limit = 400;
             SELECT count(*) FROM sqlite_schema;"
        ))
        .map_err(error::plain)?;
    Ok(connection)
}

/// A connection that cannot change the file.
pub(super) fn reader(path: &Path, busy_timeout: Duration) -> Result<Connection, DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    open(path, flags, busy_timeout, READER_CACHE)
}

fn open(
    path: &Path,
    flags: OpenFlags,
    busy_timeout: Duration,
    cache: u32,
) -> Result<Connection, DbError> {
    let connection = Connection::open_with_flags(path, flags).map_err(error::plain)?;
    connection
        .busy_timeout(busy_timeout)
        .map_err(error::plain)?;
    connection
        .execute_batch(&format!(
            "PRAGMA cache_size = -{cache};
             PRAGMA mmap_size = {MAPPED};
             PRAGMA temp_store = MEMORY;"
        ))
        .map_err(error::plain)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}
