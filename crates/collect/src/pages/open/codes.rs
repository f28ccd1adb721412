//! Offices as they are named by codes: which of them stand, and what became of the others.

use kernel::Date;
use registry::{
    model::{OrgId, Organisation},
    rules::lineage::OrgMap,
};
use ui::{Text, Ui};

/// The offices that stand on a day and bear these codes; else, in words, everything that is wrong
/// with the codes.
pub(super) fn find(
    ui: &Ui,
    (orgs, today): (&OrgMap, Date),
    codes: &[&str],
) -> Result<Vec<OrgId>, Text> {
    let all = orgs.all_on(today);
    let (mut found, mut unknown, mut said) = (Vec::new(), Vec::<&str>::new(), Vec::<Text>::new());
    for (n, code) in codes.iter().enumerate() {
        if let Some(office) = all.iter().find(|o| o.code == *code) {
            found.push(office.id);
        } else if codes[..n].contains(code) {
            // It was told of already.
        } else if let Some(office) = other_days(orgs, today, code) {
            said.push(fate(ui, (orgs, today), office));
        } else {
            unknown.push(code);
        }
    }
    if !unknown.is_empty() {
        said.insert(0, ui.f("collect-codes-unknown", &[("codes", unknown.join(", ").into())]));
    }
    if said.is_empty() { Ok(found) } else { Err(said.join(" ").into()) }
}

/// The office that bears a code on other days, the last of them.
fn other_days<'o>(orgs: &'o OrgMap, today: Date, code: &str) -> Option<&'o Organisation> {
    let bears = orgs.codes().filter(|(_, c)| *c == code).map(|(id, _)| id);
    let last = bears.filter(|id| orgs.on(*id, today).is_none());
    let last = last.max_by_key(|id| orgs.life(*id).and_then(|life| life.to))?;
    orgs.latest(last)
}

/// Since when an office stands no more, and who stands in its place; or from when on it will.
fn fate(ui: &Ui, (orgs, today): (&OrgMap, Date), office: &Organisation) -> Text {
    let life = orgs.life(office.id).unwrap_or_default();
    let named = |office: &Organisation| format!("{} ({})", office.name, office.code);
    let who = ("office", named(office).into());
    if let Some(from) = life.from.filter(|from| *from > today) {
        return ui.f("collect-code-not-yet", &[who, ("from", ui.date(from).into())]);
    }
    let since = ("since", life.to.map(|day| ui.date(day)).unwrap_or_default().into());
    let heirs = orgs.heirs(office.id, today).into_iter().filter_map(|heir| orgs.on(heir, today));
    let mut heirs: Vec<&Organisation> = heirs.collect();
    heirs.sort_by(|a, b| a.code.cmp(&b.code));
    if heirs.is_empty() {
        return ui.f("collect-code-ended", &[who, since]);
    }
    let heirs: Vec<String> = heirs.into_iter().map(named).collect();
    ui.f("collect-code-replaced", &[who, since, ("heirs", heirs.join(", ").into())])
}
