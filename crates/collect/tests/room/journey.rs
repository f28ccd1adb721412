//! Open, send, mark, fix, accept, lock, late correction: over HTTP, with everybody at once.

use house::House;
use std::io::{Cursor, Read as _};

use collect::rules::Standing;
use testkit::{Client, Page};

use crate::office::{batch_of, clerk, departments, everywhere, hidden, put, sheet, standing};

/// Agrees to what the page of changes shows.
pub(crate) async fn accept(client: &mut Client, page: &str, changes: &str, reason: &str) -> Page {
    let shown = client.get(changes).await.expect(200);
    let (version, mark) = (hidden(&shown, "phien"), hidden(&shown, "dau"));
    let fields = [("phien", &version[..]), ("dau", &mark[..]), ("ly_do", reason)];
    client.submit(&format!("{page}/nhan"), &fields).await
}

/// Agrees to what a page says would change of published figures.
pub(crate) async fn agree(client: &mut Client, page: &str, shown: &Page) -> Page {
    agree_with(client, page, shown, &[]).await
}

/// The same where something was chosen for who is missing, which the page keeps.
async fn agree_with(client: &mut Client, page: &str, shown: &Page, chosen: &[&str]) -> Page {
    let names = ["phien", "dau", "ly_do", "da-xem"].iter().chain(chosen);
    let fields: Vec<(&str, String)> = names.map(|n| (*n, hidden(shown, n))).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    client.submit(&format!("{page}/nhan"), &fields).await
}

/// What stands in the workbook with notes that a sheet's page offers.
async fn marked(client: &mut Client, page: &str) -> String {
    let end = page.find("/danh-dau/").unwrap();
    let from = page[..end].rfind('"').unwrap() + 1;
    let address: String = page[from..].chars().take_while(|c| *c != '"').collect();
    let file = client.get(&address).await.expect(200);
    let mut zip = zip::ZipArchive::new(Cursor::new(file.body)).unwrap();
    let mut all = String::new();
    for n in 0..zip.len() {
        let mut part = Vec::new();
        zip.by_index(n).unwrap().read_to_end(&mut part).unwrap();
        all.push_str(&String::from_utf8_lossy(&part));
    }
    all
}

/// A campaign for all departments, opened after its page has shown whom it asks.
async fn opened(phoi: &mut Client) -> Page {
    phoi.get("/thu-thap/moi").await.expect(200);
    let fields = [
        ("ten", "Nhân lực số 15/10"),
        ("loai", "officers"),
        ("ngay", "15/10/2026"),
        ("han", "01/12/2026"),
        ("nhac", "-7, -1"),
        ("chon", "quy-tac"),
        ("kieu", "department"),
        ("duoi", "D"),
        ("ma", ""),
    ];
    let shown = phoi.post("/thu-thap/moi", &fields).await.expect(200);
    let seen = hidden(&shown, "da-xem");
    let fields = [&fields[..], &[("da-xem", &seen[..])]].concat();
    phoi.post("/thu-thap/moi", &fields).await.expect(303)
}

