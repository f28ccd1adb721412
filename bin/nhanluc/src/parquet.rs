//! Tables as Parquet, for programs that analyse: the part of the format that is needed to write
//! one, group of rows by group of rows. Every column may be empty, stands in one page a group, as
//! it is (`PLAIN`), packed with gzip. <https://parquet.apache.org/docs/file-format/>

use std::io::{self, Write};

use flate2::{Compression, write::GzEncoder};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// Text that is JSON.
    Json,
    /// Microseconds since 1970, UTC.
    Moment,
    Truth,
    Number,
}

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Moment(i64),
    Truth(bool),
    Number(f64),
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

const MAGIC: &[u8] = b"PAR1";
/// A group of rows ends after so many bytes.
const MOST_BYTES: usize = 16 * 1024 * 1024;

// Numbers the format gives to things.
const GZIP: i64 = 2;
const PLAIN: i64 = 0;
const RLE: i64 = 3;
const OPTIONAL: i64 = 1;

impl Kind {
    /// How its values are laid out.
    const fn layout(self) -> i64 {
        match self {
            Self::Truth => 0,
            Self::Moment => 2,
            Self::Number => 5,
            Self::Text | Self::Json => 6,
        }
    }

    /// What they mean: as older readers know it, and as newer ones do.
    fn meaning(self) -> Option<(i64, Fields)> {
        let empty = Fields::default;
        match self {
            Self::Text => Some((0, empty().inner(1, empty()))),
            Self::Json => Some((19, empty().inner(12, empty()))),
            Self::Moment => {
                let micros = empty().inner(2, empty());
                Some((10, empty().inner(8, empty().truth(1, true).inner(2, micros))))
            }
            Self::Truth | Self::Number => None,
        }
    }
}

/// A column of the group in the making.
#[derive(Default)]
struct Column {
    there: Vec<bool>,
    values: Vec<u8>,
    truths: Vec<bool>,
}

impl Column {
    fn add(&mut self, cell: &Cell) {
        self.there.push(*cell != Cell::Empty);
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                self.values.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
                self.values.extend(text.as_bytes());
            }
            Cell::Moment(micros) => self.values.extend(micros.to_le_bytes()),
            Cell::Truth(truth) => self.truths.push(*truth),
            Cell::Number(number) => self.values.extend(number.to_le_bytes()),
        }
    }

    /// Which rows have a value, as runs; then the values.
    fn page(&self) -> Vec<u8> {
        let mut runs = Vec::new();
        for run in self.there.chunk_by(|a, b| a == b) {
            number(&mut runs, run.len() as u64 * 2);
            runs.push(u8::from(run[0]));
        }
        let mut out = u32::try_from(runs.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
        out.extend(runs);
        out.extend(&self.values);
        let bits =
            |eight: &[bool]| eight.iter().rev().fold(0, |all, bit| all << 1 | u8::from(*bit));
        out.extend(self.truths.chunks(8).map(bits));
        out
    }
}

/// A group that was written.
struct Group {
    rows: i64,
    columns: Vec<Fields>,
    bytes: i64,
}

/// Writes a table.
pub(crate) struct Table<W> {
    out: W,
    columns: &'static [(&'static str, Kind)],
    open: Vec<Column>,
    bytes: usize,
    at: i64,
    groups: Vec<Group>,
}

