const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packages = "http://schemas.openxmlformats.org/package/2006";
const documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const spreadsheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/**
 * The files in a workbook with one sheet, by their paths: the minimum that ECMA-376 requires. `rows` is the content of
 * the sheet, in its markup.
 */
export const xlsxParts = (rows: string): Readonly<Record<string, string>> => ({
  "[Content_Types].xml":
    `${declaration}<Types xmlns="${packages}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
  "_rels/.rels": relationship("officeDocument", "xl/workbook.xml"),
  "xl/workbook.xml":
    `${declaration}<workbook xmlns="${spreadsheets}" xmlns:r="${documents}">` +
    `<sheets><sheet name="Results" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": relationship("worksheet", "worksheets/sheet1.xml"),
  "xl/worksheets/sheet1.xml": `${declaration}<worksheet xmlns="${spreadsheets}"><sheetData>${rows}</sheetData></worksheet>`,
});

const relationship = (type: string, target: string): string =>
  `${declaration}<Relationships xmlns="${packages}/relationships">` +
  `<Relationship Id="rId1" Type="${documents}/${type}" Target="${target}"/></Relationships>`;
