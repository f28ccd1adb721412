//! Whether a kind of sheet is described so that its sheets can be told from others and read.

use std::collections::BTreeMap;

use kernel::{Date, folding};

use super::scarce::is_unasked;
use crate::{
    forms,
    listing::{Kind, KindColumn, Recognised, ValueKind, fits, recognise},
    model::{KindId, SheetKind},
    reading::{DetectOptions, Limits, detect, open, values::key},
};

/// A kind as somebody describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Described {
    /// Its name.
    pub(crate) name: String,
    /// Its columns, in order; blank ones say nothing.
    pub(crate) columns: Vec<DescribedColumn>,
}

/// A column as somebody describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DescribedColumn {
    /// Its key, where it was there before.
    pub(crate) key: String,
    /// Its heading.
    pub(crate) heading: String,
    /// Other headings it may have.
    pub(crate) others: Vec<String>,
    /// What stands in it.
    pub(crate) value: ValueKind,
    /// A row without it is not taken in, and a sheet without it is of another kind.
    pub(crate) required: bool,
    /// Rows that say the same in all such columns speak of the same thing.
    pub(crate) tells_apart: bool,
    /// The words it takes.
    pub(crate) choices: Vec<String>,
    /// An example.
    pub(crate) example: String,
}

/// The part of a description that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The description as a whole.
    Whole,
    /// The name.
    Name,
    /// The heading of a column.
    Heading(usize),
    /// The other headings of a column.
    Others(usize),
    /// The words of a column.
    Choices(usize),
    /// The example of a column.
    Example(usize),
}

/// What is wrong, and where: a code and what it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where.
    pub(crate) part: Part,
    /// A stable code.
    pub(crate) code: &'static str,
    /// What it speaks of.
    pub(crate) value: String,
}

const MOST_COLUMNS: usize = 40;
const LONGEST: usize = 100;
const MOST_WORDS: usize = 100;

impl DescribedColumn {
    /// A column nothing is said of yet.
    pub(crate) fn blank() -> Self {
        Self {
            key: String::new(),
            heading: String::new(),
            others: Vec::new(),
            value: ValueKind::Text,
            required: false,
            tells_apart: false,
            choices: Vec::new(),
            example: String::new(),
        }
    }

    /// Whether nothing is said of it.
    pub(crate) fn is_blank(&self) -> bool {
        let none = self.heading.is_empty() && self.others.is_empty() && self.choices.is_empty();
        none && self.example.is_empty() && !self.required && !self.tells_apart
    }
}

impl Described {
    /// A kind as it was described.
    pub(crate) fn of(kind: &SheetKind) -> Self {
        let column = |c: &KindColumn| DescribedColumn {
            key: c.key.clone(),
            heading: c.label.clone().unwrap_or_default(),
            others: c.headings.iter().skip(1).cloned().collect(),
            value: c.value,
            required: c.required,
            tells_apart: c.tells_apart,
            choices: c.choices.clone(),
            example: c.example.clone(),
        };
        let columns = kind.columns.iter().filter(|c| c.value != ValueKind::Ordinal).map(column);
        Self { name: kind.name.clone(), columns: columns.collect() }
    }

    /// The kind, or everything that is wrong with its description. `others` are the kinds known
    /// beside it, `names` what they are called.
    pub(crate) fn judged(
        &self,
        (id, code): (KindId, String),
        (others, names): (&[Kind], &[String]),
        today: Date,
    ) -> Result<SheetKind, Vec<Fault>> {
        let mut faults = self.name_faults(names);
        faults.extend(self.column_faults(today));
        if !faults.is_empty() {
            return Err(faults);
        }
        let kind = SheetKind { id, code, name: self.name.clone(), columns: self.declared() };
        match taken_for(&kind, others, today) {
            None => Ok(kind),
            Some(other) => Err(vec![fault(Part::Whole, "like_another", &other)]),
        }
    }

