//! Names of which some words are written by their initials: `Sở GD&ĐT`, `Hội LHPN tỉnh`.

/// Whether `short`, word by word, is `full` with runs of words written as initials. Both without
/// diacritics. At least one run must be.
pub(super) fn abbreviates(short: &[String], full: &[String]) -> bool {
    match (short, full) {
        ([], []) => true,
        ([s, short_rest @ ..], [f, full_rest @ ..]) => {
            if s == f && abbreviates(short_rest, full_rest) {
                return true;
            }
            let run = s.chars().count();
            let initials = || full[..run].iter().filter_map(|w| w.chars().next());
            (2..=full.len()).contains(&run)
                && initials().eq(s.chars())
                && abbreviates(short_rest, &full[run..])
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_initials() {
        let is = |short: &str, full: &str| {
            let words = |t: &str| t.split(' ').map(str::to_owned).collect::<Vec<_>>();
            abbreviates(&words(short), &words(full))
        };
        let education = "so giao duc dao tao";
        for short in ["so gd dt", "so gddt", "sgddt", "so giao duc dt", "so giao duc dao tao"] {
            assert!(is(short, education), "{short}");
        }
        for short in ["so gd", "so", "gd dt", "so gdd t", "sgddtt"] {
            assert!(!is(short, education), "{short}");
        }
        assert!(is("hoi lhpn tinh", "hoi lien hiep phu nu tinh"));
    }
}
