// What compiled validators call, and so contain.
export { countCodePoints } from "./count-code-points.ts";
export { deleteEmptyStrings } from "./delete-empty-strings.ts";
export { replaceIntegerStrings } from "./replace-integer-strings.ts";
