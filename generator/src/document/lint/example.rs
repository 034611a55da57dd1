//! Examples and defaults that contradict the schema they stand beside.

use serde_json::{Map, Value};

use super::followed;
use super::value::{Checker, Manner, place};
use crate::diagnostic::{Code, Diagnostic, Pointer, codes};
use crate::document::context::{Context, Path};
use crate::document::shape::{Id, Kind, ROOT, Shape, V2, V30};

/// How many steps all examples of a document together may take.
const MOST_STEPS: usize = 4_000_000;

/// Compares the examples and defaults of a tree whose references are resolved and in which nothing else has changed.
pub(in super::super) fn examples(tree: &Value, context: &mut Context<'_>) {
    let mut walk = Walk {
        checker: Checker {
            tree,
            steps: MOST_STEPS,
        },
        siblings: context.version & (V2 | V30) == 0,
        context,
        path: Path::default(),
    };
    walk.object(&ROOT, tree, "");
}

/// The walk, which looks at the rest of what the standard forbids, too.
pub(super) struct Walk<'t, 'c, 's> {
    pub(super) checker: Checker<'t>,
    siblings: bool,
    pub(super) context: &'c mut Context<'s>,
    pub(super) path: Path,
}

impl<'t> Walk<'t, '_, '_> {
    /// Looks at an object and all below it; `name` is its key.
    fn object(&mut self, kind: &'static Kind, value: &'t Value, name: &str) {
        let Value::Object(members) = value else {
            return;
        };
        self.rules(kind, members, name);
        match kind.id {
            Id::Schema => self.schema(value, members),
            Id::MediaType => self.media_type(members, name),
            Id::Parameter | Id::Header => self.parameter(value, members),
            Id::Response if self.context.version == V2 => self.response(members),
            _ => {}
        }
        for (key, value) in members {
            if !value.is_object() && !value.is_array() {
                continue;
            }
            let shape = match kind.field(key) {
                Some((_, _, shape)) => *shape,
                None if key.starts_with("x-") => continue,
                None => match kind.rest {
                    Some(shape) => shape,
                    None => continue,
                },
            };
            let length = self.path.enter(key);
            self.shape(shape, value, key);
            self.path.leave(length);
        }
    }

    fn shape(&mut self, shape: Shape, value: &'t Value, key: &str) {
        match (shape, value) {
            (Shape::One(kind) | Shape::FlagOr(kind), value) => self.object(kind, value, key),
            (Shape::List(kind), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let length = self.path.enter_index(index);
                    self.object(kind, item, "");
                    self.path.leave(length);
                }
            }
            (Shape::Map(kind), Value::Object(members)) => {
                for (name, item) in members {
                    let length = self.path.enter(name);
                    self.object(kind, item, name);
                    self.path.leave(length);
                }
            }
            _ => {}
        }
    }

    fn schema(&mut self, schema: &'t Value, members: &'t Map<String, Value>) {
        let manner = Manner {
            siblings: self.siblings,
            ..Manner::default()
        };
        self.named(members, schema, "example", codes::EXAMPLE_MISMATCH, manner);
        self.named(members, schema, "default", codes::DEFAULT_TYPE, manner);
        if let Some(Value::Array(examples)) = members.get("examples") {
            let length = self.path.enter("examples");
            for (index, example) in examples.iter().enumerate() {
                let at = self.path.pointer().index(index);
                self.compare(example, schema, &at, codes::EXAMPLE_MISMATCH, manner);
            }
            self.path.leave(length);
        }
    }

    fn media_type(&mut self, members: &'t Map<String, Value>, name: &str) {
        let Some(schema) = members.get("schema") else {
            return;
        };
        let json = name.contains("json") || name.contains('*');
        let manner = Manner {
            siblings: self.siblings,
            ..Manner::default()
        };
        // What is no JSON may be written as the text that is sent.
        self.several(members, schema, manner, |value| json || !value.is_string());
    }

    fn parameter(&mut self, parameter: &'t Value, members: &'t Map<String, Value>) {
        let manner = Manner {
            siblings: self.siblings,
            serialized: true,
        };
        if let Some(schema) = members.get("schema") {
            self.several(members, schema, manner, |_| true);
        } else if self.context.version == V2 {
            let manner = Manner::default();
            self.named(members, parameter, "default", codes::DEFAULT_TYPE, manner);
        }
    }

    /// The examples of an answer of 2.0, by their media types.
    fn response(&mut self, members: &'t Map<String, Value>) {
        let (Some(schema), Some(Value::Object(examples))) =
            (members.get("schema"), members.get("examples"))
        else {
            return;
        };
        let at = self.path.pointer().child("examples");
        for (name, example) in examples {
            if name.contains("json") || !example.is_string() {
                let at = at.child(name);
                let manner = Manner::default();
                self.compare(example, schema, &at, codes::EXAMPLE_MISMATCH, manner);
            }
        }
    }

    /// `example`, and each of `examples`, of an object that has a schema.
    fn several(
        &mut self,
        members: &'t Map<String, Value>,
        schema: &Value,
        manner: Manner,
        counts: impl Fn(&Value) -> bool,
    ) {
        if members.get("example").is_some_and(&counts) {
            self.named(members, schema, "example", codes::EXAMPLE_MISMATCH, manner);
        }
        let Some(Value::Object(examples)) = members.get("examples") else {
            return;
        };
        let at = self.path.pointer().child("examples");
        for (name, example) in examples {
            let shared = example.get("$ref").and_then(Value::as_str);
            let at = shared
                .and_then(Pointer::parse)
                .unwrap_or_else(|| at.child(name));
            let example = followed(self.checker.tree, example);
            for key in ["value", "dataValue"] {
                if let Some(value) = example.get(key).filter(|value| counts(value)) {
                    let at = at.child(key);
                    self.compare(value, schema, &at, codes::EXAMPLE_MISMATCH, manner);
                }
            }
        }
    }

    fn named(
        &mut self,
        members: &Map<String, Value>,
        schema: &Value,
        key: &str,
        code: Code,
        manner: Manner,
    ) {
        if let Some(value) = members.get(key) {
            let at = self.path.pointer().child(key);
            self.compare(value, schema, &at, code, manner);
        }
    }

    fn compare(&mut self, value: &Value, schema: &Value, at: &Pointer, code: Code, manner: Manner) {
        // Null is what tools write where there is no example and no default.
        if value.is_null() {
            return;
        }
        for mismatch in self.checker.mismatches(value, schema, manner) {
            let what = if code == codes::DEFAULT_TYPE {
                "default"
            } else {
                "example"
            };
            let message = format!("this {what} contradicts its schema: {}", mismatch.message);
            self.context
                .push(Diagnostic::new(code, message), &place(at, &mismatch));
        }
    }
}
