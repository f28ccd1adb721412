//! What the room starts with, as data that can be edited: the days off of the Labour Code, how long
//! things are kept, until when requests are answered, what processing rests on.

use kernel::{Date, Interval, Seq};
use ledger::{Draft, Receipt, traced};
use store::{Tx, boxed};

use super::Clerk;
use crate::{
    Error,
    model::{
        AnswerTerm, BasisId, Holiday, HolidayId, ProcessingBasis, RetentionId, RetentionRule,
        TermId,
    },
};

const LABOUR_CODE: &str = "Bộ luật Lao động 45/2019/QH14";
/// The day the code came into force.
const IN_FORCE: Date = Date::constant(2021, 1, 1);

/// Enters what the room starts with, where nothing of it was ever entered.
#[boxed]
pub async fn ensure_setup(clerk: &Clerk<'_>) -> Result<Option<Receipt>, Error> {
    if !has_parts(&mut clerk.app.db.read().await?).await?.contains(&false) {
        return Ok(None);
    }
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("privacy_setup", None, "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    // Two nodes may start at once: whoever comes second finds it there.
    let [days, rules, term, bases] = has_parts(&mut tx).await?;
    if days && rules && term && bases {
        return Ok(None);
    }
    for (since, holiday) in holidays(&draft).into_iter().filter(|_| !days) {
        draft.assert(Interval::since(since), &holiday);
    }
    for rule in rules_of_retention(&draft).into_iter().filter(|_| !rules) {
        draft.assert(Interval::since(LAW), &rule);
    }
    if !term {
        draft.assert(Interval::since(LAW), &answer_term(&draft));
    }
    for basis in processing_bases(&draft).into_iter().filter(|_| !bases) {
        draft.assert(Interval::since(LAW), &basis);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    clerk.app.acted();
    Ok(Some(receipt))
}

/// Which of the parts were ever entered: days off, how long things are kept, until when requests
/// are answered, what processing rests on.
async fn has_parts(tx: &mut Tx) -> Result<[bool; 4], Error> {
    let days = traced::<Holiday>(tx, Seq::MAX, "", &[]).await?;
    let rules = traced::<RetentionRule>(tx, Seq::MAX, "", &[]).await?;
    let terms = traced::<AnswerTerm>(tx, Seq::MAX, "", &[]).await?;
    let bases = traced::<ProcessingBasis>(tx, Seq::MAX, "", &[]).await?;
    Ok([!days.is_empty(), !rules.is_empty(), !terms.is_empty(), !bases.is_empty()])
}

/// Two working days: read in reports on the decree; its clause could not be read.
fn answer_term(draft: &Draft) -> AnswerTerm {
    AnswerTerm {
        id: TermId(draft.new_id()),
        working_days: 2,
        basis_act: DECREE.to_owned(),
        basis_clause: String::new(),
        confirmed: false,
    }
}

const DECREE: &str = "Nghị định 356/2025/NĐ-CP";
const DATA_LAW: &str = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15";
const SECURITY_LAW: &str = "Luật An ninh mạng 116/2025/QH15";
const STAFFING: &str = "Quyết định 1690/QĐ-TTg ngày 26/12/2023";

/// Kinds of personal data and the act their processing is taken to rest on. No clause could be
/// read: all stand as "to be confirmed".
const BASES: &[(&str, &str)] = &[
    ("person", STAFFING),
    ("team_member", STAFFING),
    ("attendance", "Quyết định 146/QĐ-TTg ngày 28/01/2022"),
    ("lrs_statement", "Quyết định 146/QĐ-TTg ngày 28/01/2022"),
    ("held_row", STAFFING),
    ("kind_row", STAFFING),
    ("upload", STAFFING),
    ("remark", STAFFING),
    ("commitment", STAFFING),
    ("data_request", DECREE),
    ("read_log", DATA_LAW),
    ("stopped", DATA_LAW),
    ("failed_sign_in", SECURITY_LAW),
    ("mail_address", SECURITY_LAW),
    ("account", SECURITY_LAW),
    ("web_session", SECURITY_LAW),
    ("passkey", SECURITY_LAW),
    ("account_link", SECURITY_LAW),
];

fn processing_bases(draft: &Draft) -> Vec<ProcessingBasis> {
    let basis = |(kind, act): &(&str, &str)| ProcessingBasis {
        id: BasisId(draft.new_id()),
        kind: (*kind).to_owned(),
        basis_act: (*act).to_owned(),
        basis_clause: String::new(),
        confirmed: false,
    };
    BASES.iter().map(basis).collect()
}

/// The day the law on personal data came into force.
const LAW: Date = Date::constant(2026, 1, 1);
/// Kinds of things, and for how many months they are kept until somebody says otherwise.
const KEPT: &[(&str, i64)] = &[
    ("read_log", 60),
    ("upload", 60),
    ("former_staff", 120),
    ("data_request", 60),
    ("held_row", 60),
    ("kind_row", 120),
    ("team_member", 120),
    ("attendance", 120),
    ("remark", 60),
    ("stopped", 120),
    ("failed_sign_in", 12),
];

/// No act that says how long could be read: these stand as "to be confirmed".
fn rules_of_retention(draft: &Draft) -> Vec<RetentionRule> {
    let rule = |(kind, months): &(&str, i64)| RetentionRule {
        id: RetentionId(draft.new_id()),
        kind: (*kind).to_owned(),
        months: *months,
        basis_act: DATA_LAW.to_owned(),
        basis_clause: String::new(),
        confirmed: false,
    };
    KEPT.iter().map(rule).collect()
}

/// The fixed days are read in the code's article 112. Which days lie around the new year and the
/// national day is decided each year, and the day of culture rests on a resolution that could not
/// be read: these stand as "to be confirmed".
fn holidays(draft: &Draft) -> Vec<(Date, Holiday)> {
    let rule = |(vi, en): (&str, &str), lunar, (month, day), (shift, days), confirmed| Holiday {
        id: HolidayId(draft.new_id()),
        name_vi: vi.to_owned(),
        name_en: en.to_owned(),
        lunar,
        year: None,
        month,
        day,
        shift,
        days,
        works: false,
        basis_act: LABOUR_CODE.to_owned(),
        basis_clause: "Điều 112 khoản 1".to_owned(),
        confirmed,
    };
    let sun = |names, at, confirmed| rule(names, false, at, (0, 1), confirmed);
    let eve = rule(
        ("Ngày liền kề Quốc khánh", "The day beside the National Day"),
        false,
        (9, 2),
        (-1, 1),
        false,
    );
    let culture = Holiday {
        basis_act: "Nghị quyết của Bộ Chính trị về phát triển văn hóa Việt Nam (2026)".to_owned(),
        basis_clause: String::new(),
        ..sun(("Ngày Văn hóa Việt Nam", "Day of Vietnamese Culture"), (11, 24), false)
    };
    let mut all: Vec<(Date, Holiday)> = [
        sun(("Tết Dương lịch", "New Year"), (1, 1), true),
        rule(("Tết Âm lịch", "Lunar New Year"), true, (1, 1), (-1, 5), false),
        rule(("Giỗ Tổ Hùng Vương", "Hùng Kings' Day"), true, (3, 10), (0, 1), true),
        sun(("Ngày Chiến thắng", "Day of Victory"), (4, 30), true),
        sun(("Ngày Quốc tế lao động", "International Labour Day"), (5, 1), true),
        sun(("Quốc khánh", "National Day"), (9, 2), true),
        eve,
    ]
    .map(|holiday| (IN_FORCE, holiday))
    .into();
    all.push((Date::constant(2026, 1, 1), culture));
    all
}
