//! Facts about a whole API that no single node shows: recursion and direction.
//!
//! # Invariants
//! - Facts are sets over ids: adding an unrelated type changes no fact about another.

mod constraint;
mod direction;
mod graph;

use std::collections::BTreeSet;

use crate::ir::{Api, Property, TypeId};
use direction::Directions;
pub use direction::{mentioned_by_incoming, mentioned_by_operation, mentioned_by_type};
use graph::Cycles;

/// How many types may stand in each other before the compiler's own limit of 128 is near.
const DEPTH_LIMIT: usize = 100;

/// What `emit` has to know about types beside what they are.
#[derive(Clone, Debug)]
pub struct Facts {
    cycles: Cycles,
    directions: Directions,
    constrained: TypeSet,
}

/// Computes the facts of an API.
pub fn analyze(api: &Api) -> Facts {
    Facts {
        cycles: Cycles::of(&api.types),
        directions: Directions::of(api),
        constrained: constraint::constrained(api),
    }
}

impl Facts {
    /// Whether a value of `owner` that holds a `target` directly would contain itself.
    pub fn needs_box(&self, owner: TypeId, target: TypeId) -> bool {
        self.cycles.share(owner, target)
    }

    /// Whether an alias names itself through lists and maps alone, so that it has to be a type of its own.
    pub fn is_recursive_alias(&self, id: TypeId) -> bool {
        self.cycles.is_recursive_alias(id)
    }

    /// Whether an alias names nothing but itself.
    pub fn is_empty_alias(&self, id: TypeId) -> bool {
        self.cycles.is_empty_alias(id)
    }

    /// The `recursion_limit` that the compiler needs for types in types; none where its own is enough.
    pub fn recursion_limit(&self) -> Option<usize> {
        let depth = self.cycles.depth();
        (depth > DEPTH_LIMIT).then(|| (4 * depth).next_power_of_two())
    }

    /// Whether a caller may send a value of this type.
    pub fn is_sent(&self, id: TypeId) -> bool {
        self.directions.sent.contains(&id)
    }

    /// Whether a server may answer a value of this type.
    pub fn is_received(&self, id: TypeId) -> bool {
        self.directions.received.contains(&id)
    }

    /// Whether there is anything to check in values of a type beside the type itself.
    pub fn is_constrained(&self, id: TypeId) -> bool {
        self.constrained.contains(&id)
    }

    /// Whether a property is always there, whichever way its object goes.
    ///
    /// OAS 3.0.4, Schema Object, `readOnly` and `writeOnly`: `required` holds for one direction alone.
    pub fn is_required(&self, owner: TypeId, property: &Property) -> bool {
        property.required
            && !(property.read_only && self.is_sent(owner))
            && !(property.write_only && self.is_received(owner))
    }
}

/// A set of types.
type TypeSet = BTreeSet<TypeId>;
