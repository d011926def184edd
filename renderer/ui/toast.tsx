import { Toast as Base } from "@base-ui/react/toast";
import { Check, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

/** What a toast says, and what it offers. */
export interface ToastMessage {
  /** What was done, and for whom: “Sent to Priya Raman for brand usage”. */
  text: string;
  action?: { label: string; run: () => void; keys?: string };
  /** Stays until it is closed; for what must be read. */
  stays?: boolean;
  /** `danger` for what went wrong and has no place on the screen. */
  tone?: "ok" | "danger";
}

type ToastData = Pick<ToastMessage, "action" | "tone">;

const manager = Base.createToastManager<ToastData>();

/**
 * Says what was done where the screen does not show it, best with an undo.
 * It can be called from anywhere; `<Toasts>` shows it.
 */
export function showToast({ text, action, stays, tone }: ToastMessage): void {
  const id = manager.add({
    title: text,
    // Whoever has to reach for the undo needs time for it.
    timeout: stays ? 0 : action ? 10_000 : 5000,
    data: { tone, action: action && { ...action, run: () => (action.run(), manager.close(id)) } },
  });
}

/** The place where toasts appear; once, around the app. */
export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="toasts">
          <Shown />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Shown() {
  const { toasts } = Base.useToastManager<ToastData>();
  return toasts.map((toast) => {
    const { action, tone } = toast.data ?? {};
    const Icon = tone === "danger" ? TriangleAlert : Check;
    return (
      <Base.Root key={toast.id} toast={toast} className="toast" swipeDirection="down">
        <Base.Content className="toast-content">
          <Icon className="icon" aria-hidden />
          <Base.Title render={<span />} />
          {action && (
            <button type="button" onClick={action.run}>
              {action.label}
            </button>
          )}
          {action?.keys && <Kbd keys={action.keys} />}
          <Base.Close className="toast-close" aria-label="Close">
            <X className="icon" aria-hidden />
          </Base.Close>
        </Base.Content>
      </Base.Root>
    );
  });
}
