//! What offices call their columns. A wide pool, because no two offices call them the same.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Number,
    Name,
    Family,
    Given,
    Sex,
    Male,
    Female,
    Birth,
    BirthMale,
    BirthFemale,
    Id,
    Unit,
    Title,
    Degree,
    Major,
    Mode,
    Dedicated,
    Concurrent,
    Fields,
    Dx,
    Infosec,
    Certificate,
    Phone,
    Email,
    Note,
    Recruited,
    Service,
    Pay,
    Course,
}

/// Headings that say all by themselves.
#[expect(clippy::too_many_lines, reason = "a table")]
pub(crate) fn alone(column: Column) -> &'static [&'static str] {
    match column {
        Column::Number => &["STT", "TT", "Số TT", "Stt", "Số thứ tự"],
        Column::Name => &[
            "Họ và tên",
            "Họ tên",
            "Họ, tên",
            "Họ và tên cán bộ",
            "Họ và tên CBCCVC",
            "Họ tên cán bộ, công chức",
            "HỌ VÀ TÊN",
            "Họ và tên người phụ trách",
        ],
        Column::Family => &["Họ đệm", "Họ và đệm", "Họ và tên đệm", "Họ, chữ đệm", "Họ lót"],
        Column::Given => &["Tên", "TÊN"],
        Column::Sex => &["Giới tính", "Nam/Nữ", "GT", "Giới tính (Nam/Nữ)", "GIỚI TÍNH"],
        Column::Male => &["Nam"],
        Column::Female => &["Nữ"],
        Column::Birth => &[
            "Ngày sinh",
            "Ngày tháng năm sinh",
            "Ngày, tháng, năm sinh",
            "Năm sinh",
            "Sinh ngày",
            "Ngày/tháng/năm sinh",
            "NTNS",
            "NGÀY SINH",
        ],
        Column::BirthMale => &["Ngày sinh (Nam)", "Ngày sinh nam", "Năm sinh - Nam"],
        Column::BirthFemale => &["Ngày sinh (Nữ)", "Ngày sinh nữ", "Năm sinh - Nữ"],
        Column::Id => &[
            "Số CCCD",
            "CCCD",
            "Số định danh cá nhân",
            "Số định danh",
            "Số căn cước",
            "Số căn cước công dân",
            "Số CCCD/Định danh",
            "Mã định danh cá nhân",
            "Căn cước",
        ],
        Column::Unit => &[
            "Đơn vị",
            "Đơn vị công tác",
            "Cơ quan, đơn vị",
            "Nơi công tác",
            "Cơ quan công tác",
            "Tên cơ quan, đơn vị",
            "Đơn vị/Địa phương",
            "ĐƠN VỊ CÔNG TÁC",
        ],
        Column::Title => &[
            "Chức vụ",
            "Chức danh",
            "Chức vụ, chức danh",
            "Chức vụ/Chức danh",
            "Vị trí việc làm",
            "Chức vụ hiện nay",
            "Chức danh, vị trí công tác",
        ],
        Column::Degree => &[
            "Trình độ",
            "Trình độ chuyên môn",
            "Trình độ đào tạo",
            "Trình độ CM",
            "Bằng cấp",
            "Trình độ học vấn",
        ],
        Column::Major => &[
            "Chuyên ngành",
            "Chuyên ngành đào tạo",
            "Ngành đào tạo",
            "Ngành học",
            "Ngành",
            "Ngành, chuyên ngành",
        ],
        Column::Mode => &[
            "Hình thức",
            "Loại hình",
            "Chuyên trách/Kiêm nhiệm",
            "Hình thức bố trí",
            "Chuyên trách hay kiêm nhiệm",
            "CT/KN",
            "Chế độ làm việc (CT/KN)",
        ],
        Column::Dedicated => &["Chuyên trách", "Cán bộ chuyên trách", "Làm chuyên trách"],
        Column::Concurrent => &["Kiêm nhiệm", "Cán bộ kiêm nhiệm", "Làm kiêm nhiệm"],
        Column::Fields => &[
            "Lĩnh vực",
            "Lĩnh vực phụ trách",
            "Nhiệm vụ",
            "Phụ trách",
            "Nhiệm vụ phụ trách",
            "Lĩnh vực được giao",
            "Mảng phụ trách",
        ],
        Column::Dx => &["CĐS", "Chuyển đổi số", "Phụ trách CĐS", "Làm chuyển đổi số"],
        Column::Infosec => {
            &["ATTT", "An toàn thông tin", "Phụ trách ATTT", "ATTT mạng", "An toàn TT"]
        }
        Column::Certificate => &[
            "Chứng chỉ",
            "Chứng chỉ CNTT",
            "Chứng chỉ chuyên môn",
            "Chứng chỉ đã có",
            "Chứng chỉ (nếu có)",
        ],
        Column::Phone => &[
            "Điện thoại",
            "Số điện thoại",
            "SĐT",
            "Số ĐT",
            "ĐTDĐ",
            "Điện thoại liên hệ",
            "Điện thoại di động",
        ],
        Column::Email => &["Email", "Thư điện tử", "E-mail công vụ"],
        Column::Note => &["Ghi chú", "Ghi chú khác"],
        Column::Recruited => &["Ngày tuyển dụng", "Ngày vào ngành", "Ngày vào cơ quan"],
        Column::Service => &["Thâm niên (năm)", "Số năm công tác"],
        Column::Pay => &["Hệ số lương", "Hệ số"],
        Column::Course => &["Đã tập huấn 2024", "Đã qua tập huấn"],
    }
}

