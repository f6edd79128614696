import { expect, test } from "vitest";
import { encodeForm } from "./encode-form.ts";

test.for([
  [{ instruction: "Read it" }, "instruction=Read it"],
  [{ min_width: 30, with_labels: true, duration: 1.5 }, "min_width=30&with_labels=true&duration=1.5"],
  [{ categories: ["a", "b"] }, "categories[]=a&categories[]=b"],
  [{ categories: ["a"] }, "categories[]=a"],
  [{ fields: { total: "The sum" } }, "fields[total]=The sum"],
  [
    { examples: [{ correct: true, image: "a" }, { correct: false }] },
    "examples[0][correct]=true&examples[0][image]=a&examples[1][correct]=false",
  ],
  [{ metadata: { order: { lines: ["a", "b"] } } }, "metadata[order][lines][]=a&metadata[order][lines][]=b"],
  [{ matrix: [["a", "b"], ["c"]] }, "matrix[0][]=a&matrix[0][]=b&matrix[1][]=c"],
  [{ mixed: ["a", { b: "c" }] }, "mixed[0]=a&mixed[1][b]=c"],
  [{ metadata: {}, phrases: [], urgency: undefined }, ""],
  [{ since: new Date(0) }, "since=1970-01-01T00:00:00.000Z"],
  [{ instruction: "" }, "instruction="],
  [{ instruction: null, urgency: "day" }, "urgency=day"],
])("%j is %s", ([body, form]) => {
  expect(decodeURIComponent(encodeForm(body).replaceAll("+", " "))).toBe(form);
});

test.for([["a=1&b=50%25"], [new URLSearchParams("a=1&b=50%")]])(
  "%s is a form already, and stays as it is",
  ([body]) => {
    expect(encodeForm(body)).toBe("a=1&b=50%25");
  },
);

test("What is special in forms is escaped.", () => {
  expect(encodeForm({ "a&b": "c=d + e%[f]" })).toBe("a%26b=c%3Dd+%2B+e%25%5Bf%5D");
});

test.for([
  [{ metadata: { owner: null } }, "metadata[owner]"],
  [{ fields: { "a[b]": "c" } }, "fields[a[b]]"],
] as const)("%j is refused, since it would arrive as something else", ([body, key]) => {
  expect(() => encodeForm(body)).toThrow(`A form cannot say what ${key} is: leave it out, or send JSON.`);
});
