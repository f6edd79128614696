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
};

// A worker is called with what is on the standard input.
if (module.default?.fetch) {
  const { url, headers, body } = JSON.parse(process.env["CALLBACK"] ?? "") as {
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly body: string;
  };
  const response = await module.default.fetch(
    new Request(url, { method: "POST", headers, body }),
    process.env,
  );
  process.stdout.write(`status ${response.status}\n`);
}
