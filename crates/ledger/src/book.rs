//! A list held against the record: what its rows say anew, what they leave as it is, and who is
//! no longer named.

use std::{collections::HashMap, hash::Hash};

use kernel::{Date, Interval, Uuid};

use crate::{Draft, Fact, Held, ReadFact};

/// A fact that comes from rows of lists.
pub trait Listed: ReadFact + Clone {
    /// What makes two rows speak of the same thing.
    type Key: Clone + Eq + Hash;

    /// The thing the fact is about: its first column.
    fn thing(&self) -> Uuid;

    /// What makes another row speak of the same thing.
    fn key(&self) -> Self::Key;

    /// What a list can say of it: a word and the value. Where it was read does not belong here:
    /// the same row in another file changes nothing.
    fn told(&self) -> Vec<(&'static str, String)>;
}

/// A word, what the record says, what the list says.
pub type Difference = (&'static str, String, String);

/// What a row comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Not on record.
    New,
    /// On record, and it reads differently now.
    Changed(Vec<Difference>),
    /// Nothing new.
    Same,
    /// A row before it spoke of the same thing; the two may differ.
    Repeats(Vec<Difference>),
}

/// What a row of a list that speaks of a day comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Against the record.
    pub said: Said,
    /// The thing, where the row names it just as it has stood since before that day.
    pub confirms: Option<Uuid>,
    /// The thing and the day of the list that confirmed it later: what the row changes holds until
    /// then.
    pub until: Option<(Uuid, Date)>,
    /// Whether what the row says ends where its own interval does and nothing on record follows it.
    pub cut: bool,
}

impl Heard {
    const fn of(said: Said) -> Self {
        Self { said, confirms: None, until: None, cut: false }
    }
}

/// A fact to be said over an interval, with what stands of the same thing.
#[derive(Debug)]
pub struct Saying<F> {
    /// What stands.
    pub standing: Vec<Held<F>>,
    /// When it holds.
    pub over: Interval,
    /// What it says.
    pub fact: F,
}

impl Draft {
    /// Enters what a book says.
    pub fn say<F: Fact + PartialEq>(&mut self, sayings: &[Saying<F>]) {
        for saying in sayings {
            self.overlay(&saying.standing, saying.over, &saying.fact);
        }
    }
}

#[derive(Debug)]
struct Entry<F> {
    standing: Vec<Held<F>>,
    fact: F,
    over: Option<Interval>,
    named: bool,
    /// The last day of the lists that named it.
    named_on: Option<Date>,
    /// Days for which earlier lists confirmed it, the earliest first.
    confirmed: Vec<Date>,
}

impl<F> Entry<F> {
    const fn new(fact: F) -> Self {
        let standing = Vec::new();
        Self { standing, fact, over: None, named: false, named_on: None, confirmed: Vec::new() }
    }

    fn covering(&self, day: Date) -> Option<&Held<F>> {
        self.standing.iter().find(|h| h.valid.contains(day))
    }

    /// Whether a list of a day that does not name it leaves a question: it stands still, and did
    /// on that day; nothing later says so.
    fn missed(&self, day: Option<Date>) -> bool {
        let Some(day) = day else { return true };
        let later = |on: Option<Date>| on.is_some_and(|on| on > day);
        self.covering(day).is_some()
            && !self.confirmed.iter().any(|on| later(Some(*on)))
            && !self.standing.iter().any(|held| later(held.valid.from))
    }
}

/// What is on record of one kind of thing, and what lists add to it. Several things may share a
/// key (namesakes): they are told apart by their number among them.
#[derive(Debug)]
pub struct Book<F: Listed> {
    entries: Vec<Entry<F>>,
    at: HashMap<(F::Key, usize), usize>,
}

impl<F: Listed> Book<F> {
    /// From what is on record.
    pub fn new(standing: Vec<Held<F>>) -> Self {
        let mut entries: Vec<Entry<F>> = Vec::new();
        let mut things: HashMap<Uuid, usize> = HashMap::with_capacity(standing.len());
        for held in standing {
            let place = *things.entry(held.fact.thing()).or_insert_with(|| {
                entries.push(Entry::new(held.fact.clone()));
                entries.len() - 1
            });
            let entry = &mut entries[place];
            if held.valid.to.is_none() {
                entry.fact = held.fact.clone();
            }
            entry.standing.push(held);
        }
        let mut among: HashMap<F::Key, usize> = HashMap::new();
        let mut at = HashMap::with_capacity(entries.len());
        for (place, entry) in entries.iter().enumerate() {
            let key = entry.fact.key();
            let number = among.entry(key.clone()).or_default();
            at.insert((key, *number), place);
            *number += 1;
        }
        Self { entries, at }
    }

