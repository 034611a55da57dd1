//! RFC 6901 pointers into documents.

use std::fmt;

/// A JSON Pointer, as `/paths/~1pets/get` to an operation; empty text is the root.
///
/// Kept as text in its escaped form, without the `#` that a `$ref` puts in front of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The member `token` of this place; escapes `~` and `/`.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        push_token(&mut text, token);
        Self(text)
    }

    /// The item `index` of this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The place that `tokens`, unescaped, lead to from here.
    #[must_use]
    pub fn descend<'t>(&self, tokens: impl IntoIterator<Item = &'t str>) -> Self {
        let mut text = self.0.clone();
        for token in tokens {
            push_token(&mut text, token);
        }
        Self(text)
    }

    /// The place that holds this one; none for the root.
    pub fn parent(&self) -> Option<Self> {
        self.0
            .rfind('/')
            .map(|slash| Self(self.0[..slash].to_owned()))
    }

    /// The last token, unescaped; none for the root.
    pub fn last(&self) -> Option<String> {
        self.0
            .rfind('/')
            .map(|slash| unescape(&self.0[slash + 1..]))
    }

    /// The unescaped tokens from the root to this place.
    pub fn tokens(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// The escaped text, without `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the root.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The escaped rest of this pointer below `ancestor`: empty for `ancestor` itself, none for a place outside of it.
    pub fn below<'p>(&'p self, ancestor: &Self) -> Option<&'p str> {
        let rest = self.0.strip_prefix(ancestor.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// This place with an escaped `rest`, as [`Pointer::below`] gives it, behind it.
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }

    /// Takes escaped text without `#` as it is; none where it is no pointer.
    pub(crate) fn parse_raw(text: String) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then_some(Self(text))
    }

    /// Reads the fragment of a URI reference, with or without its `#`; percent-encoding is undone.
    ///
    /// None where the text is no pointer, as `#Pet` or a percent sign that encodes no UTF-8.
    pub fn parse(fragment: &str) -> Option<Self> {
        let text = percent_decoded(fragment.strip_prefix('#').unwrap_or(fragment))?;
        (text.is_empty() || text.starts_with('/')).then_some(Self(text))
    }
}

/// Shows the pointer as the fragment of a reference: `#/paths/~1pets/get`.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Appends `/` and `token`, escaped, to the text of a pointer.
pub(crate) fn push_token(text: &mut String, token: &str) {
    text.push('/');
    if !token.bytes().any(|byte| byte == b'~' || byte == b'/') {
        return text.push_str(token);
    }
    for character in token.chars() {
        match character {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            other => text.push(other),
        }
    }
}

fn unescape(token: &str) -> String {
    if token.contains('~') {
        token.replace("~1", "/").replace("~0", "~")
    } else {
        token.to_owned()
    }
}

/// `text` with its percent-encoding undone; a `%` without two hexadecimal digits stands for itself.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten();
        if let Some(digits) =
            digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
        {
            decoded.push(u8::from_str_radix(digits, 16).ok()?);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_escaped_and_come_back() {
        let pointer = Pointer::root().child("paths").child("/pets/{a~b}").index(3);
        assert_eq!(pointer.as_str(), "/paths/~1pets~1{a~0b}/3");
        assert_eq!(
            pointer.tokens().collect::<Vec<_>>(),
            ["paths", "/pets/{a~b}", "3"]
        );
        assert_eq!(pointer.to_string(), "#/paths/~1pets~1{a~0b}/3");
        assert_eq!(pointer.parent().unwrap().last().unwrap(), "/pets/{a~b}");
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::root().tokens().count(), 0);
    }

    #[test]
    fn fragments_are_percent_decoded() {
        let decoded = |text: &str| Pointer::parse(text).map(|pointer| pointer.as_str().to_owned());
        assert_eq!(decoded("#/a%20b(404)").as_deref(), Some("/a b(404)"));
        assert_eq!(decoded("#/100%/x").as_deref(), Some("/100%/x"));
        assert_eq!(decoded("#/%C3%BC").as_deref(), Some("/ü"));
        assert_eq!(decoded("#").as_deref(), Some(""));
        assert_eq!(decoded("#Pet"), None);
        assert_eq!(decoded("#/%FF"), None);
    }

    #[test]
    fn below_respects_token_borders() {
        let pet = Pointer::parse("/schemas/Pet").unwrap();
        assert_eq!(
            Pointer::parse("/schemas/Pet/a").unwrap().below(&pet),
            Some("/a")
        );
        assert_eq!(Pointer::parse("/schemas/Pets").unwrap().below(&pet), None);
        assert_eq!(pet.below(&pet), Some(""));
    }
}
