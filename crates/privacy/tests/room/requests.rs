//! Requests from coming in to being answered, and the days off they are counted by.

use kernel::Date;

use crate::office::{Office, everywhere, steady};

/// The address of the first request a page of the register leads to.
pub(crate) fn first(page: &str) -> String {
    let rows = &page[page.find("<tbody").unwrap()..];
    let from = rows.find("/yeu-cau/").unwrap();
    rows[from..].chars().take_while(|c| *c != '"').collect()
}

/// Tuesday, 24 November 2026, is off (the day of culture): due two working days after it.
#[tokio::test(flavor = "multi_thread")]
async fn a_person_asks_and_is_answered() {
    for office in everywhere().await {
        let name = office.db.name();
        let (mut an, mut phoi) = (office.client("an").await, office.client("phoi").await);
        an.get("/ve-toi").await.expect(200);
        an.post("/ve-toi/yeu-cau", &[("noi_dung", "")]).await.expect(422);
        let asked = [("loai", "correct"), ("noi_dung", "Chức vụ của tôi ghi chưa đúng")];
        let page = an.submit("/ve-toi/yeu-cau", &asked).await.expect(200).text();
        assert!(page.contains("2026-0001") && page.contains("Đã gửi yêu cầu"), "{name}: {page}");
        assert!(page.contains("26/11/2026"), "{name}: due in two working days: {page}");

        let inbox = phoi.get("/hop-thu").await.expect(200).text();
        assert!(inbox.contains("số 2026-0001 vừa được gửi đến"), "{name}: {inbox}");
        assert!(!inbox.contains("Nguyễn Văn An"), "{name}: no notice names anybody");
        let register = phoi.get("/yeu-cau").await.expect(200);
        insta::assert_snapshot!("register-vi", hide(&steady(&register)));
        let here = first(&register.text());
        let page = phoi.get(&here).await.expect(200);
        insta::assert_snapshot!("request-vi", hide(&steady(&page)));
        assert!(page.text().contains(&format!("/nhan-luc/{}/sua", office.people[0].0)), "{name}");

        phoi.submit(&format!("{here}/nhan"), &[]).await.expect(200);
        phoi.post(&format!("{here}/nhan"), &[]).await.expect(409);
        let close = format!("{here}/ket-thuc");
        phoi.post(&close, &[("viec", "tra-loi"), ("tra_loi", "")]).await.expect(422);
        let refusal = [("viec", "tu-choi"), ("tra_loi", "Không đúng người"), ("can_cu", "")];
        let page = phoi.post(&close, &refusal).await.expect(422).text();
        assert!(page.contains("phải nêu căn cứ pháp lý"), "{name}: {page}");
        let answer = [("viec", "tra-loi"), ("tra_loi", "Đã đính chính chức vụ"), ("can_cu", "")];
        let page = phoi.submit(&close, &answer).await.expect(200).text();
        assert!(page.contains("Đúng hạn") && page.contains("Đã trả lời"), "{name}: {page}");
        phoi.post(&close, &answer).await.expect(409);

        let own = an.get("/ve-toi").await.expect(200).text();
        assert!(own.contains("Đã đính chính chức vụ"), "{name}: {own}");
        let inbox = an.get("/hop-thu").await.expect(200).text();
        assert!(inbox.contains("số 2026-0001 của bạn đã được trả lời"), "{name}: {inbox}");
        office.verify().await;
    }
}

