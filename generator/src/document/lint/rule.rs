//! What the standard forbids and a client can do with all the same: names, templates, lists and pairs of keys.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::example::Walk;
use super::followed;
use crate::diagnostic::{Diagnostic, codes};
use crate::document::context::version_name;
use crate::document::piece::METHODS;
use crate::document::shape::{Id, Kind, V2, V30};

/// Keys whose values are URLs.
const URLS: [&str; 6] = [
    "authorizationUrl",
    "openIdConnectUrl",
    "refreshUrl",
    "termsOfService",
    "tokenUrl",
    "oauth2MetadataUrl",
];

impl<'t> Walk<'t, '_, '_> {
    /// Looks at an object whose key is `name`.
    pub(super) fn rules(
        &mut self,
        kind: &'static Kind,
        members: &'t Map<String, Value>,
        name: &str,
    ) {
        match kind.id {
            Id::Root => self.root(members),
            Id::Paths => members.keys().for_each(|path| self.template(path)),
            Id::Components => self.component_names(members),
            Id::Schema => self.lists(members),
            Id::Parameter => {
                self.schema_and_content(members);
                self.style(members);
                self.parameter_of_2(members);
                let text = |key: &str| members.get(key).and_then(Value::as_str);
                if matches!(text("in"), Some("header" | "cookie"))
                    && let Some(header) = text("name")
                {
                    self.token(header, "name");
                }
            }
            Id::Header => {
                self.schema_and_content(members);
                self.header_of_2(members);
            }
            Id::Responses if members.is_empty() && self.context.version & (V2 | V30) != 0 => {
                let message = "this operation documents no responses";
                self.context
                    .say(codes::NO_RESPONSES, message, &self.path.pointer());
            }
            Id::PathItem => self.methods(members),
            Id::Response => self.headers(members),
            Id::MediaType => self.content_type(members, name),
            Id::Server => self.server(members),
            Id::SecurityScheme if members.get("name").and_then(Value::as_str) == Some("") => {
                self.say_at("name", codes::MISSING_KEY, "this name is empty".to_owned());
            }
            _ => {}
        }
        if kind.name == "license" && !members.contains_key("name") {
            let message = "this license has no `name`";
            self.context
                .say(codes::MISSING_KEY, message, &self.path.pointer());
        }
        self.urls(kind, members);
    }

    /// What is meant to be a URL or a mail address and is none.
    fn urls(&mut self, kind: &Kind, members: &Map<String, Value>) {
        let is_url = |key: &str| match kind.id {
            Id::Other => key == "url" || URLS.contains(&key),
            Id::SecurityScheme => URLS.contains(&key),
            _ => false,
        };
        let broken = |c: char| c.is_whitespace() || c.is_control() || "<>\\^`\"".contains(c);
        for (key, value) in members {
            let Some(text) = value.as_str() else { continue };
            let is_broken = if is_url(key) {
                !text.contains(['/', ':', '.', '#'])
                    || text.contains(broken)
                    || text.starts_with(':')
            } else {
                kind.id == Id::Server && key == "url" && text.trim().contains(broken)
            };
            if is_broken {
                self.say_at(key, codes::INVALID_URL, "this is no URL".to_owned());
            } else if kind.name == "contact" && key == "email" && !text.contains('@') {
                let message = "this is no mail address".to_owned();
                self.say_at(key, codes::INVALID_URL, message);
            }
        }
    }

    fn say_at(&mut self, key: &str, code: crate::diagnostic::Code, message: String) {
        self.context
            .say(code, message, &self.path.pointer().child(key));
    }

    /// A style that the standard does not define for the parameter's type.
    fn style(&mut self, members: &'t Map<String, Value>) {
        let Some(style) = members.get("style").and_then(Value::as_str) else {
            return;
        };
        if members.contains_key("content") && !members.contains_key("schema") {
            let message = format!("`{style}` says nothing about a parameter with a `content`");
            return self.say_at("style", codes::STYLE_UNDEFINED, message);
        }
        let schema = members
            .get("schema")
            .map(|schema| followed(self.checker.tree, schema));
        let Some(name) = schema.and_then(|schema| schema.get("type")?.as_str()) else {
            return;
        };
        let defined = match style {
            "deepObject" => name == "object",
            "spaceDelimited" | "pipeDelimited" => name == "array" || name == "object",
            _ => true,
        };
        if !defined {
            let message = format!("`{style}` is not defined for a parameter of type `{name}`");
            self.say_at("style", codes::STYLE_UNDEFINED, message);
        }
    }

