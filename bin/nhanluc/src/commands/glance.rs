//! `nhanluc figures glance`

use std::process::ExitCode;

use kernel::Date;
use registry::figures;
use serde_json::{Value as Json, json};

use crate::{
    cli::{Cli, Format},
    output,
    wiring::Office,
};

pub(crate) async fn run(
    cli: &Cli,
    on: Option<Date>,
    known_at: Option<&str>,
) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let mut tx = office.db.read().await?;
    let (at, time) = office.as_of(&mut tx, on, known_at).await?;
    let orgs = figures::org_map(&mut tx, at.known_at).await?;
    let coverage = figures::coverage(&mut tx, &orgs, at, at.valid_on).await?;
    let totals = &coverage.totals;
    let uncovered = i64::try_from(totals.units_without_anyone.len())?;
    let infosec = totals.fields.get(INFOSEC).map_or(0, |m| m.dedicated + m.concurrent);
    let teams = community::figures::overview(&mut tx, at).await?;
    let training = training::figures::overview(&mut tx, at).await?;
    let graduates = pipeline::figures::by_year(&mut tx, at).await?;
    // A figure is a number also where nothing of its kind was ever entered: a program reads numbers.
    // Whether it is a zero or not known stands beside.
    let recorded = json!({
        "teams": teams.recorded,
        "training": training.recorded,
        "graduates": !graduates.is_empty(),
    });
    let told = json!({
        "on": at.valid_on,
        "known_at": time,
        "staff": {
            "people": totals.people,
            "dedicated": totals.modes.dedicated,
            "concurrent": totals.modes.concurrent,
        },
        "infosec": infosec,
        "units": {
            "all": totals.units,
            "covered": totals.units - uncovered,
            "uncovered": uncovered,
        },
        "teams": teams,
        "training": training,
        "graduates": graduates,
        "recorded": recorded,
    });
    if cli.format == Format::Json {
        output::json(&told);
    } else {
        show(&told);
    }
    Ok(ExitCode::SUCCESS)
}

/// Code of the field of information security.
const INFOSEC: &str = "infosec";

/// Shown where nothing of the kind was ever entered.
const UNKNOWN: &str = "—";

/// What is shown, and where it stands.
const LINES: &[(&str, &str)] = &[
    ("Người làm công tác số", "/staff/people"),
    ("  chuyên trách", "/staff/dedicated"),
    ("  kiêm nhiệm", "/staff/concurrent"),
    ("  an toàn thông tin", "/infosec"),
    ("Cơ quan, đơn vị", "/units/all"),
    ("  có người", "/units/covered"),
    ("  chưa có ai", "/units/uncovered"),
    ("Thôn, tổ dân phố", "/teams/villages"),
    ("  chưa có tổ công nghệ số", "/teams/villages_without_team"),
    ("Tổ công nghệ số cộng đồng", "/teams/teams"),
    ("  thành viên", "/teams/members"),
    ("  đã tập huấn", "/teams/trained"),
    ("Lượt tập huấn", "/training/attendances"),
    ("Người được tập huấn", "/training/people"),
    ("  chưa khớp với danh sách cán bộ", "/training/people_unmatched"),
];

fn show(told: &Json) {
    let number = |at: &str| {
        let kind = at.split('/').nth(1).unwrap_or_default();
        // How many villages there are is not told by teams.
        let unknown = told["recorded"][kind] == json!(false) && at != "/teams/villages";
        let said = || told.pointer(at).map(ToString::to_string).unwrap_or_default();
        if unknown { UNKNOWN.to_owned() } else { said() }
    };
    let mut rows: Vec<Vec<String>> =
        LINES.iter().map(|(name, at)| vec![(*name).to_owned(), number(at)]).collect();
    let years = [("Lượt tập huấn năm", "/training/by_year"), ("Tốt nghiệp năm", "/graduates")];
    for (name, at) in years {
        for (year, number) in told.pointer(at).and_then(Json::as_object).into_iter().flatten() {
            rows.push(vec![format!("{name} {year}"), number.to_string()]);
        }
    }
    output::table(&["", "Số"], &rows);
}
