//! Fields of duty and the words offices use for them. The list is data: offices edit it.

/// A field of duty and how it is written in sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldWords {
    /// Its code, such as `dx`.
    pub code: String,
    /// Words and abbreviations, with or without diacritics.
    pub synonyms: Vec<String>,
}

impl FieldWords {
    /// A field with its words.
    pub fn new(code: &str, synonyms: &[&str]) -> Self {
        Self { code: code.into(), synonyms: synonyms.iter().map(|s| (*s).into()).collect() }
    }
}

/// The five fields of the domain, used where the caller has no list of its own.
pub fn default_fields() -> Vec<FieldWords> {
    vec![
        FieldWords::new(
            "dx",
            &["CĐS", "CDS", "Chuyển đổi số", "DX", "Chính quyền số", "Chính phủ số"],
        ),
        FieldWords::new(
            "infosec",
            &[
                "ATTT",
                "ATTTM",
                "ATANTT",
                "ATAN thông tin",
                "An toàn thông tin",
                "An toàn thông tin mạng",
                "An toàn, an ninh thông tin",
                "An toàn, an ninh mạng",
                "An ninh mạng",
                "ANM",
                "An ninh thông tin",
                "Bảo mật",
                "infosec",
            ],
        ),
        FieldWords::new(
            "data",
            &["Dữ liệu", "DL", "CSDL", "Cơ sở dữ liệu", "Quản trị dữ liệu", "Dữ liệu số", "data"],
        ),
        FieldWords::new(
            "network",
            &["Mạng", "Quản trị mạng", "QTM", "Hạ tầng", "Hạ tầng số", "Hạ tầng mạng", "network"],
        ),
        FieldWords::new(
            "e_transactions",
            &["GDĐT", "Giao dịch điện tử", "Giao dịch ĐT", "Chữ ký số", "e_transactions"],
        ),
    ]
}
