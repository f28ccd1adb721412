//! The same figures for programs.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use serde_json::{Value as Json, json};
use ui::{Ui, Wants};

use super::moment::Moment;
use crate::figures::{Coverage, StaffPage, StaffRow};

/// Whether a program asks: `Accept: application/json`, or `dang=json` in the address.
pub(super) fn is_asked(ui: &Ui) -> bool {
    ui.wants == Wants::Json || ui.query().get("dang") == Some("json")
}

pub(super) fn answer(json: &Json) -> Response {
    let mut response = json.to_string().into_response();
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

pub(super) fn coverage(moment: &Moment<'_>, coverage: &Coverage, held_rows: i64) -> Response {
    let known = moment.known_time();
    answer(&coverage.to_json(&known.to_string(), held_rows))
}

/// People with what identifies them masked.
pub(super) fn staff(page: &StaffPage) -> Json {
    json!({
        "total": page.total,
        "people": page.people,
        "dedicated": page.dedicated,
        "concurrent": page.concurrent,
        "rows": page.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn row(row: &StaffRow) -> Json {
    let year = row.birth.as_deref().and_then(|b| b.get(..4));
    json!({
        "person": row.person,
        "full_name": row.full_name,
        "erased_by": row.erased_by,
        "birth_year": year,
        "personal_id": row.personal_number.as_deref().map(ui::format::mask_personal_number),
        "phone": row.phone.as_deref().map(ui::format::mask_phone),
        "duty": row.duty.as_ref().map(|d| json!({
            "org": d.org,
            "title": d.title,
            "mode": d.mode,
            "fields": d.fields,
            "source": d.source,
        })),
    })
}
