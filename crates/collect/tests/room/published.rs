//! A late correction shows which published figures it changes, the endings that were chosen with
//! it, before anything is entered.

use collect::acts::{self, Clerk};
use house::{House, hidden};
use kernel::{AsOf, Date, Seq};
use registry::{
    acts::Task,
    figures::{coverage, org_map},
    pages::{ChangedFigure, Publishes},
};
use store::Tx;
use testkit::{Client, Page};
use ui::Ui;

use crate::office::{batch_of, clerk, departments, everywhere, files};

/// How many people there are on a day was published, where they are two at least.
#[derive(Debug)]
pub(crate) struct Counted;

const DAY: Date = Date::constant(2026, 10, 31);

async fn people(tx: &mut Tx, known_at: Seq) -> Result<Option<i64>, registry::Error> {
    let orgs = org_map(tx, known_at).await?;
    let at = AsOf { valid_on: DAY, known_at };
    let people = coverage(tx, &orgs, at, DAY).await?.totals.people;
    Ok((people > 1).then_some(people))
}

impl Publishes for Counted {
    fn changed<'t>(
        &'t self,
        tx: &'t mut Tx,
        (first, second): (Seq, Seq),
        _: &'t Ui,
    ) -> Task<'t, Vec<ChangedFigure>> {
        Box::pin(async move {
            let (before, after) = (people(tx, first).await?, people(tx, second).await?);
            let it = ChangedFigure {
                page: "/cong-bo?ngay=2026-10-31".to_owned(),
                of_day: DAY,
                figure: "Người đã công bố".to_owned(),
                published: Some(9),
                before,
                after,
            };
            Ok(if before == after { Vec::new() } else { vec![it] })
        })
    }
}

const THREE: [(&str, &str, &str); 3] = [
    ("Nguyễn Văn An", "17/03/1985", "Sở Nội vụ"),
    ("Trần Thị Bình", "28/02/1990", "Sở Nội vụ"),
    ("Lê Thị Chi", "01/02/1991", "Sở Nội vụ"),
];

/// A campaign that is locked, with three people of an office accepted, and a correction sent that
/// names so many of them. Returns the address of what was sent.
async fn corrected(office: &House, by: &Clerk<'_>, own: &Clerk<'_>, named: usize) -> String {
    let (id, ..) = acts::open_campaign(by, &departments()).await.unwrap();
    let at = (id, office.org("D.SNV").await);
    let batch = acts::put(own, at, files(&THREE)).await.unwrap();
    acts::send(own, at, "").await.unwrap();
    let agreed = intake::acts::agree(&office.desk(by.actor), batch, "đủ").await.unwrap();
    acts::accept(by, at, &agreed).await.unwrap();
    acts::lock_campaign(by, id, "Đã công bố").await.unwrap();
    acts::correct(own, at, "Có người nghỉ hưu").await.unwrap();
    acts::put(own, at, files(&THREE[..named])).await.unwrap();
    acts::send(own, at, "Có người nghỉ hưu").await.unwrap();
    office.app.acted();
    format!("/thu-thap/{id}/D.SNV")
}

/// The questions about those no longer named.
fn asked(page: &Page) -> Vec<String> {
    let text = page.text();
    let names = text
        .match_indices("name=\"het-")
        .map(|(at, _)| text[at + 6..].chars().take_while(|c| *c != '"').collect::<String>());
    names.collect()
}

async fn send(client: &mut Client, own: &str, fields: &[(&str, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    client.submit(&format!("{own}/nhan"), &fields).await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn endings_are_in_what_is_foreseen_and_nothing_is_accepted_unseen() {
    for office in everywhere().await {
        let name = office.db.name();
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let own = corrected(&office, &clerk(&office, &phoi), &clerk(&office, &snv), 1).await;
        let mut client = office.client("phoi").await;
        // Nobody ends by being left out: by the files alone nothing changes.
        let seen = client.get(&format!("{own}/anh-huong")).await.expect(200).text();
        assert!(seen.contains("Không số liệu đã công bố nào thay đổi"), "{name}: {seen}");
        assert!(seen.contains("không còn nêu 2 người"), "{name}: {seen}");
        let page = client.get(&own).await.expect(200);
        let changes = client.get(&format!("{}/thay-doi", batch_of(&page))).await.expect(200);
        let questions = asked(&changes);
        assert_eq!(questions.len(), 2, "{name}: {}", changes.text());
        let mut fields = vec![
            ("phien", hidden(&changes, "phien")),
            ("dau", hidden(&changes, "dau")),
            ("ly_do", "Theo quyết định nghỉ hưu".to_owned()),
            (questions[0].as_str(), "retired".to_owned()),
        ];
        let shown = send(&mut client, &own, &fields).await;
        let text = shown.text();
        assert!(text.contains("Người đã công bố") && text.contains("-1"), "{name}: {text}");
        assert!(text.contains("href=\"/cong-bo?ngay=2026-10-31\""), "{name}: {text}");
        assert_eq!(office.people().await.len(), 3, "{name}: nothing is entered");
        // Two endings are more than was seen: they are shown, with what is kept back then.
        fields.push((questions[1].as_str(), "retired".to_owned()));
        fields.push(("da-xem", hidden(&shown, "da-xem")));
        let shown = send(&mut client, &own, &fields).await;
        assert!(shown.text().contains("sẽ không công bố nữa"), "{name}: {}", shown.text());
        assert_eq!(standing_duties(&office).await, 3, "{name}: nothing is entered");
        fields.pop();
        fields.push(("da-xem", hidden(&shown, "da-xem")));
        send(&mut client, &own, &fields).await;
        assert_eq!(standing_duties(&office).await, 1, "{name}");
        office.verify().await;
    }
}

async fn standing_duties(office: &House) -> i64 {
    let mut tx = office.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let orgs = org_map(&mut tx, known_at).await.unwrap();
    let at = AsOf { valid_on: DAY, known_at };
    coverage(&mut tx, &orgs, at, DAY).await.unwrap().totals.people
}
