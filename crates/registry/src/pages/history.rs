//! Timelines of offices: what was said of them, of when, and by which act.

use ledger::Traced;
use ui::{Event, Html, Text, Timeline, Ui};

use super::{links, words};
use crate::{model::Organisation, rules::lineage::OrgMap};

/// The versions of an office, the earliest first.
pub(super) fn of_office(ui: &Ui, orgs: &OrgMap, versions: &[Traced<Organisation>]) -> Timeline {
    let mut sorted: Vec<&Traced<Organisation>> = versions.iter().collect();
    sorted.sort_by_key(|v| (v.held.valid.from, v.recorded_from));
    let mut before: Option<&Organisation> = None;
    let mut events = Vec::new();
    for version in sorted {
        let office = &version.held.fact;
        let event = Event::new(words::span(ui, version.held.valid), office.name.clone());
        events.push(event.more(details(ui, orgs, version, before)));
        before = Some(office);
    }
    Timeline::new(events)
}

fn details(
    ui: &Ui,
    orgs: &OrgMap,
    version: &Traced<Organisation>,
    before: Option<&Organisation>,
) -> Html {
    let office = &version.held.fact;
    let mut out = String::from("<p class=\"small\">");
    let above = |id: Option<crate::model::OrgId>| {
        id.and_then(|id| orgs.latest(id)).map(|o| o.name.clone()).unwrap_or_default()
    };
    if let Some(old) = before {
        let mut changes: Vec<Text> = Vec::new();
        if old.name != office.name {
            changes.push(ui.t("registry-changed-name"));
        }
        if old.parent != office.parent {
            let name = above(office.parent);
            changes.push(ui.f("registry-changed-parent", &[("name", name.into())]));
        }
        if old.kind != office.kind {
            changes.push(words::kind(ui, &office.kind));
        }
        ui::escape(&changes.join("; "), &mut out);
        if !changes.is_empty() {
            out.push_str(". ");
        }
    }
    out.push_str(recorded(ui, version.recorded_from, version.recorded_to).as_str());
    out.push_str("</p>");
    Html::trusted(out)
}

/// "Recorded by act no. 3", and "taken back by act no. 5".
pub(super) fn recorded(ui: &Ui, from: kernel::Seq, to: Option<kernel::Seq>) -> Html {
    let mut html = Html::text(&ui.t("registry-recorded-by"));
    html.push(&Html::trusted(" "));
    html.push(&links::act_html(ui, from));
    if let Some(to) = to {
        html.push(&Html::trusted("; "));
        html.push(&Html::text(&ui.t("registry-taken-back-by")));
        html.push(&Html::trusted(" "));
        html.push(&links::act_html(ui, to));
    }
    html
}
