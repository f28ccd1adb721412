//! Ways in which offices fill in their sheets: a fixed set for the demonstration, and any number
//! drawn at random.

use crate::{
    dice::Dice,
    knobs::{
        Container, DateStyle, Extra, FieldStyle, Hidden, Knobs, ModeStyle, Numbering, SectionStyle,
        SexStyle, TitleStyle, TotalStyle, UnitStyle,
    },
    legacy::Script,
};

const UTF8: Container = Container::Csv { separator: ';', wide: false, mark: true };
const UTF16: Container = Container::Csv { separator: ';', wide: true, mark: true };
const BYTES: Container = Container::Csv { separator: ';', wide: false, mark: false };

/// How departments of the demonstration write, in turn.
pub(crate) fn department(number: usize) -> Knobs {
    let plain = Knobs::plain(UnitStyle::Title);
    match number % 11 {
        // Three rows of headings, birth under the sex.
        0 | 4 | 8 => Knobs {
            header_rows: 3,
            sex: SexStyle::Birth,
            numbered_columns: true,
            ticks: vec!["x", "X", "x "],
            dates: vec![DateStyle::Slash, DateStyle::Slash, DateStyle::Serial, DateStyle::Dash],
            hidden: if number == 4 { Hidden::OldCopy } else { Hidden::None },
            ..plain
        },
        // The state's own security office keeps everything in words.
        1 | 6 => Knobs {
            header_rows: 1,
            mode: ModeStyle::Words,
            fields: FieldStyle::Cell,
            title: TitleStyle::Labelled,
            dates: vec![DateStyle::Serial, DateStyle::SlashShort],
            extras: vec![Extra::Email, Extra::Note],
            total: Some(TotalStyle::Beside),
            hidden: if number == 6 { Hidden::Lists } else { Hidden::None },
            guide: number == 1,
            ..plain
        },
        2 => Knobs {
            script: Script::Tcvn3,
            split_name: true,
            header_rows: 1,
            mode: ModeStyle::Words,
            fields: FieldStyle::Cell,
            certificate: false,
            title: TitleStyle::Plain,
            total: None,
            ..plain
        },
        3 => Knobs {
            script: Script::Vni,
            sex: SexStyle::Ticks,
            ticks: vec!["x", "X"],
            dates: vec![DateStyle::Dot, DateStyle::Slash],
            total: Some(TotalStyle::PerColumn),
            ..plain
        },
        5 => Knobs {
            container: UTF16,
            header_rows: 1,
            mode: ModeStyle::Letters,
            fields: FieldStyle::Cell,
            title: TitleStyle::Labelled,
            dates: vec![DateStyle::Iso],
            total: None,
            signature: false,
            ..plain
        },
        7 => Knobs {
            left: 1,
            ticks: vec!["✓", "x", "1"],
            years_only: true,
            title: TitleStyle::Plain,
            total: Some(TotalStyle::Formula),
            extras: vec![Extra::Recruited],
            ..plain
        },
        9 => Knobs {
            container: BYTES,
            script: Script::Tcvn3,
            header_rows: 1,
            mode: ModeStyle::Words,
            fields: FieldStyle::Cell,
            title: TitleStyle::Plain,
            total: None,
            signature: false,
            ..plain
        },
        _ => Knobs {
            numbering: Numbering::None,
            no_tick: "-",
            total: Some(TotalStyle::Sentence),
            title: TitleStyle::Labelled,
            ..plain
        },
    }
}

