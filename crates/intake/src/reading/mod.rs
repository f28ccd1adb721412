//! Bytes of an office spreadsheet → grid → table → records, with problems at their cells.
//!
//! Nothing here knows a database or a page. [`open`] turns bytes into a [`Workbook`] or refuses
//! them; [`detect`] finds the tables of a [`Grid`] and what their columns mean; [`read_sheet`]
//! turns the rows into [`OfficerRow`]s. What can't be read is a [`Problem`] at its cell: a row
//! with a problem that holds is kept and shown, never counted, never dropped.

mod aside;
mod beside;
pub mod charset;
mod detect;
mod fields;
mod grid;
mod legend;
mod limits;
mod mark;
mod meaning;
mod open;
mod records;
mod units;
pub mod values;

pub(crate) use aside::asides;
pub(crate) use beside::beside_cells;
pub use detect::{
    Beside, Column, Confidence, DetectOptions, Detected, LOWEST, Mapping, Pointed, PointedLayouts,
    TALLEST, Table, TitleBlock, continued, detect, point, pointed, standing, title_above,
};
pub(crate) use detect::{has, is_numbering};
pub use fields::{FieldWords, default_fields};
pub use grid::{Asides, Cell, Format, Grid, Merge, Row, Workbook, column_letter};
pub use legend::Legend;
pub use limits::{Limits, Refusal};
pub use mark::{Mark, Marked, mark};
pub use meaning::Meaning;
pub use open::open;
pub use records::{
    Context, Extra, HOLDS, OfficerRow, Problem, RowKind, RowReading, SheetIssue, SheetReading,
    TableRead, UnitFound, UnitSource, read_sheet,
};
pub(crate) use records::{role, signing, spoken_for};
pub use registry::model::{Mode, Sex};
pub(crate) use units::is_area_office;
pub use units::{Office, Resolution, UnitIndex};
