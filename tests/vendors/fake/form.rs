//! Multipart forms, read as strictly as RFC 7578 allows.
//!
//! The reader takes nothing that a lenient server would repair: a body has to end with its closing
//! delimiter, and a part has a name and no header but the two that the standard gives it.

use std::fmt;

/// A multipart form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// The parts, in the order of the body.
    pub(crate) parts: Vec<Part>,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The name of the part.
    pub(crate) name: String,
    /// The name of the file, if it has one.
    pub(crate) filename: Option<String>,
    /// The content type, as written.
    pub(crate) content_type: Option<String>,
    /// The content.
    pub(crate) body: Vec<u8>,
}

/// Why a body is not a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FormError {
    /// The content type is another one, or there is none.
    ContentType,
    /// The content type names no boundary, or one that is not allowed.
    Boundary,
    /// The body does not begin with the boundary.
    Start,
    /// The body ends before its closing delimiter.
    Unterminated,
    /// Something follows the closing delimiter.
    Trailing,
    /// The headers of a part can't be read.
    PartHeaders(String),
}

impl fmt::Display for FormError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ContentType => formatter.write_str("the content type is not multipart/form-data"),
            Self::Boundary => formatter.write_str("the content type names no good boundary"),
            Self::Start => formatter.write_str("the body does not begin with the boundary"),
            Self::Unterminated => formatter.write_str("the body ends before its closing delimiter"),
            Self::Trailing => formatter.write_str("something follows the closing delimiter"),
            Self::PartHeaders(line) => {
                write!(formatter, "the headers of a part can't be read: {line}")
            }
        }
    }
}

impl Form {
    /// Reads a form.
    pub(crate) fn parse(content_type: Option<&str>, body: &[u8]) -> Result<Self, FormError> {
        let boundary = boundary(content_type.ok_or(FormError::ContentType)?)?;
        let delimiter = format!("\r\n--{boundary}");
        let delimiter = delimiter.as_bytes();

        // The first delimiter has no line break before it.
        let mut rest = body.strip_prefix(&delimiter[2..]).ok_or(FormError::Start)?;
        let mut parts = Vec::new();
        loop {
            if let Some(end) = rest.strip_prefix(b"--") {
                return if matches!(end, b"" | b"\r\n") {
                    Ok(Self { parts })
                } else {
                    Err(FormError::Trailing)
                };
            }
            rest = rest.strip_prefix(b"\r\n").ok_or(FormError::Unterminated)?;
            let end = find(rest, delimiter).ok_or(FormError::Unterminated)?;
            parts.push(Part::parse(&rest[..end])?);
            rest = &rest[end + delimiter.len()..];
        }
    }

    /// The parts called `name`.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.name == name)
    }

    /// The part called `name`, if there is exactly one.
    pub(crate) fn part(&self, name: &str) -> Option<&Part> {
        let mut parts = self.named(name);
        let part = parts.next()?;
        parts.next().is_none().then_some(part)
    }
}

impl Part {
    fn parse(bytes: &[u8]) -> Result<Self, FormError> {
        let malformed = |line: &str| FormError::PartHeaders(line.to_owned());
        let end = find(bytes, b"\r\n\r\n").ok_or_else(|| malformed("they do not end"))?;
        let head =
            std::str::from_utf8(&bytes[..end]).map_err(|_| malformed("they are not text"))?;

        let mut disposition = None;
        let mut content_type = None;
        for line in head.split("\r\n") {
            let (name, value) = line.split_once(':').ok_or_else(|| malformed(line))?;
            let slot = match &*name.to_ascii_lowercase() {
                "content-disposition" => &mut disposition,
                "content-type" => &mut content_type,
                // RFC 7578, 4.8: other header fields must not be included.
                _ => return Err(malformed(line)),
            };
            if slot.replace(value.trim()).is_some() {
                return Err(malformed(line));
            }
        }

        let disposition =
            disposition.ok_or_else(|| malformed("there is no content disposition"))?;
        let (name, filename) = names(disposition).ok_or_else(|| malformed(disposition))?;
        Ok(Self {
            name,
            filename,
            content_type: content_type.map(str::to_owned),
            body: bytes[end + 4..].to_vec(),
        })
    }

    /// The content as text.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.body).ok()
    }
}

/// The boundary that a content type names.
fn boundary(content_type: &str) -> Result<String, FormError> {
    let (essence, parameters) = content_type.split_once(';').ok_or(FormError::ContentType)?;
    if !essence.trim().eq_ignore_ascii_case("multipart/form-data") {
        return Err(FormError::ContentType);
    }
    let (key, value) = parameters
        .trim()
        .split_once('=')
        .ok_or(FormError::Boundary)?;
    if !key.eq_ignore_ascii_case("boundary") {
        return Err(FormError::Boundary);
    }
    let unquoted = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'));
    let boundary = unquoted.unwrap_or(value);
    // RFC 2046, 5.1.1: up to 70 characters of this set, of which a token may have only some.
    let allowed = |character: char| {
        let plain = character.is_ascii_alphanumeric() || "'+_-.".contains(character);
        plain || unquoted.is_some() && "(),/:=? ".contains(character)
    };
    if (1..=70).contains(&boundary.len()) && boundary.chars().all(allowed) {
        Ok(boundary.to_owned())
    } else {
        Err(FormError::Boundary)
    }
}

