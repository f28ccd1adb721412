//! The office of a row.

use crate::reading::{Meaning, values};

use super::{
    UnitFound, UnitSource,
    evidence::{self, Office, SectionOffice},
    layout::Layout,
    read::Walk,
    region::Region,
    row::Draft,
};

impl Walk<'_> {
    pub(super) fn sheet_code(&self) -> Option<String> {
        match &self.sheet.office {
            Office::Found(unit) => Some(unit.code.clone()),
            _ => None,
        }
    }

    pub(super) fn unit(
        &mut self,
        draft: &mut Draft<'_>,
        layout: &Layout<'_>,
        region: &Region,
        filled_down: &mut Option<(u32, String)>,
    ) {
        let column = layout.at(&Meaning::Unit);
        let mut text = values::text(layout.shared(draft.row, &Meaning::Unit));
        let at = column.unwrap_or_else(|| layout.first_name_column());
        if region.fill_down {
            if let Some(t) = &text {
                *filled_down = Some((draft.row.number, t.clone()));
            } else {
                text = filled_down.as_ref().map(|(_, t)| t.clone());
                if text.is_some() {
                    draft.problem(at, "unit_filled_down", false);
                }
            }
        }
        let section = self.section_office();
        let own = text.as_ref().map(|t| {
            let scope = self.scope();
            evidence::office(self.resolver.resolve(t, scope.as_deref()), UnitSource::Column)
        });
        let room = matches!(own, Some(Office::Doubtful("unit_unknown", _)))
            .then(|| self.ctx.units.office_of_room(text.as_deref()?, self.scope().as_deref()))
            .flatten();
        let office = match (own, &section) {
            (Some(_), _) if let Some(code) = room => {
                draft.problem(at, "unit_of_room", false);
                draft.record.division = draft.record.division.take().or(text);
                Office::Found(UnitFound { code, source: UnitSource::Column })
            }
            (Some(Office::Doubtful("unit_unknown", _)), _)
                if region.units_agree && text.as_deref().is_some_and(evidence::is_inner) =>
            {
                draft.record.division = draft.record.division.take().or(text);
                section.unwrap_or_else(|| self.sheet.office.clone())
            }
            (Some(own), _) => own,
            (None, Some(section)) => section.clone(),
            (None, None) if column.is_some() && !region.units_agree => {
                let proposals = self.sheet_code().into_iter().collect();
                Office::Doubtful("unit_unknown", proposals)
            }
            (None, None) => self.sheet.office.clone(),
        };
        let section = self.section_office();
        self.settle_unit(draft, at, office, section.as_ref());
    }

    fn settle_unit(
        &self,
        draft: &mut Draft<'_>,
        at: u16,
        office: Office,
        section: Option<&Office>,
    ) {
        let unit = match office {
            Office::Found(unit) => unit,
            // Beside accented names a bare one is a slip of the hand: proposed, not taken.
            Office::Unmarked(unit)
                if draft.record.full_name.as_deref().is_some_and(|n| !n.is_ascii()) =>
            {
                draft.problem(at, "unit_unknown", true).suggestions = vec![unit.code];
                return;
            }
            Office::Unmarked(unit) => {
                draft.problem(at, "unit_unmarked", false);
                unit
            }
            Office::Doubtful(code, suggestions) => {
                let section_text = self.tally.open.last().map(|s| s.text.clone());
                let problem = draft.problem(at, code, true);
                problem.suggestions = suggestions;
                if problem.value.is_empty() || section.is_some() {
                    problem.value = section_text.unwrap_or_default();
                }
                return;
            }
            Office::Silent => {
                draft.problem(at, "unit_unknown", true);
                return;
            }
        };
        let units = self.ctx.units;
        if unit.source == UnitSource::Column
            && let Some(Office::Found(UnitFound { code, .. })) = section
            && !units.is_within(&unit.code, code)
            && !units.is_within(code, &unit.code)
        {
            draft.problem(at, "unit_contradiction", false).suggestions = vec![code.clone()];
        }
        draft.record.unit = Some(unit);
    }

    /// The office of the innermost section that names one.
    fn section_office(&self) -> Option<Office> {
        self.tally.open.iter().rev().find_map(|s| match &s.office {
            SectionOffice::Office(office) => Some(office.clone()),
            SectionOffice::Inner => None,
        })
    }
}
