/** Vite gives the text of a file, in Node as in a browser. */
declare module "*?raw" {
  const text: string;
  export default text;
}
