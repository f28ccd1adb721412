//! What is the same for every request: name, navigation, texts.

use crate::messages::{Catalog, Error, MESSAGES_OF_UI, Messages};

/// An entry of the navigation. Rooms declare theirs: `pub const NAV: &[ui::NavItem] = …`.
#[derive(Clone, Copy, Debug)]
pub struct NavItem {
    /// Message with the label.
    pub label: &'static str,
    /// Path. The entry whose path begins the page's is the current one.
    pub href: &'static str,
    /// Message with the heading it stands under, if any.
    pub group: Option<&'static str>,
    /// What one must be allowed, somewhere, to be shown it; `None` = whoever has signed in.
    pub needs: Option<&'static str>,
}

impl NavItem {
    /// An entry without a heading.
    pub const fn new(label: &'static str, href: &'static str) -> Self {
        Self { label, href, group: None, needs: None }
    }

    /// The same under a heading; neighbours with one heading stand together.
    #[must_use]
    pub const fn under(mut self, group: &'static str) -> Self {
        self.group = Some(group);
        self
    }

    /// Shown only to who may do this somewhere: a word of [`Viewer::rights`](crate::Viewer).
    #[must_use]
    pub const fn needs(mut self, right: &'static str) -> Self {
        self.needs = Some(right);
        self
    }
}

/// Made once, at the start.
pub struct Site {
    pub(crate) catalog: Catalog,
    pub(crate) nav: Vec<NavItem>,
    pub(crate) search: Option<&'static str>,
}

impl Site {
    /// Reads the texts of every room (this room's own come along by themselves). `search` is where
    /// the search box of the header leads (`GET`, parameter `q`); what it offers while one types is
    /// asked for at `goi-y` under it (JSON: `options`, each with `label`, `note` and `href`, and
    /// `said`: how many, in words). The site lives as long as the process.
    pub fn new(
        rooms: &[Messages],
        nav: impl IntoIterator<Item = NavItem>,
        search: Option<&'static str>,
    ) -> Result<&'static Self, Error> {
        let mut all = vec![MESSAGES_OF_UI];
        all.extend_from_slice(rooms);
        let site = Self { catalog: Catalog::new(&all)?, nav: nav.into_iter().collect(), search };
        Ok(Box::leak(Box::new(site)))
    }
}
