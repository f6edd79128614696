// What Prism's `factory` uses of fp-ts/Array. The bundle contains it instead of the original: decisions/0014-speed.md.
import { sequence as sequenceAny } from "fp-ts/lib/Array.js";
import { type Either, type getApplicativeValidation, isRight, right } from "fp-ts/lib/Either.js";

type Validation<E> = ReturnType<typeof getApplicativeValidation<E>>;

/** Combines a list of checks. The usual case, that nothing is wrong, is handled without fp-ts. */
export const sequence = <E>(validation: Validation<E>) => {
  const sequenceWrong = sequenceAny(validation);
  return <A>(eithers: Either<E, A>[]): Either<E, A[]> =>
    eithers.every(isRight) ? right(eithers.map((each) => each.right)) : sequenceWrong(eithers);
};

// The result of `require`, as in Node: a plain object. The bundler would put two getters before each function, and calling
// through those took 4 % of a request's time.
const forRequire = { sequence };
export { forRequire as "module.exports" };
