access-nav-reads = Nhật ký đọc dữ liệu cá nhân

## Cửa vào

access-sign-in = Đăng nhập
access-sign-in-name = Tên đăng nhập
access-sign-in-password = Mật khẩu
access-sign-in-wrong = Tên hoặc mật khẩu không đúng.
access-sign-in-locked = Đã thử sai quá nhiều lần. Xin thử lại sau { $minutes } phút, từ { $until }.
access-sign-in-forgot = Quên mật khẩu? Người quản trị máy chủ đặt lại được bằng dòng lệnh.
access-signed-out = Anh/chị đã đăng xuất.
access-csrf = Biểu mẫu này không còn hiệu lực, hoặc không được gửi từ trang của hệ thống. Chưa có gì được thay đổi.

## Tài khoản

access-account = Tài khoản của tôi
access-account-name = Tên đăng nhập
access-full-name = Tên hiển thị
access-password-set = Đặt mật khẩu lúc
access-session-since = Đăng nhập từ
access-session-until = Phải đăng nhập lại trước
access-password-change = Đổi mật khẩu
access-password-present = Mật khẩu hiện tại
access-password-new = Mật khẩu mới
access-password-again = Nhắc lại mật khẩu mới
access-password-hint = Ít nhất { $n } ký tự; một câu dễ nhớ là tốt nhất. Có thể dùng dấu và khoảng trắng.
access-password-changed = Đã đổi mật khẩu. Các phiên khác đã kết thúc.
access-password-differs = Hai lần nhập mật khẩu mới không giống nhau.
access-password-wrong = Mật khẩu hiện tại không đúng.
access-password-locked = Đã thử sai quá nhiều lần. Xin thử lại từ { $until }.
access-password-short = Mật khẩu cần ít nhất { $n } ký tự.
access-password-long = Mật khẩu quá dài.
access-password-name = Mật khẩu không được chứa tên đăng nhập.
access-password-common = Mật khẩu này quá dễ đoán.

access-sessions = Các phiên khác
access-sessions-none = Anh/chị không đăng nhập ở nơi nào khác.
access-session-agent = Trình duyệt
access-session-address = Địa chỉ mạng
access-session-began = Bắt đầu
access-session-seen = Dùng lần cuối
access-session-end = Kết thúc
access-sessions-end-all = Kết thúc tất cả các phiên khác
access-session-ended = Đã kết thúc phiên.
access-sessions-ended = Đã kết thúc các phiên khác.

## Nhật ký đọc

access-reads = Nhật ký đọc dữ liệu cá nhân
access-reads-lead = Ai đã mở dữ liệu cá nhân nào, lúc nào, ở trang nào.
access-reads-who = Người đọc
access-reads-kind = Dữ liệu
access-reads-from = Từ ngày
access-reads-to = Đến ngày
access-reads-any = Tất cả
access-reads-at = Lúc
access-reads-subject = Của ai
access-reads-people = Số người
access-reads-page = Ở trang
access-reads-purpose = Mục đích
access-reads-none = Chưa có lượt đọc nào như vậy.
access-reads-filter = Xem
access-reads-date-wrong = Không đọc được ngày này. Ví dụ: 15/10/2026.
access-reads-subject-wrong = Mã người này không đúng dạng.
access-reads-too-many = Có { $n } lượt đọc; mỗi tệp chứa nhiều nhất { $most }. Xin thu hẹp khoảng ngày rồi tải lại.

## Người dùng và vai trò

access-nav-house = Quản trị hệ thống
access-nav-users = Người dùng, vai trò
access-refused = { $right ->
    [see_figures] Tài khoản của anh/chị chưa có vai trò nào. Người quản trị giao vai trò ở trang Người dùng.
    [see_people] Tài khoản của anh/chị không được xem danh sách người ở đây.
    [open_personal] Tài khoản của anh/chị không được mở dữ liệu cá nhân ở đây.
    [accounts] Chỉ người quản trị lập tài khoản và giao vai trò.
    [see_logs] Chỉ người quản trị và thanh tra xem nhật ký đọc.
   *[other] Tài khoản của anh/chị không được làm việc này ở đây. Chưa có gì được thay đổi. Nếu cần, đề nghị người quản trị giao vai trò.
  }
