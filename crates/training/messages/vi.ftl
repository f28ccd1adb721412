training-nav = Tập huấn

# Cách xem
training-title = Tập huấn
training-lead = Lớp và đợt học trực tuyến. Lượt và người là hai số khác nhau: một người có thể học nhiều lớp.
training-views = Cách xem
training-sessions = Lớp, đợt học
training-attendances = Lượt tập huấn
training-people = Người được tập huấn
training-charts = Lượt tập huấn theo năm và theo khóa
training-all = Xem tất cả
training-no-match = Không có dòng nào khớp với điều kiện.
training-none = Chưa có lớp hay đợt học nào.
training-send = Gửi danh sách lớp
training-form = Lấy mẫu trắng
training-search = Tìm theo họ tên

# Số liệu
training-inputs = lượt học, lớp và khóa học
training-unknown = chưa nhận biểu tập huấn nào
training-fig-attendances = Lượt tập huấn
training-fig-attendances-def = Một người có mặt ít nhất một ngày ở một lớp, hoặc đã nhận học một đợt trực tuyến, là một lượt. Tính các lớp, đợt bắt đầu đến hết năm { $year }.
training-fig-people = Người được tập huấn
training-fig-people-def = Số người có ít nhất một lượt đến hết năm { $year }; mỗi người chỉ tính một lần, kể cả người chưa khớp với danh sách cán bộ.
training-fig-unmatched = Người chưa khớp
training-fig-unmatched-def = Người có lượt đến hết năm { $year } mà chưa tìm thấy trong danh sách cán bộ: có thể là người ngoài, hoặc họ tên, ngày sinh, đơn vị ghi chưa đúng. Nằm trong số người được tập huấn.
training-unit-attendances = lượt
training-unit-people = người
training-gap-unmatched = { $n } người học chưa khớp với danh sách cán bộ
training-gap-who = người phụ trách đào tạo
training-by-year-finding = Nhiều nhất là năm { $year }: { $n } lượt
training-by-course-finding = Nhiều nhất là khóa { $course }: { $n } lượt

# Bảng
training-sessions-caption = Lớp, đợt học với số lượt và số người
training-col-course = Khóa học
training-col-period = Thời gian
training-col-year = Năm
training-col-way = Hình thức
training-col-attendances = Lượt
training-col-people = Người
training-col-unmatched = Chưa khớp
training-col-name = Họ và tên
training-col-office = Đơn vị
training-col-birth = Năm sinh
training-col-result = Kết quả
training-col-matched = Danh sách cán bộ
training-total = { $n } lớp, đợt học
training-not-added = không cộng giữa các lớp
training-way-class = Lớp trực tiếp
training-way-online = Trực tuyến
training-quarter = quý { $quarter } năm { $year }
training-matched = Đã khớp
training-unmatched = Chưa khớp
training-erased = Đã xóa
training-days = { $came }/{ $held } ngày
training-absent = Vắng mặt
training-completed = Hoàn thành { $date }
training-not-completed = Chưa hoàn thành
training-score = Điểm { $score }

# Lượt, người, một lớp
training-attendances-title = Lượt tập huấn
training-attendances-lead = Mỗi dòng là một người ở một lớp hoặc một đợt học. Số dòng không phải số người.
training-attendances-caption = { $n } lượt
training-people-title = Người được tập huấn
training-people-lead = Mỗi người một dòng, với số lượt của người đó.
training-people-caption = { $n } người
training-attendees = Học viên
training-session-caption = { $n } người trong danh sách, kể cả người vắng mặt
training-session-attendances-def = Số lượt của lớp, đợt này: người có mặt ít nhất một ngày, hoặc đã nhận học trực tuyến.
training-session-people-def = Số người có lượt ở lớp, đợt này, mỗi người một lần.
training-session-unmatched-def = Số người có lượt ở lớp, đợt này mà chưa tìm thấy trong danh sách cán bộ.
training-nobody-seen = Không có học viên nào thuộc đơn vị của bạn.
training-not-yours = Danh sách tên chỉ mở cho người phụ trách đào tạo và người được xem nhân lực.

# Khớp với danh sách cán bộ
training-match = Khớp với cán bộ
training-match-them = Khớp { $name }
training-match-lead = Người này có trong danh sách học nhưng chưa tìm thấy trong danh sách cán bộ. Chọn đúng người, mọi lượt học sẽ chuyển sang người đó.
training-find = Tìm
training-find-name = Họ tên trong danh sách cán bộ
training-who = Là ai trong danh sách cán bộ
training-choose = Hãy chọn một người
training-attends-already = Người này đã có tên ở cùng một lớp, nên hai dòng không thể là một người. Hãy sửa danh sách lớp rồi gửi lại.
training-no-candidate = Không tìm thấy ai trùng họ tên và năm sinh. Thử tìm cách viết khác, hoặc thêm người này vào danh sách cán bộ.
training-enter = Thêm người
training-match-enter = Khớp
training-cancel = Thôi
training-was-matched = Đã khớp. Các lượt học đã chuyển sang người được chọn.

