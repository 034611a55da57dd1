use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

use spec2crate_runtime::{wire::InvalidValue, wire_enum};

use crate::{decode, encode, round};

#[derive(Clone)]
enum Status {
    Active,
    OnHold,
    Unknown(String),
}

wire_enum! { Status: String { Active = "ACTIVE", OnHold = "ON_HOLD" } }

#[derive(Clone, Copy)]
enum Order {
    Ascending,
    Descending,
}

wire_enum! {
    Order: closed String {
        Ascending = "asc",
        Descending = "desc",
    }
}

enum Level {
    Low,
    High,
    Unknown(i64),
}

wire_enum! { Level: i64 { Low = -1, High = 10 } }

enum Size {
    One,
    Two,
}

wire_enum! { Size: closed i64 { One = 1, Two = 2 } }

enum Rate {
    Half,
    Whole,
    Unknown(f64),
}

wire_enum! { Rate: f64 { Half = 0.5, Whole = 1.0 } }

enum Yes {
    True,
    Unknown(bool),
}

wire_enum! { Yes: bool { True = true } }

enum Always {
    True,
}

wire_enum! { Always: closed bool { True = true } }

#[test]
fn open_strings() {
    assert_eq!(decode(r#""ON_HOLD""#), Ok(Status::OnHold));
    assert_eq!(
        decode(r#""GONE\n""#),
        Ok(Status::Unknown("GONE\n".to_owned()))
    );
    assert_eq!(
        round::<Vec<Status>>(r#"["ACTIVE","x","ON_HOLD"]"#),
        r#"["ACTIVE","x","ON_HOLD"]"#
    );
    assert_eq!(Status::from("ACTIVE"), Status::Active);
    assert_eq!("nope".parse(), Ok(Status::Unknown("nope".to_owned())));
    assert_eq!(
        format!("{:>8}|{}", Status::Active, Status::from("x")),
        "  ACTIVE|x"
    );
    assert_eq!(
        decode::<Status>("1"),
        Err("$: invalid type: integer `1`, expected a string (line 1, column 1)".to_owned())
    );
}

#[test]
fn closed_strings() {
    assert_eq!(decode(r#""desc""#), Ok(Order::Descending));
    assert_eq!(
        decode::<Vec<Order>>(r#"["asc", "up"]"#),
        Err(
            r#"$[1]: unknown value `up`, expected one of "asc", "desc" (line 1, column 12)"#
                .to_owned()
        )
    );
    assert_eq!(Order::try_from("asc"), Ok(Order::Ascending));
    assert!(Order::try_from("x").is_err());
    let error: InvalidValue = "up".parse::<Order>().unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"unknown value `up`, expected one of "asc", "desc""#
    );
}

#[test]
fn integers() {
    assert_eq!(round::<Vec<Level>>("[-1,10,3]"), "[-1,10,3]");
    assert_eq!(decode("10"), Ok(Level::High));
    assert_eq!(decode("3"), Ok(Level::Unknown(3)));
    assert_eq!(Level::from(-1), Level::Low);
    assert_eq!("-1".parse(), Ok(Level::Low));
    assert!("x".parse::<Level>().is_err());
    assert_eq!(Level::High.to_string(), "10");
    assert_eq!(
        decode::<Vec<Size>>("[1,3]"),
        Err("$[1]: unknown value `3`, expected one of 1, 2 (line 1, column 4)".to_owned())
    );
    assert_eq!(Size::try_from(2).map(|size| size.value()), Ok(2));
    assert_eq!("1".parse(), Ok(Size::One));
}

#[test]
fn other_scalars() {
    assert_eq!(
        decode::<Vec<Rate>>("[1, 0.5, 2]"),
        Ok(vec![Rate::Whole, Rate::Half, Rate::Unknown(2.0)])
    );
    assert_eq!(encode(&[Rate::Whole, Rate::Half]), "[1,0.5]");
    assert_eq!(
        decode::<Vec<Yes>>("[true,false]"),
        Ok(vec![Yes::True, Yes::Unknown(false)])
    );
    assert_eq!(round::<Always>("true"), "true");
    assert_eq!(
        decode::<Always>("false"),
        Err("$: unknown value `false`, expected one of true (line 1, column 5)".to_owned())
    );
}

#[derive(Clone)]
enum Limit {
    Auto,
    N10,
    Yes,
    Unknown(serde_json::Value),
}

spec2crate_runtime::wire_enum! {
    Limit: any {
        Auto = "auto",
        N10 = 10,
        Yes = true,
    }
}

#[test]
fn values_of_several_types_are_one_enum() {
    assert_eq!(decode::<Limit>("\"auto\"").unwrap(), Limit::Auto);
    assert_eq!(decode::<Limit>("10.0").unwrap(), Limit::N10);
    assert_eq!(decode::<Limit>("true").unwrap(), Limit::Yes);
    assert_eq!(Limit::Auto.to_string(), "auto");
    for text in ["\"auto\"", "10", "true", "\"else\"", "null", "{\"a\":1}"] {
        assert_eq!(round::<Limit>(text), text);
    }
}

/// What is compared and hashed is what is on the wire, however the value was made.
#[test]
fn values_are_compared_by_what_is_on_the_wire() {
    let spelled = Status::Unknown("ACTIVE".to_owned());
    assert_eq!(spelled, Status::Active);
    assert_ne!(Status::Active, Status::OnHold);
    let hash = |status: &Status| BuildHasherDefault::<DefaultHasher>::default().hash_one(status);
    assert_eq!(hash(&spelled), hash(&Status::Active));
    assert_ne!(hash(&Status::Active), hash(&Status::OnHold));
    assert_eq!(format!("{:?}", Status::OnHold), r#"Status("ON_HOLD")"#);
    assert_eq!(format!("{:?}", Level::from(11)), "Level(11)");
}
