//! The room on every database there is.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

use community::{
    FACTS, MIGRATIONS, acts, figures,
    rules::{LaterLists, Row, Taken, Teams},
};
use kernel::{AsOf, Clock, Date, IdSource, Seq, Uuid};
use ledger::{Draft, Header, Said, Source};
use registry::{
    acts::{Elsewhere as _, Identity, Steps},
    figures::{Keeps as _, Whose},
    model::{OrgId, PersonId, SheetRow},
};
use store::Db;

const DAY: Date = Date::constant(2024, 10, 15);

fn header() -> Header {
    Header {
        kind: "intake",
        effective_on: Some(DAY),
        basis: ledger::Basis::default(),
        entered_by: "test".into(),
        source: Source::Command,
        reason: String::new(),
    }
}

fn row(village: &str, name: &str, role: &str, trained: bool) -> Row {
    Row {
        org: OrgId(Uuid::from_u128(1)),
        commune: Some("08707".into()),
        village: village.into(),
        decision_no: Some("1/QĐ-UBND".into()),
        decision_on: Some(Date::constant(2024, 7, 1)),
        full_name: name.into(),
        birth: None,
        phone: None,
        role: Some(role.into()),
        organisation: None,
        trained: Some(trained),
        source: SheetRow { file: "a.xlsx".into(), sheet: "s".into(), row: 1 },
        on: DAY,
        listed: LaterLists::default(),
    }
}

