import { PassThrough, Readable } from "node:stream";

/** An own stream, or the response of another instance. */
type Source = AsyncIterable<Uint8Array> | Readable;

/** What separates events. */
const separator = Buffer.from("\n\n");

/**
 * Merges streams of server-sent events. It ends with the first of them: the reader connects again, and gets those that are there
 * by then.
 *
 * @example
 * mergeEventStreams([own, ofOther]); // the events of both
 */
export const mergeEventStreams = (sources: readonly Source[]): PassThrough => {
  const merged = new PassThrough();
  const iterators = sources.map((source): AsyncIterator<Uint8Array> => source[Symbol.asyncIterator]());
  const end = (): void => {
    merged.end();
    for (const [index, source] of sources.entries()) {
      // The iterator of a `Readable` would wait for its next bytes first.
      if (source instanceof Readable) source.destroy();
      else void iterators[index]?.return?.();
    }
  };
  merged.once("close", end);
  for (const iterator of iterators) {
    void copyEvents(iterator, merged)
      .catch(() => undefined)
      .finally(end);
  }
  return merged;
};

/** Whole events only: half of one would be continued by another source. */
const copyEvents = async (source: AsyncIterator<Uint8Array>, target: PassThrough): Promise<void> => {
  let rest: Buffer = Buffer.alloc(0);
  for (let { done, value } = await source.next(); done !== true; { done, value } = await source.next()) {
    rest = Buffer.concat([rest, value]);
    const end = rest.lastIndexOf(separator);
    if (end === -1) continue;
    const whole = rest.subarray(0, end + separator.length);
    rest = rest.subarray(end + separator.length);
    if (!target.write(whole)) await new Promise<void>((resolve) => void target.once("drain", resolve));
    if (target.destroyed) return;
  }
};
