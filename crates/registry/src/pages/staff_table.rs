//! The table of people and their duties, wherever it stands.

use ui::{Cell, Column, Html, Table, TableQuery, Text, Tone, Ui, format};

use super::{
    links,
    words::{self, FieldNames},
};
use crate::{
    figures::{StaffOrder, StaffRow},
    model::OrgId,
    rules::lineage::OrgMap,
};
use kernel::Date;

/// What the table may be sorted by.
pub(super) const SORTABLE: &[&str] = &["name", "title", "mode"];

/// Whether numbers and phones are shown as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Masked,
    /// Opened with a purpose, and noted.
    Opened,
}

/// How a page shows its people.
pub(super) struct StaffTable<'a> {
    pub(super) ui: &'a Ui,
    pub(super) orgs: &'a OrgMap,
    pub(super) day: Date,
    pub(super) fields: &'a FieldNames,
    /// Whether each row names its office.
    pub(super) with_office: bool,
    pub(super) shown: Shown,
}

/// The order the address asks for.
pub(super) fn order(query: &TableQuery) -> (StaffOrder, bool) {
    let Some(sort) = &query.sort else { return (StaffOrder::Name, false) };
    let order = match sort.key.as_str() {
        "title" => StaffOrder::Title,
        "mode" => StaffOrder::Mode,
        _ => StaffOrder::Name,
    };
    (order, sort.descending)
}

impl StaffTable<'_> {
    /// The table of some rows.
    pub(super) fn table(&self, caption: Text, query: &TableQuery, rows: &[StaffRow]) -> Table {
        self.listed("nguoi", caption, query, rows).exported()
    }

    /// The same as one of several tables of a page, which is its own file.
    pub(super) fn listed(
        &self,
        id: &'static str,
        caption: Text,
        query: &TableQuery,
        rows: &[StaffRow],
    ) -> Table {
        let mut table = Table::new(id, caption, self.columns()).asked(query);
        for row in rows {
            let tone = if row.duty.as_ref().is_some_and(|d| !self.is_there(d.org)) {
                Tone::Doubt
            } else {
                Tone::Plain
            };
            table.push_toned(tone, self.row(row));
        }
        table
    }

    fn columns(&self) -> Vec<Column> {
        let ui = self.ui;
        let mut columns = vec![Column::new("name", ui.t("registry-col-name")).head().sortable()];
        if self.with_office {
            columns.push(Column::new("office", ui.t("registry-col-office")));
        }
        columns.extend([
            Column::new("title", ui.t("registry-col-title")).sortable(),
            Column::new("mode", ui.t("registry-col-mode")).sortable(),
            Column::new("fields", ui.t("registry-col-fields")),
            Column::new("birth", ui.t("registry-col-birth")).number(),
            Column::new("number", ui.t("registry-col-number")),
            Column::new("phone", ui.t("registry-col-phone")),
            Column::new("source", ui.t("registry-col-source")),
        ]);
        columns
    }

    fn row(&self, row: &StaffRow) -> Vec<Cell> {
        let ui = self.ui;
        let mut cells = vec![self.name(row)];
        let duty = row.duty.as_ref();
        if self.with_office {
            cells.push(duty.map_or_else(|| self.no_duty(), |d| self.office(d.org)));
        }
        let title = duty.and_then(|d| d.title.clone()).unwrap_or_default();
        cells.extend([
            Cell::text(title),
            duty.map_or_else(Cell::blank, |d| Cell::text(words::mode(ui, d.mode))),
            duty.map_or_else(Cell::blank, |d| Cell::text(self.fields.join(&d.fields))),
            self.birth(row),
            self.number(row),
            self.phone(row),
            self.source(row),
        ]);
        cells
    }

    fn name(&self, row: &StaffRow) -> Cell {
        let shown = match (&row.full_name, row.erased_by) {
            (Some(name), _) => name.clone().into(),
            (None, Some(act)) => self.ui.f("registry-erased-by", &[("n", act.into())]),
            (None, None) => self.ui.t("registry-unnamed"),
        };
        Cell::text(shown).link(links::person(row.person))
    }

    fn office(&self, org: OrgId) -> Cell {
        let (now, ever) = (self.orgs.on(org, self.day), self.orgs.latest(org));
        let Some(office) = now.or(ever) else { return Cell::blank() };
        let cell = Cell::text(office.name.clone()).link(links::office(&office.code));
        if now.is_some() { cell } else { cell.note(self.ui.t("registry-not-placed")) }
    }

    fn is_there(&self, org: OrgId) -> bool {
        self.orgs.on(org, self.day).is_some()
    }

    fn no_duty(&self) -> Cell {
        Cell::unknown(self.ui.t("registry-no-duty"))
    }

    fn birth(&self, row: &StaffRow) -> Cell {
        match (self.shown, row.birth.as_deref()) {
            (Shown::Opened, Some(birth)) => Cell::text(words::birth(birth)),
            (_, birth) => Cell::text(words::birth_year(birth)),
        }
    }

    fn number(&self, row: &StaffRow) -> Cell {
        secret(self.shown, row.personal_number.as_deref(), format::mask_personal_number)
    }

    fn phone(&self, row: &StaffRow) -> Cell {
        secret(self.shown, row.phone.as_deref(), format::mask_phone)
    }

    fn source(&self, row: &StaffRow) -> Cell {
        let Some(source) = row.duty.as_ref().and_then(|d| d.source.as_ref()) else {
            return Cell::blank();
        };
        let said = self.ui.f("registry-source-row", &[("row", source.row.into())]);
        let plain = links::source_name(self.ui, source);
        // On paper no link leads to the file: it is named.
        let link = links::html(self.ui, &said, &links::source(source));
        let paper = Html::text(&plain);
        let html = Html::trusted(format!(
            "<span class=\"on-screen\">{link}</span><span class=\"on-paper\">{paper}</span>"
        ));
        Cell::html(html, plain)
    }
}

fn secret(shown: Shown, value: Option<&str>, mask: fn(&str) -> String) -> Cell {
    match (shown, value) {
        (_, None) => Cell::blank(),
        (Shown::Opened, Some(value)) => Cell::text(value.to_owned()),
        (Shown::Masked, Some(value)) => {
            let masked = mask(value);
            Cell::html(short(&masked), masked)
        }
    }
}

/// The end of a mask, on one line: a list shows that there is a number, and which of two.
fn short(masked: &str) -> Html {
    let tail = masked.rsplit(' ').next().filter(|t| !t.contains('•')).unwrap_or_default();
    Html::text(&format!("•••{tail}"))
}