    fn root(&mut self, members: &Map<String, Value>) {
        let here = self.path.pointer();
        let some = |key: &str| {
            let value = members.get(key).and_then(Value::as_object);
            value.is_some_and(|members| !members.is_empty())
        };
        let before_31 = self.context.version & (V2 | V30) != 0;
        if before_31 && !members.contains_key("paths") {
            let message = "the document has no `paths`";
            self.context.say(codes::MISSING_KEY, message, &here);
        } else if !before_31
            && !members.contains_key("paths")
            && !some("components")
            && !some("webhooks")
        {
            let message = "the document has no `paths`, `components` or `webhooks`";
            self.context.say(codes::MISSING_KEY, message, &here);
        }
        for key in ["openapi", "swagger"] {
            if members.get(key).is_some_and(Value::is_number) {
                let message = "the version is text, and this is a number".to_owned();
                self.say_at(key, codes::READ_AS, message);
            }
        }
    }

    /// The expressions of a path: closed, and each name once.
    fn template(&mut self, path: &str) {
        let mut names = BTreeSet::new();
        let mut rest = path;
        let mut wrong = None;
        while let Some((_, behind)) = rest.split_once('{') {
            let Some((name, behind)) = behind.split_once('}') else {
                wrong = Some("a `{` of this path is never closed".to_owned());
                break;
            };
            if !names.insert(name) {
                wrong = Some(format!("`{{{name}}}` is in this path twice"));
            }
            rest = behind;
        }
        if let Some(message) = wrong {
            let at = self.path.pointer().child(path);
            self.context.say_key(codes::PATH_TEMPLATE, message, &at);
        }
    }

