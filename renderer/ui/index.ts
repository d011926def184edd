/**
 * The design system. Screens import from here: `import { Button, StatusBadge } from "#renderer/ui/index.ts"`.
 * It knows nothing of the product's data: every component is fed by its props.
 */
export {
  ApprovalPath,
  type ApprovalPathProps,
  type ApprovalStep,
  type OwnerStep,
  Pips,
  type StepState,
} from "./approval-path.tsx";
export { Badge, ChangeMark, Light, StatusBadge, StatusMark, ToneText } from "./badge.tsx";
export { Banner, type BannerProps } from "./banner.tsx";
export { Button, type ButtonProps, IconButton, type IconButtonProps, LinkButton, Reason } from "./button.tsx";
export { Card } from "./card.tsx";
export { Checkbox } from "./checkbox.tsx";
export { Chip, type Filter, FilterChips } from "./chips.tsx";
export { classes } from "./classes.ts";
export {
  CodeEditor,
  CodeText,
  type Completion,
  type Diagnostic,
  type Fix,
  type HoverInfo,
} from "./code-editor/index.tsx";
export { Dialog } from "./dialog.tsx";
export { diffWords, inlineWords, type Piece, type WordChange } from "./diff-words.ts";
export { shortDigest } from "./digest.ts";
export { EmptyState } from "./empty-state.tsx";
export { History, type HistoryEntry } from "./history.tsx";
export { Crumb, Finding, Inspector, KeyValue, ProblemLine, Section, UsedLine } from "./inspector.tsx";
export { Kbd } from "./kbd.tsx";
export { type Lane, type LaneBar, LaneKey, LaneMark, type LanePoint, Lanes } from "./lanes.tsx";
export type { Span } from "./lanes-scale.ts";
export { countCharacters, type LimitLevel, limitState } from "./limit-level.ts";
export { itemsOf as listItems, type ListGroup, type ListItems } from "./list-model.ts";
export { type ListRowContent, ListRowInside, Marked } from "./list-row.tsx";
export { LockedField } from "./locked-field.tsx";
export { matchWords, type Range, type WordMatch } from "./match-words.ts";
export { Menu, MenuAt, type MenuItem, type MenuSection } from "./menu.tsx";
export { Meter } from "./meter.tsx";
export { ListHead, PageHead } from "./page-head.tsx";
export { Palette, type PaletteGroup, type PaletteRow } from "./palette.tsx";
export { Panes } from "./panes.tsx";
export { OwnerChip, PersonChip } from "./people.tsx";
export { Popover } from "./popover.tsx";
export { Progress, Waiting } from "./progress.tsx";
export { ReleaseTimeline, type TimelineRelease } from "./release-timeline.tsx";
export { BigSeal, Face, Seal, type SealState } from "./seal.tsx";
export { SearchField } from "./search-field.tsx";
export { Segmented } from "./segmented.tsx";
export { type Option, Select } from "./select.tsx";
export { SignPanel, type SignPanelProps, type SignedDigest } from "./sign-panel.tsx";
export { type Status, statusLook, type Tone } from "./status.ts";
export { type Column, type Sort, Table } from "./table.tsx";
export { type Tab, Tabs } from "./tabs.tsx";
export { Field, type FieldProblem, ReadField, TextArea, TextField } from "./text-field.tsx";
export { type Tier, TierLabel, TierMark, tierName } from "./tier.tsx";
export { showToast, Toasts } from "./toast.tsx";
export { TokenChip } from "./token-chip.tsx";
export { Tooltip, TooltipProvider } from "./tooltip.tsx";
export { Trace, type TraceOutcome, type TraceStep } from "./trace.tsx";
export { type Marking, VirtualList } from "./virtual-list.tsx";
export { type DiffField, WordDiff } from "./word-diff.tsx";
