//! Lowers the constraints of a schema, and of all that stands in it, to rules over JSON.
//!
//! What a branch of a union demands is the union's matter: it holds for the branch that a value is.
//!
//! # Invariants
//! - A schema that has a type of its own is a [`Rule::Type`]: its rules stand with that type.
//! - Rules hold of every value that the schema admits; what this stage is not sure of has no rule.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use spec2crate_runtime::constraint::check_pattern;

use super::Lowering;
use super::schema::FOLLOW_LIMIT;
use super::shape::Shape;
use super::union::Choice;
use crate::diagnostic::{Pointer, codes};
use crate::ir::{Rule, Ty, TypeId, TypeKind};

/// What a tuple's first items are, where the document says so.
const PREFIX_ITEMS: &str = "x-spec2crate-prefix-items";

/// What the properties are whose names match a pattern, where the document says so.
const PATTERN_PROPERTIES: &str = "x-spec2crate-pattern-properties";

/// The patterns of a document, each tried once.
#[derive(Default)]
pub(super) struct Patterns {
    /// Why each cannot be checked; nothing of one that can.
    known: BTreeMap<String, Option<String>>,
    /// The schemas of which it was said.
    said: BTreeSet<Pointer>,
}

impl Patterns {
    /// How many different ones are tried: trying one takes milliseconds when it means to, and no document has a tenth.
    const LIMIT: usize = 4096;

    fn why_unreadable(&mut self, pattern: &str) -> Option<String> {
        if let Some(known) = self.known.get(pattern) {
            return known.clone();
        }
        if self.known.len() >= Self::LIMIT {
            return Some(format!("the document has more than {} others", Self::LIMIT));
        }
        let why = check_pattern(pattern).err().map(|why| why.to_string());
        self.known.insert(pattern.to_owned(), why.clone());
        why
    }
}

