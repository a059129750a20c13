//! Every kind of record with its fields in order: what may stand there, how many bytes of cp932, and whether it must.
//!
//! Source: JAHIS 技術文書 24-104 (Ver.2.6), by a published reader's record tables. Limits of 15, 31 and 701 that the tables leave
//! open follow those of the same field in records 1 and 11 (unverified).

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 9: digits.
    Digits,
    /// 9: exactly so many digits.
    Exactly(usize),
    /// X: letters, digits, full stop and hyphen.
    Ascii,
    /// X: a day, `YYYYMMDD` or `GYYMMDD`.
    Day,
    /// X: `1000001` or `100-0001`.
    Postal,
    /// X: digits and hyphens.
    Phone,
    /// X: so many digits, and so many after the point.
    Decimal(usize, usize),
    /// N: any text.
    Text,
}

/// Whether a field must be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Always.
    Always,
    /// In what an institution gives to the patient (出力区分 1).
    ToPatient,
    /// Not.
    Free,
}

/// One field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: &'static str,
    /// What it may hold.
    pub(super) kind: Kind,
    /// Most bytes.
    pub(super) most: usize,
    /// Whether it must be filled.
    pub(super) need: Need,
}

/// One kind of record.
#[derive(Debug)]
pub(super) struct Layout {
    /// Its number.
    pub(super) number: &'static str,
    /// Its name.
    pub(super) name: &'static str,
    /// Its fields after the number.
    pub(super) fields: &'static [Field],
}

const fn field(name: &'static str, kind: Kind, most: usize, need: Need) -> Field {
    Field { name, kind, most, need }
}

const fn text(name: &'static str, most: usize) -> Field {
    field(name, Kind::Text, most, Need::Free)
}

const fn must(name: &'static str, most: usize) -> Field {
    field(name, Kind::Text, most, Need::Always)
}

const fn day(name: &'static str) -> Field {
    field(name, Kind::Day, 8, Need::Free)
}

const fn code(name: &'static str, most: usize) -> Field {
    field(name, Kind::Ascii, most, Need::Free)
}

const AUTHOR: Field = field("レコード作成者", Kind::Digits, 1, Need::Always);
const GROUP: Field = field("RP番号", Kind::Digits, 3, Need::Always);
const PREFECTURE: Field = field("都道府県コード", Kind::Ascii, 2, Need::ToPatient);
const TABLE: Field = field("点数表コード", Kind::Ascii, 1, Need::ToPatient);
const PLACE_CODE: Field = field("医療機関等コード", Kind::Exactly(7), 7, Need::ToPatient);
const POSTAL: Field = field("郵便番号", Kind::Postal, 8, Need::Free);
const ADDRESS: Field = text("住所", 800);
const PHONE: Field = field("電話番号", Kind::Phone, 13, Need::Free);
const CONTACT: Field = text("連絡先", 800);

/// 1
pub(super) const PATIENT: Layout = Layout {
    number: "1",
    name: "患者情報",
    fields: &[
        must("氏名", 40),
        field("性別", Kind::Digits, 1, Need::Always),
        field("生年月日", Kind::Day, 8, Need::Always),
        POSTAL,
        ADDRESS,
        PHONE,
        text("緊急連絡先", 800),
        text("血液型", 20),
        field("体重", Kind::Decimal(3, 3), 7, Need::Free),
        text("氏名カナ", 40),
    ],
};
/// 2
pub(super) const REMARK: Layout = Layout {
    number: "2",
    name: "患者特記",
    fields: &[field("特記種別", Kind::Digits, 1, Need::Always), must("特記内容", 120), AUTHOR],
};
/// 3
pub(super) const OTC: Layout = Layout {
    number: "3",
    name: "市販薬",
    fields: &[
        must("市販薬の名前", 120),
        day("服用開始日"),
        day("服用終了日"),
        AUTHOR,
        field("通番", Kind::Digits, 3, Need::Free),
        field("JANコード", Kind::Exactly(13), 13, Need::Free),
    ],
};
/// 31
pub(super) const INGREDIENT: Layout = Layout {
    number: "31",
    name: "市販薬の成分",
    fields: &[
        field("通番", Kind::Digits, 3, Need::Always),
        must("成分名", 256),
        field("成分コード種別", Kind::Digits, 1, Need::Always),
        code("成分コード", 20),
        AUTHOR,
    ],
};
/// 4
pub(super) const MEMO: Layout =
    Layout { number: "4", name: "手帳メモ", fields: &[must("メモ", 400), day("入力年月日"), AUTHOR] };
/// 5
pub(super) const DAY: Layout =
    Layout {
        number: "5", name: "調剤等年月日", fields: &[field("調剤等年月日", Kind::Day, 8, Need::Always), AUTHOR]
    };
