//! What a new record starts with: fields of work and norms, as data that can be edited.

use access::Right;
use kernel::{AsOf, Date, Interval};
use ledger::{Draft, Receipt};
use store::boxed;

use super::{Desk, Note};
use crate::{
    Error, figures,
    model::{Field, FieldId, Norm, NormId},
};

/// The act a database begins with.
pub(super) const SETUP: &str = "setup";

/// Code, Vietnamese name, English name, what sheets call it.
const FIELDS: &[(&str, &str, &str, &[&str])] = &[
    (
        "dx",
        "Chuyển đổi số",
        "Digital transformation",
        &["CĐS", "CDS", "Chuyển ĐS", "Chính quyền số", "Chính phủ số"],
    ),
    (
        "infosec",
        "An toàn thông tin",
        "Information security",
        &[
            "ATTT",
            "ATTTM",
            "AT TT",
            "ATANTT",
            "An toàn TT",
            "An toàn TT mạng",
            "ATTT mạng",
            "ATAN thông tin",
            "An toàn thông tin mạng",
            "An toàn, an ninh thông tin",
            "An toàn, an ninh mạng",
            "An toàn an ninh mạng",
            "An ninh mạng",
            "An ninh thông tin",
            "An ninh TT",
            "ANM",
            "Bảo mật",
            "Bảo mật thông tin",
        ],
    ),
    (
        "data",
        "Dữ liệu",
        "Data",
        &["DL", "CSDL", "Cơ sở dữ liệu", "Quản trị dữ liệu", "Phân tích dữ liệu", "Dữ liệu số"],
    ),
    (
        "network",
        "Mạng",
        "Network",
        &["Quản trị mạng", "QTM", "Hạ tầng", "Hạ tầng số", "Hạ tầng mạng", "Quản trị hệ thống"],
    ),
    (
        "e_transactions",
        "Giao dịch điện tử",
        "E-transactions",
        &["GDĐT", "GDDT", "Giao dịch ĐT", "Chữ ký số"],
    ),
];

/// The fields a new record starts with: each code and every word sheets have for it.
pub fn first_fields() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    FIELDS.iter().map(|(code, vi, en, synonyms)| {
        let words = synonyms.iter().copied().chain([*vi, *en, *code]);
        (*code, words.collect())
    })
}

/// What is known of where the first norms stand: the act takes staff for digital transformation
/// down to the communes; in which article was not read.
const CLAUSE: &str = "Phần nhân lực chuyển đổi số đến cấp xã (điều, khoản cần xác nhận)";

/// Starts a new record; does nothing when it was started before.
#[boxed]
pub async fn ensure_setup(desk: &Desk<'_>) -> Result<Option<Receipt>, Error> {
    let mut tx = desk.db.write().await?;
    if ledger::last_seq(&mut tx).await? > 0 {
        return Ok(None);
    }
    let header = desk.header(SETUP, None, "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    // Two nodes may start at once: whoever comes second finds the act there.
    if draft.seq() > 1 {
        return Ok(None);
    }
    for (place, (code, vi, en, synonyms)) in (1..).zip(FIELDS) {
        let field = Field {
            id: FieldId(draft.new_id()),
            code: (*code).to_owned(),
            name_vi: (*vi).to_owned(),
            name_en: (*en).to_owned(),
            synonyms: synonyms.iter().map(|s| (*s).to_owned()).collect(),
            place,
        };
        draft.assert(Interval::ALWAYS, &field);
    }
    for norm in first_norms(&draft) {
        draft.assert(Interval::ALWAYS, &norm);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(Some(receipt))
}

/// The articles could not be read, so the part of the act stands for them, "to be confirmed".
fn first_norms(draft: &Draft) -> Vec<Norm> {
    let every = ["department", "district", "commune"];
    let norm = |code: &str, vi: &str, en: &str, kinds: &[&str], field: Option<&str>| Norm {
        id: NormId(draft.new_id()),
        code: code.to_owned(),
        name_vi: vi.to_owned(),
        name_en: en.to_owned(),
        basis_act: "Quyết định 1690/QĐ-TTg ngày 26/12/2023".to_owned(),
        basis_clause: CLAUSE.to_owned(),
        confirmed: false,
        kinds: kinds.iter().map(|k| (*k).to_owned()).collect(),
        minimum: 1,
        mode: None,
        field: field.map(str::to_owned),
    };
    vec![
        norm(
            "technical_officer",
            "Mỗi cơ quan, đơn vị có ít nhất 1 cán bộ phụ trách kỹ thuật",
            "Every office has at least one technical officer",
            &every,
            None,
        ),
        norm(
            "infosec_officer",
            "Mỗi sở, ngành, huyện có ít nhất 1 cán bộ phụ trách an toàn thông tin",
            "Every department and district has at least one information-security officer",
            &every[..2],
            Some("infosec"),
        ),
    ]
}

/// Says how a norm stands from a day on (a new one, or another version of one).
#[boxed]
pub async fn set_norm(
    desk: &Desk<'_>,
    valid: Interval,
    norm: Norm,
    reason: &str,
) -> Result<Option<Receipt>, Error> {
    desk.by.require(Right::SetNorms)?;
    let mut tx = desk.db.write().await?;
    let mut draft =
        Draft::begin(&mut tx, desk.clock, desk.header("norm", valid.from, reason)).await?;
    let condition = "f.norm_id = $2";
    let known = draft.seq() - 1;
    let id = store::Value::Uuid(Some(norm.id.0));
    let standing = ledger::held::<Norm>(&mut tx, known, condition, &[id]).await?;
    if !draft.overlay(&standing, valid, &norm) {
        return Ok(None);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(Some(receipt))
}

/// Ends a norm from a day on: it was repealed. What it asked before stays.
#[boxed]
pub async fn end_norm(
    desk: &Desk<'_>,
    id: NormId,
    on: Date,
    note: &Note,
) -> Result<Receipt, Error> {
    desk.by.require(Right::SetNorms)?;
    let mut tx = desk.db.write().await?;
    let mut header = desk.header("norm_end", Some(on), &note.reason);
    header.basis = note.basis.clone();
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let known = draft.seq() - 1;
    let id = store::Value::Uuid(Some(id.0));
    let standing = ledger::held::<Norm>(&mut tx, known, "f.norm_id = $2", &[id]).await?;
    if !standing.iter().any(|h| h.valid.from.is_none_or(|from| from < on)) {
        return Err(Error::Refused { what: "norm_begins_then", value: String::new() });
    }
    if !draft.end(&standing, on) {
        return Err(Error::Refused { what: "norm_not_then", value: String::new() });
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Adds a field of work, or changes the one with its code.
#[boxed]
pub async fn set_field(
    desk: &Desk<'_>,
    field: Field,
    reason: &str,
) -> Result<Option<Receipt>, Error> {
    desk.by.require(Right::SetNorms)?;
    let mut tx = desk.db.write().await?;
    let mut draft = Draft::begin(&mut tx, desk.clock, desk.header("field", None, reason)).await?;
    let at = AsOf { valid_on: desk.clock.today(), known_at: draft.seq() - 1 };
    if figures::fields(&mut tx, at).await?.iter().any(|f| f.code == field.code && f.id != field.id)
    {
        return Err(Error::Refused { what: "code_taken", value: field.code });
    }
    let id = store::Value::Uuid(Some(field.id.0));
    let standing = ledger::held::<Field>(&mut tx, at.known_at, "f.field_id = $2", &[id]).await?;
    if !draft.overlay(&standing, Interval::ALWAYS, &field) {
        return Ok(None);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(Some(receipt))
}
