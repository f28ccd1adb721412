//! What the pages show, and to whom.

use crate::{
    lists::fill,
    office::{everywhere, look},
};
use house::House;

/// The page of the session of a course.
pub(crate) async fn session_of(office: &House, course: &str) -> String {
    let page = office.client("phoi").await.get("/tap-huan").await.expect(200).text();
    let named =
        |rest: &&str| rest.get(36..).is_some_and(|r| r.starts_with(&format!("\">{course}<")));
    let id = &page.split("/tap-huan/lop/").find(named).unwrap()[..36];
    format!("/tap-huan/lop/{id}")
}

#[tokio::test]
async fn every_page_reads_as_it_should() {
    for office in everywhere().await {
        fill(&office).await;
        let mut reader = office.client("phoi").await;
        let session = session_of(&office, "An toàn thông tin").await;
        let pages = [
            ("province", "/"),
            ("sessions", "/tap-huan"),
            ("sessions-of-2023", "/tap-huan?nam=2023"),
            ("sessions-before", "/tap-huan?on=2020-01-01"),
            ("session", &session),
            ("attendances", "/tap-huan/luot"),
            ("attendances-found", "/tap-huan/luot?q=tran+hoa&sort=name"),
            ("people", "/tap-huan/nguoi"),
            ("people-unmatched", "/tap-huan/nguoi?khop=chua&sort=-attendances"),
        ];
        look(&office, &mut reader, &pages).await;
    }
}

/// Rows of a table that is exported.
async fn rows(office: &House, who: &str, path: &str) -> usize {
    let sign = if path.contains('?') { '&' } else { '?' };
    let file = office.client(who).await.get(&format!("{path}{sign}format=csv")).await.expect(200);
    file.text().lines().count() - 1
}

#[tokio::test]
async fn figures_agree_with_their_rows() {
    for office in everywhere().await {
        fill(&office).await;
        let mut tx = office.db.read().await.unwrap();
        let known_at = ledger::last_seq(&mut tx).await.unwrap();
        let at = kernel::AsOf { valid_on: office.clock.today(), known_at };
        let told = training::figures::overview(&mut tx, at).await.unwrap();
        drop(tx);
        assert_eq!((told.attendances, told.people, told.people_unmatched), (5, 3, 2));
        assert_eq!(rows(&office, "phoi", "/tap-huan/luot").await, 5);
        assert_eq!(rows(&office, "phoi", "/tap-huan/luot?nam=2023").await, 2);
        assert_eq!(rows(&office, "phoi", "/tap-huan/luot?cach=truc-tuyen").await, 2);
        assert_eq!(rows(&office, "phoi", "/tap-huan/luot?khop=co").await, 2);
        assert_eq!(rows(&office, "phoi", "/tap-huan/nguoi").await, 3);
        assert_eq!(rows(&office, "phoi", "/tap-huan/nguoi?khop=chua").await, 2);
        assert_eq!(rows(&office, "phoi", "/tap-huan/nguoi?q=ngoai").await, 1);
    }
}

#[tokio::test]
async fn names_are_for_who_keeps_training_or_sees_people() {
    for office in everywhere().await {
        fill(&office).await;
        // The head of one office sees its people; who is of no known office is not among them.
        assert_eq!(rows(&office, "stc", "/tap-huan/luot").await, 4);
        assert_eq!(rows(&office, "stc", "/tap-huan/nguoi").await, 2);
        assert_eq!(rows(&office, "daotao", "/tap-huan/nguoi").await, 3);
        let session = session_of(&office, "An toàn thông tin").await;
        let mut learner = office.client("hoc").await;
        for path in ["/tap-huan", &session] {
            let page = learner.get(path).await.expect(200).text();
            assert!(!page.contains("Trần Thị Hoa"), "{path}");
        }
        for path in ["/tap-huan/luot", "/tap-huan/nguoi", &format!("{session}?format=csv")] {
            learner.get(path).await.expect(403);
        }
    }
}

#[tokio::test]
async fn what_no_sheet_has_said_is_unknown_and_not_zero() {
    for office in everywhere().await {
        let mut reader = office.client("phoi").await;
        for path in ["/", "/tap-huan"] {
            let page = reader.get(path).await.expect(200).text();
            assert_eq!(page.matches("chưa nhận biểu tập huấn nào").count(), 2, "{path}: {page}");
        }
        fill(&office).await;
        let page = reader.get("/").await.expect(200).text();
        assert!(!page.contains("chưa nhận biểu tập huấn nào"));
    }
}
