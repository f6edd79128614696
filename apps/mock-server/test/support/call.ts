import type { MockServer } from "../../src/index.ts";
import type { OperationCase } from "./contract-cases.ts";

const authorization = `Basic ${btoa("test_key:")}`;

/** The path with the key, where that is where the API looks for it. */
const withKey = (api: OperationCase["api"], path: string): string =>
  api === "dataflowkit-v1" ? `${path}${path.includes("?") ? "&" : "?"}api_key=test_key` : path;

/** Calls an operation with a key. */
export const call = (
  mock: MockServer,
  { api, method, path }: Pick<OperationCase, "api" | "method" | "path">,
  { headers, ...init }: { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> } = {},
): Promise<Response> =>
  fetch(`${mock.url(api)}${withKey(api, path)}`, {
    method,
    headers: { authorization, ...headers },
    ...init,
  });

/** The body as the contract's examples have it. */
export const bodyOf = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return isJson ? JSON.parse(text) : text;
};

/** A body and the header that goes with it. */
export const json = (value: unknown): { headers: Record<string, string>; body: string } => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

/** A body and the header that goes with it. */
export const form = (body: string): { headers: Record<string, string>; body: string } => ({
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body,
});
