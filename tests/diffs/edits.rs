//! The edits of tests/diffs/shop.yaml, and what each means.

use serde_json::Value;

use crate::edit::{Edit, How, Means, nothing, one, several};
use crate::order;

pub(crate) const EDITS: &[Edit] = &[
    nothing(
        "a comment is changed",
        How::Text(&[("# A shop, as its", "# Some shop, as its")]),
    ),
    nothing("written in another style of YAML", How::Tree(|_| ())),
    nothing(
        "written as JSON",
        How::Whole(|text| {
            let tree: Value = serde_yaml::from_str(text).expect("YAML");
            serde_json::to_string_pretty(&tree).expect("JSON")
        }),
    ),
    nothing(
        "written as JSON on one line",
        How::Whole(|text| {
            let tree: Value = serde_yaml::from_str(text).expect("YAML");
            tree.to_string()
        }),
    ),
    nothing(
        "line ends of Windows",
        How::Whole(|text| text.replace('\n', "\r\n")),
    ),
    nothing(
        "paths and methods in another order",
        How::Tree(order::turn_paths),
    ),
    nothing(
        "components in another order",
        How::Tree(order::turn_components),
    ),
    nothing(
        "lists of `required` in another order",
        How::Tree(order::turn_required),
    ),
    nothing(
        "statuses in another order",
        How::Tree(order::turn_responses),
    ),
    nothing(
        "tags in another order",
        How::Text(&[
            (
                "  - name: Products\n    description: What is for sale.\n",
                "",
            ),
            (
                "    description: Who bought it.\n",
                "    description: Who bought it.\n  - name: Products\n    description: What is for sale.\n",
            ),
        ]),
    ),
    nothing(
        "a tag more that no operation has",
        How::Text(&[(
            "tags:\n  - name: Products",
            "tags:\n  - name: Returns\n  - name: Products",
        )]),
    ),
    nothing(
        "an operation has a second tag",
        How::Text(&[(
            "operationId: getProduct\n      tags: [Products]",
            "operationId: getProduct\n      tags: [Products, Orders]",
        )]),
    ),
    nothing(
        "a parameter more that nothing names",
        How::Text(&[(
            "    Cursor:\n",
            "    Expand:\n      name: expand\n      in: query\n      schema: {type: string}\n    Cursor:\n",
        )]),
    ),
    nothing(
        "a response more that nothing names",
        How::Text(&[(
            "  responses:\n    Problem:",
            "  responses:\n    Gone: {description: Gone.}\n    Problem:",
        )]),
    ),
    nothing(
        "an extension of others",
        How::Text(&[(
            "    Money:\n",
            "    Money:\n      x-internal-team: billing\n",
        )]),
    ),
    nothing(
        "an inline parameter moved to a component",
        How::Text(&[
            (
                "        - name: email\n          in: query\n          schema: {type: string, format: email}\n",
                "        - $ref: '#/components/parameters/Email'\n",
            ),
            (
                "    Cursor:\n",
                "    Email:\n      name: email\n      in: query\n      schema: {type: string, format: email}\n    Cursor:\n",
            ),
        ]),
    ),
    one(
        "a property is described otherwise",
        "types/product_page.rs",
        &[(
            "The cursor of the next page.",
            "Where the next page begins.",
        )],
    ),
    one(
        "a schema is described otherwise",
        "types/money.rs",
        &[("An amount of money.", "How much money.")],
    ),
    one(
        "an operation is described otherwise",
        "operations/products.rs",
        &[("An archived one, too.", "Archived products, too.")],
    ),
    one(
        "a parameter is described otherwise",
        "operations/products.rs",
        &[("Of this status alone.", "Those of this status.")],
    ),
    one(
        "a tag is described otherwise",
        "operations/mod.rs",
        &[("What is for sale.", "What one can buy.")],
    ),
    one(
        "the document is described otherwise",
        "mod.rs",
        &[("Every list comes in pages.", "Lists come in pages.")],
    ),
    one(
        "another version of the document",
        "mod.rs",
        &[("version: '7'", "version: '8'")],
    ),
    one(
        "another example of a property",
        "operations/products.rs",
        &[("example: Cup", "example: Plate")],
    ),
    one(
        "an optional property more",
        "types/variant.rs",
        &[(
            "        stock: {type: integer",
            "        ean: {type: string}\n        stock: {type: integer",
        )],
    ),
    one(
        "a required property more",
        "types/variant.rs",
        &[
            ("required: [sku]", "required: [sku, ean]"),
            (
                "        stock: {type: integer",
                "        ean: {type: string}\n        stock: {type: integer",
            ),
        ],
    ),
    one(
        "an optional property more of a schema that many operations lead to",
        "types/image.rs",
        &[(
            "        url: {type: string, format: uri}",
            "        url: {type: string, format: uri}\n        alt: {type: string}",
        )],
    ),
    one(
        "a property becomes required",
        "types/new_order.rs",
        &[(
            "required: [items, payment]",
            "required: [items, payment, address]",
        )],
    ),
    one(
        "a property may be null",
        "types/line_item.rs",
        &[(
            "        quantity: {type: integer, minimum: 1}",
            "        quantity: {type: integer, minimum: 1, nullable: true}",
        )],
    ),
    one(
        "another bound",
        "types/line_item.rs",
        &[(
            "quantity: {type: integer, minimum: 1}",
            "quantity: {type: integer, minimum: 2}",
        )],
    ),
    one(
        "a property of another spelling beside it",
        "types/address.rs",
        &[(
            "        postalCode: {type: string}",
            "        postal_code: {type: string}\n        postalCode: {type: string}",
        )],
    ),
    one(
        "a property is removed",
        "types/variant.rs",
        &[(
            "        stock: {type: integer, format: int64, default: 0}\n",
            "",
        )],
    ),
    one(
        "an enum value more",
        "types/order_status.rs",
        &[("[placed, paid, shipped,", "[placed, paid, lost, shipped,")],
    ),
    one(
        "a value more of an inline enum",
        "types/refund.rs",
        &[(
            "[damaged, returned, other]",
            "[damaged, late, returned, other]",
        )],
    ),
    one(
        "an inline schema is no longer equal to that which it shared a type with",
        "types/image.rs",
        &[(
            "        size:\n          type: object\n          properties:\n            width: {type: integer}",
            "        size:\n          type: object\n          properties:\n            depth: {type: integer}\n            width: {type: integer}",
        )],
    ),
    one(
        "the schema that named a type is removed, and an equal one stays",
        "types/image.rs",
        &[(
            "        size:\n          type: object\n          properties:\n            width: {type: integer}\n            height: {type: integer}\n",
            "",
        )],
    ),
    one(
        "a schema is removed",
        "types/voucher.rs",
        &[(
            "    Voucher:\n      type: object\n      required: [code]\n      properties:\n        code: {type: string}\n        amount: {$ref: '#/components/schemas/Money'}\n",
            "",
        )],
    ),
    one(
        "a schema more",
        "types/cash_payment.rs",
        &[(
            "    Refund:\n",
            "    CashPayment:\n      type: object\n      properties:\n        kind: {type: string}\n    Refund:\n",
        )],
    ),
    several(
        "a variant more of a union that is sent, of a schema that was only received",
        &["types/payment.rs", "types/problem.rs"],
        &[(
            "        - $ref: '#/components/schemas/InvoicePayment'\n",
            "        - $ref: '#/components/schemas/InvoicePayment'\n        - $ref: '#/components/schemas/Problem'\n",
        )],
    ),
    one(
        "an inline variant more before the others of a union",
        "types/order_event.rs",
        &[(
            "    OrderEvent:\n      oneOf:\n",
            "    OrderEvent:\n      oneOf:\n        - {title: Order paid, type: object, required: [paid], properties: {paid: {type: string}}}\n",
        )],
    ),
    one(
        "an inline variant fewer before the others of a union",
        "types/order_event.rs",
        &[(
            "        - {title: Order placed, type: object, required: [placed], properties: {placed: {type: string, enum: [web, phone]}}}\n",
            "",
        )],
    ),
    one(
        "a parameter with values of its own before another",
        "operations/products.rs",
        &[(
            "        - name: status\n",
            "        - name: kind\n          in: query\n          schema: {type: string, enum: [cup, plate]}\n        - name: status\n",
        )],
    ),
    one(
        "a schema more whose name is that of an inline type",
        "types/new_product_status2.rs",
        &[(
            "    Refund:\n",
            "    NewProductStatus: {type: string, enum: [old, new]}\n    Refund:\n",
        )],
    ),
    one(
        "a schema more whose name is spelled like another's",
        "types/order_status2.rs",
        &[(
            "    Refund:\n",
            "    order_status: {type: string, enum: [old, new]}\n    Refund:\n",
        )],
    ),
    one(
        "a part of a form more, before another",
        "operations/products.rs",
        &[(
            "                caption: {type: string, maxLength: 200}\n",
            "                alt: {type: string}\n                caption: {type: string, maxLength: 200}\n",
        )],
    ),
    one(
        "optional properties in another order",
        "types/variant.rs",
        &[
            (
                "        stock: {type: integer, format: int64, default: 0}\n",
                "",
            ),
            (
                "          additionalProperties: {type: string}\n",
                "          additionalProperties: {type: string}\n        stock: {type: integer, format: int64, default: 0}\n",
            ),
        ],
    ),
    one(
        "required properties in another order",
        "types/problem.rs",
        &[
            ("        message: {type: string}\n", ""),
            (
                "      required: [code, message]\n      properties:\n",
                "      required: [code, message]\n      properties:\n        message: {type: string}\n",
            ),
        ],
    ),
    one(
        "optional parameters in another order",
        "operations/orders.rs",
        &[(
            "      summary: Lists orders.\n      parameters:\n        - $ref: '#/components/parameters/Limit'\n        - $ref: '#/components/parameters/Cursor'\n",
            "      summary: Lists orders.\n      parameters:\n        - $ref: '#/components/parameters/Cursor'\n        - $ref: '#/components/parameters/Limit'\n",
        )],
    ),
    one(
        "an operation more",
        "operations/products.rs",
        &[(
            "  /products/{productId}/images:\n",
            "  /products/{productId}/archive:\n    parameters:\n      - $ref: '#/components/parameters/ProductId'\n    post:\n      operationId: archiveProduct\n      tags: [Products]\n      summary: Archives a product.\n      responses:\n        '204': {description: It is archived.}\n        default: {$ref: '#/components/responses/Problem'}\n  /products/{productId}/images:\n",
        )],
    ),
    one(
        "an operation more whose name is taken",
        "operations/products.rs",
        &[(
            "  /products/{productId}/images:\n",
            "  /products/{productId}/archive:\n    parameters:\n      - $ref: '#/components/parameters/ProductId'\n    post:\n      operationId: get_product\n      tags: [Products]\n      responses:\n        '204': {description: It is archived.}\n  /products/{productId}/images:\n",
        )],
    ),
    one(
        "an operation is removed",
        "operations/products.rs",
        &[(
            "    delete:\n      operationId: deleteProduct\n      tags: [Products]\n      summary: Deletes a product.\n      responses:\n        '204': {description: It is gone.}\n        default: {$ref: '#/components/responses/Problem'}\n",
            "",
        )],
    ),
    one(
        "an operation is deprecated",
        "operations/customers.rs",
        &[(
            "operationId: listCustomers\n",
            "operationId: listCustomers\n      deprecated: true\n",
        )],
    ),
    one(
        "an operation id is changed",
        "operations/orders.rs",
        &[("operationId: refund\n", "operationId: refundOrder\n")],
    ),
    one(
        "an optional parameter more",
        "operations/customers.rs",
        &[(
            "        - name: email\n",
            "        - name: name\n          in: query\n          schema: {type: string}\n        - name: email\n",
        )],
    ),
    one(
        "a status more",
        "operations/products.rs",
        &[(
            "        '204': {description: It is gone.}\n",
            "        '204': {description: It is gone.}\n        '404': {description: There is none.}\n",
        )],
    ),
    one(
        "the first operation of a tag",
        "operations/returns.rs",
        &[(
            "  /customers:\n",
            "  /returns:\n    post:\n      operationId: announceReturn\n      tags: [Returns]\n      responses:\n        '204': {description: It is expected.}\n  /customers:\n",
        )],
    ),
    one(
        "a server more",
        "client.rs",
        &[(
            "    description: Sandbox\n",
            "    description: Sandbox\n  - url: https://eu.shop.example/v7\n    description: Europe\n",
        )],
    ),
    one(
        "a server before it that is called the same",
        "client.rs",
        &[(
            "servers:\n",
            "servers:\n  - url: https://new.shop.example/v7\n    description: Production\n",
        )],
    ),
    Edit {
        name: "a tag is renamed",
        means: Means::Several(&["operations/buyers.rs", "operations/customers.rs"]),
        how: How::Whole(|text| {
            text.replace("tags: [Customers]", "tags: [Buyers]")
                .replace("- name: Customers", "- name: Buyers")
        }),
    },
    several(
        "an inline schema moved to a component of its name",
        &["types/refund.rs", "types/refund_reason.rs"],
        &[(
            "        reason: {type: string, enum: [damaged, returned, other]}\n",
            "        reason: {$ref: '#/components/schemas/RefundReason'}\n    RefundReason: {type: string, enum: [damaged, returned, other]}\n",
        )],
    ),
    several(
        "an inline schema moved to a component of another name",
        &["types/refund.rs", "types/reason.rs"],
        &[(
            "        reason: {type: string, enum: [damaged, returned, other]}\n",
            "        reason: {$ref: '#/components/schemas/Reason'}\n    Reason: {type: string, enum: [damaged, returned, other]}\n",
        )],
    ),
    several(
        "a variant more of a union, and its schema",
        &["types/cash_payment.rs", "types/payment.rs"],
        &[
            (
                "        - $ref: '#/components/schemas/InvoicePayment'\n",
                "        - $ref: '#/components/schemas/InvoicePayment'\n        - $ref: '#/components/schemas/CashPayment'\n",
            ),
            (
                "          invoice: '#/components/schemas/InvoicePayment'\n",
                "          invoice: '#/components/schemas/InvoicePayment'\n          cash: '#/components/schemas/CashPayment'\n",
            ),
            (
                "    Refund:\n",
                "    CashPayment:\n      type: object\n      required: [kind]\n      properties:\n        kind: {type: string}\n    Refund:\n",
            ),
        ],
    ),
    several(
        "a parameter that operations of two tags share is described otherwise",
        &["operations/orders.rs", "operations/products.rs"],
        &[("Where the page begins, as", "Where to go on, as")],
    ),
    several(
        "a property that two schemas have by `allOf` is described otherwise",
        &["types/new_product.rs", "types/product.rs"],
        &[("What it is called.", "What it is called, in one language.")],
    ),
    several(
        "the first bound of a schema, which those that hold it check, too",
        &["types/image.rs", "types/product.rs"],
        &[(
            "        caption: {type: string}\n",
            "        caption: {type: string, maxLength: 99}\n",
        )],
    ),
    several(
        "a property of a schema that another takes up",
        &["types/new_product.rs", "types/product.rs"],
        &[(
            "        weight: {type: number, minimum: 0}\n",
            "        weight: {type: number, minimum: 0}\n        color: {type: string}\n",
        )],
    ),
];
