//! What stands beside the officers: teams in the villages, classes and courses, graduates.

mod classes;
mod graduates;
mod list;
mod teams;

use std::{collections::BTreeMap, fs, path::Path};

use serde::Serialize;

use crate::{
    Error, Size,
    offices::{Office, Village},
    province::Land,
    staff::Post,
};

/// What those lists must add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Beyond {
    /// Villages there are.
    pub villages: usize,
    /// Villages that have a team.
    pub teams: usize,
    /// Members of teams.
    pub members: usize,
    /// Of these, those who were trained.
    pub trained: usize,
    /// Villages without a team.
    pub villages_without_team: usize,
    /// Somebody at a class, or through a course, once each; these are not people.
    pub attendances: usize,
    /// Attendances by year.
    pub by_year: BTreeMap<i16, usize>,
    /// Graduates by year.
    pub graduates: BTreeMap<i16, usize>,
}

/// The land and who lives on it, as far as these lists ask.
pub(crate) struct Country<'a> {
    pub(crate) seed: u64,
    pub(crate) size: &'a Size,
    pub(crate) land: &'a Land,
    pub(crate) villages: &'a [Village],
    pub(crate) offices: &'a [Office],
    /// Officials who are on record without doubt.
    pub(crate) posts: &'a [Post],
}

/// Writes `teams/`, `training/QUARTER/` and `graduates/` into a folder.
pub(crate) fn write(country: &Country<'_>, dir: &Path) -> Result<Beyond, Error> {
    let mut sum = Beyond { villages: country.villages.len(), ..Beyond::default() };
    for folder in ["teams", "training", "graduates"] {
        fs::create_dir_all(dir.join(folder))?;
    }
    teams::write(country, &dir.join("teams"), &mut sum)?;
    classes::write(country, &dir.join("training"), &mut sum)?;
    graduates::write(country, &dir.join("graduates"), &mut sum)?;
    Ok(sum)
}
