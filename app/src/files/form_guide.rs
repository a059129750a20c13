//! The second sheet of the form: what the file is and how to go on, in our own words; for whom it is hangs on the mode.

use super::form_style as style;
use super::sheet::{HEAD, MAIN, Row, Texts};
use super::stamp::Stamp;
use crate::domain::tax::mode::Mode;

/// Heading or not, and the text.
type Line = (bool, &'static str);

const ABOUT: [Line; 4] = [
    (true, "このファイルについて"),
    (false, "健康手帳が、医療費の記録から作ったファイルです。国税庁が作ったものではありません。"),
    (false, "1枚目のシートは、国税庁の「医療費集計フォーム Ver.3.1」と同じ位置・同じ文字数の決まりで書いています。"),
    (
        false,
        "作成コーナーがこのファイルを受け付けるかは、まだ確かめられていません。受け付けられないときは、国税庁のフォームを開き、B列からI列を値として貼り付けてください。",
    ),
];

const WITH_NOTICE: [Line; 3] = [
    (true, "二重に数えないために"),
    (
        false,
        "このファイルは、マイナポータル連携を使う人のためのものです。医療費通知にない医療費（市販薬、交通費、自費診療など）だけが入っています。",
    ),
    (false, "医療費通知にある医療費は、マイナポータル連携で自動で入ります。このファイルには入っていません。"),
];

const WITHOUT_NOTICE: [Line; 4] = [
    (true, "二重に数えないために"),
    (
        false,
        "e-Tax でマイナポータル連携を使うと、医療費通知の分は自動で入ります。そのときは、このファイルを読み込まないでください。",
    ),
    (false, "このファイルは、マイナポータル連携を使わない人のためのものです。すべての医療費が入っています。"),
    (false, "このファイルで申告するときは、すべての領収書を保管してください。"),
];

const BEFORE: [Line; 6] = [
    (true, "申告する前に"),
    (
        false,
        "金額は、あなたが直した額、または「窓口相当負担額」です。窓口相当負担額は保険者が計算した額で、実際に払った額と違うことがあります。領収書と見くらべてください。",
    ),
    (false, "1月から12月までに払った分だけを申告できます。12月に受診して1月に払った分は、翌年の分です。"),
    (false, "保険金などで補填される金額は、I列に入れてください。その医療費の金額が上限です。"),
    (false, "領収書は、申告期限から5年間、自宅で保管してください。"),
    (false, "セルフメディケーション税制には、このフォームは使えません。"),
];

const HOW: [Line; 7] = [
    (true, "読み込み方"),
    (false, "1. 国税庁の「確定申告書等作成コーナー」を開き、「医療費控除」へ進みます。"),
    (false, "2. 「医療費集計フォームを利用する」を選びます。"),
    (false, "3. 「ファイルを選択」で、このファイルを選び、読み込みます。"),
    (true, "名前が短くなっているとき"),
    (
        false,
        "フォームの決まりで、人の名前は10文字、病院などの名前は20文字までです。それより長い名前は、途中で切れています。",
    ),
    (false, "正しい名前は、健康手帳の「確定申告の準備」の画面で確かめられます。"),
];

/// The second sheet.
pub(super) fn xml(texts: &mut Texts, mode: Mode, stamp: &Stamp) -> String {
    let mut out = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><cols><col min=\"1\" max=\"1\" width=\"100\" customWidth=\"1\"/></cols><sheetData>"
    );
    let stamped = stamp.words();
    let stamped = stamped.iter().enumerate().map(|(place, words)| (place == 0, words.as_str()));
    let mode: &[Line] = match mode {
        Mode::WithNotice => &WITH_NOTICE,
        Mode::WithoutNotice => &WITHOUT_NOTICE,
    };
    let fixed = ABOUT.iter().chain(mode).chain(&BEFORE).chain(&HOW).copied();
    for (number, (is_heading, text)) in (1u32..).zip(stamped.chain(fixed)) {
        let mut row = Row::begin(&mut out, texts, number, false);
        row.text('A', if is_heading { style::TITLE } else { style::PROSE }, text);
        row.end();
    }
    out + "</sheetData><sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\"/><pageSetup paperSize=\"9\" fitToHeight=\"1\"/></worksheet>"
}
