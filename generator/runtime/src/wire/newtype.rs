//! Newtypes: the macro [`wire_newtype!`](crate::wire_newtype).

/// Implements `serde::Serialize` and `serde::Deserialize` for a struct of one unnamed field, as that field.
///
/// ```
/// struct Names(Vec<String>);
///
/// spec2crate_runtime::wire_newtype! { Names(Vec<String>) }
/// ```
#[macro_export]
macro_rules! wire_newtype {
    ($name:ident($inner:ty)) => {
        #[automatically_derived]
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <$inner as $crate::__private::serde::Deserialize>::deserialize(deserializer)
                    .map(Self)
            }
        }

        #[automatically_derived]
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}
