//! A campaign for a kind of sheet that the office described.

use collect::{
    acts::{self, NewCampaign},
    rules::Standing,
};
use intake::{
    acts::Dropped,
    forms::{Around, of_kind, write},
    listing::{KindColumn, ValueKind},
    model::{KindId, SheetKind},
};
use kernel::{Date, IdSource};

use crate::office::{clerk, departments, everywhere, put, standing};

fn devices(id: KindId) -> SheetKind {
    let column = |key: &str, label: &str, value| KindColumn {
        key: key.to_owned(),
        headings: vec![kernel::folding::plain(label)],
        required: true,
        tells_apart: value == ValueKind::Text,
        label: Some(label.to_owned()),
        ..KindColumn::of(value)
    };
    let columns = vec![
        column("c1", "Tên thiết bị", ValueKind::Text),
        column("c2", "Đơn vị dùng", ValueKind::Unit),
        column("c3", "Số lượng máy", ValueKind::Count),
    ];
    SheetKind { id, code: "thiet-bi".to_owned(), name: "Thiết bị".to_owned(), columns }
}

fn filled(kind: &SheetKind, office: &str, rows: &[[&str; 3]]) -> Vec<u8> {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|c| (*c).to_owned()).collect()).collect();
    let on = Some(Date::constant(2026, 10, 15));
    let around = Around { office: Some(office), on, ..Around::default() };
    write(&of_kind(&kind.declared()).unwrap(), &rows, &around).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_described_kind_is_collected_and_nobody_speaks_for_another() {
    for office in everywhere().await {
        let name = office.db.name();
        let phoi = office.actor("phoi").await;
        let by = clerk(&office, &phoi);
        let kind = devices(KindId(IdSource::new(office.clock.clone()).next()));
        let wanted = NewCampaign { kind: kind.code.clone(), ..departments() };
        let early = acts::open_campaign(&by, &wanted).await;
        let unknown = matches!(early, Err(collect::Error::Field { field: "loai", .. }));
        assert!(unknown, "{name}: nobody described it yet");
        let command = access::Actor::command();
        intake::acts::describe_kind(&office.desk(&command), &kind, "kiểm kê").await.unwrap();
        let (id, ..) = acts::open_campaign(&by, &wanted).await.unwrap();

        let mut snv = office.client("snv").await;
        let owed = snv.get("/thu-thap/cua-toi").await.expect(200).text();
        assert!(owed.contains("Thiết bị"), "{name}: {owed}");
        let own = format!("/thu-thap/{id}/D.SNV");
        // The form it is asked to fill in is there, for itself and the day.
        let page = snv.get(&own).await.expect(200).text();
        let form = "/tiep-nhan/bieu/thiet-bi/tai?don-vi=D.SNV&amp;ngay=15%2F10%2F2026";
        assert!(page.contains(form), "{name}: {page}");
        let blank = snv.get(&form.replace("&amp;", "&")).await.expect(200);
        assert!(blank.body.starts_with(b"PK"), "{name}: a workbook");
        let rows = [["Máy chủ", "Sở Nội vụ", "2"], ["Máy quét", "Sở Y tế", "3"]];
        let page = put(&mut snv, &own, &filled(&kind, "Sở Nội vụ", &rows)).await.text();
        assert!(page.contains("Đơn vị này ngoài phạm vi của đơn vị gửi"), "{name}: {page}");
        snv.submit(&format!("{own}/gui"), &[]).await.expect(200);
        let mut client = office.client("phoi").await;
        let page = client.get("/thu-thap").await.expect(200).text();
        assert!(page.contains("Thiết bị"), "{name}: {page}");
        let at = (id, office.org("D.SNV").await);
        let batch = {
            let mut tx = office.db.read().await.unwrap();
            let known = ledger::last_seq(&mut tx).await.unwrap();
            let case =
                collect::figures::of_office(&mut tx, &phoi, (known, office.clock.today()), at)
                    .await
                    .unwrap();
            case.unwrap().submission.unwrap().batch.unwrap()
        };
        let desk = office.desk(&command);
        let agreed = intake::acts::agree(&desk, batch, "đủ").await.unwrap();
        acts::accept(&by, at, &agreed).await.unwrap();
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Accepted, "{name}");
        let rows = "/tiep-nhan/bieu/thiet-bi/so-lieu?format=csv";
        let csv = client.get(rows).await.expect(200).text();
        assert!(csv.contains("Máy chủ") && !csv.contains("Máy quét"), "{name}: {csv}");
        office.verify().await;
    }
}

const GRADUATES: &str = "Cơ sở đào tạo,Năm,Ngành,Trình độ,Số tốt nghiệp\n\
    Trường Đại học A,2025,Công nghệ thông tin,Đại học,69\n\
    Trường Đại học A,2025,An toàn thông tin,Đại học,51\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_of_any_kind_shows_which_published_figures_it_would_change() {
    for office in everywhere().await {
        let phoi = office.actor("phoi").await;
        let wanted = NewCampaign { kind: "graduates".to_owned(), ..departments() };
        let (id, ..) = acts::open_campaign(&clerk(&office, &phoi), &wanted).await.unwrap();
        let snv = office.actor("snv").await;
        let (own, at) = (clerk(&office, &snv), (id, office.org("D.SNV").await));
        let bytes = Ok(GRADUATES.as_bytes().to_vec());
        acts::put(&own, at, vec![Dropped { name: "tot-nghiep.csv".to_owned(), bytes }])
            .await
            .unwrap();
        acts::send(&own, at, "").await.unwrap();
        let mut phoi = office.client("phoi").await;
        let path = format!("/thu-thap/{id}/D.SNV/anh-huong");
        let seen = phoi.get(&path).await.expect(200).text();
        assert!(seen.contains("Tốt nghiệp năm 2025"), "{}: {seen}", office.db.name());
        assert!(seen.contains(">120<"), "{seen}");
    }
}