    /// With the days for which lists confirmed what stands, by thing, the earliest first.
    #[must_use]
    pub fn confirmed(mut self, days: impl Fn(Uuid) -> Vec<Date>) -> Self {
        for entry in &mut self.entries {
            entry.confirmed = days(entry.fact.thing());
        }
        self
    }

    /// What is said of a thing so far.
    pub fn get(&self, key: &F::Key, number: usize) -> Option<&F> {
        self.at.get(&(key.clone(), number)).map(|place| &self.entries[*place].fact)
    }

    /// Everything that is said so far.
    pub fn facts(&self) -> impl Iterator<Item = &F> {
        self.entries.iter().map(|e| &e.fact)
    }

    /// A row says something over an interval. `fact` makes it of what was said before, so that
    /// the thing keeps its id and what the row leaves blank.
    pub fn say(
        &mut self,
        (key, number): (F::Key, usize),
        over: Interval,
        fact: impl FnOnce(Option<&F>) -> F,
    ) -> Said {
        self.hear((key, number), over, over.from, fact).said
    }

    /// A row of a list that speaks of a day says something over an interval; where the interval
    /// ends counts for what does not stand as it begins. What a list of a later day confirmed
    /// stays as it is from that day on.
    pub fn hear(
        &mut self,
        (key, number): (F::Key, usize),
        over: Interval,
        on: Option<Date>,
        fact: impl FnOnce(Option<&F>) -> F,
    ) -> Heard {
        let Some(place) = self.at.get(&(key.clone(), number)).copied() else {
            self.at.insert((key, number), self.entries.len());
            let entry = Entry::new(fact(None));
            let cut = over.to.is_some();
            let (over, named_on) = (Some(over), on);
            self.entries.push(Entry { over, named: true, named_on, ..entry });
            return Heard { cut, ..Heard::of(Said::New) };
        };
        let entry = &mut self.entries[place];
        entry.named_on = entry.named_on.max(on);
        let covered = match over.from {
            Some(day) => entry.covering(day),
            None => entry.standing.first(),
        };
        let before = match covered {
            Some(held) if !entry.named => held.fact.clone(),
            _ => entry.fact.clone(),
        };
        let after = fact(Some(&before));
        let differences = differences(&before, &after);
        if entry.named {
            return Heard::of(Said::Repeats(differences));
        }
        if let Some(held) = covered.filter(|_| differences.is_empty()) {
            let older = |day: &Date| {
                held.valid.contains(*day)
                    && held.valid.from != Some(*day)
                    && !entry.confirmed.contains(day)
            };
            let confirms = on.filter(older).map(|_| entry.fact.thing());
            entry.named = true;
            return Heard { confirms, ..Heard::of(Said::Same) };
        }
        let dated = over.from.and_then(|day| otherwise_dated(&entry.standing, day));
        let differences: Vec<_> = differences.into_iter().chain(dated).collect();
        let given = over.to.filter(|_| covered.is_none());
        let mut over = until_next(&entry.standing, over);
        let later = |day: &Date| Some(*day) > on && over.contains(*day);
        let until = on.and_then(|_| entry.confirmed.iter().copied().find(later));
        over.to = until.or(over.to);
        let follows = |held: &Held<F>| held.valid.from == over.to;
        let cut = given.is_some() && given == over.to && !entry.standing.iter().any(follows);
        entry.named = true;
        entry.over = Some(over);
        entry.fact = after;
        let until = until.map(|day| (entry.fact.thing(), day));
        Heard { until, cut, ..Heard::of(Said::Changed(differences)) }
    }

    /// What a row says of a thing holds on beyond the end of the row's own interval.
    pub fn hold_on(&mut self, key: &F::Key, number: usize) {
        if let Some(place) = self.at.get(&(key.clone(), number))
            && let Some(over) = &mut self.entries[*place].over
        {
            over.to = None;
        }
    }

