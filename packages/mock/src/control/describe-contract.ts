import type { SecurityScheme } from "@task-contracts/contracts";
import {
  examplesOf,
  formatPointer,
  listOperations,
  type OpenApiDocument,
  type Operation,
  type ParameterObject,
  preferredContent,
} from "@task-contracts/openapi-model";
import { prepareComposer } from "../contract/compose.ts";
import type { Contract } from "../contract/contract.ts";
import type { Behavior } from "../engine/behavior.ts";
import type { Coverage } from "../engine/coverage.ts";
import type { Engine } from "../engine/create-engine.ts";
import { explainContract, type ExplainedResource } from "../explain-contract.ts";

/**
 * Describes how the mock understands a contract, and what of it was exercised.
 *
 * @param url The base URL at which it is served.
 * @example
 * (await describeContract(engine, contract, "http://127.0.0.1:4010/shop")).resources[0].transitions;
 */
export const describeContract = async (
  { apis, coverage }: Pick<Engine, "apis" | "coverage">,
  contract: Contract,
  url: string,
) => {
  const document = await contract.loadDocument();
  const behaviors = apis.get(contract.apiId)?.behaviors ?? [];
  const { resources } = await explainContract(contract, []);
  return {
    api: contract.apiId,
    title: document.info.title,
    version: document.info.version,
    url,
    operations: listOperations(document)
      .filter(({ id }) => contract.operations[id] !== undefined)
      .map((operation) => describeOperation({ behaviors, contract, coverage, document }, operation)),
    resources: resources.map((resource) => {
      const behavior = behaviors.find((it) => it.resource === resource.name);
      return describeResource(coverage, resource, behavior);
    }),
  };
};

interface Parts {
  readonly document: OpenApiDocument;
  readonly contract: Contract;
  readonly behaviors: readonly Behavior[];
  readonly coverage: Coverage;
}

const describeOperation = (parts: Parts, operation: Operation) => {
  const { behaviors, contract, coverage } = parts;
  const { id, path, responses, summary } = operation;
  const behavior = behaviors.find(({ roles }) => roles.has(id));
  const role = behavior?.roles.get(id);
  return {
    operation: id,
    method: operation.method.toUpperCase(),
    path,
    summary,
    ...(role && { role: role.kind, resource: behavior?.resource }),
    security: (contract.operations[id]?.security ?? []).map(describeSecurity),
    responses: withCounts(Object.keys(responses), coverage.of("response", contract.apiId, id)),
    ...(role?.kind === "create" && {
      sample: {
        ...sampleOf(parts.document, operation),
        callbackUrlAt: [
          ...new Set([...role.targets.values()].flatMap(({ steps }) => (steps ? formatPointer(steps) : []))),
        ],
      },
    }),
  };
};

const describeSecurity = (scheme: SecurityScheme) => {
  if (scheme.type === "none") return { type: "none" };
  if (scheme.type === "http") return { type: "http", scheme: scheme.scheme };
  return { type: "apiKey", in: scheme.in, name: scheme.name };
};

/** Documented outcomes first, also those that did not occur. */
const withCounts = (documented: readonly string[], counts: ReadonlyMap<string, number>) =>
  [...new Set([...documented, ...counts.keys()])]
    // `4XX` and `default` stand for others, which are listed if they occurred.
    .map((status) => ({ status, count: counts.get(status) ?? 0 }));

const describeResource = (
  coverage: Coverage,
  { callbacks, isDeclared, name, reasons, states, transitions }: ExplainedResource,
  behavior: Behavior | undefined,
) => ({
  name,
  isDeclared,
  states,
  transitions: transitions.map((transition) => {
    const counts = coverage.of("transition", behavior?.namespace ?? "", transition.name);
    return Object.assign({}, transition, { count: sum(counts.values()) });
  }),
  callbacks: callbacks.map((callback) =>
    Object.assign({}, callback, {
      delays: behavior?.callbackRules(callback.name).delays ?? [],
      outcomes: withCounts([], coverage.of("callback", behavior?.namespace ?? "", callback.name)),
    }),
  ),
  reasons,
});

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, each) => total + each, 0);

/** The first example of the request, else the least that its schema requires. */
const sampleOf = (document: OpenApiDocument, { parameters, path, requestBody }: Operation) => {
  const plain = (parameter: ParameterObject): string => textOf(exampleOf(document, parameter));
  const example = (parameter: ParameterObject): string => encodeURIComponent(plain(parameter));
  const filled = path.replaceAll(/\{([^{}]+)\}/g, (whole, name) => {
    const parameter = parameters.find((it) => it.in === "path" && it.name === name);
    return parameter ? example(parameter) : whole;
  });
  const query = parameters
    .filter((parameter) => parameter.in === "query" && parameter.required === true)
    .map((parameter) => `${encodeURIComponent(parameter.name)}=${example(parameter)}`);
  const target = query.length === 0 ? filled : `${filled}?${query.join("&")}`;
  const headers = parameters
    .filter((parameter) => parameter.in === "header" && parameter.required === true)
    .map((parameter) => [parameter.name, plain(parameter)] as const);
  const head = { path: target, ...(headers.length > 0 && { headers: Object.fromEntries(headers) }) };
  const content = preferredContent(requestBody?.content);
  if (!content) return head;
  const { media, mediaType } = content;
  const body =
    media.example ??
    examplesOf(document, media)[0]?.value ??
    prepareComposer(document, media.schema)(() => undefined);
  return { ...head, mediaType, body };
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value ?? 1));

const exampleOf = (document: OpenApiDocument, parameter: ParameterObject): unknown =>
  parameter.example ??
  examplesOf(document, parameter)[0]?.value ??
  prepareComposer(document, parameter.schema)(() => undefined);