    fn name_faults(&self, names: &[String]) -> Vec<Fault> {
        let same = |n: &String| folding::fold(n) == folding::fold(&self.name);
        let code = match () {
            () if key(&self.name).is_empty() => "name_missing",
            () if self.name.chars().count() > LONGEST => "too_long",
            () if names.iter().any(same) => "name_taken",
            () => return Vec::new(),
        };
        vec![fault(Part::Name, code, &self.name)]
    }

    fn column_faults(&self, today: Date) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut seen: Vec<String> = ORDINALS.iter().map(|o| (*o).to_owned()).collect();
        let told = || self.columns.iter().enumerate().filter(|(_, c)| !c.is_blank());
        for (at, column) in told() {
            faults.extend(heading_faults(at, column, &mut seen));
            faults.extend(column.word_faults(at, today));
        }
        let count = told().count();
        let whole = match () {
            () if count < 2 => Some("columns_missing"),
            () if count > MOST_COLUMNS => Some("columns_many"),
            () if told().all(|(_, c)| !c.required) => Some("required_missing"),
            () => None,
        };
        faults.extend(whole.map(|code| fault(Part::Whole, code, "")));
        faults
    }

    /// The columns as they are declared: a running number first, which is never read.
    fn declared(&self) -> Vec<KindColumn> {
        let mut used: Vec<String> = self.columns.iter().map(|c| c.key.clone()).collect();
        let mut fresh = || {
            let new = (1..=2 * MOST_COLUMNS).map(|n| format!("c{n}")).find(|k| !used.contains(k));
            let new = new.unwrap_or_default();
            used.push(new.clone());
            new
        };
        let mut out = vec![ordinal()];
        for column in self.columns.iter().filter(|c| !c.is_blank()) {
            let key_of = if column.key.is_empty() { fresh() } else { column.key.clone() };
            let headings = std::iter::once(&column.heading).chain(&column.others);
            out.push(KindColumn {
                key: key_of,
                headings: headings.map(|h| key(h)).collect(),
                required: column.required,
                never_blank: column.required,
                tells_apart: column.tells_apart,
                choices: column.choices.clone(),
                label: Some(column.heading.clone()),
                example: column.example.clone(),
                ..KindColumn::of(column.value)
            });
        }
        out
    }
}

impl DescribedColumn {
    fn word_faults(&self, at: usize, today: Date) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.value == ValueKind::Choice {
            let long = self.choices.iter().find(|w| w.chars().count() > LONGEST);
            if self.choices.len() < 2 {
                faults.push(fault(Part::Choices(at), "choices_missing", ""));
            } else if self.choices.len() > MOST_WORDS {
                faults.push(fault(Part::Choices(at), "choices_many", ""));
            } else if let Some(word) = long {
                faults.push(fault(Part::Choices(at), "too_long", word));
            }
        }
        let column = KindColumn { choices: self.choices.clone(), ..KindColumn::of(self.value) };
        if !self.example.is_empty() && !fits(&column, &self.example, today) {
            faults.push(fault(Part::Example(at), "example_unfit", &self.example));
        }
        faults
    }
}

fn heading_faults(at: usize, column: &DescribedColumn, seen: &mut Vec<String>) -> Vec<Fault> {
    let all = std::iter::once((Part::Heading(at), &column.heading))
        .chain(column.others.iter().map(|o| (Part::Others(at), o)));
    let mut faults = Vec::new();
    for (part, heading) in all {
        let plain = key(heading);
        let letters = plain.chars().any(char::is_alphabetic);
        if plain.is_empty() {
            faults.push(fault(part, "heading_missing", heading));
        } else if !letters {
            faults.push(fault(part, "heading_wrong", heading));
        } else if heading.chars().count() > LONGEST {
            faults.push(fault(part, "too_long", heading));
        } else if is_unasked(heading) {
            faults.push(fault(part, "heading_unasked", heading));
        } else if seen.contains(&plain) {
            faults.push(fault(part, "heading_twice", heading));
        } else {
            seen.push(plain);
        }
    }
    faults
}

fn fault(part: Part, code: &'static str, value: &str) -> Fault {
    Fault { part, code, value: value.to_owned() }
}

/// Headings of running numbers.
const ORDINALS: [&str; 5] = ["stt", "tt", "so tt", "so thu tu", "no"];

