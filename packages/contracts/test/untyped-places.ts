import ts from "typescript";

/**
 * Names the places in generated types that say nothing about a value: `unknown` and `any`. The parts of a name are those
 * of the declaration and of the properties on the way; `*` is any property.
 *
 * @example
 * untypedPlaces("export type Metadata = { [key: string]: unknown };"); // ["Metadata.*"]
 */
export function untypedPlaces(source: string): string[] {
  const file = ts.createSourceFile("types.ts", source, ts.ScriptTarget.Latest, true);
  const places: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.UnknownKeyword || node.kind === ts.SyntaxKind.AnyKeyword) {
      places.push(placeOf(node));
    }
    node.forEachChild(visit);
  };
  visit(file);
  return places.toSorted();
}

function placeOf(node: ts.Node): string {
  const steps: string[] = [];
  for (let part: ts.Node = node; !ts.isSourceFile(part); part = part.parent) {
    if (ts.isIndexSignatureDeclaration(part)) steps.unshift("*");
    else if (isNamed(part)) steps.unshift((part.name as ts.Identifier).text);
  }
  return steps.join(".");
}

const isNamed = (
  node: ts.Node,
): node is ts.PropertySignature | ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
  ts.isPropertySignature(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
