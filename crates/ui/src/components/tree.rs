//! A tree of offices or areas, folded where it is deep.

use crate::{Component, Html, Text, Ui, escape};

/// One place in a tree.
#[derive(Clone, Debug)]
pub struct Node {
    label: Text,
    href: Option<String>,
    beside: Html,
    open: bool,
    current: bool,
    children: Vec<Node>,
}

impl Node {
    /// A node without children.
    pub fn new(label: impl Into<Text>) -> Self {
        Self {
            label: label.into(),
            href: None,
            beside: Html::default(),
            open: false,
            current: false,
            children: Vec::new(),
        }
    }

    /// Its page.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// A number or a tag beside it.
    #[must_use]
    pub fn beside(mut self, beside: Html) -> Self {
        self.beside = beside;
        self
    }

    /// Unfolded.
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.open = true;
        self
    }

    /// The place the page is about.
    #[must_use]
    pub const fn current(mut self) -> Self {
        self.current = true;
        self
    }

    /// What is under it.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Node>) -> Self {
        self.children.extend(children);
        self
    }

    fn write_label(&self, ui: &Ui, out: &mut String) {
        if let Some(href) = ui.open(self.href.as_ref()) {
            out.push_str("<a href=\"");
            escape(&ui.link(href), out);
            out.push('"');
            if self.current {
                out.push_str(" aria-current=\"page\"");
            }
            out.push('>');
            escape(&self.label, out);
            out.push_str("</a>");
        } else {
            escape(&self.label, out);
        }
        if !self.beside.is_empty() {
            out.push_str(" <span class=\"beside\">");
            out.push_str(self.beside.as_str());
            out.push_str("</span>");
        }
    }

    fn write(&self, ui: &Ui, out: &mut String) {
        out.push_str("<li><span class=\"leaf\">");
        self.write_label(ui, out);
        out.push_str("</span>");
        // The link stands beside the fold, not in it: one control never holds another.
        if !self.children.is_empty() {
            out.push_str(if self.open { "<details open><summary>" } else { "<details><summary>" });
            out.push_str("<span class=\"vh\">");
            escape(&ui.f("ui-tree-under", &[("name", self.label.as_ref().into())]), out);
            out.push_str("</span></summary>");
            write_list(&self.children, ui, out);
            out.push_str("</details>");
        }
        out.push_str("</li>");
    }
}

fn write_list(nodes: &[Node], ui: &Ui, out: &mut String) {
    out.push_str("<ul>");
    for node in nodes {
        node.write(ui, out);
    }
    out.push_str("</ul>");
}

/// A tree; its branches fold without a script.
#[derive(Clone, Debug, Default)]
pub struct Tree(Vec<Node>);

impl Tree {
    /// Its roots.
    pub fn new(roots: impl IntoIterator<Item = Node>) -> Self {
        Self(roots.into_iter().collect())
    }
}

impl Component for Tree {
    fn write(&self, ui: &Ui, out: &mut String) {
        out.push_str("<div class=\"tree\">");
        write_list(&self.0, ui, out);
        out.push_str("</div>");
    }
}
