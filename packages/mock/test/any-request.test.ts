import * as fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { readContract } from "../src/contract/compile-contract.ts";
import { prepareComposer } from "../src/contract/compose.ts";
import { createMock, type Mock } from "../src/index.ts";
import { listOperations, type OpenApiDocument, type Operation } from "@task-contracts/openapi-model";
import { fixture } from "./support/fixture.ts";

/** Always the same requests, unless others are asked for. */
const { env = {} } = import.meta as { readonly env?: Readonly<Record<string, string>> };
const seed = Number(env["FUZZ_SEED"] ?? 20_261_128);
const numRuns = Number(env["FUZZ_RUNS"] ?? 60);

/** Names and texts on which servers have tripped. */
const odd = fc.constantFrom(
  "",
  "0",
  "-1",
  "1e400",
  "9007199254740993",
  "true",
  "null",
  "__proto__",
  "constructor",
  "a,b",
  "[",
  "%",
  "..",
  "a/b",
  "\u0000",
  "\uD83D\uDE00",
  "2026-02-30T25:61:61Z",
  "http://127.0.0.1:9/",
);

const text = fc.oneof(odd, fc.string({ maxLength: 20 }));

/** An object in which something is missing, odd or new. */
const broken = (value: object): fc.Arbitrary<unknown> => {
  const names = Object.keys(value);
  const name = names.length > 0 ? fc.constantFrom(...names) : fc.constant("a");
  return fc.oneof(
    fc.constant(value),
    name.map((key) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))),
    fc
      .tuple(name, fc.oneof(text, fc.jsonValue({ maxDepth: 3 })))
      .map(([key, other]) => Object.assign({}, value, { [key]: other })),
    fc
      .tuple(text, fc.jsonValue({ maxDepth: 2 }))
      .map(([key, other]) => Object.assign({}, value, { [key]: other })),
    fc.jsonValue({ maxDepth: 4 }),
  );
};

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const credentials: Record<string, string> = { authorization: "Bearer test_a", "x-api-key": "test_a" };

const isHeader = /^[\u0020-\u007E]+$/;

/** Requests for an operation, most of which are nearly right. Some name what was created before. */
const requestsFor = (
  document: OpenApiDocument,
  { method, parameters, path, requestBody }: Operation,
  ids: readonly string[],
): fc.Arbitrary<Sent> => {
  const [mediaType, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const whole = prepareComposer(document, media?.schema, { isWhole: true })(() => undefined);
  const queryNames = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  const segment = fc.oneof(...ids.map((id) => fc.constant(id)), text);
  const segments = fc.array(segment, { minLength: 4, maxLength: 4 });
  const query = fc.array(fc.tuple(fc.oneof(...queryNames.map((name) => fc.constant(name)), text), text), {
    maxLength: 3,
  });
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant(mediaType ?? "application/json") },
    {
      weight: 1,
      arbitrary: fc.constantFrom("text/plain", "multipart/form-data; boundary=x", "application/xml", "a"),
    },
  );
  const body = mediaType === undefined ? fc.constant(undefined) : broken(Object(whole) as object);
  return fc.tuple(segments, query, type, body, odd).map(([values, search, contentType, sent, header]) => {
    let index = 0;
    const filled = path.replaceAll(/\{[^{}]+\}/g, () => encodeURIComponent(values[index++] ?? ""));
    const params = search.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    const headers = Object.assign({}, credentials, isHeader.test(header) && { "x-callback-url": header });
    if (sent !== undefined) headers["content-type"] = contentType;
    return Object.assign(
      {
        method: method.toUpperCase(),
        url: `${filled}${params.length > 0 ? `?${params.join("&")}` : ""}`,
        headers,
      },
      sent !== undefined && { body: JSON.stringify(sent) },
    );
  });
};

/** The ids in what was listed and created. */
const idsIn = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    /id$/i.test(name) && (typeof child === "string" || typeof child === "number")
      ? [String(child)]
      : idsIn(child),
  );
};

describe.each(["moderation", "transcripts", "exports", "renders", "library"])("of %s", (name) => {
  test("whatever is sent, the mock does not fail, and its answer fits the description", async () => {
    const reported: unknown[] = [];
    const mock: Mock = await createMock({
      contracts: [{ id: name, document: fixture(name) }],
      callbacks: async () => new Response(),
      host: { report: (error) => reported.push(error) },
    });
    onTestFinished(() => mock.close());
    const document = await readContract(name, fixture(name)).contract.loadDocument();
    const ids = new Set<string>();
    const statuses = new Map<string, number>();
    const operations = listOperations(document);
    for (const operation of [...operations, ...operations]) {
      await fc.assert(
        fc.asyncProperty(requestsFor(document, operation, [...ids].slice(0, 20)), async (request) => {
          const response = await mock.handle({ ...request, url: `/${name}${request.url}` });
          const violations = response.headers["sl-violations"] ?? "[]";
          const own = (JSON.parse(violations) as { location: string[]; severity: string }[]).filter(
            ({ location, severity }) => location[0] === "response" && severity === "Error",
          );
          const body = typeof response.body === "string" ? response.body : "";
          expect({ status: response.status, own, body }).toEqual({
            status: expect.toSatisfy((status: number) => status < 500) as number,
            own: [],
            body,
          });
          const kind = `${String(response.status).charAt(0)}XX`;
          statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
          if (body.startsWith("{")) for (const id of idsIn(JSON.parse(body))) ids.add(id);
        }),
        { seed, numRuns },
      );
    }
    await mock.account("test_a").clock.advance({ hours: 2 });
    expect(reported).toEqual([]);
    // Requests that are all alike would show nothing.
    expect(Object.fromEntries(statuses)).toEqual({ "2XX": expect.any(Number), "4XX": expect.any(Number) });
  });
});
