//! Web pages and workbooks as plain XML, saved under the name of a spreadsheet.

#[path = "reading_support/mod.rs"]
mod support;

use intake::reading::{Limits, Merge, Refusal, charset::Charset, open};
use support::{desk, lines};

const PAGE: &str = r#"<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><style><!-- td{mso:"\@"} --></style>
<!--[if gte mso 9]><xml><x:Name>Biểu</x:Name></xml><![endif]--></head>
<body><![if !supportEmptyParas]><p>S&#7903; N&#7897;i v&#7909;</p><![endif]><table border=1>
<tr><td colspan=6>SỞ NỘI VỤ</td></tr>
<tr><th rowspan=2>STT<th rowspan=2>Họ và tên</th><th colspan=2>Ngày sinh</th><th rowspan=2>Hình thức</th><th rowspan=2>Lĩnh&nbsp;vực</th></tr>
<tr><th>Nam</th><th>Nữ</th></tr>
<tr><td>1</td><td>L&ecirc; Văn
  An</td><td>02/03/1980</td><td></td><td>Ki&ecirc;m nhiệm</td><td>CĐS &amp; ATTT</td></tr>
<tr><td>2<td>Trần Thị<br>Bé<td><td>1985<td>Chuyên trách<td>CĐS
</table></body></html>"#;

const WORKBOOK: &str = r#"<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="s1"><Font ss:FontName="Arial"/></Style></Styles>
 <Worksheet ss:Name="Biểu 1"><Table>
  <Row><Cell ss:MergeAcross="4"><Data ss:Type="String">SỞ NỘI VỤ</Data></Cell></Row>
  <Row ss:Index="3"><Cell><Data ss:Type="String">STT</Data></Cell><Cell><Data ss:Type="String">Họ và tên</Data></Cell><Cell><Data ss:Type="String">Ngày sinh</Data></Cell><Cell><Data ss:Type="String">Hình thức</Data></Cell><Cell><Data ss:Type="String">Lĩnh vực</Data></Cell></Row>
  <Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="String">Lê Văn An</Data><Comment><Data>Ai đó</Data></Comment></Cell><Cell><Data ss:Type="DateTime">1980-03-02T00:00:00.000</Data></Cell><Cell ss:Index="5"><Data ss:Type="String">CĐS</Data></Cell></Row>
  <Row/><Row><Cell ss:Index="2"><Data ss:Type="String">Trần Thị Bé</Data></Cell><Cell><Data ss:Type="Number">1985</Data></Cell><Cell><Data ss:Type="String">KN</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="Biểu 2"><Table/></Worksheet>
</Workbook>"#;

#[test]
fn a_web_page_is_read_as_a_spreadsheet_shows_it() {
    for page in [PAGE.to_owned(), PAGE.replace('<', " <").trim_start().to_owned()] {
        let (book, sheets) = desk().read("danh-sach.xls", page.as_bytes());
        assert_eq!(book.sheets.len(), 1);
        assert!(book.sheets[0].untyped, "a page knows no numbers");
        let wide = Merge { top: 1, bottom: 1, left: 0, right: 5 };
        assert_eq!(book.sheets[0].merges[0], wide);
        assert_eq!(
            lines(&sheets[0]),
            [
                "4 Lê Văn An M 1980-03-02 - BM.SNV concurrent dx|infosec",
                "5 Trần Thị Bé F 1985 - BM.SNV dedicated dx",
            ]
        );
    }
}

#[test]
fn a_workbook_as_plain_xml_is_read() {
    let (book, sheets) = desk().read("danh-sach.xls", WORKBOOK.as_bytes());
    let names: Vec<&str> = book.sheets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["Biểu 1", "Biểu 2"]);
    assert_eq!(
        lines(&sheets[0]),
        [
            "4 Lê Văn An - 1980-03-02 - BM.SNV - dx !mode_missing",
            "6 Trần Thị Bé - 1985 - BM.SNV concurrent - field_missing",
        ]
    );
}

#[test]
fn a_page_in_an_old_encoding_is_converted() {
    let page = "<table><tr><td>Hä vµ tªn</td><td>Ngµy sinh</td><td>Chøc vô</td></tr>\
        <tr><td>NguyÔn V¨n Dòng</td><td>2/3/1980</td><td>Tr\u{ad}ëng phßng</td></tr></table>";
    let book = open("x.xls", page.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(book.sheets[0].cell(2, 0).unwrap().shown(), "Nguyễn Văn Dũng");
    assert_eq!(book.sheets[0].converted[0].0, Charset::Tcvn3);
}

#[test]
fn pages_that_are_no_table_or_ask_too_much_are_refused() {
    let refused = |text: &str| open("x.xls", text.as_bytes(), &Limits::default()).unwrap_err();
    for bare in
        ["<html><body><p>Xin chào</p></body></html>", "<?xml version='1.0'?><a/>", "<table>"]
    {
        assert_eq!(refused(bare), Refusal::NotASpreadsheet, "{bare}");
    }
    let limits = Limits::default();
    let wide = format!("<table><tr><td colspan={}>a<td>b", u32::MAX);
    assert_eq!(refused(&wide), Refusal::TooManyColumns { limit: limits.columns.into() });
    let deep = "<table><tr><td>".repeat(200_000) + "a";
    assert!(open("x.xls", deep.as_bytes(), &limits).is_ok(), "tags are counted, not nested");
    let far = format!(
        "<?xml version='1.0'?><Workbook><Worksheet><Table><Row Index='{}'><Cell><Data>a</Data></Cell></Row></Table></Worksheet></Workbook>",
        u32::MAX
    );
    assert_eq!(open("x.xls", far.as_bytes(), &limits).unwrap().sheets[0].rows.len(), 1);
}
