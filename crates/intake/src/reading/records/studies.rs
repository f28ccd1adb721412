//! The degree of a person, and its field of study: of several, the highest.

use crate::reading::{
    Meaning,
    values::{self, Tick, degree, degree_rank, tick},
};

use super::{
    contact::said,
    row::{Draft, RowReader, legible},
};

/// A degree that a row states.
struct Study {
    column: u16,
    degree: String,
    major: Option<String>,
}

impl RowReader<'_> {
    pub(super) fn studies(&self, draft: &mut Draft<'_>) {
        let major_at = self.layout.at(&Meaning::Major);
        let major = major_at.and_then(|c| said(draft.row.cell(c)));
        let mut all: Vec<Study> = Vec::new();
        let degree_at = self.layout.at(&Meaning::Degree).map(|column| (column, major_at));
        let first = degree_at.into_iter().chain(self.layout.table.studies.iter().copied());
        for (column, field_at) in first {
            all.extend(study(draft, column, field_at));
        }
        for (column, degree) in &self.layout.degrees {
            let cell = draft.row.cell(*column);
            let field = match tick(cell) {
                Tick::Yes => None,
                // The field of study stands where a tick was expected.
                Tick::Unknown => legible(cell),
                Tick::No | Tick::Blank => continue,
            };
            all.push(Study { column: *column, degree: (*degree).to_owned(), major: field });
        }
        let best = (0..all.len()).min_by_key(|at| degree_rank(&all[*at].degree));
        let best = best.map(|at| all.remove(at));
        let said_too =
            |o: &Study| best.as_ref().is_some_and(|b| b.degree == o.degree && o.major.is_none());
        for other in all.iter().filter(|o| !said_too(o)) {
            draft.warn(other.column, "degree_several");
        }
        let ticked =
            best.as_ref().is_none_or(|b| self.layout.degrees.iter().any(|d| d.0 == b.column));
        let (degree, field) = best.map_or((None, None), |b| (Some(b.degree), b.major));
        draft.record.degree = degree;
        draft.record.major = if ticked { field.or(major) } else { field };
    }
}

/// What a column of degrees states, and that of its field of study.
fn study(draft: &mut Draft<'_>, column: u16, field_at: Option<u16>) -> Option<Study> {
    let text = said(draft.row.cell(column))?;
    if values::is_pending(&text) {
        draft.warn(column, "study_unfinished");
        return None;
    }
    let (degree, within) = degree(&text, field_at.is_none());
    let field = field_at.and_then(|c| said(draft.row.cell(c)));
    Some(Study { column, degree, major: field.or(within) })
}
