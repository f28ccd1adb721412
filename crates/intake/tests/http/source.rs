//! The row a figure came from: masked, and opened for a purpose.

use crate::{
    books::book,
    office::{apply, everywhere, send},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_opens_to_its_row() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("Biểu & 1.xlsx", &book().bytes())]).await;
        let row = "/tiep-nhan/nguon?tep=Bi%E1%BB%83u+%26+1.xlsx&trang=Bi%E1%BB%83u+01&dong=5";
        // Not applied: nothing came from it.
        let page = lan.get(row).await.expect(200);
        assert!(page.text().contains("không còn được lưu"), "{}", page.text());
        apply(&mut lan, &batch, &[]).await.expect(200);
        let page = lan.get(row).await.expect(200);
        let text = page.text();
        assert!(text.contains("Nguyễn Văn An") && text.contains("••• ••• ••• 234"), "{text}");
        for hidden in ["098085001234", "0301234567", "17/03/1985", "0302345678"] {
            assert!(!text.contains(hidden), "{hidden}");
        }
        // The link on the person's page leads here.
        let people = lan.get("/nhan-luc").await.expect(200).text();
        assert!(people.contains("/tiep-nhan/nguon?tep=Bi%E1%BB%83u+%26+1.xlsx"), "{people}");
        // Without a purpose nothing opens; with one, it is noted.
        let shut = lan.post(row, &[("muc_dich", "x")]).await.expect(422);
        assert!(!shut.text().contains("098085001234"));
        let open = lan.post(row, &[("muc_dich", "Đối chiếu hồ sơ")]).await.expect(200);
        assert!(open.text().contains("098085001234") && open.text().contains("17/03/1985"));
        let log = lan.get("/nhat-ky-doc").await.expect(200).text();
        assert!(log.contains("Mở dòng nguồn") && log.contains("Đối chiếu hồ sơ"), "{log}");
    }
}
