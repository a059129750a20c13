//! The named test citizens: who they are and what they are there to show.

use chrono::NaiveDate;

use crate::citizen::Sex;

/// A named test citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Named {
    /// The specimen card; not registered.
    Hanako,
    /// Three insurers in ten years.
    Changer,
    /// 78, insured with the late-stage scheme.
    Elder,
    /// Files for a household.
    Parent,
    /// 特定疾病療養受療証 and 限度額適用認定証.
    Chronic,
    /// Certificate renewed.
    Renewed,
    /// Just changed jobs.
    Gap,
    /// Registered in advance.
    Booked,
    /// Registered at a clinic's terminal.
    Clinic,
    /// 医療扶助.
    Ward,
    /// Registered, no record.
    Empty,
    /// One source names another birth date.
    Crossed,
    /// Attack strings everywhere.
    Hostile,
    /// Holds a card that is turned away until the municipality has mended it.
    TurnedAway,
    /// Certificate renewed a day ago; the registration has not been carried over to the new serial yet.
    Renewing,
    /// Registered once with a certificate that was revoked since.
    Revoked,
    /// No eligibility with any insurer.
    Uninsured,
    /// Nothing about this person may be told (不開示).
    Blocked,
    /// Left an insurer three days ago; the next one is known to be there and has not been delivered.
    Switching,
    /// Never had an insurer here.
    Newcomer,
    /// Two insurers at once: joined one at work, has not left the town's.
    Overlapping,
    /// Forty yearly full checkups.
    Long,
    /// Of the household of `parent`; has made `parent` their delegate.
    Household,
    /// Thirty years of dispensings.
    Lifelong,
}

/// What is fixed about a named citizen.
pub(crate) struct Profile {
    /// The id typed on the card page.
    pub(crate) id: &'static str,
    /// Which citizen.
    pub(crate) who: Named,
    /// Name.
    pub(crate) name: &'static str,
    /// Kana, full width.
    pub(crate) kana: &'static str,
    /// Kana, half width, as the eligibility answer has it.
    pub(crate) half_kana: &'static str,
    /// Year, month, day of birth.
    pub(crate) birth: (i32, u32, u32),
    /// Sex.
    pub(crate) sex: Sex,
    /// What this citizen is there to show, for the start-up banner.
    pub(crate) situation: &'static str,
}

impl Profile {
    /// Day of birth.
    pub(crate) fn birth(&self) -> NaiveDate {
        let (y, m, d) = self.birth;
        NaiveDate::from_ymd_opt(y, m, d).expect("the table below holds real days")
    }
}

use Named as N;
use Sex::{Female as F, Male as M};

