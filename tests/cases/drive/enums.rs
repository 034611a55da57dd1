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
