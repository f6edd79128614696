import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { MockServer } from "../../src/index.ts";
import { encodeForm } from "./encode-form.ts";

/** An answer of the server, read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The body, or what JSON says in it. */
  readonly body: Record<string, unknown>;
}

/** What a request has besides its path. */
export interface Sending {
  /** The API key. */
  readonly key?: string;
  readonly json?: unknown;
  readonly form?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A key that no other test has. */
export const newKey = (mode: "test" | "live" = "test"): string => `${mode}_${randomUUID()}`;

/**
 * Sends a request. Whatever it is, the answer must fit the contract.
 *
 * @example
 * await send(mock, "GET /scale-v1/tasks", { key });
 */
export const send = async (
  mock: MockServer,
  line: string,
  { key, json, form, headers }: Sending = {},
): Promise<Reply> => {
  const [method = "", path = ""] = line.split(" ");
  const body = json === undefined ? form && encodeForm(form) : JSON.stringify(json);
  const query = key !== undefined && path.startsWith("/dataflowkit-v1/") ? `?api_key=${key}` : "";
  const response = await fetch(mock.url() + path + query, {
    method,
    redirect: "manual",
    headers: {
      ...(key !== undefined && { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` }),
      ...(body !== undefined && {
        "content-type": json === undefined ? "application/x-www-form-urlencoded" : "application/json",
      }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  expect({ line, text, violations: ownViolations(response.headers) }).toMatchObject({ violations: [] });
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(text) : text) as Record<string, unknown>,
  };
};

/** A request for a categorization task that leaves nothing out but the place for its result. */
export const question = {
  instruction: "What is this customer writing about?",
  attachment_type: "text",
  attachment: "The lamp came with a crack in its base.",
  categories: ["delivery", "damage"],
};

/** The body of a request that creates a categorization task; its callbacks reach no one. */
export const categorization = { callback_url: "http://127.0.0.1:9/", ...question };

/** Creates a categorization task of version 1, and returns its id. */
export const createTask = async (
  mock: MockServer,
  key: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const { status, body } = await send(mock, "POST /scale-v1/task/categorization", {
    key,
    json: { ...categorization, ...changes },
  });
  expect({ status, body }).toMatchObject({ status: 200 });
  return String(body["task_id"]);
};

/** The keys of all accounts. */
export const accountsOf = async (mock: MockServer): Promise<string[]> => {
  const { body } = await send(mock, "GET /_mock/accounts");
  return (body as unknown as { account: string }[]).map(({ account }) => account);
};

const ownViolations = (headers: Headers): unknown[] => {
  const all = JSON.parse(headers.get("sl-violations") ?? "[]") as { location: string[]; severity: string }[];
  return all.filter(({ location, severity }) => location[0] === "response" && severity === "Error");
};
