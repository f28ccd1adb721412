//! A table's markup.

use std::fmt::Write as _;

use super::{Cell, Column, Filter, Row, Table};
use crate::{Component, Empty, Text, Ui, about, aside, escape};

/// Columns that fit a wide screen; with more the table scrolls within itself.
const FITTING: usize = 9;

pub(super) fn table(table: &Table, ui: &Ui, out: &mut String) {
    out.reserve(512 + table.rows.len() * table.columns.len() * 48);
    out.push_str("<section class=\"table\" id=\"");
    escape(&table.id, out);
    out.push_str("\">");
    tools(table, ui, out);
    if table.rows.is_empty() {
        heading(table, ui, out);
        let default = || Empty::new(ui.t("ui-table-empty"));
        table.empty.clone().unwrap_or_else(default).write(ui, out);
    } else {
        grid(table, ui, out);
    }
    if let Some(pages) = table.pages.filter(|p| p.pages() > 1) {
        let (page, rows) = (table.query.param("page"), table.query.param("rows"));
        pages.write_for(ui, (&page, &rows), &table.caption, out);
    }
    if !table.rows.is_empty() {
        exports(table, ui, out);
    }
    out.push_str("</section>");
}

fn heading(table: &Table, ui: &Ui, out: &mut String) {
    if !table.caption_hidden {
        out.push_str("<p class=\"caption\">");
        escape(&table.caption, out);
        out.push_str("</p>");
    }
    of(table, "p", ui, out);
}

/// What the rows are narrowed down by: on paper there is no address to read it from.
fn of(table: &Table, tag: &str, ui: &Ui, out: &mut String) {
    if let Some(said) = about::narrowed(ui, table) {
        let _ = write!(out, "<{tag} class=\"of\">");
        escape(&said, out);
        let _ = write!(out, "</{tag}>");
    }
}

fn grid(table: &Table, ui: &Ui, out: &mut String) {
    if table.caption_hidden {
        of(table, "p", ui, out);
    }
    let wide = if table.columns.len() > FITTING { " wide" } else { "" };
    let _ = write!(out, "<div class=\"scroll{wide}\" role=\"region\" tabindex=\"0\" aria-label=\"");
    escape(&table.caption, out);
    // Roles are said again because cards on a phone take a table's display away.
    out.push_str("\"><table role=\"table\"><caption");
    out.push_str(if table.caption_hidden { " class=\"vh\">" } else { ">" });
    escape(&table.caption, out);
    if !table.caption_hidden {
        of(table, "span", ui, out);
    }
    out.push_str("</caption><thead role=\"rowgroup\"><tr role=\"row\">");
    for column in &table.columns {
        head(table, column, ui, out);
    }
    out.push_str("</tr></thead><tbody role=\"rowgroup\">");
    for row in &table.rows {
        match row {
            Row::Section(label) => section(table.columns.len(), label, out),
            Row::Cells(cells, tone) => line(table, cells, tone.class(), ui, out),
        }
    }
    out.push_str("</tbody>");
    if let Some(cells) = &table.total {
        out.push_str("<tfoot role=\"rowgroup\">");
        line(table, cells, "total", ui, out);
        out.push_str("</tfoot>");
    }
    out.push_str("</table></div>");
}

fn head(table: &Table, column: &Column, ui: &Ui, out: &mut String) {
    let sort = table.query.sort.as_ref().filter(|s| s.key == column.key);
    out.push_str("<th role=\"columnheader\" scope=\"col\"");
    if column.number {
        out.push_str(" class=\"num\"");
    }
    if let Some(sort) = sort {
        let way = if sort.descending { "descending" } else { "ascending" };
        let _ = write!(out, " aria-sort=\"{way}\"");
    }
    out.push('>');
    if column.sortable {
        out.push_str("<a href=\"");
        escape(&table.query.sort_link(ui, &column.key), out);
        out.push_str("\">");
        escape(&column.label, out);
        out.push_str("<span class=\"way\" aria-hidden=\"true\">");
        out.push_str(sort.map_or("↕", |s| if s.descending { "↓" } else { "↑" }));
        out.push_str("</span></a>");
    } else {
        escape(&column.label, out);
    }
    out.push_str("</th>");
}

