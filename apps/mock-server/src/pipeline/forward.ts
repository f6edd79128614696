import { left, right } from "fp-ts/lib/Either.js";
import type { ExampleMock } from "./example-mock.ts";
import type { PrismComponents } from "./prism.ts";
import { refuse } from "./refuse.ts";
import { isError } from "./violation.ts";

/** By its name Prism knows that it has to answer with an example. Made once: a stack for each request would be slow. */
const notImplemented = Object.assign(new Error("The example mock answers this request."), {
  name: "https://stoplight.io/prism/errors#UPSTREAM_NOT_IMPLEMENTED",
});

/**
 * Prism's `forward`: the upstream service, in this process. It refuses requests that break the contract and leaves all
 * others to the example mock.
 */
export const createForward =
  (exampleMock: ExampleMock): PrismComponents["forward"] =>
  ({ validations }, _baseUrl, _upstreamProxy, resource) =>
  () =>
  async () => {
    const violations = validations.filter(isError);
    if (resource && violations.length > 0) return right(refuse(resource, violations));
    await exampleMock.load();
    return left(notImplemented);
  };
