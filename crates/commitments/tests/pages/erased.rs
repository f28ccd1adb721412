//! An erasure reaches whom a commitment names in words, and leaves the commitment.

use access::Actor;
use commitments::{
    acts::{Promise, amend, promise},
    model::Gap,
};
use house::House;
use kernel::{Birth, Date, Interval};
use ledger::Draft;
use registry::{
    acts::{Added, DutyTerms, NewHand, NewPerson, Note, add_person},
    model::{Mode, PersonId},
};

use crate::office::{everywhere, told};

const AN: &str = "Nguyễn Văn An";
/// What is to be done, of which gap, and what is said when it is done.
const PROMISED: [(&str, &str, &str); 3] = [
    ("Cử ông Nguyễn Văn An làm đầu mối", "Chưa có đầu mối", "Đã ra quyết định"),
    ("Mở lớp tại xã", "nguyen van an chưa học lớp nào", "Ông Nguyễn Văn An đã học xong"),
    ("Cử bà Nguyễn Văn Anh thay", "Chưa có người thay", "Đã cử"),
];

async fn somebody(office: &House, unit: &str) -> PersonId {
    let by = Actor::command();
    let new = NewHand {
        person: NewPerson {
            full_name: AN.to_owned(),
            sex: None,
            birth: Some(Birth::Day(Date::constant(1985, 3, 17))),
            personal_number: None,
            phone: None,
            email: None,
        },
        duty: DutyTerms {
            org: office.org(unit).await,
            title: None,
            mode: Mode::Dedicated,
            fields: vec!["dx".to_owned()],
            share: None,
        },
        over: Interval::since(Date::constant(2026, 1, 1)),
        not_these: Vec::new(),
    };
    let added = add_person(&office.desk(&by), new, &Note::default()).await.unwrap();
    let Added::Entered { person, .. } = added else { panic!("nobody is like them") };
    person
}

/// Everything that stands in a column of words, in every version of every commitment.
async fn words(office: &House) -> String {
    let mut tx = office.db.read().await.unwrap();
    type Six = (String, String, String, Option<String>, Option<String>, Option<String>);
    let all: Vec<Six> = store::on_db!(&mut tx, c => store::sqlx::query_as(
        "SELECT what, gap, note, said_what, said_gap, said_note FROM commitment")
        .fetch_all(c).await)
    .unwrap();
    format!("{all:?}")
}

const AGREED: &[(&str, &str)] =
    &[("so", "YC-12/2026"), ("ly_do", "Theo yêu cầu của người có dữ liệu"), ("ten-nguoi", AN)];

#[tokio::test(flavor = "multi_thread")]
async fn the_name_goes_and_the_commitment_stays() {
    for office in everywhere().await {
        let name = office.db.name();
        let person = somebody(&office, "D.STC").await;
        let mut head = office.client("stc").await;
        head.get("/cam-ket/moi").await.expect(200);
        let mut made = Vec::new();
        for (what, gap, note) in PROMISED {
            let fields =
                [("thieu", "khac"), ("thieu-gi", gap), ("viec", what), ("han", "15/12/2026")];
            let fields = [&[("don-vi", "D.STC")][..], &fields].concat();
            let done = head.post("/cam-ket/moi", &fields).await.expect(303);
            let page = done.location().unwrap().to_owned();
            head.get(&page).await.expect(200);
            head.post(&format!("{page}/xong"), &[("ghi_chu", note)]).await.expect(303);
            made.push(page);
        }
        let before = told(&office).await;
        assert_eq!(before.kept, 3, "{name}");

        let erase = format!("/nhan-luc/{}/xoa", person.0);
        let mut clerk = office.client("phoi").await;
        let page = clerk.get(&erase).await.expect(200).text();
        assert!(page.contains("Lời cam kết có nêu tên người này"), "{name}: {page}");
        for said in ["Cử ông Nguyễn Văn An làm đầu mối", "nguyen van an chưa học lớp nào"]
        {
            assert!(page.contains(said), "{name}: {said}: {page}");
        }
        assert!(page.contains("Sở Tài chính") && page.contains(&made[0]), "{name}: {page}");
        assert!(!page.contains("Nguyễn Văn Anh") && !page.contains("ghi từ trước"), "{page}");
        clerk.submit(&erase, AGREED).await.expect(200);

        let left = kernel::folding::plain(&words(&office).await);
        assert!(!left.replace("nguyen van anh", "").contains("nguyen van an"), "{name}: {left}");
        for said in ["chua co dau moi", "da ra quyet dinh", "mo lop tai xa", "nguyen van anh"] {
            assert!(left.contains(said), "{name}: the rest stays: {said}: {left}");
        }
        assert_eq!(told(&office).await, before, "{name}: figures keep their answers");
        let mut reader = office.client("thanhtra").await;
        for (address, said) in [
            (&made[0][..], "(lời đã xoá theo luật)"),
            (&made[0], "Đã ra quyết định"),
            (&made[0], "Đã xoá lời nêu tên người theo luật"),
            (&made[1], "Mở lớp tại xã"),
            (&made[2], "Cử bà Nguyễn Văn Anh thay"),
            ("/cam-ket", "(lời đã xoá theo luật)"),
        ] {
            let page = reader.get(address).await.expect(200).text();
            assert!(page.contains(said), "{name} {address}: {said}: {page}");
            assert!(!page.replace("Văn Anh", "").contains("Văn An"), "{name} {address}: {page}");
        }
        office.verify().await;
    }
}

