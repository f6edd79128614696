import { examplesOf, type Operation, preferredContent } from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import { callOf } from "../samples/call.ts";
import { mockServerOf } from "../samples/mock-server-of.ts";
import type { Offer, OfferedParameter } from "./offer.ts";

/**
 * What is needed to try an operation in its page.
 *
 * @param creator The API whose tasks the operations of the control API act on.
 */
export function offerOf(api: Api, operation: Operation, creator: Api = api): Offer {
  const { credentials } = callOf(api, operation);
  const create = creatingCall(creator);
  const key =
    credentials?.kind === "query"
      ? ({ place: "query", name: credentials.name } as const)
      : ({ place: "basic" } as const);
  const isControl = creator !== api;
  return {
    apis: isControl ? ["scale-v1", "dataflowkit-v1"] : [api.id as Offer["apis"][number]],
    operation: operation.id,
    method: operation.method.toUpperCase(),
    server: mockServerOf(api),
    path: operation.path,
    parameters: operation.parameters.flatMap((parameter) => offeredParameter(api, parameter)),
    bodies: examplesOf(api.contract, preferredContent(operation.requestBody?.content)?.media).map(
      ({ summary, name, value }) => ({ name: summary || name, text: JSON.stringify(value, null, 2) }),
    ),
    ...(credentials !== undefined && { key }),
    ...(create !== undefined && { create }),
  };
}

function offeredParameter(
  { contract, sampleParameters }: Api,
  parameter: Operation["parameters"][number],
): OfferedParameter[] {
  const { name, in: place, required, example } = parameter;
  if (place !== "path" && place !== "query") return [];
  const isRequired = required === true;
  return [
    {
      name,
      in: place,
      isRequired,
      example:
        typeof example === "string" || example === undefined ? (example ?? "") : JSON.stringify(example),
      examples: examplesOf(contract, parameter).map(({ value }) => String(value)),
      isShown: isRequired || sampleParameters.includes(name),
    },
  ];
}

/** The request of the first operation that creates a task, with its first example. */
function creatingCall(api: Api): Offer["create"] {
  const id = api.resource?.operations.find(({ role }) => role === "create")?.operation;
  const operation = api.operations.find((candidate) => candidate.id === id);
  if (operation === undefined) return undefined;
  const { body, url } = callOf(api, operation, { server: mockServerOf(api) });
  return { url, body: JSON.stringify(body) };
}