/// All named citizens who can sign in.
#[rustfmt::skip]
pub(crate) const PROFILES: [Profile; 25] = [
    Profile { id: "hanako", who: N::Hanako, name: "番号　花子", kana: "バンゴウ　ハナコ", half_kana: "ﾊﾞﾝｺﾞｳ ﾊﾅｺ", birth: (1989, 3, 31), sex: F, situation: "見本のカード。健康保険証としての利用登録はまだ" },
    Profile { id: "changer", who: N::Changer, name: "見本　一郎", kana: "ミホン　イチロウ", half_kana: "ﾐﾎﾝ ｲﾁﾛｳ", birth: (1974, 6, 12), sex: M, situation: "10年で保険者が3つ。健診10回分" },
    Profile { id: "elder", who: N::Elder, name: "見本　ウメ", kana: "ミホン　ウメ", half_kana: "ﾐﾎﾝ ｳﾒ", birth: (1948, 2, 20), sex: F, situation: "78歳、後期高齢者。4つの医療機関、薬12種類、同じ成分の重なりあり" },
    Profile { id: "parent", who: N::Parent, name: "見本　健太", kana: "ミホン　ケンタ", half_kana: "ﾐﾎﾝ ｹﾝﾀ", birth: (1984, 9, 3), sex: M, situation: "家族4人分をまとめて申告。子どもの医療費助成あり" },
    Profile { id: "chronic", who: N::Chronic, name: "見本　透", kana: "ミホン　トオル", half_kana: "ﾐﾎﾝ ﾄｵﾙ", birth: (1966, 11, 8), sex: M, situation: "人工透析。特定疾病療養受療証と限度額適用認定証" },
    Profile { id: "renewed", who: N::Renewed, name: "見本　新", kana: "ミホン　アラタ", half_kana: "ﾐﾎﾝ ｱﾗﾀ", birth: (1991, 1, 25), sex: M, situation: "電子証明書を更新した人（古いカードは renewed-old）" },
    Profile { id: "gap", who: N::Gap, name: "見本　渡", kana: "ミホン　ワタル", half_kana: "ﾐﾎﾝ ﾜﾀﾙ", birth: (1995, 7, 17), sex: M, situation: "転職したばかり。新しい保険者の登録がまだ" },
    Profile { id: "booked", who: N::Booked, name: "見本　望", kana: "ミホン　ノゾミ", half_kana: "ﾐﾎﾝ ﾉｿﾞﾐ", birth: (2001, 4, 2), sex: F, situation: "予約登録ずみ。まだ有効になっていない" },
    Profile { id: "clinic", who: N::Clinic, name: "見本　園子", kana: "ミホン　ソノコ", half_kana: "ﾐﾎﾝ ｿﾉｺ", birth: (1958, 12, 1), sex: F, situation: "医療機関の顔認証で登録。医師と薬剤師が記録を見た" },
    Profile { id: "ward", who: N::Ward, name: "見本　守", kana: "ミホン　マモル", half_kana: "ﾐﾎﾝ ﾏﾓﾙ", birth: (1969, 5, 30), sex: M, situation: "医療扶助を受けている" },
    Profile { id: "empty", who: N::Empty, name: "見本　空", kana: "ミホン　ソラ", half_kana: "ﾐﾎﾝ ｿﾗ", birth: (1998, 10, 10), sex: F, situation: "登録ずみで、記録がひとつもない" },
    Profile { id: "crossed", who: N::Crossed, name: "見本　交", kana: "ミホン　マジル", half_kana: "ﾐﾎﾝ ﾏｼﾞﾙ", birth: (1980, 8, 8), sex: M, situation: "健診の答えだけが別の生年月日。表示されてはならない" },
    Profile { id: "hostile", who: N::Hostile, name: "見本　悪", kana: "ミホン　アク", half_kana: "ﾐﾎﾝ ｱｸ", birth: (1979, 2, 28), sex: F, situation: "すべての文字欄に攻撃文字列が入っている" },
    Profile { id: "renewing", who: N::Renewing, name: "見本　継", kana: "ミホン　ツグ", half_kana: "ﾐﾎﾝ ﾂｸﾞ", birth: (1987, 2, 14), sex: M, situation: "きのう電子証明書を更新した。登録の引き継ぎを待っている" },
    Profile { id: "revoked", who: N::Revoked, name: "見本　環", kana: "ミホン　タマキ", half_kana: "ﾐﾎﾝ ﾀﾏｷ", birth: (1962, 9, 21), sex: F, situation: "前のカードで登録していたが、その電子証明書は失効した" },
    Profile { id: "uninsured", who: N::Uninsured, name: "見本　旅人", kana: "ミホン　タビト", half_kana: "ﾐﾎﾝ ﾀﾋﾞﾄ", birth: (1993, 3, 8), sex: M, situation: "どの健康保険にも資格がない" },
    Profile { id: "blocked", who: N::Blocked, name: "見本　静", kana: "ミホン　シズカ", half_kana: "ﾐﾎﾝ ｼｽﾞｶ", birth: (1985, 11, 12), sex: F, situation: "保護のため、登録も閲覧も止められている" },
    Profile { id: "switching", who: N::Switching, name: "見本　替", kana: "ミホン　カワル", half_kana: "ﾐﾎﾝ ｶﾜﾙ", birth: (1983, 5, 6), sex: F, situation: "3日前に前の資格が終わり、新しい資格があるが、まだ届いていない。2年前に14日のすき間" },
    Profile { id: "newcomer", who: N::Newcomer, name: "見本　帰", kana: "ミホン　カエル", half_kana: "ﾐﾎﾝ ｶｴﾙ", birth: (1990, 8, 15), sex: M, situation: "海外から帰ったばかり。健康保険の資格がひとつもない" },
    Profile { id: "overlapping", who: N::Overlapping, name: "見本　重", kana: "ミホン　カサネ", half_kana: "ﾐﾎﾝ ｶｻﾈ", birth: (1976, 1, 30), sex: F, situation: "会社の健康保険に入り、国民健康保険をやめる届け出がまだ。資格が2つ重なっている" },
    Profile { id: "long", who: N::Long, name: "見本　長久", kana: "ミホン　ナガヒサ", half_kana: "ﾐﾎﾝ ﾅｶﾞﾋｻ", birth: (1961, 4, 9), sex: M, situation: "40年間、毎年の人間ドック。60種類の検査" },
    Profile { id: "spouse", who: N::Household, name: "見本　美和", kana: "ミホン　ミワ", half_kana: "ﾐﾎﾝ ﾐﾜ", birth: (1986, 5, 21), sex: F, situation: "parent の妻。parent を代理人にしている（健診を除く）" },
    Profile { id: "child", who: N::Household, name: "見本　陽", kana: "ミホン　ハル", half_kana: "ﾐﾎﾝ ﾊﾙ", birth: (2017, 8, 2), sex: M, situation: "parent の子（9歳）。parent が代理人" },
    Profile { id: "toddler", who: N::Household, name: "見本　凜", kana: "ミホン　リン", half_kana: "ﾐﾎﾝ ﾘﾝ", birth: (2022, 1, 15), sex: F, situation: "parent の子（4歳）。parent が代理人" },
    Profile { id: "lifelong", who: N::Lifelong, name: "見本　千代", kana: "ミホン　チヨ", half_kana: "ﾐﾎﾝ ﾁﾖ", birth: (1962, 6, 18), sex: F, situation: "30年間、約5,000回の調剤" },
];

/// Who holds the cards that are turned away; with a mended card they get in and have records as anybody.
#[rustfmt::skip]
pub(crate) const TURNED_AWAY: [Profile; 3] = [
    Profile { id: "expired", who: N::TurnedAway, name: "見本　期", kana: "ミホン　カギル", half_kana: "ﾐﾎﾝ ｶｷﾞﾙ", birth: (1971, 3, 14), sex: M, situation: "電子証明書の有効期限が切れている" },
    Profile { id: "lost", who: N::TurnedAway, name: "見本　探", kana: "ミホン　サグル", half_kana: "ﾐﾎﾝ ｻｸﾞﾙ", birth: (1963, 7, 7), sex: M, situation: "紛失の届け出で一時停止されている" },
    Profile { id: "locked", who: N::TurnedAway, name: "見本　鍵子", kana: "ミホン　カギコ", half_kana: "ﾐﾎﾝ ｶｷﾞｺ", birth: (1965, 10, 19), sex: F, situation: "暗証番号を3回まちがえてロックされている" },
];

/// Cards that are turned away at the card page.
pub(crate) const REFUSED: [(&str, &str); 4] = [
    ("expired", "電子証明書の有効期限が切れている"),
    ("locked", "暗証番号を3回まちがえてロックされている"),
    ("lost", "紛失の届け出で一時停止されている"),
    ("renewed-old", "更新前の古いカード"),
];
