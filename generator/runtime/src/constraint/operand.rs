//! The values of a call against the table of its operation.

use serde_json::Value;

use super::{Operand, Violations, walk};

/// Checks one value of a call; `place` and `name` are as in its operation's table.
pub(crate) fn check_operand(
    table: &[Operand],
    place: &str,
    name: &str,
    value: &Value,
    violations: &mut Violations,
) {
    for operand in table {
        if operand.place == place && operand.name == name {
            let root = if place == "body" { "$" } else { name };
            walk::check(root, value, operand.rules, violations);
        }
    }
}
