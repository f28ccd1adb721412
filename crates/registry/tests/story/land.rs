//! A small land: province 90 until 2025-07-01, province 91 after.
//!
//! Communes 90001 and 90002 become 90001 (of the same code and another name); 90003 is split
//! between 90001 and 90004 (its default); 90005 stays what it is; district 901 ends.

use std::path::Path;

use kernel::{AsOf, Clock, Date, Interval, parse_iso};
use ledger::{Draft, Receipt, Source};
use registry::{
    acts::{self, Desk, NewAssignment, NewPerson},
    figures::{self, Coverage},
    model::{Mode, OrgId, PersonId},
    rules::lineage::OrgMap,
};
use testkit::TestDb;

/// The day of the merger.
pub(crate) const MERGED: Date = Date::constant(2025, 7, 1);

pub(crate) fn day(text: &str) -> Date {
    parse_iso(text).expect("a date")
}

fn write(dir: &Path, name: &str, text: &str) {
    std::fs::write(dir.join(name), text).expect("the temporary folder can be written to");
}

/// A land on one database.
static BY: std::sync::LazyLock<access::Actor> =
    std::sync::LazyLock::new(|| access::Actor::command_of("test"));

pub(crate) struct Land {
    pub(crate) db: TestDb,
    pub(crate) clock: Clock,
}

/// The land on every database there is.
pub(crate) async fn lands() -> Vec<Land> {
    let mut lands = Vec::new();
    let migrations = [ledger::MIGRATIONS, access::MIGRATIONS, registry::MIGRATIONS].concat();
    for db in testkit::databases(&migrations).await {
        let land = Land { db, clock: testkit::clock() };
        land.settle().await;
        lands.push(land);
    }
    lands
}

