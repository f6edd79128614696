import { pipeline, type Readable, Transform } from "node:stream";

/** How long the head of a response waits for the end of its body, in milliseconds. */
export const patience = 250;

/** How a forwarded body ended: complete, or not. */
export type BodyEnd = { readonly bytes: Buffer } | "too long" | "cut off" | "left";

/** A body that arrived in time, or one that is still arriving. */
export type HeldBody =
  | { readonly bytes: Buffer }
  | { readonly stream: Readable; readonly end: Promise<BodyEnd> };

/** The maximum size and time to hold a body. */
interface HoldOptions {
  readonly bytes: number;
  readonly ms: number;
  /** Aborted when the reader leaves, which ends the source as well. */
  readonly signal?: AbortSignal;
}

/**
 * Holds a response back until its body is there, so that its head can report what is wrong with the body. One that is too
 * long, or takes too long, is streamed as it arrives, no faster than its reader reads.
 *
 * @throws Any error of the stream, before it is passed on.
 */
export const holdBody = (source: Readable, { bytes, ms, signal }: HoldOptions): Promise<HeldBody> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (): void => {
      clearTimeout(timer);
      source.off("data", onData).off("end", onEnd).off("error", onError);
    };
    const release = (): void => {
      stop();
      source.pause();
      resolve(letThrough(source, chunks, { bytes, signal }));
    };
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > bytes) release();
    };
    const onEnd = (): void => {
      stop();
      resolve({ bytes: Buffer.concat(chunks) });
    };
    const onError = (error: Error): void => {
      stop();
      reject(error);
    };
    const timer = setTimeout(release, ms);
    source.on("data", onData).on("end", onEnd).on("error", onError);
  });

const letThrough = (
  source: Readable,
  held: readonly Buffer[],
  { bytes: limit, signal }: { readonly bytes: number; readonly signal: AbortSignal | undefined },
): HeldBody => {
  const { promise: end, resolve } = Promise.withResolvers<BodyEnd>();
  let kept: Buffer[] | undefined = [];
  let size = 0;
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      size += chunk.length;
      if (size > limit) kept = undefined;
      kept?.push(chunk);
      done(null, chunk);
    },
    flush: (done) => {
      resolve(kept ? { bytes: Buffer.concat(kept) } : "too long");
      done();
    },
  });
  for (const chunk of held) stream.write(chunk);
  // The one that ends early first is the cause: the other follows.
  source.on("error", () => resolve(signal?.aborted ? "left" : "cut off"));
  stream.on("close", () => resolve("left"));
  pipeline(source, stream, () => undefined);
  return { stream, end };
};
