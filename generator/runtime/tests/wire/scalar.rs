use spec2crate_runtime::{Base64, Date, DateTime, Secret};

use crate::{decode, encode, round};

#[test]
fn dates_keep_their_text() {
    for text in [r#""2026-05-01T09:30:00Z""#, r#""1 May 2026""#, r#""""#] {
        assert_eq!(round::<DateTime>(text), text);
        assert_eq!(round::<Date>(text), text);
    }
    assert_eq!(Date::from("2026-05-01").to_string(), "2026-05-01");
    assert_eq!(
        decode::<DateTime>("5"),
        Err("$: invalid type: integer `5`, expected a string (line 1, column 1)".to_owned())
    );
}

#[test]
fn base64_both_ways() {
    for (bytes, text) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(Base64::encode(bytes.as_bytes()).as_str(), text);
        assert_eq!(Base64::from_text(text).decode().unwrap(), bytes.as_bytes());
        assert_eq!(
            Base64::from_text(text.trim_end_matches('='))
                .decode()
                .unwrap(),
            bytes.as_bytes()
        );
    }
    let every: Vec<u8> = (0..=255).collect();
    assert_eq!(Base64::from(every.clone()).decode().unwrap(), every);
    assert_eq!(
        Base64::from_text("-_\r\n-_").decode(),
        Base64::from_text("+/+/").decode()
    );
}

#[test]
fn malformed_base64_is_kept() {
    let text = r#""Zm9v!""#;
    assert_eq!(round::<Base64>(text), text);
    let error = decode::<Base64>(text).unwrap().decode().unwrap_err();
    assert_eq!(error.to_string(), "not base64 from byte 4 on");
    assert_eq!(Base64::from_text("Zm9vY").decode().unwrap_err().offset(), 5);
}

#[test]
fn secrets_travel_and_do_not_print() {
    let secret: Secret<String> = decode(r#""x""#).unwrap();
    assert_eq!(format!("{secret:?}"), "[redacted]");
    assert_eq!(encode(&secret), r#""x""#);
    assert_eq!(Secret::new(5).into_exposed(), 5);
}

#[cfg(feature = "chrono")]
#[test]
fn dates_convert_to_chrono() {
    let text = DateTime::from("2026-05-01T09:30:00.25+02:00");
    let parsed = chrono::DateTime::try_from(&text).unwrap();
    assert_eq!(
        DateTime::from(parsed).as_str(),
        "2026-05-01T09:30:00.250+02:00"
    );
    assert_eq!(
        DateTime::from(parsed.to_utc()).as_str(),
        "2026-05-01T07:30:00.250Z"
    );
    assert!(chrono::DateTime::try_from(&DateTime::from("soon")).is_err());
    let day = chrono::NaiveDate::try_from(&Date::from("2026-05-01")).unwrap();
    assert_eq!(Date::from(day).as_str(), "2026-05-01");
}

#[cfg(feature = "jiff")]
#[test]
fn dates_convert_to_jiff() {
    let text = DateTime::from("2026-05-01T09:30:00.25+02:00");
    let parsed = jiff::Timestamp::try_from(&text).unwrap();
    assert_eq!(DateTime::from(parsed).as_str(), "2026-05-01T07:30:00.25Z");
    let zoned = parsed.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(2)));
    assert_eq!(
        DateTime::from(&zoned).as_str(),
        "2026-05-01T09:30:00.25+02:00"
    );
    assert!(jiff::Timestamp::try_from(&DateTime::from("soon")).is_err());
    let day = jiff::civil::Date::try_from(&Date::from("2026-05-01")).unwrap();
    assert_eq!(Date::from(day).as_str(), "2026-05-01");
}

#[cfg(feature = "time")]
#[test]
fn dates_convert_to_time() {
    let text = DateTime::from("2026-05-01T09:30:00.25+02:00");
    let parsed = time::OffsetDateTime::try_from(&text).unwrap();
    assert_eq!(DateTime::try_from(parsed).unwrap(), text);
    assert!(time::OffsetDateTime::try_from(&DateTime::from("soon")).is_err());
    let day = time::Date::try_from(&Date::from("2026-05-01")).unwrap();
    assert_eq!(Date::try_from(day).unwrap().as_str(), "2026-05-01");
}
