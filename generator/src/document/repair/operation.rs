//! Operations, and the bodies that 2.0 has among their parameters.

use serde_json::{Map, Value, json};

use super::{Members, text};
use crate::diagnostic::{Pointer, codes};
use crate::document::conform::Conform;
use crate::document::piece::METHODS;

/// What 2.0 says once for many operations.
#[derive(Default)]
pub(in super::super) struct MediaTypes {
    /// Media types of bodies, for the document and for the operation at hand.
    consumes: Vec<Vec<String>>,
    /// Media types of answers, likewise.
    produces: Vec<Vec<String>>,
    /// Shared parameters that are bodies or fields of one.
    pub(super) shared: Map<String, Value>,
}

impl MediaTypes {
    pub(super) fn enter(&mut self, members: &Members) {
        let list = |key: &str| {
            let items = members.get(key)?.as_array()?;
            Some(
                items
                    .iter()
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect::<Vec<_>>(),
            )
        };
        let inherited = |all: &[Vec<String>]| all.last().cloned().unwrap_or_default();
        let consumes = list("consumes").unwrap_or_else(|| inherited(&self.consumes));
        let produces = list("produces").unwrap_or_else(|| inherited(&self.produces));
        self.consumes.push(consumes);
        self.produces.push(produces);
    }

    pub(super) fn leave(&mut self) {
        self.consumes.pop();
        self.produces.pop();
    }

    /// The media types of an answer.
    pub(super) fn produces(&self) -> Vec<String> {
        or_json(self.produces.last())
    }

    fn consumes(&self) -> Vec<String> {
        or_json(self.consumes.last())
    }
}

fn or_json(media_types: Option<&Vec<String>>) -> Vec<String> {
    match media_types {
        Some(some) if !some.is_empty() => some.clone(),
        _ => vec!["application/json".to_owned()],
    }
}

/// Parameters of a path item that are bodies go to its operations.
pub(super) fn path_item_before(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let here = walk.path.pointer();
    let Some(Value::Array(parameters)) = members.get_mut("parameters") else {
        return;
    };
    for (index, parameter) in parameters.iter_mut().enumerate() {
        inline_shared(walk, parameter, &here.child("parameters").index(index));
    }
    let (bodies, rest): (Vec<Value>, Vec<Value>) =
        std::mem::take(parameters).into_iter().partition(is_body);
    *parameters = rest;
    for (key, operation) in members.iter_mut() {
        if METHODS.contains(&key.as_str())
            && !bodies.is_empty()
            && let Some(operation) = operation.as_object_mut()
            && let Value::Array(own) = operation.entry("parameters").or_insert_with(|| json!([]))
        {
            let name = |body: &Value| body.get("name").cloned();
            let form = |body: &Value| body.get("in").and_then(Value::as_str) == Some("formData");
            let Some(first) = own.iter().position(is_body) else {
                own.extend(bodies.iter().cloned());
                continue;
            };
            if bodies
                .iter()
                .any(|body| name(body) != name(&own[first]) && !(form(body) && form(&own[first])))
            {
                let at = here.child(key).child("parameters").index(first);
                let message = "the path item has a body for this operation, too; this one counts";
                walk.context.say(codes::TWO_BODIES, message, &at);
            }
        }
    }
}

fn is_body(parameter: &Value) -> bool {
    matches!(
        parameter.get("in").and_then(Value::as_str),
        Some("body" | "formData")
    )
}

fn inline_shared(walk: &mut Conform<'_, '_>, parameter: &mut Value, at: &Pointer) {
    if walk.media_types.shared.is_empty() {
        return;
    }
    let Some(reference) = parameter.get("$ref").and_then(Value::as_str) else {
        return;
    };
    let Some(place) = Pointer::parse(reference) else {
        return;
    };
    let shared = ["/parameters", "/components/parameters"]
        .contains(&place.parent().unwrap_or_default().as_str());
    if let Some(body) = place
        .last()
        .filter(|_| shared)
        .and_then(|name| walk.media_types.shared.get(&name))
    {
        let origin = walk.context.sources.origin(&place);
        *parameter = body.clone();
        walk.context.sources.set_origin(at.clone(), origin);
    }
}

