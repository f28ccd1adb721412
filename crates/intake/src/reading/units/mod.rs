//! Names of offices as people write them → the office.

/// An office of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `province`, `department`, `district`, `commune` …
    pub kind: String,
    /// Code of the office above.
    pub parent: Option<String>,
    /// Code of its administrative area.
    pub area: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// What a text resolves to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// This office.
    One(String),
    /// Several offices bear the name.
    Ambiguous(Vec<String>),
    /// None does; these are written alike.
    Unknown(Vec<String>),
}

/// The register, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct UnitIndex {
    _offices: Vec<Office>,
}
