//! Emits values of unions: of the branch that an example is of, or of the first one.

use std::borrow::Cow;

use serde_json::Value;

use super::super::Context;
use super::value::{Hint, stored};
use crate::diagnostic::Pointer;
use crate::ir::{Literal, Object, Ty, TypeKind, Union, UnionVariant};
use crate::name::TypeNames;

/// How many types are followed to see whether a value is of one.
const FOLLOWED: usize = 16;

/// A value of a union.
pub(super) fn union(
    cx: Context<'_>,
    union: &Union,
    names: &TypeNames,
    path: &str,
    hint: &Hint<'_>,
) -> String {
    let example = hint.example.as_deref();
    let place = example.and_then(|example| branch_of(cx, union, example));
    let index = place.or_else(|| sampled_branch(cx, union, &hint.at));
    let index = index.unwrap_or(0);
    let (Some(variant), Some(member)) = (union.variants.get(index), names.members.get(index))
    else {
        return format!("{path}::Unknown(Default::default())");
    };
    let mut inner = hint.inner(None, variant.location.clone());
    if place.is_some() {
        inner.example = example.cloned().map(Cow::Owned);
        inner.is_shown = true;
    }
    let inner = stored(cx, &variant.ty, &inner);
    let is_boxed = matches!(cx.without_alias(&variant.ty), Ty::Named(id)
        if !matches!(cx.api.types.get(*id).kind, TypeKind::Enum(_)));
    if is_boxed {
        format!("{path}::{member}(Box::new({inner}))")
    } else {
        format!("{path}::{member}({inner})")
    }
}

/// The branch whose value was found to be of no other.
fn sampled_branch(cx: Context<'_>, union: &Union, at: &Pointer) -> Option<usize> {
    let wanted = cx.api.samples.get(at)?;
    let own = |variant: &UnionVariant| {
        let Ty::Named(id) = &variant.ty else {
            return cx.api.samples.get(&variant.location);
        };
        let definition = cx.api.types.get(*id);
        let example = definition.docs.example.as_ref();
        example.or_else(|| cx.api.samples.get(&definition.location))
    };
    let mut variants = union.variants.iter();
    variants.position(|variant| own(variant).is_none_or(|value| value == wanted))
}

/// The branch that a value is of: the one that its discriminator names, or the one that has most of its properties.
fn branch_of(cx: Context<'_>, union: &Union, value: &Value) -> Option<usize> {
    if let Some(discriminator) = &union.discriminator
        && let Some(tag) = value.get(&discriminator.property).and_then(Value::as_str)
    {
        let mut variants = union.variants.iter();
        return variants.position(|variant| variant.mapping.iter().any(|it| it == tag));
    }
    let fits = |ty: &Ty| fit(cx, ty, value, FOLLOWED);
    let variants = union.variants.iter().enumerate();
    let fitting = variants.filter_map(|(index, variant)| Some((index, fits(&variant.ty)?)));
    // Of several that fit alike the first.
    fitting
        .rev()
        .max_by_key(|(_, known)| *known)
        .map(|(index, _)| index)
}

/// How many properties of a value a type declares, where the value may be one of the type.
fn fit(cx: Context<'_>, ty: &Ty, value: &Value, followed: usize) -> Option<usize> {
    let followed = followed.checked_sub(1)?;
    let is_it = match ty {
        Ty::Named(id) => match &cx.api.types.get(*id).kind {
            TypeKind::Object(object) => return fit_object(object, value),
            TypeKind::Alias { ty, .. } => return fit(cx, ty, value, followed),
            TypeKind::Union(union) => {
                let mut variants = union.variants.iter();
                return variants.find_map(|variant| fit(cx, &variant.ty, value, followed));
            }
            TypeKind::Enum(values) => {
                let value = Literal::from_value(value)?;
                values.variants.iter().any(|variant| variant.value == value)
            }
        },
        Ty::String(_) | Ty::Binary => value.is_string(),
        Ty::Integer(_) => value.is_i64() || value.is_u64(),
        Ty::Number | Ty::Decimal => value.is_number(),
        Ty::Boolean => value.is_boolean(),
        Ty::Array(item) => {
            let items = value.as_array()?;
            let first = items.first();
            return first.map_or(Some(0), |first| fit(cx, item, first, followed));
        }
        Ty::Tuple(_) => value.is_array(),
        Ty::Map(_) => value.is_object(),
        Ty::Nullable(inner) if !value.is_null() => return fit(cx, inner, value, followed),
        Ty::Nullable(_) | Ty::Any => true,
    };
    is_it.then_some(0)
}

fn fit_object(object: &Object, value: &Value) -> Option<usize> {
    let members = value.as_object()?;
    let is_whole = object.properties.iter().all(|property| {
        let constant = property.constant.as_ref();
        match (members.get(&property.name), constant) {
            (None, _) => !property.required,
            (Some(value), Some(constant)) => *value == constant.to_value(),
            (Some(_), None) => true,
        }
    });
    let declared = |name: &&String| {
        let mut properties = object.properties.iter();
        properties.any(|property| property.name == **name)
    };
    is_whole.then(|| members.keys().filter(declared).count())
}
