//! Notes put into an Office Open XML package; every other part is copied as it is, still packed.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{Cursor, Write},
};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::reading::{
    Refusal,
    open::package::{attribute, part, relationships, resolve, sheets},
};

use super::{
    Notes, SheetPart, comments, drawing,
    xml::{before_end, elements, insert, prefix},
};

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const VML_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Parts to be written, by name.
#[derive(Default)]
struct Changes {
    parts: BTreeMap<String, String>,
    comments: Vec<String>,
    vml: bool,
}

/// The package with the notes of each sheet.
pub(super) fn write(bytes: &[u8], notes: &BTreeMap<&str, Notes>) -> Result<Vec<u8>, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Corrupt)?;
    let (_, listed) = sheets(&mut zip)?;
    let mut changes = Changes::default();
    for (number, sheet) in listed.iter().enumerate() {
        let name = kernel::folding::compose(&sheet.name);
        if let Some(notes) = notes.get(name.as_str()).filter(|n| !n.is_empty()) {
            annotate(&mut zip, sheet, number + 1, notes, &mut changes)?;
        }
    }
    if !changes.parts.is_empty() {
        let types = part(&mut zip, "[Content_Types].xml")?;
        let types = content_types(&types, &changes)?;
        changes.parts.insert("[Content_Types].xml".into(), types);
    }
    copy(zip, &changes.parts)
}

fn annotate(
    zip: &mut Zip<'_>,
    sheet: &SheetPart,
    number: usize,
    notes: &Notes,
    changes: &mut Changes,
) -> Result<(), Refusal> {
    let (folder, file) = sheet.path.rsplit_once('/').unwrap_or(("", &sheet.path));
    let rels_path = format!("{folder}/_rels/{file}.rels");
    let mut rels = part(zip, &rels_path)?;
    if rels.is_empty() {
        rels = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONS}\"></Relationships>"
        );
    }
    let known = relationships(&rels);
    let target = |kind: &str| {
        known
            .iter()
            .find(|(_, k, _)| k.ends_with(kind))
            .map(|(id, _, t)| (id.clone(), resolve(&sheet.path, t)))
    };
    let mut boxes = notes.clone();
    if let Some((_, path)) = target("/comments") {
        let (merged, new) = comments::merged(&part(zip, &path)?, notes)?;
        boxes = new;
        changes.parts.insert(path, merged);
    } else {
        let path = format!("{folder}/notes{number}.xml");
        rels = related(&rels, "notesText", "comments", &format!("notes{number}.xml"))?;
        changes.parts.insert(path.clone(), comments::fresh(notes));
        changes.comments.push(path);
    }
    let xml = part(zip, &sheet.path)?;
    let drawn = elements(&xml, |depth, name| depth == 1 && name == "legacyDrawing")?;
    let drawn_id = drawn.first().and_then(|e| attribute(&e.tag, "id"));
    let old = drawn_id.and_then(|id| known.iter().find(|(r, _, _)| *r == id));
    if let Some((_, _, target)) = old {
        let path = resolve(&sheet.path, target);
        let merged = drawing::merged(&part(zip, &path)?, &boxes)?;
        changes.parts.insert(path, merged);
    } else {
        let path = format!("{folder}/notes{number}.vml");
        rels = related(&rels, "notesBoxes", "vmlDrawing", &format!("notes{number}.vml"))?;
        changes.parts.insert(path, drawing::fresh(&boxes));
        changes.vml = true;
        changes.parts.insert(sheet.path.clone(), with_drawing(&xml, "notesBoxes")?);
    }
    changes.parts.insert(rels_path, rels);
    Ok(())
}

fn related(rels: &str, id: &str, kind: &str, target: &str) -> Result<String, Refusal> {
    let p = prefix(rels).to_owned();
    // An empty list of relations may be written as one closed tag.
    let opened = match elements(rels, |depth, _| depth == 0)?.first() {
        Some(root) if rels[root.start..root.end].ends_with("/>") => {
            let whole = &rels[root.start..root.end];
            let open = format!("{}></{p}Relationships>", &whole[..whole.len() - 2]);
            format!("{}{open}{}", &rels[..root.start], &rels[root.end..])
        }
        _ => rels.to_owned(),
    };
    before_end(
        &opened,
        &format!("<{p}Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"),
    )
}

/// What must stand behind a worksheet's drawing of notes.
const BEHIND: [&str; 8] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

fn with_drawing(xml: &str, id: &str) -> Result<String, Refusal> {
    let p = prefix(xml).to_owned();
    let tag = format!("<{p}legacyDrawing xmlns:r=\"{OFFICE}\" r:id=\"{id}\"/>");
    let top = elements(xml, |depth, _| depth == 1)?;
    let data = top.iter().position(|e| e.tag.local_name().as_ref() == "sheetData");
    let after = data.map_or(0, |at| at + 1);
    let next = top[after..].iter().find(|e| {
        let name = e.tag.local_name();
        BEHIND.contains(&name.as_ref())
            || name.as_ref() == "AlternateContent" && !xml[e.start..e.end].contains("drawing ")
    });
    match next {
        Some(element) => Ok(insert(xml, element.start, &tag)),
        None => before_end(xml, &tag),
    }
}

fn content_types(xml: &str, changes: &Changes) -> Result<String, Refusal> {
    let p = prefix(xml).to_owned();
    let mut added = String::new();
    // Writing into memory does not fail.
    let known = elements(xml, |_, name| name == "Default")?;
    let vml = known
        .iter()
        .any(|e| attribute(&e.tag, "Extension").is_some_and(|e| e.eq_ignore_ascii_case("vml")));
    if changes.vml && !vml {
        let _ = write!(added, "<{p}Default Extension=\"vml\" ContentType=\"{VML_TYPE}\"/>");
    }
    for path in &changes.comments {
        let _ =
            write!(added, "<{p}Override PartName=\"/{path}\" ContentType=\"{COMMENTS_TYPE}\"/>");
    }
    before_end(xml, &added)
}

fn copy(mut zip: Zip<'_>, parts: &BTreeMap<String, String>) -> Result<Vec<u8>, Refusal> {
    let corrupt = |_| Refusal::Corrupt;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let mut left: BTreeMap<&str, &str> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    for at in 0..zip.len() {
        let part = zip.by_index_raw(at).map_err(corrupt)?;
        let name = part.name().map_err(corrupt)?.into_owned();
        match left.remove(name.as_str()) {
            Some(text) => {
                out.start_file(&name, packed).map_err(corrupt)?;
                out.write_all(text.as_bytes()).map_err(|_| Refusal::Corrupt)?;
            }
            None => out.raw_copy_file(part).map_err(corrupt)?,
        }
    }
    for (name, text) in left {
        out.start_file(name, packed).map_err(corrupt)?;
        out.write_all(text.as_bytes()).map_err(|_| Refusal::Corrupt)?;
    }
    Ok(out.finish().map_err(corrupt)?.into_inner())
}
