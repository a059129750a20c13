//! The states in which nobody can register here now: why, by when that changes, and what to do meanwhile.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::registration::By;
use crate::ui::card::Card;
use crate::ui::date::Day;

/// How to be treated as insured while the card cannot prove it. `changed`: into an insurance that has not entered it yet, so
/// that the papers of the one before are worth nothing.
pub(super) fn at_the_counter(changed: bool) -> impl IntoView {
    let paper = if changed {
        "新しい健康保険から届いた資格確認書があれば、それを見せてください。新しい健康保険に頼むと、急いで出してもらえることがあります。前の健康保険の資格確認書は、もう使えません。"
    } else {
        "資格確認書があれば、それを見せてください。加入している健康保険に頼むと、急いで出してもらえることがあります。"
    };
    view! {
        <h3>"そのあいだに受診するときは"</h3>
        <ul class="dots">
            <li>{paper}</li>
            <li>"「資格情報のお知らせ」が届いていれば、マイナンバーカードといっしょに見せてください。"</li>
            <li>"どちらもなければ、窓口で「被保険者資格申立書」を書くと、いつもの負担割合で受けられることがあります。"</li>
            <li>"いったん全額を払ったときも、領収書を取っておけば、あとで健康保険から払い戻しを受けられます。"</li>
        </ul>
    }
}

fn look_again() -> impl IntoView {
    view! { <div class="actions"><a class="btn line" href="/registration">"いまの状態を見る"</a><a class="btn line" href="/insurance">"健康保険の資格を見る"</a></div> }
}

/// Booked in advance.
pub(super) fn booked(booked_on: Option<NaiveDate>, effective_from: NaiveDate) -> impl IntoView {
    let when = booked_on.map(|day| view! { <p><Day day/>" に予約を受け付けました。"</p> });
    view! {
        <section class="banner">
            <h2>"利用登録は予約されています"</h2>
            {when}
            <p><b><Day day=effective_from era=true/></b>" から、健康保険証として使えるようになります。"</p>
            <p>"その日になると自動で切りかわります。あなたがすることはありません。"</p>
            <div class="actions"><a class="btn line" href="/">"ホームへ戻る"</a></div>
        </section>
        <Card title="使えるようになるまで">{at_the_counter(false)}</Card>
    }
}

/// Registered once, with a certificate that was revoked since.
pub(super) fn lapsed(by: By, revoked_on: NaiveDate) -> impl IntoView {
    view! {
        <section class="banner warn">
            <h2>"前の登録は、使えなくなっています"</h2>
            <p><Day day=by.since.date()/>" に"{by.door.label()}"で登録されていましたが、そのときの電子証明書は "<Day day=revoked_on/>" に失効しました。カードの再発行や、紛失の届け出のあとに起こることです。"</p>
            <p>"いまのカードで、もう一度登録してください。ふつうは1分ほどで終わります。"</p>
            <p>"お薬や健診などの記録は失われていません。登録し直すと、続きから使えます。"</p>
        </section>
    }
}

/// The last day of an eligibility that was lost on a day (資格喪失日, the first day without it).
fn last_day(lost_on: Option<NaiveDate>) -> Option<NaiveDate> {
    lost_on?.pred_opt()
}

