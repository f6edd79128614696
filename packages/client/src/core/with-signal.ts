import type { MakeRequest } from "./call.ts";

/**
 * Makes a request that ends with a signal. Tests in jsdom have signals that `Request` does not take for any: there, the
 * request goes on after its call has ended.
 *
 * @example
 * withSignal((init) => new Request(url, init), { signal });
 */
export const withSignal = (make: MakeRequest, init: RequestInit): Request => {
  try {
    return make(init);
  } catch {
    return make({ ...init, signal: null });
  }
};
