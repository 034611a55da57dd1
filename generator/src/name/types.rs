//! Names of types, fields and variants.

use std::collections::{BTreeMap, BTreeSet};

use super::ident::{Case, Ident, LENGTH_LIMIT, module_text};
use super::members;
use super::scope::Scope;
use super::{Fixed, Pins};
use crate::diagnostic::Pointer;
use crate::ir::{Api, Origin, TypeDef, TypeId, TypeKind};

/// The names of one type.
#[derive(Clone, Debug)]
pub struct TypeNames {
    /// The type's.
    pub ident: Ident,
    /// The file it lives in.
    pub home: Home,
    /// Its fields or variants, in the order of the definition.
    pub members: Vec<Ident>,
    /// The fields of unions beside its properties, in the order of the definition.
    pub flattened: Vec<Ident>,
    /// The field for keys that no property declares.
    pub rest: Option<Ident>,
    /// What a later run has to leave as it is: identifiers of members by the document's names.
    pub(super) pins: BTreeMap<String, String>,
}

/// The file that a type lives in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// `types/<module>.rs`.
    Types(Ident),
    /// The file of the operation at this location.
    Operation(Pointer),
}

/// What the prelude, the macros and the emitted `use` lines say; a schema may not hide it.
pub(super) const RESERVED: &[&str] = &[
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "String",
    "Box",
    "Default",
    "Clone",
    "Copy",
    "Debug",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "From",
    "Into",
    "TryFrom",
    "TryInto",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "Iterator",
    "IntoIterator",
    "ToString",
    "ToOwned",
    "AsRef",
    "AsMut",
    "Send",
    "Sync",
    "Sized",
    "Unpin",
    "Extend",
    "FromIterator",
    "BTreeMap",
    "Value",
    "DateTime",
    "Date",
    "Base64",
    "Secret",
    "Self_",
    "Display",
    "FromStr",
    "Deserialize",
    "Serialize",
];

pub(super) struct Types {
    pub(super) names: Vec<TypeNames>,
}

pub(super) fn assign(api: &Api, fixed: &Fixed) -> Types {
    let mut scope = Scope::reserving(RESERVED);
    let mut idents: BTreeMap<TypeId, Ident> = BTreeMap::new();
    for (id, definition) in api.types.iter() {
        let place = definition.location.to_string();
        let wanted = fixed.overrides.get(&place);
        if let Some(ident) = wanted.and_then(|text| scope.try_take(&Case::Type.apply(text))) {
            idents.insert(id, ident);
        }
    }
    take_pinned(api, &fixed.pins, &mut scope, &mut idents);
    // Components first: an inline schema never takes a component's name.
    let components: Vec<(TypeId, &str)> = api
        .types
        .iter()
        .filter(|(id, _)| !idents.contains_key(id))
        .filter_map(|(id, definition)| match &definition.origin {
            Origin::Component(name) => Some((id, name.as_str())),
            _ => None,
        })
        .collect();
    let shown: Vec<String> = components
        .iter()
        .map(|(_, name)| component_text(name))
        .collect();
    let texts: Vec<&str> = shown.iter().map(String::as_str).collect();
    for ((id, _), ident) in components.iter().zip(scope.assign(Case::Type, &texts)) {
        idents.insert(*id, ident);
    }
    // Inline schemas by depth, then by place, each after its owner.
    let operations: BTreeMap<&Pointer, &str> = api
        .operations
        .iter()
        .map(|operation| (&operation.location, operation.name.as_str()))
        .chain(
            api.incoming
                .iter()
                .map(|request| (&request.location, request.name.as_str())),
        )
        .collect();
    let mut inline: Vec<(usize, &Pointer, TypeId)> = api
        .types
        .iter()
        .filter(|(id, _)| !idents.contains_key(id))
        .map(|(id, definition)| (depth(api, id), &definition.location, id))
        .collect();
    inline.sort();
    for (_, _, id) in inline {
        let definition = api.types.get(id);
        if let Some(ident) = shortened(api, id, &idents, &operations, &mut scope) {
            idents.insert(id, ident);
            continue;
        }
        let text = match &definition.origin {
            Origin::Component(name) => Case::Type.apply(&component_text(name)),
            Origin::Type { owner, role } => {
                let owner = idents
                    .get(owner)
                    .map_or_else(String::new, |ident| ident.bare().to_owned());
                inline_text(&owner, role)
            }
            Origin::Operation { owner, role } => {
                inline_text(&operation_text(owner, &operations), role)
            }
        };
        // A word of its own rather than a number, which would depend on how many others there are.
        let ident = scope
            .try_take(&text)
            .or_else(|| scope.try_take(&inline_text(&text, kind_word(&definition.kind))))
            .unwrap_or_else(|| scope.take(&text));
        idents.insert(id, ident);
    }
    let homes = homes(api, &idents);
    let members_of = members_of(&fixed.pins);
    let names = api
        .types
        .iter()
        .zip(homes)
        .map(|((id, definition), home)| {
            let known = pin(definition, &fixed.pins.members).or_else(|| {
                let name = pin(definition, &fixed.pins.equal)?;
                members_of.get(name.as_str()).copied()
            });
            let members = members::assign(definition, known);
            let ident = idents
                .get(&id)
                .cloned()
                .unwrap_or_else(|| Ident::new("Unnamed"));
            TypeNames {
                ident,
                home,
                members: members.idents,
                flattened: members.flattened,
                rest: members.rest,
                pins: members.pins,
            }
        })
        .collect();
    Types { names }
}

