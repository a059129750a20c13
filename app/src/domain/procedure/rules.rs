//! The rules about being insured: certificates, the card, joining and leaving. Each answers from the record alone.

use chrono::{Days, Months, NaiveDate};

use super::kind::InsurerKind;
use super::situation::{Card, Cover, Situation};
use super::{Fit, Judgement};
use crate::domain::calendar::long_date;
use crate::domain::eligibility::{Relation, ceiling_class_label};

pub(super) fn likely(reason: impl Into<String>) -> Judgement {
    Judgement { fit: Fit::Likely, reason: reason.into() }
}

pub(super) fn depends(reason: impl Into<String>) -> Judgement {
    Judgement { fit: Fit::Depends, reason: reason.into() }
}

pub(super) fn no(reason: impl Into<String>) -> Judgement {
    Judgement { fit: Fit::No, reason: reason.into() }
}

/// Where the record does not say who covers the person.
pub(super) fn unclear() -> Judgement {
    depends(
        "いまの資格が記録から1つに決まらないので、どの保険者の手続きになるか分かりません。先に資格を確かめてください。",
    )
}

/// 限度額適用認定: not needed where the class is on record and the card works (ceilings.md 7.11).
pub(super) fn ceiling_certificate(s: &Situation<'_>) -> Judgement {
    let one = match s.cover {
        Cover::Welfare => return no("医療扶助を受けているので、医療機関で払う額はふつうありません。"),
        Cover::Unclear => return unclear(),
        Cover::Ended(..) | Cover::None => {
            return depends("いま有効な健康保険の資格が見つからないので、新しい健康保険に入ってから考える手続きです。");
        }
        Cover::Insured(one, _) => one,
    };
    if let Some(held) = s.ceiling() {
        let class = ceiling_class_label(&held.class);
        return match s.card {
            Card::Registered => no(format!(
                "限度額の区分（{class}）が登録されていて、カードも健康保険証として使えるので、申請しなくても窓口の支払いは上限までになります。"
            )),
            Card::NotRegistered => depends(format!(
                "限度額の区分（{class}）は登録されていますが、カードの利用登録がまだなので。利用登録をすれば申請はいりません。"
            )),
            Card::Unclear => depends(format!(
                "限度額の区分（{class}）は登録されています。カードを健康保険証として使えるようになれば、申請はいりません。"
            )),
        };
    }
    if let Some(until) = one.ceiling.as_ref().and_then(|held| held.until).filter(|until| *until < s.today) {
        return depends(format!(
            "記録にある限度額の区分は、{}で期限が切れているので。いまの区分を保険者に確かめてください。",
            long_date(until)
        ));
    }
    if matches!(one.card_class.as_str(), "03" | "04" | "05") {
        return depends("保険料の納め方によっては、認定を受けられないことがあります。保険者に聞いてください。");
    }
    match one.share_percent {
        Some(30) if s.has_rules_of_70() => depends(
            "70歳以上の扱いで窓口の割合が3割なので、収入の区分（現役並みⅠ・Ⅱ）によっては、ひと月の上限を示す証が使えます。",
        ),
        _ if s.has_rules_of_70() => depends(
            "70歳以上の扱いなので、住民税のかからない世帯のときに使う手続きです。そうでなければ、申請しなくても上限までの支払いです。",
        ),
        _ => depends(
            "限度額の区分が記録にないので。マイナ保険証で受診してその場で同意すれば、ふつうは申請しなくても上限までの支払いになります。",
        ),
    }
}

/// 資格確認書: given without asking to whoever has no registered card; 後期高齢者 by age on 2026-08-01.
pub(super) fn eligibility_certificate(s: &Situation<'_>) -> Judgement {
    let (one, kind) = match s.cover {
        Cover::Welfare => {
            return no("医療扶助を受けているので、健康保険の資格確認書ではなく、福祉事務所の医療券で受診します。");
        }
        Cover::Unclear => return unclear(),
        Cover::Ended(..) if s.next_is_late => {
            return depends(
                "新しい健康保険のデータがまだ登録されていないので。急いで受診するときは、新しい保険者に資格確認書を頼める場合があります。",
            );
        }
        Cover::Ended(..) | Cover::None => {
            return no("いま有効な健康保険の資格が見つからないので、先に健康保険に加入する手続きが必要です。");
        }
        Cover::Insured(one, kind) => (one, kind),
    };
    let named = kind.named(&one.insurer_name);
    if kind == InsurerKind::LateStage && s.card != Card::NotRegistered {
        let since = NaiveDate::from_ymd_opt(2026, 8, 1);
        return match since.map(|day| super::age(s.person.birth, day)) {
            Some(age) if age >= 85 => likely(format!(
                "{named}に加入していて、2026年8月1日に85歳以上なので、申請しなくても届くことになっています。届いていなければ、窓口に聞いてください。"
            )),
            _ => depends(format!(
                "{named}に加入していて、2026年8月1日に84歳以下なので、ふだんはカードを使います。資格確認書がほしいときは申請できます。"
            )),
        };
    }
    match s.card {
        Card::NotRegistered => likely(format!(
            "{named}に加入していて、カードの利用登録がないので、申請しなくても届くことになっています。届いていなければ、申請してください。"
        )),
        Card::Registered => depends(
            "カードの利用登録がすんでいるので、ふだんはいりません。カードをなくしたとき、手助けが必要でカードでの受診がむずかしいときは申請できます。",
        ),
        Card::Unclear => depends(
            "カードの利用登録がいま使えるかを確かめられないので。カードで受診できないあいだは、申請できることがあります。",
        ),
    }
}

