//! `/tiep-nhan/bieu/{kind}/tai`: a blank form as a workbook, for an office and a day where they
//! are told.

use std::collections::HashMap;

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::{Date, folding};
use registry::{model::Organisation, pages::kit::name_key, rules::lineage::OrgMap};
use ui::{
    Errors, Problem, Ui,
    export::{self, Format},
    format,
};

use super::{
    kind::{DAY, OFFICE, show},
    known::Known,
};
use crate::{
    forms::{Around, write},
    pages::{batch_room::offices, fail::fail},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::SeeFigures)?;
    let kinds = Known::load(&app).await?;
    let form = kinds.form(&code).ok_or_else(Problem::not_found)?;
    let mut tx = app.db.read().await.map_err(fail)?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    drop(tx);
    let orgs = offices(&app, known).await?;
    let today = app.clock.today();
    let typed = |name: &str| folding::squeeze(ui.query().get(name).unwrap_or_default());
    let (office, day) = (typed(OFFICE), typed(DAY));
    let on = format::parse_date(&day);
    let mut errors = Errors::default();
    if on.is_none() && !day.is_empty() {
        errors.add(DAY, ui.t("intake-date-wrong"));
    }
    let names = names(&orgs, on.unwrap_or(today));
    let named = named(&orgs, &names, &office, on.unwrap_or(today));
    if named.is_none() && !office.is_empty() {
        errors.add(OFFICE, ui.t("intake-form-office-unknown"));
    }
    if !errors.is_empty() {
        return Ok(show(&ui, &signed, &kinds, &form, &errors));
    }
    let around = Around { office: named.as_deref(), on, offices: &names, today };
    let bytes = write(&form, &[], &around).map_err(|e| Problem::internal(&e))?;
    Ok(export::file(Format::Xlsx, &form.name, bytes))
}

/// The names of all offices of a day, each naming one of them, as a dictionary sorts them.
fn names(orgs: &OrgMap, day: Date) -> Vec<String> {
    let all = orgs.all_on(day);
    let mut times: HashMap<&str, usize> = HashMap::new();
    for office in &all {
        *times.entry(&office.name).or_default() += 1;
    }
    let mut names: Vec<String> = all.iter().map(|office| name(orgs, office, &times, day)).collect();
    names.sort_by_cached_key(|name| name_key(name));
    names
}

/// An office's name, with the office above where several bear it.
fn name(orgs: &OrgMap, office: &Organisation, times: &HashMap<&str, usize>, day: Date) -> String {
    let alone = times.get(&office.name[..]) == Some(&1);
    match office.parent.and_then(|id| orgs.on(id, day)) {
        Some(above) if !alone => format!("{}, {}", office.name, above.name),
        _ => office.name.clone(),
    }
}

/// The office that was typed: by its code or its name.
fn named(orgs: &OrgMap, names: &[String], typed: &str, day: Date) -> Option<String> {
    let key = folding::fold(typed);
    let by_code = || {
        let all = orgs.all_on(day);
        all.into_iter().find(|o| o.code.eq_ignore_ascii_case(typed)).map(|o| o.name.clone())
    };
    let by_name = || names.iter().find(|n| folding::fold(n) == key).cloned();
    (!typed.is_empty()).then(|| by_code().or_else(by_name)).flatten()
}
