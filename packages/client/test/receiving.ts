import { expect } from "vitest";
import { type CallbackError, isCallbackError, receiveScaleCallback } from "../src/callbacks/index.ts";
import { authKey } from "./callback-requests.ts";

/** What a request is refused with: the answer to the sender, and the error for the log. */
export const refusalOf = async (
  request: Request,
  options = {},
): Promise<readonly [number, CallbackError]> => {
  const errors: CallbackError[] = [];
  const receipt = await receiveScaleCallback(request, {
    authKey,
    onError: (error) => errors.push(error),
    ...options,
  });
  if (receipt.ok) throw new Error("The request was accepted.");
  expect(errors).toEqual([receipt.error]);
  expect(isCallbackError(receipt.error)).toBe(true);
  expect(await receipt.response.json()).toEqual({
    status_code: receipt.error.status,
    error: receipt.error.code,
  });
  return [receipt.response.status, receipt.error];
};

/** A body that notes whether anybody reads it. */
export const watchedBody = (
  chunks: Iterable<Uint8Array>,
): { readonly body: ReadableStream; readonly read: () => number } => {
  const iterator = chunks[Symbol.iterator]();
  let count = 0;
  const body = new ReadableStream(
    {
      pull(controller) {
        const { done, value } = iterator.next();
        if (done) return controller.close();
        count++;
        return controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, read: () => count };
};
