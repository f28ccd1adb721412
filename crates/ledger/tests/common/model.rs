//! The naive model: a list of acts, replayed day by day into a map.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use kernel::{Date, Interval, Seq, Uuid};
use store::{
    ColumnType::{Bool, Int, Text, Uuid as Id},
    Db, Value, each_row,
};

use super::{Post, day, run};

/// Days that are asked about.
pub(crate) const DAYS: i16 = 24;

/// What one act says, in days.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    /// The fact holds as well.
    Add(Interval, Post),
    /// The fact holds, and nothing else of this post.
    Set(Interval, Post),
    /// Nothing of this post holds.
    Clear(Interval, Uuid),
    /// This one fact does not hold.
    Remove(Interval, Post),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Act {
    pub(crate) effects: Vec<Effect>,
    pub(crate) undoes: Option<Seq>,
}

/// All acts; the first has number 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model(pub(crate) Vec<Act>);

/// For each act and day, what is held true.
pub(crate) type Answers = BTreeMap<(Seq, Date), Vec<Post>>;

impl Model {
    pub(crate) fn answers(&self) -> Answers {
        let mut all = Answers::new();
        for known in 1..=self.0.len() {
            let acts = self.in_force(known);
            for n in 0..DAYS {
                let held = acts.iter().fold(Vec::new(), |held, act| replay(held, act, day(n)));
                all.insert((Seq::try_from(known).unwrap(), day(n)), sorted(held));
            }
        }
        all
    }

    /// The first `known` acts without those that are undone, and without the undoings.
    fn in_force(&self, known: usize) -> Vec<&Act> {
        let acts = &self.0[..known];
        let mut undone = HashSet::new();
        for (n, act) in acts.iter().enumerate().rev() {
            if !undone.contains(&(n + 1)) {
                undone.extend(act.undoes.map(|seq| usize::try_from(seq).unwrap()));
            }
        }
        let stays = |(n, act): &(usize, &Act)| !undone.contains(&(n + 1)) && act.undoes.is_none();
        acts.iter().enumerate().filter(stays).map(|(_, act)| act).collect()
    }

    /// The personal values of a person are gone from everything said so far.
    pub(crate) fn forget(&mut self, person: Uuid) {
        for effect in self.0.iter_mut().flat_map(|act| &mut act.effects) {
            if let Effect::Add(_, fact) | Effect::Set(_, fact) | Effect::Remove(_, fact) = effect
                && fact.person == person
            {
                (fact.name, fact.born) = (None, None);
            }
        }
    }
}

fn replay(mut held: Vec<Post>, act: &Act, on: Date) -> Vec<Post> {
    for effect in &act.effects {
        match effect {
            Effect::Add(over, fact) if over.contains(on) => held.push(fact.clone()),
            Effect::Set(over, fact) if over.contains(on) => {
                held.retain(|f| f.id != fact.id);
                held.push(fact.clone());
            }
            Effect::Clear(over, post) if over.contains(on) => held.retain(|f| f.id != *post),
            Effect::Remove(over, fact) if over.contains(on) => {
                let place = held.iter().position(|f| f == fact).expect("it was held");
                held.remove(place);
            }
            _ => {}
        }
    }
    held
}

fn sorted(mut held: Vec<Post>) -> Vec<Post> {
    held.sort();
    held
}

/// Makes the days that will be asked about.
pub(crate) async fn make_days(db: &Db) {
    let mut tx = db.write().await.unwrap();
    for n in 0..DAYS {
        run(&mut tx, &format!("INSERT INTO day (day) VALUES ('{}')", day(n))).await;
    }
    tx.commit().await.unwrap();
}

/// The same answers from the database, through the condition every question uses.
pub(crate) async fn answers(db: &Db) -> Answers {
    let mut tx = db.read().await.unwrap();
    let mut all = Answers::new();
    let known = ledger::last_seq(&mut tx).await.unwrap();
    for seq in 1..=known {
        all.extend((0..DAYS).map(|n| ((seq, day(n)), Vec::new())));
    }
    let sql = concat!(
        "SELECT k.seq, d.day, p.post_id, p.person_id, p.title, p.weight, p.ready, p.full_name, ",
        "p.born FROM act k CROSS JOIN day d JOIN post p ON ",
        ledger::as_of!("p", "d.day", "k.seq")
    );
    let types = [Int, Text, Id, Id, Text, Int, Bool, Text, Int];
    each_row(&mut tx, sql.to_owned(), &[], &types, |row| {
        let Ok(
            [
                Value::Int(Some(seq)),
                Value::Text(Some(on)),
                Value::Uuid(Some(id)),
                Value::Uuid(Some(person)),
                Value::Text(Some(title)),
                Value::Int(weight),
                Value::Bool(Some(ready)),
                Value::Text(name),
                Value::Int(born),
            ],
        ) = <[Value; 9]>::try_from(row)
        else {
            panic!("a row of another shape")
        };
        let fact = Post { id, person, title, weight, ready, name, born };
        all.entry((seq, on.parse().unwrap())).or_default().push(fact);
    })
    .await
    .unwrap();
    all.into_iter().map(|(key, held)| (key, sorted(held))).collect()
}

/// Answers for what was known before, with these persons' values gone.
pub(crate) fn blanked(answers: &Answers, persons: &BTreeSet<Uuid>) -> Answers {
    let mut answers = answers.clone();
    for held in answers.values_mut() {
        for fact in held.iter_mut().filter(|f| persons.contains(&f.person)) {
            (fact.name, fact.born) = (None, None);
        }
        held.sort();
    }
    answers
}
