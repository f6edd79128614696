import { pathToFileURL } from "node:url";

// Runs a snippet of the README as it is printed, with the services' addresses leading to the mock server.
const [, , snippet = "", origin = ""] = process.argv;
const send = globalThis.fetch;

const redirect = (url: string): string =>
  url
    .replace("https://api.scaleapi.com/v1/task/categorize", `${origin}/scale-beta/task/categorize`)
    .replace("https://api.scaleapi.com/v1", `${origin}/scale-v1`)
    .replace("https://api.dataflowkit.com/v1", `${origin}/dataflowkit-v1`);

globalThis.fetch = async (request) =>
  request instanceof Request ? send(new Request(redirect(request.url), request)) : send(request);

const module = (await import(pathToFileURL(snippet).href)) as {
  readonly default?: { readonly fetch?: (request: Request, env: object) => Promise<Response> };
  readonly POST?: (request: Request) => Promise<Response>;
  readonly handler?: (event: object) => Promise<{ readonly statusCode: number }>;
  readonly receiveParsed?: (request: object) => Promise<Response>;
};

/** Calls what a snippet exports as its platform would, with a callback. */
const call = async (): Promise<number> => {
  const { url, headers, body } = JSON.parse(process.env["CALLBACK"] ?? "") as {
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly body: string;
  };
  const request = new Request(url, { method: "POST", headers, body });
  const path = new URL(url).pathname;
  if (module.handler) {
    const requestContext = { http: { method: "POST" } };
    return (await module.handler({ rawPath: path, requestContext, headers, body })).statusCode;
  }
  if (module.receiveParsed) {
    const parsed = { method: "POST", path, headers, body: JSON.parse(body) as unknown };
    return (await module.receiveParsed(parsed)).status;
  }
  const response = await (module.POST?.(request) ?? module.default?.fetch?.(request, process.env));
  return response?.status ?? 0;
};

if (process.env["CALLBACK"]) process.stdout.write(`status ${await call()}\n`);
