import contract from "@task-contracts/contracts/scale-v1.json" with { type: "json" };
import type { CallbackError } from "../src/callbacks/index.ts";

/** The callback key of these tests. */
export const authKey = "cb_8d1f6e0a";

/** An example of the contract. */
export const example = (name: keyof typeof contract.components.examples): Record<string, unknown> =>
  structuredClone(contract.components.examples[name].value);

/** Options of a receiver that record what is received, and what is refused. */
export const noting = <Callback>() => {
  const [callbacks, errors]: [Callback[], CallbackError[]] = [[], []];
  const onCallback = (callback: Callback): unknown => callbacks.push(callback);
  return { callbacks, errors, authKey, onCallback, onError: (error: CallbackError) => errors.push(error) };
};

/** A callback request that is right, or is changed in some way. */
export const callbackRequest = (
  body: unknown = example("SupportMessageCallback"),
  headers: Record<string, string> = {},
): Request => {
  const isRaw = typeof body === "string" || body instanceof ReadableStream;
  const init: RequestInit & { readonly duplex: "half" } = {
    method: "POST",
    headers: { "content-type": "application/json", "scale-callback-auth": authKey, ...headers },
    body: isRaw ? body : JSON.stringify(body),
    duplex: "half",
  };
  return new Request("https://shop.example/callbacks/scale", init);
};
