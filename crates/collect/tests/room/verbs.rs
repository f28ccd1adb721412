//! The verbs, on both databases: each refuses what it must.

use house::House;
use std::time::Duration;

use collect::{
    Error,
    acts::{self, NewCampaign},
    model::Offices,
    rules::Standing,
};
use errands::{Trades, Worker};
use jiff::civil::time;
use kernel::Date;
use store::jobs;
use tokio::sync::watch;

use crate::office::{clerk, departments, everywhere, list_of, standing};

#[tokio::test(flavor = "multi_thread")]
async fn steps_are_taken_in_their_order_by_those_who_may() {
    for office in everywhere().await {
        let (phoi, snv, syt) =
            (office.actor("phoi").await, office.actor("snv").await, office.actor("syt").await);
        let (by, own, other) = (clerk(&office, &phoi), clerk(&office, &snv), clerk(&office, &syt));
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        let asked = acts::open_campaign(&own, &departments()).await;
        assert!(matches!(asked, Err(Error::Refused(_))));
        // Nothing can be sent that is not there.
        assert!(matches!(acts::send(&own, at, "").await, Err(Error::Step)));
        let put = acts::put(&other, at, list_of("Sở Nội vụ")).await;
        assert!(matches!(put, Err(Error::Refused(_))), "{}: another office's", office.db.name());
        let unknown = (id, office.org("D.BT").await);
        let put = acts::put(&by, unknown, list_of("Sở Nội vụ")).await;
        assert!(matches!(put, Err(Error::Unknown)), "it owes nothing");
        acts::put(&own, at, list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&own, at, "").await.unwrap();
        assert!(matches!(acts::send(&own, at, "").await, Err(Error::Step)), "once");
        assert!(matches!(acts::put(&own, at, list_of("Sở Nội vụ")).await, Err(Error::Step)));
        acts::take_back(&own, at).await.unwrap();
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Draft);
        acts::send(&own, at, "").await.unwrap();
        // Something has to be said of what goes back.
        assert!(matches!(acts::give_back(&by, at, "").await, Err(Error::Reason)));
        assert!(matches!(acts::give_back(&own, at, "thiếu").await, Err(Error::Refused(_))));
        acts::give_back(&by, at, "Thiếu số định danh").await.unwrap();
        assert!(matches!(acts::lock(&by, at, "").await, Err(Error::Step)));
        assert!(matches!(acts::correct(&own, at, "vì sao").await, Err(Error::Step)));
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_says_what_is_wrong_with_it() {
    for office in everywhere().await {
        let phoi = office.actor("phoi").await;
        let by = clerk(&office, &phoi);
        let good = departments();
        let past = Date::constant(2026, 1, 1);
        let wrong: [(&str, NewCampaign); 5] = [
            ("ten", NewCampaign { name: "  ".to_owned(), ..good.clone() }),
            ("loai", NewCampaign { kind: "attic".to_owned(), ..good.clone() }),
            ("han", NewCampaign { due_on: past, ..good.clone() }),
            ("nhac", NewCampaign { reminders: vec![9_999], ..good.clone() }),
            ("don-vi", NewCampaign { offices: Offices::List(Vec::new()), ..good.clone() }),
        ];
        for (expected, new) in wrong {
            let refused = acts::open_campaign(&by, &new).await;
            assert!(
                matches!(refused, Err(Error::Field { field, .. }) if field == expected),
                "{expected}"
            );
        }
    }
}

/// How many mails wait, and how many notices somebody has.
async fn told(office: &House, name: &str) -> (i64, i64) {
    let mut tx = office.db.read().await.unwrap();
    let account = access::account(&mut tx, name).await.unwrap().unwrap().id;
    let (all, _) = errands::figures::count(&mut tx, account).await.unwrap();
    let waiting = jobs::counts(&mut tx).await.unwrap();
    (waiting.get(&jobs::State::Waiting).copied().unwrap_or(0), all)
}

/// An account's notices go to an address, which is confirmed by the code that was mailed there.
async fn have_mailed_to(office: &House, account: access::AccountId, address: &str) {
    errands::acts::mail_to(&office.app, account, address).await.unwrap();
    let claim = ("test", office.app.ids.next());
    let mut tx = office.db.write().await.unwrap();
    let job = jobs::claim(&mut tx, office.clock.now(), claim, &[errands::acts::MAIL]).await;
    let job = job.unwrap().expect("a mail with a code");
    jobs::done(&mut tx, office.clock.now(), &job).await.unwrap();
    tx.commit().await.unwrap();
    let mail: errands::model::Mail = serde_json::from_str(&job.payload).unwrap();
    let code: String = mail.subject.chars().filter(char::is_ascii_digit).collect();
    errands::acts::confirm_address(&office.app, account, &code).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn those_that_owe_are_reminded_once_a_day_and_mailed_where_they_want() {
    for office in everywhere().await {
        let phoi = office.actor("phoi").await;
        let by = clerk(&office, &phoi);
        let snv = office.actor("snv").await;
        let account = snv.id().unwrap();
        have_mailed_to(&office, account, "snv@tinh.example").await;
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        assert_eq!(told(&office, "snv").await, (1, 1), "opened: one notice, one mail");
        assert_eq!(told(&office, "syt").await.1, 1, "no mail was wanted");
        let reminded = acts::remind(&by, id).await.unwrap();
        assert_eq!((reminded.offices, reminded.accounts), (3, 2));
        assert!(matches!(acts::remind(&by, id).await, Err(Error::Step)), "once a day");
        assert_eq!(told(&office, "snv").await, (2, 2));
        // Who has sent is left alone.
        let own = clerk(&office, &snv);
        let at = (id, office.org("D.SNV").await);
        acts::put(&own, at, list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&own, at, "").await.unwrap();
        office.clock.set("2026-12-02T00:00:00Z".parse().unwrap());
        let reminded = acts::remind(&by, id).await.unwrap();
        assert_eq!((reminded.offices, reminded.accounts), (2, 1));
        assert_eq!(told(&office, "snv").await, (2, 2));
        assert_eq!(standing(&office, id, "D.SYT").await, Standing::Late);
        // An office that was given more time is no longer late.
        let other = (id, office.org("D.SYT").await);
        acts::extend(&by, other, Date::constant(2026, 12, 10), "bão").await.unwrap();
        assert_eq!(standing(&office, id, "D.SYT").await, Standing::Nothing);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_job_of_the_morning_reminds_on_its_days() {
    for office in everywhere().await {
        let phoi = office.actor("phoi").await;
        acts::open_campaign(&clerk(&office, &phoi), &departments()).await.unwrap();
        let app = office.app.clone();
        let trades = Trades::default()
            .on(acts::REMIND, move |task| acts::work(task, app.clone()))
            .daily(acts::REMIND, time(7, 0, 0, 0));
        let worker = Worker::new(office.db.db(), office.clock.clone(), trades);
        let worker = worker.named("one", Duration::from_millis(10));
        let running = worker.start(watch::channel(false).0).await.unwrap();
        // Six days before is no day of reminders, one day before is; the same morning is done once.
        for (morning, expected) in
            [("2026-11-25", 1), ("2026-11-30", 2), ("2026-12-01", 2), ("2026-12-02", 3)]
        {
            office.clock.set(format!("{morning}T00:00:01Z").parse().unwrap());
            until_done(&office, morning).await;
            assert_eq!(told(&office, "syt").await.1, expected, "{morning}");
        }
        running.stop().await;
    }
}

/// Waits until nothing is due any more.
async fn until_done(office: &House, morning: &str) {
    for _ in 0..500 {
        let mut tx = office.db.read().await.unwrap();
        let waiting = jobs::page(&mut tx, jobs::State::Waiting, 0, 10).await.unwrap();
        let running = jobs::counts(&mut tx).await.unwrap().contains_key(&jobs::State::Running);
        let due = waiting.iter().any(|j| j.run_at <= office.clock.now());
        if !due && !running {
            return;
        }
        drop(tx);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{}: {morning} is not done", office.db.name());
}
