//! Offices written almost alike: proposals, never answers.

use super::{
    UnitIndex,
    names::{key, plain_key},
};

/// Below this two names are not alike.
const ALIKE: f64 = 0.78;
const PROPOSED: usize = 3;

impl UnitIndex {
    /// Codes of the offices most alike, best first; those in the scope before others as good.
    pub(super) fn near(&self, words: &[String], scope: Option<&str>) -> Vec<String> {
        let asked = plain_key(&key(words));
        if asked.len() < 4 || asked.len() > 120 {
            return Vec::new();
        }
        let mut found: Vec<(f64, usize)> = Vec::new();
        for (at, words) in self.words.iter().enumerate() {
            let name = words.join(" ");
            if name.len().abs_diff(asked.len()) * 4 > asked.len() {
                continue;
            }
            let mut alike = strsim::normalized_damerau_levenshtein(&asked, &name);
            if scope.is_some_and(|s| self.is_within(&self.offices[at].code, s)) {
                alike += 0.05;
            }
            if alike >= ALIKE {
                found.push((alike, at));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.iter().take(PROPOSED).map(|(_, at)| self.offices[*at].code.clone()).collect()
    }
}
