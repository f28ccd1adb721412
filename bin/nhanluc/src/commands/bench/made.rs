//! Invented statements of about one kilobyte.

/// How many of each kind there are.
pub(super) const AGENTS: usize = 2_000;
pub(super) const VERBS: usize = 20;
pub(super) const ACTIVITIES: usize = 500;

/// Numbers that look random and are the same every time.
#[derive(Clone, Debug)]
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// For a store that has so many statements already: the ids it gives are not theirs again, since
    /// what is there already costs otherwise than what is new.
    pub(super) const fn behind(stored: i64) -> Self {
        let turned = stored.cast_unsigned().wrapping_mul(0xd134_2543_de82_ef95);
        Self((0x9e37_79b9_7f4a_7c15 ^ turned) | 1)
    }

    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).unwrap_or(0)
    }
}

pub(super) fn agent(n: usize) -> String {
    format!(
        "{{\"objectType\":\"Agent\",\"name\":\"Học viên {n}\",\"mbox\":\"mailto:hv{n}@example.vn\"}}"
    )
}

pub(super) fn verb(n: usize) -> String {
    format!("http://example.vn/xapi/verbs/v{n}")
}

pub(super) fn activity(n: usize) -> String {
    format!("http://example.vn/xapi/courses/course-{}/unit-{n}", n / 10)
}

/// A registration: one person in one course.
pub(super) fn registration(agent: usize, course: usize) -> String {
    let n = (agent as u128) << 64 | course as u128 | 0x1234_5678_9abc_0000_0000;
    uuid::Uuid::from_u128(n).to_string()
}

/// One statement.
pub(super) fn statement(dice: &mut Dice) -> String {
    let (person, unit) = (dice.roll(AGENTS), dice.roll(ACTIVITIES));
    let course = unit / 10;
    let id = uuid::Uuid::from_u64_pair(next(dice), next(dice));
    let verb = dice.roll(VERBS);
    format!(
        r#"{{"id":"{id}","actor":{},"verb":{{"id":"{}","display":{{"vi-VN":"đã làm {verb}","en-US":"did {verb}"}}}},"object":{{"objectType":"Activity","id":"{}","definition":{{"name":{{"vi-VN":"Bài {unit}","en-US":"Unit {unit}"}},"type":"http://adlnet.gov/expapi/activities/lesson"}}}},"result":{{"score":{{"scaled":0.{:02},"raw":{},"min":0,"max":100}},"success":true,"completion":true,"duration":"PT{}M{}S"}},"context":{{"registration":"{}","contextActivities":{{"grouping":[{{"objectType":"Activity","id":"http://example.vn/xapi/courses/course-{course}"}}]}},"platform":"Bình dân học vụ số","language":"vi-VN","extensions":{{"http://example.vn/xapi/ext/device":"điện thoại","http://example.vn/xapi/ext/session":"{}"}}}},"timestamp":"2026-11-24T08:{:02}:{:02}.{:03}Z"}}"#,
        agent(person),
        self::verb(verb),
        activity(unit),
        dice.roll(100),
        dice.roll(100),
        dice.roll(60),
        dice.roll(60),
        registration(person, course),
        dice.roll(1_000_000_000),
        dice.roll(60),
        dice.roll(60),
        dice.roll(1_000),
    )
}

fn next(dice: &mut Dice) -> u64 {
    dice.roll(usize::MAX);
    dice.0
}

/// A list of so many.
pub(super) fn batch(dice: &mut Dice, length: usize) -> String {
    let each: Vec<String> = (0..length).map(|_| statement(dice)).collect();
    format!("[{}]", each.join(","))
}
