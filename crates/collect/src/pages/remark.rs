//! `/thu-thap/{campaign}/{office}/y-kien`: what is to be mended, at which cell.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use intake::{
    acts::{Extent, extents},
    reading::column_letter,
};
use ui::{
    Button, Cell, Choice, Column, Component as _, Empty, Errors, Field, Form, Html, Page, Problem,
    Redirect, Table, Ui,
};

use super::{
    clerk,
    fail::fail,
    given::{Given, Pairs},
    heading,
    office::There,
    words,
};
use crate::{
    Error,
    acts::{self, NewRemark},
    model::RemarkId,
};

type Here = Path<(String, String)>;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Here,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    signed.actor.require_at(Right::RunCampaigns, there.office.id.0)?;
    // Before anything is typed: of what nobody looks through nothing is said any longer.
    if !there.is_looked_through() {
        return Err(Error::Step.into());
    }
    let query = |name: &str| ui.query().get(name).unwrap_or_default().to_owned();
    let given = ["tep", "trang", "o"].map(|name| (name.to_owned(), query(name)));
    Ok(page(&ui, &there, &Given(given.to_vec()), &Errors::default()))
}

pub(super) async fn add(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Here,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    signed.actor.require_at(Right::RunCampaigns, there.office.id.0)?;
    let given = Given(pairs);
    let mut errors = Errors::default();
    let sheets = sheets(&app, &there, given.raw("tep")).await?;
    let Some(new) = read(&ui, (&there, &sheets), &given, &mut errors) else {
        return Ok(page(&ui, &there, &given, &errors));
    };
    let at = (there.case.campaign.id, there.office.id);
    match acts::add_remark(&clerk(&app, &signed), at, &new).await {
        Ok(_) => {
            app.acted();
            let to = Redirect::to(format!("{}/y-kien", there.page()));
            Ok(to.saying("collect-remark-added").into_response())
        }
        Err(Error::Field { what, .. }) => {
            let number = what == "number";
            let said = if number { "collect-remark-number" } else { "collect-remark-missing" };
            errors.add("noi_dung", ui.t(said));
            Ok(page(&ui, &there, &given, &errors))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn remove(
    State(app): State<App>,
    signed: Signed,
    Path((campaign, code, remark)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    signed.actor.require_at(Right::RunCampaigns, there.office.id.0)?;
    let id: RemarkId = remark.parse().map_err(|_| Problem::not_found())?;
    let at = (there.case.campaign.id, there.office.id);
    acts::remove_remark(&clerk(&app, &signed), at, id).await?;
    app.acted();
    let to = Redirect::to(format!("{}/y-kien", there.page()));
    Ok(to.saying("collect-remark-removed").into_response())
}

/// The form with a cell filled in: of the page of a submission, file, sheet and cell.
pub fn remark_form(page: &str, file: &str, sheet: &str, cell: &str) -> String {
    let query = ui::Query::default().with("tep", Some(file)).with("trang", Some(sheet));
    query.with("o", Some(cell)).behind(&format!("{page}/y-kien"))
}

/// `B7` → row 7, column 1.
fn cell(text: &str) -> Option<(i64, i64)> {
    let text = text.trim().to_ascii_uppercase();
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    let known = (0..u16::MAX).take(16_384).find(|n| column_letter(*n) == letters)?;
    let row: i64 = digits.parse().ok()?;
    (1..=1_048_576).contains(&row).then_some((row, i64::from(known)))
}

/// The sheets of a file that was sent.
async fn sheets(app: &App, there: &There, file: &str) -> Result<Vec<Extent>, Problem> {
    let Some(batch) = &there.batch else { return Ok(Vec::new()) };
    let mut tx = app.db.read().await.map_err(fail)?;
    Ok(extents(&mut tx, batch, file).await?)
}

/// The sheet that is meant: the only one need not be named.
fn sheet<'s>(sheets: &'s [Extent], named: &str) -> Option<&'s Extent> {
    match sheets {
        [only] if named.trim().is_empty() => Some(only),
        all => all.iter().find(|extent| extent.sheet == named),
    }
}

fn read(
    ui: &Ui,
    (there, sheets): (&There, &[Extent]),
    given: &Given,
    errors: &mut Errors,
) -> Option<NewRemark> {
    let file = given.raw("tep").to_owned();
    let known = there.batch.as_ref().is_some_and(|b| b.files.iter().any(|f| f.name == file));
    let place = cell(given.raw("o"));
    let meant = sheet(sheets, given.raw("trang"));
    if !known || sheets.is_empty() {
        errors.add("tep", ui.t("collect-remark-file"));
    } else if meant.is_none() {
        let names: Vec<&str> = sheets.iter().map(|extent| &extent.sheet[..]).collect();
        let names = names.join(", ");
        errors.add("trang", ui.f("collect-remark-sheet", &[("names", names.as_str().into())]));
    }
    match (place, meant) {
        (None, _) => errors.add("o", ui.t("collect-remark-cell")),
        (Some((row, column)), Some(extent)) if !extent.has(row, column) => {
            let last =
                format!("{}{}", column_letter(extent.columns.saturating_sub(1)), extent.rows);
            errors.add("o", ui.f("collect-remark-outside", &[("last", last.as_str().into())]));
        }
        _ => {}
    }
    let ((row, column), extent) = place.zip(meant)?;
    let (sheet, body) = (extent.sheet.clone(), given.line("noi_dung"));
    errors.is_empty().then_some(NewRemark { file, sheet, row, column, body })
}

fn page(ui: &Ui, there: &There, given: &Given, errors: &Errors) -> Response {
    let mut body = form(ui, there, given, errors).html(ui);
    body.push(&heading("da-co", &ui.t("collect-remarks")));
    body.push(&list(ui, there));
    Page::new(ui.t("collect-remark"))
        .lead(ui.t("collect-remark-lead"))
        .errors(errors)
        .crumb(there.case.campaign.name.clone(), super::campaign_page(there.case.campaign.id))
        .crumb(there.office.name.clone(), there.page())
        .respond(ui, &body)
}

fn form(ui: &Ui, there: &There, given: &Given, errors: &Errors) -> Form {
    let files = there.batch.iter().flat_map(|b| &b.files);
    let choices = files.map(|f| Choice::new(f.name.clone(), f.name.clone()));
    let first = there.batch.as_ref().and_then(|b| b.files.first()).map(|f| f.name.clone());
    let file = match given.raw("tep") {
        "" => first.unwrap_or_default(),
        file => file.to_owned(),
    };
    Form::post(format!("{}/y-kien", there.page()))
        .field(
            Field::select("tep", ui.t("collect-col-file"), choices)
                .value(file)
                .required()
                .from(errors),
        )
        .field(
            Field::text("trang", ui.t("collect-col-sheet"))
                .hint(ui.t("collect-remark-sheet-hint"))
                .value(given.raw("trang").to_owned())
                .from(errors),
        )
        .field(
            Field::text("o", ui.t("collect-col-cell"))
                .hint(ui.t("collect-cell-hint"))
                .value(given.raw("o").to_owned())
                .required()
                .longest(12)
                .from(errors),
        )
        .field(
            Field::long("noi_dung", ui.t("collect-col-remark"))
                .hint(ui.t("collect-remark-hint"))
                .value(given.raw("noi_dung").to_owned())
                .required()
                .longest(1_000)
                .from(errors),
        )
        .button(Button::submit(ui.t("collect-remark-add")).primary())
        .button(Button::link(ui.t("collect-back"), there.page()))
}

fn list(ui: &Ui, there: &There) -> Html {
    let columns = [
        Column::new("cell", ui.t("collect-col-cell")).head(),
        Column::new("remark", ui.t("collect-col-remark")),
        Column::new("remove", ui.t("collect-remark-remove")),
    ];
    let mut table = Table::new("y-kien", ui.t("collect-remarks"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("collect-remarks-none")));
    for remark in &there.case.remarks {
        let form = Form::post(format!("{}/y-kien/{}/bo", there.page(), remark.id));
        let button = Button::submit(ui.t("collect-remark-remove")).quiet();
        table.push([
            Cell::text(words::place(remark)).note(remark.file.clone()),
            Cell::text(remark.body.clone().unwrap_or_default()),
            Cell::html(form.button(button).html(ui), ""),
        ]);
    }
    table.html(ui)
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_by_their_letters() {
        assert_eq!(cell("B7"), Some((7, 1)));
        assert_eq!(cell(" aa12 "), Some((12, 26)));
        for bad in ["", "7", "B", "B0", "B-1", "7B", "B7C", "ĐB7"] {
            assert_eq!(cell(bad), None, "{bad}");
        }
    }
}