fn ordinal() -> KindColumn {
    KindColumn {
        key: "ordinal".to_owned(),
        headings: ORDINALS.iter().map(|h| (*h).to_owned()).collect(),
        label: Some("STT".to_owned()),
        ..KindColumn::of(ValueKind::Ordinal)
    }
}

/// What a sheet of a kind would be taken for, where it is not told for what it is: the code of
/// another kind, `officers`, or nothing. The blank form itself is asked.
fn taken_for(kind: &SheetKind, others: &[Kind], today: Date) -> Option<String> {
    let own = kind.declared();
    let all: Vec<Kind> =
        others.iter().filter(|k| k.code != own.code).chain([&own]).cloned().collect();
    let form = forms::of_kind(&own)?;
    let row = form.columns.iter().map(|c| c.example.clone()).collect();
    let around = forms::Around { today, ..forms::Around::default() };
    let bytes = forms::write(&form, &[row], &around).ok()?;
    let book = open("form.xlsx", &bytes, &Limits::default()).ok()?;
    let grid = book.sheets.first()?;
    let remembered = BTreeMap::new();
    let fields = crate::reading::default_fields();
    let options = DetectOptions { fields: &fields, remembered: &remembered };
    if detect(grid, &options).tables.iter().any(|t| t.tells_duty) {
        return Some("officers".to_owned());
    }
    match recognise(grid, &all) {
        Recognised::One(found) if found.kind.code == own.code => None,
        Recognised::One(found) => Some(found.kind.code.clone()),
        Recognised::Unclear(codes, _) => {
            Some(codes.into_iter().find(|c| *c != own.code).unwrap_or_default().to_owned())
        }
        Recognised::None => Some(String::new()),
    }
}

