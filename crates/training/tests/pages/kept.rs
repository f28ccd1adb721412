//! What is held on one person, told to the person.

use house::House;
use kernel::{AsOf, Interval};
use registry::{
    acts::identity,
    figures::{Keeps as _, KeptFact, Whose},
    model::PersonId,
};
use training::figures::Trainings;

use crate::{
    lists::{fill, person},
    matching::page_of,
    office::everywhere,
};

async fn kept(office: &House, person: PersonId, known_at: i64) -> Vec<KeptFact> {
    let mut tx = office.db.read().await.unwrap();
    let identity = identity(&mut tx, known_at, person).await.unwrap();
    let at = AsOf { valid_on: office.clock.today(), known_at };
    Trainings
        .kept(&mut tx, Whose { person, identity: &identity, addresses: &[], at })
        .await
        .unwrap()
}

/// Of these, the attendances.
fn attended(told: &[KeptFact]) -> Vec<&KeptFact> {
    told.iter().filter(|f| f.kind == "attendance").collect()
}

async fn last(office: &House) -> i64 {
    ledger::last_seq(&mut office.db.read().await.unwrap()).await.unwrap()
}

fn said<'a>(fact: &'a KeptFact, word: &str) -> &'a str {
    fact.says.iter().find(|(w, _)| *w == word).map_or("", |(_, text)| text)
}

#[tokio::test]
async fn what_somebody_attended_is_told_with_where_it_came_from() {
    for office in everywhere().await {
        let name = office.db.name();
        let an = fill(&office).await;
        let told = kept(&office, an, last(&office).await).await;
        let days = told.iter().filter(|f| f.kind == "class_day");
        let days: Vec<[&str; 3]> =
            days.map(|f| [said(f, "course"), said(f, "class_day"), said(f, "presence")]).collect();
        let day = |date| ["Kỹ năng số", date, "present"];
        assert_eq!(days, [day("2023-02-16"), day("2023-02-17")], "{name}: {told:#?}");
        let told = attended(&told);
        let mut courses: Vec<&str> = told.iter().map(|f| said(f, "course")).collect();
        courses.sort_unstable();
        assert_eq!(courses, ["An toàn thông tin", "Kỹ năng số"], "{name}: {told:#?}");
        let class = told.iter().find(|f| said(f, "course") == "Kỹ năng số").unwrap();
        assert_eq!(said(class, "days"), "2/2", "{name}");
        assert_eq!(class.source.as_ref().unwrap().file, "lop.xlsx", "{name}");
        assert!(class.recorded_from.is_some() && class.valid != Interval::ALWAYS, "{name}");
        let online = told.iter().find(|f| said(f, "course") != "Kỹ năng số").unwrap();
        assert_eq!((said(online, "score"), said(online, "days")), ("8", ""), "{name}");
    }
}

/// A namesake's attendances are told only once somebody said that they are theirs, and no longer
/// when that was taken back.
#[tokio::test]
async fn what_was_matched_by_hand_is_told_from_then_on() {
    for office in everywhere().await {
        let name = office.db.name();
        fill(&office).await;
        let stc = office.org("D.STC").await;
        let hoa = person(&office, "Trần Thị Hoà", "1990-02-03", stc).await;
        assert_eq!(kept(&office, hoa, last(&office).await).await, [], "{name}");
        let before = last(&office).await;
        let path = page_of(&office, "Trần Thị Hoa").await;
        let mut phoi = office.client("phoi").await;
        phoi.get(&path).await.expect(200);
        phoi.post(&path, &[("nguoi", &hoa.to_string())]).await.expect(303);
        let told = kept(&office, hoa, last(&office).await).await;
        let days = told.iter().filter(|f| f.kind == "class_day").map(|f| said(f, "presence"));
        assert_eq!(days.collect::<Vec<_>>(), ["present", "excused"], "{name}");
        let told = attended(&told);
        assert_eq!(told.len(), 2, "{name}: {told:#?}");
        assert!(told.iter().all(|f| said(f, "full_name") == "Trần Thị Hoa"), "{name}: {told:#?}");
        assert_eq!(kept(&office, hoa, before).await, [], "{name}: as it was known before");
    }
}