# Ghi bằng tay
training-session-new = Thêm lớp, đợt học
training-session-new-lead = Cho lớp không có danh sách gửi đến. Đã có danh sách thì gửi ở mục Tiếp nhận.
training-session-correct = Đính chính lớp này
training-session-correct-lead = Lượt học của lớp theo về thời gian mới; số liệu các năm liên quan thay đổi theo.
training-session-entered = Đã ghi lớp, đợt học.
training-session-corrected = Đã đính chính lớp, đợt học.
training-first-day = Ngày bắt đầu
training-first-day-hint = Với đợt trực tuyến: một ngày trong quý
training-last-day = Ngày kết thúc
training-last-day-hint = Chỉ với lớp trực tiếp; để trống nếu chỉ một ngày
training-course-wrong = Hãy ghi tên khóa học, nhiều nhất 200 ký tự
training-way-missing = Hãy chọn hình thức
training-date-wrong = Hãy ghi ngày theo dạng ngày/tháng/năm
training-ends-before = Ngày kết thúc phải sau ngày bắt đầu
training-session-exists = Đã có lớp, đợt của khóa này vào thời gian này
training-reason = Lý do đính chính
training-reason-missing = Hãy nêu lý do
training-save = Ghi
training-attendee-new = Thêm người học
training-attendee-new-lead = Người có họ tên, ngày sinh và đơn vị như trong danh sách cán bộ thì được khớp ngay.
training-attendee-entered = Đã ghi người học.
training-name-missing = Hãy ghi họ và tên
training-birth = Ngày hoặc năm sinh
training-birth-hint = Ví dụ: 17/03/1985, hoặc 1985
training-birth-wrong = Hãy ghi ngày/tháng/năm, hoặc năm sinh
training-office-choose = Chọn đơn vị
training-office-missing = Hãy chọn đơn vị
training-days-held = Số ngày của lớp
training-days-came = Số ngày có mặt
training-days-came-hint = 0 là vắng mặt: không tính là một lượt
training-days-wrong = Hãy ghi số ngày của lớp, và số ngày có mặt không nhiều hơn
training-completed-on = Ngày hoàn thành
training-completed-on-hint = Để trống nếu chưa hoàn thành
training-score-label = Điểm
training-is-there = Người này đã có tên ở lớp, đợt này
training-correct = Đính chính
training-correct-them = Đính chính { $name }
training-attendance-lead = Đính chính kết quả khi danh sách lớp ghi sai. Bản ghi cũ vẫn xem được.
training-attendance-corrected = Đã đính chính lượt học.
training-attendance-removed = Đã bỏ lượt học.
training-remove-title = Không học lớp này
training-remove-why = Vì sao bỏ
training-remove-hint = Người này không còn được tính ở lớp, đợt này.
training-remove = Bỏ lượt học

# Không còn trong danh sách
training-not-listed = không còn trong danh sách gửi sau
training-left-out = { $n } người không còn trong danh sách gửi sau của lớp này. Họ vẫn được tính cho đến khi có người bỏ hoặc giữ.
training-left-out-sessions = { $n } lớp, đợt có người không còn trong danh sách gửi sau:
training-left-out-one = Danh sách gửi sau của lớp không còn tên người này. Giữ lại nếu người này có học; bỏ nếu không.
training-keep = Giữ lại
training-keep-why = Vì sao giữ lại
training-attendance-kept = Đã giữ lại lượt học.

# Từng ngày học
training-by-day = Điểm danh từng ngày
training-by-day-caption = Mỗi ngày bao nhiêu người có mặt, theo danh sách lớp; ô để trống là chưa rõ, không phải vắng
training-col-day = Ngày
training-col-present = Có mặt
training-col-absent = Vắng
training-col-excused = Vắng có phép
training-col-unknown = Chưa rõ
training-day-number = Buổi { $n }
training-day-of = Điểm danh: { $day }
training-days-differ = Số ngày có mặt chưa khớp với điểm danh từng ngày bên dưới
training-presence-present = có mặt
training-presence-absent = vắng
training-presence-excused = vắng có phép
training-presence-unknown = chưa rõ
training-presence-blank = danh sách để trống
training-of-person = Lớp, đợt đã học
training-join-moved = { $n } lượt học
training-join-twice = { $n } lượt học mà cả hai hồ sơ đều có: chỉ giữ một

training-erase-unmatched = Người học mang tên này, chưa khớp với ai trong danh bạ: không bị xoá; nếu đúng là người này, hãy khớp trước