/// Prepares an operation.
pub(super) fn before(walk: &mut Conform<'_, '_>, members: &mut Members) {
    walk.media_types.enter(members);
    if let Some(Value::Array(parameters)) = members.get_mut("parameters") {
        let at = walk.path.pointer().child("parameters");
        for (index, parameter) in parameters.iter_mut().enumerate() {
            inline_shared(walk, parameter, &at.index(index));
        }
    }
    if let Some(Value::Object(body)) = members.get_mut("requestBody")
        && !body.contains_key("content")
        && !body.contains_key("$ref")
        && (body.contains_key("schema") || body.keys().any(|key| key.contains('/')))
    {
        let here = walk.path.pointer().child("requestBody");
        let media: Vec<String> = body
            .keys()
            .filter(|key| key.contains('/'))
            .cloned()
            .collect();
        let mut content = Members::new();
        for key in media {
            if let Some(value) = body.shift_remove(&key) {
                walk.context
                    .sources
                    .moved(&here.child(&key), &here.child("content").child(&key));
                content.insert(key, value);
            }
        }
        if let Some(schema) = body.shift_remove("schema") {
            let to = here
                .child("content")
                .child("application/json")
                .child("schema");
            walk.context.sources.moved(&here.child("schema"), &to);
            content.insert("application/json".to_owned(), json!({ "schema": schema }));
        }
        walk.context.say(
            codes::MISSING_KEY,
            "this request body lacks `content` around its media types",
            &here,
        );
        body.insert("content".to_owned(), Value::Object(content));
    }
}

/// Completes an operation.
pub(super) fn after(walk: &mut Conform<'_, '_>, members: &mut Members) {
    take_bodies(walk, members);
    walk.media_types.leave();
    for key in ["consumes", "produces"] {
        members.shift_remove(key);
    }
    if !members.contains_key("responses") {
        let message = "this operation documents no responses";
        walk.context
            .say(codes::NO_RESPONSES, message, &walk.path.pointer());
        members.insert("responses".to_owned(), json!({}));
    }
    if let Some(Value::Object(callbacks)) = members.get_mut("callbacks") {
        // What is left of references could not be found.
        callbacks.retain(|_, callback| callback.get("$ref").is_none());
    }
}

/// A body without `content` is one of which nothing is known.
pub(super) fn request_body_after(members: &mut Members) {
    members.entry("content").or_insert_with(|| json!({}));
}

/// Body and form parameters become the request body.
fn take_bodies(walk: &mut Conform<'_, '_>, members: &mut Members) {
    let Some(Value::Array(parameters)) = members.get_mut("parameters") else {
        return;
    };
    if !parameters.iter().any(is_body) {
        return;
    }
    let at = walk.path.pointer().child("parameters");
    let mut kept = Vec::new();
    let mut moves = Vec::new();
    let mut bodies = Vec::new();
    for (index, parameter) in std::mem::take(parameters).into_iter().enumerate() {
        if is_body(&parameter) {
            bodies.push((index, parameter));
        } else {
            if kept.len() != index {
                moves.push((index, kept.len()));
            }
            kept.push(parameter);
        }
    }
    *parameters = kept;
    let form = bodies
        .iter()
        .any(|(_, body)| body.get("in").and_then(Value::as_str) == Some("formData"));
    let here = walk.path.pointer();
    if members.contains_key("requestBody") {
        let message = "this operation has a request body and parameters that make up one; the request body counts";
        walk.context
            .say(codes::TWO_BODIES, message, &here.child("requestBody"));
        shift(walk, &at, &moves);
        return;
    }
    let is_form = |body: &Value| body.get("in").and_then(Value::as_str) == Some("formData");
    let first = bodies.first().map(|(_, body)| is_form(body));
    if let Some((index, _)) = bodies
        .iter()
        .skip(1)
        .find(|(_, body)| !is_form(body) || first == Some(false))
    {
        let message = "an operation has one body, and this is another";
        walk.context
            .say(codes::TWO_BODIES, message, &at.index(*index));
    }
    let is_file = |body: &Value| {
        let schema = body.get("schema");
        schema.and_then(|schema| schema.get("format")) == Some(&json!("binary"))
    };
    if let Some((index, _)) = bodies
        .iter()
        .find(|(_, body)| is_form(body) && is_file(body))
        && !walk
            .media_types
            .consumes()
            .iter()
            .any(|name| name.contains("form"))
    {
        let message = "files are sent as `multipart/form-data`, which this operation doesn't consume: it is assumed";
        walk.context
            .say(codes::FORM_MEDIA_TYPE, message, &at.index(*index));
    }
    let body = if form {
        form_body(walk, bodies)
    } else {
        single_body(walk, bodies)
    };
    members.insert("requestBody".to_owned(), body);
    shift(walk, &at, &moves);
}

