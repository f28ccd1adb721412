//! Two records turn out to be of one person: joined as one act, parted by its undoing, erased
//! together.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

use kernel::{AsOf, Interval};
use ledger::Receipt;
use registry::{
    Error,
    acts::{
        self, Added, DutyTerms, NewHand, NewPerson, NewQualification, Note, Reach, join_people,
        preview_join,
    },
    figures::{self, PersonHistory},
    model::{Detail, Mode, PersonId, PersonJoin, QualificationKind, SheetRow},
    rules::joining::{Choices, Compared},
};

use super::land::{Land, day, lands};

const ON: &str = "2024-12-01";

fn note() -> Note {
    Note { reason: "Cùng số quyết định tuyển dụng".to_owned(), ..Note::default() }
}

async fn head(land: &Land) -> i64 {
    ledger::last_seq(&mut land.db.read().await.unwrap()).await.unwrap()
}

async fn known(land: &Land, person: PersonId, at: i64) -> Option<PersonHistory> {
    let mut tx = land.db.read().await.unwrap();
    figures::history(&mut tx, &access::Actor::command(), at, person).await.unwrap()
}

async fn now(land: &Land, person: PersonId) -> Option<PersonHistory> {
    known(land, person, head(land).await).await
}

/// Somebody in an office: name, birth, number, phone.
async fn enter(land: &Land, said: [&str; 4], office: &str, since: &str) -> PersonId {
    let [name, birth, number, phone] = said.map(|s| Some(s.to_owned()).filter(|s| !s.is_empty()));
    let person = NewPerson {
        full_name: name.unwrap(),
        birth: birth.and_then(|b| b.parse().ok()),
        personal_number: number,
        phone,
        ..NewPerson::default()
    };
    let duty = DutyTerms {
        org: land.org(office).await,
        title: None,
        mode: Mode::Concurrent,
        fields: vec!["dx".to_owned()],
        share: None,
    };
    let mut new =
        NewHand { person, duty, over: Interval::since(day(since)), not_these: Vec::new() };
    loop {
        match acts::add_person(&land.desk(), new.clone(), &note()).await.unwrap() {
            Added::Entered { person, .. } => return person,
            // A namesake: somebody else, as far as is known.
            Added::Asks(likely) => new.not_these = likely.iter().map(|l| l.person.id).collect(),
        }
    }
}

async fn join(land: &Land, keep: PersonId, other: PersonId) -> Result<Receipt, Error> {
    let join = PersonJoin { person: other, into: keep };
    join_people(&land.desk(), &[], join, &Choices::default(), &note()).await
}

async fn undo(land: &Land, seq: i64) {
    let undoing = acts::Undoing { tables: &tables(), follows: &[], enter: true };
    acts::undo(&land.desk(), undoing, seq, "nhầm người").await.unwrap().unwrap();
}

fn tables() -> Vec<&'static ledger::FactTable> {
    [access::FACTS, registry::FACTS].concat()
}

/// People and posts of a day, as known after an act.
async fn totals(land: &Land, known: i64) -> (i64, i64) {
    let totals = land.coverage_known(ON, ON, known).await.totals;
    (totals.people, totals.modes.dedicated + totals.modes.concurrent)
}

/// Office, first day, and the sheet row, of each duty.
fn duties(history: &PersonHistory) -> Vec<(registry::model::OrgId, Interval, Option<SheetRow>)> {
    let all = history.assignments.iter();
    all.map(|h| (h.fact.org, h.valid, h.fact.source.clone())).collect()
}

const AN: [&str; 4] = ["Nguyễn Văn An", "1985", "", "0301234567"];
const ALSO_AN: [&str; 4] = ["Nguyễn Văn An", "1985-03-17", "090085001234", "0307654321"];