impl Land {
    pub(crate) fn desk(&self) -> Desk<'_> {
        Desk { db: &self.db, clock: &self.clock, by: &BY, source: Source::Command }
    }

    async fn settle(&self) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let at = dir.path();
        write(at, "pre_2025_provinces.csv", "code,full_name\n90,Tỉnh Cũ\n");
        write(at, "pre_2025_districts.csv", "code,full_name,province_code\n901,Huyện Đông,90\n");
        write(
            at,
            "pre_2025_communes.csv",
            "code,full_name,district_code,province_code\n90001,Xã An,901,90\n90002,Xã Bình,901,90\n\
             90003,Xã Cát,901,90\n90005,Xã Yên,901,90\n",
        );
        write(at, "post_2025_provinces.csv", "code,full_name\n91,Tỉnh Mới\n");
        write(
            at,
            "post_2025_communes.csv",
            "code,full_name,province_code\n90001,Xã An Bình,91\n90004,Xã Cát Tường,91\n90005,Xã Yên,91\n",
        );
        write(
            at,
            "map_old_to_new_communes.csv",
            "old_code,old_district_code,new_code,share,is_default\n90001,901,90001,whole,1\n\
             90002,901,90001,whole,1\n90003,901,90001,part,0\n90003,901,90004,part,1\n\
             90005,901,90005,whole,1\n",
        );
        write(at, "map_old_to_new_provinces.csv", "old_code,new_code\n90,91\n");
        write(
            at,
            "organisations.csv",
            "code,name,kind,parent,area,aliases\n\
             T,Ủy ban nhân dân tỉnh Cũ,province,,90,\n\
             T.SNV,Sở Nội vụ,department,T,90,SNV\n\
             T.STC,Sở Tài chính,department,T,90,\n\
             T.D901,Ủy ban nhân dân huyện Đông,district,T,901,\n\
             T.C90001,Ủy ban nhân dân xã An,commune,T.D901,90001,\n\
             T.C90002,Ủy ban nhân dân xã Bình,commune,T.D901,90002,\n\
             T.C90003,Ủy ban nhân dân xã Cát,commune,T.D901,90003,\n\
             T.C90005,Ủy ban nhân dân xã Yên,commune,T.D901,90005,\n",
        );
        let desk = self.desk();
        acts::ensure_setup(&desk).await.expect("a new record");
        acts::load_areas(&desk, at, MERGED).await.expect("areas");
        acts::load_units(&desk, &at.join("organisations.csv"), None).await.expect("offices");
        self.appoint().await;
    }

    /// Two in each office but `T.STC`, of whom the first in a department is dedicated.
    async fn appoint(&self) {
        let orgs = self.orgs().await;
        let mut tx = self.db.write().await.expect("a transaction");
        let header = self.desk().header("test", None, "");
        let mut draft = Draft::begin(&mut tx, &self.clock, header).await.expect("an act");
        let since = Interval::since(day("2024-10-15"));
        for org in orgs.all_on(day("2024-10-15")) {
            if !org.is_counted() || org.code == "T.STC" {
                continue;
            }
            for n in 1..=2 {
                let mode = if n == 1 && org.kind == "department" {
                    Mode::Dedicated
                } else {
                    Mode::Concurrent
                };
                let person = acts::enter_person(
                    &mut draft,
                    NewPerson {
                        full_name: format!("Người {n} {}", org.code),
                        ..NewPerson::default()
                    },
                );
                let new = NewAssignment {
                    person: person.id,
                    org: org.id,
                    title: None,
                    mode,
                    fields: vec!["dx".to_owned()],
                    share: None,
                    source: None,
                };
                acts::enter_assignment(&mut draft, since, new);
            }
        }
        draft.seal(&mut tx).await.expect("sealed");
        tx.commit().await.expect("committed");
    }

    pub(crate) async fn orgs(&self) -> OrgMap {
        let mut tx = self.db.read().await.expect("a transaction");
        let known = ledger::last_seq(&mut tx).await.expect("a record");
        figures::org_map(&mut tx, known).await.expect("offices")
    }

    pub(crate) async fn org(&self, code: &str) -> OrgId {
        let orgs = self.orgs().await;
        orgs.codes().find(|(_, c)| *c == code).map(|(id, _)| id).expect(code)
    }

    pub(crate) async fn person_in(&self, code: &str, on: Date) -> PersonId {
        let org = self.org(code).await;
        let mut tx = self.db.read().await.expect("a transaction");
        let known_at = ledger::last_seq(&mut tx).await.expect("a record");
        let at = AsOf { valid_on: on, known_at };
        let officers =
            figures::officers(&mut tx, &access::Actor::command(), at).await.expect("officers");
        officers.iter().find(|o| o.org == org).map(|o| o.person).expect(code)
    }

    pub(crate) async fn coverage(&self, on: &str, map: &str) -> Coverage {
        let known = {
            let mut tx = self.db.read().await.expect("a transaction");
            ledger::last_seq(&mut tx).await.expect("a record")
        };
        self.coverage_known(on, map, known).await
    }

    pub(crate) async fn coverage_known(&self, on: &str, map: &str, known_at: i64) -> Coverage {
        let mut tx = self.db.read().await.expect("a transaction");
        let orgs = figures::org_map(&mut tx, known_at).await.expect("offices");
        let at = AsOf { valid_on: day(on), known_at };
        figures::coverage(&mut tx, &orgs, at, day(map)).await.expect("coverage")
    }

    /// Lets offices follow their areas, and dissolves the district.
    pub(crate) async fn merge(&self) -> Receipt {
        let orgs = self.orgs().await;
        let following = acts::follow_areas(&orgs, MERGED);
        let mut steps = following.steps;
        steps.extend(following.lost.iter().map(|org| acts::Step::Dissolve { org: *org }));
        let plan = acts::Plan {
            on: MERGED,
            basis: ledger::Basis::default(),
            reason: String::new(),
            steps,
        };
        acts::enter_plan(&self.desk(), &plan).await.expect("a plan that can be entered").1
    }
}

/// `code people dedicated concurrent` of each line, with `!` where it has no successor.
pub(crate) fn told(coverage: &Coverage) -> Vec<String> {
    use registry::rules::lineage::LineKey;
    let lost = |key| if matches!(key, LineKey::Lost(_)) { " !" } else { "" };
    coverage
        .lines
        .iter()
        .map(|l| {
            let (d, c) = (l.modes.dedicated, l.modes.concurrent);
            format!("{} {} {d} {c}{}", l.code, l.people.len(), lost(l.key))
        })
        .collect()
}
