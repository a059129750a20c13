//! The rows of the item catalogue: 27 items, their codes and plain explanations. Data only.

use super::items::{Group, Item, ItemCode};

const fn code(code: &'static str, method: &'static str) -> ItemCode {
    ItemCode { code, method }
}

/// The program all explanations follow in their facts; the wording is ours.
const PROGRAM: &str = "標準的な健診・保健指導プログラム（令和6年度版）";

const VISIBLE: &str = "可視吸光光度法";
const ULTRAVIOLET: &str = "紫外吸光光度法";
const OTHER: &str = "その他の方法";

/// All items in the order pages show them.
pub(super) const ITEMS: &[Item] = &[
    Item {
        slug: "height", name: "身長", official: "身長", unit: "cm", decimals: 1, group: Group::Body, condition: "", scale: "",
        codes: &[code("9N001000000000001", "")],
        about: "背の高さです。体重とあわせて、体格のめやす（BMI）を計算するために測ります。",
        limits: "年齢とともに少しずつ縮むことがあります。急に縮んだときは、背骨の骨折がかくれていることもあるので、医師に相談してください。",
        source: PROGRAM,
    },
    Item {
        slug: "weight", name: "体重", official: "体重", unit: "kg", decimals: 1, group: Group::Body, condition: "", scale: "",
        codes: &[code("9N006000000000001", "")],
        about: "からだの重さです。増えたり減ったりする流れを見ることで、食事や運動の見直しに役立ちます。",
        limits: "筋肉と脂肪の割合は、体重だけでは分かりません。服の重さや測る時間でも変わります。",
        source: PROGRAM,
    },
    Item {
        slug: "bmi", name: "BMI", official: "BMI（体格指数）", unit: "kg/m²", decimals: 1, group: Group::Body, condition: "", scale: "",
        codes: &[code("9N011000000000001", "")],
        about: "体重を身長で2回割った、体格のめやすです。25以上は「肥満」に分けられ、特定保健指導の対象を決めるときに使われます。",
        limits: "筋肉の多い人や高齢の人では、からだの状態と合わないことがあります。この値だけで良い悪いは決まりません。",
        source: PROGRAM,
    },
    Item {
        slug: "waist", name: "おなか周り", official: "腹囲", unit: "cm", decimals: 1, group: Group::Body, condition: "", scale: "",
        codes: &[code("9N016160100000001", "実測"), code("9N016160200000001", "自分で測定"), code("9N016160300000001", "自己申告")],
        about: "おへその高さで測った、おなか周りの長さです。内臓のまわりの脂肪が多いかどうかのめやすで、男性85cm以上、女性90cm以上がメタボリックシンドロームを判定するときの入口になります。",
        limits: "内臓脂肪そのものを測ったものではありません。測り方や姿勢で数センチ変わります。",
        source: PROGRAM,
    },
    Item {
        slug: "sbp", name: "最高血圧", official: "収縮期血圧", unit: "mmHg", decimals: 0, group: Group::BloodPressure, condition: "", scale: "",
        codes: &[code("9A755000000000001", "その他（平均など）"), code("9A752000000000001", "2回目"), code("9A751000000000001", "1回目")],
        about: "心臓が縮んで血液を送り出すときに、血管にかかる圧力です。高い状態が続くと、血管や心臓に負担がかかります。",
        limits: "血圧は測る時間や体調で変わります。1回の値だけで、高血圧かどうかは決まりません。",
        source: PROGRAM,
    },
    Item {
        slug: "dbp", name: "最低血圧", official: "拡張期血圧", unit: "mmHg", decimals: 0, group: Group::BloodPressure, condition: "", scale: "",
        codes: &[code("9A765000000000001", "その他（平均など）"), code("9A762000000000001", "2回目"), code("9A761000000000001", "1回目")],
        about: "心臓がふくらんで休んでいるときに、血管にかかる圧力です。最高血圧とあわせて見ます。",
        limits: "緊張や寒さ、直前の運動でも変わります。家で測った値もあわせて医師に見せると、判断の助けになります。",
        source: PROGRAM,
    },
    Item {
        slug: "glucose", name: "空腹時血糖", official: "空腹時血糖", unit: "mg/dL", decimals: 0, group: Group::Glucose, condition: "空腹時", scale: "",
        codes: &[
            code("3D010000001926101", "電位差法"),
            code("3D010000002227101", VISIBLE),
            code("3D010000001927201", ULTRAVIOLET),
            code("3D010000001999901", OTHER),
        ],
        about: "食後10時間以上あけて測った、血液の中のブドウ糖の量です。血糖を下げるはたらきが弱ると高くなります。",
        limits: "前の晩の食事や体調でも変わります。糖尿病かどうかは、ほかの検査や再検査とあわせて医師が判断します。",
        source: PROGRAM,
    },
    Item {
        slug: "glucose-casual", name: "食後の血糖", official: "随時血糖", unit: "mg/dL", decimals: 0, group: Group::Glucose, condition: "随時", scale: "",
        codes: &[
            code("3D010129901926101", "電位差法"),
            code("3D010129902227101", VISIBLE),
            code("3D010129901927201", ULTRAVIOLET),
            code("3D010129901999901", OTHER),
        ],
        about: "空腹でないときに測った、血液の中のブドウ糖の量です。食事のあとは高くなります。空腹時の値とは別のものとして見ます。",
        limits: "食後3時間半たたないうちに採血した値は、基準と比べられません。空腹時の値とつなげて増減を見ることもできません。",
        source: PROGRAM,
    },
    Item {
        slug: "hba1c", name: "HbA1c", official: "ヘモグロビンA1c（NGSP）", unit: "%", decimals: 1, group: Group::Glucose, condition: "", scale: "NGSP",
        codes: &[
            code("3D046000001906202", "免疫学的方法"),
            code("3D046000001920402", "HPLC"),
            code("3D046000001927102", "酵素法"),
            code("3D046000001999902", OTHER),
        ],
        about: "赤血球の中のヘモグロビンのうち、ブドウ糖と結びついたものの割合です。過去1〜2か月の血糖の平均を映し、当日の食事では変わりません。",
        limits: "貧血などがあると、実際の血糖と合わないことがあります。2013年3月までの古い測り方（JDS）の値とは、そのまま比べられません。",
        source: PROGRAM,
    },
    Item {
        slug: "tg", name: "中性脂肪", official: "空腹時中性脂肪", unit: "mg/dL", decimals: 0, group: Group::Lipids, condition: "空腹時", scale: "",
        codes: &[code("3F015000002327101", VISIBLE), code("3F015000002327201", ULTRAVIOLET), code("3F015000002399901", OTHER)],
        about: "血液の中の脂肪の一種で、使われなかったエネルギーがたまったものです。食べ過ぎ、飲み過ぎ、運動不足で高くなりやすい値です。",
        limits: "前日の食事やお酒で大きく変わります。1回だけ高くても、ふだんから高いとは限りません。",
        source: PROGRAM,
    },
    Item {
        slug: "tg-casual", name: "食後の中性脂肪", official: "随時中性脂肪", unit: "mg/dL", decimals: 0, group: Group::Lipids, condition: "随時", scale: "",
        codes: &[code("3F015129902327101", VISIBLE), code("3F015129902327201", ULTRAVIOLET), code("3F015129902399901", OTHER)],
        about: "空腹でないときに測った中性脂肪です。食事のあとは高くなるため、空腹時の値とは別の基準で見ます。2024年度の健診から加わりました。",
        limits: "食後3時間半たたないうちに採血した値は、基準と比べられません。空腹時の値とつなげて増減を見ることもできません。",
        source: PROGRAM,
    },
    Item {
        slug: "hdl", name: "HDLコレステロール", official: "善玉といわれるコレステロール", unit: "mg/dL", decimals: 0, group: Group::Lipids, condition: "", scale: "",
        codes: &[code("3F070000002327101", VISIBLE), code("3F070000002327201", ULTRAVIOLET), code("3F070000002399901", OTHER)],
        about: "余ったコレステロールを血管から肝臓へ運びもどす役目をします。少ないと、血管にコレステロールがたまりやすくなります。",
        limits: "高ければ高いほどよいとは限りません。ほかの脂質の値とあわせて見ます。",
        source: PROGRAM,
    },
    Item {
        slug: "ldl", name: "LDLコレステロール", official: "悪玉といわれるコレステロール", unit: "mg/dL", decimals: 0, group: Group::Lipids, condition: "", scale: "",
        codes: &[
            code("3F077000002327101", VISIBLE),
            code("3F077000002327201", ULTRAVIOLET),
            code("3F077000002399901", OTHER),
            code("3F077000002391901", "計算法"),
        ],
        about: "コレステロールを全身へ運ぶ役目をします。多すぎる状態が続くと、血管の壁にたまり、血管がせまくなるもとになります。",
        limits: "どこまで下げるとよいかは、ほかの病気や体質で人によって違います。計算で出した値は、中性脂肪が高いと正しくないことがあります。",
        source: PROGRAM,
    },
    Item {
        slug: "non-hdl", name: "Non-HDLコレステロール", official: "総コレステロールからHDLを引いた値", unit: "mg/dL", decimals: 0, group: Group::Lipids, condition: "", scale: "",
        codes: &[code("3F069000002391901", "")],
        about: "善玉（HDL）以外のコレステロールをまとめた値です。中性脂肪が高いときや食後の採血のときに、LDLの代わりに使われます。",
        limits: "計算で出した値です。LDLの基準とは数字が違うので、そのまま比べないでください。",
        source: PROGRAM,
    },
    Item {
        slug: "ast", name: "AST", official: "AST（GOT）", unit: "U/L", decimals: 0, group: Group::Liver, condition: "", scale: "",
        codes: &[code("3B035000002327201", "紫外吸光光度法（JSCC標準化対応法）"), code("3B035000002399901", OTHER)],
        about: "肝臓や心臓、筋肉の細胞にある酵素です。細胞が傷むと血液の中に出てきて、値が上がります。",
        limits: "激しい運動のあとにも上がります。どの臓器から出たものかは、この値だけでは分かりません。",
        source: PROGRAM,
    },
    Item {
        slug: "alt", name: "ALT", official: "ALT（GPT）", unit: "U/L", decimals: 0, group: Group::Liver, condition: "", scale: "",
        codes: &[code("3B045000002327201", "紫外吸光光度法（JSCC標準化対応法）"), code("3B045000002399901", OTHER)],
        about: "おもに肝臓の細胞にある酵素です。脂肪肝や肝炎などで肝臓の細胞が傷むと、値が上がります。",
        limits: "値の高さと病気の重さは、同じとは限りません。原因を知るには、ほかの検査が要ります。",
        source: PROGRAM,
    },
    Item {
        slug: "ggt", name: "γ-GT", official: "γ-GT（γ-GTP）", unit: "U/L", decimals: 0, group: Group::Liver, condition: "", scale: "",
        codes: &[code("3B090000002327101", "可視吸光光度法（JSCC標準化対応法）"), code("3B090000002399901", OTHER)],
        about: "肝臓や胆のうの通り道に関わる酵素です。お酒をよく飲む人や脂肪肝の人で高くなりやすい値です。",
        limits: "薬でも上がることがあります。お酒を飲まない人でも高いことがあり、原因はこの値だけでは分かりません。",
        source: PROGRAM,
    },
    Item {
        slug: "creatinine", name: "クレアチニン", official: "血清クレアチニン", unit: "mg/dL", decimals: 2, group: Group::Kidney, condition: "", scale: "",
        codes: &[code("3C015000002327101", "可視吸光光度法（酵素法）"), code("3C015000002399901", OTHER)],
        about: "筋肉から出る老廃物で、腎臓が尿に出します。腎臓のはたらきが弱ると血液の中に残り、値が上がります。",
        limits: "筋肉の量で変わるため、人と比べる値ではありません。ふつうは、年齢と性別を入れて計算した eGFR で見ます。",
        source: PROGRAM,
    },
    Item {
        slug: "egfr", name: "eGFR", official: "推算糸球体ろ過量", unit: "mL/分/1.73m²", decimals: 1, group: Group::Kidney, condition: "", scale: "",
        codes: &[code("8A065000002391901", "")],
        about: "腎臓が1分間に血液をどれくらいきれいにしているかを、クレアチニンと年齢、性別から計算した値です。低いほど、はたらきが弱いことを表します。",
        limits: "計算による見積もりです。脱水や筋肉の量でも変わるので、1回の値だけで腎臓病かどうかは決まりません。",
        source: PROGRAM,
    },
    Item {
        slug: "uric-acid", name: "尿酸", official: "血清尿酸", unit: "mg/dL", decimals: 1, group: Group::Kidney, condition: "", scale: "",
        codes: &[code("3C020000002327101", "可視吸光光度法"), code("3C020000002399901", OTHER)],
        about: "細胞の核のもと（プリン体）が分解されてできる老廃物です。血液の中に多い状態が続くと、痛風や尿路の石のもとになります。",
        limits: "特定健診には、尿酸の判定のための値がありません。高いといわれたことがある方は、医師に相談してください。",
        source: PROGRAM,
    },
    Item {
        slug: "urine-glucose", name: "尿糖", official: "尿糖", unit: "", decimals: 0, group: Group::Urine, condition: "", scale: "",
        codes: &[code("1A020000000191111", "機械で読み取り"), code("1A020000000190111", "目で見て判定")],
        about: "尿にブドウ糖が出ているかを見ます。血糖がとても高いときに、あふれて尿に出ます。",
        limits: "出ていなくても、血糖が高いことはあります。糖を尿に出す薬を飲んでいる人では、出ていて当然です。",
        source: PROGRAM,
    },
    Item {
        slug: "urine-protein", name: "尿蛋白", official: "尿たんぱく", unit: "", decimals: 0, group: Group::Urine, condition: "", scale: "",
        codes: &[code("1A010000000191111", "機械で読み取り"), code("1A010000000190111", "目で見て判定")],
        about: "尿にたんぱくが出ているかを見ます。腎臓のこし取るはたらきが弱ると出てきます。",
        limits: "発熱や運動のあと、立っていた時間が長いあとにも一時的に出ます。続いて出るかどうかが大切です。",
        source: PROGRAM,
    },
    Item {
        slug: "hematocrit", name: "ヘマトクリット", official: "ヘマトクリット値", unit: "%", decimals: 1, group: Group::Blood, condition: "", scale: "",
        codes: &[code("2A040000001930102", "")],
        about: "血液のうち、赤血球が占める割合です。低いと貧血、高いと血液が濃いことを表します。",
        limits: "特定健診には、この値だけの判定のための値がありません。血色素量や赤血球数とあわせて見ます。",
        source: PROGRAM,
    },
    Item {
        slug: "hemoglobin", name: "血色素量", official: "ヘモグロビン", unit: "g/dL", decimals: 1, group: Group::Blood, condition: "", scale: "",
        codes: &[code("2A030000001930101", "")],
        about: "赤血球の中で酸素を運ぶ、赤い色のもとです。少ない状態が貧血です。",
        limits: "少ない理由（鉄の不足、出血、ほかの病気）は、この値だけでは分かりません。",
        source: PROGRAM,
    },
    Item {
        slug: "rbc", name: "赤血球数", official: "赤血球数", unit: "万/μL", decimals: 0, group: Group::Blood, condition: "", scale: "",
        codes: &[code("2A020000001930101", "")],
        about: "血液1マイクロリットルの中にある赤血球の数です。酸素を運ぶ力のめやすになります。",
        limits: "特定健診には、この値だけの判定のための値がありません。血色素量とあわせて見ます。",
        source: PROGRAM,
    },
    Item {
        slug: "ecg", name: "心電図", official: "心電図（所見の有無）", unit: "", decimals: 0, group: Group::HeartEye, condition: "", scale: "",
        codes: &[code("9A110160700000011", "")],
        about: "心臓が動くときの弱い電気を記録します。脈の乱れや、心臓の筋肉の変化を調べます。",
        limits: "「所見あり」でも治療が要らないものが多くあります。記録した短い時間に出ない脈の乱れは分かりません。",
        source: PROGRAM,
    },
    Item {
        slug: "fundus", name: "眼底", official: "眼底検査", unit: "", decimals: 0, group: Group::HeartEye, condition: "", scale: "",
        codes: &[
            code("9E100166600000011", "Wong-Mitchell分類"),
            code("9E100166500000011", "改変Davis分類"),
            code("9E100166000000011", "キースワグナー分類"),
            code("9E100166100000011", "シェイエ分類（H）"),
            code("9E100166200000011", "シェイエ分類（S）"),
            code("9E100166300000011", "SCOTT分類"),
            code("9E100160900000049", "その他の所見"),
        ],
        about: "眼の奥の血管を写真にとって調べます。からだの中で血管をじかに見られるただ一つの場所で、高血圧や糖尿病の影響が分かります。",
        limits: "分類のしかたが何通りかあり、ちがう分類の記号どうしは比べられません。視力や緑内障のことは、この検査だけでは分かりません。",
        source: PROGRAM,
    },
];