impl<W: Write> Table<W> {
    pub(crate) fn new(out: W, columns: &'static [(&'static str, Kind)]) -> io::Result<Self> {
        let mut table =
            Self { out, columns, open: Vec::new(), bytes: 0, at: 0, groups: Vec::new() };
        table.write(MAGIC)?;
        table.begin();
        Ok(table)
    }

    fn begin(&mut self) {
        self.open = self.columns.iter().map(|_| Column::default()).collect();
        self.bytes = 0;
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += length(bytes);
        self.out.write_all(bytes)
    }

    /// Adds a row: a cell for each column.
    pub(crate) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        debug_assert_eq!(cells.len(), self.columns.len(), "one cell for each column");
        for (column, cell) in self.open.iter_mut().zip(cells) {
            let before = column.values.len();
            column.add(cell);
            self.bytes += column.values.len() - before + 1;
        }
        if self.bytes >= MOST_BYTES { self.group() } else { Ok(()) }
    }

    fn group(&mut self) -> io::Result<()> {
        let rows = self.open.first().map_or(0, |column| column.there.len() as u64).cast_signed();
        if rows == 0 {
            return Ok(());
        }
        let mut group = Group { rows, columns: Vec::new(), bytes: 0 };
        let open = std::mem::take(&mut self.open);
        for ((name, kind), column) in self.columns.iter().zip(&open) {
            let plain = column.page();
            let mut packer = GzEncoder::new(Vec::new(), Compression::default());
            packer.write_all(&plain)?;
            let packed = packer.finish()?;
            let page = Fields::default()
                .int(1, I32, 0)
                .int(2, I32, length(&plain))
                .int(3, I32, length(&packed))
                .inner(
                    5,
                    Fields::default()
                        .int(1, I32, rows)
                        .int(2, I32, PLAIN)
                        .int(3, I32, RLE)
                        .int(4, I32, RLE),
                )
                .end();
            let begins = self.at;
            self.write(&page)?;
            self.write(&packed)?;
            let whole = length(&page) + length(&plain);
            group.bytes += whole;
            let told = Fields::default()
                .int(1, I32, kind.layout())
                .list(2, I32, [PLAIN, RLE].map(signed))
                .list(3, BINARY, [text(name)])
                .int(4, I32, GZIP)
                .int(5, I64, rows)
                .int(6, I64, whole)
                .int(7, I64, self.at - begins)
                .int(9, I64, begins);
            group.columns.push(Fields::default().int(2, I64, begins).inner(3, told));
        }
        self.groups.push(group);
        self.begin();
        Ok(())
    }

    /// Ends the table: what stands where comes last.
    pub(crate) fn end(mut self) -> io::Result<()> {
        self.group()?;
        let columns = self.columns.iter().map(|(name, kind)| {
            let element =
                Fields::default().int(1, I32, kind.layout()).int(3, I32, OPTIONAL).text(4, name);
            match kind.meaning() {
                Some((older, newer)) => element.int(6, I32, older).inner(10, newer).end(),
                None => element.end(),
            }
        });
        let count = self.columns.len() as u64;
        let root = Fields::default().text(4, "schema").int(5, I32, count.cast_signed()).end();
        let schema: Vec<Vec<u8>> = std::iter::once(root).chain(columns).collect();
        let rows = self.groups.iter().map(|group| group.rows).sum();
        let groups: Vec<Vec<u8>> = std::mem::take(&mut self.groups)
            .into_iter()
            .map(|group| {
                Fields::default()
                    .list(1, STRUCT, group.columns.into_iter().map(Fields::end))
                    .int(2, I64, group.bytes)
                    .int(3, I64, group.rows)
                    .end()
            })
            .collect();
        let footer = Fields::default()
            .int(1, I32, 1)
            .list(2, STRUCT, schema)
            .int(3, I64, rows)
            .list(4, STRUCT, groups)
            .text(6, "nhanluc")
            .end();
        self.write(&footer)?;
        self.write(&u32::try_from(footer.len()).unwrap_or(u32::MAX).to_le_bytes())?;
        self.write(MAGIC)?;
        self.out.flush()
    }
}

// Thrift's compact protocol: <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>
const TRUE: u8 = 1;
const FALSE: u8 = 2;
const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// The fields of a struct, in the order of their numbers.
#[derive(Clone, Default)]
struct Fields {
    out: Vec<u8>,
    last: u8,
}

impl Fields {
    fn head(&mut self, id: u8, of: u8) {
        debug_assert!(id > self.last && id - self.last < 16, "in order, not far apart");
        self.out.push((id - self.last) << 4 | of);
        self.last = id;
    }

