//! Types at their places: paths, boxes, and what a file has to import for them.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Context;
use crate::ir::{Format, IntegerWidth, TextKind, Ty, TypeId, TypeKind};
use crate::name::{Home, Ident};

/// The identifier as a token.
pub(super) fn token(ident: &Ident) -> proc_macro2::Ident {
    match ident.as_str().strip_prefix("r#") {
        Some(bare) => proc_macro2::Ident::new_raw(bare, proc_macro2::Span::call_site()),
        None => format_ident!("{}", ident.as_str()),
    }
}

/// The file that types are written into, and what it imports.
pub(super) struct Scope<'a> {
    pub(super) cx: Context<'a>,
    place: Place,
    uses_map: bool,
    siblings: BTreeSet<Ident>,
}

/// Which file it is.
enum Place {
    /// `types/<module>.rs`.
    Types(Ident),
    /// `operations/<module>.rs`.
    Operations(Ident),
    /// `webhooks.rs` or `callbacks.rs`.
    Incoming,
}

impl<'a> Scope<'a> {
    pub(super) fn of_types(cx: Context<'a>, module: &Ident) -> Self {
        Self {
            cx,
            place: Place::Types(module.clone()),
            uses_map: false,
            siblings: BTreeSet::new(),
        }
    }

    pub(super) fn of_operations(cx: Context<'a>, module: &Ident) -> Self {
        Self {
            cx,
            place: Place::Operations(module.clone()),
            uses_map: false,
            siblings: BTreeSet::new(),
        }
    }

    pub(super) fn of_incoming(cx: Context<'a>) -> Self {
        Self {
            cx,
            place: Place::Incoming,
            uses_map: false,
            siblings: BTreeSet::new(),
        }
    }

    /// Whether what was written needs maps.
    pub(super) fn uses_map(&self) -> bool {
        self.uses_map
    }