    /// A row speaks of a thing on record and leaves it as it is.
    pub fn leave(&mut self, thing: Uuid) {
        if let Some(entry) = self.entries.iter_mut().find(|e| e.fact.thing() == thing) {
            entry.named = true;
        }
    }

    /// Says something else of things on record, over the time they hold, whatever lists say.
    /// Returns how many it changed.
    pub fn amend(&mut self, change: impl Fn(&F) -> Option<F>) -> usize {
        let mut changed = 0;
        for (place, entry) in self.entries.iter_mut().enumerate() {
            let Some(last) = entry.standing.last() else { continue };
            let Some(fact) = change(&entry.fact) else { continue };
            entry.over = Some(last.valid);
            entry.fact = fact;
            let key = entry.fact.key();
            let free = |n: &usize| !self.at.contains_key(&(key.clone(), *n));
            let number = (0..=self.at.len()).find(free).unwrap_or(0);
            self.at.insert((key, number), place);
            changed += 1;
        }
        changed
    }

    /// Things on record still that no row named, of every group of which rows named at least
    /// half of what stood on their day.
    pub fn unnamed<S: Eq + Hash>(&self, group: impl Fn(&F) -> S) -> Vec<&F> {
        let mut days: HashMap<S, Option<Date>> = HashMap::new();
        for entry in self.entries.iter().filter(|e| e.named) {
            let day = days.entry(group(&entry.fact)).or_default();
            *day = entry.named_on.max(*day);
        }
        let stands = |e: &&Entry<F>| {
            let day = days.get(&group(&e.fact)).copied().flatten();
            e.standing.iter().any(|h| h.valid.to.is_none()) && (e.named || e.missed(day))
        };
        let mut counts: HashMap<S, (usize, usize)> = HashMap::new();
        for entry in self.entries.iter().filter(stands) {
            let (all, named) = counts.entry(group(&entry.fact)).or_default();
            *all += 1;
            *named += usize::from(entry.named);
        }
        let again = |f: &F| counts.get(&group(f)).is_some_and(|(all, n)| *n > 0 && n * 2 >= *all);
        let lost = self.entries.iter().filter(stands).filter(|e| !e.named);
        lost.map(|e| &e.fact).filter(|f| again(f)).collect()
    }

    /// What all of it comes to.
    pub fn finish(self) -> Vec<Saying<F>> {
        let said = |e: Entry<F>| Some(Saying { over: e.over?, standing: e.standing, fact: e.fact });
        self.entries.into_iter().filter_map(said).collect()
    }
}

impl<F: Listed> Default for Book<F> {
    fn default() -> Self {
        Self { entries: Vec::new(), at: HashMap::new() }
    }
}

/// What differs where a thing does not stand on a day from which a list names it: it stands since
/// a later one, or did until an earlier one.
pub fn otherwise_dated<F>(standing: &[Held<F>], day: Date) -> Option<Difference> {
    let next = standing.iter().filter_map(|h| h.valid.from).filter(|from| *from > day).min();
    let last = standing.iter().filter_map(|h| h.valid.to).filter(|to| *to <= day).max();
    let (what, known) = next.map(|on| ("since", on)).or(last.map(|on| ("again", on)))?;
    let stands = standing.iter().any(|h| h.valid.contains(day));
    (!stands).then(|| (what, known.to_string(), day.to_string()))
}

fn differences<F: Listed>(before: &F, after: &F) -> Vec<Difference> {
    let pairs = before.told().into_iter().zip(after.told());
    pairs.filter(|(a, b)| a != b).map(|((what, old), (_, new))| (what, old, new)).collect()
}

/// Until what is already known of a later time: a list of June says nothing about what one of
/// October said since.
fn until_next<F>(standing: &[Held<F>], over: Interval) -> Interval {
    let Some(from) = over.from else { return over };
    let next = standing.iter().filter_map(|h| h.valid.from).filter(|f| *f > from);
    let covering = standing.iter().find(|h| h.valid.contains(from));
    let to = covering.map_or_else(|| next.chain(over.to).min(), |held| held.valid.to);
    Interval { from: over.from, to }
}

#[cfg(test)]
mod tests {
    use store::{ColumnType, Value};

    use super::*;
    use crate::{Column, Columns, FactId, FactTable};

    static THING: FactTable = FactTable {
        name: "thing",
        columns: &[
            Column::open("thing_id", ColumnType::Uuid),
            Column::open("name", ColumnType::Text),
            Column::open("size", ColumnType::Int),
        ],
        subject: None,
    };

