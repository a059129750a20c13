//! The rules about money and aid that an insurer gives on application. Each answers from the record alone.

use chrono::Months;

use super::Judgement;
use super::kind::InsurerKind;
use super::rules::{depends, likely, no, unclear};
use super::situation::{Cover, Situation};
use crate::domain::calendar::long_date;
use crate::domain::eligibility::{Eligibility, Relation, ceiling_class_label, specific_disease_label};
use crate::domain::person::Sex;

/// Whether somebody who has left an insurance was insured there themselves, for a year without a break as far as the
/// record of this one insurer goes.
fn insured_for_a_year(former: &Eligibility, kind: InsurerKind) -> bool {
    let year = former.valid_from.checked_add_months(Months::new(12));
    kind.is_employees()
        && former.relation == Relation::Insured
        && former.lost_on.zip(year).is_some_and(|(lost, year)| lost >= year)
}

/// 高額療養費 (健康保険法115条, 国民健康保険法57条の2, 高齢者医療確保法84条).
pub(super) fn high_cost(s: &Situation<'_>) -> Judgement {
    match s.cover {
        Cover::Welfare => no("医療扶助を受けているので、払い戻しを受ける自己負担がふつうありません。"),
        Cover::Unclear => unclear(),
        Cover::None => no("健康保険に加入した記録がないので。"),
        Cover::Ended(former, kind) => {
            let named = kind.named(&former.insurer_name);
            let lost = former.lost_on.map(long_date).unwrap_or_default();
            let late = former.lost_on.and_then(|lost| lost.checked_add_months(Months::new(25)));
            if late.is_some_and(|late| late < s.today) {
                return no(format!("{named} の資格は{lost}に終わり、申請できる2年を過ぎているので。"));
            }
            depends(format!("{lost}より前に、{named} でひと月の上限をこえて払った月があれば、申請できます。"))
        }
        Cover::Insured(one, kind) => {
            let named = kind.named(&one.insurer_name);
            let class = s.ceiling().map_or_else(
                || "上限は所得の区分で決まりますが、その区分が記録にありません。".to_owned(),
                |held| format!("上限を決める区分は記録にあります（{}）。", ceiling_class_label(&held.class)),
            );
            depends(format!("{named} に加入しているので、ひと月の上限をこえて払った月があれば当てはまります。{class}"))
        }
    }
}

/// 高額医療・高額介護合算 (健康保険法115条の2 and its kin).
pub(super) fn high_cost_with_care(s: &Situation<'_>) -> Judgement {
    match s.cover {
        Cover::Welfare => no("医療扶助を受けているので。"),
        Cover::Unclear => unclear(),
        Cover::None => no("健康保険に加入した記録がないので。"),
        Cover::Ended(former, kind) => depends(format!(
            "いまの資格が見つかりません。前の {} のあいだの分は、その保険者に聞いてください。",
            kind.named(&former.insurer_name)
        )),
        Cover::Insured(one, kind) if s.age() < 40 => depends(format!(
            "40歳未満なので、あなた自身の介護保険の支払いはありません。同じ {} に入っている家族に介護の支払いがあれば、合わせられます。",
            kind.named(&one.insurer_name)
        )),
        Cover::Insured(one, kind) => depends(format!(
            "{} に加入しているので、1年の医療費の支払いと介護保険の支払いの両方があれば、合わせて上限が決まっています。",
            kind.named(&one.insurer_name)
        )),
    }
}

/// 特定疾病療養受療証 (健康保険法施行令41条9項・42条9項). A new insurer has to give a new one.
pub(super) fn specific_disease(s: &Situation<'_>) -> Judgement {
    let (one, kind) = match s.cover {
        Cover::Welfare => return no("医療扶助を受けているので、この受療証は使いません。"),
        Cover::Unclear => return unclear(),
        Cover::Ended(..) | Cover::None => {
            return depends("いま有効な健康保険の資格が見つからないので、新しい健康保険に入ってから申請します。");
        }
        Cover::Insured(one, kind) => (one, kind),
    };
    let named = kind.named(&one.insurer_name);
    if let Some(held) = one.specific_diseases.iter().find(|held| s.in_force(held.from, held.until)) {
        let until = held.until.map(|until| format!("（{}まで）", long_date(until))).unwrap_or_default();
        return no(format!(
            "{} の受療証が、すでに登録されているので{until}。健康保険が変わったら、新しい保険者に申請し直します。",
            specific_disease_label(&held.category)
        ));
    }
    if let Some(held) = one.specific_diseases.first() {
        return likely(format!(
            "{} の受療証の期限が切れているので。続けて治療を受けるなら、{named} に申請し直してください。",
            specific_disease_label(&held.category)
        ));
    }
    let before = s.line.iter().filter(|other| *other != one).find(|other| !other.specific_diseases.is_empty());
    match before {
        Some(former) => likely(format!(
            "前の {} では受療証がありましたが、いまの {named} にはまだないので、申請し直す必要があります。",
            former.insurer_name
        )),
        None => {
            depends(format!("{named} に加入しているので、対象の3つの病気で治療を受けることになれば、申請できます。"))
        }
    }
}

