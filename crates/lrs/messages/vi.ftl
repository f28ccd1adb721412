lrs-nav = Hồ sơ học tập

lrs-title = Hồ sơ học tập
lrs-title-of = Hồ sơ học tập: { $of }
lrs-lead = Các hệ thống học tập gửi về: ai đã học gì, kết quả ra sao. Bản ghi mới tự hiện lên.
lrs-no-tenant = Chưa có hệ thống nào được phép gửi bản ghi về.
lrs-none = Không có bản ghi nào khớp.
lrs-by-happened = Xếp theo lúc xảy ra, mới nhất ở trên.
lrs-by-stored = Có nhiều bản ghi nên xếp theo lúc nhận, mới nhất ở trên; đầu mỗi dòng là lúc xảy ra.
lrs-stored-at = nhận lúc { $at }
lrs-happened-at = xảy ra lúc { $at }
lrs-filter = Lọc
lrs-older = Các bản ghi trước đó
lrs-unit = bản ghi
lrs-last-minute = Trong phút vừa qua
lrs-last-hour = Trong giờ vừa qua
lrs-last-day = Trong ngày vừa qua
lrs-more-than = nhiều hơn số này

lrs-tenant = Kho
lrs-tenant-unnamed = (không tên)
lrs-tenant-hint = Của ai: một tỉnh, một cơ sở đào tạo. Kho này không thấy bản ghi của kho khác.
lrs-agent = Người học
lrs-agent-wrong = Ghi địa chỉ thư điện tử, hoặc một tác nhân xAPI dạng JSON.
lrs-verb = Động từ (IRI)
lrs-activity = Hoạt động (IRI)
lrs-activity-wrong = Hoạt động là một IRI, bắt đầu bằng http:// chẳng hạn.
lrs-registration = Lần ghi danh
lrs-registration-wrong = Lần ghi danh là một UUID.
lrs-of-person = Của người này
lrs-of-activity = Về hoạt động này
lrs-of-verb = Cùng động từ

lrs-stored = Nhận lúc
lrs-timestamp = Xảy ra lúc
lrs-platform = Nền tảng
lrs-version = Phiên bản xAPI
lrs-authority = Khóa đã gửi
lrs-as-sent = Nguyên văn đã gửi
lrs-voided = Bản ghi này đã bị hủy bởi một bản ghi khác.
lrs-cut = Bản ghi có { $size } MB, ở đây chỉ hiện phần đầu. Hệ thống có khóa đọc được toàn văn qua /xapi.

## Câu

lrs-sentence = { $who } { $verb } { $what }
lrs-group = một nhóm { $n } người
lrs-statement-ref = bản ghi { $id }
lrs-large = một bản ghi { $size } MB, mở ra để xem
lrs-score = điểm { $score }
lrs-success = đạt
lrs-no-success = không đạt
lrs-completion = đã học hết
lrs-verb-answered = đã trả lời
lrs-verb-asked = đã hỏi
lrs-verb-attempted = đã thử
lrs-verb-attended = đã dự
lrs-verb-commented = đã bình luận về
lrs-verb-completed = đã hoàn thành
lrs-verb-exited = đã rời
lrs-verb-experienced = đã xem
lrs-verb-failed = không đạt
lrs-verb-imported = đã nhập
lrs-verb-initialized = đã bắt đầu
lrs-verb-interacted = đã tương tác với
lrs-verb-launched = đã mở
lrs-verb-mastered = đã thành thạo
lrs-verb-passed = đã đạt
lrs-verb-paused = đã tạm dừng
lrs-verb-played = đã phát
lrs-verb-preferred = đã chọn
lrs-verb-progressed = đã học tiếp
lrs-verb-registered = đã ghi danh vào
lrs-verb-responded = đã phản hồi
lrs-verb-resumed = đã học tiếp
lrs-verb-satisfied = đã đáp ứng
lrs-verb-scored = đã có điểm ở
lrs-verb-seeked = đã tua
lrs-verb-shared = đã chia sẻ
lrs-verb-suspended = đã tạm ngừng
lrs-verb-terminated = đã kết thúc
lrs-verb-voided = đã hủy
lrs-verb-waived = được miễn