    fn component_names(&mut self, members: &Map<String, Value>) {
        let here = self.path.pointer();
        for (section, named) in members.iter().filter(|(key, _)| !key.starts_with("x-")) {
            for name in named
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, _)| name)
            {
                let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
                if name.is_empty() || !name.chars().all(plain) {
                    let message = format!(
                        "the name `{name}` holds more than letters, digits, `.`, `_` and `-`"
                    );
                    let at = here.child(section).child(name);
                    self.context.say_key(codes::COMPONENT_NAME, message, &at);
                }
            }
        }
    }

    /// Lists of a schema that hold something twice, and those that say nothing of their items.
    fn lists(&mut self, members: &Map<String, Value>) {
        for key in ["enum", "required"] {
            if let Some(Value::Array(items)) = members.get(key) {
                self.twice(key, items);
            }
        }
        self.items(members);
    }

    fn items(&mut self, members: &Map<String, Value>) {
        if self.context.version & (V2 | V30) != 0
            && members.get("type").and_then(Value::as_str) == Some("array")
            && !members.contains_key("items")
            && !members.contains_key("$ref")
        {
            let message = format!(
                "before OpenAPI 3.1 a list says what its items are, and this is {}: they are anything",
                version_name(self.context.version)
            );
            self.say_at("type", codes::ARRAY_WITHOUT_ITEMS, message);
        }
    }

    fn twice(&mut self, key: &str, items: &[Value]) {
        // Lists as long as this are made by machines, and comparing takes time.
        if items.len() > 10_000 {
            return;
        }
        let mut seen = BTreeMap::new();
        for (index, item) in items.iter().enumerate() {
            let text = match item {
                Value::String(text) => std::borrow::Cow::Borrowed(text.as_str()),
                Value::Number(_) | Value::Bool(_) => std::borrow::Cow::Owned(format!(":{item}")),
                _ => continue,
            };
            let at = self.path.pointer().child(key);
            if let Some(first) = seen.get(&text) {
                let diagnostic = Diagnostic::new(
                    codes::DUPLICATE_VALUE,
                    format!("`{item}` is in this list twice"),
                )
                .related(self.context.place(&at.index(*first)), "first here");
                self.context.push(diagnostic, &at.index(index));
            } else {
                seen.insert(text, index);
            }
        }
    }

    fn schema_and_content(&mut self, members: &Map<String, Value>) {
        if self.context.version != V2
            && members.contains_key("schema")
            && members.get("content").is_some_and(Value::is_object)
        {
            let message = "`content` stands beside `schema`, which counts";
            let at = self.path.pointer().child("content");
            self.context
                .leave_out_key(codes::SCHEMA_AND_CONTENT, message, &at);
        }
    }

    /// Parameters of 2.0 are of types that can be written in a URL.
    fn parameter_of_2(&mut self, members: &Map<String, Value>) {
        if self.context.version != V2 {
            return;
        }
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        let location = text("in").unwrap_or_default();
        let body = members.get("schema").and_then(|schema| schema.get("type"));
        let wrong = match text("type") {
            Some("file") if location != "formData" => Some("type"),
            Some("object") if location != "body" => Some("type"),
            _ if location == "cookie" => Some("in"),
            _ if body.and_then(Value::as_str) == Some("file") => Some("schema"),
            _ => None,
        };
        if let Some(key) = wrong {
            let message = "OpenAPI 2.0 has no such parameter; it counts all the same".to_owned();
            self.say_at(key, codes::PARAMETER_TYPE, message);
        }
        if text("collectionFormat") == Some("multi") && !["query", "formData"].contains(&location) {
            let message = format!("`multi` is not for parameters in `{location}`");
            self.say_at("collectionFormat", codes::PARAMETER_STYLE, message);
        }
        if location != "body" {
            self.items(members);
        }
    }

    fn header_of_2(&mut self, members: &Map<String, Value>) {
        if self.context.version == V2 {
            if members.get("type").and_then(Value::as_str) == Some("object") {
                let message = "OpenAPI 2.0 has no such header; it counts all the same".to_owned();
                self.say_at("type", codes::PARAMETER_TYPE, message);
            }
            self.items(members);
        }
    }

    /// Methods that have a key of their own.
    fn methods(&mut self, members: &Map<String, Value>) {
        let others = members.get("additionalOperations");
        let others = others.and_then(Value::as_object).into_iter().flatten();
        for (method, _) in others {
            let lower = method.to_ascii_lowercase();
            if METHODS.contains(&lower.as_str()) {
                let message = format!("`{lower}` is a key of the path item itself");
                let at = self
                    .path
                    .pointer()
                    .child("additionalOperations")
                    .child(method);
                self.context.say_key(codes::METHOD_CASE, message, &at);
            }
        }
    }

    /// The names of headers are told apart without regard to case.
    fn headers(&mut self, members: &Map<String, Value>) {
        let Some(Value::Object(headers)) = members.get("headers") else {
            return;
        };
        let length = self.path.enter("headers");
        let mut seen = BTreeSet::new();
        for name in headers.keys() {
            if !seen.insert(name.to_ascii_lowercase()) {
                let message =
                    format!("the header `{name}` is there twice: case makes no difference");
                let at = self.path.pointer().child(name);
                self.context.say_key(codes::HEADER_NAME, message, &at);
            }
            self.token(name, name);
        }
        self.path.leave(length);
    }

    /// Complains about a name that no header can have.
    fn token(&mut self, name: &str, key: &str) {
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~[]".contains(c);
        if name.is_empty() || !name.chars().all(token) {
            let message = format!(
                "`{}` is no name that is sent in a header",
                name.escape_debug()
            );
            let at = self.path.pointer().child(key);
            self.context.say_key(codes::HEADER_NAME, message, &at);
        }
    }

    /// The name of a media type, and properties that `encoding` speaks of.
    fn content_type(&mut self, members: &Map<String, Value>, name: &str) {
        let token = |part: &str| {
            let token = |c: char| c.is_ascii_alphanumeric() || "!#$&^_.+-*".contains(c);
            !part.is_empty() && part.chars().all(token)
        };
        let plain = name.split(';').next().unwrap_or_default().trim();
        let proper = plain
            .split_once('/')
            .is_some_and(|(main, sub)| token(main) && token(sub));
        // The media types of `components` have names of their own.
        if !proper
            && !self
                .path
                .pointer()
                .as_str()
                .starts_with("/components/mediaTypes/")
        {
            let message = format!("`{}` is no media type", name.escape_debug());
            self.context
                .say_key(codes::MEDIA_TYPE_NAME, message, &self.path.pointer());
        }
        let (Some(Value::Object(encoding)), Some(schema)) =
            (members.get("encoding"), members.get("schema"))
        else {
            return;
        };
        let schema = followed(self.checker.tree, schema);
        let Some(Value::Object(properties)) = schema.get("properties") else {
            return;
        };
        let open = ["allOf", "anyOf", "oneOf", "additionalProperties", "$ref"];
        if open.iter().any(|key| schema.get(key).is_some()) {
            return;
        }
        for name in encoding
            .keys()
            .filter(|name| !properties.contains_key(*name))
        {
            let message = format!("`{name}` is no property of the schema");
            let at = self.path.pointer().child("encoding").child(name);
            self.context.say_key(codes::ENCODING_UNKNOWN, message, &at);
        }
    }

    /// The variables of a server: declared, and their defaults among their values.
    fn server(&mut self, members: &'t Map<String, Value>) {
        let variables = members.get("variables").and_then(Value::as_object);
        let mut rest = members
            .get("url")
            .and_then(Value::as_str)
            .unwrap_or_default();
        while let Some((name, behind)) = rest
            .split_once('{')
            .and_then(|(_, behind)| behind.split_once('}'))
        {
            if variables.is_none_or(|variables| !variables.contains_key(name)) {
                let message = format!("the variable `{name}` is not declared");
                self.say_at("url", codes::SERVER_VARIABLE, message);
            }
            rest = behind;
        }
        for (name, variable) in variables.into_iter().flatten() {
            let Some(Value::Array(values)) = variable.get("enum") else {
                continue;
            };
            let length = self.path.enter("variables");
            self.path.enter(name);
            if let Some(default) = variable.get("default")
                && !values.contains(default)
            {
                let message = format!("the default {default} is none of the values of `enum`");
                self.say_at("default", codes::SERVER_VARIABLE, message);
            }
            self.twice("enum", values);
            self.path.leave(length);
        }
    }
}