    #[derive(Clone, Debug, PartialEq)]
    struct Thing {
        id: Uuid,
        name: String,
        size: i64,
    }

    impl Fact for Thing {
        const TABLE: &'static FactTable = &THING;

        fn values(&self) -> Vec<Value> {
            vec![Value::Uuid(Some(self.id)), Value::text(&self.name), Value::Int(Some(self.size))]
        }
    }

    impl ReadFact for Thing {
        fn read(c: &mut Columns) -> Option<Self> {
            Some(Self { id: c.uuid()?, name: c.text()?, size: c.int()? })
        }
    }

    impl Listed for Thing {
        type Key = String;

        fn thing(&self) -> Uuid {
            self.id
        }

        fn key(&self) -> String {
            self.name.clone()
        }

        fn told(&self) -> Vec<(&'static str, String)> {
            vec![("size", self.size.to_string())]
        }
    }

    fn thing(n: u128, name: &str, size: i64) -> Thing {
        Thing { id: Uuid::from_u128(n), name: name.into(), size }
    }

    fn held(fact: Thing) -> Held<Thing> {
        let since = Interval::since(Date::constant(2024, 1, 1));
        Held { id: FactId(fact.id), valid: since, fact }
    }

    fn size(n: i64) -> impl Fn(Option<&Thing>) -> Thing {
        move |before| match before {
            Some(before) => Thing { size: n, ..before.clone() },
            None => thing(99, "new", n),
        }
    }

    #[test]
    fn rows_are_new_changed_the_same_or_repeated() {
        let since = Interval::since(Date::constant(2024, 6, 1));
        let mut book = Book::new(vec![held(thing(1, "a", 1)), held(thing(2, "b", 2))]);
        assert_eq!(book.say(("a".into(), 0), since, size(1)), Said::Same);
        let grown = vec![("size", "2".into(), "3".into())];
        assert_eq!(book.say(("b".into(), 0), since, size(3)), Said::Changed(grown));
        assert_eq!(book.say(("new".into(), 0), since, size(7)), Said::New);
        assert_eq!(book.say(("new".into(), 0), since, size(7)), Said::Repeats(vec![]));
        let said = book.finish();
        assert_eq!(said.len(), 2);
        assert_eq!(said[0].fact, thing(2, "b", 3));
        assert_eq!(said[0].standing.len(), 1);
    }

    #[test]
    fn namesakes_are_told_apart_and_groups_listed_by_half_say_who_is_gone() {
        let since = Interval::since(Date::constant(2024, 6, 1));
        let all = vec![held(thing(1, "a", 1)), held(thing(2, "a", 1)), held(thing(3, "c", 1))];
        let mut book = Book::new(all);
        assert_eq!(book.say(("a".into(), 1), since, size(1)), Said::Same);
        assert_eq!(book.say(("a".into(), 0), since, size(1)), Said::Same);
        let gone: Vec<_> = book.unnamed(|_| ()).into_iter().map(|t| t.id.as_u128()).collect();
        assert_eq!(gone, [3]);
        assert!(book.unnamed(|t| t.id).is_empty());
    }

    #[test]
    fn a_row_may_leave_what_it_speaks_of_as_it_is() {
        let mut book = Book::new(vec![held(thing(1, "a", 1)), held(thing(2, "b", 2))]);
        book.leave(Uuid::from_u128(1));
        book.leave(Uuid::from_u128(9));
        let gone: Vec<_> = book.unnamed(|_| ()).into_iter().map(|t| t.id.as_u128()).collect();
        assert_eq!(gone, [2]);
        assert!(book.finish().is_empty());
    }

    #[test]
    fn an_earlier_list_leaves_what_is_known_of_a_later_time() {
        let before = Interval::since(Date::constant(2023, 6, 1));
        let mut book = Book::new(vec![held(thing(1, "a", 1))]);
        book.say(("a".into(), 0), before, size(5));
        let said = book.finish();
        assert_eq!(said[0].over.to, Some(Date::constant(2024, 1, 1)));
    }

