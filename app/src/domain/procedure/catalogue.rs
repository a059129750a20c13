//! The procedures as data: what for, how, with what, until when, from which source.
//!
//! The two years (健康保険法193条), 14 days (国民健康保険法施行規則2条), 5万円 and 埋葬費 (健康保険法100条), 50万円 and 48万8千円
//! from April 2023 and who pays 2万円 were read in texts of the law or in notices of insurers and municipalities. Other article
//! numbers of the Acts are from memory and unverified.

use super::{Place, Procedure, benefits, rules};

const CARD: &str = "マイナンバーカード（または、ほかの本人確認書類）";
const ACCOUNT: &str = "振込先の口座がわかるもの";
const TWO_YEARS: &str = "2年を過ぎると、受け取る権利がなくなります。早めに申請してください。";

/// All of them, in the order of a list of benefits: paying much, the card, birth, sickness, death, changes of insurance.
pub const PROCEDURES: &[&Procedure] = &[
    &CEILING_CERTIFICATE,
    &HIGH_COST,
    &HIGH_COST_WITH_CARE,
    &SPECIFIC_DISEASE,
    &REFUND,
    &ELIGIBILITY_CERTIFICATE,
    &DEREGISTRATION,
    &BIRTH,
    &SICKNESS,
    &FUNERAL,
    &CONTINUING,
    &JOINING_NATIONAL,
    &LEAVING_NATIONAL,
];

const CEILING_CERTIFICATE: Procedure = Procedure {
    slug: "ceiling-certificate",
    name: "限度額適用認定証",
    purpose: "入院や高い治療を受ける前に、窓口での支払いをひと月の上限までにします。",
    question: "これから入院や高い治療の予定があり、カードを使わずに受診しますか。",
    steps: &[
        "カードを健康保険証として使えるなら、受付で「限度額情報」の提供に同意します。申請はいりません。",
        "カードを使わないときは、加入している健康保険に認定を申請します。",
        "届いた認定証（または限度額が書かれた資格確認書）を、資格確認書といっしょに受付で見せます。",
    ],
    place: Place::Insurer,
    bring: &[CARD, "加入している健康保険の申請書"],
    deadline: "高い支払いになる月のうちに。申請した月の初めより前にはさかのぼりません。",
    source: "健康保険法115条（高額療養費）と施行規則、国民健康保険・後期高齢者医療の同じ定め。カードで受診したときに申請がいらないことは、保険者の案内による。",
    to_check: &[
        "さかのぼれる月は、保険者によってちがうことがあります。",
        "保険料の滞納があるときの扱いは、保険者に確かめてください。",
    ],
    rule: rules::ceiling_certificate,
};

const HIGH_COST: Procedure = Procedure {
    slug: "high-cost",
    name: "高額療養費の支給申請",
    purpose: "ひと月に払った医療費が上限をこえたとき、こえた分を後から受け取ります。",
    question: "同じ月に、複数の医療機関や家族の分を合わせて、上限をこえて払いましたか。",
    steps: &[
        "「医療費」のページで、支払いの多かった月を確かめます。",
        "加入している健康保険に、その月の支給を申請します。案内や申請書が届いたときは、それを使います。",
        "受診した月から3か月ほどあとに、口座に振り込まれます。",
    ],
    place: Place::Insurer,
    bring: &[CARD, ACCOUNT, "医療機関の領収書（求められたとき）"],
    deadline: "診療を受けた月の次の月の1日から2年以内。",
    source: "健康保険法115条・193条、国民健康保険法57条の2、高齢者医療確保法84条。",
    to_check: &[
        TWO_YEARS,
        "国民健康保険と後期高齢者医療では、一度申請するとあとは自動で振り込むところが多くあります。健康保険組合や共済組合には、自動で払い戻し、上乗せもするところがあります。",
    ],
    rule: benefits::high_cost,
};

