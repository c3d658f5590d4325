import { readFileSync } from 'node:fs';

/** An operation of the bundled definition, read without any of the code under test. */
export interface DefinedOperation {
  method: string;
  template: string;
  operationId: string;
  module: string;
  hasBody: boolean;
  /** A value for each placeholder: a number of its own, or a text with what addresses are broken by. */
  values: Record<string, string>;
  /** The segments of the address that a call with these values has to have. */
  segments: string[];
}

/** Every operation of the bundled definition, its placeholders filled. */
export function definedOperations(): DefinedOperation[] {
  const { paths, components } = JSON.parse(
    readFileSync('data/manage-2025.1.json', 'utf8'),
  ) as Definition;
  const shared = components.parameters;
  return Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).map(([method, operation]) =>
      filled(method.toUpperCase(), template, operation, shared),
    ),
  );
}

interface Definition {
  paths: Record<string, Record<string, Operation>>;
  components: { parameters: Record<string, Parameter> };
}

interface Operation {
  operationId: string;
  requestBody?: unknown;
  parameters?: Parameter[];
}

interface Parameter {
  /** Of a shared one, where it stands in the definition. */
  $ref?: string;
  name?: string;
  in?: string;
  schema?: { type?: string };
}

function filled(
  method: string,
  template: string,
  { operationId, requestBody, parameters = [] }: Operation,
  shared: Record<string, Parameter>,
): DefinedOperation {
  const own = parameters.map((one) => shared[one.$ref?.split('/').at(-1) ?? ''] ?? one);
  const values: Record<string, string> = {};
  const segments = template.split('/').map((segment) => {
    // `{id}`, `types{id}`, `{id}{id}` and the cut-off `{memberIdentifier:regex(^(types. |(`.
    const name = /\{(\w+)/.exec(segment)?.[1];
    if (name === undefined) return segment;
    const declared = own.find((one) => one.in === 'path' && one.name === name);
    const number = 101 + Object.keys(values).length;
    values[name] ??= declared?.schema?.type === 'integer' ? String(number) : trickyText;
    return segment.slice(0, segment.indexOf('{')) + values[name];
  });
  return {
    method,
    template,
    operationId,
    module: segments[1] ?? '',
    hasBody: requestBody !== undefined,
    values,
    segments,
  };
}

const trickyText = `a b%c+d&é='?#"(*)!~;,:@$|^😀`;
