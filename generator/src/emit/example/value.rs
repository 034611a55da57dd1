//! Emits values: what the document has as an example, or what satisfies the schema, or a word.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use serde_json::Value;

use super::super::Context;
use super::super::types::is_preset;
use super::{ENDLESS, Extent};
use crate::diagnostic::Pointer;
use crate::ir::{
    Constraints, Format, IntegerWidth, Literal, Object, Property, Rule, Ty, TypeId, TypeKind,
};

/// How deep values inside values are written out.
const DEPTH_LIMIT: usize = 12;

/// How many values an argument is made of: what must be there may fan out at each level.
const VALUES_LIMIT: usize = 500;

/// How deep values inside values have what is optional, where an example gives everything.
const WHOLE_LIMIT: usize = 2;

/// What is known of a value beside its type.
#[derive(Clone)]
pub(super) struct Hint<'h> {
    /// What the document gives as an example.
    pub(super) example: Option<Cow<'h, Value>>,
    /// The word that stands for a text.
    pub(super) name: &'h str,
    /// The place of its schema.
    pub(super) at: Pointer,
    /// How deep it stands in others.
    pub(super) depth: usize,
    /// How many values may still be written out in all of the argument.
    left: Rc<Cell<usize>>,
    /// Whether what is optional is given.
    pub(super) is_whole: bool,
    /// Whether what is optional is given where the example has it.
    pub(super) is_shown: bool,
    /// How many items a list has at least.
    pub(super) items: usize,
}

impl<'h> Hint<'h> {
    /// What is known of a value that stands in no other.
    pub(super) fn new(name: &'h str, example: Option<&'h Value>, at: Pointer) -> Self {
        Self {
            example: example.map(Cow::Borrowed),
            name,
            at,
            depth: 0,
            left: Rc::new(Cell::new(VALUES_LIMIT)),
            is_whole: false,
            is_shown: false,
            items: 1,
        }
    }

    /// The same in an example that gives everything: with what is optional near the top, and more than one item of a
    /// list that may have them.
    pub(super) fn of(self, extent: Extent, constraints: &Constraints) -> Self {
        let is_whole = extent == Extent::Whole;
        let several =
            !constraints.unique_items && constraints.max_items.is_none_or(|most| most > 1);
        Self {
            is_whole,
            items: if is_whole && several { 2 } else { 1 },
            ..self
        }
    }

    /// What is known of a value that stands in this one.
    pub(super) fn inner(&self, example: Option<Value>, at: Pointer) -> Self {
        Self {
            example: example.map(Cow::Owned),
            name: self.name,
            at,
            depth: self.depth + 1,
            left: Rc::clone(&self.left),
            is_whole: self.is_whole && self.depth + 1 < WHOLE_LIMIT,
            is_shown: false,
            items: 1,
        }
    }

    /// The example, or a value that satisfies the schema.
    fn value<T>(&self, cx: Context<'_>, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let example = self.example.as_deref().and_then(&read);
        example.or_else(|| cx.api.samples.get(&self.at).and_then(read))
    }
}

/// A value of an argument that is read by reference.
pub(super) fn borrowed(cx: Context<'_>, ty: &Ty, hint: &Hint<'_>) -> String {
    let (target, hint) = followed(cx, ty, hint);
    match target {
        Ty::String(Format::Plain | Format::Password) | Ty::Binary => text(cx, &hint),
        Ty::Integer(_) | Ty::Number | Ty::Boolean => owned(cx, target, &hint),
        Ty::Array(item) => format!("&[{}]", items(cx, item, &hint)),
        _ => format!("&{}", stored(cx, target, &hint)),
    }
}

/// As many items of a list as it needs, and one at least.
fn items(cx: Context<'_>, item: &Ty, hint: &Hint<'_>) -> String {
    let sample = cx.api.samples.get(&hint.at).and_then(Value::as_array);
    let example = hint.example.as_deref().and_then(Value::as_array);
    // What stands in a list that stands in another is not multiplied.
    let count = sample
        .filter(|_| hint.depth < 3)
        .map_or(1, Vec::len)
        .max(hint.items);
    let items = (0..count).map(|index| {
        let example = example.and_then(|items| items.get(index).or_else(|| items.first()));
        stored(
            cx,
            item,
            &hint.inner(example.cloned(), hint.at.child("items")),
        )
    });
    items.collect::<Vec<String>>().join(", ")
}

