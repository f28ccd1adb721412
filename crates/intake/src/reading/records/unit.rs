//! The office of a row.

use crate::reading::{Meaning, Resolution, units::looks_like_office, values};

use super::{
    SheetIssue, UnitFound, UnitSource,
    evidence::{self, Office, SectionOffice},
    label,
    layout::Layout,
    offices::Said,
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
        let mut said = Said { text, office: own, column: None };
        self.beside(draft, layout, &mut said);
        let Said { text, office: own, column: elsewhere } = said;
        let at = elsewhere.unwrap_or(at);
        let room = matches!(own, Some(Office::Doubtful("unit_unknown", _)))
            .then(|| self.ctx.units.office_of_room(text.as_deref()?, self.scope().as_deref()))
            .flatten();
        let office = match (own, &section) {
            (Some(_), _) if let Some(code) = room => {
                draft.problem(at, "unit_of_room", false);
                draft.record.division = draft.record.division.take().or(text.clone());
                Office::Found(UnitFound { code, source: UnitSource::Column })
            }
            (Some(Office::Doubtful("unit_unknown", _)), _)
                if region.units_agree && text.as_deref().is_some_and(evidence::is_inner) =>
            {
                draft.record.division = draft.record.division.take().or(text.clone());
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
        let (at, office) = match column {
            None if elsewhere.is_some() => (at, office),
            None => self.in_title(draft, layout, office).unwrap_or_else(|office| (at, office)),
            Some(_) => (at, office),
        };
        let section = self.section_office();
        self.settle_unit(draft, (at, text), office, section.as_ref());
        self.in_notes(draft, layout);
    }

    /// A remark that is the name of an office and nothing else, which the row was not read under:
    /// told, since it may be where the person serves or whom they look after.
    fn in_notes(&self, draft: &mut Draft<'_>, layout: &Layout<'_>) {
        let (Some(column), Some(notes), Some(unit)) =
            (layout.at(&Meaning::Notes), &draft.record.notes, &draft.record.unit)
        else {
            return;
        };
        if let Some(code) = self.named_exactly(notes)
            && !self.ctx.units.is_within(&unit.code, &code)
        {
            draft.problem(column, "unit_in_notes", false).suggestions = vec![code];
        }
    }

    /// The office a text is the name of.
    fn named_exactly(&self, text: &str) -> Option<String> {
        let scope = self.scope();
        let found = looks_like_office(text)
            .then(|| self.ctx.units.resolve_exactly(text, scope.as_deref()))?;
        found.code().map(str::to_owned)
    }

    /// `Cộng xã Quang Sơn` below rows all of which were read under other offices.
    pub(super) fn total_of_another(&mut self, at: (u32, u16), text: &str) {
        let name = label::trailing_count(text).0;
        let mut starts = name.match_indices(' ').map(|(at, _)| at + 1);
        let Some(code) = starts.find_map(|at| self.named_exactly(&name[at..])) else { return };
        let of_it = |office: &String| self.ctx.units.is_within(office, &code);
        let settled = self.read_under.last.as_ref().is_some_and(|office| !of_it(office));
        if settled && !self.read_under.all.iter().any(of_it) {
            self.out.issues.push(SheetIssue::at("total_of_another", (at.0, Some(at.1)), text));
        }
    }

    /// `Chuyên viên, Sở Nội vụ`: an office that stands in the title. Where the heading asks for
    /// it, it is the row's; elsewhere one that is another is told.
    fn in_title(
        &self,
        draft: &mut Draft<'_>,
        layout: &Layout<'_>,
        office: Office,
    ) -> Result<(u16, Office), Office> {
        let title = draft.record.title.clone();
        let (Some(column), Some(title)) = (layout.at(&Meaning::Title), title) else {
            return Err(office);
        };
        let Some((post, code)) = self.named_behind(&title) else { return Err(office) };
        let known = match &office {
            Office::Found(unit) => Some(unit.code.as_str()),
            _ => None,
        };
        let units = self.ctx.units;
        if known.is_some_and(|k| k == code || units.is_within(k, &code)) {
            return Err(office);
        }
        if layout.asks_for_office(column) {
            draft.record.title = Some(post.to_owned());
            return Ok((column, Office::Found(UnitFound { code, source: UnitSource::Column })));
        }
        if known.is_some_and(|k| !units.is_within(&code, k)) {
            draft.problem(column, "unit_in_title", false).suggestions = vec![code];
        }
        Err(office)
    }

    /// The post before, and the office named behind it.
    fn named_behind<'t>(&self, title: &'t str) -> Option<(&'t str, String)> {
        let scope = self.scope();
        let starts = title.match_indices(' ').map(|(at, _)| at + 1);
        starts.into_iter().find_map(|at| {
            let name = &title[at..];
            if !looks_like_office(name) {
                return None;
            }
            match self.ctx.units.resolve_exactly(name, scope.as_deref()) {
                Resolution::One(code) => {
                    let post = title[..at].trim_end_matches([' ', ',', ';', '-', '–', '(']);
                    Some((post, code)).filter(|(post, _)| !post.is_empty())
                }
                _ => None,
            }
        })
    }

    fn settle_unit(
        &self,
        draft: &mut Draft<'_>,
        (at, text): (u16, Option<String>),
        office: Office,
        section: Option<&Office>,
    ) {
        let unit = match office {
            // What bears the name of an office here is another area's.
            Office::Found(unit) | Office::Unmarked(unit) if self.sheet.elsewhere.is_some() => {
                draft.problem(at, "unit_unknown", true).suggestions = vec![unit.code];
                return;
            }
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
                let open = || self.tally.open.iter().rev();
                let named = open().find(|s| s.office != SectionOffice::Inner);
                let section_text = named.or_else(|| open().next()).map(|s| s.text.clone());
                let problem = draft.problem(at, code, true);
                problem.suggestions = suggestions;
                if code == "unit_conflict" {
                    problem.value = text.unwrap_or_default();
                    return;
                }
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
    pub(super) fn section_office(&self) -> Option<Office> {
        self.tally.open.iter().rev().find_map(|s| match &s.office {
            SectionOffice::Office(office) => Some(office.clone()),
            SectionOffice::Inner => None,
        })
    }
}
