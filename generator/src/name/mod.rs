//! Assigns every Rust identifier, module and file, once, seeing all of them.
//!
//! | What | From | Example |
//! |---|---|---|
//! | type of a component | its key | `CatalogImage` |
//! | type of an inline schema | the owner's name, then where it stands | `CatalogImageStatus`, `PetTagsItem` |
//! | type in an operation | the operation's name, then where it stands | `GetPetResponse` |
//! | builder of an operation | its operation id | `CreateCatalogImage`, method `create_catalog_image` |
//! | file of a type | the owning component's name | `types/catalog_image.rs` |
//! | file of an operation | its first tag | `operations/catalog.rs` |
//!
//! Names of types live in one namespace per API, so no two files can disagree about one.
//! A schema named like an item of Rust's prelude gets `Schema` appended.
//!
//! What an earlier run named keeps its name, and what is new gets out of the way.
//!
//! # Invariants
//! - Conflicts are resolved by spelling, then by place; the order of arrival never decides.
//! - `emit` never changes case and never invents an identifier that could collide.

mod arguments;
mod client;
mod ident;
mod incoming;
mod members;
mod operations;
mod scope;
mod types;

pub use client::{ClientNames, ServerNames, VariableNames};
pub use ident::Ident;
pub use incoming::{HeaderName, IncomingNames};
pub use operations::{OperationNames, OutcomeNames};
pub use types::{Home, TypeNames};

use std::collections::BTreeMap;

use crate::ir::{Api, TypeId};

/// Every name of one API.
#[derive(Clone, Debug)]
pub struct Names {
    /// By [`TypeId`].
    types: Vec<TypeNames>,
    /// In the order of `Api::operations`.
    operations: Vec<OperationNames>,
    /// In the order of `Api::incoming`.
    incoming: Vec<IncomingNames>,
    /// The client's own.
    client: ClientNames,
}

/// Names that the user of the generator fixes: pointer to identifier.
pub type Overrides = BTreeMap<String, String>;

/// What an earlier run assigned, and callers go by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    /// Types, operations and security schemes by their pointers, modules by their tags, servers by their URLs.
    pub names: BTreeMap<String, String>,
    /// Another schema of a type that stands for several, which keeps the name when that by which it is pinned is gone.
    pub equal: BTreeMap<String, String>,
    /// Fields or variants by the document's names for them, of each type by its pointer; arguments, setters and
    /// response headers of each operation, scopes of each security scheme, variables of each server and their values.
    ///
    /// Those that are spelled as in the document are left out, since no other name can take these.
    pub members: BTreeMap<String, BTreeMap<String, String>>,
}

impl Pins {
    /// Pins members, where there are any to pin.
    fn pin_members(&mut self, key: String, members: BTreeMap<String, String>) {
        if !members.is_empty() {
            self.members.entry(key).or_insert(members);
        }
    }
}

/// Names that are not assigned anew.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// By the user of the generator, who wants another name than the one that would be assigned.
    pub overrides: Overrides,
    /// By an earlier run, whose callers go by them: those of [`Names::pins`].
    pub pins: Pins,
}

impl From<&Overrides> for Fixed {
    fn from(overrides: &Overrides) -> Self {
        Self {
            overrides: overrides.clone(),
            pins: Pins::default(),
        }
    }
}

/// Assigns the names of an API.
pub fn assign(api: &Api, fixed: &Fixed) -> Names {
    let types = types::assign(api, fixed);
    let mut client = client::assign(api, &fixed.pins);
    let operations = operations::assign(api, &types, fixed, &mut client.pins);
    Names {
        types: types.names,
        operations,
        incoming: incoming::assign(api, fixed),
        client,
    }
}

/// The name of a crate for an API of this title.
pub fn package_name(title: &str) -> String {
    let text = ident::module_text(title)
        .trim_end_matches('_')
        .replace('_', "-");
    let name: String = text
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    let name = name.trim_matches('-');
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.to_owned()
    } else {
        format!("api-{name}")
    }
}

impl Names {
    /// The names of a type.
    pub fn of_type(&self, id: TypeId) -> &TypeNames {
        &self.types[id.0]
    }

    /// The names of an operation, by its place in `Api::operations`.
    pub fn of_operation(&self, index: usize) -> &OperationNames {
        &self.operations[index]
    }

    /// The names of the operations, in the order of `Api::operations`.
    pub fn operations(&self) -> &[OperationNames] {
        &self.operations
    }

    /// Whether any type has a file of its own.
    pub fn has_type_files(&self) -> bool {
        self.types
            .iter()
            .any(|names| matches!(names.home, Home::Types(_)))
    }

    /// What callers name, for the next run to leave as it is.
    pub fn pins(&self, api: &Api) -> Pins {
        let members = api.types.iter().filter_map(|(id, definition)| {
            let pins = &self.of_type(id).pins;
            let place = definition.places.first()?;
            (!pins.is_empty()).then(|| (place.clone(), pins.clone()))
        });
        let place = |nth: usize| {
            api.types.iter().filter_map(move |(id, definition)| {
                let ident = self.of_type(id).ident.bare();
                Some((definition.places.get(nth)?.clone(), ident.to_owned()))
            })
        };
        let operations = api.operations.iter().zip(&self.operations);
        let methods = operations.clone().map(|(operation, names)| {
            let ident = names.method.bare().to_owned();
            (operations::pin_key(operation), ident)
        });
        let modules = operations.map(|(operation, names)| {
            let tag = operation.tag.as_deref().unwrap_or_default();
            (operations::tag_key(tag), names.module.bare().to_owned())
        });
        let arguments = api.operations.iter().zip(&self.operations);
        let arguments = arguments
            .filter(|(_, names)| !names.pins.is_empty())
            .map(|(operation, names)| (operations::pin_key(operation), names.pins.clone()));
        let incoming = api.incoming.iter().zip(&self.incoming);
        let incoming = incoming
            .map(|(request, names)| (request.location.to_string(), names.ident.bare().to_owned()));
        let mut pins = self.client.pins.clone();
        pins.names
            .extend(place(0).chain(methods).chain(modules).chain(incoming));
        pins.equal.extend(place(1));
        pins.members.extend(members.chain(arguments));
        pins
    }

    /// The names of the requests that the server makes, in the order of `Api::incoming`.
    pub fn incoming(&self) -> &[IncomingNames] {
        &self.incoming
    }

    /// The names that belong to the client itself.
    pub fn client(&self) -> &ClientNames {
        &self.client
    }
}
