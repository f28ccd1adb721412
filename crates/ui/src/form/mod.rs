//! Forms: one field a row, label, hint and fault with it.

mod field;
mod files;

use askama::Template;
pub use field::{Choice, Field};
pub use files::FileDrop;

use crate::{Button, Component, Html, Text, Ui};

/// A form that changes something: `POST`, with the token that says it is ours.
#[derive(Clone, Debug)]
pub struct Form {
    action: String,
    id: Option<Text>,
    multipart: bool,
    hidden: Vec<(Text, Text)>,
    parts: Vec<Part>,
    buttons: Vec<Button>,
}

#[derive(Clone, Debug)]
enum Part {
    Field(Box<Field>),
    Files(FileDrop),
    Html(Html),
}

impl Form {
    /// A form that is sent to a path of this site.
    pub fn post(action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            id: None,
            multipart: false,
            hidden: Vec::new(),
            parts: Vec::new(),
            buttons: Vec::new(),
        }
    }

    /// An id, for controls that stand elsewhere in the page.
    #[must_use]
    pub fn id(mut self, id: impl Into<Text>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// A value that is sent along.
    #[must_use]
    pub fn hidden(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.hidden.push((name.into(), value.into()));
        self
    }

    /// A field.
    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        self.parts.push(Part::Field(Box::new(field)));
        self
    }

    /// A place for files; the form is sent in parts.
    #[must_use]
    pub fn files(mut self, files: FileDrop) -> Self {
        self.parts.push(Part::Files(files));
        self.multipart = true;
        self
    }

    /// Other markup between the fields.
    #[must_use]
    pub fn part(mut self, html: Html) -> Self {
        self.parts.push(Part::Html(html));
        self
    }

    /// A button at its end, the main one first.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }
}

#[derive(Template)]
#[template(path = "form.html")]
struct View<'a> {
    ui: &'a Ui,
    it: &'a Form,
}

impl Component for Form {
    fn write(&self, ui: &Ui, out: &mut String) {
        crate::html::put(&View { ui, it: self }, out);
    }
}

/// For choosing rather than changing: in one line, and by the address unless it is [`posted`].
///
/// [`posted`]: Chooser::posted
#[derive(Clone, Debug)]
pub struct Chooser {
    action: String,
    fields: Vec<Field>,
    kept: &'static [&'static str],
    submit: Text,
    posted: bool,
}

impl Chooser {
    /// A form whose answer is a page with its fields in the address. The reader's dates and map go
    /// along.
    pub fn new(action: impl Into<String>, submit: impl Into<Text>) -> Self {
        let (fields, kept) = (Vec::new(), &[][..]);
        Self { action: action.into(), fields, kept, submit: submit.into(), posted: false }
    }

    /// What is typed may be personal, and must stand in no address: it is sent in the body, and
    /// the handler leads on to what may be kept and shared.
    #[must_use]
    pub const fn posted(mut self) -> Self {
        self.posted = true;
        self
    }

    /// Parameters of the page's address that go along as well.
    #[must_use]
    pub const fn keep(mut self, names: &'static [&'static str]) -> Self {
        self.kept = names;
        self
    }

    /// A field.
    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// What is chosen, in words: the label of each field that narrows something down, and its value.
    pub(crate) fn chosen(&self) -> impl Iterator<Item = (Text, String)> {
        self.fields.iter().filter_map(Field::told)
    }
}

impl Component for Chooser {
    fn write(&self, ui: &Ui, out: &mut String) {
        out.push_str("<form class=\"chooser\" method=\"");
        out.push_str(if self.posted { "post" } else { "get" });
        out.push_str("\" action=\"");
        crate::escape(&self.action, out);
        out.push_str("\">");
        if self.posted {
            out.push_str(ui.csrf().as_str());
        }
        out.push_str(ui.kept(self.kept).as_str());
        for field in &self.fields {
            field.write(ui, out);
        }
        Button::submit(self.submit.clone()).quiet().write(ui, out);
        out.push_str("</form>");
    }
}