#[tokio::test]
async fn one_is_kept_with_the_duties_of_both_and_an_earlier_record_answers_as_before() {
    for land in lands().await {
        let keep = enter(&land, AN, "T.STC", "2024-11-01").await;
        let other = enter(&land, ALSO_AN, "T.SNV", "2024-06-30").await;
        let degree = NewQualification {
            person: other,
            kind: QualificationKind::Degree,
            name: "Thạc sĩ".to_owned(),
            major: None,
            over: Interval::ALWAYS,
        };
        acts::add_qualification(&land.desk(), degree, &note()).await.unwrap();
        let before = head(&land).await;
        let (people, posts) = totals(&land, before).await;
        let (was, other_was) = (now(&land, keep).await.unwrap(), now(&land, other).await.unwrap());

        let pair = PersonJoin { person: other, into: keep };
        let choices = Choices::default();
        let told = preview_join(&land.desk(), &[], pair, &choices).await.unwrap();
        let compared = &told.joining.details;
        assert!(compared.contains(&(Detail::Birth, Compared::Fills)), "{compared:?}");
        assert!(compared.contains(&(Detail::Phone, Compared::Differs)), "{compared:?}");
        assert_eq!(head(&land).await, before, "a preview enters nothing");

        let act = join(&land, keep, other).await.unwrap();
        assert_eq!(act.seq, before + 1);
        assert_eq!(totals(&land, act.seq).await, (people - 1, posts), "one person less");
        assert_eq!(totals(&land, before).await, (people, posts), "as was known then");

        let one = now(&land, keep).await.unwrap();
        let who = &one.person[0].fact;
        assert_eq!(who.birth.unwrap().to_string(), "1985-03-17", "the day says more than the year");
        assert_eq!(who.personal_number.as_deref(), Some("090085001234"), "a blank is filled");
        assert_eq!(who.phone.as_deref(), Some("0301234567"), "what differs stays");
        let mut both = [duties(&was), duties(&other_was)].concat();
        both.sort_by_key(|d| d.1.from);
        assert_eq!(duties(&one), both, "from the same days, from the same rows");
        let ids = |h: &PersonHistory| h.assignments.iter().map(|a| a.fact.id).collect::<Vec<_>>();
        assert!(ids(&one).contains(&ids(&other_was)[0]), "a duty keeps its id");
        assert_eq!(one.qualifications.len(), 1);
        assert!(now(&land, other).await.is_none(), "the other record stands no longer");
        let then = known(&land, other, before).await.unwrap();
        assert_eq!(then.person, other_was.person);
        {
            let mut tx = land.db.read().await.unwrap();
            let found = figures::kept_record(&mut tx, act.seq, other).await.unwrap();
            assert_eq!(found, keep);
            assert_eq!(figures::kept_record(&mut tx, before, other).await.unwrap(), other);
            let all = figures::records_of(&mut tx, act.seq, keep).await.unwrap();
            assert_eq!(all, [keep, other]);
        }

        undo(&land, act.seq).await;
        let (again, other_again) =
            (now(&land, keep).await.unwrap(), now(&land, other).await.unwrap());
        assert_eq!(again.person[0].fact, was.person[0].fact);
        assert_eq!(other_again.person[0].fact, other_was.person[0].fact);
        assert_eq!(duties(&again), duties(&was));
        assert_eq!(duties(&other_again), duties(&other_was));
        assert_eq!(other_again.qualifications.len(), 1);
        assert_eq!(totals(&land, head(&land).await).await, (people, posts));

        // Parted, they can be joined the other way round, with what is chosen.
        let pair = PersonJoin { person: keep, into: other };
        let choices = Choices { details: [Detail::Phone].into(), ..Choices::default() };
        join_people(&land.desk(), &[], pair, &choices, &note()).await.unwrap();
        let one = now(&land, other).await.unwrap();
        assert_eq!(one.person[0].fact.phone.as_deref(), Some("0301234567"), "it was chosen");
        assert_eq!(one.person[0].fact.birth.unwrap().to_string(), "1985-03-17");
    }
}

#[tokio::test]
async fn a_duty_of_both_in_one_office_is_told_and_stands_once() {
    for land in lands().await {
        let keep = enter(&land, AN, "T.STC", "2024-11-01").await;
        let other = enter(&land, ALSO_AN, "T.STC", "2024-06-30").await;
        let (people, posts) = totals(&land, head(&land).await).await;
        let pair = PersonJoin { person: other, into: keep };
        let told = preview_join(&land.desk(), &[], pair, &Choices::default()).await.unwrap();
        assert!(told.joining.duties[0].twice);
        let act = join(&land, keep, other).await.unwrap();
        assert_eq!(totals(&land, act.seq).await, (people - 1, posts - 1));
        let days: Vec<_> = now(&land, keep).await.unwrap().assignments;
        let days: Vec<_> = days.iter().map(|h| (h.valid.from, h.valid.to)).collect();
        let (first, second) = (Some(day("2024-06-30")), Some(day("2024-11-01")));
        assert_eq!(days, [(first, second), (second, None)]);
        undo(&land, act.seq).await;
        assert_eq!(totals(&land, head(&land).await).await, (people, posts));
    }
}

