import { toText } from "../core/to-text.ts";
import { CallbackError } from "./callback-error.ts";
import type { CallbackRequest } from "./callback-request.ts";
import { checkKeys } from "./check-keys.ts";
import type { ReceiverOptions } from "./receiver.ts";
import { refuse, report, toCallbackError } from "./report.ts";

/** What receives callbacks: `receiveScaleCallback` or `receiveScaleBetaCallback`. */
export type Receive<Options> = (
  request: CallbackRequest,
  options: Options,
) => Promise<{ readonly response: Response }>;

/** What adapters look at in the options of a receiver. */
export type AdapterOptions = Pick<ReceiverOptions<never>, "authKey" | "onError">;

/** Receives a request as a server has it, and says what to answer. It never rejects. */
export type Respond<Incoming> = (incoming: Incoming) => Promise<Response>;

/**
 * What all adapters have in common. The key is checked at once: that it is missing is a mistake of the program, and should
 * not wait for the first request to show.
 *
 * @throws TypeError if `authKey` is empty
 */
export const createRespond = <Incoming, Options extends AdapterOptions>(
  receive: Receive<Options>,
  options: Options,
  toRequest: (incoming: Incoming) => CallbackRequest | Promise<CallbackRequest>,
): Respond<Incoming> => {
  checkKeys(options);
  return async (incoming) => {
    try {
      return (await receive(await toRequest(incoming), options)).response;
    } catch (reason) {
      const error = toCallbackError(reason, "The request");
      void report(options, error);
      return refuse(error);
    }
  };
};

/** Reports that a response did not get through. What was received has been handled all the same. */
export const reportUnsent = (options: AdapterOptions, cause: unknown): void => {
  void report(
    options,
    new CallbackError("handler_failed", `The response could not be sent: ${toText(cause)}`, { cause }),
  );
};
