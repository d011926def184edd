import { assetId } from "#shared/kernel/ids.ts";
import { useFieldSpelling } from "#renderer/spelling/field-spelling.tsx";
import { caretIn, placeCaret, rangeOf } from "./logic/token-dom.ts";
import { TokenField, type TokenFieldProps } from "./token-field.tsx";
import { around, type ValueProps } from "./value-parts.tsx";

interface WordsValueProps extends ValueProps, Pick<TokenFieldProps, "placeholder" | "multiline" | "over" | "marks"> {
  /** The value as one text. */
  readonly text: string;
  readonly write: (text: string, step?: string) => void;
}

/** A value that is words: with its personal values as chips, and its spelling checked in the language that it is in. */
export function WordsValue(props: WordsValueProps) {
  const { field, editor, locale, text, write } = props;
  const language = field.localized && locale !== "*" ? locale : undefined;
  const type = assetId.safeParse(editor.body.settings?.["type"]);
  const attributes = new Map(editor.library.dictionary.attributes.map((one) => [one.key, one.label]));
  const spelling = useFieldSpelling({
    text,
    locale: language,
    format: field.type === "richText" ? "rich" : "plain",
    asset: editor.detail.id,
    field: type.success ? { type: type.data, name: field.name } : undefined,
    label: field.label,
    rangeOf,
    caretIn,
    onReplace(next, after) {
      write(next, `spelling ${after}`);
      // Behind the new word, once it is drawn and the menu has given the focus back.
      requestAnimationFrame(() => {
        const { current } = spelling.field.host;
        current?.focus();
        if (current) placeCaret(current, after);
      });
    },
  });
  return (
    <>
      <TokenField
        {...around(props)}
        aside={
          <>
            {spelling.aside}
            {props.aside}
          </>
        }
        over={props.over}
        value={text}
        onChange={write}
        placeholder={props.placeholder}
        multiline={props.multiline}
        tokens={(field.limits.tokens ?? []).map((key) => ({
          key,
          label: attributes.get(key) ?? "not in the data dictionary",
        }))}
        marks={props.marks}
        language={language}
        spelling={spelling.field}
      />
      {spelling.menu}
    </>
  );
}
