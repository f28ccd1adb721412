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

/// A page that not everybody may open. Rooms declare theirs: `pub const DOORS: &[ui::Door] = …`.
/// Whoever may not open it reads what would lead there as plain text.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// The path as a router has it: `/people/{id}`.
    pub at: &'static str,
    /// One of these is enough: words of [`Viewer::rights`](crate::Viewer).
    pub needs: &'static [&'static str],
}

impl Door {
    /// A door that opens to whoever has one of these rights.
    pub const fn new(at: &'static str, needs: &'static [&'static str]) -> Self {
        Self { at, needs }
    }

    /// In how many words it says the path, if it is this one's.
    fn fits(&self, path: &str) -> Option<usize> {
        let (mut own, mut parts, mut said) = (self.at.split('/'), path.split('/'), 0);
        loop {
            match (own.next(), parts.next()) {
                (None, None) => return Some(said),
                (Some(own), Some(_)) if own.starts_with('{') => {}
                (Some(own), Some(part)) if own == part => said += 1,
                _ => return None,
            }
        }
    }
}

/// Made once, at the start.
pub struct Site {
    pub(crate) catalog: Catalog,
    pub(crate) nav: Vec<NavItem>,
    pub(crate) search: Option<&'static str>,
    doors: Vec<Door>,
}

impl Site {
    /// Reads the texts of every room (this room's own come along by themselves). `search` is where
    /// the search box of the header leads (`POST`, parameter `q`: what is typed there may be personal and stands in no address); what it offers while one types is
    /// asked for at `goi-y` under it (JSON: `options`, each with `label`, `note` and `href`, and
    /// `said`: how many, in words). The site lives as long as the process.
    pub fn new(
        rooms: &[Messages],
        nav: impl IntoIterator<Item = NavItem>,
        search: Option<&'static str>,
    ) -> Result<&'static Self, Error> {
        Self::with_doors(rooms, nav, search, [])
    }

    /// The same with pages that not everybody may open.
    pub fn with_doors(
        rooms: &[Messages],
        nav: impl IntoIterator<Item = NavItem>,
        search: Option<&'static str>,
        doors: impl IntoIterator<Item = Door>,
    ) -> Result<&'static Self, Error> {
        let mut all = vec![MESSAGES_OF_UI];
        all.extend_from_slice(rooms);
        let catalog = Catalog::new(&all)?;
        let (nav, doors) = (nav.into_iter().collect(), doors.into_iter().collect());
        Ok(Box::leak(Box::new(Self { catalog, nav, search, doors })))
    }

    /// Whether an address is open to who has these rights. One without a door is.
    pub fn opens(&self, href: &str, rights: &[&str]) -> bool {
        let path = href.split(['?', '#']).next().unwrap_or_default();
        let fitting = self.doors.iter().filter_map(|door| Some((door.fits(path)?, door)));
        let door = fitting.max_by_key(|(said, _)| *said);
        door.is_none_or(|(_, door)| door.needs.iter().any(|right| rights.contains(right)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Door, Site};

    #[test]
    fn a_door_opens_to_one_of_its_rights() {
        let doors = [
            Door::new("/people", &["see"]),
            Door::new("/people/{id}", &["see", "own"]),
            Door::new("/people/new", &["edit"]),
        ];
        let site = Site::with_doors(&[], [], None, doors).unwrap();
        assert!(site.opens("/people?q=a", &["see"]) && !site.opens("/people", &["own"]));
        assert!(site.opens("/people/7#duty", &["own"]) && !site.opens("/people/7", &["edit"]));
        assert!(site.opens("/people/new", &["edit"]) && !site.opens("/people/new", &["see"]));
        assert!(site.opens("/people/7/more", &[]), "it has no door");
        assert!(site.opens("https://elsewhere.vn/people", &[]), "nor has another site");
    }
}