#[tokio::test]
async fn everybody_joined_to_one_leaves_one_with_every_duty() {
    for land in lands().await {
        let mut all = {
            let mut tx = land.db.read().await.unwrap();
            let at = AsOf { valid_on: day(ON), known_at: i64::MAX };
            let by = access::Actor::command();
            let officers = figures::officers(&mut tx, &by, at).await.unwrap();
            officers.iter().map(|o| (o.person, o.org)).collect::<Vec<_>>()
        };
        let offices: std::collections::BTreeSet<_> = all.iter().map(|(_, org)| *org).collect();
        let (mut people, _) = totals(&land, head(&land).await).await;
        // Each to the next: whoever was joined comes along.
        while let [.., (keep, _), (other, _)] = all[..] {
            let act = join(&land, keep, other).await.unwrap();
            people -= 1;
            assert_eq!(totals(&land, act.seq).await.0, people, "exactly one less");
            all.pop();
        }
        assert_eq!(people, 1);
        let (_, posts) = totals(&land, head(&land).await).await;
        assert_eq!(posts, i64::try_from(offices.len()).unwrap(), "one duty in each office");
    }
}

#[tokio::test]
async fn what_can_not_be_joined_is_refused_and_nothing_is_written() {
    for land in lands().await {
        let keep = enter(&land, ALSO_AN, "T.STC", "2024-11-01").await;
        let other = enter(&land, AN, "T.SNV", "2024-11-01").await;
        let numbered =
            enter(&land, ["Nguyễn Văn An", "1985", "090085009999", ""], "T.SNV", ON).await;
        let third = enter(&land, ["Lê Thị Bình", "", "", ""], "T.SNV", ON).await;
        join(&land, keep, other).await.unwrap();
        let before = head(&land).await;
        let nobody = PersonId(kernel::Uuid::from_u128(7));
        for (keep, other, refused) in [
            (keep, keep, "same_record"),
            (keep, numbered, "two_numbers"),
            (numbered, keep, "two_numbers"),
            (keep, other, "person_joined"),
            (other, third, "person_joined"),
            (keep, nobody, "no_such_person"),
        ] {
            match join(&land, keep, other).await {
                Err(Error::Refused { what, .. }) => assert_eq!(what, refused),
                done => panic!("{refused}: {done:?}"),
            }
        }
        let mute = Note { reason: " .. ".to_owned(), ..Note::default() };
        let pair = PersonJoin { person: third, into: keep };
        let done = join_people(&land.desk(), &[], pair, &Choices::default(), &mute).await;
        assert!(matches!(done, Err(Error::Refused { what: "reason_missing", .. })), "{done:?}");
        assert_eq!(head(&land).await, before);
    }
}

#[tokio::test]
async fn erasing_the_kept_one_erases_what_stood_under_the_other() {
    for land in lands().await {
        let keep = enter(&land, AN, "T.STC", "2024-11-01").await;
        let other = enter(&land, ALSO_AN, "T.SNV", "2024-11-01").await;
        let joined = join(&land, keep, other).await.unwrap();
        let identity = {
            let mut tx = land.db.read().await.unwrap();
            acts::identity(&mut tx, joined.seq, keep).await.unwrap()
        };
        assert!(identity.phones.contains("0307654321"), "what only the other said is looked for");
        let reach = Reach { tables: &tables(), elsewhere: &[] };
        // By the old id too: it leads to who is kept.
        acts::erase_person(&land.desk(), reach, other, &note()).await.unwrap();
        let mut tx = land.db.read().await.unwrap();
        for id in [keep, other] {
            let who = [store::Value::Uuid(Some(id.0))];
            let all = ledger::traced::<registry::model::Person>(
                &mut tx,
                i64::MAX,
                "f.person_id = $2",
                &who,
            )
            .await
            .unwrap();
            assert!(!all.is_empty());
            assert!(all.iter().all(|t| t.held.fact.full_name.is_none() && t.erased_by.is_some()));
        }
        drop(tx);
        // What was erased is gone: parting them would bring back nobody.
        let undoing = acts::Undoing { tables: &tables(), follows: &[], enter: true };
        let done = acts::undo(&land.desk(), undoing, joined.seq, "nhầm").await;
        assert!(matches!(done, Err(Error::Ledger(ledger::Error::BuiltUpon(_)))), "{done:?}");
    }
}

