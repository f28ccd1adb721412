//! The columns of one sheet, in order, each with its headings from top to bottom.

use crate::{
    dice::Dice,
    headings::{self, Column, over},
    knobs::{Extra, FieldStyle, Knobs, ModeStyle, Numbering, SexStyle, UnitStyle},
};

/// A column with the headings above it, outermost first.
#[derive(Clone, Debug)]
pub(crate) struct Headed {
    pub(crate) column: Column,
    pub(crate) path: Vec<String>,
}

/// Columns that stay side by side.
struct Block {
    columns: Vec<Column>,
    /// Which third of a three-row header they stand in.
    about: usize,
}

/// Draws order and headings.
pub(crate) fn lay_out(knobs: &Knobs, dice: &mut Dice) -> Vec<Headed> {
    let mut blocks = blocks(knobs);
    arrange(&mut blocks, knobs, dice);
    let above = [headings::ABOUT_PERSON, headings::ABOUT_DUTY, headings::ABOUT_SKILL]
        .map(|pool| dice.pick(&pool));
    let mut headed = Vec::new();
    if knobs.numbering != Numbering::None {
        let path = vec![dice.pick(headings::alone(Column::Number)).to_owned()];
        headed.push(Headed { column: Column::Number, path });
    }
    for block in blocks {
        let grouped = block.columns.len() > 1 && knobs.header_rows > 1;
        let group = grouped.then(|| dice.pick(over(block.columns[0])));
        for column in block.columns {
            let mut path: Vec<String> = Vec::new();
            if knobs.header_rows > 2 && block.about < 3 {
                path.push(above[block.about].into());
            }
            path.extend(group.map(str::to_owned));
            let pool = if grouped { headings::under(column) } else { headings::alone(column) };
            path.push(dice.pick(pool).into());
            headed.push(Headed { column, path });
        }
    }
    headed
}

fn blocks(knobs: &Knobs) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut add = |about: usize, columns: &[Column]| {
        blocks.push(Block { columns: columns.to_vec(), about });
    };
    if knobs.split_name {
        add(0, &[Column::Family, Column::Given]);
    } else {
        add(0, &[Column::Name]);
    }
    match knobs.sex {
        SexStyle::Word => add(0, &[Column::Sex]),
        SexStyle::Ticks => add(0, &[Column::Male, Column::Female]),
        SexStyle::Birth => add(0, &[Column::BirthMale, Column::BirthFemale]),
    }
    if knobs.sex != SexStyle::Birth {
        add(0, &[Column::Birth]);
    }
    if knobs.id {
        add(0, &[Column::Id]);
    }
    if matches!(knobs.unit, UnitStyle::Column | UnitStyle::ColumnMerged) {
        add(1, &[Column::Unit]);
    }
    add(1, &[Column::Title]);
    if knobs.major {
        add(2, &[Column::Degree, Column::Major]);
    } else {
        add(2, &[Column::Degree]);
    }
    match knobs.mode {
        ModeStyle::Ticks => add(1, &[Column::Dedicated, Column::Concurrent]),
        _ => add(1, &[Column::Mode]),
    }
    match knobs.fields {
        FieldStyle::Ticks => add(1, &[Column::Dx, Column::Infosec]),
        FieldStyle::Cell => add(1, &[Column::Fields]),
    }
    if knobs.certificate {
        add(2, &[Column::Certificate]);
    }
    if knobs.phone {
        add(0, &[Column::Phone]);
    }
    for extra in &knobs.extras {
        match extra {
            Extra::Email => add(3, &[Column::Email]),
            Extra::Note => add(3, &[Column::Note]),
            Extra::Recruited => add(3, &[Column::Recruited]),
            Extra::Service => add(3, &[Column::Service]),
            Extra::Pay => add(3, &[Column::Pay]),
            Extra::Course => add(3, &[Column::Course]),
        }
    }
    blocks
}

fn arrange(blocks: &mut [Block], knobs: &Knobs, dice: &mut Dice) {
    if knobs.shuffled {
        dice.shuffle(blocks);
    }
    if knobs.header_rows > 2 {
        blocks.sort_by_key(|b| b.about);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn headings_reach_no_deeper_than_the_header_and_columns_are_distinct() {
        for seed in 0..60 {
            let mut dice = Dice::new(seed, "columns");
            let knobs = Knobs {
                header_rows: dice.between(1, 3),
                sex: dice.pick(&[SexStyle::Word, SexStyle::Ticks, SexStyle::Birth]),
                split_name: dice.percent(50.0),
                shuffled: true,
                ..Knobs::plain(UnitStyle::Column)
            };
            let columns = lay_out(&knobs, &mut dice);
            assert!(columns.iter().all(|c| (1..=knobs.header_rows).contains(&c.path.len())));
            let kinds: BTreeSet<_> = columns.iter().map(|c| c.column).collect();
            assert_eq!(kinds.len(), columns.len());
            let texts: BTreeSet<_> = columns.iter().map(|c| c.path.clone()).collect();
            assert_eq!(texts.len(), columns.len());
        }
    }
}
