"""Opens a tax form with openpyxl, a reader that is not ours, and prints what it holds as JSON."""
import json
import sys

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

# Opened as a stream: a browser keeps its downloads under names without an ending.
book = load_workbook(open(sys.argv[1], "rb"))
sheet = book.worksheets[0]

def text(at, column):
    """Excel shows `_x0007_` as one letter; openpyxl leaves that to us."""
    return unescape(sheet.cell(at, column).value or "")

rows = [
    {"person": text(at, 2), "institution": text(at, 3), "paid": sheet.cell(at, 8).value, "covered": sheet.cell(at, 9).value or 0}
    for at in range(9, 1004)
    if sheet.cell(at, 8).value is not None
]
print(json.dumps({
    "sheets": book.sheetnames,
    "title": sheet["A1"].value,
    "formulas": [sheet["C3"].value, sheet["C4"].value],
    "validations": len(sheet.data_validations.dataValidation),
    "rows": rows,
    "paid": sum(row["paid"] for row in rows),
    "covered": sum(row["covered"] for row in rows),
}, ensure_ascii=False))