/// Words that were said before they could be erased were hashed as they are.
#[tokio::test(flavor = "multi_thread")]
async fn words_of_before_are_told_to_stay_and_the_record_verifies() {
    for office in everywhere().await {
        let name = office.db.name();
        let person = somebody(&office, "D.STC").await;
        let by = Actor::command();
        let new = Promise {
            org: office.org("D.STC").await,
            gap: Gap::Other("Chưa có đầu mối".to_owned()),
            what: PROMISED[0].0.to_owned(),
            due_on: Date::constant(2026, 12, 15),
        };
        let (id, _) = promise(&office.desk(&by), &[], &new).await.unwrap();
        old_fashioned(&office).await;
        office.verify().await;
        let mut clerk = office.client("phoi").await;
        let erase = format!("/nhan-luc/{}/xoa", person.0);
        let page = clerk.get(&erase).await.expect(200).text();
        assert!(page.contains("không xoá được vì sổ đã băm nguyên văn"), "{name}: {page}");
        clerk.submit(&erase, AGREED).await.expect(200);
        let page = clerk.get("/cam-ket").await.expect(200).text();
        assert!(page.contains(&id.to_string()) && !page.contains(AN), "{name}: {page}");
        office.verify().await;
    }
}

/// The words of an old commitment stay on record; once they were amended and erased, its own page
/// tells what was done, act by act, and not the words.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_an_old_commitment_shows_no_erased_words() {
    for office in everywhere().await {
        let name = office.db.name();
        let person = somebody(&office, "D.STC").await;
        let by = Actor::command();
        let (org, due_on) = (office.org("D.STC").await, Date::constant(2026, 12, 15));
        let gap = Gap::Other("Chưa có đầu mối".to_owned());
        let new = Promise { org, gap, what: PROMISED[0].0.to_owned(), due_on };
        let (id, made) = promise(&office.desk(&by), &[], &new).await.unwrap();
        let mut tx = office.db.read().await.unwrap();
        let then = ledger::act(&mut tx, made.seq).await.unwrap().unwrap().entered_at;
        drop(tx);
        old_fashioned(&office).await;
        let reason = "Ông Nguyễn Văn An đã chuyển";
        let amended = ("Cử người khác làm đầu mối", due_on);
        let act = amend(&office.desk(&by), id, amended, reason).await.unwrap().seq;
        office.app.acted();
        let here = format!("/cam-ket/{id}");
        let mut clerk = office.client("phoi").await;
        let page = clerk.get(&here).await.expect(200).text();
        assert!(page.contains(PROMISED[0].0) && page.contains(reason), "{name}: {page}");
        let erase = format!("/nhan-luc/{}/xoa", person.0);
        clerk.get(&erase).await.expect(200);
        clerk.submit(&erase, AGREED).await.expect(200);
        assert!(words(&office).await.contains(PROMISED[0].0), "{name}: hashed as it was");
        // Nor are they told as of a time at which they were known.
        for list in ["/cam-ket?", "/cam-ket?format=csv&", "/don-vi/D.STC?", "/?"] {
            let asked = format!("{list}known_at={then}");
            let page = clerk.get(&asked).await.expect(200).text();
            assert!(!page.contains("Văn An"), "{name} {asked}: {page}");
            assert!(list == "/?" || page.contains("Sở Tài chính"), "{name} {asked}: {page}");
        }
        let page = clerk.get(&here).await.expect(200).text();
        assert!(!page.contains("Văn An"), "{name}: {page}");
        let (_, history) = page.split_once("id=\"lich-su\"").unwrap();
        let at = |said: &str| history.find(said).unwrap_or_else(|| panic!("{said}: {history}"));
        let erased = at("Đã xoá lời nêu tên người theo luật");
        assert!(erased < at("Cử người khác làm đầu mối"), "{name}: what is left: {history}");
        let amending = at(&format!("/quyet-dinh/{act}\""));
        assert!(erased < amending, "{name}: under its own act: {history}");
        assert!(history[amending - 400..].contains("(lời đã xoá theo luật)"), "{name}: {history}");
        office.verify().await;
    }
}

