//! A commitment from its promise to its end, and what the pages show meanwhile.

use commitments::figures::Overview;
use house::House;
use testkit::Client;

use crate::office::{everywhere, look, told};

/// Promises something for an office; gives the page of it.
pub(crate) async fn promise(reader: &mut Client, office: &str, what: &str, due: &str) -> String {
    reader.get("/cam-ket/moi").await.expect(200);
    let fields = [("don-vi", office), ("thieu", "chua-co-ai"), ("viec", what), ("han", due)];
    let done = reader.post("/cam-ket/moi", &fields).await.expect(303);
    done.location().unwrap().to_owned()
}

fn later(office: &House, day: &str) {
    office.clock.set(format!("{day}T08:00:00Z").parse().unwrap());
}

#[tokio::test]
async fn a_commitment_is_made_from_a_gap_and_kept() {
    for office in everywhere().await {
        let mut head = office.client("stc").await;
        let page = head.get("/don-vi/D.STC").await.expect(200).text();
        assert!(page.contains("/cam-ket/moi?don-vi=D.STC"), "{page}");
        let form = "/cam-ket/moi?don-vi=D.STC&thieu=chua-co-ai";
        look(&office, &mut head, &[("none", "/cam-ket"), ("new", form)]).await;
        let empty = head.post("/cam-ket/moi", &[("don-vi", "D.STC")]).await.expect(422).text();
        for field in ["thieu", "viec", "han"] {
            assert!(empty.contains(&format!("href=\"#{field}")), "{field}");
        }
        let one = promise(&mut head, "D.STC", "Cử một người phụ trách", "15/12/2026").await;
        promise(&mut head, "D.STC", "Mở lớp cho kế toán", "30/11/2026").await;
        let kept = promise(&mut head, "D.STC", "Rà soát máy chủ", "01/12/2026").await;
        head.get(&kept).await.expect(200);
        let keep = format!("{kept}/xong");
        head.post(&keep, &[("ghi_chu", "Báo cáo 12/BC-STC")]).await.expect(303);
        head.post(&keep, &[]).await.expect(409);
        let counts = Overview { kept: 1, due: 2, ..Overview::default() };
        assert_eq!(told(&office).await, counts, "{}", office.db.name());

        later(&office, "2026-12-04");
        let counts = Overview { kept: 1, due: 1, broken: 1, ..Overview::default() };
        assert_eq!(told(&office).await, counts);
        let mut reader = office.client("phoi").await;
        let pages = [
            ("province", "/"),
            ("list", "/cam-ket"),
            ("broken", "/cam-ket?tinh-trang=qua-han"),
            ("found", "/cam-ket?q=may+chu&sort=-due"),
            ("before", "/cam-ket?on=2026-11-23"),
            ("one", &one),
            ("kept", &kept),
        ];
        look(&office, &mut reader, &pages).await;
        let csv = reader.get("/cam-ket?format=csv").await.expect(200).text();
        assert_eq!(csv.lines().count(), 4);
        // As of a day before it was broken, it was not.
        let page = reader.get("/cam-ket?on=2026-11-25").await.expect(200).text();
        assert!(!page.contains("tinh-trang=qua-han\" class"), "{page}");
        assert!(!page.contains(">Quá hạn</span>"), "{page}");
    }
}

#[tokio::test]
async fn a_commitment_is_amended_and_withdrawn_for_a_reason() {
    for office in everywhere().await {
        let mut head = office.client("stc").await;
        let one = promise(&mut head, "D.STC", "Cử một người phụ trách", "15/12/2026").await;
        head.get(&one).await.expect(200);
        let amend = format!("{one}/sua");
        let same = [("viec", "Cử một người phụ trách"), ("han", "15/12/2026"), ("ly_do", "x")];
        head.post(&amend, &same).await.expect(422);
        let none = [("viec", "Cử hai người"), ("han", "15/12/2026"), ("ly_do", "")];
        let page = head.post(&amend, &none).await.expect(422).text();
        assert!(page.contains("Hãy ghi lý do"), "{page}");
        let past = [("viec", "Cử hai người"), ("han", "01/01/2020"), ("ly_do", "x")];
        head.post(&amend, &past).await.expect(422);
        let good = [("viec", "Cử hai người"), ("han", "20/12/2026"), ("ly_do", "Thêm việc")];
        head.post(&amend, &good).await.expect(303);
        look(&office, &mut head, &[("amended", &one)]).await;
        let withdraw = format!("{one}/rut");
        let page = head.post(&withdraw, &[("ly_do_rut", "")]).await.expect(422).text();
        assert!(page.contains("href=\"#ly_do_rut"), "{page}");
        head.post(&withdraw, &[("ly_do_rut", "Đã sáp nhập phòng")]).await.expect(303);
        assert_eq!(told(&office).await, Overview { withdrawn: 1, ..Overview::default() });
        // Undone like any act, it is open again.
        let mut tx = office.db.write().await.unwrap();
        let last = ledger::last_seq(&mut tx).await.unwrap();
        let by = access::Actor::command();
        let desk = registry::acts::Desk {
            db: &office.db,
            clock: &office.clock,
            by: &by,
            source: ledger::Source::Form,
        };
        let tables = [access::FACTS, registry::FACTS, commitments::FACTS].concat();
        let header = desk.header("undo", None, "");
        let draft = ledger::undo(&mut tx, &office.clock, &tables, last, header).await.unwrap();
        draft.seal(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(told(&office).await, Overview { due: 1, ..Overview::default() });
    }
}