    fn int(mut self, id: u8, of: u8, value: i64) -> Self {
        self.head(id, of);
        self.out.extend(signed(value));
        self
    }

    fn truth(mut self, id: u8, value: bool) -> Self {
        self.head(id, if value { TRUE } else { FALSE });
        self
    }

    fn text(mut self, id: u8, value: &str) -> Self {
        self.head(id, BINARY);
        self.out.extend(text(value));
        self
    }

    fn inner(mut self, id: u8, fields: Self) -> Self {
        self.head(id, STRUCT);
        self.out.extend(fields.end());
        self
    }

    fn list(mut self, id: u8, of: u8, values: impl IntoIterator<Item = Vec<u8>>) -> Self {
        self.head(id, LIST);
        let values: Vec<Vec<u8>> = values.into_iter().collect();
        match u8::try_from(values.len()) {
            Ok(few) if few < 15 => self.out.push(few << 4 | of),
            _ => {
                self.out.push(0xf0 | of);
                number(&mut self.out, values.len() as u64);
            }
        }
        self.out.extend(values.concat());
        self
    }

    fn end(mut self) -> Vec<u8> {
        self.out.push(0);
        self.out
    }
}

/// Seven bits a byte, the lowest first.
fn number(out: &mut Vec<u8>, mut value: u64) {
    while let Some(low) = u8::try_from(value & 0x7f).ok().filter(|_| value > 0x7f) {
        out.push(low | 0x80);
        value >>= 7;
    }
    out.extend(u8::try_from(value));
}

/// The sign stands in the lowest bit.
fn signed(value: i64) -> Vec<u8> {
    let mut out = Vec::new();
    number(&mut out, (value << 1 ^ value >> 63).cast_unsigned());
    out
}

fn text(value: &str) -> Vec<u8> {
    let mut out = Vec::new();
    number(&mut out, value.len() as u64);
    out.extend(value.as_bytes());
    out
}

fn length(bytes: &[u8]) -> i64 {
    (bytes.len() as u64).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[(&str, Kind)] = &[
        ("text", Kind::Text),
        ("json", Kind::Json),
        ("moment", Kind::Moment),
        ("truth", Kind::Truth),
        ("number", Kind::Number),
    ];

    fn row(n: i64) -> [Cell; 5] {
        let there = |cell: Cell| if n % 3 == 0 { Cell::Empty } else { cell };
        [
            Cell::Text(format!("dòng {n}")),
            there(Cell::Text(format!("{{\"n\":{n}}}"))),
            Cell::Moment(1_795_507_200_000_000 + n),
            there(Cell::Truth(n % 2 == 0)),
            if n == 7 { Cell::Empty } else { Cell::Number(0.5) },
        ]
    }

    fn table(rows: i64) -> Vec<u8> {
        let mut out = Vec::new();
        let mut table = Table::new(&mut out, COLUMNS).unwrap();
        for n in 0..rows {
            table.row(&row(n)).unwrap();
            // Groups end where they end: here after every tenth row.
            if n % 10 == 9 {
                table.group().unwrap();
            }
        }
        table.end().unwrap();
        out
    }

    /// The file was read by Apache Arrow (pyarrow 26) and found to hold what is written here: where
    /// this writes another, let a reader look at that before it takes the place of the old one.
    #[test]
    fn a_table_is_what_other_readers_read() {
        let expected = include_bytes!("../tests/data/table.parquet");
        assert_eq!(table(25), expected);
    }

    #[test]
    fn an_empty_table_is_one_too() {
        let out = table(0);
        assert!(out.starts_with(MAGIC) && out.ends_with(MAGIC));
    }

    #[test]
    fn numbers_of_any_size() {
        for (value, bytes) in [
            (0, &[0_u8][..]),
            (-1, &[1]),
            (1, &[2]),
            (-64, &[0x7f]),
            (64, &[0x80, 0x01]),
            (i64::MIN, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
        ] {
            assert_eq!(signed(value), bytes, "{value}");
        }
    }
}
