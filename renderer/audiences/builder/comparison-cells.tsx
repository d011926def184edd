import { Braces, CalendarClock, Hash, List, ToggleLeft, Type } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ValueType } from "#shared/data/model.ts";
import type { Path } from "#shared/rules/builder/edit.ts";
import type { Topic } from "#shared/rules/builder/fresh.ts";
import { freshRow } from "#shared/rules/builder/fresh.ts";
import type { Comparison, Subject } from "#shared/rules/builder/model.ts";
import { inWay, wayOf, waysFor } from "#shared/rules/builder/offers.ts";
import { subjectInfo, type SubjectInfo } from "#shared/rules/builder/subjects.ts";
import { Select } from "#renderer/ui/index.ts";
import { useBuilder } from "./context.ts";
import { TopicButton, TopicPicker } from "./topic-picker.tsx";
import { words } from "./strings.ts";
import { TestValue } from "./test-value.tsx";

const typeIcons: Readonly<Record<ValueType, LucideIcon>> = {
  string: Type,
  number: Hash,
  boolean: ToggleLeft,
  timestamp: CalendarClock,
  list: List,
};

interface ComparisonCellsProps {
  row: Comparison;
  path: Path;
  event: string | null | undefined;
}

/** What is asked about, how, and with what it is compared. */
export function ComparisonCells({ row, path, event }: ComparisonCellsProps) {
  const { replace, dictionary } = useBuilder();
  const info = subjectInfo(row.subject, event ?? null, dictionary);
  const change = (next: Comparison): void => replace(path, next);
  return (
    <>
      <TopicPicker
        label={words.pickTopic}
        event={event}
        trigger={
          <TopicButton icon={info.type ? typeIcons[info.type] : Braces} label={info.label} name={row.subject.name} />
        }
        onPick={(topic) => replace(path, aboutOther(row, topic, info, freshRow(topic, event ?? null, dictionary)))}
      />
      <Select
        label={`How ${info.label} is compared`}
        value={wayOf(row)}
        onChange={(id) => change(inWay(row, id, info, startOfToday()))}
        options={waysFor(row, info).map(({ id, label }) => ({ value: id, label }))}
      />
      <TestValue row={row} info={info} event={event ?? null} onChange={change} />
    </>
  );
}

/** Another attribute of the same type, without values of its own, is compared as the one before. */
function aboutOther(row: Comparison, topic: Topic, before: SubjectInfo, fresh: ReturnType<typeof freshRow>) {
  if (fresh.kind !== "comparison" || before.values) return fresh;
  const subject: Subject = fresh.subject;
  const sameWay = fresh.test.is === row.test.is && fresh.not === row.not && row.subject.as === undefined;
  return sameWay && topic.kind !== "event" && wayOf(fresh) === wayOf(row) && sameLiteral(row, fresh)
    ? { ...row, subject }
    : fresh;
}

/** Values of one type take the place of each other; where the new attribute has values of its own, its first stands there. */
function sameLiteral({ test }: Comparison, fresh: Comparison): boolean {
  if (test.is !== "relation" || fresh.test.is !== "relation") return test.is === "yes";
  const isNumber = (is: string) => is === "int" || is === "double";
  const [old, next] = [test.operand.is, fresh.test.operand];
  if (next.is === "string") return old === "string" && next.value === "";
  return old === next.is || (isNumber(old) && isNumber(next.is));
}

function startOfToday(): string {
  const day = new Date();
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}