/// Gives types the names that are pinned for them: those that were named by themselves first.
///
/// Of types that were one before, the first by its place keeps the name.
fn take_pinned(api: &Api, pins: &Pins, scope: &mut Scope, idents: &mut BTreeMap<TypeId, Ident>) {
    for pins in [&pins.names, &pins.equal] {
        let mut pinned: Vec<_> = api
            .types
            .iter()
            .filter(|(id, _)| !idents.contains_key(id))
            .filter_map(|(id, definition)| {
                let location = &definition.location;
                let pin = pin(definition, pins)?;
                Some((location.tokens().count(), location, id, pin))
            })
            .collect();
        pinned.sort();
        for (_, _, id, pin) in pinned {
            if let Some(ident) = scope.try_take(&Case::Type.apply_pin(pin)) {
                idents.insert(id, ident);
            }
        }
    }
}

/// What is pinned for a type, or for an equal one that it stands for now.
fn pin<'p, P>(definition: &TypeDef, pins: &'p BTreeMap<String, P>) -> Option<&'p P> {
    definition.places.iter().find_map(|place| pins.get(place))
}

/// The members that are pinned, by the names that are pinned for their types.
///
/// They stand at one place of a type, which may be gone while another of its places is still there.
fn members_of(pins: &Pins) -> BTreeMap<&str, &BTreeMap<String, String>> {
    let members = pins.members.iter();
    let named =
        members.filter_map(|(place, members)| Some((pins.names.get(place)?.as_str(), members)));
    named.collect()
}

/// The words of an operation, or of a component that is no schema.
fn operation_text(owner: &Pointer, operations: &BTreeMap<&Pointer, &str>) -> String {
    let text = operations
        .get(owner)
        .map_or_else(|| owner_text(owner), |name| (*name).to_owned());
    Case::Type.apply(&text)
}