/// Ids change from run to run.
pub(crate) fn hide(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    let next = |text: &str| ["/yeu-cau/0", "/nhan-luc/0"].iter().filter_map(|s| text.find(s)).min();
    while let Some(at) = next(rest) {
        let from = at + rest[at..].find("/0").unwrap() + 1;
        out.push_str(&rest[..from]);
        out.push_str("ID");
        rest = &rest[from + 36..];
    }
    out.push_str(rest);
    out
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_account_is_entered_and_late_ones_come_first() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        phoi.get("/yeu-cau/moi").await.expect(200);
        let enter = |who: &'static str, day: &'static str, number: &'static str| {
            [
                ("loai", "see"),
                ("cach", "letter"),
                ("ten", who),
                ("so", number),
                ("lien_he", "0901111222"),
                ("noi_dung", "Xin cho biết"),
                ("ngay", day),
            ]
        };
        phoi.post("/yeu-cau/moi", &enter("Lê Cư", "25/11/2026", "")).await.expect(422);
        phoi.post("/yeu-cau/moi", &enter("Lê Cư", "24/11/2026", "001000000000")).await.expect(422);
        phoi.submit("/yeu-cau/moi", &enter("Lê Cư", "24/11/2026", "")).await.expect(200);
        let late = enter("Nguyễn Văn An", "16/11/2026", "001085001234");
        let page = phoi.submit("/yeu-cau/moi", &late).await.expect(200).text();
        assert!(page.contains("Quá hạn") && page.contains("18/11/2026"), "{name}: {page}");
        assert!(!page.contains("0901111222"), "{name}: masked");

        let register = phoi.get("/yeu-cau").await.expect(200).text();
        let at = |number: &str| register.find(number).unwrap();
        assert!(at("2026-0002") < at("2026-0001"), "{name}: the late one first: {register}");
        let csv = phoi.get("/yeu-cau?format=csv").await.expect(200).text();
        assert_eq!(csv.trim().lines().count(), 3, "{name}: {csv}");
        assert!(!csv.contains("0901111222"), "{name}: {csv}");

        // What is held on the person, for the answer; the person sees that it was opened.
        let here = first(&register);
        let file = phoi.post(&format!("{here}/du-lieu"), &[]).await.expect(200).text();
        assert!(file.contains("001085001234") && file.contains("data_request"), "{name}: {file}");
        let opened = phoi.post(&format!("{here}/mo"), &[]).await.expect(200).text();
        assert!(opened.contains("0901111222"), "{name}: {opened}");
        let mut an = office.client("an").await;
        let own = an.get("/ve-toi").await.expect(200).text();
        assert!(own.contains("Trả lời yêu cầu số 2026-0002"), "{name}: {own}");
    }
}

