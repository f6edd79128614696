import { MockError } from "../mock-error.ts";
import type { ReceiveCallback } from "../web-host.ts";
import { Connection, type MessageTarget, type RemoteMock } from "./connection.ts";

/** Options of a registration. All of them are optional. */
export interface RegisterOptions {
  /** Receives the callbacks, in this page. Default: they fail, and are tried again. */
  readonly callbacks?: ReceiveCallback;
  /** The path below which requests are responded to. Default: the folder of the script. */
  readonly scope?: string;
}

interface ServiceWorker extends MessageTarget {
  readonly scriptURL: string;
  readonly state: string;
}

interface Registration {
  readonly active: ServiceWorker | null;
  readonly scope: string;
}

interface Container {
  readonly controller: ServiceWorker | null;
  register(script: string, options: { readonly scope?: string }): Promise<Registration>;
}

declare const navigator: { readonly serviceWorker?: Container };
declare const location: { readonly href: string };

/** Browsers stop a service worker that was idle for half a minute, and with it the mock. */
const KEEP_ALIVE_MS = 10_000;

/** How long to wait for a service worker. */
const PATIENCE_MS = 10_000;

/**
 * Registers the service worker of `@task-contracts/mock/service-worker`, which this page serves, and connects with it. From
 * then on, requests below its scope to `/<api id>/…` and `/_mock/…` are responded to, by whatever they are made. The mock is
 * kept as long as a page is connected.
 *
 * @param script The URL of the script. Its query selects APIs: `?apis=` and their ids, separated by commas. Default: all.
 * @throws {MockError} If there are no service workers here, or the mock cannot be created.
 * @example
 * const mock = await registerMock("/service-worker.js", { callbacks: () => new Response() });
 * console.log(mock.apis, await fetch("/_mock/health"));
 */
export const registerMock = async (
  script: string | URL,
  { callbacks, scope }: RegisterOptions = {},
): Promise<RemoteMock> => {
  const container = navigator.serviceWorker;
  if (!container)
    throw new MockError("There are no service workers here. Serve the page by HTTPS, or from localhost.");
  const url = new URL(script, location.href).href;
  const registration = await container.register(url, scope === undefined ? {} : { scope });
  const isActive = ({ active }: Registration): boolean =>
    active?.scriptURL === url && active.state === "activated";
  await until(() => isActive(registration), `The service worker ${url} did not become active.`);
  const connection = new Connection({ options: {}, callbacks });
  const open = (): ReturnType<Connection["open"]> => {
    if (registration.active) return connection.open(registration.active);
    throw new MockError(`The service worker ${url} is not registered any more.`);
  };
  const mock = await open();
  if (location.href.startsWith(registration.scope))
    await until(() => container.controller?.scriptURL === url, `The service worker ${url} is not used.`);
  const timer = setInterval(() => void open().catch(() => undefined), KEEP_ALIVE_MS);
  return connection.toMock(mock, () => clearInterval(timer));
};

const until = async (isDone: () => boolean, otherwise: string): Promise<void> => {
  const deadline = performance.now() + PATIENCE_MS;
  while (!isDone()) {
    if (performance.now() > deadline) throw new MockError(`${otherwise} Reload the page.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
