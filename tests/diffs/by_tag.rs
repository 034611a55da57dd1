//! Edits of tests/diffs/shop.yaml where each tag has a feature: who is behind which.

use crate::edit::{Edit, one, several};

pub(crate) const EDITS_BY_TAG: &[Edit] = &[
    one(
        "an optional property more of a type of one tag",
        "types/variant.rs",
        &[(
            "    Variant:\n      type: object\n      required: [sku]\n      properties:\n",
            "    Variant:\n      type: object\n      required: [sku]\n      properties:\n        weight: {type: number}\n",
        )],
    ),
    several(
        "a type of one tag gets a second user of that tag",
        &["types/line_item.rs"],
        &[(
            "        quantity: {type: integer, minimum: 1}\n",
            "        quantity: {type: integer, minimum: 1}\n        refund: {$ref: '#/components/schemas/Refund'}\n",
        )],
    ),
    several(
        "a type of one tag gets a second user, of another tag",
        &["types/mod.rs", "types/order.rs"],
        &[(
            "        total: {$ref: '#/components/schemas/Money'}\n        customer:",
            "        total: {$ref: '#/components/schemas/Money'}\n        image: {$ref: '#/components/schemas/Image'}\n        customer:",
        )],
    ),
    several(
        "the same of a type that leads to others of its tag",
        &["types/mod.rs", "types/order.rs"],
        &[(
            "        total: {$ref: '#/components/schemas/Money'}\n        customer:",
            "        total: {$ref: '#/components/schemas/Money'}\n        product: {$ref: '#/components/schemas/Product'}\n        customer:",
        )],
    ),
    several(
        "a type of two tags loses the user of one",
        &["types/mod.rs", "types/order.rs"],
        &[(
            "        customer: {$ref: '#/components/schemas/Customer'}\n",
            "",
        )],
    ),
    several(
        "the only operation of a type goes to another tag",
        &[
            "operations/customers.rs",
            "operations/orders.rs",
            "types/mod.rs",
        ],
        &[(
            "      operationId: refund\n      tags: [Orders]\n",
            "      operationId: refund\n      tags: [Customers]\n",
        )],
    ),
];
