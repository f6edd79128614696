import ts from "typescript";

/** A declaration that openapi-typescript writes for each schema: `export type Task = components['schemas']['Task'];` */
const isDeclarationOf = (names: ReadonlySet<string>, node: ts.Node): node is ts.TypeAliasDeclaration =>
  ts.isTypeAliasDeclaration(node) && names.has(node.name.text);

/**
 * Moves the type of each schema to the declaration that has its name, and refers to it by that name everywhere. Editors
 * then show `CategorizationTask` and not all that it consists of.
 *
 * @example
 * astToString(nameSchemas(await openapiTypeScript(contract, { rootTypes: true, rootTypesNoSchemaPrefix: true })));
 * // "… schemas: { Task: Task; } … export type Task = { task_id: TaskId; }"
 */
export function nameSchemas(nodes: readonly ts.Node[]): ts.Node[] {
  const schemas = new Map(schemaMembers(nodes).map((member) => [nameOf(member), member]));
  const names = new Set(schemas.keys());
  return nodes.map((node) => {
    if (isDeclarationOf(names, node)) return declare(names, schemas.get(node.name.text) as Member);
    return referByName(names, isComponents(node) ? withoutTypes(node) : node);
  });
}

type Member = ts.PropertySignature & { readonly type: ts.TypeNode };

const isComponents = (node: ts.Node): node is ts.InterfaceDeclaration =>
  ts.isInterfaceDeclaration(node) && node.name.text === "components";

const nameOf = ({ name }: ts.PropertySignature): string => (name as ts.Identifier | ts.StringLiteral).text;

function schemaMembers(nodes: readonly ts.Node[]): Member[] {
  const places = nodes.filter(isComponents).flatMap(({ members }) => members.filter(ts.isPropertySignature));
  const schemas = places.find((member) => nameOf(member) === "schemas")?.type;
  return schemas && ts.isTypeLiteralNode(schemas) ? (schemas.members as unknown as Member[]).slice() : [];
}

/** The type of a schema as a declaration, with the comments of the schema. */
function declare(names: ReadonlySet<string>, member: Member): ts.Node {
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const type = referByName(names, member.type) as ts.TypeNode;
  const declaration = ts.factory.createTypeAliasDeclaration(modifiers, nameOf(member), undefined, type);
  return ts.setSyntheticLeadingComments(declaration, ts.getSyntheticLeadingComments(member));
}

/** The components, in which each schema is only a name. */
function withoutTypes(components: ts.InterfaceDeclaration): ts.Node {
  const { modifiers, name, typeParameters, heritageClauses } = components;
  const members = components.members.map((place) => {
    if (!ts.isPropertySignature(place) || nameOf(place) !== "schemas") return place;
    if (!place.type || !ts.isTypeLiteralNode(place.type)) return place;
    const type = ts.factory.createTypeLiteralNode(
      place.type.members.map((member) => referToItself(member as Member)),
    );
    return ts.factory.updatePropertySignature(place, place.modifiers, place.name, place.questionToken, type);
  });
  return ts.factory.updateInterfaceDeclaration(
    components,
    modifiers,
    name,
    typeParameters,
    heritageClauses,
    members,
  );
}

function referToItself(member: Member): ts.PropertySignature {
  const type = ts.factory.createTypeReferenceNode(nameOf(member));
  const property = ts.factory.createPropertySignature(undefined, member.name, member.questionToken, type);
  return ts.setSyntheticLeadingComments(property, ts.getSyntheticLeadingComments(member));
}

/** Writes `Task` for `components["schemas"]["Task"]`. */
function referByName(names: ReadonlySet<string>, node: ts.Node): ts.Node {
  const { transformed } = ts.transform(node, [
    (context) => (root) => {
      const visit = (part: ts.Node): ts.Node => {
        const name = schemaReferredTo(part);
        return name !== undefined && names.has(name)
          ? ts.factory.createTypeReferenceNode(name)
          : ts.visitEachChild(part, visit, context);
      };
      return visit(root);
    },
  ]);
  return transformed[0] as ts.Node;
}

function schemaReferredTo(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType, indexType } = node;
  return indexOf(objectType.indexType) === "schemas" && isReferenceTo(objectType.objectType, "components")
    ? indexOf(indexType)
    : undefined;
}

const indexOf = (type: ts.TypeNode): string | undefined =>
  ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;

const isReferenceTo = (type: ts.TypeNode, name: string): boolean =>
  ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && type.typeName.text === name;
