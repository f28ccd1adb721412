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
