# Khung trang
ui-product = Nhân Lực Số
ui-skip-to-main = Đến nội dung chính
ui-skip-to-nav = Đến danh mục
ui-scope = Đơn vị của tôi
ui-search = Tìm
ui-search-label = Tìm người, đơn vị, địa bàn
ui-language = Ngôn ngữ
ui-size = Cỡ chữ
ui-size-normal = Cỡ chữ thường
ui-size-large = Cỡ chữ lớn
ui-size-larger = Cỡ chữ rất lớn
ui-print = In trang
ui-sign-in = Đăng nhập
ui-sign-out = Đăng xuất
ui-crumbs = Đường dẫn
ui-nav = Danh mục
ui-waiting = Đang chờ
ui-ledger-head = Đầu sổ ghi
ui-to-start = Về trang đầu

# Thời điểm và địa giới
ui-asof = Thời điểm và địa giới của số liệu
ui-asof-on = Tính đến
ui-asof-known = theo dữ liệu đã biết đến
ui-asof-map = địa giới
ui-asof-show = Xem
ui-asof-now = nay
ui-asof-map-same = của ngày đó
ui-asof-map-of = ngày { $date }
ui-asof-known-hint = Ngày/tháng/năm, có thể kèm giờ:phút; “nay” là đến lúc này
ui-asof-today = Về hôm nay
ui-asof-fixed = Liên kết cố định
ui-asof-fixed-hint = Địa chỉ luôn cho đúng số liệu đang xem
ui-asof-sentence = Tính đến { $on } · theo dữ liệu đã biết đến { $known } · địa giới { $map }
ui-asof-on-wrong = “Tính đến” phải là một ngày có thật, ví dụ 15/10/2024
ui-asof-known-wrong = “Đã biết đến” phải là ngày, có thể kèm giờ, ví dụ 24/11/2026 14:05, hoặc “nay”
ui-asof-map-wrong = Ngày của địa giới phải là một ngày có thật, ví dụ 30/06/2025
ui-date-hint = Ngày/tháng/năm, ví dụ 15/10/2024

# Thông báo
ui-tone-info = Thông tin
ui-tone-good = Đạt
ui-tone-doubt = Cần xem lại
ui-tone-bad = Quan trọng
ui-errors-title = Có chỗ cần sửa

# Trang lỗi
ui-problem-code = Mã:
ui-problem-400-title = Yêu cầu không đọc được
ui-problem-400 = Máy chủ không hiểu yêu cầu này.
ui-problem-400-next = Hãy quay lại trang trước và làm lại; nếu anh/chị mở một liên kết được gửi đến, hãy kiểm tra xem liên kết có bị cắt ngắn không.
ui-problem-401-title = Cần đăng nhập
ui-problem-401 = Trang này chỉ mở cho người đã đăng nhập.
ui-problem-401-next = Hãy đăng nhập rồi mở lại trang.
ui-problem-403-title = Không được phép
ui-problem-403 = Tài khoản của anh/chị không được xem trang hoặc làm việc này.
ui-problem-403-next = Nếu biểu mẫu đã mở từ lâu, hãy tải lại trang rồi gửi lại. Nếu cần quyền, hãy liên hệ cán bộ đầu mối của đơn vị.
ui-problem-404-title = Không tìm thấy trang
ui-problem-404 = Không có trang hoặc hồ sơ nào ở địa chỉ này.
ui-problem-404-next = Hãy kiểm tra địa chỉ, dùng ô tìm kiếm, hoặc xem với một ngày khác: hồ sơ có thể chưa có vào ngày đang chọn.
ui-problem-405-title = Không làm được ở địa chỉ này
ui-problem-405 = Địa chỉ này không nhận cách gửi vừa dùng.
ui-problem-405-next = Hãy mở lại trang có biểu mẫu và gửi từ đó.
ui-problem-408 = Yêu cầu mất quá nhiều thời gian.
ui-problem-409-title = Dữ liệu đã thay đổi
ui-problem-409 = Trong lúc anh/chị làm việc, người khác đã thay đổi dữ liệu này.
ui-problem-409-next = Hãy tải lại trang để xem bản mới nhất, rồi làm lại thay đổi. Không có gì bị ghi đè.
ui-problem-413-title = Tệp quá lớn
ui-problem-413 = Nội dung gửi lên vượt quá giới hạn.
ui-problem-413-next = Hãy chia thành nhiều tệp nhỏ hơn, hoặc bỏ hình ảnh trong tệp, rồi gửi lại.
ui-problem-415 = Loại nội dung gửi lên không được nhận.
ui-problem-422-title = Chưa thực hiện được
ui-problem-422 = Nội dung gửi lên thiếu hoặc có chỗ không đúng.
ui-problem-422-next = Hãy quay lại, sửa chỗ được chỉ ra và gửi lại.
ui-problem-429 = Có quá nhiều yêu cầu trong thời gian ngắn.
ui-problem-500-title = Hệ thống gặp lỗi
ui-problem-500 = Đã có lỗi ở phía chúng tôi; việc vừa làm chưa được ghi.
ui-problem-500-next = Hãy thử lại sau ít phút. Nếu vẫn lỗi, hãy báo cho quản trị hệ thống cùng với giờ xảy ra lỗi.
ui-problem-503-title = Xin thử lại sau
ui-problem-503 = Hệ thống đang bận hoặc đang bảo trì.
ui-problem-503-next = Hãy đợi ít phút rồi tải lại trang.

