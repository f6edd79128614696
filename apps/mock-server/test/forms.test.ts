import { describe, expect, test } from "vitest";
import { call, form } from "./support/call.ts";
import { operationCase } from "./support/contract-cases.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

const categorization = operationCase("scale-v1", "createCategorizationTask");
const annotation = operationCase("scale-v1", "createAnnotationTask");
const datacollection = operationCase("scale-v1", "createDatacollectionTask");

/** What curl puts on the wire for `-d` arguments: nothing is encoded. */
const curl = (...pairs: string[]): { headers: Record<string, string>; body: string } => form(pairs.join("&"));

const question = [
  "callback_url=https://shop.example/callback",
  "instruction=Is this a chair or a table?",
  "attachment_type=text",
  "attachment=four legs %26 no back",
];

const picture = [
  "callback_url=https://shop.example/callback",
  "instruction=Draw a box around each **chair** (and each **table**).",
  "attachment=https://files.example/room.jpg",
];

describe("a form is taken the way curl writes it", () => {
  test.each([
    ["repeated keys", categorization, [...question, "categories=chair", "categories=table"]],
    ["keys with brackets", categorization, [...question, "categories[]=chair", "categories[]=table"]],
    ["keys with indices", categorization, [...question, "categories[0]=chair", "categories[1]=table"]],
    ["a single value for an array", categorization, [...question, "categories=chair"]],
    ["brackets that are encoded", categorization, [...question, "categories%5B%5D=chair"]],
    ["plus signs for spaces", categorization, [...question, "categories=armchair+with+wheels"]],
    [
      "numbers as names",
      categorization,
      [...question, "categories=chair", "categories=table", "category_ids[0]=chair", "category_ids[1]=table"],
    ],
    [
      "numbers as names, with gaps",
      categorization,
      [
        ...question,
        "categories=chair",
        "categories=table",
        "category_ids[7]=chair",
        "category_ids[40961]=table",
      ],
    ],
    [
      "nested objects",
      datacollection,
      [
        "callback_url=https://shop.example/callback",
        "instruction=Find the opening hours.",
        "attachment_type=website",
        "attachment=https://museum.example/",
        "fields[hours]=Opening hours on Sundays",
        "fields[phone]=Phone number",
      ],
    ],
    [
      "arrays of objects, numbers and booleans",
      annotation,
      [
        ...picture,
        "objects_to_annotate=chair",
        "objects_to_annotate=table",
        "with_labels=true",
        "min_height=20",
        "min_width=24",
        "examples[0][correct]=true",
        "examples[0][image]=https://files.example/good.jpg",
        "examples[0][explanation]=The box touches the chair",
        "examples[1][correct]=false",
        "examples[1][image]=https://files.example/bad.jpg",
        "examples[1][explanation]=The box is too large",
      ],
    ],
    ["undocumented properties", categorization, [...question, "categories=chair", "color[of][legs]=red"]],
  ])("%s", async (_, operation, pairs) => {
    const response = await call(server.mock, operation, curl(...pairs));

    expect(response.headers.get("sl-violations")).toBeNull();
    expect(response.status).toBe(200);
  });
});

describe("a form that breaks the contract is refused like JSON", () => {
  test.each([
    [
      "a boolean that is none",
      [...picture, "objects_to_annotate=chair", "with_labels=maybe"],
      'with_labels is "maybe"',
    ],
    [
      "a number that is none",
      [...picture, "objects_to_annotate=chair", "min_width=wide"],
      'min_width is "wide"',
    ],
    ["an object where an array is due", [...picture, "objects_to_annotate[a]=b"], "objects_to_annotate is "],
    [
      "a number that would be rounded",
      [...picture, "objects_to_annotate=chair", "min_width=9007199254740993"],
      "min_width is 9007199254740993, but would come back as 9007199254740992",
    ],
    ["a missing array", picture, "objects_to_annotate is missing"],
    ["more values than a form may have", Array.from({ length: 1001 }, () => "a=b"), "more than 1000 values"],
    ["too many brackets", [`a${"[b]".repeat(40)}=c`], "more than 32 levels of brackets"],
  ])("%s", async (_, pairs, error) => {
    const response = await call(server.mock, annotation, curl(...pairs));

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ status_code: 400, error: expect.stringContaining(error) });
  });
});

test("names that every object has come back from a form as from JSON", async () => {
  const pairs = [...question, "categories=a", "metadata[constructor]=c", "metadata[toString]=d"];
  const response = await call(server.mock, categorization, curl(...pairs));

  expect(await response.json()).toMatchObject({ metadata: { constructor: "c", toString: "d" } });
});

test("digits that are text come back as they were, however many", async () => {
  const pairs = [...question, "categories=9007199254740993", "metadata[order]=12345678901234567890"];
  const response = await call(server.mock, categorization, curl(...pairs));

  expect(await response.json()).toMatchObject({
    params: { categories: ["9007199254740993"] },
    metadata: { order: "12345678901234567890" },
  });
});

test("a number in a query that would be rounded is refused", async () => {
  const path = "/tasks?offset=9007199254740993";
  const response = await call(server.mock, { api: "scale-v1", method: "GET", path });

  expect(response.status).toBe(400);
  expect(await response.text()).toContain(
    "offset is 9007199254740993, but would come back as 9007199254740992",
  );
});

describe("what is not UTF-8 is refused with the name of the field, wherever it is", () => {
  test.each([
    ["a form", categorization, curl(...question, "categories=caf%E9"), "categories has the escape %E9"],
    [
      "a query",
      { api: "scale-v1", method: "GET", path: "/tasks?project=caf%E9" } as const,
      {},
      "project has the escape %E9",
    ],
    [
      "JSON",
      categorization,
      {
        headers: { "content-type": "application/json" },
        body: Buffer.from('{"instruction":"caf\xe9"}', "latin1"),
      },
      "The body is not valid UTF-8",
    ],
  ])("%s", async (_, operation, init, error) => {
    const response = await call(server.mock, operation, init);

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ status_code: 400, error: expect.stringContaining(error) });
  });
});

describe("keys that every object has do no harm", () => {
  test.each([
    [
      "__proto__ in a form",
      curl(...question, "categories=a", "__proto__[polluted]=1", "metadata[__proto__][polluted]=1"),
    ],
    ["constructor in a form", curl(...question, "categories=a", "constructor[prototype][polluted]=1")],
    ["prototype in a form", curl(...question, "categories=a", "prototype[polluted]=1", "hasOwnProperty=1")],
    [
      "all of them in JSON",
      {
        headers: { "content-type": "application/json" },
        body: `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"instruction":"a","attachment_type":"text","attachment":"a","categories":["a"],"callback_url":"https://shop.example/"}`,
      },
    ],
  ])("%s", async (_, init) => {
    const response = await call(server.mock, categorization, init);

    expect(response.status).toBe(200);
    expect({}).not.toHaveProperty("polluted");
  });
});
