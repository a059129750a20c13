"""A blank form as a program of another make writes it, and what has changed in a filled one. Prints JSON where there is something to tell."""
import json
import sys
import zipfile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation


def make(path):
    book = Workbook()
    sheet = book.active
    sheet.title = "医療費集計フォーム"
    sheet["A1"] = "医療費集計フォーム  Ver.3.1"
    sheet["C3"], sheet["C4"] = "=SUM(H9:H1003)", "=SUM(I9:I1003)"
    for cell, text in {
        "B6": "医療を受けた人", "C6": "病院・薬局などの名称", "H6": "支払った医療費の金額", "I6": "左のうち、補填される金額", "J6": "支払年月日",
        "B7": "（全角10文字以内）", "C7": "（全角20文字以内）", "D7": "診療・治療", "E7": "医薬品購入", "F7": "介護保険サービス", "G7": "その他の医療費",
        "H7": "（半角数字９桁以内）", "I7": "（半角数字９桁以内）", "J7": "（任意）",
    }.items():
        sheet[cell] = text
    for row in range(9, 1004):
        sheet.cell(row, 1, row - 8)
    applies = DataValidation(type="list", formula1='"該当する"', showErrorMessage=True)
    applies.add("D9:G1003")
    sheet.add_data_validation(applies)
    sheet["B8"].comment = Comment("見本の注", "見本")
    sheet.protection.sheet = True
    sheet.protection.password = "mihon"
    guide = book.create_sheet("ご利用に当たって")
    guide["A1"] = "見本の説明"
    guide.protection.sheet = True
    book.save(path)


def compared(blank, filled):
    parts = []
    for path in (blank, filled):
        with zipfile.ZipFile(path) as archive:
            parts.append([(part.filename, part.compress_size, archive.read(part)) for part in archive.infolist()])
    names = [[part[0] for part in file] for file in parts]
    return {
        "same_parts": names[0] == names[1],
        "changed": [before[0] for before, after in zip(*parts) if before != after],
        "parts": len(parts[0]),
    }


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    print(json.dumps(compared(sys.argv[2], sys.argv[3])))
