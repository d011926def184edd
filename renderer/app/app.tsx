import { type ComponentType, Fragment, type ReactNode, useEffect } from "react";
import { Toasts, TooltipProvider } from "#renderer/ui/index.ts";
import { sayFailure } from "./commands.ts";
import { Frame } from "./frame.tsx";

export interface AppProps {
  /** Stands before the frame until somebody is signed in; renders its children then. */
  gate?: ComponentType<{ children: ReactNode }>;
}

/** The studio. */
export function App({ gate: Gate = Fragment }: AppProps) {
  useEffect(() => {
    const onRejection = (event: PromiseRejectionEvent): void => sayFailure(event.reason);
    window.addEventListener("unhandledrejection", onRejection);
    return () => window.removeEventListener("unhandledrejection", onRejection);
  }, []);
  return (
    <TooltipProvider delay={400}>
      <Toasts>
        <Gate>
          <Frame />
        </Gate>
      </Toasts>
    </TooltipProvider>
  );
}