/// The name and the filename of `form-data; name="…"; filename="…"`.
fn names(disposition: &str) -> Option<(String, Option<String>)> {
    let rest = disposition.strip_prefix("form-data; name=\"")?;
    let (name, rest) = rest.split_once('"')?;
    if rest.is_empty() {
        return Some((unescaped(name)?, None));
    }
    let rest = rest.strip_prefix("; filename=\"")?;
    let (filename, rest) = rest.split_once('"')?;
    rest.is_empty().then_some(())?;
    Some((unescaped(name)?, Some(unescaped(filename)?)))
}

/// Undoes the escapes of a name, which are those of browsers.
fn unescaped(name: &str) -> Option<String> {
    // A backslash means different things to different servers, so a client must not rely on one.
    (!name.contains('\\')).then(|| {
        name.replace("%22", "\"")
            .replace("%0D", "\r")
            .replace("%0A", "\n")
    })
}

/// Where `needle` begins in `haystack`.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let (first, _) = needle.split_first()?;
    let mut from = 0;
    // A file may be large, and to look for one byte is a good deal faster than for all of them.
    while let Some(at) = haystack[from..].iter().position(|byte| byte == first) {
        if haystack[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Form, FormError, Part};

    const FORM: &str = "multipart/form-data; boundary=XYZ";

    fn parse(body: &str) -> Result<Form, FormError> {
        Form::parse(Some(FORM), body.as_bytes())
    }

    #[test]
    fn parts_keep_their_order_names_types_and_bytes() {
        let form = parse(concat!(
            "--XYZ\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n\r\n-\r\n--XY\r\n",
            "--XYZ\r\nContent-Disposition: form-data; name=\"a\"; filename=\"%22.png\"\r\n",
            "Content-Type: image/png\r\n\r\n\r\n--XYZ--\r\n",
        ));
        let text = Part {
            name: "b".into(),
            filename: None,
            content_type: None,
            body: b"\r\n-\r\n--XY".to_vec(),
        };
        let file = Part {
            name: "a".into(),
            filename: Some("\".png".into()),
            content_type: Some("image/png".into()),
            body: Vec::new(),
        };
        assert_eq!(
            form,
            Ok(Form {
                parts: vec![text, file]
            })
        );
    }

    #[test]
    fn a_boundary_may_be_quoted() {
        let form = Form::parse(Some("multipart/form-data;boundary=\"a b\""), b"--a b--");
        assert_eq!(form, Ok(Form { parts: Vec::new() }));
    }

    #[test]
    fn a_boundary_has_to_be_one() {
        let long = format!("multipart/form-data; boundary={}", "a".repeat(71));
        for content_type in [
            "multipart/form-data; charset=utf-8",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=a b",
            &long,
        ] {
            assert_eq!(
                Form::parse(Some(content_type), b"--a--"),
                Err(FormError::Boundary),
                "{content_type}"
            );
        }
        for content_type in [
            None,
            Some("multipart/form-data"),
            Some("multipart/mixed; boundary=a"),
        ] {
            assert_eq!(
                Form::parse(content_type, b"--a--"),
                Err(FormError::ContentType),
                "{content_type:?}"
            );
        }
    }

    #[test]
    fn a_body_is_whole_and_nothing_more() {
        let part = "--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
        assert_eq!(parse(part), Err(FormError::Unterminated));
        assert_eq!(parse(&format!("{part}--XYZ")), Err(FormError::Unterminated));
        assert_eq!(parse(&format!("{part}--XYZ-- ")), Err(FormError::Trailing));
        assert_eq!(parse(&format!("\r\n{part}--XYZ--")), Err(FormError::Start));
        assert_eq!(parse(""), Err(FormError::Start));
    }

    #[test]
    fn a_part_has_a_name_and_two_headers_at_most() {
        for head in [
            "Content-Type: text/plain",
            "Content-Disposition: form-data; filename=\"a\"",
            "Content-Disposition: attachment; name=\"a\"",
            "Content-Disposition: form-data; name=a",
            "Content-Disposition: form-data; name=\"a\\\"b\"",
            "Content-Disposition: form-data; name=\"a\"; filename*=utf-8''a",
            "Content-Disposition: form-data; name=\"a\"\r\nContent-Length: 1",
            "Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
            "Content-Disposition",
        ] {
            let form = parse(&format!("--XYZ\r\n{head}\r\n\r\n1\r\n--XYZ--"));
            assert!(
                matches!(form, Err(FormError::PartHeaders(_))),
                "{head}: {form:?}"
            );
        }
        let form = parse("--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n--XYZ--");
        assert!(matches!(form, Err(FormError::PartHeaders(_))), "{form:?}");
    }
}
