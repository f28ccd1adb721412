//! Grids as a workbook, old fonts and all.

use std::path::Path;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatBorder, Formula, Workbook, Worksheet,
};

use crate::{
    Error,
    grid::{Cell, Grid, Merge, Value},
    legacy::Script,
};

/// Writes sheets in order. The same grids give the same bytes.
pub(crate) fn write(grids: &[Grid], script: Script, file: &Path) -> Result<(), Error> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2024, 10, 15)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for grid in grids {
        let sheet = book.add_worksheet();
        sheet.set_name(&grid.name)?;
        sheet.set_hidden(grid.hidden);
        Pen { script }.write(grid, sheet)?;
    }
    book.save(file)?;
    Ok(())
}

struct Pen {
    script: Script,
}

impl Pen {
    fn write(&self, grid: &Grid, sheet: &mut Worksheet) -> Result<(), Error> {
        for merge in &grid.merges {
            self.merged(grid, *merge, sheet)?;
        }
        for (r, row) in grid.rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                let merged = grid
                    .merges
                    .iter()
                    .any(|m| (m.top..=m.bottom).contains(&r) && (m.left..=m.right).contains(&c));
                if !merged {
                    self.cell(cell, at(r), column(c), sheet)?;
                }
            }
        }
        Ok(())
    }

    fn merged(&self, grid: &Grid, merge: Merge, sheet: &mut Worksheet) -> Result<(), Error> {
        let cell = grid.rows[merge.top].get(merge.left).cloned().unwrap_or_default();
        let text = match &cell.value {
            Value::Text(text) => text.clone(),
            _ => String::new(),
        };
        let (text, format) = self.hand(&cell, &text);
        let (top, bottom) = (at(merge.top), at(merge.bottom));
        sheet.merge_range(top, column(merge.left), bottom, column(merge.right), &text, &format)?;
        Ok(())
    }

    fn cell(&self, cell: &Cell, row: u32, column: u16, sheet: &mut Worksheet) -> Result<(), Error> {
        match &cell.value {
            Value::Empty => {}
            Value::Text(text) => {
                let (text, format) = self.hand(cell, text);
                sheet.write_string_with_format(row, column, text, &format)?;
            }
            Value::Number(number) => {
                let format = self.hand(cell, "").1.set_num_format("0");
                sheet.write_number_with_format(row, column, *number, &format)?;
            }
            Value::Day(day, look) => {
                let format = self.hand(cell, "").1.set_num_format(*look);
                let part = |n: i8| u8::try_from(n).unwrap_or(1);
                let year = u16::try_from(day.year()).unwrap_or(1900);
                let date = ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?;
                sheet.write_datetime_with_format(row, column, &date, &format)?;
            }
            Value::Formula(formula, result) => {
                let format = self.hand(cell, "").1;
                let formula = Formula::new(formula).set_result(result.to_string());
                sheet.write_formula_with_format(row, column, formula, &format)?;
            }
        }
        Ok(())
    }

    /// The text as its font wants it, and the font.
    fn hand(&self, cell: &Cell, text: &str) -> (String, Format) {
        let format = Format::new();
        let format =
            if cell.heading { format.set_bold() } else { format.set_border(FormatBorder::Thin) };
        if !cell.old_hand || !self.script.is_legacy() {
            let script = if self.script.is_legacy() { Script::Unicode } else { self.script };
            return (script.encode(text), format.set_font_name("Times New Roman"));
        }
        let capitals =
            text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
        match self.script {
            Script::Vni => (self.script.encode(text), format.set_font_name("VNI-Times")),
            // Toned capitals have no code of their own: the capital font shows small letters so.
            _ if capitals && cell.heading && text.chars().count() > 3 => {
                (self.script.encode(&text.to_lowercase()), format.set_font_name(".VnTimeH"))
            }
            _ => (self.script.encode(text), format.set_font_name(".VnTime")),
        }
    }
}

fn at(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn column(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
