//! `more`: the address that continues a list. It holds everything needed to go on, so nothing has
//! to be remembered for it (Data 2.5).

use access::App;
use axum::{
    extract::{Path, Request, State},
    http::Method,
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    answer::Refusal,
    call::{self, Call},
    params::Params,
    reading, statements,
};
use crate::rules::{read_timestamp, rulebook, write_timestamp};

/// The address behind a statement.
pub(super) fn address(params: &Params, ascending: bool, last: i64) -> String {
    let bound = if ascending { "since" } else { "until" };
    // Of statements stored at one moment there is one only.
    let from = if ascending { last } else { last - 1 };
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(params.0.iter().filter(|(name, _)| name != bound));
    query.append_pair(bound, &write_timestamp(from));
    let token = URL_SAFE_NO_PAD.encode(query.finish());
    format!("/xapi/statements/more/{token}")
}

pub(super) async fn resource(
    State(app): State<App>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let mut response =
        call::answer(app.clone(), request, &[Method::GET], async |mut call: Call| {
            call.params.only(&[])?;
            call.params = read(&token).ok_or_else(|| Refusal::bad("more", &rulebook::MORE))?;
            reading::get(call).await
        })
        .await;
    statements::consistent_through(app.room(), &mut response);
    response
}

fn read(token: &str) -> Option<Params> {
    let query = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    let params = Params::parse(&query);
    let bound = ["since", "until"].iter().find_map(|name| params.get(name));
    bound.and_then(read_timestamp).map(|_| params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_on_where_the_page_ended() {
        let params = Params::parse("verb=http%3A%2F%2Fv&limit=2&until=2026-01-01T00:00:00Z");
        let address = address(&params, false, 1_000_000);
        let token = address.rsplit('/').next().unwrap();
        let next = read(token).unwrap();
        assert_eq!(next.get("verb"), Some("http://v"));
        assert_eq!(next.get("limit"), Some("2"));
        assert_eq!(next.get("until"), Some("1970-01-01T00:00:00.999999Z"));
        for bad in ["", "x", "!!!", "dmVyYg"] {
            assert!(read(bad).is_none(), "{bad}");
        }
    }
}
