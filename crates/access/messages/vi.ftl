access-nav-reads = Nhật ký đọc dữ liệu cá nhân

## Cửa vào

access-sign-in = Đăng nhập
access-sign-in-name = Tên đăng nhập
access-sign-in-password = Mật khẩu
access-sign-in-wrong = Tên hoặc mật khẩu không đúng.
access-sign-in-locked = Đã thử sai quá nhiều lần. Xin thử lại sau { $minutes } phút, từ { $until }.
access-sign-in-forgot = Quên mật khẩu? Hãy đề nghị người quản trị hệ thống này đặt mật khẩu mới.
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
access-reads-days-swapped = Ngày cuối trước ngày đầu.
access-reads-subject-wrong = Mã người này không đúng dạng.
access-reads-too-many = Có { $n } lượt đọc; mỗi tệp chứa nhiều nhất { $most }. Xin thu hẹp khoảng ngày rồi tải lại.
access-nav-failed = Đăng nhập không thành công
access-failed = Đăng nhập không thành công
access-failed-lead = Các lần gõ sai tên hoặc mật khẩu, và các lần bị chặn vì sai quá nhiều. Tên chỉ được giữ khi có tài khoản mang tên đó: nhiều người gõ nhầm mật khẩu vào ô tên. Địa chỉ chỉ giữ phần mạng.
access-failed-name = Tài khoản
access-failed-network = Mạng
access-failed-why = Vì sao
access-failed-nobody = Không có tài khoản mang tên đã gõ
access-failed-wrong = Sai tên hoặc mật khẩu
access-failed-locked = Đang bị chặn
access-failed-none = Không có lần nào như vậy.

## Người dùng và vai trò

