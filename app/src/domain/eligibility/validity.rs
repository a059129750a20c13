//! What the hub says about validity today (QualificationValidity, code list 006), as a person needs it: one sentence and a
//! way on for each code.
//!
//! Dates alone never make an eligibility valid: where code and dates disagree, the person is told so.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Eligibility, EligibilityStatus};
use crate::domain::calendar::long_date;

/// QualificationValidity, code list 006.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Validity {
    /// 1 有効
    Valid,
    /// 2 無効
    Invalid,
    /// 3 無効（新しい資格あり）
    InvalidNewerExists,
    /// 4 該当資格なし
    NoneFound,
    /// 5 複数該当
    Several,
    /// 6 有効（未登録）
    ValidUnregistered,
    /// No code of the list: the person has hidden one in force, so that the hub's word says nothing of the rest.
    Hidden,
}

impl Validity {
    /// From the code of list 006.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "1" => Self::Valid,
            "2" => Self::Invalid,
            "3" => Self::InvalidNewerExists,
            "4" => Self::NoneFound,
            "5" => Self::Several,
            "6" => Self::ValidUnregistered,
            _ => return None,
        })
    }

    /// The code's name in its list.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Valid => "有効",
            Self::Invalid => "無効",
            Self::InvalidNewerExists => "無効（新しい資格あり）",
            Self::NoneFound => "該当する資格なし",
            Self::Several => "複数に該当",
            Self::ValidUnregistered => "有効（未登録）",
            Self::Hidden => "隠した資格があり、言えません",
        }
    }
}

/// What a person is told about today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whether it is valid today, in one sentence.
    pub sentence: String,
    /// The way on, a paragraph each.
    pub way: Vec<&'static str>,
    /// A page that leads on: address and words.
    pub link: Option<(&'static str, &'static str)>,
}

/// Days in which a new eligibility usually arrives, and a week more.
const USUAL_DELAY: i64 = 14;

const NO_CONTENT: &str = "「有効」という答えが届きましたが、どの健康保険の資格かが届いていません。";

impl EligibilityStatus {
    /// Every eligibility whose dates cover a day, newest first.
    pub fn covering(&self, day: NaiveDate) -> impl Iterator<Item = &Eligibility> {
        self.line.iter().filter(move |one| one.covers(day))
    }

    /// The one eligibility that may be called valid today: the hub says that there is one, and the dates agree.
    #[must_use]
    pub fn valid_today(&self, today: NaiveDate) -> Option<&Eligibility> {
        match self.validity {
            Validity::Valid | Validity::ValidUnregistered | Validity::InvalidNewerExists => self.current(today),
            Validity::Invalid | Validity::NoneFound | Validity::Several | Validity::Hidden => None,
        }
    }

