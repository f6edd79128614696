import { describe, expect, test } from "vitest";
import type { Schema } from "@task-contracts/openapi-model";
import { builtApis } from "./built-apis.ts";
import { bodyExamples, type PlacedExample } from "./examples.ts";
import { replaceAt, walkExample } from "./walk-example.ts";

/** An example made invalid, and the keyword that has to notice it. */
interface Spoilt {
  readonly what: string;
  readonly value: unknown;
  readonly keyword: string;
}

function withoutRequired({ api, schema, value }: PlacedExample): Spoilt[] {
  return walkExample(api, schema, value).flatMap(({ schema: part, value: object, path }) => {
    const { required = [], properties = {} } = part as Required;
    return required
      .filter((name) => name in Object(object) && !("default" in Object(properties[name])))
      .map((name) => ({
        what: `without /${[...path, name].join("/")}`,
        value: replaceAt(value, [...path, name], undefined),
        keyword: "required",
      }));
  });
}

interface Required {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

function withForeignValues({ api, schema, value }: PlacedExample): Spoilt[] {
  return walkExample(api, schema, value).flatMap(({ schema: part, path }) =>
    ["enum", "const"]
      .filter((keyword) => keyword in part)
      .map((keyword) => ({
        what: `with a foreign /${path.join("/")}`,
        value: replaceAt(value, path, "foreign"),
        keyword,
      })),
  );
}

/** What a validator lets pass, or refuses for another reason. */
function missedBy({ validate }: PlacedExample, spoilt: readonly Spoilt[]): string[] {
  const isNoticed = ({ value, keyword }: Spoilt): boolean =>
    !validate(value) &&
    // Without its tag, or with a foreign one, a value is of no member of the union.
    (validate.errors ?? []).some((error) => error.keyword === keyword || error.keyword === "discriminator");
  return spoilt.filter((one) => !isNoticed(one)).map(({ what }) => what);
}

describe.for(builtApis)("$id", (api) => {
  const examples = bodyExamples(api);

  test("has examples to check, with properties that are required", () => {
    expect(examples.length).toBeGreaterThan(10);
    expect(examples.flatMap(withoutRequired).length).toBeGreaterThan(10);
  });

  test.for(examples)("accepts $title", ({ value, validate }) => {
    validate(structuredClone(value));
    expect(validate.errors).toBe(null);
  });

  test.for(examples)("refuses it without anything that is required: $title", (example) => {
    expect(missedBy(example, withoutRequired(example))).toEqual([]);
  });

  test.for(examples)("refuses it with values that are not listed: $title", (example) => {
    expect(missedBy(example, withForeignValues(example))).toEqual([]);
  });
});
