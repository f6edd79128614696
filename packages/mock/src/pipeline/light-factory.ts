import type { factory as prismFactory } from "@stoplight/prism-core/dist/factory.js";
import type { IPrismOutput } from "@stoplight/prism-core";
import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import type { MockRequest } from "./mock-request.ts";
import type { Diagnostic, PrismComponents, PrismConfig, Response } from "./prism.ts";
import type { Resource } from "./resource.ts";

/** How an upstream says that the mock of examples is to respond. */
const NOT_IMPLEMENTED = "https://stoplight.io/prism/errors#UPSTREAM_NOT_IMPLEMENTED";

type Outcome = Either<Error, IPrismOutput<Response>>;

/**
 * Takes the place of Prism's `factory` in the bundle for browsers: the same steps in the same order, without fp-ts and lodash.
 * It knows only the configuration that `create-pipeline.ts` uses, in which every check is on.
 */
export const factory = (
  _: PrismConfig,
  components: PrismComponents,
): ReturnType<typeof prismFactory<Resource, MockRequest, Response, PrismConfig>> => ({
  request: (input, resources, config) => async (): Promise<Outcome> => {
    if (!config) throw new Error("Each request has a whole configuration.");
    const routed = components.route({ resources, input });
    if (isLeft(routed)) return routed;
    const resource = routed.right;
    const validations = [
      ...problemsOf(components.validateSecurity({ resource, element: input })),
      ...problemsOf(components.validateInput({ resource, element: input })),
    ];
    const output = await respond(components, resource, { data: input, validations }, config);
    if (isLeft(output)) return output;
    const checked = components.validateOutput({ resource, element: output.right });
    return right({ output: output.right, validations: { input: validations, output: problemsOf(checked) } });
  },
});

const problemsOf = (checked: Either<Diagnostic[], unknown>): Diagnostic[] =>
  isLeft(checked) ? checked.left : [];

/** The response of the upstream, or of the mock if the upstream leaves it to that. */
const respond = async (
  { forward, logger, mock }: PrismComponents,
  resource: Resource,
  input: { data: MockRequest; validations: Diagnostic[] },
  config: PrismConfig,
): Promise<Either<Error, Response>> => {
  const { mock: mockConfig, upstream, upstreamProxy } = config;
  const forwarded = await forward(
    input,
    upstream.href,
    upstreamProxy,
    resource,
  )(logger.child({ name: "PROXY" }))();
  if (!isLeft(forwarded) || forwarded.left.name !== NOT_IMPLEMENTED) return forwarded;
  return mock({ resource, input, config: mockConfig })(logger.child({ name: "NEGOTIATOR" }));
};