/// The type behind aliases that are no types of their own, with the place where its schema stands.
fn followed<'t, 'h>(cx: Context<'t>, ty: &'t Ty, hint: &Hint<'h>) -> (&'t Ty, Hint<'h>) {
    let mut hint = hint.clone();
    let mut ty = ty;
    while let Ty::Named(id) = ty {
        let definition = cx.api.types.get(*id);
        match &definition.kind {
            TypeKind::Alias { ty: target, .. } if !cx.facts.is_recursive_alias(*id) => {
                hint.at = definition.location.clone();
                if hint.example.is_none() {
                    let example = definition.docs.example.as_ref();
                    let example = example.or_else(|| cx.api.samples.get(&hint.at));
                    hint.example = example.cloned().map(Cow::Owned);
                }
                ty = target;
            }
            _ => break,
        }
    }
    (ty, hint)
}

/// A value of a type as it is stored: strings are owned.
pub(super) fn stored(cx: Context<'_>, ty: &Ty, hint: &Hint<'_>) -> String {
    match followed(cx, ty, hint) {
        (Ty::String(Format::Plain | Format::Password) | Ty::Binary, hint) => {
            format!("{}.into()", text(cx, &hint))
        }
        (ty, hint) => owned(cx, ty, &hint),
    }
}

/// A value as `new` takes it.
fn owned(cx: Context<'_>, ty: &Ty, hint: &Hint<'_>) -> String {
    let left = hint.left.get();
    if hint.depth > DEPTH_LIMIT || left == 0 {
        return ENDLESS.to_owned();
    }
    hint.left.set(left - 1);
    match ty {
        Ty::String(Format::DateTime) => date(cx, hint, "2026-01-31T12:00:00Z"),
        Ty::String(Format::Date) => date(cx, hint, "2026-01-31"),
        Ty::String(Format::Text { .. }) => format!("{}.into()", text(cx, hint)),
        Ty::Decimal => {
            let value = hint.value(cx, Value::as_i64).unwrap_or(1);
            format!("runtime::Number::from({})", grouped(value))
        }
        Ty::String(Format::Base64) => "b\"bytes\".to_vec().into()".to_owned(),
        Ty::String(Format::Plain | Format::Password) | Ty::Binary => text(cx, hint),
        Ty::Integer(width) => {
            let value = hint.value(cx, |value| {
                value.as_i64().filter(|value| match width {
                    IntegerWidth::I32 => i32::try_from(*value).is_ok(),
                    IntegerWidth::U64 => *value >= 0,
                    IntegerWidth::I64 => true,
                })
            });
            grouped(value.unwrap_or(1))
        }
        Ty::Number => {
            let value = hint.value(cx, |value| value.as_f64().filter(|it| it.is_finite()));
            format!("{:?}", value.unwrap_or(1.0))
        }
        Ty::Boolean => hint.value(cx, Value::as_bool).unwrap_or(true).to_string(),
        Ty::Array(item) => format!("vec![{}]", items(cx, item, hint)),
        Ty::Tuple(items) => {
            let items: Vec<String> = items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    let example = hint.example.as_deref().and_then(|value| value.get(index));
                    let at = hint.at.child("prefixItems").index(index);
                    stored(cx, item, &hint.inner(example.cloned(), at))
                })
                .collect();
            format!("({},)", items.join(", "))
        }
        Ty::Map(value) if hint.is_shown => entry(cx, value, hint),
        Ty::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
        Ty::Nullable(inner) => {
            let hint = Hint {
                depth: hint.depth + 1,
                ..hint.clone()
            };
            format!("Some({})", stored(cx, inner, &hint))
        }
        Ty::Any => "runtime::Value::from(\"value\")".to_owned(),
        Ty::Named(id) => named(cx, *id, hint),
    }
}

