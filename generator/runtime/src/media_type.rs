//! Media types as far as requests and responses need them.

/// The media type without its parameters, trimmed.
pub(crate) fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

/// Whether a body of this content type is JSON.
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = essence(content_type);
    let Some((_, subtype)) = essence.split_once('/') else {
        return false;
    };
    subtype.eq_ignore_ascii_case("json")
        || subtype.len() > 5
            && subtype.is_char_boundary(subtype.len() - 5)
            && subtype[subtype.len() - 5..].eq_ignore_ascii_case("+json")
}

/// Whether a content type is among the allowed ones: an empty list allows all, `image/*` every image.
pub(crate) fn is_allowed(content_type: &str, allowed: &[&str]) -> bool {
    allowed.is_empty()
        || allowed
            .iter()
            .flat_map(|list| list.split(','))
            .any(|range| matches(essence(content_type), essence(range)))
}

fn matches(essence: &str, range: &str) -> bool {
    match range.strip_suffix("/*") {
        Some("*") => true,
        Some(kind) => essence
            .split_once('/')
            .is_some_and(|(it, _)| it.eq_ignore_ascii_case(kind)),
        None => essence.eq_ignore_ascii_case(range),
    }
}

/// The only allowed content type, when there is only one.
pub(crate) fn only(allowed: &[&'static str]) -> Option<&'static str> {
    match allowed {
        [one] if !one.contains(['*', ',']) => Some(one),
        _ => None,
    }
}

/// The `charset` parameter, as written.
pub(crate) fn charset(content_type: &str) -> Option<&str> {
    parameter(content_type, "charset")
}

/// Text in the character set that its content type says, UTF-8 if none; the name of that where it is not.
pub(crate) fn text<'t>(content_type: &'t str, bytes: &[u8]) -> Result<String, &'t str> {
    let charset = charset(content_type).unwrap_or("utf-8");
    if charset.eq_ignore_ascii_case("iso-8859-1") {
        return Ok(bytes.iter().copied().map(char::from).collect());
    }
    // Without checking the name: most texts in other character sets are ASCII alone.
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(charset),
    }
}

/// A parameter, as written but for the quotes around it.
pub(crate) fn parameter<'t>(content_type: &'t str, name: &str) -> Option<&'t str> {
    // RFC 9110, section 5.6.6: what is in quotes separates nothing.
    let mut is_quoted = false;
    let parameters = content_type.split(|char| {
        is_quoted ^= char == '"';
        char == ';' && !is_quoted
    });
    parameters.skip(1).find_map(|parameter| {
        let (known, value) = parameter.split_once('=')?;
        known
            .trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allows_by_range_and_ignores_case_and_parameters() {
        assert!(is_allowed("text/csv", &[]));
        assert!(is_allowed("IMAGE/PNG; q=1", &["image/jpeg", "image/png"]));
        assert!(is_allowed("image/png", &["image/jpeg, image/png"]));
        assert!(is_allowed("image/png", &["image/*"]));
        assert!(is_allowed("image/png", &["*/*"]));
        assert!(!is_allowed("application/octet-stream", &["image/*"]));
        assert!(!is_allowed("image", &["image/*"]));
    }

    #[test]
    fn parameters_may_be_quoted() {
        let disposition = "form-data; name=\"a;b\"; Filename = \"c=d;.txt\"; size=3";
        assert_eq!(parameter(disposition, "name"), Some("a;b"));
        assert_eq!(parameter(disposition, "filename"), Some("c=d;.txt"));
        assert_eq!(parameter(disposition, "size"), Some("3"));
        assert_eq!(parameter(disposition, "b\""), None);
    }

    #[test]
    fn knows_json() {
        assert!(is_json("application/json;charset=UTF-8"));
        assert!(is_json("application/problem+JSON"));
        assert!(!is_json("text/html"));
        assert!(!is_json("json"));
        assert_eq!(charset("text/plain; Charset=\"utf-8\""), Some("utf-8"));
    }
}
