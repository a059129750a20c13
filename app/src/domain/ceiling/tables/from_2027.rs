//! From 2027-08: the second step. Most classes are split by income, and no code is known that tells the parts apart.

use super::{Row, Table, month, under};
use crate::domain::ceiling::class::Class;
use crate::domain::ceiling::formula::Formula;

/// The table.
pub(super) const TABLE: Table = Table {
    from: month(2027, 8),
    until: None,
    name: "高額療養費の自己負担限度額（2027年8月診療分から）",
    source: "厚生労働省「高額療養費制度の見直しについて（令和8年8月診療分から）」の2027年8月からの表。複数の転載が一致することを確かめたもので、原本そのものは未確認です",
    open: &[
        "国民健康保険と後期高齢者医療で、細かい区分をどの所得で分けるのか、資格情報でどの記号になるのかは、まだ分かりません。",
        "外来の限度額が何歳から当てはまるかは、まだ決まっていないという見方もあります。",
        "低所得者Ⅰの年間上限は、まだ確かめられていません。",
    ],
    rows: &ROWS,
};

#[rustfmt::skip]
const ROWS: [Row; 27] = [
    under(Class::A, Formula::rising(342_000, 1_140_000), 140_100).a_year(1_680_000).paid("127万円以上"),
    under(Class::A, Formula::rising(303_000, 1_010_000), 140_100).a_year(1_680_000).paid("103万〜121万円"),
    under(Class::A, Formula::rising(270_300, 901_000), 140_100).a_year(1_680_000).paid("83万〜98万円"),
    under(Class::I, Formula::rising(209_400, 698_000), 93_000).a_year(1_110_000).paid("71万〜79万円"),
    under(Class::I, Formula::rising(194_400, 648_000), 93_000).a_year(1_110_000).paid("62万〜68万円"),
    under(Class::I, Formula::rising(179_100, 597_000), 93_000).a_year(1_110_000).paid("53万〜59万円"),
    under(Class::U, Formula::rising(110_400, 368_000), 44_400).a_year(530_000).paid("44万〜50万円"),
    under(Class::U, Formula::rising(98_100, 327_000), 44_400).a_year(530_000).paid("36万〜41万円"),
    under(Class::U, Formula::rising(85_800, 286_000), 44_400).a_year(530_000).paid("28万〜34万円"),
    under(Class::E, Formula::flat(69_600), 44_400).a_year(530_000).paid("20万〜26万円"),
    under(Class::E, Formula::flat(65_400), 44_400).a_year(530_000).paid("16万〜19万円"),
    under(Class::E, Formula::flat(61_500), 34_500).a_year(410_000).paid("15万円以下"),
    under(Class::O, Formula::flat(36_900), 24_600).a_year(290_000),
    under(Class::Active3, Formula::rising(342_000, 1_140_000), 140_100).a_year(1_680_000).paid("127万円以上"),
    under(Class::Active3, Formula::rising(303_000, 1_010_000), 140_100).a_year(1_680_000).paid("103万〜121万円"),
    under(Class::Active3, Formula::rising(270_300, 901_000), 140_100).a_year(1_680_000).paid("83万〜98万円"),
    under(Class::Active2, Formula::rising(209_400, 698_000), 93_000).a_year(1_110_000).paid("71万〜79万円"),
    under(Class::Active2, Formula::rising(194_400, 648_000), 93_000).a_year(1_110_000).paid("62万〜68万円"),
    under(Class::Active2, Formula::rising(179_100, 597_000), 93_000).a_year(1_110_000).paid("53万〜59万円"),
    under(Class::Active1, Formula::rising(110_400, 368_000), 44_400).a_year(530_000).paid("44万〜50万円"),
    under(Class::Active1, Formula::rising(98_100, 327_000), 44_400).a_year(530_000).paid("36万〜41万円"),
    under(Class::Active1, Formula::rising(85_800, 286_000), 44_400).a_year(530_000).paid("28万〜34万円"),
    under(Class::General, Formula::flat(69_600), 44_400).a_year(530_000).outpatient(28_000, Some(216_000)).paid("20万〜26万円"),
    under(Class::General, Formula::flat(65_400), 44_400).a_year(530_000).outpatient(28_000, Some(216_000)).paid("16万〜19万円"),
    under(Class::General, Formula::flat(61_500), 34_500).a_year(410_000).outpatient(22_000, Some(216_000)).paid("15万円以下"),
    under(Class::Low2, Formula::flat(25_700), 24_600).a_year(290_000).outpatient(13_000, Some(96_000)),
    under(Class::Low1, Formula::flat(15_700), 0).never_many().a_year(180_000).outpatient(8_000, None),
];
