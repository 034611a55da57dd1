//! Lowers schemas of whole server-sent events: what their data is, and which event has which.
//!
//! OAS 3.2, Special Considerations for Server-Sent Events: an event is an object with `data`, `event`, `id` and `retry`,
//! whose data is text that `contentMediaType` and `contentSchema` may say more of.
//! A schema that gives the data another type than text can only mean that the text is JSON.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Lowering, Site};
use crate::diagnostic::{Pointer, codes};
use crate::ir::ContentKind;

/// Where the normalised document keeps what text is.
const CONTENT_SCHEMA: &str = "x-spec2crate-content-schema";
const CONTENT_MEDIA_TYPE: &str = "x-spec2crate-content-media-type";

/// How deep references, `allOf` and choices are followed.
const FOLLOWED: usize = 16;
/// How many schemas are read of one stream.
const READ: usize = 1024;

/// What a schema says of an event.
#[derive(Clone, Default)]
struct EventSchema {
    properties: Map<String, Value>,
    required: BTreeSet<String>,
    docs: Map<String, Value>,
}

impl EventSchema {
    /// Whether it is of an event and not of its data.
    fn is_whole(&self, is_item: bool) -> bool {
        let is_field = |name: &String| ["data", "event", "id", "retry"].contains(&name.as_str());
        self.properties.contains_key("data") && (is_item || self.properties.keys().all(is_field))
    }
}

/// The kinds of events that were found so far.
struct Kinds {
    found: Vec<EventSchema>,
    /// How many schemas may still be read; none where nothing comes of it.
    left: usize,
    is_item: bool,
}

/// What the data of an event is.
#[derive(Clone, PartialEq)]
enum Data {
    Text,
    Json(Value),
}

