//! Emits the tables of constraints, of types and of operations.
//!
//! ```text
//! runtime::constraints! {
//!     Pet {
//!         "name": min_length(1) max_length(64),
//!         "owner": of(Owner),
//!     }
//! }
//! ```
//!
//! A type without anything to check has no table, and so no method `validate`.
//! An alias is no type of its own, so that its rules stand where it is used.

use std::collections::BTreeSet;

use super::Context;
use super::file::{Item, Table};
use super::ty::Scope;
use crate::ir::{
    Body, Constraints, Literal, Operation, ParameterLocation, Rule, Ty, TypeDef, TypeId, TypeKind,
};
use crate::name::Ident;

const MACRO: &str = "runtime::constraints";

/// The table of a type.
pub(super) fn type_table(scope: &mut Scope<'_>, id: TypeId, definition: &TypeDef) -> Option<Item> {
    let cx = scope.cx;
    if !cx.facts.is_constrained(id) || !has_table(cx, id) {
        return None;
    }
    let names = cx.names.of_type(id);
    let (head, rows) = match &definition.kind {
        TypeKind::Union(union) => {
            // What stands beside the branches holds for every one.
            let own = words(scope, cx.api.checks.of_type(id));
            let mut rows: Vec<String> = own
                .into_iter()
                .map(|words| format!("self: {words},"))
                .collect();
            let variants =
                union
                    .variants
                    .iter()
                    .zip(&names.members)
                    .filter_map(|(variant, name)| {
                        let rules = match &variant.ty {
                            Ty::Named(target) => vec![Rule::Type(*target)],
                            _ => cx.api.checks.of_place(&variant.location).to_vec(),
                        };
                        Some(format!("{name}: {},", words(scope, &rules)?))
                    });
            rows.extend(variants);
            (format!("union {}", names.ident), rows)
        }
        TypeKind::Object(object) => {
            let declared: Vec<String> = object
                .properties
                .iter()
                .map(|property| property.name.clone())
                .collect();
            let rows = value_rows(scope, cx.api.checks.of_type(id), &declared);
            (names.ident.to_string(), rows)
        }
        TypeKind::Enum(_) | TypeKind::Alias { .. } => (
            names.ident.to_string(),
            value_rows(scope, cx.api.checks.of_type(id), &[]),
        ),
    };
    Some(table(head, rows))
}

/// The table of an operation: its parameters, and its body or the fields of that.
pub(super) fn operation_table(
    scope: &mut Scope<'_>,
    builder: &Ident,
    operation: &Operation,
) -> Option<Item> {
    let checks = &scope.cx.api.checks;
    let mut rows = Vec::new();
    for parameter in &operation.parameters {
        let place = match parameter.place {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        };
        if let Some(words) = words(scope, checks.of_place(&parameter.location)) {
            rows.push(format!("{place} {}: {words},", literal(&parameter.name)));
        }
    }
    let body = operation
        .body
        .as_ref()
        .and_then(|body| body.content.first());
    if let Some(body) = body {
        let rules = checks.of_place(&body.media_type().location);
        let positions: Vec<&crate::ir::MultipartPart> = match body {
            Body::Multipart { parts, .. } => parts.iter().collect(),
            _ => Vec::new(),
        };
        let fields: Vec<&str> = match body {
            Body::Value { .. } => {
                rows.extend(words(scope, rules).map(|words| format!("body: {words},")));
                Vec::new()
            }
            Body::Form { fields, .. } => fields.iter().map(|field| field.name.as_str()).collect(),
            Body::Multipart { parts, .. } => parts
                .iter()
                .filter(|part| !matches!(part.kind, crate::ir::PartKind::File { .. }))
                .map(|part| part.name.as_str())
                .collect(),
            Body::Text { .. } | Body::Binary { .. } => Vec::new(),
        };
        for name in fields {
            let mut rules = checks.of_property(rules, name);
            // A part without a name has its rules at its own place.
            let position = positions.iter().find(|part| part.name == name);
            if let Some(part) = position.filter(|_| rules.is_empty()) {
                rules = checks.of_place(&part.location).to_vec();
            }
            if let Some(words) = words(scope, &rules) {
                rows.push(format!("field {}: {words},", literal(name)));
            }
        }
    }
    (!rows.is_empty()).then(|| table(format!("call {builder}"), rows))
}

fn table(head: String, rows: Vec<String>) -> Item {
    Item::Table(Table {
        macro_path: MACRO,
        head,
        rows,
    })
}

/// A row per property, and rows of what holds for the whole value; `declared` are the properties of the struct.
fn value_rows(scope: &mut Scope<'_>, rules: &[Rule], declared: &[String]) -> Vec<String> {
    let mut rows = Vec::new();
    let mut whole = Vec::new();
    for rule in rules {
        match rule {
            Rule::Property(name, inner) => {
                let row = words(scope, inner).map(|words| format!("{}: {words},", literal(name)));
                rows.extend(row);
            }
            Rule::Values(except, inner) => {
                let mut except = except.clone();
                except.extend(
                    declared
                        .iter()
                        .filter(|name| !except.contains(name))
                        .cloned()
                        .collect::<Vec<_>>(),
                );
                let row = words(scope, inner)
                    .map(|words| format!("others[{}]: {words},", literals(&except)));
                rows.extend(row);
            }
            other => whole.push(other.clone()),
        }
    }
    let whole = words(scope, &whole).map(|words| format!("self: {words},"));
    whole.into_iter().chain(rows).collect()
}

