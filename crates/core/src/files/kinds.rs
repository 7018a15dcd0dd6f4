//! Kinds of file by their ending, with the bytes they begin with. What a browser would run is not among them.

/// A kind of file that may be uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Ending of the name, lower case.
    pub ending: &'static str,
    /// Media type it is served with.
    pub media_type: &'static str,
    sign: Sign,
}

/// How the bytes of a kind begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// With these; a PDF may have some bytes before them.
    Near(&'static [u8]),
    /// A zip archive; one that is locked with a password is wrapped in an OLE file.
    Packed,
    /// The OLE files of old office programs.
    Ole,
    /// Text: no zero bytes but those of UTF-16.
    Text,
    /// Not looked at.
    Any,
}

/// Bytes at the beginning in which the sign of a PDF may stand.
const HEAD: usize = 1024;

const fn kind(ending: &'static str, media_type: &'static str, sign: Sign) -> Kind {
    Kind {
        ending,
        media_type,
        sign,
    }
}

/// Every kind.
const KINDS: [Kind; 24] = [
    kind("pdf", "application/pdf", Sign::Near(b"%PDF-")),
    kind(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Sign::Packed,
    ),
    kind(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Sign::Packed,
    ),
    kind(
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Sign::Packed,
    ),
    kind(
        "odt",
        "application/vnd.oasis.opendocument.text",
        Sign::Packed,
    ),
    kind(
        "ods",
        "application/vnd.oasis.opendocument.spreadsheet",
        Sign::Packed,
    ),
    kind("zip", "application/zip", Sign::Packed),
    kind("doc", "application/msword", Sign::Ole),
    kind("xls", "application/vnd.ms-excel", Sign::Ole),
    kind("ppt", "application/vnd.ms-powerpoint", Sign::Ole),
    kind("csv", "text/csv", Sign::Text),
    kind("tsv", "text/tab-separated-values", Sign::Text),
    kind("txt", "text/plain", Sign::Text),
    kind("md", "text/plain", Sign::Text),
    kind("xml", "application/xml", Sign::Text),
    kind("png", "image/png", Sign::Near(b"\x89PNG")),
    kind("jpg", "image/jpeg", Sign::Near(b"\xFF\xD8\xFF")),
    kind("jpeg", "image/jpeg", Sign::Near(b"\xFF\xD8\xFF")),
    kind("gif", "image/gif", Sign::Near(b"GIF8")),
    kind("webp", "image/webp", Sign::Near(b"WEBP")),
    kind("heic", "image/heic", Sign::Any),
    kind("mp3", "audio/mpeg", Sign::Any),
    kind("m4a", "audio/mp4", Sign::Any),
    kind("mp4", "video/mp4", Sign::Any),
];

/// The kind that the ending of a name tells; `None` for one that may not be uploaded.
pub fn kind_of(name: &str) -> Option<Kind> {
    let (_, ending) = name.rsplit_once('.')?;
    let known = |kind: &Kind| kind.ending.eq_ignore_ascii_case(ending.trim());
    KINDS.into_iter().find(known)
}

impl Kind {
    /// Do the bytes begin as this kind does?
    pub(super) fn begins(self, bytes: &[u8]) -> bool {
        let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
        let ole = bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
        match self.sign {
            Sign::Near(sign) => head.windows(sign.len()).any(|part| part == sign),
            Sign::Packed => bytes.starts_with(b"PK") || ole,
            Sign::Ole => ole,
            Sign::Text => {
                let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
                wide || !head.contains(&0)
            }
            Sign::Any => true,
        }
    }

    /// Every ending with its point, as a form names what it takes.
    pub fn endings() -> String {
        let all: Vec<String> = KINDS
            .iter()
            .map(|kind| format!(".{}", kind.ending))
            .collect();
        all.join(",")
    }
}
