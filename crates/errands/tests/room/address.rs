//! An address for notices is good once a code that was mailed there comes back.

use errands::{acts::MAIL, model::Mail};
use kernel::IdSource;
use store::jobs;
use testkit::databases;

use crate::pages::{House, migrations};

impl House {
    /// The mail that waits to be sent, taken off the queue; `None` where none does.
    async fn take_mail(&self) -> Option<Mail> {
        let ids = IdSource::new(self.clock.clone());
        let (now, claim) = (self.clock.now(), ("test", ids.next()));
        let mut tx = self.db.write().await.unwrap();
        let job = jobs::claim(&mut tx, now, claim, &[MAIL]).await.unwrap()?;
        jobs::done(&mut tx, now, &job).await.unwrap();
        tx.commit().await.unwrap();
        Some(serde_json::from_str(&job.payload).unwrap())
    }

    async fn take_code(&self) -> String {
        let mail = self.take_mail().await.expect("a mail with a code");
        let code: String = mail.subject.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(code.len(), 8, "{}", mail.subject);
        assert!(mail.body.contains("mở Hộp thư và nhập mã ở đó"), "{}", mail.body);
        assert!(!mail.body.contains("/hop-thu"), "half a link leads nowhere: {}", mail.body);
        assert!(mail.body.contains("If you did not ask for this"), "in both languages");
        code
    }
}

const ADDRESS: &str = "lan@tinh.example";

/// Another code, whatever the right one is.
fn wrong(code: &str) -> String {
    let first = if code.starts_with('1') { '2' } else { '1' };
    format!("{first}{}", &code[1..])
}

#[tokio::test]
async fn nothing_is_mailed_to_an_address_nobody_confirmed() {
    for db in databases(&migrations()).await {
        let house = House::open(db).await;
        let mut lan = house.client("lan").await;
        let refused = lan.post("/hop-thu/dia-chi", &[("dia_chi", "không phải")]).await.expect(422);
        assert!(refused.text().contains("Địa chỉ thư điện tử không hợp lệ"));
        lan.submit("/hop-thu/dia-chi", &[("dia_chi", ADDRESS)]).await.expect(200);
        let code = house.take_code().await;
        house.tell("lan", "errands-unread").await;
        assert!(house.take_mail().await.is_none(), "{}", house.db.name());

        // The mail's link fills the code in; looking confirms nothing.
        let page = lan.get(&format!("/hop-thu?ma={code}")).await.expect(200).text();
        assert!(page.contains("Chưa gửi thông báo tới") && page.contains(ADDRESS), "{page}");
        assert!(page.contains(&format!("value=\"{code}\"")), "{page}");
        let page = lan.get("/hop-thu").await.expect(200).text();
        assert!(page.contains("chưa được xác nhận"), "{page}");

        let refused = lan.post("/hop-thu/dia-chi/xac-nhan", &[("ma", &wrong(&code))]).await;
        assert!(refused.expect(422).text().contains("Mã không đúng"));
        let spaced = format!(" {} {} ", &code[..4], &code[4..]);
        lan.submit("/hop-thu/dia-chi/xac-nhan", &[("ma", &spaced)]).await.expect(200);
        house.tell("lan", "errands-unread").await;
        assert_eq!(house.take_mail().await.unwrap().to, ADDRESS);

        // The same address again changes nothing; another one begins anew.
        lan.submit("/hop-thu/dia-chi", &[("dia_chi", ADDRESS)]).await.expect(200);
        assert!(house.take_mail().await.is_none());
        lan.submit("/hop-thu/dia-chi", &[("dia_chi", "lan@khac.example")]).await.expect(200);
        house.take_code().await;
        house.tell("lan", "errands-unread").await;
        assert!(house.take_mail().await.is_none(), "neither the old one nor the new one");
    }
}

#[tokio::test]
async fn a_code_is_good_for_its_account_and_address_and_for_few_tries() {
    for db in databases(&migrations()).await {
        let house = House::open(db).await;
        let (mut lan, mut quan) = (house.client("lan").await, house.client("quan").await);
        lan.submit("/hop-thu/dia-chi", &[("dia_chi", ADDRESS)]).await.expect(200);
        let of_lan = house.take_code().await;
        quan.submit("/hop-thu/dia-chi", &[("dia_chi", ADDRESS)]).await.expect(200);
        let of_quan = house.take_code().await;
        if of_lan != of_quan {
            let refused = quan.post("/hop-thu/dia-chi/xac-nhan", &[("ma", &of_lan)]).await;
            refused.expect(422);
        }
        // A code of the address before is worth nothing for the next.
        lan.submit("/hop-thu/dia-chi", &[("dia_chi", "nan-nhan@khac.example")]).await.expect(200);
        let next = house.take_code().await;
        if next != of_lan {
            lan.post("/hop-thu/dia-chi/xac-nhan", &[("ma", &of_lan)]).await.expect(422);
        }
        for _ in 0..4 {
            let tried = [("ma", &*wrong(&next))];
            lan.post("/hop-thu/dia-chi/xac-nhan", &tried).await.expect(422);
        }
        let refused = lan.post("/hop-thu/dia-chi/xac-nhan", &[("ma", &next)]).await;
        assert!(refused.expect(422).text().contains("quá nhiều lần"), "the right one comes late");
        // A new mail gives new tries.
        lan.submit("/hop-thu/dia-chi/ma", &[]).await.expect(200);
        let again = house.take_code().await;
        lan.submit("/hop-thu/dia-chi/xac-nhan", &[("ma", &again)]).await.expect(200);
        lan.post("/hop-thu/dia-chi/xac-nhan", &[("ma", &again)]).await.expect(404);
    }
}

#[tokio::test]
async fn nobody_fills_a_strangers_mailbox_from_here() {
    for db in databases(&migrations()).await {
        let house = House::open(db).await;
        let mut lan = house.client("lan").await;
        for n in 0..5 {
            // Giving the address up in between does not begin the count anew.
            let address = format!("nan-nhan{n}@khac.example");
            lan.submit("/hop-thu/dia-chi", &[("dia_chi", &address)]).await.expect(200);
            house.take_code().await;
            lan.submit("/hop-thu/dia-chi", &[("dia_chi", "")]).await.expect(200);
        }
        let refused = lan.post("/hop-thu/dia-chi", &[("dia_chi", ADDRESS)]).await.expect(422);
        assert!(refused.text().contains("quá nhiều mã"), "{}", refused.text());
        assert!(house.take_mail().await.is_none());
        lan.post("/hop-thu/dia-chi/ma", &[]).await.expect(404);
    }
}
