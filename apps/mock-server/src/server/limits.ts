/** How deep objects and arrays may stand inside each other. The contracts need five levels. */
export const maxDepth = 32;

/** How many values a form may have, in all and per array: as many as Express takes. */
export const maxFormValues = 1000;