/// How districts of the demonstration write, in turn.
pub(crate) fn district(number: usize) -> Knobs {
    let sections = Knobs {
        subtotal: Some(TotalStyle::Inline),
        numbering: Numbering::PerSection,
        dates: vec![DateStyle::Slash, DateStyle::SlashShort, DateStyle::Serial],
        ticks: vec!["x", "X", "✓", "1"],
        ..Knobs::plain(UnitStyle::Sections)
    };
    match number % 9 {
        0 | 5 => sections,
        1 | 6 => Knobs {
            section: SectionStyle::Banner,
            fields: FieldStyle::Cell,
            header_rows: 1,
            subtotal: Some(TotalStyle::Beside),
            ..sections
        },
        2 => Knobs {
            container: UTF8,
            header_rows: 1,
            mode: ModeStyle::Words,
            fields: FieldStyle::Cell,
            dates: vec![DateStyle::Iso],
            title: TitleStyle::Plain,
            numbering: Numbering::Running,
            total: None,
            signature: false,
            ..Knobs::plain(UnitStyle::Column)
        },
        3 => Knobs {
            header_rows: 1,
            mode: ModeStyle::Letters,
            dates: vec![DateStyle::Slash, DateStyle::Dash],
            extras: vec![Extra::Note],
            ..Knobs::plain(UnitStyle::Column)
        },
        4 => Knobs {
            sex: SexStyle::Birth,
            total: Some(TotalStyle::Beside),
            ..Knobs::plain(UnitStyle::SheetEach)
        },
        7 => Knobs {
            script: Script::Tcvn3,
            section: SectionStyle::Prefixed,
            split_name: true,
            ticks: vec!["x"],
            ..sections
        },
        _ => Knobs {
            section: SectionStyle::Counted,
            blank_between: true,
            subtotal: None,
            ..sections
        },
    }
}

/// How a commune writes that sends a sheet of its own.
pub(crate) fn commune(number: usize) -> Knobs {
    let few = Knobs {
        id: false,
        phone: false,
        certificate: false,
        header_rows: 1,
        mode: ModeStyle::Words,
        fields: FieldStyle::Cell,
        ..Knobs::plain(UnitStyle::Title)
    };
    match number % 3 {
        0 => Knobs { script: Script::Tcvn3, split_name: true, title: TitleStyle::Plain, ..few },
        1 => Knobs { script: Script::Vni, title: TitleStyle::Labelled, ..few },
        _ => Knobs { unit: UnitStyle::FileName, title: TitleStyle::Plain, ..few },
    }
}

/// Any way at all. `again` where the people stand in another sheet too: then births are written
/// in full, so that both are seen to be the same.
pub(crate) fn any(unit: UnitStyle, again: bool, dice: &mut Dice) -> Knobs {
    let (container, script) = hand(unit, dice);
    let workbook = matches!(container, Container::Xlsx | Container::Ods);
    let old_names_only = container == Container::Xlsx && script.is_legacy() && dice.percent(30.0);
    let plain_marks = script.is_legacy() && !old_names_only;
    let words = dice.percent(55.0);
    let total = dice.pick(&[
        None,
        Some(TotalStyle::Inline),
        Some(TotalStyle::Inline),
        Some(TotalStyle::Beside),
        Some(TotalStyle::Formula),
        Some(TotalStyle::PerColumn),
        Some(TotalStyle::Sentence),
    ]);
    let subtotal = match unit {
        UnitStyle::Sections => dice.pick(&[
            None,
            Some(TotalStyle::Inline),
            Some(TotalStyle::Beside),
            Some(TotalStyle::PerColumn),
        ]),
        _ => None,
    };
    let (ticks, no_tick) = marks(plain_marks, dice);
    Knobs {
        container,
        script,
        old_names_only,
        header_rows: if workbook { dice.between(1, 3) } else { dice.weighted(&[(1, 3), (2, 1)]) },
        numbered_columns: dice.percent(25.0),
        numbering: dice.pick(&[Numbering::Running, Numbering::PerSection, Numbering::None]),
        left: if workbook { dice.weighted(&[(0, 4), (1, 1)]) } else { 0 },
        split_name: dice.percent(25.0),
        sex: dice.pick(&[SexStyle::Word, SexStyle::Word, SexStyle::Birth, SexStyle::Ticks]),
        mode: if words {
            dice.pick(&[ModeStyle::Words, ModeStyle::Words, ModeStyle::Letters])
        } else {
            ModeStyle::Ticks
        },
        fields: dice.pick(&[FieldStyle::Ticks, FieldStyle::Cell]),
        dates: dates(workbook, dice),
        years_only: !again && dice.percent(8.0),
        ticks,
        no_tick,
        id: again || dice.percent(85.0),
        phone: dice.percent(80.0),
        major: dice.percent(80.0),
        certificate: dice.percent(65.0),
        extras: extras(dice),
        shuffled: dice.percent(60.0),
        section: dice.pick(&[
            SectionStyle::Roman,
            SectionStyle::Letter,
            SectionStyle::Banner,
            SectionStyle::Bare,
            SectionStyle::Prefixed,
            SectionStyle::Counted,
        ]),
        subtotal,
        total,
        wrong_total: unit != UnitStyle::SheetEach && dice.percent(10.0),
        title: title(unit, dice),
        signature: workbook && dice.percent(70.0),
        blank_between: unit == UnitStyle::Sections && dice.percent(20.0),
        header_again: unit == UnitStyle::Sections && dice.percent(8.0),
        slip_in_section: unit == UnitStyle::Sections && dice.percent(12.0),
        hidden: dice.pick(&[Hidden::None, Hidden::None, Hidden::Lists, Hidden::OldCopy]),
        guide: dice.percent(15.0),
        ..Knobs::plain(unit)
    }
}

