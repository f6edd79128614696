import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inject } from "vitest";

/** A server of static files, as anybody would have one for a page. */
export interface FileServer {
  readonly url: string;
  /** The paths that were asked for. */
  readonly paths: string[];
  readonly close: () => void;
}

const dist = `${inject("installedMock")}/dist/`;

const mediaTypes: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript" };

/** A page that has imported parts of the package. */
const pageWith = (...modules: string[]): string => `<!doctype html><title>Page</title>
<script type="module">
  ${modules.map((name) => `import * as ${name} from "/mock/${name}.js";`).join("\n  ")}
  globalThis.taskContracts = { ${modules.map((name) => `...${name}`).join(", ")} };
</script>`;

/** A page that needs no worker. */
export const pageWithoutWorker = "/without-worker";

const pageOf = (path: string): string =>
  path === pageWithoutWorker ? pageWith("index") : pageWith("index", "worker");

/**
 * Serves the installed package at `/mock/`, its service worker at `/` and `/app/`, and a page wherever else one is asked for.
 */
export const serveFiles = async (): Promise<FileServer> => {
  const paths: string[] = [];
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    paths.push(pathname);
    const file = pathname.replace(/^\/(?:mock|app)\//, "/");
    const extension = /\.(\w+)$/.exec(file)?.[1] ?? "html";
    try {
      const body = extension === "html" ? pageOf(pathname) : await readFile(`${dist}${file}`);
      response.setHeader("content-type", mediaTypes[extension] ?? "text/plain").end(body);
    } catch {
      response.writeHead(404).end("There is no such file.");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    paths,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
