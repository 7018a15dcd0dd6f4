//! A directory as a compressed archive and back. Names in an archive never lead out of the directory.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Component, Path};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use tar::{Archive, Builder, EntryType, Header};

/// Packs all files of a directory, the manifest first.
pub(super) fn pack(directory: &Path, archive: &Path) -> io::Result<()> {
    let out = BufWriter::new(File::create(archive)?);
    let mut builder = Builder::new(GzEncoder::new(out, Compression::fast()));
    let first = directory.join("manifest.json");
    append(&mut builder, directory, &first)?;
    add(&mut builder, directory, directory, &first)?;
    let mut out = builder.into_inner()?.finish()?;
    out.flush()?;
    out.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()
}

fn add(
    builder: &mut Builder<impl Write>,
    root: &Path,
    directory: &Path,
    but: &Path,
) -> io::Result<()> {
    let mut entries: Vec<_> = std::fs::read_dir(directory)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries.iter().filter(|path| path.as_path() != but) {
        if path.is_dir() {
            add(builder, root, path, but)?;
        } else {
            append(builder, root, path)?;
        }
    }
    Ok(())
}

fn append(builder: &mut Builder<impl Write>, root: &Path, path: &Path) -> io::Result<()> {
    let file = File::open(path)?;
    let mut header = Header::new_gnu();
    header.set_size(file.metadata()?.len());
    header.set_mode(0o600);
    header.set_entry_type(EntryType::Regular);
    builder.append_data(&mut header, path.strip_prefix(root).unwrap_or(path), file)
}

/// Unpacks plain files only; anything else, or a name that leads elsewhere, makes the archive none of ours.
pub(super) fn unpack(archive: &Path, directory: &Path) -> io::Result<()> {
    let mut found = Archive::new(GzDecoder::new(BufReader::new(File::open(archive)?)));
    for entry in found.entries()? {
        let mut entry = entry?;
        let name = entry.path()?.into_owned();
        let plain = entry.header().entry_type() == EntryType::Regular
            && name
                .components()
                .all(|part| matches!(part, Component::Normal(_)));
        if !plain {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "it holds something else than plain files",
            ));
        }
        let path = directory.join(&name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let mut out = File::create_new(&path)?;
        io::copy(&mut entry, &mut out)?;
        out.sync_all()?;
    }
    // What follows the last file holds the archive's own sum: read it, so that a cut one does not pass.
    io::copy(&mut found.into_inner(), &mut io::sink()).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_comes_back_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let (from, to, archive) = (
            home.path().join("from"),
            home.path().join("to"),
            home.path().join("a.tar.gz"),
        );
        std::fs::create_dir_all(from.join("files/a")).unwrap();
        std::fs::write(from.join("manifest.json"), b"{}").unwrap();
        std::fs::write(from.join("files/a/b.csv"), vec![7; 100_000]).unwrap();
        pack(&from, &archive).unwrap();
        unpack(&archive, &to).unwrap();
        assert_eq!(
            std::fs::read(to.join("files/a/b.csv")).unwrap(),
            vec![7; 100_000]
        );
        let cut = std::fs::read(&archive).unwrap();
        std::fs::write(&archive, &cut[..cut.len() - 9]).unwrap();
        assert!(
            unpack(&archive, &home.path().join("cut")).is_err(),
            "half an archive must not pass"
        );
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let archive = home.path().join("a.tar.gz");
        let mut builder = Builder::new(GzEncoder::new(
            File::create(&archive).unwrap(),
            Compression::fast(),
        ));
        let mut header = Header::new_gnu();
        header.set_size(1);
        header.set_entry_type(EntryType::Symlink);
        builder.append_link(&mut header, "files", "/etc").unwrap();
        builder.into_inner().unwrap().finish().unwrap();
        assert!(unpack(&archive, &home.path().join("to")).is_err());
    }
}