/// Fields that a form has not, in the names another form has them under.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_own_form_does_not_ask_is_not_taken() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut an = office.client("an").await;
        an.get("/ve-toi").await.expect(200);
        let binh = office.people[1].0.to_string();
        let asked = [
            ("loai", "see"),
            ("noi_dung", "x"),
            ("so", "001190005678"),
            ("nguoi", &*binh),
            ("person", &*binh),
            ("ten", "Trần Thị Bình"),
            ("cach", "letter"),
            ("ngay", "01/01/2020"),
            ("state", "answered"),
            ("tra_loi", "Đã trả lời"),
        ];
        an.submit("/ve-toi/yeu-cau", &asked).await.expect(200);
        let own = an.get("/ve-toi").await.expect(200).text();
        assert!(own.contains("2026-0001") && own.contains("26/11/2026"), "{name}: {own}");
        let mut phoi = office.client("phoi").await;
        let here = first(&phoi.get("/yeu-cau").await.text());
        let page = phoi.get(&here).await.expect(200).text();
        assert!(page.contains("24/11/2026") && page.contains("Đã nhận"), "{name}: {page}");
        assert!(!page.contains("Trần Thị Bình") && !page.contains(&binh), "{name}: {page}");
        let mut binh = office.client("binh").await;
        assert!(!binh.get("/ve-toi").await.text().contains("2026-0001"), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn others_see_no_request() {
    for office in everywhere().await {
        let mut an = office.client("an").await;
        an.get("/ve-toi").await.expect(200);
        an.submit("/ve-toi/yeu-cau", &[("loai", "see"), ("noi_dung", "x")]).await.expect(200);
        let here = first(&office.client("phoi").await.get("/yeu-cau").await.text());
        for who in ["an", "binh", "quan"] {
            let mut client = office.client(who).await;
            for address in ["/yeu-cau", "/yeu-cau/moi", "/yeu-cau?format=csv", &here] {
                client.get(address).await.expect(403);
            }
            for verb in ["mo", "du-lieu", "nhan", "ket-thuc"] {
                client.post(&format!("{here}/{verb}"), &[]).await.expect(403);
            }
        }
        let mut binh = office.client("binh").await;
        let own = binh.get("/ve-toi").await.expect(200).text();
        assert!(!own.contains("2026-0001"), "{own}");
    }
}

/// An inspector sees how it stands and changes nothing; an address is opened for a purpose.
#[tokio::test(flavor = "multi_thread")]
async fn an_inspector_reads_requests_and_answers_none() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        let said = [
            ("loai", "see"),
            ("cach", "letter"),
            ("ten", "Hoàng Văn Khách"),
            ("lien_he", "khach@thu.vn"),
            ("noi_dung", "Số của tôi là 001099000111"),
            ("ngay", "24/11/2026"),
        ];
        phoi.submit("/yeu-cau/moi", &said).await.expect(200);
        let mut inspector = office.client("thanhtra").await;
        let register = inspector.get("/yeu-cau").await.expect(200).text();
        let here = first(&register);
        assert!(
            register.contains("Hoàng Văn Khách") && !register.contains("/yeu-cau/moi"),
            "{name}"
        );
        let page = inspector.get(&here).await.expect(200).text();
        for hidden in ["khach@thu.vn", "001099000111", "/nhan\"", "/ket-thuc", "/nguoi\""] {
            assert!(!page.contains(hidden), "{name}: {hidden}: {page}");
        }
        let open = format!("{here}/mo");
        inspector.post(&open, &[("muc_dich", "")]).await.expect(422);
        let why = [("muc_dich", "Kiểm tra việc trả lời đúng hạn")];
        let page = inspector.post(&open, &why).await.expect(200).text();
        assert!(page.contains("khach@thu.vn") && page.contains("001099000111"), "{name}: {page}");
        let log = inspector.get("/nhat-ky-doc").await.expect(200).text();
        assert!(log.contains("Kiểm tra việc trả lời đúng hạn"), "{name}: {log}");
        for verb in ["du-lieu", "nhan", "ket-thuc", "nguoi"] {
            inspector.post(&format!("{here}/{verb}"), &[]).await.expect(403);
        }
        inspector.get("/yeu-cau/moi").await.expect(403);
    }
}

const CLOSED: &str = "Kết thúc: dữ liệu của người yêu cầu đã được xoá";

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_reaches_the_request_and_the_register_keeps_its_line() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut an = office.client("an").await;
        an.get("/ve-toi").await.expect(200);
        let asked = [("loai", "erase"), ("noi_dung", "Xin xoá dữ liệu của An")];
        an.submit("/ve-toi/yeu-cau", &asked).await.expect(200);
        let mut phoi = office.client("phoi").await;
        let erase = format!("/nhan-luc/{}/xoa", office.people[0].0);
        let here = first(&phoi.get("/yeu-cau").await.text());
        assert!(phoi.get(&here).await.text().contains(&erase), "{name}: the way there");
        // Nothing is done by saying so.
        let done = [("viec", "tra-loi"), ("tra_loi", "Đã xoá"), ("can_cu", "")];
        let close = format!("{here}/ket-thuc");
        let page = phoi.post(&close, &done).await.expect(422).text();
        assert!(page.contains("vẫn còn trong sổ"), "{name}: {page}");
        phoi.get(&erase).await.expect(200);
        let agreed = [
            ("so", "91/2025/QH15"),
            ("ngay-ky", ""),
            ("co-quan", ""),
            ("ly_do", "Theo yêu cầu số 2026-0001"),
            ("ten-nguoi", "Nguyễn Văn An"),
        ];
        phoi.submit(&erase, &agreed).await.expect(200);
        let page = phoi.get(&here).await.expect(200).text();
        assert!(page.contains("đã được xoá") && !page.contains("của An"), "{name}: {page}");
        // Nobody is left to be answered: the clock stands, and the act that closed it is named.
        assert_eq!(page.matches(CLOSED).count(), 2, "{name}: outcome and step: {page}");
        assert!(!page.contains("/ket-thuc"), "{name}: nothing is left to be done: {page}");
        let answer = [("viec", "tra-loi"), ("tra_loi", "Đã xoá"), ("can_cu", "91/2025/QH15")];
        phoi.post(&format!("{here}/ket-thuc"), &answer).await.expect(409);
        office.clock.set("2026-12-30T02:00:00Z".parse().unwrap());
        let mut phoi = office.client("phoi").await;
        let page = phoi.get(&here).await.expect(200).text();
        assert!(!page.contains("quá hạn"), "{name}: {page}");
        let register = phoi.get("/yeu-cau").await.expect(200).text();
        assert!(register.contains("2026-0001") && !register.contains("Nguyễn Văn An"), "{name}");
        office.verify().await;
    }
}

