import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { asText } from "./encode-csv.ts";
import { encodeResult } from "./encode-result.ts";
import { makeResultRecords } from "./make-result-records.ts";
import { resultFormats } from "./result-format.ts";
import type { ResultTable } from "./result-table.ts";
import { printable, table } from "../../../../test/support/results.ts";
import { UnknownFormatError } from "./unknown-format-error.ts";
import { xmlNames } from "./xml-names.ts";

const textOf = async (format: string, written: ResultTable): Promise<string> =>
  new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
    (await encodeResult(format, written)).bytes,
  );

const objectsOf = ({ columns, rows }: ResultTable): unknown[] =>
  rows.map((cells) => Object.fromEntries(columns.map((name, index) => [name, cells[index]])));

const elementsOf = ({ children }: { readonly children: readonly unknown[] }): XmlElement[] =>
  children.filter((child) => child instanceof XmlElement);

describe("encodeResult", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("writes CSV that reads back as it was, but for formulas", async () => {
    await fc.assert(
      fc.asyncProperty(table, async (written) => {
        expect(parse(await textOf("csv", written))).toEqual(
          [written.columns, ...written.rows].map((row) => row.map(asText)),
        );
      }),
    );
  });

  test("writes JSON that reads back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(table, async (written) => {
        expect(JSON.parse(await textOf("json", written))).toEqual(objectsOf(written));
      }),
    );
  });

  test("writes JSON Lines that read back as they were", async () => {
    await fc.assert(
      fc.asyncProperty(table, async (written) => {
        const lines = (await textOf("jsonl", written)).split("\n");
        expect(lines.pop()).toBe("");
        expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(objectsOf(written));
      }),
    );
  });

  test("writes XML that reads back as it was, but for what XML cannot hold", async () => {
    await fc.assert(
      fc.asyncProperty(table, async (written) => {
        const { root } = parseXml(await textOf("xml", written));
        const items = root ? elementsOf(root).map(elementsOf) : [];
        expect(items.map((item) => item.map(({ text }) => text))).toEqual(
          written.rows.map((row) => row.map(printable)),
        );
        const names = xmlNames(written.columns);
        expect(items.map((item) => item.map(({ name }) => name))).toEqual(items.map(() => names));
      }),
    );
  });

  test.each(resultFormats)("writes the same %s at any time", async (format) => {
    const records = makeResultRecords("Vq7RkT2mZpX9cLw4HsYd83Bn", {});
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-02T09:14:07Z") });
    const first = await encodeResult(format, records);
    vi.setSystemTime(new Date("2031-07-01T18:00:00Z"));
    expect(await encodeResult(format, records)).toEqual(first);
  });

  test("says how to serve the file", async () => {
    const { mediaType, extension } = await encodeResult("JSON Lines", makeResultRecords("a", {}));
    expect({ mediaType, extension }).toEqual({ mediaType: "application/x-ndjson", extension: "jsonl" });
  });

  test("refuses a format that it does not know", async () => {
    await expect(encodeResult("pdf", makeResultRecords("a", {}))).rejects.toThrow(UnknownFormatError);
  });
});