/// Headings for columns that stand under another one.
pub(crate) fn under(column: Column) -> &'static [&'static str] {
    match column {
        Column::BirthMale | Column::Male => &["Nam", "NAM"],
        Column::BirthFemale | Column::Female => &["Nữ", "NỮ"],
        Column::Degree => &["Chuyên môn", "Trình độ", "Bậc đào tạo", "Bằng cấp"],
        Column::Major => &["Chuyên ngành", "Ngành đào tạo", "Ngành"],
        Column::Dedicated => &["Chuyên trách", "CT", "Ch. trách"],
        Column::Concurrent => &["Kiêm nhiệm", "KN", "K. nhiệm"],
        Column::Dx => &["CĐS", "Chuyển đổi số"],
        Column::Infosec => &["ATTT", "An toàn thông tin", "An toàn TT"],
        other => alone(other),
    }
}

/// What stands over columns that belong together.
pub(crate) fn over(first: Column) -> &'static [&'static str] {
    match first {
        Column::Family => &["Họ và tên", "Họ tên"],
        Column::BirthMale => {
            &["Ngày tháng năm sinh", "Ngày sinh", "Ngày, tháng, năm sinh", "Năm sinh", "Sinh năm"]
        }
        Column::Male => &["Giới tính", "Phái"],
        Column::Degree => &["Trình độ", "Trình độ đào tạo", "Trình độ chuyên môn"],
        Column::Dedicated => &["Hình thức", "Loại hình", "Chế độ làm việc", "Hình thức bố trí"],
        _ => &["Lĩnh vực", "Lĩnh vực phụ trách", "Nhiệm vụ", "Phụ trách"],
    }
}

/// What stands over half the table, where the header has three rows.
pub(crate) const ABOUT_PERSON: [&str; 3] =
    ["Thông tin cá nhân", "Sơ yếu lý lịch", "Thông tin chung"];
/// The same over duties.
pub(crate) const ABOUT_DUTY: [&str; 3] =
    ["Nhiệm vụ được giao", "Bố trí công việc", "Phân công nhiệm vụ"];
/// The same over education.
pub(crate) const ABOUT_SKILL: [&str; 3] =
    ["Đào tạo, bồi dưỡng", "Năng lực chuyên môn", "Văn bằng, chứng chỉ"];

/// Titles of the sheets.
pub(crate) const TITLES: [&str; 6] = [
    "Danh sách cán bộ phụ trách chuyển đổi số và an toàn thông tin",
    "Biểu thống kê nhân lực chuyển đổi số, an toàn thông tin mạng",
    "Báo cáo hiện trạng nhân lực số",
    "Tổng hợp đội ngũ cán bộ, công chức, viên chức làm công tác CNTT, chuyển đổi số",
    "Thống kê đội ngũ làm công tác chuyển đổi số",
    "Danh sách công chức, viên chức chuyên trách, kiêm nhiệm công nghệ thông tin",
];

/// Names of sheets.
pub(crate) const SHEETS: [&str; 7] =
    ["Sheet1", "Danh sách", "DS 2024", "Mẫu 02", "Nhân lực số", "Biểu 3", "Tong hop"];
