//! A small province with a coordinator, reporting officers of two offices, and an inspector.

use access::{Actor, Role};
use collect::{
    acts::{Clerk, NewCampaign},
    figures::{self, OFFICERS},
    model::{CampaignId, Offices},
    rules::Standing,
};
pub(crate) use house::hidden;
use house::{House, Plan};
use intake::acts::Dropped;
use kernel::{AsOf, Date};
use rust_xlsxwriter::Workbook;
use testkit::{Client, Page, Upload};

const PLAN: Plan = Plan {
    units: "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,UBND tỉnh\n\
    D.SNV,Sở Nội vụ,department,D,,SNV\n\
    D.SYT,Sở Y tế,department,D,,\n\
    D.STT,Sở Thông tin và Truyền thông,department,D,,Sở TT&TT\n\
    D.BT,Ủy ban nhân dân xã Bình Tân,commune,D,,\n",
    people: &[
        ("phoi", Role::Coordinator, None),
        ("snv", Role::Reporting, Some("D.SNV")),
        ("syt", Role::Reporting, Some("D.SYT")),
        ("thanhtra", Role::Inspector, None),
        ("quan", Role::Administrator, None),
    ],
    migrations: &[
        community::MIGRATIONS,
        training::MIGRATIONS,
        pipeline::MIGRATIONS,
        intake::MIGRATIONS,
        errands::MIGRATIONS,
        collect::MIGRATIONS,
    ],
    facts: &[intake::FACTS, collect::FACTS],
    messages: &[intake::pages::MESSAGES, errands::MESSAGES, collect::MESSAGES],
    doors: &[collect::pages::DOORS, errands::pages::DOORS],
    nav: &[collect::pages::NAV, errands::pages::NAV],
    register: |room| {
        room.held_rows(intake::pages::WAITING_PAGE, intake::pages::held_waiting)
            .elsewhere(intake::acts::Sheets)
            .elsewhere(registry::acts::Within(collect::acts::Emptied))
            .follows(intake::acts::Batches)
            .touches(intake::pages::touched)
            .touches(collect::pages::touched)
            .of_unit(collect::pages::of_unit)
    },
    rooms: |builder, _| {
        let intake = intake::pages::Room::default()
            .patient(std::time::Duration::from_mins(1))
            .remarks(collect::pages::remarks)
            .remark_form(collect::pages::remark_form);
        let collect = collect::pages::Room::default().published_by(crate::published::Counted);
        builder.room(intake).room(collect).room(errands::Room::default())
    },
    routes: || {
        intake::pages::router().merge(errands::pages::router()).merge(collect::pages::router())
    },
    around: errands::pages::mark,
};

pub(crate) async fn everywhere() -> Vec<House> {
    PLAN.everywhere().await
}

pub(crate) fn clerk<'a>(house: &'a House, actor: &'a Actor) -> Clerk<'a> {
    Clerk { app: &house.app, actor }
}

/// How an office stands now.
pub(crate) async fn standing(house: &House, campaign: CampaignId, code: &str) -> Standing {
    let mut tx = house.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let at = AsOf { valid_on: house.clock.today(), known_at };
    let orgs = registry::figures::org_map(&mut tx, known_at).await.unwrap();
    let campaign = figures::campaign(&mut tx, at, campaign).await.unwrap().unwrap();
    let board = figures::board(&mut tx, at, campaign, &orgs).await.unwrap();
    board.lines.iter().find(|l| l.code == code).unwrap().standing
}

/// A campaign for officers of all departments, due in a week.
pub(crate) fn departments() -> NewCampaign {
    NewCampaign {
        name: "Nhân lực số 15/10".to_owned(),
        kind: OFFICERS.to_owned(),
        offices: Offices::Rule { kinds: vec!["department".to_owned()], under: None },
        as_of: Date::constant(2026, 10, 15),
        due_on: Date::constant(2026, 12, 1),
        reminders: vec![-7, -1, 1],
    }
}

/// A workbook of officers: name, birth, office, title, whether dedicated.
pub(crate) fn sheet(rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Danh sách").unwrap();
    page.write(0, 0, "DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ").unwrap();
    page.write(1, 0, "(Số liệu tính đến ngày 15/10/2026)").unwrap();
    let heads = [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Đơn vị",
        "Chức vụ",
        "Chuyên trách",
        "Kiêm nhiệm",
        "Lĩnh vực",
    ];
    for (column, head) in (0..).zip(heads) {
        page.write(3, column, head).unwrap();
    }
    for (n, (name, birth, office)) in (0_u32..).zip(rows) {
        let cells = [&(n + 1).to_string(), *name, *birth, *office, "Chuyên viên", "x", "", "CĐS"];
        for (column, cell) in (0..).zip(cells) {
            page.write(4 + n, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// A file of such a workbook.
pub(crate) fn files(rows: &[(&str, &str, &str)]) -> Vec<Dropped> {
    vec![Dropped { name: "Danh sach.xlsx".to_owned(), bytes: Ok(sheet(rows)) }]
}

/// The same with one officer, of an office.
pub(crate) fn list_of(office: &str) -> Vec<Dropped> {
    files(&[("Nguyễn Văn An", "17/03/1985", office)])
}

/// Puts a file on the page of a submission and goes where that leads.
pub(crate) async fn put(client: &mut Client, page: &str, bytes: &[u8]) -> Page {
    client.get(page).await.expect(200);
    let upload = Upload { field: "tep", name: "Danh sach.xlsx", bytes };
    let answer = client.upload(page, &[], &[upload]).await.expect(303);
    client.follow(answer).await.expect(200)
}

/// The batch a page of a submission leads to.
pub(crate) fn batch_of(page: &Page) -> String {
    let text = page.text();
    let from = text.find("/tiep-nhan/").unwrap_or_else(|| panic!("{text}"));
    text[from..].chars().take_while(|c| *c != '"').collect::<String>().replace("/thay-doi", "")
}