/// 利用登録の解除: by the insurer, for whoever is registered.
pub(super) fn deregistration(s: &Situation<'_>) -> Judgement {
    match (s.cover, s.card) {
        (Cover::Welfare, _) => depends("医療扶助を受けているので、カードの登録と解除は福祉事務所が扱います。"),
        (_, Card::NotRegistered) => no("カードの利用登録がないので、解除するものがありません。"),
        (_, Card::Registered) => {
            depends("カードの利用登録がすんでいるので、望めば解除できます。しなければならない手続きではありません。")
        }
        (_, Card::Unclear) => {
            depends("カードの利用登録の状態をいま確かめられないので。解除を望むときだけの手続きです。")
        }
    }
}

/// 任意継続 (健康保険法3条4項・37条): two months insured, and within twenty days of the loss, that day included.
pub(super) fn continuing(s: &Situation<'_>) -> Judgement {
    let (former, kind) = match s.cover {
        Cover::Welfare => return no("医療扶助を受けているので。"),
        Cover::Unclear => return unclear(),
        Cover::None => return no("会社などの健康保険をやめた記録がないので。"),
        Cover::Insured(one, kind) => {
            return no(format!(
                "いま {} に加入しているので。会社などをやめて、その健康保険の資格がなくなったときの手続きです。",
                kind.named(&one.insurer_name)
            ));
        }
        Cover::Ended(former, kind) => (former, kind),
    };
    let (Some(lost), named) = (former.lost_on, kind.named(&former.insurer_name)) else { return unclear() };
    if !kind.is_employees() || matches!(kind, InsurerKind::DayLabour) {
        return no(format!("前の健康保険（{named}）には、任意継続がないので。"));
    }
    if former.relation == Relation::Dependant {
        return no("前の健康保険では家族（被扶養者）だったので。任意継続は、本人だった人の手続きです。");
    }
    if super::age(s.person.birth, s.today) >= 75 {
        return no("75歳からは後期高齢者医療に加入するので。");
    }
    if former.valid_from.checked_add_months(Months::new(2)).is_none_or(|two_months| lost < two_months) {
        return depends(format!(
            "{named} の記録が2か月に足りないので。その前からほかの会社などの健康保険に続けて入っていれば、使えることがあります。"
        ));
    }
    match lost.checked_add_days(Days::new(19)) {
        Some(last) if s.today <= last => likely(format!(
            "{} まで {named} の本人だったので、{} までに申し出れば続けられます。",
            long_date(lost.pred_opt().unwrap_or(lost)),
            long_date(last)
        )),
        Some(last) => {
            no(format!("{named} の資格がなくなった日から20日の期限（{}）を過ぎているので。", long_date(last)))
        }
        None => unclear(),
    }
}

/// Joining 国民健康保険: whoever has no other insurance (国民健康保険法5条・6条・9条).
pub(super) fn joining_national(s: &Situation<'_>) -> Judgement {
    match s.cover {
        Cover::Welfare => no("医療扶助を受けているので、国民健康保険には加入しません。"),
        Cover::Unclear => unclear(),
        Cover::Insured(one, kind) if kind.is_national() => no(format!(
            "いま {} に加入しているので。ほかの市区町村に引っ越したときは、新しい市区町村で届け出ます。",
            kind.named(&one.insurer_name)
        )),
        Cover::Insured(one, kind) => no(format!("いま {} に加入しているので。", kind.named(&one.insurer_name))),
        Cover::Ended(..) | Cover::None if super::age(s.person.birth, s.today) >= 75 => no(
            "75歳からは、国民健康保険ではなく後期高齢者医療に加入するので。市区町村の後期高齢者医療の窓口に聞いてください。",
        ),
        Cover::Ended(..) if s.next_is_late => depends(
            "前の健康保険の資格が終わり、次の健康保険の登録を待っているところなので。次の勤め先の健康保険に入るなら、いりません。",
        ),
        Cover::Ended(former, kind) => {
            let lost = former.lost_on.map(long_date).unwrap_or_default();
            likely(format!(
                "{lost}に {} の資格がなくなり、次の健康保険が記録にないので。任意継続や家族の健康保険に入るなら、いりません。",
                kind.named(&former.insurer_name)
            ))
        }
        Cover::None => {
            likely("有効な健康保険の資格が、記録に1つもないので。家族の健康保険などに入るなら、いりません。")
        }
    }
}

/// Leaving 国民健康保険: whoever has come under another insurance.
pub(super) fn leaving_national(s: &Situation<'_>) -> Judgement {
    let in_force =
        s.line.iter().filter(|one| one.valid_from <= s.today && one.lost_on.is_none_or(|lost| s.today < lost));
    let kinds: Vec<InsurerKind> = in_force.map(|one| InsurerKind::of(&one.insurer_number, &one.insurer_name)).collect();
    let national = kinds.iter().any(|kind| kind.is_national());
    match s.cover {
        Cover::Unclear if national && kinds.iter().any(|kind| kind.is_employees()) => likely(
            "国民健康保険と、会社などの健康保険の、両方の資格が有効なままになっているので。国民健康保険をやめる届け出がまだのようです。",
        ),
        Cover::Unclear => unclear(),
        Cover::Insured(one, kind) if kind.is_national() => depends(format!(
            "いま {} に加入しているので。会社などの健康保険に入ったときに届け出ます。",
            kind.named(&one.insurer_name)
        )),
        Cover::Insured(one, kind) => no(format!(
            "いまは {} に加入していて、国民健康保険の資格は残っていないので。",
            kind.named(&one.insurer_name)
        )),
        Cover::Welfare | Cover::Ended(..) | Cover::None => no("有効な国民健康保険の資格が、記録にないので。"),
    }
}
