//! Learning records of a person of the register, told to the person.

use access::Actor;
use kernel::AsOf;
use ledger::{Draft, Source};
use lrs::{acts::Staying, figures::Records};
use registry::{
    acts::{
        Desk, Elsewhere, Identity, Keeps as _, NewPerson, Note, Reach, Which, Within, enter_person,
        erase_person, identity,
    },
    figures::{Keeps as _, KeptFact, Whose},
    model::PersonId,
};
use testkit::{TestDb, clock, databases};

use crate::house::{app, asker, id};

async fn enter(db: &TestDb, people: &[(&str, &str)]) -> Vec<PersonId> {
    let (by, clock) = (Actor::command(), clock());
    let desk = Desk { db, clock: &clock, by: &by, source: Source::Command };
    let mut tx = db.write().await.unwrap();
    let header = desk.header("person", None, "");
    let mut draft = Draft::begin(&mut tx, &clock, header).await.unwrap();
    let mut ids = Vec::new();
    for (name, email) in people {
        let email = Some((*email).to_owned());
        let new = NewPerson { full_name: (*name).into(), email, ..NewPerson::default() };
        ids.push(enter_person(&mut draft, new).id);
    }
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    ids
}

async fn kept(db: &TestDb, person: PersonId, proven: &[&str]) -> Vec<KeptFact> {
    let addresses: Vec<String> = proven.iter().map(|a| (*a).to_owned()).collect();
    let mut tx = db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let identity = identity(&mut tx, known_at, person).await.unwrap();
    let at = AsOf { valid_on: clock().today(), known_at };
    Records
        .kept(&mut tx, Whose { person, identity: &identity, addresses: &addresses, at })
        .await
        .unwrap()
}

fn said<'a>(fact: &'a KeptFact, word: &str) -> &'a str {
    fact.says.iter().find(|(w, _)| *w == word).map_or("", |(_, text)| text)
}

fn did(n: u128, actor: &str, course: &str) -> String {
    format!(
        r#"{{"id":"{}","actor":{actor},"verb":{{"id":"http://adlnet.gov/expapi/verbs/completed"}},
        "object":{{"id":"http://hoc.example/{course}"}},"result":{{"score":{{"scaled":0.9}}}}}}"#,
        id(n)
    )
}

#[tokio::test]
async fn records_are_told_to_whose_they_surely_are() {
    let migrations = [&crate::house::migrations()[..], registry::MIGRATIONS].concat();
    for db in databases(&migrations).await {
        let name = db.name();
        let people = [
            ("Nguyễn Văn An", "An@tinh.example"),
            ("Trần Thị Bình", "vanthu@tinh.example"),
            ("Lê Văn Cư", "vanthu@tinh.example"),
        ];
        let people = enter(&db, &people).await;
        let app = app(db.db(), &clock());
        let (first, second) = (asker(&app, "all", "").await, asker(&app, "all", "truong").await);
        let an = r#"{"name":"Văn An","mbox":"mailto:an@tinh.example"}"#;
        let hashed = format!(r#"{{"mbox_sha1sum":"{}"}}"#, hash_of("mailto:an@tinh.example"));
        let group =
            format!(r#"{{"objectType":"Group","member":[{an},{{"mbox":"mailto:x@y.vn"}}]}}"#);
        let shared = r#"{"mbox":"mailto:vanthu@tinh.example"}"#;
        let all = [(1, an, "mang"), (3, group.as_str(), "nhom"), (4, shared, "chung")];
        for (n, actor, course) in all {
            first.post("/xapi/statements", &did(n, actor, course)).await.expect(200);
        }
        // Another institution's store counts as well.
        second.post("/xapi/statements", &did(2, &hashed, "dulieu")).await.expect(200);
        let place = "/xapi/activities/state?activityId=http%3A%2F%2Fhoc.example%2Fmang\
                     &agent=%7B%22mbox%22%3A%22mailto%3Aan%40tinh.example%22%7D&stateId=trang";
        first.put(place, r#"{"trang":7}"#).await.expect(204);

        let told = kept(&db, people[0], &["An@tinh.example"]).await;
        let records: Vec<&KeptFact> = told.iter().filter(|f| f.kind == "learning_record").collect();
        let mut about: Vec<&str> = records.iter().map(|f| said(f, "about")).collect();
        about.sort_unstable();
        assert_eq!(about, ["dulieu", "mang", "nhom"], "{name}: {told:#?}");
        let of = |course: &str| *records.iter().find(|f| said(f, "about") == course).unwrap();
        assert_eq!(said(of("mang"), "verb"), "đã hoàn thành", "{name}");
        assert_eq!(said(of("mang"), "result"), "điểm 90%", "{name}");
        assert_eq!(said(of("mang"), "record"), id(1), "{name}");
        let whole = of("mang").whole.as_deref().unwrap();
        assert!(whole.contains("Văn An"), "{name}: as it was sent: {whole}");
        assert!(of("nhom").whole.is_none(), "{name}: it names somebody else");
        let document = told.iter().find(|f| f.kind == "learning_document").unwrap();
        assert_eq!((said(document, "name"), said(document, "bytes")), ("trang", "11"), "{name}");

        // They stay when the person is erased: whoever decides is told where they are.
        let mut tx = db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let who = identity(&mut tx, known, people[0]).await.unwrap();
        let staying = Staying.tell(&mut tx, &who).await.unwrap().words;
        let [words, documents] = &staying[..] else { panic!("{name}: {staying:?}") };
        assert!(!documents.stays && documents.which[0].said == "trang", "{name}: {documents:?}");
        assert!(words.stays && words.which.len() == 2, "{name}: {words:?}");
        let plain = |it: &Which| it.href.contains("nguoi=an%40tinh.example");
        let hashed = |it: &Which| it.href.contains("mbox_sha1sum");
        assert!(words.which.iter().any(plain) && words.which.iter().any(hashed), "{words:?}");
        let nobody = Identity::default();
        assert_eq!(Staying.tell(&mut tx, &nobody).await.unwrap().words, [], "{name}");
        drop(tx);

        // What bears an address that two share is of neither, whoever reads mail there.
        for sharing in &people[1..] {
            assert_eq!(kept(&db, *sharing, &["vanthu@tinh.example"]).await, [], "{name}");
        }
        // What an office writes down as somebody's address gives them nothing to read.
        assert_eq!(kept(&db, people[0], &[]).await, [], "{name}");
        // Nor does an address that is somebody else's in the register.
        assert_eq!(kept(&db, people[1], &["an@tinh.example"]).await, [], "{name}");
        // Documents go with the person, and those under an address that others give stay.
        let common = place.replace("an%40", "vanthu%40");
        first.put(&common, r#"{"trang":8}"#).await.expect(204);
        for person in &people[..2] {
            erase(&db, *person).await;
        }
        first.get(place).await.expect(404);
        first.get(&common).await.expect(200);
    }
}

async fn erase(db: &TestDb, person: PersonId) {
    let (by, clock) = (Actor::command(), clock());
    let desk = Desk { db, clock: &clock, by: &by, source: Source::Command };
    let tables = [access::FACTS, registry::FACTS].concat();
    let elsewhere: [Box<dyn Elsewhere>; 1] = [Box::new(Within(Staying))];
    let reach = Reach { tables: &tables, elsewhere: &elsewhere };
    erase_person(&desk, reach, person, &Note::default()).await.unwrap();
}

fn hash_of(mbox: &str) -> String {
    use sha1::{Digest as _, Sha1};
    hex::encode(Sha1::digest(mbox))
}