## Khóa

lrs-keys = Khóa truy cập
lrs-keys-lead = Mỗi hệ thống học tập dùng một khóa riêng (HTTP Basic) để gửi và đọc bản ghi tại /xapi.
lrs-keys-none = Chưa có khóa nào.
lrs-make-key = Tạo khóa
lrs-key = Khóa
lrs-key-name = Tên hệ thống
lrs-key-name-wrong = Cần tên, nhiều nhất 200 ký tự.
lrs-key-secret = Bí mật
lrs-key-made = Đã tạo khóa. Bí mật chỉ hiện một lần này: hãy chép ngay.
lrs-key-scopes = Quyền
lrs-key-scope-wrong = Chọn ít nhất một quyền.
lrs-key-created = Tạo lúc
lrs-key-state = Tình trạng
lrs-key-good = Đang dùng
lrs-key-revoke = Thu hồi
lrs-key-revoked = Đã thu hồi khóa.
lrs-key-revoked-at = Đã thu hồi { $at }
lrs-rate = Số yêu cầu nhiều nhất mỗi giây
lrs-rate-hint = Để trống nếu không giới hạn.
lrs-rate-wrong = Ghi một số nguyên dương.
lrs-scope-statements-write = gửi bản ghi
lrs-scope-statements-read-mine = đọc bản ghi do chính khóa này gửi
lrs-scope-statements-read = đọc mọi bản ghi
lrs-scope-state = đọc và ghi trạng thái
lrs-scope-profile = đọc và ghi hồ sơ của hoạt động và người học
lrs-scope-define = được đổi tên gọi, mô tả của hoạt động và người học
lrs-scope-all-read = đọc mọi thứ
lrs-scope-all = mọi quyền

## Nhật ký đọc

lrs-read-list = Danh sách bản ghi học tập
lrs-read-person = Bản ghi học tập của một người
lrs-read-statement = Một bản ghi học tập

## Chuyển tiếp

lrs-forward = Chuyển tiếp
lrs-forward-lead = Tỉnh giữ bản ghi của mình, nơi khác (chẳng hạn bộ) nhận phần đã chọn. Gửi không được thì thử lại, mỗi lần chờ lâu hơn.
lrs-forward-none = Chưa chuyển tiếp đi đâu.
lrs-forward-add = Chuyển tiếp đến một kho khác
lrs-forward-added = Đã bắt đầu chuyển tiếp.
lrs-forward-stopped = Đã dừng chuyển tiếp.
lrs-forward-stopped-at = Đã dừng { $at }
lrs-forward-name = Tên nơi nhận
lrs-forward-what = Nhận gì
lrs-forward-all = mọi bản ghi
lrs-forward-sent = Đã gửi
lrs-forward-waiting = Chưa xét tới
lrs-forward-refused = Bị từ chối
lrs-forward-stop = Dừng
lrs-forward-well = Đang gửi
lrs-forward-failed = Không gửi được: { $error }. Thử lại lúc { $at }.
lrs-forward-from = Gửi từ
lrs-forward-from-now = bây giờ trở đi
lrs-forward-from-start = bản ghi đầu tiên
lrs-forward-key-wrong = Cần khóa và bí mật của kho nhận, không xuống dòng; khóa không có dấu hai chấm.
lrs-endpoint = Địa chỉ xAPI của nơi nhận
lrs-endpoint-hint = Chẳng hạn https://lrs.example.vn/xapi
lrs-endpoint-wrong = Địa chỉ bắt đầu bằng https:// hoặc http://, không có tham số.
lrs-verb-wrong = Động từ là một IRI.

lrs-erase-stays = Hồ sơ học tập nêu địa chỉ thư của người này: còn nguyên, chuẩn xAPI không cho xoá bản ghi
lrs-erase-documents = Tài liệu của phần mềm học ghi dưới địa chỉ hoặc tài khoản của người này (trạng thái, hồ sơ người học): bị xoá