/// Of an office somebody never stood in, a name alone may be anybody's.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_in_the_words_of_another_office_is_told_and_left_alone() {
    for office in everywhere().await {
        let name = office.db.name();
        let person = somebody(&office, "D.BT").await;
        let by = Actor::command();
        let (org, due_on) = (office.org("D.STC").await, Date::constant(2026, 12, 15));
        let gap = Gap::Other("Chưa có đầu mối".to_owned());
        let new = Promise { org, gap, what: PROMISED[0].0.to_owned(), due_on };
        let (id, _) = promise(&office.desk(&by), &[], &new).await.unwrap();
        let mut clerk = office.client("phoi").await;
        let erase = format!("/nhan-luc/{}/xoa", person.0);
        let page = clerk.get(&erase).await.expect(200).text();
        let (_, spared) = page.split_once("mà người này chưa từng công tác").unwrap();
        for told in [PROMISED[0].0, "Sở Tài chính", &format!("/cam-ket/{id}")[..]] {
            assert!(spared.contains(told), "{name}: {told}: {page}");
        }
        assert!(!page.contains("Lời cam kết có nêu tên người này"), "{name}: {page}");
        clerk.submit(&erase, AGREED).await.expect(200);
        let page = clerk.get(&format!("/cam-ket/{id}")).await.expect(200).text();
        assert!(page.contains(PROMISED[0].0), "{name}: {page}");
        office.verify().await;
    }
}

/// The commitments there are, as an earlier build kept them.
async fn old_fashioned(office: &House) {
    use ledger::{Column, Fact, FactTable};
    use store::{ColumnType::Uuid, Value};

    static OLD: FactTable = FactTable {
        name: "commitment",
        columns: &[
            Column::open("commitment_id", Uuid),
            Column::open("org_id", Uuid),
            Column::open("gap_kind", store::ColumnType::Text),
            Column::open("gap", store::ColumnType::Text),
            Column::open("what", store::ColumnType::Text),
            Column::open("promised_on", store::ColumnType::Text),
            Column::open("promised_by", store::ColumnType::Text),
            Column::open("due_on", store::ColumnType::Text),
            Column::open("state", store::ColumnType::Text),
            Column::open("closed_on", store::ColumnType::Text),
            Column::open("note", store::ColumnType::Text),
        ],
        subject: None,
    };
    struct Old(Vec<Value>);
    impl Fact for Old {
        const TABLE: &'static FactTable = &OLD;
        fn values(&self) -> Vec<Value> {
            self.0.clone()
        }
    }
    impl ledger::ReadFact for Old {
        fn read(c: &mut ledger::Columns) -> Option<Self> {
            let ids = [c.uuid(), c.uuid()].map(Value::Uuid);
            let texts: Vec<Value> = (0..9).map(|_| Value::Text(c.text())).collect();
            Some(Self([&ids[..], &texts].concat()))
        }
    }
    let by = Actor::command();
    let desk = office.desk(&by);
    let mut tx = desk.db.write().await.unwrap();
    let header = desk.header("promise", None, "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await.unwrap();
    let known = draft.seq() - 1;
    for held in
        ledger::held::<commitments::model::Commitment>(&mut tx, known, "", &[]).await.unwrap()
    {
        let mut values = held.fact.values();
        let said = values.split_off(11);
        values[3] = said[0].clone();
        values[4] = said[1].clone();
        draft.close::<Old>(held.id);
        draft.assert(held.valid, &Old(values));
    }
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    // The closed ones hold the words where they can be erased; they are not what is tried here.
    office.app.acted();
}