impl Lowering<'_> {
    /// Keeps the rules of a type, once the types inside it are known.
    pub(super) fn lower_checks(
        &mut self,
        id: TypeId,
        kind: &TypeKind,
        shape: &Shape<'_>,
        location: &Pointer,
    ) {
        // A value that an enum does not know passes, and those that it knows satisfy their schema.
        if matches!(kind, TypeKind::Enum(_)) {
            return;
        }
        if matches!(kind, TypeKind::Union(_))
            && let Some(choice) = self.choice(shape)
        {
            self.lower_choice_checks(&choice, location);
        }
        let mut rules = self.shape_rules(shape, location, 0);
        if let TypeKind::Object(object) = kind {
            rules.extend(object.flattened.iter().filter_map(|flat| match flat.ty {
                Ty::Named(id) => Some(Rule::Type(id)),
                _ => None,
            }));
        }
        if !rules.is_empty() {
            self.checks.types.insert(id, rules);
        }
    }

    /// Keeps the rules of a union's branches; `location` is that of the schema around them.
    pub(super) fn lower_choice_checks(&mut self, choice: &Choice<'_>, location: &Pointer) {
        for branch in choice.placed(location) {
            self.lower_place_checks(&branch.location, branch.schema, &branch.location);
        }
    }

    /// Keeps the rules of a schema that is used at a place.
    pub(super) fn lower_place_checks(
        &mut self,
        place: &Pointer,
        schema: &ReferenceOr<Schema>,
        location: &Pointer,
    ) {
        let rules = self.schema_rules(schema, location, 0);
        if !rules.is_empty() {
            self.checks.places.insert(place.clone(), rules);
        }
    }

    /// The rules of a reference: those of the type it names.
    pub(super) fn reference_rules<T>(&self, schema: &ReferenceOr<T>) -> Vec<Rule> {
        let ReferenceOr::Reference { reference } = schema else {
            return Vec::new();
        };
        self.component_schema(reference)
            .and_then(|(name, _)| self.components.get(name))
            .map(|id| vec![Rule::Type(*id)])
            .unwrap_or_default()
    }

    fn schema_rules(
        &mut self,
        schema: &ReferenceOr<Schema>,
        location: &Pointer,
        depth: usize,
    ) -> Vec<Rule> {
        match schema {
            ReferenceOr::Reference { .. } => self.reference_rules(schema),
            ReferenceOr::Item(item) => self.item_rules(item, location, depth),
        }
    }

    fn boxed_rules(
        &mut self,
        schema: &ReferenceOr<Box<Schema>>,
        location: &Pointer,
        depth: usize,
    ) -> Vec<Rule> {
        match schema {
            ReferenceOr::Reference { .. } => self.reference_rules(schema),
            ReferenceOr::Item(item) => self.item_rules(item, location, depth),
        }
    }

    fn item_rules(&mut self, schema: &Schema, location: &Pointer, depth: usize) -> Vec<Rule> {
        // Deeper than any value that is read.
        if depth > 4 * FOLLOW_LIMIT {
            return Vec::new();
        }
        let shape = Shape::new(schema);
        let is_secret = shape.data.write_only || shape.format.as_deref() == Some("password");
        let mut rules = match self.inline.get(location) {
            Some(id) => vec![Rule::Type(*id)],
            None => self.shape_rules(&shape, location, depth),
        };
        if is_secret && !rules.is_empty() {
            rules.insert(0, Rule::Secret);
        }
        rules
    }

    fn shape_rules(&mut self, shape: &Shape<'_>, location: &Pointer, depth: usize) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (index, branch) in shape.all_of.iter().enumerate() {
            let place = location.child("allOf").index(index);
            for rule in self.schema_rules(branch, &place, depth + 1) {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
            }
        }
        if let Some(choice) = Choice::all(shape).first()
            && let [only] = choice.placed(location).as_slice()
        {
            rules.extend(self.schema_rules(only.schema, &only.location, depth + 1));
        }
        let mut constraints = shape.constraints.clone();
        if let Some(pattern) = &constraints.pattern
            && let Some(why) = self.patterns.why_unreadable(pattern)
        {
            if self.patterns.said.insert(location.clone()) {
                self.report(
                    codes::UNSUPPORTED_PATTERN,
                    &location.child("pattern"),
                    format!("this pattern is not checked: {why}"),
                );
            }
            constraints.pattern = None;
        }
        for least in [
            &mut constraints.min_length,
            &mut constraints.min_items,
            &mut constraints.min_properties,
        ] {
            // Nothing has less.
            *least = least.filter(|least| *least > 0);
        }
        if !constraints.is_empty() {
            rules.push(Rule::Own(constraints));
        }
        for (name, property) in shape.properties.into_iter().flatten() {
            let place = location.child("properties").child(name);
            let inner = self.boxed_rules(property, &place, depth + 1);
            if !inner.is_empty() {
                rules.push(Rule::Property(name.clone(), inner));
            }
        }
        let extensions = &shape.data.extensions;
        // Beside `prefixItems`, `items` is about the others alone.
        if let Some(items) = shape
            .items
            .filter(|_| !extensions.contains_key(PREFIX_ITEMS))
        {
            let inner = self.boxed_rules(items, &location.child("items"), depth + 1);
            if !inner.is_empty() {
                rules.push(Rule::Items(inner));
            }
        }
        // Beside `patternProperties`, `additionalProperties` is about those that match none of them.
        if let Some(AdditionalProperties::Schema(schema)) = shape.additional
            && !extensions.contains_key(PATTERN_PROPERTIES)
        {
            let place = location.child("additionalProperties");
            let inner = self.schema_rules(schema, &place, depth + 1);
            if !inner.is_empty() {
                let declared = shape.properties.into_iter().flatten();
                let declared = declared.map(|(name, _)| name.clone()).collect();
                rules.push(Rule::Values(declared, inner));
            }
        }
        rules
    }
}
