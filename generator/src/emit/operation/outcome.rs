//! What an operation may answer: one type of success and one of error, each an enum where statuses differ.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::super::Context;
use super::super::docs::{Paragraphs, code, sanitize};
use super::super::ty::{Scope, token};
use super::reader::{Carries, Reader, carries, media_types};
use super::{description, status_text};
use crate::ir::{Content, ContentKind, Operation, Response, StatusPattern, Ty, TypeKind};
use crate::name::OutcomeNames;

/// What the statuses of an operation mean.
pub(super) struct Outcomes {
    success: Side,
    error: Side,
    /// Whether the default response is what a success is.
    default_is_success: bool,
}

/// Successes or errors.
struct Side {
    /// The places of its responses in the operation's.
    responses: Vec<usize>,
    /// The type that all of them have.
    ty: TokenStream,
    /// How a body of that type is read; none when each response has a way of its own.
    reader: Option<TokenStream>,
    /// The enum, where statuses differ.
    definition: Option<TokenStream>,
    /// For each response, how it is read into the enum.
    readers: Vec<Reader>,
    /// How each response's body is called in documentation.
    links: Vec<Option<String>>,
}

impl Outcomes {
    pub(super) fn of(scope: &mut Scope<'_>, index: usize, operation: &Operation) -> Self {
        let names = scope.cx.names.of_operation(index);
        let is = |digit: u16| {
            move |response: &Response| match response.status {
                StatusPattern::Code(code) => code / 100 == digit,
                StatusPattern::Range(range) => range == digit,
                StatusPattern::Default => false,
            }
        };
        let responses = &operation.responses;
        let select = |wanted: &dyn Fn(&Response) -> bool| -> Vec<usize> {
            responses
                .iter()
                .enumerate()
                .filter(|(_, response)| wanted(response))
                .map(|(place, _)| place)
                .collect()
        };
        let mut success = select(&is(2));
        if success.is_empty() {
            // A documented redirect is an answer like any other.
            success = select(&is(3));
        }
        let default = select(&|response| response.status == StatusPattern::Default);
        let default_is_success = success.is_empty() && !default.is_empty();
        if default_is_success {
            success.clone_from(&default);
        }
        let error = select(&|response| {
            let place = responses
                .iter()
                .position(|other| std::ptr::eq(other, response));
            default_is_success && response.status == StatusPattern::Default
                || place.is_some_and(|place| !success.contains(&place)) && !is(1)(response)
        });
        Self {
            success: Side::of(scope, operation, success, &names.success, "A success of"),
            error: Side::of(
                scope,
                operation,
                error,
                &names.error,
                "A documented error of",
            ),
            default_is_success,
        }
    }

    /// The type of a success.
    pub(super) fn success_ty(&self) -> &TokenStream {
        &self.success.ty
    }

    /// The type of a documented error.
    pub(super) fn error_ty(&self) -> &TokenStream {
        &self.error.ty
    }

    /// The enums.
    pub(super) fn definitions(&self) -> impl Iterator<Item = TokenStream> {
        self.success
            .definition
            .clone()
            .into_iter()
            .chain(self.error.definition.clone())
    }

