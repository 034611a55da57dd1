//! Cookie parameters: `form`, each pair a cookie of its own.
//!
//! OAS 3.0.4 says `form` for cookies and notes that `&` between exploded members is not how cookies work;
//! pairs are joined as RFC 6265 says, and only what may not stand in a cookie is percent-encoded, so that
//! a token with `=` or `/` arrives as it is.

use serde_json::Value;

use super::Shape;
use crate::percent::{Keep, encode};

/// How a cookie parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CookieStyle {
    /// `color=blue; color=black` with `explode`, `color=blue,black` without.
    Form {
        /// Whether each member is a cookie of its own.
        explode: bool,
    },
    /// JSON text: a parameter with `content`.
    Json,
}

impl CookieStyle {
    /// The default of the standard: `form` with `explode`.
    pub const DEFAULT: Self = Self::Form { explode: true };
}

/// Appends a parameter's cookies to the text of a `Cookie` header.
pub(crate) fn write_cookies(out: &mut String, style: CookieStyle, name: &str, value: &Value) {
    let encoded = |text: &str| encode(text, Keep::Cookie);
    let mut push = |name: &str, text: &str| {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(name);
        out.push('=');
        out.push_str(text);
    };
    let explode = match style {
        CookieStyle::Json if value.is_null() => return,
        CookieStyle::Json => return push(name, &encoded(&value.to_string())),
        CookieStyle::Form { explode } => explode,
    };
    match Shape::of(value) {
        Shape::Missing => {}
        Shape::One(text) => push(name, &encoded(&text)),
        Shape::List(items) if explode => items.iter().for_each(|item| push(name, &encoded(item))),
        Shape::List(items) => push(
            name,
            &items
                .iter()
                .map(|item| encoded(item))
                .collect::<Vec<_>>()
                .join(","),
        ),
        Shape::Pairs(pairs) if explode => pairs
            .iter()
            .for_each(|(key, item)| push(&encoded(key), &encoded(item))),
        Shape::Pairs(pairs) => {
            let members: Vec<_> = pairs
                .iter()
                .flat_map(|(key, item)| [encoded(key), encoded(item)])
                .collect();
            push(name, &members.join(","));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn writes_cookies() {
        let mut out = String::new();
        write_cookies(&mut out, CookieStyle::DEFAULT, "session", &json!("aB+/=="));
        write_cookies(&mut out, CookieStyle::DEFAULT, "none", &json!(null));
        write_cookies(&mut out, CookieStyle::DEFAULT, "c", &json!(["a;b", "d"]));
        write_cookies(
            &mut out,
            CookieStyle::Form { explode: false },
            "c",
            &json!(["a,b", "d"]),
        );
        write_cookies(
            &mut out,
            CookieStyle::Form { explode: true },
            "c",
            &json!({"R": 1}),
        );
        write_cookies(
            &mut out,
            CookieStyle::Form { explode: false },
            "c",
            &json!({"R": 1}),
        );
        assert_eq!(out, "session=aB+/==; c=a%3Bb; c=d; c=a%2Cb,d; R=1; c=R,1");
    }
}
