// Reads a workbook with exceljs, a reader that nobody here wrote, and says what it sees of its first sheet.
//   node tests/interop/workbook.test.mjs FILE
import ExcelJS from "exceljs";

const workbook = new ExcelJS.Workbook();
await workbook.xlsx.readFile(process.argv[2]);
const sheet = workbook.worksheets[0];
const rows = [];
sheet.eachRow((row) => rows.push(row.values.slice(1).map((value) => (value instanceof Date ? { at: value.toISOString() } : value ?? null))));
console.log(
  JSON.stringify({
    name: sheet.name,
    rows,
    filter: sheet.autoFilter,
    bold: sheet.getRow(1).getCell(1).font?.bold ?? false,
    frozen: sheet.views[0]?.ySplit ?? 0,
    widths: sheet.columns.map((column) => column.width),
  }),
);
