# Danh mục
collect-nav-campaigns = Thu thập biểu
collect-nav-owed = Biểu phải nộp
collect-owed-nothing = Không còn biểu nào phải nộp.
collect-owed-sent = { $n } biểu đã nộp

# Các đợt
collect-campaigns = Thu thập biểu
collect-campaigns-lead = Mỗi đợt hỏi một loại biểu, ở những đơn vị nào, tính đến ngày nào, hạn đến bao giờ.
collect-campaigns-none = Chưa có đợt thu thập nào.
collect-open = Mở đợt thu thập
collect-open-lead = Các đơn vị được hỏi sẽ thấy ngay biểu phải nộp và hạn nộp.
collect-opened = Đã mở đợt thu thập và báo cho các đơn vị.
collect-col-campaign = Đợt thu thập
collect-col-kind = Loại biểu
collect-col-as-of = Số liệu tính đến
collect-col-due = Hạn nộp
collect-col-offices = Đơn vị
collect-col-state = Tình trạng
collect-col-standing = Tình trạng
collect-col-office = Đơn vị
collect-col-code = Mã
collect-col-sent = Ngày nộp
collect-col-said = Lời kèm theo
collect-col-sendings = Số lần gửi
collect-col-reopened = Số lần mở lại
collect-col-submission = Biểu nộp
collect-col-group = Nhóm
collect-col-all = Tất cả
collect-campaign-open = Đang thu
collect-campaign-locked = Đã khoá sổ
collect-campaign-withdrawn = Đã rút

# Loại biểu
collect-kind-officers = Cán bộ chuyển đổi số
collect-kind-team-members = Tổ công nghệ số cộng đồng
collect-kind-class-attendance = Danh sách lớp tập huấn
collect-kind-online-completions = Kết quả học trực tuyến
collect-kind-graduates = Sinh viên tốt nghiệp
collect-kind-villages = Thôn, tổ dân phố

# Tình trạng
collect-standing-late = Quá hạn
collect-standing-to-fix = Cần sửa
collect-standing-sent = Đã nộp
collect-standing-nothing = Chưa có
collect-standing-draft = Đang soạn
collect-standing-accepted = Đã nhận
collect-standing-locked = Đã khoá
collect-standing-passed = Đã chuyển giao

# Mở một đợt
collect-name-hint = Ví dụ: Nhân lực chuyển đổi số, 15/10/2024
collect-name-missing = Hãy đặt tên cho đợt thu thập.
collect-name-long = Tên dài quá, hoặc có ký tự không dùng được.
collect-kind-unknown = Hãy chọn loại biểu.
collect-due-past = Hạn nộp phải từ hôm nay trở đi.
collect-date-wrong = Hãy ghi ngày theo dạng ngày/tháng/năm.
collect-reminders = Nhắc vào những ngày
collect-reminders-hint = Số ngày so với hạn nộp, cách nhau bằng dấu phẩy; số âm là trước hạn. Để trống nếu không nhắc.
collect-reminders-wrong = Hãy ghi các số nguyên cách nhau bằng dấu phẩy, nhiều nhất 12 số, trong vòng 365 ngày.
collect-which-offices = Hỏi những đơn vị nào
collect-by-rule = Theo loại và cấp trên
collect-by-list = Theo danh sách mã
collect-kinds-of-office = Loại đơn vị
collect-kinds-hint = Không chọn loại nào là hỏi mọi loại.
collect-under = Thuộc đơn vị (mã)
collect-under-hint = Để trống là hỏi trong toàn tỉnh.
collect-codes = Mã các đơn vị
collect-codes-hint = Mỗi mã một dòng, hoặc cách nhau bằng dấu phẩy. Chỉ dùng khi hỏi theo danh sách.
collect-codes-unknown = Không có đơn vị nào mang mã { $codes }.
collect-code-replaced = { $office } không còn từ { $since }; nay là { $heirs }.
collect-code-ended = { $office } không còn từ { $since } và không có đơn vị kế thừa.
collect-code-not-yet = { $office } đến { $from } mới có.
collect-offices-none = Không đơn vị nào khớp; hãy xem lại loại, cấp trên hay danh sách mã.
collect-open-look = Xem đơn vị sẽ được yêu cầu
collect-open-back = Sửa lại
collect-open-confirm = { $n } đơn vị sẽ được yêu cầu
collect-open-confirm-lead = Đợt chưa mở và chưa ai được báo. Hãy xem lại danh sách; mở nhầm thì vẫn rút được khi chưa nhận biểu nào.
collect-open-now = Mở đợt cho { $n } đơn vị
collect-open-nobody = { $n } đơn vị chưa có tài khoản nào nộp biểu: sẽ không ai được báo.
collect-open-told = Báo cho
collect-open-told-yes = người nộp biểu của đơn vị
collect-open-told-no = chưa có ai
collect-open-more = và { $n } đơn vị nữa
collect-open-none = không nhắc
collect-codes-unused = Đã ghi mã nhưng đang chọn “theo loại”. Hãy chọn “theo danh sách mã”, hoặc xoá các mã.
collect-rule-unused = Đang chọn “theo danh sách mã” nên mục này không được dùng. Hãy bỏ trống mục này, hoặc chọn “theo loại”.

