//! The pages of this room.

use axum::Router;

use crate::App;

/// Addresses of this room.
pub fn routes() -> Router<App> {
    Router::new()
}

/// Where one signs in, to come back to `here`.
pub(crate) fn sign_in_address(here: &str) -> String {
    if here == "/" {
        return "/dang-nhap".to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("tiep", here).finish();
    format!("/dang-nhap?{query}")
}