const HIGH_COST_WITH_CARE: Procedure = Procedure {
    slug: "high-cost-with-care",
    name: "高額医療・高額介護合算療養費",
    purpose: "1年（8月から翌年7月）の医療費と介護保険の支払いを合わせて、上限をこえた分を受け取ります。",
    question: "同じ世帯で同じ健康保険に入っている人に、介護保険の支払いがありますか。",
    steps: &[
        "7月31日に加入していた健康保険を確かめます。そこが申請先です。",
        "会社などの健康保険のときは、先に市区町村の介護保険の窓口で「自己負担額証明書」を受け取ります。",
        "申請します。医療の分は健康保険から、介護の分は介護保険から振り込まれます。",
    ],
    place: Place::Insurer,
    bring: &[CARD, ACCOUNT, "介護保険の自己負担額証明書（会社などの健康保険のとき）"],
    deadline: "7月31日の次の日から2年以内。",
    source: "健康保険法115条の2、国民健康保険法57条の3、高齢者医療確保法85条、介護保険法51条の2。",
    to_check: &[TWO_YEARS, "こえた額が500円以下のときは支給されません。"],
    rule: benefits::high_cost_with_care,
};

const SPECIFIC_DISEASE: Procedure = Procedure {
    slug: "specific-disease",
    name: "特定疾病療養受療証",
    purpose: "人工透析などを長く続ける人の支払いを、1つの医療機関でひと月1万円（一部の人は2万円）までにします。",
    question: "医師から、人工透析の必要な慢性腎不全・血友病・血液製剤によるHIVのどれかと言われていますか。",
    steps: &[
        "申請書の「医師の意見」の欄を、治療を受けている医師に書いてもらいます。",
        "加入している健康保険に申請します。",
        "認められると、カードで確かめられるようになります。カードを使わないときは、届いた受療証を受付で見せます。",
    ],
    place: Place::Insurer,
    bring: &[CARD, "医師の意見（証明）のある申請書"],
    deadline: "治療を始めたらすぐに。申請した月から使えるようになります。",
    source: "健康保険法施行令41条9項・42条9項。2万円は、70歳未満で人工透析を受け、限度額の区分がアかイの人。",
    to_check: &[
        "上限が1万円か2万円かは、保険者が決めます。届いた受療証などで確かめてください。",
        "いつの月から使えるかは、保険者に確かめてください。",
    ],
    rule: benefits::specific_disease,
};

const REFUND: Procedure = Procedure {
    slug: "refund",
    name: "療養費（全額を払ったとき）",
    purpose: "資格を確かめられずに全額を払ったときや、治療用の装具を作ったときに、健康保険の分を受け取ります。",
    question: "健康保険を使わずに、医療費の全額を払いましたか。",
    steps: &[
        "払った同じ月のうちなら、先に医療機関の受付に相談します。資格が分かれば、その場で計算し直してもらえることがあります。",
        "領収書と、診療の内容がわかる明細（診療報酬明細書など）を医療機関からもらいます。",
        "加入している健康保険に申請します。",
    ],
    place: Place::Insurer,
    bring: &[CARD, ACCOUNT, "領収書", "診療の内容がわかる明細（診療報酬明細書など）", "装具のときは、医師の証明書"],
    deadline: "払った日の次の日から2年以内。",
    source: "健康保険法87条・193条、国民健康保険法54条、高齢者医療確保法77条。",
    to_check: &[TWO_YEARS],
    rule: benefits::refund,
};

const ELIGIBILITY_CERTIFICATE: Procedure = Procedure {
    slug: "eligibility-certificate",
    name: "資格確認書の交付",
    purpose: "カードを使わずに、これまでの健康保険証と同じように受診できる証明書を受け取ります。",
    question: "カードで受診するのがむずかしい、またはカードを手もとに持っていない事情がありますか。",
    steps: &[
        "カードの利用登録がない人には、申請しなくても届くことになっています。届いているか確かめます。",
        "届いていないとき、またはカードがあっても必要なときは、加入している健康保険に申請します。",
        "受診するときは、資格確認書を受付で見せます。それだけで受診できます。",
    ],
    place: Place::Insurer,
    bring: &[CARD, "加入している健康保険の申請書"],
    deadline: "期限はありません。有効期限が近いときは、届け直してもらえるか確かめてください。",
    source: "健康保険法51条の3、国民健康保険法9条、高齢者医療確保法54条。後期高齢者医療の2026年8月からの扱いは、広域連合の案内による。",
    to_check: &["後期高齢者医療で「85歳以上の人には申請しなくても届く」扱いは、広域連合によってちがうことがあります。"],
    rule: rules::eligibility_certificate,
};

