//! The sheet's markup.

use std::fmt::Write as _;

use super::{CellState, Grid, GridCell, GridColumn, GridRow, RowKind, column_letters};
use crate::{Text, Tone, Ui, escape};

pub(super) fn grid(grid: &Grid, ui: &Ui, out: &mut String) {
    out.reserve(1024 + grid.rows.len() * grid.columns.len() * 48);
    let rail = if grid.remarks.is_empty() { " no-rail" } else { "" };
    let _ = write!(out, "<div class=\"sheet{rail}\">");
    remarks(grid, ui, out);
    out.push_str("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    escape(&grid.caption, out);
    out.push_str("\"><table><caption class=\"vh\">");
    escape(&grid.caption, out);
    out.push_str("</caption><thead><tr><td class=\"corner\"></td>");
    for (c, column) in (0..).zip(&grid.columns) {
        head(grid, c, column, ui, out);
    }
    out.push_str("</tr></thead><tbody>");
    for row in &grid.rows {
        line(grid, row, ui, out);
    }
    out.push_str("</tbody></table></div>");
    legend(ui, out);
    out.push_str("</div>");
}

fn text(value: &str, out: &mut String) {
    escape(value, out);
}

fn head(grid: &Grid, c: u32, column: &GridColumn, ui: &Ui, out: &mut String) {
    let letters = column_letters(c);
    let _ =
        write!(out, "<th scope=\"col\" class=\"{}\"><span class=\"letter\">", column.tone.class());
    out.push_str(&letters);
    if column.tone != Tone::Plain {
        let _ =
            write!(out, " <span class=\"sign\" aria-hidden=\"true\">{}</span>", column.tone.sign());
    }
    out.push_str("</span>");
    text(&column.taken, out);
    if !column.choices.is_empty() {
        select(grid, column, letters, ui, out);
    }
    out.push_str("</th>");
}

fn select(grid: &Grid, column: &GridColumn, letters: String, ui: &Ui, out: &mut String) {
    if let Some(error) = &column.error {
        let _ = write!(out, "<span class=\"error\" id=\"{}-error\">", column.name);
        text(error, out);
        out.push_str("</span>");
    }
    out.push_str("<select form=\"");
    text(&grid.form, out);
    out.push_str("\" name=\"");
    text(&column.name, out);
    if column.error.is_some() {
        let _ = write!(
            out,
            "\" id=\"{0}\" aria-invalid=\"true\" aria-describedby=\"{0}-error",
            column.name
        );
    }
    out.push_str("\" aria-label=\"");
    text(&ui.f("ui-grid-column", &[("column", letters.into())]), out);
    out.push_str("\">");
    for choice in &column.choices {
        choice.write_option(out);
    }
    out.push_str("</select>");
}

fn line(grid: &Grid, row: &GridRow, ui: &Ui, out: &mut String) {
    let _ = write!(out, "<tr class=\"{}\"><th scope=\"row\">{}", row.kind.class(), row.number);
    if row.kind != RowKind::Data {
        out.push_str("<span class=\"vh\"> ");
        text(&ui.t(row.kind.word()), out);
        out.push_str("</span>");
    }
    out.push_str("</th>");
    let mut c = 0;
    for it in &row.cells {
        cell(grid, row.number, c, it, ui, out);
        c += it.span.max(1);
    }
    out.push_str("</tr>");
}

fn cell(grid: &Grid, row: u32, c: u32, cell: &GridCell, ui: &Ui, out: &mut String) {
    let remark = grid.remarks.iter().position(|r| r.row == row && r.column == c);
    out.push_str("<td");
    if remark.is_some() {
        let _ = write!(out, " id=\"{}-r{row}c{c}\" tabindex=\"-1\"", grid.id);
    }
    if cell.state != CellState::Plain {
        let _ = write!(out, " class=\"{}\"", cell.state.class());
    }
    if cell.span > 1 {
        let _ = write!(out, " colspan=\"{}\"", cell.span);
    }
    out.push('>');
    if !cell.state.sign().is_empty() {
        let _ = write!(
            out,
            "<span class=\"sign\" aria-hidden=\"true\">{}</span><span class=\"vh\">",
            cell.state.sign()
        );
        text(&ui.t(cell.state.word()), out);
        out.push_str(": </span>");
    }
    match &cell.edit {
        Some(name) => {
            input(grid, row, c, name, cell, remark, out);
            link(cell, "", out);
        }
        None if cell.leads.is_some() => link(cell, &cell.text, out),
        None => text(&cell.text, out),
    }
    out.push_str("</td>");
}

/// The way to the page about a cell, under what stands in it or, where nothing does, a sign.
fn link(cell: &GridCell, shown: &str, out: &mut String) {
    let Some((href, label)) = &cell.leads else { return };
    out.push_str("<a class=\"about\" href=\"");
    text(href, out);
    out.push_str("\">");
    if shown.trim().is_empty() {
        out.push_str("<span aria-hidden=\"true\">＋</span>");
    } else {
        text(shown, out);
    }
    out.push_str("<span class=\"vh\"> ");
    text(label, out);
    out.push_str("</span></a>");
}

fn input(
    grid: &Grid,
    row: u32,
    c: u32,
    name: &Text,
    cell: &GridCell,
    remark: Option<usize>,
    out: &mut String,
) {
    out.push_str("<input form=\"");
    text(&grid.form, out);
    out.push_str("\" name=\"");
    text(name, out);
    out.push_str("\" value=\"");
    text(&cell.text, out);
    let _ = write!(out, "\" autocomplete=\"off\" aria-label=\"{}{row}\"", column_letters(c));
    if cell.state == CellState::Held {
        out.push_str(" aria-invalid=\"true\"");
    }
    if let Some(n) = remark {
        let _ = write!(out, " aria-describedby=\"{}-m{n}\"", grid.id);
    }
    out.push('>');
}

fn remarks(grid: &Grid, ui: &Ui, out: &mut String) {
    if grid.remarks.is_empty() {
        return;
    }
    out.push_str("<section class=\"rail\"><h3>");
    let shown = u64::try_from(grid.remarks.len()).unwrap_or(u64::MAX);
    let all = i64::try_from(shown.saturating_add(grid.more_remarks)).unwrap_or(i64::MAX);
    text(&ui.f("ui-grid-remarks", &[("n", all.into())]), out);
    out.push_str("</h3><ol tabindex=\"0\">");
    for (n, remark) in grid.remarks.iter().enumerate() {
        let _ = write!(
            out,
            "<li class=\"{}\"><a data-cell href=\"#{}-r{2}c{3}\"><span class=\"sign\" aria-hidden=\"true\">{4}</span> {5}{2}</a> <span id=\"{1}-m{n}\">",
            remark.state.class(),
            grid.id,
            remark.row,
            remark.column,
            remark.state.sign(),
            column_letters(remark.column),
        );
        text(&remark.text, out);
        if !remark.more.is_empty() {
            out.push_str("<span class=\"note\">");
            text(&remark.more, out);
            out.push_str("</span>");
        }
        out.push_str("</span></li>");
    }
    out.push_str("</ol>");
    if grid.more_remarks > 0 {
        let count = i64::try_from(grid.more_remarks).unwrap_or(i64::MAX);
        out.push_str("<p class=\"small\">");
        text(&ui.f("ui-grid-more", &[("n", count.into())]), out);
        out.push_str("</p>");
    }
    out.push_str("</section>");
}

fn legend(ui: &Ui, out: &mut String) {
    out.push_str("<ul class=\"legend\">");
    for state in [CellState::Read, CellState::Changed, CellState::Warned, CellState::Held] {
        let _ = write!(
            out,
            "<li><span class=\"swatch {}\" aria-hidden=\"true\">{}</span> ",
            state.class(),
            state.sign()
        );
        text(&ui.t(state.word()), out);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
}
