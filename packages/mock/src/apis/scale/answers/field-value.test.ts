import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldValue } from "./field-value.ts";
import { createRandom } from "./random.ts";
import { taskId, text } from "../../../../test/support/answers.ts";

const forms = {
  "a URL": /^https:\/\/www\.\w+\.example\/[\w-]+$/,
  "an e-mail address": /^\w+@\w+\.example$/,
  "a phone number": /^\+1 202 555 01\d\d$/,
  "a sum of money": /^\d+\.\d\d (EUR|USD|GBP)$/,
  "a share": /^\d+%$/,
  "a date": /^2026-\d\d-\d\d$/,
  "opening hours": /^\d\d:\d\d to \d\d:\d\d$/,
  "an address": /^\d+ \w+ \w+, \w+$/,
  "a person": /^[A-Z]\w+ [A-Z]\w+$/,
  "a title": /^[A-Z][\w ,]+$/,
  "a number": /^\d+$/,
  "yes or no": /^(yes|no)$/,
  "a text": /^Sample \d{3}: /,
} as const;

describe("fieldValue", () => {
  test.each([
    ["hiring_page", "Hiring Page URL", "a URL"],
    ["companyWebsite", "Where the firm is on the web", "a URL"],
    ["email address", "Of the owner", "an e-mail address"],
    ["contact", "E-mail of the sales team", "a person"],
    ["phone_number", "With the code of the country", "a phone number"],
    ["total", "The sum at the bottom, with its currency", "a sum of money"],
    ["ticket", "Price for one adult, with currency", "a sum of money"],
    ["discount", "If there is one", "a share"],
    ["date", "The date of the purchase", "a date"],
    ["saturday", "Opening hours on Saturdays", "opening hours"],
    ["where", "Street address of the shop", "an address"],
    ["author", "Who wrote it", "a person"],
    ["top_result", "Title of the top result", "a title"],
    ["stars", "Number of stars", "a number"],
    ["open", "Whether it is open today", "yes or no"],
    ["reason", "The first thing that gave it away", "a text"],
    ["名前", "名前", "a text"],
  ] as const)("gives %s (%s) %s", (key, description, form) => {
    for (const seed of ["1", "2", "3"]) {
      expect(fieldValue(key, description, createRandom(seed))).toMatch(forms[form]);
    }
  });

  test("shows the description where it has nothing better", () => {
    const random = createRandom("1");
    expect(fieldValue("reason", "What gave it away", random)).toMatch(/^Sample \d{3}: What gave it away$/);
    expect(fieldValue("reason", " ", random)).toMatch(/^Sample \d{3}: reason$/);
    expect(fieldValue("", " ", random)).toMatch(/^Sample \d{3}$/);
  });

  test("is never empty, and always short", () => {
    fc.assert(
      fc.property(text, fc.oneof(text, fc.constant("🎉".repeat(500))), taskId, (key, description, id) => {
        const value = fieldValue(key, description, createRandom(id));
        expect(value.trim()).not.toBe("");
        expect(value.length).toBeLessThan(100);
      }),
    );
  });

  test("cuts no character in two", () => {
    const value = fieldValue("x", `a${"🎉".repeat(500)}`, createRandom("1"));
    expect(() => encodeURIComponent(value)).not.toThrow();
  });
});
