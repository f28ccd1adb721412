//! What can go wrong while a province is written.

/// Why a province could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There are sheets already; new ones among them would be taken for the same province.
    #[error("{} exists already", .0.display())]
    Exists(std::path::PathBuf),
    /// The folder or a file in it cannot be written.
    #[error("cannot write: {0}")]
    Write(#[from] std::io::Error),
    /// A table cannot be written.
    #[error("cannot write a table: {0}")]
    Table(#[from] csv::Error),
    /// A workbook cannot be written.
    #[error("cannot write a workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// An Open Document spreadsheet cannot be packed.
    #[error("cannot pack a spreadsheet: {0}")]
    Pack(#[from] zip::result::ZipError),
    /// A map or the truth cannot be written.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
}
