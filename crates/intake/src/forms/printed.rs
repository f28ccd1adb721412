//! The texts of forms, and forms made of them.

use std::{collections::BTreeMap, sync::LazyLock};

use registry::model::Field;
use serde::Deserialize;

use super::{Asks, Form, FormColumn};
use crate::listing::{Kind, KindColumn, ValueKind};

/// Everything that is printed.
#[derive(Deserialize)]
pub(super) struct Printed {
    words: BTreeMap<String, String>,
    pub(super) advice: Vec<String>,
    helps: BTreeMap<String, String>,
    forms: Vec<PrintedForm>,
}

#[derive(Deserialize)]
struct PrintedForm {
    code: String,
    name: String,
    title: Vec<String>,
    columns: Vec<PrintedColumn>,
}

#[derive(Clone, Deserialize)]
struct PrintedColumn {
    key: String,
    #[serde(default)]
    group: Option<String>,
    heading: String,
    asks: Asks,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    help: Option<String>,
    #[serde(default)]
    example: String,
}

/// The texts.
pub(super) fn printed() -> &'static Printed {
    static PRINTED: LazyLock<Printed> = LazyLock::new(|| {
        serde_json::from_str(include_str!("printed.json")).expect("tested: it is read")
    });
    &PRINTED
}

impl Printed {
    /// A word of every form.
    pub(super) fn word(&self, key: &str) -> &str {
        self.words.get(key).map_or("", String::as_str)
    }

    /// How a sort of cell is filled in.
    pub(super) fn help(&self, asks: &Asks) -> &str {
        self.helps.get(asks.name()).map_or("", String::as_str)
    }

    fn form(&self, code: &str) -> Option<&PrintedForm> {
        self.forms.iter().find(|f| f.code == code)
    }

    fn column(&self, told: &PrintedColumn, required: bool) -> FormColumn {
        let help = told.help.clone().unwrap_or_else(|| self.help(&told.asks).to_owned());
        let ordinal = told.asks == Asks::Ordinal;
        let example = if ordinal { self.word("example").to_owned() } else { told.example.clone() };
        FormColumn {
            key: told.key.clone(),
            group: told.group.clone(),
            heading: told.heading.clone(),
            asks: told.asks.clone(),
            required,
            help,
            example,
        }
    }
}

/// The form of a list of officers: a column for each field of duty.
pub fn officers(fields: &[Field]) -> Form {
    let printed = printed();
    let told = printed.form("officers").expect("tested: it is printed");
    let mut columns = Vec::new();
    for column in &told.columns {
        if column.key != "fields" {
            columns.push(printed.column(column, column.required));
            continue;
        }
        for (place, field) in fields.iter().enumerate() {
            let example = if place == 0 { column.example.clone() } else { String::new() };
            let heading = field.name_vi.clone();
            let own = PrintedColumn { heading, example, ..column.clone() };
            columns.push(printed.column(&own, false));
        }
    }
    Form { code: told.code.clone(), name: told.name.clone(), title: told.title.clone(), columns }
}

/// The form of a further kind of sheet; `None` where its rows are not taken in.
pub fn of_kind(kind: &Kind) -> Option<Form> {
    if kind.set_aside.is_some() {
        return None;
    }
    let printed = printed();
    let must = |key: &str| kind.place(key).is_some_and(|at| kind.columns[at].never_blank);
    match printed.form(&kind.code) {
        Some(told) => Some(Form {
            code: kind.code.clone(),
            name: told.name.clone(),
            title: told.title.clone(),
            columns: told.columns.iter().map(|c| printed.column(c, must(&c.key))).collect(),
        }),
        None => described(printed, kind),
    }
}

/// The form of a kind that was described: as its description says.
fn described(printed: &Printed, kind: &Kind) -> Option<Form> {
    let column = |column: &KindColumn| {
        let told = PrintedColumn {
            key: column.key.clone(),
            group: None,
            heading: column.label.clone()?,
            asks: asks(column),
            required: column.never_blank,
            help: None,
            example: column.example.clone(),
        };
        Some(printed.column(&told, column.never_blank))
    };
    let columns: Option<Vec<FormColumn>> = kind.columns.iter().map(column).collect();
    let title = vec![kind.name.to_uppercase()];
    Some(Form { code: kind.code.clone(), name: kind.name.clone(), title, columns: columns? })
}

fn asks(column: &KindColumn) -> Asks {
    match column.value {
        ValueKind::Ordinal => Asks::Ordinal,
        ValueKind::Text => Asks::Text,
        ValueKind::Name => Asks::Name,
        ValueKind::Birth => Asks::Birth,
        ValueKind::Date => Asks::Date,
        ValueKind::Year => Asks::Year,
        ValueKind::Count => Asks::Count,
        ValueKind::Number => Asks::Number,
        ValueKind::Tick => Asks::Tick,
        ValueKind::Choice => Asks::Choice(column.choices.clone()),
        ValueKind::Phone => Asks::Phone,
        ValueKind::Unit | ValueKind::Area => Asks::Unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::built_in;

    #[test]
    fn every_kind_whose_rows_are_taken_has_its_form() {
        for kind in built_in().iter().filter(|k| k.set_aside.is_none()) {
            let told = printed().form(&kind.code).expect(&kind.code);
            for column in &told.columns {
                let at = kind.place(&column.key).expect(&column.key);
                let of_kind = asks(&kind.columns[at]);
                let same = of_kind == column.asks || matches!(column.asks, Asks::Choice(_));
                assert!(same, "{} {}", kind.code, column.key);
            }
            for column in kind.columns.iter().filter(|c| c.required) {
                assert!(told.columns.iter().any(|c| c.key == column.key), "{}", column.key);
            }
        }
    }

    #[test]
    fn every_sort_of_cell_is_explained() {
        for form in &printed().forms {
            for column in &form.columns {
                assert!(!printed().help(&column.asks).is_empty(), "{:?}", column.asks);
                assert!(printed().help(&column.asks).chars().count() <= 255);
            }
        }
    }
}
