//! Where what stands in 国税庁's 医療費集計フォーム Ver.3.1: cells, texts, widths, limits. Facts only; `form_xlsx` writes.
//!
//! Taken from the form as published (workbook modified 2025-11-10). How long and how many: `domain::tax::form`.

/// Name of the entry sheet.
pub const ENTRY_SHEET: &str = "医療費集計フォーム";
/// Name of the second sheet.
pub const GUIDE_SHEET: &str = "ご利用に当たって";
/// Cell A1. Two half-width spaces, as published.
pub const VERSION_TEXT: &str = "医療費集計フォーム  Ver.3.1";
/// Subject in the document's properties.
pub const VERSION: &str = "Ver.3.1";

/// First row of expenses.
pub const FIRST_ROW: u32 = 9;
/// Last row of expenses.
pub const LAST_ROW: u32 = 1_003;

/// Title of the message for a value the form does not take.
pub const ERROR_TITLE: &str = "入力形式エラー";
/// Text of that message.
pub const ERROR_TEXT: &str = "入力された内容は入力形式に合っていません";

/// The two sums.
pub const SUM_FORMAT: &str = "#,##0\"円\"\\ ;[Red]\\-#,##0\"円\"";
/// The form's typeface.
pub const TYPEFACE: &str = "ＭＳ Ｐゴシック";

/// Widths of A to K in characters; K is a hairline.
pub const WIDTHS: [&str; 11] =
    ["10.43", "29.43", "44.43", "15.57", "15.57", "15.57", "15.57", "28.14", "28.14", "15.29", "0.43"];

/// Headings of row 6 for single columns: column, text.
pub const HEADINGS: [(char, &str); 5] = [
    ('B', "医療を受けた人"),
    ('C', "病院・薬局などの名称"),
    ('H', "支払った医療費の金額"),
    ('I', "左のうち、補填される金額"),
    ('J', "支払年月日"),
];
/// Cell G4: the way to the second sheet.
pub const GUIDE_LINK: &str = "このファイルについて、読み込み方（2枚目のシート）";
/// Cell A5, in our own words.
pub const NOTE: &str = "※「補填される金額」は、その医療費の「支払った医療費の金額」までを入れてください。余った分を、ほかの医療費から引く必要はありません。";
/// Heading over D to G.
pub const CATEGORY_HEADING: &str = "医療費の区分　※複数選択可";
/// Row 7, B to J.
pub const SUBHEADINGS: [(char, &str); 9] = [
    ('B', "（全角10文字以内）"),
    ('C', "（全角20文字以内）"),
    ('D', "診療・治療"),
    ('E', "医薬品購入"),
    ('F', "介護保険サービス"),
    ('G', "その他の医療費"),
    ('H', "（半角数字９桁以内）"),
    ('I', "（半角数字９桁以内）"),
    ('J', "（任意）"),
];