/// Each cell of what was sent leads to the form with itself filled in, a blank one too; for whoever
/// looks it through and nobody else.
async fn leads_from_its_cell(
    phoi: &mut Client,
    others: [&mut Client; 2],
    (batch, own): (&str, &str),
) {
    let sheet = phoi.get(batch).await.expect(200).text();
    for cell in ["B6", "G5"] {
        let to = sheet.split("href=\"").map(|rest| rest.split('"').next().unwrap_or_default());
        let mut to = to.filter(|to| to.starts_with(&format!("{own}/y-kien?")));
        let to = to.find(|to| to.ends_with(&format!("o={cell}"))).unwrap().replace("&amp;", "&");
        let form = phoi.get(&to).await.expect(200).text();
        assert!(form.contains(&format!("name=\"o\" value=\"{cell}\"")), "{form}");
        assert!(form.contains("name=\"trang\" value=\"Danh sách\""), "{form}");
        assert!(form.contains("value=\"Danh sach.xlsx\" selected"), "{form}");
    }
    for other in others {
        let sheet = other.get(batch).await.expect(200).text();
        assert!(!sheet.contains("/y-kien"), "{sheet}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_sends_its_sheet() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        let mut snv = office.client("snv").await;
        let mut syt = office.client("syt").await;
        let mut inspector = office.client("thanhtra").await;

        // Open.
        let answer = opened(&mut phoi).await;
        let board = answer.location().unwrap().to_owned();
        let id = board.rsplit('/').next().unwrap().parse().unwrap();
        let page = phoi.follow(answer).await.expect(200).text();
        assert!(page.contains("Sở Nội vụ") && page.contains("Sở Y tế"), "{name}: {page}");
        assert!(!page.contains("Bình Tân"), "{name}: a commune is not asked");
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Nothing);

        // The office sees what it owes, in its inbox and on its page.
        let inbox = snv.get("/hop-thu").await.expect(200).text();
        assert!(inbox.contains("Đợt thu thập mới: Nhân lực số 15/10"), "{name}: {inbox}");
        assert!(inbox.contains("class=\"waiting num\""), "a number beside the inbox");
        let owed = snv.get("/thu-thap/cua-toi").await.expect(200).text();
        assert!(owed.contains("Nhân lực số 15/10") && !owed.contains("Sở Y tế"), "{name}");
        inspector.get("/thu-thap/cua-toi").await.expect(403);
        snv.get(&board).await.expect(403);

        // Send: two people, one of them of another office.
        let own = format!("{board}/D.SNV");
        let first = sheet(&[
            ("Nguyễn Văn An", "17/03/1985", "Sở Nội vụ"),
            ("Lê Đức", "12/12/1979", "Sở Y tế"),
        ]);
        let read = put(&mut snv, &own, &first).await.text();
        assert!(read.contains("Đơn vị này ngoài phạm vi của đơn vị gửi"), "{name}: {read}");
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Draft);
        syt.get(&own).await.expect(403);
        let page = snv.get(&own).await.expect(200);
        let batch = batch_of(&page);
        syt.get(&batch).await.expect(403);
        // It can't have its sheet speak of another day than was asked about.
        let day = [("phien", "0"), ("ngay", "01/01/2020")];
        let fixed = snv.post(&format!("{batch}/ngay"), &day).await.expect(409).text();
        assert!(fixed.contains("ngày số liệu của đợt"), "{name}: {fixed}");
        // What an office may not do: enter.
        let changes = format!("{batch}/thay-doi");
        let shown = snv.get(&changes).await.expect(200).text();
        assert!(!shown.contains("name=\"dau\""), "{name}: {shown}");
        snv.post(&changes, &[("phien", "0"), ("dau", ""), ("ly_do", "tự ghi")]).await.expect(403);
        snv.post(&format!("{own}/nhan"), &[("phien", "0"), ("dau", "x"), ("ly_do", "tự nhận")])
            .await
            .expect(403);
        snv.submit(&format!("{own}/gui"), &[]).await.expect(200);
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Sent);
        assert!(office.people().await.is_empty(), "{name}: nothing is entered yet");
        // It is out of the office's hands.
        snv.get(&batch).await.expect(200);
        snv.post(&format!("{batch}/ngay"), &[("phien", "1"), ("ngay", "")]).await.expect(403);

        // Mark: something is said of a cell, and it goes back.
        let said = [
            ("tep", "Danh sach.xlsx"),
            ("trang", "Danh sách"),
            ("o", "B6"),
            ("noi_dung", "Người này thuộc Sở Y tế"),
        ];
        snv.post(&format!("{own}/y-kien"), &said).await.expect(403);
        phoi.get(&own).await.expect(200);
        leads_from_its_cell(&mut phoi, [&mut snv, &mut inspector], (&batch, &own)).await;
        no_remark_beside_the_sheet(&mut phoi, &own, said).await;
        phoi.submit(&format!("{own}/y-kien"), &said).await.expect(200);
        // A reason stays for good: no erasure would reach the number in it.
        let told = [("ly_do", "Sửa số 001085001234")];
        let page = phoi.submit(&format!("{own}/tra"), &told).await.expect(422).text();
        assert!(page.contains("Không ghi số định danh"), "{name}: {page}");
        phoi.submit(&format!("{own}/tra"), &[("ly_do", "")]).await.expect(200);
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::ToFix);
        let page = snv.get(&own).await.expect(200).text();
        assert!(page.contains("Người này thuộc Sở Y tế"), "{name}: {page}");
        let sheet_page = snv.get(&batch).await.expect(200).text();
        assert!(sheet_page.contains("Người này thuộc Sở Y tế"), "{name}: at its cell, too");
        let marked = marked(&mut snv, &sheet_page).await;
        assert!(marked.contains("Người này thuộc Sở Y tế"), "{name}: in the marked workbook");
        let inbox = snv.get("/hop-thu").await.expect(200).text();
        assert!(inbox.contains("có 1 ý kiến"), "{name}: {inbox}");

        // Fix: a corrected file takes the place of the first, and is sent.
        put(&mut snv, &own, &sheet(&[("Nguyễn Văn An", "17/03/1985", "Sở Nội vụ")])).await;
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::ToFix);
        snv.submit(&format!("{own}/gui"), &[]).await.expect(200);
        let page = phoi.get(&own).await.expect(200);
        let batch = batch_of(&page);
        let changes = format!("{batch}/thay-doi");

        // Accept: the sheet and the decision are one act.
        let before = ledger::last_seq(&mut office.db.read().await.unwrap()).await.unwrap();
        accept(&mut phoi, &own, &changes, "Danh sách đủ").await.expect(200);
        let after = ledger::last_seq(&mut office.db.read().await.unwrap()).await.unwrap();
        assert_eq!(after, before + 1, "{name}: one act");
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Accepted);
        assert_eq!(office.people().await, ["Nguyễn Văn An"]);
        // It is decided: nothing more is said of its cells, and no form lets one try.
        let entered = phoi.get(&batch).await.expect(303);
        let sheet_page = phoi.follow(entered).await.expect(200).text();
        assert!(!sheet_page.contains("/y-kien"), "{name}: {sheet_page}");
        phoi.get(&format!("{own}/y-kien")).await.expect(409);

        // Lock, with the whole campaign.
        phoi.get(&board).await.expect(200);
        phoi.submit(&format!("{board}/khoa"), &[("ly_do", "Đã công bố")]).await.expect(200);
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Locked);

        late_correction(&office, &mut snv, &mut phoi, &own).await;
        locked_again(&mut snv, &mut phoi, &board).await;
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Locked);
        what_was_chosen_stays(&office, &mut snv, &mut phoi, &own).await;
        office.verify().await;
    }
}

