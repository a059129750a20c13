//! Where one applies, by kind of insurer.

use super::kind::InsurerKind;
use super::situation::{Cover, Situation};

/// Who takes the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The insurer of today; for times before, the one of then.
    Insurer,
    /// The insurer one has just left.
    FormerInsurer,
    /// The municipality's office for 国民健康保険.
    Municipality,
    /// The insurer of the person who died.
    OfTheDeceased,
}

impl Place {
    /// Where, in sentences.
    #[must_use]
    pub fn words(self, situation: &Situation<'_>) -> Vec<String> {
        let office = "お住まいの市区町村の、国民健康保険の窓口";
        match (self, situation.cover) {
            (Self::OfTheDeceased, _) => vec![
                "亡くなった方が加入していた健康保険です。会社などの健康保険なら、その保険者か勤め先。".into(),
                "国民健康保険か後期高齢者医療なら、その方の住所の市区町村の窓口です。".into(),
            ],
            (_, Cover::Welfare) => vec!["お住まいの地域の福祉事務所（生活保護の担当）に聞いてください。".into()],
            (Self::Municipality, _) => vec![format!("{office}です。保険者ではなく、住んでいる市区町村に届け出ます。")],
            (_, Cover::Ended(former, kind)) => vec![format!(
                "前の健康保険のあいだのことは {} に。新しい健康保険に入ってからのことは、その保険者に申請します。",
                kind.named(&former.insurer_name)
            )],
            (Self::FormerInsurer, _) => vec!["やめた会社などの健康保険（保険者）です。".into()],
            (Self::Insurer, Cover::None | Cover::Unclear) => {
                vec!["いまの保険者を記録から確かめられません。加入しているはずの健康保険に聞いてください。".into()]
            }
            (Self::Insurer, Cover::Insured(one, kind)) => {
                let named = kind.named(&one.insurer_name);
                vec![match kind {
                    InsurerKind::National => format!("{office}です（いまの保険者：{named}）。"),
                    InsurerKind::LateStage => {
                        format!("お住まいの市区町村の、後期高齢者医療の窓口です（運営しているのは {named}）。")
                    }
                    InsurerKind::Association => {
                        format!("{named} の支部です。郵送で出せます。勤め先を通して出すこともできます。")
                    }
                    InsurerKind::Society | InsurerKind::MutualAid => {
                        format!(
                            "{named} です。勤め先の健康保険の担当を通して出すことが多いので、先に勤め先に聞いてください。"
                        )
                    }
                    _ => format!("{named}（いまの保険者）です。"),
                }]
            }
        }
    }
}
