import { emptyBody } from "./received-response.ts";
import type { ApiOperation } from "./api-operation.ts";
import type { CallOptions, ClientOptions } from "./client-options.ts";
import type { CallFor } from "./connect.ts";
import type { BodyEncoder } from "./encode-body.ts";
import { listPages } from "./list-pages.ts";
import { send } from "./send.ts";
import { statusErrorFor } from "./status-error-for.ts";
import { writeRequest } from "./write-request.ts";

/** What methods need of the client that they belong to. */
export interface MethodContext extends Pick<ClientOptions, "headers" | "bodyEncoding"> {
  readonly baseUrl: string;
  readonly bodyEncoder?: BodyEncoder | undefined;
  readonly callFor: CallFor;

  /** The `callback_url` of bodies that have none. */
  readonly callbackUrl?: string | undefined;
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
export const createMethod = (operationId: string, operation: ApiOperation, context: MethodContext) => {
  const { path, takes } = operation;
  const { callFor, callbackUrl } = context;
  const idCount = path.split("{").length - 1;
  return (...args: unknown[]): unknown => {
    const ids = args.splice(0, idCount) as string[];
    const given = (takes && args.shift()) as Values | undefined;
    const options = (args[0] ?? {}) as CallOptions;
    const call = async (values?: Values): Promise<unknown> => {
      const make = writeRequest(operation, {
        ...context,
        operationId,
        ids,
        values:
          takes === "body" ? { ...values, callback_url: values?.["callback_url"] ?? callbackUrl } : values,
        bodyEncoding: options.bodyEncoding ?? context.bodyEncoding,
        clientHeaders: context.headers,
        headers: options.headers,
      });
      const settled = callFor(operationId, operation, options);
      const { head, data } = await send(make, settled);
      if (!head.ok) throw statusErrorFor(operationId, head, data, settled.clock.now());
      // Status 204, where the contract promises something.
      if (data === undefined && !operation.gives) throw emptyBody(operationId, head);
      return data;
    };
    return operationId.startsWith("list") ? listPages(operationId, call, given) : call(given);
  };
};
