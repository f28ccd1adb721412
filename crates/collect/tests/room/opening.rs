//! A campaign is opened for the offices that were shown, and one opened by mistake is withdrawn.

use collect::{
    Error,
    acts::{self, NewCampaign},
    figures,
    model::{CampaignId, CampaignState, Offices},
};
use house::{House, hidden};
use kernel::AsOf;

use crate::office::{clerk, departments, everywhere, list_of};

const FILLED: [(&str, &str); 5] = [
    ("ten", "Nhân lực số 15/10"),
    ("loai", "officers"),
    ("ngay", "15/10/2026"),
    ("han", "01/12/2026"),
    ("nhac", "-7"),
];

fn filled<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&FILLED[..], more].concat()
}

async fn campaigns(office: &House) -> Vec<(CampaignId, CampaignState)> {
    let mut tx = office.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let at = AsOf { valid_on: office.clock.today(), known_at };
    let all = figures::campaigns(&mut tx, at).await.unwrap();
    all.into_iter().map(|c| (c.id, c.state)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn which_offices_are_asked_is_seen_before_it_opens() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        phoi.get("/thu-thap/moi").await.expect(200);
        // Codes that were typed are not passed over because the other way is chosen.
        for (more, field) in [
            (&[("chon", "quy-tac"), ("ma", "D.SNV")][..], "ma"),
            (&[("chon", "danh-sach"), ("ma", "D.SNV"), ("kieu", "commune")], "kieu"),
            (&[("chon", "danh-sach"), ("ma", "D.SNV"), ("duoi", "D")], "duoi"),
        ] {
            let page = phoi.post("/thu-thap/moi", &filled(more)).await.expect(422).text();
            assert!(page.contains(&format!("href=\"#{field}")), "{name} {field}: {page}");
        }
        let list = filled(&[("chon", "danh-sach"), ("ma", "D.SNV\nD.STT")]);
        let shown = phoi.post("/thu-thap/moi", &list).await.expect(200);
        let text = shown.text();
        assert!(text.contains("2 đơn vị sẽ được yêu cầu"), "{name}: {text}");
        assert!(text.contains("Sở Nội vụ") && !text.contains("Sở Y tế"), "{name}: {text}");
        assert!(text.contains("1 đơn vị chưa có tài khoản nào nộp biểu"), "{name}: {text}");
        assert!(campaigns(&office).await.is_empty(), "{name}: nothing is open");
        // Back: the form as it was.
        let back = [&list[..], &[("sua-lai", "1")]].concat();
        let form = phoi.post("/thu-thap/moi", &back).await.expect(200).text();
        assert!(form.contains("D.STT") && form.contains("Nhân lực số 15/10"), "{name}: {form}");
        // What was seen opens what was seen, and nothing else.
        let seen = hidden(&shown, "da-xem");
        let other = filled(&[("chon", "danh-sach"), ("ma", "D.SYT"), ("da-xem", &seen)]);
        let page = phoi.post("/thu-thap/moi", &other).await.expect(200).text();
        assert!(page.contains("1 đơn vị sẽ được yêu cầu"), "{name}: {page}");
        assert!(campaigns(&office).await.is_empty(), "{name}");
        let good = [&list[..], &[("da-xem", &seen[..])]].concat();
        phoi.post("/thu-thap/moi", &good).await.expect(303);
        assert_eq!(campaigns(&office).await.len(), 1, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_opened_by_mistake_is_withdrawn_and_asks_nothing_any_more() {
    for office in everywhere().await {
        let name = office.db.name();
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let (by, own) = (clerk(&office, &phoi), clerk(&office, &snv));
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        acts::put(&own, at, list_of("Sở Nội vụ")).await.unwrap();
        let refused = acts::withdraw_campaign(&own, id, "Mở nhầm").await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{name}");
        let refused = acts::withdraw_campaign(&by, id, " ").await;
        assert!(matches!(refused, Err(Error::Reason)), "{name}");
        office.app.acted();

        let mut client = office.client("phoi").await;
        let board = format!("/thu-thap/{id}");
        let page = client.get(&board).await.expect(200).text();
        assert!(page.contains(&format!("action=\"{board}/rut\"")), "{name}: {page}");
        // Without a reason the page is shown again, with what was typed and what is missing.
        let page = client.post(&format!("{board}/rut"), &[("vi_sao", "?")]).await;
        let page = page.expect(422).text();
        for told in ["href=\"#vi_sao\"", "value=\"?\"", "Hãy nêu lý do", "Sở Nội vụ"] {
            assert!(page.contains(told), "{name}: {told} in {page}");
        }
        assert!(!page.contains(&format!("href=\"{board}/rut")), "{name}: no link leads there");
        client
            .submit(&format!("{board}/rut"), &[("vi_sao", "Mở nhầm loại biểu")])
            .await
            .expect(200);
        let page = client.get(&board).await.expect(200).text();
        assert!(page.contains("Mở nhầm loại biểu") && !page.contains("<form class=\"form\""));
        // Offices are told, and owe nothing.
        let mut reporter = office.client("snv").await;
        let inbox = reporter.get("/hop-thu").await.expect(200).text();
        assert!(inbox.contains("Đợt thu thập đã được rút"), "{name}: {inbox}");
        assert!(inbox.contains("Mở nhầm loại biểu"), "{name}: {inbox}");
        let owed = reporter.get("/thu-thap/cua-toi").await.expect(200).text();
        assert!(!owed.contains("Nhân lực số 15/10"), "{name}: {owed}");
        let page = reporter.get(&format!("{board}/D.SNV")).await.expect(200).text();
        assert!(
            page.contains("Đợt này đã được rút") && !page.contains("Gửi biểu"),
            "{name}: {page}"
        );
        // Nobody is reminded, nothing is sent, nothing else is decided about it.
        assert!(matches!(acts::send(&own, at, "").await, Err(Error::Step)), "{name}");
        assert!(matches!(acts::remind(&by, id).await, Err(Error::Step)), "{name}");
        assert!(matches!(acts::lock_campaign(&by, id, "").await, Err(Error::Step)), "{name}");
        assert!(
            matches!(acts::withdraw_campaign(&by, id, "lại").await, Err(Error::Step)),
            "{name}"
        );
        let day = kernel::Date::constant(2026, 12, 10);
        assert!(matches!(acts::extend(&by, at, day, "").await, Err(Error::Step)), "{name}");
        assert_eq!(campaigns(&office).await, [(id, CampaignState::Withdrawn)], "{name}");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_with_a_sheet_on_record_is_not_withdrawn() {
    for office in everywhere().await {
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let (by, own) = (clerk(&office, &phoi), clerk(&office, &snv));
        let one = Offices::List(vec![office.org("D.SNV").await]);
        let new = NewCampaign { offices: one, ..departments() };
        let (id, ..) = acts::open_campaign(&by, &new).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        let batch = acts::put(&own, at, list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&own, at, "").await.unwrap();
        let agreed = intake::acts::agree(&office.desk(&phoi), batch, "đủ").await.unwrap();
        acts::accept(&by, at, &agreed).await.unwrap();
        let refused = acts::withdraw_campaign(&by, id, "Mở nhầm").await;
        assert!(matches!(refused, Err(Error::Step)), "{}", office.db.name());
        office.app.acted();
        let page = office.client("phoi").await.get(&format!("/thu-thap/{id}")).await;
        assert!(!page.expect(200).text().contains("/rut\""), "nor is it offered");
    }
}
