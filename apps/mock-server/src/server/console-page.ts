import { createHash } from "node:crypto";
import { refuseAsJson } from "@task-contracts/mock/pipeline/json-response";
import type { PlainRequest } from "@task-contracts/mock/pipeline/plain-request";
import type { Response } from "@task-contracts/mock/pipeline/prism";

/** Where the console is. */
export const consolePath = "/_console";

/**
 * Nothing is loaded from elsewhere, but for images of tasks: the user draws boxes on them, and asks for each that is on another
 * server.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: http: https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const forever = "public, max-age=31536000, immutable";

/**
 * Responds with a file of the console. They are loaded with the first request, so that a server without readers starts as
 * fast as before.
 *
 * @example
 * await respondWithConsole({ method: "GET", path: "/_console/", headers: {} }); // { statusCode: 200, body: "<!doctype html>…" }
 */
export const respondWithConsole = async ({
  headers,
  method,
  path,
}: Pick<PlainRequest, "headers" | "method" | "path">): Promise<Response> => {
  if (method !== "GET" && method !== "HEAD")
    return refuseAsJson({
      status: 405,
      message: `${consolePath} does not take ${method}. Use GET.`,
      headers: { allow: "GET, HEAD" },
    });
  // Relative, since a proxy may serve it below another path.
  if (path === consolePath) return { statusCode: 308, headers: { location: "_console/" } };
  const { files } = await import("@task-contracts/console/files");
  const name = path.slice(consolePath.length + 1);
  const file = Object.hasOwn(files, name) ? files[name] : undefined;
  if (!file)
    return refuseAsJson({
      status: 404,
      message: `There is no such file of the console. Open ${consolePath}/.`,
    });
  const etag = `"${createHash("sha256").update(file.text).digest("base64url").slice(0, 27)}"`;
  const caching = { etag, "cache-control": file.isImmutable ? forever : "no-cache" };
  if (headers["if-none-match"] === etag) return { statusCode: 304, headers: caching };
  return {
    statusCode: 200,
    headers: {
      ...caching,
      "content-type": file.mediaType,
      "content-security-policy": policy,
      "referrer-policy": "no-referrer",
    },
    body: file.text,
  };
};

/** Whether a path is that of the console, or of a file of it. */
export const isConsolePath = (path: string): boolean =>
  path === consolePath || path.startsWith(`${consolePath}/`);