fn section(width: usize, label: &Text, out: &mut String) {
    let _ = write!(
        out,
        "<tr role=\"row\" class=\"section\"><th role=\"rowheader\" scope=\"rowgroup\" colspan=\"{width}\">"
    );
    escape(label, out);
    out.push_str("</th></tr>");
}

fn line(table: &Table, cells: &[Cell], class: &str, ui: &Ui, out: &mut String) {
    out.push_str("<tr role=\"row\"");
    if class != "plain" {
        let _ = write!(out, " class=\"{class}\"");
    }
    out.push('>');
    for (column, cell) in table.columns.iter().zip(cells) {
        let tag = if column.head { "th" } else { "td" };
        out.push_str(if column.head {
            "<th role=\"rowheader\" scope=\"row\""
        } else {
            "<td role=\"cell\""
        });
        if cell.is_blank() {
            out.push_str(" class=\"blank\"");
        } else if column.number {
            out.push_str(" class=\"num\"");
        }
        if !column.head {
            out.push_str(" data-label=\"");
            escape(&column.label, out);
            out.push('"');
        }
        out.push('>');
        cell.write(ui, out);
        let _ = write!(out, "</{tag}>");
    }
    out.push_str("</tr>");
}

fn tools(table: &Table, ui: &Ui, out: &mut String) {
    if table.filters.is_empty() && table.search.is_none() {
        return;
    }
    out.push_str("<div class=\"table-tools\">");
    if let Some(label) = &table.search {
        search(table, label, ui, out);
    }
    for filter in &table.filters {
        choices(table, filter, ui, out);
    }
    out.push_str("</div>");
}

fn search(table: &Table, label: &Text, ui: &Ui, out: &mut String) {
    let (q, page) = (table.query.param("q"), table.query.param("page"));
    out.push_str("<form class=\"find\" method=\"get\" action=\"");
    escape(ui.path(), out);
    out.push_str("\">");
    for (name, value) in ui.query().pairs().filter(|(name, _)| *name != q && *name != page) {
        out.push_str("<input type=\"hidden\" name=\"");
        escape(name, out);
        out.push_str("\" value=\"");
        escape(value, out);
        out.push_str("\">");
    }
    let _ = write!(out, "<label for=\"{0}-{q}\">", table.id);
    escape(label, out);
    let _ = write!(
        out,
        "</label> <input type=\"search\" maxlength=\"200\" id=\"{0}-{q}\" name=\"{q}\" value=\"",
        table.id
    );
    escape(table.query.q.as_deref().unwrap_or(""), out);
    out.push_str("\"> <button class=\"button quiet\" type=\"submit\">");
    escape(&ui.t("ui-search"), out);
    out.push_str("</button></form>");
}

fn choices(table: &Table, filter: &Filter, ui: &Ui, out: &mut String) {
    let chosen = ui.query().get(&filter.param);
    let without = ui.query().clone().without(&[&table.query.param("page")]);
    out.push_str("<nav class=\"filter\" aria-label=\"");
    escape(&filter.label, out);
    out.push_str("\"><span class=\"label\">");
    escape(&filter.label, out);
    out.push_str("</span><ul>");
    let all = (Text::default(), ui.t("ui-filter-all"), None);
    for (value, label, count) in std::iter::once(&all).chain(&filter.choices) {
        let set = (!value.is_empty()).then_some(value.as_ref());
        out.push_str("<li><a href=\"");
        escape(&without.clone().with(&filter.param, set).behind(ui.path()), out);
        out.push('"');
        if chosen == set {
            out.push_str(" aria-current=\"true\"");
        }
        out.push('>');
        escape(label, out);
        if let Some(n) = count {
            let _ = write!(out, " <span class=\"count\">{}</span>", ui.n(*n));
        }
        out.push_str("</a></li>");
    }
    out.push_str("</ul></nav>");
}

/// Links to the rows as files.
fn exports(table: &Table, ui: &Ui, out: &mut String) {
    if !table.export {
        return aside::links(&table.id, &table.caption, ui, out);
    }
    let param = table.query.param("format");
    aside::links_by(&table.caption, ui, out, |format| ui.here_with(&param, Some(format)));
}