#[tokio::test]
async fn after_an_undone_joining_each_is_erased_alone_and_wholly() {
    for land in lands().await {
        let keep = enter(&land, AN, "T.STC", "2024-11-01").await;
        let other = enter(&land, ALSO_AN, "T.SNV", "2024-11-01").await;
        let joined = join(&land, keep, other).await.unwrap();
        undo(&land, joined.seq).await;
        let mut tx = land.db.read().await.unwrap();
        let known = joined.seq + 1;
        let who = acts::identity(&mut tx, known, keep).await.unwrap();
        assert_eq!((who.phones.len(), who.numbers.len(), who.offices.len()), (1, 0, 1), "{who:?}");
        drop(tx);
        let reach = Reach { tables: &tables(), elsewhere: &[] };
        let told = acts::preview_erasure(&land.desk(), reach, other).await.unwrap();
        let done = acts::erase_person(&land.desk(), reach, other, &note()).await.unwrap();
        assert_eq!(told.rows, i64::try_from(done.rows).unwrap());
        let mut tx = land.db.read().await.unwrap();
        let count = async |tx: &mut store::Tx, of: &str| -> i64 {
            let sql = format!("SELECT count(*) FROM person f WHERE {of}");
            let sql = store::sqlx::AssertSqlSafe(sql);
            store::on_db!(tx, c => store::sqlx::query_scalar(sql).fetch_one(c).await).unwrap()
        };
        assert_eq!(
            count(&mut tx, "personal_number = '090085001234' OR phone = '0307654321'").await,
            0
        );
        let theirs = "phone = '0301234567' AND recorded_to IS NULL AND full_name IS NOT NULL";
        assert_eq!(count(&mut tx, theirs).await, 1, "who they are not keeps what is theirs");
        assert!(ledger::verify(&mut tx, &tables(), None).await.unwrap().holds());
    }
}

