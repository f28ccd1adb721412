//! The duty and the qualifications a row names, against those on record.

use kernel::{Date, Interval, folding};
use ledger::otherwise_dated;
use registry::model::{
    Assignment, AssignmentId, Mode, OrgId, PersonId, Qualification, QualificationId,
    QualificationKind, SheetRow,
};

use super::{OnRecord, Proposing, confirm, degree};
use crate::{
    model::{Change, Confirmation, Difference, Missing, standing_for},
    reading::OfficerRow,
    rules::{
        describe::Said,
        lists::{Lists, Stood, Thing},
        roll::{Place, PostEntry, QualificationEntry, Told, until_next},
    },
};

/// How two rows of these files contradict each other.
pub(super) enum Clash {
    Mode,
    Fields,
}

/// What a row comes to, whether it repeats another, and the later sheet until which it holds, with
/// the code that tells why.
pub(super) type Assigned = (Change, bool, Option<(&'static str, Confirmation)>);

/// A duty as a row names it.
pub(super) struct Duty<'a> {
    pub(super) org: OrgId,
    pub(super) mode: Mode,
    pub(super) record: &'a OfficerRow,
    pub(super) on: Date,
    /// The day the sheet speaks of.
    pub(super) told: Date,
    /// File and sheet.
    pub(super) from: (&'a str, &'a str),
    pub(super) row: u32,
}

impl Proposing {
    /// How a row contradicts another of these files on the duty both name.
    pub(super) fn clash(&mut self, index: usize, duty: &Duty<'_>) -> Option<Clash> {
        let post = self.record.roll.entries[index].post_in(duty.org, duty.on)?;
        post.named_by?;
        match post.fact {
            Assignment { mode, .. } if mode != duty.mode => Some(Clash::Mode),
            Assignment { ref fields, .. } if *fields != duty.record.fields => Some(Clash::Fields),
            _ => None,
        }
    }

    /// The duty a row names: new, changed, the same, or told before by another row.
    pub(super) fn assign(
        &mut self,
        index: usize,
        new: bool,
        place: Place,
        duty: &Duty<'_>,
        differences: &mut Vec<Difference>,
    ) -> Assigned {
        let id = AssignmentId(self.ids.next());
        let later = self.listed_after(duty);
        let entry = &mut self.record.roll.entries[index];
        let person = entry.person.id;
        let Some(post) = entry.post_in(duty.org, duty.on) else {
            let post = PostEntry {
                fact: duty.assignment(id, person),
                standing: Vec::new(),
                over: Some(Interval::since(duty.on)),
                named_by: Some(place),
            };
            add_one(&mut entry.posts, post);
            if let Some(list) = &later {
                let name = entry.person.full_name.clone().unwrap_or_default();
                self.ask_about(id, name, duty, list);
            }
            let change = if new { Change::NewPerson } else { Change::NewAssignment };
            return (change, false, later.map(|list| ("listed_later", list)));
        };
        if post.named_by.is_some() {
            // A second sheet names the same duty.
            return (Change::Same, true, None);
        }
        post.named_by = Some(place);
        let stands = post.standing.iter().any(|h| h.valid.contains(duty.on));
        let mut before = post.before(duty.org, duty.on).clone();
        if !stands && post.begins_after(duty.on) {
            duty.leave_blank(&mut before);
        }
        let after = duty.against(&before);
        if stands && before == after {
            let known = self.record.confirmed.get(&post.fact.id.0).map_or(&[][..], Vec::as_slice);
            self.out.confirms.extend(confirm::said(post, known, duty));
            return (Change::Same, false, None);
        }
        compare(&before, &after, differences);
        let dated = otherwise_dated(&post.standing, duty.on);
        differences.extend(dated.map(|(what, old, new)| Difference { what, old, new }));
        let mut over = until_next(&post.standing, duty.on);
        let known = self.record.confirmed.get(&post.fact.id.0).map_or(&[][..], Vec::as_slice);
        // What a sheet of a later day confirmed is not changed by one that comes late.
        let until = confirm::first_within(known, over, duty.on.max(duty.told)).cloned();
        over.to = until.as_ref().map(|it| it.on).or(over.to);
        post.over = Some(over);
        post.fact = Assignment { source: Some(duty.source()), ..after };
        (Change::Changed, false, until.map(|sheet| ("confirmed_later", sheet)))
    }

    /// Asks whether a duty ended by the list of a later day that does not name it.
    fn ask_about(&mut self, id: AssignmentId, name: String, duty: &Duty<'_>, list: &Confirmation) {
        let source = Some(duty.source());
        let row = standing_for("duty", source.as_ref());
        self.out.missing.push(Missing {
            assignment: AssignmentId(row),
            person: PersonId(row),
            name,
            unit: self.record.codes.get(&duty.org).cloned().unwrap_or_default(),
            source,
            missing_from: (list.file.clone(), list.sheet.clone()),
            on: list.on,
            confirmed: None,
            changed_on: None,
            brought: Some(id),
        });
    }

    /// The list of a later day that names most of the office of a duty.
    fn listed_after(&mut self, duty: &Duty<'_>) -> Option<Confirmation> {
        let record = &self.record;
        let posts = || record.roll.entries.iter().flat_map(|entry| &entry.posts);
        let thing = |post| thing(post, record);
        let lists = self.lists.get_or_insert_with(|| Lists::of(posts().map(thing), alike));
        lists.after(duty.org, duty.on.max(duty.told)).cloned()
    }

    pub(super) fn qualify(
        &mut self,
        index: usize,
        record: &OfficerRow,
        (on, repeat): (Date, bool),
        said: &mut Said,
    ) {
        let ids = self.ids.clone();
        let entry = &mut self.record.roll.entries[index];
        let person = entry.person.id;
        // Of who is new everything is, and nothing differs.
        let known = !entry.told.is_fresh() && !repeat;
        let told = |what, new: &str| Difference { what, old: String::new(), new: new.to_owned() };
        let fresh = |kind, name: String, major| Qualification {
            id: QualificationId(ids.next()),
            person,
            kind,
            name,
            major,
        };
        // A field of study without a degree is known too, whatever the degree.
        if record.degree.is_some() || record.major.is_some() {
            let degree = record.degree.clone().unwrap_or_default();
            let major = record.major.clone();
            if entry.qualifications.iter().any(is_degree) {
                degree::said(entry, record, (on, repeat), said);
            } else {
                if known {
                    let new = degree::told(&degree, major.as_deref());
                    said.differences.push(told("degree", &new));
                }
                let degree = fresh(QualificationKind::Degree, degree, major);
                add_one(&mut entry.qualifications, for_ever(degree));
            }
        }
        for name in certificates(record.certificates.as_deref()) {
            let key = folding::fold(&name);
            let there = entry.qualifications.iter().any(|q| {
                q.fact.kind == QualificationKind::Certificate && folding::fold(&q.fact.name) == key
            });
            if !there {
                if known {
                    said.differences.push(told("certificate", &name));
                }
                let certificate = fresh(QualificationKind::Certificate, name, None);
                add_one(&mut entry.qualifications, for_ever(certificate));
            }
        }
    }
}

/// A duty as lists name it.
fn thing<'a>(post: &'a PostEntry, record: &'a OnRecord) -> Thing<'a, OrgId, Assignment> {
    let stood = post.standing.iter().map(|held| Stood {
        at: held.fact.org,
        valid: held.valid,
        fact: &held.fact,
        source: held.fact.source.as_ref(),
        by_hand: record.by_hand.contains(&held.id),
    });
    let confirmed = record.confirmed.get(&post.fact.id.0).map_or(&[][..], Vec::as_slice);
    Thing { stood: stood.collect(), confirmed }
}

/// Whether two stretches of a duty say the same, wherever it is done.
fn alike(a: &Assignment, b: &Assignment) -> bool {
    (a.mode, &a.title, &a.fields, a.share) == (b.mode, &b.title, &b.fields, b.share)
}

/// Adds to what most people have one of or none: room for more would be most of what a large list
/// takes.
fn add_one<T>(list: &mut Vec<T>, one: T) {
    list.reserve_exact(1);
    list.push(one);
}

fn for_ever(fact: Qualification) -> QualificationEntry {
    QualificationEntry { told: Told::fresh(fact.clone()), fact }
}

impl Duty<'_> {
    fn assignment(&self, id: AssignmentId, person: PersonId) -> Assignment {
        Assignment {
            id,
            person,
            org: self.org,
            title: self.record.title.clone(),
            mode: self.mode,
            fields: self.record.fields.clone(),
            share: self.record.share.map(i64::from),
            ended_because: None,
            source: Some(self.source()),
        }
    }

    pub(super) fn source(&self) -> SheetRow {
        let (file, sheet) = self.from;
        SheetRow { file: file.to_owned(), sheet: sheet.to_owned(), row: self.row.into() }
    }

    /// What a later list says of a duty, it does not say of an earlier day: where the row leaves it
    /// blank, it is not known.
    fn leave_blank(&self, later: &mut Assignment) {
        let record = self.record;
        later.title.take_if(|_| record.title.is_none());
        later.share.take_if(|_| record.share.is_none());
        if record.fields.is_empty() {
            later.fields.clear();
        }
    }

    /// The duty on record with what the row says of it. What the row leaves blank stays.
    fn against(&self, before: &Assignment) -> Assignment {
        let record = self.record;
        Assignment {
            org: self.org,
            title: record.title.clone().or_else(|| before.title.clone()),
            mode: self.mode,
            fields: if record.fields.is_empty() {
                before.fields.clone()
            } else {
                record.fields.clone()
            },
            share: record.share.map(i64::from).or(before.share),
            ..before.clone()
        }
    }
}

fn compare(before: &Assignment, after: &Assignment, differences: &mut Vec<Difference>) {
    let text = |o: &Option<String>| o.clone().unwrap_or_default();
    let share = |s: Option<i64>| s.map_or_else(String::new, |n| n.to_string());
    for (what, old, new) in [
        ("mode", before.mode.as_str().to_owned(), after.mode.as_str().to_owned()),
        ("fields", before.fields.join("|"), after.fields.join("|")),
        ("title", text(&before.title), text(&after.title)),
        ("share", share(before.share), share(after.share)),
    ] {
        if old != new {
            differences.push(Difference { what, old, new });
        }
    }
}

fn is_degree(entry: &QualificationEntry) -> bool {
    entry.fact.kind == QualificationKind::Degree
}

fn certificates(text: Option<&str>) -> Vec<String> {
    text.unwrap_or_default()
        .split([';', ',', '\n'])
        .map(folding::squeeze)
        .filter(|c| !c.is_empty())
        .collect()
}
