commitments-nav = Cam kết

commitments-title = Cam kết khắc phục
commitments-lead = Thủ trưởng đơn vị hứa làm gì về chỗ còn thiếu, và xong trước ngày nào. Quá hạn là do lịch, không do ai khai.
commitments-new = Cam kết khắc phục
commitments-new-lead = Nói rõ sẽ làm gì và xong trước ngày nào. Cam kết được ghi vào sổ cùng tên người lập và hiện ở trang toàn cảnh.
commitments-search = Tìm đơn vị hoặc việc
commitments-all-offices = Tất cả đơn vị
commitments-show = Xem
commitments-all = Xem tất cả
commitments-no-match = Không có cam kết nào khớp với điều kiện.
commitments-none = Chưa có cam kết nào vào ngày này.
commitments-see-gaps = Xem đơn vị chưa đạt định mức
commitments-unit-none = Không có cam kết nào đang chờ thực hiện.
commitments-closed = { $n } cam kết đã xong hoặc đã rút

# Tình trạng
commitments-broken = Quá hạn
commitments-broken-def = Cam kết còn mở mà hạn đã qua vào ngày đang xem.
commitments-due = Chưa đến hạn
commitments-due-def = Cam kết còn mở, hạn chưa qua vào ngày đang xem.
commitments-kept = Đã thực hiện
commitments-kept-def = Cam kết được thủ trưởng báo là đã làm xong, đúng hạn hoặc muộn: là lời của đơn vị, và bên cạnh luôn ghi định mức có đạt vào ngày đang xem hay không. Cam kết đã rút không tính vào đây.
commitments-kept-late = Thực hiện muộn
commitments-withdrawn = Đã rút
commitments-of-them-late = trong đó { $n } muộn
commitments-inputs = cam kết của các đơn vị
commitments-unit = cam kết
commitments-gap = { $office }: { $what } ({ $gap })
commitments-gap-who = thủ trưởng { $office }
commitments-gaps = Cam kết quá hạn, và báo đã làm mà vẫn thiếu
commitments-gap-more = Xem cả { $n } cam kết

# Điều còn thiếu
commitments-gap-nobody = Chưa có ai phụ trách
commitments-gap-norm = Chưa đạt: { $norm }
commitments-gap-other = Điều khác
commitments-gap-words = Điều khác là gì
commitments-gap-words-hint = Chỉ ghi khi chọn “Điều khác”.
commitments-gap-missing = Hãy nói cam kết này về điều gì còn thiếu
commitments-gap-hint = Chỉ cam kết được về điều đang thiếu vào hôm nay, theo dữ liệu hiện có.
commitments-no-gap-somebody = Đơn vị này đang có { $n } người phụ trách, nên không thiếu điều này. Hãy chọn điều đang thiếu, hoặc “Điều khác”.
commitments-no-gap-met = Đơn vị này đang đạt định mức đó: cần { $required }, hiện có { $actual }. Hãy chọn điều đang thiếu, hoặc “Điều khác”.
commitments-no-gap-not-asked = Vào hôm nay không có định mức đó cho đơn vị này. Hãy chọn điều đang thiếu, hoặc “Điều khác”.

