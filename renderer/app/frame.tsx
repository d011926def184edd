import { Search } from "lucide-react";
import { Suspense, useEffect, useRef } from "react";
import { EmptyState, Waiting } from "#renderer/ui/index.ts";
import { CommandPalette, openPalette } from "./command-palette.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import type { Command } from "./feature.ts";
import { goBack, goForward, hrefTo, useRoute } from "./navigation.ts";
import { Rail } from "./rail.tsx";
import { allFeatures } from "./registry.ts";
import { formatRoute } from "./route.ts";
import { useShortcuts } from "./shortcuts.ts";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { StatusBar } from "./status-bar.tsx";

/** What the frame itself can do, on every screen. */
const frameCommands: readonly Command[] = [
  { id: "frame.find", title: "Find or do", icon: Search, keys: "mod+k", run: openPalette },
  { id: "frame.back", title: "Go back", keys: "alt+left", run: goBack },
  { id: "frame.forward", title: "Go forward", keys: "alt+right", run: goForward },
];

/** In the palette, opening the palette is no choice. */
const paletteCommands = frameCommands.filter((command) => command.id !== "frame.find");

/** The whole window: rail, page, status bar, and what opens over them. */
export function Frame() {
  useShortcuts(frameCommands);
  return (
    <div className="app">
      <a className="skip" href="#main" onClick={skipToMain}>
        Go to the page
      </a>
      <Rail />
      <Outlet />
      <StatusBar />
      <CommandPalette frame={paletteCommands} />
      <ShortcutsDialog frame={frameCommands} />
    </div>
  );
}

/** The hash is the route, so a skip link must move the focus itself. */
function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Outlet() {
  const route = useRoute();
  const feature = allFeatures().find((one) => one.id === route.screen);
  const title = feature?.title;
  const main = useRef<HTMLElement>(null);
  const shown = useRef(route.screen);
  useEffect(() => {
    document.title = title ? `${title} · Imprimatur` : "Imprimatur";
  }, [title]);
  useEffect(() => {
    // A new screen takes the focus, so that the keyboard and a screen reader start at its top.
    if (shown.current !== route.screen) main.current?.focus();
    shown.current = route.screen;
  }, [route.screen]);
  const Page = feature?.page;
  return (
    <main className="outlet" id="main" ref={main} tabIndex={-1}>
      <ErrorBoundary place={formatRoute(route)}>
        {Page ? (
          <Suspense fallback={<Waiting>Opening</Waiting>}>
            <Page route={route} />
          </Suspense>
        ) : (
          <NoSuchPlace screen={route.screen} />
        )}
      </ErrorBoundary>
    </main>
  );
}

function NoSuchPlace({ screen }: { screen: string }) {
  return (
    <EmptyState
      fill
      title="There is no such place"
      actions={
        <a className="btn" href={hrefTo("home")}>
          Go to Home
        </a>
      }
    >
      This version of the studio has no screen “{screen}”. The link may come from a newer one.
    </EmptyState>
  );
}
