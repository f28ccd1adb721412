//! How large a request may be, and an answer.

use clap::Args;

#[derive(Clone, Copy, Debug, Args)]
#[expect(clippy::struct_field_names, reason = "the words of the command line")]
pub(crate) struct Limits {
    /// Most bytes of a request to `/xapi/statements`, attachments included, e.g. `64MiB`.
    #[arg(long, env = "NHANLUC_XAPI_STATEMENTS", value_name = "SIZE", value_parser = bytes,
        default_value = "32MiB")]
    xapi_statements: usize,
    /// Most bytes of a document under `/xapi` (state, profiles).
    #[arg(long, env = "NHANLUC_XAPI_DOCUMENT", value_name = "SIZE", value_parser = bytes,
        default_value = "16MiB")]
    xapi_document: usize,
    /// Bytes of a page of statements asked for under `/xapi`, attachments included, after which it
    /// ends and names the next one. A statement alone is always answered whole.
    #[arg(long, env = "NHANLUC_XAPI_PAGE", value_name = "SIZE", value_parser = bytes,
        default_value = "16MiB")]
    xapi_page: usize,
}

impl Limits {
    /// Of the learning record store.
    pub(crate) const fn records(self) -> lrs::Sizes {
        lrs::Sizes {
            statements: self.xapi_statements,
            document: self.xapi_document,
            page: self.xapi_page,
        }
    }
}

/// A size in bytes, `KiB` or `MiB`. Neither database keeps a value of a gibibyte.
fn bytes(text: &str) -> Result<usize, String> {
    let (number, unit) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => Some(1),
        "k" | "kib" => Some(1_usize << 10),
        "m" | "mib" => Some(1 << 20),
        _ => None,
    };
    let size = number.parse().ok().zip(unit).and_then(|(n, unit): (usize, _)| n.checked_mul(unit));
    size.filter(|size| (1 << 10..1 << 29).contains(size)).ok_or_else(|| {
        format!(
            "“{text}”: cỡ từ 1KiB đến dưới 512MiB, ví dụ 32MiB / a size from 1KiB to below 512MiB"
        )
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes_are_taken_as_people_write_them() {
        for (text, size) in
            [("2048", 2_048), ("1KiB", 1_024), ("32 MiB", 32 << 20), ("64m", 64 << 20)]
        {
            assert_eq!(super::bytes(text), Ok(size), "{text}");
        }
        for bad in ["", "MiB", "1", "-1MiB", "1.5MiB", "512MiB", "1TiB", "99999999999999999999"] {
            assert!(super::bytes(bad).is_err(), "{bad}");
        }
    }
}
