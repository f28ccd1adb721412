//! What the cells of a column take, as a spreadsheet checks it.

use kernel::Date;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError,
};

use super::{Asks, FormColumn, printed::printed};

/// Longest list that stands in the check itself, with its commas.
const INLINE: usize = 255;
/// Longest title and longest text of a remark at a cell.
const TITLE: usize = 32;
const TEXT: usize = 255;

/// The check of a column's cells. `cell` is the first of them; `list` is where the words of a
/// long list stand.
pub(super) fn check(
    column: &FormColumn,
    cell: &str,
    list: Option<&str>,
    today: Date,
) -> Result<DataValidation, XlsxError> {
    let check = DataValidation::new();
    let check = match &column.asks {
        Asks::Ordinal | Asks::Text | Asks::Name => check.allow_any_value(),
        Asks::Birth => check.allow_date(between(Date::constant(1930, 1, 1), today)?),
        Asks::Date => {
            check.allow_date(between(Date::constant(1945, 1, 1), Date::constant(2100, 12, 31))?)
        }
        Asks::Year => check.allow_whole_number(DataValidationRule::Between(1950, 2100)),
        Asks::Count => check.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
        Asks::Number => check.allow_decimal_number(DataValidationRule::Between(-1e12, 1e12)),
        Asks::Tick => check.allow_list_strings(&["x"])?,
        Asks::Choice(words) => match list {
            Some(list) => check.allow_list_formula(Formula::new(list)),
            None => check.allow_list_strings(words)?,
        },
        Asks::PersonalNumber => check
            .allow_custom(Formula::new(format!("=AND(LEN({cell})=12,ISNUMBER(VALUE({cell})))"))),
        Asks::Phone => check.allow_custom(Formula::new(format!("=LEN({cell})>=10"))),
        Asks::Unit => match list {
            Some(list) => check.allow_list_formula(Formula::new(list)),
            None => check.allow_any_value(),
        },
    };
    // An office may be written in another way, and a phone may be one of abroad.
    let lenient = matches!(column.asks, Asks::Unit | Asks::Phone);
    let style =
        if lenient { DataValidationErrorStyle::Warning } else { DataValidationErrorStyle::Stop };
    let heading = clip(&column.heading, TITLE);
    let help = clip(&column.help, TEXT);
    let told = check
        .set_error_style(style)
        .set_error_title(printed().word("error"))?
        .set_error_message(help.clone())?;
    if heading.is_empty() {
        Ok(told)
    } else {
        told.set_input_title(heading)?.set_input_message(help)
    }
}

/// Whether the words of a list do not fit into the check itself.
pub(super) fn is_long(words: &[String]) -> bool {
    words.iter().map(|w| w.encode_utf16().count() + 1).sum::<usize>() > INLINE
        || words.iter().any(|w| w.contains(','))
}

fn between(from: Date, to: Date) -> Result<DataValidationRule<ExcelDateTime>, XlsxError> {
    Ok(DataValidationRule::Between(day(from)?, day(to)?))
}

/// A day as a spreadsheet counts it.
pub(super) fn day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        day.year().unsigned_abs(),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    )
}

fn clip(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