access-nav-house = Quản trị hệ thống
access-nav-users = Người dùng, vai trò
access-refused = { $right ->
    [see_figures] Tài khoản của anh/chị chưa có vai trò nào. Người quản trị giao vai trò ở trang Người dùng.
    [see_people] Tài khoản của anh/chị không được xem danh sách người ở đây.
    [open_personal] Tài khoản của anh/chị không được mở dữ liệu cá nhân ở đây.
    [see_accounts] Chỉ người quản trị và thanh tra xem tài khoản, vai trò.
    [see_jobs] Chỉ người quản trị và thanh tra xem công việc nền.
    [see_keys] Chỉ người quản trị và thanh tra xem khóa của kho hồ sơ học tập.
    [see_requests] Chỉ điều phối viên và thanh tra xem yêu cầu về dữ liệu cá nhân.
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
access-role-team_leader-does = Xem các tổ trong xã mình: ai là thành viên, ai đã tập huấn; mở số điện thoại để liên hệ, mỗi lần mở đều được ghi. Thành viên thay đổi thì đơn vị nộp biểu của xã ghi.
access-role-trainer = Cán bộ đào tạo
access-role-trainer-does = Cập nhật lớp học, lượt học.
access-role-inspector = Thanh tra
access-role-inspector-does = Xem mọi thứ, không sửa gì, xem nhật ký.

## Bảo mật đăng nhập

access-security = Bảo mật đăng nhập
access-security-lead = Các cách vào tài khoản của anh/chị, và những gì đã thay đổi ở đó.
access-code = Nhập mã xác nhận
access-code-lead = Mật khẩu đúng. Tài khoản này còn cần một mã nữa.
access-code-label = Mã xác nhận
access-code-hint = Sáu chữ số trong ứng dụng xác thực trên điện thoại, hoặc một mã dự phòng.
access-code-wrong = Mã không đúng, hoặc đã được dùng. Hãy chờ ứng dụng hiện mã mới rồi nhập lại.
access-code-over = Đã quá năm phút kể từ khi nhập mật khẩu. Xin đăng nhập lại từ đầu.
access-code-back = Dùng tài khoản khác
access-code-no-key = Máy chủ này chưa kiểm tra được mã của ứng dụng xác thực: thiếu khoá bí mật đã dùng khi bật. Hãy nhập một mã dự phòng, hoặc báo người quản trị.

access-step = Bước xác nhận thứ hai
access-step-state = Trạng thái
access-step-off = Đang tắt
access-step-on = Đang bật
access-step-since = Bật từ
access-step-what = Khi bật, mỗi lần đăng nhập cần thêm một mã do ứng dụng xác thực trên điện thoại hiện ra. Người lấy được mật khẩu vẫn không vào được.
access-step-begin = Bật bước thứ hai
access-step-scan = Mở ứng dụng xác thực trên điện thoại và quét hình này.
access-step-picture = Mã QR để ứng dụng xác thực quét; bên dưới có khoá để nhập tay
access-step-type = Không quét được? Nhập tay khoá này: { $secret }
access-step-code = Mã sáu chữ số ứng dụng đang hiện
access-step-confirm = Xác nhận và bật
access-step-drop = Thôi, không bật nữa
access-step-now-on = Đã bật bước thứ hai; các phiên khác đã kết thúc. Dưới đây là các mã dự phòng để vào khi mất điện thoại. Chúng chỉ hiện một lần này, mỗi mã dùng được một lần: hãy in ra hoặc chép lại và cất riêng.
access-step-end = Tắt bước thứ hai
access-step-now-off = Đã tắt bước thứ hai.
access-step-no-key = Máy chủ này chưa có khoá để giữ bí mật của bước thứ hai, nên chưa bật được.
access-step-state-wrong = Bước thứ hai không còn ở trạng thái ấy.
access-codes = Mã dự phòng
access-codes-left = còn { $n } trong { $whole } mã
access-codes-renew = Làm lại các mã dự phòng
access-codes-now-new = Đã làm các mã dự phòng mới; mã cũ không dùng được nữa. Các mã này chỉ hiện một lần: hãy in ra hoặc chép lại và cất riêng.

access-events = Những gì đã thay đổi
access-events-none = Chưa có thay đổi nào.
access-event = Việc
access-event-by = Người làm
access-event-by-nobody = người không rõ
access-event-at = Lúc
access-event-password_changed = Đổi mật khẩu
access-event-password_set = Mật khẩu được đặt lại
access-event-step_on = Bật bước thứ hai
access-event-step_off = Tắt bước thứ hai
access-event-step_taken = Bước thứ hai bị gỡ
access-event-codes_new = Làm lại các mã dự phòng
access-event-code_used = Đăng nhập bằng một mã dự phòng
access-user-step-take = Gỡ bước thứ hai (người dùng mất điện thoại)
access-user-step-taken = Đã gỡ bước thứ hai; các phiên của tài khoản đã kết thúc.

## Khoá truy cập

access-passkeys = Khoá truy cập
access-passkeys-none = Chưa có khoá truy cập nào.
access-passkey-what = Khoá truy cập (passkey) thay cho mật khẩu: điện thoại hoặc máy tính mở bằng vân tay, khuôn mặt hay mã của thiết bị, và chỉ dùng được ở đúng địa chỉ này.
access-passkey-name = Tên khoá
access-passkey-name-hint = Để nhận ra sau này, ví dụ: Điện thoại của tôi
access-passkey-where = Ở đâu
access-passkey-synced = Nhiều thiết bị, được sao lưu
access-passkey-one = Một thiết bị
access-passkey-made = Tạo lúc
access-passkey-used = Dùng lần cuối
access-passkey-unused = Chưa dùng
access-passkey-remove = Bỏ khoá
access-passkey-make = Tạo khoá truy cập
access-passkey-added = Đã tạo khoá truy cập. Lần sau có thể đăng nhập bằng khoá này.
access-passkey-removed = Đã bỏ khoá truy cập. Hãy xoá cả trên thiết bị.
access-passkey-refused = Chưa tạo được khoá truy cập này. Xin thử lại.
access-passkey-failed = Thiết bị chưa trả lời, hoặc anh/chị đã dừng lại. Chưa có gì được thay đổi.
access-passkey-nowhere = Máy chủ này chưa dùng được khoá truy cập: cần một địa chỉ có tên, bắt đầu bằng https://.
access-passkey-sign-in = Đăng nhập bằng khoá truy cập
access-passkey-unknown = Khoá truy cập này không mở được tài khoản nào ở đây. Xin thử lại, hoặc đăng nhập bằng mật khẩu.
access-event-passkey_added = Tạo một khoá truy cập
access-event-passkey_removed = Bỏ một khoá truy cập
access-event-passkeys_taken = Các khoá truy cập bị gỡ
access-user-passkeys-take = { $n ->
   *[other] Gỡ { $n } khoá truy cập (người dùng mất thiết bị)
  }
access-user-passkeys-taken = Đã gỡ các khoá truy cập; các phiên của tài khoản đã kết thúc.

## Nhà cung cấp danh tính của tổ chức

access-provider = Đăng nhập qua tổ chức
access-provider-what = Tài khoản do hệ thống đăng nhập chung của tổ chức cấp có thể mở tài khoản này, sau khi anh/chị nối hai tài khoản lại.
access-provider-none = Chưa nối với tài khoản nào.
access-provider-subject = Mã người dùng ở tổ chức
access-provider-subject-hint = Mã (sub) mà hệ thống đăng nhập chung đặt cho người này, đúng từng ký tự.
access-provider-subject-wrong = Mã người dùng trống hoặc không đúng dạng.
access-provider-issuer = Hệ thống đăng nhập
access-provider-by = Người nối
access-provider-made = Nối lúc
access-provider-used = Dùng lần cuối
access-provider-link = Nối tài khoản
access-provider-unlink = Thôi nối
access-provider-linked = Đã nối tài khoản.
access-provider-unlinked = Đã thôi nối tài khoản.
access-provider-taken = Tài khoản ở tổ chức này đã được nối rồi.
access-provider-go = Tới trang đăng nhập của tổ chức
access-provider-go-lead = Đăng nhập ở đó bằng tài khoản anh/chị muốn nối; xong, trang sẽ đưa anh/chị trở lại đây.
access-provider-stay = Thôi
access-provider-sign-in = Đăng nhập bằng tài khoản của tổ chức
access-provider-unknown = Tổ chức đã xác nhận anh/chị, nhưng chưa có tài khoản nào ở đây được nối với mã { $subject }. Hãy đăng nhập bằng mật khẩu rồi nối ở trang Bảo mật đăng nhập, hoặc đưa mã này cho người quản trị.
access-provider-over = Lần đăng nhập này đã quá lâu, đã dùng rồi, hoặc bắt đầu ở trình duyệt khác. Xin làm lại từ đầu.
access-provider-failed = Chưa liên lạc được với hệ thống đăng nhập của tổ chức, hoặc câu trả lời không đáng tin. Xin thử lại sau, hoặc đăng nhập bằng mật khẩu.
access-provider-other = Cách đăng nhập khác
access-event-link_added = Nối với tài khoản ở tổ chức
access-event-link_removed = Thôi nối với tài khoản ở tổ chức
access-event-door_shut = Có người thử sai mật khẩu quá nhiều lần (giờ của lần cuối)
access-was-shut = Trong 24 giờ qua đã có người thử sai mật khẩu của bạn quá nhiều lần, nên cửa đăng nhập đã tạm đóng. Nếu không phải bạn, hãy xem Bảo mật đăng nhập.
