use std::net::{Ipv4Addr, Ipv6Addr};

use serde::Serialize;
use serde::de::DeserializeOwned;
use spec2crate_runtime::{
    Base64, Date, DateTime, Decimal, Duration, Ipv4, Ipv6, Secret, Strict, Time, Url, Uuid,
};

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

#[test]
fn texts_of_known_formats_keep_whatever_comes() {
    for text in [
        "\"\"",
        "\"no such thing\"",
        "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"",
    ] {
        assert_eq!(round::<Uuid>(text), text);
        assert_eq!(round::<Url>(text), text);
        assert_eq!(round::<Ipv4>(text), text);
        assert_eq!(round::<Ipv6>(text), text);
        assert_eq!(round::<Time>(text), text);
        assert_eq!(round::<Duration>(text), text);
        assert_eq!(round::<Decimal>(text), text);
    }
    let url = Url::from("https://pets.example/a?b=c");
    assert_eq!(url.as_uri().unwrap().host(), Some("pets.example"));
    assert!(Url::from("a b").as_uri().is_err());
    assert_eq!(
        Ipv4::from("127.0.0.1").as_addr().unwrap(),
        Ipv4Addr::LOCALHOST
    );
    assert_eq!(Ipv6::from(Ipv6Addr::LOCALHOST).as_str(), "::1");
    assert!(Ipv6::from("127.0.0.1").as_addr().is_err());
    assert_eq!(
        Decimal::from("19.90").as_number().unwrap().as_str(),
        "19.90"
    );
    assert!(Decimal::from("19,90").as_number().is_err());
}

#[test]
fn durations_without_months_are_those_of_the_standard_library() {
    for (text, seconds) in [
        ("PT0S", Some(0.0)),
        ("P1DT12H", Some(129_600.0)),
        ("P2W", Some(1_209_600.0)),
        ("PT1M1.5S", Some(61.5)),
        ("P1M", None),
        ("P1Y", None),
        ("P", None),
        ("PT", None),
        ("PT1", None),
        ("P1S", None),
        ("PT1S1M", None),
        ("PT99999999999999999999S", None),
        ("PT1.S", None),
    ] {
        let found = Duration::from(text)
            .as_std()
            .map(|found| found.as_secs_f64());
        assert_eq!(found, seconds, "{text}");
    }
}

#[test]
fn strict_texts_have_to_be_of_their_format() {
    fn check<T: DeserializeOwned + Serialize>(accepted: &[&str], refused: &[&str]) {
        for text in accepted {
            let text = format!("{text:?}");
            assert_eq!(round::<T>(&text), text);
        }
        for text in refused {
            assert!(decode::<T>(&format!("{text:?}")).is_err(), "{text}");
        }
    }
    check::<Strict<Uuid>>(
        &[
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
        ],
        &[
            "",
            "f81d4fae7dec11d0a76500a0c91e6bf6",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bfg",
        ],
    );
    check::<Strict<Url>>(
        &["https://a.example/é", "urn:a:b", "mailto:a@b"],
        &["", "a b", "/a", "1:a", "a:b c"],
    );
    check::<Strict<Ipv4>>(&["127.0.0.1"], &["127.0.0", "::1", "127.0.0.256"]);
    check::<Strict<Ipv6>>(&["::1", "2001:db8::1"], &["127.0.0.1", ""]);
    check::<Strict<Date>>(
        &["2024-02-29"],
        &[
            "2023-02-29",
            "2024-13-01",
            "24-01-01",
            "2024-1-1",
            "2024-01-01-01",
        ],
    );
    check::<Strict<Time>>(
        &["09:30:00Z", "09:30:60.5+01:00"],
        &["09:30:00", "24:00:00Z", "09:30:00.Z", "09:30Z"],
    );
    check::<Strict<DateTime>>(
        &["2026-05-01T09:30:00Z", "2026-05-01t09:30:00.123-07:00"],
        &[
            "2026-05-01",
            "2026-05-01T09:30:00",
            "2026-05-01_09:30:00Z",
            "yesterday",
        ],
    );
    check::<Strict<Duration>>(&["P1Y2M3W4DT5H6M7.8S", "PT1H"], &["", "1H", "P1H", "PT1D"]);
    check::<Strict<Decimal>>(&["19.90", "-1", "1e5"], &["", "19,90", "one"]);
    let error = decode::<Strict<Uuid>>("\"none\"").unwrap_err();
    assert!(error.contains("not a UUID"), "{error}");
}

#[cfg(feature = "chrono")]
#[test]
fn times_convert_to_chrono() {
    let time = chrono::NaiveTime::try_from(&Time::from("09:30:00.5Z")).unwrap();
    assert_eq!(Time::from(time).as_str(), "09:30:00.500");
    assert!(chrono::NaiveTime::try_from(&Time::from("soon")).is_err());
}

#[cfg(feature = "jiff")]
#[test]
fn times_and_durations_convert_to_jiff() {
    let time = jiff::civil::Time::try_from(&Time::from("09:30:00+01:00")).unwrap();
    assert_eq!(Time::from(time).as_str(), "09:30:00");
    let span = jiff::Span::try_from(&Duration::from("P1Y2M")).unwrap();
    assert_eq!(Duration::from(span).as_str(), "P1Y2M");
    assert!(jiff::Span::try_from(&Duration::from("long")).is_err());
}

#[cfg(feature = "time")]
#[test]
fn times_convert_to_time() {
    let time = time::Time::try_from(&Time::from("09:30:00Z")).unwrap();
    assert!(
        Time::try_from(time)
            .unwrap()
            .as_str()
            .starts_with("T09:30:00")
            || Time::try_from(time)
                .unwrap()
                .as_str()
                .starts_with("09:30:00")
    );
}

#[cfg(feature = "uuid")]
#[test]
fn uuids_convert() {
    let text = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    let uuid = Uuid::from(text).as_uuid().unwrap();
    assert_eq!(Uuid::from(uuid).as_str(), text);
    assert!(Uuid::from("none").as_uuid().is_err());
}

#[cfg(feature = "url")]
#[test]
fn urls_convert() {
    let url = Url::from("https://pets.example/é").as_url().unwrap();
    assert_eq!(Url::from(url).as_str(), "https://pets.example/%C3%A9");
    assert!(Url::from("/pets").as_url().is_err());
}
