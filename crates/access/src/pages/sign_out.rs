//! `/dang-xuat`: out again.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use ui::{Problem, Redirect};

use crate::{
    App, acts,
    web::{Cookie, Signed},
};

pub(super) async fn leave(State(app): State<App>, signed: Signed) -> Result<Response, Problem> {
    acts::sign_out(&app, &signed).await.map_err(|e| Problem::internal(&e))?;
    let mut response = Redirect::to("/dang-nhap").saying("access-signed-out").into_response();
    let gone = Cookie::Session.take(&app.settings);
    response.headers_mut().append(header::SET_COOKIE, gone);
    Ok(response)
}
