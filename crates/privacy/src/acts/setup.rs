//! What the room starts with: the days off of the Labour Code, as data that can be edited.

use kernel::{Date, Interval, Seq};
use ledger::{Draft, Receipt, traced};
use store::Tx;

use super::Clerk;
use crate::{
    Error,
    model::{Holiday, HolidayId},
};

const LABOUR_CODE: &str = "Bộ luật Lao động 45/2019/QH14";
/// The day the code came into force.
const IN_FORCE: Date = Date::constant(2021, 1, 1);

/// Enters what the room starts with, where nothing of it was ever entered.
pub async fn ensure_setup(clerk: &Clerk<'_>) -> Result<Option<Receipt>, Error> {
    if !is_new(&mut clerk.app.db.read().await?).await? {
        return Ok(None);
    }
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("privacy_setup", None, "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    // Two nodes may start at once: whoever comes second finds it there.
    if !is_new(&mut tx).await? {
        return Ok(None);
    }
    for (since, holiday) in holidays(&draft) {
        draft.assert(Interval::since(since), &holiday);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    clerk.app.acted();
    Ok(Some(receipt))
}

async fn is_new(tx: &mut Tx) -> Result<bool, Error> {
    Ok(traced::<Holiday>(tx, Seq::MAX, "", &[]).await?.is_empty())
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
