//! The people of the small province.

use std::collections::HashMap;

use kernel::{Date, Interval};
use ledger::Draft;
use registry::{
    acts::{self, Desk, NewAssignment, NewPerson},
    figures,
    model::{
        Mode, OrgId, PersonId, Qualification, QualificationId, QualificationKind, Sex, SheetRow,
        split_fields,
    },
};

const SHEETS: Date = Date::constant(2024, 10, 15);

/// What must not be shown unasked: numbers, phones, addresses, days of birth.
pub(crate) const PERSONAL: &[&str] = &[
    "098085001234",
    "098090005678",
    "0301234567",
    "an.nguyen@example.vn",
    "17/03/1985",
    "1985-03-17",
];

/// Name, birth, number, phone, e-mail, office, title, mode, fields.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const ROWS: &[Row] = &[
    (
        "Nguyễn Văn An",
        "1985-03-17",
        "098085001234",
        "0301234567",
        "an.nguyen@example.vn",
        "D.STT",
        "Trưởng phòng",
        "dedicated",
        "dx|infosec",
    ),
    (
        "Trần Thị Ánh",
        "1990",
        "098090005678",
        "",
        "",
        "D.STT",
        "=HYPERLINK(\"http://x\")",
        "concurrent",
        "dx",
    ),
    ("Lê Đức", "", "", "", "", "D.STT", "Chuyên viên", "concurrent", "data"),
    ("Đặng Thu Hoà", "1979", "", "", "", "D.H971", "Chuyên viên", "concurrent", "dx"),
    ("Bùi Dũng", "1988", "", "", "", "D.C97001", "Công chức", "concurrent", "dx"),
    ("Phạm <b>Sơn</b>", "1988", "", "", "", "D.C97002", "Công chức", "dedicated", "dx"),
    ("Vũ Thuỷ", "1991", "", "", "", "D.C97003", "Công chức", "concurrent", "dx"),
];

/// Enters them as one act, as if read from a sheet. Who was in `D.SNV` left in 2024.
pub(super) async fn load(desk: &Desk<'_>) {
    let mut tx = desk.db.write().await.unwrap();
    let header = desk.header("intake", Some(SHEETS), "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await.unwrap();
    let orgs = figures::org_map(&mut tx, draft.seq() - 1).await.unwrap();
    let offices: HashMap<String, OrgId> =
        orgs.all_on(SHEETS).into_iter().map(|o| (o.code.clone(), o.id)).collect();
    for (row, line) in (8..).zip(ROWS) {
        let person = enter(&mut draft, line, &offices, row, Interval::since(SHEETS));
        if line.0 == "Nguyễn Văn An" {
            qualify(&mut draft, person);
        }
    }
    let gone = ("Hồ Văn Lâm", "1966", "", "", "", "D.SNV", "Chuyên viên", "concurrent", "dx");
    let until = Interval { from: Some(SHEETS), to: Some(Date::constant(2024, 12, 1)) };
    enter(&mut draft, &gone, &offices, 20, until);
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Enters one of them.
fn enter(
    draft: &mut Draft,
    row: &Row,
    offices: &HashMap<String, OrgId>,
    line: i64,
    valid: Interval,
) -> PersonId {
    let (name, birth, number, phone, email, office, title, mode, fields) = *row;
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let new = NewPerson {
        full_name: name.to_owned(),
        sex: Some(Sex::Female),
        birth: birth.parse().ok(),
        personal_number: given(number),
        phone: given(phone),
        email: given(email),
    };
    let person = acts::enter_person(draft, new).id;
    let duty = NewAssignment {
        person,
        org: offices[office],
        title: given(title),
        mode: Mode::parse(mode).unwrap(),
        fields: split_fields(fields),
        share: None,
        source: Some(SheetRow {
            file: "Danh sách & biểu.xlsx".to_owned(),
            sheet: "Biểu 01".to_owned(),
            row: line,
        }),
    };
    acts::enter_assignment(draft, valid, duty);
    person
}

fn qualify(draft: &mut Draft, person: PersonId) {
    for (kind, name, major) in [
        (QualificationKind::Degree, "Thạc sĩ", Some("Khoa học máy tính")),
        (QualificationKind::Certificate, "CCNA", None),
    ] {
        let id = QualificationId(draft.new_id());
        let (name, major) = (name.to_owned(), major.map(str::to_owned));
        draft.assert(Interval::ALWAYS, &Qualification { id, person, kind, name, major });
    }
}
