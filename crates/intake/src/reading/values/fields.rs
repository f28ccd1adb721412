use kernel::folding::plain;

use crate::reading::FieldWords;

use super::words;

/// Fields named in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldsFound {
    /// Codes, in the order of the list.
    pub codes: Vec<String>,
    /// Words that name no field.
    pub unread: Vec<String>,
}

/// Words that join or introduce and name nothing by themselves.
const AROUND: [&str; 18] = [
    "va", "cong", "tac", "phu", "trach", "linh", "vuc", "nhiem", "vu", "ve", "cac", "can", "bo",
    "dau", "moi", "quan", "ly", "mang",
];

/// Finds the fields in `CĐS, ATTT`, `CĐS và ATTT`, `CDS|ATTT`: the longest words first.
pub fn fields(text: &str, list: &[FieldWords]) -> FieldsFound {
    let key = words(&plain(text));
    let tokens: Vec<&str> = key.split(' ').filter(|w| !w.is_empty()).collect();
    let mut found = vec![false; list.len()];
    let mut unread = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match longest(&tokens[at..], list) {
            Some((field, used)) => {
                found[field] = true;
                at += used;
            }
            None => {
                if !AROUND.contains(&tokens[at]) {
                    unread.push(tokens[at].to_owned());
                }
                at += 1;
            }
        }
    }
    let codes = list.iter().zip(&found).filter(|(_, f)| **f).map(|(f, _)| f.code.clone()).collect();
    FieldsFound { codes, unread }
}

fn longest(tokens: &[&str], list: &[FieldWords]) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for (n, field) in list.iter().enumerate() {
        for synonym in &field.synonyms {
            let synonym = words(&plain(synonym));
            let len = synonym.split(' ').count();
            let fits = len <= tokens.len() && synonym.split(' ').eq(tokens[..len].iter().copied());
            if fits && best.is_none_or(|(_, longest)| len > longest) {
                best = Some((n, len));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::default_fields;

    #[test]
    fn fields_in_one_cell() {
        let list = default_fields();
        let codes = |t: &str| fields(t, &list).codes.join("|");
        for t in [
            "CĐS, ATTT",
            "CDS|ATTT",
            "CĐS; ATTT",
            "CĐS và ATTT",
            "CĐS/ATTT",
            "ATTT, CĐS",
            "CĐS + ATTT",
            "CĐS&ATTT",
            "Chuyển đổi số và An toàn thông tin",
            "Phụ trách chuyển đổi số, an toàn, an ninh mạng",
        ] {
            assert_eq!(codes(t), "dx|infosec", "{t}");
            assert!(fields(t, &list).unread.is_empty(), "{t}");
        }
        assert_eq!(codes("Quản trị mạng"), "network");
        assert_eq!(codes("Mạng"), "network");
        assert_eq!(codes("An toàn thông tin mạng"), "infosec");
        let odd = fields("CĐS, văn thư", &list);
        assert_eq!((odd.codes.join("|"), odd.unread.join(" ")), ("dx".into(), "van thu".into()));
        assert_eq!(fields("không ATTT", &list).unread, ["khong"]);
    }
}
