//! The body of a call: one content, the fields of a form, or parts.

use std::mem::replace;

use http::header::{self, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::request::set;
use super::{Call, Draft};
use crate::body::{Body, BodyItems, Framing, RequestBody};
use crate::error::RequestError;
use crate::file_part::FilePart;
use crate::media_type;
use crate::multipart::{Multipart, Part, random_boundary};
use crate::percent::Keep;
use crate::style::{
    HeaderStyle, QueryStyle, header_text, query_pairs, scalar_text, write_pair, write_query,
};
use crate::wire::{self, EncodeError, Written};

/// What a call has of a body so far.
#[derive(Debug)]
pub(super) enum Content {
    None,
    /// It is that of the request.
    Whole {
        is_replayable: bool,
    },
    Form(String),
    Multipart(Multipart),
}

impl Content {
    pub(super) fn is_replayable(&self) -> bool {
        match self {
            Self::None | Self::Form(_) => true,
            Self::Whole { is_replayable } => *is_replayable,
            Self::Multipart(multipart) => multipart.is_replayable(),
        }
    }

    /// How much there is of a body in parts or fields; none of what is given as a whole.
    fn extent(&self) -> Option<usize> {
        match self {
            Self::None | Self::Whole { .. } => None,
            Self::Form(form) => Some(form.len()),
            Self::Multipart(multipart) => Some(multipart.parts.len()),
        }
    }

    /// Whether nothing was added since there was as much as this.
    fn is_no_more_than(&self, extent: usize) -> bool {
        self.extent().is_some_and(|now| now <= extent)
    }
}

impl Draft<'_> {
    /// Makes a form or parts the body of the request, if there are any.
    #[inline(never)]
    pub(super) fn close_body(&mut self) {
        if let Some(extent) = self.optional_extent
            && self.content.is_no_more_than(extent)
        {
            return;
        }
        let is_replayable = self.content.is_replayable();
        let content = replace(&mut self.content, Content::Whole { is_replayable });
        let (body, content_type) = match content {
            Content::None | Content::Whole { .. } => return,
            Content::Form(form) => {
                let content_type = HeaderValue::from_static("application/x-www-form-urlencoded");
                (RequestBody::one(Body::bytes(form)), Some(content_type))
            }
            Content::Multipart(multipart) => {
                let boundary = self.client.0.multipart_boundary.as_ref();
                let boundary = boundary.map_or_else(random_boundary, String::clone);
                // Checked when it was set, as was the boundary.
                let (body, content_type) = multipart.into_body(&boundary);
                (body, HeaderValue::from_str(&content_type).ok())
            }
        };
        *self.request.body_mut() = body;
        if let Some(content_type) = content_type {
            set(
                self.request.headers_mut(),
                header::CONTENT_TYPE,
                content_type,
            );
        }
    }
}

/// The content types that most bodies have, which need no copy.
fn known_type(content_type: &str) -> Option<HeaderValue> {
    let known = match content_type {
        "application/json" => "application/json",
        "application/octet-stream" => "application/octet-stream",
        "text/plain" => "text/plain",
        _ => return None,
    };
    Some(HeaderValue::from_static(known))
}

