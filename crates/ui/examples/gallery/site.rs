//! The pages of the gallery.

use askama::Template;
use axum::{
    Router, extract::Request, http::StatusCode, middleware, response::Response, routing::get,
};
use jiff::civil::date;
use ui::{
    AsOfBar, AsOfQuery, Html, NavItem, Notice, Page, Problem, Site, TableQuery, Tone, Ui, Viewer,
    export,
};

use crate::pieces;

const MESSAGES: ui::Messages = ui::Messages {
    room: "gallery",
    vi: "gallery-home = Toàn tỉnh\ngallery-offices = Đơn vị\ngallery-people = Cán bộ\ngallery-intake = Nhập bảng\ngallery-acts = Sổ quyết định\ngallery-see = Xem\ngallery-record = Ghi nhận\ngallery-saved = Đã ghi 12 thay đổi.\ngallery-not-saved = Chưa ghi gì cả.\n",
    en: "gallery-home = The province\ngallery-offices = Offices\ngallery-people = Officers\ngallery-intake = Intake\ngallery-acts = Acts\ngallery-see = See\ngallery-record = Record\ngallery-saved = 12 changes were recorded.\ngallery-not-saved = Nothing was recorded.\n",
};

#[derive(Template)]
#[template(
    source = "{% for (name, html) in pieces %}<h2>{{ name }}</h2>{{ html }}{% endfor %}",
    ext = "html"
)]
struct View {
    pieces: Vec<(&'static str, Html)>,
}

/// The gallery as a site.
pub(crate) fn gallery() -> Result<Router, ui::messages::Error> {
    let nav = [
        NavItem::new("gallery-home", "/").under("gallery-see"),
        NavItem::new("gallery-offices", "/offices").under("gallery-see"),
        NavItem::new("gallery-people", "/people").under("gallery-see"),
        NavItem::new("gallery-intake", "/intake").under("gallery-record"),
        NavItem::new("gallery-acts", "/acts").under("gallery-record"),
    ];
    let site = Site::new(&[MESSAGES], nav, Some("/search"))?;
    let rooms = Router::new()
        .route("/", get(all))
        .route("/pieces", get(without_faults))
        .route("/people", get(people))
        .route("/refused", get(refused))
        .route("/saved", get(async || ui::Redirect::to("/people").saying("gallery-saved")))
        .route("/not-saved", get(async || not_saved()))
        .layer(middleware::from_fn(sign_in));
    Ok(ui::dress(rooms, site))
}

fn not_saved() -> ui::Redirect {
    ui::Redirect::to("/people").telling(ui::Tone::Bad, "gallery-not-saved")
}

async fn sign_in(request: Request, next: middleware::Next) -> Response {
    let viewer = Viewer {
        account: Some("Nguyễn Thị Minh".into()),
        scope: Some(("Sở Khoa học và Công nghệ".into(), "/offices/H57.12".into())),
        csrf: "token".into(),
        head: Some("#1284 · 9f2a41c7".into()),
        rights: Vec::new(),
        at: None,
    };
    viewer.set(request.extensions());
    next.run(request).await
}

fn frame(ui: &Ui, title: &'static str) -> Page {
    let asked = AsOfQuery::read(ui);
    let (today, now) = (date(2026, 11, 24), jiff::Timestamp::UNIX_EPOCH);
    let now = ui::format::parse_time("24/11/2026 08:30").unwrap_or(now);
    let bar = AsOfBar::of(&asked, today, now)
        .map_choice(date(2025, 6, 30), "trước 01/07/2025")
        .map_choice(date(2025, 7, 1), "từ 01/07/2025");
    Page::new(title).errors(&asked.errors).as_of(bar)
}

async fn all(ui: Ui) -> Response {
    let plain = |text: &'static str| text.to_owned();
    let view = View { pieces: pieces::all(&ui, &plain) };
    frame(&ui, "Nhân lực chuyển đổi số và an toàn thông tin")
        .lead("Ai phụ trách việc gì, ở đâu, và nơi nào chưa có ai.")
        .crumb("Cả nước", "/areas")
        .crumb("Tỉnh Phú Thọ", "/areas/25")
        .notice(Notice::new(Tone::Doubt, "3 đơn vị chưa gửi bảng của kỳ này; số liệu chưa đầy đủ."))
        .errors(&pieces::faults())
        .status(StatusCode::OK)
        .respond(&ui, &view)
}

async fn without_faults(ui: Ui) -> Response {
    let plain = |text: &'static str| text.to_owned();
    let view = View { pieces: pieces::all(&ui, &plain) };
    frame(&ui, "Các thành phần").respond(&ui, &view)
}

async fn people(ui: Ui) -> Result<Response, Problem> {
    let asked = TableQuery::read(&ui, &["name", "unit"]);
    let table = pieces::people(&ui, &asked, &|text: &'static str| text.to_owned());
    if let Some(file) = export::answer(&ui, &asked, "Cán bộ", &table) {
        return Ok(file);
    }
    let body = ui::Component::html(&table, &ui);
    Ok(frame(&ui, "Cán bộ").respond(&ui, &body))
}

async fn refused() -> Problem {
    Problem::new(StatusCode::CONFLICT, "moved", "ui-problem-409").next("ui-to-start", "/people")
}
