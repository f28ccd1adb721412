//! Rows that name an office in several columns: the person is of the narrower one.

use crate::reading::{
    Meaning,
    units::looks_like_office,
    values::{self, damaged},
};

use super::{
    UnitFound, UnitSource,
    evidence::{self, Office},
    layout::Layout,
    read::Walk,
    row::Draft,
};

/// What a row says of its office in the column for it, or beside it.
pub(super) struct Said {
    pub(super) text: Option<String>,
    pub(super) office: Option<Office>,
    pub(super) column: Option<u16>,
}

impl Walk<'_> {
    /// Looks at the further columns that may name an office. Two that have nothing to do with each
    /// other leave the row open.
    pub(super) fn beside(&mut self, draft: &mut Draft<'_>, layout: &Layout<'_>, said: &mut Said) {
        for (column, of_work) in &layout.table.offices {
            let named = values::text(layout.shared_at(draft.row, *column));
            let Some(named) = named.filter(|t| !damaged(t)) else { continue };
            let division = layout.at(&Meaning::Division) == Some(*column);
            match self.named_beside(&named, said.code(), division) {
                Some(code) => {
                    self.narrow(draft, said, (*column, &named, code.as_str()));
                    if division && said.code() == Some(&code) {
                        draft.record.division = None;
                    }
                }
                None if *of_work => self.unknown_beside(draft, said, (*column, &named)),
                None => {}
            }
        }
    }

    /// The office a further column names, the province apart.
    fn named_beside(
        &mut self,
        named: &str,
        own: Option<&String>,
        division: bool,
    ) -> Option<String> {
        let units = self.ctx.units;
        let scope = own.cloned().or_else(|| self.scope());
        let found = if division {
            looks_like_office(named).then(|| units.resolve_exactly(named, scope.as_deref()))?
        } else {
            self.resolver.resolve(named, scope.as_deref())
        };
        let found = found.code().map(str::to_owned).or_else(|| self.district_named(named));
        found.filter(|code| units.office(code).is_some_and(|o| o.kind != "province"))
    }

    /// A district by its name, with its kind or without.
    fn district_named(&self, named: &str) -> Option<String> {
        const KINDS: [&str; 4] = ["huyện", "thành phố", "thị xã", "quận"];
        let mut whole = KINDS.iter().map(|kind| format!("{kind} {named}"));
        whole.find_map(|name| {
            let code = self.ctx.units.resolve_exactly(&name, None).code().map(str::to_owned)?;
            self.ctx.units.office(&code).is_some_and(|o| o.kind == "district").then_some(code)
        })
    }

    /// What the row says, and another office named beside it.
    fn narrow(
        &mut self,
        draft: &mut Draft<'_>,
        said: &mut Said,
        (column, named, code): (u16, &str, &str),
    ) {
        let units = self.ctx.units;
        let found = |code: &str| {
            Office::Found(UnitFound { code: code.to_owned(), source: UnitSource::Column })
        };
        // Which of the communes of one name is meant, the district beside it tells.
        let within = said.text.as_deref().and_then(|text| {
            let own = self.resolver.resolve(text, Some(code));
            own.code().filter(|own| units.is_within(own, code)).map(str::to_owned)
        });
        if let Some(within) = within {
            let marked =
                matches!(&said.office, Some(Office::Unmarked(unit)) if unit.code == within);
            if !marked {
                said.office = Some(found(&within));
            }
            return;
        }
        said.office = match said.office.take() {
            Some(Office::Found(own) | Office::Unmarked(own)) => {
                if units.is_within(code, &own.code) {
                    said.column = Some(column);
                    Some(found(code))
                } else if units.is_within(&own.code, code) {
                    Some(Office::Found(own))
                } else {
                    let both = vec![own.code, code.to_owned()];
                    let text = said.text.take().unwrap_or_default();
                    said.text = Some(format!("{text} | {named}"));
                    Some(Office::Doubtful("unit_conflict", both))
                }
            }
            Some(Office::Doubtful("unit_unknown", _))
                if said.text.as_deref().is_some_and(evidence::is_inner) =>
            {
                draft.record.division = draft.record.division.take().or(said.text.clone());
                Some(found(code))
            }
            Some(Office::Doubtful(why, mut proposals)) => {
                if !proposals.iter().any(|p| p == code) {
                    proposals.push(code.to_owned());
                }
                Some(Office::Doubtful(why, proposals))
            }
            Some(Office::Silent) | None => {
                let around = self.section_office().or_else(|| Some(self.sheet.office.clone()));
                match around {
                    Some(Office::Found(own)) if units.is_within(&own.code, code) => None,
                    _ => {
                        said.column = Some(column);
                        Some(Office::Doubtful("unit_unknown", vec![code.to_owned()]))
                    }
                }
            }
        };
    }

    /// An office nobody knows, where somebody works: not the one that was read beside it.
    fn unknown_beside(&mut self, draft: &mut Draft<'_>, said: &mut Said, at: (u16, &str)) {
        let (column, named) = at;
        let Some(Office::Found(own)) = &said.office else { return };
        if evidence::is_inner(named)
            || self.ctx.units.office_of_room(named, Some(&own.code)).is_some()
        {
            let division = draft.record.division.take();
            draft.record.division = division.or_else(|| Some(named.to_owned()));
        } else if looks_like_office(named) {
            said.column = Some(column);
            said.office = Some(Office::Doubtful("unit_unknown", vec![own.code.clone()]));
        }
    }
}

impl Said {
    fn code(&self) -> Option<&String> {
        match &self.office {
            Some(Office::Found(unit) | Office::Unmarked(unit)) => Some(&unit.code),
            _ => None,
        }
    }
}