    /// How a success is read as it comes: the type, its reader, and what is asked for; none where it is one whole value.
    pub(super) fn streamed(
        &self,
        scope: &mut Scope<'_>,
        operation: &Operation,
    ) -> Option<(TokenStream, TokenStream, String)> {
        let contents = || {
            let responses = self.success.responses.iter();
            responses.flat_map(|place| &operation.responses[*place].content)
        };
        let content = contents()
            .find(|content| content.is_sequence())
            .or_else(|| contents().find(|content| content.is_bytes()))?;
        let reader = |method: TokenStream| quote! { runtime::RawResponse::#method };
        let (ty, reader) = match &content.kind {
            ContentKind::Events(Some(ty)) => {
                let ty = scope.owned(ty, None);
                (quote! { runtime::Events<#ty> }, reader(quote! { events }))
            }
            ContentKind::NamedEvents { ty, json } => {
                let ty = scope.owned(ty, None);
                (
                    quote! { runtime::Events<#ty> },
                    quote! { |response| response.named_events(&[#(#json),*]) },
                )
            }
            ContentKind::Events(None) => (
                quote! { runtime::Events<String> },
                reader(quote! { text_events }),
            ),
            ContentKind::Items(ty) => {
                let ty = scope.owned(ty, None);
                (quote! { runtime::Items<#ty> }, reader(quote! { items }))
            }
            _ => (quote! { runtime::ResponseBody }, reader(quote! { stream })),
        };
        let accept = if content.is_sequence() && !self.success.is_only(operation, content) {
            description::accept_streamed(operation, content, &self.error.responses)
        } else {
            String::new()
        };
        Some((ty, reader, accept))
    }

    /// The arms that tell what a response with a status is, and read a success as `reader` does where there is one.
    pub(super) fn arms(
        &self,
        operation: &Operation,
        reader: Option<&TokenStream>,
    ) -> Vec<TokenStream> {
        let mut arms: Vec<(Vec<TokenStream>, TokenStream)> = Vec::new();
        let mut add = |pattern: TokenStream, expression: TokenStream| {
            add_arm(&mut arms, pattern, expression);
        };
        let mut ranges: Vec<(Vec<TokenStream>, TokenStream)> = Vec::new();
        let mut add_range = |pattern: TokenStream, expression: TokenStream| {
            add_arm(&mut ranges, pattern, expression);
        };
        let mut fallback = None;
        for (place, response) in operation.responses.iter().enumerate() {
            let success = self.success.responses.contains(&place);
            let error = self.error.responses.contains(&place);
            let expression = if success {
                match reader {
                    Some(reader) => quote! { response.success(#reader) },
                    None => self.success.read(place, "success"),
                }
            } else {
                self.error.read(place, "error")
            };
            match response.status {
                StatusPattern::Code(code) if success || error => {
                    let code = Literal::u16_unsuffixed(code);
                    add(quote! { #code }, expression);
                }
                StatusPattern::Range(digit) if success || error => {
                    let (from, to) = (
                        Literal::u16_unsuffixed(digit * 100),
                        Literal::u16_unsuffixed(digit * 100 + 99),
                    );
                    add_range(quote! { #from..=#to }, expression);
                }
                StatusPattern::Code(_) | StatusPattern::Range(_) => {}
                StatusPattern::Default => {
                    if self.default_is_success {
                        add_range(quote! { 200..=299 }, expression);
                        fallback = Some(self.error.read(place, "error"));
                    } else {
                        fallback = Some(expression);
                    }
                }
            }
        }
        if self.success.responses.is_empty() {
            add_range(
                quote! { 200..=299 },
                quote! { response.success(runtime::RawResponse::none) },
            );
        }
        let fallback = fallback.unwrap_or_else(|| quote! { response.undocumented() });
        // Codes that mean what every other status means need no arm, unless a range would catch them.
        if ranges.is_empty() {
            arms.retain(|(_, expression)| expression.to_string() != fallback.to_string());
        }
        arms.into_iter()
            .chain(ranges)
            .map(|(patterns, expression)| quote! { #(#patterns)|* => #expression, })
            .chain([quote! { _ => #fallback, }])
            .collect()
    }

    /// A line per documented error.
    pub(super) fn error_docs(&self, operation: &Operation) -> Vec<String> {
        self.error
            .responses
            .iter()
            .zip(&self.error.links)
            .map(|(place, link)| {
                let response = &operation.responses[*place];
                let described = sanitize(&response.description).join(" ");
                let described = described
                    .split("```")
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned();
                let status = status_text(response.status);
                let link = link
                    .as_ref()
                    .map(|link| format!(" ({link})"))
                    .unwrap_or_default();
                if described.is_empty() {
                    format!("- `{status}`{link}")
                } else {
                    format!("- `{status}`{link}: {described}")
                }
            })
            .collect()
    }
}

/// Adds a pattern to the arm that does the same, or an arm.
fn add_arm(
    arms: &mut Vec<(Vec<TokenStream>, TokenStream)>,
    pattern: TokenStream,
    expression: TokenStream,
) {
    let text = expression.to_string();
    match arms.iter_mut().find(|(_, known)| known.to_string() == text) {
        Some((patterns, _)) => patterns.push(pattern),
        None => arms.push((vec![pattern], expression)),
    }
}

impl Side {
    fn of(
        scope: &mut Scope<'_>,
        operation: &Operation,
        responses: Vec<usize>,
        names: &OutcomeNames,
        what: &str,
    ) -> Self {
        let carried: Vec<Vec<Carries<'_>>> = responses
            .iter()
            .map(|place| carries(&operation.responses[*place]))
            .collect();
        let links = carried
            .iter()
            .map(|carried| {
                let links: Vec<String> = carried
                    .iter()
                    .filter_map(|carries| link(scope.cx, carries))
                    .collect();
                (!links.is_empty()).then(|| links.join(" or "))
            })
            .collect();
        let alike = carried.iter().all(|carried| carried.len() == 1)
            && carried.windows(2).all(|pair| pair[0] == pair[1]);
        if alike {
            let (ty, reader) = match carried.first().and_then(|carried| carried.first()) {
                None if what.contains("error") => (
                    quote! { std::convert::Infallible },
                    quote! { runtime::RawResponse::none },
                ),
                None | Some(Carries::Nothing) => {
                    (quote! { () }, quote! { runtime::RawResponse::none })
                }
                Some(Carries::Json(ty)) => {
                    (scope.owned(ty, None), quote! { runtime::RawResponse::json })
                }
                Some(Carries::Text) => (quote! { String }, quote! { runtime::RawResponse::text }),
                Some(Carries::Bytes) => (
                    quote! { runtime::Bytes },
                    quote! { runtime::RawResponse::bytes },
                ),
                Some(Carries::Parts) => (
                    quote! { runtime::ReceivedParts },
                    quote! { runtime::RawResponse::parts },
                ),
            };
            return Self {
                responses,
                ty,
                reader: Some(reader),
                definition: None,
                readers: Vec::new(),
                links,
            };
        }
        let ident = token(&names.ident);
        let mut variants = Vec::new();
        let mut readers = Vec::new();
        for (place, carried) in responses.iter().zip(&carried) {
            let response = &operation.responses[*place];
            let whole = response.whole();
            let mut ways = Vec::new();
            for (order, (carries, variant)) in
                carried.iter().zip(&names.variants[*place]).enumerate()
            {
                let variant = token(variant);
                let content = whole.get(order).copied();
                let docs = variant_docs(response, content.filter(|_| carried.len() > 1));
                let path = quote! { #ident::#variant };
                let payload = payload(scope, carries);
                variants.push(quote! { #docs #variant #payload });
                ways.push((carries, path));
            }
            readers.push(Reader::of(&whole, ways));
        }
        let docs = format!(" {what} [`Client::{}`].", method_of(scope.cx, operation));
        let definition = quote! {
            #[doc = #docs]
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #ident { #(#variants,)* }
        };
        Self {
            responses,
            ty: quote! { #ident },
            reader: None,
            definition: Some(definition),
            readers,
            links,
        }
    }

    /// Whether this is all that any of the responses may carry, so that nothing else has to be asked for.
    fn is_only(&self, operation: &Operation, content: &Content) -> bool {
        self.responses.iter().all(|place| {
            let others = &operation.responses[*place].content;
            others.iter().all(|other| other.kind == content.kind)
        })
    }

    /// The expression that reads a response of this side.
    fn read(&self, place: usize, method: &str) -> TokenStream {
        let own = self.responses.iter().position(|known| *known == place);
        match (&self.reader, own.and_then(|own| self.readers.get(own))) {
            (Some(reader), _) => {
                let method = format_ident!("{method}");
                quote! { response.#method(#reader) }
            }
            (None, Some(Reader { suffix, argument })) => {
                let method = format_ident!("{method}{suffix}");
                quote! { response.#method(#argument) }
            }
            (None, None) => quote! { response.undocumented() },
        }
    }
}

fn variant_docs(response: &Response, content: Option<&Content>) -> TokenStream {
    let mut paragraphs = Paragraphs::default();
    paragraphs.add_prose(Some(&response.description));
    let status = status_text(response.status);
    match content.and_then(|content| code(&media_types(content))) {
        Some(names) => paragraphs.add(format!("Status `{status}`, {names}.")),
        None => paragraphs.add(format!("Status `{status}`.")),
    };
    paragraphs.tokens()
}

/// What a variant holds.
fn payload(scope: &mut Scope<'_>, carries: &Carries<'_>) -> TokenStream {
    match carries {
        Carries::Nothing => quote! {},
        Carries::Json(ty) => {
            let inner = scope.owned(ty, None);
            if is_large(scope.cx, ty) {
                quote! { (Box<#inner>) }
            } else {
                quote! { (#inner) }
            }
        }
        Carries::Text => quote! { (String) },
        Carries::Bytes => quote! { (runtime::Bytes) },
        Carries::Parts => quote! { (runtime::ReceivedParts) },
    }
}

/// Structs and unions are boxed in an enum, whatever their size today: a property more must not move callers.
fn is_large(cx: Context<'_>, ty: &Ty) -> bool {
    match cx.without_alias(ty) {
        Ty::Named(id) => !matches!(cx.api.types.get(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}

fn link(cx: Context<'_>, carries: &Carries<'_>) -> Option<String> {
    match carries {
        Carries::Json(Ty::Named(id)) => {
            let names = cx.names.of_type(*id);
            let ident = names.ident.bare();
            match &names.home {
                crate::name::Home::Types(_) => Some(format!("[`{ident}`](types::{ident})")),
                crate::name::Home::Operation(_) => Some(format!("[`{ident}`]")),
            }
        }
        Carries::Text => Some("text".to_owned()),
        Carries::Bytes => Some("bytes".to_owned()),
        Carries::Parts => Some("parts".to_owned()),
        Carries::Json(_) => Some("JSON".to_owned()),
        Carries::Nothing => None,
    }
}

fn method_of(cx: Context<'_>, operation: &Operation) -> String {
    cx.api
        .operations
        .iter()
        .position(|other| other.location == operation.location)
        .map_or_else(String::new, |index| {
            cx.names.of_operation(index).method.bare().to_owned()
        })
}
