//! The block for a signature at the foot of an official form. Seen in print only.

use crate::{Component, Text, Ui, escape};

/// Place and date, office of the signatory, room for the hand, name.
#[derive(Clone, Debug)]
pub struct Signature {
    place: Text,
    role: Text,
    name: Text,
}

impl Signature {
    /// "Việt Trì, ngày 15 tháng 10 năm 2024", "Giám đốc", and the name if it is known.
    pub fn new(place: impl Into<Text>, role: impl Into<Text>, name: impl Into<Text>) -> Self {
        Self { place: place.into(), role: role.into(), name: name.into() }
    }
}

impl Component for Signature {
    fn write(&self, _: &Ui, out: &mut String) {
        out.push_str("<div class=\"signature\">");
        for (class, text) in [("place", &self.place), ("role", &self.role), ("name", &self.name)] {
            out.push_str("<p class=\"");
            out.push_str(class);
            out.push_str("\">");
            escape(text, out);
            out.push_str("</p>");
        }
        out.push_str("</div>");
    }
}
