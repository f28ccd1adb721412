//! What was learned after figures were published: which of them would read otherwise today.
//! What was published stays as it is.

use kernel::Seq;
use registry::{
    acts::Task,
    pages::{ChangedFigure, Publishes},
};
use store::Tx;
use ui::{Cell, Column, Component as _, Html, Table, Text, Ui, format};

use super::{
    super::{PUBLIC, heading, paragraph, words},
    show,
};
use crate::{
    Error,
    figures::{publications, told_again},
    model::{PublicFigures, Publication},
    rules::{Mode, Place, changed, told},
};

/// The page of what was published of a day.
pub(super) fn page_of(it: &Publication) -> String {
    format!("{PUBLIC}?ngay={}", it.of_day)
}

/// What this room published, for a room whose decision may change it.
#[derive(Clone, Copy, Debug)]
pub struct Published;

impl Publishes for Published {
    fn changed<'t>(
        &'t self,
        tx: &'t mut Tx,
        (first, second): (Seq, Seq),
        ui: &'t Ui,
    ) -> Task<'t, Vec<ChangedFigure>> {
        Box::pin(async move {
            let mut all = Vec::new();
            let published = publications(tx, Seq::MAX).await.map_err(below)?;
            for (n, of) in published.iter().enumerate() {
                let standing = (of, n.checked_sub(1).and_then(|n| published.get(n)));
                let before = told_again(tx, first, standing).await.map_err(below)?;
                let after = told_again(tx, second, standing).await.map_err(below)?;
                all.extend(figures(ui, of, (&before, &after)));
            }
            Ok(all)
        })
    }
}

/// Failures of this room's questions are those of the register they ask.
fn below(error: Error) -> registry::Error {
    match error {
        Error::Registry(error) => error,
        other => ledger::Error::Store(store::Error::Address(other.to_string())).into(),
    }
}

fn figures(
    ui: &Ui,
    of: &Publication,
    (before, after): (&PublicFigures, &PublicFigures),
) -> Vec<ChangedFigure> {
    let [first, second, then] = [before, after, &of.figures].map(told);
    let figure = |place: Place| ChangedFigure {
        page: page_of(of),
        of_day: of.of_day,
        figure: named(ui, &place),
        published: then.get(&place).copied(),
        before: first.get(&place).copied(),
        after: second.get(&place).copied(),
    };
    changed(before, after).into_iter().map(figure).collect()
}

/// What a number counts, with the table it stands in.
fn named(ui: &Ui, place: &Place) -> String {
    let mode = |of: &Mode| match of {
        Mode::Dedicated => ui.t("privacy-public-dedicated"),
        Mode::Concurrent => ui.t("privacy-public-concurrent"),
        Mode::All => ui.t("privacy-public-all"),
    };
    let parts: Vec<Text> = match place {
        Place::People => vec![ui.t("privacy-public-people")],
        Place::Group(code, of) => {
            vec![ui.t("privacy-public-groups"), show::group(ui, code), mode(of)]
        }
        Place::Total(of) => {
            vec![ui.t("privacy-public-groups"), ui.t("privacy-public-all"), mode(of)]
        }
        Place::Field(code, of) => vec![
            ui.t("privacy-public-fields"),
            words::known(ui, "privacy-public-field-", code),
            mode(of),
        ],
        Place::Offices(code) => vec![
            ui.t("privacy-public-offices"),
            show::group(ui, code),
            ui.t("privacy-public-offices-all"),
        ],
        Place::Covered(code) => vec![
            ui.t("privacy-public-offices"),
            show::group(ui, code),
            ui.t("privacy-public-covered"),
        ],
    };
    parts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(" · ")
}

/// Number by number what was published and what would be told today: for whoever answers for it.
/// The public is told that there is a difference and not which, since two tables of one day tell
/// of single people.
pub(super) fn compared(ui: &Ui, of: &Publication, now: &PublicFigures) -> Html {
    let columns = [
        Column::new("figure", ui.t("privacy-public-figure")).head(),
        Column::new("published", ui.t("privacy-public-as-published")).number(),
        Column::new("now", ui.t("privacy-public-as-known")).number(),
        Column::new("change", ui.t("privacy-public-difference")).number(),
    ];
    let title = ui.t("privacy-public-corrected-title");
    let mut table = Table::new("dinh-chinh", title.clone(), columns).caption_hidden();
    for it in figures(ui, of, (&of.figures, now)) {
        let difference = match it.published.zip(it.after) {
            Some((was, now)) => Cell::text(format::signed(ui.lang, now - was)),
            None => Cell::blank(),
        };
        table.push([
            Cell::text(it.figure),
            show::told(ui, it.published),
            show::told(ui, it.after),
            difference,
        ]);
    }
    let mut out = heading("h-dinh-chinh", &title);
    out.push(&paragraph(&ui.t("privacy-public-corrected-inside")));
    out.push(&table.html(ui));
    out
}
