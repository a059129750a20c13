//! What the findings are called on the page.

use chrono::NaiveDate;

use crate::domain::calendar::long_date;
use crate::domain::ceiling::age::AgeGroup;
use crate::domain::ceiling::statement::{KnownFrom, Missing, MonthLine, Verdict};
use crate::domain::expense::ledger::MonthStatus;
use crate::domain::money::Yen;

/// Why a month cannot be said, and what helps.
pub(super) const fn missing_words(missing: Missing) -> &'static str {
    match missing {
        Missing::Class => "所得の区分が分かりません。このページの「所得の区分」で選ぶと計算できます。",
        Missing::FinerClass => {
            "2027年8月からの細かい区分のうち、どれに当たるかが資格情報からは分かりません。保険者に区分を確かめてください。"
        }
        Missing::Insurer => {
            "この月に加入していた健康保険の記録がありません。加入していた保険者に問い合わせてください。"
        }
        Missing::InsurerHidden => {
            "この月の健康保険の記録を、あなたは「私のものではない」と知らせて隠しています。どの健康保険で数えるかが分からないので、隠しているあいだは計算できません。"
        }
        Missing::InsurerChanged => {
            "月の途中で保険者が変わっています。高額療養費は保険者ごとに計算しますが、どの受診がどちらの保険かが記録にありません。両方の保険者に問い合わせてください。"
        }
        Missing::Aid => "医療扶助を受けていた月です。高額療養費は健康保険の決まりなので、計算していません。",
        Missing::Table => "この月の限度額の表を、この手帳は持っていません。",
        Missing::PublicFunds => {
            "ほかの公費（医療費助成など）が入った明細があります。公費が入ると計算のしかたが変わるため、その明細は数えていません。"
        }
        Missing::Kind => "診療の種類が分からない明細があり、数えていません。",
        Missing::Prescriber => {
            "薬局の分は、処方せんを出した病院の外来と合わせてから21,000円以上かを見ますが、どの病院が出したかが記録にありません。保険者はレセプトで分かります。"
        }
        Missing::DiseaseBill => {
            "薬局で払った分が、特定疾病（人工透析など）の治療の薬なら、薬の分も特定疾病の限度額に入り、払った額がそのまま戻ります。その薬かどうかは、記録にありません。薬局か、治療を受けている病院で確かめて、保険者に請求してください。"
        }
        Missing::Many => {
            "前の12か月に高額療養費の月が3回以上あったか（多数回該当）が、足りない月があって分かりません。"
        }
    }
}

/// Where a class is known from.
pub(super) const fn known_from(from: KnownFrom) -> &'static str {
    match from {
        KnownFrom::Record => "資格情報の認定証の記録から",
        KnownFrom::Person => "あなたが選んだ区分",
    }
}

/// What comes back, for the table.
pub(super) fn refund_words(line: &MonthLine, today: NaiveDate) -> String {
    let own = own_refund_words(line, today);
    match line.with_family(today) {
        Some(refund) => format!("{own}（家族と合わせて {refund}）"),
        None => own,
    }
}

fn own_refund_words(line: &MonthLine, today: NaiveDate) -> String {
    match &line.verdict {
        Verdict::Nothing | Verdict::BelowAll(_) | Verdict::Open { between: None, .. } if line.waits_for_family() => {
            format!("まだ言えない（{}）", family_bills(line))
        }
        Verdict::Nothing => "－".to_owned(),
        Verdict::BelowAll(_) | Verdict::Within => "なし".to_owned(),
        // What the person wrote of it is taken off, down to nothing.
        Verdict::Possible(_) if line.has_come_back() => off("0円".to_owned()),
        Verdict::Possible(_) if line.back.own > Yen::ZERO && line.claimable(today).is_some() => {
            off(line.due().unwrap_or(Yen::ZERO).to_string())
        }
        Verdict::Possible(refund) if line.claimable(today).is_none() => format!("{refund}（期限切れ）"),
        Verdict::Possible(refund) => refund.to_string(),
        Verdict::Open { between, .. } => match between {
            Some((_, high)) if line.has_come_back() => {
                off(format!("0円（多ければ {}）", (*high - line.back.own).max(Yen::ZERO)))
            }
            Some((low, high)) if line.back.own > Yen::ZERO && line.claimable(today).is_some() => {
                off(format!("少なくとも {}（多ければ {}）", *low - line.back.own, *high - line.back.own))
            }
            Some((low, high)) if line.claimable(today).is_some() => format!("少なくとも {low}（多ければ {high}）"),
            Some((low, _)) if line.lapsed(today).is_some() => format!("少なくとも {low}（期限切れ）"),
            Some((low, high)) if low != high => format!("まだ言えない（{low}〜{high}）"),
            _ => "まだ言えない".to_owned(),
        },
    }
}

fn off(rest: String) -> String {
    format!("戻った額を引いて {rest}")
}

/// Which bills of the family may count with one's own.
pub(super) fn family_bills(line: &MonthLine) -> &'static str {
    match line.age {
        AgeGroup::Under70 => "家族に 21,000円以上の支払いがあります",
        AgeGroup::From70 => "家族の支払いがあります",
    }
}

/// The ceiling, for the table.
pub(super) fn mark_words(line: &MonthLine) -> String {
    match (&line.verdict, line.mark) {
        (_, Some(mark)) => mark.to_string(),
        (Verdict::BelowAll(lowest), None) => format!("どの区分でも {lowest} 以上"),
        (Verdict::Open { .. }, None) => "分かりません".to_owned(),
        _ => "－".to_owned(),
    }
}

/// What was paid, for the table.
pub(super) fn paid_words(line: &MonthLine) -> String {
    match line.status {
        MonthStatus::Arrived => line.paid.to_string(),
        MonthStatus::None => Yen::ZERO.to_string(),
        MonthStatus::NotYet { expected } => format!("まだです（{}ごろ）", long_date(expected)),
        MonthStatus::NotKept => "記録なし".to_owned(),
    }
}

/// `2026年8月〜2027年7月`.
pub(super) fn span_words(year: i32) -> String {
    format!("{year}年8月〜{}年7月", year + 1)
}
