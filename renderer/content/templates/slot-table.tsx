import { ArrowDown, ArrowUp, ChevronDown, Ellipsis, GripVertical, Lock, Pencil, Plus, Trash2 } from "lucide-react";
import { type DragEvent, type KeyboardEvent, useRef, useState } from "react";
import type { Slot } from "#shared/templates/model.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { errorsOf, problemsAt } from "#renderer/assets/data/asset-editor.ts";
import { counted } from "#renderer/app/words.ts";
import {
  Button,
  classes,
  EmptyState,
  IconButton,
  Menu,
  type MenuSection,
  ProblemLine,
  ToneText,
} from "#renderer/ui/index.ts";
import { addSlot, mainAt, moveSlot, removeSlot, slotsIn, standsWords, typesFor } from "../logic/template-slots.ts";
import { SlotForm } from "./slot-form.tsx";

const most = 24;

interface SlotTableProps extends EditorProps {
  /** The place of the slot whose form is open. */
  open: number | undefined;
  onOpen: (at: number | undefined) => void;
}

/** The slots of a template, in the order in which they are shown. They are moved by mouse, by keys and by menu. */
export function SlotTable({ editor, open, onOpen: setOpen }: SlotTableProps) {
  const { body, readOnly, change, library } = editor;
  const slots = slotsIn(body);
  const main = mainAt(slots);
  const [said, say] = useState("");
  const table = useRef<HTMLDivElement>(null);
  const whole = editor.problems.filter(({ at }) => at === "settings.slots");
  const add = (): void => {
    const [first] = typesFor("content", library);
    change("add slot", (now) => addSlot(now, "New slot", first ? [first.id] : []));
    setOpen(slots.length);
  };
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= slots.length || from === to) return;
    change(`move slot ${from}`, (now) => moveSlot(now, from, to));
    if (open !== undefined) setOpen(placeAfter(open, from, to));
    // The row at the new place is the one that was moved: the keys go on with it.
    table.current?.querySelectorAll<HTMLElement>("[data-grip]")[to]?.focus();
    say(`${slots[from]!.label} is now ${to + 1} of ${slots.length}.`);
  };
  const remove = (at: number): void => {
    change(`remove slot ${at}`, (now) => removeSlot(now, at));
    setOpen(undefined);
  };
  const drag = useDragging(move);
  return (
    <section aria-label="Slots" className="fields" data-at="settings.slots">
      <h2 className="group-title">
        Slots <span className="count">{slots.length}</span>
        <span className="grow" />
        {!readOnly && (
          <Button
            size="sm"
            icon={Plus}
            onClick={add}
            disabledReason={slots.length >= most ? `A template has at most ${most} slots.` : undefined}
          >
            Add a slot
          </Button>
        )}
      </h2>
      {whole.map(({ severity, message }) => (
        <ProblemLine key={message} severity={severity}>
          {message}
        </ProblemLine>
      ))}
      {slots.length === 0 ? (
        <EmptyState title="No slots yet">
          A slot shows one block: a fixed one always the same, a flexible one what rules choose.
        </EmptyState>
      ) : (
        <div className="field-table" ref={table} role="list" aria-label="Slots in the order in which they are shown">
          {slots.map((slot, at) => (
            <SlotRow
              // Slots move and their keys are edited: the place is what stays.
              key={at}
              {...{ editor, slot, at, drag, move, remove }}
              isMain={at === main}
              last={at === slots.length - 1}
              open={open === at}
              onOpen={(next) => setOpen(next ? at : undefined)}
            />
          ))}
        </div>
      )}
      <span className="sr" role="status">
        {said}
      </span>
    </section>
  );
}

/** Where what stood at a place stands once one thing was moved. */
function placeAfter(place: number, from: number, to: number): number {
  if (place === from) return to;
  if (from < place && place <= to) return place - 1;
  if (to <= place && place < from) return place + 1;
  return place;
}

interface Dragging {
  from: number | undefined;
  over: number | undefined;
  handle: (at: number) => object;
  row: (at: number) => object;
}

