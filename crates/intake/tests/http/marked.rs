//! The sender's own file back.

use std::io::{Cursor, Read as _};

use crate::{
    books::book,
    office::{apply, everywhere, send},
};

/// Every text of a package in which comments stand.
fn comments(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for n in 0..zip.len() {
        let mut part = zip.by_index(n).unwrap();
        let name = part.name().unwrap().into_owned();
        if name.rsplit('.').next() == Some("xml")
            && (name.contains("notes") || name.contains("comments"))
        {
            part.read_to_string(&mut all).unwrap();
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_stand_in_the_cells() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, page) = send(&mut lan, &[("Sở Y tế.xlsx", &book().bytes())]).await;
        let text = page.text();
        let at = text.find("/danh-dau/").unwrap_or_else(|| panic!("{text}"));
        let link = format!("{batch}{}", &text[at..at + 10 + 36]);
        let file = lan.get(&link).await.expect(200);
        assert!(file.header("content-disposition").unwrap().contains("so-y-te-danh-dau.xlsx"));
        let notes = comments(&file.body);
        for said in ["Không có ngày này", "Không tìm thấy đơn vị này", "Ghi cả chuyên trách"]
        {
            assert!(notes.contains(said), "{}: {said} in {notes}", office.db.name());
        }
        apply(&mut lan, &batch, &[]).await.expect(200);
        let done = lan.get(&format!("{batch}/xong")).await.expect(200);
        assert!(done.text().contains(&link));
        let notes = comments(&lan.get(&link).await.expect(200).body);
        assert!(notes.contains("ref=\"C6\""), "{notes}");
    }
}