const DEREGISTRATION: Procedure = Procedure {
    slug: "deregistration",
    name: "健康保険証としての利用登録の解除",
    purpose: "マイナンバーカードを健康保険証として使うのを、やめます。",
    question: "カードを健康保険証として使うのを、やめたいですか。",
    steps: &[
        "加入している健康保険に、解除を申し込みます。このサイトやカードリーダーではできません。",
        "資格確認書を受け取ります。解除のあとは、これで受診します。",
        "解除が終わったかは、「利用登録」のページで確かめられます。",
    ],
    place: Place::Insurer,
    bring: &[CARD, "加入している健康保険の解除申請書"],
    deadline: "期限はありません。また使いたくなったら、いつでも登録できます。",
    source: "保険者と市区町村の案内による。カードの有効期限が切れたとき、電子証明書の期限から3か月を過ぎたとき、カードを返したときも、使えなくなります。",
    to_check: &["解除が終わるまでの日数は、保険者によってちがいます。"],
    rule: rules::deregistration,
};

const BIRTH: Procedure = Procedure {
    slug: "birth",
    name: "出産育児一時金",
    purpose: "出産の費用にあてるお金を受け取ります。子ども1人につき50万円（産科医療補償制度の対象でない出産は48万8千円）です。",
    question: "あなたか家族が、妊娠85日（12週）以上で出産しましたか。これから出産しますか。",
    steps: &[
        "出産する医療機関で「直接支払制度」の書類に同意します。一時金が医療機関に直接払われ、多くの人はこれだけですみます。",
        "費用が一時金より少なかったとき、または直接支払制度を使わなかったときは、加入している健康保険に申請します。",
    ],
    place: Place::Insurer,
    bring: &[
        CARD,
        ACCOUNT,
        "医療機関の領収書・明細書",
        "直接支払制度の合意文書の写し",
        "出生を証明するもの（求められたとき）",
    ],
    deadline: "出産した日の次の日から2年以内。",
    source: "健康保険法101条・106条・114条、国民健康保険法58条。金額は2023年4月からの出産のもの。",
    to_check: &[
        TWO_YEARS,
        "妊娠22週より前の出産は、産科医療補償制度の対象にならず、48万8千円です。",
        "健康保険組合や共済組合には、上乗せのあるところがあります。",
    ],
    rule: benefits::birth,
};

const SICKNESS: Procedure = Procedure {
    slug: "sickness-allowance",
    name: "傷病手当金",
    purpose: "病気やけがで仕事を休み、給料が出ないあいだの生活を支えるお金を受け取ります。",
    question: "仕事以外の病気やけがで、続けて3日休み、4日目からも休んでいますか。給料は出ていませんか。",
    steps: &[
        "申請書に、休んだ期間を書きます。",
        "医師に、働けなかったことを書いてもらいます。",
        "勤め先に、休んだことと給料のことを書いてもらい、加入している健康保険に出します。ひと月ごとに出す人が多くいます。",
    ],
    place: Place::Insurer,
    bring: &[CARD, ACCOUNT, "医師と勤め先が書いた申請書"],
    deadline: "休んだ日ごとに、その次の日から2年以内。",
    source: "健康保険法99条・104条・193条。もらえるのは通算で1年6か月まで。",
    to_check: &[
        TWO_YEARS,
        "仕事が原因の病気やけがは、健康保険ではなく労災保険です。勤め先か労働基準監督署に聞いてください。",
    ],
    rule: benefits::sickness,
};

