import { createRequire } from "node:module";

/** A task as the package `scaleapi` hands it out: the answer, and what can be done with it. */
export interface ScaleTask extends Record<string, unknown> {
  readonly id: string;
  refresh(done: Done<ScaleTask>): void;
  cancel(done: Done<ScaleTask>): void;
}

/** A page as `scaleapi` hands it out: the answer, with tasks for `docs`. */
export interface ScalePage {
  readonly docs: readonly ScaleTask[];
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly has_more: boolean;
}

/** What `scaleapi` throws, or rather passes on: it has the status and the error message of the answer. */
export interface ScaleException extends Error {
  readonly errcode?: number;
}

type Done<T> = (error: ScaleException | null, result: T) => void;

/** The client of `scaleapi`. Besides `createTask` it has `create…Task` for each type that it knows. */
interface Client {
  createTask(type: string, params: object, done: Done<ScaleTask>): void;
  fetchTask(id: string, done: Done<ScaleTask>): void;
  cancelTask(id: string, done: Done<ScaleTask>): void;
  tasks(params: object, done: Done<ScalePage>): void;
}

interface Scaleapi {
  readonly ScaleClient: new (apiKey: string) => Client;
  readonly ScaleException: new () => ScaleException;
  readonly ScaleInvalidRequest: new () => ScaleException;
}

type Send = (options: { readonly url: string }, done: unknown) => unknown;

/** Where the package sends everything. */
const SERVICE = "https://api.scaleapi.com/v1/";

const require = createRequire(import.meta.url);

/**
 * Loads the package `scaleapi`, a client that none of us wrote, and sends it to another server. Its URL is fixed, so the
 * module `request` that it uses is replaced by one that rewrites the URL; all the rest is the package's own, HTTP too.
 *
 * @param baseUrl Read at each call: the server may be started later.
 */
export const loadScaleapi = (baseUrl: () => string): Scaleapi => {
  const path = createRequire(require.resolve("scaleapi")).resolve("request");
  const request = require(path) as Readonly<Record<"get" | "post", Send>>;
  const redirect =
    (send: Send): Send =>
    ({ url, ...options }, done) => {
      if (!url.startsWith(SERVICE)) throw new Error(`scaleapi calls ${url}, which is not ${SERVICE}.`);
      return send({ ...options, url: `${baseUrl()}/${url.slice(SERVICE.length)}` }, done);
    };
  const cached = require.cache[path];
  if (!cached) throw new Error("The module request was loaded from elsewhere.");
  cached.exports = { get: redirect(request.get), post: redirect(request.post) };
  return require("scaleapi") as Scaleapi;
};

/**
 * A promise of what a function of `scaleapi` calls back with.
 *
 * @example await promise((done) => client.fetchTask(id, done));
 */
export const promise = <T>(call: (done: Done<T>) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    call((error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