/// The insurer has not entered its data yet.
pub(super) fn insurer_pending(
    by: Option<By>,
    lost_on: Option<NaiveDate>,
    expected_by: Option<NaiveDate>,
    today: NaiveDate,
) -> impl IntoView {
    let lost = last_day(lost_on).map(|day| view! { <p>"前の健康保険の資格は、"<Day day/>" で終わっています。"</p> });
    let registered = by.map(|by| {
        view! { <p>{format!("カードの利用登録（{}、{}）はそのまま残っています。登録をやり直す必要はありません。", long_date(by.since.date()), by.door.label())}</p> }
    });
    let expected = match expected_by {
        Some(day) if day < today => view! { <p>"登録の見こみだった "<Day day/>" を過ぎています。新しく加入した健康保険か勤め先に、届け出がすんでいるかを確かめてください。"</p> }.into_any(),
        Some(day) => view! { <p><b><Day day/></b>" ごろまでに登録される見こみです。登録されると、自動でカードが使えるようになります。"</p> }.into_any(),
        None => view! { <p>"いつ登録されるかは、まだ分かりません。新しく加入した健康保険か勤め先に問い合わせると分かります。"</p> }.into_any(),
    };
    view! {
        <section class="banner">
            <h2>"新しい健康保険のデータを待っています"</h2>
            {lost}
            <p>"新しく加入した健康保険（保険者）が、あなたのデータをまだ登録していません。転職や引っ越しのあとによくあることです。"</p>
            {expected}
            {registered}
            {look_again()}
        </section>
        <Card title="登録されるまで">
            {at_the_counter(true)}
            <h3>"早く知りたいときは"</h3>
            <p>"勤め先の担当の人か、新しく加入した健康保険に、「オンライン資格確認のデータはいつ登録されますか」と聞いてください。届け出から5日ほどで登録されるのがふつうです。"</p>
        </Card>
    }
}

/// No eligibility, and none expected.
pub(super) fn no_eligibility(lost_on: Option<NaiveDate>) -> impl IntoView {
    let lost = last_day(lost_on).map(|day| view! { <p>"最後の健康保険の資格は、"<Day day/>" で終わっています。"</p> });
    view! {
        <section class="banner warn">
            <h2>"いま加入している健康保険が見つかりません"</h2>
            {lost}
            <p>"健康保険に加入していないと、カードを健康保険証として登録できません。"</p>
            {look_again()}
        </section>
        <Card title="次にすること">
            <ul class="dots">
                <li>"勤めている方は、勤め先に健康保険の加入の届け出を確かめてください。"</li>
                <li>"退職した方は、市区町村の国民健康保険に加入するか、前の健康保険を続ける（任意継続）か、家族の健康保険に入るかを選びます。国民健康保険の届け出は、資格がなくなってから14日以内です。"</li>
                <li>"加入の届け出がすむと、数日でここに出ます。そのあと、この画面から登録できます。"</li>
            </ul>
            <h3>"それまでに受診するときは"</h3>
            <p>"健康保険に加入していないあいだは、医療費をいったん全額払います。さかのぼって加入すると、あとで払い戻しを受けられることがあるので、領収書を取っておいてください。"</p>
        </Card>
    }
}

/// 医療扶助.
pub(super) fn welfare() -> impl IntoView {
    view! {
        <section class="banner">
            <h2>"登録は、福祉事務所が行います"</h2>
            <p>"医療扶助（生活保護）を受けている方は、この画面から登録する必要はありません。カードで受診できるようにする手続きは、担当の福祉事務所が行います。"</p>
            <div class="actions"><a class="btn line" href="/insurance">"資格の内容を見る"</a><a class="btn line" href="/">"ホームへ戻る"</a></div>
        </section>
        <Card title="受診するときは">
            <ul class="dots">
                <li>"福祉事務所が医療機関を登録すると、マイナンバーカードで受診できます。"</li>
                <li>"カードが使えないときは、福祉事務所から受け取った医療券・調剤券を見せてください。"</li>
                <li>"急なときや夜間は、先に受診して、できるだけ早く福祉事務所に知らせてください。"</li>
            </ul>
        </Card>
    }
}

/// Nothing may be shown. Says no reason: whoever holds the card reads this.
pub(in crate::pages) fn closed() -> impl IntoView {
    view! {
        <section class="banner">
            <h2>"いまは、ここに情報を表示できません"</h2>
            <p>"加入している健康保険（保険者）に、電話でお問い合わせください。"</p>
        </section>
    }
}

/// A state that this version does not know.
pub(super) fn unknown() -> impl IntoView {
    view! {
        <section class="banner warn">
            <h2>"いまの状態を、この画面では説明できません"</h2>
            <p>"登録の仕組みから、この画面がまだ知らない状態が届きました。記録は失われていません。"</p>
            <p>"日をおいて開き直しても変わらないときは、加入している健康保険に問い合わせてください。"</p>
            <div class="actions"><a class="btn line" href="/registration">"いまの状態を見る"</a><a class="btn line" href="/help#trouble">"困ったときは"</a></div>
        </section>
    }
}