# Thành phần
ui-dedicated = Chuyên trách
ui-concurrent = Kiêm nhiệm
ui-to-confirm = Cần xác nhận
ui-since = so với { $date }
ui-rows = Xem danh sách
ui-definition = Cách tính
ui-progress = { $done }/{ $whole }
ui-pages = Các trang của danh sách
ui-pages-range = { $first }–{ $last } trong { $total }
ui-pages-whole = Xem đủ để in
ui-pages-before = Trước
ui-pages-after = Sau
ui-pages-page = Trang
ui-steps = Các bước
ui-step-done = Đã xong
ui-gap-who = Người khắc phục:
ui-change-old = cũ:
ui-change-new = mới:
ui-table-empty = Chưa có dòng nào.
ui-filter-all = Tất cả
ui-export = Tải về:
ui-about = Về bảng này
ui-about-page = Trang
ui-about-table = Bảng
ui-about-rows = Số dòng
ui-about-known = Theo dữ liệu đã biết đến
ui-about-map = Địa giới
ui-about-at = Tải về lúc
ui-about-search = Từ tìm
ui-about-sort = Sắp theo
ui-about-address = Địa chỉ
ui-optional = (không bắt buộc)
ui-field-error = Lỗi
ui-files-drop = Kéo tệp thả vào đây, hoặc
ui-files-remove = Bỏ

ui-tree-under = Trực thuộc { $name }

# Bảng tính của người gửi
ui-grid-column = Cột { $column } được hiểu là
ui-grid-remarks = { $n } chỗ cần xem
ui-grid-more = Còn { $n } chỗ ở các trang khác của bảng.
ui-grid-plain = Không đọc
ui-grid-read = Đã đọc
ui-grid-changed = Thay đổi
ui-grid-warned = Cần xem lại
ui-grid-held = Chưa đọc được, dòng được giữ lại
ui-grid-row-data = dòng dữ liệu
ui-grid-row-head = tiêu đề cột
ui-grid-row-section = tên đơn vị
ui-grid-row-total = dòng cộng
ui-grid-row-beside = ngoài bảng

# Biểu đồ
ui-chart-table = Bảng số liệu
ui-map-skip = Bỏ qua bản đồ
ui-lineage-share = Phần chuyển sang
ui-lineage-part = một phần
