//! Query parameters, and the fields of urlencoded forms, which are written alike.

use serde_json::Value;

use super::{Shape, scalar_text};
use crate::percent::{Keep, encode_into};

/// How a query parameter or a field of an urlencoded form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryStyle {
    /// `color=blue&color=black`, the default with `explode`; `color=blue,black` without.
    Form {
        /// Whether each member is a pair of its own.
        explode: bool,
    },
    /// `color=blue%20black`
    SpaceDelimited {
        /// Whether each member is a pair of its own.
        explode: bool,
    },
    /// `color=blue%7Cblack`
    PipeDelimited {
        /// Whether each member is a pair of its own.
        explode: bool,
    },
    /// `color=blue%09black`: `collectionFormat: tsv` of Swagger 2.0.
    TabDelimited,
    /// `color%5BR%5D=100&color%5BG%5D=200`, to any depth; members of lists are numbered.
    DeepObject,
    /// JSON text: a parameter with `content`.
    Json,
}

impl QueryStyle {
    /// The default of the standard: `form` with `explode`.
    pub const DEFAULT: Self = Self::Form { explode: true };
}

/// A pair of a query: name, values, and the text between the values.
#[derive(Debug, PartialEq)]
pub(crate) struct Pair {
    name: String,
    values: Vec<String>,
    separator: &'static str,
}

impl Pair {
    fn one(name: impl Into<String>, value: String) -> Self {
        Self {
            name: name.into(),
            values: vec![value],
            separator: "",
        }
    }

    /// Name and value before encoding, as the fields of multipart forms have them.
    #[cfg(test)]
    fn plain(&self) -> (String, String) {
        (self.name.clone(), self.values.join(self.separator))
    }
}

/// What a parameter's value becomes: none, one or several pairs.
pub(crate) fn query_pairs(style: QueryStyle, name: &str, value: &Value) -> Vec<Pair> {
    let (explode, separator) = match style {
        QueryStyle::Json if value.is_null() => return Vec::new(),
        QueryStyle::Json => return vec![Pair::one(name, value.to_string())],
        QueryStyle::DeepObject => {
            let mut pairs = Vec::new();
            push_deep(&mut pairs, name.to_owned(), value);
            return pairs;
        }
        QueryStyle::Form { explode } => (explode, ","),
        QueryStyle::SpaceDelimited { explode } => (explode, "%20"),
        QueryStyle::PipeDelimited { explode } => (explode, "%7C"),
        QueryStyle::TabDelimited => (false, "%09"),
    };
    let values = match Shape::of(value) {
        Shape::Missing => return Vec::new(),
        Shape::One(text) => vec![text],
        Shape::List(items) if explode => {
            return items
                .into_iter()
                .map(|item| Pair::one(name, item))
                .collect();
        }
        Shape::List(items) => items,
        // OAS 3.0.4: `explode` of an object makes each property a parameter of its own, without the parameter's name.
        Shape::Pairs(pairs) if explode => {
            return pairs
                .into_iter()
                .map(|(key, item)| Pair::one(key, item))
                .collect();
        }
        Shape::Pairs(pairs) => pairs
            .into_iter()
            .flat_map(|(key, item)| [key, item])
            .collect(),
    };
    vec![Pair {
        name: name.to_owned(),
        values,
        separator,
    }]
}

/// `filter[status]=open`, `filter[by][0]=a`: the standard says one level of scalars, servers read the rest like this.
fn push_deep(pairs: &mut Vec<Pair>, name: String, value: &Value) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                push_deep(pairs, format!("{name}[{key}]"), member);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().filter(|item| !item.is_null()).enumerate() {
                push_deep(pairs, format!("{name}[{index}]"), item);
            }
        }
        scalar => pairs.extend(scalar_text(scalar).map(|text| Pair::one(name, text))),
    }
}

/// Appends pairs to a query string or urlencoded form.
pub(crate) fn write_query(out: &mut String, pairs: &[Pair], keep: Keep) {
    for pair in pairs {
        write_name(out, &pair.name, keep);
        for (index, value) in pair.values.iter().enumerate() {
            if index > 0 {
                out.push_str(pair.separator);
            }
            encode_into(out, value, keep);
        }
    }
}

/// Appends a name and its only value, which is what a scalar becomes in every style but JSON.
pub(crate) fn write_pair(out: &mut String, name: &str, value: &str, keep: Keep) {
    write_name(out, name, keep);
    encode_into(out, value, keep);
}

