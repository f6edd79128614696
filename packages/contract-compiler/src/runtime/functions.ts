// Functions that compiled validators call, and so contain.
export { countCodePoints } from "./count-code-points.ts";
export { deleteEmptyLists, deleteEmptyTexts, deleteNulls } from "./delete-absent-values.ts";
export { replaceIntegerStrings } from "./replace-integer-strings.ts";
