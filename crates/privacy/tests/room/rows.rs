//! What a removal removes is told in people, and in the rows that are of them.

use house::Plan;
use kernel::{Date, Interval, Uuid};
use ledger::{Column, Draft, Fact, FactTable};
use store::{
    ColumnType::{Text, Uuid as Id},
    Migration, Value,
};

use crate::office::{PLAN, furnished};

static SIGNED: FactTable = FactTable {
    name: "attendance",
    columns: &[
        Column::open("attendance_id", Id),
        Column::open("attendee_id", Id),
        Column::personal("full_name", Text),
    ],
    subject: Some("attendee_id"),
};

/// A name in the list of a class.
struct Signed(Uuid, Uuid, &'static str);

impl Fact for Signed {
    const TABLE: &'static FactTable = &SIGNED;

    fn values(&self) -> Vec<Value> {
        vec![Value::Uuid(Some(self.0)), Value::Uuid(Some(self.1)), Value::text(self.2)]
    }
}

const LISTS: &[Migration] = &[Migration {
    room: "lists",
    number: 1,
    sql: "CREATE TABLE attendance (fact_id UUID NOT NULL PRIMARY KEY, \
          attendance_id UUID NOT NULL, attendee_id UUID NOT NULL, full_name TEXT, \
          valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT, \
          salt BYTEA, seal BYTEA, erased_by BIGINT);",
}];

const WITH_LISTS: Plan = Plan {
    migrations: &[errands::MIGRATIONS, privacy::MIGRATIONS, LISTS],
    facts: &[privacy::FACTS, &[&SIGNED]],
    ..PLAN
};

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_tells_people_and_rows() {
    for office in furnished(WITH_LISTS).await {
        let name = office.db.name();
        let by = access::Actor::command();
        let desk = office.desk(&by);
        let mut tx = office.db.write().await.unwrap();
        let header = desk.header("intake", None, "");
        let mut draft = Draft::begin(&mut tx, desk.clock, header).await.unwrap();
        let (an, binh) = (draft.new_id(), draft.new_id());
        for (who, said) in [(an, "Nguyễn Văn An"), (an, "Nguyễn Văn An"), (binh, "Trần Thị Bình")]
        {
            let row = Signed(draft.new_id(), who, said);
            draft.assert(Interval::since(Date::constant(2010, 5, 20)), &row);
        }
        draft.seal(&mut tx).await.unwrap();
        tx.commit().await.unwrap();

        let mut phoi = office.client("phoi").await;
        let remove = "/luu-giu/attendance/xoa";
        let page = phoi.get(remove).await.expect(200).text();
        assert!(page.contains("ở 3 dòng dữ liệu, của 2 người"), "{name}: {page}");
        let list = phoi.get("/luu-giu").await.expect(200).text();
        assert!(list.contains("3 dòng dữ liệu"), "{name}: {list}");
        let agreed = [("so", "2"), ("ly_do", "hết hạn")];
        let done = phoi.submit(remove, &agreed).await.expect(200).text();
        let told = &done[done.find("id=\"h-da-xoa\"").unwrap()..];
        assert!(told.contains("3 dòng dữ liệu"), "{name}: {told}");
        office.verify().await;
    }
}
