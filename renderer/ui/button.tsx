import { Info, type LucideIcon } from "lucide-react";
import { type ComponentProps, type MouseEvent, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";
import { Kbd } from "./kbd.tsx";
import { isMac } from "./platform.ts";
import { ariaShortcut } from "./shortcut.ts";
import { Tooltip } from "./tooltip.tsx";

export type ButtonVariant = "normal" | "primary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

interface Refusable {
  /** Why it cannot be pressed now, in words that say who can help. There is no other way to disable a button. */
  disabledReason?: string | undefined;
}

export interface ButtonProps extends Omit<ComponentProps<"button">, "disabled">, Refusable {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** A shortcut to show at the end, such as `mod+enter`. Showing it does not bind it: commands do. */
  keys?: string;
  /** Where the reason stands: to the left in words, or in a tooltip where there is no room. */
  reasonIn?: "words" | "tooltip";
}

/** A refused button stays in the tab order, so that its reason can be read; it only does nothing. */
function swallow(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function buttonClass(variant: ButtonVariant, size: ButtonSize, icon: boolean, own?: string): string {
  return classes(
    "btn",
    variant !== "normal" && `btn-${variant}`,
    size !== "md" && `btn-${size}`,
    icon && "btn-icon",
    own,
  );
}

/** Presses a thing done. The label is a verb: Send for review, Sign, Go back. */
export function Button({
  variant = "normal",
  size = "md",
  icon: Icon,
  keys,
  disabledReason,
  reasonIn = "words",
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const refused = disabledReason !== undefined;
  const button = (
    <button
      {...rest}
      type={type}
      className={buttonClass(variant, size, false, className)}
      aria-disabled={refused || undefined}
      aria-describedby={refused ? reasonId : rest["aria-describedby"]}
      aria-keyshortcuts={keys && ariaShortcut(keys, isMac)}
      onClick={refused ? swallow : onClick}
    >
      {Icon && <Icon className="icon" aria-hidden />}
      {children}
      {keys && <Kbd keys={keys} />}
    </button>
  );
  if (!refused) return button;
  if (reasonIn === "tooltip") {
    return (
      <>
        <Tooltip content={disabledReason}>{button}</Tooltip>
        <span className="sr" id={reasonId}>
          {disabledReason}
        </span>
      </>
    );
  }
  return (
    <span className="btn-with-why">
      <Reason id={reasonId}>{disabledReason}</Reason>
      {button}
    </span>
  );
}

export interface IconButtonProps
  extends Omit<ComponentProps<"button">, "disabled" | "children" | "aria-label">, Refusable {
  icon: LucideIcon;
  /** The name, read aloud and shown on hover: an icon never stands without one. */
  label: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  keys?: string;
  /** For a button that stays pressed. */
  pressed?: boolean;
}

/** A button that is an icon; its name and shortcut appear on hover and focus. */
export function IconButton({
  icon: Icon,
  label,
  variant = "quiet",
  size = "md",
  keys,
  pressed,
  disabledReason,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const reasonId = useId();
  const refused = disabledReason !== undefined;
  const words = refused ? `${label}. ${disabledReason}` : label;
  return (
    <>
      <Tooltip
        content={
          keys && !refused ? (
            <>
              {words} <Kbd keys={keys} />
            </>
          ) : (
            words
          )
        }
      >
        <button
          type="button"
          {...rest}
          className={buttonClass(variant, size, true, className)}
          aria-label={label}
          aria-pressed={pressed}
          aria-disabled={refused || undefined}
          aria-describedby={refused ? reasonId : undefined}
          aria-keyshortcuts={keys && ariaShortcut(keys, isMac)}
          onClick={refused ? swallow : onClick}
        >
          <Icon className="icon" aria-hidden />
        </button>
      </Tooltip>
      {refused && (
        <span className="sr" id={reasonId}>
          {disabledReason}
        </span>
      )}
    </>
  );
}

/** A reason in words, with the sign that marks one. */
export function Reason(props: { id?: string; icon?: LucideIcon; children: ReactNode }) {
  const { id, icon: Icon = Info, children } = props;
  return (
    <span className="why" id={id}>
      <Icon className="icon" aria-hidden />
      <span>{children}</span>
    </span>
  );
}

/** A press that reads as a word in a sentence, such as “Request a change”. */
export function LinkButton({ className, type = "button", ...rest }: ComponentProps<"button">) {
  return <button {...rest} type={type} className={classes("link", className)} />;
}