fn write_name(out: &mut String, name: &str, keep: Keep) {
    if !out.is_empty() {
        out.push('&');
    }
    // Only a form's names are written like its values; `allowReserved` is about values.
    let keep = if keep == Keep::Form {
        Keep::Form
    } else {
        Keep::Unreserved
    };
    encode_into(out, name, keep);
    out.push('=');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(style: QueryStyle, value: &Value, keep: Keep) -> String {
        let mut out = String::new();
        write_query(&mut out, &query_pairs(style, "color", value), keep);
        out
    }

    /// OAS 3.0.4, "Style Examples", the rows of query parameters; `n/a` cells are what is left of them.
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
                QueryStyle::Form { explode: false },
                [
                    "color=",
                    "color=blue",
                    "color=blue,black,brown",
                    "color=R,100,G,200,B,150",
                ],
            ),
            (
                QueryStyle::Form { explode: true },
                [
                    "color=",
                    "color=blue",
                    "color=blue&color=black&color=brown",
                    "R=100&G=200&B=150",
                ],
            ),
            (
                QueryStyle::SpaceDelimited { explode: false },
                [
                    "color=",
                    "color=blue",
                    "color=blue%20black%20brown",
                    "color=R%20100%20G%20200%20B%20150",
                ],
            ),
            (
                QueryStyle::PipeDelimited { explode: false },
                [
                    "color=",
                    "color=blue",
                    "color=blue%7Cblack%7Cbrown",
                    "color=R%7C100%7CG%7C200%7CB%7C150",
                ],
            ),
            (
                QueryStyle::SpaceDelimited { explode: true },
                [
                    "color=",
                    "color=blue",
                    "color=blue&color=black&color=brown",
                    "R=100&G=200&B=150",
                ],
            ),
            (
                QueryStyle::TabDelimited,
                [
                    "color=",
                    "color=blue",
                    "color=blue%09black%09brown",
                    "color=R%09100%09G%09200%09B%09150",
                ],
            ),
            (
                QueryStyle::DeepObject,
                [
                    "color=",
                    "color=blue",
                    "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                    "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
                ],
            ),
        ];
        for (style, texts) in rows {
            for (value, text) in values.iter().zip(texts) {
                assert_eq!(
                    written(style, value, Keep::Unreserved),
                    text,
                    "{style:?} {value}"
                );
            }
        }
    }

    #[test]
    fn leaves_out_null_and_empty_lists() {
        for value in [
            json!(null),
            json!([]),
            json!({}),
            json!([null]),
            json!({"a": null}),
        ] {
            for style in [
                QueryStyle::DEFAULT,
                QueryStyle::Form { explode: false },
                QueryStyle::DeepObject,
            ] {
                assert_eq!(
                    written(style, &value, Keep::Unreserved),
                    "",
                    "{style:?} {value}"
                );
            }
        }
    }

    #[test]
    fn separators_differ_from_the_same_character_in_a_value() {
        let form = QueryStyle::Form { explode: false };
        assert_eq!(
            written(form, &json!(["a,b", "c"]), Keep::Unreserved),
            "color=a%2Cb,c"
        );
        assert_eq!(
            written(QueryStyle::DEFAULT, &json!("a&b=c +"), Keep::Unreserved),
            "color=a%26b%3Dc%20%2B"
        );
        assert_eq!(
            written(QueryStyle::DEFAULT, &json!("a/b?c=d"), Keep::Reserved),
            "color=a/b?c=d"
        );
        assert_eq!(
            written(QueryStyle::DEFAULT, &json!("a b&c"), Keep::Form),
            "color=a+b%26c"
        );
    }

    #[test]
    fn deep_objects_are_deep() {
        let value = json!({"a": {"b": [1.0, {"c": true}], "d": null}});
        let pairs: Vec<_> = query_pairs(QueryStyle::DeepObject, "f", &value)
            .iter()
            .map(Pair::plain)
            .collect();
        assert_eq!(
            pairs,
            [
                ("f[a][b][0]".into(), "1".into()),
                ("f[a][b][1][c]".into(), "true".into())
            ]
        );
    }

    #[test]
    fn json_is_json() {
        assert_eq!(
            written(QueryStyle::Json, &json!({"a": [1]}), Keep::Unreserved),
            "color=%7B%22a%22%3A%5B1%5D%7D"
        );
    }
}
