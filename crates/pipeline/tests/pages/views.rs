//! What the pages show.

use house::House;
use kernel::{IdSource, Uuid};
use ledger::{Draft, Header, Source};
use pipeline::{
    acts,
    model::{Graduates, GraduatesId},
    rules::Counts,
};

use crate::office::{everywhere, look};

async fn fill(office: &House) {
    let row = |institution: &str, year, field: &str, level: &str, number| Graduates {
        id: GraduatesId(Uuid::nil()),
        institution: institution.into(),
        year,
        field: field.into(),
        level: level.into(),
        number,
        source: None,
    };
    let rows = [
        row("Đại học Đông", 2023, "Mạng máy tính", "Đại học", 120),
        row("Đại học Đông", 2024, "Mạng máy tính", "Đại học", 131),
        row("Đại học Đông", 2024, "An toàn thông tin", "Đại học", 40),
        row("Cao đẳng Bắc", 2024, "Mạng máy tính", "Cao đẳng", 75),
    ];
    let mut tx = office.db.write().await.unwrap();
    let header = Header {
        kind: "intake",
        effective_on: None,
        basis: ledger::Basis::default(),
        entered_by: "test".into(),
        source: Source::Command,
        reason: String::new(),
    };
    let mut draft = Draft::begin(&mut tx, &office.clock, header).await.unwrap();
    let ids = IdSource::new(office.clock.clone());
    let mut book = Counts::new(Vec::new());
    for row in &rows {
        book.take(&ids, row);
    }
    acts::enter(&mut draft, &book.finish());
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_page_reads_as_it_should() {
    for office in everywhere().await {
        let mut reader = office.client("hoc").await;
        look(&office, &mut reader, &[("graduates-none", "/tot-nghiep")]).await;
        fill(&office).await;
        let pages = [
            ("province", "/"),
            ("graduates", "/tot-nghiep"),
            ("graduates-of-2024", "/tot-nghiep?nam=2024&sort=-number"),
            ("graduates-found", "/tot-nghiep?q=cao+dang"),
            ("graduates-before", "/tot-nghiep?on=2023-06-30"),
        ];
        look(&office, &mut reader, &pages).await;
        let file = reader.get("/tot-nghiep?trinh-do=Cao+đẳng&format=csv").await;
        assert_eq!(file.status.as_u16(), 200);
    }
}
