//! A sheet as an office might send it.

use ui::{CellState, Choice, Grid, GridCell, GridColumn, GridRow, Remark, RowKind, Tone};

use crate::pieces::Say;

/// The sheet.
pub(crate) fn grid(say: Say) -> Grid {
    let choices = |chosen: &str| {
        [
            ("", "(bỏ qua)"),
            ("name", "Họ và tên"),
            ("birth", "Ngày sinh"),
            ("title", "Chức vụ"),
            ("mode", "Chuyên trách"),
        ]
        .map(|(value, label)| Choice::new(value, say(label)).chosen(value == chosen))
    };
    let columns = [
        GridColumn::new("col-0", choices("")),
        GridColumn::new("col-1", choices("name")).tone(Tone::Good),
        GridColumn::new("col-2", choices("birth")).tone(Tone::Doubt),
        GridColumn::new("col-3", choices("title")).tone(Tone::Good),
        GridColumn::new("col-4", choices("mode")).tone(Tone::Good),
    ];
    let mut grid = Grid::new("sheet", say("Bảng 1, Danh sách cán bộ.xlsx"), "fix", columns);
    let plain = |text| GridCell::new(say(text), CellState::Plain);
    let read = |text| GridCell::new(say(text), CellState::Read);
    grid.push(GridRow::new(1, RowKind::Beside, [plain("DANH SÁCH CÁN BỘ CHUYỂN ĐỔI SỐ").span(5)]));
    let heads = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Chuyên trách"].map(plain);
    grid.push(GridRow::new(2, RowKind::Head, heads));
    grid.push(GridRow::new(3, RowKind::Section, [plain("I"), plain("Sở Y tế").span(4)]));
    grid.push(GridRow::new(
        4,
        RowKind::Data,
        [plain("1"), read("Nguyễn Thị Ánh"), read("28/02/1985"), read("Trưởng phòng"), read("x")],
    ));
    grid.push(GridRow::new(
        5,
        RowKind::Data,
        [
            plain("2"),
            read("Trần Văn Đức"),
            GridCell::new(say("31/02/1990"), CellState::Held).editable("cell-5-2"),
            GridCell::new(say("Phó trưởng phòng"), CellState::Changed),
            GridCell::new(say("x?"), CellState::Warned),
        ],
    ));
    let sum = [plain(""), plain("Cộng"), plain(""), plain(""), plain("3")];
    grid.push(GridRow::new(6, RowKind::Total, sum));
    grid.remark(
        Remark::new(5, 2, CellState::Held, say("Không có ngày 31/02/1990"))
            .more(say("Sửa ngay tại ô, hoặc gửi lại bảng đã sửa")),
    );
    grid.remark(Remark::new(5, 4, CellState::Warned, say("“x?” được hiểu là có")));
    grid.remark(Remark::new(6, 4, CellState::Warned, say("Dòng cộng ghi 3, đếm được 2")));
    grid.more_remarks(4)
}
