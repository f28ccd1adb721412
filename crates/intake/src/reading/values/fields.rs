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
const AROUND: [&str; 32] = [
    "va", "cong", "tac", "phu", "trach", "linh", "vuc", "nhiem", "vu", "ve", "cac", "can", "bo",
    "dau", "moi", "quan", "ly", "mang", "lam", "thuc", "hien", "duoc", "giao", "dam", "nhan",
    "tham", "gia", "muu", "theo", "doi", "viec", "trien",
];

/// A list of fields, ready to be looked up word by word.
#[derive(Clone, Debug, Default)]
pub struct FieldKeys {
    codes: Vec<String>,
    /// Words of each synonym with the place of its field, longest first.
    synonyms: Vec<(Vec<String>, usize)>,
}

impl FieldKeys {
    /// Prepares a list.
    pub fn new(list: &[FieldWords]) -> Self {
        let mut synonyms: Vec<(Vec<String>, usize)> = Vec::new();
        for (at, field) in list.iter().enumerate() {
            for synonym in &field.synonyms {
                let key = words(&plain(synonym));
                if !key.is_empty() {
                    synonyms.push((key.split(' ').map(str::to_owned).collect(), at));
                }
            }
        }
        synonyms.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self { codes: list.iter().map(|f| f.code.clone()).collect(), synonyms }
    }
}

/// Finds the fields in `CĐS, ATTT`, `CĐS và ATTT`, `CDS|ATTT`: the longest words first.
pub fn fields(text: &str, list: &FieldKeys) -> FieldsFound {
    let key = words(&plain(text));
    let tokens: Vec<&str> = key.split(' ').filter(|w| !w.is_empty()).collect();
    let mut found = vec![false; list.codes.len()];
    let mut unread = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        let named = list.synonyms.iter().find(|(words, _)| {
            words.len() <= rest.len() && words.iter().zip(rest).all(|(a, b)| a == b)
        });
        if let Some((words, field)) = named {
            found[*field] = true;
            at += words.len();
        } else {
            if !AROUND.contains(&tokens[at]) {
                unread.push(tokens[at].to_owned());
            }
            at += 1;
        }
    }
    let codes =
        list.codes.iter().zip(&found).filter(|(_, f)| **f).map(|(c, _)| c.clone()).collect();
    FieldsFound { codes, unread }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::default_fields;

    #[test]
    fn fields_in_one_cell() {
        let list = FieldKeys::new(&default_fields());
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