impl Lowering<'_> {
    /// What events are read into, where their schema is of whole events and not of their data.
    ///
    /// Of a `schema` (and not of an `itemSchema`) that is so where it knows nothing but the fields of events.
    pub(super) fn lower_whole_events(
        &mut self,
        schema: &Value,
        is_item: bool,
        place: &Pointer,
        site: &Site,
    ) -> Option<ContentKind> {
        let mut kinds = Kinds {
            found: Vec::new(),
            left: READ,
            is_item,
        };
        self.event_kinds(schema, &EventSchema::default(), FOLLOWED, &mut kinds);
        let events = kinds.found;
        if kinds.left == 0 || events.is_empty() {
            if is_item && events.iter().all(|event| event.is_whole(true)) {
                let message = "the data of these events is text: there are too many kinds of them";
                self.report(codes::UNSUPPORTED_ITEM_SCHEMA, place, message);
                return Some(ContentKind::Events(None));
            }
            return None;
        }
        let data: Vec<Data> = events.iter().map(|event| self.data_of(event)).collect();
        if data.iter().all(|other| *other == data[0]) {
            return Some(ContentKind::Events(match &data[0] {
                Data::Text => None,
                Data::Json(schema) => {
                    let at = place.child("properties").child("data");
                    let at = at.child("contentSchema");
                    Some(self.lower_value(schema, &at, site.inside("data")))
                }
            }));
        }
        let names: Vec<Vec<String>> = events.iter().map(|event| self.event_names(event)).collect();
        if names.iter().all(|names| names.len() == 1) {
            let pairs = names.into_iter().flatten().zip(data);
            return Some(self.lower_named_events(events, pairs.collect(), place, site));
        }
        let schemas: Vec<&Value> = data
            .iter()
            .filter_map(|data| match data {
                Data::Text => None,
                Data::Json(schema) => Some(schema),
            })
            .collect();
        if schemas.len() == data.len() {
            let schema = json!({ "oneOf": schemas });
            let ty = self.lower_value(&schema, place, site.inside("data"));
            return Some(ContentKind::Events(Some(ty)));
        }
        let message =
            "the data of these events is text: nothing tells those apart of which it is JSON";
        self.report(codes::UNSUPPORTED_ITEM_SCHEMA, place, message);
        Some(ContentKind::Events(None))
    }

    /// Events whose names say what their data is: a union of them.
    fn lower_named_events(
        &mut self,
        events: Vec<EventSchema>,
        named: Vec<(String, Data)>,
        place: &Pointer,
        site: &Site,
    ) -> ContentKind {
        let mut branches = Vec::new();
        for (mut event, (name, data)) in events.into_iter().zip(&named) {
            let schema = match data {
                Data::Text => json!({ "type": "string" }),
                Data::Json(schema) => schema.clone(),
            };
            event.properties.insert("data".to_owned(), schema);
            let name = json!({ "type": "string", "enum": [name] });
            event.properties.insert("event".to_owned(), name);
            event.required.insert("event".to_owned());
            let mut branch = event.docs;
            branch.insert("type".to_owned(), json!("object"));
            branch.insert("required".to_owned(), json!(event.required));
            branch.insert("properties".to_owned(), Value::Object(event.properties));
            branches.push(Value::Object(branch));
        }
        let schema = json!({ "oneOf": branches });
        let ty = self.lower_value(&schema, place, site.inside("event"));
        let json = named
            .into_iter()
            .filter(|(_, data)| *data != Data::Text)
            .map(|(name, _)| name);
        ContentKind::NamedEvents {
            ty,
            json: json.collect(),
        }
    }

    /// The kinds of events that a schema admits, each with all that is said of it; none are left where one is no event.
    fn event_kinds(&self, schema: &Value, around: &EventSchema, depth: usize, kinds: &mut Kinds) {
        let mut event = around.clone();
        let mut choices = Vec::new();
        self.read_event(schema, depth, kinds, &mut event, &mut choices);
        if choices.is_empty() {
            if !event.is_whole(kinds.is_item) {
                kinds.left = 0;
            }
            kinds.found.push(event);
            return;
        }
        // What is said of the choice is said of none of its events.
        event.docs.clear();
        for choice in choices {
            if kinds.left == 0 {
                return;
            }
            self.event_kinds(&choice, &event, depth.saturating_sub(1), kinds);
        }
    }

    /// Reads what a schema says of every event, and the choices it leaves.
    fn read_event(
        &self,
        schema: &Value,
        depth: usize,
        kinds: &mut Kinds,
        event: &mut EventSchema,
        choices: &mut Vec<Value>,
    ) {
        let Some((depth, left)) = depth.checked_sub(1).zip(kinds.left.checked_sub(1)) else {
            kinds.left = 0;
            return;
        };
        kinds.left = left;
        if let Some(target) = self.referenced(schema) {
            return self.read_event(&target, depth, kinds, event, choices);
        }
        for part in schema
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.read_event(part, depth, kinds, event, choices);
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            match (event.properties.get_mut(name), property) {
                (Some(Value::Object(known)), Value::Object(more)) => {
                    known.extend(more.iter().map(|(key, value)| (key.clone(), value.clone())));
                }
                _ => {
                    event.properties.insert(name.clone(), property.clone());
                }
            }
        }
        let required = schema.get("required").and_then(Value::as_array);
        let required = required.into_iter().flatten().filter_map(Value::as_str);
        event.required.extend(required.map(str::to_owned));
        for key in ["title", "description", "deprecated"] {
            if let Some(value) = schema.get(key) {
                event.docs.insert(key.to_owned(), value.clone());
            }
        }
        for key in ["oneOf", "anyOf"] {
            let branches = schema.get(key).and_then(Value::as_array);
            // A constant, such as the data `[DONE]`, is a mark in the stream and no event.
            let is_mark = |branch: &&Value| branch.get("enum").is_some();
            let branches = branches.into_iter().flatten();
            choices.extend(branches.filter(|branch| !is_mark(branch)).cloned());
        }
    }

    /// The component that a schema refers to.
    fn referenced(&self, schema: &Value) -> Option<Value> {
        let (_, target) = self.component_schema(schema.get("$ref")?.as_str()?)?;
        serde_json::to_value(target).ok()
    }

    fn data_of(&self, event: &EventSchema) -> Data {
        let Some(written) = event.properties.get("data") else {
            return Data::Text;
        };
        let mut data = written.clone();
        for _ in 0..FOLLOWED {
            match self.referenced(&data) {
                Some(target) => data = target,
                None => break,
            }
        }
        let media_type = data.get(CONTENT_MEDIA_TYPE).and_then(Value::as_str);
        if media_type.is_some_and(super::body::is_json) {
            return Data::Json(
                data.get(CONTENT_SCHEMA)
                    .cloned()
                    .unwrap_or_else(|| json!({})),
            );
        }
        let json_type = data.get("type").and_then(Value::as_str);
        let is_structured = ["properties", "allOf", "oneOf", "anyOf", "items"]
            .iter()
            .any(|key| data.get(key).is_some());
        match json_type {
            Some("string") => Data::Text,
            None if !is_structured => Data::Text,
            _ => Data::Json(written.clone()),
        }
    }

    /// The names that an event may have; none where it may have any.
    fn event_names(&self, event: &EventSchema) -> Vec<String> {
        let Some(written) = event.properties.get("event") else {
            return Vec::new();
        };
        let name = self.referenced(written).unwrap_or_else(|| written.clone());
        let names = name.get("enum").and_then(Value::as_array);
        let names = names.into_iter().flatten().filter_map(Value::as_str);
        names.map(str::to_owned).collect()
    }
}
