// What Prism's `factory` uses of fp-ts/TaskEither, in plain async functions. The bundle contains it instead of the original,
// which creates three promises and as many closures per step: decisions/0014-speed.md.
import { type Either, isLeft, left as leftOf, right as rightOf } from "fp-ts/lib/Either.js";

/** As in fp-ts: a computation that is yet to run, and that ends in an error or a value. */
export type TaskEither<E, A> = () => Promise<Either<E, A>>;

export const left =
  <E>(error: E): TaskEither<E, never> =>
  async () =>
    leftOf(error);

export const fromEither =
  <E, A>(either: Either<E, A>): TaskEither<E, A> =>
  async () =>
    either;

export const fromIOEither =
  <E, A>(run: () => Either<E, A>): TaskEither<E, A> =>
  async () =>
    run();

export const map =
  <A, B>(change: (value: A) => B) =>
  <E>(task: TaskEither<E, A>): TaskEither<E, B> =>
  async () => {
    const either = await task();
    return isLeft(either) ? either : rightOf(change(either.right));
  };

export const chain =
  <E, A, B>(next: (value: A) => TaskEither<E, B>) =>
  (task: TaskEither<E, A>): TaskEither<E, B> =>
  async () => {
    const either = await task();
    return isLeft(either) ? either : await next(either.right)();
  };

export const orElse =
  <E, A, F>(instead: (error: E) => TaskEither<F, A>) =>
  (task: TaskEither<E, A>): TaskEither<F, A> =>
  async () => {
    const either = await task();
    return isLeft(either) ? await instead(either.left)() : either;
  };

// The result of `require`, as in Node: a plain object. The bundler would put two getters before each function, and calling
// through those took 4 % of a request's time.
const forRequire = { left, fromEither, fromIOEither, map, chain, orElse };
export { forRequire as "module.exports" };
