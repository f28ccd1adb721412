//! The boxes spreadsheets draw notes in. They are still kept as vector markup of an older kind.

use std::fmt::Write as _;

use crate::reading::Refusal;

use super::{Notes, xml::before_end};

const NAMESPACES: &str = "xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";
/// Above the ids other programs give.
const FIRST_SHAPE: usize = 60_001;

/// A new drawing.
pub(super) fn fresh(notes: &Notes) -> String {
    format!(
        "<xml {NAMESPACES}><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/>\
         </o:shapelayout>{}{}</xml>",
        shape_type(),
        shapes(notes)
    )
}

/// Boxes added to a drawing that is there.
pub(super) fn merged(xml: &str, notes: &Notes) -> Result<String, Refusal> {
    let kind = if xml.contains("_x0000_t202\"") { String::new() } else { shape_type() };
    before_end(xml, &format!("{kind}{}", shapes(notes)))
}

fn shape_type() -> String {
    format!(
        "<v:shapetype {NAMESPACES} id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
         path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
         <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
    )
}

fn shapes(notes: &Notes) -> String {
    let mut out = String::new();
    for (n, ((row, column), text)) in notes.iter().enumerate() {
        let lines = text.chars().count() / 26 + text.lines().count();
        let (top, left) = (row.saturating_sub(1), column + 1);
        let bottom = u64::from(top) + lines.clamp(3, 12) as u64 + 1;
        let id = FIRST_SHAPE + n;
        // Writing into memory does not fail.
        let _ = write!(
            out,
            "<v:shape {NAMESPACES} id=\"_x0000_s{id}\" type=\"#_x0000_t202\" \
             style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:150pt;height:60pt;z-index:{n};visibility:hidden\" \
             fillcolor=\"#fff4ce\" o:insetmode=\"auto\"><v:fill color2=\"#fff4ce\"/>\
             <v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
             <x:Anchor>{left}, 15, {top}, 2, {}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
             <x:Row>{top}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
            left + 2
        );
    }
    out
}
