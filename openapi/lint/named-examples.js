/**
 * Each body, of requests, responses and callbacks, has at least one named example, and each example says in a
 * summary what it shows. A schema tells what is possible; examples tell what happens.
 */
export const namedExamples = () => ({
  MediaType(mediaType, { report, location }) {
    if (Object.keys(mediaType.examples ?? {}).length === 0) {
      report({ message: "A body must have at least one named example, under `examples`.", location });
    }
    if (mediaType.example !== undefined) {
      report({
        message: "Use `examples` and name the example, instead of `example`.",
        location: location.child(["example"]).key(),
      });
    }
  },
  Example(example, { report, location }) {
    if (!example.summary) {
      report({ message: "An example must say in `summary` what it shows.", location });
    }
  },
});
