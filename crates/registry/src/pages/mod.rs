//! The pages of this room: the province at a glance, offices, people, acts.

mod act;
mod acts;
mod area;
mod areas;
mod basis;
mod by_hand;
mod by_number;
mod changes;
mod compare;
mod doing;
mod duplicates;
mod fail;
mod fields;
mod given;
mod history;
mod json;
pub mod kit;
mod lineage;
mod lines;
pub mod links;
mod lru;
mod map;
mod moment;
mod my_unit;
mod norms;
mod office;
mod offices;
mod part;
mod people;
mod person;
mod place;
mod province;
mod published;
pub mod purpose;
mod register;
mod reorganise;
pub mod rests;
mod room;
mod search;
mod staff_table;
mod suggest;
mod verify;
mod words;

use access::{App, OWN_PERSON, Right, SubjectPage};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
pub use fail::{record_said, said};
pub use part::{Fill, FillOurs, FillPerson, Filling, Missing, Ours, Remedy, Section};
pub use published::{ChangedFigure, Publishes};
pub use register::Register;
pub use room::{Room, Touched, Touches, Waiting};
use ui::{Door, NavItem};

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!("figures", "offices", "people", "join", "acts");

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] = &[
    NavItem::new("registry-nav-province", "/"),
    NavItem::new("registry-nav-my-unit", my_unit::MY_UNIT).needs(access::OWN_UNIT),
    NavItem::new("registry-nav-offices", "/don-vi"),
    NavItem::new("registry-nav-people", "/nhan-luc"),
    NavItem::new("registry-nav-areas", "/dia-gioi"),
    NavItem::new("registry-nav-reorganise", "/sap-xep").under("registry-nav-ledger"),
    NavItem::new("registry-nav-acts", "/quyet-dinh").under("registry-nav-ledger"),
    NavItem::new("registry-nav-verify", "/kiem-chung").under("registry-nav-ledger"),
    NavItem::new("registry-nav-norms", "/dinh-muc").under("registry-nav-ledger"),
];

/// Figures that name nobody.
const FIGURES: &[&str] = &[Right::SeeFigures.code()];
/// Every act with what it said.
const ACTS: &[&str] = &[Right::SeeActs.whole()];
/// The chain.
const CHAIN: &[&str] = &[Right::Verify.whole()];
/// Norms and fields are said.
const NORMS: &[&str] = &[Right::SetNorms.whole()];
/// Two records of one person are joined.
const JOIN: &[&str] = &[Right::EditPeople.whole()];
/// Offices are merged and split.
const REORGANISE: &[&str] = &[Right::Reorganise.whole()];

/// Pages of this room that not everybody may open.
pub const DOORS: &[Door] = &[
    Door::new("/", FIGURES),
    Door::new("/don-vi", FIGURES),
    Door::new("/don-vi/{code}", FIGURES),
    Door::new(my_unit::MY_UNIT, FIGURES),
    Door::new("/dia-gioi", FIGURES),
    Door::new("/dia-gioi/{key}", FIGURES),
    Door::new(SEARCH, FIGURES),
    Door::new("/so-sanh", &[Right::SeePeople.code()]),
    Door::new("/nhan-luc", &[Right::SeePeople.code()]),
    Door::new("/nhan-luc/moi", &[Right::EditPeople.code()]),
    Door::new(duplicates::PAGE, &[Right::SeePeople.whole()]),
    Door::new("/nhan-luc/{id}/gop", JOIN),
    Door::new("/nhan-luc/{id}/gop/{other}", JOIN),
    Door::new("/nhan-luc/{id}", &[Right::SeePeople.code(), OWN_PERSON]),
    Door::new("/nhan-luc/{id}/xoa", &[Right::AnswerRequests.whole()]),
    Door::new("/quyet-dinh", ACTS),
    Door::new("/quyet-dinh/{seq}", ACTS),
    Door::new("/quyet-dinh/{seq}/huy", &[Right::Undo.whole()]),
    Door::new("/kiem-chung", CHAIN),
    Door::new("/kiem-chung/ban-ghi", CHAIN),
    Door::new("/dinh-muc", FIGURES),
    Door::new("/dinh-muc/moi", NORMS),
    Door::new("/dinh-muc/{code}", FIGURES),
    Door::new("/dinh-muc/{code}/het-hieu-luc", NORMS),
    Door::new("/dinh-muc/linh-vuc/{code}", NORMS),
    Door::new("/sap-xep", REORGANISE),
    Door::new("/sap-xep/soan", REORGANISE),
    Door::new("/sap-xep/buoc", REORGANISE),
    Door::new("/sap-xep/xem-truoc", REORGANISE),
];

/// The heading in the navigation under which rooms stand that tell of others than officers.
pub const BEYOND: &str = "registry-nav-beyond";

/// Where the search box of the header leads.
pub const SEARCH: &str = "/tim";

/// Where the log of reads finds whose data was opened, by kind of read.
pub const SUBJECTS: &[(&str, SubjectPage)] =
    &[(purpose::CONTACT, person_page), (purpose::NUMBER, person_page)];

fn person_page(id: kernel::Uuid) -> String {
    links::person(crate::model::PersonId(id))
}

/// Addresses of this room. The application must hold a [`Room`].
pub fn router() -> Router<App> {
    Router::new()
        .route("/", get(province::get))
        .route("/so-sanh", get(changes::get))
        .route(my_unit::MY_UNIT, get(my_unit::get))
        .route("/don-vi", get(offices::get))
        .route("/don-vi/{code}", get(office::get))
        .route("/nhan-luc", get(people::get).post(people::find))
        .route("/nhan-luc/xuat", post(people::export))
        .route(duplicates::PAGE, get(duplicates::get))
        .route("/nhan-luc/{id}", get(person::get))
        .route("/nhan-luc/{id}/mo", post(person::open))
        .route("/dang-lam/{id}", get(doing::get))
        .route("/dang-lam/{id}/dong", get(doing::stream))
        .route("/quyet-dinh", get(acts::get))
        .route("/quyet-dinh/{seq}", get(act::get))
        .route("/quyet-dinh/{seq}/huy", get(act::ask_undo).post(act::do_undo))
        .route("/dia-gioi", get(areas::get))
        .route("/dia-gioi/{key}", get(area::get))
        .route("/dinh-muc", get(norms::get))
        .route("/dinh-muc/moi", get(norms::new).post(norms::create))
        .route("/dinh-muc/{code}", get(norms::show).post(norms::save))
        .route("/dinh-muc/{code}/het-hieu-luc", get(norms::ask_end).post(norms::end))
        .route("/dinh-muc/linh-vuc/{code}", get(fields::show).post(fields::save))
        .route("/kiem-chung", get(verify::get).post(verify::check))
        .route("/kiem-chung/ban-ghi", get(verify::download))
        .route(
            "/kiem-chung/tep",
            post(verify::check_file).layer(DefaultBodyLimit::max(verify::MOST_BYTES)),
        )
        .route("/tim", get(search::get).post(search::post))
        .route("/tim/goi-y", get(suggest::get))
        .merge(by_hand::router())
        .merge(reorganise::router())
}
