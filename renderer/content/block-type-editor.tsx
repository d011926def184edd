import { ArrowDown, ArrowUp, ChevronDown, Ellipsis, Lock, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Field, TypeRole } from "#shared/taxonomy/model.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { errorsOf, problemsAt, topicOf } from "#renderer/assets/data/asset-editor.ts";
import { CommentMark } from "#renderer/comments/comment-mark.tsx";
import { ChoiceSetting, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { capital, counted } from "#renderer/app/words.ts";
import { fieldTypeWords, partWords } from "#renderer/reviews/strings.ts";
import { Button, classes, IconButton, Menu, type Option, ToneText } from "#renderer/ui/index.ts";
import { FieldForm } from "./field-form.tsx";
import { addField, fieldsIn, moveField, removeField } from "./logic/block-type.ts";
import { ruleWords } from "./logic/field-rules.ts";
import { MigrationPanel } from "./migration-panel.tsx";
import { TypeDisclosures } from "./type-disclosures.tsx";

/** A block type: which fields its blocks have, what is fixed in them, and how far the rest may go. */
export function BlockTypeEditor({ editor }: EditorProps) {
  const { body, readOnly, change } = editor;
  const fields = fieldsIn(body);
  const [open, setOpen] = useState<number>();
  const add = (): void => {
    change("add field", (now) => addField(now, "New field"));
    setOpen(fields.length);
  };
  return (
    <div className="editor-body scroll" tabIndex={-1}>
      <div className="fields">
        <div className="fields-pair">
          <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
          <TextSetting
            editor={editor}
            name="description"
            label="Description"
            rule="what it is for, optional"
            optional
          />
          <ChoiceSetting
            editor={editor}
            name="role"
            label="What its blocks are for"
            otherwise="content"
            options={roles}
          />
        </div>
        <MigrationPanel editor={editor} />
        <section aria-label="Fields" className="fields">
          <h2 className="group-title">
            Fields <span className="count">{fields.length}</span>
            <span className="grow" />
            {!readOnly && (
              <Button size="sm" icon={Plus} onClick={add}>
                Add a field
              </Button>
            )}
          </h2>
          <div className="field-table">
            {fields.map((field, at) => (
              <FieldRow
                // Fields have no id of their own, and the name is what one edits.
                key={at}
                editor={editor}
                field={field}
                at={at}
                last={at === fields.length - 1}
                open={open === at}
                onOpen={(next) => setOpen(next ? at : undefined)}
              />
            ))}
          </div>
        </section>
        {(body.settings?.["role"] ?? "content") === "content" && <TypeDisclosures editor={editor} />}
      </div>
    </div>
  );
}

const roles: readonly Option<TypeRole>[] = [
  { value: "content", label: "Content", note: "They are shown" },
  { value: "disclosure", label: "Disclosures", note: "Other blocks carry them, by market and channel" },
  { value: "claim", label: "Claims", note: "Other blocks lead to them; each names its sources" },
];

interface FieldRowProps extends EditorProps {
  field: Field;
  at: number;
  last: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
}

function FieldRow({ editor, field, at, last, open, onOpen }: FieldRowProps) {
  const { change, readOnly, problems } = editor;
  const place = `settings.fields.${at}`;
  const wrong = errorsOf([
    ...problemsAt(problems, place),
    ...problemsAt(problems, `${field.part}.${field.name}`),
  ]).length;
  const Mode = field.mode === "fixed" ? Lock : Pencil;
  return (
    <div data-at={place}>
      <div className={classes("field-row", open && "is-open")}>
        <Mode className="icon" role="img" aria-label={field.mode === "fixed" ? "Fixed" : "Flexible"} />
        <span>
          <b>{field.label || "Unnamed"}</b>
          <small className="mono">{field.name}</small>
        </span>
        <span>
          {capital(fieldTypeWords[field.type])}
          <small>{partWords[field.part]}</small>
        </span>
        <span className="small dim">
          {field.mode === "fixed" ? "The same in every block" : ruleWords(field) || "No limits"}
          {wrong > 0 && <ToneText tone="danger">{counted(wrong, "problem")}</ToneText>}
        </span>
        <span className="row">
          <CommentMark
            topic={topicOf(editor.detail)}
            place={{ part: field.part, field: field.name, variant: null, locale: null }}
            label={field.label}
          />
          {!readOnly && (
            <Menu
              align="end"
              trigger={<IconButton icon={Ellipsis} label={`What to do with ${field.label}`} size="sm" />}
              sections={[
                {
                  items: [
                    {
                      id: "up",
                      label: "Move up",
                      icon: ArrowUp,
                      disabledReason: at === 0 ? "It is the first already." : undefined,
                      run: () => change(`move ${at}`, (body) => moveField(body, at, -1)),
                    },
                    {
                      id: "down",
                      label: "Move down",
                      icon: ArrowDown,
                      disabledReason: last ? "It is the last already." : undefined,
                      run: () => change(`move ${at}`, (body) => moveField(body, at, 1)),
                    },
                  ],
                },
                {
                  items: [
                    {
                      id: "remove",
                      label: "Remove this field",
                      icon: Trash2,
                      note: "Blocks that fill it must drop it before their next revision. Undo brings it back.",
                      run: () => change(`remove ${at}`, (body) => removeField(body, at)),
                    },
                  ],
                },
              ]}
            />
          )}
          <IconButton
            icon={ChevronDown}
            label={open ? `Close ${field.label}` : `Open ${field.label}`}
            size="sm"
            aria-expanded={open}
            onClick={() => onOpen(!open)}
          />
        </span>
      </div>
      {open && <FieldForm editor={editor} field={field} at={at} />}
    </div>
  );
}