fn hand(unit: UnitStyle, dice: &mut Dice) -> (Container, Script) {
    let needs_workbook = matches!(unit, UnitStyle::SheetEach | UnitStyle::ColumnMerged);
    if needs_workbook || dice.percent(70.0) {
        let script = dice.weighted(&[
            (Script::Unicode, 12),
            (Script::Tcvn3, 3),
            (Script::Vni, 2),
            (Script::Decomposed, 1),
        ]);
        let open = !script.is_legacy() && dice.percent(10.0);
        return (if open { Container::Ods } else { Container::Xlsx }, script);
    }
    let script = dice.pick(&[
        Script::Unicode,
        Script::Unicode,
        Script::Unicode,
        Script::Decomposed,
        Script::Tcvn3,
        Script::Vni,
        Script::Viscii,
        Script::Cp1258,
    ]);
    let wide = !script.is_legacy() && dice.percent(25.0);
    let mark = wide || (!script.is_legacy() && dice.percent(60.0));
    (Container::Csv { separator: dice.pick(&[';', ',', '\t']), wide, mark }, script)
}

/// What means yes, and what stands where nothing is meant.
type Marks = (&'static [&'static str], &'static str);

const PLAIN_MARKS: [Marks; 5] =
    [(&["x"], ""), (&["x", "X"], ""), (&["1"], "0"), (&["+"], "-"), (&["v"], "")];
const ALL_MARKS: [Marks; 12] = [
    (&["x"], ""),
    (&["x", "X", "x "], ""),
    (&["✓", "x"], ""),
    (&["✔"], ""),
    (&["1"], ""),
    (&["1"], "0"),
    (&["x"], "-"),
    (&["Có"], "Không"),
    (&["v", "V"], ""),
    (&["√"], ""),
    (&["+"], ""),
    (&["•"], ""),
];

/// `plain` where the old scheme has no sign for a check mark.
fn marks(plain: bool, dice: &mut Dice) -> (Vec<&'static str>, &'static str) {
    let sets: &[Marks] = if plain { &PLAIN_MARKS } else { &ALL_MARKS };
    let (ticks, no_tick) = dice.pick(sets);
    (ticks.to_vec(), no_tick)
}

fn dates(workbook: bool, dice: &mut Dice) -> Vec<DateStyle> {
    let mut pool = vec![
        DateStyle::Slash,
        DateStyle::SlashShort,
        DateStyle::Dash,
        DateStyle::Dot,
        DateStyle::Iso,
    ];
    if workbook {
        pool.extend([DateStyle::Serial, DateStyle::Serial]);
    }
    (0..dice.between(1, 3)).map(|_| dice.pick(&pool)).collect()
}

fn extras(dice: &mut Dice) -> Vec<Extra> {
    let mut pool = vec![
        Extra::Email,
        Extra::Note,
        Extra::Recruited,
        Extra::Service,
        Extra::Pay,
        Extra::Course,
    ];
    dice.shuffle(&mut pool);
    pool.truncate(dice.weighted(&[(0, 5), (1, 4), (2, 2), (3, 1)]));
    pool
}

/// A sheet must name its office somewhere.
fn title(unit: UnitStyle, dice: &mut Dice) -> TitleStyle {
    let named = [TitleStyle::Official, TitleStyle::Plain, TitleStyle::Labelled];
    let any = [TitleStyle::Official, TitleStyle::Plain, TitleStyle::Labelled, TitleStyle::None];
    match unit {
        UnitStyle::Title | UnitStyle::SheetEach => dice.pick(&named),
        _ => dice.pick(&any),
    }
}