# Bảng và biểu mẫu
commitments-col-what = Việc sẽ làm
commitments-col-office = Đơn vị
commitments-col-gap = Điều còn thiếu
commitments-col-due = Hạn
commitments-col-state = Tình trạng
commitments-col-promised = Ngày cam kết
commitments-what-hint = Ví dụ: cử một cán bộ chuyên trách an toàn thông tin. Không ghi họ tên hay số định danh.
commitments-what-missing = Hãy ghi việc sẽ làm
commitments-choose-office = Hãy chọn đơn vị
commitments-which-lead = Hãy chọn đơn vị trước: bước sau chỉ nêu những gì đang thiếu ở đơn vị đó.
commitments-other-office = chọn đơn vị khác
commitments-continue = Tiếp tục
commitments-office-gone = Đơn vị này không còn vào hôm nay
commitments-due-wrong = Hãy ghi hạn theo ngày/tháng/năm, ví dụ 31/12/2026
commitments-due-past = Hạn phải từ hôm nay trở đi
commitments-due-far = Hạn quá xa: nhiều nhất là năm năm
commitments-too-long = Quá dài: nhiều nhất 600 ký tự
commitments-number = Không ghi số định danh, số điện thoại của ai ở đây: lời cam kết không xoá được từng phần
commitments-same = Việc và hạn vẫn như cũ
commitments-reason = Lý do
commitments-reason-missing = Hãy ghi lý do
commitments-make = Cam kết
commitments-cancel = Thôi
commitments-was-made = Đã ghi cam kết.

# Một cam kết
commitments-by = Người lập
commitments-closed-on = Ngày kết thúc
commitments-note = Ghi chú
commitments-history = Đã ghi
commitments-due-on = Hạn { $date }
commitments-keep = Đã thực hiện xong
commitments-keep-hint = Ví dụ: số quyết định phân công.
commitments-amend = Sửa việc hoặc hạn
commitments-withdraw = Rút cam kết
commitments-was-kept = Đã ghi là thực hiện xong.
commitments-was-amended = Đã sửa cam kết.
commitments-was-withdrawn = Đã rút cam kết.
commitments-refused-closed = Cam kết này đã xong hoặc đã rút.
commitments-refused-field = Có chỗ chưa đúng trong biểu mẫu.
commitments-touched = { $n } cam kết chưa xong là của đơn vị chấm dứt. Cam kết không tự chuyển sang đơn vị kế thừa.

# Lời của đơn vị và dữ liệu
commitments-kept-unmet = Báo đã làm, vẫn chưa đạt
commitments-kept-unmet-tag = { $standing } theo lời thủ trưởng, chưa đạt
commitments-of-them-unmet = trong đó { $n } vẫn chưa đạt vào ngày đang xem
commitments-evidence = Đối chiếu với dữ liệu
commitments-evidence-closed = theo dữ liệu, điều còn thiếu không còn vào ngày { $date }
commitments-evidence-open = theo dữ liệu, định mức vẫn chưa đạt vào ngày { $date }: cần { $required }, có { $actual }
commitments-evidence-nobody = theo dữ liệu, vẫn chưa có ai phụ trách vào ngày { $date }
commitments-evidence-silent = theo lời thủ trưởng; dữ liệu không có gì để đối chiếu
commitments-gap-unmet = { $office }: báo đã làm “{ $what }” ({ $gap }); { $evidence }
commitments-keep-unmet = Ghi là đã thực hiện thì ghi theo lời của đơn vị: { $evidence }. Trang này và trang toàn cảnh sẽ nói rõ điều đó.

commitments-erased-then = Đã xoá lời nêu tên người theo luật
commitments-words-erased = (lời đã xoá theo luật)
commitments-erase-words = Lời cam kết có nêu tên người này: phần lời đó bị bỏ, cam kết vẫn còn; bản cũ đã được thay mà có nêu tên thì mất mọi lời của bản ấy
commitments-erase-lasting = Lời cam kết ghi từ trước có nêu tên người này, không xoá được vì sổ đã băm nguyên văn: từ nay không còn hiện trên trang cam kết
commitments-erase-spared = Lời cam kết có nêu tên ấy, của cơ quan mà người này chưa từng công tác, có thể là người trùng tên: không đụng đến; nếu đúng là người này thì sửa tay
commitments-no-gap-nothing = Theo dữ liệu hôm nay, đơn vị này không thiếu điều đó. Hãy chọn điều đang thiếu, hoặc “Điều khác”.
commitments-evidence-lacking = theo dữ liệu, vẫn còn thiếu { $n } vào ngày { $date }