    /// Whether it is valid today, and the way on.
    #[must_use]
    pub fn told(&self, today: NaiveDate) -> Told {
        let day = long_date(today);
        match (self.validity, self.valid_today(today)) {
            (Validity::Valid | Validity::ValidUnregistered, None) => told(
                NO_CONTENT.to_owned(),
                &["受診する前に、加入している健康保険か勤め先に、登録の内容を確かめてください。"],
            ),
            (Validity::Valid | Validity::ValidUnregistered, Some(one)) if one.is_welfare() => Told {
                sentence: format!("今日（{day}）、この資格は有効です。医療扶助（生活保護）の資格です。"),
                way: [
                    "受診の前に、福祉事務所に申し出てください。カードで受診できる医療機関も、福祉事務所が教えてくれます。",
                ]
                .into_iter()
                .chain((self.validity == Validity::ValidUnregistered).then_some(
                    "確認の結果に「未登録」とあるのは、カードの利用登録がまだ、という意味です。医療扶助の資格は有効です。",
                ))
                .collect(),
                link: None,
            },
            (Validity::Valid, Some(_)) => told(
                format!("今日（{day}）、この資格は有効です。"),
                &["病院や薬局では、マイナンバーカードを健康保険証として使えます。"],
            ),
            (Validity::ValidUnregistered, Some(_)) => Told {
                sentence: format!(
                    "今日（{day}）、この資格は有効です。カードを健康保険証として使う登録（利用登録）は、まだです。"
                ),
                way: vec![
                    "利用登録をすると、マイナンバーカードだけで受診できます。それまでは「資格確認書」を見せてください。",
                ],
                link: Some(("/registration", "利用登録のページを開く")),
            },
            (Validity::InvalidNewerExists, Some(_)) => told(
                format!("前の健康保険の資格は終わり、今日（{day}）は新しい資格が有効です。"),
                &[
                    "ここに出ているのが新しい資格です。前の健康保険の資格確認書や認定証は使わずに、前の健康保険に返してください。",
                ],
            ),
            (Validity::InvalidNewerExists, None) => told(
                "前の健康保険の資格は終わり、新しい資格があります。その内容は、まだここに届いていません。".to_owned(),
                &[
                    "数日たっても変わらないときは、新しく加入した健康保険に問い合わせてください。",
                    "前の健康保険の資格確認書は、もう使えません。",
                ],
            ),
            (Validity::Invalid, _) => Told {
                sentence: self.ended(today),
                way: vec![
                    self.delay(today),
                    match self.may_continue(today) {
                        true => "どの健康保険にもまだ入っていないときは、国民健康保険の届け出か、前の健康保険の任意継続の申し込みが必要です。",
                        false => "どの健康保険にもまだ入っていないときは、国民健康保険の届け出が必要です。前の健康保険の任意継続の申し込みは20日以内なので、ふつうはもうできません。",
                    },
                ],
                link: Some(("/insurance/history", "資格のない期間と、次にすることを見る")),
            },
            (Validity::NoneFound, _) => told(
                "健康保険の資格が、ひとつも見つかりませんでした。".to_owned(),
                &[
                    "海外から帰ったとき、生まれたばかりのとき、転職や引っ越しのあとは、加入の届け出がまだか、登録の途中のことがあります。",
                    "勤めている人は勤め先に、ほかの人は住んでいる市区町村の国民健康保険の窓口に、届け出がすんでいるかを確かめてください。",
                ],
            ),
            (Validity::Hidden, _) => Told {
                sentence: "いまの資格として届いたものを、あなたは「私のものではない」と知らせて隠しています。それが直されるまで、いまの資格のことは、ここでは言えません。".to_owned(),
                way: vec![
                    "健康保険に入っていない、ということではありません。手元の「資格情報のお知らせ」か「資格確認書」で、いまの健康保険を確かめてください。",
                    "直せるのは、加入している健康保険（保険者）だけです。まだ電話していないときは、きょうのうちに電話してください。",
                ],
                link: Some(("/me#hidden", "隠した記録と、次にすることを見る")),
            },
            (Validity::Several, _) => {
                let count = self.covering(today).count();
                let how_many = if count < 2 { "2つ以上".to_owned() } else { format!("{count}つ") };
                Told {
                    sentence: format!(
                        "有効な健康保険の資格が、{how_many}重なって登録されています。どれが今の資格か、ここでは決められません。"
                    ),
                    way: vec![
                        "前の健康保険をやめる届け出が、まだのことが多いです。会社の健康保険に入っても、国民健康保険は、市区町村に届け出をするまで続きます。",
                        "やめたほうの健康保険に電話し、資格が重なっていることを伝えてください。それまでに受診するときは、いま加入しているほうを窓口で伝えてください。",
                    ],
                    link: Some(("/insurance/history", "重なっている期間を見る")),
                }
            }
        }
    }

    /// The last day of loss up to today.
    fn last_loss(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.line.iter().filter_map(|one| one.lost_on).filter(|lost| *lost <= today).max()
    }

    /// Whether the days for continuing the insurance before (任意継続, 健康保険法37条1項: twenty, that of the loss included) are not over,
    /// or not known to be.
    pub(super) fn may_continue(&self, today: NaiveDate) -> bool {
        self.last_loss(today).is_none_or(|lost| (today - lost).num_days() < 20)
    }

    /// Whether what is missing may still be on its way, or is missing for too long for that.
    fn delay(&self, today: NaiveDate) -> &'static str {
        let ended = self.last_loss(today).filter(|_| self.current(today).is_none());
        if ended.is_some_and(|lost| (today - lost).num_days() > USUAL_DELAY) {
            "新しい健康保険に入ったのにまだ出ないときは、登録のふつうの遅れより長くかかっています。待たずに、勤め先か加入先に問い合わせてください。"
        } else {
            "新しい健康保険に入ったばかりのときは、その健康保険（保険者）の登録に数日かかることがあります。1週間ほど待っても変わらないときは、勤め先か加入先に問い合わせてください。"
        }
    }

    /// Code 2 in words: since when there is none, where that is known.
    fn ended(&self, today: NaiveDate) -> String {
        if let Some(one) = self.covering(today).next() {
            return format!("届いている資格（{}）は、いまは「無効」と記録されています。", one.insurer_name);
        }
        let last = self.last_loss(today);
        let hidden = self.hidden.iter().filter_map(|one| one.lost_on).max();
        match last.filter(|last| hidden.is_none_or(|hidden| hidden < *last)).and_then(|lost| lost.pred_opt()) {
            Some(last) => {
                format!("前の健康保険の資格は{}で終わり、新しい資格はまだ登録されていません。", long_date(last))
            }
            None => "いま有効な健康保険の資格は、登録されていません。".to_owned(),
        }
    }
}

fn told(sentence: String, way: &[&'static str]) -> Told {
    Told { sentence, way: way.to_vec(), link: None }
}

#[cfg(test)]
mod tests;
