import type { Contract } from "../contract/contract.ts";
import type { PrismComponents } from "./prism.ts";

/** Prism's own mock: responds with the examples of the contract, or with random data for `Prefer: dynamic=true`. */
export interface ExampleMock {
  /** Must have resolved before the first `mock`, which Prism requires to be synchronous. */
  readonly load: () => Promise<void>;
  readonly mock: PrismComponents["mock"];
}

/**
 * Loads Prism's mock, by far the largest part of the server, when the first request needs it. Builds for browsers replace
 * it: `scripts/light-mock.ts`.
 */
export const createExampleMock = ({ isInferred = false, loadDocument }: Contract): ExampleMock => {
  let loading: Promise<void> | undefined;
  let mocker: PrismComponents["mock"] | undefined;
  const load = async (): Promise<void> => {
    const [{ createMocker }, document] = await Promise.all([import("./prism-mock.ts"), loadDocument()]);
    mocker = createMocker(document, { isNegotiated: isInferred });
  };
  return {
    load: () => (loading ??= load()),
    mock: (options) => {
      if (!mocker) throw new Error("The example mock is not loaded. Await load() first.");
      return mocker(options);
    },
  };
};