const FUNERAL: Procedure = Procedure {
    slug: "funeral",
    name: "葬祭費・埋葬料",
    purpose: "家族が亡くなったとき、葬儀や埋葬の費用の一部を受け取ります。",
    question: "家族が亡くなりましたか。葬儀や埋葬をしたのはだれですか。",
    steps: &[
        "亡くなった方が加入していた健康保険を確かめます。",
        "会社などの健康保険なら埋葬料（5万円）、国民健康保険・後期高齢者医療なら葬祭費（額は市区町村や広域連合が決めています）を申請します。",
    ],
    place: Place::OfTheDeceased,
    bring: &[
        CARD,
        ACCOUNT,
        "葬儀や埋葬の領収書（会葬のはがきなど、葬儀をした人がわかるもの）",
        "死亡を証明するもの（求められたとき）",
    ],
    deadline: "埋葬料は亡くなった日の次の日から、葬祭費は葬儀の日の次の日から、2年以内。",
    source: "健康保険法100条・113条、国民健康保険法58条、高齢者医療確保法86条。",
    to_check: &[
        TWO_YEARS,
        "埋葬料を受け取る家族がいないときは、埋葬をした人に、5万円までの実際の費用（埋葬費）が支払われます。",
    ],
    rule: benefits::funeral,
};

const CONTINUING: Procedure = Procedure {
    slug: "continuing",
    name: "任意継続（会社などの健康保険を続ける）",
    purpose: "会社などをやめたあとも、同じ健康保険を2年まで続けます。保険料は、会社の分も自分で払います。",
    question: "やめた会社などの健康保険を続けたいですか。国民健康保険や、家族の健康保険と、保険料を比べましたか。",
    steps: &[
        "国民健康保険の保険料（市区町村の窓口で聞けます）、家族の健康保険に入れるかと比べます。",
        "前の健康保険に、申出書を出します。",
        "最初の保険料を、決められた日までに納めます。納めないと、続けられません。",
    ],
    place: Place::FormerInsurer,
    bring: &[CARD, "任意継続の申出書", "退職した日がわかるもの（求められたとき）"],
    deadline: "資格がなくなった日（ふつうは退職の次の日）から20日以内。",
    source: "健康保険法3条4項・37条・38条。船員保険・共済組合にも似た定めがあります。",
    to_check: &["20日の最後の日が休みのときの扱いは、保険者に確かめてください。ここでは休みをのばさずに数えています。"],
    rule: rules::continuing,
};

const JOINING_NATIONAL: Procedure = Procedure {
    slug: "joining-national",
    name: "国民健康保険に入る届け出",
    purpose: "ほかに入る健康保険がないときに、市区町村の国民健康保険に入ります。",
    question: "次の勤め先の健康保険、任意継続、家族の健康保険の、どれにも入らないですか。",
    steps: &[
        "前の健康保険から「資格喪失証明書」をもらいます。",
        "お住まいの市区町村に届け出ます。",
        "前の健康保険がなくなった日から加入したことになり、保険料もその日から数えます。",
    ],
    place: Place::Municipality,
    bring: &[CARD, "前の健康保険の資格喪失証明書（退職の証明書など）"],
    deadline: "前の健康保険の資格がなくなった日から14日以内。過ぎていても届け出られます。",
    source: "国民健康保険法5条・6条・9条と施行規則。",
    to_check: &["14日を過ぎたとき、届け出る前の医療費がどう扱われるかは、市区町村に確かめてください。"],
    rule: rules::joining_national,
};

const LEAVING_NATIONAL: Procedure = Procedure {
    slug: "leaving-national",
    name: "国民健康保険をやめる届け出",
    purpose: "会社などの健康保険に入ったときに、国民健康保険をやめます。自動では終わりません。",
    question: "会社などの健康保険や、家族の健康保険に入りましたか。",
    steps: &[
        "新しい健康保険の資格がわかるものを用意します。",
        "お住まいの市区町村に届け出ます。郵送やオンラインで受けるところもあります。",
        "払いすぎた保険料があれば、戻ります。",
    ],
    place: Place::Municipality,
    bring: &[
        CARD,
        "新しい健康保険の資格がわかるもの（資格情報のお知らせ、資格確認書など）",
        "国民健康保険の資格確認書（持っているとき）",
    ],
    deadline: "新しい健康保険に入った日から14日以内。過ぎていても届け出られます。",
    source: "国民健康保険法6条・9条と施行規則。",
    to_check: &[
        "届け出るまで、国民健康保険の保険料の知らせが届きつづけることがあります。二重に払った分は、届け出ると戻ります。",
    ],
    rule: rules::leaving_national,
};
