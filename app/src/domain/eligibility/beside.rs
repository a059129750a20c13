//! What is said of today's eligibility where the registration of the card says more than the eligibility's own code.

use chrono::NaiveDate;

use super::validity::Told;
use super::{EligibilityStatus, Validity};
use crate::domain::calendar::long_date;
use crate::domain::registration::{Link, Registration};

/// What to show while the new eligibility is not entered yet.
const SHOW: &str = "それまでに受診するときは、新しい健康保険から届いた「資格確認書」を見せてください。届いていないときは、新しい健康保険に頼めることがあります。";

/// What not to show any more.
const FORMER: &str = "前の健康保険の資格確認書は、もう使えません。";

/// The way to what to do until then.
const MEANWHILE: (&str, &str) = ("/registration", "待っているあいだの受診のしかたを見る");

impl EligibilityStatus {
    /// [`EligibilityStatus::told`], with what the registration adds: booked, lapsed, on its way to a renewed certificate, or
    /// waiting for an insurer.
    #[must_use]
    pub fn told_beside(&self, registration: Option<&Registration>, today: NaiveDate) -> Told {
        let told = self.told(today);
        let day = long_date(today);
        match (self.validity, registration) {
            (Validity::ValidUnregistered, Some(Registration::Booked { effective_from, .. })) => Told {
                sentence: format!(
                    "今日（{day}）、この資格は有効です。カードの利用登録は予約済みで、{}から使えるようになります。",
                    long_date(*effective_from)
                ),
                way: vec!["それまでは「資格確認書」を見せてください。"],
                link: Some(("/registration", "予約の内容を見る")),
            },
            (Validity::ValidUnregistered, Some(Registration::Lapsed { revoked_on, .. })) => Told {
                sentence: format!(
                    "今日（{day}）、この資格は有効です。前の利用登録は、電子証明書が{}に失効したため、使えなくなっています。",
                    long_date(*revoked_on)
                ),
                way: vec!["いまのカードで、もう一度登録してください。それまでは「資格確認書」を見せてください。"],
                link: Some(("/registration", "登録し直す")),
            },
            (Validity::Valid, Some(Registration::Registered { link: Link::OnItsWay { expected_by, .. }, .. })) => {
                Told {
                    sentence: format!(
                        "{}電子証明書を更新したため、{}ごろまで、病院や薬局の読み取り機が「登録がない」と答えることがあります。",
                        told.sentence,
                        long_date(*expected_by)
                    ),
                    way: vec![
                        "そのときは「資格確認書」か、資格情報のページを紙に出したものを、カードといっしょに見せてください。",
                    ],
                    link: Some(("/registration", "登録の引き継ぎのようすを見る")),
                }
            }
            (Validity::Invalid, Some(Registration::InsurerPending { expected_by: Some(expected), .. }))
                if *expected >= today =>
            {
                Told {
                    sentence: format!("{}{}ごろまでに登録される見こみです。", told.sentence, long_date(*expected)),
                    way: vec![
                        SHOW,
                        FORMER,
                        "急ぐときは、勤め先の担当の人か、新しく加入した健康保険に、登録の日を聞いてください。",
                    ],
                    link: Some(MEANWHILE),
                }
            }
            (Validity::InvalidNewerExists, Some(Registration::InsurerPending { expected_by: Some(expected), .. }))
                if *expected >= today =>
            {
                Told {
                    sentence: format!("{}{}ごろまでに登録される見こみです。", told.sentence, long_date(*expected)),
                    link: Some(MEANWHILE),
                    ..told
                }
            }
            (Validity::InvalidNewerExists, Some(Registration::InsurerPending { .. })) => {
                Told { link: Some(MEANWHILE), ..told }
            }
            (Validity::Invalid, Some(Registration::InsurerPending { .. })) => Told {
                sentence: told.sentence,
                way: vec![
                    "登録の見こみの日を過ぎているか、まだ分かりません。勤め先の担当の人か、新しく加入した健康保険に、届け出がすんでいるかを聞いてください。",
                    SHOW,
                    FORMER,
                ],
                link: Some(MEANWHILE),
            },
            (Validity::Invalid, Some(Registration::NoEligibility { .. })) => Told {
                sentence: told
                    .sentence
                    .replace("新しい資格はまだ登録されていません", "いま加入している健康保険は見つかりません"),
                way: vec![match self.may_continue(today) {
                    true => {
                        "勤めている人は、勤め先に加入の届け出を確かめてください。退職した人は、国民健康保険の届け出（資格がなくなってから14日以内）か、前の健康保険の任意継続の申し込みが必要です。"
                    }
                    false => {
                        "勤めている人は、勤め先に加入の届け出を確かめてください。退職した人は、国民健康保険の届け出が必要です。14日の期限を過ぎていても届け出られます。前の健康保険の任意継続の申し込みは20日以内なので、ふつうはもうできません。"
                    }
                }],
                link: Some(("/registration", "次にすることを見る")),
            },
            _ => told,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{cover, date};
    use super::*;
    use crate::domain::registration::{By, Door};

    #[test]
    fn the_registration_says_more_than_the_code() {
        let by = By { since: date("20240501").and_hms_opt(9, 0, 0).expect("a moment"), door: Door::Portal };
        let on = |text: &str| date(text);
        let status = |validity, lost: Option<&str>| EligibilityStatus {
            validity,
            line: vec![cover("06130017", "20200401", lost)],
            hidden: Vec::new(),
        };
        for (status, registration, says, link) in [
            (status(Validity::ValidUnregistered, None), Registration::NotRegistered, "まだです", Some("/registration")),
            (
                status(Validity::ValidUnregistered, None),
                Registration::Booked { booked_on: None, effective_from: on("20261201") },
                "予約済みで、2026年12月1日から",
                Some("/registration"),
            ),
            (
                status(Validity::ValidUnregistered, None),
                Registration::Lapsed { by, revoked_on: on("20260901") },
                "2026年9月1日に失効",
                Some("/registration"),
            ),
            (
                status(Validity::Valid, None),
                Registration::Registered {
                    by,
                    link: Link::OnItsWay { renewed_on: on("20261120"), expected_by: on("20261124") },
                    steps: Vec::new(),
                },
                "2026年11月24日ごろまで",
                Some("/registration"),
            ),
            (
                status(Validity::Valid, None),
                Registration::Registered { by, link: Link::Original, steps: Vec::new() },
                "この資格は有効です。",
                None,
            ),
            (
                status(Validity::Invalid, Some("20261022")),
                Registration::InsurerPending { by: None, lost_on: None, expected_by: Some(on("20261127")) },
                "2026年10月21日で終わり、新しい資格はまだ登録されていません。2026年11月27日ごろまでに",
                Some("/registration"),
            ),
            (
                status(Validity::InvalidNewerExists, Some("20261119")),
                Registration::InsurerPending { by: None, lost_on: None, expected_by: Some(on("20261124")) },
                "まだここに届いていません。2026年11月24日ごろまでに",
                Some("/registration"),
            ),
            (
                status(Validity::Invalid, Some("20260622")),
                Registration::NoEligibility { lost_on: None },
                "2026年6月21日で終わり、いま加入している健康保険は見つかりません",
                Some("/registration"),
            ),
        ] {
            let told = status.told_beside(Some(&registration), on("20261122"));
            let continues = told.way.iter().any(|words| words.contains("任意継続の申し込みが必要です"));
            assert!(!continues, "no way that is over: {registration:?}");
            assert!(told.sentence.contains(says), "{registration:?}: {}", told.sentence);
            assert_eq!(told.link.map(|link| link.0), link, "{registration:?}");
            assert_eq!(status.told_beside(None, on("20261122")), status.told(on("20261122")));
        }
    }

    #[test]
    fn the_days_of_continuing_end_with_the_twentieth() {
        for (lost, continues) in [("20261122", true), ("20261103", true), ("20261102", false), ("20260622", false)] {
            let line = vec![cover("06130017", "20200401", Some(lost))];
            let status = EligibilityStatus { validity: Validity::Invalid, line, hidden: Vec::new() };
            let needed = |told: Told| told.way.iter().any(|words| words.contains("任意継続の申し込みが必要です"));
            let registration = Registration::NoEligibility { lost_on: None };
            let (alone, beside) =
                (status.told(date("20261122")), status.told_beside(Some(&registration), date("20261122")));
            assert_eq!((needed(alone), needed(beside)), (continues, continues), "{lost}");
        }
    }
}
