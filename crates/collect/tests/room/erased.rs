//! An erasure reaches what was said of the row somebody stands in.

use collect::acts::{self, NewRemark, REMARKS};
use kernel::{Birth, Date, Interval};
use registry::{
    acts::{Added, DutyTerms, Elsewhere, NewHand, NewPerson, Note, Reach},
    model::{Mode, PersonId},
};

use house::House;

use crate::office::{clerk, departments, everywhere, list_of};

const SAID: [&str; 3] = [
    "Ông Nguyễn Văn An ghi sai năm sinh",
    "bỏ dòng của nguyen van an, đã chuyển",
    "Nguyễn Văn Anh thiếu chức vụ",
];

/// Nguyễn Văn An, of the department of home affairs, on the register.
pub(crate) async fn an(office: &House) -> PersonId {
    let by = access::Actor::command();
    let new = NewHand {
        person: NewPerson {
            full_name: "Nguyễn Văn An".to_owned(),
            sex: None,
            birth: Some(Birth::Day(Date::constant(1985, 3, 17))),
            personal_number: None,
            phone: None,
            email: None,
        },
        duty: DutyTerms {
            org: office.org("D.SNV").await,
            title: None,
            mode: Mode::Dedicated,
            fields: vec!["dx".to_owned()],
            share: None,
        },
        over: Interval::since(Date::constant(2026, 1, 1)),
        not_these: Vec::new(),
    };
    let added = registry::acts::add_person(&office.desk(&by), new, &Note::default()).await.unwrap();
    let Added::Entered { person, .. } = added else { panic!("nobody is like them") };
    person
}

async fn bodies(office: &House) -> Vec<String> {
    let mut tx = office.db.read().await.unwrap();
    store::on_db!(&mut tx, c => store::sqlx::query_scalar(
        "SELECT DISTINCT body FROM remark WHERE body IS NOT NULL ORDER BY 1").fetch_all(c).await)
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_a_person_goes_with_them() {
    for office in everywhere().await {
        let by = access::Actor::command();
        let desk = office.desk(&by);
        let org = office.org("D.SNV").await;
        let person = an(&office).await;
        let clerk = clerk(&office, &by);
        let (id, ..) = acts::open_campaign(&clerk, &departments()).await.unwrap();
        let at = (id, org);
        acts::put(&clerk, at, list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&clerk, at, "").await.unwrap();
        let mut made = Vec::new();
        for (column, body) in (1..).zip(SAID) {
            let (file, sheet) = ("Danh sach.xlsx".to_owned(), "Danh sách".to_owned());
            let new = NewRemark { file, sheet, row: 5, column, body: body.to_owned() };
            made.push(acts::add_remark(&clerk, at, &new).await.unwrap());
        }
        // One that was taken back was said all the same.
        acts::remove_remark(&clerk, at, made[1]).await.unwrap();
        assert_eq!(bodies(&office).await.len(), 3);

        let tables = office.facts();
        let elsewhere: [Box<dyn Elsewhere>; 1] = [Box::new(REMARKS)];
        let reach = Reach { tables: &tables, elsewhere: &elsewhere };
        let foreseen = registry::acts::preview_erasure(&desk, reach, person).await.unwrap();
        assert_eq!(foreseen.kept.rows, 2, "{}", office.db.name());
        let note = Note::default();
        let done = registry::acts::erase_person(&desk, reach, person, &note).await.unwrap();
        assert_eq!(done.kept.rows, 2);
        assert_eq!(bodies(&office).await, [SAID[2]], "another's name stays");
        office.app.acted();
        let here = format!("/thu-thap/{id}/D.SNV");
        let page = office.client("phoi").await.get(&here).await.expect(200).text();
        assert_eq!(page.matches("lời đã bị xoá").count(), 1, "{page}");
        office.verify().await;
    }
}