/// What every row of the register of requests says of who asks.
async fn askers(office: &Office) -> Vec<String> {
    let mut tx = office.db.read().await.unwrap();
    let all: Vec<Option<String>> = store::on_db!(&mut tx, c => store::sqlx::query_scalar(
        "SELECT who FROM data_request ORDER BY recorded_from").fetch_all(c).await)
    .unwrap();
    all.into_iter().flatten().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_names_the_wrong_person_is_corrected() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        phoi.get("/yeu-cau/moi").await.expect(200);
        let entered = |number: &'static str| {
            [
                ("loai", "erase"),
                ("cach", "letter"),
                ("ten", "Trần Thị Bình"),
                ("so", number),
                ("lien_he", ""),
                ("noi_dung", "Xin xoá"),
                ("ngay", "24/11/2026"),
            ]
        };
        // The number of somebody with another name would open that person's data.
        let page = phoi.post("/yeu-cau/moi", &entered("001085001234")).await.expect(422).text();
        assert!(page.contains("của một người tên khác"), "{name}: {page}");
        phoi.submit("/yeu-cau/moi", &entered("")).await.expect(200);
        let here = first(&phoi.get("/yeu-cau").await.text());
        let mistaken = [("nguoi", ""), ("so", "001085001234")];
        phoi.submit(&format!("{here}/nguoi"), &mistaken).await.expect(200);
        let [an, binh] = [office.people[0].0, office.people[1].0].map(|id| id.to_string());
        assert!(phoi.get(&here).await.text().contains(&an), "{name}");
        let to = format!("{here}/nguoi");
        for (number, reason, said) in [
            ("001190005678", "", "Hãy điền mục này."),
            ("001190005678", "a.", "ít nhất ba chữ cái"),
            ("001085001234", "Nhập nhầm số", "đang ghi đúng người này"),
        ] {
            let page = phoi.post(&to, &[("so", number), ("ly_do", reason)]).await.expect(422);
            assert!(page.text().contains(said), "{name}: {}", page.text());
        }
        let right = [("so", "001190005678"), ("ly_do", "Nhập nhầm số")];
        let page = phoi.submit(&to, &right).await.expect(200).text();
        assert!(page.contains(&format!("/nhan-luc/{binh}/xoa")), "{name}: {page}");
        assert!(!page.contains(&an) && page.contains("Đã ghi người yêu cầu"), "{name}: {page}");
        // Whoever was named by mistake has nothing of it; an erasure finds all of it.
        assert_eq!(askers(&office).await.len(), 3, "{name}: nothing is overwritten");
        let erase = format!("/nhan-luc/{binh}/xoa");
        phoi.get(&erase).await.expect(200);
        let agreed = [
            ("so", "91/2025/QH15"),
            ("ly_do", "Theo yêu cầu số 2026-0001"),
            ("ten-nguoi", "Trần Thị Bình"),
        ];
        phoi.submit(&erase, &agreed).await.expect(200);
        assert!(askers(&office).await.is_empty(), "{name}");
        assert!(phoi.get(&here).await.expect(200).text().contains(CLOSED), "{name}");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_rule_sets_a_day_for_is_told_apart_from_what_presses() {
    for office in everywhere().await {
        let mut phoi = office.client("phoi").await;
        phoi.get("/yeu-cau/moi").await.expect(200);
        let fields = [
            ("loai", "see"),
            ("cach", "letter"),
            ("ten", "Lê Trước"),
            ("so", ""),
            ("lien_he", ""),
            ("noi_dung", "Xin cho biết"),
            ("ngay", "31/12/2025"),
        ];
        phoi.submit("/yeu-cau/moi", &fields).await.expect(200);
        office.clock.set("2026-11-25T00:00:00Z".parse().unwrap());
        let by = access::Actor::command();
        let clerk = privacy::acts::Clerk { app: &office.app, actor: &by };
        assert_eq!(privacy::acts::remind(&clerk).await.unwrap(), 1);
        assert_eq!(reminders(&office).await, 0, "{}: no day is left of none", office.db.name());
        let inbox = office.client("phoi").await.get("/hop-thu").await.text();
        assert!(inbox.contains("1 yêu cầu về dữ liệu cá nhân chưa trả lời, không tính được hạn"));
    }
}

