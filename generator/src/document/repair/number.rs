//! Bounds of numbers.

use serde_json::{Value, json};

use super::enumeration::integer;
use super::{Members, text};
use crate::diagnostic::codes;
use crate::document::conform::Conform;

/// Numeric exclusive bounds as flags of 3.0, and bounds that fit the type.
pub(super) fn normalise(walk: &mut Conform<'_, '_>, members: &mut Members) {
    for (exclusive, bound, tighter) in [
        (
            "exclusiveMinimum",
            "minimum",
            f64::gt as fn(&f64, &f64) -> bool,
        ),
        (
            "exclusiveMaximum",
            "maximum",
            f64::lt as fn(&f64, &f64) -> bool,
        ),
    ] {
        let Some(limit) = members
            .get(exclusive)
            .filter(|limit| limit.is_number())
            .cloned()
        else {
            continue;
        };
        let here = walk.path.pointer();
        let inclusive = members.get(bound).and_then(Value::as_f64);
        let counts = limit
            .as_f64()
            .zip(inclusive)
            .is_none_or(|(limit, inclusive)| tighter(&limit, &inclusive) || limit.eq(&inclusive));
        if counts {
            walk.context
                .sources
                .moved(&here.child(exclusive), &here.child(bound));
            members.insert(bound.to_owned(), limit);
            members.insert(exclusive.to_owned(), json!(true));
        } else {
            members.shift_remove(exclusive);
        }
    }
    if text(members, "type") != Some("integer") {
        return;
    }
    for key in ["minimum", "maximum", "multipleOf"] {
        let Some(value) = members
            .get(key)
            .filter(|value| value.is_number() && !value.is_i64())
        else {
            continue;
        };
        if let Some(integer) = value.as_f64().and_then(integer) {
            members.insert(key.to_owned(), integer);
        } else if key != "multipleOf" && value.as_f64().is_some_and(is_beyond) {
            // It says how large the type has to be.
        } else {
            let message = format!(
                "`{key}` of `{value}` is no bound that a 64-bit integer can break; it is left out"
            );
            walk.context.leave_out(
                codes::BOUND_OUT_OF_RANGE,
                message,
                &walk.path.pointer().child(key),
            );
            members.shift_remove(key);
        }
    }
}

/// Whether a bound is an integer beyond the 64 bits of a signed one, whose own bounds are often written as doubles.
fn is_beyond(bound: f64) -> bool {
    bound.fract() == 0.0 && bound.abs() > 9_223_372_036_854_775_808.0
}
