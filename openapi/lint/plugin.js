import { componentRefs } from "./component-refs.js";
import { namedExamples } from "./named-examples.js";
import { pathFiles } from "./path-files.js";
import { requiredProperties } from "./required-properties.js";
import { sharedErrors } from "./shared-errors.js";
import { taggedUnions } from "./tagged-unions.js";
import { taskLifecycle } from "./task-lifecycle.js";

/** The conventions of our contracts that no built-in rule of Redocly knows. */
export default () => ({
  id: "conventions",
  rules: {
    oas3: {
      "component-refs": componentRefs,
      "named-examples": namedExamples,
      "path-files": pathFiles,
      "required-properties": requiredProperties,
      "shared-errors": sharedErrors,
      "tagged-unions": taggedUnions,
      "task-lifecycle": taskLifecycle,
    },
  },
});
