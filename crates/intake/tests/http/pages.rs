//! Complete pages, in both languages, the same on every database.

use testkit::Client;

use crate::{
    books::book,
    office::{apply, everywhere, send, steady},
};

async fn look(name: &str, reader: &mut Client, address: &str) {
    for lang in ["vi", "en"] {
        reader.set_cookie("lang", Some(lang));
        reader.set_cookie("said", None);
        let page = reader.get(address).await.expect(200);
        insta::assert_snapshot!(format!("{name}-{lang}"), steady(&page));
    }
    reader.set_cookie("lang", None);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_reads_as_it_should() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        look("empty", &mut lan, "/tiep-nhan").await;
        look("nothing-waits", &mut lan, "/tiep-nhan/cho").await;
        let mut sent = book();
        sent.total = Some(7);
        sent.hidden = Some("Nháp");
        let files =
            [("So Noi vu.xlsx", &sent.bytes()[..]), ("setup.exe", &b"MZ\x90\x00\x03\x00"[..])];
        let (batch, _) = send(&mut lan, &files).await;
        look("sheet", &mut lan, &format!("{batch}?tep=1&trang=0")).await;
        look("changes", &mut lan, &format!("{batch}/thay-doi")).await;
        look("drop", &mut lan, &format!("{batch}/bo")).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        look("done", &mut lan, &format!("{batch}/xong")).await;
        look("batches", &mut lan, "/tiep-nhan").await;
        look("waiting", &mut lan, "/tiep-nhan/cho").await;
        let source = "/tiep-nhan/nguon?tep=So+Noi+vu.xlsx&trang=Bi%E1%BB%83u+01&dong=5";
        look("source", &mut lan, source).await;
        let mut second = book();
        second.stated = "(Số liệu tính đến ngày 01/03/2025)";
        second.rows[0][5] = "Phó giám đốc";
        second.rows.remove(2);
        second.rows.push(vec!["5", "Vũ Thuỷ", "1991", "", "Sở Y tế", "", "", "x", "CĐS", ""]);
        let (batch, _) = send(&mut lan, &[("So Noi vu.xlsx", &second.bytes())]).await;
        look("changes-again", &mut lan, &format!("{batch}/thay-doi")).await;
    }
}