/// 療養費 (健康保険法87条, 国民健康保険法54条, 高齢者医療確保法77条).
pub(super) fn refund(s: &Situation<'_>) -> Judgement {
    match s.cover {
        Cover::Welfare => no("医療扶助を受けているので。医療機関で払うように言われたら、福祉事務所に聞いてください。"),
        Cover::Unclear => unclear(),
        Cover::Ended(former, kind) if s.next_is_late => likely(format!(
            "{} の資格が終わり、新しい健康保険がまだ登録されていないので、受診するといったん全額を払うことがあります。そのときは払い戻しを受けられます。",
            kind.named(&former.insurer_name)
        )),
        Cover::Ended(..) | Cover::None => depends(
            "いま有効な資格が見つからないので、受診すると全額を払います。加入の手続きをして、その日までさかのぼって資格があれば、払い戻しを受けられることがあります。",
        ),
        Cover::Insured(one, _) if one.card_class == "05" => {
            likely("いったん全額を払い、あとで申請して受け取る資格（特別療養費）なので。")
        }
        Cover::Insured(one, kind) => depends(format!(
            "{} に加入しているので、やむをえない理由で全額を払ったときや、治療用の装具を作ったときに当てはまります。",
            kind.named(&one.insurer_name)
        )),
    }
}

/// Below this age nobody is told of an allowance for giving birth. Ours: no law names one.
const TOO_YOUNG_FOR_BIRTH: i32 = 12;

/// 出産育児一時金 (健康保険法101条・106条・114条, 国民健康保険法58条). The late-stage scheme has none.
pub(super) fn birth(s: &Situation<'_>) -> Judgement {
    match s.cover {
        Cover::Welfare => no(
            "医療扶助を受けているので、健康保険の一時金ではなく、生活保護の出産扶助になります。福祉事務所に聞いてください。",
        ),
        Cover::Unclear => unclear(),
        Cover::Insured(_, InsurerKind::LateStage) => no("後期高齢者医療には、出産育児一時金がないので。"),
        Cover::Insured(..) if s.age() < TOO_YOUNG_FOR_BIRTH => {
            no("出産した人の分を、その人か、世帯主や本人（被保険者）が受け取るものなので。")
        }
        Cover::Insured(one, kind) if kind.is_national() && s.person.sex == Sex::Male => depends(format!(
            "{} に加入しているので、同じ世帯で加入している人が出産したときは、世帯主が受け取れます。",
            kind.named(&one.insurer_name)
        )),
        Cover::Insured(one, _) if one.relation == Relation::Dependant && s.person.sex == Sex::Male => {
            no("出産した人の分を、その人か、世帯主や本人（被保険者）が受け取るものなので。")
        }
        Cover::Insured(one, kind) if kind.is_national() => depends(format!(
            "{} に加入しているので、あなたが出産したとき、または同じ世帯で加入している人が出産したときは、世帯主が受け取れます。",
            kind.named(&one.insurer_name)
        )),
        Cover::Insured(one, kind) if one.relation == Relation::Dependant => depends(format!(
            "{} の家族（被扶養者）なので、あなたが出産したときは、本人（被保険者）が申請します。",
            kind.named(&one.insurer_name)
        )),
        Cover::Insured(one, kind) if s.person.sex == Sex::Male => depends(format!(
            "{} の本人なので、被扶養者になっている家族が出産したときに、あなたが申請します。",
            kind.named(&one.insurer_name)
        )),
        Cover::Insured(one, kind) => depends(format!(
            "{} の本人なので、あなたか、被扶養者になっている家族が出産したときに申請できます。",
            kind.named(&one.insurer_name)
        )),
        Cover::Ended(_, _) if s.person.sex == Sex::Male => {
            no("いま有効な資格がなく、資格がなくなったあとの一時金は、本人だった人が出産したときのものなので。")
        }
        Cover::Ended(former, kind) => {
            let named = kind.named(&former.insurer_name);
            let last = former.lost_on.and_then(|lost| lost.checked_add_months(Months::new(6)));
            match last {
                Some(last) if s.today <= last && insured_for_a_year(former, kind) => depends(format!(
                    "{named} に1年以上本人として加入していたので、{} までに出産したときは、{named} から受け取れます。",
                    long_date(last)
                )),
                _ => no(
                    "いま有効な資格がなく、前の健康保険から受け取れる条件（本人として1年以上、資格がなくなって6か月以内の出産）も、記録からは満たさないので。",
                ),
            }
        }
        Cover::None => no("健康保険に加入した記録がないので。"),
    }
}

