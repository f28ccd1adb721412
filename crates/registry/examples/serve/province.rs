//! Reads one province and what became of it.

use std::{collections::HashMap, path::Path};

use kernel::{AsOf, Clock, Date, Interval};
use ledger::{Basis, Draft, Source};
use registry::{
    acts::{self, Desk, NewAssignment, NewPerson, Plan},
    figures,
    model::{
        Mode, OrgId, PersonId, Qualification, QualificationId, QualificationKind, Sex, SheetRow,
        split_fields,
    },
};
use serde::Deserialize;
use store::Db;

use super::Done;

const SHEETS: Date = Date::constant(2024, 10, 15);
const MERGER: Date = Date::constant(2025, 7, 1);

#[derive(Deserialize)]
struct Officer {
    file: String,
    sheet: String,
    row: i64,
    full_name: String,
    sex: String,
    birth: String,
    personal_id: String,
    phone: String,
    unit: String,
    title: String,
    mode: String,
    fields: String,
    degree: String,
    major: String,
    cert: String,
    hold: String,
    repeat: String,
}

static BY: std::sync::LazyLock<access::Actor> =
    std::sync::LazyLock::new(|| access::Actor::command_of("xem"));

pub(crate) async fn load(db: &Db, clock: &Clock, data: &Path, times: usize) -> Done<()> {
    let desk = Desk { db, clock, by: &BY, source: Source::Command };
    if acts::ensure_setup(&desk).await?.is_none() {
        return Ok(());
    }
    acts::load_areas(&desk, &data.join("vn-admin-units"), MERGER).await?;
    let dossier = data.join("dossier-2024");
    acts::load_units(&desk, &dossier.join("units/organisations.csv"), None).await?;
    acts::load_villages(&desk, &dossier.join("units/villages.csv"), None).await?;
    acts::load_boundaries(&desk, &data.join("vn-geojson/communes_phu_tho.geojson"), MERGER).await?;
    officers(&desk, &dossier.join("expected_officers.csv"), times).await?;
    reorganise(&desk).await
}

async fn officers(desk: &Desk<'_>, file: &Path, times: usize) -> Done<()> {
    let rows: Vec<Officer> =
        csv::Reader::from_path(file)?.deserialize().collect::<Result<_, _>>()?;
    let mut tx = desk.db.write().await?;
    let mut draft =
        Draft::begin(&mut tx, desk.clock, desk.header("intake", Some(SHEETS), "")).await?;
    let orgs = figures::org_map(&mut tx, draft.seq() - 1).await?;
    let offices: HashMap<String, OrgId> =
        orgs.all_on(SHEETS).into_iter().map(|o| (o.code.clone(), o.id)).collect();
    let taken = |o: &&Officer| o.hold.is_empty() && o.repeat.is_empty();
    for _ in 0..times {
        for officer in rows.iter().filter(taken) {
            if let Some(org) = offices.get(&officer.unit) {
                enter(&mut draft, officer, *org);
            }
        }
    }
    draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

fn enter(draft: &mut Draft, officer: &Officer, org: OrgId) {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let person = acts::enter_person(
        draft,
        NewPerson {
            full_name: officer.full_name.clone(),
            sex: Sex::parse(&officer.sex),
            birth: officer.birth.parse().ok(),
            personal_number: given(&officer.personal_id),
            phone: given(&officer.phone),
            email: None,
        },
    );
    let duty = NewAssignment {
        person: person.id,
        org,
        title: given(&officer.title),
        mode: Mode::parse(&officer.mode).unwrap_or(Mode::Concurrent),
        fields: split_fields(&officer.fields),
        share: None,
        source: Some(SheetRow {
            file: officer.file.clone(),
            sheet: officer.sheet.clone(),
            row: officer.row,
        }),
    };
    acts::enter_assignment(draft, Interval::since(SHEETS), duty);
    if !officer.degree.is_empty() {
        let major = given(&officer.major);
        qualify(draft, person.id, QualificationKind::Degree, &officer.degree, major);
    }
    if !officer.cert.is_empty() {
        qualify(draft, person.id, QualificationKind::Certificate, &officer.cert, None);
    }
}

fn qualify(
    draft: &mut Draft,
    person: PersonId,
    kind: QualificationKind,
    name: &str,
    major: Option<String>,
) {
    let id = QualificationId(draft.new_id());
    draft.assert(
        Interval::ALWAYS,
        &Qualification { id, person, kind, name: name.to_owned(), major },
    );
}

async fn reorganise(desk: &Desk<'_>) -> Done<()> {
    let mut tx = desk.db.read().await?;
    let known_at = ledger::last_seq(&mut tx).await?;
    let at = AsOf { valid_on: MERGER, known_at };
    let orgs = figures::org_map(&mut tx, at.known_at).await?;
    drop(tx);
    let plan = Plan {
        on: at.valid_on,
        basis: Basis {
            number: Some("1676/NQ-UBTVQH15".to_owned()),
            date: Some(Date::constant(2025, 6, 16)),
            issuer: Some("Ủy ban Thường vụ Quốc hội".to_owned()),
        },
        reason: "Sắp xếp đơn vị hành chính".to_owned(),
        steps: acts::follow_areas(&orgs, MERGER).steps,
    };
    acts::enter_plan(desk, &plan).await?;
    Ok(())
}
