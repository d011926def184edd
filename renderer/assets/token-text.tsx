import { Fragment, type ReactNode } from "react";
import { tokensOf } from "#shared/taxonomy/text.ts";
import { TokenChip } from "#renderer/ui/index.ts";

/** A text in which every token is a chip with its fallback. */
export function TokenText({ text }: { text: string }): ReactNode {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return text;
  let end = 0;
  const pieces = tokens.map(({ key, fallback, from, to }) => {
    const plain = text.slice(end, from);
    end = to;
    return (
      <Fragment key={from}>
        {plain}
        <TokenChip name={key} fallback={fallback ?? ""} />
      </Fragment>
    );
  });
  return (
    <>
      {pieces}
      {text.slice(end)}
    </>
  );
}
