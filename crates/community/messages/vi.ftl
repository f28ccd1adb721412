community-nav-teams = Tổ công nghệ số

# Danh sách
community-teams = Tổ công nghệ số cộng đồng
community-teams-lead = Thôn, tổ dân phố nào đã có tổ, nơi nào chưa; mỗi tổ có bao nhiêu thành viên, bao nhiêu người đã tập huấn.
community-teams-caption = Thôn, tổ dân phố và tổ công nghệ số cộng đồng
community-search = Tìm thôn hoặc xã, phường
community-all-communes = Tất cả xã, phường
community-show = Xem
community-all = Xem tất cả
community-no-match = Không có thôn, tổ dân phố nào khớp với điều kiện.
community-none = Chưa có thôn hay tổ nào vào ngày này.
community-send = Gửi danh sách tổ
community-form = Lấy mẫu trắng
community-state-without = Chưa có tổ
community-state-with = Có tổ
community-state-untrained = Còn thành viên chưa tập huấn
community-state-unlisted = Thôn chưa có trong danh mục
community-col-village = Thôn, tổ dân phố
community-col-commune = Xã, phường
community-col-state = Tình trạng
community-col-members = Thành viên
community-col-trained = Đã tập huấn
community-col-decision = Quyết định thành lập
community-total = { $n } thôn, tổ dân phố
community-total-teams = { $n } tổ

# Số liệu
community-inputs = tổ, thành viên và thôn
community-unknown = chưa nhận biểu tổ nào
community-fig-teams = Tổ công nghệ số
community-fig-teams-def = Số tổ công nghệ số cộng đồng còn hoạt động vào ngày đang xem. Mỗi thôn, tổ dân phố có một tổ.
community-fig-members = Thành viên
community-fig-members-def = Số thành viên có tên trong danh sách tổ. Thành viên là người dân và đoàn viên, hội viên; không tính vào cán bộ, công chức.
community-fig-trained = Thành viên đã tập huấn
community-fig-trained-def = Số thành viên mà danh sách tổ ghi là đã được tập huấn. Không phải lượt tập huấn.
community-fig-without = Thôn chưa có tổ
community-fig-without-def = Thôn, tổ dân phố có trong danh mục mà chưa có tổ nào vào ngày đang xem.
community-unit-of-villages = tổ, trên { $n } thôn, tổ dân phố
community-unit-people = người
community-unit-villages = thôn, tổ dân phố
community-gap = { $village } ({ $commune }): chưa có tổ
community-gap-who = { $commune }
community-gap-more = Xem cả { $n } thôn, tổ dân phố chưa có tổ
community-organisations = Thành viên tổ theo tổ chức
community-organisations-finding = Đông nhất là { $name }: { $n } thành viên
community-organisations-rest = Tổ chức khác
community-organisation-unsaid = Không ghi tổ chức
community-col-organisation = Tổ chức

# Một tổ
community-team = Tổ công nghệ số { $village }
community-about = Thông tin
community-decided-on = Ngày quyết định
community-stands = Hoạt động
community-source = Nguồn
community-members = Thành viên
community-no-members = Tổ chưa có thành viên nào vào ngày đang xem.
community-not-yours = Danh sách tên chỉ mở cho người phụ trách tổ và đơn vị của xã, phường này.
community-not-then = Tổ không hoạt động vào ngày đang xem; tổ hoạt động { $span }.
community-col-name = Họ và tên
community-col-role = Vai trò
community-col-training = Tập huấn
community-col-birth = Năm sinh
community-col-phone = Điện thoại
community-trained = Đã tập huấn
community-not-trained = Chưa tập huấn
community-erased = Đã xóa
community-open = Mở số điện thoại
community-open-explained = Số điện thoại và ngày sinh của thành viên hiện ra sau khi nêu mục đích. Ai mở, lúc nào, để làm gì đều được ghi lại.
community-opened = Số điện thoại và ngày sinh đang mở; lần mở này đã được ghi lại.
community-read-contact = Điện thoại, ngày sinh của thành viên tổ
community-lacks = Còn thôn chưa có tổ công nghệ số cộng đồng
community-lacks-counted = Còn { $n } thôn chưa có tổ công nghệ số cộng đồng

community-erase-namesakes = Thành viên tổ mang tên này, không có số điện thoại hay ngày sinh nào cho biết là ai: không bị xoá
