import type { ApiOperation } from "./api-operation.ts";
import type { CallOptions, ClientOptions } from "./client-options.ts";
import { encodeForm } from "./encode-form.ts";
import { listPages } from "./list-pages.ts";
import { statusErrorFor } from "./status-error-for.ts";

/** What methods need of the client that they belong to. */
export interface MethodContext {
  /** openapi-fetch, for operations that are known only when the program runs. */
  readonly request: (method: string, path: string, init: object) => Promise<Result>;

  /** What openapi-fetch is to call instead of `fetch`. */
  readonly fetchFor: (
    operationId: string,
    operation: ApiOperation,
    options: CallOptions,
  ) => ClientOptions["fetch"];
  readonly bodyEncoding: ClientOptions["bodyEncoding"];

  /** The `callback_url` of bodies that have none. */
  readonly callbackUrl: string | undefined;
  readonly now: () => number;
}

interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Makes the method of a client that calls an operation. It takes the path parameters, the body or the query, and
 * options. It resolves to what a success brings and rejects otherwise; operations that list give pages.
 *
 * @example
 * const getTask = createMethod("getTask", { method: "GET", path: "/task/{task_id}" }, context);
 * await getTask("5f2b8c1e9d3a47006b1e8f20");
 */
export const createMethod =
  (operationId: string, operation: ApiOperation, context: MethodContext) =>
  (...args: unknown[]): unknown => {
    const { method, path, takes } = operation;
    const ids = Object.fromEntries(
      (path.match(/\w+(?=})/g) ?? []).map((name) => [name, args.shift() as string]),
    );
    const given = (takes && args.shift()) as Values | undefined;
    const options = (args[0] ?? {}) as CallOptions;
    const call = async (values?: Values): Promise<unknown> => {
      for (const name in ids) checkId(operationId, name, ids[name]);
      const { data, error, response } = await context.request(method, path, {
        params: { path: ids, header: options.headers, ...(takes === "query" && { query: values }) },
        ...(takes === "body" && writeBody(values, options, context)),
        signal: options.signal,
        fetch: context.fetchFor(operationId, operation, options),
      });
      if (response.ok) return data;
      throw statusErrorFor(operationId, response, error, context.now());
    };
    return operationId.startsWith("list") ? listPages(operationId, call, given) : call(given);
  };

const writeBody = (
  values: Values | undefined,
  { bodyEncoding }: CallOptions,
  context: MethodContext,
): object => ({
  body: { ...values, callback_url: values?.["callback_url"] ?? context.callbackUrl },
  ...((bodyEncoding ?? context.bodyEncoding) === "form" && formEncoding),
});

const formEncoding = {
  bodySerializer: encodeForm,
  headers: { "content-type": "application/x-www-form-urlencoded" },
};

/** Refuses ids that would lead to another path: none at all, and those that URLs resolve as steps upwards. */
const checkId = (operationId: string, name: string, id: string | undefined): void => {
  if (!id || /^\.\.?$/.test(id)) {
    throw new TypeError(`${operationId} needs a ${name}, not ${JSON.stringify(id)}.`);
  }
};
