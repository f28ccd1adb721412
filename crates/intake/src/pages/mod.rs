//! The pages of this room: files are dropped, looked at, mended, applied; what waits; where a
//! figure came from.

mod batch_room;
mod changes;
mod done;
mod enter;
mod fail;
mod files;
mod forms;
mod given;
mod grid;
mod held_erase;
mod held_name;
mod held_row;
mod held_who;
mod kept;
mod links;
mod list;
mod marked;
mod mask;
mod mend;
mod opened;
mod pointing;
mod progress;
mod remarks;
mod settings;
mod sheet;
mod source;
mod spots;
mod suggest;
mod terminal;
mod upload;
mod waiting;
mod words;

use std::collections::BTreeSet;

use ::store::Tx;
use access::{App, Right, SubjectPage};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
pub use batch_room::Room;
pub use enter::{agreed, ask_again};
pub use forms::{blank_form, form_page};
use kernel::{AsOf, Seq};
use registry::{
    model::OrgId,
    pages::{Touched, Waiting},
};
pub use remarks::{Remark, RemarkForm};
pub use terminal::Words;
use ui::{Door, NavItem};
pub use upload::{Files, MOST_BODY, file_field, take_files};
pub use words::refusal;

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] = &[
    NavItem::new("intake-nav-batches", "/tiep-nhan"),
    NavItem::new("intake-nav-waiting", WAITING_PAGE),
];

/// What the province takes in itself.
const OWN: &[&str] = &[Right::SeePeople.whole()];
/// Who was erased and came again is erased again.
const ERASE: &[&str] = &[Right::AnswerRequests.whole()];
/// Kinds of sheet are described.
const DESCRIBE: &[&str] = &[Right::DescribeKinds.whole()];

/// Pages of this room that not everybody may open.
pub const DOORS: &[Door] = &[
    Door::new("/tiep-nhan", OWN),
    Door::new(WAITING_PAGE, OWN),
    Door::new("/tiep-nhan/cho/{held}", OWN),
    Door::new("/tiep-nhan/cho/{held}/la-ai", &[Right::Intake.whole()]),
    Door::new("/tiep-nhan/cho/{held}/xoa", ERASE),
    Door::new("/tiep-nhan/nguon", OWN),
    Door::new("/tiep-nhan/bieu", &[Right::SeeFigures.code()]),
    Door::new("/tiep-nhan/bieu/moi", DESCRIBE),
    Door::new("/tiep-nhan/bieu/{kind}/sua", DESCRIBE),
    Door::new("/tiep-nhan/bieu/{kind}/so-lieu", &[Right::SeePeople.code()]),
];

/// Where the log of reads finds what was opened, by kind of read.
pub const SUBJECTS: &[(&str, SubjectPage)] =
    &[(opened::BATCH, |id| links::batch(crate::model::BatchId(id)))];

/// How many rows wait as known after an act, for the province's page; they are at
/// [`WAITING_PAGE`].
pub fn held_waiting(tx: &mut Tx, known: Seq) -> Waiting<'_, i64> {
    Box::pin(async move { waiting::count(tx, known).await })
}

/// How many rows wait with offices that are to end.
pub fn touched<'t>(tx: &'t mut Tx, at: AsOf, offices: &'t BTreeSet<OrgId>) -> Touched<'t> {
    Box::pin(async move {
        let n = waiting::count_of(tx, at.known_at, offices).await?;
        Ok(("intake-touched", n))
    })
}

/// Where the rows that wait are.
pub const WAITING_PAGE: &str = "/tiep-nhan/cho";

/// Where a batch is looked at.
pub fn batch_page(id: crate::model::BatchId) -> String {
    links::batch(id)
}

/// Where it is said what a batch would change.
pub fn changes_page(id: crate::model::BatchId) -> String {
    links::of_batch(id, "thay-doi")
}

/// Addresses of this room. The application must hold a [`Room`].
pub fn router() -> Router<App> {
    Router::new()
        .route(
            "/tiep-nhan",
            get(list::get).post(upload::post).layer(DefaultBodyLimit::max(upload::MOST_BODY)),
        )
        .route("/tiep-nhan/cho", get(waiting::get))
        .route("/tiep-nhan/cho/{held}", get(held_row::get).post(held_row::fix))
        .route("/tiep-nhan/cho/{held}/bo", post(held_row::set_aside))
        .route("/tiep-nhan/cho/{held}/mo", post(held_row::open))
        .route("/tiep-nhan/cho/{held}/la-ai", get(held_who::get).post(held_who::post))
        .route("/tiep-nhan/cho/{held}/xoa", get(held_erase::get).post(held_erase::post))
        .route("/tiep-nhan/nguon", get(source::get).post(source::open))
        .merge(forms::router())
        .route("/tiep-nhan/{batch}", get(sheet::get).post(mend::save))
        .route("/tiep-nhan/{batch}/dong", get(progress::get))
        .route("/tiep-nhan/{batch}/mo", post(sheet::open))
        .route("/tiep-nhan/{batch}/bo-sua", post(mend::undo))
        .route("/tiep-nhan/{batch}/goi-y", post(mend::take))
        .route("/tiep-nhan/{batch}/trang", post(mend::wish))
        .route("/tiep-nhan/{batch}/ngay", post(mend::date))
        .route("/tiep-nhan/{batch}/bo", get(mend::ask_drop).post(mend::do_drop))
        .route("/tiep-nhan/{batch}/thay-doi", get(changes::get).post(enter::post))
        .route("/tiep-nhan/{batch}/xong", get(done::get))
        .route("/tiep-nhan/{batch}/danh-dau/{upload}", get(marked::get))
}