/// A map of one entry: the first of the example, if it has one.
fn entry(cx: Context<'_>, value: &Ty, hint: &Hint<'_>) -> String {
    let example = hint.example.as_deref().and_then(Value::as_object);
    let shown = example.and_then(|members| members.iter().find(|(name, _)| is_plain(name)));
    let name = shown.map_or("name", |(name, _)| name.as_str());
    let inner = hint.inner(
        shown.map(|(_, value)| value.clone()),
        hint.at.child("additionalProperties"),
    );
    format!(
        "std::collections::BTreeMap::from([({}.to_owned(), {})])",
        string(name),
        stored(cx, value, &inner)
    )
}

fn named(cx: Context<'_>, id: TypeId, hint: &Hint<'_>) -> String {
    let names = cx.names.of_type(id);
    let path = match &names.home {
        crate::name::Home::Types(_) => format!("types::{}", names.ident),
        crate::name::Home::Operation(location) => {
            let module = cx
                .api
                .operations
                .iter()
                .position(|operation| operation.location == *location)
                .map_or("default", |index| {
                    cx.names.of_operation(index).module.as_str()
                });
            format!("operations::{module}::{}", names.ident)
        }
    };
    let definition = cx.api.types.get(id);
    let mut hint = hint.clone();
    hint.at.clone_from(&definition.location);
    if hint.example.is_none() {
        hint.example = definition.docs.example.clone().map(Cow::Owned);
    }
    match &definition.kind {
        TypeKind::Object(object) => new_object(cx, id, object, &path, &hint),
        TypeKind::Enum(values) => {
            let example = hint.example.as_deref();
            let place =
                values
                    .variants
                    .iter()
                    .position(|variant| match (&variant.value, example) {
                        (Literal::String(text), Some(Value::String(example))) => text == example,
                        _ => false,
                    });
            match names.members.get(place.unwrap_or(0)) {
                Some(variant) => format!("{path}::{variant}"),
                None => format!("{path}::Unknown(Default::default())"),
            }
        }
        TypeKind::Union(union) => super::union::union(cx, union, names, &path, &hint),
        TypeKind::Alias { .. } if cx.facts.is_empty_alias(id) => {
            "runtime::Value::from(\"value\")".to_owned()
        }
        TypeKind::Alias { ty, .. } if cx.facts.is_recursive_alias(id) => match ty {
            Ty::Array(_) => format!("{path}(Vec::new())"),
            Ty::Map(_) => format!("{path}(std::collections::BTreeMap::new())"),
            other => {
                let inner = hint.inner(None, hint.at.clone());
                format!("{path}({})", stored(cx, other, &inner))
            }
        },
        TypeKind::Alias { ty, .. } => {
            hint.depth += 1;
            owned(cx, ty, &hint)
        }
    }
}

/// An object with what it must have in a request.
fn new_object(cx: Context<'_>, id: TypeId, object: &Object, path: &str, hint: &Hint<'_>) -> String {
    let example = |property: &Property| {
        let example = hint.example.as_deref();
        let example = example.and_then(|value| value.get(&property.name));
        example.or(property.docs.example.as_ref()).cloned()
    };
    let arguments: Vec<String> = object
        .properties
        .iter()
        .filter(|property| {
            property.constant.is_none()
                && cx.facts.is_required(id, property)
                && !is_preset(cx, property)
        })
        .map(|property| argument(cx, id, property, hint, example(property)))
        .chain(object.flattened.iter().map(|flat| {
            let inner = hint.inner(hint.example.as_deref().cloned(), flat.location.clone());
            let value = stored(cx, &flat.ty, &inner);
            match &flat.ty {
                Ty::Named(target) if cx.facts.needs_box(id, *target) => {
                    format!("Box::new({value})")
                }
                _ => value,
            }
        }))
        .collect();
    // What requests alone must have is optional in a type that responses have, too.
    let names = &cx.names.of_type(id).members;
    let setters = object.properties.iter().zip(names);
    let setters = setters.filter(|(property, _)| {
        property.constant.is_none()
            && !property.nullable
            && !property.read_only
            && !cx.facts.is_required(id, property)
    });
    let is_shown = |property: &Property| {
        let example = hint.example.as_deref();
        hint.is_shown && example.is_some_and(|value| value.get(&property.name).is_some())
    };
    let is_set = |property: &Property| {
        property.required || hint.is_whole && !property.docs.deprecated || is_shown(property)
    };
    let mut missing = least_properties(cx, id)
        .saturating_sub(arguments.len() + setters.clone().filter(|(it, _)| is_set(it)).count());
    let setters: Vec<String> = setters
        .filter(|(property, _)| {
            let is_missing = missing > 0 && !is_set(property) && !property.docs.deprecated;
            missing -= usize::from(is_missing);
            is_missing || is_set(property)
        })
        .map(|(property, name)| {
            let value = argument(cx, id, property, hint, example(property));
            format!(".with_{}({value})", name.bare())
        })
        .collect();
    format!("{path}::new({}){}", arguments.join(", "), setters.concat())
}

