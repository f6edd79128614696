import {
  examplesOf,
  type Operation,
  type ParameterObject,
  preferredContent,
  refName,
  resolve,
  type SecuritySchemeObject,
  successOf,
} from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";

/** How a request shows who sends it. */
export type Credentials =
  /** The key is the user name of HTTP Basic authentication. */
  | { readonly kind: "basic"; readonly variable: string }
  /** The key is a query parameter. */
  | { readonly kind: "query"; readonly name: string; readonly variable: string };

/** A request to an operation, from the contract's examples: what samples write in five languages. */
export interface Call {
  readonly api: Api;
  readonly operation: Operation;

  /** The base URL of the server. */
  readonly server: string;

  /** The URL without a query, with the values of path parameters in it. */
  readonly url: string;
  readonly pathValues: readonly string[];
  readonly query: Readonly<Record<string, unknown>>;
  readonly credentials?: Credentials | undefined;

  /** The body as data. It is sent as JSON. */
  readonly body?: unknown;

  /** The media type of the response; absent if it has no body. */
  readonly responseType?: string | undefined;

  /** The name of the schema of the response, such as `TaskState`. */
  readonly responseName?: string | undefined;
}

/** Replaces the contract's examples in a test: a server that runs, and ids that it knows. */
export interface CallOverrides {
  readonly server?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** The path of an operation with values for its parameters. */
const fillIn = (path: string, values: Readonly<Record<string, unknown>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));

/**
 * Makes the request that the samples of an operation show: the first example of the body, the examples of all required
 * parameters, and those optional parameters that are worth showing.
 *
 * @example
 * callOf(api, operation, { server: "http://127.0.0.1:4010/scale-v1", parameters: { task_id: "5f2b" } });
 */
export function callOf(api: Api, operation: Operation, overrides: CallOverrides = {}): Call {
  const { contract } = api;
  const server = overrides.server ?? contract.servers[0]?.url ?? "";
  const valueOf = ({ name, example }: ParameterObject): unknown => overrides.parameters?.[name] ?? example;
  const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
  const inQuery = operation.parameters.filter(
    (parameter) =>
      parameter.in === "query" &&
      (parameter.required === true || api.sampleParameters.includes(parameter.name)),
  );
  const pathValues = Object.fromEntries(inPath.map((parameter) => [parameter.name, valueOf(parameter)]));
  const response = preferredContent(successOf(operation).response.content);
  return {
    api,
    operation,
    server,
    url: server + fillIn(operation.path, pathValues),
    pathValues: Object.values(pathValues).map(String),
    query: Object.fromEntries(inQuery.map((parameter) => [parameter.name, valueOf(parameter)])),
    credentials: credentialsOf(api, operation),
    body: examplesOf(contract, preferredContent(operation.requestBody?.content)?.media)[0]?.value,
    responseType: response?.mediaType,
    responseName: refName(response?.media.schema),
  };
}

/** None where the contract says that none are needed, as on loopback. */
function credentialsOf({ contract, keyVariable }: Api, { security }: Operation): Credentials | undefined {
  const [name] = Object.keys(security[0] ?? {});
  const scheme = name === undefined ? undefined : contract.components.securitySchemes?.[name];
  if (scheme === undefined || keyVariable === undefined) return undefined;
  const { in: place, name: parameter = "" } = resolve<SecuritySchemeObject>(contract, scheme);
  return place === "query"
    ? { kind: "query", name: parameter, variable: keyVariable }
    : { kind: "basic", variable: keyVariable };
}
