//! How much a file may ask of us, and the refusals.

/// Bounds that are checked before a parser sees the file.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of everything inside, inflated.
    pub inflated_bytes: u64,
    /// Inflated to packed, of any large part.
    pub ratio: u64,
    /// Rows of one sheet.
    pub rows: u32,
    /// Columns of one sheet; blank ones beyond are ignored.
    pub columns: u16,
    /// Filled cells of the workbook.
    pub cells: u64,
    /// Worksheets.
    pub sheets: usize,
    /// Characters of one cell's text; spreadsheets themselves hold no more.
    pub cell_chars: usize,
    /// Bytes of text of all cells, each counted wherever it stands: a package holds one that stands
    /// in a million cells once.
    pub text_bytes: u64,
    /// Nesting of XML elements.
    pub xml_depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 32 << 20,
            inflated_bytes: 512 << 20,
            ratio: 200,
            rows: 200_000,
            columns: 256,
            cells: 5_000_000,
            sheets: 256,
            cell_chars: 32_767,
            text_bytes: 128 << 20,
            xml_depth: 64,
        }
    }
}

/// Why a file is not read at all. The words stand in the messages, under [`Refusal::code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub enum Refusal {
    /// No byte in it.
    Empty,
    /// More bytes than allowed.
    FileTooLarge {
        /// The bound in bytes.
        limit: u64,
    },
    /// Inflates to more than allowed.
    InflatedTooLarge {
        /// The bound in bytes.
        limit: u64,
    },
    /// A part is packed tighter than an honest one can be.
    ZipRatio {
        /// The bound.
        limit: u64,
    },
    /// A part's name leads out of the package, or stands there twice.
    ZipName,
    /// Document type or entity declarations inside.
    XmlEntities,
    /// Elements nested too deep.
    XmlDepth {
        /// The bound.
        limit: u64,
    },
    /// Rows beyond the bound.
    TooManyRows {
        /// The bound.
        limit: u64,
    },
    /// Filled columns beyond the bound.
    TooManyColumns {
        /// The bound.
        limit: u64,
    },
    /// Cells beyond the bound.
    TooManyCells {
        /// The bound.
        limit: u64,
    },
    /// Worksheets beyond the bound.
    TooManySheets {
        /// The bound.
        limit: u64,
    },
    /// A cell's text beyond the bound.
    CellTooLong {
        /// The bound in characters.
        limit: u64,
    },
    /// Text beyond the bound, in all cells together.
    TooMuchText {
        /// The bound in bytes.
        limit: u64,
    },
    /// Two worksheets bear one name: nobody could say which is meant.
    SheetNames,
    /// Locked with a password.
    Encrypted,
    /// Neither a workbook nor text.
    NotASpreadsheet,
    /// Looks like a workbook and breaks off, or contradicts itself.
    Corrupt,
}

impl Refusal {
    /// Stable name, for messages and programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::InflatedTooLarge { .. } => "inflated_too_large",
            Self::ZipRatio { .. } => "zip_ratio",
            Self::ZipName => "zip_name",
            Self::XmlEntities => "xml_entities",
            Self::XmlDepth { .. } => "xml_depth",
            Self::TooManyRows { .. } => "too_many_rows",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::TooManyCells { .. } => "too_many_cells",
            Self::TooManySheets { .. } => "too_many_sheets",
            Self::CellTooLong { .. } => "cell_too_long",
            Self::TooMuchText { .. } => "too_much_text",
            Self::SheetNames => "sheet_names",
            Self::Encrypted => "encrypted",
            Self::NotASpreadsheet => "not_a_spreadsheet",
            Self::Corrupt => "corrupt",
        }
    }

    /// The bound that was passed, where the refusal has one.
    pub const fn limit(&self) -> Option<u64> {
        match self {
            Self::FileTooLarge { limit }
            | Self::InflatedTooLarge { limit }
            | Self::ZipRatio { limit }
            | Self::XmlDepth { limit }
            | Self::TooManyRows { limit }
            | Self::TooManyColumns { limit }
            | Self::TooManyCells { limit }
            | Self::TooManySheets { limit }
            | Self::CellTooLong { limit }
            | Self::TooMuchText { limit } => Some(*limit),
            _ => None,
        }
    }
}
