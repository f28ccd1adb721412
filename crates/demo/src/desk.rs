//! Where books are written: offices and people at hand, files and truth coming out.

use std::path::Path;

use crate::{
    Error,
    book::Book,
    dice::Dice,
    frame,
    grid::Grid,
    knobs::Container,
    ods,
    offices::Office,
    page::Page,
    staff::Post,
    text,
    truth::{Line, SheetIssue},
    workbook,
};

/// What is needed to write a book.
pub(crate) struct Desk<'a> {
    pub(crate) seed: u64,
    pub(crate) offices: &'a [Office],
    pub(crate) posts: &'a [Post],
    /// Whether a text is the name of an office.
    pub(crate) is_office: &'a dyn Fn(&str) -> bool,
}

/// What a written book must be read as.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) lines: Vec<Line>,
    pub(crate) issues: Vec<SheetIssue>,
}

impl Desk<'_> {
    /// Writes a book into a folder.
    pub(crate) fn write(&self, book: &Book, dir: &Path) -> Result<Written, Error> {
        let (grids, written) = self.compose(book);
        let file = dir.join(&book.file);
        match book.knobs.container {
            Container::Xlsx => workbook::write(&grids, book.knobs.script, &file)?,
            Container::Ods => ods::write(&grids, book.knobs.script, &file)?,
            Container::Csv { separator, wide, mark } => {
                let form = text::Form { separator, wide, mark, script: book.knobs.script };
                text::write(&grids[0], &form, &file)?;
            }
        }
        Ok(written)
    }

    fn compose(&self, book: &Book) -> (Vec<Grid>, Written) {
        let (mut grids, mut written) = (Vec::new(), Written::default());
        for sheet in &book.sheets {
            let mut page = Page::new(self, book, sheet);
            page.fill();
            grids.push(page.grid);
            written.lines.append(&mut page.lines);
            written.issues.append(&mut page.issues);
        }
        if book.knobs.is_workbook() {
            let mut dice = Dice::new(self.seed, &format!("beside {}", book.layout_label));
            if book.knobs.guide {
                let at = if dice.percent(50.0) { 0 } else { grids.len() };
                grids.insert(at, frame::guide());
            }
            grids.extend(frame::hidden(book.knobs.hidden, &mut dice));
        }
        (grids, written)
    }
}
