//! Workbooks as offices would send them.

use std::io::Write as _;

use rust_xlsxwriter::Workbook;

/// What a workbook says.
#[derive(Clone)]
pub(crate) struct Book {
    pub(crate) title: &'static str,
    pub(crate) stated: &'static str,
    pub(crate) heads: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<&'static str>>,
    pub(crate) total: Option<u32>,
    pub(crate) hidden: Option<&'static str>,
}

/// Five people of two offices, three rows of which can't be read in full.
pub(crate) fn book() -> Book {
    Book {
        title: "DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ",
        stated: "(Số liệu tính đến ngày 15/10/2024)",
        heads: vec![
            "STT",
            "Họ và tên",
            "Ngày sinh",
            "Số định danh cá nhân",
            "Đơn vị",
            "Chức vụ",
            "Chuyên trách",
            "Kiêm nhiệm",
            "Lĩnh vực",
            "Số ĐT",
        ],
        rows: vec![
            vec![
                "1",
                "Nguyễn Văn An",
                "17/03/1985",
                "098085001234",
                "Sở Nội vụ",
                "Trưởng phòng",
                "x",
                "",
                "CĐS",
                "0301234567",
            ],
            vec![
                "2",
                "Trần Thị Bình",
                "31/02/1990",
                "098190005678",
                "Sở Nội vụ",
                "Chuyên viên",
                "",
                "x",
                "CĐS, ATTT",
                "0302345678",
            ],
            vec![
                "3",
                "Lê Đức",
                "12/12/1979",
                "",
                "Sở Y tế",
                "<script>alert(1)</script>",
                "",
                "x",
                "ATTT",
                "",
            ],
            vec![
                "4",
                "Đặng Thu Hoà",
                "05/06/1988",
                "",
                "Sở Nội vu",
                "=HYPERLINK(\"http://x\")",
                "",
                "x",
                "CĐS",
                "",
            ],
            vec!["5", "Bùi Dũng", "01/02/1991", "", "Sở Y tế", "Chuyên viên", "x", "x", "CĐS", ""],
        ],
        total: Some(5),
        hidden: None,
    }
}

impl Book {
    /// As an .xlsx file. The header stands in row 4, the first person in row 5.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("Biểu 01").unwrap();
        sheet.write_string(0, 0, self.title).unwrap();
        sheet.write_string(1, 0, self.stated).unwrap();
        self.table(sheet);
        if let Some(name) = self.hidden {
            let off = workbook.add_worksheet();
            off.set_name(name).unwrap();
            off.set_hidden(true);
            off.write_string(0, 0, self.title).unwrap();
            self.table(off);
        }
        workbook.save_to_buffer().unwrap()
    }

    fn table(&self, sheet: &mut rust_xlsxwriter::Worksheet) {
        for (c, head) in (0..).zip(&self.heads) {
            sheet.write_string(3, c, *head).unwrap();
        }
        for (r, row) in (4..).zip(&self.rows) {
            for (c, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(r, c, *cell).unwrap();
            }
        }
        if let Some(total) = self.total {
            let row = 4 + u32::try_from(self.rows.len()).unwrap();
            sheet.write_string(row, 1, "Tổng cộng").unwrap();
            sheet.write_number(row, 2, total).unwrap();
        }
    }
}

/// A small package that unpacks to far more than any honest one.
pub(crate) fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    let content = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    zip.start_file("[Content_Types].xml", options).unwrap();
    zip.write_all(content.as_bytes()).unwrap();
    zip.start_file("xl/workbook.xml", options).unwrap();
    zip.write_all(b"<workbook/>").unwrap();
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    for _ in 0..64 {
        zip.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