# Bảng theo dõi
collect-board-lead = Còn thiếu ở đâu, quá hạn ở đâu, biểu nào đang chờ xem lại.
collect-by-group = Theo nhóm
collect-group-by = Gộp theo
collect-by-kind = Loại đơn vị
collect-by-parent = Cấp trên
collect-board-offices = Các đơn vị
collect-board-none = Không đơn vị nào khớp.
collect-see-all = Xem tất cả
collect-find-office = Tìm đơn vị
collect-see-submission = Xem biểu
collect-sent-late = nộp muộn
collect-sent-again = gửi lại { $at }, không tính là muộn
collect-reminded = Lần nhắc gần nhất
collect-verbs = Xử lý cả đợt
collect-remind-now = Nhắc các đơn vị còn thiếu
collect-lock-accepted = Khoá các biểu đã nhận
collect-lock-campaign = Khoá sổ cả đợt
collect-lock-reason = Lý do khoá sổ
collect-lock-hint = Ví dụ: đã công bố báo cáo quý. Sau đó biểu nộp muộn hay sửa lại phải nêu lý do.
collect-campaign-was-locked = Đã khoá sổ đợt thu thập.
collect-withdraw = Rút đợt thu thập
collect-withdraw-reason = Vì sao rút
collect-withdraw-hint = Chỉ rút được khi chưa nhận biểu nào. Mọi đơn vị được báo là không phải nộp nữa; tệp đã tải lên vẫn giữ.
collect-campaign-was-withdrawn = Đã rút đợt thu thập và báo cho các đơn vị.
collect-withdrawn = Đợt này đã được rút: không đơn vị nào phải nộp nữa.
collect-was-reminded = Đã nhắc các đơn vị còn thiếu.
collect-nobody-to-remind = Không có tài khoản nào để nhắc.
collect-reminded-today = Hôm nay đã nhắc rồi.

collect-gone = { $n } đơn vị chưa nộp đã sáp nhập, chia tách hoặc giải thể. Đơn vị kế thừa nộp thay; đơn vị cũ vẫn hiện trong bảng này.
collect-pass-on = Chuyển cho đơn vị kế thừa
collect-was-passed = Đã chuyển cho đơn vị kế thừa và báo cho họ.
collect-was-passed-lost = Đã chuyển cho đơn vị kế thừa và báo cho họ. Có đơn vị không ai kế thừa: xem trong bảng.
collect-nothing-to-pass = Không có gì phải chuyển.
collect-passed-to = { $heirs } nộp thay
collect-passed-lost = không có đơn vị kế thừa
collect-passed-others = Đơn vị này không còn; đơn vị kế thừa nộp thay. Tệp và ý kiến trước đây vẫn xem được ở trang này.
collect-passed-nobody = Đơn vị này không còn và không có đơn vị kế thừa: không ai phải nộp biểu này nữa.
collect-owes-for = Biểu của đơn vị này gồm cả phần của những đơn vị đã sáp nhập, chia tách vào đây mà chưa nộp:

