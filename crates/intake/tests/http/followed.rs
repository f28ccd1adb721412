//! An erasure that takes long: its page says how far it has got, and it is done whole or not at all.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use house::{House, Plan};
use registry::{
    acts::{Elsewhere, Found, Identity, Kept, Steps, Task},
    model::Person,
    pages::Room,
};
use store::Db;
use testkit::Client;

use crate::{
    books::book,
    office::{apply, everywhere, last_act, send},
};

/// Something that takes long to be looked through, or fails in the end.
#[derive(Debug)]
struct Slow {
    fails: bool,
    asked: AtomicUsize,
}

struct Nothing(Kept);

impl Elsewhere for Slow {
    fn find<'t>(
        &'t self,
        _: &'t Db,
        _: &'t Identity,
        steps: &'t Steps,
    ) -> Task<'t, Box<dyn Found>> {
        Box::pin(async move {
            steps.more(40);
            steps.one();
            tokio::time::sleep(Duration::from_millis(800)).await;
            // It is looked up for whoever decides, and again for the erasure.
            let before = self.asked.fetch_add(1, Ordering::Relaxed);
            if self.fails && before > 0 {
                let value = "7".to_owned();
                return Err(registry::Error::Refused { what: "no_such_number", value });
            }
            Ok(Box::new(Nothing(Kept::default())) as Box<dyn Found>)
        })
    }
}

impl Found for Nothing {
    fn told(&self) -> &Kept {
        &self.0
    }

    fn erase<'t>(
        self: Box<Self>,
        _: &'t mut store::Tx,
        _: &'t mut ledger::Draft,
        _: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async { Ok(Kept::default()) })
    }
}

fn slow(room: Room) -> Room {
    hurried(room).elsewhere(Slow { fails: false, asked: AtomicUsize::new(0) })
}

fn failing(room: Room) -> Room {
    hurried(room).elsewhere(Slow { fails: true, asked: AtomicUsize::new(0) })
}

/// Pages wait for nothing.
fn hurried(room: Room) -> Room {
    room.patient(Duration::ZERO).elsewhere(intake::acts::Sheets)
}

/// Officers on record, and An among them.
async fn an(house: &House) -> registry::model::PersonId {
    let mut lan = house.client("lan").await;
    let (batch, _) = send(&mut lan, &[("A.xlsx", &book().bytes())]).await;
    apply(&mut lan, &batch, &[]).await.expect(200);
    named(house).await.expect("on record")
}

async fn named(house: &House) -> Option<registry::model::PersonId> {
    let mut tx = house.db.read().await.unwrap();
    let people = ledger::held::<Person>(&mut tx, i64::MAX, "", &[]).await.unwrap();
    let an = people.iter().find(|h| h.fact.full_name.as_deref() == Some("Nguyễn Văn An"));
    an.map(|held| held.fact.id)
}

/// Begins the erasure; where it is followed.
async fn begin(client: &mut Client, form: &str) -> String {
    // What would be erased is looked up first, and that is followed too.
    let looking = client.get(form).await.expect(303).location().unwrap().to_owned();
    assert_eq!(over(client, &looking).await, form);
    let asked = client.get(form).await.expect(200).text();
    assert!(asked.contains("ten-nguoi") && asked.contains("A.xlsx"), "{asked}");
    let fields = [
        ("so", "YC-12/2026"),
        ("ngay-ky", "20/11/2026"),
        ("co-quan", "Sở Nội vụ"),
        ("ly_do", "Theo yêu cầu"),
        ("ten-nguoi", "nguyen van an"),
    ];
    let answer = client.post(form, &fields).await.expect(303);
    answer.location().unwrap().to_owned()
}

/// Waits until it is over; where that leads.
async fn over(client: &mut Client, page: &str) -> String {
    for _ in 0..600 {
        let answer = client.get(page).await;
        if let Some(to) = answer.location() {
            return to.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it does not end");
}

async fn beside(house: &House, register: fn(Room) -> Room) -> Client {
    house.client_beside("lan", move |plan: &mut Plan| plan.register = register).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_how_far_it_has_got_and_where_it_leads() {
    for house in everywhere().await {
        let an = an(&house).await;
        let mut lan = beside(&house, slow).await;
        let page = begin(&mut lan, &format!("/nhan-luc/{an}/xoa")).await;
        assert!(page.starts_with("/dang-lam/"), "{page}");
        let shown = lan.get(&page).await.expect(200).text();
        // With a script it follows a stream; without, it asks again by itself.
        for told in ["Đang xoá dữ liệu cá nhân", "data-stream=", "http-equiv=\"refresh\""] {
            assert!(shown.contains(told), "{told}: {shown}");
        }
        assert!(named(&house).await.is_some(), "nothing is gone before all is");
        let address = page.split('?').next().unwrap();
        let heard = lan.get(&format!("{address}/dong")).await.expect(200).text();
        assert!(heard.contains("event: changed"), "{heard}");
        let to = over(&mut lan, &page).await;
        assert_eq!(to, format!("/nhan-luc/{an}"));
        let shown = lan.get(&to).await.expect(200).text();
        assert!(shown.contains("Đã xóa") || shown.contains("Đã xoá"), "{shown}");
        assert_eq!(named(&house).await, None);
        house.verify().await;
        // Whoever else asks is told nothing of it, and the way back.
        let mut hoa = house.client("hoa").await;
        let other = hoa.get(&page).await.expect(200).text();
        assert!(
            other.contains("Không theo dõi được") && other.contains(&format!("/nhan-luc/{an}/xoa"))
        );
        hoa.get(&format!("{address}/dong")).await.expect(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_leaves_everything_and_can_be_begun_again() {
    for house in everywhere().await {
        let an = an(&house).await;
        let before = last_act(&house).await;
        let form = format!("/nhan-luc/{an}/xoa");
        let mut lan = beside(&house, failing).await;
        let page = begin(&mut lan, &form).await;
        assert_eq!(over(&mut lan, &page).await, form, "where it can be begun again");
        assert_eq!((named(&house).await, last_act(&house).await), (Some(an), before));
        let mut lan = beside(&house, slow).await;
        let page = begin(&mut lan, &form).await;
        over(&mut lan, &page).await;
        assert_eq!(named(&house).await, None);
        house.verify().await;
    }
}
