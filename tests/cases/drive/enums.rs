//! Enums: known values, unknown ones, values of any spelling.

use crate::cases::enum_open;
use crate::cases::enum_open::types::{Level, Status};
use spec2crate_runtime::transport::InMemory;
use spec2crate_runtime::wire;

#[test]
fn an_unknown_value_survives() {
    let decoded: Vec<Status> = wire::from_slice(br#"["sold","eaten"]"#).unwrap();
    assert_eq!(decoded, [Status::Sold, Status::Unknown("eaten".to_owned())]);
    assert_eq!(wire::to_vec(&decoded).unwrap(), br#"["sold","eaten"]"#);
    let level: Level = wire::from_slice(b"7").unwrap();
    assert_eq!(level, Level::Unknown(7));
}

#[tokio::test]
async fn an_enum_is_written_as_its_value() {
    let transport = InMemory::json(200, "[]");
    let client = enum_open::Client::builder()
        .base_url("https://api.example.com")
        .transport(transport.clone())
        .build()
        .unwrap();
    client
        .list_pets()
        .status(&Status::Sold)
        .send()
        .await
        .unwrap();
    let request = transport.last_request().unwrap();
    assert_eq!(request.url(), "https://api.example.com/pets?status=sold");
}

#[test]
fn values_of_any_type_survive() {
    use crate::cases::enum_of_any_type::types::{Limit, Ratio, Row};
    let json = r#"{"sent":true,"largest":9007199254740991,"huge":18446744073709551615,"seen":true,"limit":null,"ratio":1.5,"named":2,"shape":{"a":1}}"#;
    let row: Row = wire::from_slice(json.as_bytes()).unwrap();
    assert_eq!(row.limit, Some(None));
    assert_eq!(row.ratio, Some(Ratio::N15));
    assert_eq!(
        String::from_utf8(wire::to_vec(&row).unwrap()).unwrap(),
        json
    );
    let limits: Vec<Limit> = wire::from_slice(br#"["auto",10,2.5,true,"else",3]"#).unwrap();
    assert_eq!(
        limits[..4],
        [Limit::Auto, Limit::N10, Limit::N25, Limit::True]
    );
    assert_eq!(
        wire::to_vec(&limits).unwrap(),
        br#"["auto",10,2.5,true,"else",3]"#
    );
}

#[test]
fn a_closed_enum_refuses_what_it_does_not_list() {
    use crate::cases::enum_values_closed::types::{Later, Level, Limit, Order, Ratio};
    assert_eq!(wire::from_slice::<Order>(b"\"asc\"").unwrap(), Order::Asc);
    assert!(wire::from_slice::<Order>(b"\"up\"").is_err());
    assert!(wire::from_slice::<Level>(b"3").is_err());
    assert!(wire::from_slice::<Ratio>(b"3").is_err());
    assert!(wire::from_slice::<Limit>(b"3").is_err());
    assert_eq!("desc".parse::<Order>().unwrap(), Order::Desc);
    // The document says itself that there may be others.
    assert_eq!(
        wire::from_slice::<Later>(b"\"soon\"").unwrap(),
        Later::Unknown("soon".to_owned())
    );
}
