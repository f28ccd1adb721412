//! One of each component. Every text passes through `say`, so that a test can put markup in all of
//! them.

use std::sync::Arc;

use jiff::civil::date;
use ui::{
    Amount, Better, Button, Buttons, Cell, Change, ChangeGroup, Changes, Choice, Chooser, Column,
    Component, Empty, Errors, Event, Field, Figure, Figures, FileDrop, Filter, Form, Gap, Gaps,
    Html, Node, Notice, Pagination, Progress, Signature, Stepper, Summary, Table, TableQuery, Tabs,
    Tag, Text, Timeline, Tone, Tree, Ui,
    charts::{AreaMap, Bars, Dots, Heat, Lineage, MapArea, Outlines, Shade, Spark, Stacked},
};

use crate::sheet;

/// What becomes of every text.
pub(crate) type Say<'a> = &'a dyn Fn(&'static str) -> String;

/// Faults of the form.
pub(crate) fn faults() -> Errors {
    let mut errors = Errors::default();
    errors.add("birth", "Ngày sinh phải là một ngày có thật, ví dụ 28/02/1985");
    errors.add("files", "Tệp “Bao cao.pdf” không phải là bảng tính");
    errors
}

/// All of them, with their names.
pub(crate) fn all(ui: &Ui, say: Say) -> Vec<(&'static str, Html)> {
    let mut all = vec![
        ("figures", figures(ui, say).html(ui)),
        ("gaps", gaps(ui, say).html(ui)),
        ("table", people(ui, &TableQuery::read(ui, &["name", "unit"]), say).html(ui)),
        ("empty", empty(say).html(ui)),
    ];
    all.extend(charts(ui, say));
    all.extend(lists(ui, say));
    all.extend(forms(ui, say));
    all.push(("grid", sheet::grid(say).html(ui)));
    all
}

fn figures(ui: &Ui, say: Say) -> Figures {
    let definition =
        Html::text(&say("Người có ít nhất một phân công còn hiệu lực vào ngày đã chọn."));
    Figures::new([
        Figure::duty(ui, say("Cán bộ chuyển đổi số"), 214, 2_873)
            .unit(say("người"))
            .since(date(2023, 10, 15), Better::More, &[12, -40])
            .definition(definition.clone())
            .rows("/people?field=dx"),
        Figure::new(say("Đơn vị chưa có ai phụ trách"), 7)
            .unit(say("đơn vị"))
            .tone(Tone::Bad)
            .since(date(2023, 10, 15), Better::Less, &[-3])
            .rows("/offices?gap=1"),
        Figure::new(say("Tỷ lệ chuyên trách an toàn thông tin"), Amount::Share(0.583, 1))
            .to_confirm(ui)
            .incomplete(say("3 đơn vị chưa gửi"))
            .definition(definition),
        Figure::new(say("Lượt đào tạo 2024"), Amount::unknown(say("Chưa nhập danh sách năm 2024"))),
    ])
}

fn gaps(ui: &Ui, say: Say) -> Gaps {
    Gaps::new([
        Gap::missing(say("Sở Tài nguyên và Môi trường không có ai phụ trách an toàn thông tin"))
            .link("/offices/H57.9")
            .since(say("từ 01/07/2025, 511 ngày"))
            .who(say("Giám đốc sở"))
            .close(say("Phân công"), "/assignments/new"),
        Gap::doubtful(say("Xã Vĩnh Phú: 2 người cùng số định danh"))
            .since(say("từ 15/10/2024"))
            .who(say("cán bộ đầu mối của xã")),
    ])
    .more(say("Xem cả 7 chỗ thiếu"), "/gaps")
    .fine(
        say("141 đơn vị có người phụ trách"),
        Summary::new().line("H57.12", say("Sở Y tế")).html(ui),
    )
}

/// The table of people.
pub(crate) fn people(ui: &Ui, asked: &TableQuery, say: Say) -> Table {
    let columns = [
        Column::new("name", say("Họ và tên")).head().sortable(),
        Column::new("unit", say("Đơn vị")).sortable(),
        Column::new("mode", say("Hình thức")),
        Column::new("since", say("Từ ngày")),
        Column::new("share", say("Thời gian")).number(),
        Column::new("n", say("Chứng chỉ")).number(),
    ];
    let mut table = Table::new("people", say("Cán bộ phụ trách"), columns)
        .asked(asked)
        .of_total(3_087)
        .search(say("Tên hoặc số định danh"))
        .filter(
            Filter::new(say("Lĩnh vực"), "field")
                .choice("dx", say("Chuyển đổi số"), Some(3_087))
                .choice("sec", say("An toàn thông tin"), Some(142)),
        )
        .exported();
    let dedicated = Tag::new(Tone::Good, ui.t("ui-dedicated"));
    let concurrent = Tag::new(Tone::Plain, ui.t("ui-concurrent"));
    table.section(say("I. Sở Khoa học và Công nghệ"));
    table.push([
        Cell::text(say("Nguyễn Thị Ánh")).link("/people/1").note("••• ••• ••• 123"),
        Cell::text(say("Phòng Chuyển đổi số")),
        dedicated.into(),
        Cell::date(date(2023, 3, 1)),
        Cell::share(1.0, 0),
        Cell::count(3),
    ]);
    table.push_toned(
        Tone::Doubt,
        [
            Cell::text(say("Trần Văn Đức")).link("/people/2"),
            Cell::text(say("Văn phòng sở")),
            concurrent.into(),
            Cell::blank(),
            Cell::unknown(say("không ghi")),
            Cell::count(0),
        ],
    );
    table.total([
        Cell::text(say("Cộng")),
        Cell::blank(),
        Cell::blank(),
        Cell::blank(),
        Cell::blank(),
        Cell::count(1_234),
    ])
}

fn empty(say: Say) -> Empty {
    Empty::new(say("Chưa có bảng nào được gửi trong kỳ này."))
        .next(say("Gửi bảng"), "/intake")
        .next(say("Tải mẫu"), "/intake/template")
}

fn charts(ui: &Ui, say: Say) -> Vec<(&'static str, Html)> {
    let mut bars =
        Bars::new("bars", say("Bốn sở có hơn nửa số người"), say("Đơn vị"), say("Người"));
    bars.push(say("Sở Khoa học và Công nghệ"), 48, Some("/offices/1".into()));
    bars.push(say("Sở Y tế"), 31, None);
    bars.push(say("Sở Tài nguyên và Môi trường"), 0, None);
    bars.tone(Tone::Bad);
    bars.push(say("Ban Dân tộc"), Amount::unknown(say("chưa gửi")), None);
    let mut stacked = Stacked::duty(
        ui,
        "stacked",
        say("Phần lớn là kiêm nhiệm, trừ Sở Khoa học và Công nghệ"),
        say("Đơn vị"),
    );
    stacked.push(say("Sở Khoa học và Công nghệ"), [30, 18], Some("/offices/1".into()));
    stacked.push(say("Sở Y tế"), [4, 27], None);
    stacked.push(say("Ủy ban nhân dân thành phố Việt Trì"), [1, 12], None);
    let series: [Text; 2] = [say("Năm 2023").into(), say("Năm 2024").into()];
    let mut dots = Dots::new("dots", say("Ba khối đều tăng"), say("Khối"), series);
    dots.push(say("Sở, ngành"), [Amount::Share(0.42, 0), Amount::Share(0.61, 0)], None);
    dots.push(say("Huyện"), [Amount::Share(0.31, 0), Amount::Share(0.38, 0)], None);
    dots.push(say("Xã"), [Amount::unknown(say("chưa thống kê")), Amount::Share(0.12, 0)], None);
    vec![
        ("bars", bars.html(ui)),
        ("stacked", stacked.html(ui)),
        ("dots", dots.html(ui)),
        ("spark", spark(say).html(ui)),
        ("heat", heat(say).html(ui)),
        ("map", map(say).html(ui)),
        ("lineage", lineage(say).html(ui)),
    ]
}

fn spark(say: Say) -> Spark {
    let points = [
        (say("2021").into(), Amount::Count(1_900)),
        (say("2022").into(), Amount::Count(2_450)),
        (say("2023").into(), Amount::unknown(say("không thống kê"))),
        (say("2024").into(), Amount::Count(2_900)),
        (say("2025").into(), Amount::Count(3_087)),
    ];
    let title = say("Số người tăng hơn một nửa từ 2021");
    Spark::new("spark", title, say("Năm"), say("Người"), points)
}

fn heat(say: Say) -> Heat {
    let columns = ["CĐS", "ATTT", "Dữ liệu"].map(|c| say(c).into());
    let mut heat =
        Heat::new("heat", say("Dữ liệu là lĩnh vực thiếu người nhất"), say("Khối"), columns);
    heat.push(say("Sở, ngành"), [412, 61, 9].map(Amount::Count), Some("/offices".into()));
    heat.push(say("Huyện"), [280, 140, 0].map(Amount::Count), None);
    heat.push(
        say("Xã"),
        [Amount::Count(200), Amount::Count(90), Amount::unknown(say("chưa gửi"))],
        None,
    );
    heat
}

/// Invented communes on a small grid, their borders bent so that they look like land.
fn map(say: Say) -> AreaMap {
    let at = |c: u8, r: u8| {
        let (x, y) = (f64::from(c), f64::from(r));
        (105.0 + x * 0.1 + (y * 2.3).sin() * 0.02, 21.0 + y * 0.08 + (x * 1.7).cos() * 0.02)
    };
    let cells: Vec<(String, Vec<(f64, f64)>)> = (0..5)
        .flat_map(|r| (0..7).map(move |c| (c, r)))
        .filter(|(c, r)| (*c, *r) != (0, 0) && (*c, *r) != (6, 4))
        .map(|(c, r)| {
            let ring = [at(c, r), at(c + 1, r), at(c + 1, r + 1), at(c, r + 1), at(c, r)];
            (format!("{c}{r}"), ring.to_vec())
        })
        .collect();
    let outlines = Outlines::project(cells.iter().map(|(k, ring)| (k.clone(), [ring.as_slice()])));
    let shades = [Shade::Good, Shade::Good, Shade::Doubt, Shade::Good, Shade::Bad, Shade::Unknown];
    let title = say("Bảy xã chưa có ai phụ trách, phần lớn ở phía bắc");
    let mut map = AreaMap::new("map", title, say("Xã"), say("Tình trạng"), Arc::new(outlines))
        .legend(Shade::Good, say("Có người chuyên trách"))
        .legend(Shade::Doubt, say("Chỉ có người kiêm nhiệm"))
        .legend(Shade::Bad, say("Chưa có ai"))
        .legend(Shade::Unknown, say("Chưa gửi"));
    for (n, (key, _)) in cells.iter().enumerate() {
        let name = format!("{} {key}", say("Xã"));
        let shade = shades[n * 7 % shades.len()];
        map.push(MapArea::new(key.clone(), name, say("2 người"), shade, format!("/areas/{key}")));
    }
    map
}

fn lineage(say: Say) -> Lineage {
    let heads: [Text; 2] = [say("Đến 30/06/2025").into(), say("Từ 01/07/2025").into()];
    let mut it = Lineage::new("lineage", say("Bốn xã thành hai, một xã chia đôi"), heads);
    let from: Vec<usize> = ["Thị trấn Hợp Hòa", "Xã Hướng Đạo", "Xã Đạo Tú", "Xã An Hòa"]
        .map(|n| it.predecessor(say(n), Some("/areas/1".into())))
        .to_vec();
    let to = ["Xã Tam Dương", "Xã Hội Thịnh"].map(|n| it.successor(say(n), None));
    it.band(from[0], to[0], 1.0);
    it.band(from[1], to[0], 1.0);
    it.band(from[2], to[0], 0.6);
    it.band(from[2], to[1], 0.4);
    it.band(from[3], to[1], 1.0);
    it
}

fn lists(ui: &Ui, say: Say) -> Vec<(&'static str, Html)> {
    let summary = Summary::new()
        .line(say("Mã đơn vị"), "H57.12")
        .line(say("Điện thoại"), "••• ••• 678")
        .action(say("Mở"), "/people/1/phone")
        .line(say("Ghi chú"), "");
    let timeline = Timeline::new([
        Event::new(say("01/07/2025 – nay"), say("Phó trưởng phòng, kiêm nhiệm chuyển đổi số"))
            .link("/acts/12")
            .more(Html::trusted(format!(
                "<p class=\"small\">{}</p>",
                Html::text(&say("QĐ 45/QĐ-UBND"))
            ))),
        Event::new(say("15/10/2024"), say("Đổi số điện thoại")).tone(Tone::Doubt),
        Event::new(say("2019"), say("Chuyên viên")),
    ]);
    let tree =
        Tree::new([Node::new(say("Ủy ban nhân dân tỉnh")).link("/offices/1").open().children([
            Node::new(say("Sở Y tế")).link("/offices/2").beside(Html::text("31")),
            Node::new(say("Sở Khoa học và Công nghệ"))
                .link("/offices/3")
                .current()
                .open()
                .children([Node::new(say("Phòng Chuyển đổi số"))]),
        ])]);
    let tones = [Tone::Plain, Tone::Info, Tone::Good, Tone::Doubt, Tone::Bad];
    let tags = tones.map(|tone| Tag::new(tone, say("Đang xem xét")).html(ui));
    let views = Tabs::new(say("Hồ sơ"), 1)
        .tab(say("Người"), "/offices/1")
        .tab(say("Lịch sử"), "/offices/1/history")
        .count(12)
        .tab(say("Nguồn gốc"), "/offices/1/lineage");
    let step = |label, href: Option<&str>| (Text::from(say(label)), href.map(str::to_owned));
    let steps = [
        step("Gửi tệp", Some("/intake/1")),
        step("Xem từng bảng", Some("/intake/2")),
        step("Điều sẽ thay đổi", None),
        step("Đã ghi", None),
    ];
    let notices: Html = [Tone::Info, Tone::Good, Tone::Doubt, Tone::Bad]
        .map(|tone| Notice::new(tone, say("Đã nhận 34 tệp, 3.223 dòng.")).html(ui))
        .into_iter()
        .collect();
    vec![
        ("notice", notices),
        ("tabs", views.html(ui)),
        ("stepper", Stepper::new(steps, 2).html(ui)),
        ("changes", changes(say).html(ui)),
        ("summary", summary.html(ui)),
        ("timeline", timeline.html(ui)),
        ("tree", tree.html(ui)),
        ("tag", tags.into_iter().collect()),
        ("progress", Progress::new(say("Bảng đã nhận"), 143, 170).html(ui)),
        (
            "signature",
            Signature::new(
                say("Việt Trì, ngày 15 tháng 10 năm 2024"),
                say("Giám đốc"),
                say("Lê Văn Bình"),
            )
            .html(ui),
        ),
        ("pagination", Pagination { page: 7, per_page: 50, total: 3_087 }.html(ui)),
    ]
}

fn changes(say: Say) -> Changes {
    let moved = Change::new(say("Trần Văn Đức"))
        .link("/people/2")
        .value(say("Chức vụ"), say("Chuyên viên"), say("Phó trưởng phòng"))
        .value(say("Hình thức"), "", say("Kiêm nhiệm"));
    Changes::new([
        ChangeGroup::new(Tone::Good, say("Người mới"), 12)
            .changes([Change::new(say("Lê Thị Hoa"))])
            .more(say("Xem cả 12"), "/intake/1/new"),
        ChangeGroup::new(Tone::Info, say("Thay đổi"), 1).changes([moved]).open(),
        ChangeGroup::new(Tone::Plain, say("Giữ nguyên"), 3_120),
        ChangeGroup::new(Tone::Bad, say("Chưa đọc được, giữ lại"), 9),
    ])
}

fn forms(ui: &Ui, say: Say) -> Vec<(&'static str, Html)> {
    let errors = faults();
    let choice = |value: &'static str, label| Choice::new(value, say(label));
    let modes = [
        choice("dedicated", "Chuyên trách").hint(say("Toàn bộ thời gian")),
        choice("concurrent", "Kiêm nhiệm"),
    ];
    let fields = [choice("dx", "Chuyển đổi số").chosen(true), choice("sec", "An toàn thông tin")];
    let units = [choice("", "Chọn đơn vị"), choice("1", "Sở Y tế")];
    let form = Form::post("/people")
        .hidden("version", "7")
        .field(Field::text("name", say("Họ và tên")).value(say("Nguyễn Văn An")).required())
        .field(Field::date(ui, "birth", say("Ngày sinh")).value(say("31/02/1985")).from(&errors))
        .field(Field::phone("phone", say("Điện thoại")).longest(15))
        .field(Field::password("password", say("Mật khẩu")).complete("current-password").required())
        .field(Field::select("unit", say("Đơn vị"), units).value("1").required())
        .field(Field::radios("mode", say("Hình thức"), modes).value("concurrent").required())
        .field(
            Field::checks("fields", say("Lĩnh vực"), fields)
                .hint(say("Chọn mọi lĩnh vực phụ trách")),
        )
        .field(Field::long("note", say("Ghi chú")).value(say("Dòng một")))
        .button(Button::submit(say("Lưu")))
        .button(Button::link(say("Thôi"), "/people"))
        .button(Button::submit(say("Xóa")).danger().says("verb", "delete"));
    let drop = FileDrop::new("files", say("Bảng của đơn vị"))
        .accept(".xlsx,.xls,.ods,.csv")
        .hint(say("Tệp .xlsx, .xls, .ods hoặc .csv, mỗi tệp đến 20 MB"))
        .from(&errors);
    let intake = Form::post("/intake").files(drop).button(Button::submit(say("Gửi và xem trước")));
    let chooser = Chooser::new("/compare", say("So sánh"))
        .field(Field::date(ui, "with", say("Với ngày")).day(Some(date(2023, 10, 15))));
    let buttons = Buttons::new([
        Button::submit(say("Ghi thành một quyết định")),
        Button::link(say("Xem trước"), "/preview"),
    ]);
    vec![
        ("form", form.html(ui)),
        ("files", intake.html(ui)),
        ("chooser", chooser.html(ui)),
        ("buttons", buttons.html(ui)),
    ]
}
