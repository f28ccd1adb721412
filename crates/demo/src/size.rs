//! How large the province is to be.

/// How many people and offices. The offices that report are those of one province.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// People in the sheets, those in faulty rows too.
    pub people: usize,
    /// Departments of the province.
    pub departments: usize,
    /// Districts, until June 2025.
    pub districts: usize,
    /// Communes, until June 2025.
    pub communes: usize,
}

impl Size {
    /// The province of the newspaper report: over 3,000 people in about 150 offices.
    pub const ARTICLE: Self = Self { people: 3_150, departments: 22, districts: 9, communes: 120 };

    /// A small one, quick to make, for tests.
    pub const SMALL: Self = Self { people: 320, departments: 8, districts: 3, communes: 18 };

    /// So many times as large.
    #[must_use]
    pub fn times(&self, factor: usize) -> Self {
        Self {
            people: self.people * factor,
            departments: self.departments * factor,
            districts: self.districts * factor,
            communes: self.communes * factor,
        }
    }

    /// As many people, with offices in the proportion of the report.
    pub fn of_people(people: usize) -> Self {
        let whole = Self::ARTICLE;
        let part = |of: usize, least: usize| (of * people / whole.people).max(least);
        Self {
            people,
            departments: part(whole.departments, 6),
            districts: part(whole.districts, 2),
            communes: part(whole.communes, 10),
        }
    }
}
