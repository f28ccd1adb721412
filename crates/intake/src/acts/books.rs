//! What is on record of the kinds of sheet that came.

use ::store::{Tx, Value};
use community::{
    model::{Member, Team},
    rules::{Emptied, Teams},
};
use kernel::{IdSource, Seq};
use ledger::{Fact, held};
use registry::model::{Area, AreaLevel};

use crate::{
    Error,
    model::KindRow,
    rules::listed::{Books, Late, Rows, Villages},
    store::confirmed,
};

/// Loads what the rows of some kinds are held against. Attendees not found on the register so far
/// are always among it: they may be found by now.
pub(super) async fn load(
    tx: &mut Tx,
    known: Seq,
    ids: &IdSource,
    kinds: &[&str],
) -> Result<Books, Error> {
    let mut books = Books::default();
    if kinds.contains(&"team_members") {
        let (teams, members) = community::figures::on_record(tx, known).await?;
        let emptied = Emptied::new(&members, &community::figures::removed(tx).await?);
        let mut said = confirmed::of(tx, Team::TABLE.name).await?;
        said.extend(confirmed::of(tx, Member::TABLE.name).await?);
        let late = Late::of_members(said, &teams, &members);
        let book = Teams::new(teams, members).knowing(emptied).confirmed(|id| late.days(id));
        books.teams = Some((book, late));
    }
    let lists = kinds.iter().any(|k| matches!(*k, "class_attendance" | "online_completions"));
    let (courses, sessions) = if lists {
        training::figures::sessions(tx, known).await?
    } else {
        (Vec::new(), Vec::new())
    };
    let attendances = training::figures::attendances(tx, known, !lists).await?;
    books.training = Some(if lists {
        let removed = training::figures::removed(tx).await?;
        let emptied = training::rules::Emptied::new(&attendances, &removed);
        let (days, presences) = training::figures::days_on_record(tx, known).await?;
        training::rules::Training::new(courses, sessions, attendances)
            .by_day(days, presences)
            .knowing(emptied)
            .noting(ids, training::figures::unlisted(tx, known, None).await?)
    } else {
        training::rules::Training::new(courses, sessions, attendances)
    });
    if kinds.contains(&"graduates") {
        let counts = pipeline::figures::on_record(tx, known).await?;
        books.graduates = Some(pipeline::rules::Counts::new(counts));
    }
    if kinds.contains(&"villages") {
        let of = |level: AreaLevel| [Value::text(level.as_str())];
        let communes = held::<Area>(tx, known, "f.level = $2", &of(AreaLevel::Commune)).await?;
        let villages = held::<Area>(tx, known, "f.level = $2", &of(AreaLevel::Village)).await?;
        let said = confirmed::of(tx, Area::TABLE.name).await?;
        let late = Late::confirmed_alone(said);
        books.villages = Some(Villages::new(communes, villages, late));
    }
    for kind in crate::figures::kinds_on_record(tx, known).await? {
        if kinds.contains(&&kind.code[..]) {
            let id = Value::Uuid(Some(kind.id.0));
            let rows =
                held::<KindRow>(tx, known, "f.kind_id = $2 AND f.erased_by IS NULL", &[id]).await?;
            let said = confirmed::of(tx, KindRow::TABLE.name).await?;
            books.described.push(Rows::new(kind, rows, said));
        }
    }
    Ok(books)
}