/// A code for a name that no other kind has.
pub(crate) fn code_of(name: &str, taken: &[String]) -> String {
    let plain: String = key(name).chars().filter(char::is_ascii).take(40).collect();
    let plain = plain.trim().replace(' ', "-");
    let head = if plain.is_empty() { "bieu".to_owned() } else { plain };
    let free = |code: &String| !taken.contains(code) && code != "moi" && code != "officers";
    std::iter::once(head.clone())
        .chain((2..=taken.len() + 3).map(|n| format!("{head}-{n}")))
        .find(free)
        .unwrap_or(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::built_in;

    const TODAY: Date = Date::constant(2026, 11, 24);

    fn column(heading: &str, value: ValueKind) -> DescribedColumn {
        DescribedColumn { heading: heading.into(), value, ..DescribedColumn::blank() }
    }

    fn devices() -> Described {
        let name = DescribedColumn {
            required: true,
            tells_apart: true,
            example: "Máy chủ".into(),
            ..column("Tên thiết bị", ValueKind::Text)
        };
        let state = DescribedColumn {
            choices: vec!["Tốt".into(), "Hỏng".into()],
            ..column("Tình trạng", ValueKind::Choice)
        };
        let count = column("Số lượng", ValueKind::Count);
        let columns = vec![name, count, state, DescribedColumn::blank()];
        Described { name: "Thiết bị công nghệ".into(), columns }
    }

    fn judged(asked: &Described) -> Result<SheetKind, String> {
        let names = ["Kết quả học trực tuyến".to_owned()];
        let id = KindId(kernel::Uuid::nil());
        asked.judged((id, "thiet-bi".into()), (built_in(), &names), TODAY).map_err(|faults| {
            let told = |f: &Fault| format!("{:?} {} {}", f.part, f.code, f.value);
            faults.iter().map(told).collect::<Vec<_>>().join("; ").trim_end().to_owned()
        })
    }

    #[test]
    fn nobody_describes_a_column_for_what_is_not_asked_for() {
        for heading in ["Dân tộc", "Đảng viên", "Ảnh CCCD"] {
            let mut asked = devices();
            asked.columns[1] = column(heading, ValueKind::Text);
            let told = judged(&asked).unwrap_err();
            assert_eq!(told, format!("Heading(1) heading_unasked {heading}"));
            let mut asked = devices();
            asked.columns[1].others = vec![heading.into()];
            assert!(judged(&asked).unwrap_err().contains("heading_unasked"), "{heading}");
        }
    }

    #[test]
    fn a_sound_description_becomes_a_kind() {
        let kind = judged(&devices()).expect("it is sound");
        let keys: Vec<&str> = kind.columns.iter().map(|c| &c.key[..]).collect();
        assert_eq!(keys, ["ordinal", "c1", "c2", "c3"]);
        assert_eq!(kind.columns[1].headings, ["ten thiet bi"]);
        // Described again, it is the same, and a new column gets a key of its own.
        let mut again = Described::of(&kind);
        again.columns.push(column("Ghi chú", ValueKind::Text));
        let more = judged(&again).expect("it is sound");
        assert_eq!(more.columns[..4], kind.columns[..]);
        assert_eq!(more.columns[4].key, "c4");
    }

    #[test]
    fn what_is_wrong_is_told_where_it_is() {
        type Change = fn(&mut Described);
        let cases: [(Change, &str); 13] = [
            (|d| d.name = " - ".into(), "Name name_missing  - "),
            (
                |d| d.name = "KẾT QUẢ học trực tuyến".into(),
                "Name name_taken KẾT QUẢ học trực tuyến",
            ),
            (|d| d.columns[1].heading.clear(), "Whole "),
            (|d| d.columns[2].heading = "123".into(), "Heading(2) heading_wrong 123"),
            (
                |d| d.columns[2].heading = "TÊN  thiết bị".into(),
                "Heading(2) heading_twice TÊN  thiết bị",
            ),
            (|d| d.columns[1].heading = "STT".into(), "Heading(1) heading_twice STT"),
            (
                |d| d.columns[1].others = vec!["Tình trạng".into()],
                "Heading(2) heading_twice Tình trạng",
            ),
            (|d| d.columns[2].choices.truncate(1), "Choices(2) choices_missing"),
            (|d| d.columns[1].example = "nhiều".into(), "Example(1) example_unfit nhiều"),
            (|d| d.columns[2].example = "Vừa".into(), "Example(2) example_unfit Vừa"),
            (|d| d.columns.truncate(1), "Whole columns_missing"),
            (|d| d.columns[0].required = false, "Whole required_missing"),
            (|d| d.columns[3].example = "x".into(), "Heading(3) heading_missing"),
        ];
        for (change, want) in cases {
            let mut asked = devices();
            change(&mut asked);
            match judged(&asked) {
                Err(told) => assert_eq!(told, want.trim_end()),
                // A column of which nothing is said is none.
                Ok(kind) => assert_eq!((kind.columns.len(), want), (3, "Whole ")),
            }
        }
    }

    #[test]
    fn a_kind_that_looks_like_another_is_refused() {
        let required =
            |heading, value| DescribedColumn { required: true, ..column(heading, value) };
        let villages = Described {
            name: "Thôn của xã".into(),
            columns: vec![
                required("Xã", ValueKind::Text),
                required("Thôn", ValueKind::Text),
                column("Số hộ", ValueKind::Count),
            ],
        };
        assert_eq!(judged(&villages), Err("Whole like_another villages".into()));
        let officers = Described {
            name: "Cán bộ khác".into(),
            columns: vec![
                required("Họ và tên", ValueKind::Name),
                column("Ngày sinh", ValueKind::Birth),
                column("Chuyên trách", ValueKind::Tick),
                column("Kiêm nhiệm", ValueKind::Tick),
            ],
        };
        assert_eq!(judged(&officers), Err("Whole like_another officers".into()));
    }

    #[test]
    fn codes_are_plain_and_their_own() {
        assert_eq!(code_of("Thiết bị, đường truyền", &[]), "thiet-bi-duong-truyen");
        assert_eq!(code_of("Thiết bị", &["thiet-bi".to_owned()]), "thiet-bi-2");
        assert_eq!(code_of("Mới", &[]), "moi-2");
        assert_eq!(code_of("…", &[]), "bieu");
    }
}
