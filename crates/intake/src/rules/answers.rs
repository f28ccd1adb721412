//! Rows that somebody decided about before.

use std::collections::HashMap;

use ledger::Held;

use super::{headings::without_unasked, held::Cells};
use crate::model::{HeldId, HeldRow, RowAnswer};

/// An answer, and what the row it was given to shows.
type Answered = (Cells, Held<RowAnswer>);

/// Answers that stand, by the sheet their row was held in.
#[derive(Default)]
pub(crate) struct Answers(HashMap<(String, String), Vec<Answered>>);

impl Answers {
    /// Each answer with the row it was given to. Where that row was erased since, nothing tells
    /// any longer which it was.
    pub(crate) fn new(answers: Vec<Held<RowAnswer>>, rows: Vec<HeldRow>) -> Self {
        let mut by_id: HashMap<HeldId, HeldRow> = rows.into_iter().map(|r| (r.id, r)).collect();
        let mut out = Self::default();
        for answer in answers {
            let Some(row) = by_id.remove(&answer.fact.held).filter(|r| !r.cells.is_empty()) else {
                continue;
            };
            let shows = without_unasked(&row.cells);
            out.0.entry((row.file, row.sheet)).or_default().push((shows, answer));
        }
        out
    }

    /// The answers of a sheet; nearly always there are none.
    pub(crate) fn of_sheet(&self, file: &str, sheet: &str) -> Option<&[Answered]> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&(file.to_owned(), sheet.to_owned())).map(Vec::as_slice)
    }

    /// The answer to a row of a sheet that shows these cells. The last one counts.
    pub(crate) fn of(&self, file: &str, sheet: &str, cells: &Cells) -> Option<&Held<RowAnswer>> {
        let all = self.of_sheet(file, sheet)?;
        all.iter().rev().find(|(said, _)| said == cells).map(|(_, answer)| answer)
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Interval, Uuid};
    use ledger::FactId;

    use super::*;
    use crate::model::{AnswerId, Verdict};

    #[test]
    fn an_answer_holds_where_a_column_is_left_out_since() {
        let cells = |cell: &str| {
            let all = [("Họ và tên", "Nguyễn Văn An"), ("Chi bộ", cell)];
            all.map(|(heading, text)| (heading.to_owned(), text.to_owned())).to_vec()
        };
        let row = HeldRow {
            id: HeldId(Uuid::nil()),
            file: "A.xlsx".into(),
            sheet: "1".into(),
            row: 5,
            org: None,
            codes: vec![],
            name_key: None,
            problems: vec![],
            cells: cells("Chi bộ 3"),
        };
        let fact = RowAnswer { id: AnswerId(Uuid::nil()), held: row.id, verdict: Verdict::Dropped };
        let answer = Held { id: FactId(Uuid::nil()), valid: Interval::ALWAYS, fact };
        let answers = Answers::new(vec![answer], vec![row]);
        assert!(answers.of("A.xlsx", "1", &cells("•••")).is_some());
        let mut other = cells("•••");
        other[0].1 = "Trần Thị Bình".to_owned();
        assert!(answers.of("A.xlsx", "1", &other).is_none());
    }
}
