//! Path parameters: RFC 6570 simple, label and matrix expansion.

use serde_json::Value;

use super::Shape;
use crate::percent::{Keep, encode};

/// How a path parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathStyle {
    /// `blue,black`, the default.
    Simple {
        /// Whether an object is written `R=100,G=200` and not `R,100,G,200`.
        explode: bool,
    },
    /// `.blue,black`
    Label {
        /// Whether members are each led by the dot.
        explode: bool,
    },
    /// `;color=blue,black`
    Matrix {
        /// Whether members are each led by the semicolon and a name.
        explode: bool,
    },
    /// JSON text: a parameter with `content`.
    Json,
}

/// Writes a path parameter; `None` when there is nothing to write.
pub(crate) fn path_text(style: PathStyle, name: &str, value: &Value) -> Option<String> {
    let encoded = |text: &str| encode(text, Keep::Unreserved);
    let (lead, explode) = match style {
        PathStyle::Json => return Some(encoded(&value.to_string())),
        PathStyle::Simple { explode } => ("", explode),
        PathStyle::Label { explode } => (".", explode),
        PathStyle::Matrix { explode } => (";", explode),
    };
    let matrix = matches!(style, PathStyle::Matrix { .. });
    let separator = match style {
        PathStyle::Label { explode: true } => ".",
        PathStyle::Matrix { explode: true } => ";",
        _ => ",",
    };
    let name = encoded(name);
    let members: Vec<String> = match Shape::of(value) {
        Shape::Missing => return None,
        Shape::One(text) if text.is_empty() => return matrix.then(|| format!(";{name}")),
        Shape::One(text) => vec![encoded(&text)],
        Shape::List(items) if matrix && explode => {
            let items: Vec<_> = items
                .iter()
                .map(|item| format!(";{name}={}", encoded(item)))
                .collect();
            return Some(items.concat());
        }
        Shape::List(items) => items.iter().map(|item| encoded(item)).collect(),
        Shape::Pairs(pairs) if explode => {
            let pairs: Vec<_> = pairs
                .iter()
                .map(|(key, item)| format!("{}={}", encoded(key), encoded(item)))
                .collect();
            return Some(format!("{lead}{}", pairs.join(separator)));
        }
        Shape::Pairs(pairs) => pairs
            .iter()
            .flat_map(|(key, item)| [encoded(key), encoded(item)])
            .collect(),
    };
    let joined = members.join(separator);
    if joined.is_empty() && !matrix {
        return None;
    }
    Some(if matrix {
        format!(";{name}={joined}")
    } else {
        format!("{lead}{joined}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// OAS 3.0.4, "Style Examples", the rows of path parameters.
    #[test]
    fn writes_the_table_of_the_standard() {
        let values = [
            json!(""),
            json!("blue"),
            json!(["blue", "black", "brown"]),
            json!({"R": 100, "G": 200, "B": 150}),
        ];
        let rows = [
            (
                PathStyle::Simple { explode: false },
                [
                    None,
                    Some("blue"),
                    Some("blue,black,brown"),
                    Some("R,100,G,200,B,150"),
                ],
            ),
            (
                PathStyle::Simple { explode: true },
                [
                    None,
                    Some("blue"),
                    Some("blue,black,brown"),
                    Some("R=100,G=200,B=150"),
                ],
            ),
            (
                PathStyle::Label { explode: false },
                [
                    None,
                    Some(".blue"),
                    Some(".blue,black,brown"),
                    Some(".R,100,G,200,B,150"),
                ],
            ),
            (
                PathStyle::Label { explode: true },
                [
                    None,
                    Some(".blue"),
                    Some(".blue.black.brown"),
                    Some(".R=100.G=200.B=150"),
                ],
            ),
            (
                PathStyle::Matrix { explode: false },
                [
                    Some(";color"),
                    Some(";color=blue"),
                    Some(";color=blue,black,brown"),
                    Some(";color=R,100,G,200,B,150"),
                ],
            ),
            (
                PathStyle::Matrix { explode: true },
                [
                    Some(";color"),
                    Some(";color=blue"),
                    Some(";color=blue;color=black;color=brown"),
                    Some(";R=100;G=200;B=150"),
                ],
            ),
        ];
        for (style, texts) in rows {
            for (value, text) in values.iter().zip(texts) {
                assert_eq!(
                    path_text(style, "color", value).as_deref(),
                    text,
                    "{style:?} {value}"
                );
            }
        }
    }

    #[test]
    fn encodes_what_would_change_the_path() {
        let simple = PathStyle::Simple { explode: false };
        assert_eq!(
            path_text(simple, "id", &json!("a/b?c#d%2Fe é")).as_deref(),
            Some("a%2Fb%3Fc%23d%252Fe%20%C3%A9")
        );
        assert_eq!(
            path_text(simple, "id", &json!(["a,b", "c"])).as_deref(),
            Some("a%2Cb,c")
        );
        assert_eq!(path_text(simple, "id", &json!(null)), None);
        assert_eq!(path_text(simple, "id", &json!([""])), None);
        assert_eq!(
            path_text(PathStyle::Json, "id", &json!({"a": 1})).as_deref(),
            Some("%7B%22a%22%3A1%7D")
        );
    }
}
