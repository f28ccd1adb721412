//! `/nguoi-dung`: accounts, and the roles they hold.

mod links;
mod list;
mod new;
mod one;
mod role;
mod words;

use axum::{
    Router,
    routing::{get, post},
};

use crate::App;

const HERE: &str = "/nguoi-dung";

pub(super) fn router() -> Router<App> {
    Router::new()
        .route(HERE, get(list::show))
        .route("/nguoi-dung/moi", get(new::ask).post(new::make))
        .route("/nguoi-dung/{name}", get(one::show))
        .route("/nguoi-dung/{name}/vai-tro", post(role::give))
        .route("/nguoi-dung/{name}/vai-tro/{grant}/thoi", post(role::take))
        .route("/nguoi-dung/{name}/mat-khau", post(one::new_password))
        .route("/nguoi-dung/{name}/buoc-hai/bo", post(one::take_step))
        .route("/nguoi-dung/{name}/khoa-truy-cap/bo", post(one::take_passkeys))
        .route("/nguoi-dung/{name}/to-chuc", post(links::add))
        .route("/nguoi-dung/{name}/to-chuc/{id}/bo", post(links::remove))
        .route("/nguoi-dung/{name}/dong", post(one::close))
        .route("/nguoi-dung/{name}/mo", post(one::open))
}

/// The page of an account. Names are made of letters, digits and `._-@`.
fn page_of(name: &str) -> String {
    format!("{HERE}/{name}")
}
