import { CallbackError } from "./callback-error.ts";
import { type CallbackRequest, readHeader } from "./callback-request.ts";
import { checkKeys } from "./check-keys.ts";
import { fingerprint, hasKey } from "./has-key.ts";
import { readBody } from "./read-body.ts";
import type { AcceptedCallback, CallbackTraits, Receipt, ReceiverOptions } from "./receiver.ts";
import { refuse, report, toCallbackError } from "./report.ts";

/** What all callbacks have. */
interface AnyCallback {
  readonly kind: string;
  readonly task_id?: string;
}

/**
 * Receives a callback: checks who sent it before anything is read, then reads, parses and checks it, and has it handled.
 * Whatever a request is like, and whatever a hook throws, this resolves.
 *
 * @throws TypeError if `authKey` is empty
 */
export const receive = async <Callback extends AnyCallback>(
  traits: CallbackTraits<Callback>,
  request: CallbackRequest,
  options: ReceiverOptions<Callback>,
): Promise<Receipt<Callback>> => {
  const keys = checkKeys(options);
  try {
    const path = pathOf(request.url);
    await checkSender(request, traits, keys);
    const body = await parseBody(traits, request, options);
    const callback = traits.check(body);
    const key = `${callback.kind}:${callback.task_id ?? (await fingerprint(path + JSON.stringify(body)))}`;
    const duplicate = await handle(callback, key, options);
    const accepted: AcceptedCallback<Callback> = {
      ok: true,
      callback,
      key,
      duplicate,
      response: new Response(null, { status: traits.accepted }),
    };
    return accepted;
  } catch (reason) {
    const error = toCallbackError(reason, "The request");
    void report(options, error);
    return { ok: false, error, response: refuse(error) };
  }
};

/** What is called may be written as a URL or as a path. The host is what the sender likes, so it does not matter. */
const pathOf = (target: string): string => {
  try {
    const { pathname, search } = new URL(target, "http://receiver");
    return pathname + search;
  } catch (cause) {
    throw new CallbackError("malformed", `${JSON.stringify(target)} is not a URL.`, { cause });
  }
};

const checkSender = async (
  { method, headers }: CallbackRequest,
  { mediaType, authRequired }: Pick<CallbackTraits<never>, "mediaType" | "authRequired">,
  keys: readonly string[],
): Promise<void> => {
  if (method !== "POST") {
    throw new CallbackError("method_not_allowed", `A callback is a POST request, not ${method}.`);
  }
  const given = readHeader(headers, "scale-callback-auth");
  const mayLack = given === null && !authRequired;
  if (!(await hasKey(given, keys)) && !mayLack) {
    const what = given === null ? "is missing" : "is wrong, or was sent twice";
    throw new CallbackError("unauthorized", `The header scale-callback-auth ${what}. Ignore this request.`);
  }
  const sent = readHeader(headers, "content-type")?.split(";")[0]?.trim().toLowerCase() ?? mediaType;
  if (sent !== mediaType) {
    throw new CallbackError(
      "unsupported_media_type",
      `The body is ${sent}. Callbacks of this API are ${mediaType}.`,
    );
  }
};

const parseBody = async (
  { parse, accept, mediaType }: Pick<CallbackTraits<never>, "parse" | "accept" | "mediaType">,
  request: CallbackRequest,
  { maxBytes = 4 * 1024 * 1024, timeoutMs = 10_000 }: Pick<ReceiverOptions<never>, "maxBytes" | "timeoutMs">,
): Promise<unknown> => {
  const text = await readBody(request, { maxBytes, timeoutMs });
  try {
    return text === undefined ? accept(request.parsedBody) : parse(text);
  } catch (error) {
    throw new CallbackError("malformed", `The body is not valid ${mediaType}: ${(error as Error).message}`, {
      cause: error,
    });
  }
};

/** @returns whether the callback was handled before */
const handle = async <Callback>(
  callback: Callback,
  key: string,
  { onCallback, deliveries, leaseMs = 60_000 }: ReceiverOptions<Callback>,
): Promise<boolean> => {
  try {
    const leaseId = crypto.randomUUID();
    const state = (await deliveries?.begin(key, leaseMs, leaseId)) ?? "new";
    if (state === "done") return true;
    // Not a success yet: if the first delivery fails, this one must be repeated.
    if (state === "running") {
      throw new CallbackError("in_progress", `An earlier delivery of ${key} is still being handled.`);
    }
    await run(
      () => onCallback?.(callback, key),
      () => deliveries?.abandon(key, leaseId),
    );
    // If this fails, the callback was handled without a record of it: it is handled again once the lease has ended.
    await deliveries?.complete(key, leaseId);
    return false;
  } catch (error) {
    throw toCallbackError(error, key);
  }
};

const run = async (work: () => unknown, abandon: () => unknown): Promise<void> => {
  try {
    await work();
  } catch (error) {
    try {
      await abandon();
    } catch {
      // The lease ends by itself, and the first failure says more.
    }
    throw error;
  }
};
