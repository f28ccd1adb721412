//! The pages of this room: what is held on whoever reads and who looked, requests, days off.

mod fail;
mod held;
mod holidays;
mod me;
mod public;
mod requests;
mod retention;
mod room;
mod words;

use access::{Actor, App, Refused, Right, SIGNED_IN, SubjectPage};
use axum::{
    Router,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use kernel::Uuid;
use serde_json::Value as Json;
use ui::{Door, Html, NavItem};

pub use self::{public::Published, room::Room};
use crate::model::RequestId;

/// What is held on whoever reads.
pub(crate) const ME: &str = "/ve-toi";

/// The register of requests.
pub(crate) const REQUESTS: &str = "/yeu-cau";
/// Days off.
pub(crate) const HOLIDAYS: &str = "/ngay-nghi";

/// How long things are kept.
pub(crate) const RETENTION: &str = "/luu-giu";
/// Figures anybody may see.
const PUBLIC: &str = "/cong-bo";
/// What is processed, and why.
const PROCESSING: &str = "/ho-so-xu-ly";

/// One's own data, opened. Kinds of reads are ids of texts: the log of reads shows them.
const READ_OWN: &str = "privacy-read-own";
/// Data of whoever asks, opened to answer them.
const READ_REQUEST: &str = "privacy-read-request";
/// The register of requests, as a file.
const READ_REGISTER: &str = "privacy-read-register";

/// The heading of the entries of this room.
const GROUP: &str = "privacy-nav-personal";

/// Requests, how long things are kept, what is published.
const SEES: &[&str] = &[Right::SeeRequests.whole()];
/// Who answers requests.
const ANSWERS: &[&str] = &[Right::AnswerRequests.whole()];
/// What is law here is said: terms and days off.
const LAW: &[&str] = &[Right::SetNorms.whole()];

/// Pages of this room that not everybody may open.
pub const DOORS: &[Door] = &[
    Door::new(REQUESTS, SEES),
    Door::new("/yeu-cau/{id}", SEES),
    Door::new("/yeu-cau/moi", ANSWERS),
    Door::new("/yeu-cau/thoi-han", LAW),
    Door::new("/ngay-nghi/moi", LAW),
    Door::new("/ngay-nghi/{id}", LAW),
    Door::new(RETENTION, SEES),
    Door::new("/luu-giu/{kind}", ANSWERS),
    Door::new("/luu-giu/{kind}/xoa", ANSWERS),
    Door::new(PROCESSING, &[Right::SeeLogs.code(), Right::SeeRequests.whole()]),
    Door::new("/ho-so-xu-ly/{kind}", ANSWERS),
    Door::new("/cong-bo/quan-ly", SEES),
];

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] = &[
    NavItem::new("privacy-nav-me", ME).under(GROUP).needs(SIGNED_IN),
    NavItem::new("privacy-nav-requests", REQUESTS).under(GROUP),
    NavItem::new("privacy-nav-retention", RETENTION).under(GROUP),
    NavItem::new("privacy-nav-public", "/cong-bo/quan-ly").under(GROUP),
];

/// Where the log of reads finds whose data was opened, by kind of read.
pub const SUBJECTS: &[(&str, SubjectPage)] =
    &[(READ_OWN, person_page), (READ_REQUEST, person_page)];

/// The page of a request.
pub(crate) fn request_page(id: RequestId) -> String {
    format!("{REQUESTS}/{id}")
}

fn person_page(person: Uuid) -> String {
    format!("/nhan-luc/{person}")
}

/// Addresses of this room. The application must hold a [`Room`].
pub fn router() -> Router<App> {
    Router::new()
        .route(ME, get(me::get))
        .route("/ve-toi/mo", post(me::open))
        .route("/ve-toi/tai-ve", post(me::download))
        .route("/ve-toi/yeu-cau", post(me::ask))
        .merge(requests::router())
        .merge(holidays::router())
        .merge(retention::router())
        .merge(public::router())
}

/// What a program takes away, as a file.
fn json_file(name: &str, json: &Json) -> Response {
    let text = serde_json::to_string_pretty(json).unwrap_or_default();
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(kept) = HeaderValue::try_from(format!("attachment; filename=\"{name}.json\"")) {
        headers.insert(header::CONTENT_DISPOSITION, kept);
    }
    response
}

/// The record of processing is for whoever answers people, and for who looks after them.
fn may_see_processing(by: &Actor) -> Result<(), Refused> {
    if by.may(Right::SeeLogs) { Ok(()) } else { by.require(Right::SeeRequests) }
}

fn heading(id: &str, text: &str) -> Html {
    Html::trusted(format!("<h2 id=\"{}\">{}</h2>", Html::text(id), Html::text(text)))
}

fn paragraph(text: &str) -> Html {
    Html::trusted(format!("<p>{}</p>", Html::text(text)))
}