impl Call<'_> {
    /// Sets a JSON body.
    pub fn json<T: Serialize + ?Sized>(&mut self, content_type: &str, value: &T) {
        if let Some(bytes) = self.value("body", wire::to_vec(value)) {
            self.check_text("body", "", &bytes);
            self.whole(content_type, Body::bytes(bytes));
        }
    }

    /// Sets a text body.
    pub fn text(&mut self, content_type: &str, text: &str) {
        self.whole(content_type, Body::bytes(text.to_owned()));
    }

    /// Sets a body of any content.
    pub fn body(&mut self, content_type: &str, body: impl Into<Body>) {
        self.whole(content_type, body.into());
    }

    /// Sets a body of JSON values, one after another as the content type has them.
    pub fn items<T>(&mut self, content_type: &str, items: impl Into<BodyItems<T>>) {
        let items = items.into();
        match items.encoded() {
            Ok(encoded) => {
                for item in encoded {
                    self.check_text("body", "", item);
                }
            }
            Err(error) => self.fail(RequestError::Value {
                name: "body".to_owned(),
                message: error.to_string(),
            }),
        }
        self.whole(content_type, items.into_body(Framing::of(content_type)));
    }

    fn whole(&mut self, content_type: &str, body: Body) {
        if let Some(content_type) = self.content_type(content_type) {
            let draft = &mut *self.draft;
            let is_replayable = body.is_replayable();
            draft.content = Content::Whole { is_replayable };
            *draft.request.body_mut() = RequestBody::one(body);
            set(
                draft.request.headers_mut(),
                header::CONTENT_TYPE,
                content_type,
            );
        }
    }

    /// A content type that can be sent: no range, and no control character.
    fn content_type(&mut self, content_type: &str) -> Option<HeaderValue> {
        known_type(content_type).or_else(|| self.other_type(content_type))
    }

    #[inline(never)]
    fn other_type(&mut self, content_type: &str) -> Option<HeaderValue> {
        if content_type.contains('*') {
            self.fail(RequestError::Value {
                name: "Content-Type".to_owned(),
                message: format!("`{content_type}` is a range of content types: give one of it"),
            });
            return None;
        }
        let value = HeaderValue::from_bytes(content_type.as_bytes()).ok();
        if value.is_none() {
            self.fail(RequestError::Header {
                name: "content-type".to_owned(),
            });
        }
        value
    }

    /// Leaves out a form or a multipart body to which nothing is added after this.
    pub fn optional_body(&mut self) {
        self.draft.optional_extent = self.draft.content.extent();
    }

    /// Makes the body a form, even when no field of it is set.
    pub fn form_body(&mut self) {
        self.form_mut();
    }

    /// Adds a field of an `application/x-www-form-urlencoded` body.
    pub fn form<T: Serialize + ?Sized>(&mut self, name: &str, style: QueryStyle, value: &T) {
        self.form_value(name, style, &value);
    }

    /// Makes the body a form of an object, each of its properties a field: the properties of one inside in brackets, and
    /// a field per item of a list.
    pub fn form_object<T: Serialize + ?Sized>(&mut self, value: &T) {
        self.form_members(&value);
    }

    fn form_members(&mut self, value: &dyn Written) {
        self.parameter("body", false, value, |call, json| {
            let Some(value) = call.checked_as(("body", ""), "body", json) else {
                return;
            };
            let Value::Object(members) = &value else {
                call.fail(RequestError::Value {
                    name: "body".to_owned(),
                    message: "a form is made of an object alone".to_owned(),
                });
                return;
            };
            let form = call.form_mut();
            for (name, member) in members {
                let style = if member.is_object() {
                    QueryStyle::DeepObject
                } else {
                    QueryStyle::DEFAULT
                };
                write_query(form, &query_pairs(style, name, member), Keep::Form);
            }
        });
    }

    fn form_value(&mut self, name: &str, style: QueryStyle, value: &dyn Written) {
        let is_json = style == QueryStyle::Json;
        self.parameter(name, is_json, value, |call, json| {
            if !is_json && let Some(text) = call.scalar(json) {
                write_pair(call.form_mut(), name, text, Keep::Form);
            } else if let Some(value) = call.checked(("field", name), json) {
                let pairs = query_pairs(style, name, &value);
                write_query(call.form_mut(), &pairs, Keep::Form);
            }
        });
    }

    fn form_mut(&mut self) -> &mut String {
        if !matches!(self.draft.content, Content::Form(_)) {
            self.draft.content = Content::Form(String::new());
        }
        match &mut self.draft.content {
            Content::Form(form) => form,
            _ => unreachable!("the content was made a form just now"),
        }
    }

    /// Makes the body multipart, of this subtype (`multipart/form-data` unless it is called), even without parts.
    pub fn multipart(&mut self, content_type: &str) {
        if self.content_type(content_type).is_some() {
            content_type.clone_into(&mut self.multipart_mut().content_type);
        }
    }

    /// Adds a JSON part.
    pub fn part_json<T: Serialize + ?Sized>(
        &mut self,
        index: usize,
        name: &str,
        content_type: &str,
        value: &T,
    ) {
        let bytes = wire::to_vec(value);
        if let Some(bytes) = self.value(name, bytes) {
            self.check_text("field", name, &bytes);
            self.part(index, name, content_type, None, Body::bytes(bytes));
        }
    }

    /// Adds a JSON part for each of some values.
    pub fn part_json_each<T: Serialize>(
        &mut self,
        index: usize,
        name: &str,
        content_type: &str,
        values: &[T],
    ) {
        for value in values {
            self.part_json(index, name, content_type, value);
        }
    }

    /// Adds a part of text: a scalar, or for an array a part per item; an object becomes JSON.
    pub fn part_text<T: Serialize + ?Sized>(&mut self, index: usize, name: &str, value: &T) {
        self.part_text_as(index, name, "", value);
    }

    /// Adds a part of text with a content type of its own.
    pub fn part_text_as<T: Serialize + ?Sized>(
        &mut self,
        index: usize,
        name: &str,
        content_type: &str,
        value: &T,
    ) {
        self.part_value(index, name, content_type, &value);
    }

    fn part_value(&mut self, index: usize, name: &str, content_type: &str, value: &dyn Written) {
        self.parameter(name, false, value, |call, json| {
            if let Some(value) = call.checked(("field", name), json) {
                call.part_values(index, name, content_type, value);
            }
        });
    }

    // OAS 3.0.4, Encoding Object: `text/plain` for scalars, `application/json` for objects, for arrays what their items are.
    fn part_values(&mut self, index: usize, name: &str, content_type: &str, value: Value) {
        let is_json = media_type::is_json(content_type);
        match value {
            Value::Array(items) => {
                for item in items {
                    if is_json {
                        let text = Body::bytes(item.to_string());
                        self.part(index, name, content_type, None, text);
                    } else {
                        self.part_values(index, name, content_type, item);
                    }
                }
            }
            Value::Object(_) => {
                let content_type = if content_type.is_empty() {
                    "application/json"
                } else {
                    content_type
                };
                self.part(
                    index,
                    name,
                    content_type,
                    None,
                    Body::bytes(value.to_string()),
                );
            }
            scalar => {
                if let Some(text) = scalar_text(&scalar) {
                    self.part(index, name, content_type, None, Body::bytes(text));
                }
            }
        }
    }

    /// Adds a part of any content, without a filename.
    pub fn part_bytes(
        &mut self,
        index: usize,
        name: &str,
        content_type: &str,
        body: impl Into<Body>,
    ) {
        self.part(index, name, content_type, None, body.into());
    }

    /// Adds a file; its content type has to be among the allowed ones, if there are any (`image/*` is understood).
    pub fn part_file(
        &mut self,
        index: usize,
        name: &str,
        mut file: FilePart,
        allowed: &[&'static str],
    ) {
        let headers = file.take_headers();
        match file.checked(name, allowed) {
            Ok((filename, content_type, body)) => {
                self.part(index, name, &content_type, Some(filename), body);
            }
            Err(error) => self.fail(error),
        }
        for (name, value) in headers {
            let pair = self.header_pair(&name, &value);
            if let (Some(pair), Some(part)) = (pair, self.multipart_mut().parts.last_mut()) {
                part.headers.push(pair);
            }
        }
    }

    /// Adds a header to every part of this index, whether it is there already or not.
    pub fn part_header<T: Serialize + ?Sized>(&mut self, index: usize, name: &str, value: &T) {
        self.part_header_as(HeaderStyle::DEFAULT, index, name, value);
    }

    /// Adds a header in a style of its own to every part of this index.
    pub fn part_header_as<T: Serialize + ?Sized>(
        &mut self,
        style: HeaderStyle,
        index: usize,
        name: &str,
        value: &T,
    ) {
        self.part_header_value(style, index, name, wire::to_value(value));
    }

    fn part_header_value(
        &mut self,
        style: HeaderStyle,
        index: usize,
        name: &str,
        value: Result<Value, EncodeError>,
    ) {
        let Some(value) = self.value(name, value) else {
            return;
        };
        let Some(text) = header_text(style, &value) else {
            return;
        };
        if let Some((name, value)) = self.header_pair(name, &text) {
            let headers = &mut self.multipart_mut().headers;
            headers.push((index, name, value));
        }
    }

    fn part(
        &mut self,
        index: usize,
        name: &str,
        content_type: &str,
        filename: Option<String>,
        body: Body,
    ) {
        let content_type = match content_type {
            "" => None,
            content_type => match self.content_type(content_type) {
                Some(content_type) => Some(content_type),
                None => return,
            },
        };
        let name = name.to_owned();
        self.multipart_mut().parts.push(Part {
            index,
            name,
            filename,
            content_type,
            headers: Vec::new(),
            body,
        });
    }

    fn multipart_mut(&mut self) -> &mut Multipart {
        if !matches!(self.draft.content, Content::Multipart(_)) {
            self.draft.content = Content::Multipart(Multipart::default());
        }
        match &mut self.draft.content {
            Content::Multipart(multipart) => multipart,
            _ => unreachable!("the content was made multipart just now"),
        }
    }
}
