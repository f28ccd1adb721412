//! Pages are bounded in bytes, attachments included, and large answers are put together as they are
//! taken: what comes is the same.

use access::App;
use lrs::{Room, Sizes};
use serde_json::{Value as Json, json};
use store::Db;

use crate::{
    house::{Answer, Asker, asker, id, migrations, statement},
    signed::{MIXED, mixed, piece, sha256, with_attachment},
};

async fn paging(db: Db, page: usize) -> Asker {
    let clock = testkit::clock();
    let room = Room::new(db.clone(), clock.clone(), None).sizes(Sizes { page, ..Sizes::default() });
    asker(&App::builder(db, clock).room(room).build(), "all", "").await
}

/// Different data for each number.
pub(crate) fn data(n: u8, length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 251).unwrap() ^ n).collect()
}

pub(crate) async fn attach(lrs: &Asker, n: u8, all: &[&[u8]]) {
    let hashes: Vec<String> = all.iter().map(|data| sha256(data)).collect();
    let json = hashes.iter().zip(all).fold(statement(&id(n.into())), |json, (hash, data)| {
        let one = with_attachment(n.into(), hash, data.len(), "");
        let one: Json = serde_json::from_str(&one).unwrap();
        let mut json: Json = serde_json::from_str(&json).unwrap();
        let list = json.as_object_mut().unwrap().entry("attachments").or_insert(json!([]));
        list.as_array_mut().unwrap().push(one["attachments"][0].clone());
        json.to_string()
    });
    let pieces: Vec<_> = hashes.iter().zip(all).map(|(hash, data)| piece(hash, data)).collect();
    lrs.ask("POST", "/xapi/statements", &[MIXED], mixed(&json, &pieces)).await.expect(200);
}

/// The JSON of an answer and the data behind it, each of which has the hash it is told to have.
fn apart(answer: &Answer) -> (Json, Vec<(String, Vec<u8>)>) {
    let kind = answer.header("content-type").unwrap();
    let boundary = kind.strip_prefix("multipart/mixed; boundary=").unwrap();
    let parts = lrs::web::parts(&answer.body, boundary).unwrap();
    let told = serde_json::from_slice(parts[0].data).unwrap();
    let data = parts[1..].iter().map(|part| {
        let hash = part.header("x-experience-api-hash").unwrap().to_owned();
        assert_eq!(sha256(part.data), hash);
        (hash, part.data.to_vec())
    });
    (told, data.collect())
}