access-users = Người dùng
access-users-lead = Ai đăng nhập được, giữ vai trò nào, cho đơn vị nào, từ ngày nào đến ngày nào.
access-users-search = Tìm theo tên
access-users-none = Không có tài khoản nào như vậy.
access-user-new = Lập tài khoản
access-user-make = Lập tài khoản
access-user-name-hint = Chữ không dấu, chữ số và . _ - @; ví dụ: lan.nt
access-user-name-wrong = Tên đăng nhập có từ 2 đến 64 chữ không dấu, chữ số hoặc . _ - @.
access-user-name-taken = Đã có tài khoản mang tên này.
access-user-password = Mật khẩu: { $password } — chỉ hiện một lần này. Hãy đưa tận tay người dùng và nhắc đổi ngay khi đăng nhập.
access-user-state = Trạng thái
access-user-made = Lập lúc
access-user-open = Đang dùng
access-user-closed = Đã đóng
access-user-closed-at = Đã đóng lúc { $at }
access-user-no-role = Chưa có vai trò
access-user-door = Đăng nhập
access-user-renew = Đặt mật khẩu mới
access-user-close = Đóng tài khoản
access-user-reopen = Mở lại tài khoản
access-user-was-closed = Đã đóng tài khoản; các phiên của tài khoản đã kết thúc.
access-user-was-opened = Đã mở lại tài khoản.
access-last-administrator = Đây là người quản trị cuối cùng. Hãy giao vai trò quản trị cho người khác trước.

access-roles = Vai trò
access-roles-none = Tài khoản này chưa có vai trò nào, nên chưa xem được gì.
access-role = Vai trò
access-role-unit = Cho đơn vị
access-role-unit-hint = Vai trò có hiệu lực ở đơn vị này và mọi đơn vị trực thuộc.
access-role-everything = Toàn tỉnh
access-role-own = Dữ liệu của chính mình
access-role-valid = Thời hạn
access-role-always = không thời hạn
access-role-since = từ { $from }
access-role-until = đến hết { $to }
access-role-between = { $from } – { $to }
access-role-over = Đã hết
access-role-take = Thôi
access-role-take-today = Thôi từ hôm nay
access-role-taken = Đã thôi vai trò.
access-role-not-held = Vai trò này không còn được giữ.
access-role-give = Giao thêm vai trò
access-role-give-button = Giao vai trò
access-role-given = Đã giao vai trò.
access-role-missing = Chọn một vai trò.
access-role-held = Người này đã giữ vai trò ấy trong thời gian này.
access-role-unit-missing = Vai trò này phải gắn với một đơn vị.
access-role-unit-unknown = Không có đơn vị này.
access-role-number = Số định danh của người ấy
access-role-number-hint = Chỉ cần cho vai trò công chức, viên chức: để người ấy xem dữ liệu về chính mình.
access-role-person-unknown = Không có ai trong sổ mang số này.
access-role-person-missing = Vai trò này cần số định danh của người ấy.
access-role-from = Từ ngày
access-role-to = Đến hết ngày
access-role-ends-before = Ngày kết thúc phải sau ngày bắt đầu.
access-role-reason = Căn cứ, lý do

access-role-administrator = Quản trị
access-role-administrator-does = Lập tài khoản, giao vai trò, cài đặt; không xem dữ liệu về người.
access-role-coordinator = Điều phối
access-role-coordinator-does = Thu thập, sửa, sắp xếp, tổng hợp.
access-role-reporting = Cán bộ báo cáo
access-role-reporting-does = Gửi biểu của đơn vị, sửa thông tin người của đơn vị.
access-role-head = Người đứng đầu đơn vị
access-role-head-does = Xem đơn vị mình, cam kết khắc phục chỗ thiếu.
access-role-official = Công chức, viên chức
access-role-official-does = Xem dữ liệu về chính mình và ai đã xem.
access-role-team_leader = Tổ trưởng tổ công nghệ số cộng đồng
access-role-team_leader-does = Cập nhật tổ và thành viên.
access-role-trainer = Cán bộ đào tạo
access-role-trainer-does = Cập nhật lớp học, lượt học.
access-role-inspector = Thanh tra
access-role-inspector-does = Xem mọi thứ, không sửa gì, xem nhật ký.
