import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import sirv from "sirv";

export interface ServeOptions {
  /** 0, the default, is any free port. */
  readonly port?: number;

  /** Where the site is on the server, with slashes around it. */
  readonly basePath?: string;
}

/** A server that runs. */
export interface SiteServer {
  /** The address of the start page. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves the built site on this machine, as a host of static files would: with its page for addresses that do not exist.
 *
 * @example
 * const { url, close } = await serveSite("dist", { basePath: "/docs/" });
 */
export async function serveSite(
  folder: string,
  { port = 0, basePath = "/" }: ServeOptions = {},
): Promise<SiteServer> {
  const notFound = await readFile(join(folder, "404.html"));
  // Files are looked up anew for each request, so that a build can replace them; compressed ones beside them come first.
  const serve = sirv(folder, { dev: true, gzip: true });
  const server = createServer((request, response) => {
    const refuse = (): void => {
      response.writeHead(404, { "content-type": "text/html; charset=utf-8" }).end(notFound);
    };
    const { url = "/" } = request;
    if (!url.startsWith(basePath)) return refuse();
    request.url = url.slice(basePath.length - 1);
    return serve(request, response, refuse);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
