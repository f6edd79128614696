import type { ContractId } from "../support/contract-operations.ts";
import { fuzzOperations, mountOf } from "./fuzz-operations.ts";
import type { FuzzOperation } from "./wire-request.ts";

/** What a request is for, found without any of the server's code. */
export interface Match {
  /** Absent if the path is below no API. */
  readonly api?: ContractId;
  /** Absent if the API has nothing there, or not with this method. */
  readonly operation?: FuzzOperation;
  /** With which methods there is something at the path. */
  readonly methods: readonly string[];
}

const patterns = fuzzOperations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${mountOf(operation.api)}${operation.path.replaceAll(/\{\w+\}/g, "[^/]+")}/?$`, "s"),
}));

/** Finds the operation that a request is for. The alias of the default API is not used here. */
export const matchOperation = (method: string, target: string): Match => {
  const [sent = ""] = originForm(target).split("?", 1);
  const path = sent.split("/").map(decoded).join("/");
  const fitting = patterns.filter(({ pattern }) => pattern.test(path)).map(({ operation }) => operation);
  // A template without parameters goes before one with them.
  const ordered = fitting.toSorted((a, b) => a.parameters.length - b.parameters.length);
  const wanted = method === "HEAD" ? ["head", "get"] : [method.toLowerCase()];
  const operation =
    method === method.toUpperCase() ? ordered.find((each) => wanted.includes(each.method)) : undefined;
  const api = fuzzOperations.find(
    (each) => path === mountOf(each.api) || path.startsWith(`${mountOf(each.api)}/`),
  )?.api;
  return {
    ...(api && { api }),
    ...(operation && { operation }),
    methods: ordered.map((each) => each.method.toUpperCase()),
  };
};

/** What is encoded is the same as what is not (RFC 3986, 6.2.2.2), but for slashes. The id of an API is written plainly. */
const decoded = (segment: string, index: number): string => {
  try {
    const plain = decodeURIComponent(segment);
    return index < 2 || plain.includes("/") ? segment : plain;
  } catch {
    return segment;
  }
};

/** A proxy asks for `http://host/path`, which means `/path` (RFC 9112, 3.2.2). */
const originForm = (target: string): string => target.replace(/^https?:\/\/[^/?#]+(?=[/?]|$)/i, "") || "/";