/// A remark stands neither at a sheet nor at a cell that is not there.
async fn no_remark_beside_the_sheet(phoi: &mut Client, own: &str, said: [(&str, &str); 4]) {
    for (field, wrong, told) in [
        ("trang", "ZZZ", "Không có trang này. Tệp có: Danh sách."),
        ("o", "ZZ9999", "Ô này ở ngoài trang"),
    ] {
        let sent = said.map(|(name, value)| (name, if name == field { wrong } else { value }));
        let page = phoi.post(&format!("{own}/y-kien"), &sent).await.expect(422).text();
        assert!(page.contains(told), "{own}: {page}");
        assert!(page.contains("Người này thuộc Sở Y tế"), "{own}: what was typed stays");
    }
}

/// A late correction: for a reason, and what it changes is seen first.
async fn late_correction(office: &House, snv: &mut Client, phoi: &mut Client, own: &str) {
    let name = office.db.name();
    snv.get(own).await.expect(200);
    let refused = snv.post(&format!("{own}/sua-lai"), &[("ly_do", "")]).await.expect(422);
    assert!(refused.text().contains("Hãy nêu lý do"), "{name}");
    snv.submit(&format!("{own}/sua-lai"), &[("ly_do", "Sót một người")]).await.expect(200);
    assert_eq!(office.people().await, ["Nguyễn Văn An"], "what was entered stays");
    let second = sheet(&[
        ("Nguyễn Văn An", "17/03/1985", "Sở Nội vụ"),
        ("Trần Thị Bình", "28/02/1990", "Sở Nội vụ"),
    ]);
    put(snv, own, &second).await;
    snv.post(&format!("{own}/gui"), &[("ly_do", "")]).await.expect(422);
    snv.submit(&format!("{own}/gui"), &[("ly_do", "Bổ sung người sót")]).await.expect(200);
    let seen = phoi.get(&format!("{own}/anh-huong")).await.expect(200).text();
    for figure in ["Số người", "chuyên trách", "Sở Nội vụ"] {
        assert!(seen.contains(figure), "{name}: {figure} in {seen}");
    }
    snv.get(&format!("{own}/anh-huong")).await.expect(403);
    let page = phoi.get(own).await.expect(200);
    let changes = format!("{}/thay-doi", batch_of(&page));
    let refused = accept(phoi, own, &changes, "").await.expect(422);
    assert!(refused.text().contains("href=\"#ly_do\""), "{name}");
    let shown = accept(phoi, own, &changes, "Bổ sung theo công văn").await.expect(200);
    assert_eq!(office.people().await, ["Nguyễn Văn An"], "{name}: what changes is shown first");
    agree(phoi, own, &shown).await.expect(200);
    assert_eq!(office.people().await, ["Nguyễn Văn An", "Trần Thị Bình"]);
    let page = phoi.get(own).await.expect(200).text();
    for step in ["Sót một người", "Bổ sung theo công văn", "Trả lại để sửa", "Khoá sổ cả đợt"]
    {
        assert!(page.contains(step), "{name}: {step} in {page}");
    }
}

