//! The pages of this room, one file each.

mod account;
mod code;
mod failed;
mod passkey;
mod provider;
mod reads;
mod security;
mod sign_in;
mod sign_out;
mod users;

use axum::{
    Router,
    routing::{get, post},
};

use crate::App;

/// Where it is read who read whose data.
pub const READS: &str = reads::HERE;

/// Addresses of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/dang-nhap", get(sign_in::show).post(sign_in::enter))
        .route("/dang-nhap/ma", get(code::show).post(code::enter))
        .route("/dang-nhap/khoa", post(passkey::enter))
        .route("/dang-nhap/khoa/bat-dau", post(passkey::begin))
        .route("/dang-nhap/to-chuc", get(provider::go))
        .route("/dang-nhap/to-chuc/ve", get(provider::back))
        .route("/dang-xuat", post(sign_out::leave))
        .route("/tai-khoan", get(account::show))
        .route("/tai-khoan/mat-khau", post(account::change))
        .route("/tai-khoan/phien/{id}/ket-thuc", post(account::end_one))
        .route("/tai-khoan/phien-khac/ket-thuc", post(account::end_others))
        .route("/nhat-ky-doc", get(reads::show))
        .route("/dang-nhap-hong", get(failed::show))
        .merge(security::router())
        .merge(users::router())
}

/// Where one signs in, to come back to `here`.
pub(crate) fn sign_in_address(here: &str) -> String {
    if here == "/" {
        return "/dang-nhap".to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("tiep", here).finish();
    format!("/dang-nhap?{query}")
}
