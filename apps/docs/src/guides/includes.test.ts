import { expect, test } from "vitest";
import { fillIncludes } from "./includes.ts";
import { sectionOf } from "./section.ts";

test("a line that names an include is replaced by it", () => {
  const includes = { hello: (...words: readonly string[]) => `Hello ${words.join(" ")}!` };
  expect(fillIncludes("One\n<!-- hello big world -->\nTwo", includes, "x.md")).toBe(
    "One\nHello big world!\nTwo",
  );
});

test("an include that does not exist is an error that names the file and those that do", () => {
  expect(() => fillIncludes("<!-- typo -->", { table: () => "" }, "x.md")).toThrow(
    "x.md: <!-- typo --> is none of table.",
  );
});

test("a section comes without its heading, and its own headings move down", () => {
  const text = "Before\n\n# One\n\nText\n\n## Inner\n\nMore\n\n# Two\n\nOther";
  expect(sectionOf(text, "One")).toBe("Text\n\n#### Inner\n\nMore");
  expect(sectionOf(text, "Two")).toBe("Other");
});

test("a section that does not exist is an error", () => {
  expect(() => sectionOf("# One", "Three")).toThrow("There is no section called Three.");
});
