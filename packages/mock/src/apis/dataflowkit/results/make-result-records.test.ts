import { describe, expect, test } from "vitest";
import { makeResultRecords } from "./make-result-records.ts";

const payload = { fields: [{ name: "title", selector: "h2" }, { name: "price" }], format: "csv" };

describe("makeResultRecords", () => {
  test("has a column per field, and values that suit them", () => {
    const { columns, rows } = makeResultRecords("Vq7RkT2mZpX9cLw4HsYd83Bn", payload);
    expect(columns).toEqual(["title", "price"]);
    expect(rows.length).toBeGreaterThanOrEqual(8);
    expect(rows.length).toBeLessThanOrEqual(12);
    for (const [title, price] of rows) {
      expect(title).toMatch(/^[A-Z][\w ,]+$/);
      expect(price).toMatch(/^\d+\.\d\d [A-Z]{3}$/);
    }
  });

  test("finds the same for the same task, and something else for another", () => {
    expect(makeResultRecords("a", payload)).toEqual(makeResultRecords("a", payload));
    expect(makeResultRecords("a", payload)).not.toEqual(makeResultRecords("b", payload));
  });

  test.each([
    [{ source: "https://lamps.example/catalogue.csv", destination: "xlsx" }],
    [{ fields: [] }],
    [{ fields: null }],
    [{ fields: "title" }],
    [{ fields: [null, 1, {}, { name: 7 }, { name: " " }] }],
  ])("has columns of its own for %j", (unnamed) => {
    expect(makeResultRecords("a", unnamed).columns).toEqual(["title", "price", "url"]);
  });

  test("names each column once", () => {
    const fields = [{ name: "a" }, { name: "__proto__" }, { name: "a" }];
    expect(makeResultRecords("a", { fields }).columns).toEqual(["a", "__proto__"]);
  });
});
