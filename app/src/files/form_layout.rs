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

/// First data row, counted from 0 (row 9).
pub const FIRST_ROW: u32 = 8;
/// Last data row, counted from 0 (row 1003).
pub const LAST_ROW: u32 = 1_002;

/// Title of the message for a value the form does not take.
pub const ERROR_TITLE: &str = "入力形式エラー";
/// Text of that message.
pub const ERROR_TEXT: &str = "入力された内容は入力形式に合っていません";

/// Amounts in the rows.
pub const AMOUNT_FORMAT: &str = "#,##0";
/// The two sums.
pub const SUM_FORMAT: &str = "#,##0\"円\"\\ ;[Red]\\-#,##0\"円\"";
/// The form's typeface.
pub const TYPEFACE: &str = "ＭＳ Ｐゴシック";

/// Widths of A to K in pixels at 7 pixels a digit: 10.43, 29.43, 44.43, 15.57 ×4, 28.14 ×2, 15.29, and a hairline.
pub const WIDTHS: [u32; 11] = [73, 206, 311, 109, 109, 109, 109, 197, 197, 107, 3];

/// Headings of row 6 for single columns: column, text.
pub const HEADINGS: [(u16, &str); 5] =
    [(1, "医療を受けた人"), (2, "病院・薬局などの名称"), (7, "支払った医療費の金額"), (8, "左のうち、補填される金額"), (9, "支払年月日")];
/// Heading over D to G.
pub const CATEGORY_HEADING: &str = "医療費の区分　※複数選択可";
/// Row 7: column, text.
pub const SUBHEADINGS: [(u16, &str); 9] = [
    (1, "（全角10文字以内）"),
    (2, "（全角20文字以内）"),
    (3, "診療・治療"),
    (4, "医薬品購入"),
    (5, "介護保険サービス"),
    (6, "その他の医療費"),
    (7, "（半角数字９桁以内）"),
    (8, "（半角数字９桁以内）"),
    (9, "（任意）"),
];
