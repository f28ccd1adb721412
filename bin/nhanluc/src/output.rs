//! What a command says: a table for people, JSON or CSV for programs.

use std::{
    error::Error,
    io::{self, ErrorKind, Write as _},
    process::ExitCode,
};

use serde_json::Value as Json;

/// Writes a line. A reader that closed the pipe has read enough.
pub(crate) fn line(text: impl AsRef<str>) {
    let _ = writeln!(io::stdout().lock(), "{}", text.as_ref());
}

/// Standard output. A reader that closed the pipe has read enough: what is still written goes
/// nowhere, and what was begun is done to its end.
#[derive(Debug)]
pub(crate) struct Out<W>(W);

pub(crate) fn out() -> Out<io::StdoutLock<'static>> {
    Out(io::stdout().lock())
}

/// What was written, or would have been if anybody still read it.
fn read_enough<T>(done: io::Result<T>, rest: T) -> io::Result<T> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(rest),
        done => done,
    }
}

impl<W: io::Write> io::Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        read_enough(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        read_enough(self.0.flush(), ())
    }
}

/// Writes JSON, laid out.
pub(crate) fn json(value: &Json) {
    line(serde_json::to_string_pretty(value).unwrap_or_default());
}

/// Writes a line beside the answer, where a program does not read it.
pub(crate) fn note(text: impl AsRef<str>) {
    let _ = writeln!(io::stderr().lock(), "{}", text.as_ref());
}

/// Says what went wrong: in the words of the room where it has some, else with its causes, each
/// told once.
pub(crate) fn fail(error: &anyhow::Error) -> ExitCode {
    note(format!("nhanluc: {}", words(error).unwrap_or_else(|| causes(error))));
    ExitCode::from(2)
}

/// The words of the room whose error it is, wherever in the causes it stands.
fn words(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        let of_sheets = cause.downcast_ref::<intake::Error>().map(|intake::Error::Registry(it)| it);
        let of_campaigns = cause.downcast_ref::<collect::Error>().and_then(|it| match it {
            collect::Error::Registry(it) => Some(it),
            _ => None,
        });
        let of_register = cause.downcast_ref::<registry::Error>().or(of_sheets).or(of_campaigns);
        let of_record = cause.downcast_ref::<ledger::Error>();
        of_register
            .and_then(registry::pages::said)
            .or_else(|| of_record.and_then(registry::pages::record_said))
    })
}

