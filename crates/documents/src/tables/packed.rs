//! A look at a zip archive before anything is unpacked: what it says of its size, and then what it really unpacks to,
//! counted and thrown away. It must never keep what it unpacks.

use std::io::{Read, Seek, copy, sink};

use zip::ZipArchive;

use super::TableError;

/// Parts of a workbook at most.
const MAX_PARTS: usize = 5_000;

/// Refuses an archive that unpacks to more than so many bytes, whatever it says of itself.
pub(super) fn check(reader: impl Read + Seek, max: u64) -> Result<(), TableError> {
    let damaged = |error: zip::result::ZipError| TableError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(reader).map_err(damaged)?;
    if archive.len() > MAX_PARTS {
        return Err(TableError::UnpacksTooLarge);
    }
    let mut said = 0_u64;
    for index in 0..archive.len() {
        said = said.saturating_add(archive.by_index_raw(index).map_err(damaged)?.size());
    }
    if said > max {
        return Err(TableError::UnpacksTooLarge);
    }
    let mut left = max;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let unpacked = copy(&mut part.take(left + 1), &mut sink())
            .map_err(|error| TableError::Damaged(error.to_string()))?;
        left = left
            .checked_sub(unpacked)
            .ok_or(TableError::UnpacksTooLarge)?;
    }
    Ok(())
}