/// Notes in an account's inbox that speak of pressing requests.
async fn reminders(office: &Office) -> usize {
    let inbox = office.client("phoi").await.get("/hop-thu").await.text();
    inbox.matches("còn nhiều nhất 1 ngày làm việc").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_answers_is_reminded_once_a_day_when_a_day_is_left() {
    for office in everywhere().await {
        let mut an = office.client("an").await;
        an.get("/ve-toi").await.expect(200);
        an.submit("/ve-toi/yeu-cau", &[("loai", "see"), ("noi_dung", "x")]).await.expect(200);
        let by = access::Actor::command();
        let clerk = privacy::acts::Clerk { app: &office.app, actor: &by };
        assert_eq!(privacy::acts::remind(&clerk).await.unwrap(), 0, "two days are left");
        office.clock.set("2026-11-25T00:00:00Z".parse().unwrap());
        assert_eq!(privacy::acts::remind(&clerk).await.unwrap(), 1);
        assert_eq!(privacy::acts::remind(&clerk).await.unwrap(), 0, "once a day");
        assert_eq!(reminders(&office).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn days_off_move_the_day_an_answer_is_due() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut an = office.client("an").await;
        an.get("/ve-toi").await.expect(200);
        an.submit("/ve-toi/yeu-cau", &[("loai", "see"), ("noi_dung", "x")]).await.expect(200);
        let mut phoi = office.client("phoi").await;
        let page = phoi.get("/ngay-nghi").await.expect(200);
        insta::assert_snapshot!("holidays-vi", days(&steady(&page)));
        phoi.get("/ngay-nghi/moi").await.expect(200);
        let mut off = vec![
            ("ten", "Nghỉ bão"),
            ("ten_en", ""),
            ("lich", "duong"),
            ("ngay", "26"),
            ("thang", "11"),
            ("nam", "2026"),
            ("so_ngay", "1"),
            ("lech", ""),
            ("can_cu", "Công điện 12/CĐ-UBND"),
            ("dieu_khoan", ""),
            ("xac_nhan", "1"),
            ("tu_ngay", "24/11/2026"),
            ("den_ngay", ""),
        ];
        phoi.post("/ngay-nghi/moi", &off).await.expect(422);
        off.push(("ly_do", "Bão số 9"));
        phoi.submit("/ngay-nghi/moi", &off).await.expect(200);
        let own = an.get("/ve-toi").await.expect(200).text();
        assert!(own.contains("27/11/2026"), "{name}: {own}");
        let mut binh = office.client("binh").await;
        binh.get("/ngay-nghi").await.expect(200);
        binh.post("/ngay-nghi/moi", &off).await.expect(403);
        let mut tx = office.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let calendar = privacy::figures::calendar(&mut tx, known, 2026..=2026).await.unwrap();
        assert!(!calendar.is_working(Date::constant(2026, 2, 17)), "{name}: the new year");
        assert!(calendar.is_working(Date::constant(2026, 2, 23)), "{name}");
    }
}

/// The days of the years alone: rules have ids.
fn days(page: &str) -> String {
    page[page.find("id=\"h-2026\"").unwrap()..].to_owned()
}
