//! Why a file could not be read as a table. Each has a key for the sentence that the user reads; none repeats content.

/// A refusal of a file.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// No bytes, or no row.
    #[error("the file is empty")]
    Empty,
    /// Not text, not a workbook.
    #[error("the file is no table")]
    NotATable,
    /// A workbook of the format before 2007, or one locked with a password.
    #[error("the workbook is of the old format or locked with a password")]
    OldWorkbook,
    /// A workbook that cannot be unpacked or understood.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// More bytes unpacked than allowed.
    #[error("the workbook unpacks to more than {} bytes", super::MAX_UNPACKED)]
    UnpacksTooLarge,
    /// More columns than allowed.
    #[error("row {row} has more than {} columns", super::MAX_COLUMNS)]
    TooManyColumns {
        /// The row.
        row: u64,
    },
    /// More rows than a workbook can have.
    #[error("more than {} rows", super::MAX_WORKBOOK_ROWS)]
    TooManyRows,
    /// A quotation mark was opened and not closed.
    #[error("the quotation mark opened in row {row} is not closed")]
    OpenQuote {
        /// The row in which it was opened.
        row: u64,
    },
    /// Bytes that are no text of the encoding.
    #[error("the bytes after row {row} are no text of the encoding")]
    BadText {
        /// The last row that was read.
        row: u64,
    },
    /// The file could not be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
}

impl TableError {
    /// Key of the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file-empty",
            Self::NotATable => "file-not-a-table",
            Self::OldWorkbook => "file-old-workbook",
            Self::Damaged(_) => "file-damaged",
            Self::UnpacksTooLarge => "file-unpacks-too-large",
            Self::TooManyColumns { .. } => "file-too-many-columns",
            Self::TooManyRows => "file-too-many-rows",
            Self::OpenQuote { .. } => "file-open-quote",
            Self::BadText { .. } => "file-bad-text",
            Self::Io(_) => "disk-failed",
        }
    }

    /// Arguments of the sentence.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnpacksTooLarge => {
                vec![("max", (super::MAX_UNPACKED / (1024 * 1024)).to_string())]
            }
            Self::TooManyColumns { row } => vec![
                ("row", row.to_string()),
                ("max", super::MAX_COLUMNS.to_string()),
            ],
            Self::TooManyRows => vec![("max", super::MAX_WORKBOOK_ROWS.to_string())],
            Self::OpenQuote { row } | Self::BadText { row } => vec![("row", row.to_string())],
            _ => Vec::new(),
        }
    }
}
