import { CallbackError } from "./callback-error.ts";
import { fingerprint, hasKey } from "./has-key.ts";
import { readBody } from "./read-body.ts";
import type { AcceptedCallback, CallbackTraits, Receipt, ReceiverOptions } from "./receiver.ts";

/** What all callbacks have. */
interface AnyCallback {
  readonly kind: string;
  readonly task_id?: string;
}

/**
 * Receives a callback: checks who sent it before anything is read, then reads, parses and checks it, and has it handled.
 *
 * @throws TypeError for what the program does wrong: no key, or a body that was read before
 * @example
 * const { response } = await receive(traits, request, { authKey, onCallback });
 */
export const receive = async <Callback extends AnyCallback>(
  traits: CallbackTraits<Callback>,
  request: Request,
  options: ReceiverOptions<Callback>,
): Promise<Receipt<Callback>> => {
  try {
    await checkSender(request, traits, options);
    const { maxBytes = 4 * 1024 * 1024, timeoutMs = 10_000 } = options;
    const text = await readBody(request, { maxBytes, timeoutMs });
    const callback = traits.check(parse(traits, text));
    const { pathname, search } = new URL(request.url);
    const key = `${callback.kind}:${callback.task_id ?? (await fingerprint(pathname + search + text))}`;
    const duplicate = await handle(callback, key, options);
    const accepted: AcceptedCallback<Callback> = {
      ok: true,
      callback,
      key,
      duplicate,
      response: new Response(null, { status: traits.accepted }),
    };
    return accepted;
  } catch (error) {
    if (!(error instanceof CallbackError)) throw error;
    options.onError?.(error);
    return { ok: false, error, response: refuse(error) };
  }
};

const checkSender = async (
  { method, headers }: Request,
  { mediaType, authRequired }: Pick<CallbackTraits<never>, "mediaType" | "authRequired">,
  { authKey }: Pick<ReceiverOptions<never>, "authKey">,
): Promise<void> => {
  const keys = [authKey].flat();
  if (keys.length === 0 || keys.includes("")) {
    throw new TypeError("authKey is empty. Set the callback key of your account.");
  }
  if (method !== "POST") {
    throw new CallbackError("method_not_allowed", `A callback is a POST request, not ${method}.`);
  }
  const given = headers.get("scale-callback-auth");
  const mayLack = given === null && !authRequired;
  if (!(await hasKey(given, keys)) && !mayLack) {
    const what = given === null ? "is missing" : "is wrong, or was sent twice";
    throw new CallbackError("unauthorized", `The header scale-callback-auth ${what}. Ignore this request.`);
  }
  const sent = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? mediaType;
  if (sent !== mediaType) {
    throw new CallbackError(
      "unsupported_media_type",
      `The body is ${sent}. Callbacks of this API are ${mediaType}.`,
    );
  }
};

const parse = (
  { parse: parseBody, mediaType }: Pick<CallbackTraits<never>, "parse" | "mediaType">,
  text: string,
) => {
  try {
    return parseBody(text);
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
  { onCallback, deliveries }: ReceiverOptions<Callback>,
): Promise<boolean> => {
  try {
    const state = (await deliveries?.begin(key)) ?? "new";
    if (state === "done") return true;
    // Not a success yet: if the first delivery fails, this one must be repeated.
    if (state === "running") {
      throw new CallbackError("in_progress", `An earlier delivery of ${key} is still being handled.`);
    }
    await run(callback, key, { onCallback, deliveries });
    return false;
  } catch (error) {
    if (error instanceof CallbackError) throw error;
    throw new CallbackError("handler_failed", `${key} could not be handled: ${String(error)}`, {
      cause: error,
    });
  }
};

const run = async <Callback>(
  callback: Callback,
  key: string,
  { onCallback, deliveries }: Pick<ReceiverOptions<Callback>, "onCallback" | "deliveries">,
): Promise<void> => {
  try {
    await onCallback?.(callback, key);
  } catch (error) {
    await deliveries?.abandon(key);
    throw error;
  }
  await deliveries?.complete(key);
};

/** Tells the sender no more than the status says. */
const refuse = ({ code, status }: CallbackError): Response =>
  Response.json(
    { status_code: status, error: code },
    { status, headers: status === 405 ? { allow: "POST" } : {} },
  );
