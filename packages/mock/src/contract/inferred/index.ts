/** What only contracts of the user need: it is loaded with them. */
export { readLifeCycles } from "@task-contracts/openapi-model";
export { statesOf } from "./infer-roles.ts";
export { inferTasks } from "./infer-tasks.ts";
