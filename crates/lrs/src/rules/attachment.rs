//! Attachments (Data 2.4.11).

use super::{
    fields::{Check, broken, fields, formatted, language_map, list, required},
    rulebook,
    signature::SIGNATURE_USAGE,
    value::{is_iri, is_media_type, is_sha2},
};
use crate::{
    json::{Kind, Value},
    model::Attachment,
};

const NAMES: [&str; 7] =
    ["usageType", "display", "description", "contentType", "length", "sha2", "fileUrl"];

pub(super) fn attachments<'d>(value: Value<'d>, into: &mut Vec<Attachment<'d>>) -> Check<()> {
    for one in list(value, &rulebook::LIST_EXPECTED)? {
        into.push(attachment(one)?);
    }
    Ok(())
}

fn attachment(value: Value<'_>) -> Check<Attachment<'_>> {
    let [usage, display, description, content_type, length, sha2, file_url] = fields(value, NAMES)?;
    let usage = required(usage, value, &rulebook::USAGE_TYPE)?;
    let usage = formatted(usage, &rulebook::USAGE_TYPE, is_iri)?;
    language_map(required(display, value, &rulebook::DISPLAY)?)?;
    description.map(language_map).transpose()?;
    let place = required(content_type, value, &rulebook::CONTENT_TYPE)?;
    let content_type = formatted(place, &rulebook::CONTENT_TYPE, is_media_type)?;
    octets(required(length, value, &rulebook::LENGTH)?)?;
    let sha2 = required(sha2, value, &rulebook::SHA2)?;
    let sha2 = formatted(sha2, &rulebook::SHA2, is_sha2)?.to_ascii_lowercase();
    if let Some(file_url) = file_url {
        formatted(file_url, &rulebook::FILE_URL, is_iri)?;
    }
    if usage == SIGNATURE_USAGE && content_type != "application/octet-stream" {
        return broken(place, &rulebook::SIGNATURE_TYPE);
    }
    Ok(Attachment { usage, content_type, sha2, has_url: file_url.is_some(), value })
}

fn octets(value: Value<'_>) -> Check<()> {
    let whole = value.kind() == Kind::Number && value.raw().parse::<u64>().is_ok();
    if whole { Ok(()) } else { broken(value, &rulebook::LENGTH) }
}