/** A row is taken by its handle and dropped on the row whose place it shall have. */
function useDragging(move: (from: number, to: number) => void): Dragging {
  const [from, setFrom] = useState<number>();
  const [over, setOver] = useState<number>();
  const end = (): void => {
    setFrom(undefined);
    setOver(undefined);
  };
  return {
    from,
    over: over === from ? undefined : over,
    handle: (at) => ({
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", String(at));
        setFrom(at);
      },
      onDragEnd: end,
    }),
    row: (at) => ({
      onDragOver: (event: DragEvent) => {
        if (from === undefined) return;
        event.preventDefault();
        setOver(at);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        if (from !== undefined) move(from, at);
        end();
      },
    }),
  };
}

interface SlotRowProps extends EditorProps {
  slot: Slot;
  at: number;
  isMain: boolean;
  last: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
  drag: Dragging;
  move: (from: number, to: number) => void;
  remove: (at: number) => void;
}

function SlotRow(props: SlotRowProps) {
  const { editor, slot, at, isMain, open, onOpen, drag } = props;
  const { readOnly, problems, library } = editor;
  const place = `settings.slots.${at}`;
  const wrong = errorsOf(problemsAt(problems, place)).length;
  const Mode = slot.mode === "fixed" ? Lock : Pencil;
  const label = slot.label || "Unnamed";
  return (
    <div data-at={place} role="listitem" {...drag.row(at)}>
      <div
        className={classes(
          "field-row slot-row",
          open && "is-open",
          drag.from === at && "is-taken",
          drag.over === at && ((drag.from ?? 0) < at ? "is-below" : "is-above"),
        )}
      >
        {readOnly ? <span /> : <Grip {...props} label={label} />}
        <Mode className="icon" role="img" aria-label={slot.mode === "fixed" ? "Fixed" : "Flexible"} />
        <span>
          <b>{label}</b>
          <small className="mono">{slot.key}</small>
        </span>
        <span>
          {slot.mode === "fixed"
            ? "Fixed"
            : isMain
              ? "Flexible, main"
              : slot.required
                ? "Flexible, required"
                : "Flexible"}
          <small>{slot.types.map((id) => library.nameOf(id)).join(", ") || "No types yet"}</small>
        </span>
        <span className="small dim">
          {standsWords(slot, isMain, library.nameOf)}
          {wrong > 0 && (
            <>
              {" "}
              <ToneText tone="danger">{counted(wrong, "problem")}</ToneText>
            </>
          )}
        </span>
        <span className="row">
          {!readOnly && (
            <Menu
              align="end"
              trigger={<IconButton icon={Ellipsis} label={`What to do with ${label}`} size="sm" />}
              sections={menuOf(props)}
            />
          )}
          <IconButton
            icon={ChevronDown}
            label={open ? `Close ${label}` : `Open ${label}`}
            size="sm"
            aria-expanded={open}
            onClick={() => onOpen(!open)}
          />
        </span>
      </div>
      {open && <SlotForm editor={editor} slot={slot} at={at} isMain={isMain} />}
    </div>
  );
}

function Grip({ at, drag, move, label }: SlotRowProps & { label: string }) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(at, at + by);
  };
  return (
    <button
      type="button"
      className="slot-grip"
      data-grip
      aria-label={`Move ${label}: the arrow keys up and down`}
      title="Drag, or press the arrow keys up and down"
      onKeyDown={onKeyDown}
      {...drag.handle(at)}
    >
      <GripVertical className="icon" aria-hidden />
    </button>
  );
}

const menuOf = ({ slot, at, last, move, remove }: SlotRowProps): MenuSection[] => [
  {
    items: [
      {
        id: "up",
        label: "Move up",
        icon: ArrowUp,
        disabledReason: at === 0 ? "It is the first already." : undefined,
        run: () => move(at, at - 1),
      },
      {
        id: "down",
        label: "Move down",
        icon: ArrowDown,
        disabledReason: last ? "It is the last already." : undefined,
        run: () => move(at, at + 1),
      },
    ],
  },
  {
    items: [
      {
        id: "remove",
        label: "Remove this slot",
        icon: Trash2,
        note:
          slot.mode === "fixed"
            ? "What it shows is then in nothing that uses this template. Undo brings it back."
            : "Rules that fill it must be changed before the next release. Undo brings it back.",
        run: () => remove(at),
      },
    ],
  },
];
