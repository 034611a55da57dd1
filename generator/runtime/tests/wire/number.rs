use spec2crate_runtime::{Number, wire, wire_object};

use crate::{decode, encode, round};

struct Numbers {
    int: i64,
    unsigned: u64,
    double: f64,
    float: Option<f32>,
    list: Vec<Option<f64>>,
}

wire_object! {
    Numbers {
        int: required "int",
        unsigned: required "unsigned",
        double: required "double",
        float: optional "float",
        list: required "list",
    }
}

#[test]
fn lose_nothing() {
    let text = r#"{"int":-9223372036854775808,"unsigned":18446744073709551615,"double":9007199254740993,"float":0.1,"list":[1,null,0.30000000000000004]}"#;
    let numbers: Numbers = decode(text).unwrap();
    assert_eq!((numbers.int, numbers.unsigned), (i64::MIN, u64::MAX));
    assert_eq!(encode(&numbers), text.replace("740993", "740992"));
}

#[test]
fn integral_doubles_go_out_without_a_fraction() {
    for (value, text) in [
        (1.0, "1"),
        (-3.0, "-3"),
        (0.0, "0"),
        (-0.0, "-0"),
        (1.5, "1.5"),
        (9_007_199_254_740_992.0, "9007199254740992"),
        (9_999_999_999_999_998.0, "9999999999999998"),
        (1e16, "1e+16"),
        (1e300, "1e+300"),
        (1e-7, "1e-7"),
    ] {
        assert_eq!(encode(&value), text);
        assert_eq!(
            decode::<f64>(text).map(f64::to_bits),
            Ok(f64::to_bits(value))
        );
    }
    assert_eq!(encode(&2.0_f32), "2");
    assert_eq!(encode(&16_777_216_f32), "16777216");
    assert_eq!(
        encode(&serde_json::json!({"a": [2.0, {"b": 3.0}]})),
        r#"{"a":[2,{"b":3}]}"#
    );
    assert_eq!(
        wire::to_value(&vec![2.0, 2.5]).unwrap(),
        serde_json::json!([2, 2.5])
    );
}

#[test]
fn any_number_keeps_its_text() {
    for text in [
        "0",
        "-0",
        "1.0",
        "1.50",
        "1e5",
        "1E+05",
        "-12345678901234567890123",
        "0.1000000000000000000001",
        "18446744073709551615",
        "9223372036854775807",
        "0.1",
        "1e400",
    ] {
        assert_eq!(round::<Number>(text), text);
        assert_eq!(text.parse::<Number>().unwrap().to_string(), text);
    }
    for text in ["", "-", "01", "1.", ".5", "1e", "+1", "0x1", "NaN", "1 "] {
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
    assert_eq!(Number::from(5_u8).as_i64(), Some(5));
    assert_eq!(Number::from(u64::MAX).as_u64(), Some(u64::MAX));
    assert_eq!(
        Number::try_from(0.25).map(|number| number.as_f64()),
        Ok(0.25)
    );
    assert!(Number::try_from(f64::NAN).is_err());
    assert_eq!(
        serde_json::from_value::<Number>(serde_json::json!(7)).unwrap(),
        Number::from(7_i64)
    );
    assert_eq!(
        decode::<Vec<Number>>(r#"[1, "2", 3]"#),
        Err(r#"$[1]: invalid type: expected a number, found "2" (line 1, column 5)"#.to_owned())
    );
}
