# Danh mục
errands-nav-inbox = Hộp thư
errands-nav-jobs = Công việc nền

# Hàng đợi
errands-jobs = Công việc nền
errands-jobs-lead = Những việc phần mềm tự làm: gửi thư, nhắc hạn, dọn dẹp. Việc không xong được thử lại; thử mãi không được thì chờ người quyết định.
errands-jobs-views = Xem theo tình trạng
errands-state-waiting = Đang chờ
errands-state-running = Đang làm
errands-state-done = Đã xong
errands-state-failed = Không làm được
errands-state-dropped = Đã bỏ
errands-col-kind = Việc
errands-col-due = Đến hạn
errands-col-attempts = Số lần thử
errands-col-state = Tình trạng
errands-col-verbs = Xử lý
errands-none = Không có việc nào.
errands-none-failed = Không có việc nào hỏng.
errands-none-running = Lúc này không có việc nào đang làm.
errands-running-by = Đang làm (tiến trình { $process })
errands-retry = Làm lại
errands-drop = Bỏ việc này
errands-retried = Việc sẽ được làm lại ngay.
errands-dropped = Đã bỏ việc này.
errands-job-mail = Gửi thư điện tử
errands-job-tidy = Dọn việc và thông báo cũ

# Vì sao không làm được
errands-why-process-died = Máy chủ dừng đột ngột mỗi khi làm việc này
errands-why-broke-off = Phần mềm gặp lỗi khi làm việc này
errands-why-kind-unknown = Phiên bản này không biết làm việc này
errands-why-payload-unreadable = Không đọc được nội dung việc
errands-why-taken-over = Máy chủ khác đã nhận việc này
errands-why-mail-unsendable = Thư không gửi được: địa chỉ không hợp lệ
errands-why-smtp-tls = Không thiết lập được kết nối an toàn với máy chủ thư
errands-why-smtp-timeout = Máy chủ thư không trả lời
errands-why-smtp-unreachable = Không kết nối được với máy chủ thư

# Hộp thư
errands-inbox = Hộp thư
errands-unread = { $n ->
    [0] Không có thông báo nào chưa đọc.
   *[other] { $n } thông báo chưa đọc.
}
errands-inbox-none = Chưa có thông báo nào.
errands-col-told = Lúc
errands-col-what = Nội dung
errands-col-read = Đã đọc
errands-was-read = Đã đọc
errands-not-read = Chưa đọc
errands-read-one = Đánh dấu đã đọc
errands-read-all = Đánh dấu tất cả đã đọc
errands-all-read = Đã đánh dấu tất cả thông báo là đã đọc.
errands-mail = Nhận thông báo qua thư điện tử
errands-mail-to = Địa chỉ thư điện tử
errands-mail-to-hint = Để trống nếu không muốn nhận thư. Thư chỉ ghi việc cần làm và đường dẫn, không ghi tên người.
errands-save = Lưu
errands-address-wrong = Địa chỉ thư điện tử không hợp lệ. Ví dụ: vanthu@tinh.gov.vn
errands-address-saved = Đã xác nhận địa chỉ. Từ nay thông báo được gửi thêm qua thư điện tử.
errands-address-same = Địa chỉ này đã được xác nhận từ trước.
errands-address-none = Không gửi thông báo qua thư điện tử nữa.
errands-confirmed = Thông báo được gửi tới { $address }.
errands-not-confirmed = Chưa gửi thông báo tới { $address }: địa chỉ này chưa được xác nhận. Một thư có mã xác nhận đã được gửi tới đó.
errands-code = Mã xác nhận trong thư
errands-code-hint = Gồm 8 chữ số, dùng được trong 24 giờ.
errands-confirm = Xác nhận địa chỉ
errands-code-again = Gửi lại mã
errands-code-mailed = Đã gửi mã xác nhận. Hãy mở thư và nhập mã ở dưới.
errands-code-wrong = Mã không đúng, đã hết hạn hoặc đã thử quá nhiều lần. Hãy xem thư mới nhất, hoặc gửi lại mã.
errands-code-often = Hôm nay đã gửi quá nhiều mã. Hãy thử lại sau 24 giờ.
errands-code-mail = Mã xác nhận địa chỉ thư điện tử: { $code }
errands-code-mail-see = Nếu không phải bạn yêu cầu, hãy bỏ qua thư này. Nhập mã tại:
errands-code-mail-found = Nếu không phải bạn yêu cầu, hãy bỏ qua thư này. Nếu phải, đăng nhập vào Nhân Lực Số, mở Hộp thư và nhập mã ở đó.
errands-mail-found = Đăng nhập vào Nhân Lực Số rồi mở Hộp thư: thông báo này ở đó, kèm đường dẫn tới nơi cần làm.