/// What was corrected stands open in a campaign that is locked: both its office and whoever runs the
/// campaign are told since when, and it is locked again, for a reason.
async fn locked_again(snv: &mut Client, phoi: &mut Client, board: &str) {
    let own = format!("{board}/D.SNV");
    let told = "biểu này mở từ lần sửa lại 24/11/2026";
    let page = snv.get(&own).await.expect(200).text();
    assert!(page.contains(told) && page.contains("Sót một người"), "{page}");
    assert!(!page.contains("Khoá lại biểu này"), "an office locks nothing: {page}");
    let page = phoi.get(&own).await.expect(200).text();
    assert!(page.contains(told) && page.contains("Khoá lại biểu này"), "{page}");
    let page = phoi.post(&format!("{own}/khoa"), &[("vi_sao_khoa", "")]).await.expect(422).text();
    assert!(page.contains("href=\"#vi_sao_khoa\""), "{page}");
    let page = phoi.get(board).await.expect(200).text();
    assert!(page.contains("1 biểu đang mở trong đợt đã khoá sổ"), "{page}");
    assert!(page.contains("mở từ lần sửa lại, chưa khoá lại"), "{page}");
    assert!(!page.contains("id=\"viec\""), "no heading with nothing under it: {page}");
    let all = format!("{board}/khoa-da-nhan");
    let page = phoi.post(&all, &[("vi_sao_khoa", "x")]).await.expect(422).text();
    assert!(page.contains("href=\"#vi_sao_khoa\"") && page.contains("value=\"x\""), "{page}");
    let page = phoi.submit(&all, &[("vi_sao_khoa", "Đã đính chính số công bố")]).await;
    assert!(!page.expect(200).text().contains("biểu đang mở trong đợt"));
    let page = snv.get(&own).await.expect(200).text();
    assert!(!page.contains(told) && page.contains("Đã đính chính số công bố"), "{page}");
    // Sent, sent again when it had come back, and once more as it was corrected.
    assert_eq!((&*line(&page, "Số lần gửi"), &*line(&page, "Số lần mở lại")), ("3", "1"));
}

/// What a line of the summary of a page says.
fn line(page: &str, label: &str) -> String {
    let (_, after) = page.split_once(&format!("<dt>{label}</dt>")).expect(label);
    let (_, value) = after.split_once("<dd>").unwrap();
    value.split('<').next().unwrap().trim().to_owned()
}