# Phải nộp
collect-owed = Biểu phải nộp
collect-owed-lead = { $n ->
    [0] Đơn vị không còn phải nộp biểu nào.
   *[other] Còn { $n } biểu phải nộp.
}
collect-owed-none = Hiện không có đợt thu thập nào hỏi đơn vị.

# Biểu của một đơn vị
collect-to-fix-notice = Biểu này được trả lại để sửa. Xem ý kiến ở từng ô, sửa trong trang hoặc nộp tệp đã sửa, rồi gửi lại.
collect-remarks = Ý kiến ở từng ô
collect-remarks-none = Chưa có ý kiến nào.
collect-remarks-earlier = Ý kiến của những lần trước
collect-remarks-earlier-lead = Đã góp ở các tệp được thay; giữ lại để đối chiếu.
collect-files = Tệp
collect-files-none = Chưa có tệp nào.
collect-look = Xem và sửa từng ô
collect-changes = Những gì sẽ thay đổi
collect-entered = Xem kết quả đã ghi
collect-put-title = Nộp tệp
collect-blank-lead = Biểu mẫu trắng đã ghi sẵn đơn vị và ngày số liệu; biểu đang dùng của đơn vị cũng nhận được.
collect-blank-form = Tải biểu mẫu trắng (Excel)
collect-blank-columns = Cần những cột nào
collect-kind-retired = Loại biểu này không còn dùng. Hãy hỏi người mở đợt thu thập.
collect-put = Tải lên và xem thử
collect-send-title = Gửi
collect-send = Gửi biểu
collect-was-sent = Đã gửi biểu.
collect-reason-late = Lý do nộp muộn hoặc sửa lại
collect-untouched = { $n ->
    [0] Biểu được trả lại để sửa, nhưng chưa thay tệp và chưa sửa ô nào. Nếu vẫn gửi nguyên như vậy, hãy nói vì sao.
   *[other] Biểu được trả lại với { $n } ý kiến, nhưng chưa thay tệp và chưa sửa ô nào. Nếu vẫn gửi nguyên như vậy, hãy nói vì sao.
}
collect-reason-untouched = Vì sao gửi lại nguyên như cũ
collect-reason-correct = Lý do sửa lại
collect-reason-number = Không ghi số định danh, số điện thoại trong lý do: lý do được giữ mãi trong sổ.
collect-reason-missing = Hãy nêu lý do.
collect-take-back = Rút lại để sửa
collect-was-taken-back = Đã rút lại biểu.
collect-review = Xem lại
collect-accept = Xem và nhận
collect-own-sheet = Chính bạn đã gửi biểu này thay cho đơn vị. Nên để người khác xem lại và nhận.
collect-was-accepted = Đã nhận biểu và ghi vào sổ.
collect-other-now = Biểu hoặc sổ đã thay đổi từ lúc bạn xem; dưới đây là những gì sẽ thay đổi bây giờ.
collect-remark = Góp ý ở một ô
collect-return-why = Cần sửa gì
collect-return = Trả lại để sửa
collect-was-returned = Đã trả biểu lại để sửa.
collect-lock = Khoá biểu này
collect-was-locked = Đã khoá.
collect-lock-again-title = Khoá lại
collect-lock-again-reason = Vì sao khoá lại
collect-lock-again = Khoá lại biểu này
collect-lock-again-all = Khoá lại { $n } biểu đã nhận
collect-unlocked = { $n } biểu đang mở trong đợt đã khoá sổ
collect-unlocked-since = Đợt đã khoá sổ, nhưng biểu này mở từ lần sửa lại { $at } và chưa khoá lại. Lý do sửa lại:
collect-unlocked-late = Đợt đã khoá sổ, nhưng biểu này nhận sau đó và chưa khoá.
collect-locked-owed = Đợt này đã khoá sổ mà đơn vị chưa nộp. Vẫn nộp được, nhưng khi gửi phải ghi vì sao nộp muộn; số liệu đã công bố có thể phải xem lại.
collect-locked-to-fix = Đợt này đã khoá sổ và biểu được trả lại để sửa: gửi lại phải ghi lý do; số liệu đã công bố có thể phải xem lại.
collect-locked-owed-note = đợt đã khoá sổ: khi gửi phải ghi lý do
collect-unlocked-again = mở từ lần sửa lại, chưa khoá lại
collect-unlocked-accepted = nhận sau khi khoá sổ, chưa khoá
collect-correct-title = Sửa lại biểu đã nhận
collect-correct-explained = Số liệu đã ghi giữ nguyên cho đến khi biểu mới được nhận.
collect-correct = Mở lại để sửa
collect-was-reopened = Đã mở lại để sửa.
collect-extend-title = Gia hạn
collect-extend-until = Hạn mới
collect-extend = Gia hạn
collect-was-extended = Đã gia hạn.
collect-history = Lịch sử
collect-step-submission-draft = Nộp tệp
collect-step-submission-send = Gửi
collect-step-submission-take-back = Rút lại
collect-step-submission-return = Trả lại để sửa
collect-step-submission-correct = Mở lại để sửa
collect-step-submission-lock = Khoá
collect-step-campaign-follow = Nhận phần của đơn vị đã sáp nhập
collect-step-campaign-lock = Khoá sổ cả đợt
collect-step-erase = Tệp bị xoá nội dung vì có người được xoá dữ liệu cá nhân
collect-step-intake = Nhận và ghi
collect-back = Quay lại

