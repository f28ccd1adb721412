//! `nhanluc demo`: the invented province goes through the program's own front door, and its
//! history is played on the days it would have happened.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use access::Actor;
use anyhow::Context as _;
use demo::{Made, Size};
use intake::acts::Terms;
use kernel::{Clock, Date, Timestamp};
use ledger::{Basis, Source};
use registry::acts::{self, Desk, Plan, Step};
use store::Db;

use super::{demo_campaign, gather::gather, serve};
use crate::{
    cli::{Cli, Demo},
    output,
    wiring::{Office, migrations},
};

/// Stands among the files once the whole history was played.
const WHOLE: &str = ".whole";

pub(crate) async fn run(cli: &Cli, command: &Demo) -> anyhow::Result<ExitCode> {
    let office = Office::open_bare(cli).await?;
    store::migrate(&office.db, &migrations()).await?;
    let folder = cli.data.join("demo-files");
    let whole = folder.join(WHOLE);
    if ledger::last_seq(&mut office.db.read().await?).await? == 0 {
        let made = files(&folder, command)?;
        play(&office.db, &made).await?;
        std::fs::write(&whole, "").with_context(|| whole.display().to_string())?;
        output::line(format!("{} ({} tệp)", folder.display(), made.truth.files));
    } else {
        anyhow::ensure!(
            whole.exists(),
            "{}: đã có dữ liệu khác, hoặc tỉnh ví dụ làm dở; hãy chọn --data khác hoặc xoá thư mục \
             này / holds other data, or a demo that was broken off: choose another --data, or \
             remove this folder",
            cli.data.display()
        );
    }
    office.db.close().await;
    if command.no_serve {
        return Ok(ExitCode::SUCCESS);
    }
    serve::run(cli, &command.serve).await
}

/// Writes the province's files, anew where an earlier try broke off.
fn files(folder: &Path, command: &Demo) -> anyhow::Result<Made> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(demo::make(command.seed, &Size::of_people(command.people), folder)?)
}

/// Morning of a day in Vietnam.
pub(super) fn morning(day: Date) -> anyhow::Result<Timestamp> {
    Ok(jiff::tz::offset(7).to_timestamp(day.at(8, 30, 0, 0))?)
}

/// Plays the history of the province, each act on its day.
pub(crate) async fn play(db: &Db, made: &Made) -> anyhow::Result<()> {
    let clock = Clock::fixed(morning(Date::constant(2024, 10, 1))?);
    let by = Actor::command_of("demo");
    let desk = Desk { db, clock: &clock, by: &by, source: Source::Command };
    acts::ensure_setup(&desk).await?;
    acts::load_areas(&desk, &made.areas, made.merged_on).await?;
    acts::load_boundaries(&desk, &made.boundaries_old, made.merged_on.yesterday()?).await?;
    acts::load_boundaries(&desk, &made.boundaries, made.merged_on).await?;
    acts::load_units(&desk, &made.organisations, None).await?;
    acts::load_villages(&desk, &made.villages, None).await?;

    clock.set(morning(Date::constant(2024, 11, 5))?);
    receive(&desk, &made.officers, made.stated_on, "Báo cáo nhân lực số, kỳ 15/10/2024").await?;
    clock.set(morning(Date::constant(2024, 11, 20))?);
    receive(&desk, &made.officers_corrected, made.stated_on, "Biểu gửi lại sau khi sửa").await?;

    beyond(&desk, &clock, made).await?;

    clock.set(morning(Date::constant(2025, 7, 2))?);
    merge(&desk, made.merged_on).await?;
    demo_campaign::campaign(&desk, &clock, made).await?;
    demo_campaign::promises(&desk, &clock, made).await
}

/// Teams, two years of training quarter by quarter, graduates.
async fn beyond(desk: &Desk<'_>, clock: &Clock, made: &Made) -> anyhow::Result<()> {
    clock.set(morning(Date::constant(2024, 11, 25))?);
    receive(desk, &made.teams, made.stated_on, "Danh sách tổ công nghệ số cộng đồng").await?;
    let mut quarters: Vec<PathBuf> = std::fs::read_dir(&made.training)?
        .map(|e| Ok(e?.path()))
        .collect::<std::io::Result<_>>()?;
    quarters.sort();
    for (n, quarter) in (2..).zip(&quarters) {
        clock.set(morning(Date::constant(2025, 1, n))?);
        receive(desk, quarter, Date::constant(2024, 12, 31), "Báo cáo tập huấn của quý").await?;
    }
    clock.set(morning(Date::constant(2025, 1, 15))?);
    let reason = "Báo cáo của các cơ sở đào tạo";
    receive(desk, &made.graduates, Date::constant(2024, 12, 31), reason).await
}

async fn receive(desk: &Desk<'_>, from: &Path, on: Date, reason: &str) -> anyhow::Result<()> {
    let files = gather(&[from.to_path_buf()])?.files;
    let terms = Terms { on: Some(on), reason, ..Terms::default() };
    intake::acts::apply(desk, &files, &terms).await?;
    Ok(())
}

/// The merger as one act: offices follow their areas; districts end.
async fn merge(desk: &Desk<'_>, on: Date) -> anyhow::Result<()> {
    let orgs = {
        let mut tx = desk.db.read().await?;
        let known = ledger::last_seq(&mut tx).await?;
        registry::figures::org_map(&mut tx, known).await?
    };
    let following = acts::follow_areas(&orgs, on);
    let mut steps = following.steps;
    steps.extend(following.lost.iter().map(|org| Step::Dissolve { org: *org }));
    let basis = Basis {
        number: Some("01/NQ-HĐND (ví dụ)".to_owned()),
        date: Some(on),
        issuer: Some("Hội đồng nhân dân tỉnh (ví dụ)".to_owned()),
    };
    let plan = Plan { on, basis, reason: "Sắp xếp đơn vị hành chính".to_owned(), steps };
    acts::enter_plan(desk, &plan).await?;
    Ok(())
}
