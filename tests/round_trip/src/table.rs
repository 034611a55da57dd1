//! The code that a test program needs: a function from a schema and a value's text to what its type makes of it.

/// An expression of type `fn(&str, &str) -> Option<Result<String, String>>`: of a schema's place and a JSON text,
/// what the type decodes and encodes, or why not; `None` when no type stands there.
///
/// `types` are places and the paths of their types; `runtime` is the path of the runtime crate.
pub fn table<'a>(types: impl Iterator<Item = (&'a str, &'a str)>, runtime: &str) -> String {
    let mut code = format!(
        "|pointer, text| {{
    // A type with something to check has a method of this name, which goes before that of a trait.
    trait Unchecked {{
        fn validate(&self) -> Result<(), String> {{
            Ok(())
        }}
    }}
    impl<T> Unchecked for T {{}}
    fn round<T: {runtime}::__private::serde::de::DeserializeOwned + {runtime}::__private::serde::Serialize>(
        text: &str,
        validate: fn(&T) -> Result<(), String>,
    ) -> Option<Result<String, String>> {{
        let value: Result<T, _> = {runtime}::wire::from_slice(text.as_bytes());
        Some(value.map_err(|error| error.to_string()).and_then(|value| {{
            validate(&value).map_err(|error| String::from(\"validate: \") + &error)?;
            let bytes = {runtime}::wire::to_vec(&value).map_err(|error| error.to_string())?;
            String::from_utf8(bytes).map_err(|error| error.to_string())
        }}))
    }}
    match pointer {{\n"
    );
    for (pointer, path) in types {
        code.push_str(&format!("        {pointer:?} => round(text, |value: &{path}| value.validate().map_err(|error| error.to_string())),\n"));
    }
    code.push_str("        _ => None,\n    }\n}");
    code
}
