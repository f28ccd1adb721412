//! A small province that receives sheets, and somebody signed in.

use std::time::Duration;

use access::{Builder, NewRole, Role};
pub(crate) use house::hidden;
use house::{House, Plan};
use registry::model::Assignment;
use testkit::{Client, Page, Upload};

const PLAN: Plan = Plan {
    units: "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,UBND tỉnh\n\
    D.SNV,Sở Nội vụ,department,D,,SNV\n\
    D.STT,Sở Thông tin và Truyền thông,department,D,,Sở TT&TT\n\
    D.SYT,Sở Y tế,department,D,,\n",
    migrations: &[
        community::MIGRATIONS,
        training::MIGRATIONS,
        pipeline::MIGRATIONS,
        intake::MIGRATIONS,
    ],
    facts: &[community::FACTS, training::FACTS, intake::FACTS],
    messages: &[intake::pages::MESSAGES],
    doors: &[intake::pages::DOORS],
    nav: &[registry::pages::NAV, intake::pages::NAV],
    register: |room| {
        room.held_rows(intake::pages::WAITING_PAGE, intake::pages::held_waiting)
            .elsewhere(intake::acts::Sheets)
            .elsewhere(training::acts::LISTED)
            .elsewhere(community::acts::MEMBERS)
    },
    // A loaded machine may take long; what is tested is the page, not its speed.
    rooms: |builder, _| patient(builder, Duration::from_mins(1)),
    routes: intake::pages::router,
    ..house::EMPTY
};

/// The room, when a page waits so long for files to be read.
fn patient(mut builder: Builder, patience: Duration) -> Builder {
    for (kind, page) in intake::pages::SUBJECTS {
        builder = builder.subject_page(kind, *page);
    }
    builder.room(intake::pages::Room::default().patient(patience))
}

/// One on every database there is.
pub(crate) async fn everywhere() -> Vec<House> {
    let all = PLAN.everywhere().await;
    for house in &all {
        staff(house).await;
    }
    all
}

/// One on a file, for what can't differ between databases.
pub(crate) async fn one() -> House {
    let house = PLAN.one().await;
    staff(&house).await;
    house
}

/// Two who may do everything.
async fn staff(house: &House) {
    for name in ["lan", "hoa"] {
        let both = [Role::Administrator, Role::Coordinator];
        house.add(name, &both.map(|role| NewRole::whole(name, role))).await;
    }
}

/// Somebody signed in at another process on the same database.
pub(crate) async fn elsewhere(house: &House, name: &str) -> Client {
    house.client_beside(name, |_| ()).await
}

/// Somebody signed in at a process that never waits for files to be read.
pub(crate) async fn hurried(house: &House, name: &str) -> Client {
    house
        .client_beside(name, |plan| plan.rooms = |builder, _| patient(builder, Duration::ZERO))
        .await
}

/// The last act.
pub(crate) async fn last_act(house: &House) -> i64 {
    ledger::last_seq(&mut house.db.read().await.unwrap()).await.unwrap()
}

/// Duties on record as they are.
pub(crate) async fn duties_of(house: &House) -> Vec<ledger::Held<Assignment>> {
    let mut tx = house.db.read().await.unwrap();
    let known = ledger::last_seq(&mut tx).await.unwrap();
    ledger::held(&mut tx, known, "", &[]).await.unwrap()
}

/// How many rows wait.
pub(crate) async fn rows_waiting(house: &House) -> i64 {
    let mut tx = house.db.read().await.unwrap();
    let known = ledger::last_seq(&mut tx).await.unwrap();
    intake::pages::held_waiting(&mut tx, known).await.unwrap()
}

/// Sends files and goes where that leads: the batch's address and its page.
pub(crate) async fn send(client: &mut Client, files: &[(&str, &[u8])]) -> (String, Page) {
    let uploads: Vec<Upload<'_>> =
        files.iter().map(|(name, bytes)| Upload { field: "tep", name, bytes }).collect();
    let answer = client.upload("/tiep-nhan", &[], &uploads).await.expect(303);
    let batch = answer.location().unwrap().to_owned();
    let page = client.get(&batch).await.expect(200);
    (batch, page)
}

/// What step 3 shows: the version of the batch, and the mark of its changes.
pub(crate) async fn shown(client: &mut Client, batch: &str) -> [String; 2] {
    let page = client.get(&format!("{batch}/thay-doi")).await.expect(200);
    ["phien", "dau"].map(|name| hidden(&page, name))
}

/// Confirms what was shown.
pub(crate) async fn press(
    client: &mut Client,
    batch: &str,
    [version, mark]: &[String; 2],
    more: &[(&str, &str)],
) -> Page {
    let mut fields = vec![("phien", &version[..]), ("dau", &mark[..])];
    if !more.iter().any(|(n, _)| *n == "ly_do") {
        fields.push(("ly_do", "Danh sách định kỳ"));
    }
    fields.extend_from_slice(more);
    client.submit(&format!("{batch}/thay-doi"), &fields).await
}

/// Confirms what step 3 shows.
pub(crate) async fn apply(client: &mut Client, batch: &str, more: &[(&str, &str)]) -> Page {
    let shown = shown(client, batch).await;
    press(client, batch, &shown, more).await
}

/// A page as a snapshot holds it: what differs from run to run is named.
pub(crate) fn steady(page: &Page) -> String {
    house::steady(&page.text())
}

/// Who bears a personal number.
pub(crate) async fn person(office: &House, number: &str) -> String {
    let mut tx = office.db.read().await.unwrap();
    let binds = [store::Value::text(number)];
    let of = "f.personal_number = $2";
    let found = ledger::held::<registry::model::Person>(&mut tx, i64::MAX, of, &binds).await;
    found.unwrap()[0].fact.id.to_string()
}