    /// The `use` items that what was written needs.
    pub(super) fn imports(&self) -> Vec<TokenStream> {
        let mut imports = Vec::new();
        if self.uses_map {
            imports.push(quote! { use std::collections::BTreeMap; });
        }
        match (&self.place, self.siblings.len()) {
            (Place::Operations(_) | Place::Incoming, _) | (_, 0) => {}
            (Place::Types(_), _) => {
                let siblings = self.siblings.iter().map(token);
                imports.push(quote! { use super::{#(#siblings),*}; });
            }
        }
        imports
    }

    /// The path of a named type.
    pub(super) fn path(&mut self, id: TypeId) -> TokenStream {
        let names = self.cx.names.of_type(id);
        let ident = token(&names.ident);
        match (&self.place, &names.home) {
            (Place::Types(here), Home::Types(module)) if here == module => quote! { #ident },
            (Place::Types(_), _) => {
                self.siblings.insert(names.ident.clone());
                quote! { #ident }
            }
            (Place::Operations(_) | Place::Incoming, Home::Types(_)) => quote! { types::#ident },
            (Place::Incoming, Home::Operation(location)) => {
                let module = self.cx.module_of(location).map(token);
                quote! { super::operations::#module::#ident }
            }
            (Place::Operations(here), Home::Operation(location)) => {
                let module = self.cx.module_of(location);
                if module.is_none_or(|module| module == here) {
                    quote! { #ident }
                } else {
                    let module = module.map(token);
                    quote! { super::#module::#ident }
                }
            }
        }
    }

    /// A type where it is owned. `owner` is the definition whose value holds it directly.
    pub(super) fn owned(&mut self, ty: &Ty, owner: Option<TypeId>) -> TokenStream {
        match ty {
            Ty::Named(id) => {
                let path = self.path(*id);
                if owner.is_some_and(|owner| self.cx.facts.needs_box(owner, *id)) {
                    quote! { Box<#path> }
                } else {
                    path
                }
            }
            Ty::String(format) => match format {
                Format::Plain => quote! { String },
                Format::DateTime => quote! { runtime::DateTime },
                Format::Date => quote! { runtime::Date },
                Format::Base64 => quote! { runtime::Base64 },
                Format::Password => quote! { runtime::Secret<String> },
                Format::Text { kind, strict } => text_ty(*kind, *strict),
            },
            Ty::Integer(IntegerWidth::I32) => quote! { i32 },
            Ty::Integer(IntegerWidth::I64) => quote! { i64 },
            Ty::Integer(IntegerWidth::U64) => quote! { u64 },
            Ty::Number => quote! { f64 },
            Ty::Decimal => quote! { runtime::Number },
            Ty::Boolean => quote! { bool },
            Ty::Array(item) => {
                let item = self.owned(item, None);
                quote! { Vec<#item> }
            }
            Ty::Tuple(items) => {
                let items: Vec<TokenStream> =
                    items.iter().map(|item| self.owned(item, owner)).collect();
                quote! { (#(#items,)*) }
            }
            Ty::Map(value) => {
                self.uses_map = true;
                let value = self.owned(value, None);
                quote! { BTreeMap<String, #value> }
            }
            Ty::Nullable(inner) => {
                let inner = self.owned(inner, owner);
                quote! { Option<#inner> }
            }
            Ty::Any => quote! { runtime::Value },
            Ty::Binary => quote! { String },
        }
    }

    /// A type as an argument that is only read, and the expression that reads `ident` of that type by reference.
    pub(super) fn borrowed(
        &mut self,
        ty: &Ty,
        ident: &proc_macro2::Ident,
    ) -> (TokenStream, TokenStream) {
        let by_reference = |ty: TokenStream| (quote! { &#ty }, quote! { #ident });
        match self.cx.without_alias(ty) {
            Ty::String(Format::Plain | Format::Password) | Ty::Binary => {
                (quote! { &str }, quote! { #ident })
            }
            Ty::Integer(_) | Ty::Number | Ty::Boolean => {
                let owned = self.owned(ty, None);
                (owned, quote! { &#ident })
            }
            Ty::Array(item) => {
                let item = self.owned(item, None);
                (quote! { &[#item] }, quote! { #ident })
            }
            _ => {
                let owned = self.owned(ty, None);
                by_reference(owned)
            }
        }
    }
}

/// A text that keeps itself.
fn text_ty(kind: TextKind, strict: bool) -> TokenStream {
    let name = match kind {
        TextKind::Uuid => "Uuid",
        TextKind::Url => "Url",
        TextKind::Ipv4 => "Ipv4",
        TextKind::Ipv6 => "Ipv6",
        TextKind::Time => "Time",
        TextKind::Duration => "Duration",
        TextKind::Decimal => "Decimal",
        TextKind::DateTime => "DateTime",
        TextKind::Date => "Date",
    };
    let name = format_ident!("{name}");
    if strict {
        quote! { runtime::Strict<runtime::#name> }
    } else {
        quote! { runtime::#name }
    }
}

impl<'a> Context<'a> {
    /// The module of the operation at a location.
    fn module_of(self, location: &crate::diagnostic::Pointer) -> Option<&'a Ident> {
        let index = self
            .api
            .operations
            .iter()
            .position(|operation| operation.location == *location)?;
        Some(&self.names.of_operation(index).module)
    }

    /// The type behind aliases that are no types of their own.
    pub(super) fn without_alias<'t>(self, ty: &'t Ty) -> &'t Ty
    where
        'a: 't,
    {
        let mut ty = ty;
        while let Ty::Named(id) = ty {
            match &self.api.types.get(*id).kind {
                TypeKind::Alias { ty: target, .. } if !self.facts.is_recursive_alias(*id) => {
                    ty = target;
                }
                _ => break,
            }
        }
        ty
    }

    /// Whether values of a type are structs, unions or tuples, or lists and maps of them.
    ///
    /// What encodes or decodes one is `#[inline]`: a compiler then makes code of what is called alone, where it is called,
    /// and a client of a thousand operations costs what its callers use.
    pub(super) fn is_structure(self, ty: &Ty) -> bool {
        let mut ty = ty;
        loop {
            match self.without_alias(ty) {
                Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) => ty = inner,
                Ty::Tuple(_) => return true,
                Ty::Named(id) => return !matches!(self.api.types.get(*id).kind, TypeKind::Enum(_)),
                _ => return false,
            }
        }
    }
}
