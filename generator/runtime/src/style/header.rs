//! Header parameters: `simple`, without percent-encoding.

use serde_json::Value;

use super::Shape;

/// How a header parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderStyle {
    /// `blue,black`
    Simple {
        /// Whether an object is written `R=100,G=200` and not `R,100,G,200`.
        explode: bool,
    },
    /// JSON text: a parameter with `content`.
    Json,
}

impl HeaderStyle {
    /// The default of the standard: `simple` without `explode`.
    pub const DEFAULT: Self = Self::Simple { explode: false };
}

/// Writes a header's value; `None` when there is nothing to send.
pub(crate) fn header_text(style: HeaderStyle, value: &Value) -> Option<String> {
    let explode = match style {
        HeaderStyle::Json => return (!value.is_null()).then(|| value.to_string()),
        HeaderStyle::Simple { explode } => explode,
    };
    // OAS 3.0.4, Appendix D: values of headers are not percent-encoded.
    match Shape::of(value) {
        Shape::Missing => None,
        Shape::One(text) => Some(text),
        Shape::List(items) => Some(items.join(",")),
        Shape::Pairs(pairs) => {
            let separator = if explode { "=" } else { "," };
            let pairs: Vec<_> = pairs
                .iter()
                .map(|(name, value)| format!("{name}{separator}{value}"))
                .collect();
            Some(pairs.join(","))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn writes_simple_and_json() {
        let plain = HeaderStyle::DEFAULT;
        let exploded = HeaderStyle::Simple { explode: true };
        assert_eq!(
            header_text(plain, &json!("a b/é")).as_deref(),
            Some("a b/é")
        );
        assert_eq!(header_text(plain, &json!("")).as_deref(), Some(""));
        assert_eq!(header_text(plain, &json!([1.0, 2])).as_deref(), Some("1,2"));
        assert_eq!(
            header_text(plain, &json!({"R": 100, "G": 200})).as_deref(),
            Some("R,100,G,200")
        );
        assert_eq!(
            header_text(exploded, &json!({"R": 100, "G": 200})).as_deref(),
            Some("R=100,G=200")
        );
        assert_eq!(header_text(plain, &json!(null)), None);
        assert_eq!(
            header_text(HeaderStyle::Json, &json!({"a": [1]})).as_deref(),
            Some("{\"a\":[1]}")
        );
    }
}
