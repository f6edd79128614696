import { describe, expect, test } from "vitest";
import { maxErrors } from "@task-contracts/contract-compiler/runtime/limit-errors";
import type { Validate } from "@task-contracts/contract-compiler/validate";
import { builtApis } from "./built-apis.ts";
import { bodyExamples, type PlacedExample } from "./examples.ts";
import { kiln } from "@task-contracts/contract-compiler/test/kiln-contract";
import { loadValidators } from "./load-validators.ts";
import { replaceAt } from "./walk-example.ts";

/** Values of each type: a schema that asks for anything does not take all of them. */
const items = [null, {}, 7, "", "x", []];

/** How many entries a validator may read after it has found enough: an object in a list has several properties. */
const readsAtLimit = 5 * maxErrors;

/** A large list or map, and how many of its entries were read. */
interface Counted {
  readonly value: object;
  reads: number;
}

function countReads(target: object): Counted {
  const counted: Counted = {
    reads: 0,
    value: new Proxy(target, {
      get(object, key, receiver) {
        if (typeof key === "string" && /^(?:key)?\d+$/.test(key)) counted.reads += 1;
        return Reflect.get(object, key, receiver) as unknown;
      },
    }),
  };
  return counted;
}

const listOf = (item: unknown, size: number): object =>
  Array.from({ length: size }, () => structuredClone(item));

const mapOf = (item: unknown, size: number): object =>
  Object.fromEntries(Array.from({ length: size }, (_, index) => [`key${index}`, structuredClone(item)]));

/** The paths to all lists and maps in an example. */
function containers(
  value: unknown,
  path: readonly string[] = [],
): { readonly path: readonly string[]; readonly isList: boolean }[] {
  if (typeof value !== "object" || value === null) return [];
  return [
    { path, isList: Array.isArray(value) },
    ...Object.entries(value).flatMap(([key, part]) => containers(part, [...path, key])),
  ];
}

/** What a validator did with a large value. */
interface Outcome {
  readonly what: string;
  readonly reads: number;
  readonly errors: number;
  readonly more: boolean | undefined;
}

/** Checks an example with each list and each map in it replaced by a large one. */
function flood({ validate, value }: PlacedExample, size: number): Outcome[] {
  return containers(value).flatMap(({ path, isList }) =>
    items.map((item): Outcome => {
      const counted = countReads(isList ? listOf(item, size) : mapOf(item, size));
      validate(replaceAt(value, path, counted.value));
      return {
        what: `${size} times ${JSON.stringify(item)} at /${path.join("/")}`,
        reads: counted.reads,
        errors: validate.errors?.length ?? 0,
        more: validate.moreErrors,
      };
    }),
  );
}

const isTooMuch = ({ reads, errors, more }: Outcome, size: number): boolean =>
  // A value that is valid so far is read to its end, by a few keywords.
  errors > maxErrors || reads > (more ? readsAtLimit : 3 * size);

describe.for(builtApis)("the validators of $id", (api) => {
  const examples = bodyExamples(api);

  test.for(examples)(
    "stop early and list at most 20 errors, whatever is sent instead of $title",
    (example) => {
      expect(flood(example, 200).filter((outcome) => isTooMuch(outcome, 200))).toEqual([]);
    },
  );
});

test("the lists and maps of real requests can have more errors than are listed", () => {
  const scale = builtApis.find(({ id }) => id === "scale-v1");
  const outcomes = bodyExamples(scale as (typeof builtApis)[number]).flatMap((example) =>
    flood(example, 200),
  );
  expect(outcomes.filter(({ more }) => more).length).toBeGreaterThan(50);
});

describe("a request with 131,000 wrong items", () => {
  const many = 131_000;
  const image = "https://files.example/street.png";

  test.for<[string, string, object, number]>([
    ["createCategorizationTask", "categories", {}, 3],
    ["createAnnotationTask", "examples", { attachment: image, objects_to_annotate: ["x"] }, 0],
  ])("to %s is refused after a look at a few of its %s", ([operationId, list, body, missing]) => {
    const scale = builtApis.find(({ id }) => id === "scale-v1");
    const validate = scale?.request[operationId]?.body?.["application/json"] as Validate<unknown>;
    const counted = countReads(listOf(1, many));
    expect(validate({ ...body, [list]: counted.value })).toBe(false);
    expect(validate.errors).toHaveLength(maxErrors);
    expect(validate.moreErrors).toBe(true);
    expect(validate.errors?.[missing]).toMatchObject({ instancePath: `/${list}/0`, keyword: "type" });
    expect(counted.reads).toBe(maxErrors + 1);
  });
});

describe("a contract with other shapes", async () => {
  const { request } = await loadValidators(kiln);
  const validate = request["createFiring"]?.body?.["application/json"] as Validate<unknown>;

  test("has validators that list as few errors of a schema that refers to itself, at any depth", () => {
    const wrong = { kind: "raku", pieces: 0, name: "long", shelves: mapOf("x", 50) };
    const nested = Array.from({ length: 40 }).reduce<object>((inside) => ({ ...wrong, inside }), wrong);
    expect(validate(nested)).toBe(false);
    expect(validate.errors).toHaveLength(maxErrors);
    expect(validate.moreErrors).toBe(true);
  });

  test("has validators that list all errors where there are just as many as can be listed", () => {
    const body = { kind: "glaze", pieces: 1, shelves: mapOf("x", maxErrors) };
    expect(validate(body)).toBe(false);
    expect(validate.errors).toHaveLength(maxErrors);
    expect(validate.moreErrors).toBe(false);
  });
});