/// How many properties an object has at least.
fn least_properties(cx: Context<'_>, id: TypeId) -> usize {
    let rules = cx.api.checks.of_type(id).iter();
    let least = rules.filter_map(|rule| match rule {
        Rule::Own(constraints) => constraints.min_properties,
        _ => None,
    });
    least.max().unwrap_or(0)
}

/// A required property as an argument of `new`.
fn argument(
    cx: Context<'_>,
    owner: TypeId,
    property: &Property,
    hint: &Hint<'_>,
    example: Option<Value>,
) -> String {
    if property.nullable {
        return "None".to_owned();
    }
    let hint = Hint {
        name: &property.name,
        ..hint.inner(example, property.location.clone())
    };
    let plain = matches!(
        property.ty,
        Ty::String(
            Format::Plain
                | Format::DateTime
                | Format::Date
                | Format::Password
                | Format::Text { .. }
        )
    );
    let value = if plain && !property.write_only {
        match &property.ty {
            Ty::String(Format::DateTime) => date_text(cx, &hint, "2026-01-31T12:00:00Z"),
            Ty::String(Format::Date) => date_text(cx, &hint, "2026-01-31"),
            _ => text(cx, &hint),
        }
    } else {
        stored(cx, &property.ty, &hint)
    };
    let value = match &property.ty {
        Ty::Named(target) if cx.facts.needs_box(owner, *target) => format!("Box::new({value})"),
        _ => value,
    };
    let is_text = matches!(property.ty, Ty::String(Format::Plain | Format::Password));
    match (property.write_only, is_text) {
        (true, true) => text(cx, &hint),
        (true, false) => format!("runtime::Secret::new({value})"),
        (false, _) => value,
    }
}

fn date(cx: Context<'_>, hint: &Hint<'_>, fallback: &str) -> String {
    format!("{}.into()", date_text(cx, hint, fallback))
}

fn date_text(cx: Context<'_>, hint: &Hint<'_>, fallback: &str) -> String {
    // Documents say `date` and show a time besides.
    let is_alike = |text: &String| {
        let has_time = text.len() > "2026-01-31".len();
        text.as_bytes().get(4) == Some(&b'-') && has_time == (fallback.len() > 10)
    };
    let shown = hint.value(cx, |value| plain_text(value).filter(is_alike));
    string(&shown.unwrap_or_else(|| fallback.to_owned()))
}

/// A string literal: the example, what satisfies the schema, or the name of what it is for.
fn text(cx: Context<'_>, hint: &Hint<'_>) -> String {
    literal(hint.value(cx, plain_text), hint.name)
}

/// A string literal: a value, or the name of what it is for.
pub(in super::super) fn literal(value: Option<String>, name: &str) -> String {
    match value {
        Some(text) => string(&text),
        None if is_plain(name) => string(name),
        None => string("text"),
    }
}

/// The text of a value, where it can stand in a line.
pub(in super::super) fn plain_text(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    is_plain(text).then(|| text.to_owned())
}

/// Whether a text can stand in a line of documentation as it is.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text
            .bytes()
            .all(|byte| (b' '..=b'~').contains(&byte) && byte != b'`')
}

pub(super) fn string(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

/// An integer with its digits in groups, as clippy likes long ones.
fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 5 {
            text.push('_');
        }
        text.push(digit);
    }
    if value < 0 { format!("-{text}") } else { text }
}