/// Enters a list as one act, if it changes anything.
async fn enter(db: &Db, clock: &Clock, rows: &[Row]) -> (Vec<Taken>, Option<Seq>, usize) {
    let mut tx = db.write().await.unwrap();
    let mut draft = Draft::begin(&mut tx, clock, header()).await.unwrap();
    let (teams, members) = figures::on_record(&mut tx, draft.seq() - 1).await.unwrap();
    let ids = IdSource::new(clock.clone());
    let mut book = Teams::new(teams, members);
    let taken = rows.iter().map(|r| book.take(&ids, r)).collect();
    let unnamed = book.unnamed().len();
    let changes = book.finish();
    if changes.is_empty() {
        return (taken, None, unnamed);
    }
    acts::enter(&mut draft, &changes);
    let seq = draft.seal(&mut tx).await.unwrap().seq;
    tx.commit().await.unwrap();
    (taken, Some(seq), unnamed)
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_teams_enter_only_what_differs() {
    let migrations = [ledger::MIGRATIONS, registry::MIGRATIONS, MIGRATIONS].concat();
    for db in testkit::databases(&migrations).await {
        let clock = testkit::clock();
        let mut tx = db.read().await.unwrap();
        let none = ledger::disagreements(&mut tx, FACTS).await.unwrap();
        assert!(none.is_empty(), "{none:?}");
        drop(tx);
        let list = [
            row("Thôn 1", "Nguyễn Văn An", "Tổ trưởng", true),
            row("THÔN 1", "Trần Thị Hoà", "Thành viên", false),
            row("Thôn 1", "Trần Thị Hòa", "Thành viên", false),
            row("Thôn 2", "Lê Văn Bình", "Tổ trưởng", true),
        ];
        let (taken, first, _) = enter(&db, &clock, &list).await;
        assert!(taken.iter().all(|t| t.member == Said::New));
        assert_eq!(taken.iter().filter(|t| t.team_new).count(), 2);
        assert!(taken[2].namesake);
        assert!(enter(&db, &clock, &list).await.1.is_none(), "the same list changes nothing");

        let corrected = [
            row("Thôn 1", "Nguyễn Văn An", "Tổ trưởng", true),
            row("Thôn 1", "Trần Thị Hòa", "Thành viên", true),
        ];
        let (taken, second, unnamed) = enter(&db, &clock, &corrected).await;
        assert_eq!(taken[0].member, Said::Same);
        assert!(matches!(&taken[1].member, Said::Changed(d) if d[0].0 == "trained"));
        assert_eq!(unnamed, 2, "a namesake and a team left out are asked about, not ended");

        let mut tx = db.read().await.unwrap();
        for (known, trained) in [(first, 2), (second, 3)] {
            let at = AsOf { valid_on: DAY, known_at: known.unwrap() };
            let told = figures::overview(&mut tx, at).await.unwrap();
            assert_eq!((told.teams, told.members, told.trained), (2, 4, trained), "{}", db.name());
        }
        let before = AsOf { valid_on: Date::constant(2024, 7, 1), known_at: second.unwrap() };
        let told = figures::overview(&mut tx, before).await.unwrap();
        assert_eq!((told.teams, told.members), (2, 0));
    }
}

/// Whether a membership is told to somebody who is known by this.
async fn is_told(db: &Db, known: Seq, identity: &Identity) -> bool {
    let mut tx = db.read().await.unwrap();
    let at = AsOf { valid_on: DAY, known_at: known };
    let whose = Whose { person: PersonId(Uuid::from_u128(9)), identity, addresses: &[], at };
    !figures::Memberships.kept(&mut tx, whose).await.unwrap().is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_membership_is_told_to_its_member_and_to_no_namesake() {
    let migrations = [ledger::MIGRATIONS, registry::MIGRATIONS, MIGRATIONS].concat();
    for db in testkit::databases(&migrations).await {
        let clock = testkit::clock();
        let born = kernel::Birth::Day(Date::constant(1985, 3, 17));
        let member = Row {
            phone: Some("0912345678".into()),
            birth: Some(born),
            ..row("Thôn 1", "Nguyễn Văn An", "Tổ trưởng", true)
        };
        let known = enter(&db, &clock, &[member]).await.1.unwrap();
        let named = Identity { names: ["nguyen van an".to_owned()].into(), ..Identity::default() };
        let phoned = Identity { phones: ["0912345678".to_owned()].into(), ..named.clone() };
        let dated = Identity { births: [born].into(), ..named.clone() };
        let year = Identity { births: [kernel::Birth::Year(1985)].into(), ..named.clone() };
        let other = Identity { names: ["tran thi binh".to_owned()].into(), ..phoned.clone() };
        assert!(is_told(&db, known, &phoned).await && is_told(&db, known, &dated).await);
        for namesake in [named, year, other] {
            assert!(!is_told(&db, known, &namesake).await, "{namesake:?}");
        }
    }
}

async fn names(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    store::on_db!(&mut tx, c => store::sqlx::query_scalar(
        "SELECT DISTINCT full_name FROM team_member WHERE full_name IS NOT NULL ORDER BY 1")
        .fetch_all(c).await)
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_erased_from_the_register_is_no_name_in_a_team_either() {
    let migrations = [ledger::MIGRATIONS, registry::MIGRATIONS, MIGRATIONS].concat();
    for db in testkit::databases(&migrations).await {
        let clock = testkit::clock();
        let phone = Some("0912345678".to_owned());
        let list = [
            Row {
                phone: phone.clone(), ..row("Thôn 1", "Nguyễn Văn An", "Tổ trưởng", true)
            },
            row("Thôn 2", "Nguyễn Văn An", "Thành viên", false),
            Row { phone, ..row("Thôn 2", "Trần Thị Bình", "Thành viên", false) },
        ];
        let known = enter(&db, &clock, &list).await.1.unwrap();
        let an = Identity {
            names: ["nguyen van an".to_owned()].into(),
            phones: ["0912345678".to_owned()].into(),
            ..Identity::default()
        };
        let found = acts::MEMBERS.find(&db, &an, &Steps::default()).await.unwrap();
        let told = found.told();
        assert_eq!(told.rows, 1, "{}: a namesake and a sharer of the phone stay", db.name());
        let [words] = &told.words[..] else { panic!("{told:?}") };
        assert_eq!((words.which.len(), words.stays), (1, true), "the namesake is told of");
        let mut tx = db.write().await.unwrap();
        let mut draft = Draft::begin(&mut tx, &clock, header()).await.unwrap();
        assert_eq!(found.erase(&mut tx, &mut draft, &an).await.unwrap().rows, 1);
        draft.seal(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!is_told(&db, known, &an).await);
        assert_eq!(names(&db).await, ["Nguyễn Văn An", "Trần Thị Bình"], "the others");
        let mut tx = db.read().await.unwrap();
        let at = AsOf { valid_on: DAY, known_at: known + 1 };
        let told = figures::overview(&mut tx, at).await.unwrap();
        assert_eq!((told.members, told.trained), (3, 1), "figures keep their answers");
        let tables = FACTS.to_vec();
        assert!(ledger::verify(&mut tx, &tables, None).await.unwrap().holds());
    }
}