#[tokio::test]
async fn an_account_of_either_record_is_parted_from_who_is_erased() {
    for land in lands().await {
        let keep = enter(&land, AN, "T.STC", "2024-11-01").await;
        let other = enter(&land, ALSO_AN, "T.SNV", "2024-11-01").await;
        let desk = land.desk();
        let ids = kernel::IdSource::new(land.clock.clone());
        let account = access::AccountId(ids.next());
        let mut tx = land.db.write().await.unwrap();
        store::execute!(
            &mut tx,
            store::sqlx::query(
                "INSERT INTO account (id, name, full_name, password_hash, password_at, created_at) \
             VALUES ($1, 'an.nv', 'Nguyễn Văn An', '', 0, 0)"
            )
            .bind(account.0)
        )
        .unwrap();
        store::execute!(&mut tx, store::sqlx::query(
            "INSERT INTO passkey (id, account, credential, public_key, counter, backed_up, name, \
             made_at) VALUES ($1, $2, $3, $3, 0, TRUE, 'Máy của An', 0)")
            .bind(ids.next()).bind(account.0).bind(vec![1_u8]))
        .unwrap();
        store::execute!(
            &mut tx,
            store::sqlx::query(
                "INSERT INTO account_link (id, issuer, subject, account, made_by, made_at) \
             VALUES ($1, 'i', 'an@tinh.vn', $2, 'an.nv', 0)"
            )
            .bind(ids.next())
            .bind(account.0)
        )
        .unwrap();
        let header = desk.header("role", None, "");
        let mut draft = ledger::Draft::begin(&mut tx, desk.clock, header).await.unwrap();
        let grant = access::Grant {
            id: access::GrantId(ids.next()),
            account,
            role: access::Role::Official,
            unit: None,
            person: Some(other.0),
        };
        // It was said of the other once, and is not when the two are joined.
        draft.assert(Interval::ALWAYS, &grant);
        draft.seal(&mut tx).await.unwrap();
        let header = desk.header("role", None, "");
        let mut draft = ledger::Draft::begin(&mut tx, desk.clock, header).await.unwrap();
        let said = ledger::held::<access::Grant>(&mut tx, i64::MAX, "", &[]).await.unwrap();
        draft.close::<access::Grant>(said[0].id);
        draft.seal(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        join(&land, keep, other).await.unwrap();
        let elsewhere: [Box<dyn acts::Elsewhere>; 1] = [Box::new(acts::Within(acts::Accounts))];
        let reach = Reach { tables: &tables(), elsewhere: &elsewhere };
        let told = acts::preview_erasure(&desk, reach, keep).await.unwrap();
        assert_eq!(told.kept.accounts, ["an.nv (Nguyễn Văn An)"]);
        acts::erase_person(&desk, reach, keep, &note()).await.unwrap();
        let mut tx = land.db.read().await.unwrap();
        let left: Vec<String> = store::on_db!(&mut tx, c => store::sqlx::query_scalar(
            "SELECT full_name FROM account UNION ALL SELECT name FROM passkey \
             UNION ALL SELECT subject FROM account_link").fetch_all(c).await)
        .unwrap();
        assert_eq!(left, ["an.nv", "01/01/1970 07:00"]);
    }
}

#[tokio::test]
async fn a_reason_that_names_who_is_erased_is_refused() {
    for land in lands().await {
        let who = enter(&land, ALSO_AN, "T.STC", "2024-11-01").await;
        let reach = Reach { tables: &tables(), elsewhere: &[] };
        let before = head(&land).await;
        for said in ["Đề nghị của ông Nguyễn Văn An", "CCCD 090085001234"] {
            let note = Note { reason: said.to_owned(), ..Note::default() };
            let done = acts::erase_person(&land.desk(), reach, who, &note).await;
            assert!(
                matches!(done, Err(Error::Refused { what: "reason_names_person", .. })),
                "{done:?}"
            );
        }
        assert_eq!(head(&land).await, before);
    }
}

#[tokio::test]
async fn words_of_the_log_of_reads_that_name_who_is_erased_go() {
    for land in lands().await {
        let who = enter(&land, ALSO_AN, "T.STC", "2024-11-01").await;
        let namesake = enter(&land, ["Nguyễn Văn An", "1961", "", ""], "T.SNV", "2024-11-01").await;
        let ids = kernel::IdSource::new(land.clock.clone());
        let mut tx = land.db.write().await.unwrap();
        for (subject, said) in [
            (Some(who.0), "Gọi Nguyễn Văn An về hồ sơ"),
            (None, "Tìm 090085001234"),
            (Some(namesake.0), "Gọi ông Nguyễn Văn An"),
            (Some(namesake.0), "Kiểm tra số"),
        ] {
            store::execute!(&mut tx, store::sqlx::query(
                "INSERT INTO read_log (id, at, account, account_name, kind, subject, many, page, \
                 purpose) VALUES ($1, 0, NULL, 'lan', 'k', $2, 1, '/', $3)")
                .bind(ids.next()).bind(subject).bind(said))
            .unwrap();
        }
        tx.commit().await.unwrap();
        let elsewhere: [Box<dyn acts::Elsewhere>; 1] = [Box::new(acts::Within(acts::Purposes))];
        let reach = Reach { tables: &tables(), elsewhere: &elsewhere };
        let told = acts::preview_erasure(&land.desk(), reach, who).await.unwrap();
        assert_eq!(told.kept.words[0].which.len(), 2);
        acts::erase_person(&land.desk(), reach, who, &note()).await.unwrap();
        let mut tx = land.db.read().await.unwrap();
        let left: Vec<String> = store::on_db!(&mut tx, c => store::sqlx::query_scalar(
            "SELECT purpose FROM read_log ORDER BY id").fetch_all(c).await)
        .unwrap();
        assert_eq!(left, ["•••", "•••", "Gọi ông Nguyễn Văn An", "Kiểm tra số"]);
    }
}