# Ý kiến
collect-remark-lead = Nói rõ cần sửa gì ở ô nào. Ý kiến theo vào tệp có ghi chú mà đơn vị tải về.
collect-col-file = Tệp
collect-col-sheet = Trang
collect-col-cell = Ô
collect-col-remark = Ý kiến
collect-cell-hint = Cột và dòng như trong bảng tính, ví dụ B7
collect-remark-hint = Ghi việc cần sửa, không chép lại thông tin cá nhân.
collect-remark-add = Thêm ý kiến
collect-remark-added = Đã thêm ý kiến.
collect-remark-remove = Bỏ ý kiến
collect-remark-removed = Đã bỏ ý kiến.
collect-remark-missing = Hãy ghi ý kiến, nhiều nhất 1.000 ký tự.
collect-remark-number = Không ghi số định danh, số điện thoại trong ý kiến: ô được nêu đã cho biết là của ai.
collect-remark-file = Hãy chọn một tệp của biểu này.
collect-remark-sheet = Không có trang này. Tệp có: { $names }.
collect-remark-sheet-hint = Để trống nếu tệp chỉ có một trang.
collect-remark-outside = Ô này ở ngoài trang: ô cuối là { $last }.
collect-remark-cell = Hãy ghi ô theo dạng cột và dòng, ví dụ B7.

# Ảnh hưởng
collect-foresee = Số liệu nào sẽ thay đổi
collect-foresee-lead = Chưa có gì được ghi. Số liệu đã công bố trước, rồi đến số liệu của ngày mà đợt hỏi.
collect-foresee-day = Số liệu tính đến { $day }
collect-foresee-missing = Biểu này không còn nêu { $n } người đã có trong dữ liệu. Ở bước nhận, ai thôi nhiệm vụ thì chọn; bảng này được tính lại theo lựa chọn đó trước khi ghi.
collect-foresee-agree = Nếu nhận, dữ liệu được ghi và trang công bố nói rằng số liệu đã được đính chính; số đã công bố giữ nguyên.
collect-accept-seen = Đã xem, nhận biểu và ghi
collect-published-title = Số liệu đã công bố sẽ khác
collect-published-lead = Số đã công bố không bị sửa. Bảng này nêu từng số mà nếu tính lại hôm nay sẽ khác đi vì biểu này.
collect-published-none = Không số liệu đã công bố nào thay đổi.
collect-col-published-day = Kỳ công bố
collect-col-published = Đã công bố
collect-kept-back = không công bố
collect-would-be-shown = sẽ công bố được
collect-would-be-kept-back = sẽ không công bố nữa
collect-figures = Toàn tỉnh
collect-figures-offices = Theo đơn vị
collect-figures-same = Không số liệu nào thay đổi.
collect-figure = Số liệu
collect-col-before = Đang có
collect-col-after = Sẽ là
collect-col-change = Chênh lệch
collect-figure-people = Số người
collect-figure-dedicated = chuyên trách
collect-figure-concurrent = kiêm nhiệm
collect-figure-not-placed = Chưa được bố trí
collect-figure-units = Cơ quan, đơn vị
collect-figure-uncovered = Đơn vị chưa có ai
collect-figure-teams = Tổ công nghệ số cộng đồng
collect-figure-members = Thành viên tổ
collect-figure-trained = Thành viên tổ đã tập huấn
collect-figure-villages = Thôn, tổ dân phố
collect-figure-without-team = Thôn, tổ dân phố chưa có tổ
collect-figure-attendances = Lượt tập huấn
collect-figure-attendees = Người được tập huấn
collect-figure-unmatched = Người được tập huấn chưa khớp với danh sách cán bộ
collect-figure-graduates = Tốt nghiệp năm { $year }