/// Says what the command line itself gets wrong; help, and the version, go where they should.
pub(crate) fn misused(error: &clap::Error) -> ExitCode {
    use clap::error::{ContextKind, ErrorKind};
    let why = error.source().filter(|_| error.kind() == ErrorKind::ValueValidation);
    let Some(why) = why else { error.exit() };
    let option = error.get(ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
    note(format!("nhanluc: {option}: {why}"));
    ExitCode::from(2)
}

/// The error and what caused it. Some errors tell their cause in their own words already.
fn causes(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(cause) {
        if said.is_empty() {
            said = cause;
        } else if !said.contains(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    said
}

/// What most often happens to files and databases has the words of the country.
fn cause(error: &(dyn Error + 'static)) -> String {
    let of_database = error.downcast_ref::<store::Error>();
    if let Some(said) = of_database.and_then(of_migration) {
        return said;
    }
    let said = match of_database {
        Some(store::Error::Io(file)) => of_file(file),
        Some(store::Error::NotEmpty) => {
            Some("cơ sở dữ liệu đã có dữ liệu; chỉ khôi phục được vào nơi còn trống")
        }
        Some(store::Error::Busy) => Some("cơ sở dữ liệu đang bận; hãy thử lại"),
        _ => error.downcast_ref().and_then(of_file),
    };
    said.map_or_else(|| error.to_string(), str::to_owned)
}

/// The database and the program are of different versions. In both languages: whoever looks after
/// the machine may read either.
fn of_migration(error: &store::Error) -> Option<String> {
    let (said, room, number) = match error {
        store::Error::Newer { room, number } => {
            ("mà chương trình này chưa biết; hãy dùng bản chương trình mới hơn", room, number)
        }
        store::Error::Migration { room, number } => {
            ("đã bị sửa sau khi áp dụng; hãy dùng đúng bản chương trình đã ghi", room, number)
        }
        _ => return None,
    };
    Some(format!("cơ sở dữ liệu có bước chuyển đổi {room}/{number} {said} ({error})"))
}

fn of_file(error: &io::Error) -> Option<&'static str> {
    Some(match error.kind() {
        ErrorKind::NotFound => "không có tệp hay thư mục này",
        ErrorKind::AlreadyExists => "đã có tệp này; hãy chọn tên khác",
        ErrorKind::PermissionDenied => "không có quyền đọc hay ghi tệp này",
        ErrorKind::IsADirectory => "đây là một thư mục, không phải tệp",
        ErrorKind::StorageFull => "đĩa đã đầy",
        _ => return None,
    })
}

/// Writes rows as CSV. Whoever opens it in a spreadsheet runs nothing that an office wrote.
pub(crate) fn csv(out: impl io::Write, head: &[&str], rows: &[Vec<String>]) -> anyhow::Result<()> {
    let mut out = ::csv::Writer::from_writer(out);
    out.write_record(head)?;
    for row in rows {
        out.write_record(row.iter().map(|cell| ui::export::guard(cell)))?;
    }
    out.flush()?;
    Ok(())
}

/// Writes a table whose columns line up.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count());
        cells.chain(head.get(column).map(|h| h.chars().count())).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let put = |cells: Vec<&str>| {
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, w)| {
                format!("{cell}{}", " ".repeat(w.saturating_sub(cell.chars().count())))
            })
            .collect();
        line(padded.join("  ").trim_end());
    };
    put(head.to_vec());
    line(widths.iter().map(|w| "─".repeat(*w)).collect::<Vec<_>>().join("  "));
    for row in rows {
        put(row.iter().map(String::as_str).collect());
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    #[test]
    fn a_cause_is_told_once() {
        let odd = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let inner = odd().to_string();
        let error = anyhow::Error::new(odd()).context(format!("a.csv: {inner}"));
        assert_eq!(super::causes(&error), format!("a.csv: {inner}"));
        let error = anyhow::Error::new(odd()).context("a.csv");
        assert_eq!(super::causes(&error), format!("a.csv: {inner}"));
    }

    #[test]
    fn a_file_s_error_has_the_words_of_the_country() {
        let there = || io::Error::from(io::ErrorKind::AlreadyExists);
        let told = "a.csv: đã có tệp này; hãy chọn tên khác";
        let error = anyhow::Error::new(there()).context("a.csv");
        assert_eq!(super::causes(&error), told);
        let error = anyhow::Error::new(store::Error::from(there())).context("a.csv");
        assert_eq!(super::causes(&error), told);
    }

    /// Breaks at once, as a pipe that nobody reads.
    struct Closed(io::ErrorKind);

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn who_has_read_enough_is_no_fault_and_a_full_disk_is() {
        use io::ErrorKind::{BrokenPipe, StorageFull};
        let write = |kind| super::csv(super::Out(Closed(kind)), &["a"], &[vec!["1".to_owned()]]);
        assert!(write(BrokenPipe).is_ok());
        assert!(write(StorageFull).is_err());
    }

    #[test]
    fn no_cell_is_a_formula() {
        let row = ["=HYPERLINK(\"http://la.example\",\"An\")", "+84 912"].map(str::to_owned);
        let mut out = Vec::new();
        super::csv(&mut out, &["a", "b"], &[row.into()]).unwrap();
        let mut read = ::csv::Reader::from_reader(&out[..]);
        let cells = read.records().next().unwrap().unwrap();
        assert!(cells[0].starts_with("'=HYPERLINK("), "{cells:?}");
        assert_eq!(&cells[1], "'+84 912");
    }
}