/// The name of an inline type whose name would be too long: without owners in the middle.
fn shortened(
    api: &Api,
    id: TypeId,
    idents: &BTreeMap<TypeId, Ident>,
    operations: &BTreeMap<&Pointer, &str>,
    scope: &mut Scope,
) -> Option<Ident> {
    let Origin::Type { owner, role } = &api.types.get(id).origin else {
        return None;
    };
    let full = idents.get(owner)?.bare().len() + Case::Type.apply(role).len();
    if full <= LENGTH_LIMIT {
        return None;
    }
    let mut roles = Vec::new();
    let mut current = id;
    let root = loop {
        match &api.types.get(current).origin {
            Origin::Type { owner, role } if roles.len() <= api.types.len() => {
                roles.push(role.as_str());
                current = *owner;
            }
            Origin::Operation { owner, role } => {
                roles.push(role.as_str());
                break operation_text(owner, operations);
            }
            Origin::Type { .. } | Origin::Component(_) => {
                break idents.get(&current)?.bare().to_owned();
            }
        }
    };
    (1..roles.len().min(MOST_SHORTER)).find_map(|count| {
        let length = root.len() + roles[..count].iter().map(|role| role.len()).sum::<usize>();
        if length > LENGTH_LIMIT {
            return None;
        }
        let text = roles[..count]
            .iter()
            .rev()
            .fold(root.clone(), |text, role| inline_text(&text, role));
        scope.try_take(&text)
    })
}

/// How many shorter names are tried for one type, so that deep nesting takes no cubic time.
const MOST_SHORTER: usize = 12;

/// The text of an inline type's name: its owner's, and where it stands there.
fn inline_text(owner: &str, role: &str) -> String {
    if role.is_empty() {
        return owner.to_owned();
    }
    Case::Type.apply(&format!("{owner} {}", Case::Type.apply(role)))
}

/// What tells an inline type from another of its name.
fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Object(_) => "object",
        TypeKind::Enum(_) => "value",
        TypeKind::Union(_) => "choice",
        TypeKind::Alias { .. } => "type",
    }
}

fn component_text(name: &str) -> String {
    if RESERVED.contains(&Case::Type.apply(name).as_str()) {
        format!("{name} Schema")
    } else {
        name.to_owned()
    }
}

/// The words of a component that is no schema: `/components/parameters/Limit` is `Limit parameter`.
fn owner_text(owner: &Pointer) -> String {
    let tokens: Vec<String> = owner.tokens().collect();
    match tokens.as_slice() {
        [root, path] if root == "paths" => format!("path {path}"),
        [_, kind, name, ..] => format!("{name} {}", kind.strip_suffix('s').unwrap_or(kind)),
        _ => tokens.join(" "),
    }
}

/// How many owners stand between a type and a component or an operation.
fn depth(api: &Api, id: TypeId) -> usize {
    let mut depth = 0;
    let mut current = id;
    while let Origin::Type { owner, .. } = &api.types.get(current).origin {
        depth += 1;
        current = *owner;
        if depth > api.types.len() {
            break;
        }
    }
    depth
}

fn root(api: &Api, id: TypeId) -> TypeId {
    let mut current = id;
    for _ in 0..=api.types.len() {
        match &api.types.get(current).origin {
            Origin::Type { owner, .. } => current = *owner,
            _ => break,
        }
    }
    current
}

/// The file of each type: that of the component or operation it belongs to.
fn homes(api: &Api, idents: &BTreeMap<TypeId, Ident>) -> Vec<Home> {
    let operations: BTreeSet<&Pointer> = api
        .operations
        .iter()
        .map(|operation| &operation.location)
        .collect();
    let mut scope = Scope::default();
    let mut modules: BTreeMap<TypeId, Ident> = BTreeMap::new();
    let mut own: Vec<(&Ident, TypeId)> = api
        .types
        .iter()
        .filter(|(id, definition)| match &definition.origin {
            Origin::Component(_) => true,
            Origin::Type { .. } => false,
            Origin::Operation { owner, .. } => root(api, *id) == *id && !operations.contains(owner),
        })
        .filter_map(|(id, _)| idents.get(&id).map(|ident| (ident, id)))
        .collect();
    own.sort();
    for (ident, id) in own {
        let module = scope.take(&module_text(ident.bare()));
        modules.insert(id, module);
    }
    api.types
        .iter()
        .map(|(id, _)| {
            let root = root(api, id);
            match (&api.types.get(root).origin, modules.get(&root)) {
                (_, Some(module)) => Home::Types(module.clone()),
                (Origin::Operation { owner, .. }, None) => Home::Operation(owner.clone()),
                (_, None) => Home::Types(Ident::new("unnamed")),
            }
        })
        .collect()
}
