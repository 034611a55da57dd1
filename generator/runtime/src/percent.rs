//! Percent-encoding, RFC 3986 section 2.

/// Which characters stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// The unreserved characters: letters, digits, `-`, `.`, `_`, `~`.
    Unreserved,
    /// Unreserved and reserved characters and what is percent-encoded already (`allowReserved`),
    /// except those that would end the query or split it: `#`, `[`, `]`, `&`, `+` and `'`.
    Reserved,
    /// What may stand in a query as it is: for a query that is written already.
    Query,
    /// What `application/x-www-form-urlencoded` keeps; a space becomes `+`.
    Form,
    /// What a cookie value may hold (RFC 6265 `cookie-octet`), except `%`.
    Cookie,
}

/// Per byte, whether it stays as it is.
type Table = [bool; 256];

static UNRESERVED: Table = alphanumeric_and(b"-._~");
// OAS 3.0.4, Parameter Object, `allowReserved`: RFC 6570 reserved expansion. `[`, `]` and `#` may not
// stand in a query at all; `&` and `+` would change what the server reads; `'` is what WHATWG URLs encode.
static RESERVED: Table = alphanumeric_and(b"-._~:/?@!$()*,;=");
static QUERY: Table = alphanumeric_and(b"-._~:/@!$&()*+,;=?");
static FORM: Table = alphanumeric_and(b"*-._");
static COOKIE: Table = alphanumeric_and(b"!#$&'()*+-./:<=>?@[]^_`{|}~");

const fn alphanumeric_and(others: &[u8]) -> Table {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let mut at = 0;
    while at < others.len() {
        table[others[at] as usize] = true;
        at += 1;
    }
    table
}

impl Keep {
    fn table(self) -> &'static Table {
        match self {
            Self::Unreserved => &UNRESERVED,
            Self::Reserved => &RESERVED,
            Self::Query => &QUERY,
            Self::Form => &FORM,
            Self::Cookie => &COOKIE,
        }
    }

    fn keeps_encoded(self) -> bool {
        matches!(self, Self::Reserved | Self::Query)
    }
}

/// Appends `text`, percent-encoded.
pub(crate) fn encode_into(out: &mut String, text: &str, keep: Keep) {
    let table = keep.table();
    if text.bytes().all(|byte| table[usize::from(byte)]) {
        out.push_str(text);
    } else {
        encode_some(out, text, keep);
    }
}

/// Appends `text`, of which some is percent-encoded.
#[inline(never)]
fn encode_some(out: &mut String, text: &str, keep: Keep) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = text.as_bytes();
    let table = keep.table();
    let mut kept = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if table[usize::from(byte)]
            || (byte == b'%' && keep.keeps_encoded() && is_encoded(&bytes[at..]))
        {
            continue;
        }
        // Between two bytes of one character there is nothing to keep.
        out.push_str(text.get(kept..at).unwrap_or_default());
        kept = at + 1;
        if keep == Keep::Form && byte == b' ' {
            out.push('+');
        } else {
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    out.push_str(text.get(kept..).unwrap_or_default());
}

/// `text`, percent-encoded.
pub(crate) fn encode(text: &str, keep: Keep) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(&mut out, text, keep);
    out
}

/// A query that is written already, with what may not stand in one percent-encoded.
pub(crate) fn encode_query(query: &str) -> String {
    encode(query, Keep::Query)
}

/// Whether `bytes` start with a percent-encoded byte.
fn is_encoded(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_each_place_keeps() {
        let text = "aZ9-._~ !*'();:@&=+$,/?#[]%\"é%20";
        assert_eq!(
            encode(text, Keep::Unreserved),
            "aZ9-._~%20%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%23%5B%5D%25%22%C3%A9%2520"
        );
        assert_eq!(
            encode(text, Keep::Reserved),
            "aZ9-._~%20!*%27();:@%26=%2B$,/?%23%5B%5D%25%22%C3%A9%20"
        );
        assert_eq!(
            encode(text, Keep::Form),
            "aZ9-._%7E+%21*%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%23%5B%5D%25%22%C3%A9%2520"
        );
        assert_eq!(
            encode(text, Keep::Cookie),
            "aZ9-._~%20!*'()%3B:@&=+$%2C/?#[]%25%22%C3%A9%2520"
        );
    }
}
