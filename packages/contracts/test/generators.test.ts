import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import openapiTypeScript, { astToString, type OpenAPI3 } from "openapi-typescript";
import { describe, expect, test } from "vitest";
import { builtApis, type BuiltApi } from "./built-apis.ts";
import { untypedPlaces } from "./untyped-places.ts";

/** Values that a contract leaves open on purpose, by schema and property. */
const freeForm: Readonly<Record<string, readonly string[]>> = {
  "dataflowkit-v1": ["TaskPayload.*"],
  "mock-control-v1": [
    "Completion.response.*",
    "CompletionForm.response.*",
    "CompletionForm.schema.*",
    "Delivery.payload.*",
    "JournalEntry.requestBody",
    "JournalEntry.responseBody",
    "NewDataflowkitTask.payload.*",
    "RequestFault.body.*",
    "SampleRequest.body",
    "SnapshotRecord.*",
    "TaskDetails.task.*",
  ],
  "scale-v1": ["AttachmentErrorCallback.task.*", "Metadata.*"],
};

/** Types as other people's tools make them of the published bundle. */
interface Generator {
  readonly name: string;
  readonly generate: (api: BuiltApi) => Promise<string>;

  /** What the tool writes for something that is no value of the contract, such as headers that no one described. */
  readonly isOfTheTool: (place: string) => boolean;
}

const generators: readonly Generator[] = [
  {
    name: "openapi-typescript",
    generate: async ({ contract }) => {
      return astToString(await openapiTypeScript(structuredClone(contract) as OpenAPI3, { silent: true }));
    },
    isOfTheTool: (place) => place.endsWith(".headers.*"),
  },
  {
    name: "hey-api",
    generate: async ({ contract }) => {
      const folder = await mkdtemp(join(tmpdir(), "contracts-generators-"));
      try {
        await createClient({
          input: structuredClone(contract) as never,
          output: { path: folder },
          plugins: ["@hey-api/typescript"],
          logs: { level: "silent", file: false },
        });
        return await readFile(join(folder, "types.gen.ts"), "utf8");
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    // An answer whose body is not documented.
    isOfTheTool: (place) => /^\w+Responses\.\d+$/.test(place),
  },
];

describe.for(generators)("the types that $name makes of", ({ generate, isOfTheTool }) => {
  test.for(builtApis)("$id leave nothing open but what the contract does", async (api) => {
    const places = untypedPlaces(await generate(api))
      .filter((place) => !isOfTheTool(place))
      .map((place) => place.replace("components.schemas.", ""));
    expect(places).toEqual(freeForm[api.id] ?? []);
  });
});

test("what no generator understands would be found", async () => {
  const [openapiTs, heyApi] = generators;
  const scale = builtApis.find(({ id }) => id === "scale-v1") as BuiltApi;
  const contract = structuredClone(scale.contract) as unknown as {
    components: { schemas: Record<string, object> };
  };
  contract.components.schemas["DateOrTime"] = { anyOf: [{ format: "date" }, { format: "date-time" }] };
  const poor = { ...scale, contract: contract as unknown as BuiltApi["contract"] };
  expect(untypedPlaces((await openapiTs?.generate(poor)) ?? "")).toContain("components.schemas.DateOrTime");
  expect(untypedPlaces((await heyApi?.generate(poor)) ?? "")).toContain("DateOrTime");
});
