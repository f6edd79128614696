import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { root } from "./apis.ts";

/** An operation as people look for it. */
export interface ListedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly hasBody: boolean;
  readonly hasQuery: boolean;
}

interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly requestBody?: unknown;
  readonly parameters?: readonly Parameter[];
}

interface Parameter {
  readonly $ref: string;
}

/**
 * Lists the operations of an API, in the order of its contract.
 *
 * @example
 * listOperations("scale-v1")[0]?.id; // "createCategorizationTask"
 */
export function listOperations(api: string): ListedOperation[] {
  const { paths } = read<{ paths: Record<string, { $ref: string }> }>(join(api, "openapi.yaml"));
  return Object.entries(paths).flatMap(([path, { $ref }]) => {
    const file = join(api, $ref);
    const { parameters: shared = [], ...methods } = read<Record<string, OperationObject>>(file) as {
      parameters?: readonly Parameter[];
    } & Record<string, OperationObject>;
    return Object.entries(methods).map(([method, { operationId: id, summary, requestBody, parameters }]) => ({
      id,
      method: method.toUpperCase(),
      path,
      summary,
      hasBody: requestBody !== undefined,
      hasQuery: [...shared, ...(parameters ?? [])].some((parameter) => isQuery(file, parameter)),
    }));
  });
}

// Parameters are always references: a rule of ours says so.
const isQuery = (file: string, { $ref }: Parameter): boolean =>
  read<{ in: string }>(join(dirname(file), $ref)).in === "query";

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the type of what a file of ours says
const read = <T>(file: string): T => parse(readFileSync(join(root, file), "utf8")) as T;
