//! Path templates as the runtime fills them: percent-encoded but for the braces of parameters.

use crate::ir::PathSegment;

/// What may stand in a path as it is, besides letters and digits (RFC 3986, section 3.3).
const IN_PATH: &[u8] = b"-._~:/@!$&'()*+,;=";

/// What may stand in a query as it is, besides letters and digits (RFC 3986, section 3.4); not `'`, which the URLs of
/// the WHATWG have encoded.
const IN_QUERY: &[u8] = b"-._~:/@!$&()*+,;=?";

/// The template of the path, which begins with a slash, and that of the query that it has.
///
/// A fragment is not sent; documents use one to tell operations of the same path apart.
pub(super) fn templates(segments: &[PathSegment]) -> (String, String) {
    let (mut path, mut query) = (String::new(), String::new());
    let mut is_query = false;
    for segment in segments {
        match segment {
            PathSegment::Parameter(name) => {
                let out = if is_query { &mut query } else { &mut path };
                out.push_str(&format!("{{{name}}}"));
            }
            PathSegment::Text(text) => {
                let (sent, fragment) = match text.split_once('#') {
                    Some((sent, fragment)) => (sent, Some(fragment)),
                    None => (text.as_str(), None),
                };
                match sent.split_once('?') {
                    Some((before, after)) if !is_query => {
                        encode_into(&mut path, before, IN_PATH);
                        encode_into(&mut query, after, IN_QUERY);
                        is_query = true;
                    }
                    _ if is_query => encode_into(&mut query, sent, IN_QUERY),
                    _ => encode_into(&mut path, sent, IN_PATH),
                }
                if fragment.is_some() {
                    break;
                }
            }
        }
    }
    if !path.starts_with('/') {
        path.insert(0, '/');
    }
    (path, query)
}

/// Appends `text`, percent-encoded but for what is so already.
fn encode_into(out: &mut String, text: &str, kept: &[u8]) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let is_encoded = matches!(
            &bytes[at..],
            [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit()
        );
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) || is_encoded {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The templates of pieces in turn text and parameter.
    fn of(pieces: &[&str]) -> (String, String) {
        let segment = |(at, piece): (usize, &&str)| match at % 2 {
            0 => PathSegment::Text((*piece).to_owned()),
            _ => PathSegment::Parameter((*piece).to_owned()),
        };
        let segments: Vec<_> = pieces.iter().enumerate().map(segment).collect();
        templates(&segments)
    }

    #[test]
    fn a_template_is_sent_as_it_is() {
        let cases: [(&[&str], &str, &str); 10] = [
            (&["/pets/", "petId"], "/pets/{petId}", ""),
            (&["pets"], "/pets", ""),
            (&[""], "/", ""),
            (&["/a/{b?c=", "d"], "/a/%7Bb", "c={d}"),
            (&["/a}/b{}"], "/a%7D/b%7B%7D", ""),
            (
                &["/a?x=", "y", "&z='1'?#", "f", "?g"],
                "/a",
                "x={y}&z=%271%27?",
            ),
            (&["/", "a?b#c", "#d?e"], "/{a?b#c}", ""),
            (&["", "a"], "/{a}", ""),
            (&["/é %20%2x"], "/%C3%A9%20%20%252x", ""),
            (&["/a?#x"], "/a", ""),
        ];
        for (pieces, path, query) in cases {
            assert_eq!(of(pieces), (path.to_owned(), query.to_owned()));
        }
    }
}