/// Hashes a statement names.
fn named(statement: &Json) -> Vec<String> {
    let all = statement["attachments"].as_array().into_iter().flatten();
    all.map(|one| one["sha2"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_page_ends_before_its_attachments_are_too_much() {
    for db in testkit::databases(&migrations()).await {
        let lrs = paging(db.db(), 100_000).await;
        let shared = data(1, 60_000);
        let sizes = [40_000, 40_000, 300_000, 10, 95_000, 0, 40_000];
        for (n, length) in (2..).zip(sizes) {
            attach(&lrs, n, &[&data(n, length)]).await;
        }
        // The same data for three statements are told, and counted, once.
        for n in 20..23 {
            attach(&lrs, n, &[&shared]).await;
        }
        attach(&lrs, 30, &[&data(30, 60_000), &data(31, 60_000)]).await;
        for order in ["true", "false"] {
            let mut path = format!("/xapi/statements?attachments=true&ascending={order}");
            let mut pages = Vec::new();
            while !path.is_empty() {
                let answer = lrs.get(&path).await.expect(200);
                let length = answer.body.len().to_string();
                assert_eq!(answer.header("content-length"), Some(length.as_str()));
                let (told, data) = apart(&answer);
                let statements = told["statements"].as_array().unwrap();
                let mut due: Vec<String> = statements.iter().flat_map(named).collect();
                due.sort();
                due.dedup();
                let mut came: Vec<String> = data.into_iter().map(|(hash, _)| hash).collect();
                came.sort();
                assert_eq!(came, due, "the data of the page, each once");
                assert!(statements.len() == 1 || answer.body.len() < 110_000);
                let ids = statements.iter().map(|one| one["id"].as_str().unwrap().to_owned());
                pages.push(ids.collect::<Vec<_>>());
                told["more"].as_str().unwrap().clone_into(&mut path);
            }
            let mut expected = [&[2, 3][..], &[4], &[5, 6, 7], &[8], &[20, 21, 22], &[30]];
            if order == "false" {
                expected = [&[30], &[22, 21, 20], &[8, 7], &[6, 5], &[4], &[3, 2]];
            }
            let expected = expected.map(|page| page.iter().map(|n| id(*n)).collect::<Vec<_>>());
            assert_eq!(pages, expected, "ascending={order} on {}", db.name());
        }
        // One alone is always answered, as is a page whose attachments nobody asks for.
        let one = format!("/xapi/statements?attachments=true&statementId={}", id(4));
        let (told, data) = apart(&lrs.get(&one).await.expect(200));
        assert_eq!((told["id"].as_str(), data.len()), (Some(id(4).as_str()), 1));
        assert_eq!(lrs.all("").await.len(), 11);
        let all = lrs.get("/xapi/statements").await.json();
        assert_eq!(all["statements"].as_array().unwrap().len(), 11);
    }
}

#[tokio::test]
async fn large_data_come_piece_by_piece_and_whole() {
    for db in testkit::databases(&migrations()).await {
        let lrs = paging(db.db(), 16 * 1024 * 1024).await;
        let (large, small) = (data(1, 9_000_001), data(2, 10));
        attach(&lrs, 1, &[&small, &large, &data(3, 0), &data(4, 4 * 1024 * 1024)]).await;
        let one = format!("/xapi/statements?attachments=true&statementId={}", id(1));
        for path in [one.as_str(), "/xapi/statements?attachments=true&format=canonical"] {
            let answer = lrs.get(path).await.expect(200);
            let (_, came) = apart(&answer);
            let came: Vec<usize> = came.into_iter().map(|(_, data)| data.len()).collect();
            assert_eq!(came, [10, 9_000_001, 0, 4 * 1024 * 1024]);
        }
        let head = lrs.ask("HEAD", &one, &[], "").await.expect(200);
        assert!(head.body.is_empty());
        let length = lrs.get(&one).await.body.len().to_string();
        assert_eq!(head.header("content-length"), Some(length.as_str()));
        assert!(head.header("content-type").unwrap().starts_with("multipart/mixed"));
    }
}

/// A statement of so many letters, and a moment that is not in UTC.
fn long(n: u128, letters: usize) -> String {
    let more = format!(
        ",\"timestamp\":\"2026-01-02T03:04:05+07:00\",\"result\":{{\"extensions\":\
         {{\"http://e.vn/x\":[\"{}\",{n}]}}}}}}",
        "x".repeat(letters)
    );
    let whole = statement(&id(n));
    format!("{}{more}", &whole[..whole.len() - 1])
}

#[tokio::test]
async fn a_page_of_large_statements_ends_early_and_tells_each_as_it_is_told_alone() {
    for db in testkit::databases(&migrations()).await {
        let lrs = paging(db.db(), 1_500_000).await;
        let letters = [1_200_000, 40_000, 0, 80_000, 800_000, 100_000, 10];
        for (n, count) in (1..).zip(letters) {
            lrs.post("/xapi/statements", &long(n, count)).await.expect(200);
        }
        for version in ["1.0.3", "2.0.0"] {
            let lrs = lrs.speaking(Some(version));
            for format in ["exact", "ids", "canonical"] {
                let page =
                    lrs.get(&format!("/xapi/statements?ascending=true&format={format}")).await;
                let page = page.expect(200);
                if format == "exact" && version == "1.0.3" {
                    let length = page.body.len().to_string();
                    assert_eq!(page.header("content-length"), Some(length.as_str()));
                }
                let mut alone = "{\"statements\":[".to_owned();
                for n in 1..5 {
                    let one = format!("/xapi/statements?format={format}&statementId={}", id(n));
                    alone += &lrs.get(&one).await.expect(200).text();
                    alone.push(',');
                }
                alone.pop();
                alone += "],\"more\":\"/xapi/";
                assert!(page.text().starts_with(&alone), "{format} of {version} on {}", db.name());
                let more = page.json()["more"].as_str().unwrap().to_owned();
                let rest = lrs.get(&more).await.expect(200).json();
                assert_eq!(rest["statements"].as_array().unwrap().len(), 3);
                assert_eq!(rest["more"], "");
            }
        }
    }
}

#[tokio::test]
async fn a_statement_is_told_as_it_is_kept_however_large() {
    for db in testkit::databases(&migrations()).await {
        let lrs = paging(db.db(), 16 * 1024 * 1024).await;
        let words = "Nhân lực số ".repeat(600_000);
        let more = format!(",\"result\":{{\"response\":\"{words}\"}}}}");
        let whole = statement(&id(1));
        let sent = format!("{}{more}", &whole[..whole.len() - 1]);
        lrs.post("/xapi/statements", &sent).await.expect(200);
        let one = format!("/xapi/statements?statementId={}", id(1));
        for path in [one.as_str(), "/xapi/statements"] {
            let answer = lrs.get(path).await.expect(200);
            assert!(answer.text().contains(&sent[..sent.len() - 1]), "{path} on {}", db.name());
            let head = lrs.ask("HEAD", path, &[], "").await.expect(200);
            let length = answer.body.len().to_string();
            assert_eq!(head.header("content-length"), Some(length.as_str()));
        }
    }
}

#[tokio::test]
async fn large_definitions_are_told_with_each_statement_that_has_them() {
    let db = testkit::sqlite(&migrations()).await;
    let lrs = paging(db.db(), 16 * 1024 * 1024).await;
    let of = |n: u128, activity: usize, definition: &str| {
        let object = format!("\"http://www.example.com/{activity}\"{definition}");
        statement(&id(n)).replacen(
            "\"http://www.example.com/meetings/occurances/34534\"",
            &object,
            1,
        )
    };
    for (n, size) in (1..).zip([600_000, 600_000, 12_000_000, 12_000_000, 12_000_000]) {
        let held = "x".repeat(size);
        let definition = format!(
            ",\"definition\":{{\"type\":\"http://t/{n}\",\"extensions\":{{\"http://e\":\"{held}\"}}}}"
        );
        lrs.post("/xapi/statements", &of(n, usize::try_from(n).unwrap(), &definition))
            .await
            .expect(200);
    }
    for n in 11..16 {
        lrs.post("/xapi/statements", &of(n, usize::try_from(n - 10).unwrap(), ""))
            .await
            .expect(200);
    }
    // Of two, more than is put together at once; of five, more than is put together in one piece.
    for (limit, first) in [(2, 14), (5, 11)] {
        let path = format!("/xapi/statements?format=canonical&limit={limit}");
        let told = lrs.get(&path).await.expect(200).json();
        let told = told["statements"].as_array().unwrap();
        assert_eq!(told.len(), limit);
        for (one, n) in told.iter().rev().zip(first..) {
            assert_eq!(one["id"], id(n));
            assert_eq!(one["object"]["definition"]["type"], format!("http://t/{}", n - 10));
        }
    }
}
