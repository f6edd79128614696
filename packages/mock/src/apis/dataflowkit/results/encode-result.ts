import { encodeCsv } from "./encode-csv.ts";
import { encodeJson, encodeJsonLines } from "./encode-json.ts";
import { encodeXml } from "./encode-xml.ts";
import { parseResultFormat, type ResultFormat } from "./result-format.ts";
import type { ResultTable } from "./result-table.ts";

/** A file to be downloaded. */
export interface ResultFile {
  readonly bytes: Uint8Array;
  /** For `Content-Type`. */
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
}

interface Encoding {
  readonly mediaType: string;
  readonly encode: (table: ResultTable) => string | Promise<Uint8Array>;
}

const encodings: Readonly<Record<ResultFormat, Encoding>> = {
  csv: { mediaType: "text/csv; charset=utf-8", encode: encodeCsv },
  json: { mediaType: "application/json", encode: encodeJson },
  jsonl: { mediaType: "application/x-ndjson", encode: encodeJsonLines },
  xml: { mediaType: "application/xml", encode: encodeXml },
  xlsx: {
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    // It loads a compressor, and is rarely requested.
    encode: async (table) => (await import("./encode-xlsx.ts")).encodeXlsx(table),
  },
};

/**
 * Writes a table as a file. The same table always gives the same bytes.
 *
 * @example
 * const { bytes, mediaType, extension } = await encodeResult("MS Excel", makeResultRecords(taskId, payload));
 * @throws {UnknownFormatError} if there is no such format
 */
export const encodeResult = async (format: string, table: ResultTable): Promise<ResultFile> => {
  const extension = parseResultFormat(format);
  const { mediaType, encode } = encodings[extension];
  const content = await encode(table);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { bytes, mediaType, extension };
};