/// Whoever looks a sheet through says why somebody is no longer named. A refusal loses none of it.
async fn what_was_chosen_stays(office: &House, snv: &mut Client, phoi: &mut Client, own: &str) {
    let name = office.db.name();
    snv.get(own).await.expect(200);
    snv.submit(&format!("{own}/sua-lai"), &[("ly_do", "Một người đã đi")]).await.expect(200);
    put(snv, own, &sheet(&[("Nguyễn Văn An", "17/03/1985", "Sở Nội vụ")])).await;
    snv.submit(&format!("{own}/gui"), &[("ly_do", "Danh sách mới")]).await.expect(200);
    let changes = format!("{}/thay-doi", batch_of(&phoi.get(own).await.expect(200)));
    let shown = phoi.get(&changes).await.expect(200);
    let (version, mark) = (hidden(&shown, "phien"), hidden(&shown, "dau"));
    let text = shown.text();
    let asked = text.split("name=\"het-").nth(1).expect("somebody is no longer named");
    let asked = format!("het-{}", asked.split('"').next().unwrap());
    for (mark, reason, status, said) in [
        (&*mark, "", 422, "Hãy nêu lý do"),
        ("x", "Theo quyết định điều động", 409, "Biểu hoặc sổ đã thay đổi"),
    ] {
        let sent = [("phien", &*version), ("dau", mark), (&*asked, "transfer"), ("ly_do", reason)];
        let page = phoi.post(&format!("{own}/nhan"), &sent).await.expect(status).text();
        assert!(page.contains(said), "{name}: {page}");
        assert!(page.contains("value=\"transfer\" selected"), "{name}: what was chosen: {page}");
        assert!(page.contains(&format!("value=\"{reason}\"")), "{name}: what was typed: {page}");
    }
    let sent =
        [("phien", &*version), ("dau", &*mark), (&*asked, "transfer"), ("ly_do", "Điều động")];
    let shown = phoi.submit(&format!("{own}/nhan"), &sent).await.expect(200);
    agree_with(phoi, own, &shown, &[&asked]).await.expect(200);
    let page = phoi.get(own).await.expect(200).text();
    assert!(page.contains("Điều động"), "{name}: {page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_counts_filters_leafs_and_exports() {
    for office in everywhere().await {
        let actor = office.actor("phoi").await;
        let opened = collect::acts::open_campaign(&clerk(&office, &actor), &departments()).await;
        let (id, asked, _) = opened.unwrap();
        assert_eq!(asked, 3);
        let mut phoi = office.client("phoi").await;
        let board = format!("/thu-thap/{id}");
        let csv = phoi.get(&format!("{board}?format=csv")).await.expect(200).text();
        assert_eq!(csv.trim().lines().count(), 4, "{csv}");
        let page = phoi.get(&format!("{board}?xem=sent")).await.expect(200).text();
        assert!(page.contains("Không đơn vị nào khớp"), "{page}");
        let page = phoi.get(&format!("{board}?q=y+te&theo=cap-tren")).await.expect(200).text();
        assert!(page.contains("Sở Y tế") && !page.contains("D.SNV"), "{page}");
        // As of the day before, nobody was asked.
        phoi.get(&format!("{board}?on=2026-11-23")).await.expect(404);
        // Past its day it is late, by the calendar alone.
        let page = phoi.get(&format!("{board}?on=2026-12-02")).await.expect(200).text();
        assert!(page.contains("Quá hạn"), "{page}");
        for who in ["snv", "quan"] {
            office.client(who).await.get(&board).await.expect(403);
        }
        // An inspector sees it, and is offered nothing to do.
        let mut inspector = office.client("thanhtra").await;
        let page = inspector.get(&board).await.expect(200).text();
        let offered = |form: &str| form.contains("action=\"/thu-thap") && form.contains("post");
        let verbs = page.split("<form").filter_map(|form| form.split('>').next());
        assert!(page.contains("Sở Y tế") && !verbs.into_iter().any(offered), "{page}");
        inspector.get(&format!("{board}/D.SYT")).await.expect(200);
        inspector.post(&format!("{board}/nhac"), &[]).await.expect(403);
    }
}