/// 傷病手当金 (健康保険法99条・104条): insured people who work. 国民健康保険 may give one by its own rules, and mostly does not.
pub(super) fn sickness(s: &Situation<'_>) -> Judgement {
    match s.cover {
        Cover::Welfare => no("医療扶助を受けていて、会社などの健康保険の本人ではないので。"),
        Cover::Unclear => unclear(),
        Cover::None => no("会社などの健康保険に加入した記録がないので。"),
        Cover::Insured(_, InsurerKind::LateStage) => no("後期高齢者医療には、ふつう傷病手当金がないので。"),
        Cover::Insured(_, InsurerKind::National) => {
            no("国民健康保険に加入しているので。市区町村の国民健康保険には、ふつう傷病手当金がありません。")
        }
        Cover::Insured(one, InsurerKind::NationalSociety) => depends(format!(
            "{} に加入しているので。組合によって、あるところとないところがあります。",
            one.insurer_name
        )),
        Cover::Insured(_, InsurerKind::SpecialRetired) => no("特例退職者の医療には、傷病手当金がないので。"),
        Cover::Insured(_, InsurerKind::SelfDefence) => depends("自衛官の医療なので、勤め先の担当に聞いてください。"),
        Cover::Insured(one, kind) if one.relation == Relation::Dependant => no(format!(
            "{} の家族（被扶養者）なので。本人（被保険者）が休んだときの手当です。",
            kind.named(&one.insurer_name)
        )),
        Cover::Insured(one, InsurerKind::Unknown) => depends(format!(
            "{} がどの種類の健康保険かを、番号から確かめられないので。保険者に聞いてください。",
            one.insurer_name
        )),
        Cover::Insured(one, kind) => depends(format!(
            "{} の本人なので、病気やけがで4日以上仕事を休み、給料が出ないときに当てはまります。任意継続の人は対象になりません。",
            kind.named(&one.insurer_name)
        )),
        Cover::Ended(former, kind) if insured_for_a_year(former, kind) => depends(format!(
            "{} に1年以上本人として加入していたので、資格がなくなったときに受けていた（受けられた）人は、続けて受けられます。",
            kind.named(&former.insurer_name)
        )),
        Cover::Ended(..) => no("いま有効な資格がなく、前の健康保険に本人として1年以上いた記録もないので。"),
    }
}

/// 葬祭費・埋葬料 (健康保険法100条・113条, 国民健康保険法58条, 高齢者医療確保法86条): hangs on the insurance of who died.
pub(super) fn funeral(s: &Situation<'_>) -> Judgement {
    match s.cover {
        Cover::Insured(one, kind) if kind.is_employees() && one.relation == Relation::Insured => depends(format!(
            "{} の本人なので、被扶養者になっている家族が亡くなったときに、あなたが申請します。ほかの方が亡くなったときは、その方の健康保険で決まります。",
            kind.named(&one.insurer_name)
        )),
        Cover::Welfare => depends(
            "亡くなった方の健康保険で決まります。あなたが葬儀の費用を出せないときは、福祉事務所に葬祭扶助を聞いてください。",
        ),
        _ => depends("亡くなった方が加入していた健康保険で決まるので、あなたの資格からは分かりません。"),
    }
}
