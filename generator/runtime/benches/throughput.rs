//! Decoding and encoding through wire tables, beside serde's derive on the same shapes.
//!
//! `cargo bench -p spec2crate-runtime --bench throughput`

#![expect(clippy::unwrap_used, reason = "a benchmark")]

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use spec2crate_runtime::wire;

/// The same types twice: with wire tables, and with derive.
mod tables {
    use std::collections::BTreeMap;

    use spec2crate_runtime::{wire_enum, wire_object, wire_union};

    #[derive(Clone)]
    pub(crate) struct Page {
        pub(crate) items: Vec<Product>,
        pub(crate) total: i64,
        pub(crate) cursor: Option<String>,
    }

    #[derive(Clone)]
    pub(crate) struct Product {
        id: String,
        created_at: Option<i64>,
        display_name: Option<String>,
        status: Status,
        tags: Vec<String>,
        limits: Option<Vec<i64>>,
        price: f64,
        available: bool,
        parent: Option<Box<Product>>,
        description: Option<String>,
        attributes: BTreeMap<String, String>,
        weight: Option<f64>,
        updated_at: Option<i64>,
    }

    #[derive(Clone)]
    pub(crate) enum Status {
        Active,
        Paused,
        OnHold,
        Closed,
        Draft,
        Unknown(String),
    }

    #[derive(Clone, Debug, PartialEq)]
    pub(crate) enum Event {
        Created(Created),
        Moved(Moved),
        Unknown(serde_json::Value),
    }

    #[derive(Clone)]
    pub(crate) struct Created {
        kind: String,
        product: Product,
    }

    #[derive(Clone)]
    pub(crate) struct Moved {
        kind: String,
        from: String,
        to: String,
    }

    wire_object! { Page { items: required "items", total: required "total", cursor: optional "cursor" } }

    wire_object! {
        Product {
            id: required "id",
            created_at: optional "createdAt",
            display_name: optional "displayName",
            status: required "status",
            tags: required "tags",
            limits: optional "limits",
            price: required "price",
            available: required "available",
            parent: optional "parent",
            description: optional "description",
            attributes: required "attributes",
            weight: optional "weight",
            updated_at: optional "updatedAt",
        }
    }

    wire_enum! {
        Status: String {
            Active = "ACTIVE",
            Paused = "PAUSED",
            OnHold = "ON_HOLD",
            Closed = "CLOSED",
            Draft = "DRAFT",
        }
    }

    wire_union! { Event by "kind" { Created = "created", Moved = "moved" } }
    wire_object! { Created { kind: required "kind", product: required "product" } }
    wire_object! { Moved { kind: required "kind", from: required "from", to: required "to" } }
}

mod derived {
    use std::collections::BTreeMap;

    use serde_derive::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub(crate) struct Page {
        pub(crate) items: Vec<Product>,
        pub(crate) total: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub(crate) cursor: Option<String>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Product {
        id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        created_at: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        display_name: Option<String>,
        status: Status,
        tags: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limits: Option<Vec<i64>>,
        price: f64,
        available: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<Box<Product>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
        attributes: BTreeMap<String, String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<f64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        updated_at: Option<i64>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
    pub(crate) enum Status {
        Active,
        Paused,
        OnHold,
        Closed,
        Draft,
        #[serde(untagged)]
        Unknown(String),
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    pub(crate) enum Event {
        Created(Created),
        Moved(Moved),
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub(crate) struct Created {
        product: Product,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub(crate) struct Moved {
        from: String,
        to: String,
    }
}

/// A product as a server may send it, with every second optional property absent.
fn product(number: usize, parent: bool) -> serde_json::Value {
    let attributes: BTreeMap<String, String> = (0..3)
        .map(|index| (format!("attribute{index}"), format!("value {number}")))
        .collect();
    let status = ["ACTIVE", "ON_HOLD", "DRAFT"][number % 3];
    let mut product = json!({
        "id": format!("product-{number}"),
        "createdAt": 1_700_000_000 + number,
        "status": status,
        "tags": ["new", "sale", "größe"],
        "price": f64::from(u32::try_from(number).unwrap()) + 0.25,
        "available": number.is_multiple_of(2),
        "description": "A cup with a \"handle\", made by hand.\nDishwasher safe, holds a third of a litre.",
        "attributes": attributes,
        "weight": 0.125,
        "unknown": {"nested": [1, 2, 3]},
    });
    if parent {
        product["parent"] = self::product(number + 1, false);
    }
    product
}

/// `serde_json` sorts a tree's properties; this writes them in the order of the table, or the reverse.
fn text(order: &[&str], value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(object) => {
            let mut names: Vec<&String> = object.keys().collect();
            names.sort_by_key(|name| order.iter().position(|known| known == name));
            let entries: Vec<String> = names
                .iter()
                .map(|name| format!("\"{name}\":{}", text(order, &object[*name])))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        serde_json::Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| text(order, item)).collect();
            format!("[{}]", items.join(","))
        }
        scalar => scalar.to_string(),
    }
}

const ORDER: &[&str] = &[
    "items",
    "total",
    "cursor",
    "kind",
    "product",
    "from",
    "to",
    "id",
    "createdAt",
    "displayName",
    "status",
    "tags",
    "limits",
    "price",
    "available",
    "parent",
    "description",
    "attributes",
    "weight",
    "updatedAt",
];

fn pair<Table, Derived>(criterion: &mut Criterion, name: &str, text: &str)
where
    Table: DeserializeOwned + Serialize,
    Derived: DeserializeOwned + Serialize,
{
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(text.len() as u64));
    let bytes = text.as_bytes();
    group.bench_function("decode/derive", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Derived>(black_box(bytes)).unwrap());
    });
    group.bench_function("decode/wire", |bencher| {
        bencher.iter(|| wire::from_slice::<Table>(black_box(bytes)).unwrap());
    });
    let derived: Derived = serde_json::from_slice(bytes).unwrap();
    group.bench_function("encode/derive", |bencher| {
        bencher.iter(|| serde_json::to_vec(black_box(&derived)).unwrap());
    });
    let table: Table = wire::from_slice(bytes).unwrap();
    group.bench_function("encode/wire", |bencher| {
        bencher.iter(|| wire::to_vec(black_box(&table)).unwrap());
    });
    group.finish();
}

fn throughput(criterion: &mut Criterion) {
    let items: Vec<_> = (0..200)
        .map(|number| product(number, number % 4 == 0))
        .collect();
    let page = json!({"items": items, "total": 200});
    let reversed: Vec<&str> = ORDER.iter().rev().copied().collect();
    pair::<tables::Page, derived::Page>(criterion, "objects", &text(ORDER, &page));
    pair::<tables::Page, derived::Page>(criterion, "objects-reversed", &text(&reversed, &page));

    let events: Vec<_> = (0..200)
        .map(|number| match number % 2 {
            0 => json!({"kind": "created", "product": product(number, false)}),
            _ => json!({"kind": "moved", "from": "here", "to": "there"}),
        })
        .collect();
    pair::<Vec<tables::Event>, Vec<derived::Event>>(
        criterion,
        "unions",
        &text(ORDER, &json!(events)),
    );
}

criterion_group!(benches, throughput);
criterion_main!(benches);
