import { useId } from "preact/hooks";
import { BoxEditor } from "./box-editor.tsx";
import { JsonArea } from "./json-area.tsx";
import { allowsSeveral, audioOf, boxHintsOf, boxSides, choicesOf, fieldsOf, idsOf } from "./request-hints.ts";
import { blankOf, type FormSchema, isObject, type JsonObject, typesOf, withProperty } from "./schema.ts";
import { alignWords } from "./transcript.ts";

/** A value, its schema, and the task that it is a response to. */
interface EditorProps {
  readonly name: string;
  readonly schema: FormSchema;
  readonly value: unknown;
  readonly task: JsonObject;
  readonly onChange: (value: unknown) => void;
}

/** The properties of a response, as a form. */
export const SchemaForm = ({ onChange, schema, task, value }: Omit<EditorProps, "name">) => {
  const fields = isObject(value) ? value : {};
  const { properties = {} } = schema;
  const set = (name: string, child: unknown): void => {
    const next = withId(withProperty(fields, name, child), name, task);
    onChange(name === "transcript" ? withAlignment(next) : next);
  };
  const shown = Object.keys(fields);
  // The reason of a failure has a form of its own.
  const others = Object.keys(properties).filter((name) => !shown.includes(name) && name !== "error");
  return (
    <div class="schema-form">
      {shown.map((name) => (
        <Editor
          key={name}
          name={name}
          schema={properties[name] ?? {}}
          value={fields[name]}
          task={task}
          onChange={(child) => set(name, child)}
        />
      ))}
      {others.length > 0 && (
        <div class="actions">
          {others.map((name) => (
            <button
              key={name}
              type="button"
              class="button"
              onClick={() => set(name, blankOf(properties[name] ?? {}))}
            >
              Add {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
};

/** If the request has an id for each choice, the response has that of the chosen one. */
const withId = (response: JsonObject, name: string, task: JsonObject): JsonObject => {
  const ids = idsOf(task, name);
  if (!ids || !Object.hasOwn(response, `${name}_id`)) return response;
  const chosen = [response[name]].flat().map((choice) => ids.get(String(choice)));
  return { ...response, [`${name}_id`]: Array.isArray(response[name]) ? chosen : chosen[0] };
};

/** A corrected transcript has other words to align. */
const withAlignment = (response: JsonObject): JsonObject => {
  const { alignment, duration, transcript } = response;
  if (!Array.isArray(alignment) || typeof transcript !== "string") return response;
  return { ...response, alignment: alignWords(transcript, alignment, Number(duration ?? 0)) };
};

const Editor = (props: EditorProps) => {
  const { name, onChange, schema, task, value } = props;
  const sides = boxSides(schema);
  if (sides && Array.isArray(value))
    return (
      <BoxEditor label={name} hints={boxHintsOf(task)} sides={sides} value={value} onChange={onChange} />
    );
  const types = typesOf(schema);
  const choices = schema.enum?.map(String) ?? choicesOf(task, name);
  if (choices && (schema.enum !== undefined || types.includes("string") || types.length === 0))
    return <Choices {...props} choices={choices} />;
  const asked = fieldsOf(task, name);
  if (isObject(value)) return <Properties {...props} fields={value} asked={asked} />;
  if (Array.isArray(value)) return <Items {...props} items={value} />;
  if (typeof value === "boolean") return <Toggle {...props} isOn={value} />;
  if (typeof value === "number" || (value === null && isNumeric(types)))
    return <NumberInput {...props} number={value ?? undefined} />;
  return <Text {...props} text={typeof value === "string" ? value : ""} />;
};

const isNumeric = (types: readonly string[]): boolean =>
  types.includes("integer") || types.includes("number");

const Choices = ({
  choices,
  name,
  onChange,
  schema,
  task,
  value,
}: EditorProps & { readonly choices: readonly string[] }) => {
  const group = useId();
  const isSeveral = typesOf(schema).includes("array") && allowsSeveral(task);
  const chosen = new Set([value].flat().map(String));
  const toggle = (choice: string): void => {
    if (!isSeveral) return onChange(schema.enum?.find((each) => String(each) === choice) ?? choice);
    const next = choices.filter((each) => (each === choice) !== chosen.has(each));
    onChange(next);
  };
  return (
    <fieldset>
      <legend>{name}</legend>
      <Help schema={schema} />
      <div class="radios">
        {choices.map((choice) => (
          <label key={choice}>
            <input
              type={isSeveral ? "checkbox" : "radio"}
              name={group}
              checked={chosen.has(choice)}
              onChange={() => toggle(choice)}
            />
            <bdi>{choice}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

/** A description of the contract. Of its Markdown, only names in backticks are common enough to be shown as such. */
const Help = ({ schema: { description } }: { readonly schema: FormSchema }) =>
  typeof description === "string" && description !== "" ? (
    <p class="help">
      {description
        .split("`")
        .map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
    </p>
  ) : null;

const Properties = ({
  asked,
  fields,
  name,
  onChange,
  schema,
  task,
}: EditorProps & {
  readonly fields: JsonObject;
  readonly asked: Readonly<Record<string, string>> | undefined;
}) => {
  const { additionalProperties = {}, properties = {} } = schema;
  const names = [...new Set([...Object.keys(asked ?? {}), ...Object.keys(fields)])];
  return (
    <fieldset>
      <legend>{name}</legend>
      <Help schema={schema} />
      {names.map((each) => (
        <Editor
          key={each}
          name={each}
          schema={properties[each] ?? { ...additionalProperties, description: asked?.[each] ?? "" }}
          value={fields[each] ?? blankOf(properties[each] ?? additionalProperties)}
          task={task}
          onChange={(child) => onChange(withProperty(fields, each, child))}
        />
      ))}
    </fieldset>
  );
};

/** Lists of many items, such as the words of a recording, are edited as JSON. */
const MOST_ITEMS = 20;

const Items = (props: EditorProps & { readonly items: readonly unknown[] }) => {
  const { items, name, onChange, schema, task } = props;
  if (items.length > MOST_ITEMS || (name === "alignment" && isObject(items[0])))
    return <JsonText {...props} />;
  const asked = fieldsOf(task, name);
  const item = schema.items ?? {};
  const blank = asked ? Object.fromEntries(Object.keys(asked).map((key) => [key, ""])) : blankOf(item);
  const change = (index: number, child: unknown): void =>
    onChange(items.map((each, at) => (at === index ? child : each)));
  return (
    <fieldset>
      <legend>{name}</legend>
      <Help schema={schema} />
      {items.map((each, index) => (
        <div class="item" key={index}>
          <Editor
            name={`${name} ${index + 1}`}
            schema={asked ? { ...item, properties: described(asked) } : item}
            value={each}
            task={task}
            onChange={(child) => change(index, child)}
          />
          <button
            type="button"
            class="button"
            onClick={() => onChange(items.filter((_, at) => at !== index))}
          >
            Remove {name} {index + 1}
          </button>
        </div>
      ))}
      <button type="button" class="button" onClick={() => onChange([...items, blank])}>
        Add an item
      </button>
    </fieldset>
  );
};

const described = (asked: Readonly<Record<string, string>>): Record<string, FormSchema> =>
  Object.fromEntries(
    Object.entries(asked).map(([name, description]) => [name, { type: "string", description }]),
  );

const Toggle = ({ isOn, name, onChange, schema }: EditorProps & { readonly isOn: boolean }) => (
  <div class="field">
    <label class="check">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {name}
    </label>
    <Help schema={schema} />
  </div>
);

const NumberInput = ({
  name,
  number,
  onChange,
  schema,
}: EditorProps & { readonly number: number | undefined }) => (
  <label class="field">
    <span class="field-label">{name}</span>
    <input
      type="number"
      value={number}
      min={schema.minimum}
      max={schema.maximum}
      step={typesOf(schema).includes("integer") ? 1 : "any"}
      onInput={({ currentTarget }) => {
        if (!Number.isNaN(currentTarget.valueAsNumber)) onChange(currentTarget.valueAsNumber);
        else if (currentTarget.value === "" && typesOf(schema).includes("null")) onChange(null);
      }}
    />
    <Help schema={schema} />
  </label>
);

const isLong = (name: string, text: string): boolean =>
  /text|transcript|body|comment|summary|message/i.test(name) || text.length > 60 || text.includes("\n");

const Text = ({ name, onChange, schema, task, text }: EditorProps & { readonly text: string }) => {
  const audio = name === "transcript" ? audioOf(task) : undefined;
  return (
    <div class="field">
      <label class="field">
        <span class="field-label">{name}</span>
        {isLong(name, text) ? (
          <textarea
            rows={name === "transcript" ? 6 : 3}
            dir="auto"
            value={text}
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
        ) : (
          <input
            type="text"
            dir="auto"
            value={text}
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
        )}
      </label>
      <Help schema={schema} />
      {audio !== undefined && (
        <p class="help">
          {text.split(/\s+/).filter(Boolean).length} words. The recording is at{" "}
          <a href={audio} target="_blank" rel="noreferrer">
            {URL.parse(audio)?.host ?? "its server"}
          </a>
          .
        </p>
      )}
    </div>
  );
};

const JsonText = ({ name, onChange, schema, value }: EditorProps) => (
  <details class="field">
    <summary>
      {name}: {Array.isArray(value) ? `${value.length} items` : "JSON"}
    </summary>
    <Help schema={schema} />
    <JsonArea label={`${name} as JSON`} rows={10} value={value} onChange={onChange} />
  </details>
);
