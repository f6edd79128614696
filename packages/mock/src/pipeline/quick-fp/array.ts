// What Prism's `factory` uses of fp-ts/Array. The bundle has it in place of the original: decisions/0014-speed.md.
import { sequence as sequenceAny } from "fp-ts/lib/Array.js";
import { type Either, type getApplicativeValidation, isRight, right } from "fp-ts/lib/Either.js";

type Validation<E> = ReturnType<typeof getApplicativeValidation<E>>;

/** Turns a list of checks into one. That nothing is wrong, as with most requests, is found without fp-ts. */
export const sequence = <E>(validation: Validation<E>) => {
  const sequenceWrong = sequenceAny(validation);
  return <A>(eithers: Either<E, A>[]): Either<E, A[]> =>
    eithers.every(isRight) ? right(eithers.map((each) => each.right)) : sequenceWrong(eithers);
};

// What `require` gives, as in Node: a plain object. The bundler would put two getters before each function, and calling
// through those took 4 % of a request's time.
const forRequire = { sequence };
export { forRequire as "module.exports" };
