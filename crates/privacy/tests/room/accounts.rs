//! An erasure and the accounts of a person: what stands under an address they confirmed goes with
//! them, and what is somebody else's by now stays.

use access::{NewRole, Role};
use kernel::{Date, Interval};
use ledger::Draft;
use privacy::acts::Confirmed;
use registry::acts::{Identity, Keeps, Kept, Task, Which, Words, identity};
use store::{Tx, on_db, sqlx};

use crate::office::everywhere;

/// Tells by which addresses somebody is looked for.
#[derive(Clone, Debug)]
struct Asked;

impl Keeps for Asked {
    fn tell<'t>(&'t self, _: &'t mut Tx, person: &'t Identity) -> Task<'t, Kept> {
        Box::pin(async {
            let which = |address: &String| Which {
                said: address.clone(),
                office: None,
                href: String::new(),
            };
            let words = Words::some("asked", person.emails.iter().map(which).collect(), false);
            Ok(Kept { words: words.into_iter().collect(), ..Kept::default() })
        })
    }

    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        _: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        self.tell(tx, person)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_looked_for_by_addresses_they_confirmed_too() {
    for office in everywhere().await {
        let mut tx = office.db.write().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        for (account, address, confirmed) in
            [("an", "An@tinh.example", Some(1_i64)), ("binh", "binh@tinh.example", None)]
        {
            let account = access::account(&mut tx, account).await.unwrap().unwrap().id.0;
            on_db!(&mut tx, c => sqlx::query(
                "INSERT INTO mail_address (account_id, address, said_at, confirmed_at) \
                 VALUES ($1, $2, 1, $3)")
                .bind(account).bind(address).bind(confirmed).execute(c).await.map(drop))
            .unwrap();
        }
        for (person, asked) in
            office.people.iter().zip([&["an@tinh.example", "thu@tinh.vn"][..], &["thu@tinh.vn"]])
        {
            let who = identity(&mut tx, known, *person).await.unwrap();
            let told = Confirmed(Asked).tell(&mut tx, &who).await.unwrap();
            let said: Vec<&str> = told.words[0].which.iter().map(|w| &w.said[..]).collect();
            assert_eq!(said, asked, "{}", office.db.name());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_was_given_to_somebody_by_mistake_stays_its_owners() {
    for office in everywhere().await {
        // It was said to be An's, and is Bình's from the next day on.
        let official = |number, from: Date, to| NewRole {
            person: Some(number),
            valid: Interval { from: Some(from), to },
            ..NewRole::whole("moi", Role::Official)
        };
        let (first, then) = (Date::constant(2026, 11, 1), Date::constant(2026, 11, 2));
        let roles =
            [official("001085001234", first, Some(then)), official("001190005678", then, None)];
        office.add("moi", &roles).await;
        let mut tx = office.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let mut of = Vec::new();
        for person in &office.people {
            let found = access::accounts_of_person(&mut tx, known, &[person.0]).await.unwrap();
            of.push(found.into_iter().map(|account| account.name).collect::<Vec<_>>());
        }
        assert_eq!(of, [vec!["an"], vec!["binh", "moi"]], "{}", office.db.name());
    }
}