/// Notes that parameters moved up, to where bodies were: the origins of those have been looked up by now.
fn shift(walk: &mut Conform<'_, '_>, at: &Pointer, moves: &[(usize, usize)]) {
    for (from, to) in moves {
        walk.context.sources.moved(&at.index(*from), &at.index(*to));
    }
}

fn single_body(walk: &mut Conform<'_, '_>, bodies: Vec<(usize, Value)>) -> Value {
    let here = walk.path.pointer();
    let Some((index, mut parameter)) = bodies.into_iter().next() else {
        return json!({ "content": {} });
    };
    let from = here.child("parameters").index(index);
    let to = here.child("requestBody");
    walk.context.sources.moved(&from, &to);
    let schema = parameter
        .as_object_mut()
        .and_then(|members| members.shift_remove("schema"));
    let mut content = Members::new();
    for media_type in walk.media_types.consumes() {
        let place = to.child("content").child(&media_type).child("schema");
        walk.context.sources.moved(&from.child("schema"), &place);
        content.insert(
            media_type,
            schema
                .as_ref()
                .map_or_else(|| json!({}), |schema| json!({ "schema": schema })),
        );
    }
    let mut body = Members::new();
    let members = parameter.as_object().into_iter().flatten();
    for (key, value) in members.filter(|(key, _)| {
        key.starts_with("x-") || ["description", "required"].contains(&key.as_str())
    }) {
        body.insert(key.clone(), value.clone());
    }
    body.insert("content".to_owned(), Value::Object(content));
    Value::Object(body)
}

fn form_body(walk: &mut Conform<'_, '_>, bodies: Vec<(usize, Value)>) -> Value {
    let here = walk.path.pointer();
    let binary =
        |value: &Value| value.pointer("/schema/format").and_then(Value::as_str) == Some("binary");
    let file = bodies.iter().any(|(_, body)| binary(body));
    let mut media_types = walk.media_types.consumes();
    media_types.retain(|name| {
        name.starts_with("multipart/") || (!file && name.ends_with("x-www-form-urlencoded"))
    });
    if media_types.is_empty() {
        media_types.push(
            if file {
                "multipart/form-data"
            } else {
                "application/x-www-form-urlencoded"
            }
            .to_owned(),
        );
    }
    let (mut properties, mut encoding, mut required) = (Members::new(), Members::new(), Vec::new());
    for (index, mut field) in bodies {
        let Some(members) = field.as_object_mut() else {
            continue;
        };
        let Some(name) = text(members, "name").map(str::to_owned) else {
            continue;
        };
        let from = here.child("parameters").index(index);
        for media_type in &media_types {
            let schema = here
                .child("requestBody")
                .child("content")
                .child(media_type)
                .child("schema");
            walk.context
                .sources
                .moved(&from, &schema.child("properties").child(&name));
            walk.context.sources.moved(
                &from.child("schema"),
                &schema.child("properties").child(&name),
            );
        }
        if members.get("required") == Some(&Value::Bool(true)) {
            required.push(json!(name));
        }
        let exploded = text(members, "collectionFormat") == Some("multi");
        let mut schema = members
            .shift_remove("schema")
            .unwrap_or_else(|| json!({ "type": "string" }));
        if let Value::Object(schema) = &mut schema {
            for key in ["description", "example", "x-example"] {
                if let Some(value) = members.shift_remove(key) {
                    schema.entry(key).or_insert(value);
                }
            }
            if schema.get("type").and_then(Value::as_str) == Some("array") {
                encoding.insert(
                    name.clone(),
                    json!({ "style": "form", "explode": exploded }),
                );
            }
        }
        properties.insert(name, schema);
    }
    let any_required = !required.is_empty();
    let mut schema = json!({ "type": "object", "properties": properties });
    if any_required {
        schema["required"] = Value::Array(required);
    }
    let mut media = json!({ "schema": schema });
    if !encoding.is_empty() {
        media["encoding"] = Value::Object(encoding);
    }
    let content: Members = media_types
        .into_iter()
        .map(|name| (name, media.clone()))
        .collect();
    json!({ "content": content, "required": any_required })
}
