import type { PipelineResult } from "./pipeline-result.ts";
import { boundViolations } from "./bound-violations.ts";
import { withoutKeys } from "./shown-path.ts";

/**
 * Creates a copy of a response that can be logged and stored, whatever a client sent: violations are limited, and errors
 * repeat no keys.
 */
export const presentable = (answer: PipelineResult, keys: readonly string[]): PipelineResult => {
  const { response, violations } = answer;
  const isRefusal = keys.length > 0 && response !== undefined && response.statusCode >= 400;
  if (violations.length === 0 && !isRefusal) return answer;
  return {
    ...answer,
    violations: withoutKeys(boundViolations(violations), keys),
    ...(isRefusal && { response: { ...response, body: withoutKeys(response.body, keys) } }),
  };
};