/// 11
pub(super) const PLACE: Layout = Layout {
    number: "11",
    name: "調剤した所",
    fields: &[must("薬局・病院の名前", 120), PREFECTURE, TABLE, PLACE_CODE, POSTAL, ADDRESS, PHONE, AUTHOR],
};
/// 15
pub(super) const STAFF: Layout =
    Layout { number: "15", name: "調剤した薬剤師・医師", fields: &[must("氏名", 40), CONTACT, AUTHOR] };
/// 51
pub(super) const PRESCRIBED_AT: Layout = Layout {
    number: "51",
    name: "処方した所",
    fields: &[must("処方した所の名前", 120), PREFECTURE, TABLE, PLACE_CODE, AUTHOR],
};
/// 55
pub(super) const DOCTOR: Layout =
    Layout { number: "55", name: "処方した医師", fields: &[must("氏名", 40), text("診療科", 80), AUTHOR] };
/// 201
pub(super) const DRUG: Layout = Layout {
    number: "201",
    name: "お薬",
    fields: &[
        GROUP,
        must("お薬の名前", 120),
        field("用量", Kind::Decimal(6, 5), 12, Need::ToPatient),
        field("単位", Kind::Text, 12, Need::ToPatient),
        field("薬品コード種別", Kind::Digits, 1, Need::ToPatient),
        code("薬品コード", 13),
        AUTHOR,
        text("一般名", 120),
        field("一般名コード種別", Kind::Digits, 1, Need::Free),
        code("一般名コード", 12),
    ],
};
/// 281
pub(super) const SUPPLEMENT: Layout =
    Layout { number: "281", name: "お薬の補足", fields: &[GROUP, must("補足", 100), AUTHOR] };
/// 291
pub(super) const DRUG_CAUTION: Layout =
    Layout { number: "291", name: "お薬の注意", fields: &[GROUP, must("服用注意", 400), AUTHOR] };
/// 301
pub(super) const USAGE: Layout = Layout {
    number: "301",
    name: "飲み方・使い方",
    fields: &[
        GROUP,
        text("用法名称", 100),
        field("調剤数量", Kind::Digits, 3, Need::ToPatient),
        field("調剤単位", Kind::Text, 100, Need::ToPatient),
        field("剤形コード", Kind::Ascii, 2, Need::ToPatient),
        field("用法コード種別", Kind::Digits, 1, Need::ToPatient),
        code("用法コード", 16),
        AUTHOR,
    ],
};
/// 311
pub(super) const USAGE_NOTE: Layout =
    Layout {
        number: "311", name: "飲み方・使い方の補足", fields: &[GROUP, must("用法補足", 100), AUTHOR]
    };
/// 391
pub(super) const GROUP_CAUTION: Layout =
    Layout { number: "391", name: "処方の注意", fields: &[GROUP, must("処方服用注意", 400), AUTHOR] };
/// 401
pub(super) const CAUTION: Layout =
    Layout { number: "401", name: "服用の注意", fields: &[must("服用注意", 400), AUTHOR] };
/// 411
pub(super) const PROVIDED: Layout = Layout {
    number: "411",
    name: "医療機関等からの情報",
    fields: &[must("提供情報", 400), field("提供情報種別", Kind::Ascii, 2, Need::Always), AUTHOR],
};
/// 421
pub(super) const LEFTOVER: Layout =
    Layout { number: "421", name: "残薬確認", fields: &[must("残薬", 400), AUTHOR] };
/// 501
pub(super) const NOTE: Layout = Layout { number: "501", name: "備考", fields: &[must("備考", 400), AUTHOR] };
/// 601
pub(super) const ENTRY: Layout =
    Layout { number: "601", name: "本人の記入", fields: &[must("記入", 400), day("入力年月日")] };
/// 701
pub(super) const PHARMACIST: Layout = Layout {
    number: "701",
    name: "かかりつけ薬剤師",
    fields: &[must("氏名", 40), text("勤務先薬局名称", 120), CONTACT, day("担当開始日"), day("担当終了日"), AUTHOR],
};
/// 911
pub(super) const SPLIT: Layout = Layout {
    number: "911",
    name: "分割制御",
    fields: &[
        field("データID", Kind::Exactly(14), 14, Need::Always),
        field("分割数", Kind::Digits, 3, Need::Always),
        field("データ分割連番", Kind::Digits, 3, Need::Always),
    ],
};

/// Every kind, in the order of their numbers.
pub(super) const ALL: [&Layout; 23] = [
    &PATIENT,
    &REMARK,
    &OTC,
    &INGREDIENT,
    &MEMO,
    &DAY,
    &PLACE,
    &STAFF,
    &PRESCRIBED_AT,
    &DOCTOR,
    &DRUG,
    &SUPPLEMENT,
    &DRUG_CAUTION,
    &USAGE,
    &USAGE_NOTE,
    &GROUP_CAUTION,
    &CAUTION,
    &PROVIDED,
    &LEFTOVER,
    &NOTE,
    &ENTRY,
    &PHARMACIST,
    &SPLIT,
];

/// The layout of a number.
pub(super) fn layout_of(number: &str) -> Option<&'static Layout> {
    ALL.into_iter().find(|layout| layout.number == number)
}
