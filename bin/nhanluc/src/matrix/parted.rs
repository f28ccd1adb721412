//! Whoever was erased is not named by their account any longer.

use registry::model::Person;
use store::{Value, sqlx};

use testkit::{Client, Page};

use super::{house::House, processed::signed_in};

/// What an answer comes to: what takes longer than a moment is followed on a page of its own.
async fn settled(client: &mut Client, answer: Page) -> Page {
    let doing = answer.location().filter(|to| to.starts_with("/dang-lam/")).map(str::to_owned);
    let Some(doing) = doing else { return answer };
    for _ in 0..600 {
        let asked = client.get(&doing).await;
        if let Some(to) = asked.location().map(str::to_owned) {
            return client.get(&to).await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("it does not end");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_no_longer_says_who_was_erased() {
    let mut house = House::build().await;
    let (router, db) = house.open_with_db().await;
    let person = house.things.person.inside.clone();
    let id: registry::model::PersonId = person.parse().unwrap();
    let mut tx = db.write().await.unwrap();
    let who = [Value::Uuid(Some(id.0))];
    let all = ledger::held::<Person>(&mut tx, i64::MAX, "f.person_id = $2", &who).await.unwrap();
    let name = all[0].fact.full_name.clone().unwrap();
    store::execute!(
        &mut tx,
        sqlx::query("UPDATE account SET full_name = $1 WHERE name = 'official'").bind(&name)
    )
    .unwrap();
    tx.commit().await.unwrap();
    let mut admin = signed_in(router.clone(), &house.tickets["admin"]);
    let page = admin.get("/nguoi-dung/official").await.expect(200).text();
    assert!(page.contains(&name), "{page}");

    let mut coord = signed_in(router, &house.tickets["coord"]);
    let path = format!("/nhan-luc/{person}/xoa");
    let asked = coord.get(&path).await;
    let asked = settled(&mut coord, asked).await.expect(200).text();
    assert!(asked.contains(&format!("official ({name})")), "{asked}");
    assert!(asked.contains("Tài khoản còn tên đăng nhập"), "{asked}");
    let fields = [("so", "YC-12/2026"), ("ly_do", "Theo yêu cầu"), ("ten-nguoi", &name[..])];
    let done = coord.post(&path, &fields).await;
    assert!(done.location().is_some(), "{}", done.text());
    settled(&mut coord, done).await;

    let page = admin.get("/nguoi-dung/official").await.expect(200).text();
    assert!(!page.contains(&name), "{page}");
    let page = admin.get("/nguoi-dung").await.expect(200).text();
    assert!(page.contains("official") && !page.contains(&name), "{page}");
    // What holds is that it is nobody of the register; what held before stays on record.
    let mut tx = db.read().await.unwrap();
    let grants = ledger::held::<access::Grant>(&mut tx, i64::MAX, "f.person_id = $2", &who).await;
    let grants = grants.unwrap();
    assert!(!grants.is_empty() && grants.iter().all(|g| g.valid.to.is_some()), "{grants:?}");
    let verdict = ledger::verify(&mut tx, &crate::wiring::fact_tables(), None).await.unwrap();
    assert!(verdict.broken.is_none(), "{:?}", verdict.broken);
}
