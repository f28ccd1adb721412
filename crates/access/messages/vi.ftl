access-nav-reads = Nhật ký đọc dữ liệu cá nhân
access-sign-in = Đăng nhập
access-csrf = Biểu mẫu này không còn hiệu lực, hoặc không được gửi từ trang của hệ thống. Chưa có gì được thay đổi.
