import type { PlainRequest } from "@task-contracts/mock/pipeline/plain-request";
import type { Response } from "@task-contracts/mock/pipeline/prism";
import { jsonResponse, refuseAsJson } from "@task-contracts/mock/pipeline/json-response";
import { respondWithConsole, isConsolePath } from "./console-page.ts";
import { describeServer, type ServedContracts } from "./overview.ts";
import { renderStartPage } from "./start-page.ts";

interface PageRequest extends Pick<PlainRequest, "headers" | "method" | "origin" | "path"> {
  /** The path without keys. */
  readonly shownPath: string;
  readonly served: ServedContracts;
}

const pages: Readonly<Record<string, (request: PageRequest) => Response>> = {
  "/": ({ headers, origin, served }) => {
    const overview = describeServer(origin, served);
    return headers["accept"]?.includes("text/html")
      ? {
          statusCode: 200,
          headers: { "content-type": "text/html; charset=utf-8" },
          body: renderStartPage(overview),
        }
      : jsonResponse(200, overview);
  },
};

/** Responds to requests that are not for an API. */
export const answerOwnPage = (request: PageRequest): Response | Promise<Response> => {
  const { method, path, shownPath } = request;
  if (isConsolePath(path)) return respondWithConsole(request);
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (!page) {
    return refuseAsJson({
      status: 404,
      message: `There is nothing at ${shownPath}. GET / lists what is served.`,
    });
  }
  if (method !== "GET" && method !== "HEAD") {
    const message = `${path} does not take ${method}. Use GET.`;
    return refuseAsJson({ status: 405, message, headers: { allow: "GET, HEAD" } });
  }
  return page(request);
};
