//! Blank forms: what a kind of sheet asks for, as a workbook to be filled in.
//!
//! A form is printed with the headings the reader knows, drop-downs and checks in its cells, an
//! example that the reader leaves out, and a sheet that says how to fill it in. Its texts are data
//! (`printed.json`): what is sent to offices is in their language, whoever downloads it.

mod asks;
mod model;
mod printed;
mod write;

pub use model::{Asks, Form, FormColumn};
pub use printed::{of_kind, officers};
pub use write::{Around, write};
