//! Headers of a response whose values are objects.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use spec2crate_runtime::http::HeaderMap;
use spec2crate_runtime::{Header, HeaderStyle, InvalidHeader, wire_object};

struct Extra {
    name: String,
    size: Option<i64>,
}

wire_object! {
    Extra {
        name: required "name",
        size: optional "size",
    }
}

fn read<T: DeserializeOwned>(style: HeaderStyle, text: &str) -> Result<T, InvalidHeader> {
    let mut headers = HeaderMap::new();
    headers.insert("x-extra", text.parse().unwrap());
    Header::styled("X-Extra", style)
        .read(&headers)
        .map(Option::unwrap)
}

#[test]
fn objects_are_read_as_their_properties_are() {
    let exploded = HeaderStyle::Simple { explode: true };
    for (style, text) in [
        (HeaderStyle::DEFAULT, "name,12,size,3"),
        (HeaderStyle::DEFAULT, "size, 3, name, 12"),
        (exploded, "name=12,size=3"),
        (HeaderStyle::Json, r#"{"name": "12", "size": 3}"#),
    ] {
        let extra: Extra = read(style, text).unwrap();
        assert_eq!((extra.name.as_str(), extra.size), ("12", Some(3)), "{text}");
    }
    let map: BTreeMap<String, String> = read(exploded, "a=1,b=true").unwrap();
    assert_eq!(map["b"], "true");
    // More than are tried one by one.
    let many: Vec<String> = (0..2_000).map(|at| format!("k{at}={at}")).collect();
    let map: BTreeMap<String, String> = read(exploded, &many.join(",")).unwrap();
    assert_eq!(map["k1999"], "1999");
}

#[test]
fn what_is_no_such_object_is_an_error() {
    let exploded = HeaderStyle::Simple { explode: true };
    for (style, text) in [
        (HeaderStyle::DEFAULT, "name"),
        (HeaderStyle::DEFAULT, "name,a,size,b"),
        (exploded, "name,12"),
        (HeaderStyle::Json, "name"),
    ] {
        assert!(read::<Extra>(style, text).is_err(), "{text}");
    }
}
