//! What a person does not have is not offered, asked for, or called by another name.

use super::*;

/// Whoever has no record at all has none to show at a counter, and none to hide.
#[test]
fn without_any_record_there_is_nothing_to_hide() {
    let none = with(Validity::NoneFound, |line| line.clear());
    let (html, _) = page("/insurance", none);
    assert_says(&html, "nothing", &["ひとつも見つかりませんでした"]);
    for wrong in ["この記録を隠す", "資格情報のお知らせ"] {
        assert!(!html.contains(wrong), "{wrong}");
    }
    let (html, _) = page("/insurance", with(Validity::Valid, |_| {}));
    assert_says(&html, "a record", &["この記録を隠す", "資格情報のお知らせ"]);
}

/// 医療扶助 is no insurance, and has no bills that go from one insurer to another.
#[test]
fn medical_aid_is_called_what_it_is() {
    let aid = with(Validity::ValidUnregistered, |line| {
        line.truncate(1);
        line[0].card_class = "A1".into();
    });
    let (html, _) = page("/insurance/history", aid.clone());
    assert_says(&html, "history", &["医療扶助の資格が 1つあります"]);
    assert!(!html.contains("健康保険が変わった月の医療費"));
    let (html, _) = page("/insurance", aid);
    assert_says(&html, "now", &["確認の結果に「未登録」とあるのは"]);
}

#[test]
fn the_late_stage_scheme_has_no_symbol() {
    for (number, symbol, said) in [("39131001", None, true), ("39131001", Some("12"), false), ("06130017", None, false)]
    {
        let records = with(Validity::Valid, |line| {
            line[0].insurer_number = number.into();
            line[0].symbol = symbol.map(str::to_owned);
        });
        let (html, _) = page("/insurance?numbers=show", records);
        assert_eq!(html.contains("後期高齢者医療には、記号がありません"), said, "{number} {symbol:?}");
    }
}
