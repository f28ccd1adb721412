//! The query of the page's address: read, and written again with one thing changed.

use std::borrow::Cow;

/// More pairs than any page of ours has; the rest of a hostile address is not read.
const MOST_PAIRS: usize = 64;

/// Name and value pairs in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the part of an address behind `?`.
    pub fn parse(raw: &str) -> Self {
        let pairs = form_urlencoded::parse(raw.as_bytes()).take(MOST_PAIRS);
        Self(pairs.map(|(k, v)| (k.into_owned(), v.into_owned())).collect())
    }

    /// The last value of a name, `None` where it is missing or blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.iter().rev().find(|(k, _)| k == name)?.1.trim();
        (!value.is_empty()).then_some(value)
    }

    /// All pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }

    /// The same with one name set, or taken away with `None`.
    #[must_use]
    pub fn with(mut self, name: &str, value: Option<&str>) -> Self {
        self.0.retain(|(k, _)| k != name);
        if let Some(value) = value {
            self.0.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// The same without some names.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|(k, _)| !names.contains(&k.as_str()));
        self
    }

    /// Takes away what does not fit, and gives it back.
    pub(crate) fn split_off(&mut self, misfit: impl Fn(&str, &str) -> bool) -> Self {
        let wrong: Vec<(String, String)> =
            self.0.iter().filter(|(name, value)| misfit(name, value)).cloned().collect();
        self.0.retain(|(name, _)| wrong.iter().all(|(n, _)| n != name));
        Self(wrong)
    }

    /// Only some names.
    #[must_use]
    pub fn only(mut self, names: &[&str]) -> Self {
        self.0.retain(|(k, v)| names.contains(&k.as_str()) && !v.trim().is_empty());
        self
    }

    /// A path with this query behind it. The path may have a query or a fragment of its own.
    pub fn behind(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_owned();
        }
        let (path, fragment) = path.split_once('#').map_or((path, None), |(p, f)| (p, Some(f)));
        let mark = if path.contains('?') { '&' } else { '?' };
        let mut out = format!("{path}{mark}{}", self.encoded());
        if let Some(fragment) = fragment {
            out.push('#');
            out.push_str(fragment);
        }
        out
    }

    /// `a=1&b=2`.
    pub fn encoded(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.extend_pairs(&self.0);
        out.finish()
    }
}

/// A word as one segment of a path.
pub fn segment(word: &str) -> String {
    form_urlencoded::byte_serialize(word.as_bytes())
        .map(|part| if part == "+" { Cow::Borrowed("%20") } else { Cow::Borrowed(part) })
        .collect()
}

/// Whether a return path stays inside this site.
pub fn is_local(path: &str) -> bool {
    let second = path.as_bytes().get(1);
    path.len() <= 2_000
        && path.starts_with('/')
        && second.is_none_or(|c| *c != b'/' && *c != b'\\')
        && path.chars().all(|c| !c.is_control() && c != '\\' && c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_changed_and_the_rest_stays() {
        let query = Query::parse("on=15%2F10%2F2024&sort=name&page=3&q=");
        assert_eq!(query.get("on"), Some("15/10/2024"));
        assert_eq!(query.get("q"), None);
        let next = query.clone().with("page", None).with("sort", Some("-name"));
        assert_eq!(next.behind("/x#rows"), "/x?on=15%2F10%2F2024&q=&sort=-name#rows");
        assert_eq!(query.only(&["on"]).behind("/y?a=1"), "/y?a=1&on=15%2F10%2F2024");
        assert_eq!(Query::default().behind("/y"), "/y");
    }

    #[test]
    fn a_return_path_never_leaves_the_site() {
        for good in ["/", "/people?on=2024-10-15&q=a%20b"] {
            assert!(is_local(good), "{good}");
        }
        for bad in ["", "//evil.vn", "/\\evil.vn", "https://evil.vn", "/a\r\nSet-Cookie: x", "x"] {
            assert!(!is_local(bad), "{bad}");
        }
    }

    #[test]
    fn segments() {
        assert_eq!(segment("H57 a/b"), "H57%20a%2Fb");
    }
}
