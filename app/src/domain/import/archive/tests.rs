//! Archives as they are handed out, and archives that want to do harm.

use miniz_oxide::deflate::compress_to_vec;
use proptest::prelude::*;

use super::*;

/// What lies in an archive, written by hand: name, content, and whether it is deflated.
fn archive(parts: &[(&str, &[u8], bool)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content, deflated) in parts {
        let packed = if *deflated { compress_to_vec(content, 6) } else { content.to_vec() };
        let start = bytes.len() as u32;
        let mut common = Vec::new();
        for value in [20u16, 0, if *deflated { 8 } else { 0 }, 0, 0x21] {
            common.extend(value.to_le_bytes());
        }
        for value in [crc32(content), packed.len() as u32, content.len() as u32] {
            common.extend(value.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend(0u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = bytes.len() as u32;
    let (size, count) = (directory.len() as u32, parts.len() as u16);
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(size.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend(0u16.to_le_bytes());
    bytes
}

fn found(bytes: &[u8]) -> Result<Vec<(String, usize)>, ArchiveRefusal> {
    Ok(documents(bytes)?.into_iter().map(|part| (part.name, part.bytes.len())).collect())
}

#[test]
fn finds_the_documents_of_a_package_and_nothing_else() {
    let package = archive(&[
        ("1310000001_06130017_202606010_1/ix08_V08.xml", b"<index/>", true),
        ("1310000001_06130017_202606010_1/su08_V08.xml", b"<summary/>", true),
        ("1310000001_06130017_202606010_1/DATA/h13100000012026060100001.xml", b"<one/>", true),
        ("1310000001_06130017_202606010_1/DATA/H13100000012026060100002.XML", b"<another/>", false),
        ("1310000001_06130017_202606010_1/CLAIMS/c1.xml", b"<claim/>", true),
        ("1310000001_06130017_202606010_1/XSD/hc08_V08.xsd", b"<schema/>", true),
        ("1310000001_06130017_202606010_1/XSD/h.xml", b"<schema/>", true),
    ]);
    let expected = [("h13100000012026060100001.xml".to_owned(), 6), ("h13100000012026060100002.xml".to_owned(), 10)];
    assert_eq!(found(&package), Ok(expected.to_vec()));
    assert_eq!(found(&archive(&[("医療費情報_1.csv", b"x", true)])), Ok(vec![]));
    assert_eq!(found(&archive(&[])), Ok(vec![]));
}

#[test]
fn refuses_what_would_do_harm_or_cannot_be_whole() {
    let one = |content: &[u8]| archive(&[("DATA/h1.xml", content, true)]);
    let bomb = one(&vec![b' '; MAX_BYTES + 1]);
    assert!(bomb.len() < 20_000, "small as it lies there");
    assert_eq!(found(&bomb), Err(ArchiveRefusal::TooLarge));
    // It names a small size and holds a large one.
    let mut liar = one(&vec![b' '; 1 << 20]);
    let at = liar.windows(4).position(|four| four == b"PK\x01\x02").expect("a directory");
    liar[at + 24..at + 28].copy_from_slice(&10u32.to_le_bytes());
    assert_eq!(found(&liar), Err(ArchiveRefusal::TooLarge));
    let full = vec![b' '; MAX_BYTES];
    let names: Vec<String> = (0..5).map(|number| format!("DATA/h{number}.xml")).collect();
    let together: Vec<(&str, &[u8], bool)> = names.iter().map(|name| (name.as_str(), full.as_slice(), true)).collect();
    assert_eq!(found(&archive(&together)), Err(ArchiveRefusal::TooLarge));
    assert_eq!(found(&archive(&together[..4])).map(|parts| parts.len()), Ok(4));
    let names: Vec<String> = (0..=MAX_DOCUMENTS).map(|number| format!("DATA/h{number}.xml")).collect();
    let many: Vec<(&str, &[u8], bool)> = names.iter().map(|name| (name.as_str(), b"x".as_slice(), false)).collect();
    assert_eq!(found(&archive(&many)), Err(ArchiveRefusal::TooMany));
    let whole = one(b"<one/>");
    assert_eq!(found(&whole[..whole.len() - 30]), Err(ArchiveRefusal::Broken));
    let at = whole.windows(4).position(|four| four == b"PK\x01\x02").expect("a directory");
    for (place, byte, why) in
        [(8, 1u8, ArchiveRefusal::Locked), (10, 14, ArchiveRefusal::Method), (16, 0, ArchiveRefusal::Broken)]
    {
        let mut changed = whole.clone();
        changed[at + place] = byte;
        assert_eq!(found(&changed), Err(why), "byte {place}");
    }
    assert_eq!(found(b"PK\x03\x04"), Err(ArchiveRefusal::Broken));
}

#[test]
fn the_check_value_of_the_standard() {
    for (content, sum) in [(b"123456789".as_slice(), 0xCBF4_3926), (b"", 0)] {
        assert_eq!(crc32(content), sum);
    }
}

proptest! {
    #[test]
    fn no_change_makes_it_panic_or_take_more_than_it_may(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = archive(&[("DATA/h1.xml", b"<one>1</one>", true), ("DATA/h2.xml", b"<two/>", false)]);
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        if let Ok(parts) = documents(&bytes) {
            prop_assert!(parts.iter().map(|part| part.bytes.len()).sum::<usize>() <= MAX_UNPACKED);
        }
    }
}