    #[test]
    fn what_changes_in_time_alone_is_named() {
        let ended = Interval { from: Some(Date::constant(2024, 1, 1)), to: Some(JUNE) };
        let mut book = Book::new(vec![
            held(thing(1, "a", 1)),
            Held { valid: ended, ..held(thing(2, "b", 1)) },
        ]);
        let before = Interval::since(Date::constant(2023, 6, 1));
        let since = ("since", "2024-01-01".to_owned(), "2023-06-01".to_owned());
        assert_eq!(hear(&mut book, "a", before, 1).said, Said::Changed(vec![since]));
        let again = ("again", "2024-06-01".to_owned(), "2024-10-01".to_owned());
        let heard = hear(&mut book, "b", Interval::since(OCTOBER), 1);
        assert_eq!(heard.said, Said::Changed(vec![again]));
    }

    const JUNE: Date = Date::constant(2024, 6, 1);
    const OCTOBER: Date = Date::constant(2024, 10, 1);

    fn hear(book: &mut Book<Thing>, name: &str, over: Interval, now: i64) -> Heard {
        book.hear((name.into(), 0), over, over.from, size(now))
    }

    #[test]
    fn what_a_later_list_confirmed_stays_from_its_day_on() {
        let all = || vec![held(thing(1, "a", 1)), held(thing(2, "b", 2))];
        let mut book = Book::new(all());
        let heard = hear(&mut book, "a", Interval::since(OCTOBER), 1);
        assert_eq!(heard.confirms, Some(Uuid::from_u128(1)));
        let first = held(thing(2, "b", 2)).valid;
        assert_eq!(hear(&mut book, "b", first, 2).confirms, None, "on the day it began");

        let days = |id: Uuid| if id.as_u128() == 1 { vec![OCTOBER] } else { Vec::new() };
        let mut book = Book::new(all()).confirmed(days);
        let until = Some((Uuid::from_u128(1), OCTOBER));
        assert_eq!(hear(&mut book, "a", Interval::since(JUNE), 5).until, until);
        assert_eq!(hear(&mut book, "b", Interval::since(JUNE), 5).until, None);
        let ends: Vec<_> = book.finish().into_iter().map(|said| said.over.to).collect();
        assert_eq!(ends, [Some(OCTOBER), None]);
    }

    #[test]
    fn what_does_not_stand_ends_where_the_row_says() {
        let over = Interval { from: Some(JUNE), to: Some(OCTOBER) };
        let mut book = Book::new(vec![held(thing(1, "a", 1))]);
        assert!(!hear(&mut book, "a", over, 5).cut, "it stands as the row begins");
        assert!(hear(&mut book, "new", over, 5).cut);
        let ends: Vec<_> = book.finish().into_iter().map(|said| said.over.to).collect();
        assert_eq!(ends, [None, Some(OCTOBER)]);
    }

    #[test]
    fn what_stands_from_the_end_on_is_not_cut_there() {
        let over = Interval { from: Some(JUNE), to: Some(OCTOBER) };
        let from =
            |n, name, since| Held { valid: Interval::since(since), ..held(thing(n, name, 1)) };
        let january = Date::constant(2025, 1, 1);
        let ended = Interval { from: Some(Date::constant(2024, 1, 1)), to: Some(JUNE) };
        let mut book = Book::new(vec![
            from(1, "from that day", OCTOBER),
            from(2, "from before", Date::constant(2024, 8, 1)),
            from(3, "from later on", january),
            Held { valid: ended, ..held(thing(4, "gone", 1)) },
        ]);
        let mut cut = |name: &str| hear(&mut book, name, over, 1).cut;
        assert!(!cut("from that day") && !cut("from before"));
        assert!(cut("from later on") && cut("gone"));
    }

    #[test]
    fn a_late_list_misses_nothing_that_began_or_was_confirmed_after_its_day() {
        let began = Held { valid: Interval::since(OCTOBER), ..held(thing(3, "c", 1)) };
        let all = vec![held(thing(1, "a", 1)), held(thing(2, "b", 1)), began];
        let gone = |days: &[Date]| {
            let of = |id: Uuid| if id.as_u128() == 2 { days.to_vec() } else { Vec::new() };
            let mut book = Book::new(all.clone()).confirmed(of);
            hear(&mut book, "a", Interval::since(JUNE), 1);
            let gone = book.unnamed(|_| ());
            gone.into_iter().map(|t| t.id.as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(gone(&[]), [2]);
        assert!(gone(&[OCTOBER]).is_empty());
    }
}