/// Rules in the words of `constraints!`; nothing where there is nothing to check.
fn words(scope: &mut Scope<'_>, rules: &[Rule]) -> Option<String> {
    /// How many rules are written out at one place, as long as there are aliases to write out.
    const RULES: usize = 2_048;
    let mut aliases = Aliases {
        left: RULES,
        open: Vec::new(),
    };
    Words::of(scope, rules, &mut aliases)
}

/// The aliases that are written out at one place.
struct Aliases {
    /// How many rules may still be written out before no alias is any more: they may fan out without end.
    left: usize,
    /// Those that are being written out: what is within itself, and is no type, is not followed.
    open: Vec<TypeId>,
}

/// The words of one place, as they come together.
struct Words<'w, 'a> {
    scope: &'w mut Scope<'a>,
    aliases: &'w mut Aliases,
    seen: BTreeSet<TypeId>,
    is_secret: bool,
    found: Vec<String>,
}

impl Words<'_, '_> {
    fn of(scope: &mut Scope<'_>, rules: &[Rule], aliases: &mut Aliases) -> Option<String> {
        let mut words = Words {
            scope,
            aliases,
            seen: BTreeSet::new(),
            is_secret: false,
            found: Vec::new(),
        };
        words.add_rules(rules);
        let Words {
            is_secret,
            found: mut words,
            ..
        } = words;
        if words.is_empty() {
            return None;
        }
        if is_secret {
            words.insert(0, "secret".to_owned());
        }
        Some(words.join(" "))
    }

    fn add(&mut self, word: String) {
        if !self.found.contains(&word) {
            self.found.push(word);
        }
    }

    /// Adds `word(head rules)`, unless there is nothing in it to check.
    fn add_inner(&mut self, word: &str, head: &str, rules: &[Rule]) {
        if let Some(inner) = Self::of(self.scope, rules, self.aliases) {
            self.add(format!("{word}({head}{inner})"));
        }
    }

    fn add_rules(&mut self, rules: &[Rule]) {
        self.aliases.left = self.aliases.left.saturating_sub(rules.len());
        for rule in rules {
            match rule {
                Rule::Secret => self.is_secret = true,
                Rule::Own(constraints) => {
                    for word in own_words(constraints) {
                        self.add(word);
                    }
                }
                Rule::Property(name, inner) => {
                    self.add_inner("property", &format!("{} ", literal(name)), inner);
                }
                Rule::Items(inner) => self.add_inner("items", "", inner),
                Rule::Values(except, inner) if except.is_empty() => {
                    self.add_inner("values", "", inner);
                }
                Rule::Values(except, inner) => {
                    self.add_inner("others", &format!("[{}] ", literals(except)), inner);
                }
                Rule::Type(id) => self.add_type(*id),
            }
        }
    }

    fn add_type(&mut self, id: TypeId) {
        let cx = self.scope.cx;
        if !cx.facts.is_constrained(id) {
            return;
        }
        if has_table(cx, id) {
            let path = self.scope.path(id).to_string().replace(' ', "");
            self.add(format!("of({path})"));
        } else if self.aliases.left > 0 && !self.aliases.open.contains(&id) && self.seen.insert(id)
        {
            self.aliases.open.push(id);
            self.add_rules(cx.api.checks.of_type(id));
            self.aliases.open.pop();
        }
    }
}

/// Whether a type is one of its own, so that a table can stand beside it.
fn has_table(cx: Context<'_>, id: TypeId) -> bool {
    match &cx.api.types.get(id).kind {
        TypeKind::Object(_) | TypeKind::Union(_) => true,
        TypeKind::Enum(_) => false,
        TypeKind::Alias { .. } => cx.facts.is_recursive_alias(id) && !cx.facts.is_empty_alias(id),
    }
}

/// What a schema says of the value itself.
fn own_words(constraints: &Constraints) -> Vec<String> {
    let mut words = Vec::new();
    for (word, number) in [
        ("min_length", constraints.min_length),
        ("max_length", constraints.max_length),
        ("min_items", constraints.min_items),
        ("max_items", constraints.max_items),
        ("min_properties", constraints.min_properties),
        ("max_properties", constraints.max_properties),
    ] {
        words.extend(number.map(|number| format!("{word}({number})")));
    }
    if constraints.unique_items {
        words.push("unique_items".to_owned());
    }
    let bound = |bound: &Option<(Literal, bool)>, inclusive: &str, exclusive: &str| {
        bound.as_ref().map(|(literal, is_excluded)| {
            let word = if *is_excluded { exclusive } else { inclusive };
            format!("{word}({})", literal.to_value())
        })
    };
    words.extend(bound(&constraints.minimum, "minimum", "more_than"));
    words.extend(bound(&constraints.maximum, "maximum", "less_than"));
    words.extend(
        constraints
            .multiple_of
            .as_ref()
            .map(|of| format!("multiple_of({})", of.to_value())),
    );
    words.extend(
        constraints
            .pattern
            .as_deref()
            .map(|pattern| format!("pattern({})", text(pattern))),
    );
    words
}

fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

fn literals(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
    texts.join(", ")
}

/// A pattern as a raw string where it has backslashes, as a person would write it.
fn text(pattern: &str) -> String {
    let is_plain = pattern.chars().all(|character| {
        character == ' ' || character.is_alphanumeric() || character.is_ascii_graphic()
    });
    if !pattern.contains(['\\', '"']) || !is_plain || pattern.contains("\"#") {
        return literal(pattern);
    }
    if pattern.contains('"') {
        format!("r#\"{pattern}\"#")
    } else {
        format!("r\"{pattern}\"")
    }
}