# Không làm được
collect-refused-step = Biểu này vừa được xử lý ở nơi khác. Hãy tải lại trang.
collect-refused-reason = Việc này phải nêu lý do.
collect-refused-field = Một mục trong biểu mẫu chưa đúng.
collect-file-erased = Tệp { $file } đã bị xoá nội dung vì có người được xoá dữ liệu cá nhân. Hãy nộp lại tệp không có người đó.
collect-remark-erased = (lời đã bị xoá vì có người được xoá dữ liệu cá nhân)
collect-file-erased-by = nội dung đã xoá theo lần ghi số { $n }, vì có người được xoá dữ liệu cá nhân
collect-emptied-notice = Một tệp của biểu này đã bị xoá nội dung vì có người trong đó được xoá dữ liệu cá nhân. Biểu không gửi và không nhận được như vậy: hãy lập lại tệp không có người đó rồi nộp lại.
collect-no-table = Không tệp nào có bảng của loại biểu được yêu cầu.
collect-no-table-of = Không tìm thấy bảng của loại “{ $kind }”: { $files }. Hãy nộp tệp đúng mẫu, hoặc chỉ ra hàng tiêu đề ở trang “Xem và sửa từng ô”.
collect-file-no-table = { $file }: không có bảng nào đọc được
collect-file-other-kind = { $file }: chỉ có { $found }
collect-no-rows = Biểu này có 0 dòng: nhận biểu là nhận rằng đơn vị không có gì để khai.
collect-no-rows-note = 0 dòng
collect-col-rows = Số dòng đã gửi
collect-refused-batch = Các tệp vừa thay đổi ở nơi khác. Hãy tải lại trang.

# Thông báo
collect-news-opened = Đợt thu thập mới: { $name }. Hạn nộp { $due }.
collect-news-passed = Nộp biểu thay cho { $from }: { $name }. Hạn nộp { $due }.
collect-news-due = Nhắc nộp biểu: { $name }. Hạn nộp { $due }.
collect-news-late = Đã quá hạn nộp biểu: { $name }. Hạn là { $due }.
collect-news-returned = { $n ->
    [0] Biểu được trả lại để sửa: { $name }. Hạn nộp { $due }.
   *[other] Biểu được trả lại để sửa, có { $n } ý kiến: { $name }. Hạn nộp { $due }.
}
collect-news-accepted = Biểu đã được nhận: { $name }. Hạn nộp { $due }.
collect-news-withdrawn = Đợt thu thập đã được rút, không phải nộp nữa: { $name }. Lý do: { $reason }
collect-news-emptied = Một tệp trong biểu đã nộp bị xoá nội dung vì có người trong đó được xoá dữ liệu cá nhân; hãy nộp lại tệp không có người đó: { $name }. Hạn nộp { $due }.
collect-news-locked = Biểu đã được khoá sổ, từ nay chỉ sửa khi có lý do: { $name }.
collect-mail-see = Xem tại:
collect-job-emptied = Báo đơn vị nộp lại tệp đã bị xoá
collect-job-remind = Nhắc các đơn vị chưa nộp biểu
collect-touched = { $n } biểu của đợt thu thập đang mở được yêu cầu ở đơn vị chấm dứt. Sau khi sắp xếp, bấm “Chuyển cho đơn vị kế thừa” ở trang của đợt.
collect-no-parent = Không có cấp trên
